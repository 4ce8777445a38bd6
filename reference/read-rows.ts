import type { Definition, TypedEvent } from '../compiler/check/checked.ts';
import type { RawData, ReadRows } from './data.ts';
import { readEvents } from './read-events.ts';
import { readLeads } from './read-leads.ts';
import type { Reading } from './read-value.ts';
import { SpellingCounts } from './spelling-counts.ts';
import { normalForm } from './text.ts';
import { usedNames } from './used-names.ts';

/** Raw rows, read by the definition's types, and everything that was found wrong with them. Language reference, section 9. */
export function readRows(definition: Definition, data: RawData): ReadRows {
  const used = usedNames(definition);
  const reading: Reading = { zone: definition.timezone, missingTexts: definition.vocabulary.missingTexts.map(normalForm) };
  const unknownSpellings = new SpellingCounts();
  const leads = readLeads(data.leads, definition, used, reading, unknownSpellings);
  const read = readEvents(data.events, definition, used, reading);

  const events = new Map<string, TypedEvent[]>();
  let eventsWithoutLead = 0;
  const earlyTimes = Map.groupBy([...leads.earlyTimes, ...read.events.filter(({ isEarly }) => isEarly).map(() => 'at')], (name) => name);
  for (const { leadId, event } of read.events) {
    for (const [name, value] of event.properties) unknownSpellings.count(`${event.type}.${name}`, value);
    if (!leads.ids.has(leadId)) eventsWithoutLead += 1;
    const ofLead = events.get(leadId);
    if (ofLead === undefined) events.set(leadId, [event]);
    else ofLead.push(event);
  }
  return {
    leads: leads.leads,
    events,
    badRows: [...leads.badRows, ...read.badRows],
    report: {
      unknownEventTypes: Object.fromEntries(read.unknownEventTypes),
      duplicateEvents: read.duplicateEvents,
      eventsWithoutLead,
      unknownSpellings: unknownSpellings.asRecord(),
      earlyTimes: Object.fromEntries([...earlyTimes].map(([name, times]) => [name, times.length])),
    },
  };
}
