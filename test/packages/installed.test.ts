/** The packages as their users get them: packed, and installed together in an empty folder outside the checkout. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageBudgets } from './package-budgets.ts';

let folder: string;
/** The archive of each package, by its name. */
const archives = new Map<string, string>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mql-packages-'));
  const npm = (args: readonly string[], cwd: string): string => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  for (const { name, folder: source } of packageBudgets) {
    const packed = join(folder, 'packed', name);
    mkdirSync(packed, { recursive: true });
    npm(['pack', '--silent', '--pack-destination', packed], resolve(source));
    archives.set(name, join(packed, readdirSync(packed).find((file) => file.endsWith('.tgz'))!));
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', ...archives.values()], folder);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs in the folder, as a user does. */
function npx(...args: readonly string[]): Finished {
  return spawnSync('npx', ['--offline', 'mql', ...args], { cwd: folder, encoding: 'utf8' });
}

function bytesUnder(path: string): number {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .reduce((sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0), 0);
}

describe.each(packageBudgets)('the package $name', ({ name, holds, archiveBytes, installedBytes, dependencies }) => {
  const installed = (): string => join(folder, 'node_modules', name);

  test('holds what it is used for, and nothing else', () => {
    expect(readdirSync(installed()).sort()).toEqual(holds);
    const sources = readdirSync(installed(), { recursive: true, encoding: 'utf8' }).filter((path) => /(?<!\.d)\.m?ts$|\.map$|(^|[\\/])(test|node_modules)[\\/]/.test(path));
    expect(sources).toEqual([]);
  });

  test('may be published, under the MIT licence', () => {
    const manifest = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name, license: 'MIT', type: 'module' });
    expect(manifest['private']).toBeUndefined();
    expect(manifest['files']).toBeInstanceOf(Array);
    expect(Object.keys((manifest['dependencies'] ?? {}) as object).sort()).toEqual(dependencies);
    expect(readFileSync(join(installed(), 'LICENSE'), 'utf8')).toMatch(/^MIT License/);
  });

  test('keeps within its budget', () => {
    expect(statSync(archives.get(name)!).size).toBeLessThanOrEqual(archiveBytes);
    expect(bytesUnder(installed())).toBeLessThanOrEqual(installedBytes);
  });
});

describe('the command line, installed', () => {
  test('does not bring the checkout\'s own Node', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => name.startsWith('node-'))).toEqual([]);
  });

  test('makes a project, checks, formats, tests and scores it', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(npx('--version').stdout.trim()).toBe(version);
    expect(npx('init', 'crm').status).toBe(0);
    expect(npx('check', '--strict', 'crm/scoring.mql', 'crm/tests.mql')).toMatchObject({ status: 0, stdout: '' });
    expect(npx('fmt', '--check', 'crm/scoring.mql', 'crm/tests.mql')).toMatchObject({ status: 0, stdout: '' });
    expect(npx('test', 'crm/tests.mql')).toMatchObject({ status: 0 });
    const scored = npx('score', 'crm/scoring.mql', '--format', 'csv');
    expect(scored.stdout.split('\n')[0]).toBe('id,score,fit,intent,qualified,excluded,mql,tier,handoff_to,handoff_within_ms');
    expect(scored.stderr).toContain('6 leads scored with 13 events');
  });

  test('says what is wrong, and leaves with 1', () => {
    writeFileSync(join(folder, 'wrong.mql'), 'fit: employes 50..500 +10\nmql when score > 5\n');
    const checked = npx('check', 'wrong.mql');
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain('did you mean `employees`?');
  });

  test('explains a lead', () => {
    writeFileSync(join(folder, 'one.mql'), 'fit: employees 50..500 +10 as "Mid-sized"\nmql when score > 5\n');
    writeFileSync(join(folder, 'leads.csv'), 'id,employees\n7,120\n8,5\n');
    const explained = npx('explain', 'one.mql', '--leads', 'leads.csv', '--id', '7', '--now', '2026-01-01');
    expect(explained).toMatchObject({ status: 0 });
    expect(explained.stdout).toMatch(/Lead 7: score 10[\s\S]*\+10\s+Mid-sized/);
  });

  test('brings a hook and a text conversion for git, which find it where it is installed', () => {
    const repository = join(folder, 'repository');
    mkdirSync(repository);
    const { MQL: _mql, ...env } = process.env;
    const git = (...args: readonly string[]): Finished => spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.net', ...args], { cwd: repository, encoding: 'utf8', env });
    git('init', '-q');
    symlinkSync('../node_modules', join(repository, 'node_modules'));
    writeFileSync(join(repository, '.gitattributes'), '*.mql diff=mql\n');
    writeFileSync(join(repository, 'a.mql'), 'fit:\n  employees 50.. +10\n\nmql when score > 5\n');
    git('add', '*.mql', '.gitattributes');
    for (const hooks of ['node_modules/mql/action', '.git/hooks']) {
      if (hooks.startsWith('.git')) cpSync(join(folder, 'node_modules/mql/action/pre-commit'), join(repository, '.git/hooks/pre-commit'));
      expect(git('-c', `core.hooksPath=${hooks}`, 'commit', '-q', '--allow-empty', '-m', 'good')).toMatchObject({ status: 0 });
      writeFileSync(join(repository, 'b.mql'), 'fit:\n  employes 50.. +10\n\nmql when score > 5\n');
      git('add', 'b.mql');
      expect(git('-c', `core.hooksPath=${hooks}`, 'commit', '-q', '-m', 'bad')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('MQL1001') as string });
      git('rm', '-q', '--cached', 'b.mql');
    }
    writeFileSync(join(repository, 'a.mql'), 'fit:\n  employees 50.. +15\n\nmql when score > 5\n');
    expect(git('-c', 'diff.mql.textconv=node_modules/mql/action/textconv.sh', 'diff').stdout).toContain('## What earns points');
  });

  test('serves an editor', async () => {
    const server = spawn('npx', ['--offline', 'mql', 'lsp', '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
    const send = (message: object): void => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    const ended = new Promise<number | null>((done) => server.once('exit', done));
    let output = '';
    const answered = new Promise<void>((done) => {
      server.stdout.on('data', (bytes: Buffer) => {
        output += bytes.toString('utf8');
        if (output.includes('"id":1')) done();
      });
    });
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    await Promise.race([answered, ended]);
    expect(output).toContain('"capabilities"');
    expect(output).toContain('"completionProvider"');
    send({ method: 'initialized', params: {} });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    expect(await ended).toBe(0);
  });
});

describe('the two packages together', () => {
  const definition = [
    'definition "Together":', '  timezone "Europe/Berlin"', 'fit: country in (DE, AT, CH) +10; employees 50..500 +15', 'intent: webinar +10 once per day', 'mql when score > 30', '',
  ].join('\n');

  test('one compiles a module, the other reads data for it and scores', () => {
    writeFileSync(join(folder, 'scoring.mql'), definition);
    expect(npx('compile', 'scoring.mql', '--to', 'js', '-o', 'scoring.js')).toMatchObject({ status: 0 });
    writeFileSync(join(folder, 'score.js'), `
      import { formatExplanation, withReader } from '@mql/runtime';
      import * as compiled from './scoring.js';
      const scoring = withReader(compiled);
      const { leads } = scoring.readLeads([{ ID: 1, Country: 'Germany', Employees: '120' }]);
      const { eventsByLead } = scoring.readEvents([{ lead_id: 1, type: 'webinar', at: '2026-01-14T10:00' }, { lead_id: 1, type: 'Webinar', at: '2026-01-14T23:00' }]);
      const now = Date.parse('2026-01-20T00:00Z');
      const explanation = scoring.explain(leads[0], eventsByLead.get('1'), now);
      console.log(JSON.stringify({ result: compiled.score(leads[0], eventsByLead.get('1'), now), text: formatExplanation(explanation) }));
    `);
    const { result, text } = JSON.parse(execFileSync(process.execPath, ['score.js'], { cwd: folder, encoding: 'utf8' })) as { result: unknown; text: string };
    expect(result).toEqual({ id: '1', score: 35, sections: { fit: 25, intent: 10 }, qualified: true, excluded: false, stages: { mql: true } });
    expect(text).toContain('Lead 1: score 35');
  });

  test('the types of both resolve as Node resolves modules', () => {
    const compilerOptions = { strict: true, module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', noEmit: true, types: [], lib: ['es2022'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['use.ts', 'misuse.ts'] }));
    writeFileSync(join(folder, 'use.ts'), `
      import { formatExplanation, withReader, type Explanation, type Result } from '@mql/runtime';
      import * as compiled from './scoring.js';
      const result: Result = compiled.score({ id: '1', country: 'DE', employees: 120 }, [{ type: 'webinar', at: 0 }], 0);
      const explanation: Explanation = withReader(compiled).explain({ id: '1' }, [], 0);
      export const text: string = result.id + formatExplanation(explanation);
    `);
    const compile = (): Finished => spawnSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    expect(compile()).toMatchObject({ status: 0, stdout: '' });
    writeFileSync(join(folder, 'misuse.ts'), "import { score } from './scoring.js';\nscore({ id: '1', employes: 120 }, [], 0);\n");
    const wrong = compile();
    expect(wrong.status).not.toBe(0);
    expect(wrong.stdout).toMatch(/misuse\.ts.*employes/s);
  });
});
