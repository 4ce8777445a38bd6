/** The ways in which one definition can be written down. None changes what it means. */
import type { Draw } from './draw.ts';

export interface Style {
  readonly words: 'as they are' | 'upper case' | 'mixed';
  readonly items: 'lines' | 'semicolons';
  readonly lineBreak: '\n' | '\r\n';
  readonly comments: boolean;
  readonly byteOrderMark: boolean;
  /** Lines that go on: behind `and`, `or`, `|` and `,`, before them, and before a tail. */
  readonly broken: 'nowhere' | 'before' | 'behind';
}

export function style(draw: Draw): Style {
  return {
    words: draw.weighted([[6, 'as they are'], [1, 'upper case'], [2, 'mixed']]),
    items: draw.weighted([[4, 'lines'], [1, 'semicolons']]),
    lineBreak: draw.weighted([[5, '\n'], [1, '\r\n']]),
    comments: draw.oneIn(5),
    byteOrderMark: draw.oneIn(12),
    broken: draw.weighted([[4, 'nowhere'], [1, 'before'], [1, 'behind']]),
  };
}

export const plainStyle: Style = { words: 'as they are', items: 'lines', lineBreak: '\n', comments: false, byteOrderMark: false, broken: 'nowhere' };

/** A text whose items stand on lines of their own, written in another way. */
export function styled(text: string, { words, items, lineBreak, comments, byteOrderMark, broken }: Style): string {
  let written = words === 'as they are' ? text : respelled(text, words);
  if (items === 'semicolons') written = written.replace(/:\n {2}/g, ': ').replace(/\n {2}/g, '; ');
  if (broken !== 'nowhere') written = withLineBreaks(written, broken);
  if (comments) written = written.replace(/$/gm, '  # it\'s a "comment": with `quotes` (and more');
  return (byteOrderMark ? '\uFEFF' : '') + written.replaceAll('\n', lineBreak);
}

/** More line breaks where a line goes on. A word right behind a subject or an operator may be a value: `region = or`. */
function withLineBreaks(text: string, broken: 'before' | 'behind'): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`|(?<=[)"0-9]) (and|or|\|) |(?<=[)"0-9])(,) | (within|per|once|decay|fade|when) (?=[0-9(])/gi, (found, join, comma, tail) => {
    if (join !== undefined) return broken === 'before' ? `\n\t ${join} ` : ` ${join}\n\n   `;
    if (comma !== undefined) return broken === 'before' ? '\n , ' : ',\n';
    return tail !== undefined && broken === 'before' ? `\n${tail} ` : found;
  });
}

/** Words outside quotes in another case; which of them is a matter of the word alone, so that what is cut down stays as it is. */
function respelled(text: string, words: 'upper case' | 'mixed'): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|[A-Za-z_]\w*|\d[\w.]*/g, (word) => {
    // Codes of currencies, and of countries in either case, are such already.
    if (word.startsWith('"') || word.toUpperCase() === word) return word;
    const odd = [...word].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % 2 === 1;
    return words === 'upper case' || odd ? word.toUpperCase() : word;
  });
}
