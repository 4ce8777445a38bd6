/**
 * What the checker says, word for word: `messages/*.mql` are full of mistakes, and under each line stands, behind `#:`, what is said of it.
 * After a change of a message write them anew with `WRITE_MESSAGES=1` before the command, and read the difference.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { positionAt, sourceFile } from '../../compiler/source/source-file.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import type { Span } from '../../compiler/source/span.ts';

const folder = fileURLToPath(new URL('messages/', import.meta.url));

function spanned(file: SourceFile, span: Span): string {
  return JSON.stringify(file.text.slice(span.start, span.end));
}

function linesOf({ code, severity, file, span, message, advice, related, fixes }: Diagnostic): string[] {
  return [
    `#: ${code} ${severity === 'error' ? '' : `${severity} `}${spanned(file, span)}: ${message}${advice === undefined ? '' : `; ${advice}`}`,
    ...related.map((other) => `#:   line ${positionAt(other.file, other.span.start).line + 1} ${spanned(other.file, other.span)}: ${other.message}`),
    ...fixes.map((fix) => `#:   ${fix.title}: ${fix.edits.map((edit) => `${edit.span.start - span.start} ${spanned(edit.file, edit.span)} -> ${JSON.stringify(edit.text)}`).join(', ')}`),
  ];
}

/** The text with what is said of each line under it. */
function annotated(name: string, text: string): string {
  const file = sourceFile(name, text);
  const below = new Map<number, string[]>();
  for (const diagnostic of check(file, () => undefined).diagnostics) {
    // Reading has its own tests.
    if (diagnostic.code < 'MQL1') continue;
    const { line } = positionAt(file, diagnostic.span.start);
    below.set(line, [...(below.get(line) ?? []), ...linesOf(diagnostic)]);
  }
  return text.split('\n').flatMap((line, index) => [line, ...(below.get(index) ?? [])]).join('\n');
}

describe.each(readdirSync(folder).map((name) => ({ name })))('$name', ({ name }) => {
  test('what is said of each line', () => {
    const expected = readFileSync(`${folder}${name}`, 'utf8');
    const found = annotated(name, expected.split('\n').filter((line) => !line.startsWith('#:')).join('\n'));
    if (process.env['WRITE_MESSAGES'] !== undefined) writeFileSync(`${folder}${name}`, found);
    else expect(found).toBe(expected);
  });
});
