/** `title = "vp*"`, `title contains "*vp*"`: only a value alone, `in` and `matches` take patterns; elsewhere `*` is the star itself. Language reference, section 4. */
import { report } from './context.ts';
import type { CheckContext } from './context.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import type { Comparison, TextLiteral, Value, WithinClause } from '../../grammar/tree.ts';

type OfTexts = Extract<Comparison, { readonly kind: 'relation' | 'text comparison' }>;

/** The texts of the comparison that no pattern can be. */
function plainTexts(comparison: OfTexts): readonly Value[] {
  if (comparison.kind === 'relation') return [comparison.value];
  if (comparison.operator === 'matches') return [];
  const { operand } = comparison;
  return operand.kind === 'one' ? [operand.value] : operand.kind === 'any of' ? operand.values : [];
}

/** What `matches` would be compared with, for one text. */
function patternFor(comparison: OfTexts, inner: string): string | undefined {
  if (comparison.kind === 'relation') return inner;
  if (comparison.operand.kind !== 'one') return undefined;
  const ends = { contains: ['*', '*'], 'starts with': ['', '*'], 'ends with': ['*', ''], mentions: undefined, matches: undefined }[comparison.operator];
  return ends === undefined ? undefined : `${ends[0]!}${inner}${ends[1]!}`.replace(/^\*+/, '*').replace(/(?<!\\)\*+$/, '*');
}

function isNegated(comparison: OfTexts): boolean {
  return comparison.kind === 'relation' ? comparison.operator === '!=' || comparison.operator === 'is not' : comparison.negated;
}

/** Warns of each. A star that is meant is written `\*`. */
export function warnOfStars(context: CheckContext, comparison: Comparison | WithinClause): void {
  if (comparison.kind !== 'relation' && comparison.kind !== 'text comparison') return;
  const starred = plainTexts(comparison).filter((value): value is TextLiteral => value.kind === 'text' && value.pieces.length > 1);
  for (const { span } of starred) {
    const inner = context.file.text.slice(span.start + 1, span.end - 1);
    const { operator } = comparison;
    const escaped = `"${inner.replace(/(\\.)|\*/g, (found) => (found === '*' ? '\\*' : found))}"`;
    const pattern = patternFor(comparison, inner);
    const proposed = pattern === undefined ? undefined : `${isNegated(comparison) ? 'not ' : ''}matches "${pattern}"`;
    report(context, codes.starInText, span, { operator, proposed, escaped }, {
      fixes: [
        ...(proposed === undefined ? [] : [{ title: `write \`${proposed}\``, edits: [{ file: context.file, span: comparison.span, text: proposed }] }]),
        { title: `write \`${escaped}\` for the star itself`, edits: [{ file: context.file, span, text: escaped }] },
      ],
    });
  }
}
