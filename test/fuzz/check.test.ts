/** Whatever the text: checking and linting throw nothing, end, point into the file, and offer fixes that can be made. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { analyze } from '../../compiler/analyze.ts';
import { cases } from '../differential/case.ts';
import { rounds } from '../effort.ts';
import { random } from './random.ts';
import { expectSound, path, pieces } from './sound-check.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';

// Many cases on a machine that may be busy.
vi.setConfig({ testTimeout: 600_000 });

const folder = fileURLToPath(new URL('../../examples', import.meta.url));
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mql')).sort()
  .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
const words = examples.map(({ text }) => text.match(/[A-Za-z_]\w*|\d+\w*|"[^"\n]*"|\s+|./gu) ?? []);

describe('definitions with changed words', () => {
  test('left out, doubled, swapped, or taken from other definitions', () => {
    const next = random(100);
    const seen = new Set<string>();
    for (let round = 0; round < rounds(3000); round += 1) {
      const parts = [...words[next(words.length)]!];
      const changes = 1 + next(5);
      for (let count = 0; count < changes; count += 1) {
        const at = next(parts.length);
        const other = next(parts.length);
        const donor = words[next(words.length)]!;
        switch (next(6)) {
          case 0: parts.splice(at, 1); break;
          case 1: parts.splice(at, 0, parts[at]!); break;
          case 2: [parts[at], parts[other]] = [parts[other]!, parts[at]!]; break;
          case 3: parts[at] = ` ${pieces[next(pieces.length)]!} `; break;
          default: parts[at] = donor[next(donor.length)]!;
        }
      }
      for (const { code } of expectSound(parts.join(''))) seen.add(code);
    }
    // The texts reach reading, and names and types.
    for (const phase of ['MQL0', 'MQL1']) expect([...seen].filter((code) => code.startsWith(phase)).length, phase).toBeGreaterThan(5);
  });

  test('whole lines left out, doubled, moved, or taken from other definitions', () => {
    const next = random(101);
    const lines = examples.map(({ text }) => text.split('\n'));
    for (let round = 0; round < rounds(1500); round += 1) {
      const changed = [...lines[next(lines.length)]!];
      const changes = 1 + next(6);
      for (let count = 0; count < changes; count += 1) {
        const at = next(changed.length);
        const donor = lines[next(lines.length)]!;
        switch (next(4)) {
          case 0: changed.splice(at, 1); break;
          case 1: changed.splice(at, 0, changed[at] ?? ''); break;
          case 2: changed.splice(next(changed.length), 0, ...changed.splice(at, 1)); break;
          default: changed.splice(at, 0, donor[next(donor.length)]!);
        }
      }
      expectSound(changed.join('\n'));
    }
  });

  test('cut off anywhere, and glued to the rest of another', () => {
    const next = random(102);
    for (let round = 0; round < rounds(1500); round += 1) {
      const { text } = examples[next(examples.length)]!;
      const other = examples[next(examples.length)]!.text;
      const cut = text.slice(0, next(text.length + 1));
      expectSound(next(3) === 0 ? cut + other.slice(next(other.length + 1)) : cut);
    }
  });
});

describe('random text', () => {
  test('of pieces of the language', () => {
    const next = random(103);
    for (let round = 0; round < rounds(3000); round += 1) {
      let text = next(2) === 0 ? 'fit: ' : '';
      const length = 1 + next(50);
      for (let count = 0; count < length; count += 1) text += pieces[next(pieces.length)]! + (next(4) === 0 ? '' : ' ');
      expectSound(`${text}\nmql when score > 5\n`);
    }
  });

  test('that uses itself, and files that use each other', () => {
    const files = new Map([
      ['a.mql', 'use "b.mql"\nlists: one = "x"\nfit: title in two +1\nmql when score > 0\n'], ['b.mql', 'use "a.mql"\nlists: two = "y"\n'], ['c.mql', 'use "c.mql"\nuse "a.mql"\ntest "t":\n  expect mql\n'],
    ]);
    for (const [name, text] of files) {
      const sources = (asked: string): ReturnType<typeof sourceFile> | undefined => (files.has(asked) ? sourceFile(asked, files.get(asked)!) : undefined);
      for (let end = 0; end <= text.length; end += 1) expect(analyze(sourceFile(name, text.slice(0, end)), sources).diagnostics.length).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('extreme definitions', () => {
  const many = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('\n');
  test.each([
    ['rules', `fit:\n${many(3000, (index) => `  employees ${index}..${index + 1} +1`)}\nmql when score > 5`],
    ['cases', `fit: employees ${many(2000, (index) => `${index * 2}..${index * 2 + 1} +${index}`).replaceAll('\n', ' | ')}\nmql when score > 5`],
    ['names that double each other', `define:\n  a0 = country US\n${many(60, (index) => `  a${index + 1} = a${index} and a${index}`)}\nfit: a60 +1\nmql when score > 5`],
    ['names that need the one before', `define:\n  a0 = country US\n${many(3000, (index) => `  a${index + 1} = a${index} and employees ${index}`)}\nfit: a3000 +1\nmql when score > 5`],
    ['names that need the next', `define:\n${many(3000, (index) => `  a${index} = a${index + 1} and employees ${index}`)}\n  a3000 = country US\nfit: a0 +1\nmql when score > 5`],
    ['stages that double each other', `fit: employees 1.. +1\nmql when score > 0\ns0 when mql\n${many(60, (index) => `s${index + 1} when s${index} or not s${index}`)}`],
    ['names in a circle', `define:\n${many(300, (index) => `  a${index} = a${(index + 1) % 300}`)}\nfit: a0 +1\nmql when score > 5`],
    ['unknown names', `fit:\n${many(1500, (index) => `  unheard_of_${index} +1`)}\nmql when score > 5`],
    ['stages', `fit: employees 1.. +1\n${many(300, (index) => `stage${index} when score > ${index}`)}\nmql when score > 5`],
    ['sections', `${many(300, (index) => `part${index}: employees ${index}.. +1`)}\nmql when score > 5`],
    ['conditions', `fit: ${many(1500, (index) => `employees > ${index}`).replaceAll('\n', ' and ')} +1\nmql when score > 5`],
    ['alternatives', `fit: (${many(1500, (index) => `employees = ${index}`).replaceAll('\n', ' or ')}) +1\nmql when score > 5`],
    ['texts in a list', `lists: many = ${many(5000, (index) => `"text ${index}"`).replaceAll('\n', ', ')}\nfit: title in many +1\nmql when score > 0`],
    ['tiers', `fit: employees 1.. +1\nmql when score > 0\n${many(300, (index) => `tier T${index} when score > ${index}`)}`],
    ['tests', `fit: employees 1.. +1\nmql when score > 0\n${many(500, (index) => `test "t${index}":\n  given employees ${index}\n  expect mql`)}`],
  ])('%s by the hundred', (_, text) => {
    expectSound(text);
  });
});

describe('random definitions that are right', () => {
  test('have no errors, and their likely mistakes point into them', () => {
    const seen = new Set<string>();
    for (const { text } of fc.sample(cases(0), { seed: 104, numRuns: rounds(600) })) {
      const diagnostics = expectSound(text);
      const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
      expect(errors.map(({ code, message }) => `${code} ${message}`), `\n${text}`).toEqual([]);
      for (const { code } of diagnostics) seen.add(code);
    }
    expect(seen.size, 'kinds of likely mistakes').toBeGreaterThan(5);
  });

  test('still point into the file when words of them are changed', () => {
    const next = random(105);
    for (const { text } of fc.sample(cases(0), { seed: 105, numRuns: rounds(900) })) {
      const parts = text.match(/[A-Za-z_]\w*|\d+\w*|"[^"\n]*"|\s+|./gu) ?? [];
      for (let count = next(3); count >= 0; count -= 1) {
        const at = next(parts.length);
        if (next(2) === 0) parts.splice(at, 1);
        else parts[at] = ` ${pieces[next(pieces.length)]!} `;
      }
      expectSound(parts.join(''));
    }
  });
});

test('the examples themselves are clean', () => {
  for (const { name, text } of examples.filter((example) => !/^use /m.test(example.text))) {
    expect(analyze(sourceFile(path, text), () => undefined).diagnostics.map(({ code, message }) => `${name}: ${code} ${message}`)).toEqual([]);
  }
});
