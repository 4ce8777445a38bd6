/** The engines whose code is `compiler/emit/sql`, as mutants are tried with them. */
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '../../compiler/emit/sql/dialect.ts';
import { duckdb } from '../../compiler/emit/sql/duckdb.ts';
import { emitBadEvents, emitBadLeads } from '../../compiler/emit/sql/emit-data-check.ts';
import { postgres } from '../../compiler/emit/sql/postgres.ts';
import type { Relation } from '../../compiler/emit/sql/source.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { typedTable } from '../differential/typed-columns.ts';
import { openDuckdb } from '../duckdb-evaluator.ts';
import type { Evaluation, Evaluator } from '../evaluator.ts';
import { openPostgres } from '../postgres-evaluator.ts';
import { evaluateTables, queriesOfGoodRows, relationOfRows, rowNumber, sqlEvaluator, type TestDatabase } from '../sql-evaluator.ts';
import { loadTyped } from '../typed-duckdb-evaluator.ts';
import type { TypedDatabase } from '../typed-evaluator.ts';
import type { TypedForm, TypedTable } from '../typed-tables.ts';
import { knownTexts } from './known-texts.ts';

/** Whether none of the texts is another one than without the mutant. */
export function areKnown(texts: readonly unknown[]): boolean {
  const hash = createHash('sha256').update(JSON.stringify([knownTexts.test, texts])).digest('base64url').slice(0, 22);
  if (knownTexts.isLearning) knownTexts.hashes.add(hash);
  if (knownTexts.isTrusted && knownTexts.hashes.has(hash)) return true;
  knownTexts.asked += 1;
  return false;
}

/** Tests load their tables by means of the code that is changed. */
async function unchanged<Result>(work: () => Promise<Result>): Promise<Result> {
  const world = globalThis as unknown as { __mutant: (id: number) => boolean };
  const before = world.__mutant;
  world.__mutant = () => false;
  try {
    return await work();
  } finally {
    world.__mutant = before;
  }
}

async function loadingUnchanged(open: () => Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await unchanged(open);
  return { ...database, load: (table, columns, rows) => unchanged(() => database.load(table, columns, rows)) };
}

/** All that is emitted of the tables, if the bad rows are found that there are; what comes of it is what the reference says, if all of it is known. */
async function evaluateKnown(dialect: Dialect, plan: Plan, leads: Relation, events: Relation, expected: Evaluation, now: number, evaluate: () => Promise<Evaluation>): Promise<Evaluation> {
  const { reportText, scored, paid } = queriesOfGoodRows(dialect, plan, leads, events, expected.badRows, now);
  return areKnown([emitBadLeads(plan, dialect, leads), emitBadEvents(plan, dialect, events), reportText, scored, paid.text]) ? expected : evaluate();
}

function ofCells(name: string, dialect: Dialect, open: () => Promise<TestDatabase>): Evaluator {
  const evaluator = sqlEvaluator(name, () => loadingUnchanged(open));
  return {
    ...evaluator,
    evaluate: async (definition, data, now) => evaluateKnown(dialect, makePlan(definition), relationOfRows('raw_leads', data.leads), relationOfRows('raw_events', data.events),
      await referenceEvaluator.evaluate(definition, data, now), now, () => evaluator.evaluate(definition, data, now)),
  };
}

export const duckdbEvaluator: Evaluator = ofCells('duckdb', duckdb, openDuckdb);

/** In the server whose URL is in `MUTATION_POSTGRES`. A query that a mutant makes endless is an error. */
export const postgresEvaluator: Evaluator = ofCells('postgres', postgres, () => openPostgres(`${process.env['MUTATION_POSTGRES']!}?options=-c%20statement_timeout%3D20000`));

let folder: string | undefined;
let ofColumns: Promise<TestDatabase> | undefined;
/** Takes rows of a `typedCase`. */
export const typedEvaluator: Evaluator = {
  name: 'duckdb over typed columns',
  async evaluate(definition, data, now) {
    const plan = makePlan(definition);
    const typed = { leads: typedTable(plan, 'leads', data.leads, now), events: typedTable(plan, 'events', data.events, now) };
    const relationOf = (table: 'leads' | 'events'): Relation =>
      ({ from: { name: [`raw_${table}`] }, columns: typed[table].columns.map(({ name, type }) => ({ name, form: type.form })), rowNumber });
    const [leads, events] = [relationOf('leads'), relationOf('events')];
    return evaluateKnown(duckdb, plan, leads, events, await referenceEvaluator.evaluate(definition, data, now), now, async () => {
      const database = await (ofColumns ??= loadingUnchanged(openDuckdb));
      folder ??= mkdtempSync(join(tmpdir(), 'mql-mutants-'));
      for (const table of ['leads', 'events'] as const) await unchanged(() => loadTyped(database, folder!, `raw_${table}`, typed[table], now));
      return evaluateTables(database, plan, leads, events, data, now);
    });
  },
  close: () => Promise.resolve(),
};

let ofGoodRows: Promise<TestDatabase> | undefined;
export const typedDatabase: TypedDatabase = {
  dialect: duckdb,
  async loadTyped(table, content) {
    const database = await (ofGoodRows ??= loadingUnchanged(openDuckdb));
    await unchanged(() => loadGood(database, table, content));
  },
  run: async (sql) => (await (ofGoodRows ??= loadingUnchanged(openDuckdb))).run(sql),
};

async function loadGood(database: TestDatabase, table: string, { columns, rows }: TypedTable): Promise<void> {
  const written = rows.map((row) => row.map((cell) => (cell === null ? null : typeof cell === 'object' ? JSON.stringify(cell) : String(cell))));
  await database.load('staged_texts', columns.map(({ name }) => name), written);
  const cast = columns.map(({ name, form }) => {
    const quoted = duckdb.quoted(name);
    return `cast(${typeof form === 'object' ? `from_json(${quoted}, '["VARCHAR"]')` : quoted} as ${typeOf(form)}) as ${quoted}`;
  });
  await database.run(`create or replace temp table ${table} as select ${[rowNumber, ...cast].join(', ')} from staged_texts`);
}

function typeOf(form: TypedForm): string {
  if (typeof form === 'object') return `${typeOf(form.listOf)}[]`;
  return { text: 'varchar', number: 'double', boolean: 'boolean' }[form];
}
