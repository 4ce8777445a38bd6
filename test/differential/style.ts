/** The ways in which one definition can be written down. None changes what it means. */
import type { Draw } from './draw.ts';

export interface Style {
  readonly words: 'as they are' | 'upper case' | 'mixed';
  readonly items: 'lines' | 'semicolons';
  readonly lineBreak: '\n' | '\r\n';
  readonly comments: boolean;
  readonly byteOrderMark: boolean;
}

export function style(draw: Draw): Style {
  return {
    words: draw.weighted([[6, 'as they are'], [1, 'upper case'], [2, 'mixed']]),
    items: draw.weighted([[4, 'lines'], [1, 'semicolons']]),
    lineBreak: draw.weighted([[5, '\n'], [1, '\r\n']]),
    comments: draw.oneIn(5),
    byteOrderMark: draw.oneIn(12),
  };
}

export const plainStyle: Style = { words: 'as they are', items: 'lines', lineBreak: '\n', comments: false, byteOrderMark: false };

/** A text whose items stand on lines of their own, written in another way. */
export function styled(text: string, { words, items, lineBreak, comments, byteOrderMark }: Style): string {
  let written = words === 'as they are' ? text : respelled(text, words);
  if (items === 'semicolons') written = written.replace(/:\n {2}/g, ': ').replace(/\n {2}/g, '; ');
  if (comments) written = written.replace(/$/gm, '  # it\'s a "comment": with `quotes` (and more');
  return (byteOrderMark ? '\uFEFF' : '') + written.replaceAll('\n', lineBreak);
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
