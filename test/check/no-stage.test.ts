/** What is said of a file that scores leads and has no stage. Language reference, section 6. */
import { expect, test } from 'vitest';
import { checkText } from '../check-text.ts';

test.each<readonly [text: string, marked: string | undefined]>([
  ['fit: country US +5\n', 'fit:'],
  ['score = 5\n', 'score = 5'],
  ['score a = 5\n', 'score a = 5'],
  ['tier A when country US\n', 'tier A when country US'],
  ['tier = employees 1.. A | otherwise B\n', 'tier = employees 1.. A | otherwise B'],
  ['handoff: to "x"\n', 'handoff:'],
  ['exclude: country US\n', 'exclude:'],
  ['definition "a":\n  owner "b"\n', 'definition "a":'],
  ['test "t": given country US\n', 'test "t":'],
  ['claim "c": never country US\n', 'claim "c":'],
  ['vocabulary: lead a number\nlists: b = "c"\ndefine: d = a 5\n', undefined],
  ['fit: country US +5\nmql when\n', undefined],
  ['fit: country US +5\nfit when chat\n', undefined],
  ['fit: country US +5\n  employees\nmql whenever qualified\n', undefined],
])('%s', (text, marked) => {
  const found = checkText(text).diagnostics.filter(({ code }) => code === 'MQL1090');
  expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(marked === undefined ? [] : [marked]);
});

test('a file of tests or claims alone is told to name its definition', () => {
  const adviceOf = (text: string): readonly (string | undefined)[] => checkText(text).diagnostics.map(({ advice }) => advice);
  expect(adviceOf('test "t": given country US\nclaim "c": never country US\n')).toEqual([expect.stringContaining('use')]);
  expect(adviceOf('claim "c": never country US\n')).toEqual([expect.stringContaining('use')]);
  expect(adviceOf('fit: country US +5\ntest "t": given country US\n')).toEqual([expect.not.stringContaining('use')]);
});
