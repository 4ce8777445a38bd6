/** A lead that shows something, without whatever it can show that without. */
import type { Confirm, Confirmed } from './reduce.ts';
import type { Witness } from './witness.ts';

/** The evaluation time of tests. Language reference, section 7. */
const usualTime = Date.UTC(2026, 0, 1);

/** As `reduced`, but its score and outcomes may change: where all that counts is that `confirm` agrees. */
export function leastLead(start: Confirmed, confirm: Confirm): Confirmed {
  let best: Confirmed = { witness: start.witness, explanations: start.explanations };
  const attempt = (witness: Witness): boolean => {
    const explanations = confirm(witness);
    if (explanations !== undefined) best = { witness, explanations };
    return explanations !== undefined;
  };
  for (const name of start.witness.lead.fields.keys()) {
    const { lead } = best.witness;
    attempt({ ...best.witness, lead: { ...lead, fields: new Map([...lead.fields].filter(([other]) => other !== name)) } });
  }
  // Halves first, so that many events are not gone through one by one.
  for (let size = Math.ceil(best.witness.events.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.witness.events.length;) {
      const { events } = best.witness;
      if (!attempt({ ...best.witness, events: [...events.slice(0, from), ...events.slice(from + size)] })) from += size;
    }
  }
  const { now, events } = best.witness;
  if (now !== usualTime) attempt({ ...best.witness, now: usualTime, events: events.map((event) => ({ ...event, at: event.at + usualTime - now })) });
  return best;
}
