/**
 * Every lead that could exist, as variables of the solver. A lead's events are counted by kind and by age; what is not
 * told apart by any rule is not told apart here. Everything that could be is allowed, and more: so what cannot be here
 * cannot be at all.
 */
import type { Definition, Subject, TypedScalar, ValueTest } from '../../compiler/check/checked.ts';
import type { ScalarType } from '../../compiler/vocabulary/types.ts';
import type { Situation } from '../../reference/situation.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import { askedTestKey, OutOfReach } from './asked.ts';
import type { Asked, AskedField } from './asked.ts';
import { atomicTests } from './atomic-tests.ts';
import { eventKinds } from './kinds.ts';
import type { EventKind } from './kinds.ts';
import { sampleValues } from './sample-values.ts';
import { and, compare, int, no, not, or, real, Script, yes } from './smt.ts';
import type { Term } from './smt.ts';

/** Ages from `from` (in it) until `until` (not in it), in milliseconds. */
export interface AgeBand {
  readonly from: number;
  readonly until: number;
}

/** The events of one kind and age. */
export interface Cell {
  readonly kind: EventKind;
  readonly band: AgeBand;
  /** Which band of its event type, from the newest. */
  readonly bandIndex: number;
  /** How many. */
  readonly count: Term;
}

export interface FieldVariable {
  readonly asked: AskedField;
  /** Missing or not. */
  readonly known: Term;
  /** Of ordered values and booleans: the value. Of countries and `one of`s: the index in `choices`. */
  readonly value: Term | undefined;
  readonly choices: readonly TypedScalar[];
  /** Of texts and lists: whether each test holds. */
  readonly tests: ReadonlyMap<string, Term>;
}

export interface Space {
  readonly script: Script;
  readonly now: Term;
  readonly fields: ReadonlyMap<string, FieldVariable>;
  readonly cells: readonly Cell[];
  readonly cellsOf: ReadonlyMap<string, readonly Cell[]>;
  /** What has been measured already, by what is measured: equal questions of two versions have one answer. */
  readonly measures: Map<string, Term>;
  readonly paying: Map<string, readonly { readonly cell: Cell; readonly count: Term; readonly points: number }[]>;
  /** Rules and tests of which only that is said that they are the same in both versions, by their key. */
  readonly equal: Map<string, Term>;
}

const mostCells = 4_000;
const firstInstant = -62_135_596_800_000;
const lastInstant = 253_402_300_799_999;

export function makeSpace(asked: Asked, definition: Definition, script: Script = new Script()): Space {
  const situation = emptySituation(definition);
  const now = script.fresh('Int', 'now');
  script.assert(and([compare('>=', now, int(firstInstant)), compare('<=', now, int(lastInstant))]));

  const fields = new Map<string, FieldVariable>();
  for (const [key, field] of asked.fields) fields.set(key, declareField(script, field));

  const cells: Cell[] = [];
  const cellsOf = new Map<string, Cell[]>();
  for (const [key, event] of asked.events) {
    const ages = [0, ...[...event.ages].sort((first, second) => first - second)];
    const own: Cell[] = [];
    for (const kind of eventKinds(event, situation)) {
      ages.forEach((from, bandIndex) => {
        const count = script.fresh('Int', `n_${event.event.name}`);
        script.assert(compare('>=', count, '0'));
        own.push({ kind, band: { from, until: ages[bandIndex + 1] ?? Infinity }, bandIndex, count });
      });
    }
    cellsOf.set(key, own);
    cells.push(...own);
    if (cells.length > mostCells) throw new OutOfReach(`there are more than ${mostCells} kinds of events by age`);
  }
  return { script, now, fields, cells, cellsOf, measures: new Map(), paying: new Map(), equal: new Map() };
}

/** The space as another version reads it: what it reads otherwise is of its own, with nothing said of how the two are related. */
export function readOtherwise(space: Space, own: Space): Space {
  return {
    ...space, fields: new Map([...space.fields, ...own.fields]), cellsOf: new Map([...space.cellsOf, ...own.cellsOf]),
    measures: new Map(), paying: new Map(),
  };
}

/** A situation in which only values are looked at. */
export function emptySituation(definition: Definition): Situation {
  return { definition, lead: { id: '', fields: new Map() }, events: [], now: 0, scores: new Map(), stages: new Map(), excluded: false, qualified: true, tier: undefined };
}

function declareField(script: Script, asked: AskedField): FieldVariable {
  const name = asked.field.name;
  const known = script.fresh('Bool', `known_${name}`);
  const { type } = asked;
  const tests = [...asked.tests.values()];
  if (type.kind === 'list' || type.kind === 'text' || type.kind === 'email' || type.kind === 'url') {
    const terms = atomicTests(script, name, tests, known, type.kind === 'list');
    return { asked, known, value: undefined, choices: [], tests: terms };
  }
  switch (type.kind) {
    case 'number': case 'money': return { asked, known, value: script.fresh('Real', name), choices: [], tests: new Map() };
    case 'duration': return { asked, known, value: script.fresh('Int', name), choices: [], tests: new Map() };
    case 'date': case 'datetime': {
      const value = script.fresh('Int', name);
      script.assert(and([compare('>=', value, int(firstInstant)), compare('<=', value, int(lastInstant))]));
      return { asked, known, value, choices: [], tests: new Map() };
    }
    case 'boolean': return { asked, known, value: script.fresh('Bool', name), choices: [], tests: new Map() };
    case 'country': case 'one of': {
      const choices = choicesOf(type, tests.map(({ test }) => test));
      const value = script.fresh('Int', name);
      script.assert(and([compare('>=', value, '0'), compare('<', value, int(choices.length))]));
      return { asked, known, value, choices, tests: new Map() };
    }
    default: return unreachable(type);
  }
}

/** The members that some test names, and one that none names where there is one. */
function choicesOf(type: ScalarType, tests: readonly ValueTest[]): TypedScalar[] {
  const named = new Set<string>();
  const visit = (test: ValueTest): void => {
    if (test.kind === 'member') named.add(test.member);
    else if (test.kind === 'any' || test.kind === 'has') test.tests.forEach(visit);
    else if (test.kind === 'not') visit(test.test);
  };
  tests.forEach(visit);
  const all = sampleValues(type, []).filter((value): value is TypedScalar => value !== undefined && !Array.isArray(value));
  const other = all.find((value) => typeof value !== 'string' || !named.has(value))!;
  return [...named, other];
}

/** Whether a test of a field holds. */
export function fieldTest({ fields, now }: Space, subject: Extract<Subject, { kind: 'field' }>, test: ValueTest): Term {
  const variable = fields.get(subject.field.name.toLowerCase());
  if (variable === undefined) throw new OutOfReach(`the field \`${subject.field.name}\` was not expected`);
  const listed = variable.tests.get(askedTestKey(subject, test));
  if (listed !== undefined) return listed;
  return scalarTest(variable, test, now);
}

function scalarTest(variable: FieldVariable, test: ValueTest, now: Term): Term {
  const { known, value, choices, asked } = variable;
  const type = asked.type;
  const number = type.kind === 'number' || type.kind === 'money' ? real : int;
  switch (test.kind) {
    case 'missing': return not(known);
    case 'known': return known;
    case 'not': return not(scalarTest(variable, test.test, now));
    case 'any': return and([known, or(test.tests.map((one) => scalarTest(variable, one, now)))]);
    case 'boolean': return and([known, test.value ? value! : not(value!)]);
    case 'member': {
      const index = choices.indexOf(test.member);
      return index === -1 ? no : and([known, compare('=', value!, int(index))]);
    }
    case 'interval': {
      const low = test.low === undefined ? yes : compare(test.low.inclusive ? '>=' : '>', value!, bound(test.low.value, number));
      const high = test.high === undefined ? yes : compare(test.high.inclusive ? '<=' : '<', value!, bound(test.high.value, number));
      return and([known, low, high]);
    }
    case 'recent': return and([known, `(> ${value!} (- ${now} ${int(test.milliseconds)}))`, compare('<=', value!, now)]);
    case 'text': case 'label': case 'has': throw new OutOfReach(`the field \`${asked.field.name}\` is compared in a way that was not expected`);
    default: return unreachable(test);
  }
}

/** A bound of whole milliseconds may still be written with a fraction. */
function bound(value: number, write: (value: number) => Term): Term {
  return write === int && !Number.isInteger(value) ? real(value) : write(value);
}
