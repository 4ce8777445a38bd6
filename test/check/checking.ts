/**
 * Checks as texts. Under a line, `^^^ MQL1001 words` marks a diagnostic with a part of its message or advice, and `~~~ words` a place related to
 * the diagnostics of the text. The words stand without their backquotes.
 */
import { expect, test } from 'vitest';
import { analyze } from '../../compiler/analyze.ts';
import { namesAndTypesCodes } from '../../compiler/diagnostics/catalog/names-and-types.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { positionAt, sourceFile } from '../../compiler/source/source-file.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import type { Span } from '../../compiler/source/span.ts';

/** Files that a text may use. */
const otherFiles: Readonly<Record<string, string>> = {
  'vocabulary.mql': 'vocabulary: lead seats number\n',
  'scoring.mql': 'fit: country US +10\nmql when score > 5\n',
  'again.mql': 'use "definition.mql"\n',
  'one.mql': 'mql when demo_request\n',
  'other.mql': 'mql when webinar\n',
};

/** What is tested, the marked text, and the text after each fix, in the order of the diagnostics. */
export type CheckCase = readonly [what: string, marked: string, fixes: readonly string[]];

export function diagnosticsOf(text: string): readonly Diagnostic[] {
  const file = sourceFile('definition.mql', text);
  return analyze(file, (path) => {
    const other = path === file.path ? text : otherFiles[path];
    return other === undefined ? undefined : sourceFile(path, other);
  }).diagnostics;
}

/** Its text is too long to be marked here: its page shows it. */
const shownElsewhere: ReadonlySet<string> = new Set(['MQL1064']);

const mark = /^ *(\^+|~+) ?(MQL\d{4})? ?(.*)$/;

/** The text without its marks. */
export function unmarked(marked: string): string {
  return marked.replace(/^\n/, '').split('\n').filter((line) => !mark.test(line)).join('\n');
}

/** Holds all that is found against the marks, and all related places of the same file. */
export function expectMarks(marked: string): void {
  const expected: { readonly place: string; readonly says: string }[] = [];
  let line = 0;
  for (const each of marked.replace(/^\n/, '').split('\n')) {
    const found = mark.exec(each);
    if (found === null) {
      line += 1;
      continue;
    }
    const from = each.search(/[~^]/);
    expected.push({ place: `${found[2] ?? 'related'} ${line}:${from}-${from + found[1]!.length}`, says: found[3]! });
  }

  const found: { readonly place: string; readonly says: string }[] = [];
  const add = (what: string, file: SourceFile, span: Span, says: string): void => {
    const start = positionAt(file, span.start);
    found.push({ says: says.replaceAll('`', ''), place: `${what} ${start.line + 1}:${start.character}-${start.character + span.end - span.start}` });
  };
  for (const { code, file, span, message, advice, related } of diagnosticsOf(unmarked(marked))) {
    add(code, file, span, `${message}; ${advice ?? ''}`);
    for (const other of related) if (other.file.path === file.path) add('related', other.file, other.span, other.message);
  }
  expect(found.map(({ place }) => place).sort(), found.map(({ says }) => says).join('\n')).toEqual(expected.map(({ place }) => place).sort());
  for (const { place, says } of expected) expect(found.filter((other) => other.place === place).map((other) => other.says).join('\n')).toContain(says);
}

/** What each fix of the text's diagnostics makes of it, in order. */
export function fixed(text: string): { readonly text: string; readonly code: string }[] {
  return diagnosticsOf(text).flatMap(({ code, fixes }) => fixes.map(({ edits }) => ({
    code,
    text: [...edits].sort((left, right) => right.span.start - left.span.start)
      .reduce((result, edit) => result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end), text),
  })));
}

export function testCheck(marked: string, fixes: readonly string[]): void {
  test('what is found, and where', () => expectMarks(marked));

  test('its fixes', () => {
    const found = fixed(unmarked(marked));
    expect(found.map(({ text }) => text)).toEqual(fixes);
    for (const { code, text } of found) expect(diagnosticsOf(text).map((diagnostic) => diagnostic.code)).not.toContain(code);
  });
}

/** Each code of the catalog that the filter takes has a case. */
export function coversCodes(cases: readonly CheckCase[], takes: (code: string) => boolean): void {
  test('every code has a case', () => {
    const wanted = Object.values(namesAndTypesCodes).map(({ code }) => code).filter((code) => takes(code) && !shownElsewhere.has(code));
    expect(wanted.filter((code) => !cases.some(([, marked]) => marked.includes(`^ ${code}`)))).toEqual([]);
  });
}
