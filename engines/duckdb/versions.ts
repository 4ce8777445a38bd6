/** Several definitions over the same data, scored in one pass and walked through side by side. */
import type { Definition } from '../../compiler/check/checked.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Result } from '../../runtime/result.ts';
import type { Schema } from '../../runtime/schema.ts';
import type { Lead } from '../../runtime/typed-data.ts';
import { DataProblem } from '../data-problem.ts';
import { readResult, type Cell } from '../sql/read-result.ts';
import { loadData, type DataSource } from './load-data.ts';
import { readLoaded, type LeadWithEvents } from './open-data.ts';
import { checkData } from './sql/check-data.ts';
import { makeScoreTables } from './sql/score-tables.ts';

export interface Versions {
  /** Rows that one of the definitions cannot read. If there are any, nothing is scored. */
  readonly badRowCount: number;
  /** The results of each lead, in the order of the definitions; in the order of the leads, in batches. */
  results(): AsyncGenerator<readonly (readonly Result[])[]>;
  /** The first leads of which some stage differs between two definitions, each as both of them read it. */
  firstWithOtherStages(limit: number): Promise<ReadonlyMap<string, readonly LeadWithEvents[]>>;
  /** The leads alone, by another schema that asks for no more columns; in order, in batches. */
  leads(schema: Schema): AsyncGenerator<readonly Lead[]>;
  close(): Promise<void>;
}

/** Rejects with a `DataProblem` for data that cannot be read at all. @param alsoRead fields that no definition may ask for */
export async function openVersions(definitions: readonly Definition[], source: DataSource, now: number, alsoRead: readonly Schema[]): Promise<Versions> {
  const plans = definitions.map(makePlan);
  const progress = source.progress ?? (() => {});
  const data = await loadData([...plans.map(({ schema }) => schema), ...alsoRead], source);
  try {
    progress('looking for bad rows');
    const checked = await checkData(data, plans);
    progress('scoring');
    const tables = checked.badRowCount > 0 ? [] : await makeScoreTables(data, plans, checked, { now, withPoints: false });
    const from = [...new Set(tables.map((table) => table.from))].join(' POSITIONAL JOIN ');
    let readings = definitions.length;

    return {
      badRowCount: checked.badRowCount,
      async *results() {
        const columns = tables.flatMap((table) => [table.id, ...table.columns]);
        const result = await (await data.database.connect()).stream(`SELECT ${columns.join(', ')} FROM ${from}`);
        for await (const rows of result.yieldRowsJson()) {
          yield (rows as Cell[][]).map((row) => {
            const cells = row[Symbol.iterator]();
            return plans.map((plan) => readResult(plan, String(cells.next().value), cells));
          });
        }
      },
      async firstWithOtherStages(limit) {
        const stages = new Set(plans.flatMap((plan) => plan.stages.map(({ name }) => name)));
        const differs = [...stages].map((name) => {
          const held = tables.map((table) => table.column({ kind: 'stage', name }) ?? 'false');
          return held.slice(1).map((each) => `${held[0]!} <> ${each}`).join(' OR ');
        });
        const query = `SELECT ${tables[0]!.id} FROM ${from} WHERE ${differs.join(' OR ')} LIMIT ${limit}`;
        const ids = (await data.database.connection.runAndReadAll(query)).getRows().map(([id]) => String(id));
        const found = new Map<string, LeadWithEvents[]>(ids.map((id) => [id, []]));
        if (ids.length === 0) return found;
        for (const [definition, { schema }] of plans.entries()) {
          const reading = await readLoaded(data, schema, { progress, definition });
          for await (const batch of reading.leads({ ids })) for (const each of batch) found.get(each.lead.id)!.push(each);
        }
        return found;
      },
      async *leads(schema) {
        const reading = await readLoaded({ ...data, events: undefined }, schema, { progress, definition: readings++ });
        for await (const batch of reading.leads()) {
          if (reading.badRowCount > 0) throw new DataProblem('input', 'a column that leads are counted by has values that cannot be read', '`mql score` with a rule that asks for it shows which');
          yield batch.map(({ lead }) => lead);
        }
      },
      close: () => data.database.close(),
    };
  } catch (problem) {
    await data.database.close();
    throw problem;
  }
}
