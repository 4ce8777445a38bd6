import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newLint } from '../../scripts/new-lint.ts';

const root = join(import.meta.dirname, '..', '..');
const catalog = readFileSync(join(root, 'compiler/diagnostics/catalog/likely-mistakes.ts'), 'utf8');
const list = readFileSync(join(root, 'compiler/lint/lints.ts'), 'utf8');

test('a lint, its test, its entry and its line come under one name', () => {
  const { files, code } = newLint('idle-floor', catalog, list);
  expect(Object.keys(files)).toEqual([
    'compiler/lint/idle-floor.ts', 'test/lint/idle-floor.test.ts', 'compiler/diagnostics/catalog/likely-mistakes.ts', 'compiler/lint/lints.ts',
  ]);
  expect(catalog).not.toContain(code);
  expect(files['compiler/diagnostics/catalog/likely-mistakes.ts']).toContain(`  idleFloor: entry<{ text: string }>({\n    code: '${code}'`);
  expect(files['compiler/lint/lints.ts']).toContain("import { idleCeiling } from './idle-ceiling.ts';\nimport { idleFloor } from './idle-floor.ts';\n");
  expect(files['compiler/lint/lints.ts']).toContain('  idleCeiling,\n  idleFloor,\n');
  expect(files['compiler/lint/idle-floor.ts']).toContain("export const idleFloor: Lint = ");
});
