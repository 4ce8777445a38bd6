/**
 * Tests of texts as patterns, so that it can be said which test holds wherever another one does.
 * Language reference, sections 3 ("Text") and 4 ("Comparisons").
 */
import { lowerCase } from '../../tables/lower-case.ts';
import type { TextTest } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { normalForm, wordsOf } from '../vocabulary/normal-form.ts';
import { Memo } from './memo.ts';

/** What stands between the stars, in normal form; one piece is an equality. */
export type Pieces = readonly string[];

const knownPieces = new Memo<TextTest, Pieces>();

/** `undefined` for `mentions`, which looks at words and is no pattern. */
export function piecesOf(test: TextTest): Pieces | undefined {
  const known = knownPieces.get(test);
  if (known !== undefined) return known;
  const made = makePieces(test);
  if (made !== undefined) knownPieces.set(test, made);
  return made;
}

function makePieces(test: TextTest): Pieces | undefined {
  switch (test.operator) {
    case 'equals':
      return [normalForm(test.operand)];
    case 'contains':
      return containing(normalForm(test.operand));
    case 'starts with':
      return [normalForm(test.operand), ''];
    case 'ends with':
      return ['', normalForm(test.operand)];
    case 'matches':
      return test.pieces.map(lowerCase);
    case 'mentions':
      return undefined;
    default:
      return unreachable(test.operator);
  }
}

function containing(text: string): Pieces {
  return ['', text, ''];
}

/** Stands for a star of the text that is looked at; no text of a definition holds it. */
const star = Symbol();
type Letter = string | typeof star;

function lettersOf(pieces: Pieces): Letter[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [...piece] : [star, ...piece]));
}

/** Patterns longer than this, multiplied, are not compared. */
const mostCompared = 100_000;

/** Every text that matches `narrow` matches `wide`. `false` where it cannot be said. */
export function implies(narrow: Pieces, wide: Pieces): boolean {
  if (narrow.length === 1) return matches(narrow[0]!, wide);
  const text = lettersOf(narrow);
  const pattern = lettersOf(wide);
  if (text.length * pattern.length > mostCompared) return false;
  // `reached[i]`: the pattern so far matches the first `i` letters.
  let reached: readonly boolean[] = [true, ...text.map(() => false)];
  for (const letter of pattern) {
    const next: boolean[] = [];
    for (let index = 0; index <= text.length; index += 1) {
      next.push(letter === star ? reached[index]! || next[index - 1] === true : reached[index - 1] === true && text[index - 1] === letter);
    }
    reached = next;
  }
  return reached[text.length]!;
}

/** The text, in normal form, matches. */
export function matches(text: string, pieces: Pieces): boolean {
  const [start, end] = [pieces[0]!, pieces.at(-1)!];
  if (pieces.length === 1) return text === start;
  if (text.length < start.length + end.length || !text.startsWith(start) || !text.endsWith(end)) return false;
  let rest = text.slice(start.length, text.length - end.length);
  // The leftmost place of each piece leaves the most room for those after it.
  for (const piece of pieces.slice(1, -1)) {
    const found = rest.indexOf(piece);
    if (found === -1) return false;
    rest = rest.slice(found + piece.length);
  }
  return true;
}

/** No text can match both: they begin or end differently, or one is a text that the other does not match. */
export function areDisjoint(first: Pieces, second: Pieces): boolean {
  if (first.length === 1) return !matches(first[0]!, second);
  if (second.length === 1) return !matches(second[0]!, first);
  const [start, otherStart] = [first[0]!, second[0]!];
  const [end, otherEnd] = [first.at(-1)!, second.at(-1)!];
  return !(start.startsWith(otherStart) || otherStart.startsWith(start)) || !(end.endsWith(otherEnd) || otherEnd.endsWith(end));
}

/** The operand's words stand side by side, in order, in the text. */
export function mentions(text: string, operand: string): boolean {
  const words = wordsOf(normalForm(text));
  const sought = wordsOf(normalForm(operand));
  return words.some((_, start) => sought.every((word, index) => words[start + index] === word));
}

/** The test holds for a text that is known. */
export function textPasses(text: string, test: TextTest): boolean {
  const pieces = piecesOf(test);
  return pieces === undefined ? mentions(text, test.operand) : matches(normalForm(text), pieces);
}

/** Wherever `narrow` holds, `wide` holds. `false` where it cannot be said. */
export function textImplies(narrow: TextTest, wide: TextTest): boolean {
  if (narrow.byPath !== wide.byPath) return false;
  const narrowPieces = piecesOf(narrow);
  const widePieces = piecesOf(wide);
  if (widePieces === undefined) {
    if (narrowPieces?.length === 1) return mentions(narrowPieces[0]!, wide.operand);
    return narrowPieces === undefined && mentions(narrow.operand, wide.operand);
  }
  if (narrowPieces !== undefined) return implies(narrowPieces, widePieces);
  return wordsOf(normalForm(narrow.operand)).some((word) => implies(containing(word), widePieces));
}

/** The tests never hold together. `false` where it cannot be said. */
export function textsAreDisjoint(first: TextTest, second: TextTest): boolean {
  if (first.byPath !== second.byPath) return false;
  const firstPieces = piecesOf(first);
  const secondPieces = piecesOf(second);
  if (firstPieces === undefined) return secondPieces?.length === 1 && !mentions(secondPieces[0]!, first.operand);
  if (secondPieces === undefined) return firstPieces.length === 1 && !mentions(firstPieces[0]!, second.operand);
  return areDisjoint(firstPieces, secondPieces);
}
