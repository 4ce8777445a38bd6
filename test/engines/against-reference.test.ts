/** Data that went through files and the database comes to what the reference makes of the same rows in memory, in JavaScript and in SQL. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { DataReport } from '../../engines/data-report.ts';
import { duckdbEngine } from '../../engines/duckdb/duckdb-engine.ts';
import { contributionsOf } from '../../engines/output/contribution.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { foldedSpelling } from '../../runtime/folded-spelling.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import type { BadRow, Evaluation } from '../evaluator.ts';
import { checkText } from '../check-text.ts';
import { readCases } from '../conformance/conformance-case.ts';
import { compiledModule } from '../javascript-evaluator.ts';
import { readAll, testFolder } from './folder.ts';
import { scoreFiles } from './score-files.ts';

const { write } = testFolder();
type Row = Readonly<Record<string, unknown>>;

interface Files {
  readonly leads: string;
  readonly events: string;
}

function writeFiles(definition: Definition, leads: readonly Row[], events: readonly Row[], format: 'jsonl' | 'csv'): Files {
  const { fields } = makePlan(definition).schema;
  const text = format === 'jsonl' ? jsonLines : csv;
  return {
    leads: write(`leads.${format}`, text(withColumns(leads, [['id'], ...fields.map(({ name, spellings }) => [name, ...spellings])]))),
    events: write(`events.${format}`, text(withColumns(events, [['lead_id'], ['type'], ['at']]))),
  };
}

/** Scores files lead by lead. */
async function evaluateFiles(definition: Definition, files: Files, now: number): Promise<Evaluation> {
  const module = compiledModule(definition);
  const read = await readAll(module.schema, files);
  return {
    results: read.leads.map((each) => module.score(each.lead, each.events, now)),
    explanations: read.leads.map((each) => module.explain(each.lead, each.events, now)),
    badRows: read.badRows.map(plainBadRow),
    report: plainReport(read.report),
  };
}

/** Scores files by SQL. What rules paid stands in place of explanations. */
async function evaluateBySql(definition: Definition, files: Files, now: number): Promise<object> {
  const scored = await scoreFiles(duckdbEngine, { ...files, definitions: [{ name: 'a.mql', definition }], now, format: 'jsonl' });
  return {
    results: linesOf(scored.results), paid: linesOf(scored.contributions), badRows: scored.badRows.map(plainBadRow), report: plainReport(scored.definitions[0]!.report),
  };
}

function linesOf(file: Buffer): unknown[] {
  return file.toString().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
}

function plainBadRow({ table, row, column, value, reason }: BadRow): BadRow {
  return { table, row, column, value, reason };
}

function plainReport({ unknownEventTypes, duplicateEvents, eventsWithoutLead, unknownSpellings, earlyTimes }: DataReport): Evaluation['report'] {
  return {
    unknownEventTypes: Object.fromEntries(unknownEventTypes), duplicateEvents, eventsWithoutLead, unknownSpellings: Object.fromEntries(unknownSpellings),
    earlyTimes: Object.fromEntries(earlyTimes),
  };
}

/** What is read lead by lead, and with `bySql` what SQL makes of it, comes to the same as the reference. */
async function expectAgreement(
  definition: Definition, leads: readonly Row[], events: readonly Row[], now: number, { format, bySql }: { readonly format: 'jsonl' | 'csv'; readonly bySql: boolean },
): Promise<void> {
  const expected = await referenceEvaluator.evaluate(definition, { leads, events }, now);
  const files = writeFiles(definition, leads, events, format);
  expect(comparable(await evaluateFiles(definition, files, now))).toEqual(comparable(expected));
  if (!bySql) return;
  const { explanations, ...rest } = expected;
  const paid = explanations!.flatMap((explanation) => contributionsOf('', explanation)).map(({ definition: _definition, ...each }) => each);
  expect(comparable(await evaluateBySql(definition, files, now) as Evaluation)).toEqual(comparable({ ...rest, paid } as unknown as Evaluation));
}

function jsonLines(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function csv(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const names = columns.length > 0 ? columns : ['lead_id', 'type', 'at'];
  const line = (cells: readonly unknown[]): string => `${cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',')}\n`;
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map(line).join('');
}

/** As cells of CSV hold them; `undefined` where a cell cannot. */
function asTexts(rows: readonly Row[]): readonly Row[] | undefined {
  if (rows.some((row) => Object.values(row).some((value) => typeof value === 'object' && value !== null))) return undefined;
  const folded = (row: Row): string[] => Object.keys(row).map(foldedSpelling);
  const spellings = new Set(rows.flatMap((row) => Object.keys(row)));
  // A column has one name in a file of CSV.
  if (new Set([...spellings].map(foldedSpelling)).size < spellings.size || rows.some((row) => new Set(folded(row)).size < folded(row).length)) return undefined;
  return rows.map((row) => Object.fromEntries([...spellings].map((name) => [name, row[name] === undefined || row[name] === null ? '' : String(row[name])])));
}

/** Files must have a column for all that the definition reads; here it may be missing from every row. */
function withColumns(rows: readonly Row[], columns: readonly (readonly string[])[]): readonly Row[] {
  const there = new Set(rows.flatMap((row) => Object.keys(row).map(foldedSpelling)));
  const lacking = columns.filter((spellings) => !spellings.some((spelling) => there.has(foldedSpelling(spelling)))).map(([name]) => [name!, null]);
  return rows.map((row, index) => (index === 0 ? { ...row, ...(Object.fromEntries(lacking) as Row) } : row));
}

/** A column that rows spell in several ways is named by one of them. */
function comparable({ badRows, ...rest }: Evaluation): object {
  return { ...rest, badRows: badRows.map((bad: BadRow) => ({ ...bad, column: foldedSpelling(bad.column) })) };
}

const folder = new URL('../conformance/cases/', import.meta.url);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort()) {
  const cases = readCases(file, readFileSync(new URL(file, folder), 'utf8')).filter(({ leads, events }) => leads.length + events.length > 0);
  describe.runIf(cases.length > 0)(file, () => {
    test.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, { definition: text, files, leads, events, now }) => {
      const { definition } = checkText(text, files);
      if (definition === undefined) throw new Error('a case with data has a definition without errors');
      const [leadTexts, eventTexts] = [asTexts(leads), asTexts(events)];
      const areTexts = leadTexts !== undefined && eventTexts !== undefined;
      // JSON is put through SQL by the conformance cases themselves; of what CSV can hold, only its reading is tried here.
      await expectAgreement(definition, leads, events, now, { format: 'jsonl', bySql: !areTexts });
      if (areTexts) await expectAgreement(definition, leadTexts, eventTexts, now, { format: 'csv', bySql: true });
    });
  });
}
