/**
 * How many columns a terminal gives to text, so that a caret stands under what it means.
 * East Asian wide and fullwidth characters and emoji take two, combining marks and joiners none.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const emoji = /^\p{Emoji_Presentation}$/u;

export function characterWidth(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  if (zeroWidth.test(character)) return 0;
  return isWide(code) || emoji.test(character) ? 2 : 1;
}

/** First and last code points of the blocks that Unicode's East Asian Width calls wide or fullwidth. */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0x4dbf], [0x4e00, 0xa4cf], [0xa960, 0xa97f],
  [0xac00, 0xd7a3], [0xf900, 0xfaff], [0xfe30, 0xfe6f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x17000, 0x18aff], [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return wideRanges.some(([first, last]) => first <= code && code <= last);
}
