/** Sample data that a workspace names, found and scored as one types. */
import { describe, expect, it } from 'vitest';
import { definitionOf } from '../check-text.ts';
import { readTable } from '../../lsp/features/read-table.ts';
import { mostSampleLeads, sampleLead, scoreSample } from '../../lsp/features/sample-leads.ts';
import { SampleFiles } from '../../lsp/sample-files.ts';

const clock = (): number => Date.UTC(2026, 0, 1);

function filesOf(texts: Readonly<Record<string, string>>): { readonly samples: SampleFiles; readonly asked: string[] } {
  const asked: string[] = [];
  const samples = new SampleFiles((path) => {
    asked.push(path);
    return Promise.resolve(texts[path]);
  }, clock);
  return { samples, asked };
}

describe('sample data', () => {
  it('is what the nearest mql.json names, relative to it', async () => {
    const { samples } = filesOf({
      'file:///w/mql.json': '{ "leads": "data/../leads.csv", "events": "events.jsonl", "now": "2025-06-01" }',
      'file:///w/leads.csv': 'id,employees\n1,50\n',
      'file:///w/events.jsonl': '{"lead_id":"1","type":"webinar","at":"2025-05-30"}\n',
    });
    expect(await samples.for('file:///w/deep/er/crm.mql')).toEqual({
      kind: 'sample',
      sample: { leads: [{ id: '1', employees: '50' }], events: [{ lead_id: '1', type: 'webinar', at: '2025-05-30' }], now: Date.UTC(2025, 5, 1) },
    });
  });

  it('is read once, until something changes', async () => {
    const { samples, asked } = filesOf({ 'file:///w/mql.json': '{ "leads": "leads.csv" }', 'file:///w/leads.csv': 'id\n1\n' });
    await samples.for('file:///w/a.mql');
    const count = asked.length;
    await samples.for('file:///w/b.mql');
    expect(asked.length).toBe(count);
    samples.forget();
    await samples.for('file:///w/a.mql');
    expect(asked.length).toBe(2 * count);
  });

  it('is what the settings of the editor name, before any mql.json', async () => {
    const { samples } = filesOf({ 'file:///w/mql.json': '{ "leads": "leads.csv" }', 'file:///w/few.csv': 'id\n7\n' });
    samples.configure({ leads: 'few.csv', events: undefined });
    expect(await samples.for('file:///w/a.mql')).toMatchObject({ sample: { leads: [{ id: '7' }], now: clock() } });
  });

  it.each([
    ['{', 'mql.json is no JSON'],
    ['[1', 'mql.json is no JSON'],
    ['7', 'mql.json should hold a JSON object'],
    ['{ "leads": "none.csv" }', 'there is no file `none.csv`'],
    ['{ "leads": "exports/*.csv" }', 'the editor reads single files of sample data, and `exports/*.csv` is a pattern'],
    ['{ "leads": "leads.parquet" }', 'the editor reads CSV and JSON Lines, and `leads.parquet` is neither; `mql score` reads it'],
    ['{ "leads": "leads.csv", "now": "soon" }', '`now` in mql.json is no time: `soon`'],
  ])('that %s names wrongly is a problem that says so', async (settings, problem) => {
    const { samples } = filesOf({ 'file:///w/mql.json': settings, 'file:///w/leads.csv': 'id\n1\n', 'file:///w/leads.parquet': 'PAR1' });
    expect(await samples.for('file:///w/a.mql')).toEqual({ kind: 'problem', problem });
  });

  it('is none where nothing names any', async () => {
    expect(await filesOf({}).samples.for('file:///w/deep/a.mql')).toEqual({ kind: 'none' });
    expect(await filesOf({ 'file:///w/mql.json': '{ "now": "2026-01-01" }' }).samples.for('file:///w/a.mql')).toEqual({ kind: 'none' });
  });
});

describe('tables', () => {
  it('of CSV hold quotes, line breaks in cells, other delimiters and a BOM', () => {
    expect(readTable('a.csv', '\ufeffid;note\r\n1;"a ""b""\r\nc;d"\r\n\r\n2;\r\n')).toEqual({ rows: [{ id: '1', note: 'a "b"\r\nc;d' }, { id: '2', note: '' }] });
  });

  it.each([
    ['a.csv', '', '`a.csv` is empty'],
    ['a.csv', 'id,note\n1,"open\n2,x\n', 'line 2 of `a.csv` has a broken quote'],
    ['a.jsonl', '{"id":"1"}\n[2]\n', 'line 2 of `a.jsonl` is no JSON object'],
    ['a.jsonl', '{"id"\n', 'line 1 of `a.jsonl` is no JSON object'],
  ])('%s with %j cannot be read', (name, text, problem) => {
    expect(readTable(name, text)).toEqual({ problem });
  });
});

describe('leads of a sample', () => {
  const definition = definitionOf([
    'vocabulary:', '  lead employees number from "Number of Employees"', '  event demo (kind text) from "Demo Requested"', '',
    'fit:', '  employees 50.. +30', '  demo +30', '', 'mql when score > 50', '',
  ].join('\n'));
  const sample = {
    leads: [{ ID: '1', 'Number of Employees': '80' }, { ID: '2', 'Number of Employees': 'many' }, { ID: '3', 'Number of Employees': '' }],
    events: [{ 'Lead ID': '1', Type: 'demo requested', At: '2025-12-30T00:00Z', kind: 'live' }],
    now: clock(),
  };

  it('are scored, and rows that cannot be read are counted', () => {
    const { results, badRows, left } = scoreSample(definition, sample);
    expect(results.map(({ id, score, stages }) => [id, score, stages['mql']])).toEqual([['1', 60, true], ['3', 0, false]]);
    expect([badRows, left]).toEqual([1, 0]);
  });

  it('are scored once by each definition', () => {
    expect(scoreSample(definition, sample)).toBe(scoreSample(definition, sample));
  });

  it('are cut where they are too many to score as one types', () => {
    const many = { leads: Array.from({ length: mostSampleLeads + 3 }, (_, index) => ({ id: String(index) })), events: [], now: clock() };
    const { results, left } = scoreSample(definition, many);
    expect([results.length, left]).toEqual([mostSampleLeads, 3]);
  });

  it('come with columns and types named as in the definition', () => {
    expect(sampleLead(definition, sample, '1')).toEqual({
      lead: { id: '1', employees: '80' }, events: [{ type: 'demo', at: '2025-12-30T00:00Z', kind: 'live' }],
    });
    expect(sampleLead(definition, sample, '9')).toBeUndefined();
  });
});
