import { readFileSync } from 'node:fs';

/** A plain reader of its own, so that what is expected of the public data rests on nothing that is under test. */
export function readCsv(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): readonly Readonly<Record<string, string>>[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const text = readFileSync(path, encoding).replaceAll('\r\n', '\n');
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') { cell += '"'; index++; } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') { rows.at(-1)!.push(cell); cell = ''; }
    else if (character === '\n') { rows.at(-1)!.push(cell); cell = ''; rows.push([]); }
    else cell += character;
  }
  if (cell !== '' || rows.at(-1)!.length > 0) rows.at(-1)!.push(cell);
  const [header, ...body] = rows.filter(row => row.length > 0);
  return body.map(row => Object.fromEntries(header!.map((name, index) => [name, row[index] ?? ''])));
}
