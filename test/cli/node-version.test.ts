/** A Node that is too old is told in a line, and not by what it lacks. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { oldestNode, oldNodeProblem } from '../../cli/node-version.ts';

test.each(['22.12.0', '22.13.1', '24.0.0', '100.0.0'])('Node %s will do', (version) => {
  expect(oldNodeProblem(version)).toBeUndefined();
});

test.each(['20.19.0', '22.11.0', '8.0.0'])('Node %s is too old', (version) => {
  expect(oldNodeProblem(version)).toMatch(new RegExp(`^error: mql needs Node 22\\.12\\.0 or later, and this is Node ${version.replaceAll('.', '\\.')}\n`));
});

test('the package says the same', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { engines: { node: string } };
  expect(`${engines.node}.0`).toBe(`>=${oldestNode}`);
});
