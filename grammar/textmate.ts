/**
 * The TextMate grammar of the language, made from the tokens, so that editors colour what the lexer reads.
 * Colours of names (field, event, list, section) come from the language server; this grammar knows only words and shapes.
 *
 * INVARIANT: every keyword of `keywordTypes` has a place in one of the tables below; a test asks.
 */
import {
  blockNames, CommentToken, DateToken, Instant, keywordTypes, Money, Percent, Quantity, QuotedName, reservedWords, SignedMoney, SignedPercent, SignedQuantity, Text, Word,
} from './tokens.ts';
import type { TokenType } from 'chevrotain';

export interface TextMateRule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly beginCaptures?: Readonly<Record<string, { readonly name: string }>>;
  readonly endCaptures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly TextMateRule[];
  readonly include?: string;
}

export interface TextMateGrammar {
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly patterns: readonly TextMateRule[];
  readonly repository: Readonly<Record<string, TextMateRule>>;
}

/** `wordlike`, as themes colour operators that are words as words. Reserved words that are more than a word of a tail or an operator; the others are plain keywords. */
const scopesOfReserved: Readonly<Record<string, string>> = {
  and: 'keyword.operator.wordlike.logical', or: 'keyword.operator.wordlike.logical', not: 'keyword.operator.wordlike.logical', no: 'keyword.operator.wordlike.logical',
  any: 'keyword.operator.wordlike.logical', all: 'keyword.operator.wordlike.logical', none: 'keyword.operator.wordlike.logical',
  in: 'keyword.operator.wordlike.comparison', is: 'keyword.operator.wordlike.comparison', has: 'keyword.operator.wordlike.comparison', of: 'keyword.operator.wordlike.comparison',
  true: 'constant.language', false: 'constant.language', missing: 'constant.language', known: 'constant.language',
  score: 'support.variable', tier: 'support.variable', activity: 'support.variable', qualified: 'support.variable', excluded: 'support.variable',
  when: 'keyword.control', also: 'keyword.control', otherwise: 'keyword.control', require: 'keyword.control',
  since: 'support.function', total: 'support.function', distinct: 'support.function', days: 'support.function',
};

const atItem = String.raw`(?:^|(?<=[;:]))\s*`;

/**
 * Words that are names elsewhere are keywords only in these places. Each is a pattern in which `<word>` is a keyword to colour;
 * `scope` is the colour of all of its words.
 */
const phrases: readonly { readonly pattern: string; readonly scope: string }[] = [
  { pattern: String.raw`\bat\s+<most>\b`, scope: 'keyword.other' },
  { pattern: String.raw`\bat\s+<least>\b`, scope: 'keyword.operator.wordlike.logical' },
  { pattern: String.raw`(?<=[\d])\s+<times>\b`, scope: 'keyword.other' },
  { pattern: String.raw`\bup\s+<to>\b`, scope: 'keyword.other' },
  { pattern: String.raw`${atItem}<to>(?=\s*")`, scope: 'keyword.control' },
  { pattern: String.raw`\bper\s+(?:<day>|<week>|<month>)\b`, scope: 'keyword.other' },
  { pattern: String.raw`\bonce\s+<every>\b`, scope: 'keyword.other' },
  { pattern: String.raw`(?<=%)\s+<every>\b`, scope: 'keyword.other' },
  { pattern: String.raw`\bfade\s+<over>\b`, scope: 'keyword.other' },
  { pattern: String.raw`\bdays\s+<with>\b`, scope: 'support.function' },
  { pattern: String.raw`\b(?:<starts>|<ends>)\s+<with>\b`, scope: 'keyword.operator.wordlike.comparison' },
  { pattern: String.raw`\b(?:<contains>|<mentions>|<matches>)(?=\s+(?:"|any\b))`, scope: 'keyword.operator.wordlike.comparison' },
  { pattern: String.raw`\b(?:<before>|<after>)(?=\s+\d)`, scope: 'keyword.operator.wordlike.comparison' },
  { pattern: String.raw`\b<after>\s+<last>\b`, scope: 'keyword.other' },
  { pattern: String.raw`${atItem}<use>(?=\s*")`, scope: 'keyword.control.import' },
  { pattern: String.raw`${atItem}(?:<lead>|<event>)(?=\s+[A-Za-z_${'`'}])`, scope: 'storage.type' },
  { pattern: String.raw`(?<=[\w)])\s+<passive>\b`, scope: 'storage.modifier' },
  { pattern: String.raw`\b<from>(?=\s*")`, scope: 'keyword.other' },
  { pattern: String.raw`\b<one>(?=\s+of\b)`, scope: 'support.type' },
  { pattern: String.raw`\b<list>(?=\s+of\b)`, scope: 'support.type' },
  { pattern: String.raw`\b<money>(?=\s+[A-Z]{3}\b)`, scope: 'support.type' },
  { pattern: String.raw`(?<=[\w${'`'}]\s)(?:<date>|<datetime>)(?=\s*(?:$|[,);#]|from\b|"))`, scope: 'support.type' },
  { pattern: String.raw`${atItem}(?:<owner>|<timezone>)(?=\s*")`, scope: 'keyword.other' },
  { pattern: String.raw`${atItem}<review>\s+<by>\b`, scope: 'keyword.other' },
  { pattern: String.raw`${atItem}(?:<given>|<expect>)\b`, scope: 'keyword.control' },
  { pattern: String.raw`${atItem}(?:<always>|<never>)(?=\s+[\w(${'`'}])`, scope: 'keyword.control' },
  { pattern: String.raw`(?<=[\w)"%${'`'}])\s+<implies>(?=\s+[\w(${'`'}])`, scope: 'keyword.operator.wordlike.logical' },
  { pattern: String.raw`^\s*<implies>(?=\s+[\w(${'`'}])`, scope: 'keyword.operator.wordlike.logical' },
  { pattern: String.raw`(?<=[0-9A-Za-z])\s+<ago>\b(?=\s*(?:$|[;#]))`, scope: 'keyword.other' },
  { pattern: String.raw`\b<on>(?=\s+\d)`, scope: 'keyword.other' },
];

/** Every keyword that the tables colour somewhere. */
export function colouredKeywords(): ReadonlySet<string> {
  const contextual = phrases.flatMap(({ pattern }) => [...pattern.matchAll(/<(\w+)>/g)].map(([, word]) => word!));
  return new Set([...reservedWords, ...contextual]);
}

/** What Oniguruma, the engine of TextMate grammars, writes otherwise than JavaScript. */
function pattern(token: TokenType): string {
  const { PATTERN } = token;
  if (!(PATTERN instanceof RegExp)) throw new TypeError(`the token ${token.name} has no pattern`);
  return PATTERN.source.replace(/\\u([0-9a-f]{4})/gi, (_, digits: string) => `\\x{${digits}}`).replaceAll('\\/', '/');
}

function scoped(scope: string): string {
  return `${scope}.mql`;
}

function phraseRule({ pattern: text, scope }: (typeof phrases)[number]): TextMateRule {
  let count = 0;
  const captures: Record<string, { name: string }> = {};
  const match = text.replaceAll(/<(\w+)>/g, (_, word: string) => {
    if (!keywordTypes.has(word)) throw new Error(`\`${word}\` is no keyword`);
    count += 1;
    captures[String(count)] = { name: scoped(scope) };
    return `(${word})`;
  });
  // The reserved words of a phrase keep the colour of the phrase.
  const whole = match.startsWith('\\b') && !match.startsWith('\\b(') ? match.replace(/^\\b(\w+)\\s\+/, (_, word: string) => {
    const shifted = Object.entries(captures).map(([index, capture]) => [String(Number(index) + 1), capture] as const);
    for (const key of Object.keys(captures)) delete captures[key];
    captures['1'] = { name: scoped(scope) };
    for (const [index, capture] of shifted) captures[index] = capture;
    return `\\b(${word})\\s+`;
  }) : match;
  return { match: `(?i)${whole}`, captures };
}

function reservedRules(): TextMateRule[] {
  const byScope = new Map<string, string[]>();
  for (const word of reservedWords) {
    const scope = scopesOfReserved[word] ?? 'keyword.other';
    byScope.set(scope, [...byScope.get(scope) ?? [], word]);
  }
  return [...byScope].map(([scope, words]) => ({ match: `(?i)(?<![\\w.])(?:${words.join('|')})\\b`, name: scoped(scope) }));
}

const name = `(?:${pattern(Word)}|${pattern(QuotedName)})`;
const settings = String.raw`(?:\s*\((?:[^()"]|"[^"]*"|\([^()]*\))*\))?`;

export function textMateGrammar(): TextMateGrammar {
  const notInName = '(?<!\\w)(?<!\\w\\.)';
  const number = (token: TokenType, scope: string): TextMateRule => ({ match: `${notInName}${pattern(token)}`, name: scoped(scope) });
  return {
    name: 'MQL',
    scopeName: 'source.mql',
    fileTypes: ['mql'],
    patterns: ['comment', 'text', 'header', 'statement', 'number', 'phrase', 'keyword', 'type', 'operator', 'quoted-name'].map((each) => ({ include: `#${each}` })),
    repository: {
      comment: { match: pattern(CommentToken), name: scoped('comment.line.number-sign') },
      text: {
        name: scoped('string.quoted.double'),
        begin: '"', end: '"|$',
        beginCaptures: { 0: { name: scoped('punctuation.definition.string.begin') } },
        endCaptures: { 0: { name: scoped('punctuation.definition.string.end') } },
        patterns: [
          { match: String.raw`\\(?:["\\n*]|u\{[0-9A-Fa-f]{1,6}\})`, name: scoped('constant.character.escape') },
          { match: String.raw`\\.`, name: scoped('invalid.illegal.escape') },
          { match: String.raw`\*`, name: scoped('keyword.operator.wildcard') },
        ],
      },
      header: {
        patterns: [
          { match: `(?i)${atItem}(${[...blockNames].join('|')})(?=\\s*(?:${pattern(Text)}\\s*)?:)`, captures: { 1: { name: scoped('keyword.control.block') } } },
          { match: `${atItem}(${name})(?=${settings}\\s*:)`, captures: { 1: { name: scoped('entity.name.section') } } },
        ],
      },
      statement: {
        patterns: [
          { match: `(?i)${atItem}(tier)\\s+(${name}|"[^"]*")\\s+(?=when\\b)`, captures: { 1: { name: scoped('keyword.control') }, 2: { name: scoped('entity.name.type.tier') } } },
          { match: `(?i)${atItem}(tier)(?=\\s*=)`, captures: { 1: { name: scoped('keyword.control') } } },
          { match: `(?i)^\\s*(score)\\s+(${name})(?=\\s*=)`, captures: { 1: { name: scoped('keyword.control') }, 2: { name: scoped('entity.name.section') } } },
          { match: `(?i)^\\s*(score)(?=\\s*=)`, captures: { 1: { name: scoped('keyword.control') } } },
          { match: `(?i)${atItem}(?!(?:to|and|or|not)\\b)(${name})(?=\\s+(?:also\\s+)?when\\b)`, captures: { 1: { name: scoped('entity.name.type.stage') } } },
          { match: `${atItem}(${name})(?=\\s*=(?!=))`, captures: { 1: { name: scoped('entity.name.function') } } },
        ],
      },
      number: {
        patterns: [
          number(Instant, 'constant.numeric.instant'), number(DateToken, 'constant.numeric.date'),
          number(Percent, 'constant.numeric.percent'), number(SignedPercent, 'constant.numeric.percent'),
          { match: pattern(SignedMoney), name: scoped('constant.numeric.money') }, { match: pattern(Money), name: scoped('constant.numeric.money') },
          { match: pattern(SignedQuantity), name: scoped('constant.numeric.points') }, number(Quantity, 'constant.numeric'),
        ],
      },
      phrase: { patterns: phrases.map(phraseRule) },
      keyword: { patterns: reservedRules() },
      type: { match: String.raw`(?i)(?<=\w\s)(?:number|boolean|text|email|url|country|duration)(?=\s*(?:$|[,);#]|from\b))`, name: scoped('support.type') },
      operator: {
        patterns: [
          { match: '!=|<=|>=|=|<|>', name: scoped('keyword.operator.comparison') },
          { match: String.raw`\.\.|\|`, name: scoped('keyword.operator') },
          { match: String.raw`[+*\-]`, name: scoped('keyword.operator.arithmetic') },
          { match: '[,;:]', name: scoped('punctuation.separator') },
        ],
      },
      'quoted-name': { match: pattern(QuotedName), name: scoped('variable.other') },
    },
  };
}
