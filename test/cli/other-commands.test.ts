import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commandLine } from './command-line.ts';

const { mql, write, read, folder } = commandLine();

const definition = `fit: employees 50..500 +25; require country known
intent: webinar "Pipe*" +10 as "The webinar"
mql when score > 30
`.replace('country known', 'country is known');

describe('mql explain', () => {
  const leads = 'id,employees,country\n1,120,US\n2,x,US\n';
  const events = 'lead_id,type,at,title\n1,webinar,2026-01-01,Pipeline\n2,webinar,,x\n';
  const explain = ['explain', 'a.mql', '--leads', 'l.csv', '--events', 'e.csv', '--now', '2026-01-02', '--id'];

  function writeAll(): void {
    write('a.mql', definition);
    write('l.csv', leads);
    write('e.csv', events);
  }

  test('says what earned what; faults of other leads do not matter', async () => {
    writeAll();
    const { exitCode, out, err } = await mql([...explain, '1']);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toContain('Lead 1: score 35\n');
    expect(out).toMatch(/\+10 {2}The webinar +a\.mql:2\n +\+10 {2}2026-01-01T00:00:00\.000Z {2}webinar\n/);
  });

  test('as JSON', async () => {
    writeAll();
    const explanation = JSON.parse((await mql([...explain, '1', '--format', 'json'])).out) as { score: number; items: { label: string; points?: number }[] };
    expect(explanation.score).toBe(35);
    expect(explanation.items.map(({ label, points }) => [label, points])).toEqual([
      ['require country is known', undefined], ['employees 50..500 +25', 25], ['The webinar', 10], ['mql', undefined],
    ]);
  });

  test('a lead that cannot be read, and one that is not there', async () => {
    writeAll();
    const bad = await mql([...explain, '2']);
    expect(bad).toMatchObject({ exitCode: 1, out: '' });
    expect(bad.err).toContain('l.csv:3 error MQL3001');
    expect(bad.err).toContain('e.csv:3 error MQL3006');
    expect(await mql([...explain, '7'])).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining('no lead has the id `7`') as string });
  });
});

describe('mql compile', () => {
  test('--to js: a module without imports, and its types beside it', async () => {
    write('a.mql', definition);
    expect(await mql(['compile', 'a.mql', '--to', 'js', '-o', 'a.mjs'])).toMatchObject({ exitCode: 0, out: '', err: '' });
    expect(read('a.mjs')).not.toMatch(/^import /m);
    expect(read('a.d.mts')).toContain('export');
    const module = (await import(pathToFileURL(join(folder(), 'a.mjs')).href)) as { score: (lead: object, events: object[], now: number) => { score: number } };
    expect(module.score({ id: '1', employees: 100, country: 'US' }, [{ type: 'webinar', at: 5, title: 'pipeline' }], 10).score).toBe(35);
  });

  test('--to json is the plan, the same as --emit plan', async () => {
    write('a.mql', definition);
    const { out } = await mql(['compile', 'a.mql', '--to', 'json']);
    expect(JSON.parse(out)).toMatchObject({ formatVersion: 1, path: 'a.mql', timezone: 'UTC' });
    expect((await mql(['compile', 'a.mql', '--emit', 'plan'])).out).toBe(out);
  });

  test('--emit shows each stage', async () => {
    write('a.mql', definition);
    expect((await mql(['compile', 'a.mql', '--emit', 'tokens'])).out.split('\n').slice(0, 3)).toEqual(['1:1\tWord\t"fit"', '1:4\tColon\t":"', '1:6\tWord\t"employees"']);
    expect(JSON.parse((await mql(['compile', 'a.mql', '--emit', 'tree'])).out)).toMatchObject({ kind: 'file', span: '1:1-4:1', file: 'a.mql' });
    expect(JSON.parse((await mql(['compile', 'a.mql', '--emit', 'checked'])).out)).toMatchObject({ timezone: 'UTC', scores: [{ name: 'fit' }, { name: 'intent' }] });
  });

  test('a definition with an error makes no file, and what was there stays', async () => {
    write('a.mql', 'fit: employes 5 +1\nmql when score > 0\n');
    write('a.js', 'what was there');
    expect(await mql(['compile', 'a.mql', '--to', 'js', '-o', 'a.js'])).toMatchObject({ exitCode: 1, out: '' });
    expect(read('a.js')).toBe('what was there');
    expect(readdirSync(folder()).sort()).toEqual(['a.js', 'a.mql']);
  });
});

describe('mql test', () => {
  const tests = `use "a.mql"
test "in": given employees 100, country US; given webinar "Pipeline" 1d ago; expect mql, score 35
test "out": given employees 100, country US; expect not mql
`;
  const failing = `${tests}test "wrong <&>": given employees 100, country US; expect mql, fit 20\n`;

  function writeAll(text: string): void {
    write('a.mql', definition);
    write('t.mql', text);
  }

  test('tests that pass', async () => {
    writeAll(tests);
    expect(await mql(['test', 't.mql'])).toMatchObject({ exitCode: 0, err: '', out: 't.mql\n  ok    in\n  ok    out\n\n2 tests: all pass\n' });
  });

  test('a test that fails says where, what was expected, and what came', async () => {
    writeAll(failing);
    const { exitCode, out } = await mql(['test', 't.mql']);
    expect(exitCode).toBe(1);
    expect(out).toContain('  FAIL  wrong <&>\n        t.mql:4:59 expected mql, got not mql\n');
    expect(out).toContain('t.mql:4:64 expected fit 20, got fit 25\n');
    const [line, carets] = out.split('\n').slice(-6, -4);
    expect(carets!.indexOf('^^^^^^')).toBe(line!.indexOf('fit 20'));
    expect(out).toContain('3 tests: 1 fails, 2 pass\n');
  });

  test('as JSON, with ranges as in LSP', async () => {
    writeAll(failing);
    expect(JSON.parse((await mql(['test', '--format', 'json', 't.mql'])).out)).toMatchObject({
      passed: 2, failed: 1, tests: [{ title: 'in', passed: true }, { title: 'out' }, { title: 'wrong <&>', failures: [{ expected: 'mql', found: 'not mql', range: { start: { line: 3, character: 58 } } }, {}] }],
    });
  });

  test('as JUnit', async () => {
    writeAll(failing);
    const { out } = await mql(['test', '--format', 'junit', 't.mql']);
    expect(out).toContain('<testsuites name="mql" tests="3" failures="1" errors="0">');
    expect(out).toContain('<testcase name="wrong &lt;&amp;&gt;" classname="t.mql" file="t.mql" line="4">');
    expect(out).toContain('<failure message="expected mql, got not mql; expected fit 20, got fit 25">');
  });

  const claims = `use "a.mql"
test "in": given employees 100, country US; given webinar "Pipeline" 1d ago; expect mql
claim "has a <country>":
  mql implies country is known
  never mql and excluded
claim "only US":
  never mql and country GB
`;

  test('claims are proved, or broken by a lead, which is a failure', async () => {
    writeAll(claims);
    const { exitCode, out, err } = await mql(['test', 't.mql']);
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: '' });
    expect(out).toContain('t.mql\n  ok    in\n  ok    has a <country> (proved)\n  FAIL  only US\n        t.mql:7:3 never mql and country GB is broken by this lead\n');
    expect(out).toMatch(/ {10}given country GB.*\n( {10}given .*\n)* {10}which comes out as score \d+, qualified, mql\n/);
    expect(out).toContain('\n1 test and 2 claims: 1 fails, 2 pass\n');

    const json = JSON.parse((await mql(['test', '--format', 'json', 't.mql'])).out) as { claims: unknown };
    expect(json).toMatchObject({
      passed: 2, failed: 1, undecided: 0, tests: [{ title: 'in' }],
      claims: [
        { title: 'has a <country>', outcome: 'proved', statements: [{ claim: 'mql implies country is known', answer: 'proved', witness: null }, { answer: 'proved' }] },
        { title: 'only US', outcome: 'broken', range: { start: { line: 5, character: 0 } }, statements: [{ answer: 'broken', witness: { lead: { country: 'GB' } } }] },
      ],
    });

    const junit = (await mql(['test', '--format', 'junit', 't.mql'])).out;
    expect(junit).toContain('<testsuites name="mql" tests="3" failures="1" errors="0">');
    expect(junit).toContain('<testcase name="has a &lt;country&gt;" classname="t.mql" file="t.mql" line="3"/>');
    expect(junit).toContain('<failure message="never mql and country GB: broken">t.mql:7:3 never mql and country GB is broken by this lead\n  given country GB');
  });

  test('a claim that is not decided in the time is neither passed nor failed, and ends with 1', async () => {
    writeAll('use "a.mql"\nclaim "later": never mql\n');
    const { exitCode, out, err } = await mql(['test', '--timeout', '0.000001', 't.mql']);
    expect(exitCode).toBe(1);
    expect(out).toContain('t.mql\n  OPEN  later\n        t.mql:2:16 never mql is not decided: the time ran out\n');
    expect(out).toContain('\n1 claim: 1 not decided, 0 pass\n');
    expect(err).toContain('a claim that is not decided counts as failed');
    expect((await mql(['test', '--timeout', '0.000001', '--format', 'junit', 't.mql'])).out).toContain('<error message="never mql: not decided">');
  });

  test('--coverage says what was never tried, --min makes that fail; files of one definition add up', async () => {
    writeAll('use "a.mql"\ntest "in": given employees 100, country US; given webinar "Pipeline" 1d ago; expect mql\n');
    const { exitCode, out } = await mql(['test', '--coverage', 't.mql']);
    expect(exitCode).toBe(0);
    expect(out).toContain('a.mql: 50% covered, 0 of 4 items wholly\n');
    expect(out).toContain('  a.mql:1:29 never failed: requirement of fit `require country is known`\n');
    const strict = await mql(['test', '--min', '60', 't.mql']);
    expect(strict).toMatchObject({ exitCode: 1, err: '`a.mql` is covered to 50%, less than 60%\n' });
    write('more.mql', 'use "a.mql"\ntest "none": given employees 1; expect not mql\n');
    expect((await mql(['test', '--min', '100', 't.mql', 'more.mql'])).exitCode).toBe(0);
    const otherwise = await mql(['test', '--min', '100', './a.mql', './t.mql', join(folder(), 'more.mql')]);
    expect(otherwise).toMatchObject({ exitCode: 0, out: expect.stringMatching(/(?<!covered[\s\S]*)\.\/a\.mql: 100% covered(?![\s\S]*covered)/) as string });
  });

  test('standard input is named as in every other message', async () => {
    expect((await mql(['test', '-'], { input: 'fit: employees 5..\nmql when qualified\ntest "in":\n  given employees 6\n  expect mql\n' })).out).toMatch(/^<stdin>\n/);
  });

  test('a file with an error says so, and fails', async () => {
    writeAll('use "a.mql"\ntest "in": given employes 100; expect mql\n');
    const { exitCode, err } = await mql(['test', 't.mql']);
    expect(exitCode).toBe(1);
    expect(err).toContain('t.mql:2:18 error');
    expect(err).toContain('the tests of `t.mql` cannot run: 1 error');
  });

  test('a file without tests says so', async () => {
    write('a.mql', definition);
    expect(await mql(['test', 'a.mql'])).toMatchObject({ exitCode: 0, err: expect.stringContaining('there are no tests') as string });
  });

  test('--watch runs again when a used file changes', async () => {
    writeAll(tests);
    const { out, signal, exitCode } = await mql(['test', '--watch', 't.mql'], {
      during: (child) => {
        let seen = '';
        child.stdout.on('data', (chunk: Buffer) => {
          seen += String(chunk);
          if (seen.endsWith('1 fails, 1 passes\n')) child.kill('SIGINT');
        });
        child.stderr.once('data', () => writeFileSync(join(folder(), 'a.mql'), definition.replace('+25', '+24')));
      },
    });
    expect({ signal, exitCode }).toEqual({ signal: null, exitCode: 130 });
    expect(out).toContain('2 tests: all pass\n');
    expect(out).toContain('expected score 35, got score 34');
  });
});

describe('mql fmt', () => {
  const ragged = 'FIT:\n employees   50..500 +10;   country us +5 # home\nmql WHEN score>5';
  const formatted = 'FIT:\n  employees 50..500 +10\n  country us +5 # home\n\nmql when score > 5\n';

  test('formats in place, and names what it changed', async () => {
    write('a.mql', ragged);
    write('b.mql', formatted);
    expect(await mql(['fmt', '--check', 'a.mql', 'b.mql'])).toMatchObject({ exitCode: 1, out: 'a.mql\n' });
    expect(read('a.mql')).toBe(ragged);
    expect(await mql(['fmt', 'a.mql', 'b.mql'])).toMatchObject({ exitCode: 0, out: 'a.mql\n', err: '2 files: 1 changed\n' });
    expect(read('a.mql')).toBe(formatted);
    expect(await mql(['fmt', '--check', 'a.mql', 'b.mql'])).toMatchObject({ exitCode: 0, out: '' });
  });

  test('prints standard input formatted', async () => {
    expect(await mql(['fmt', '-'], { input: ragged })).toMatchObject({ exitCode: 0, out: formatted, err: '' });
  });

  test('leaves a file with a mistake as it is', async () => {
    const broken = 'fit: employees 50-500 +10\n';
    write('a.mql', broken);
    const { exitCode, out, err } = await mql(['fmt', 'a.mql']);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toContain('`a.mql` is left as it is');
    expect(read('a.mql')).toBe(broken);
    expect(await mql(['fmt', '-'], { input: broken })).toMatchObject({ exitCode: 1, out: broken });
  });
});

describe('mql init', () => {
  test('makes a project whose every part works', async () => {
    expect(await mql(['init', 'crm'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('crm/scoring.mql\n') as string });
    expect(await mql(['check', '--strict', 'crm/scoring.mql', 'crm/tests.mql'])).toMatchObject({ exitCode: 0, out: '' });
    expect(await mql(['test', '--min', '90', 'crm/tests.mql'])).toMatchObject({ exitCode: 0 });
    const scored = await mql(['score', 'crm/scoring.mql']);
    expect(scored.exitCode).toBe(0);
    expect(scored.err).toBe('6 leads scored with 13 events, as of 2026-01-01T00:00:00.000Z: mql 3 (50.0%)\n');
  });

  test('overwrites nothing', async () => {
    write('crm/tests.mql', 'mine');
    const { exitCode, err } = await mql(['init', 'crm']);
    expect(exitCode).toBe(2);
    expect(err).toContain('`crm` already holds `tests.mql`');
    expect(existsSync(join(folder(), 'crm', 'scoring.mql'))).toBe(false);
  });

  test('leaves what a repository has already', async () => {
    write('package.json', '{}');
    expect(await mql(['init'])).toMatchObject({ exitCode: 0, err: expect.stringContaining('`package.json` is there already') as string });
    expect(read('package.json')).toBe('{}');
    expect(existsSync(join(folder(), 'scoring.mql'))).toBe(true);
  });

  test('a folder that cannot be made', async () => {
    write('file', '');
    expect(await mql(['init', 'file/crm'])).toMatchObject({ exitCode: 2, err: expect.stringContaining('cannot write') as string });
  });
});

describe('mql prove', () => {
  test('a claim is proved, or broken by a lead', async () => {
    write('a.mql', definition);
    const proved = await mql(['prove', 'a.mql', 'mql implies country is known']);
    expect(proved).toMatchObject({ exitCode: 0, err: '', out: 'proved: mql implies country is known, for every lead that could exist\n' });
    const broken = await mql(['prove', 'a.mql', 'score <= 30']);
    expect(broken).toMatchObject({ exitCode: 1, err: '' });
    expect(broken.out).toMatch(/^broken: score <= 30\n {2}by this lead:\n( {4}given .*\n)+ {2}which comes out as score \d+, (not )?qualified/);
  });

  test('what is no claim is an error that shows one', async () => {
    write('a.mql', definition);
    const { exitCode, out, err } = await mql(['prove', 'a.mql', 'no lead with title student is ever mql']);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toContain('such as `mql implies country US` or `never score > 100`');
  });

  test('that two definitions are the same', async () => {
    write('a.mql', definition);
    write('b.mql', definition.replace('employees 50..500 +25', '(employees 50..200 or employees 200..500) +25'));
    write('c.mql', definition.replace('+25', '+26'));
    expect(await mql(['prove', 'a.mql', 'same as "b.mql"'])).toMatchObject({ exitCode: 0, out: 'proved: `a.mql` is the same as `b.mql`: the same result for every lead that could exist\n' });
    const { exitCode, out } = await mql(['prove', 'a.mql', 'same as c.mql']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^broken: `a\.mql` is the same as `c\.mql`\n {2}by this lead:\n {4}given employees \d+\n {2}which comes out as score 25, not qualified in `a\.mql`\n {2}and as score 26, not qualified in `c\.mql`\n$/);
  });
});
