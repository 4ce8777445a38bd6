import { describe, expect, test } from 'vitest';
import { dataCodes } from '../../../compiler/diagnostics/catalog/data.ts';
import { dataForm } from '../../../compiler/vocabulary/data-form.ts';
import type { ScalarType } from '../../../compiler/vocabulary/types.ts';
import { badReason } from '../../../runtime/bad-row.ts';

describe('codes of bad rows', () => {
  test('are those that the runtime gives', () => {
    const codes = Object.fromEntries(Object.entries(dataCodes).map(([name, entry]) => [name, entry.code]));
    expect(codes).toEqual(badReason);
  });

  test('say what was found and what would be right', () => {
    const { unreadableValue, repeatedId } = dataCodes;
    expect(unreadableValue.message({ column: 'Employees', value: '1,000', due: dataForm({ kind: 'number' }) }))
      .toBe('`Employees` holds `1,000`, which is not a number as data writes it, such as `1000` or `-2.5` (no thousands separator, no currency sign)');
    expect(repeatedId.message({ value: '42' })).toBe('more than one lead has the id `42`');
    for (const entry of Object.values(dataCodes)) expect(entry.message({ column: 'a', value: 'b', due: 'c' })).toMatch(/^[a-z`].*[^.]$/);
  });
});

test.each<[ScalarType, RegExp]>([
  [{ kind: 'duration' }, /number of seconds/], [{ kind: 'boolean' }, /true or false/], [{ kind: 'date', format: undefined }, /2026-12-31/], [{ kind: 'datetime', format: '%d/%m/%Y' }, /`%d\/%m\/%Y`/],
  [{ kind: 'money', currency: 'USD' }, /number/], [{ kind: 'number' }, /number as/], [{ kind: 'country' }, /text/], [{ kind: 'text' }, /text/], [{ kind: 'email' }, /text/], [{ kind: 'url' }, /text/], [{ kind: 'one of', members: [] }, /text/],
])('data of %j is described', (type, description) => {
  expect(dataForm(type)).toMatch(description);
  expect(dataForm({ kind: 'list', element: type })).toMatch(description);
});
