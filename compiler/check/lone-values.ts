/** `country = US or DE`, `seniority vp, c_level`: a value after `or` or a comma that was meant for the subject before. Language reference, section 4. */
import { excused, report } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import { partsOf, namesAt } from './resolve-subject.ts';
import { nameKey } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { readingCodes } from '../diagnostics/catalog/reading.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { countryCode } from '../../tables/countries.ts';
import type { Condition, Name, Predicate, ValueOrRange } from '../../grammar/tree.ts';
import { isSameText } from '../vocabulary/normal-form.ts';
import type { ScalarType } from '../vocabulary/types.ts';

/**
 * Reports each run of values behind a comparison with a word or text that name nothing themselves; gives the parts that were reported.
 * What `and` joins is two conditions, unless a comma stands for it.
 */
export function reportLoneValues(context: CheckContext, place: Place, parts: readonly Condition[], joined: 'or' | 'and'): ReadonlySet<Condition> {
  const reported = new Set<Condition>();
  const joins = (index: number): boolean => joined === 'or' || context.file.text[parts[index]!.span.end] === ',';
  for (let index = 0; index + 1 < parts.length; index += 1) {
    const first = listable(context, place, parts[index]!);
    if (first === undefined) continue;
    const words: Name[] = [];
    for (let word = loneWord(context, place, parts[index + 1]); word !== undefined && joins(index) && canBeValue(first.type, word); word = loneWord(context, place, parts[index + 1])) {
      if (joined === 'and' && nearestNames(context, place, first, word).length > 0) break;
      words.push(word);
      index += 1;
      reported.add(parts[index]!);
    }
    if (words.length > 0) reportWords(context, place, first, words, joined);
  }
  return reported;
}

/** Every word can be a text, and so can a name that is misspelt. */
function nearestNames(context: CheckContext, place: Place, { type }: Listable, word: Name): readonly string[] {
  return type.kind === 'text' ? nearest(word.text, namesAt(context, place)) : [];
}

function reportWords(context: CheckContext, place: Place, first: Listable, words: readonly Name[], joined: 'or' | 'and'): void {
  const { subject, operator, start, values } = first;
  const { file } = context;
  const listed = [...values, ...words].map(({ span }) => file.text.slice(span.start, span.end)).join(', ');
  const proposed = `${operator} (${listed})`;
  const span = { start, end: words[words.length - 1]!.span.end };
  const inParentheses = { title: `write \`${proposed}\``, edits: [{ file, span, text: proposed }] };
  if (joined === 'and') {
    report(context, readingCodes.valuesWithoutParentheses, span, { proposed }, { fixes: [inParentheses] });
    return;
  }
  const word = words[0]!;
  const near = nearestNames(context, place, first, word);
  const fixes = near.map((name) => ({ title: `write \`${name}\``, edits: [{ file, span: word.span, text: name }] }));
  report(context, codes.unknownName, word.span, { name: word.text, due: 'a field, event or defined name', nearest: near, listed: `${subject} ${proposed}` }, {
    fixes: [...fixes, inParentheses],
  });
}

interface Listable {
  /** As it was written. */
  readonly subject: string;
  /** What takes several values. */
  readonly operator: string;
  /** Where the comparison begins. */
  readonly start: number;
  readonly values: readonly ValueOrRange[];
  readonly type: ScalarType;
}

/** A predicate whose values can stand in `in (...)` as they are: words, and texts. */
function listable(context: CheckContext, place: Place, part: Condition): Listable | undefined {
  if (part.kind !== 'predicate' || part.measure !== undefined || part.clauses.length !== 1) return undefined;
  const [clause] = part.clauses;
  const values = clause?.kind === 'alone' ? [clause.value]
    : clause?.kind === 'relation' && (clause.operator === '=' || clause.operator === 'is') ? [clause.value]
      : clause?.kind === 'in' && !clause.negated ? clause.entries
        : clause?.kind === 'text comparison' && !clause.negated && clause.operand.kind === 'one' ? [clause.operand.value] : [];
  if (clause === undefined || values.length === 0 || !values.every((value) => value.kind === 'word' || value.kind === 'text')) return undefined;
  const type = comparedType(context, place, part);
  const operator = clause.kind === 'text comparison' ? `${clause.operator} any of` : 'in';
  return type && { operator, subject: part.path.map((name) => name.text).join('.'), start: clause.span.start, values, type };
}

/** The type of what words are compared with: a field, a property, a part of one, or the main property of an event. */
function comparedType(context: CheckContext, place: Place, { path }: Predicate): ScalarType | undefined {
  const key = nameKey(path[0]!.text);
  const symbol = place.event === undefined ? context.scope.vocabulary.get(key) : place.event.properties.find((property) => nameKey(property.name) === key);
  const owner = symbol?.kind === 'event' ? symbol.properties[0] : symbol;
  if (owner?.kind !== 'field' && owner?.kind !== 'property') return undefined;
  if (path.length > 1) return partsOf[owner.type.kind] === undefined ? undefined : { kind: 'text' };
  const type = owner.type.kind === 'list' ? owner.type.element : owner.type;
  return type.kind === 'email' || type.kind === 'url' ? { kind: 'text' } : type;
}

function canBeValue(type: ScalarType, { text }: Name): boolean {
  switch (type.kind) {
    case 'text': return true;
    case 'country': return countryCode(text) !== undefined;
    case 'one of': return type.members.some((member) => [member.name, ...member.spellings].some((spelling) => isSameText(spelling, text)));
    default: return false;
  }
}

/** The word that a part is, if it names nothing. */
function loneWord(context: CheckContext, place: Place, part: Condition | undefined): Name | undefined {
  if (part?.kind !== 'predicate' || part.measure !== undefined || part.no !== undefined || part.clauses.length > 0 || part.path.length > 1) return undefined;
  const word = part.path[0]!;
  const key = nameKey(word.text);
  if (word.quoted || excused(context, word.text) || ownMeaning.has(key)) return undefined;
  const isKnown = place.event === undefined
    ? context.scope.vocabulary.has(key) || context.scope.scores.has(key)
    : place.event.properties.some((property) => nameKey(property.name) === key);
  return isKnown ? undefined : word;
}

const ownMeaning: ReadonlySet<string> = new Set(['activity', 'score', 'tier', 'qualified', 'excluded']);
