/** A lead that shows something, without whatever it can show that without. */
import { simplified, type Confirm, type Confirmed } from './reduce.ts';

/** The evaluation time of tests. Language reference, section 7. */
const usualTime = Date.UTC(2026, 0, 1);

/** As `reduced`, but its score and outcomes may change: where all that counts is that `confirm` agrees. */
export function leastLead(start: Confirmed, confirm: Confirm): Confirmed {
  const best = simplified(start, confirm);
  const { now, events } = best.witness;
  if (now === usualTime) return best;
  const witness = { ...best.witness, now: usualTime, events: events.map((event) => ({ ...event, at: event.at + usualTime - now })) };
  const explanations = confirm(witness);
  return explanations === undefined ? best : { witness, explanations };
}
