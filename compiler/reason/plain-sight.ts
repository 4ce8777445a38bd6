/**
 * What is plain of a condition without a search: most ask a few subjects, each of them once, and each test can come out either way.
 * Such a condition may hold and may fail, and nothing has to be kept of it.
 */
import type { Condition, Subject, ValueTest } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { subjectKey } from './keys.ts';

/** `true`: the test certainly can come out so, whatever other subjects are. */
export type MayBe = (subject: Subject, test: ValueTest, holds: boolean) => boolean;

/** Beyond these, it is for the search to say. Names that stand for names can make a short condition a long one. */
const mostTests = 24;

let left = 0;

/** `true`: the condition certainly may hold (or fail). `false`: it cannot be said so quickly. */
export function plainlyMay(condition: Condition, holds: boolean, mayBe: MayBe): boolean {
  const before = left;
  left = mostTests;
  const found = may(condition, holds, mayBe);
  // A test of events may ask whether any pass their filter, which comes here again.
  left = before;
  return found;
}

function may(condition: Condition, holds: boolean, mayBe: MayBe): boolean {
  switch (condition.kind) {
    case 'test':
      left -= 1;
      return left >= 0 && mayBe(condition.subject, condition.test, holds);
    case 'not':
      return may(condition.operand, !holds, mayBe);
    case 'defined':
      return may(condition.definition.condition, holds, mayBe);
    case 'and':
      return holds ? mayAll(condition.parts, true, mayBe) : maySome(condition.parts, false, mayBe);
    case 'or':
      return holds ? maySome(condition.parts, true, mayBe) : mayAll(condition.parts, false, mayBe);
    case 'at least':
      if (holds && condition.count === 1) return maySome(condition.parts, true, mayBe);
      return condition.count >= 1 && condition.count <= condition.parts.length && mayAll(condition.parts, holds, mayBe);
    case 'qualified':
    case 'excluded':
    case 'stage':
      return false;
    default:
      return unreachable(condition);
  }
}

function maySome(parts: readonly Condition[], holds: boolean, mayBe: MayBe): boolean {
  for (const part of parts) if (may(part, holds, mayBe)) return true;
  return false;
}

/** All of them at once, if each may, and no subject is asked twice. */
function mayAll(parts: readonly Condition[], holds: boolean, mayBe: MayBe): boolean {
  let areTests = true;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    if (!may(part, holds, mayBe)) return false;
    if (part.kind !== 'test') areTests = false;
  }
  if (areTests) return areTestsApart(parts);
  const subjects: Subject[] = [];
  for (const part of parts) if (!addSubjects(part, subjects)) return false;
  for (let index = 1; index < subjects.length; index += 1) {
    for (let before = 0; before < index; before += 1) if (!areApart(subjects[before]!, subjects[index]!)) return false;
  }
  return true;
}

/** The same for parts that are tests, as most are, without a list of what they ask. */
function areTestsApart(parts: readonly Condition[]): boolean {
  for (let index = 0; index < parts.length; index += 1) {
    const { subject } = parts[index] as TestCondition;
    if (restsOnAll(subject)) return false;
    for (let before = 0; before < index; before += 1) if (!areApart((parts[before] as TestCondition).subject, subject)) return false;
  }
  return true;
}

type TestCondition = Extract<Condition, { readonly kind: 'test' }>;

function restsOnAll({ kind }: Subject): boolean {
  return kind === 'score' || kind === 'tier';
}

/** What the condition comes to says nothing of the others. `false`: it may, or it cannot be said so quickly. */
export function saysNothingOf(condition: Condition, others: readonly Subject[]): boolean {
  const subjects: Subject[] = [];
  return addSubjects(condition, subjects) && subjects.every((subject) => others.every((other) => areApart(subject, other)));
}

/** Tests of different subjects, of which one at most is about events: each can be judged by itself. */
export function askDifferentSubjects(conditions: readonly Condition[]): boolean {
  const keys = new Set<string>();
  let others = 0;
  for (const condition of conditions) {
    if (condition.kind !== 'test' || condition.subject.kind === 'score') return false;
    if (condition.subject.kind !== 'field') others += 1;
    keys.add(subjectKey(condition.subject));
  }
  return others <= 1 && keys.size === conditions.length;
}

/** `false` where something is asked that rests on the whole definition, or too much. */
export function addSubjects(condition: Condition, subjects: Subject[]): boolean {
  switch (condition.kind) {
    case 'test':
      subjects.push(condition.subject);
      return subjects.length <= mostTests && !restsOnAll(condition.subject);
    case 'not':
      return addSubjects(condition.operand, subjects);
    case 'defined':
      return addSubjects(condition.definition.condition, subjects);
    case 'and':
    case 'or':
    case 'at least':
      for (const part of condition.parts) if (!addSubjects(part, subjects)) return false;
      return true;
    case 'qualified':
    case 'excluded':
    case 'stage':
      return false;
    default:
      return unreachable(condition);
  }
}

/** No value of the one says anything of the other. Of two that ask events that is not plain. */
function areApart(first: Subject, second: Subject): boolean {
  if (first.kind === 'field') return second.kind !== 'field' || first.field.name !== second.field.name || first.part !== second.part;
  if (second.kind === 'field') return true;
  return first.kind === 'property' && second.kind === 'property' && (first.property.name !== second.property.name || first.part !== second.part);
}
