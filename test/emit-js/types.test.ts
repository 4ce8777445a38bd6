import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';

const definition = `
vocabulary:
  lead plan one of (free "Free plan", pro)
  lead markets list of country
  event ping (tag one of (a, b), type text)

fit:
  require employees 50..
  plan pro +10
  markets DE +5

intent:
  ping where tag a +5
  page_view "/pricing" +5

mql when score > 10
sql when mql and intent > 5
tier A when fit > 5
tier "two words" when fit > 1
handoff:
  to "SDR" within 2h
`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mql-types-'));
  const { code, types } = emitModule(makePlan(definitionOf(definition)));
  writeFileSync(join(folder, 'leads.js'), code);
  writeFileSync(join(folder, 'leads.d.ts'), types);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The errors of a program that uses the module, as the compiler prints them. */
function errorsOf(program: string): string {
  const lines = ["import { score, explain, type Lead, type LeadEvent } from './leads.js';", 'const now = 1767225600000;', program];
  writeFileSync(join(folder, 'program.ts'), lines.join('\n'));
  try {
    execFileSync(
      process.execPath,
      [resolve('node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--exactOptionalPropertyTypes', '--module', 'nodenext', '--target', 'es2024', 'program.ts'],
      { encoding: 'utf8', cwd: folder },
    );
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test('a right program compiles', () => {
  expect(errorsOf(`
    const lead: Lead = { id: '1', employees: 120, plan: 'pro', markets: ['DE'] };
    const events: LeadEvent[] = [{ type: 'page_view', at: now, url: '/pricing' }, { type: 'ping', at: now, tag: 'a', properties: { type: 'x' } }, { type: 'contact_request', at: now }];
    const result = score(lead, events, now);
    const points: number = result.sections.fit + result.sections.intent;
    const tier: 'A' | 'two words' | null = result.tier;
    const to: 'SDR' | undefined = result.handoff?.to;
    const held: boolean[] = explain(lead, events, now).items.map((item) => item.held);
    export { points, tier, to, held };
    export const hot: boolean = result.stages.sql;
  `)).toBe('');
});

for (const [what, program, message] of [
  ['a field misspelt', "score({ id: '1', employes: 120 }, [], now);", 'employes'],
  ['a value of another type', "score({ id: '1', employees: '120' }, [], now);", 'string'],
  ['a member that there is not', "score({ id: '1', plan: 'gold' }, [], now);", 'gold'],
  ['a property misspelt', "score({ id: '1' }, [{ type: 'page_view', at: now, ulr: '/x' }], now);", 'ulr'],
  ['a property of another event', "score({ id: '1' }, [{ type: 'page_view', at: now, tag: 'a' }], now);", 'tag'],
  ['an event that there is not', "score({ id: '1' }, [{ type: 'page_veiw', at: now }], now);", 'page_veiw'],
  ['an event without a time', "score({ id: '1' }, [{ type: 'page_view' }], now);", 'at'],
  ['a stage that there is not', "score({ id: '1' }, [], now).stages.pql;", 'pql'],
  ['a section that there is not', "score({ id: '1' }, [], now).sections.product;", 'product'],
  ['no evaluation time', "score({ id: '1' }, []);", 'arguments'],
] as const) {
  test(`${what} does not compile`, () => expect(errorsOf(program)).toContain(message));
}
