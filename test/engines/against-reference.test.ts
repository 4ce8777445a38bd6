/** Data that went through files and the database comes to what the reference makes of the same rows in memory. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { foldedSpelling } from '../../runtime/folded-spelling.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import type { BadRow, Evaluation } from '../evaluator.ts';
import { checkText } from '../check-text.ts';
import { readCases } from '../conformance/conformance-case.ts';
import { compiledModule } from '../javascript-evaluator.ts';
import { readAll, testFolder } from './folder.ts';

const { write } = testFolder();
type Row = Readonly<Record<string, unknown>>;

/** Scores rows by way of files. */
async function evaluateFiles(definition: Definition, leads: readonly Row[], events: readonly Row[], now: number, format: 'jsonl' | 'csv'): Promise<Evaluation> {
  const module = compiledModule(definition);
  const { fields } = makePlan(definition).schema;
  const text = format === 'jsonl' ? jsonLines : csv;
  const read = await readAll(module.schema, {
    leads: write(`leads.${format}`, text(withColumns(leads, [['id'], ...fields.map(({ name, spellings }) => [name, ...spellings])]))),
    events: write(`events.${format}`, text(withColumns(events, [['lead_id'], ['type'], ['at']]))),
  });
  const { unknownEventTypes, duplicateEvents, eventsWithoutLead, unknownSpellings } = read.report;
  return {
    results: read.leads.map((each) => module.score(each.lead, each.events, now)),
    explanations: read.leads.map((each) => module.explain(each.lead, each.events, now)),
    badRows: read.badRows.map(({ table, row, column, value, reason }) => ({ table, row, column, value, reason })),
    report: { unknownEventTypes: Object.fromEntries(unknownEventTypes), duplicateEvents, eventsWithoutLead, unknownSpellings: Object.fromEntries(unknownSpellings) },
  };
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
      const expected = await referenceEvaluator.evaluate(definition, { leads, events }, now);
      expect(comparable(await evaluateFiles(definition, leads, events, now, 'jsonl'))).toEqual(comparable(expected));
      const [leadTexts, eventTexts] = [asTexts(leads), asTexts(events)];
      if (leadTexts === undefined || eventTexts === undefined) return;
      const expectedOfTexts = await referenceEvaluator.evaluate(definition, { leads: leadTexts, events: eventTexts }, now);
      expect(comparable(await evaluateFiles(definition, leadTexts, eventTexts, now, 'csv'))).toEqual(comparable(expectedOfTexts));
    });
  });
}
