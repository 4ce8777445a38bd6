/** `title = "vp*"`, `title contains "*vp*"`: only a value alone, `in` and `matches` take patterns; elsewhere `*` is the star itself. Language reference, section 4. */
import { report } from './context.ts';
import type { CheckContext } from './context.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import type { Comparison, TextLiteral, Value, WithinClause } from '../../grammar/tree.ts';

/** The texts of the comparison that no pattern can be. */
function plainTexts(comparison: Comparison | WithinClause): readonly Value[] {
  if (comparison.kind === 'relation') return [comparison.value];
  if (comparison.kind !== 'text comparison' || comparison.operator === 'matches') return [];
  const { operand } = comparison;
  return operand.kind === 'one' ? [operand.value] : operand.kind === 'any of' ? operand.values : [];
}

/** What `matches` would be compared with, for one text. */
function patternFor(comparison: Comparison | WithinClause, inner: string): string | undefined {
  if (comparison.kind === 'relation') return inner;
  if (comparison.kind !== 'text comparison' || comparison.operand.kind !== 'one') return undefined;
  const ends = { contains: ['*', '*'], 'starts with': ['', '*'], 'ends with': ['*', ''], mentions: undefined, matches: undefined }[comparison.operator];
  return ends === undefined ? undefined : `${ends[0]!}${inner}${ends[1]!}`.replace(/^\*+/, '*').replace(/(?<!\\)\*+$/, '*');
}

function isNegated(comparison: Comparison | WithinClause): boolean {
  if (comparison.kind === 'relation') return comparison.operator === '!=' || comparison.operator === 'is not';
  return comparison.kind === 'text comparison' && comparison.negated;
}

/** Warns of each. A star that is meant is written `\*`. */
export function warnOfStars(context: CheckContext, comparison: Comparison | WithinClause): void {
  const starred = plainTexts(comparison).filter((value): value is TextLiteral => value.kind === 'text' && value.pieces.length > 1);
  for (const { span } of starred) {
    const inner = context.file.text.slice(span.start + 1, span.end - 1);
    const operator = comparison.kind === 'text comparison' || comparison.kind === 'relation' ? comparison.operator : '';
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
