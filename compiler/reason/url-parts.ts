/** What the parts of emails and urls can never hold. Language reference, section 3. */
import type { Part, Subject, TextTest } from '../check/checked.ts';
import { piecesOf } from './text-pattern.ts';

/** Signs at which the part has been cut, so that none of them is left in it. */
const signsLeftOut: Readonly<Record<Part, string>> = { domain: '@', host: '/?#@', path: '?#' };

/** The first sign of the operand that the part of the subject never holds. */
export function impossibleSign(subject: Subject, test: TextTest): string | undefined {
  const part = partLookedAt(subject, test);
  if (part === undefined) return undefined;
  const signs = signsLeftOut[part];
  for (const piece of piecesOf(test) ?? []) {
    for (let index = 0; index < piece.length; index += 1) if (signs.includes(piece[index]!)) return piece[index];
  }
  return undefined;
}

/** A path begins with `/`, and this asks for one that begins with something else. */
export function asksPathWithoutSlash(subject: Subject, test: TextTest): boolean {
  if (partLookedAt(subject, test) !== 'path') return false;
  const start = piecesOf(test)?.[0] ?? '';
  return start !== '' && !start.startsWith('/');
}

export function canNeverMatch(subject: Subject, test: TextTest): boolean {
  return impossibleSign(subject, test) !== undefined || asksPathWithoutSlash(subject, test);
}

export function partLookedAt(subject: Subject, test: TextTest): Part | undefined {
  if (test.byPath) return 'path';
  return subject.kind === 'field' || subject.kind === 'property' ? subject.part : undefined;
}
