/** How many whole units are in a value. Language reference, section 5. */
import type { Subject } from '../../compiler/check/checked.ts';
import { subjectKey } from '../../compiler/reason/keys.ts';
import { OutOfReach } from './asked.ts';
import { largestValue } from './encode-events.ts';
import type { EventEncoder } from './encode-events.ts';
import { and, compare, implies, int, not, real, times, yes } from './smt.ts';
import type { Term } from './smt.ts';
import type { Space } from './space.ts';

export type Amount = Extract<Subject, { kind: 'count' | 'days' | 'distinct' | 'total' | 'score' }>;

/** Zero where the value is missing or negative. @param amount the term of an amount that is never missing */
export function unitsOf(space: Space, events: EventEncoder, subject: Subject, unit: number, amount: (subject: Amount) => Term): Term {
  const { script, measures } = space;
  const { value, known } = valueOf(space, events, subject, amount);
  const key = `units ${value} ${known} ${unit}`;
  const before = measures.get(key);
  if (before !== undefined) return before;
  const units = script.fresh('Int', 'units');
  measures.set(key, units);
  const positive = and([known, compare('>=', value, '0')]);
  script.assert(implies(positive, and([compare('<=', times(unit, units), value), compare('>', `(+ ${times(unit, units)} ${int(unit)})`, value)])));
  script.assert(implies(not(positive), compare('=', units, '0')));
  return units;
}

function valueOf(space: Space, events: EventEncoder, subject: Subject, amount: (subject: Amount) => Term): { readonly value: Term; readonly known: Term } {
  switch (subject.kind) {
    case 'since': return events.since(subject.selector);
    case 'field': {
      const { known, value } = space.fields.get(subject.field.name.toLowerCase())!;
      return { known, value: subject.type.kind === 'duration' ? value! : scaled(space, subject, value!) };
    }
    case 'property': case 'tier': throw new OutOfReach('a rule divides what cannot be divided');
    case 'count': case 'days': case 'distinct': return { value: times(10_000, amount(subject)), known: yes };
    case 'total': case 'score': return { value: amount(subject), known: yes };
  }
}

/** A number in ten-thousandths. */
function scaled({ script, measures }: Space, subject: Subject, number: Term): Term {
  const key = `scaled ${subjectKey(subject)}`;
  const before = measures.get(key);
  if (before !== undefined) return before;
  const value = script.fresh('Int', 'scaled');
  measures.set(key, value);
  const exact = `(* 10000.0 ${number})`;
  const capped = `(ite (> ${exact} ${real(largestValue)}) ${real(largestValue)} (ite (< ${exact} ${real(-largestValue)}) ${real(-largestValue)} ${exact}))`;
  // Rounded half away from zero, in the arithmetic of doubles: at most a little more than a half away.
  // Of whole numbers the product is exact.
  script.assert(implies(`(is_int ${number})`, `(= (to_real ${value}) ${capped})`));
  script.assert(and([`(<= (- (to_real ${value}) ${capped}) 1.0)`, `(>= (- (to_real ${value}) ${capped}) (- 1.0))`]));
  return value;
}
