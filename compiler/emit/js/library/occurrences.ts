/** The limits of rules that pay for each event. */

export interface Occurrence {
  readonly at: number;
  /** Of its case. */
  readonly points: number;
  /** Only explanations need it. */
  readonly type?: string;
}

/**
 * Those of the events that pay. In this order: cooldown, window (`at > after`), the latest of each unit of the calendar,
 * the latest few. Of one instant, the event that pays more counts as the later, and goes first in a cooldown.
 */
export function limited<Event extends Occurrence>(
  found: Event[],
  cooldown: number,
  after: number,
  unit: ((at: number) => number) | null,
  atMost: number,
): Event[] {
  found.sort((left, right) => left.at - right.at || left.points - right.points || (left.type === right.type ? 0 : left.type! < right.type! ? 1 : -1));
  let left = found;
  if (cooldown > 0) {
    left = [];
    let last = -Infinity;
    for (let index = 0; index < found.length; index += 1) {
      const event = found[index]!;
      // The last of its instant is the one that pays most.
      if (index + 1 < found.length && found[index + 1]!.at === event.at) continue;
      if (event.at >= last + cooldown) {
        left.push(event);
        last = event.at;
      }
    }
  }
  if (after > -Infinity) left = left.filter((event) => event.at > after);
  if (unit !== null) {
    const latest = new Map<number, Event>();
    for (const event of left) {
      const key = unit(event.at);
      // Where clocks go back over midnight a day can come twice: what is latest goes to the end.
      latest.delete(key);
      latest.set(key, event);
    }
    left = [...latest.values()];
  }
  return left.length > atMost ? left.slice(left.length - atMost) : left;
}

/** As explanations show the events that pay: oldest first, of one instant the one that pays more first. */
export function shownOccurrences(paid: readonly { readonly at: number; readonly type: string; readonly points: number }[], unit: number) {
  return [...paid]
    .sort((left, right) => left.at - right.at || right.points - left.points || (left.type === right.type ? 0 : left.type < right.type ? -1 : 1))
    .map((event) => ({ at: new Date(event.at).toISOString(), type: event.type, points: event.points / unit + 0 }));
}
