/** Slips in where points stand and how they are written: before their condition, as in a sheet of points, or in a sentence. See `slips.ts`. */
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import { tokenSpan } from './concrete.ts';
import { inserted, replaced } from './mended-tokens.ts';
import { isDuration } from './quantities.ts';
import type { MendedTokens, Place } from './slips.ts';
import * as t from './tokens.ts';

type Slip = (place: Place) => MendedTokens | undefined;

const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';
const isPoints = (token: IToken | undefined): boolean => /^(points?|pts?)$/.test(word(token));
const joinsCondition = (token: IToken | undefined): boolean => /^(if|for|when|where|:|=>|->|\u2192)$/.test(word(token));
/** What follows points, and no condition. */
const behindPoints: ReadonlySet<TokenType> = new Set([t.Once, t.Up, t.Decay, t.Fade, t.As, t.Floor, t.Per]);

/** `+10`, `+10 points`, `10 points` at the beginning of an item, each with `if`, `for` or a colon behind it or not. */
export function pointsBefore(tokens: readonly IToken[]): { readonly image: string; readonly last: IToken; readonly behind: number } | undefined {
  const [number, second] = tokens;
  const isSigned = number?.tokenType === t.SignedQuantity;
  if (!isSigned && !(number?.tokenType === t.Quantity && isPoints(second))) return undefined;
  const words = isPoints(second) ? 2 : 1;
  return { image: isSigned ? number.image : `+${number.image}`, last: tokens[words - 1]!, behind: joinsCondition(tokens[words]) ? words + 1 : words };
}

/** `+10 employees 50..500`, `+10: webinar up to 30`, `10 points for country US` */
const pointsFirst: Slip = ({ rule, tokens, index, reporter }) => {
  const points = rule === 'sectionItem' && index <= 1 ? pointsBefore(tokens) : undefined;
  const rest = tokens.slice(points?.behind);
  const [first] = rest;
  if (points === undefined || first === undefined || rest.some((token) => token.tokenType === t.SignedQuantity)) return undefined;
  const tail = rest.findIndex((token, at) => behindPoints.has(token.tokenType) || (token.tokenType === t.At && rest[at + 1]?.tokenType === t.Most));
  const condition = tail === -1 ? rest : rest.slice(0, tail);
  if (condition.length === 0) return undefined;
  const { text } = reporter.file;
  const { end } = tokenSpan(condition[condition.length - 1]!);
  const last = tokenSpan(rest[rest.length - 1]!);
  const proposed = `${text.slice(first.startOffset, end)} ${points.image}${text.slice(end, last.end)}`;
  reporter.report(codes.pointsFirst, cover(tokenSpan(tokens[0]!), tokenSpan(points.last)), { proposed: proposed.replace(/\s+/g, ' ') }, {
    fixes: [reporter.replace('write the points behind it', { start: tokens[0]!.startOffset, end: last.end }, proposed)],
  });
  // Read as standing behind the condition, since nodes lie in the order of the text.
  return { tokens: [...condition, inserted(t.SignedQuantity, '', end, points.image), ...rest.slice(condition.length)] };
};

const verbs = /^(gets?|earns?|adds?|gives?|scores?|worth)$/;

/** `country US 5 points`, `country US gets 5`, `country US earns +5` */
const pointsInSentence: Slip = ({ rule, tokens, index, found, previous, reporter }) => {
  if (rule !== 'sectionItem' || found === undefined || previous === undefined || tokens.slice(0, index).some((token) => token.tokenType === t.SignedQuantity)) return undefined;
  const hasVerb = verbs.test(word(found));
  const at = hasVerb ? index + 1 : index;
  const number = tokens[at];
  if (number === undefined) return undefined;
  if (hasVerb && number.tokenType === t.SignedQuantity) {
    reporter.report(codes.needlessWord, tokenSpan(found), { word: found.image }, {
      fixes: [reporter.replace(`remove \`${found.image}\``, { start: found.startOffset, end: number.startOffset }, '')],
    });
    return replaced(tokens, index, 1);
  }
  const hasWord = isPoints(tokens[at + 1]);
  if (number.tokenType !== t.Quantity || isDuration(number.image) || !(hasVerb || hasWord)) return undefined;
  const last = hasWord ? at + 1 : at;
  const span = cover(tokenSpan(found), tokenSpan(tokens[last]!));
  reporter.report(codes.pointsWithoutSign, tokenSpan(number), { text: number.image }, { fixes: [reporter.replace(`write \`+${number.image}\``, span, `+${number.image}`)] });
  return replaced(tokens, index, last - index + 1, inserted(t.SignedQuantity, number.image, number.startOffset, `+${number.image}`));
};

export const pointSlips: readonly Slip[] = [pointsFirst, pointsInSentence];
