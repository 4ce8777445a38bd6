/** How the reference reads times by a format, and days as one unit. */
import { expect, test } from 'vitest';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { readFormatted } from '../../reference/read-time.ts';
import { readValue } from '../../reference/read-value.ts';
import { calendarUnitNumber } from '../../reference/time.ts';

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
