/** Colours for CodeMirror, from the same tokens that the compiler reads with. */
import { StreamLanguage } from '@codemirror/language';
import { Tag } from '@lezer/highlight';
import { CommentToken, keywordTypes, Quantity, QuotedName, reservedWords, SignedQuantity, Text, Word } from '../../../grammar/tokens.ts';

export const tags = { keyword: Tag.define(), block: Tag.define(), number: Tag.define(), text: Tag.define(), comment: Tag.define() };

const atStart = (token: { readonly PATTERN?: unknown }): RegExp => new RegExp(`^(?:${(token.PATTERN as RegExp).source})`);
const patterns = {
  comment: atStart(CommentToken), text: atStart(Text), signed: atStart(SignedQuantity), number: atStart(Quantity), name: atStart(QuotedName), word: atStart(Word),
};

export const mqlLanguage = StreamLanguage.define<Record<string, never>>({
  name: 'mql',
  startState: () => ({}),
  token(stream) {
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
    return reservedWords.has(key) || ['given', 'expect', 'ago', 'use'].includes(key) && keywordTypes.has(key) ? 'keyword' : null;
  },
  tokenTable: tags,
  languageData: { commentTokens: { line: '#' } },
});
