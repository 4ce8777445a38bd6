/**
 * `mql score --engine spark`: the same answers as from DuckDB, to the last byte, by a Spark on this machine and by a cluster. Each run
 * starts a Spark of its own, and planning takes it long: definitions are small, and a run asks for much at once.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { commandLine, type Outcome, type RunOptions } from '../cli/command-line.ts';
import { javaOptions } from './java-options.ts';
import { pythonPath } from './python.ts';
import { sparkEnvironment, startConnectServer, startSpark, type SparkCluster, type SparkConnectServer } from './spark-cluster.ts';

// The limits end what hangs.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const { mql, write, read, folder, temporaryFolder } = commandLine();

const definition = `vocabulary:
  lead employees number
  lead tools list of text
  lead active boolean
  lead country country
  event visit (page url, price number, seconds duration)

fit:
  employees >= 50 +10
  tools has "crm" +5
  active +2.5
  country = "Germany" +1

intent (within 30d):
  visit where page.path = "/pricing" +20 once per day
  total visit.seconds > 5min +7
  visit where price > 100 +3

mql when score > 30
`;
/** As `--engine spark` finds them. */
const settingsOfSpark = (): Readonly<Record<string, string>> => ({
  'spark.master': 'local[1]', 'spark.driver.extraJavaOptions': javaOptions(), 'spark.executor.extraJavaOptions': javaOptions(),
  'spark.driver.host': '127.0.0.1', 'spark.driver.bindAddress': '127.0.0.1', 'spark.sql.shuffle.partitions': '1', 'spark.sql.adaptive.enabled': 'false',
  // Small data and large queries: compiling them to Java would take longer than running them.
  'spark.sql.codegen.wholeStage': 'false', 'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
});
const common = ['--now', '2026-01-01T00:00Z'];

let connection: DuckDBConnection;
let settings: string;
let environment: Record<string, string>;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  settings = mkdtempSync(join(tmpdir(), 'mql-spark-settings-'));
  writeFileSync(join(settings, 'spark-defaults.conf'), Object.entries(settingsOfSpark()).map(([name, value]) => `${name} ${value}\n`).join(''));
  const inherited = Object.fromEntries(Object.entries(sparkEnvironment()).filter(([name, value]) => /^(JAVA|SPARK)_/.test(name) && value !== undefined)) as Record<string, string>;
  environment = { ...inherited, PYSPARK_SUBMIT_ARGS: `--properties-file ${join(settings, 'spark-defaults.conf')} pyspark-shell`, PYSPARK_PYTHON: pythonPath() };
});
afterAll(() => {
  connection.closeSync();
  rmSync(settings, { recursive: true, force: true });
});

function onSpark(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return mql(args, { ...options, env: { ...environment, ...options.env } });
}

async function writeParquet(path: string, query: string): Promise<void> {
  mkdirSync(join(folder(), path, '..'), { recursive: true });
  await connection.run(`copy (${query}) to '${join(folder(), path)}' (format parquet)`);
}

const at = (text: string): string => `timestamptz '${text}'`;
const leadColumns = 'as rows(id, employees, tools, active, country)';
const eventColumns = 'as rows(lead_id, type, "at", properties, seconds, id)';

/** Part files, with rows that are bad in every way, ids that stand twice, and much that is noteworthy. */
async function writeParts(): Promise<void> {
  write('crm.mql', definition);
  write('other.mql', definition.replace('+10', '+11').replace('score > 30', 'score > 12'));
  await writeParquet('leads/part 1.parquet', `select * from (values (2, 60.0, ['CRM', 'mail'], true, 'DE'), (1, 49.5, null, false, 'Atlantis'), (10, 'NaN'::double, [], null, 'Germany')) ${leadColumns}`);
  await writeParquet('leads/part 2.parquet', `select * from (values (3, 1000.0, ['crm'], true, 'Utopia'), (1, 70.0, null, false, null), (4, 'inf'::double, null, null, '')) ${leadColumns}`);
  await writeParquet('events/a.parquet', `select * from (values
    (2, 'visit', ${at('2025-12-31 00:00:00Z')}, '{"page": "https://acme.com/pricing", "price": 120}', 301.5, 'a'),
    (2, 'Visit', ${at('2025-12-31 01:00:00+01')}, '{"page": "https://acme.com/pricing/"}', null, 'b'),
    (10, 'visit', ${at('2025-12-30 00:00:00Z')}, '{"page": "/pricing"}', 400, 'c'),
    (10, 'visit', ${at('2026-01-02 00:00:00Z')}, '{"page": "/pricing"}', 400, 'c')) ${eventColumns}`);
  await writeParquet('events/b.parquet', `select * from (values
    (3, 'visit', ${at('2025-12-31 00:00:00Z')}, '{"page": "https://acme.com/pricing", "price": "many"}', 301.5, 'd'),
    (3, 'visit', ${at('2025-12-31 00:00:00Z')}, '{"price": 130}', null, 'e'), (3, 'visit', ${at('2025-12-31 00:00:00Z')}, '{"price": 130.0}', null, 'e'),
    (99, 'visit', ${at('2025-12-31 00:00:00Z')}, 'no json', null, 'f'), (null, 'visit', ${at('2025-12-31 00:00:00Z')}, null, null, 'g'),
    (99, 'fax', ${at('2025-12-31 00:00:00Z')}, null, null, null), (99, 'visit', null, null, null, 'h'),
    (99, 'visit', ${at('2025-12-31 00:00:00Z')}, null, null, 'i')) ${eventColumns}`);
}

/** Nothing is left but what was there and what was asked for. */
function expectNoTraces(): void {
  expect(readdirSync(temporaryFolder())).toEqual([]);
  expect(readdirSync(folder()).filter((name) => name.startsWith('.') || name === 'spark-warehouse')).toEqual([]);
}

describe('a cluster', () => {
  let cluster: SparkCluster;
  beforeAll(async () => {
    cluster = await startSpark();
  });
  afterAll(() => cluster.close());

  test('two definitions over part files: results, what each rule paid, bad rows and report', async () => {
    await writeParts();
    const args = ['score', 'crm.mql', 'other.mql', '--leads', 'leads/*.parquet', '--events', 'events/*.parquet', ...common, '--format', 'jsonl', '--explain-to', 'why.csv', '--rejects', 'bad.jsonl'];
    const expected = { ...await mql(args), why: read('why.csv'), bad: read('bad.jsonl') };
    expect(await onSpark([...args, '--engine', cluster.url])).toMatchObject({ exitCode: 0, err: expected.err, out: expected.out });
    expect({ why: read('why.csv'), bad: read('bad.jsonl') }).toEqual({ why: expected.why, bad: expected.bad });
    // What is compared says something.
    expect(expected.bad.trimEnd().split('\n')).toHaveLength(9);
    expect(expected.out).toContain('"score":48.5');
    expect(expected.err).toContain('repeats an event');
    expectNoTraces();
  });

  test('Ctrl-C ends the job, and leaves nothing', async () => {
    write('crm.mql', definition);
    // It would go on for years, and answers no row.
    write('leads.sql', "select cast(id as string) as id, 1 as employees, array('x') as tools, true as active, 'DE' as country from range(1000000000000000) where hash(id) = 0 and hash(id + 1) = 0");
    const { exitCode, out, err } = await onSpark(['score', 'crm.mql', '--leads', 'leads.sql', ...common, '-o', 'out.csv', '--engine', cluster.url], {
      during: (child) => {
        const waiting = setInterval(() => {
          void runningExecutors(cluster).then((count) => {
            if (count === 0) return;
            clearInterval(waiting);
            child.kill('SIGINT');
          });
        }, 200);
        child.on('exit', () => clearInterval(waiting));
      },
    });
    expect({ exitCode, out, err }).toEqual({ exitCode: 130, out: '', err: '' });
    expect(readdirSync(folder()).sort()).toEqual(['crm.mql', 'leads.sql']);
    expectNoTraces();
    while ((await stateOf(cluster)).activeapps.length > 0);
  });
});

describe('a server of Spark Connect', () => {
  let server: SparkConnectServer;
  beforeAll(async () => {
    server = await startConnectServer(settingsOfSpark());
  });
  afterAll(() => server.close());

  test('part files, and tables of its catalogue: results, what each rule paid, bad rows and report', async () => {
    await writeParts();
    const args = ['score', 'crm.mql', ...common, '--format', 'jsonl', '--explain-to', 'why.csv', '--rejects', 'bad.jsonl'];
    // Paths are the server's.
    const files = ['--leads', join(folder(), 'leads/*.parquet'), '--events', join(folder(), 'events/*.parquet')];
    const expected = { ...await mql([...args, ...files]), why: read('why.csv'), bad: read('bad.jsonl') };
    expect(await onSpark([...args, ...files, '--engine', server.url])).toMatchObject({ exitCode: 0, err: expected.err, out: expected.out });
    expect({ why: read('why.csv'), bad: read('bad.jsonl') }).toEqual({ why: expected.why, bad: expected.bad });

    await onServer(server, `
spark.sql("create database crm")
spark.read.parquet("${folder()}/leads").write.saveAsTable("crm.leads")
spark.read.option("mergeSchema", "true").parquet("${folder()}/events").write.saveAsTable("crm.events")
`);
    const { exitCode, out } = await onSpark([...args, '--leads', 'crm.leads', '--events', 'crm.events', '--engine', server.url]);
    // Tables have no order of their own.
    expect({ exitCode, rows: out.split('\n').sort() }).toEqual({ exitCode: 0, rows: expected.out.split('\n').sort() });
    expect(read('bad.jsonl').trimEnd().split('\n')).toHaveLength(9);
    expect(await onSpark([...args, '--leads', 'crm.contacts', '--engine', server.url])).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('crm.contacts') as string });
    expectNoTraces();
  });
});

async function onServer({ url }: SparkConnectServer, program: string): Promise<void> {
  const text = `from pyspark.sql import SparkSession\nspark = SparkSession.builder.remote("${url}").getOrCreate()\n${program}`;
  await promisify(execFile)(pythonPath(), ['-c', text], { env: { ...process.env, ...environment } });
}

describe('this machine', () => {
  test('text columns, of other names, in one folder; Parquet out', async () => {
    write('crm.mql', definition.replace('vocabulary:', 'vocabulary:\n  missing "n/a"'));
    const leads = `select id as "Lead ID", employees, tools, active, country from (values ('b', '60', 'CRM; mail', 'yes', 'DE'), ('a', '49.5', null, 'no', 'France'), ('c', 'n/a', '', null, 'Germany')) ${leadColumns}`;
    const events = `select lead_id, type, "at", page, price, seconds from (values ('b', 'visit', '2025-12-31T00:00:00Z', '/pricing', '120', '301'), ('c', 'call', '2025-12-31', null, null, null), ('a', 'Visit', '1767139200000', null, '99.5', '4e2')) as rows(lead_id, type, "at", page, price, seconds)`;
    await writeParquet('leads/1.parquet', leads);
    await writeParquet('events/1.parquet', events);
    const args = ['score', 'crm.mql', ...common, '--lead-id', 'lead_id'];
    const expected = await mql([...args, '--leads', 'leads/1.parquet', '--events', 'events/1.parquet', '-o', 'duckdb.parquet']);
    // Where settings mostly stand; Java then reads all classes itself, which takes it long.
    const env = { SPARK_CONF_DIR: settings, PYSPARK_SUBMIT_ARGS: 'pyspark-shell' };
    const onFolder = await onSpark([...args, '--leads', 'leads', '--events', 'events/', '-o', 'spark.parquet', '--engine', 'spark'], { env });
    expect(onFolder).toEqual(expected);
    expect(expected.exitCode, expected.err).toBe(0);
    const rows = async (name: string) => (await connection.runAndReadAll(`select * from '${join(folder(), name)}'`)).getRowsJson();
    expect(await rows('spark.parquet')).toEqual(await rows('duckdb.parquet'));
    expectNoTraces();
  });

  test('a folder of part files, of definitions that read rows differently; what Spark has not written is not replaced', async () => {
    write('crm.mql', definition);
    write('tokyo.mql', `definition "far":\n  timezone "Asia/Tokyo"\n${definition.replace('+20 once', '+21 once')}`);
    await writeParquet('leads.parquet', `select * from (values (2, 60, ['crm'], true, 'DE'), (1, 49, null, false, 'FR'), (3, 70, null, null, null)) ${leadColumns}`);
    await writeParquet('events.parquet', `select lead_id, type, "at", page, price, seconds from (values
      (2, 'visit', timestamp '2025-12-30 20:00:00', '/pricing', 120, 3), (2, 'visit', timestamp '2025-12-31 04:00:00', '/pricing', null, null)) as rows(lead_id, type, "at", page, price, seconds)`);
    const args = ['score', 'crm.mql', 'tokyo.mql', '--leads', 'leads.parquet', '--events', 'events.parquet', ...common, '--explain-to', 'why.csv'];
    const expected = { ...await mql([...args, '-o', 'duckdb.parquet']), why: read('why.csv') };
    write('scores/part-0.parquet', 'of an earlier run');
    expect({ ...await onSpark([...args, '-o', 'scores/', '--engine', 'spark']), why: read('why.csv') }).toEqual(expected);
    const rows = async (name: string) => (await connection.runAndReadAll(`select * from '${join(folder(), name)}'`)).getRowsJson();
    expect(await rows('scores/*.parquet')).toEqual(await rows('duckdb.parquet'));
    expect(readdirSync(folder()).sort()).toEqual(['crm.mql', 'duckdb.parquet', 'events.parquet', 'leads.parquet', 'scores', 'tokyo.mql', 'why.csv']);
    write('scores/note.txt', 'mine');
    const refused = await onSpark([...args, '-o', 'scores/', '--engine', 'spark']);
    expect(refused).toMatchObject({ exitCode: 2, err: expect.stringContaining('`scores/` holds `note.txt`, which Spark has not written') as string });
    expect(read('scores/note.txt')).toBe('mine');
    expectNoTraces();
  });

  test('a query, in its order; its bad rows end the run', async () => {
    write('crm.mql', definition);
    write('leads.sql', "with given as (select * from (values ('b', '60'), ('a', 'many'), ('d', 'few'), ('c', '1')) as rows(id, employees))\nselect id, employees, null as tools, null as active, 'Nowhere' as country from given order by id desc; -- that is all\n");
    const args = ['score', 'crm.mql', '--leads', 'leads.sql', ...common];
    const [expected, expectedRest] = [await mql(args), await mql([...args, '--rejects', 'duckdb.csv', '--format', 'csv'])];
    const [outcome, rest] = await Promise.all([onSpark([...args, '--engine', 'local']), onSpark([...args, '--rejects', 'spark.csv', '--format', 'csv', '--engine', 'local'])]);
    expect(outcome).toEqual(expected);
    expect(rest).toEqual({ ...expectedRest, err: expectedRest.err.replace('duckdb.csv', 'spark.csv') });
    expect(read('spark.csv')).toBe(read('duckdb.csv'));
    expect([expected.exitCode, expected.err]).toEqual([1, expect.stringContaining('leads.sql, row 1')]);
    expectNoTraces();
  });

  test('what cannot be read is said', async () => {
    write('crm.mql', definition);
    write('wrong.sql', 'select * fro m leads');
    const [away, wrong] = await Promise.all(['away/*.parquet', 'wrong.sql'].map((leads) => onSpark(['score', 'crm.mql', '--leads', leads, ...common, '--engine', 'local'])));
    expect(away).toMatchObject({ exitCode: 2, out: '', err: expect.stringMatching(/`away\/\*\.parquet` cannot be read: Path does not exist: file:.*away/) as string });
    expect(wrong).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining("`wrong.sql` cannot be read: Syntax error at or near 'm'") as string });
    expectNoTraces();
  });
});

interface ClusterState {
  readonly activeapps: readonly { readonly id: string }[];
  readonly workers: readonly { readonly coresused: number }[];
}

async function stateOf({ page }: SparkCluster): Promise<ClusterState> {
  return await (await fetch(`${page}/json/`)).json() as ClusterState;
}

async function runningExecutors(cluster: SparkCluster): Promise<number> {
  return (await stateOf(cluster)).workers.filter(({ coresused }) => coresused > 0).length;
}
