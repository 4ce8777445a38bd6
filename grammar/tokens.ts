/**
 * Every token of the language, in one table: the lexer, the parser, the formatter and the editor's TextMate grammar are made from it.
 * Language reference, section 1.
 *
 * Keywords are contextual. The lexer knows one kind of word; `scan.ts` gives each word its keyword's type by `keywordTypes`. A keyword
 * type has the categories of the places where it may stand as a plain word, so that a place of the grammar asks for
 * - `AnyWord`: any word whatever, as in the place of a value;
 * - `SubjectWord`: a word that can begin a predicate;
 * - `NameWord`: a word that can be declared as a name, that is every word that is not reserved, and every quoted name.
 */
import { createToken, Lexer } from 'chevrotain';
import type { TokenType } from 'chevrotain';

export const AnyWord = createToken({ name: 'AnyWord', label: 'a word', pattern: Lexer.NA });
export const SubjectWord = createToken({ name: 'SubjectWord', label: 'a name', pattern: Lexer.NA, categories: [AnyWord] });
export const NameWord = createToken({ name: 'NameWord', label: 'a name', pattern: Lexer.NA, categories: [SubjectWord] });

// ---------------------------------------------------------------- what tokens begin with

// Said of each token, because the lexer would otherwise take all patterns apart each time that the program starts. More may be said than is so.
const digits = [...'0123456789'];
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'];
const signs = ['+', '-'];
/** Of the characters beyond ASCII: one to 255, then one for each 255, which is how finely the lexer tells them apart. */
const beyondAscii = [...Array.from({ length: 128 }, (_, index) => 128 + index), ...Array.from({ length: 257 }, (_, index) => Math.max(256, 255 * (index + 1)))];
const ascii = Array.from({ length: 128 }, (_, index) => index);

// ---------------------------------------------------------------- words

export const Word = createToken({ name: 'Word', label: 'a name', pattern: /[A-Za-z_][A-Za-z0-9_]*/, start_chars_hint: letters, categories: [NameWord] });
export const QuotedName = createToken({ name: 'QuotedName', label: 'a name', pattern: /`[^`\r\n]*`/, start_chars_hint: ['`'], categories: [NameWord] });

/** How a keyword may be used otherwise: `reserved` only as a value, `subject` also to begin a predicate, `name` as any name. */
type KeywordUse = 'reserved' | 'subject' | 'name';

const categoriesByUse: Record<KeywordUse, TokenType> = { reserved: AnyWord, subject: SubjectWord, name: NameWord };

/** The keyword's type for each word in lower case. */
export const keywordTypes = new Map<string, TokenType>();
/** The words that are names only in backquotes, in lower case. */
export const reservedWords = new Set<string>();

/** A name as it has to be written: in backquotes where it is a reserved word. */
export function writtenName(name: string): string {
  return reservedWords.has(name.toLowerCase()) ? `\`${name}\`` : name;
}

function keyword(word: string, use: KeywordUse = 'reserved'): TokenType {
  const name = `${word[0]!.toUpperCase()}${word.slice(1)}Keyword`;
  const type = createToken({ name, label: `\`${word}\``, pattern: Lexer.NA, categories: [categoriesByUse[use]] });
  keywordTypes.set(word, type);
  if (use !== 'name') reservedWords.add(word);
  return type;
}

export const And = keyword('and');
export const Or = keyword('or');
export const Not = keyword('not');
export const Any = keyword('any');
export const All = keyword('all');
export const None = keyword('none');
export const No = keyword('no');
export const At = keyword('at');
export const Up = keyword('up');
export const Within = keyword('within');
export const Once = keyword('once');
export const Per = keyword('per');
export const Decay = keyword('decay');
export const Fade = keyword('fade');
export const Floor = keyword('floor');
export const As = keyword('as');
export const When = keyword('when');
export const Also = keyword('also');
export const Where = keyword('where');
export const Require = keyword('require');
export const Otherwise = keyword('otherwise');
export const Of = keyword('of');
export const In = keyword('in');
export const Is = keyword('is');
export const Has = keyword('has');
export const Since = keyword('since');
export const Total = keyword('total');
export const Distinct = keyword('distinct');
export const Days = keyword('days');
export const True = keyword('true');
export const False = keyword('false');
export const Missing = keyword('missing');
export const Known = keyword('known');

export const Score = keyword('score', 'subject');
export const Tier = keyword('tier', 'subject');
export const Activity = keyword('activity', 'subject');
export const Qualified = keyword('qualified', 'subject');
export const Excluded = keyword('excluded', 'subject');

export const With = keyword('with', 'name');
export const To = keyword('to', 'name');
export const Most = keyword('most', 'name');
export const Least = keyword('least', 'name');
export const Times = keyword('times', 'name');
export const Every = keyword('every', 'name');
export const Over = keyword('over', 'name');
export const Day = keyword('day', 'name');
export const Week = keyword('week', 'name');
export const Month = keyword('month', 'name');
export const Contains = keyword('contains', 'name');
export const Starts = keyword('starts', 'name');
export const Ends = keyword('ends', 'name');
export const Mentions = keyword('mentions', 'name');
export const Matches = keyword('matches', 'name');
export const Before = keyword('before', 'name');
export const After = keyword('after', 'name');
export const Last = keyword('last', 'name');
export const Use = keyword('use', 'name');
export const LeadKeyword = keyword('lead', 'name');
export const EventKeyword = keyword('event', 'name');
export const Passive = keyword('passive', 'name');
export const From = keyword('from', 'name');
export const OneKeyword = keyword('one', 'name');
export const ListKeyword = keyword('list', 'name');
export const MoneyKeyword = keyword('money', 'name');
export const DateKeyword = keyword('date', 'name');
export const DatetimeKeyword = keyword('datetime', 'name');
export const Owner = keyword('owner', 'name');
export const Review = keyword('review', 'name');
export const By = keyword('by', 'name');
export const Timezone = keyword('timezone', 'name');
export const Given = keyword('given', 'name');
export const Expect = keyword('expect', 'name');
export const Ago = keyword('ago', 'name');
export const On = keyword('on', 'name');
export const Implies = keyword('implies', 'name');
export const Always = keyword('always', 'name');
export const Never = keyword('never', 'name');

/** The names of blocks that have a meaning of their own; every other block is a section. They are not keywords elsewhere. */
export const blockNames: ReadonlySet<string> = new Set(['definition', 'vocabulary', 'lists', 'define', 'exclude', 'handoff', 'test', 'claim']);

// ---------------------------------------------------------------- values

/** A number with any letters after it: `50`, `1_000`, `5k`, `30d`, `3mo`. What the letters mean is for `quantities.ts`. */
export const Quantity = createToken({
  name: 'Quantity', label: 'a number', start_chars_hint: digits,
  pattern: /\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[A-Za-z_][A-Za-z0-9_]*)?/,
});
export const SignedQuantity = createToken({
  name: 'SignedQuantity', label: 'a number with a sign', start_chars_hint: signs,
  pattern: /[+-]\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[A-Za-z_][A-Za-z0-9_]*)?/,
});
export const Percent = createToken({ name: 'Percent', label: 'a percentage', pattern: /\d+(?:_\d+)*(?:\.\d+)?%/, start_chars_hint: digits });
export const SignedPercent = createToken({
  name: 'SignedPercent', label: 'a percentage with a sign', start_chars_hint: signs,
  pattern: /[+-]\d+(?:_\d+)*(?:\.\d+)?%/,
});
/** Any currency sign; which of them mean a currency is for `quantities.ts`. */
export const Money = createToken({
  name: 'Money', label: 'an amount of money', start_chars_hint: ['$', ...beyondAscii],
  pattern: /[$\u00a2-\u00a5\u20a0-\u20cf]\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[A-Za-z_][A-Za-z0-9_]*)?/,
});
export const SignedMoney = createToken({
  name: 'SignedMoney', label: 'an amount of money with a sign',
  pattern: /[+-][$\u00a2-\u00a5\u20a0-\u20cf]\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[A-Za-z_][A-Za-z0-9_]*)?/, start_chars_hint: signs,
});
export const DateToken = createToken({ name: 'DateToken', label: 'a date', pattern: /\d{4}-\d{1,2}-\d{1,2}(?![\dTt])/, start_chars_hint: digits });
export const Instant = createToken({
  name: 'Instant', label: 'an instant', start_chars_hint: digits,
  pattern: /\d{4}-\d{1,2}-\d{1,2}[Tt](?:\d(?:[\d:]|\.(?!\.))*)?(?:[Zz]|[+-]\d{1,2}:?\d{0,2})?(?![A-Za-z0-9_])/,
});
export const Text = createToken({
  name: 'Text', label: 'a text in double quotes', start_chars_hint: ['"'],
  pattern: /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"/,
});

// ---------------------------------------------------------------- operators and punctuation

export const Equals = createToken({ name: 'Equals', label: '`=`', pattern: '=' });
export const NotEquals = createToken({ name: 'NotEquals', label: '`!=`', pattern: '!=' });
export const LessEqual = createToken({ name: 'LessEqual', label: '`<=`', pattern: '<=' });
export const GreaterEqual = createToken({ name: 'GreaterEqual', label: '`>=`', pattern: '>=' });
export const Less = createToken({ name: 'Less', label: '`<`', pattern: '<' });
export const Greater = createToken({ name: 'Greater', label: '`>`', pattern: '>' });
export const LeftParen = createToken({ name: 'LeftParen', label: '`(`', pattern: '(' });
export const RightParen = createToken({ name: 'RightParen', label: '`)`', pattern: ')' });
export const Comma = createToken({ name: 'Comma', label: '`,`', pattern: ',' });
export const Semicolon = createToken({ name: 'Semicolon', label: '`;`', pattern: ';' });
export const Colon = createToken({ name: 'Colon', label: '`:`', pattern: ':' });
export const Bar = createToken({ name: 'Bar', label: '`|`', pattern: '|' });
export const RangeDots = createToken({ name: 'RangeDots', label: '`..`', pattern: '..' });
export const Dot = createToken({ name: 'Dot', label: '`.`', pattern: '.' });
export const Star = createToken({ name: 'Star', label: '`*`', pattern: '*' });
export const Plus = createToken({ name: 'Plus', label: '`+`', pattern: '+' });
export const Minus = createToken({ name: 'Minus', label: '`-`', pattern: '-' });

// ---------------------------------------------------------------- slips: wrong in themselves, with one thing that they mean

/** Texts that `scan.ts` reports and then reads as what they mean. */
export const UnclosedText = createToken({ name: 'UnclosedText', label: 'a text', pattern: /"[^\r\n]*/, start_chars_hint: ['"'] });
export const CurlyText = createToken({
  name: 'CurlyText', label: 'a text', start_chars_hint: ['"', ...beyondAscii],
  pattern: /"[^"\u201c\u201d\r\n]*\u201d|[\u201c\u201d\u201e\u00ab\u00bb][^"\u201c\u201d\u201e\u00ab\u00bb\r\n]*["\u201c\u201d\u201e\u00ab\u00bb]?/,
});
export const SingleQuotedText = createToken({
  name: 'SingleQuotedText', label: 'a text', start_chars_hint: ['\'', ...beyondAscii],
  pattern: /'[^'\r\n]*'|[\u2018\u2019\u201a][^\u2018\u2019'\r\n]*[\u2018\u2019']/,
});
/** `doesn't`, `isn't`. */
export const Contraction = createToken({ name: 'Contraction', label: 'a word', pattern: /(?:is|are|was|does|do|did)n['\u2019]t(?![A-Za-z0-9_])/i, start_chars_hint: [...'IAWDiawd'] });
export const UnclosedName = createToken({ name: 'UnclosedName', label: 'a name', pattern: /`[A-Za-z0-9_]*/, start_chars_hint: ['`'] });
/** `31/12/2026`, `2026/12/31`, `31.12.2026`. */
export const ForeignDate = createToken({
  name: 'ForeignDate', label: 'a date', start_chars_hint: digits,
  pattern: /\d{1,4}\/\d{1,2}\/\d{1,4}|\d{1,2}\.\d{1,2}\.\d{4}/,
});
/** `10:30`, which is no value by itself. */
export const TimeOfDay = createToken({ name: 'TimeOfDay', label: 'a time of day', pattern: /\d{1,2}:\d{2}(?::\d{2})?/, start_chars_hint: digits });
/** A number that begins with its point: `.5`. */
export const PointNumber = createToken({
  name: 'PointNumber', label: 'a number', start_chars_hint: ['.'],
  pattern: /\.\d+(?:[A-Za-z_][A-Za-z0-9_]*)?/,
});
/** Operators of other languages. */
export const ForeignOperator = createToken({
  name: 'ForeignOperator', label: 'an operator', start_chars_hint: [...'=-<!&|:[]{}.~', ...beyondAscii],
  pattern: /=~|~|=>|->|=<|===?|!==|<>|&&?|\|\||!(?!=)|:=|=:|\.\.\.+|[[\]{}\u2264\u2265\u2260\u2026\u2212\u2013\u2014]/,
});
/** A word with letters or signs that names do not have. */
export const ForeignWord = createToken({
  name: 'ForeignWord', label: 'a word',
  start_chars_hint: [...letters, ...digits, '/', '@', ...beyondAscii],
  pattern: /[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_]+)+|\/[A-Za-z][A-Za-z0-9_.*/-]*|@[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+|[A-Za-z0-9_]*[\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u1fff\u3040-\ud7ff\uf900-\ufdff\uff10-\uff5a][A-Za-z0-9_\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u036f\u0370-\u1fff\u3040-\ud7ff\uf900-\ufdff\uff10-\uff5a]*/,
});
export const SlashComment = createToken({ name: 'SlashComment', label: 'a comment', pattern: /\/\/[^\r\n]*|\/\*[^\r\n]*|--[ \t][^\r\n]*/, start_chars_hint: ['/', '-'] });
export const Junk = createToken({ name: 'Junk', label: 'a character', pattern: /[\u0000-\uffff]/, start_chars_hint: [...ascii, ...beyondAscii], line_breaks: false });

// ---------------------------------------------------------------- between tokens

export const Blank = createToken({
  name: 'Blank', start_chars_hint: [...' \t\r\n\v\f', ...beyondAscii], group: Lexer.SKIPPED, line_breaks: true,
  pattern: /[ \t\r\n\v\f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/,
});
export const CommentToken = createToken({ name: 'CommentToken', pattern: /#[^\r\n]*/, start_chars_hint: ['#'], group: 'comments' });

/** In the order in which the lexer tries them: the longer forms first. */
export const lexedTokens: TokenType[] = [
  Blank, CommentToken, Text, CurlyText, UnclosedText,
  Contraction, ForeignDate, Instant, DateToken, TimeOfDay, Percent, SignedPercent, Money, SignedMoney, ForeignWord, Quantity, SignedQuantity, Word, QuotedName,
  SingleQuotedText, UnclosedName, SlashComment,
  ForeignOperator, NotEquals, LessEqual, GreaterEqual, Less, Greater, Equals,
  LeftParen, RightParen, Comma, Semicolon, Colon, Bar, PointNumber, RangeDots, Dot, Star, Plus, Minus, Junk,
];

/** Everything the parser may be given. */
export const vocabulary: TokenType[] = [AnyWord, SubjectWord, NameWord, ...lexedTokens, ...keywordTypes.values()];

export const lexer = new Lexer(lexedTokens, { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: true });
