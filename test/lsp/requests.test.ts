/** Requests beyond LSP, asked of the real server process. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompileResult, ExplainResult, LeadFormResult, RunTestsResult, SampleLeadResult, ScoreSampleResult } from '../../lsp/protocol/requests.ts';
import { startClient } from './client.ts';
import type { Client } from './client.ts';

const example = new URL('../../examples/mid-market-crm/mid-market-crm.mql', import.meta.url);
const now = Date.UTC(2026, 0, 1);

let client: Client;
let uri: string;
beforeAll(async () => {
  client = await startClient();
  uri = example.href;
  await client.connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'mql', version: 1, text: readFileSync(fileURLToPath(example), 'utf8') },
  });
});
afterAll(async () => { await client.close(); });

describe('mql/explain', () => {
  it('says what is missing to be in the main stage', async () => {
    const result = await client.request<ExplainResult>('mql/explain', { uri, lead: { country: 'DE', title: 'Student' }, events: [], now });
    expect(result.missing).toEqual(['excluded by `title mentions any of ("student", "job seeker", "intern")` (line 18)', '`country US` is required (line 22)']);
    expect([result.mainStage, result.title, result.limits]).toEqual(['mql', 'CRM software, mid-market', {
      score: { least: -20, most: 100 }, fit: { least: 0, most: 40 }, intent: { least: -20, most: 60 },
    }]);
  });

  it('says what is wrong with the definition', async () => {
    const broken = client.open('fit: country US +5\n  employes 50.. +10; mql when score > 5');
    const { problem } = await client.request<ExplainResult>('mql/explain', { uri: broken, lead: {}, events: [], now });
    expect(problem).toBe('the definition has errors: `employes` is not a field, event or defined name (line 2)');
  });

  it('says which value cannot be read', async () => {
    const result = await client.request<ExplainResult>('mql/explain', { uri, lead: { employees: 'many' }, events: [], now });
    expect(result.problem).toContain('`employees` cannot be `many`');
  });
});

describe('sample data', () => {
  it('is scored', async () => {
    const { results, problem, badRows } = await client.request<ScoreSampleResult>('mql/scoreSample', { uri });
    expect([problem, badRows]).toEqual([undefined, 0]);
    expect(results.filter(({ stages }) => stages['mql']).map(({ id }) => id)).toEqual(['1001', '1002', '1005']);
  });

  it('gives one lead, which explains to the same score', async () => {
    const { lead, events } = await client.request<SampleLeadResult>('mql/sampleLead', { uri, id: '1002' });
    const { explanation } = await client.request<ExplainResult>('mql/explain', { uri, lead, events, now });
    expect((explanation as { score: number }).score).toBe(75);
  });

  it('is missing where nothing names it', async () => {
    const other = client.open('fit: employees 50.. +10; mql when score > 5');
    expect((await client.request<ScoreSampleResult>('mql/scoreSample', { uri: other })).problem).toMatch(/^no sample data is named/);
  });
});

describe('tests', () => {
  it('of a definition that has errors say so', async () => {
    const broken = client.open('fit: employes 50.. +10; mql when score > 5');
    expect((await client.request<RunTestsResult>('mql/runTests', { uri: broken })).problem).toBe('the definition has errors');
  });

  it('say what no test made a rule do', async () => {
    const tested = client.open('fit:\n  employees 50.. +10\n  country US +10\nmql when score > 5\ntest "large":\n  given employees 60\n  expect mql\n');
    const { coverage } = await client.request<RunTestsResult>('mql/runTests', { uri: tested });
    expect(coverage.map(({ label, neverHeld, neverFailed }) => [label, neverHeld, neverFailed])).toEqual([
      ['employees 50.. +10', false, true], ['country US +10', true, false], ['mql', false, true],
    ]);
  });
});

describe('mql/leadForm', () => {
  it('asks what the definition asks, and nothing else', async () => {
    const asking = client.open('fit: seniority in (vp, director) +10; page_view +1 per 3; mql when score > 5');
    const { fields, events } = await client.request<LeadFormResult>('mql/leadForm', { uri: asking });
    expect([fields.map(({ name }) => name), fields[0]!.values.includes('vp'), events.map(({ name }) => name)]).toEqual([['seniority'], true, ['page_view']]);
  });
});

describe('mql/compile', () => {
  it('says what there is to compile to', async () => {
    expect((await client.request<CompileResult>('mql/compile', { uri })).targets.map(({ target }) => target)).toEqual(expect.arrayContaining(['js', 'json']));
  });

  it('gives a module that scores', async () => {
    const { files } = await client.request<CompileResult>('mql/compile', { uri, target: 'js' });
    expect(files.map(({ languageId }) => languageId)).toEqual(['javascript', 'typescript']);
    const module = await import(`data:text/javascript,${encodeURIComponent(files[0]!.text)}`) as { score: (lead: object, events: object[], now: number) => { score: number } };
    expect(module.score({ id: '1', country: 'US', employees: 300 }, [], now).score).toBe(-5);
  });

  it('says what it cannot do', async () => {
    expect((await client.request<CompileResult>('mql/compile', { uri, target: 'cobol' })).problem).toBe('there is no target `cobol`');
  });
});
