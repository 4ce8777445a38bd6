/** Whatever the text: formatting twice changes nothing more, the tree stays the same, and no comment is lost. */
import { describe, expect, test, vi } from 'vitest';
import { sourceFile } from '../../compiler/source/source-file.ts';
import { format } from '../../grammar/format/format.ts';
import { read } from '../../grammar/read.ts';
import { definitions } from '../grammar/definitions.ts';
import { meaningOf } from '../grammar/same-tree.ts';
import { rounds } from '../effort.ts';
import { random } from './random.ts';

// Many cases on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

const readText = (text: string): ReturnType<typeof read> => read(sourceFile('fuzz.mql', text));
const isWell = (text: string): boolean => readText(text).diagnostics.length === 0;

async function expectSound(text: string): Promise<void> {
  const { tree, diagnostics } = readText(text);
  const result = await format(text);
  if (diagnostics.length > 0) {
    expect('diagnostics' in result).toBe(true);
    return;
  }
  if (!('text' in result)) return expect.fail(`not formatted: ${JSON.stringify(text)}`);
  const after = readText(result.text);
  const context = `\n--- before\n${text}\n--- after\n${result.text}`;
  expect(after.diagnostics.map((diagnostic) => diagnostic.message), context).toEqual([]);
  expect(meaningOf(after.tree), context).toBe(meaningOf(tree));
  expect(after.tree.comments.map((comment) => comment.text).sort(), context).toEqual(tree.comments.map((comment) => comment.text.trimEnd()).sort());
  const again = await format(result.text);
  expect('text' in again ? again.text : 'not formatted', context).toBe(result.text);
}

/** The places between words, where blanks, line ends and comments may be put. */
function placesOf(text: string): number[] {
  return [...text.matchAll(/(?<=[\s(),|:;])(?=\S)|(?=[\s(),|:;])/g)].map((match) => match.index);
}

const insertions = [' # a comment\n', '\n# own line\n', '\n', '\n\n\n', '  ', '\t', ' # \u00e4\u{1F600} "(\r\n', '\n  # one\n  # two\n'];

describe('definitions with comments and line ends in odd places', () => {
  test.each(definitions.map((text, index) => [index, text] as const))('definition %i', async (index, text) => {
    const next = random(10 + index);
    for (let round = 0; round < rounds(150); round += 1) {
      let changed = text;
      const changes = 1 + next(8);
      for (let count = 0; count < changes; count += 1) {
        const places = placesOf(changed);
        const at = places[next(places.length)]!;
        const candidate = changed.slice(0, at) + insertions[next(insertions.length)]! + changed.slice(at);
        if (isWell(candidate)) changed = candidate;
      }
      await expectSound(changed);
    }
  });
});

describe('definitions with words changed', () => {
  test('left out, doubled, swapped, in other case, or very long', async () => {
    const next = random(20);
    const words = definitions.map((text) => text.match(/[A-Za-z_]\w*|\d+\w*|"[^"\n]*"|\s+|./gu) ?? []);
    let formatted = 0;
    for (let round = 0; round < rounds(1500); round += 1) {
      const parts = [...words[next(words.length)]!];
      const changes = 1 + next(3);
      for (let count = 0; count < changes; count += 1) {
        const at = next(parts.length);
        const other = next(parts.length);
        switch (next(5)) {
          case 0: parts.splice(at, 1); break;
          case 1: parts.splice(at, 0, parts[at]!); break;
          case 2: [parts[at], parts[other]] = [parts[other]!, parts[at]!]; break;
          case 3: parts[at] = parts[at]!.startsWith('"') ? parts[at]! : parts[at]!.toUpperCase(); break;
          default: if (/^[a-z]/.test(parts[at]!)) parts[at] += '_x'.repeat(1 + next(60));
        }
      }
      const text = parts.join('');
      if (isWell(text)) formatted += 1;
      await expectSound(text);
    }
    // Enough of them must still be definitions for this to say anything.
    expect(formatted).toBeGreaterThan(rounds(300));
  });
});

describe('conditions of many shapes', () => {
  const texts = ['"a"', '"a long text that takes its room"', '"*b*"'];
  function condition(next: (below: number) => number, depth: number): string {
    const some = (): string => condition(next, depth - 1);
    switch (next(depth <= 0 ? 4 : 9)) {
      case 0: return `country in (${Array.from({ length: 1 + next(40) }, () => 'DE').join(', ')})`;
      case 1: return `title mentions any of (${texts.slice(next(3)).join(', ')})`;
      case 2: return 'email.domain in free_mail';
      case 3: return `webinar ${texts[next(3)]!} where minutes > 3 within 30d >= ${next(9)}`;
      case 4: return `not ${some()}`;
      case 5: return `(${some()})`;
      case 6: return `any of (${some()}, ${some()})`;
      case 7: return `${some()} and ${some()}`;
      default: return `(${some()} or ${some()})`;
    }
  }

  /** A test of some of everything that may be given and expected. */
  function testBlock(next: (below: number) => number): string {
    const pick = (choices: readonly string[]): string => choices[next(choices.length)]!;
    const value = (): string => pick(['120', '-5', 'US', '"a text"', 'true', 'USD 5m', '30d', '2026-01-01', '2026-01-01T10:00Z', '60%']);
    const values = (): string => `(${Array.from({ length: 1 + next(12) }, value).join(', ')})`;
    const properties = (): string => `(${Array.from({ length: 1 + next(5) }, () => `${pick(['minutes', 'title', 'tags'])} ${pick([value(), values()])}`).join(', ')})`;
    const time = (): string => pick(['1d ago', '2h ago', 'on 2026-01-01', 'on 2026-01-01T10:00Z']);
    const given = (): string => pick([`country ${value()}`, `tags ${values()}`, `${pick(['', '3 '])}webinar${pick(['', ' "x"'])}${pick(['', ` ${properties()}`])} ${time()}`]);
    const outcome = (): string => pick(['mql', 'not mql', 'score 75', 'score >= 60', 'fit -5', 'fit 5..9', 'tier A', 'no tier', 'handoff "SDR"', 'not tier "1"', 'qualified', 'not excluded']);
    const items = Array.from({ length: 1 + next(5) }, () => pick([
      `given ${Array.from({ length: 1 + next(6) }, given).join(', ')}`, `expect ${Array.from({ length: 1 + next(8) }, outcome).join(', ')}`, `at ${pick(['2026-01-01', '2026-01-01T10:00Z'])}`,
    ]));
    return `test "t": ${items.join(pick(['; ', '\n']))}`;
  }

  test('in every place', async () => {
    const next = random(30);
    for (let round = 0; round < rounds(400); round += 1) {
      const made = condition(next, 1 + next(4));
      const text = [
        `fit: ${made} +10 when ${condition(next, 2)} as "x" up to 20; ${condition(next, 3)}`, `define: a = ${made}`, `exclude: ${made}`, `mql when ${made}`,
        `tier A when ${made}`, `handoff: to "x" within 2h when ${made}`,
        `claim "c": ${made} implies ${condition(next, 2)}; ${['always ', 'never ', ''][next(3)]!}${condition(next, 3)}\n${condition(next, 1)}\n implies ${condition(next, 1)}`,
        testBlock(next),
      ].join('\n');
      expect(readText(text).diagnostics.map((diagnostic) => diagnostic.message), text).toEqual([]);
      await expectSound(text);
    }
  });
});
