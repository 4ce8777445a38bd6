/** Tests of values, from the checked form to the plan's: operands in normal form, alternatives gathered. */
import type { Bound, ValueTest } from '../check/checked.ts';
import { unreachable } from '../unreachable.ts';
import { lowerCase } from '../../tables/lower-case.ts';
import { normalForm, wordsOf } from '../vocabulary/normal-form.ts';
import type * as plan from './plan.ts';

export function planTest(test: ValueTest): plan.Test {
  switch (test.kind) {
    case 'interval':
      return { kind: 'interval', low: planBound(test.low), high: planBound(test.high) };
    case 'recent':
      return { kind: 'recent', milliseconds: test.milliseconds };
    case 'boolean':
      return { kind: 'boolean', value: test.value };
    case 'text':
      return planText(test.operator, test.operand, test.pieces, test.byPath);
    case 'member':
      return { kind: 'members', members: [test.member] };
    case 'label':
      return { kind: 'text in', texts: [normalForm(test.label)], path: false };
    case 'any':
      return anyOf(test.tests.map(planTest));
    case 'missing':
    case 'known':
      return { kind: test.kind };
    case 'not':
      return { kind: 'not', test: planTest(test.test) };
    case 'has': {
      const tests = test.tests.map(planTest);
      return { kind: 'has', quantifier: test.quantifier, tests: test.quantifier === 'any' ? alternatives(tests) : unique(tests) };
    }
    default:
      return unreachable(test);
  }
}

function planBound(bound: Bound | undefined): plan.Bound | null {
  return bound === undefined ? null : { value: bound.value + 0, inclusive: bound.inclusive };
}

function planText(
  operator: 'equals' | 'matches' | 'contains' | 'starts with' | 'ends with' | 'mentions',
  operand: string,
  pieces: readonly string[],
  path: boolean,
): plan.Test {
  switch (operator) {
    case 'equals':
      return { kind: 'text in', texts: [normalForm(operand)], path };
    case 'matches':
      return planPattern(pieces, path);
    case 'contains':
    case 'starts with':
    case 'ends with':
      return { kind: operator, text: normalForm(operand), path };
    case 'mentions':
      return { kind: 'mentions', words: wordsOf(normalForm(operand)) };
    default:
      return unreachable(operator);
  }
}

function planPattern(pieces: readonly string[], path: boolean): plan.Test {
  const normal = pieces.map(lowerCase);
  const [first, last] = [normal[0]!, normal[normal.length - 1]!];
  if (normal.length === 1) return { kind: 'text in', texts: [first], path };
  const middle = normal.slice(1, -1).filter((piece) => piece !== '');
  if (middle.length === 0) {
    if (first === '' && last === '') return { kind: 'known' };
    if (last === '') return { kind: 'starts with', text: first, path };
    if (first === '') return { kind: 'ends with', text: last, path };
  } else if (middle.length === 1 && first === '' && last === '') {
    return { kind: 'contains', text: middle[0]!, path };
  }
  return { kind: 'matches', pieces: [first, ...middle, last], path };
}

function anyOf(tests: readonly plan.Test[]): plan.Test {
  const gathered = alternatives(tests);
  return gathered.length === 1 ? gathered[0]! : { kind: 'any', tests: gathered };
}

/** Alternatives without repetition; equalities become one test. */
function alternatives(tests: readonly plan.Test[]): readonly plan.Test[] {
  const members = new Set<string>();
  const texts = { plain: new Set<string>(), path: new Set<string>() };
  const others: plan.Test[] = [];
  const place = (test: plan.Test): void => {
    if (test.kind === 'any') test.tests.forEach(place);
    else if (test.kind === 'members') test.members.forEach((member) => members.add(member));
    else if (test.kind === 'text in') test.texts.forEach((text) => texts[test.path ? 'path' : 'plain'].add(text));
    else others.push(test);
  };
  tests.forEach(place);
  return unique([
    ...(members.size > 0 ? [{ kind: 'members', members: sorted(members) } as const] : []),
    ...(texts.plain.size > 0 ? [{ kind: 'text in', texts: sorted(texts.plain), path: false } as const] : []),
    ...(texts.path.size > 0 ? [{ kind: 'text in', texts: sorted(texts.path), path: true } as const] : []),
    ...others,
  ]);
}

function sorted(texts: ReadonlySet<string>): readonly string[] {
  return [...texts].sort((left, right) => (left < right ? -1 : 1));
}

function unique(tests: readonly plan.Test[]): readonly plan.Test[] {
  const seen = new Map(tests.map((test) => [JSON.stringify(test), test]));
  return [...seen.values()];
}
