import { dataCodes } from '../../compiler/diagnostics/catalog/data.ts';
import { dataForm } from '../../compiler/vocabulary/data-form.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import type { ValueType } from '../../compiler/vocabulary/types.ts';
import type { PlacedBadRow } from '../../engines/placed-bad-row.ts';
import { foldedSpelling } from '../../runtime/folded-spelling.ts';
import { plainText } from '../terminal/plain-text.ts';
import { unreachable } from '../../compiler/unreachable.ts';

/** Says what is wrong with a row, in the words of the catalog. */
export function badRowMessage(row: PlacedBadRow, definitions: readonly Definition[]): string {
  const { value, reason } = row;
  const column = plainText(row.column);
  const definition = definitions[row.definition]!;
  // A line break of the cell would end the message's line.
  const plain = plainText(value.slice(0, 100).replace(/[\n\t]/g, '\u00b7'));
  const shown = plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
  switch (reason) {
    case 'MQL3001':
      return dataCodes.unreadableValue.message({ column, value: shown, due: dueIn(row, definition) });
    case 'MQL3002':
      return dataCodes.missingId.message({ column });
    case 'MQL3003':
      return dataCodes.repeatedId.message({ value: shown });
    case 'MQL3004':
      return dataCodes.missingLeadId.message({ column });
    case 'MQL3005':
      return dataCodes.missingType.message({ column });
    case 'MQL3006':
      return dataCodes.missingTime.message({ column });
    case 'MQL3007':
      return dataCodes.unreadableProperties.message({ column, value: shown });
    case 'MQL3008':
      return dataCodes.differentContent.message({ value: shown });
    default:
      return unreachable(reason);
  }
}

/** `leads.csv:12`, or `leads.parquet, row 12` where there are no lines. */
export function badRowPlace({ place }: PlacedBadRow): string {
  return place.line === undefined ? `${place.shownPath}, row ${place.rowInFile + 1}` : `${place.shownPath}:${place.line}`;
}

/** What the column should hold. */
function dueIn({ table, column }: PlacedBadRow, { vocabulary }: Definition): string {
  const isColumn = (name: string): boolean => foldedSpelling(name) === foldedSpelling(column);
  if (table === 'leads') {
    const field = vocabulary.fields.find((each) => each.spellings.some(isColumn)) ?? vocabulary.fields.find((each) => isColumn(each.name));
    return field === undefined ? 'what it should be' : dataForm(field.type);
  }
  const types = vocabulary.events.flatMap((event) => event.properties.filter(({ name }) => isColumn(name)).map(({ type }) => type));
  return dataForm(types.find(isNotText) ?? instant);
}

const instant: ValueType = { kind: 'datetime', format: undefined };

/** Texts are never unreadable, so another type must have been meant. */
function isNotText(type: ValueType): boolean {
  return !['text', 'email', 'url', 'country', 'one of'].includes(type.kind);
}
