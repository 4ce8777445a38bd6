/** Whatever the text: reading throws nothing, ends quickly, and gives a tree whose spans fit into each other. */
import { describe, expect, test, vi } from 'vitest';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import { read } from '../../grammar/read.ts';
import { children } from '../../grammar/visit.ts';
import type { Node } from '../../grammar/tree.ts';
import { definitions } from '../grammar/definitions.ts';
import { applyFix } from '../grammar/reading.ts';
import { rounds } from '../effort.ts';
import { random } from './random.ts';

// Many cases on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

function checkNode(node: Node, problems: string[]): void {
  let previous = node.span.start;
  for (const child of children(node)) {
    if (child.span.start > child.span.end) problems.push(`a span runs backwards: ${JSON.stringify(child.span)}`);
    if (child.span.start < node.span.start || child.span.end > node.span.end) {
      problems.push(`${JSON.stringify(child.span)} is not inside ${JSON.stringify(node.span)}`);
    }
    if (child.span.start < previous) problems.push(`${JSON.stringify(child.span)} is out of order`);
    previous = child.span.start;
    checkNode(child, problems);
  }
}

function checkDiagnostic(diagnostic: Diagnostic, length: number, problems: string[]): void {
  const spans = [diagnostic.span, ...diagnostic.related.map((place) => place.span), ...diagnostic.fixes.flatMap((fix) => fix.edits.map((edit) => edit.span))];
  for (const span of spans) {
    if (span.start < 0 || span.end > length || span.start > span.end) problems.push(`${diagnostic.code}: ${JSON.stringify(span)} is not in the file`);
  }
  if (/undefined|\[object|NaN/.test(`${diagnostic.message} ${diagnostic.advice ?? ''}`)) problems.push(`${diagnostic.code}: ${diagnostic.message}`);
}

/** What is wrong with the reading of the text; nothing, for any text. */
function problemsOf(text: string): string[] {
  const problems: string[] = [];
  const { tree, diagnostics } = read(sourceFile('fuzz.mql', text));
  checkNode(tree, problems);
  for (const diagnostic of diagnostics) checkDiagnostic(diagnostic, text.length, problems);
  let hasBroken = false;
  const look = (node: Node): void => {
    if ('kind' in node && node.kind === 'broken') hasBroken = true;
    children(node).forEach(look);
  };
  look(tree);
  if (hasBroken && diagnostics.length === 0) problems.push('an item is broken without a diagnostic');
  return problems;
}

function expectSound(text: string): void {
  const problems = problemsOf(text);
  if (problems.length > 0) expect.fail(`${problems[0]!}\nin ${JSON.stringify(text)}`);
}

const pieces = [
  'fit', 'intent', 'mql', 'when', 'also', 'and', 'or', 'not', 'no', 'in', 'is', 'has', 'any', 'all', 'none', 'of', 'at', 'least', 'most', 'up', 'to', 'within',
  'once', 'per', 'day', 'every', 'decay', 'fade', 'over', 'floor', 'as', 'where', 'require', 'otherwise', 'score', 'tier', 'since', 'total', 'distinct', 'days',
  'with', 'activity', 'qualified', 'missing', 'known', 'contains', 'starts', 'matches', 'mentions', 'before', 'after', 'last', 'use', 'lead', 'event', 'from',
  'one', 'list', 'money', 'USD', 'date', 'definition', 'vocabulary', 'lists', 'define', 'exclude', 'handoff', 'test', 'given', 'expect', 'ago', 'on', 'owner',
  'review', 'by', 'country', 'US', 'webinar', 'employees', 'if', 'then', 'points', 'between', '50', '1_000', '3mo', '30d', '5k', '+10', '-5', '60%', '-5%', '$5m',
  '-$5m', '2026-12-31', '2026-02-30', '2026-12-31T10:00Z', '31/12/2026', '10:30', '"text"', '"a*\\*\\u{1F600}"', '"\\q"', '"open', "'single'", '\u201ccurly\u201d',
  '`name`', '`bad name`', '`open', '=', '!=', '<', '<=', '>', '>=', '==', '=>', '&&', '||', '!', '(', ')', '(', ')', ',', ';', ':', ':', '|', '..', '.', '*', '+',
  '-', '#', '//', '\n', '\n', '\n', '\n\n', '\r\n', '\t', '\u0000', '\ud800', '\udc00', '\ufeff', 'gr\u00f6\u00dfe', '@', '\u2264', '\u{1F600}', '.5', '1,000',
];

describe('random text', () => {
  test('of pieces of the language', () => {
    const next = random(1);
    for (let round = 0; round < rounds(3000); round += 1) {
      let text = '';
      const length = 1 + next(60);
      for (let count = 0; count < length; count += 1) text += pieces[next(pieces.length)]! + (next(4) === 0 ? '' : ' ');
      expectSound(text);
    }
  });

  test('of any characters', () => {
    const next = random(2);
    for (let round = 0; round < rounds(1500); round += 1) {
      const codes: number[] = [];
      const length = next(80);
      for (let count = 0; count < length; count += 1) codes.push(next(3) === 0 ? next(0x10000) : next(128));
      expectSound(String.fromCharCode(...codes));
    }
  });
});

describe('mutated definitions', () => {
  const words = definitions.map((text) => text.match(/[A-Za-z_]\w*|\d+\w*|"[^"\n]*"|\s+|./gu) ?? []);

  test('with words left out, doubled, swapped or replaced', () => {
    const next = random(3);
    for (let round = 0; round < rounds(1500); round += 1) {
      const parts = [...words[next(words.length)]!];
      const changes = 1 + next(4);
      for (let count = 0; count < changes; count += 1) {
        const at = next(parts.length);
        const other = next(parts.length);
        switch (next(4)) {
          case 0: parts.splice(at, 1); break;
          case 1: parts.splice(at, 0, parts[at]!); break;
          case 2: [parts[at], parts[other]] = [parts[other]!, parts[at]!]; break;
          default: parts[at] = ` ${pieces[next(pieces.length)]!} `;
        }
      }
      expectSound(parts.join(''));
    }
  });

  test('cut off at every offset', () => {
    for (const text of definitions) for (let end = 0; end <= text.length; end += 3) expectSound(text.slice(0, end));
  });

  test('with their first part cut off', () => {
    for (const text of definitions) for (let start = 0; start < text.length; start += 7) expectSound(text.slice(start));
  });
});

describe('fixes', () => {
  /** Applies the first fix that there is until there is none. */
  function fixedSteps(text: string): number {
    let fixed = text;
    for (let steps = 0; steps < 300; steps += 1) {
      const fixable = read(sourceFile('fuzz.mql', fixed)).diagnostics.find((diagnostic) => diagnostic.fixes.length > 0);
      if (fixable === undefined) return steps;
      fixed = applyFix(fixed, fixable);
    }
    return Number.POSITIVE_INFINITY;
  }

  test('applied one after another come to an end', () => {
    const next = random(4);
    for (let round = 0; round < rounds(600); round += 1) {
      const text = definitions[next(definitions.length)]!;
      const at = next(text.length);
      const broken = `${text.slice(0, at)} ${pieces[next(pieces.length)]!} ${pieces[next(pieces.length)]!} ${text.slice(at + next(3))}`;
      expect(fixedSteps(broken), JSON.stringify(broken)).toBeLessThan(300);
    }
  });
});

describe('extreme text', () => {
  const count = 100_000;
  test.each([
    ['open parentheses', `fit: ${'('.repeat(10_000)}`],
    ['closing parentheses', `fit: ${')'.repeat(10_000)}`],
    ['not', `fit: ${'not '.repeat(count)}country`],
    ['no', `fit: ${'no '.repeat(count)}webinar`],
    ['list of', `vocabulary: lead x ${'list of '.repeat(count)}text`],
    ['where', `fit: ${'webinar where '.repeat(count)}title "x" +1`],
    ['any of', `fit: ${'any of ('.repeat(count)}`],
    ['and', `fit: ${'country and '.repeat(count)}country`],
    ['commas in a list', `fit: country in (${'US, '.repeat(count)}DE)`],
    ['commas between conditions', `fit: ${'country US, '.repeat(count)} +10`],
    ['bars', `fit: employees ${'1..2 +3 | '.repeat(count)} otherwise +1`],
    ['colons', ':'.repeat(count)],
    ['blocks', 'fit:\n'.repeat(count)],
    ['semicolons', `fit: ${'webinar +1;'.repeat(count)}`],
    ['lines', `fit:\n${'  webinar +10 within 30d\n'.repeat(count)}mql when score > 5\n`],
    ['lines with a mistake each', `fit:\n${'  webinar and +10\n'.repeat(20_000)}`],
    ['lines with an open parenthesis each', `fit:\n${'  country in (DE\n'.repeat(20_000)}`],
    ['lines with an open header each', `fit:\n${'  a (\n'.repeat(20_000)}`],
    ['lines that join', `fit:\n${'  webinar or\n'.repeat(count)}`],
    ['strange characters', '\u0001'.repeat(count)],
    ['strange pairs', '\u{1F600}'.repeat(count)],
    ['a long word', 'a'.repeat(1_000_000)],
    ['a long number', `fit: employees ${'9'.repeat(1_000_000)} +1`],
    ['a long text', `fit: title "${'a\\"'.repeat(300_000)}" +1`],
    ['a long open text', `fit: title "${'a\\'.repeat(500_000)}`],
    ['a long comment', `# ${'x'.repeat(1_000_000)}`],
    ['quotes', '"'.repeat(count)],
    ['backquotes', '`'.repeat(count)],
    ['dots', '.'.repeat(count)],
    ['signs', '+-'.repeat(count)],
    ['dates', '2026-01-01'.repeat(20_000)],
    ['letters of other scripts', '\u00e9'.repeat(1_000_000)],
  ])('%s', (_, text) => {
    const { tree, diagnostics } = read(sourceFile('extreme.mql', text));
    expect(tree.span).toEqual({ start: 0, end: text.length });
    const problems: string[] = [];
    for (const diagnostic of diagnostics) checkDiagnostic(diagnostic, text.length, problems);
    expect(problems).toEqual([]);
  });
});
