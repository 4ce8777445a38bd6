/**
 * Slips of whole lines: statements whose parts stand in another order or are joined by another word, and items that were begun as if they were blocks.
 * What is read in place of them, with the one diagnostic. See `slips.ts` for slips inside an item.
 */
import type { IToken, TokenType } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { cover } from '../compiler/source/span.ts';
import type { ItemRule, StatementRule } from './build-tree.ts';
import { isAnyWord } from './condition-parser.ts';
import { tokenSpan } from './concrete.ts';
import { inserted } from './mended-tokens.ts';
import type { LogicalItem } from './layout.ts';
import type { Reporter } from './report.ts';
import { imageOf, retyped } from './scan.ts';
import * as t from './tokens.ts';

export interface MendedStatement {
  readonly rule: StatementRule;
  readonly tokens: IToken[];
}

const word = (token: IToken | undefined): string => token?.image.toLowerCase() ?? '';
const followedByStatements: ReadonlySet<ItemRule> = new Set(['sectionItem', 'exclusion', 'handoffItem', 'definitionItem']);

/** The statement that the line is meant to be, if it is one in another order or with another word in place of `when`. */
export function mendStatement(tokens: IToken[], open: ItemRule | undefined, reporter: Reporter): MendedStatement | undefined {
  if (open === 'claimItem' || tokens.length < 3) return undefined;
  const [first, second, third] = tokens;
  if (first!.tokenType === t.Tier) return mendTier(tokens, reporter);
  if (word(first) === 'stage' && isAnyWord(second!) && third!.tokenType === t.When) {
    reporter.report(codes.needlessWord, tokenSpan(first!), { word: first!.image }, {
      fixes: [reporter.replace(`remove \`${first!.image}\``, { start: first!.startOffset, end: second!.startOffset }, '')],
    });
    return { rule: 'stageStatement', tokens: tokens.slice(1) };
  }
  return open === undefined || followedByStatements.has(open) ? mendBackwards(tokens, reporter) : undefined;
}

const wordsForWhen = /^(if|where|is|=|:)$/i;

/** `tier A: score > 80`, `tier A = score > 80`, `tier A+ when score > 80` */
function mendTier(tokens: IToken[], reporter: Reporter): MendedStatement | undefined {
  const [tier, label, third, fourth] = tokens;
  const isLabel = isAnyWord(label!) || label!.tokenType === t.Text || label!.tokenType === t.Quantity;
  if (!isLabel || third === undefined || fourth === undefined) return undefined;
  if ((third.tokenType === t.Plus || third.tokenType === t.Minus) && fourth.tokenType === t.When && third.startOffset === tokenSpan(label!).end) {
    const span = cover(tokenSpan(label!), tokenSpan(third));
    const inner = reporter.file.text.slice(span.start, span.end);
    reporter.report(codes.numberAsLabel, span, { proposed: `"${inner}"` }, { fixes: [reporter.replace(`write \`"${inner}"\``, span, `"${inner}"`)] });
    return { rule: 'tierStatement', tokens: [tier!, retyped(label!, t.Text, { inner }), ...tokens.slice(3)] };
  }
  if (!wordsForWhen.test(third.image)) return undefined;
  reportWhen('tier', tokens, label!, third, fourth, reporter);
  return { rule: 'tierStatement', tokens: [tier!, label!, inserted(t.When, third.image, third.startOffset), ...tokens.slice(3)] };
}

/** `name` and what follows it up to the condition, for which `when` is written. */
function reportWhen(what: string, tokens: readonly IToken[], name: IToken, joining: IToken, condition: IToken, reporter: Reporter): void {
  const { text } = reporter.file;
  const { end } = tokenSpan(tokens[tokens.length - 1]!);
  const proposed = `${text.slice(tokens[0]!.startOffset, tokenSpan(name).end)} when ${text.slice(condition.startOffset, end)}`;
  reporter.report(codes.stageWithoutWhen, tokenSpan(joining), { what, proposed }, {
    fixes: [reporter.replace('write `when`', { start: tokenSpan(name).end, end: condition.startOffset }, ' when ')],
  });
}

/** `score >= 50 => mql`, `if score >= 50 then mql` */
function mendBackwards(tokens: readonly IToken[], reporter: Reporter): MendedStatement | undefined {
  const name = tokens[tokens.length - 1]!;
  if (!isAnyWord(name)) return undefined;
  const [first, second] = tokens;
  const joining = tokens[tokens.length - 2]!;
  const hasIf = word(first) === 'if';
  const isArrow = /^(=>|->|\u2192)$/.test(joining.image);
  if (!(isArrow || (hasIf && word(joining) === 'then' && tokens.length > 4))) return undefined;
  const condition = hasIf ? second! : first!;
  const { text } = reporter.file;
  const proposed = `${name.image} when ${text.slice(condition.startOffset, tokenSpan(tokens[tokens.length - 3]!).end)}`;
  reporter.report(codes.stageWithoutWhen, tokenSpan(joining), { what: 'stage', proposed }, {
    fixes: [reporter.replace(`write \`${proposed}\``, { start: first!.startOffset, end: tokenSpan(name).end }, proposed)],
  });
  // The name is read as standing before its condition, since nodes lie in the order of the text.
  const { startOffset } = condition;
  const named = inserted(t.Word, '', startOffset, imageOf(name).replaceAll('`', ''));
  return { rule: 'stageStatement', tokens: [named, inserted(t.When, '', startOffset), ...tokens.slice(hasIf ? 1 : 0, -2)] };
}

/** `hot: when score > 70`: the tokens of the stage. */
export function mendStageWithColon(header: readonly IToken[], next: readonly IToken[], reporter: Reporter): IToken[] | undefined {
  const [name, colon] = header;
  const [when, condition] = next;
  if (header.length !== 2 || colon?.tokenType !== t.Colon || when?.tokenType !== t.When || condition === undefined) return undefined;
  reportWhen('stage', [name!, ...next], name!, colon, condition, reporter);
  return [name!, ...next];
}

/** `exclude when country US`, which would be a stage: the tokens of the exclusion. */
export function mendExclusion(tokens: readonly IToken[], reporter: Reporter): { readonly header: IToken[]; readonly item: IToken[] } | undefined {
  const [name, when] = tokens;
  if (name?.tokenType !== t.Word || word(name) !== 'exclude' || when?.tokenType !== t.When || tokens.length < 3) return undefined;
  const { end } = tokenSpan(name);
  reporter.report(codes.missingColon, tokenSpan(name), { name: name.image }, {
    fixes: [reporter.replace('write a colon for `when`', { start: end, end: tokenSpan(when).end }, ':')],
  });
  return { header: [name, inserted(t.Colon, '', end)], item: tokens.slice(2) };
}

/** `competitors: "acme.com", "rival.io"` in a `lists:` block: the tokens of the list. */
export function mendListWithColon(header: readonly IToken[], next: readonly IToken[], open: ItemRule | undefined, reporter: Reporter): IToken[] | undefined {
  const [name, colon] = header;
  const isValue = [t.Text, t.Quantity, t.Money, t.DateToken].includes(next[0]!.tokenType);
  if (open !== 'listItem' || header.length !== 2 || colon?.tokenType !== t.Colon || !isValue) return undefined;
  reporter.report(codes.foreignOperator, tokenSpan(colon), { found: ':', meant: '=' }, { fixes: [reporter.replace('write `=`', tokenSpan(colon), ' =')] });
  return [name!, inserted(t.Equals, ':', colon.startOffset), ...next];
}

/** `definition: "Mid-market"`: the tokens of the header that is meant. */
export function mendTitleBehindColon(header: readonly IToken[], next: readonly IToken[], reporter: Reporter): IToken[] | undefined {
  const [name, colon] = header;
  const [title] = next;
  if (header.length !== 2 || next.length !== 1 || title?.tokenType !== t.Text || !/^(definition|test|claim)$/.test(word(name))) return undefined;
  const start = tokenSpan(colon!);
  const { end } = tokenSpan(title);
  reporter.report(codes.titleDue, tokenSpan(name!), { name: name!.image }, {
    fixes: [{ title: 'write the title before the colon', edits: [reporter.edit(start, ''), reporter.edit({ start: end, end }, ':')] }],
  });
  return [name!, title, inserted(t.Colon, '', end)];
}

const titledNames: readonly (readonly [words: RegExp, meant: string])[] = [[/^(tests|test_?case|case|scenario|spec|example)$/, 'test'], [/^(claims|property|invariant)$/, 'claim']];

/** `tests "a VP":`, which would be a section with a title: the tokens of the header that is meant. */
export function mendTitledHeader(tokens: IToken[], reporter: Reporter): IToken[] {
  const [name, title] = tokens;
  const meant = title?.tokenType === t.Text ? titledNames.find(([words]) => words.test(word(name)))?.[1] : undefined;
  if (meant === undefined) return tokens;
  const span = tokenSpan(name!);
  reporter.report(codes.foreignKeyword, span, { found: name!.image, meant }, { fixes: [reporter.replace(`write \`${meant}\``, span, meant)] });
  return [inserted(t.Word, name!.image, span.start, meant), ...tokens.slice(1)];
}

const thresholds = /^(threshold|cutoff|min|minimum|min_?score|mql|sql|pql|sal)$/;
/** What a comparison can begin with, and no item. */
const comparisonStarts: ReadonlySet<TokenType> = new Set([
  t.Quantity, t.Money, t.Text, t.DateToken, t.RangeDots, t.Equals, t.NotEquals, t.Less, t.LessEqual, t.Greater, t.GreaterEqual, t.SignedQuantity,
]);

/** `country US: +10`, `country US: 10`, `employees: 1..49 +5`: the tokens of the item. */
export function mendColonInItem(header: readonly IToken[], next: readonly IToken[], reporter: Reporter): IToken[] | undefined {
  const first = next[0]!;
  const colon = header[header.length - 1]!;
  const before = header[header.length - 2];
  if (before === undefined || !comparisonStarts.has(first.tokenType) || thresholds.test(word(header[0]))) return undefined;
  if (header[1]?.tokenType === t.LeftParen || /\n/.test(reporter.file.text.slice(colon.startOffset, first.startOffset))) return undefined;
  const item = header.slice(0, -1);
  const last = next[next.length - 1]!;
  if (first.tokenType === t.Quantity && /^\d+(\.\d+)?$/.test(first.image) && (last === first || (next.length === 2 && /^(points?|pts?)$/.test(word(last))))) {
    const span = { start: tokenSpan(before).end, end: tokenSpan(last).end };
    reporter.report(codes.pointsWithoutSign, tokenSpan(first), { text: first.image }, {
      fixes: [reporter.replace(`write \`+${first.image}\``, span, ` +${first.image}`)],
    });
    return [...item, retyped(first, t.SignedQuantity)];
  }
  reporter.report(codes.needlessColon, tokenSpan(colon), { word: before.image }, { fixes: [reporter.replace('remove the colon', tokenSpan(colon), '')] });
  return [...item, ...next];
}

/** `employees 1..49: +5 | 50..: +10`: the tokens of the item, and how many logical items behind the first they were read as. */
export function mendColonsInCases(items: readonly LogicalItem[], index: number, reporter: Reporter): { readonly tokens: IToken[]; readonly taken: number } | undefined {
  const colons: IToken[] = [];
  let tokens = items[index]!.tokens;
  let last = index;
  for (let next = items[last + 1]; next?.tokens[0]!.tokenType === t.SignedQuantity; next = items[last + 1]) {
    const colon = tokens[tokens.length - 1]!;
    if (colon.tokenType !== t.Colon || tokens.length < 2 || /\n/.test(reporter.file.text.slice(colon.startOffset, next.tokens[0]!.startOffset))) break;
    colons.push(colon);
    tokens = [...tokens.slice(0, -1), ...next.tokens];
    last += 1;
  }
  if (colons.length < 2 || tokens[tokens.length - 1]!.tokenType === t.Colon) return undefined;
  for (const colon of colons) {
    const before = tokens.findLast((token) => token.startOffset < colon.startOffset)!;
    reporter.report(codes.needlessColon, tokenSpan(colon), { word: before.image }, { fixes: [reporter.replace('remove the colon', tokenSpan(colon), '')] });
  }
  return { tokens, taken: last - index };
}
