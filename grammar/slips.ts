/**
 * The common slips inside an item: what each looks like where the parser stopped, its diagnostic and fix, and the tokens to read on with.
 * Tried in order; one function a slip. Longer than other files, because the order of the
 * slips is what has to be seen at once.
 */
import { tokenMatcher } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { isAnyWord, touches } from './condition-parser.ts';
import { tokenSpan } from './concrete.ts';
import { inserted, replaced } from './mended-tokens.ts';
import type { EntryRule } from './parser.ts';
import { isDuration, withUnit } from './quantities.ts';
import type { Reporter } from './report.ts';
import { isUnclosedText, retyped } from './scan.ts';
import { claimSlips } from './slips-of-claims.ts';
import { declarationSlips } from './slips-of-declarations.ts';
import { pointSlips } from './slips-of-points.ts';
import { beginsTailInOtherWords, tailSlips } from './slips-of-tails.ts';
import { wordSlips } from './slips-of-words.ts';
import * as t from './tokens.ts';

/** Where the parser stopped. */
export interface Place {
  readonly rule: EntryRule;
  readonly tokens: IToken[];
  readonly index: number;
  /** What was due, as a noun phrase. */
  readonly due: string;
  /** `undefined` at the end of the item. */
  readonly found: IToken | undefined;
  readonly previous: IToken | undefined;
  readonly next: IToken | undefined;
  readonly reporter: Reporter;
}

export interface MendedTokens {
  readonly tokens: IToken[];
  /** A `)` was put in, so what follows it on lines of its own may be other items. */
  readonly closed?: boolean;
}

type Slip = (place: Place) => MendedTokens | undefined;

const atEnd = 'the end of the line';
const tailStarts: ReadonlySet<TokenType> = new Set([t.Once, t.Up, t.Decay, t.Fade, t.At, t.As, t.When, t.Floor, t.Per]);
const numbers: ReadonlySet<TokenType> = new Set([t.Quantity, t.Money, t.DateToken, t.Percent]);
const relations: ReadonlySet<TokenType> = new Set([t.Equals, t.NotEquals, t.Less, t.LessEqual, t.Greater, t.GreaterEqual]);
const textOperators: ReadonlySet<TokenType> = new Set([t.Contains, t.Starts, t.Ends, t.Mentions, t.Matches]);

/** One token in place of those from `first` to `last`, read as `meant`. */
function merged({ tokens, reporter }: Place, first: number, last: number, type: TokenType, meant: string): MendedTokens {
  const start = tokens[first]!.startOffset;
  const image = reporter.file.text.slice(start, tokenSpan(tokens[last]!).end);
  return replaced(tokens, first, last - first + 1, inserted(type, image, start, meant));
}

function removal(reporter: Reporter, token: IToken, previous: IToken | undefined): ReturnType<Reporter['replace']> {
  const span = tokenSpan(token);
  return reporter.replace(`remove \`${token.image}\``, { start: previous === undefined ? span.start : tokenSpan(previous).end, end: span.end }, '');
}

const isJoin = (token: IToken | undefined): boolean => token?.tokenType === t.And || token?.tokenType === t.Or;

/** `and and`, `or and`, or a joining word that begins an item. */
const doubledWord: Slip = ({ tokens, index, found, previous, reporter }) => {
  if (found === undefined || !isJoin(found) || (previous !== undefined && !isJoin(previous))) return undefined;
  if (previous === undefined) {
    reporter.report(codes.needlessWord, tokenSpan(found), { word: found.image }, {
      fixes: [reporter.replace(`remove \`${found.image}\``, { start: found.startOffset, end: tokens[1]?.startOffset ?? tokenSpan(found).end }, '')],
    });
  } else if (!reporter.hasSlipBetween(found.startOffset, tokenSpan(found).end)) {
    reporter.report(codes.doubledWord, tokenSpan(found), { first: previous.image, second: found.image }, { fixes: [removal(reporter, found, previous)] });
  }
  return replaced(tokens, index, 1);
};

/** `1,000,000` */
const numberWithComma: Slip = (place) => {
  const { tokens, index, previous, reporter } = place;
  if (previous === undefined || !/^[+-]?[$£€]?\d{1,3}$/.test(previous.image)) return undefined;
  let last = index - 1;
  while (isGroupOfThree(tokens, last)) last += 2;
  if (last < index) return undefined;
  const span = cover(tokenSpan(previous), tokenSpan(tokens[last]!));
  const text = reporter.file.text.slice(span.start, span.end);
  const proposed = text.replaceAll(',', '_');
  reporter.report(codes.numberWithComma, span, { text, proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  return merged(place, index - 1, last, previous.tokenType, proposed);
};

/** `+2,5`, `€1,5m`, `> 2,5`: a comma for the decimal point. Where it could separate values, it is none. */
const decimalComma: Slip = (place) => {
  const { tokens, index, found, previous, next, reporter } = place;
  if (found?.tokenType !== t.Comma || previous === undefined || next?.tokenType !== t.Quantity || !touches(previous, found) || !touches(found, next)) return undefined;
  const isOne = previous.tokenType === t.SignedQuantity || previous.tokenType === t.Money || [t.Less, t.LessEqual, t.Greater, t.GreaterEqual].includes(tokens[index - 2]?.tokenType ?? t.Junk);
  if (!isOne || !/^[+-]?[$£€]?\d+$/.test(previous.image) || !/^\d+[A-Za-z]*$/.test(next.image)) return undefined;
  const span = cover(tokenSpan(previous), tokenSpan(next));
  const text = reporter.file.text.slice(span.start, span.end);
  const proposed = text.replace(',', '.');
  reporter.report(codes.numberWithComma, span, { text, proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)] });
  return merged(place, index - 1, index + 1, previous.tokenType, proposed);
};

/** `webinar +10,` and another item behind the comma. */
const commaAfterItem: Slip = ({ rule, tokens, index, due, found, previous, next, reporter }) => {
  if (rule !== 'sectionItem' || found?.tokenType !== t.Comma || due !== atEnd || previous === undefined || beginsTailInOtherWords(tokens, index + 1)) return undefined;
  if (!tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity)) return undefined;
  const isLast = next === undefined || /\n/.test(reporter.file.text.slice(found.startOffset, next.startOffset));
  if (next !== undefined && !isAnyWord(next) && next.tokenType !== t.LeftParen) return undefined;
  const fix = isLast ? reporter.replace('remove the comma', { start: tokenSpan(previous).end, end: tokenSpan(found).end }, '') : reporter.replace('write `;`', tokenSpan(found), ';');
  reporter.report(codes.commaAfterItem, tokenSpan(found), { instead: isLast ? undefined : ';' }, { fixes: [fix] });
  return { ...replaced(tokens, index, 1, retyped(found, t.Semicolon)), closed: true };
};

/** Whether a comma and three digits touch the token at `index`. */
function isGroupOfThree(tokens: readonly IToken[], index: number): boolean {
  const [number, comma, group] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  return number !== undefined && comma?.tokenType === t.Comma && group?.tokenType === t.Quantity && touches(number, comma) && touches(comma, group)
    && /^\d{3}(?!\d)/.test(group.image);
}

const conditionRules: ReadonlySet<EntryRule> = new Set(['sectionItem', 'exclusion', 'defineItem', 'stageStatement', 'tierStatement', 'handoffItem', 'claimItem']);

/** A comma for `and` between conditions, or for `|` between cases. */
const comma: Slip = ({ rule, tokens, index, due, found, previous, next, reporter }) => {
  if (found?.tokenType !== t.Comma || previous === undefined || next === undefined || !conditionRules.has(rule)) return undefined;
  if (due !== atEnd && due !== t.RightParen.LABEL) return undefined;
  const paid = tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity);
  const isBeforeTail = next.tokenType === t.Within || tailStarts.has(next.tokenType) || (paid && beginsTailInOtherWords(tokens, index + 1));
  if (due === atEnd && (isBeforeTail || next.tokenType === t.SignedQuantity || next.tokenType === t.Bar)) {
    reporter.report(codes.needlessWord, tokenSpan(found), { word: ',' }, { fixes: [removal(reporter, found, previous)] });
    return replaced(tokens, index, 1);
  }
  if (previous.tokenType === t.SignedQuantity) {
    if (isAnyWord(next) && next.tokenType !== t.Otherwise && next.tokenType !== t.In) return undefined;
    reporter.report(codes.commaBetweenCases, tokenSpan(found), {}, { fixes: [reporter.replace('write `|`', tokenSpan(found), ' |')] });
    return replaced(tokens, index, 1, retyped(found, t.Bar));
  }
  const afterwards = isJoin(next);
  if (!afterwards && !isAnyWord(next) && next.tokenType !== t.LeftParen) return undefined;
  reporter.report(codes.comma, tokenSpan(found), {}, {
    fixes: afterwards ? [removal(reporter, found, undefined)] : [reporter.replace('write `and`', tokenSpan(found), touches(found, next) ? ' and ' : ' and')],
  });
  return afterwards ? replaced(tokens, index, 1) : replaced(tokens, index, 1, retyped(found, t.And));
};

/** `expect mql and fit 30`, `given employees 120 and country US` */
const andForComma: Slip = ({ rule, tokens, index, due, found, previous, reporter }) => {
  if (rule !== 'testItem' || found?.tokenType !== t.And || previous === undefined || due !== atEnd) return undefined;
  const span = { start: tokenSpan(previous).end, end: tokenSpan(found).end };
  reporter.report(codes.andForComma, tokenSpan(found), {}, { fixes: [reporter.replace('write `,`', span, ',')] });
  return replaced(tokens, index, 1, retyped(found, t.Comma));
};

/** `given employees = 120` */
const equalsInGiven: Slip = ({ rule, tokens, index, found, previous, reporter }) => {
  if (rule !== 'testItem' || found?.tokenType !== t.Equals || tokens[0]?.tokenType !== t.Given) return undefined;
  reporter.report(codes.equalsInGiven, tokenSpan(found), {}, { fixes: [removal(reporter, found, previous)] });
  return replaced(tokens, index, 1);
};

/** `+10 points`, `up to 30 points`, `> 3 times`, `then +10`, `if country US +10`, and arrows */
const needlessWord: Slip = ({ rule, tokens, index, found, previous, reporter }) => {
  const first = tokens[0];
  const paid = tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity);
  if (rule === 'sectionItem' && index > 1 && !paid && first?.image.toLowerCase() === 'if') {
    const edit = reporter.edit({ start: first.startOffset, end: tokens[1]!.startOffset }, '');
    const then = tokens.findIndex((token, at) => at >= index && token.image.toLowerCase() === 'then' && tokens[at + 1]?.tokenType === t.SignedQuantity);
    reporter.report(codes.needlessWord, tokenSpan(first), { word: first.image }, {
      fixes: then === -1 ? [{ title: `remove \`${first.image}\``, edits: [edit] }]
        : [{ title: `remove \`${first.image}\` and \`${tokens[then]!.image}\``, edits: [edit, ...removal(reporter, tokens[then]!, tokens[then - 1]).edits] }],
    });
    return { tokens: tokens.filter((_, at) => at !== 0 && at !== then) };
  }
  const word = found?.image.toLowerCase() ?? '';
  const isNumber = previous?.tokenType === t.SignedQuantity || previous?.tokenType === t.Quantity;
  const isPoints = isNumber && /^(points?|pts?)$/.test(word);
  if (found === undefined || !(word === 'then' || isPoints || (isNumber && /^times?$/.test(word)))) return undefined;
  if (isPoints && previous?.tokenType === t.Quantity && !paid && rule === 'sectionItem') {
    reporter.report(codes.pointsWithoutSign, tokenSpan(previous), { text: previous.image }, {
      fixes: [reporter.replace(`write \`+${previous.image}\``, cover(tokenSpan(previous), tokenSpan(found)), `+${previous.image}`)],
    });
    return replaced(tokens, index - 1, 2, retyped(previous, t.SignedQuantity));
  }
  reporter.report(codes.needlessWord, tokenSpan(found), { word: found.image }, { fixes: [removal(reporter, found, previous)] });
  return replaced(tokens, index, 1);
};

/** `30 days`, `3 months`, `5 million` */
const unitApart: Slip = (place) => {
  const { index, found, previous, reporter } = place;
  if (found === undefined || previous === undefined || !isAnyWord(found)) return undefined;
  if ((previous.tokenType !== t.Quantity && previous.tokenType !== t.Money) || !/\d$/.test(previous.image)) return undefined;
  const proposed = withUnit(previous.image, found.image);
  if (proposed === undefined) return undefined;
  const span = cover(tokenSpan(previous), tokenSpan(found));
  reporter.report(codes.unitApart, span, { number: previous.image, word: found.image, proposed }, {
    fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)],
  });
  return merged(place, index - 1, index, previous.tokenType, proposed);
};

/** `revenue > USX 5m` */
const unknownCurrency: Slip = ({ tokens, index, found, previous, reporter }) => {
  if (found?.tokenType !== t.Quantity || previous === undefined || !/^[A-Z]{3}$/.test(previous.image)) return undefined;
  const before = tokens[index - 2];
  if (!(before !== undefined && relations.has(before.tokenType)) && !/[A-Za-z]$/.test(found.image)) return undefined;
  reporter.report(codes.unknownCurrency, tokenSpan(previous), { text: previous.image });
  return replaced(tokens, index - 1, 1);
};

/** `+ 10` */
const signApart: Slip = (place) => {
  const { rule, index, found, next, reporter } = place;
  if (found === undefined || next?.tokenType !== t.Quantity || rule === 'scoreStatement') return undefined;
  if (found.tokenType !== t.Plus && found.tokenType !== t.Minus) return undefined;
  const sign = found.tokenType === t.Plus ? '+' : '-';
  const span = cover(tokenSpan(found), tokenSpan(next));
  // Where they touch, the number has a mistake of its own, which is said: `-.5`.
  if (found.image === sign && next.startOffset > found.startOffset + found.image.length) {
    reporter.report(codes.signApart, span, { sign, number: next.image }, { fixes: [reporter.replace(`write \`${sign}${next.image}\``, span, sign + next.image)] });
  }
  return merged(place, index, index + 1, t.SignedQuantity, sign + next.image);
};

/** `++10` */
const doubledSign: Slip = ({ tokens, index, found, next, reporter }) => {
  if (found === undefined || next?.tokenType !== t.SignedQuantity || !touches(found, next)) return undefined;
  if (!((found.tokenType === t.Plus && next.image.startsWith('+')) || (found.tokenType === t.Minus && next.image.startsWith('-')))) return undefined;
  reporter.report(codes.needlessWord, tokenSpan(found), { word: found.image }, { fixes: [reporter.replace(`remove \`${found.image}\``, tokenSpan(found), '')] });
  return replaced(tokens, index, 1);
};

/** `country US 10` */
const pointsWithoutSign: Slip = ({ rule, tokens, index, due, found, next, reporter }) => {
  if (rule !== 'sectionItem' || found?.tokenType !== t.Quantity || isDuration(found.image)) return undefined;
  if (next !== undefined && next.tokenType !== t.Bar && next.tokenType !== t.Within && !tailStarts.has(next.tokenType)) return undefined;
  if (due === atEnd ? tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity) : !due.startsWith('points')) return undefined;
  const start = { start: found.startOffset, end: found.startOffset };
  reporter.report(codes.pointsWithoutSign, tokenSpan(found), { text: found.image }, {
    fixes: [{ title: `write \`+${found.image}\``, edits: [reporter.edit(start, '+')] }],
  });
  return replaced(tokens, index, 1, retyped(found, t.SignedQuantity));
};

/** `employees = 50..500` */
const rangeAfterOperator: Slip = ({ tokens, index, found, reporter }) => {
  const operator = tokens[index - 2];
  if (found?.tokenType !== t.RangeDots || (operator?.tokenType !== t.Equals && operator?.tokenType !== t.Is)) return undefined;
  reporter.report(codes.rangeAfterOperator, tokenSpan(operator), { operator: operator.image }, { fixes: [removal(reporter, operator, tokens[index - 3])] });
  return replaced(tokens, index - 2, 1);
};

/** `country is in (DE)`, `title is not contains "x"` */
const isIn: Slip = ({ tokens, index, previous, reporter }) => {
  if (previous === undefined || (previous.tokenType !== t.In && !textOperators.has(previous.tokenType))) return undefined;
  const negated = tokens[index - 2]?.tokenType === t.Not;
  const at = index - (negated ? 3 : 2);
  const is = tokens[at];
  if (is?.tokenType !== t.Is) return undefined;
  const span = cover(tokenSpan(is), tokenSpan(previous));
  const proposed = `${negated ? 'not ' : ''}${previous.image.toLowerCase()}`;
  reporter.report(codes.isIn, span, { found: reporter.file.text.slice(span.start, span.end), proposed }, {
    fixes: [reporter.replace(`write \`${proposed}\``, span, proposed)],
  });
  return replaced(tokens, at, 1);
};

/** Words that mean something at the beginning of a condition, and so are not a name by mistake. */
const neverNames: ReadonlySet<TokenType> = new Set([t.And, t.Or, t.Not, t.When, t.Also, t.Require, t.Otherwise, t.Where]);
const nameDues = /^(a name|the name of .*|a lead field or an event|an outcome .*)$/;

const reservedWord: Slip = ({ rule, tokens, index, due, found, next, reporter }) => {
  if (found === undefined || !isAnyWord(found) || tokenMatcher(found, t.NameWord)) return undefined;
  if (due === 'a condition') {
    const goesOn = next === undefined || relations.has(next.tokenType) || [t.Is, t.In, t.SignedQuantity, t.And, t.Or, t.RightParen].includes(next.tokenType);
    if (neverNames.has(found.tokenType) || !goesOn) return undefined;
  } else if (!nameDues.test(due) && !(rule === 'scoreStatement' && index === 1 && next?.tokenType === t.Equals)) return undefined;
  reporter.report(codes.reservedWord, tokenSpan(found), { word: found.image }, {
    fixes: [reporter.replace('write it in backquotes', tokenSpan(found), `\`${found.image}\``)],
  });
  return replaced(tokens, index, 1, retyped(found, t.QuotedName));
};

/** `tier 1 when ...` */
const numberAsLabel: Slip = ({ tokens, index, due, found, next, reporter }) => {
  if (found?.tokenType !== t.Quantity || !due.startsWith('a label') || next?.tokenType === t.RangeDots) return undefined;
  const proposed = `"${found.image}"`;
  reporter.report(codes.numberAsLabel, tokenSpan(found), { proposed }, { fixes: [reporter.replace(`write \`${proposed}\``, tokenSpan(found), proposed)] });
  return replaced(tokens, index, 1, retyped(found, t.Text, { inner: found.image }));
};

/** `competitors = ("acme.com", "rival.io")` */
const listInParentheses: Slip = ({ rule, tokens, index, found, previous, reporter }) => {
  const last = tokens[tokens.length - 1]!;
  if (rule !== 'listItem' || found?.tokenType !== t.LeftParen || previous?.tokenType !== t.Equals || last.tokenType !== t.RightParen) return undefined;
  reporter.report(codes.listInParentheses, tokenSpan(found), {}, {
    fixes: [{ title: 'remove the parentheses', edits: [reporter.edit(tokenSpan(found), ''), reporter.edit(tokenSpan(last), '')] }],
  });
  return { tokens: [...tokens.slice(0, index), ...tokens.slice(index + 1, -1)] };
};

/** A tail where no points were read. The item stays unread. */
export function isTailWithoutPoints({ rule, tokens, index, due, found }: Place): boolean {
  return rule === 'sectionItem' && due === atEnd && found !== undefined && tailStarts.has(found.tokenType)
    && !tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity);
}

const placeNames: Partial<Record<EntryRule, string>> = {
  exclusion: 'an exclusion', defineItem: 'a definition of a name', stageStatement: 'the condition of a stage', tierStatement: 'the condition of a tier',
  handoffItem: 'a handoff',
};

/** Points in a place that has none; the item is read up to them. */
const pointsNotDue: Slip = ({ rule, tokens, index, due, found, previous, reporter }) => {
  const place = placeNames[rule];
  if (place === undefined || found?.tokenType !== t.SignedQuantity || previous === undefined || due !== atEnd) return undefined;
  const isLast = index === tokens.length - 1;
  reporter.report(codes.pointsNotDue, tokenSpan(found), { points: found.image, place }, { fixes: isLast ? [removal(reporter, found, previous)] : [] });
  return { tokens: tokens.slice(0, index) };
};

function balance(tokens: readonly IToken[]): number {
  let open = 0;
  for (const token of tokens) open += token.tokenType === t.LeftParen ? 1 : token.tokenType === t.RightParen ? -1 : 0;
  return open;
}

function lastUnclosed(tokens: readonly IToken[], before: number): IToken | undefined {
  let closed = 0;
  for (let index = before - 1; index >= 0; index -= 1) {
    const token = tokens[index]!;
    if (token.tokenType === t.RightParen) closed += 1;
    else if (token.tokenType === t.LeftParen) {
      if (closed === 0) return token;
      closed -= 1;
    }
  }
  return undefined;
}

const missingParenthesis: Slip = ({ tokens, index, due, previous, reporter }) => {
  if (previous === undefined || (due !== t.RightParen.LABEL && due !== atEnd)) return undefined;
  const open = lastUnclosed(tokens, index);
  if (open === undefined || balance(tokens) <= 0) return undefined;
  const end = tokenSpan(previous).end;
  const close = inserted(t.RightParen, '', end);
  // A text that was never closed, and is reported, took the `)` with it.
  if (!isUnclosedText(previous)) reporter.report(codes.missingParenthesis, tokenSpan(open), {}, { fixes: [{ title: 'write `)`', edits: [reporter.edit({ start: end, end }, ')')] }] });
  return { ...replaced(tokens, index, 0, close), closed: true };
};

const extraParenthesis: Slip = ({ tokens, index, found, reporter }) => {
  if (found?.tokenType !== t.RightParen || lastUnclosed(tokens, index) !== undefined) return undefined;
  reporter.report(codes.extraParenthesis, tokenSpan(found), {}, { fixes: [removal(reporter, found, undefined)] });
  return replaced(tokens, index, 1);
};

export const slips: readonly Slip[] = [
  doubledWord, numberWithComma, decimalComma, ...claimSlips, ...declarationSlips, ...pointSlips, ...tailSlips, ...wordSlips, comma, commaAfterItem, andForComma, equalsInGiven, needlessWord, unitApart,
  unknownCurrency, signApart, doubledSign, pointsWithoutSign, rangeAfterOperator, isIn, reservedWord, numberAsLabel, listInParentheses, pointsNotDue, extraParenthesis, missingParenthesis,
];

/**
 * `employees 50-500`: a sign that touches the value before it. It parses, as points, so it must be looked for before the parser runs.
 * With `-` the range is read that was meant, with `+` the points.
 */
export function mendTouchingSigns(rule: EntryRule, tokens: IToken[], reporter: Reporter): IToken[] {
  if (rule === 'scoreStatement' || !hasTouchingSign(tokens)) return tokens;
  const mended: IToken[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    const previous = mended[mended.length - 1];
    if (previous === undefined || !isTouchingSign(previous, token)) {
      mended.push(token);
      continue;
    }
    const date = previous.tokenType === t.DateToken ? dateAfterSign(tokens, index) : undefined;
    if (date !== undefined) {
      const span = { start: token.startOffset, end: token.startOffset + 1 };
      const proposed = `${previous.image}..${date}`;
      reporter.report(codes.pointsForRange, { start: span.start, end: span.end + date.length }, { low: previous.image, points: `-${date}`, proposed }, {
        fixes: [reporter.replace(`write \`${proposed}\``, span, '..')],
      });
      mended.push(inserted(t.RangeDots, '-', span.start), inserted(t.DateToken, date, span.end));
      index += 2;
      continue;
    }
    const unsigned = token.image.slice(1);
    const proposed = `${previous.image}..${unsigned}`;
    const span = tokenSpan(token);
    const before = mended[mended.length - 2]?.tokenType;
    // After an operator, or as the upper end of a range, the number can begin no range.
    const canBegin = before === undefined || (before !== t.RangeDots && !relations.has(before));
    const canBePoints = token.tokenType === t.SignedQuantity && tokens[index + 1]?.tokenType !== t.SignedQuantity;
    const arePoints = canBePoints && (token.image.startsWith('+') || !canBegin);
    const range = canBegin ? [reporter.replace(`write \`${proposed}\``, { start: span.start, end: span.start + 1 }, '..')] : [];
    const points = canBePoints ? [reporter.replace('write a blank before the points', { start: span.start, end: span.start }, ' ')] : [];
    reporter.report(codes.pointsForRange, span, { low: previous.image, points: token.image, proposed: canBegin ? proposed : undefined }, {
      fixes: arePoints ? [...points, ...range] : [...range, ...points],
    });
    if (arePoints) mended.push(token);
    else mended.push(inserted(t.RangeDots, '-', span.start), inserted(token.tokenType === t.SignedMoney ? t.Money : t.Quantity, unsigned, span.start + 1));
  }
  return mended;
}

function hasTouchingSign(tokens: readonly IToken[]): boolean {
  for (let index = 1; index < tokens.length; index += 1) if (isTouchingSign(tokens[index - 1]!, tokens[index]!)) return true;
  return false;
}

/** `-2025-12-31` is read as three numbers with signs. */
function dateAfterSign(tokens: readonly IToken[], index: number): string | undefined {
  const parts = tokens.slice(index, index + 3);
  if (parts.length < 3 || !parts.every((part, place) => place === 0 || touches(parts[place - 1]!, part))) return undefined;
  const image = parts.map((part) => part.image).join('');
  return /^-\d{4}-\d{1,2}-\d{1,2}$/.test(image) ? image.slice(1) : undefined;
}

function isTouchingSign(previous: IToken, token: IToken): boolean {
  return (token.tokenType === t.SignedQuantity || token.tokenType === t.SignedMoney) && numbers.has(previous.tokenType) && touches(previous, token);
}
