import { describe, expect, test } from 'vitest';
import { applyFixes } from '../../../compiler/diagnostics/apply-fixes.ts';
import type { Diagnostic, Fix } from '../../../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../../../compiler/source/source-file.ts';

const file = sourceFile('a.mql', 'one two three');

/** A fix that writes `text` in place of `word`. */
function writing(word: string, text: string, where = file): Fix {
  const start = where.text.indexOf(word);
  return { title: `write ${text}`, edits: [{ file: where, span: { start, end: start + word.length }, text }] };
}

function diagnostic(...fixes: readonly Fix[]): Diagnostic {
  return { code: 'MQL0001', severity: 'error', file, span: { start: 0, end: 1 }, message: 'wrong', related: [], fixes };
}

describe('fixes', () => {
  test('are applied together, whatever their order', () => {
    expect(applyFixes(file, [diagnostic(writing('three', '3')), diagnostic(writing('one', 'the first'))])).toEqual({ text: 'the first two 3', applied: 2 });
  });

  test('are applied together in the order of the text, too', () => {
    expect(applyFixes(file, [diagnostic(writing('one', 'the first')), diagnostic(writing('three', '3'))])).toEqual({ text: 'the first two 3', applied: 2 });
  });

  test('an insertion behind a replaced text stands behind it', () => {
    const behind: Fix = { title: 'write !', edits: [{ file, span: { start: 3, end: 3 }, text: '!' }] };
    expect(applyFixes(file, [diagnostic(writing('one', 'the first')), diagnostic(behind)])).toEqual({ text: 'the first! two three', applied: 2 });
  });

  test('that touch are both applied', () => {
    expect(applyFixes(file, [diagnostic(writing('one', '1')), diagnostic(writing(' two', '+2'))])).toEqual({ text: '1+2 three', applied: 2 });
    expect(applyFixes(file, [diagnostic(writing(' two', '+2')), diagnostic(writing('one', '1'))])).toEqual({ text: '1+2 three', applied: 2 });
  });

  test('an insertion before a text that the same fix replaces stands before it', () => {
    const [replaced] = writing('two', '2').edits;
    const inserted = { file, span: { start: 4, end: 4 }, text: 'A' };
    for (const edits of [[replaced!, inserted], [inserted, replaced!]]) expect(applyFixes(file, [diagnostic({ title: 'both', edits })])).toEqual({ text: 'one A2 three', applied: 1 });
  });

  test('of which one edit overlaps another fix are left whole', () => {
    const both: Fix = { title: 'write both', edits: [...writing('one', '1').edits, ...writing('three', '3').edits] };
    expect(applyFixes(file, [diagnostic(writing('one', 'a')), diagnostic(both)])).toEqual({ text: 'a two three', applied: 1 });
  });

  test('of which one edit is of another file are left whole', () => {
    const both: Fix = { title: 'write both', edits: [...writing('one', '1').edits, ...writing('x', 'y', sourceFile('b.mql', 'x')).edits] };
    expect(applyFixes(file, [diagnostic(both)])).toBeUndefined();
  });

  test('that leave a choice are left alone', () => {
    expect(applyFixes(file, [diagnostic(writing('two', '2'), writing('two', 'too'))])).toBeUndefined();
  });

  test('that overlap one before them are left for the next round', () => {
    expect(applyFixes(file, [diagnostic(writing('one two', '1 2')), diagnostic(writing('two three', '2 3'))])).toEqual({ text: '1 2 three', applied: 1 });
  });

  test('that insert at one place are not mixed', () => {
    const at = { file, span: { start: 3, end: 3 } };
    const insert = (text: string): Diagnostic => diagnostic({ title: text, edits: [{ ...at, text }] });
    expect(applyFixes(file, [insert('A'), insert('B')])).toEqual({ text: 'oneA two three', applied: 1 });
  });

  test('of another file are not applied here', () => {
    expect(applyFixes(file, [diagnostic(writing('x', 'y', sourceFile('b.mql', 'x')))])).toBeUndefined();
  });
});
