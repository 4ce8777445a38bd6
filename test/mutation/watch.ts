/** What watched code calls (`watched-code.ts`): it gives the value as it is, and marks the mutants that would have given another. */

/** By the mutant's id: 1 where its place was reached, 2 where it makes a difference. */
export type Marks = Uint8Array;

type Operation = (left: never, right: never) => unknown;

const operations: Readonly<Record<string, Operation>> = {
  '<': (left, right) => left < right, '<=': (left, right) => left <= right, '>': (left, right) => left > right, '>=': (left, right) => left >= right,
  '===': (left, right) => left === right, '!==': (left, right) => left !== right, '+': (left, right) => left + right, '-': (left, right) => left - right,
  '*': (left, right) => left * right, '/': (left, right) => left / right, '%': (left, right) => left % right,
};

/** Whether it comes to the same; what throws, such as the quotient of a whole number and 0n, is a difference. */
function isSame(value: unknown, other: () => unknown): boolean {
  try {
    return Object.is(value, other());
  } catch {
    return false;
  }
}

/** @param marksNow of the test that runs */
export function watch(marksNow: () => Marks): void {
  let isMarking = true;
  const mark = (id: number, differs: boolean): void => {
    if (id < 0 || !isMarking) return;
    const marks = marksNow();
    if (differs) marks[id] = 2;
    else if (marks[id] === 0) marks[id] = 1;
  };
  /** What is asked only to compare reaches nothing; what throws is no match. */
  const unmarked = (ask: () => boolean): boolean => {
    const before = isMarking;
    isMarking = false;
    try {
      return ask();
    } catch {
      return false;
    } finally {
      isMarking = before;
    }
  };
  const helpers = {
    __mutant(id: number): boolean {
      mark(id, true);
      return false;
    },
    __condition(value: unknown, idIfTrue: number, idIfFalse: number): unknown {
      mark(idIfTrue, !value);
      mark(idIfFalse, Boolean(value));
      return value;
    },
    __binary(left: never, right: never, operator: string, others: readonly [number, string][], literals: readonly [number, string, never][]): unknown {
      const operation = operations[operator]!;
      const value = operation(left, right);
      for (const [id, other] of others) mark(id, !isSame(value, () => operations[other]!(left, right)));
      for (const [id, side, changed] of literals) mark(id, !isSame(value, () => (side === 'left' ? operation(changed, right) : operation(left, changed))));
      return value;
    },
    /** Of the two operators one asks the right side and the other does not: where asking it may change something, that is a difference. */
    __logical(left: unknown, right: () => unknown, operator: string, id: number, isTested: boolean, isPure: boolean): unknown {
      const takesRight = operator === '&&' ? Boolean(left) : operator === '||' ? !left : left === null || left === undefined;
      const value = takesRight ? right() : left;
      const same = (other: unknown): boolean => (isTested ? Boolean(value) === Boolean(other) : Object.is(value, other));
      const otherTakesRight = operator === '&&' ? !left : Boolean(left);
      mark(id, !(isPure && (otherTakesRight ? unmarked(() => same(right())) : same(left))));
      return value;
    },
    __method(target: Record<string, (...given: unknown[]) => unknown>, name: string, given: unknown[], id: number, other: string): unknown {
      const value = target[name]!(...given);
      mark(id, typeof value === 'object' || !isSame(value, () => target[other]!(...given)));
      return value;
    },
  };
  Object.assign(globalThis, helpers);
}
