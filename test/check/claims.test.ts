/** What claims may ask, and what is wrong in them. Language reference, section 10. */
import { expect, test } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';

const definition = 'fit: country US +10 as "US"\nmql when score > 5\nsql when mql and demo_request\n';

function diagnosticsOf(files: Readonly<Record<string, string>>, path = 'a.mql'): string[] {
  const source = (name: string) => (files[name] === undefined ? undefined : sourceFile(name, files[name]));
  return check(source(path)!, source).diagnostics.map(({ code, file, span, message }) => `${code} ${file.path}:${file.text.slice(span.start, span.end)}: ${message}`);
}

test('a claim may ask every stage and score, wherever it stands, and the tier', () => {
  expect(diagnosticsOf({ 'a.mql': `claim "first":\n  sql implies mql and fit > 0 and score > 5\n  never excluded and qualified\n  tier A implies sql\n${definition}tier A when sql\n` })).toEqual([]);
  expect(diagnosticsOf({ 'a.mql': `${definition}claim "no tier": never tier A\n` })).toEqual([expect.stringContaining('tier')]);
});

test('mistakes on either side of `implies`', () => {
  expect(diagnosticsOf({ 'a.mql': `${definition}claim "c":\n  contry US implies mqll\n` })).toEqual([
    expect.stringMatching(/^MQL1001 a.mql:contry: /), expect.stringMatching(/^MQL1001 a.mql:mqll: /),
  ]);
});

test('files of claims, alone or with tests, are of the definition that they use', () => {
  const files = { 'a.mql': definition, 'c.mql': 'use "a.mql"\nclaim "c": sql implies mql\n', 'both.mql': 'use "a.mql"\ntest "t": expect not mql\nclaim "c": fit >= 0\n' };
  for (const path of ['c.mql', 'both.mql']) {
    expect(diagnosticsOf(files, path)).toEqual([]);
    const source = (name: string) => sourceFile(name, files[name as keyof typeof files]);
    const { definition: checked } = check(source(path), source);
    expect(checked!.claims.map(({ title, origin: { file } }) => `${title} in ${file.path}`)).toEqual([`c in ${path}`]);
  }
});

test('a file with claims is no vocabulary', () => {
  expect(diagnosticsOf({ 'a.mql': `use "v.mql"\n${definition}`, 'v.mql': 'claim "c": demo_request\n' })).toEqual([expect.stringContaining('a claim')]);
});

test('a name that only a claim uses is used', async () => {
  const { analyze } = await import('../../compiler/analyze.ts');
  const found = analyze(sourceFile('a.mql', `lists: near = DE, FR\ndefine: vp_there = seniority vp\n${definition}claim "c": vp_there and country in near implies score <= 10\n`), () => undefined);
  expect(found.diagnostics).toEqual([]);
});

test('`never` denies what it claims, and each line is a claim', () => {
  const { definition: checked } = check(sourceFile('a.mql', `${definition}claim "c":\n  never sql and fit > 20\n  sql implies mql\n`), () => undefined);
  expect(checked!.claims.map(({ statements }) => statements.map(({ premise, conclusion }) => [premise?.kind, conclusion.kind]))).toEqual([[[undefined, 'not'], ['stage', 'stage']]]);
});
