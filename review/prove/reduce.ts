/** A lead that shows something, without what it does not need for it, at times that read well. */
import type { TypedEvent } from '../../compiler/check/checked.ts';
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
  let best = start;
  const wanted = outcomes(start.explanations);
  const attempt = (witness: Witness): boolean => {
    const explanations = confirm(witness);
    if (explanations === undefined || outcomes(explanations) !== wanted) return false;
    best = { witness, explanations };
    return true;
  };
  for (const name of start.witness.lead.fields.keys()) {
    const fields = new Map(best.witness.lead.fields);
    fields.delete(name);
    attempt({ ...best.witness, lead: { ...best.witness.lead, fields } });
  }
  // Half an employee shows as much as a whole one, and reads worse.
  for (const [name, value] of best.witness.lead.fields) {
    if (typeof value !== 'number' || Number.isInteger(value)) continue;
    [Math.ceil(value), Math.floor(value)].some((whole) => attempt({ ...best.witness, lead: { ...best.witness.lead, fields: new Map(best.witness.lead.fields).set(name, whole) } }));
  }
  if (start.witness.events.length > mostEvents) return best;
  for (let index = best.witness.events.length - 1; index >= 0; index -= 1) {
    attempt({ ...best.witness, events: best.witness.events.filter((_event, other) => other !== index) });
  }
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
