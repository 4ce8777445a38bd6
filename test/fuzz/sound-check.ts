/** What holds of the diagnostics of every text. */
import { expect } from 'vitest';
import { analyze } from '../../compiler/analyze.ts';
import type { Diagnostic, Fix } from '../../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import type { Span } from '../../compiler/source/span.ts';

export const path = 'fuzz.mql';

/** What the text's `use` may find: names that the text may know, or not. */
const used = sourceFile('used.mql', 'vocabulary:\n  lead seats number\n  event signed_up (plan text)\nlists:\n  words = "a", "b"\n');

function analyzeText(text: string): readonly Diagnostic[] {
  const file = sourceFile(path, text);
  return analyze(file, (name) => (name === path ? file : name === 'used.mql' ? used : undefined), { today: '2026-01-01' }).diagnostics;
}

/** Fails with the text where something is wrong with its diagnostics. */
export function expectSound(text: string): readonly Diagnostic[] {
  let diagnostics: readonly Diagnostic[];
  try {
    diagnostics = analyzeText(text);
  } catch (exception) {
    return expect.fail(`${exception instanceof Error ? exception.stack! : String(exception)}\nin ${JSON.stringify(text)}`);
  }
  const problems = diagnostics.flatMap((diagnostic) => problemsOf(diagnostic).map((problem) => `${diagnostic.code} (${diagnostic.message}): ${problem}`));
  if (problems.length > 0) expect.fail(`${problems[0]!}\nin ${JSON.stringify(text)}`);
  return diagnostics;
}

function problemsOf(diagnostic: Diagnostic): string[] {
  const problems: string[] = [];
  const look = (what: string, file: SourceFile, { start, end }: Span): void => {
    if (start < 0 || end > file.text.length || start > end) problems.push(`${what} ${start}..${end} is not in ${file.path}`);
  };
  look('its span', diagnostic.file, diagnostic.span);
  for (const place of diagnostic.related) look('a related place', place.file, place.span);
  const said = [diagnostic.message, diagnostic.advice ?? '', ...diagnostic.related.map((place) => place.message), ...diagnostic.fixes.map((fix) => fix.title)].join('\n');
  if (/\bundefined\b|\[object|\bNaN\b/.test(withoutQuotes(said))) problems.push(`says ${JSON.stringify(said)}`);
  if (diagnostic.message.trim() === '') problems.push('says nothing');
  for (const fix of diagnostic.fixes) problems.push(...problemsOfFix(fix, look));
  return problems;
}

function problemsOfFix(fix: Fix, look: (what: string, file: SourceFile, span: Span) => void): string[] {
  const problems: string[] = [];
  if (fix.edits.length === 0) problems.push(`the fix \`${fix.title}\` changes nothing`);
  for (const edit of fix.edits) look(`an edit of \`${fix.title}\``, edit.file, edit.span);
  for (const file of new Set(fix.edits.map((edit) => edit.file))) {
    const spans = fix.edits.filter((edit) => edit.file === file).map((edit) => edit.span).sort((first, second) => first.start - second.start || first.end - second.end);
    for (let index = 1; index < spans.length; index += 1) {
      if (spans[index]!.start < spans[index - 1]!.end) problems.push(`edits of \`${fix.title}\` overlap`);
    }
    const after = applied(file.text, fix, file);
    if (after === file.text) problems.push(`the fix \`${fix.title}\` leaves the text as it is`);
  }
  return problems;
}

function applied(text: string, fix: Fix, file: SourceFile): string {
  const edits = fix.edits.filter((edit) => edit.file === file).sort((first, second) => second.span.start - first.span.start);
  return edits.reduce((result, { span, text: inserted }) => result.slice(0, span.start) + inserted + result.slice(span.end), text);
}

/** User text stands in backquotes, and may say anything. */
function withoutQuotes(text: string): string {
  return text.replace(/`[^`]*`/g, '');
}

export const pieces = [
  'fit', 'intent', 'mql', 'sql', 'when', 'also', 'and', 'or', 'not', 'no', 'in', 'is', 'has', 'any', 'all', 'none', 'of', 'at', 'least', 'most', 'up', 'to', 'within', 'once', 'per',
  'day', 'week', 'every', 'decay', 'fade', 'over', 'floor', 'as', 'where', 'require', 'otherwise', 'score', 'tier', 'since', 'total', 'distinct', 'days', 'with', 'activity', 'qualified',
  'excluded', 'missing', 'known', 'contains', 'starts', 'matches', 'mentions', 'before', 'after', 'last', 'use', '"used.mql"', '"other.mql"', 'lead', 'event', 'from', 'one', 'list',
  'money', 'USD', 'date', 'definition', 'vocabulary', 'lists', 'define', 'exclude', 'handoff', 'test', 'given', 'expect', 'ago', 'on', 'owner', 'review', 'by', 'timezone', '"Europe/Berlin"',
  'country', 'US', 'Germany', 'webinar', 'page_view', 'pricing_view', 'url', 'host', 'employees', 'revenue', 'title', 'email', 'domain', 'seniority', 'vp', 'tech_stack', 'created',
  'words', 'seats', 'signed_up', 'plan', '50', '1_000', '3mo', '30d', '36501d', '5k', '+10', '-5', '+0', '60%', '-5%', '$5m', '-$5m', 'EUR 5', '50..500', '500..50', '..5', '5..', '2026-12-31',
  '2026-02-30', '2026-12-31T10:00Z', '10:30', '"text"', '""', '"*"', '"/pricing*"', '"%d/%m/%Y"', '"US"', '"\\q"', '"open', '`name`', '`fit`', '=', '!=', '<', '<=', '>', '>=', '==', '(', ')',
  '(', ')', ',', ';', ':', ':', '|', '..', '.', '*', '+', '-', '#', '\n', '\n', '\n', '\n\n', '\n  ', '\r\n', '\u0000', '\ud800', 'gr\u00f6\u00dfe', '@', '\u{1F600}', '__proto__', 'constructor', 'toString',
];
