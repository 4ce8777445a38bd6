/**
 * One line of JSON Lines as the values that are looked at. Numbers whose digits JavaScript would write in another way come
 * as the text that stands in the line: ids and texts keep every digit, and numbers read the same either way.
 */
export function jsonRow(line: string): Readonly<Record<string, unknown>> {
  const row: unknown = mayLoseDigits.test(line) ? JSON.parse(line, keepDigits) : JSON.parse(line);
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Record<string, unknown>) : {};
}

/** Numbers with many digits, a zero at the end of a fraction, an exponent, or a minus before zero; some texts match, too, which only costs time. */
const mayLoseDigits = /\d{16}|\d\.\d{6}|\d{10}\.\d|(?:\.\d*0|\d[eE][+-]?\d+|-0)(?=\s*[,}\]])/;

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined || context.source === String(value)) return value;
  return context.source;
}
