import { describe, expect, test, vi } from 'vitest';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { DefinitionLoadError, loadDefinition, withReader } from '../../runtime/load-definition.ts';
import { formatExplanation } from '../../runtime/format-explanation.ts';
import { definitionOf } from '../check-text.ts';

const text = `
definition "CRM software":
  timezone "America/New_York"
vocabulary:
  lead employees number from "Number of Employees"
fit (up to 40):
  require country US
  employees 50..500 +10
intent (within 30d):
  webinar +10 once per day
mql when score >= 20
`;

describe('loadDefinition', () => {
  test('loads the text of a compiled module, and scores raw rows with it', async () => {
    const definition = await loadDefinition(emitModule(makePlan(definitionOf(text))).code);
    expect(definition.name).toBe('CRM software');
    expect(definition.version).toMatch(/\w/);
    const { leads } = definition.readLeads([{ id: 42, 'number of employees': '120', country: 'USA' }]);
    const { eventsByLead } = definition.readEvents([
      { lead_id: 42, type: 'Webinar', at: '2026-01-14T10:00' }, { lead_id: 42, type: 'webinar', at: '2026-01-14T20:00' }, { lead_id: 42, type: 'webinar', at: '2026-01-15T04:00Z' },
    ]);
    const events = eventsByLead.get('42')!;
    const now = Date.UTC(2026, 0, 20);
    expect(definition.score(leads[0]!, events, now)).toEqual({
      id: '42', score: 20, sections: { fit: 10, intent: 10 }, qualified: true, excluded: false, stages: { mql: true },
    });
    expect(formatExplanation(definition.explain(leads[0]!, events, now))).toContain('webinar');
  });

  test.each([
    ['no JavaScript', 'export const = 5', /no JavaScript module/],
    ['another module', 'export const score = 5;', /not one that `mql compile --to js` made/],
    ['nothing', '', /not one that/],
    ['a module that fails', 'throw new Error("boom")', /fails as it loads: boom/],
    ['a module that imports', 'import "./other.js"; export {}', /fails as it loads/],
    ['a module without a version', 'export const score = () => 0, explain = score, schema = {};', /not one that/],
    ['a module without a schema', 'export const score = () => 0, explain = score, version = "1", schema = null;', /not one that/],
    ['a module that cannot explain', 'export const score = () => 0, explain = 1, version = "1", schema = {};', /not one that/],
    ['a module that cannot score', 'export const explain = () => 0, version = "1", schema = {};', /not one that/],
    ['a module that throws what is no error', 'throw "no";', /fails as it loads: no/],
    ['half a character', 'export const name = "\ud800";', /not one that/],
  ])('refuses %s', async (_name, code, message) => {
    const loading = loadDefinition(code);
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.toBeInstanceOf(DefinitionLoadError);
    await expect(loading).rejects.toMatchObject({ name: 'DefinitionLoadError' });
  });

  test('says what a page must allow when it lets no module of text load', async () => {
    // Node loads no modules from blobs, as a page with a strict policy does not.
    vi.stubGlobal('document', {});
    await expect(loadDefinition('import "./other.js"; export {}')).rejects.toThrow(/content security policy must allow `data:` or `blob:`/);
    vi.unstubAllGlobals();
  });

  test('loads from a blob where a page allows that, and lets go of it', async () => {
    vi.stubGlobal('document', {});
    const { createObjectURL, revokeObjectURL } = URL;
    const blobs: Blob[] = [];
    const revoked: string[] = [];
    // What the page refuses as text of a `data:` address stands behind the blob's.
    const module = 'data:text/javascript,export const score = () => 0, explain = score, version = "1", schema = {};';
    try {
      URL.createObjectURL = (blob) => { blobs.push(blob as Blob); return module; };
      URL.revokeObjectURL = (url) => { revoked.push(url); };
      const text = 'import "./other.js"; export {}';
      expect((await loadDefinition(text)).version).toBe('1');
      expect(await Promise.all(blobs.map(async (blob) => [blob.type, await blob.text()]))).toEqual([['text/javascript', text]]);
      expect(revoked).toEqual([module]);
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
      vi.unstubAllGlobals();
    }
  });

  test('says it of a web worker, too', async () => {
    vi.stubGlobal('importScripts', () => undefined);
    await expect(loadDefinition('import "./other.js"; export {}')).rejects.toThrow(/content security policy must allow `data:` or `blob:`/);
    vi.unstubAllGlobals();
    await expect(loadDefinition('import "./other.js"; export {}')).rejects.toThrow(/fails as it loads/);
  });

  test('adds readers to a module that was imported in another way', () => {
    const definition = withReader({
      name: null, version: 'v', schema: { timezone: 'UTC', missingTexts: [], fields: [], events: [] },
      score: () => { throw new Error('not asked'); }, explain: () => { throw new Error('not asked'); },
    });
    expect(definition.readLeads([{ id: 1 }]).leads).toEqual([{ id: '1' }]);
    expect(definition.version).toBe('v');
  });
});
