import type { Paint, Style } from '../../compiler/diagnostics/render.ts';

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  error: [31, 39],
  warning: [33, 39],
  information: [36, 39],
  good: [32, 39],
  strong: [1, 22],
  faint: [2, 22],
};

const withColour: Paint = (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`;
const without: Paint = (_style, text) => text;

/** Colour only on a terminal, and never with `NO_COLOR`. */
export function colourOf(stream: NodeJS.WriteStream): { readonly on: boolean; readonly paint: Paint } {
  const on = stream.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return { on, paint: on ? withColour : without };
}

/** Columns of the terminal, or `undefined` where there is none. */
export function widthOf(stream: NodeJS.WriteStream): number | undefined {
  return stream.isTTY === true && stream.columns > 0 ? stream.columns : undefined;
}
