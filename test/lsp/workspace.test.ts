/** What the workspace remembers of older texts is never seen in what it says of the text as it is. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../../compiler/analyze.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { Workspace } from '../../lsp/workspace.ts';
import { random } from '../fuzz/random.ts';
import { definitions } from '../grammar/definitions.ts';

const shown = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code, span, message }) => `${span.start}..${span.end} ${code} ${message}`);

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
