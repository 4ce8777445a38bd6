/** The package as its users get it: packed, and installed alone outside the checkout. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';

const runtime = resolve('runtime');
let folder: string;

const definitionText = `
definition "Alone":
  timezone "Europe/Berlin"
fit: country in (DE, AT, CH) +10; employees 50..500 +15
intent: webinar +10 once per day; pricing_view where (url "/pricing*") +15 decay 50% every 7d
mql when score > 40
handoff: to "SDR" within 2h
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mql-runtime-'));
  const run = (command: string, args: readonly string[], cwd: string): string => execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  run('npm', ['pack', '--silent', '--pack-destination', folder], runtime);
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${archive}`], folder);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runScript(code: string): unknown {
  writeFileSync(join(folder, 'script.js'), code);
  return JSON.parse(execFileSync(process.execPath, ['script.js'], { cwd: folder, encoding: 'utf8' }));
}

describe('the package, installed alone', () => {
  test('brings nothing with it', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@mql']);
    const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/@mql/runtime/package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest['license']).toBe('MIT');
  });

  test('holds its licence, its readme and its types, and stays small', () => {
    const root = join(folder, 'node_modules/@mql/runtime');
    expect(readdirSync(root).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
    expect(readdirSync(join(root, 'dist'))).toContain('index.d.ts');
    expect(statSync(join(root, 'dist/index.js')).size).toBeLessThan(80_000);
  });

  test('is one file without imports that names nothing of Node', () => {
    const code = readFileSync(join(folder, 'node_modules/@mql/runtime/dist/index.js'), 'utf8');
    expect(code).not.toMatch(/^\s*import\s*["'{*\w]/m);
    expect(code).not.toMatch(/\bnode:|\brequire\(|\bprocess\.|\bBuffer\b|\b__dirname\b/);
  });

  test('needs nothing but the language: it reads rows where there is no Node and no page', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(folder, 'node_modules/@mql/runtime/dist/index.js')], bundle: true, format: 'iife', globalName: 'runtime', write: false, logLevel: 'error',
    });
    const fields = [{ name: 'country', spellings: [], type: { kind: 'country' } }, { name: 'created', spellings: [], type: { kind: 'datetime', format: null } }];
    const schema = { timezone: 'America/New_York', missingTexts: [], fields, events: [] };
    const rows = [{ id: 1, country: 'İtaly', created: '2026-07-01' }, { id: 2, country: 'Italy' }];
    const code = `${outputFiles[0]!.text}\nJSON.stringify(runtime.createReader(${JSON.stringify(schema)}).readLeads(${JSON.stringify(rows)}).leads)`;
    expect(JSON.parse(runInNewContext(code, {}) as string)).toEqual([{ id: '1', country: 'IT', created: Date.UTC(2026, 6, 1, 4) }, { id: '2', country: 'IT' }]);
  });

  test('loads a definition and scores with it', () => {
    writeFileSync(join(folder, 'definition.js'), emitModule(makePlan(definitionOf(definitionText))).code);
    const output = runScript(`
      import { readFileSync } from 'node:fs';
      import { loadDefinition, formatExplanation } from '@mql/runtime';
      const definition = await loadDefinition(readFileSync('definition.js', 'utf8'));
      const { leads, badRows } = definition.readLeads([{ ID: 1, Country: 'Germany', Employees: '120' }, { ID: 2, Country: 'France', Employees: '1,000' }]);
      const { eventsByLead } = definition.readEvents([
        { lead_id: 1, type: 'webinar', at: '2026-01-14T10:00' }, { lead_id: 1, type: 'Webinar', at: '2026-01-14T23:00' },
        { lead_id: 1, type: 'Pricing View', at: '2026-01-10', url: 'https://acme.com/pricing/plans?x=1' },
      ]);
      const now = Date.parse('2026-01-20T00:00Z');
      const explanation = definition.explain(leads[0], eventsByLead.get('1'), now);
      console.log(JSON.stringify({
        result: definition.score(leads[0], eventsByLead.get('1'), now), bad: badRows.map((row) => row.reason), text: formatExplanation(explanation),
      }));
    `) as { result: unknown; bad: unknown; text: string };
    expect(output.result).toEqual({
      id: '1', score: 42.5, sections: { fit: 25, intent: 17.5 }, qualified: true, excluded: false, stages: { mql: true }, handoff: { to: 'SDR', within_ms: 7_200_000 },
    });
    expect(output.bad).toEqual(['MQL3001']);
    expect(output.text).toContain('handed to SDR within 2h');
  });

  test('is typed: a program that uses it well compiles, one that does not fails', () => {
    const emitted = emitModule(makePlan(definitionOf(definitionText)));
    writeFileSync(join(folder, 'definition.js'), emitted.code);
    writeFileSync(join(folder, 'definition.d.ts'), emitted.types);
    const compilerOptions = { strict: true, module: 'nodenext', target: 'es2022', noEmit: true, types: [], lib: ['es2022'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    writeFileSync(join(folder, 'use.ts'), `
      import * as compiled from './definition.js';
      import { loadDefinition, withReader, formatExplanation, type Result } from '@mql/runtime';
      const definition = withReader(compiled);
      for (const lead of definition.readLeads([{ id: 1 }]).leads) formatExplanation(definition.explain(lead, [], 0));
      const loaded: Result = (await loadDefinition('')).score({ id: '1', country: 'DE' }, [{ type: 'webinar', at: 0 }], 0);
      export const tier: number = loaded.score;
    `);
    const compiler = resolve('node_modules/typescript/bin/tsc');
    const compile = (): string => {
      try {
        return execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    };
    expect(compile()).toBe('');
    writeFileSync(join(folder, 'misuse.ts'), "import { loadDefinition } from '@mql/runtime';\n(await loadDefinition('')).score({ country: 'DE' }, [], 0);\n");
    expect(compile()).toMatch(/misuse\.ts.*'id'/s);
  });
}, 60_000);
