/** A lead out of the solver's model: made of real values, and replayed through the reference before anybody sees it. */
import type { Definition, TypedEvent, TypedLead, TypedScalar, TypedValue } from '../../compiler/check/checked.ts';
import type { Rows } from './sample-rows.ts';
import { numberOf } from './solver.ts';
import { valueWith } from './value-with.ts';
import type { Cell, FieldVariable, Space } from './space.ts';
import type { Term } from './smt.ts';

export interface Witness {
  readonly lead: TypedLead;
  /** Newest last. */
  readonly events: readonly TypedEvent[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** Where two versions of a definition read data otherwise: the rows, of which lead and events are what the later version reads. */
  readonly rows?: Rows | undefined;
}

/** The terms whose values a witness is made from. */
export function witnessTerms(space: Space): Term[] {
  const terms: Term[] = [space.now];
  for (const field of space.fields.values()) terms.push(field.known, ...(field.value === undefined ? [] : [field.value]), ...field.tests.values());
  terms.push(...space.cells.map((cell) => cell.count));
  return terms;
}

export interface Model {
  readonly values: ReadonlyMap<Term, string>;
}

export function modelOf(terms: readonly Term[], values: readonly string[]): Model {
  return { values: new Map(terms.map((term, index) => [term, values[index] ?? '0'])) };
}

const second = 1_000;
const day = 86_400_000;

/** How the events of a band are spread over it. */
type Spread = 'together, newest' | 'together, oldest' | 'one a day' | 'evenly';
const spreads: readonly Spread[] = ['together, newest', 'evenly', 'one a day', 'together, oldest'];

/** Leads that the model may stand for, the plainest first. None where a value of some kind could not be made, or with more events. */
export function* witnessesOf(space: Space, model: Model, definition: Definition, mostEvents: number): Generator<Witness> {
  const modelNow = numberOf(model.values.get(space.now)!);
  // Where dates of the lead ask for a time of their own, they are moved to the usual one first.
  for (const now of asksDates(space, model) ? [usualNow, modelNow] : [usualNow]) yield* witnessesAt(space, model, definition, mostEvents, now, now - modelNow);
}

/** @param later by how much dates are moved */
function* witnessesAt(space: Space, model: Model, definition: Definition, mostEvents: number, now: number, later: number): Generator<Witness> {
  const fields = new Map<string, TypedValue>();
  for (const field of space.fields.values()) {
    const value = fieldValue(field, model, definition, now);
    if (value === 'not made') return;
    if (value !== undefined) fields.set(field.asked.field.name, isDate(field) && typeof value === 'number' ? value + later : value);
  }
  const used = space.cells.map((cell) => ({ cell, count: Number(numberOf(model.values.get(cell.count)!)) })).filter(({ count }) => count > 0);
  if (used.some(({ cell }) => !cell.kind.made) || used.reduce((sum, { count }) => sum + count, 0) > mostEvents) return;
  const mayVary = used.some(({ cell, count }) => count > 1 && [...cell.kind.values.values()].some(({ others }) => others.length > 0));
  for (const spread of spreads) {
    for (const turned of [false, true]) {
      for (const vary of mayVary ? [true, false] : [false]) {
        const events = (turned ? [...used].reverse() : used).flatMap(({ cell, count }, index) => eventsOf(cell, count, now, spread, index, vary));
        yield { lead: { id: 'witness', fields }, events: events.sort((first, second_) => first.at - second_.at), now };
      }
    }
    if (used.length === 0) return;
  }
}

const usualNow = Date.UTC(2026, 0, 1);

function isDate({ asked: { type } }: FieldVariable): boolean {
  return type.kind === 'date' || type.kind === 'datetime';
}

function asksDates(space: Space, model: Model): boolean {
  return [...space.fields.values()].some((field) => isDate(field) && model.values.get(field.known) === 'true');
}

function fieldValue(field: FieldVariable, model: Model, definition: Definition, now: number): TypedValue | 'not made' {
  const { asked, known, value, choices, tests } = field;
  if (value === undefined) return textOrList(field, model, definition, now, tests);
  if (model.values.get(known) !== 'true') return undefined;
  const written = model.values.get(value)!;
  if (choices.length > 0) return choices[numberOf(written)];
  if (asked.type.kind === 'boolean') return written === 'true';
  return numberOf(written);
}

/** A text or list for which exactly the tests of the model hold. */
function textOrList({ asked, known }: FieldVariable, model: Model, definition: Definition, now: number, tests: ReadonlyMap<string, Term>): TypedValue | 'not made' {
  const wanted = new Set([...tests].filter(([, term]) => model.values.get(term) === 'true').map(([key]) => key));
  return valueWith(asked, wanted, model.values.get(known) === 'true', definition, now);
}

/** @param vary each event has other values of its kind, as far as there are any */
function eventsOf({ kind, band }: Cell, count: number, now: number, spread: Spread, order: number, vary: boolean): TypedEvent[] {
  const until = band.until === Infinity ? band.from + 400 * day : band.until;
  const room = until - band.from;
  return Array.from({ length: count }, (_, index) => {
    const properties = new Map<string, TypedValue>([...kind.values].flatMap(([name, { value, others }]) => {
      const own = vary && index > 0 && others.length > 0 ? others[(index - 1) % others.length] : value;
      return own === undefined ? [] : [[name, own] as const];
    }));
    return { type: kind.event.event.name, at: now - ageOf(band.from, room, index, count, spread, order), properties };
  });
}

/** An age inside the band: from `from`, less than `room` above it. */
function ageOf(from: number, room: number, index: number, count: number, spread: Spread, order: number): number {
  const inside = (age: number): number => from + Math.max(0, Math.min(Math.floor(age), room - 1));
  switch (spread) {
    case 'together, newest': return inside(Math.min(room / 2, (order + 1) * second));
    case 'together, oldest': return inside(room - 1 - Math.min(room / 2, order * second));
    case 'one a day': return inside(index * day + (order + 1) * second);
    case 'evenly': return inside(((index + 0.5) * room) / count + order);
  }
}

/** A value as a definition's test would write it. */
export function valueText(value: TypedScalar): string {
  if (typeof value === 'object') return JSON.stringify(value.unknown);
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
