/** How the reference reads times by a format, and days as one unit. */
import { expect, test } from 'vitest';
import { badReason } from '../../reference/bad-reason.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { readFormatted, readInstant } from '../../reference/read-time.ts';
import { readValue } from '../../reference/read-value.ts';
import { calendarUnitNumber } from '../../reference/time.ts';
import { definitionOf } from '../check-text.ts';

test.each(['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'].map((name, index) => [name, index] as const))('%s', (name, index) => {
  const due = Date.UTC(2026, index, 9);
  expect(readFormatted(`9 ${name} 2026`, '%d %B %Y', 'UTC')).toBe(due);
  expect(readFormatted(`9 ${name.slice(0, 3).toUpperCase()} 2026`, '%d %b %Y', 'UTC')).toBe(due);
  expect(readFormatted(`9 ${name.slice(0, 2)} 2026`, '%d %b %Y', 'UTC')).toBeUndefined();
});

test.each([
  ['%Y-%m-%d %H:%M:%S.%f', '2026-11-12 13:14:15.016', Date.UTC(2026, 10, 12, 13, 14, 15, 16)], ['%Y-%m-%d %H:%M:%S.%f', '2026-1-2 3:4:5.6', Date.UTC(2026, 0, 2, 3, 4, 5, 600)],
  ['%d%%%m%%%y', '12%11%26', Date.UTC(2026, 10, 12)], ['%Y-%m-%d %I %p', '2026-11-12 11 PM', Date.UTC(2026, 10, 12, 23)], ['%Y-%m-%d %H %z', '2026-11-12 13 +0130', Date.UTC(2026, 10, 12, 11, 30)],
  ['%Y-%m-%d %H:%M:%S.%f', '2026-11-12 13:14:15.', undefined], ['%Y-%m-%d', '2026--12', undefined], ['%Y-%m-%d', '2026-11-', undefined], ['%d%%%m%%%y', '12%%11%%26', undefined],
])('by `%s` %j', (format, text, due) => {
  expect(readFormatted(text, format, 'UTC')).toBe(due);
});

test('a list of blanks has no values', () => {
  const reading = { zone: 'UTC', missingTexts: [] };
  expect([[], '', ' ; ', [null, '']].map((raw) => readValue(raw, { kind: 'list', element: { kind: 'text' } }, reading))).toEqual([undefined, undefined, undefined, undefined]);
  expect(readValue('a; ', { kind: 'list', element: { kind: 'text' } }, reading)).toEqual(['a']);
});

test('months are numbered through, from their first instant to their last', () => {
  const at = (text: string): number => calendarUnitNumber('month', 'UTC', Date.parse(text));
  expect(at('2026-01-31T23:59:59.999Z') + 1).toBe(at('2026-02-01T00:00Z'));
  expect(at('2025-12-31T23:59:59.999Z') + 1).toBe(at('2026-01-01T00:00Z'));
  expect(at('1960-02-01T00:00Z') - 1).toBe(at('1960-01-31T23:59:59.999Z'));
});

test('the reference has its name', () => {
  expect(referenceEvaluator.name).toBe('reference');
});

test('instants end with the year 9999, durations with 36,500 days', () => {
  expect(readInstant('9999-12-31T23:59:59.999Z', 'UTC')).toBe(253_402_300_799_999);
  expect(readInstant('253402300799999', 'UTC')).toBe(253_402_300_799_999);
  expect(readInstant('253402300800000', 'UTC')).toBeUndefined();
  const seconds = (raw: number) => readValue(raw, { kind: 'duration' }, { zone: 'UTC', missingTexts: [] });
  expect(seconds(36_500 * 86_400)).toBe(36_500 * 86_400_000);
  expect(typeof seconds(36_500 * 86_400 + 1)).toBe('symbol');
});

test('reasons are numbered through', () => {
  expect(Object.values(badReason)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `MQL300${number}`));
});

test('a property named like a column of every event is found in `properties` alone', async () => {
  const at = '2025-12-01';
  const asked: Readonly<Record<string, string>> = { lead_id: 'a', type: 'ping', at, id: 'x', properties: 'p' };
  const names = Object.keys(asked);
  const definition = definitionOf(`vocabulary:\n  event ping (${names.map((name) => `\`${name}\` text`).join(', ')})\n${names.map((name) => `${name}_: ping where \`${name}\` "${asked[name]!}" +1\n`).join('')}mql when score > 1`);
  const events = [{ lead_id: 'a', type: 'ping', at, id: 'x', properties: {} }, { lead_id: 'b', type: 'ping', at, id: 'y', properties: asked }];
  const { results, badRows } = await referenceEvaluator.evaluate(definition, { leads: [{ id: 'a' }, { id: 'b' }], events }, Date.UTC(2026, 0, 1));
  expect(badRows).toEqual([]);
  expect(results.map(({ id, score }) => [id, score])).toEqual([['a', 0], ['b', 5]]);
});
