/** Leads on the edges of what definitions ask, to be tried before the solver is asked. The same ones each time. */
import type { TypedEvent, TypedScalar, TypedValue } from '../../compiler/check/checked.ts';
import type { ValueType } from '../../compiler/vocabulary/types.ts';
import type { Asked, AskedEvent, AskedTest } from './asked.ts';
import { moreValues, sampleValues } from './sample-values.ts';
import type { Witness } from './witness.ts';

const day = 86_400_000;
/** Where no date asks for another time, leads are shown at this one. */
export const plainNow = Date.UTC(2026, 0, 1);
const mostValues = 400;

/** Numbers between zero and one, the same each time. */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface EventChoice {
  readonly type: string;
  readonly ages: readonly number[];
  readonly counts: readonly number[];
  readonly properties: readonly { readonly name: string; readonly values: readonly TypedValue[] }[];
}

export class LeadSampler {
  private readonly next = repeatable(7);
  private readonly fields: readonly { readonly name: string; readonly values: readonly TypedValue[] }[];
  private readonly events: readonly EventChoice[];

  constructor(asked: Asked) {
    this.fields = [...asked.fields.values()].map(({ field, type, tests }) => ({ name: field.name, values: valuesOf(type, [...tests.values()], false) }));
    this.events = [...asked.events.values()].map((event) => ({
      type: event.event.name, ages: agesOf(event), counts: countsOf(event),
      properties: [...event.properties.values()].map(({ property, tests, measured, sums }) => (
        { name: property.name, values: [...valuesOf(property.type, [...tests.values()], measured), ...partsOf(property.type, sums)] })),
    }));
  }

  /** The first knows nothing; then more and more is known. */
  lead(index: number): Witness {
    const isKnown = [0, 0.5, 0.85, 1][index % 4]!;
    const fields = new Map<string, TypedValue>();
    for (const { name, values } of this.fields) if (values.length > 0 && this.next() < isKnown) fields.set(name, this.pick(values));
    const events = index === 0 || this.events.length === 0 ? [] : this.someEvents();
    return { lead: { id: 'witness', fields }, events: events.sort((first, second) => first.at - second.at), now: plainNow };
  }

  /** The same lead with one thing about it changed. */
  step({ lead, events, now }: Witness): Witness {
    if (this.fields.length > 0 && (this.events.length === 0 || this.next() < 0.5)) {
      const { name, values } = this.pick(this.fields);
      return values.length === 0 ? { lead, events, now } : { lead: { ...lead, fields: new Map(lead.fields).set(name, this.pick(values)) }, events, now };
    }
    if (this.events.length === 0) return { lead, events, now };
    const kept = this.next() < 0.15 ? events.filter(() => this.next() < 0.7) : [...events, ...this.someEvents([1])];
    return { lead, events: kept.sort((first, second) => first.at - second.at), now };
  }

  private someEvents(groups: readonly number[] = [0, 1, 1, 2, 3, 5]): TypedEvent[] {
    const events: TypedEvent[] = [];
    for (let group = this.pick(groups); group > 0; group -= 1) {
      const choice = this.pick(this.events);
      const count = this.pick(choice.counts);
      const isSpread = this.next() < 0.5;
      const age = this.pick(choice.ages);
      const properties = this.propertiesOf(choice);
      for (let index = 0; index < count; index += 1) {
        events.push({ type: choice.type, at: plainNow - (isSpread ? this.pick(choice.ages) : age), properties: this.next() < 0.3 ? this.propertiesOf(choice) : properties });
      }
    }
    return events;
  }

  private propertiesOf({ properties }: EventChoice): Map<string, TypedValue> {
    return new Map(properties.flatMap(({ name, values }) => (values.length > 0 && this.next() < 0.8 ? [[name, this.pick(values)] as const] : [])));
  }

  private pick<Element>(elements: readonly Element[]): Element {
    return elements[Math.floor(this.next() * elements.length)]!;
  }
}

function valuesOf(type: ValueType, tests: readonly AskedTest[], measured: boolean): TypedValue[] {
  const scalar = type.kind === 'list' ? type.element : type;
  const values = sampleValues(type, tests).filter((value) => value !== undefined).slice(0, mostValues);
  const more: TypedScalar[] = [];
  if (scalar.kind === 'date' || scalar.kind === 'datetime') {
    more.push(plainNow, plainNow - 1, plainNow - day);
    for (const { test } of tests) if (test.kind === 'recent') more.push(plainNow - test.milliseconds, plainNow - test.milliseconds + 1);
  }
  if (measured && (scalar.kind === 'number' || scalar.kind === 'money' || scalar.kind === 'duration')) more.push(1, 60, 1_000, 60_000, 3_600_000, -1);
  return [...values, ...more.map((value) => (type.kind === 'list' ? [value] : value)), ...(measured ? moreValues(type) : [])];
}

/** On both sides of each age that is told apart, so far before as a cooldown lasts, and on some days between. */
function agesOf({ ages, gaps }: AskedEvent): number[] {
  const edges = [...ages].flatMap((age) => [age - 1, age, age + day]);
  const before = [0, ...ages].flatMap((age) => [...gaps].flatMap((gap) => [age + gap - 1, age + gap, age + gap + 1]));
  return [...new Set([0, 1, 3_600_000, day, 2 * day, 8 * day, 40 * day, ...edges, ...before])].filter((age) => age >= 0 && age < 100_000 * day);
}

const mostOfOneKind = 160;

function countsOf({ counts }: AskedEvent): number[] {
  return [1, 1, 1, 2, 3, 6, 12, ...[...counts].flatMap((count) => [count, count + 1, count - 1])].filter((count) => count > 0 && count <= mostOfOneKind);
}

/** Values that one or two events reach a total with, or fall short of it. */
function partsOf({ kind }: ValueType, sums: ReadonlySet<number>): TypedValue[] {
  if (kind === 'duration') return [...sums].flatMap((sum) => [Math.ceil(sum), Math.floor(sum) + 1, Math.ceil(sum) - 1, Math.round(sum / 2)]);
  return [...sums].flatMap((sum) => [sum, sum + 0.0001, sum - 0.0001, sum / 2]);
}
