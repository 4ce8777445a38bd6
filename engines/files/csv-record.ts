/** The cells of one record of CSV (RFC 4180), or what is wrong with it. */
export type CsvCells =
  | { readonly kind: 'cells'; readonly cells: readonly string[] }
  | { readonly kind: 'broken'; readonly reason: 'unclosed quote' | 'text after quote'; /** The cell, from 0. */ readonly cell: number };

export function csvCells(record: string, delimiter: string): CsvCells {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (record[at] === '"') {
      let text = '';
      for (;;) {
        const close = record.indexOf('"', at + 1);
        if (close === -1) return { kind: 'broken', reason: 'unclosed quote', cell: cells.length };
        text += record.slice(at + 1, close);
        at = close + 1;
        if (record[at] !== '"') break;
        text += '"';
      }
      if (at < record.length && record[at] !== delimiter) return { kind: 'broken', reason: 'text after quote', cell: cells.length };
      cells.push(text);
    } else {
      const end = record.indexOf(delimiter, at);
      cells.push(end === -1 ? record.slice(at) : record.slice(at, end));
      at = end === -1 ? record.length : end;
    }
    if (at >= record.length) return { kind: 'cells', cells };
    at += 1;
  }
}

/** A record of CSV with commas, every cell in quotes. */
export function csvRecord(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

/** What parts the cells of a header: of comma, semicolon, tab and bar the one that stands there most often outside quotes. */
export function delimiterOf(header: string): string {
  const outside = header.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: outside.split(delimiter).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).delimiter;
}
