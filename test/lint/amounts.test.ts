/** Amounts in messages, as the language writes them. */
import { expect, test } from 'vitest';
import { lint } from '../../compiler/lint/lint.ts';
import { definitionOf } from '../check-text.ts';

function messages(cases: string, before = ''): string {
  return lint(definitionOf(`${before}fit:\n  ${cases}\nmql when score > 1\n`)).map(({ message }) => message).join('\n');
}

test.each([
  ['employees 1..3 +1 | 2..4 +2', '2..3'],
  ['revenue $1bn..$3bn +1 | $2bn..$4bn +2', '$2bn..$3bn'],
  ['revenue $1m..$3m +1 | $2.5m..$4m +2', '$2500k..$3m'],
  ['revenue $1k..$3k +1 | $2k..$4k +2', '$2k..$3k'],
  ['revenue $1..$30 +1 | $20..$40 +2', '$20..$30'],
  ['budget ..$5 +1 | $0..$9 +2', '$0..$5'],
  ['budget < -$5k +1 | >= -$9k +2', '-$9k..-$5001'],
  ['timeline 1h..3h +1 | 2h..4h +2', '2h..3h'],
  ['timeline 1d..3d +1 | 36h..4d +2', '36h..3d'],
  ['timeline 90s..95s +1 | 91s..100s +2', '91s..95s'],
  ['timeline 0.5s..1.5s +1 | 1s..2s +2', '1s..1.5s'],
  ['total page_view.duration 1min..3min +1 | 2min..4min +2', '2min..3min'],
  ['total webinar.minutes 1..3.5 +1 | 2..4 +2', '2..3.5'],
  ['created 2026-01-01..2026-03-01 +1 | 2026-02-01..2026-04-01 +2', '2026-02-01..2026-03-01'],
  ['funding_date 2026-01-01..2026-03-01 +1 | 2026-02-01..2026-04-01 +2', '2026-02-01..2026-03-01'],
  ['created 2026-01-01..2026-02-01 +1 | 2026-02-01..2026-04-01 +2', '2026-02-01'],
  ['created 2026-01-01T10:00Z..2026-03-01T12:30Z +1 | 2026-02-01T10:00:20Z..2026-04-01T10:00Z +2', '2026-02-01T10:00:20Z..2026-03-01T12:30Z'],
  ['created 2026-01-01..2026-03-01T00:00Z +1 | 2026-02-01..2026-04-01 +2', '2026-02-01T00:00Z..2026-03-01T00:00Z'],
])('%s: `%s` lies in both', (cases, shared) => {
  expect(messages(cases)).toContain(`\`${shared}\` lies in`);
});

test.each([
  ['created ..2026-01-01 +1 | 2026-01-05.. +2', '`2026-01-02..2026-01-04`'],
  ['created ..2026-01-01 +1 | 2026-01-03.. +2', '`2026-01-02`'],
  ['created ..2026-01-01 +1 | 2026-01-02T10:30Z.. +2', 'what lies between `2026-01-02T00:00Z` and `2026-01-02T10:30Z`'],
  ['created ..2026-01-01T10:00:00.001Z +1 | 2026-01-01T10:00:00.003Z.. +2', '`2026-01-01T10:00:00.002Z`'],
  ['timeline ..5.001s +1 | 5.003s.. +2', '`5.002s`'],
  ['timeline < 5s +1 | > 9s +2', 'what lies between `5s` and `9s`'],
  ['total webinar.minutes < 3 +1 | > 3 +2', '`3`'],
])('%s: no case takes %s', (cases, gap) => {
  expect(messages(cases)).toContain(`no case takes ${gap}`);
});

test('days are those of the definition', () => {
  const zone = 'definition "West":\n  timezone "America/New_York"\n';
  expect(messages('created ..2026-01-01 +1 | 2026-01-05.. +2', zone)).toContain('no case takes `2026-01-02..2026-01-04`');
  expect(messages('created 2026-01-01..2026-03-01 +1 | 2026-02-01..2026-04-01 +2', zone)).toContain('`2026-02-01..2026-03-01` lies in');
});

test('other currencies', () => {
  expect(messages('sum EUR 1k..EUR 3k +1 | EUR 2k..EUR 4k +2', 'vocabulary: lead sum money EUR\n')).toContain('`€2k..€3k` lies in');
  expect(messages('sum CHF 1k..CHF 3k +1 | CHF 2k..CHF 4k +2', 'vocabulary: lead sum money CHF\n')).toContain('`CHF 2k..CHF 3k` lies in');
});
