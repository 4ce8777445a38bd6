/** Lints as texts: a line of `^^^` under a line marks the span of a diagnostic, its code and a part of what it says: message, advice, related places, fixes. */
import { expect } from 'vitest';
import { lint, type LintOptions } from '../../compiler/lint/lint.ts';
import { positionAt } from '../../compiler/source/source-file.ts';
import { checkText } from '../check-text.ts';

export interface Found {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly code: string;
}

const mark = /^ *(\^+) (MQL\d{4}) ?(.*)$/;

/** Checks and lints the text without its marks, and holds all that was found against the marks. */
export function expectLints(marked: string, options: LintOptions & { readonly files?: Readonly<Record<string, string>> } = {}): void {
  const lines: string[] = [];
  const expected: (Found & { readonly says: string })[] = [];
  for (const line of marked.replace(/^\n/, '').split('\n')) {
    const found = mark.exec(line);
    if (found === null) lines.push(line);
    else {
      const from = line.indexOf('^');
      expected.push({ line: lines.length, from, to: from + found[1]!.length, code: found[2]!, says: found[3]! });
    }
  }
  const text = lines.join('\n');
  const { definition, diagnostics } = checkText(text, options.files ?? {});
  if (definition === undefined) throw new Error(`the text has errors: ${diagnostics.map(({ code, message }) => `${code} ${message}`).join('; ')}\n${text}`);
  const all = [...diagnostics, ...lint(definition, options)];
  const found = all.map(({ code, span, file, message, advice, related, fixes }) => {
    const start = positionAt(file, span.start);
    return { line: start.line + 1, from: start.character, to: start.character + span.end - span.start, code, message, says: [
      message, advice ?? '', ...related.map((each) => each.message), ...fixes.map(({ title, edits }) => `${title}: ${edits.map((edit) => JSON.stringify(edit.text)).join(', ')}`),
    ].join('; ') };
  });
  const place = ({ line, from, to, code }: Found): string => `${code} ${line}:${from}-${to}`;
  expect(found.map((each) => `${place(each)}`).sort(), found.map(({ message }) => message).join('\n')).toEqual(expected.map(place).sort());
  for (const each of expected) {
    const messages = found.filter((other) => place(other) === place(each)).map(({ says }) => says);
    if (each.says !== '') expect(messages.join('\n')).toContain(each.says);
  }
}

/** No diagnostic at all. */
export function expectNoLints(text: string, options: LintOptions & { readonly files?: Readonly<Record<string, string>> } = {}): void {
  expectLints(text, options);
}
