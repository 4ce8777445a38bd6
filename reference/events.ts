/** Which events a selector selects. Language reference, sections 2 (`after last`), 4 and 5. */
import type { Selector, TypedEvent } from '../compiler/check/checked.ts';
import { holds } from './conditions.ts';
import type { Situation } from './situation.ts';

/** The events that count: of the right type, not in the future, past the filter, the cut and the window. */
export function selectedEvents(selector: Selector, situation: Situation): TypedEvent[] {
  return matchingEvents(selector, situation).filter((event) => inWindow(event, selector, situation));
}

/** The same before any window, which is where a cooldown looks. */
export function matchingEvents(selector: Selector, situation: Situation): TypedEvent[] {
  const names = selector.events.map((type) => type.name);
  const start = selector.cut === undefined ? undefined : latest(selectedEvents(selector.cut, situation));
  return situation.events
    .filter((event) => names.includes(event.type))
    .filter((event) => event.at <= situation.now)
    .filter((event) => start === undefined || event.at > start)
    .filter((event) => selector.filter === undefined || holds(selector.filter, situation, event));
}

export function inWindow(event: TypedEvent, selector: Selector, situation: Situation): boolean {
  return selector.window === undefined || event.at > situation.now - selector.window;
}

/** The instant of the latest event; `undefined` if there is none. */
export function latest(events: readonly TypedEvent[]): number | undefined {
  return events.length === 0 ? undefined : Math.max(...events.map((event) => event.at));
}
