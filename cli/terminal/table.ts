import { displayWidth } from '../../compiler/diagnostics/display-width.ts';

export interface TableColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Columns of text, two blanks apart, without lines. Ends in a line break. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(oneLine));
  const widths = columns.map((column, index) => Math.max(displayWidth(column.title), ...shown.map((row) => displayWidth(row[index] ?? ''))));
  const line = (cells: readonly string[]): string => columns.map(({ align }, index) => pad(cells[index] ?? '', widths[index]!, align)).join('  ').trimEnd();
  return [columns.map((column) => column.title), ...shown].map((cells) => `${line(cells)}\n`).join('');
}

const longestCell = 40;

/** Data may hold anything; a cell stays a cell. */
function oneLine(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return plain.length <= longestCell ? plain : `${plain.slice(0, longestCell - 1)}…`;
}

function pad(text: string, width: number, align: TableColumn['align']): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}

/** `1 lead`, `5,000 leads`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${groupDigits(count)} ${count === 1 ? singular : plural}`;
}

/** `12,345`. */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
