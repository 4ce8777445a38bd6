import { expect, test } from 'vitest';
import { catalog } from '../../../compiler/diagnostics/catalog.ts';
import { diagnose, entry, movedDiagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../../../compiler/source/source-file.ts';

const shown = entry<{ name: string }>({
  code: 'MQL9001', severity: 'warning', title: 'T', message: ({ name }) => `found \`${name}\``, advice: ({ name }) => (name === 'x' ? undefined : `not ${name}`), why: '', avoid: '', prefer: '',
});
const file = sourceFile('a.mql', 'x y');
const span = { start: 0, end: 1 };

test('a diagnostic has the words of its entry, and what is given besides', () => {
  const lead = { title: 'is hot', lines: ['given 1 chat'] };
  const related = [{ file, span, message: 'here' }];
  expect(diagnose(shown, file, span, { name: 'y' }, { lead, related })).toEqual({
    code: 'MQL9001', severity: 'warning', file, span, message: 'found `y`', advice: 'not y', related, fixes: [], lead,
  });
});

test('what there is nothing to say about is left out', () => {
  expect(Object.keys(diagnose(shown, file, span, { name: 'x' }))).toEqual(['code', 'severity', 'file', 'span', 'message', 'related', 'fixes']);
});

test('moved into a newer text of its file, only places in that file are moved', () => {
  const other = sourceFile('b.mql', 'z');
  const newer = sourceFile('a.mql', '  x y');
  const given = diagnose(shown, file, span, { name: 'y' }, {
    related: [{ file, span, message: 'here' }, { file: other, span, message: 'there' }], fixes: [{ title: 'write', edits: [{ file, span, text: 'z' }, { file: other, span, text: 'x' }] }],
  });
  const behind = { start: 2, end: 3 };
  expect(movedDiagnostic(given, newer, 2)).toEqual({
    ...given, file: newer, span: behind, related: [{ file: newer, span: behind, message: 'here' }, { file: other, span, message: 'there' }],
    fixes: [{ title: 'write', edits: [{ file: newer, span: behind, text: 'z' }, { file: other, span, text: 'x' }] }],
  });
});

test('the catalog is in the order of its codes, each once', () => {
  const codes = catalog.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
});
