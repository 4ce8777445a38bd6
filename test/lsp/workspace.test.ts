/** What the workspace remembers of older texts is never seen in what it says of the text as it is. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../../compiler/analyze.ts';
import { check } from '../../compiler/check/check.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { Workspace } from '../../lsp/workspace.ts';
import { random } from '../fuzz/random.ts';
import { definitions } from '../grammar/definitions.ts';

const shown = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code, span, message }) => `${span.start}..${span.end} ${code} ${message}`);

const withNames = `vocabulary:
  lead seats number
  event visited (page text)
lists:
  good = "a", "b"
define:
  big = seats > 5
fit (up to 50):
  big +5
  title in good +6
  country US +7 when big
use_of_it (within 30d):
  visited "x*" +5 once per day
  require big or visited
  no visited -5
score whole = fit + use_of_it
mql when score > 5
sql when whole > 6
`;

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace({ today: () => '2026-06-01', readFile: (path) => files[path] });
  for (const [path, text] of Object.entries(files)) workspace.setDocument(path, text);
  return workspace;
}

test('after any edits the diagnostics are those of a fresh check', () => {
  const next = random(5);
  const pieces = ['+10', ' and ', 'country US', '(', '"', '\n', 'webinar +10\n', '..', 'x', ' when ', '5'];
  for (const definition of definitions) {
    const workspace = workspaceOf({ 'a.mql': definition });
    let text = definition;
    for (let round = 0; round < 15; round += 1) {
      const start = next(text.length);
      text = next(4) === 0 ? definition : text.slice(0, start) + pieces[next(pieces.length)]! + text.slice(start + next(5));
      workspace.setDocument('a.mql', text);
      workspace.earlyDiagnostics('a.mql');
      const fresh = analyze(sourceFile('a.mql', text), () => undefined, { today: '2026-06-01' }).diagnostics;
      expect(shown(workspace.diagnostics('a.mql')), text).toEqual(shown(fresh.filter(({ file }) => file.path === 'a.mql')));
    }
  }
});

test('passing over rules that were right says what a fresh check says', () => {
  const next = random(11);
  const pieces = ['+10', ' and ', 'country US', '(', '"', '\n', 'webinar +10\n', '..', 'x', ' when ', '5', ':', '  title 5 +1\n', 'fit', 'mql when score > 5\n'];
  for (const definition of [...definitions, withNames]) {
    const workspace = workspaceOf({ 'a.mql': definition });
    let text = definition;
    for (let round = 0; round < 25; round += 1) {
      const start = next(text.length);
      text = next(4) === 0 ? definition : text.slice(0, start) + pieces[next(pieces.length)]! + text.slice(start + next(7));
      workspace.setDocument('a.mql', text);
      const fresh = check(sourceFile('a.mql', text), () => undefined);
      const { mistakes, hasNoError } = workspace.analysis('a.mql')!;
      expect(shown(mistakes), text).toEqual(shown(fresh.diagnostics));
      expect(hasNoError).toBe(fresh.definition !== undefined);
    }
  }
});

test('declarations that change are seen in the rules that rest on them, and in no other way than in a fresh check', () => {
  const next = random(23);
  const changes = [
    ['seats number', 'seats text'], ['seats number', 'seat number'], ['page text', 'page number'], ['page text', 'place text'], ['event visited', 'event passive_visit'],
    ['"a", "b"', '"a", 5'], ['"a", "b"', '"a",'], ['good =', 'fine ='], ['big = seats > 5', 'big = small'], ['big = seats > 5', 'big = seats > 5 or title in good'],
    ['big = seats > 5', 'big = seats >'], ['fit (up to', 'fit (within 5d, up to'], ['  big +5\n', ''], ['+5 once', '+5 per 3 once'], ['lead seats', 'event seats'],
    ['define:\n', 'define:\n  small = employees < 5\n'], ['vocabulary:\n', 'vocabulary:\n  lead title number\n'], ['lists:\n', 'lists:\n  big = "x"\n'],
  ] as const;
  const workspace = workspaceOf({ 'a.mql': withNames });
  for (let round = 0; round < 400; round += 1) {
    let text = withNames;
    for (let count = next(4); count > 0; count -= 1) {
      const [from, to] = changes[next(changes.length)]!;
      text = text.replace(from, to);
    }
    workspace.setDocument('a.mql', text);
    expect(shown(workspace.analysis('a.mql')!.mistakes), text).toEqual(shown(check(sourceFile('a.mql', text), () => undefined).diagnostics));
  }
});

test.each<[what: string, before: string, after: string]>([
  ['a field whose type changes', 'vocabulary: lead seats number\nfit:\n  seats > 5 +1\nmql when score > 5\n', 'vocabulary: lead seats text\nfit:\n  seats > 5 +1\nmql when score > 5\n'],
  ['a name that is gone', 'define: big = employees > 5\nfit:\n  big +1\nmql when score > 5\n', 'define: large = employees > 5\nfit:\n  big +1\nmql when score > 5\n'],
  ['a name that could not be read, and is gone', 'define: big = employees >\nfit:\n  big +1\nmql when score > 5\n', 'define: large = employees > 5\nfit:\n  big +1\nmql when score > 5\n'],
  ['a section that moves down', 'a:\n  country US +1\nb:\n  country US +2 when a > 1\n  webinar +1\nmql when score > 5\n', 'b:\n  country US +2\n  a > 1 +1\na:\n  country US +1\nmql when score > 5\n'],
  ['a window that a section takes', 'fit (within 30d):\n  country US +1\nmql when score > 5\n', 'fit:\n  country US within 5d +1\n  country US +1\nmql when score > 5\n'],
])('%s is seen in the rules that ask it', (_what, before, after) => {
  const workspace = workspaceOf({ 'a.mql': before });
  workspace.earlyDiagnostics('a.mql');
  workspace.setDocument('a.mql', after);
  const fresh = check(sourceFile('a.mql', after), () => undefined).diagnostics;
  expect(fresh).not.toEqual([]);
  expect(shown(workspace.earlyDiagnostics('a.mql'))).toEqual(shown(fresh));
});

test('what is passed over is in the definition that is asked for after all', () => {
  const workspace = workspaceOf({ 'a.mql': withNames });
  workspace.earlyDiagnostics('a.mql');
  workspace.setDocument('a.mql', withNames.replace('+5', '+6'));
  expect(workspace.earlyDiagnostics('a.mql')).toEqual([]);
  const { definition, references } = workspace.analysis('a.mql')!;
  const fresh = check(sourceFile('a.mql', withNames.replace('+5', '+6')), () => undefined);
  expect(definition).toEqual(fresh.definition);
  expect(references.map(({ span }) => span)).toEqual(fresh.references.map(({ span }) => span));
});

describe('before the likely mistakes are looked for', () => {
  const text = 'fit:\n  employees 1..10 and employees > 20 +5\n  country US +10\n\nmql when score > 5\n';

  test('those found last stand where they stood', () => {
    const workspace = workspaceOf({ 'a.mql': text });
    const before = workspace.diagnostics('a.mql');
    expect(before.map(({ code }) => code)).toEqual(['MQL2004']);
    workspace.setDocument('a.mql', text.replace('US', 'DE'));
    expect(shown(workspace.earlyDiagnostics('a.mql'))).toEqual(shown(before));
  });

  test('those below the edit move with the text', () => {
    const workspace = workspaceOf({ 'a.mql': text });
    workspace.diagnostics('a.mql');
    const longer = text.replace('fit:\n', 'fit:\n  country DE +1\n');
    workspace.setDocument('a.mql', longer);
    const early = shown(workspace.earlyDiagnostics('a.mql'));
    expect(early).toEqual(shown(workspace.diagnostics('a.mql')));
    expect(early).toHaveLength(1);
  });

  test('those that the edit touches are left out', () => {
    const workspace = workspaceOf({ 'a.mql': text });
    workspace.diagnostics('a.mql');
    workspace.setDocument('a.mql', text.replace('> 20', '> 5'));
    expect(workspace.earlyDiagnostics('a.mql')).toEqual([]);
  });

  test('beside an error there are none', () => {
    const workspace = workspaceOf({ 'a.mql': text });
    workspace.diagnostics('a.mql');
    workspace.setDocument('a.mql', text.replace('country US', 'contry US'));
    expect(workspace.earlyDiagnostics('a.mql').map(({ code }) => code)).toEqual(['MQL1001']);
  });
});

test('an edit of a used file is seen in the files that use it', () => {
  const workspace = workspaceOf({ 'names.mql': 'vocabulary:\n  lead size number\n', 'a.mql': 'use "names.mql"\nfit:\n  size 5.. +10\nmql when score > 5\n' });
  expect(workspace.diagnostics('a.mql')).toEqual([]);
  workspace.setDocument('names.mql', 'vocabulary:\n  lead sizes number\n');
  expect(workspace.dependents('names.mql')).toEqual(['names.mql']);
  expect(workspace.diagnostics('a.mql').map(({ code }) => code)).toEqual(['MQL1001']);
});
