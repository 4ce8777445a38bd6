/** A lead that shows something, without what it does not need for it, at times that read well. */
import type { TypedEvent, TypedScalar, TypedValue } from '../../compiler/check/checked.ts';
import type { Explanation } from '../../reference/result.ts';
import type { Row, Rows } from './sample-rows.ts';
import type { Witness } from './witness.ts';

export type Confirm = (witness: Witness) => readonly Explanation[] | undefined;

export interface Confirmed {
  readonly witness: Witness;
  readonly explanations: readonly Explanation[];
}

const hour = 3_600_000;
const day = 24 * hour;
/** Leads of more events than this are not gone through one by one. */
const mostEvents = 60;

/** The same outcomes, and it still shows what it should. */
export function reduced(start: Confirmed, confirm: Confirm): Confirmed {
  const wanted = outcomes(start.explanations);
  return simplified(start, (witness) => {
    const explanations = confirm(witness);
    return explanations === undefined || outcomes(explanations) !== wanted ? undefined : explanations;
  });
}

/** Without the fields, events and properties that it does not need, with values and times that read well, as long as `confirm` agrees. */
export function simplified(start: Confirmed, confirm: Confirm): Confirmed {
  let best: Confirmed = { witness: start.witness, explanations: start.explanations };
  const attempt = (witness: Witness): boolean => {
    const explanations = confirm(witness);
    if (explanations !== undefined) best = { witness, explanations };
    return explanations !== undefined;
  };
  const attemptField = (name: string, value: TypedValue): boolean => {
    const fields = new Map(best.witness.lead.fields);
    if (value === undefined) fields.delete(name);
    else fields.set(name, value);
    return attempt({ ...best.witness, lead: { ...best.witness.lead, fields } });
  };
  for (const [name, value] of start.witness.lead.fields) {
    if (!attemptField(name, undefined)) plainer(value).some((other) => attemptField(name, other));
  }
  // Halves first, so that many events are not gone through one by one.
  for (let size = Math.ceil(best.witness.events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.witness.events.length;) {
      const { events } = best.witness;
      if (!attempt({ ...best.witness, events: [...events.slice(0, from), ...events.slice(from + size)] })) from += size;
    }
  }
  if (best.witness.events.length > mostEvents) return best;
  best.witness.events.forEach((event, index) => {
    for (const name of event.properties.keys()) attempt(withEvent(best.witness, index, withoutProperty(best.witness.events[index]!, name)));
  });
  // All at once first, so that events that belong together stay together.
  const { now } = best.witness;
  if (attempt({ ...best.witness, events: best.witness.events.map((event) => ({ ...event, at: now - day })) })) return best;
  best.witness.events.forEach(({ at }, index) => {
    for (const age of plainAges(now - at)) if (attempt(withEvent(best.witness, index, { ...best.witness.events[index]!, at: now - age }))) return;
  });
  return best;
}

/** Values that read better: half an employee shows as much as a whole one. */
function plainer(value: TypedValue): TypedValue[] {
  if (typeof value === 'number') return Number.isInteger(value) ? [] : [Math.ceil(value), Math.floor(value)];
  if (!Array.isArray(value) || value.length < 2) return [];
  const elements = value as readonly TypedScalar[];
  return [...elements.map((one) => [one]), ...elements.map((_, index) => elements.filter((__, other) => other !== index))];
}

/** Tries rows without this and that. `shows`: they still do; then what is left of them is tried further. */
export function reduceRows(start: Rows, shows: (rows: Rows) => boolean): void {
  let best = start;
  const attempt = (rows: Rows): void => { if (shows(rows)) best = rows; };
  const without = (row: Row, name: string): Row => Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));
  for (const name of Object.keys(start.lead)) if (name !== 'id') attempt({ ...best, lead: without(best.lead, name) });
  for (let index = start.events.length - 1; index >= 0; index -= 1) attempt({ ...best, events: best.events.filter((_, other) => other !== index) });
  for (let index = 0; index < best.events.length; index += 1) {
    for (const name of Object.keys(best.events[index]!['properties'] as Row)) {
      attempt({ ...best, events: best.events.map((row, other) => (other === index ? { ...row, properties: without(row['properties'] as Row, name) } : row)) });
    }
  }
}

function plainAges(age: number): number[] {
  return [day, Math.ceil(age / day) * day, Math.floor(age / day) * day, Math.ceil(age / hour) * hour, Math.floor(age / hour) * hour].filter((plain) => plain > 0);
}

function withEvent(witness: Witness, index: number, event: TypedEvent): Witness {
  return { ...witness, events: witness.events.map((other, at) => (at === index ? event : other)) };
}

function withoutProperty(event: TypedEvent, name: string): TypedEvent {
  const properties = new Map(event.properties);
  properties.delete(name);
  return { ...event, properties };
}

function outcomes(explanations: readonly Explanation[]): string {
  return JSON.stringify(explanations.map(({ items: _items, ...result }) => result));
}
