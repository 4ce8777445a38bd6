/** What commands read and write besides plain files: links, patterns, pipes, standard streams; and that no input is written over. */
import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

const { mql, write, read, folder } = commandLine();
const leads = 'id,employees\n1,120\n2,10\n';
const csv = 'id,score,fit,qualified,excluded,mql,tier,handoff_to,handoff_within_ms\n1,10,10,true,false,true,,,\n2,0,0,true,false,false,,,\n';
const score = ['score', 'a.mql', '--now', '2026-01-01'];

beforeEach(() => {
  write('names.mql', 'vocabulary:\n  lead employees number\n');
  write('a.mql', 'use "names.mql"\nfit: employees 50.. +10\nmql when score > 5\n');
  write('data/leads.csv', leads);
  write('mql.json', '{ "leads": "data/leads.csv" }');
});

describe('no command writes over what it reads', () => {
  test.each<[string, string[]]>([
    ['the definition', [...score, '-o', './a.mql']],
    ['a file that the definition uses', [...score, '-o', 'names.mql']],
    ['the settings', [...score, '-o', 'mql.json']],
    ['a link to the leads', [...score, '-o', 'link.csv']],
    ['a file that a pattern names', [...score, '--leads', 'data/l*.csv', '-o', 'data/leads.csv']],
    ['a file that a pattern of folders names', [...score, '--leads', '**/l?a[a-d]*.csv', '--rejects', 'data/leads.csv']],
    ['a module', ['compile', 'a.mql', '--to', 'js', '-o', 'a.mql']],
    ['types beside a module', ['compile', 'a.d.ts', '--to', 'js', '-o', 'a.js']],
    ['the plan', ['compile', 'a.mql', '--emit', 'plan', '-o', 'names.mql']],
    ['a page', ['doc', 'a.mql', '-o', 'names.mql']],
  ])('%s', async (_what, args) => {
    symlinkSync('data/leads.csv', join(folder(), 'link.csv'));
    write('a.d.ts', read('a.mql'));
    const before = ['a.mql', 'a.d.ts', 'names.mql', 'mql.json', 'data/leads.csv'].map(read);
    expect(await mql(args)).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('is an input, and would be overwritten') as string });
    expect(['a.mql', 'a.d.ts', 'names.mql', 'mql.json', 'data/leads.csv'].map(read)).toEqual(before);
    expect(existsSync(join(folder(), 'a.js'))).toBe(false);
  });

  test('a pattern that names other files stands in no output\'s way', async () => {
    write('data/scores.csv', 'old');
    expect(await mql([...score, '--leads', 'data/l*.csv', '-o', 'data/scores.csv'])).toMatchObject({ exitCode: 0 });
    expect(read('data/scores.csv')).toBe(csv);
  });
});

describe('the name of an output', () => {
  test.each(['scores.csv.gz', 'scores.parquet.zst', 'scores.xlsx', 'scores.tsv'])('%s gets no table for people, which would hold the first leads only', async (name) => {
    expect(await mql([...score, '-o', name])).toMatchObject({ exitCode: 2, out: '' });
    expect(readdirSync(folder())).not.toContain(name);
  });

  test('that says nothing leaves it to the settings, else it is a table', async () => {
    await mql([...score, '-o', 'scores']);
    await mql([...score, '-o', 'scores.txt']);
    expect([read('scores'), read('scores.txt')].map((text) => text.split('\n')[0])).toEqual(Array.from({ length: 2 }, () => 'id  score  fit  mql'));
    write('mql.json', '{ "leads": "data/leads.csv", "format": "csv" }');
    for (const name of ['scores', 'scores.export']) {
      expect(await mql([...score, '-o', name])).toMatchObject({ exitCode: 0, out: '' });
      expect(read(name)).toBe(csv);
    }
    await mql([...score, '-o', 'scores.jsonl']);
    expect(read('scores.jsonl')).toMatch(/^\{"id":"1"/);
  });

  test('that is `-` is standard output', async () => {
    expect((await mql([...score, '--format', 'csv', '-o', '-'])).out).toBe(csv);
    expect((await mql(['compile', 'a.mql', '--to', 'json', '-o', '-'])).out).toBe((await mql(['compile', 'a.mql', '--to', 'json'])).out);
    expect((await mql(['doc', 'a.mql', '-o', '-'])).out).toMatch(/^# /);
    expect(await mql([...score, '--rejects', '-'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('rejects need a file') as string });
    expect(existsSync(join(folder(), '-'))).toBe(false);
  });

  test.each(['stdout', 'fd/1'])('that is /dev/%s', async (name) => {
    expect((await mql([...score, '--format', 'csv', '-o', `/dev/${name}`])).out).toBe(csv);
  });
});

describe('data that can be read once only', () => {
  test('comes from a named pipe, packed or not', async () => {
    for (const bytes of [Buffer.from(leads), gzipSync(leads)]) {
      const pipe = join(folder(), `pipe${bytes.length}`);
      execFileSync('mkfifo', [pipe]);
      const [scored] = await Promise.all([mql([...score, '--leads', pipe, '--format', 'csv']), pipeline(Readable.from([bytes]), createWriteStream(pipe))]);
      expect(scored).toMatchObject({ exitCode: 0, out: csv });
    }
  });

  test('comes from /dev/stdin', async () => {
    expect(await mql([...score, '--leads', '/dev/stdin', '--format', 'csv'], { input: leads })).toMatchObject({ exitCode: 0, out: csv });
  });

  test('goes into a named pipe', async () => {
    const pipe = join(folder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = execFileSync.bind(undefined, 'sh', ['-c', `cat '${pipe}' > '${pipe}.read' &`], { stdio: 'ignore' });
    reader();
    expect(await mql([...score, '--format', 'csv', '-o', pipe])).toMatchObject({ exitCode: 0 });
    await expect.poll(() => readFileSync(`${pipe}.read`, 'utf8')).toBe(csv);
  });
});

test('files of a pattern are named as the user would name them', async () => {
  write('data/more.csv', 'id,employees\n3,many\n');
  const { err } = await mql([...score, '--leads', 'data/*.csv']);
  expect(err).toMatch(/^data\/more\.csv:2 error/);
  write('bad.csv', 'id,employees\n3,many\n');
  expect((await mql([...score, '--leads', 'b*.csv'])).err).toMatch(/^bad\.csv:2 error/);
  expect((await mql([...score, '--leads', './b*.csv'])).err).toMatch(/^\.\/bad\.csv:2 error/);
});

test('UTF-16 is named without its byte order mark, too', async () => {
  for (const bytes of [Buffer.from(leads, 'utf16le'), Buffer.from(leads, 'utf16le').swap16()]) {
    write('data/leads.csv', bytes);
    expect(await mql(score)).toMatchObject({ exitCode: 1, err: 'error: `data/leads.csv` is in UTF-16\n  save it as UTF-8\n' });
  }
});

test.runIf(process.platform === 'linux')('a project where the system takes no folder is refused, and does not go on for ever', async () => {
  expect(await mql(['init', '/proc/project'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('cannot write `/proc/project`') as string });
});

describe('what data holds is shown without harm to the terminal', () => {
  const escape = '\u001b[2J\u0007';

  test('cells, names of columns, types of events', async () => {
    write('data/leads.csv', `id,employees\n1,x${escape}\u009b2J\n"2\n",5\n3,"a\nb\tc"\n`);
    expect(await mql(score)).toMatchObject({
      exitCode: 1,
      err: expect.stringMatching(/^data\/leads\.csv:2 error MQL3001: `employees` holds `x·\[2J··2J`, .*\ndata\/leads\.csv:5 error MQL3001: `employees` holds `a·b·c`, .*\n\nerror/) as string,
    });
    write('data/leads.csv', `id${escape},employees\n1,5\n`);
    expect((await mql(score)).err).toBe('error: `data/leads.csv` has no column `id`\n  its columns are `id·[2J·`, `employees`; name it with `--lead-id COLUMN`\n');
    write('data/leads.csv', leads);
    write('events.csv', `lead_id,type,at\n1,we${escape}b,2025-12-30\n`);
    expect((await mql([...score, '--events', 'events.csv'])).err).toContain('`we·[2J·b` 1');
  });

  test('rejects hold them as they are', async () => {
    write('data/leads.csv', `id,employees\n1,x${escape}\n`);
    await mql([...score, '--rejects', 'bad.jsonl']);
    expect(JSON.parse(read('bad.jsonl'))).toMatchObject({ value: `x${escape}`, text: `1,x${escape}` });
  });
});

test('a row without a line is counted in its own file', async () => {
  write('data/leads.json', '[{ "id": "1", "employees": 60 }, { "id": "2", "employees": 60 }]');
  write('data/more.json', '[{ "id": "3", "employees": 60 },\n { "id": "4", "employees": "many" }]');
  expect((await mql([...score, '--leads', 'data/*.json'])).err).toMatch(/^data\/more\.json, row 2 error/);
  await mql([...score, '--leads', 'data/*.json', '--rejects', 'bad.jsonl']);
  expect(JSON.parse(read('bad.jsonl'))).toMatchObject({ file: 'data/more.json', row: 2, line: null });
});

test.each(['2026', '20260101', '1767225600', '-5'])('`--now %s` is no time that anybody meant', async (now) => {
  expect(await mql(['score', 'a.mql', `--now=${now}`])).toMatchObject({ exitCode: 2, err: expect.stringContaining('digits alone are milliseconds since 1970') as string });
});

test('`--now` in milliseconds is the instant', async () => {
  expect((await mql(['score', 'a.mql', '--now', '1767225600000'])).err).toContain('as of 2026-01-01T00:00:00.000Z');
});

test('a file that is no definition at all is not read out line by line', async () => {
  write('a.mql', 'const x = [1, 2];\n'.repeat(200));
  const { exitCode, err } = await mql(score);
  expect(exitCode).toBe(1);
  expect(err.match(/ error MQL/g)).toHaveLength(20);
  expect(err).toMatch(/error: `a\.mql` has [\d,]{3,} errors\n  the first 20 are above; `mql check` says all\n$/);
});
