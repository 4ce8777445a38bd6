/** Every accepted mutant is one that the code can still be put through. Mutation testing itself is no part of `npm test`. */
import { expect, it } from 'vitest';
import { acceptedOf, readAccepted, type Entry } from '../mutation/accepted.ts';
import { mutantsOfFile } from '../mutation/file-mutants.ts';
import { instrument } from '../mutation/mutants.ts';

it('is one of the code as it stands', () => {
  const entries = readAccepted();
  const mutants = [...new Set(entries.map(({ file }) => file))].flatMap((file) => mutantsOfFile(file, { firstId: 0, purpose: 'change' }).mutants);
  expect(acceptedOf(entries, mutants).problems).toEqual([]);
});

it('is told when its code is gone, or stands twice', () => {
  const { mutants } = instrument('sum.ts', 'export const sum = (one: number) => one + 1;\nexport const more = (one: number) => one + 1;\n', { firstId: 0, purpose: 'change' });
  const problemsOf = (entry: Partial<Entry>): readonly string[] => acceptedOf([{ file: 'sum.ts', reason: 'speed', why: 'an example', changes: [], ...entry }], mutants).problems;
  const plus = 'operator: one + 1  ->  (one) - (1)';
  expect(problemsOf({ changes: [plus], at: 'const sum' })).toEqual([]);
  expect(problemsOf({ changes: [plus] })).toEqual([`sum.ts: \`${plus}\` stands in lines 1, 2: say which by \`at\` or \`within\``]);
  expect(problemsOf({ changes: [plus], at: 'const product' })).toEqual([`sum.ts: no mutant is called \`${plus}\` in a line with \`const product\``]);
  const functions = instrument('twice.ts', 'function one() {\n  return 1;\n}\n\nclass Two {\n  two() {\n    return 1;\n  }\n}\n', { firstId: 0, purpose: 'change' }).mutants;
  const within = (name: string): readonly string[] => acceptedOf([{ file: 'twice.ts', reason: 'speed', why: 'an example', changes: ['number: 1  ->  2'], within: name }], functions).problems;
  expect([within('one('), within('two('), within('three(')].map((problems) => problems.length)).toEqual([0, 0, 1]);
  expect(problemsOf({ changes: ['number: 2  ->  3'] })).toEqual(['sum.ts: no mutant is called `number: 2  ->  3`']);
  expect(problemsOf({ changes: [plus, plus], at: 'const sum' })).toEqual([`sum.ts: \`${plus}\` is accepted twice`]);
  expect(problemsOf({ why: ' ' })).toEqual(['sum.ts: `speed` is none of the reasons, or nothing says why']);
});
