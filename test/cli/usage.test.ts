import { describe, expect, test } from 'vitest';
import { commands } from '../../cli/commands.ts';
import { commandLine } from './command-line.ts';

const { mql, write } = commandLine();

describe('usage', () => {
  test('help names every command and the exit codes', async () => {
    const { exitCode, out } = await mql(['--help']);
    expect(exitCode).toBe(0);
    for (const { name } of commands) expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    expect(out).toContain('Exit codes:');
  });

  test.each(commands.map(({ name }) => name))('mql %s --help has an example', async (name) => {
    const { exitCode, out, err } = await mql([name, '--help']);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(new RegExp(`Example.*:\\n  (\\$ )?mql ${name} `));
    expect((await mql(['help', name])).out).toBe(out);
  });

  test.each([
    ['no command', [], ''],
    ['an unknown command', ['chekc'], 'Did you mean check?'],
    ['an unknown option', ['check', '--formt', 'json', 'a.mql'], 'Did you mean --format?'],
    ['a format that is none', ['check', '--format', 'yaml', 'a.mql'], 'Allowed choices are text, json, sarif, github'],
    ['no file', ['check'], "missing required argument 'files'"],
    ['too many files', ['explain', 'a.mql', 'b.mql', '--id', '1'], 'too many arguments'],
    ['no leads', ['score', 'a.mql'], 'no leads are given'],
    ['an option without its value', ['score', 'a.mql', '--leads'], 'argument missing'],
    ['no id', ['explain', 'a.mql', '--leads', 'l.csv'], "required option '--id <id>' not specified"],
    ['a time that is none', ['score', 'a.mql', '--leads', 'l.csv', '--now', 'soon'], '`soon` is no time'],
    ['no target', ['compile', 'a.mql'], 'nothing says what to compile to'],
    ['standard input twice', ['score', 'a.mql', '--leads', '-', '--events', '-'], 'there is one standard input'],
    ['a percentage that is none', ['test', 'a.mql', '--min', '150'], 'from 0 to 100'],
  ])('%s ends with exit code 2 and says so', async (_what, args, message) => {
    write('a.mql', 'fit: employees 50..500 +10\nmql when score > 5\n');
    const { exitCode, out, err } = await mql(args);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  test('the version is the package\'s', async () => {
    expect((await mql(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('mql.json', () => {
  const definition = 'fit: employees 50..500 +10\nmql when score > 5\n';

  test('above the definition: its paths are relative to itself, and flags win', async () => {
    write('mql.json', '{"leads": "data/leads.csv", "now": "2026-01-01"}');
    write('data/leads.csv', 'id,employees\n1,60\n');
    write('other.csv', 'id,employees\n2,60\n3,60\n');
    write('rules/deep/a.mql', definition);
    const settled = await mql(['score', 'rules/deep/a.mql', '--format', 'csv']);
    expect(settled.err).toContain('1 lead scored without events, as of 2026-01-01T00:00:00.000Z:');
    expect((await mql(['score', 'rules/deep/a.mql', '--leads', 'other.csv'])).err).toContain('2 leads scored');
  });

  test.each([
    ['no JSON', '{"leads": ', 'is no JSON'],
    ['no object', '[]', 'should hold a JSON object'],
    ['an unknown setting', '{"lead": "a.csv"}', 'did you mean `leads`?'],
    ['a value of another type', '{"leads": 5}', '`leads` in `mql.json` should be a text'],
    ['an unknown engine', '{"leads": "a.csv", "engine": "abacus"}', 'there is no engine `abacus`'],
    ['a format that is none', '{"format": "xml"}', '`format` in `mql.json` should be one of table, jsonl, csv, parquet'],
  ])('with %s: exit code 2', async (_what, text, message) => {
    write('a.mql', definition);
    write('mql.json', text);
    expect(await mql(['score', 'a.mql', '--leads', 'a.csv'])).toMatchObject({ exitCode: 2, err: expect.stringContaining(message) as string });
  });
});
