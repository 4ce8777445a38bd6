/** `mql diff --fail-on`: what it does not let pass, and why. */
import { beforeEach, describe, expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

const { mql, write } = commandLine();
const now = ['--now', '2026-01-02'];

beforeEach(() => {
  write('old.mql', 'fit: employees 50.. +10\nmql when score >= 10\n');
  write('new.mql', 'fit: employees 100.. +10\nmql when score >= 10\n');
  write('same.mql', '# The same.\nfit:\n  employees 50.. +10\nmql when score >= 10\n');
  write('leads.csv', 'id,employees\n1,60\n2,70\n3,100\n4,10\n');
});

describe('counted on leads', () => {
  test.each([
    ['meaning', 'failed by `--fail-on meaning`: new.mql: the meaning changed\n'],
    ['outcome', 'failed by `--fail-on outcome`: new.mql: 2 of 4 leads (50.0%) have another outcome\n'],
    ['stage-lost', 'failed by `--fail-on stage-lost`: new.mql: 2 leads lose `mql`\n'],
    ['49.9%', 'failed by `--fail-on 49.9%`: new.mql: 2 of 4 leads (50.0%) have another outcome\n'],
    ['50%', ''],
  ])('%s', async (change, said) => {
    const { exitCode, err } = await mql(['diff', 'old.mql', 'new.mql', '--leads', 'leads.csv', ...now, '--no-proof', '--fail-on', change]);
    expect({ exitCode, said: err.split('\n').filter((line) => line.startsWith('failed')).map((line) => `${line}\n`).join('') }).toEqual({ exitCode: said === '' ? 0 : 1, said });
  });

  test('no change passes all', async () => {
    expect(await mql(['diff', 'old.mql', 'same.mql', '--leads', 'leads.csv', ...now, '--no-proof', '--fail-on', 'meaning', 'outcome', 'stage-lost', '0%'])).toMatchObject({ exitCode: 0 });
  });
});

test('without leads, what is not proved never to happen fails', async () => {
  expect(await mql(['diff', 'old.mql', 'new.mql', '--fail-on', 'stage-lost', 'outcome'])).toMatchObject({
    exitCode: 1,
    err: 'failed by `--fail-on stage-lost`: new.mql: not every lead that could exist is proved to keep its stages\n'
      + 'failed by `--fail-on outcome`: new.mql: not every lead that could exist is proved to keep its outcome\n',
  });
  expect(await mql(['diff', 'new.mql', 'old.mql', '--fail-on', 'stage-lost'])).toMatchObject({ exitCode: 0, err: '' });
});

test('a share needs leads to be one of', async () => {
  expect(await mql(['diff', 'old.mql', 'new.mql', '--fail-on', '5%'])).toMatchObject({ exitCode: 2, err: 'error: `--fail-on 5%` counts leads, and no leads are given\n  name them with `--leads FILE`\n' });
});
