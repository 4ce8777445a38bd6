/** Slips in claims: the words that join or begin one, in other words or another place. See `slips.ts`. */
import type { IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { tokenSpan } from './concrete.ts';
import { inserted, replaced } from './mended-tokens.ts';
import type { MendedTokens, Place } from './slips.ts';
import * as t from './tokens.ts';

type Slip = (place: Place) => MendedTokens | undefined;

const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';

const wordsForImplies = /^(then|requires?|means|needs?|impl(y|ied))$/;

/** `if mql then country US`, `mql requires country US`: the parser stops in the word, or after it. */
const wordForImplies: Slip = ({ rule, tokens, index, reporter }) => {
  if (rule !== 'claimItem') return undefined;
  const at = [index, index - 1].find((each) => each > 0 && each + 1 < tokens.length && wordsForImplies.test(word(tokens[each])));
  if (at === undefined) return undefined;
  const [first, found] = [tokens[0]!, tokens[at]!];
  const hasIf = word(first) === 'if' && at > 1;
  const { end } = tokenSpan(tokens[tokens.length - 1]!);
  const { text } = reporter.file;
  const premise = text.slice(hasIf ? tokens[1]!.startOffset : first.startOffset, tokenSpan(tokens[at - 1]!).end);
  const proposed = `${premise} implies ${text.slice(tokens[at + 1]!.startOffset, end)}`.replace(/\s+/g, ' ');
  const edits = [
    ...(hasIf ? [reporter.edit({ start: first.startOffset, end: tokens[1]!.startOffset }, '')] : []), reporter.edit(tokenSpan(found), 'implies'),
  ];
  reporter.report(codes.wordsForImplies, tokenSpan(found), { found: found.image, proposed }, { fixes: [{ title: `write \`${proposed}\``, edits }] });
  return { tokens: [...tokens.slice(hasIf ? 1 : 0, at), inserted(t.Implies, found.image, found.startOffset), ...tokens.slice(at + 1)] };
};

/** `score never above 100`, `mql always country US`: the word that begins a claim, behind its subject. */
const wordInTheMiddle: Slip = ({ rule, tokens, index, reporter }) => {
  if (rule !== 'claimItem') return undefined;
  const at = [index, index - 1].find((each) => each > 0 && each + 1 < tokens.length && (tokens[each]!.tokenType === t.Never || tokens[each]!.tokenType === t.Always));
  if (at === undefined || tokens.some((token) => token.tokenType === t.Implies)) return undefined;
  const [first, found] = [tokens[0]!, tokens[at]!];
  const { text } = reporter.file;
  const before = text.slice(first.startOffset, tokenSpan(tokens[at - 1]!).end);
  const proposed = `${found.image} ${before}${text.slice(tokenSpan(found).end, tokenSpan(tokens[tokens.length - 1]!).end)}`.replace(/\s+/g, ' ');
  reporter.report(codes.claimWordFirst, tokenSpan(found), { word: found.image, proposed }, {
    fixes: [{
      title: `write \`${found.image}\` first`,
      edits: [
        reporter.edit({ start: first.startOffset, end: first.startOffset }, `${found.image} `),
        reporter.edit({ start: tokenSpan(tokens[at - 1]!).end, end: tokenSpan(found).end }, ''),
      ],
    }],
  });
  return { tokens: [inserted(found.tokenType, '', first.startOffset, found.image), ...tokens.slice(0, at), ...tokens.slice(at + 1)] };
};

/** `mql implies handoff to "SDR"` */
const handoffTo: Slip = ({ rule, tokens, index, found, previous, reporter }) => {
  const before = tokens[index - 2];
  if (rule !== 'claimItem' || found?.tokenType !== t.Text || previous?.tokenType !== t.To || word(before) !== 'handoff') return undefined;
  reporter.report(codes.needlessWord, tokenSpan(previous), { word: previous.image }, {
    fixes: [reporter.replace(`remove \`${previous.image}\``, { start: tokenSpan(before!).end, end: tokenSpan(previous).end }, '')],
  });
  return replaced(tokens, index - 1, 1);
};

export const claimSlips: readonly Slip[] = [wordForImplies, wordInTheMiddle, handoffTo];
