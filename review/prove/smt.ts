/** Terms of SMT-LIB 2, over integers, reals and Booleans. */

/** A term as it is written. */
export type Term = string;

export const yes: Term = 'true';
export const no: Term = 'false';

export function and(parts: readonly Term[]): Term {
  const kept = [...new Set(parts)].filter((part) => part !== yes);
  if (kept.includes(no)) return no;
  return kept.length === 0 ? yes : kept.length === 1 ? kept[0]! : `(and ${kept.join(' ')})`;
}

export function or(parts: readonly Term[]): Term {
  const kept = [...new Set(parts)].filter((part) => part !== no);
  if (kept.includes(yes)) return yes;
  return kept.length === 0 ? no : kept.length === 1 ? kept[0]! : `(or ${kept.join(' ')})`;
}

export function not(part: Term): Term {
  if (part === yes) return no;
  if (part === no) return yes;
  return `(not ${part})`;
}

export function implies(first: Term, second: Term): Term {
  return or([not(first), second]);
}

export function ite(condition: Term, then: Term, otherwise: Term): Term {
  if (condition === yes || then === otherwise) return then;
  return condition === no ? otherwise : `(ite ${condition} ${then} ${otherwise})`;
}

/** A whole number. */
export function int(value: number | bigint): Term {
  const whole = BigInt(value);
  return whole < 0n ? `(- ${-whole})` : `${whole}`;
}

/** A double, exactly. */
export function real(value: number): Term {
  if (Number.isInteger(value)) {
    const whole = BigInt(value);
    return whole < 0n ? `(- ${-whole}.0)` : `${whole}.0`;
  }
  // A double is a whole number over a power of two.
  let denominator = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) { scaled *= 2; denominator *= 2n; }
  const whole = BigInt(scaled);
  const size = `(/ ${whole < 0n ? -whole : whole}.0 ${denominator}.0)`;
  return whole < 0n ? `(- ${size})` : size;
}

export function sum(parts: readonly Term[]): Term {
  const kept = parts.filter((part) => part !== '0');
  return kept.length === 0 ? '0' : kept.length === 1 ? kept[0]! : `(+ ${kept.join(' ')})`;
}

export function times(factor: number, term: Term): Term {
  if (factor === 0 || term === '0') return '0';
  return factor === 1 ? term : `(* ${int(factor)} ${term})`;
}

export function compare(operator: '<' | '<=' | '=' | '>=' | '>', first: Term, second: Term): Term {
  return `(${operator} ${first} ${second})`;
}

export function least(first: Term, second: Term): Term {
  return ite(compare('<=', first, second), first, second);
}

export function most(first: Term, second: Term): Term {
  return ite(compare('>=', first, second), first, second);
}

/** Declarations and assertions, in order. Terms that are used often get names, so that texts stay short. */
export class Script {
  readonly lines: string[] = [];
  readonly #mark: string;
  #count = 0;

  /** @param mark keeps the names of one script apart from those of another */
  constructor(mark = '') {
    this.#mark = mark;
  }

  fresh(sort: 'Int' | 'Real' | 'Bool', hint: string): Term {
    const name = `${hint.replace(/[^A-Za-z0-9_]/g, '_')}!${this.#mark}${this.#count}`;
    this.#count += 1;
    this.lines.push(`(declare-const ${name} ${sort})`);
    return name;
  }

  define(sort: 'Int' | 'Bool', hint: string, term: Term): Term {
    if (term.length < 24) return term;
    const name = `${hint.replace(/[^A-Za-z0-9_]/g, '_')}!${this.#mark}${this.#count}`;
    this.#count += 1;
    this.lines.push(`(define-fun ${name} () ${sort} ${term})`);
    return name;
  }

  assert(term: Term): void {
    if (term !== yes) this.lines.push(`(assert ${term})`);
  }
}
