/** The package as its users get it: packed, and installed in an empty folder outside the checkout. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let folder: string;
let archive: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mql-package-'));
  const npm = (args: readonly string[], cwd: string): string => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  npm(['pack', '--silent', '--pack-destination', folder], resolve('.'));
  archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  npm(['install', '--prefer-offline', '--no-audit', '--no-fund', `./${archive}`], folder);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs in the folder, as a user does. */
function npx(...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync('npx', ['--offline', 'mql', ...args], { cwd: folder, encoding: 'utf8' });
}

describe('the package, installed', () => {
  test('holds the bundle and what describes it, and nothing else', () => {
    const root = join(folder, 'node_modules', 'mql');
    expect(readdirSync(root).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'mql.schema.json', 'package.json']);
    expect(readdirSync(join(root, 'dist')).sort()).toEqual(['chunks', 'mql.js']);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { license: string; bin: object; private?: boolean };
    expect(manifest).toMatchObject({ license: 'MIT', bin: { mql: 'dist/mql.js' } });
    expect(manifest.private).toBeUndefined();
  });

  test('stays small', () => {
    expect(statSync(join(folder, archive)).size).toBeLessThan(800_000);
  });

  test('does not bring the checkout\'s own Node', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => name.startsWith('node-'))).toEqual([]);
  });

  test('works: a project is made, checked, tested and scored', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(npx('--version').stdout.trim()).toBe(version);
    expect(npx('init', 'crm').status).toBe(0);
    expect(npx('check', '--strict', 'crm/scoring.mql', 'crm/tests.mql')).toMatchObject({ status: 0, stdout: '' });
    expect(npx('test', 'crm/tests.mql')).toMatchObject({ status: 0 });
    expect(npx('fmt', '--check', 'crm/scoring.mql', 'crm/tests.mql')).toMatchObject({ status: 0, stdout: '' });
    const scored = npx('score', 'crm/scoring.mql', '--format', 'csv');
    expect(scored.stdout.split('\n')[0]).toBe('id,score,fit,intent,qualified,excluded,mql,tier,handoff_to,handoff_within_ms');
    expect(scored.stderr).toContain('6 leads scored with 13 events');
  });
});
