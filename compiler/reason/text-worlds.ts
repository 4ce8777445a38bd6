/** The worlds of a text: see `worlds.ts`. */
import type { Subject, TextTest, ValueTest } from '../check/checked.ts';
import { testKey } from './keys.ts';
import { piecesOf, textImplies, textPasses, textsAreDisjoint } from './text-pattern.ts';
import { canNeverMatch } from './url-parts.ts';
import type { Atom, AtomValue, Literal } from './worlds.ts';

/** Each text that something is compared with, and one world for all other texts. Of a url that has one of the paths, what is asked of the whole is open, and the other way round. */
export function textWorlds(subject: Subject, atoms: readonly Atom[], literals: readonly Literal[]): readonly AtomValue[] {
  const equalities = new Map<string, TextTest>();
  for (const atom of atoms) {
    if (atom.kind === 'text' && piecesOf(atom)?.length === 1) equalities.set(`${atom.byPath} ${piecesOf(atom)![0]}`, atom);
  }
  const free = byLiterals(literals);
  const impossible = (atom: Atom): boolean => atom.kind === 'text' && canNeverMatch(subject, atom);
  const concrete = [...equalities.values()].map((equality): AtomValue => {
    const text = piecesOf(equality)![0]!;
    const value = (atom: Atom): boolean | undefined => {
      if (impossible(atom)) return false;
      return atom.kind === 'text' && atom.byPath === equality.byPath ? textPasses(text, atom) : free(atom);
    };
    return Object.assign(value, { text });
  });
  const other: AtomValue = (atom) => {
    if (impossible(atom)) return false;
    if (atom.kind !== 'text') return undefined;
    const pieces = piecesOf(atom);
    if (pieces?.length === 1) return false;
    if (pieces !== undefined && pieces.every((piece) => piece === '')) return true;
    return free(atom);
  };
  return [...concrete, other];
}

/** What follows from the literals about tests that nothing else decides. */
export function byLiterals(literals: readonly Literal[]): AtomValue {
  const parts = literals.flatMap(partsOf);
  return (atom) => {
    for (const { test, holds } of parts) {
      if (holds && follows(test, atom)) return true;
      if (holds && areDisjoint(test, atom)) return false;
      if (!holds && follows(atom, test)) return false;
    }
    return undefined;
  };
}

/** A list that has all of some texts has each of them, and one that has none of them has not one. */
function partsOf(literal: Literal): readonly Literal[] {
  const { test, holds } = literal;
  if (test.kind !== 'has' || (test.quantifier === 'all') !== holds) return [literal];
  return elementsOf(test).map((each) => ({ test: each, holds }));
}

type HasTest = Extract<ValueTest, { readonly kind: 'has' }>;

export function elementsOf({ tests }: HasTest): readonly HasTest[] {
  return tests.map((each) => ({ kind: 'has', quantifier: 'any', tests: [each] }));
}

function follows(narrow: ValueTest, wide: ValueTest): boolean {
  if (narrow.kind === 'text' && wide.kind === 'text') return textImplies(narrow, wide);
  if (narrow.kind === 'has' && wide.kind === 'has' && narrow.tests.length === 1 && wide.tests.length === 1) {
    return follows(narrow.tests[0]!, wide.tests[0]!);
  }
  return testKey(narrow) === testKey(wide);
}

function areDisjoint(first: ValueTest, second: ValueTest): boolean {
  return first.kind === 'text' && second.kind === 'text' && textsAreDisjoint(first, second);
}
