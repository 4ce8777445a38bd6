/** Slips in what is declared, handed off and tested: words of other languages where a keyword is due, and texts without quotes. See `slips.ts`. */
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { isAnyWord, touches } from './condition-parser.ts';
import { tokenSpan } from './concrete.ts';
import type { MendedTokens, Place } from './slips.ts';
import type { EntryRule } from './parser.ts';
import { retyped } from './scan.ts';
import { inserted, replaced } from './mended-tokens.ts';
import * as t from './tokens.ts';

type Slip = (place: Place) => MendedTokens | undefined;

const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';

/** The tokens of `meant` in place of those from `first` to `last`, reported as another word for it. */
function asKeyword({ tokens, reporter }: Place, first: number, last: number, meant: string, types: readonly TokenType[]): MendedTokens {
  const span = cover(tokenSpan(tokens[first]!), tokenSpan(tokens[last]!));
  const found = reporter.file.text.slice(span.start, span.end);
  reporter.report(codes.foreignKeyword, span, { found, meant }, { fixes: [reporter.replace(`write \`${meant}\``, span, meant)] });
  return replaced(tokens, first, last - first + 1, ...types.map((type, index) => inserted(type, index === 0 ? found : '', index === 0 ? span.start : span.end)));
}

/** What people begin an item with in place of its keyword. */
const beginnings: Partial<Record<EntryRule, readonly (readonly [words: RegExp, meant: string, type: TokenType])[]>> = {
  vocabularyItem: [[/^(field|column|property|attribute)$/, 'lead', t.LeadKeyword], [/^(activity|action|signal)$/, 'event', t.EventKeyword]],
  testItem: [[/^(then|should|assert|expects|expected)$/, 'expect', t.Expect], [/^(when|if|with|lead|let|having)$/, 'given', t.Given]],
  handoffItem: [[/^(assign|assigned|route|send|hand)$/, 'to', t.To]],
};

/** `then mql` in a test, `field plan text` in a vocabulary, `assign to "SDR"` in a handoff */
const wordForBeginning: Slip = (place) => {
  const { rule, tokens, index, found } = place;
  if (index !== 0 || found === undefined) return undefined;
  const beginning = beginnings[rule]?.find(([words]) => words.test(word(found)));
  if (beginning === undefined) return undefined;
  const doubled = tokens[1]?.tokenType === beginning[2];
  return asKeyword(place, 0, doubled ? 1 : 0, beginning[1], [beginning[2]]);
};

const wordsForOneOf = /^(enum|picklist|dropdown|select|options?|choice)$/;

/** `lead plan enum (a, b)` */
const enumeration: Slip = (place) => {
  const { rule, index, found, previous } = place;
  if (rule !== 'vocabularyItem' || found?.tokenType !== t.LeftParen || !wordsForOneOf.test(word(previous))) return undefined;
  return asKeyword(place, index - 1, index - 1, 'one of', [t.OneKeyword, t.Of]);
};

/** `lead tags list` */
const listOfWhat: Slip = (place) => {
  const { rule, tokens, index, found } = place;
  const last = tokens[index - 1];
  if (rule !== 'vocabularyItem' || found !== undefined || last?.tokenType !== t.ListKeyword) return undefined;
  const mended = asKeyword(place, index - 1, index - 1, 'list of text', [t.ListKeyword, t.Of]);
  return { tokens: [...mended.tokens, inserted(t.Word, '', tokenSpan(last).end, 'text')] };
};

/** `event order amount number`: the properties lack their parentheses. */
const propertiesWithoutParentheses: Slip = ({ rule, tokens, index, found, reporter }) => {
  if (rule !== 'vocabularyItem' || tokens[0]?.tokenType !== t.EventKeyword || index !== 2 || found === undefined || !isAnyWord(found) || !isAnyWord(tokens[3] ?? found)) return undefined;
  let last = index;
  while (tokens[last + 1] !== undefined && tokens[last + 1]!.tokenType !== t.From && tokens[last + 1]!.tokenType !== t.Passive) last += 1;
  if (last === index || tokens.slice(index, last + 1).some(({ tokenType }) => tokenType === t.LeftParen || tokenType === t.RightParen)) return undefined;
  const span = cover(tokenSpan(found), tokenSpan(tokens[last]!));
  const proposed = `(${reporter.file.text.slice(span.start, span.end)})`;
  reporter.report(codes.propertiesInParentheses, span, { proposed }, { fixes: [reporter.replace('write parentheses', span, proposed)] });
  return replaced(
    tokens, index, last - index + 1, inserted(t.LeftParen, '', span.start), ...tokens.slice(index, last + 1), inserted(t.RightParen, '', span.end),
  );
};

/** `lead seats number = "Seats"`, `lead seats number "Seats"` */
const columnWithoutFrom: Slip = (place) => {
  const { rule, tokens, index, found, next, reporter } = place;
  if (rule !== 'vocabularyItem' || index < 3) return undefined;
  if (found?.tokenType === t.Equals && next?.tokenType === t.Text) return asKeyword(place, index, index, 'from', [t.From]);
  if (found?.tokenType !== t.Text) return undefined;
  const at = { start: found.startOffset, end: found.startOffset };
  reporter.report(codes.unexpected, tokenSpan(found), { found: found.image, due: '`from`', after: tokens[index - 1]!.image, advice: `write \`from ${found.image}\`` }, {
    fixes: [reporter.replace(`write \`from ${found.image}\``, at, 'from ')],
  });
  return replaced(tokens, index, 0, inserted(t.From, '', at.start));
};

/** `review 2026-12-31` */
const reviewWithoutBy: Slip = ({ tokens, index, found, previous, reporter }) => {
  if (found?.tokenType !== t.DateToken || previous?.tokenType !== t.Review) return undefined;
  const at = { start: found.startOffset, end: found.startOffset };
  reporter.report(codes.unexpected, tokenSpan(found), { found: found.image, due: '`by`', after: previous.image, advice: `write \`review by ${found.image}\`` }, {
    fixes: [reporter.replace('write `by`', at, 'by ')],
  });
  return replaced(tokens, index, 0, inserted(t.By, '', at.start));
};

const endsText: ReadonlySet<TokenType> = new Set([t.Within, t.When, t.Comma, t.From, t.Colon]);

/** `owner Growth and Sales`, `to SDR within 2h`, `from Seats` */
const textWithoutQuotes: Slip = ({ tokens, index, due, found, previous, reporter }) => {
  if (due !== t.Text.LABEL || found === undefined || previous === undefined || !isAnyWord(found)) return undefined;
  const { text } = reporter.file;
  let last = index;
  for (let next = tokens[last + 1]; next !== undefined && isAnyWord(next) && !endsText.has(next.tokenType) && word(next) !== 'if'; next = tokens[last + 1]) last += 1;
  const span = cover(tokenSpan(found), tokenSpan(tokens[last]!));
  const inner = text.slice(span.start, span.end);
  if (inner.includes('\n') || inner.includes('"')) return undefined;
  reporter.report(codes.textWithoutQuotes, span, { text: inner }, { fixes: [reporter.replace('write quotes', span, `"${inner}"`)] });
  return replaced(tokens, index, last - index + 1, inserted(t.Text, `"${inner}"`, span.start, undefined));
};

/** `to "SDR" within 2h if country US` */
const conditionOfHandoff: Slip = (place) => {
  const { rule, index, found } = place;
  if (rule !== 'handoffItem' || !/^(if|where|for)$/.test(word(found))) return undefined;
  return asKeyword(place, index, index, 'when', [t.When]);
};

/** `employees < 50 +5 otherwise +10`, `employees < 50 +5 else +10` */
const otherwiseWithoutBar: Slip = (place) => {
  const { rule, tokens, index, found, previous, next, reporter } = place;
  if (rule !== 'sectionItem' || found === undefined || previous?.tokenType !== t.SignedQuantity || next?.tokenType !== t.SignedQuantity) return undefined;
  if (!/^(otherwise|else|default)$/.test(word(found))) return undefined;
  const span = tokenSpan(found);
  reporter.report(codes.tailInOtherWords, span, { found: found.image, proposed: '| otherwise' }, { fixes: [reporter.replace('write `| otherwise`', span, '| otherwise')] });
  return replaced(tokens, index, 1, inserted(t.Bar, '', span.start), inserted(t.Otherwise, found.image, span.start));
};

/** `email.domain = acme.com`: an address without its quotes. */
const addressWithoutQuotes: Slip = ({ tokens, index, found, previous, next, reporter }) => {
  if (found?.tokenType !== t.Dot || previous === undefined || next === undefined || !touches(previous, found) || !touches(found, next)) return undefined;
  const before = tokens[index - 2];
  if (before === undefined || before.tokenType === t.Dot || !isAnyWord(previous)) return undefined;
  let last = index - 1;
  while (tokens[last + 1]?.tokenType === t.Dot && tokens[last + 2] !== undefined && isAnyWord(tokens[last + 2]!) && touches(tokens[last]!, tokens[last + 1]!)) last += 2;
  if (last === index - 1) return undefined;
  const span = cover(tokenSpan(previous), tokenSpan(tokens[last]!));
  const text = reporter.file.text.slice(span.start, span.end);
  reporter.report(codes.textWithoutQuotes, span, { text }, { fixes: [reporter.replace('write quotes', span, `"${text}"`)] });
  return replaced(tokens, index - 1, last - index + 2, retyped(inserted(t.Text, text, span.start), t.Text, { inner: text }));
};

/** `page_view with url "/pricing"` */
const withForWhere: Slip = (place) => {
  const { rule, index, found, previous } = place;
  if (rule === 'testItem' || rule === 'vocabularyItem' || found === undefined || previous === undefined || index < 2) return undefined;
  if (previous.tokenType !== t.With || !isAnyWord(found)) return undefined;
  return asKeyword(place, index - 1, index - 1, 'where', [t.Where]);
};

/** `mql when score > 50 unless excluded` */
const unless: Slip = (place) => {
  const { rule, tokens, index, found } = place;
  if (rule === 'sectionItem' && tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity)) return undefined;
  return word(found) === 'unless' && index > 0 ? asKeyword(place, index, index, 'and not', [t.And, t.Not]) : undefined;
};

const measures: ReadonlySet<TokenType> = new Set([t.Days, t.With, t.Distinct, t.Total, t.Since]);

/** How many tokens from `start` on are a field, an event or a score, with its measure and parts: not the comparison behind it. */
function subjectLength(tokens: readonly IToken[], start: number): number {
  let end = start;
  while (tokens[end] !== undefined && measures.has(tokens[end]!.tokenType)) end += 1;
  if (tokens[end] === undefined || !isAnyWord(tokens[end]!)) return 0;
  end += 1;
  while (tokens[end]?.tokenType === t.Dot && tokens[end + 1] !== undefined) end += 2;
  return end - start;
}

/** `employees 1..49 +1 | employees 50.. +2`, `tier = fit 60.. A | fit 40.. B`: the subject stands before the first case only. */
const repeatedSubject: Slip = ({ rule, tokens, index, reporter }) => {
  if (rule !== 'sectionItem' && rule !== 'tierGrid') return undefined;
  let bar = index;
  while (bar > index - 4 && bar > 0 && tokens[bar]?.tokenType !== t.Bar) bar -= 1;
  const behind = tokens[bar + 1];
  if (tokens[bar]?.tokenType !== t.Bar || behind === undefined) return undefined;
  let start = rule === 'tierGrid' ? bar - 1 : tokens[0]!.tokenType === t.Require ? 1 : 0;
  while (rule === 'tierGrid' && start > 0 && tokens[start - 1]!.tokenType !== t.Comma && tokens[start - 1]!.tokenType !== t.Equals) start -= 1;
  const length = subjectLength(tokens, start);
  const after = tokens[bar + 1 + length];
  if (length === 0 || after === undefined) return undefined;
  for (let at = 0; at < length; at += 1) if (word(tokens[start + at]) !== word(tokens[bar + 1 + at])) return undefined;
  const span = cover(tokenSpan(behind), tokenSpan(tokens[bar + length]!));
  const subject = reporter.file.text.slice(span.start, span.end);
  reporter.report(codes.repeatedSubject, span, { subject }, { fixes: [reporter.replace(`remove \`${subject}\``, { start: span.start, end: after.startOffset }, '')] });
  return replaced(tokens, bar + 1, length);
};

export const declarationSlips: readonly Slip[] = [
  wordForBeginning, enumeration, listOfWhat, propertiesWithoutParentheses, columnWithoutFrom, reviewWithoutBy, textWithoutQuotes, conditionOfHandoff, repeatedSubject,
  otherwiseWithoutBar, addressWithoutQuotes, withForWhere, unless,
];
