/** Reading an edited text with what is known of the text before gives what reading it anew gives. */
import { expect, test, vi } from 'vitest';
import { sourceFile } from '../../compiler/source/source-file.ts';
import { asRead } from '../../grammar/moved-parts.ts';
import { read, Rereader } from '../../grammar/read.ts';
import type { ReadResult } from '../../grammar/read.ts';
import { random } from '../fuzz/random.ts';
import { definitions } from './definitions.ts';

// Many cases on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

/** Without the file itself, which is another object each time; the order of keys counts, too. */
function shown({ tree, diagnostics }: ReadResult): string {
  return JSON.stringify({ tree, diagnostics }, (key, value: unknown) => (key === 'file' ? (value as { path: string }).path : value === undefined ? '(undefined)' : value));
}

const pieces = [
  'and', 'or', 'not', '(', ')', ',', ':', ';', '\n', '\n  ', '  webinar +10\n', 'fit:\n', '+10', '50', '5k', '..', '"text"', '"', '#', "'", '`', '|', 'when', 'country US',
  'mql when score > 5\n', '\u201ctext\u201d', '10:30', '2026-01-01 ', '.5', '&&', '\u0001', '->', ' -> 10', ' now -30d', '-', ' ', 'up to 5', 'within 30d', 'per', 'otherwise', 'once', '!',
  // What begins and ends blocks, and slips that look at the line before or behind.
  'define:\n', 'owner: "a"\n', 'part (up to 5,\n within 30d):\n', 'webinar (\n', 'x ):\n', 'test "x":\n', 'mql if score > 5\n', 'tier A when score > 5\n', 'a: "b"\n',
  '\n=>\n+10\n', '2026-01-01\n', '\n10:30', '||', '5000 \u20ac', '\u20ac', '\r\n', '// c\n', '[', ']',
];

function edited(text: string, next: (below: number) => number): string {
  const start = next(text.length + 1);
  switch (next(5)) {
    case 0: return text.slice(0, start) + text.slice(Math.min(text.length, start + 1 + next(8)));
    case 1: return text.slice(0, start) + pieces[next(pieces.length)]! + text.slice(start + next(6));
    case 2: {
      // A line taken to another place.
      const lines = text.split('\n');
      const [line] = lines.splice(next(lines.length), 1);
      lines.splice(next(lines.length + 1), 0, line!);
      return lines.join('\n');
    }
    case 3: {
      // A line twice.
      const lines = text.split('\n');
      const line = lines[next(lines.length)]!;
      lines.splice(next(lines.length + 1), 0, line);
      return lines.join('\n');
    }
    default: return text.slice(0, start) + pieces[next(pieces.length)]! + text.slice(start);
  }
}

test('one edit after the other', () => {
  const next = random(11);
  for (const definition of definitions) {
    const rereader = new Rereader();
    let text = definition;
    for (let round = 0; round < 60; round += 1) {
      const file = sourceFile('edited.mql', text);
      const again = shown(rereader.read(file));
      if (again !== shown(read(file))) expect.fail(`read anew, this is something else: ${JSON.stringify(text)}`);
      // Back to the text without mistakes at times, so that there is something to remember.
      text = next(6) === 0 ? definition : edited(text, next);
    }
  }
});

test('edits of a text of many blocks, and what was read before them stays as it was', () => {
  const next = random(13);
  for (let count = 0; count < 12; count += 1) {
    const whole = [definitions[next(definitions.length)]!, definitions[next(definitions.length)]!].join('\n');
    const rereader = new Rereader();
    let text = whole;
    for (let round = 0; round < 40; round += 1) {
      const file = sourceFile('edited.mql', text);
      const before = rereader.read(file);
      const fresh = shown(read(file));
      text = next(8) === 0 ? whole : edited(text, next);
      // Its items are looked at now and then only, and sometimes when the text is another already.
      const first = next(3);
      if (first === 0 && shown(before) !== fresh) expect.fail(`read anew, this is something else: ${JSON.stringify(file.text)}`);
      rereader.read(sourceFile('edited.mql', text));
      if (first < 2 && shown(before) !== fresh) expect.fail(`this is something else after an edit: ${JSON.stringify(file.text)}`);
    }
  }
});

test('edits that leave nothing wrong: comments, blank lines, names and numbers, with either line end', () => {
  const next = random(12);
  const words = ['# a comment', '#', '', '  ', '\n', '\r\n', '\n\n# one\n', '\t', ' # x\r\n', '\f'];
  for (const lineEnd of ['\n', '\r\n']) {
    for (const definition of definitions) {
      const rereader = new Rereader();
      let text = definition.replaceAll('\n', lineEnd);
      for (let round = 0; round < 30; round += 1) {
        const file = sourceFile('edited.mql', text);
        if (shown(rereader.read(file)) !== shown(read(file))) expect.fail(`read anew, this is something else: ${JSON.stringify(text)}`);
        // At the end of one line or two, where a comment can stand; or a number gets another digit.
        for (let times = next(2); times >= 0; times -= 1) {
          const from = next(text.length + 1);
          const at = text.indexOf(lineEnd, from);
          const digit = /\d(?=\n)/.exec(text.slice(from));
          if (next(3) === 0 && digit !== null) text = `${text.slice(0, from + digit.index)}${next(10)}${text.slice(from + digit.index)}`;
          else if (next(4) === 0) text = text.replace(/ ?#.*/, '');
          else text = text.slice(0, at === -1 ? text.length : at) + words[next(words.length)]! + text.slice(at === -1 ? text.length : at);
        }
      }
    }
  }
});

test('an item that stands where it stood is the same object', () => {
  const rereader = new Rereader();
  const before = rereader.read(sourceFile('a.mql', 'fit:\n  webinar +10\n  country US +5\n')).tree.parts[0];
  const after = rereader.read(sourceFile('a.mql', 'fit:\n  webinar +10\n  country DE +50\n')).tree.parts[0];
  if (before?.kind !== 'section' || after?.kind !== 'section') return expect.fail('not a section');
  expect(after.items[0]).toBe(before.items[0]);
  expect(after.items[1]).not.toBe(before.items[1]);
});

test('an item that is there twice is two objects', () => {
  const rereader = new Rereader();
  rereader.read(sourceFile('a.mql', 'fit:\n  webinar +10\n'));
  const { tree } = rereader.read(sourceFile('a.mql', 'fit:\n  webinar +10\n  webinar +10\n'));
  const [part] = tree.parts;
  if (part?.kind !== 'section') return expect.fail('not a section');
  expect(part.items.map((item) => item.span)).toEqual([{ start: 7, end: 18 }, { start: 21, end: 32 }]);
});

test('a block behind an edit is moved, and its items with it', () => {
  const rereader = new Rereader();
  rereader.read(sourceFile('a.mql', 'fit:\n  webinar +10\n\nintent:\n  demo_request +5\n'));
  const longer = rereader.read(sourceFile('a.mql', 'fit:\n  webinar +100\n\nintent:\n  demo_request +5\n')).tree.parts[1];
  const longest = rereader.read(sourceFile('a.mql', 'fit:\n  webinar +1000\n\nintent:\n  demo_request +5\n')).tree.parts[1];
  if (longer?.kind !== 'section' || longest?.kind !== 'section') return expect.fail('not a section');
  expect(asRead(longest)).toBe(asRead(longer));
  expect([longest.span, longest.items[0]!.span]).toEqual([{ start: 22, end: 47 }, { start: 32, end: 47 }]);
  expect([longer.span, longer.items[0]!.span]).toEqual([{ start: 21, end: 46 }, { start: 31, end: 46 }]);
});
