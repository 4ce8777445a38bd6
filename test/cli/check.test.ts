import { describe, expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

const { mql, write, read } = commandLine();

const good = 'fit: employees 50..500 +10\nmql when score > 5\n';
const misspelt = 'fit: employes 50..500 +10\nmql when score > 5\n';
const doubtful = 'fit: employees 50..500 +10\nmql when score > 50\n';

describe('mql check', () => {
  test('a file without problems: nothing on standard output, exit code 0', async () => {
    write('a.mql', good);
    expect(await mql(['check', 'a.mql'])).toMatchObject({ exitCode: 0, out: '', err: '1 file checked: no problems\n' });
  });

  test('a mistake is shown with its line and a caret, and the exit code is 1', async () => {
    write('a.mql', misspelt);
    const { exitCode, out, err } = await mql(['check', 'a.mql']);
    expect(exitCode).toBe(1);
    expect(out).toContain('a.mql:1:6 error MQL1001: `employes`');
    expect(out).toContain('  1 | fit: employes 50..500 +10\n    |      ^^^^^^^^\n');
    expect(out).toContain('= fix: write `employees`');
    expect(err).toContain('1 file checked: 1 error; `--fix` mends 1');
  });

  test('a likely mistake fails only with --strict', async () => {
    write('a.mql', doubtful);
    expect(await mql(['check', 'a.mql'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('warning MQL2') as string });
    expect(await mql(['check', '--strict', 'a.mql'])).toMatchObject({ exitCode: 1 });
  });

  test('--fix writes the file, and says what is left', async () => {
    write('a.mql', misspelt);
    expect(await mql(['check', '--fix', 'a.mql'])).toMatchObject({ exitCode: 0, out: '', err: '1 file checked: no problems; 1 mistake fixed\n' });
    expect(read('a.mql')).toBe(good);
  });

  test('--fix of standard input prints the fixed text', async () => {
    expect(await mql(['check', '--fix', '-'], { input: misspelt })).toMatchObject({ exitCode: 0, out: good });
  });

  test('standard input is named as such', async () => {
    expect((await mql(['check', '-'], { input: misspelt })).out).toContain('<stdin>:1:6 error');
  });

  test('what is wrong with a used file is said once', async () => {
    write('words.mql', 'define:\n  big = employes > 50\n');
    write('a.mql', 'use "words.mql"\nfit: big +10\nmql when score > 5\n');
    write('b.mql', 'use "words.mql"\nfit: big +10\nmql when score > 5\n');
    const { out } = await mql(['check', 'a.mql', 'b.mql']);
    expect(out.match(/words\.mql:2:9 error/g)).toHaveLength(1);
  });

  test('json has positions from 0, and an empty array where all is well', async () => {
    write('a.mql', misspelt);
    write('b.mql', good);
    const { out } = await mql(['check', '--format', 'json', 'a.mql']);
    expect(JSON.parse(out)).toMatchObject([
      { file: 'a.mql', code: 'MQL1001', severity: 'error', range: { start: { line: 0, character: 5 }, end: { line: 0, character: 13 } }, fixes: [{ edits: [{ newText: 'employees' }] }] },
    ]);
    expect(JSON.parse((await mql(['check', '--format', 'json', 'b.mql'])).out)).toEqual([]);
  });

  test('sarif describes each code that occurs', async () => {
    write('a.mql', misspelt);
    const log = JSON.parse((await mql(['check', '--format', 'sarif', 'a.mql'])).out) as { runs: { tool: { driver: { rules: { id: string; shortDescription: { text: string } }[] } } }[] };
    const [rule] = log.runs[0]!.tool.driver.rules;
    expect(rule!.id).toBe('MQL1001');
    expect(rule!.shortDescription.text.length).toBeGreaterThan(5);
  });

  test('github makes annotations', async () => {
    write('a.mql', misspelt);
    expect((await mql(['check', '--format', 'github', 'a.mql'])).out).toMatch(/^::error file=a\.mql,line=1,endLine=1,col=6,endColumn=13,title=MQL1001::/);
  });

  test('colour is for terminals: none in a pipe, whatever the environment says', async () => {
    write('a.mql', misspelt);
    const { out, err } = await mql(['check', 'a.mql'], { env: { FORCE_COLOR: '1', TERM: 'xterm-256color' } });
    expect(out + err).not.toContain('\u001b');
  });
});

describe('what cannot be read', () => {
  test('a file that is not there', async () => {
    expect(await mql(['check', 'nowhere.mql'])).toMatchObject({ exitCode: 2, out: '', err: 'error: cannot read `nowhere.mql`: there is no such file or folder\n' });
  });

  test('a folder', async () => {
    write('rules/a.mql', good);
    expect(await mql(['check', 'rules'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('it is a folder\n  name files in it, such as `rules/*.mql`') as string });
  });

  test('bytes that are no UTF-8 are named by line and column', async () => {
    write('a.mql', Buffer.from('fit:\n  title "caf\u00e9" +1\n', 'latin1'));
    expect(await mql(['check', 'a.mql'])).toMatchObject({ exitCode: 1, err: expect.stringContaining('a.mql:2:13: the bytes are not UTF-8') as string });
  });

  test('an empty file is a file without a stage, not a crash', async () => {
    write('a.mql', '');
    const { exitCode, err } = await mql(['check', 'a.mql']);
    expect(exitCode).toBeLessThan(2);
    expect(err).not.toContain('bug');
  });

  test('a byte order mark is passed over', async () => {
    write('a.mql', `\ufeff${good}`);
    expect(await mql(['check', 'a.mql'])).toMatchObject({ exitCode: 0, out: '' });
  });
});
