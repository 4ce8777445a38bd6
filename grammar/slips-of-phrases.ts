/**
 * Slips of people who know a CRM's filters or SQL: whole phrases where one operator of this language stands, and values that lack their
 * parentheses. See `slips.ts`.
 */
import { tokenMatcher } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { isAnyWord } from './condition-parser.ts';
import { tokenSpan } from './concrete.ts';
import { mended, retyped } from './scan.ts';
import type { MendedTokens, Place } from './slips.ts';
import { inserted, replaced } from './mended-tokens.ts';
import * as t from './tokens.ts';

type Slip = (place: Place) => MendedTokens | undefined;

const values: ReadonlySet<TokenType> = new Set([t.Quantity, t.Money, t.DateToken, t.Instant, t.Percent, t.SignedQuantity, t.SignedMoney]);
const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';
const hasPoints = ({ tokens, index }: Place): boolean => tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity);

/** What has to stand behind a phrase, so that nothing else is taken for one. */
type Behind = 'number' | 'date' | 'value' | 'text' | 'parenthesis' | 'end';

/** What is read in place of a phrase. */
type Meant = readonly (readonly [type: TokenType, image: string])[];

interface Phrase {
  readonly words: readonly string[];
  readonly behind: Behind;
  readonly meant: Meant;
  /** In place of it behind `not`, `does not` and the like; a phrase without it is none there. */
  readonly negated?: Meant;
}

const not: Meant = [[t.Not, 'not']];
const operator = (type: TokenType, image: string): Meant => [[type, image]];
const startsWith: Meant = [[t.Starts, 'starts'], [t.With, 'with']];
const endsWith: Meant = [[t.Ends, 'ends'], [t.With, 'with']];
const contains: Meant = [[t.Contains, 'contains']];
const anyOf: Meant = [[t.Any, 'any'], [t.Of, 'of']];
const isKnown: Meant = [[t.Is, 'is'], [t.Known, 'known']];
const isMissing: Meant = [[t.Is, 'is'], [t.Missing, 'missing']];

/** Phrases by their words; `behind` is the same for all of a line. */
function phrases(behind: Behind, meant: Meant, negated: Meant | undefined, ...spellings: readonly string[]): Phrase[] {
  return spellings.map((spelling) => ({ words: spelling.split(' '), behind, meant, ...(negated === undefined ? {} : { negated }) }));
}

/** Longer ones first where one begins as another. */
const table: readonly Phrase[] = [
  ...phrases('number', operator(t.GreaterEqual, '>='), operator(t.Less, '<'), 'greater than or equal to', 'more than or equal to', 'greater or equal to', 'at least', 'gte'),
  ...phrases('number', operator(t.LessEqual, '<='), operator(t.Greater, '>'), 'less than or equal to', 'fewer than or equal to', 'less or equal to', 'at most', 'lte'),
  ...phrases('number', operator(t.Greater, '>'), operator(t.LessEqual, '<='),
    'more than', 'greater than', 'larger than', 'bigger than', 'higher than', 'over', 'above', 'exceeds', 'gt'),
  ...phrases('number', operator(t.Less, '<'), operator(t.GreaterEqual, '>='), 'less than', 'fewer than', 'smaller than', 'lower than', 'under', 'below', 'lt'),
  ...phrases('value', operator(t.Equals, '='), operator(t.NotEquals, '!='), 'equal to', 'equals to', 'equals', 'equal', 'eq'),
  ...phrases('date', operator(t.Equals, '='), operator(t.NotEquals, '!='), 'on'),
  ...phrases('text', startsWith, [...not, ...startsWith], 'begins with', 'begin with', 'start with', 'startswith', 'starts_with', 'beginswith', 'begins_with'),
  ...phrases('text', endsWith, [...not, ...endsWith], 'end with', 'ends in', 'endswith', 'ends_with'),
  ...phrases('parenthesis', [...not, ...contains, ...anyOf], undefined, 'contains none of'),
  ...phrases('text', contains, [...not, ...contains], 'includes', 'include', 'contain', 'contains'),
  ...phrases('text', operator(t.Mentions, 'mentions'), [...not, [t.Mentions, 'mentions']], 'mention', 'mentions'),
  ...phrases('text', operator(t.Matches, 'matches'), [...not, [t.Matches, 'matches']], 'match', 'matches'),
  ...phrases('parenthesis', operator(t.In, 'in'), [...not, [t.In, 'in']], 'any of', 'one of', 'either of'),
  ...phrases('parenthesis', [...not, [t.In, 'in']], undefined, 'none of', 'neither of'),
  ...phrases('end', isKnown, isMissing, 'has any value', 'has a value', 'has value', 'exist'),
  ...phrases('end', isMissing, undefined, 'has no value'),
];

const textOperators: ReadonlySet<TokenType> = new Set([t.Contains, t.Mentions, t.Matches, t.With]);
/** What a comparison's end can be followed by. */
const ends: ReadonlySet<TokenType> = new Set([t.SignedQuantity, t.And, t.Or, t.RightParen, t.When, t.Comma]);

function stands(behind: Behind, token: IToken | undefined, next: IToken | undefined): boolean {
  if (behind === 'end') return token === undefined || ends.has(token.tokenType);
  if (token === undefined) return false;
  switch (behind) {
    case 'number': return values.has(token.tokenType);
    case 'date': return token.tokenType === t.DateToken || token.tokenType === t.Instant;
    case 'parenthesis': return token.tokenType === t.LeftParen;
    case 'value': return values.has(token.tokenType) || token.tokenType === t.Text || isAnyWord(token);
    case 'text': return token.tokenType === t.Text || (token.tokenType === t.Any && next?.tokenType === t.Of) || (isAnyWord(token) && !ends.has(token.tokenType));
  }
}

const auxiliary = /^(is|are|was|does|do|did|must|should)$/;

/** Where the words before a phrase begin that belong to it: `is`, `does not`, `isn't`. */
function before(tokens: readonly IToken[], first: number): { readonly first: number; readonly negated: boolean } {
  let start = first;
  const contracted = tokens[start - 1]?.tokenType === t.Contraction;
  const negated = contracted || tokens[start - 1]?.tokenType === t.Not;
  if (negated) start -= 1;
  if (!contracted && start > 1 && auxiliary.test(word(tokens[start - 1]))) start -= 1;
  return { first: start, negated };
}

/** One phrase that the parser stopped in, or at what stands behind it: reported, and the tokens to read on with. */
function readPhrase({ tokens, reporter }: Place, phrase: Phrase, start: number): MendedTokens | undefined {
  const last = start + phrase.words.length - 1;
  if (!phrase.words.every((each, at) => word(tokens[start + at]) === each) || !stands(phrase.behind, tokens[last + 1], tokens[last + 2])) return undefined;
  const { first, negated } = before(tokens, start);
  const inText = phrase.words[1] === 'of' && textOperators.has(tokens[start - 1]?.tokenType ?? t.Junk);
  const meant = inText ? (phrase.meant[0]![0] === t.Not ? undefined : anyOf) : negated ? phrase.negated : phrase.meant;
  if (first < 1 || meant === undefined || (inText && negated)) return undefined;
  // `is not contains` has a slip of its own.
  if (textOperators.has(phrase.meant[0]![0]) && tokens[start]!.tokenType === phrase.meant[0]![0] && tokens[first]!.tokenType === t.Is) return undefined;
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[last]!));
  const found = reporter.file.text.slice(span.start, span.end);
  const image = meant.map(([, each]) => each).join(' ');
  // `contains "x"` is an operator as it stands: what is wrong is something else.
  if (found.toLowerCase().replace(/\s+/g, ' ') === image) return undefined;
  const points = tokens.slice(0, first).some((token) => token.tokenType === t.SignedQuantity);
  if (points && image === '<=') return undefined;
  reporter.report(codes.comparisonWord, span, { found, operator: image }, { fixes: [reporter.replace(`write \`${image}\``, span, image)] });
  return replaced(tokens, first, last - first + 1, ...meant.map(([type], at) => inserted(type, at === 0 ? found : '', at === 0 ? span.start : span.end)));
}

/** `employees is at least 50`, `country is any of (DE, FR)`, `title does not contain "vp"` */
const phrase: Slip = (place) => {
  const { index } = place;
  if (hasPoints(place)) return undefined;
  for (const each of table) {
    for (let start = Math.max(1, index - each.words.length); start <= index + 1; start += 1) {
      const read = readPhrase(place, each, start);
      if (read !== undefined) return read;
    }
  }
  return undefined;
};

/** `country isn't US` */
const contraction: Slip = ({ tokens, index, found, next, reporter }) => {
  if (found?.tokenType !== t.Contraction || index === 0 || !/^is/i.test(found.image) || !stands('value', next, undefined)) return undefined;
  const span = tokenSpan(found);
  reporter.report(codes.comparisonWord, span, { found: found.image, operator: 'is not' }, { fixes: [reporter.replace('write `is not`', span, 'is not')] });
  return replaced(tokens, index, 1, inserted(t.Is, found.image, span.start), inserted(t.Not, '', span.end));
};

/** `created is after 2025-01-01` */
const isBefore: Slip = ({ tokens, index, previous, reporter }) => {
  const is = tokens[index - 2];
  if (previous === undefined || is?.tokenType !== t.Is || (previous.tokenType !== t.Before && previous.tokenType !== t.After)) return undefined;
  const span = cover(tokenSpan(is), tokenSpan(previous));
  const proposed = word(previous);
  reporter.report(codes.isIn, span, { found: reporter.file.text.slice(span.start, span.end), proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  return replaced(tokens, index - 2, 1);
};

/** `title like '%vp%'`: a pattern of SQL, whose `%` is `*` here. */
const sqlLike: Slip = ({ tokens, index, reporter }) => {
  const at = [index - 1, index, index + 1].find((each) => each > 0 && /^i?like$/.test(word(tokens[each])) && tokens[each + 1]?.tokenType === t.Text);
  if (at === undefined) return undefined;
  const text = tokens[at + 1]!;
  const { first, negated } = before(tokens, at);
  if (first < 1) return undefined;
  const inner = mended(text)?.inner ?? text.image.slice(1, -1);
  const pattern = inner.replaceAll('*', '\\*').replaceAll('%', '*');
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(text));
  const proposed = `${negated ? 'not ' : ''}matches "${mended(text)?.inner === undefined ? pattern : pattern.replaceAll('"', '\\"')}"`;
  // SQL's quotes are a part of it.
  reporter.withdraw(span);
  reporter.report(codes.sqlPattern, span, { found: reporter.file.text.slice(span.start, span.end), proposed }, {
    fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)],
  });
  const operators = [...(negated ? [inserted(t.Not, '', span.start)] : []), inserted(t.Matches, '', span.start)];
  return replaced(tokens, first, at - first + 2, ...operators, retyped(text, t.Text, { inner: inner.replaceAll('*', '').replaceAll('%', '*') }));
};

/** `title in "vp", "head"`, `title contains any of "vp", "head"`: the values lack their parentheses. */
const valuesAfterOperator: Slip = ({ rule, tokens, index, found, previous, next, reporter }) => {
  if (rule === 'testItem') return undefined;
  const isValueToken = (token: IToken | undefined): boolean => token !== undefined && (token.tokenType === t.Text || values.has(token.tokenType));
  let first: number;
  if (isValueToken(found) && (previous?.tokenType === t.In || previous?.tokenType === t.Of)) first = index;
  else if (found?.tokenType === t.Not && next?.tokenType === t.In && isValueToken(tokens[index + 2])) first = index + 2;
  else return undefined;
  // What stands before `of` must have been read as an operator.
  if (tokens[first - 1]!.tokenType === t.Of && ![t.Any, t.All].includes(tokens[first - 2]?.tokenType ?? t.Junk)) return undefined;
  let last = first;
  while (tokens[last + 1]?.tokenType === t.Comma && isValueToken(tokens[last + 2])) last += 2;
  const after = tokens[last + 1];
  if (after !== undefined && !ends.has(after.tokenType)) return undefined;
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[last]!));
  const proposed = `(${reporter.file.text.slice(span.start, span.end)})`;
  reporter.report(codes.valuesWithoutParentheses, span, { proposed }, { fixes: [reporter.replace('write parentheses', span, proposed)] });
  return replaced(
    tokens, first, last - first + 1, inserted(t.LeftParen, '', span.start), ...tokens.slice(first, last + 1), inserted(t.RightParen, '', span.end),
  );
};

/** `country is one of US, CA`, `country is any of US or CA`: the words for `in`, and values that lack their parentheses. */
const oneOfValues: Slip = ({ rule, tokens, index, found, reporter }) => {
  // With `not` before them the parser stops there.
  const of = found?.tokenType === t.Not ? index + 2 : index;
  if (rule === 'testItem' || tokens[of]?.tokenType !== t.Of || !/^(any|one|either)$/.test(word(tokens[of - 1]))) return undefined;
  const isNegated = tokens[of - 2]?.tokenType === t.Not;
  const beforeNot = isNegated ? of - 3 : of - 2;
  const first = tokens[beforeNot]?.tokenType === t.Is ? beforeNot : beforeNot + 1;
  if (first < 1) return undefined;
  const isValueToken = (token: IToken | undefined): token is IToken => token !== undefined && (token.tokenType === t.Text || values.has(token.tokenType) || isAnyWord(token));
  const list: IToken[] = [];
  let last = of + 1;
  for (let value = tokens[last]; isValueToken(value); value = tokens[last]) {
    list.push(value);
    const joins = tokens[last + 1]?.tokenType === t.Comma || tokens[last + 1]?.tokenType === t.Or;
    if (!joins || !isValueToken(tokens[last + 2])) break;
    last += 2;
  }
  const after = tokens[last + 1];
  if (list.length === 0 || (after !== undefined && !ends.has(after.tokenType))) return undefined;
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[last]!));
  const proposed = `${isNegated ? 'not ' : ''}in (${list.map((value) => value.image).join(', ')})`;
  reporter.report(codes.valuesWithoutParentheses, span, { proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  const separated = list.flatMap((value, at) => (at === 0 ? [value] : [inserted(t.Comma, '', value.startOffset), value]));
  const operator = [...(isNegated ? [inserted(t.Not, '', span.start)] : []), inserted(t.In, '', span.start)];
  return replaced(
    tokens, first, last - first + 1, ...operator, inserted(t.LeftParen, '', list[0]!.startOffset), ...separated, inserted(t.RightParen, '', span.end),
  );
};

/** `title contains ("vp", "head")` */
const textsWithoutAnyOf: Slip = ({ tokens, index, found, previous, next, reporter }) => {
  if (found?.tokenType !== t.LeftParen || next?.tokenType !== t.Text || previous === undefined || index < 2) return undefined;
  if (previous.tokenType === t.With ? ![t.Starts, t.Ends].includes(tokens[index - 2]!.tokenType) : !textOperators.has(previous.tokenType)) return undefined;
  const span = { start: tokenSpan(previous).end, end: found.startOffset };
  const operators = cover(tokenSpan(previous.tokenType === t.With ? tokens[index - 2]! : previous), tokenSpan(previous));
  const written = reporter.file.text.slice(operators.start, operators.end);
  reporter.report(codes.comparisonWord, operators, { found: `${written} (`, operator: `${written} any of (` }, { fixes: [reporter.replace('write `any of`', span, ' any of ')] });
  return replaced(tokens, index, 0, inserted(t.Any, '', span.end), inserted(t.Of, '', span.end));
};

/** `at least 3 webinar`, `3 webinars`, `more than 3 page_view`: the number before what is counted. */
const countFirst: Slip = (place) => {
  const { tokens, index, reporter } = place;
  if (hasPoints(place)) return undefined;
  for (let number = Math.max(0, index - 1); number <= index + 2; number += 1) {
    const [count, event] = [tokens[number], tokens[number + 1]];
    if (count?.tokenType !== t.Quantity || !/^\d+$/.test(count.image) || event === undefined || !isAnyWord(event) || event.tokenType === t.Of) continue;
    const compared = table.find(({ words, behind, meant }) => behind === 'number' && meant.length === 1 && words.every((each, at) => word(tokens[number - words.length + at]) === each));
    const first = number - (compared?.words.length ?? 0);
    const before = tokens[first - 1];
    const after = tokens[number + 2];
    const begins = before === undefined || [t.And, t.Or, t.Not, t.When, t.LeftParen, t.Require, t.Comma].includes(before.tokenType);
    if (!begins || (after !== undefined && !ends.has(after.tokenType)) || !tokenMatcher(event, t.SubjectWord)) continue;
    const [type, image] = compared?.meant[0] ?? [t.GreaterEqual, '>='];
    const span = cover(tokenSpan(tokens[first]!), tokenSpan(event));
    const proposed = `${event.image} ${image} ${count.image}`;
    reporter.report(codes.countFirst, span, { found: reporter.file.text.slice(span.start, span.end), proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
    const { startOffset } = tokens[first]!;
    const named = inserted(t.Word, '', startOffset, event.image);
    return replaced(tokens, first, number + 2 - first, named, inserted(type, '', startOffset), inserted(t.Quantity, '', startOffset, count.image));
  }
  return undefined;
};

export const phraseSlips: readonly Slip[] = [countFirst, sqlLike, phrase, contraction, isBefore, valuesAfterOperator, oneOfValues, textsWithoutAnyOf];
