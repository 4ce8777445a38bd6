/** `mql score` and `mql diff` by SQL: several definitions, points of each rule, engines, memory, and signals in the middle of it. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandLine, type Outcome } from './command-line.ts';

const { folder, temporaryFolder, mql, write, read } = commandLine();

const one = 'fit: employees 50..99 +20.5 | 100.. +30; country US +10\nintent: webinar +7.25 once per day as "Webinars"\nmql when score > 30\n';
const two = 'fit: employees 50..99 +10 | 100.. +30; country US +5\nintent: webinar +7.25 once per day as "Webinars"\nmql when score > 40\n';
const leads = 'id,employees,country,region\n1,120,USA,W\n2,10,DE,E\n"3,x",60,us,W\n4,200,FR,E\n';
const events = 'lead_id,type,at\n1,webinar,2026-01-01T10:00:00Z\n1,webinar,2025-12-30T10:00:00Z\n9,webinar,2026-01-01T10:00:00Z\n4,wbinar,2026-01-01T10:00:00Z\n';
const data = ['--leads', 'l.csv', '--events', 'e.csv', '--now', '2026-01-02'];

function writeAll(): void {
  write('one.mql', one);
  write('two.mql', two);
  write('l.csv', leads);
  write('e.csv', events);
}

describe('types of events that the vocabulary does not know', () => {
  const asked = 'vocabulary:\n  event visit (page url, `total` date "%Y%m%d") passive from "Seen"\nintent: form_submit +5; webinar +10; visit +1\nmql when score > 5\n';
  const types = ['Form submission', 'Webinar attended', 'webinar "on demand"', 'Visits', 'something else'];

  test('that may be other spellings of one that is asked: the vocabulary that says so is proposed, and reads', async () => {
    write('asked.mql', asked);
    write('l.csv', 'id\n1\n');
    write('e.csv', `lead_id,type,at\n${types.map((type) => `1,"${type.replaceAll('"', '""')}",2026-01-01T10:00:00Z\n`).join('')}`);
    const { err } = await mql(['score', 'asked.mql', ...data]);
    const proposed = err.split('\n').filter((line) => line.startsWith('    event '));
    expect(err).toContain('  did you mean `form_submit` by `Form submission`?\n');
    expect(err).not.toContain('by `something else`');
    expect(proposed).toEqual([
      '    event form_submit (form text) from "Form submission"',
      '    event visit (page url, `total` date "%Y%m%d") passive from "Seen", "Visits"',
      '    event webinar (title text, minutes number) from "webinar \\"on demand\\"", "Webinar attended"',
    ]);
    write('asked.mql', `vocabulary:\n${proposed.join('\n')}\n${asked.replace(/^ {2}event.*$/m, '')}`);
    const again = await mql(['score', 'asked.mql', ...data]);
    expect(again.err).toContain('count for nothing: `something else` 1\n');
  });
});

describe('several definitions', () => {
  test('as tables, one below the other', async () => {
    writeAll();
    expect(await mql(['score', 'one.mql', 'two.mql', ...data])).toEqual({
      exitCode: 0, signal: null,
      out: 'one.mql\nid   score   fit  intent  mql\n1     54.5    40    14.5  yes\n3,x   30.5  30.5       0  yes\n4       30    30       0  -\n2        0     0       0  -\n\n'
        + 'two.mql\nid   score  fit  intent  mql\n1     49.5   35    14.5  yes\n4       30   30       0  -\n3,x     15   15       0  -\n2        0    0       0  -\n',
      err: '4 leads scored with 4 events, as of 2026-01-02T00:00:00.000Z\none.mql: mql 2 (50.0%)\ntwo.mql: mql 1 (25.0%)\n'
        + '1 event of types that the vocabulary does not know, so they count for nothing: `wbinar` 1\n'
        + '  did you mean `webinar` by `wbinar`?\n  if so, write into the `vocabulary:`:\n    event webinar (title text, minutes number) from "wbinar"\n1 event of leads that are not among the leads\n',
    });
  });

  test('as one file with the name of each, and what each rule paid', async () => {
    writeAll();
    await mql(['score', 'one.mql', 'two.mql', ...data, '-o', 'out.jsonl', '--explain-to', 'why.csv']);
    expect(read('out.jsonl').split('\n')[1]).toBe('{"definition":"two.mql","id":"1","score":49.5,"sections":{"fit":35,"intent":14.5},"qualified":true,"excluded":false,"stages":{"mql":true}}');
    expect(read('why.csv').split('\n').slice(0, 3)).toEqual([
      'definition,id,section,label,line,points', 'one.mql,1,fit,employees 50..99 +20.5 | 100.. +30,1,30', 'one.mql,1,fit,country US +10,1,10',
    ]);
  });

  test('one file twice is refused, and a time without an offset if the time zones differ', async () => {
    writeAll();
    write('far.mql', `definition "x":\n  timezone "Asia/Tokyo"\n${one}`);
    expect(await mql(['score', 'one.mql', './one.mql', ...data])).toMatchObject({ exitCode: 2, err: expect.stringContaining('`./one.mql` is named twice') as string });
    expect(await mql(['score', 'one.mql', 'far.mql', ...data])).toMatchObject({ exitCode: 2, err: expect.stringContaining('is another instant in the time zone of each definition') as string });
  });
});

describe('--explain-to', () => {
  test('has a row for each lead and rule that paid', async () => {
    writeAll();
    expect((await mql(['score', 'one.mql', ...data, '--explain-to', 'why.csv'])).exitCode).toBe(0);
    expect(read('why.csv')).toBe([
      'id,section,label,line,points', '1,fit,employees 50..99 +20.5 | 100.. +30,1,30', '1,fit,country US +10,1,10', '1,intent,Webinars,2,14.5',
      '"3,x",fit,employees 50..99 +20.5 | 100.. +30,1,20.5', '"3,x",fit,country US +10,1,10', '4,fit,employees 50..99 +20.5 | 100.. +30,1,30', '',
    ].join('\n'));
  });

  test.each([
    ['the name says no format', ['--explain-to', 'why.txt'], 'nothing says how `why.txt` is to be written'],
    ['it is the file of results', ['-o', 'a.csv', '--explain-to', 'a.csv'], 'results and explanations cannot both go to `a.csv`'],
    ['it is an input', ['--explain-to', './e.csv'], '`./e.csv` is an input'],
  ])('is refused where %s', async (_what, args, message) => {
    writeAll();
    const { exitCode, err } = await mql(['score', 'one.mql', ...data, ...args]);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(message) as string });
    expect(readdirSync(folder()).sort()).toEqual(['e.csv', 'l.csv', 'one.mql', 'two.mql']);
  });
});

describe('--engine and --memory', () => {
  test('the engine changes nothing', async () => {
    writeAll();
    const results = await Promise.all(['duckdb', 'js'].map((engine) => mql(['score', 'one.mql', ...data, '--engine', engine])));
    expect(results[0]).toEqual(results[1]);
  });

  test('neither does the memory', async () => {
    writeAll();
    expect((await mql(['score', 'one.mql', ...data, '--format', 'csv', '--memory', '600MB'])).out).toBe((await mql(['score', 'one.mql', ...data, '--format', 'csv'])).out);
  });

  test.each([
    [['--engine', 'oracle'], 'there is no engine `oracle`'],
    [['--memory', '1'], 'It should be a size such as 1GB or 800MB.'],
    [['--memory', '10MB'], 'It takes 512MiB at least.'],
  ])('%s is refused', async (args, message) => {
    writeAll();
    expect(await mql(['score', 'one.mql', ...data, ...args])).toMatchObject({ exitCode: 2, err: expect.stringContaining(message) as string });
  });
});

describe('mql diff on data', () => {
  test('comes to the same by SQL and lead by lead', async () => {
    writeAll();
    for (const by of [[], ['--by', 'region'], ['--by', 'employees']]) {
      const args = ['diff', 'one.mql', 'two.mql', ...data, '--no-proof', '--format', 'json', ...by];
      const bySql = await mql(args);
      expect(bySql).toEqual(await mql([...args, '--engine', 'js']));
      expect(JSON.parse(bySql.out)).toMatchObject([{ effect: { leads: 4, outcomesChanged: 1, flips: [{ id: '3,x', gained: false, causes: [
        'fit: `employees 50..99 +10 | 100.. +30` pays +10 instead of +20.5', 'fit: `country US +5` pays +5 instead of +10'] }] } }]);
    }
  });

  test('counts dates by their day, whatever the time, and durations as they are written', async () => {
    write('one.mql', 'definition "x":\n  timezone "America/New_York"\nvocabulary:\n  lead wait duration\nfit: country US +10\nmql when score > 5\n');
    write('two.mql', 'definition "x":\n  timezone "America/New_York"\nvocabulary:\n  lead wait duration\nfit: country DE +10\nmql when score > 5\n');
    write('l.csv', 'id,country,created,wait\n1,US,2026-01-01T04:00Z,90\n2,DE,2025-12-31T12:00Z,60\n3,US,,60\n');
    const of = async (by: string): Promise<unknown> => {
      const { out } = await mql(['diff', 'one.mql', 'two.mql', '--leads', 'l.csv', '--now', '2026-01-02', '--no-proof', '--format', 'json', '--by', by]);
      return (JSON.parse(out) as { effect: { by: unknown; groups: unknown } }[]).map(({ effect }) => [effect.by, effect.groups]);
    };
    expect(await of('Created')).toEqual([[{ field: 'created', stage: 'mql' }, [
      { value: '2025-12-31', leads: 2, gained: 1, lost: 1 }, { value: '(missing)', leads: 1, gained: 0, lost: 1 }]]]);
    expect(await of('wait')).toEqual([[{ field: 'wait', stage: 'mql' }, [
      { value: '1min', leads: 2, gained: 1, lost: 1 }, { value: '90s', leads: 1, gained: 0, lost: 1 }]]]);
  });

  test('does not compare what one version cannot read', async () => {
    writeAll();
    write('l.csv', `${leads}5,many,US,W\n`);
    const { exitCode, err } = await mql(['diff', 'one.mql', 'two.mql', ...data, '--no-proof']);
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('1 row of the data cannot be read, so the two versions cannot be compared on it') as string });
  });
});

describe('a signal in the middle of the work leaves nothing', () => {
  const asked = ['score', 'one.mql', '--leads', 'leads.sql', '--now', '2026-01-02'];
  const columns = "i::varchar as id, 120 as employees, 'US' as country from range";
  /** The query would go on for years, and answers no row. */
  const endless = `select ${columns}(1000000000000000) t(i) where hash(i) = 0`;

  async function interrupted(signal: NodeJS.Signals, args: readonly string[], isTime: () => boolean): Promise<Outcome> {
    return mql(args, {
      during: (child) => {
        const waiting = setInterval(() => {
          if (!isTime()) return;
          clearInterval(waiting);
          child.kill(signal);
        }, 2);
        child.on('exit', () => clearInterval(waiting));
      },
    });
  }

  const ownFiles = (): readonly string[] => readdirSync(temporaryFolder()).filter((name) => name.startsWith('mql-') || name.startsWith('.mql-'));

  test.each(['SIGINT', 'SIGTERM'] as const)('%s while data is read', async (signal) => {
    writeAll();
    write('leads.sql', endless);
    const { exitCode, out, err } = await interrupted(signal, [...asked, '-o', 'out.csv', '--explain-to', 'why.csv'], () => ownFiles().length > 0);
    expect({ exitCode, out, err }).toEqual({ exitCode: signal === 'SIGINT' ? 130 : 143, out: '', err: '' });
    expect(readdirSync(folder()).sort()).toEqual(['e.csv', 'l.csv', 'leads.sql', 'one.mql', 'two.mql']);
    expect(ownFiles()).toEqual([]);
  });

  test.each(['out.csv', 'out.parquet', undefined])('while results are written to %s', async (output) => {
    writeAll();
    write('leads.sql', `select ${columns}(400000) t(i)`);
    const hasBytes = (place: string): boolean => readdirSync(place)
      .some((name) => /^\.(out|mql-)/.test(name) && existsSync(join(place, name)) && (statSync(join(place, name), { throwIfNoEntry: false })?.size ?? 0) > 0);
    const { exitCode, out, err } = await interrupted(
      'SIGINT', [...asked, ...(output === undefined ? ['--format', 'jsonl'] : ['-o', output])], () => hasBytes(output === undefined ? temporaryFolder() : folder()),
    );
    expect({ exitCode, out, err }).toEqual({ exitCode: 130, out: '', err: '' });
    expect(readdirSync(folder()).sort()).toEqual(['e.csv', 'l.csv', 'leads.sql', 'one.mql', 'two.mql']);
    expect(ownFiles()).toEqual([]);
  });
});
