/** Colours for CodeMirror, from the same tokens that the compiler reads with. */
import { StreamLanguage } from '@codemirror/language';
import { Tag } from '@lezer/highlight';
import { CommentToken, Quantity, QuotedName, reservedWords, SignedQuantity, Text, Word } from '../../../grammar/tokens.ts';

export const tags = { keyword: Tag.define(), block: Tag.define(), number: Tag.define(), text: Tag.define(), comment: Tag.define() };

const atStart = (token: { readonly PATTERN?: unknown }): RegExp => new RegExp(`^(?:${(token.PATTERN as RegExp).source})`);
const patterns = {
  comment: atStart(CommentToken), text: atStart(Text), signed: atStart(SignedQuantity), number: atStart(Quantity), name: atStart(QuotedName), word: atStart(Word),
};

/** Words that are names elsewhere, behind the words that make keywords of them. */
const followers: Readonly<Record<string, readonly string[]>> = {
  up: ['to'], at: ['most', 'least'], per: ['day', 'week', 'month'], once: ['every'], decay: ['every'], fade: ['over'], days: ['with'], after: ['last'], starts: ['with'], ends: ['with'],
};
const anywhere: ReadonlySet<string> = new Set([
  'given', 'expect', 'ago', 'use', 'implies', 'always', 'never', 'contains', 'mentions', 'matches', 'starts', 'ends', 'from', 'passive', 'lead', 'event', 'owner', 'timezone',
]);

export const mqlLanguage = StreamLanguage.define<{ last: string }>({
  name: 'mql',
  startState: () => ({ last: '' }),
  token(stream, state) {
    if (stream.eatSpace()) return null;
    if (stream.match(patterns.comment)) return 'comment';
    if (stream.match(patterns.text)) return 'text';
    if (stream.match(patterns.signed) || stream.match(patterns.number)) return 'number';
    if (stream.match(patterns.name)) return null;
    const word = stream.match(patterns.word) as RegExpMatchArray | null;
    if (word === null) {
      stream.next();
      return null;
    }
    if (stream.match(/^\s*(\([^)]*\)|"[^"]*")?\s*:/, false)) return 'block';
    const key = word[0].toLowerCase();
    const isKeyword = reservedWords.has(key) || anywhere.has(key) || followers[state.last]?.includes(key) === true;
    // `decay 50% every 7d`: what is between is no word.
    state.last = key;
    return isKeyword ? 'keyword' : null;
  },
  tokenTable: tags,
  languageData: { commentTokens: { line: '#' } },
});
