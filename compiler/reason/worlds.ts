/**
 * The worlds of one subject: a finite list of cases that together stand for every value it can have, missing included.
 * In each, a test holds, does not hold, or may do either (`undefined`). A condition that holds in none of the worlds never
 * holds; the converse is not promised.
 */
import type { Subject, ValueTest } from '../check/checked.ts';
import type { ValueType } from '../vocabulary/types.ts';
import { unreachable } from '../unreachable.ts';
import { byLiterals, elementsOf, textWorlds } from './text-worlds.ts';
import { canNeverMatch } from './url-parts.ts';
import { intervalHolds, representatives, type NumberRange } from './number-range.ts';
import { Memo } from './memo.ts';
import { normalForm } from '../vocabulary/normal-form.ts';
import { piecesOf } from './text-pattern.ts';

const mostAtoms = 1500;

/** A test that is known to hold, or known not to. */
export interface Literal {
  readonly test: ValueTest;
  readonly holds: boolean;
}

export type World = (test: ValueTest) => boolean | undefined;

/** A test that is made of no other tests, of a value that is there. */
export type Atom = Exclude<ValueTest, { readonly kind: 'any' | 'not' | 'missing' | 'known' }>;
export interface AtomValue {
  (atom: Atom): boolean | undefined;
  /** The text itself in normal form, where it is known. */
  readonly text?: string;
}

/**
 * `tests` are the tests that will be asked about, `literals` what is known already (their tests may be asked about, too).
 * Only worlds in which the literals may hold are given back.
 */
export function worldsOf(subject: Subject, range: NumberRange, literals: readonly Literal[], tests: readonly ValueTest[] = []): readonly World[] {
  const atoms: Atom[] = [];
  for (const literal of literals) collectAtoms(literal.test, atoms);
  for (const test of tests) collectAtoms(test, atoms);
  const worlds: World[] = [];
  for (const value of knownWorlds(subject, range, atoms, literals)) worlds.push(worldOfValue(value));
  if (canBeMissing(subject)) worlds.push(missingWorld);
  return literals.length === 0 ? worlds : inWhichHold(literals, worlds);
}

function inWhichHold(literals: readonly Literal[], worlds: readonly World[]): readonly World[] {
  return worlds.filter((world) => literals.every(({ test, holds }) => world(test) !== !holds));
}

/** Some value of the subject may make all literals true. */
export function isPossible(subject: Subject, range: NumberRange, literals: readonly Literal[]): boolean {
  if (canBeMissing(subject) && literals.every(({ test, holds }) => missingWorld(test) === holds)) return true;
  const [only] = literals;
  if (literals.length === 1 && isPlainlyPossible(subject, range, only!.test, only!.holds)) return true;
  return worldsOf(subject, range, literals).length > 0;
}

/** One test by itself, without making worlds. `false`: it cannot be said so quickly. */
export function isPlainlyPossible(subject: Subject, range: NumberRange, test: ValueTest, holds: boolean): boolean {
  if (canBeMissing(subject) && missingWorld(test) === holds) return true;
  return holds ? holdsPlainly(subject, range, test) : failsPlainly(range, test);
}

function holdsPlainly(subject: Subject, range: NumberRange, test: ValueTest): boolean {
  switch (test.kind) {
    case 'text':
      return !canNeverMatch(subject, test);
    case 'member':
    case 'boolean':
    case 'recent':
    case 'has':
      return true;
    case 'any':
      return someHoldsPlainly(subject, range, test.tests);
    case 'interval': {
      const low = test.low === undefined ? range.low : test.low.inclusive ? test.low.value : test.low.value + (range.step ?? 1);
      return intervalHolds(test, low) && low >= range.low && low <= range.high && (range.step === undefined || low % range.step === 0);
    }
    case 'known':
      return subject.kind === 'field' || subject.kind === 'property';
    case 'label':
    case 'missing':
    case 'not':
      return false;
    default:
      return unreachable(test);
  }
}

/** By itself, as a function with a closure makes a place for what that sees at each call. */
function someHoldsPlainly(subject: Subject, range: NumberRange, tests: readonly ValueTest[]): boolean {
  return tests.some((each) => holdsPlainly(subject, range, each));
}

/** The least value is outside of the interval. */
function failsPlainly({ low, high, step }: NumberRange, test: ValueTest): boolean {
  return test.kind === 'interval' && Number.isFinite(low) && low <= high && (step === undefined || low % step === 0) && !intervalHolds(test, low);
}

export function canBeMissing(subject: Subject): boolean {
  switch (subject.kind) {
    case 'field':
    case 'property':
    case 'since':
    case 'tier':
      return true;
    case 'count':
    case 'days':
    case 'distinct':
    case 'total':
    case 'score':
      return false;
    default:
      return unreachable(subject);
  }
}

const missingWorld: World = (test) => {
  if (test.kind === 'not') return negated(missingWorld(test.test));
  if (test.kind === 'any') return test.tests.some((each) => missingWorld(each));
  return test.kind === 'missing';
};

function worldOfValue(atomValue: AtomValue): World {
  const { text } = atomValue;
  const world: World = (test) => {
    switch (test.kind) {
      case 'any':
        return (text === undefined ? undefined : equalityHolds(test, text)) ?? someOf(test.tests, world);
      case 'not':
        return negated(world(test.test));
      case 'missing':
        return false;
      case 'known':
        return true;
      case 'has':
        return test.tests.length === 1 ? atomValue(test) : hasValue(test, world);
      default:
        return atomValue(test);
    }
  };
  return world;
}

type AnyTest = Extract<ValueTest, { readonly kind: 'any' }>;

const equalityTexts = new Memo<AnyTest, ReadonlySet<string> | null>();

/** Whether the text is one of those asked for, if the test asks for nothing but whole texts: lists can be long. */
function equalityHolds(test: AnyTest, text: string): boolean | undefined {
  let texts = equalityTexts.get(test);
  if (texts === undefined) {
    const pieces = test.tests.map((each) => (each.kind === 'text' && !each.byPath ? piecesOf(each) : undefined));
    texts = pieces.every((each) => each?.length === 1) ? new Set(pieces.map((each) => each![0]!)) : null;
    equalityTexts.set(test, texts);
  }
  return texts?.has(text);
}

/** A list is asked element by element; each of these is an atom. */
function hasValue(test: HasTest, world: World): boolean | undefined {
  const elements = elementsOf(test);
  if (test.quantifier === 'any') return someOf(elements, world);
  const lacking = someOf(elements, (each) => negated(world(each)));
  return negated(lacking);
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

type HasTest = Extract<ValueTest, { readonly kind: 'has' }>;

function someOf<Item>(items: readonly Item[], valueOf: (item: Item) => boolean | undefined): boolean | undefined {
  let result: boolean | undefined = false;
  for (const item of items) {
    const value = valueOf(item);
    if (value === true) return true;
    if (value === undefined) result = undefined;
  }
  return result;
}

function collectAtoms(test: ValueTest, atoms: Atom[]): void {
  if (test.kind === 'any') {
    for (const each of test.tests) collectAtoms(each, atoms);
  } else if (test.kind === 'not') {
    collectAtoms(test.test, atoms);
  } else if (test.kind !== 'missing' && test.kind !== 'known') {
    atoms.push(test);
  }
}

function knownWorlds(subject: Subject, range: NumberRange, atoms: readonly Atom[], literals: readonly Literal[]): readonly AtomValue[] {
  const type = typeOf(subject);
  // With very many tests, one world in which nothing is certain stands for all.
  if (atoms.length > mostAtoms) return [byLiterals(literals)];
  switch (type) {
    case 'numbers':
      return representatives(range, atoms.filter((atom) => atom.kind === 'interval')).map((value) => (atom) =>
        (atom.kind === 'interval' ? intervalHolds(atom, value) : undefined));
    case 'dates':
      return dateWorlds(range, atoms);
    case 'boolean':
      return [true, false].map((value) => (atom) => (atom.kind === 'boolean' ? atom.value === value : undefined));
    case 'member': {
      // The last stands for the members that are not named here, and for spellings that are unknown.
      const named = new Set(atoms.flatMap((atom) => (atom.kind === 'member' ? [atom.member] : [])));
      return [...named, undefined].map((value) => (atom) => (atom.kind === 'member' ? atom.member === value : undefined));
    }
    case 'label': {
      const named = new Set(atoms.flatMap((atom) => (atom.kind === 'label' ? [normalForm(atom.label)] : [])));
      return [...named, undefined].map((value) => (atom) => (atom.kind === 'label' ? normalForm(atom.label) === value : undefined));
    }
    case 'text':
      return textWorlds(subject, atoms, literals);
    case 'list':
      return [byLiterals(literals)];
    default:
      return unreachable(type);
  }
}

type Family = 'numbers' | 'dates' | 'boolean' | 'member' | 'label' | 'text' | 'list';

export function typeOf(subject: Subject): Family {
  switch (subject.kind) {
    case 'field':
    case 'property':
      return familyOf(subject.type);
    case 'tier':
      return 'label';
    case 'count':
    case 'days':
    case 'distinct':
    case 'total':
    case 'since':
    case 'score':
      return 'numbers';
    default:
      return unreachable(subject);
  }
}

function familyOf(type: ValueType): Family {
  switch (type.kind) {
    case 'number':
    case 'money':
    case 'duration':
      return 'numbers';
    case 'date':
    case 'datetime':
      return 'dates';
    case 'boolean':
      return 'boolean';
    case 'country':
    case 'one of':
      return 'member';
    case 'text':
    case 'email':
    case 'url':
      return 'text';
    case 'list':
      return 'list';
    default:
      return unreachable(type);
  }
}

/** The instant, and how long ago it is, are taken for independent, as the evaluation time may be any. */
function dateWorlds(range: NumberRange, atoms: readonly Atom[]): readonly AtomValue[] {
  const instants = representatives(range, atoms.flatMap((atom) => (atom.kind === 'interval' ? [atom] : [])));
  const limits = [...new Set(atoms.flatMap((atom) => (atom.kind === 'recent' ? [atom.milliseconds] : [])))];
  // Less than the first limit, the second, ... ago; or longer ago than all of them, for which a time in the future passes, too.
  const ages = [0, ...limits];
  return instants.flatMap((instant) => ages.map((age): AtomValue => (atom) => {
    if (atom.kind === 'interval') return intervalHolds(atom, instant);
    return atom.kind === 'recent' ? age < atom.milliseconds : undefined;
  }));
}
