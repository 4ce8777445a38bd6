/**
 * Values that tell the tests of a field or property apart. For ordered values they are complete: between two neighbours
 * no test changes. For texts they are what can be made out of the tests' own texts.
 */
import type { TextTest, TypedScalar, TypedValue, ValueTest } from '../../compiler/check/checked.ts';
import type { ScalarType, ValueType } from '../../compiler/vocabulary/types.ts';
import { countries } from '../../tables/countries.ts';
import type { AskedTest } from './asked.ts';

const mostTexts = 4_000;
const mostElements = 300;

/** Every plain test inside others, with the part of the value that it looks at. */
function leaves(tests: Iterable<AskedTest>): { readonly test: ValueTest; readonly part: string | undefined }[] {
  const found: { test: ValueTest; part: string | undefined }[] = [];
  const visit = (test: ValueTest, part: string | undefined): void => {
    if (test.kind === 'any' || test.kind === 'has') test.tests.forEach((one) => visit(one, part));
    else if (test.kind === 'not') visit(test.test, part);
    else found.push({ test, part });
  };
  for (const { test, subject } of tests) visit(test, subject.kind === 'field' || subject.kind === 'property' ? subject.part : undefined);
  return found;
}

/** The next double above or below. */
function neighbour(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE;
  const buffer = new DataView(new ArrayBuffer(8));
  buffer.setFloat64(0, value);
  const bits = buffer.getBigInt64(0) + (value > 0 === (direction === 1) ? 1n : -1n);
  buffer.setBigInt64(0, bits);
  return buffer.getFloat64(0);
}

function orderedSamples(tests: Iterable<AskedTest>, whole: boolean): number[] {
  const ends = new Set<number>([0]);
  for (const { test } of leaves(tests)) {
    if (test.kind !== 'interval') continue;
    if (test.low !== undefined) ends.add(test.low.value);
    if (test.high !== undefined) ends.add(test.high.value);
  }
  const sorted = [...ends].sort((first, second) => first - second);
  const samples = new Set<number>();
  sorted.forEach((end, index) => {
    samples.add(end);
    // Readable neighbours first; the nearest doubles make the samples complete.
    samples.add(end + 1);
    samples.add(end - 1);
    const next = sorted[index + 1];
    if (next !== undefined) samples.add(whole ? Math.floor((end + next) / 2) : (end + next) / 2);
    if (!whole) { samples.add(neighbour(end, 1)); samples.add(neighbour(end, -1)); }
  });
  return [...samples].filter(Number.isFinite);
}

function join(pieces: readonly string[], filler: string): string {
  return pieces.join(filler);
}

/** Texts that pass one test, before they are put into the part that the test looks at. */
function textsFor(test: TextTest): string[] {
  switch (test.operator) {
    case 'equals': return [test.operand];
    case 'matches': return [join(test.pieces, ''), join(test.pieces, 'x'), join(test.pieces, ' x ')];
    case 'contains': return [test.operand, `x${test.operand}x`];
    case 'starts with': return [test.operand, `${test.operand}x`];
    case 'ends with': return [test.operand, `x${test.operand}`];
    case 'mentions': return [test.operand, `x ${test.operand} x`];
  }
}

function inPart(text: string, part: string | undefined, byPath: boolean, type: ScalarType): string {
  if (part === 'domain') return `person@${text}`;
  if (part === 'host') return `https://${text}/`;
  if (part === 'path' || byPath) return text.startsWith('/') ? text : `/${text}`;
  return type.kind === 'email' && !text.includes('@') ? `${text}@example.net` : text;
}

function textSamples(type: ScalarType, tests: Iterable<AskedTest>): string[] {
  const atoms = leaves(tests).filter((leaf): leaf is { test: TextTest; part: string | undefined } => leaf.test.kind === 'text');
  const plain = type.kind === 'email' ? ['person@zzz.example', 'zzz'] : type.kind === 'url' ? ['https://zzz.example/zzz', '/zzz'] : ['zzz', 'qqq'];
  const samples = new Set<string>(plain);
  const add = (text: string): void => { if (samples.size < mostTexts && text.trim() !== '') samples.add(text); };
  // An equality is one text; of very long lists the first and last few stand for all others of their kind.
  const each = atoms.length > 60 ? [...atoms.slice(0, 30), ...atoms.slice(-30)] : atoms;
  for (const { test, part } of each) for (const text of textsFor(test)) { add(text); add(inPart(text, part, test.byPath, type)); }
  const loose = each.filter(({ test }) => test.operator !== 'equals' && !(test.operator === 'matches' && test.pieces.length === 1)).slice(0, 12);
  for (let size = 2; size <= Math.min(4, loose.length); size += 1) {
    for (const chosen of combinations(loose, size)) {
      const starts = chosen.filter(({ test }) => test.operator === 'starts with' || (test.operator === 'matches' && test.pieces[0] !== ''));
      const ends = chosen.filter(({ test }) => test.operator === 'ends with' || (test.operator === 'matches' && test.pieces.at(-1) !== '' && test.pieces[0] === ''));
      const middle = chosen.filter((one) => !starts.includes(one) && !ends.includes(one));
      const parts = [...starts, ...middle, ...ends].map(({ test }) => textsFor(test)[0]!);
      for (const separator of [' ', '']) {
        const text = parts.join(separator);
        add(text);
        add(inPart(text, chosen[0]!.part, chosen[0]!.test.byPath, type));
      }
    }
  }
  // Equalities of different parts of one value: a host with a path, a domain inside an address.
  if (type.kind === 'url') {
    const hosts = each.filter(({ part }) => part === 'host').flatMap(({ test }) => textsFor(test)).slice(0, 10);
    const paths = each.filter(({ part, test }) => part === 'path' || test.byPath).flatMap(({ test }) => textsFor(test)).slice(0, 10);
    for (const host of ['zzz.example', ...hosts]) for (const path of paths) add(`https://${host}${path.startsWith('/') ? '' : '/'}${path}`);
  }
  return [...samples];
}

function combinations<Element>(elements: readonly Element[], size: number): Element[][] {
  if (size === 0) return [[]];
  return elements.flatMap((element, index) => combinations(elements.slice(index + 1), size - 1).map((rest) => [element, ...rest]));
}

/** Members that some test names come first. */
function memberSamples(names: readonly string[], tests: Iterable<AskedTest>): TypedScalar[] {
  const asked = new Set(leaves(tests).flatMap(({ test }) => (test.kind === 'member' ? [test.member] : [])));
  return [...names.filter((name) => asked.has(name)), ...names.filter((name) => !asked.has(name)), { unknown: 'zzz' }];
}

function scalarSamples(type: ScalarType, tests: Iterable<AskedTest>): TypedScalar[] {
  switch (type.kind) {
    case 'number': case 'money': return orderedSamples(tests, false);
    case 'duration': case 'date': case 'datetime': return orderedSamples(tests, true);
    case 'boolean': return [true, false];
    case 'country': return memberSamples(countries.map((country) => country.code), tests);
    case 'one of': return memberSamples(type.members.map((member) => member.name), tests);
    case 'text': case 'email': case 'url': return textSamples(type, tests);
  }
}

/** Missing first, then the more readable ones. */
export function sampleValues(type: ValueType, tests: Iterable<AskedTest>): TypedValue[] {
  const all = [...tests];
  if (type.kind !== 'list') return [undefined, ...scalarSamples(type, all)];
  const elements = scalarSamples(type.element, all).slice(0, 40);
  const pairs = combinations(elements.slice(0, 14), 2);
  const triples = combinations(elements.slice(0, 9), 3);
  return [undefined, ...elements.map((element) => [element]), ...pairs, ...triples];
}

/** The elements that lists of the type are made of, as far as tests tell them apart. */
export function sampleElements(type: Extract<ValueType, { kind: 'list' }>, tests: Iterable<AskedTest>): TypedScalar[] {
  return scalarSamples(type.element, tests).slice(0, mostElements);
}

/** Values that no test names, each different: for what counts different ones. */
export function moreValues(type: ValueType): TypedScalar[] {
  const numbered = (write: (index: number) => TypedScalar): TypedScalar[] => Array.from({ length: 12 }, (_, index) => write(index + 1));
  switch (type.kind) {
    case 'text': return numbered((index) => `value ${index}`);
    case 'email': return numbered((index) => `person${index}@zzz${index}.example`);
    case 'url': return numbered((index) => `https://zzz${index}.example/zzz${index}`);
    case 'number': case 'money': case 'duration': case 'date': case 'datetime': return numbered((index) => index * 1_000);
    case 'country': case 'one of': return numbered((index) => ({ unknown: `zzz ${index}` }));
    case 'boolean': case 'list': return [];
  }
}

/** For tests over these types the samples show every combination that can be. */
export function samplesAreComplete(type: ValueType): boolean {
  return type.kind !== 'list' && !['text', 'email', 'url'].includes(type.kind);
}
