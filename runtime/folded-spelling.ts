import { lowerCase } from '../tables/lower-case.ts';

/** What two spellings of one column, or of one event type, have in common: case, blanks, `_` and `-` are set aside. Language reference, section 9. */
export function foldedSpelling(spelling: string): string {
  return lowerCase(spelling.replace(/[ \t\n\v\f\r_-]+/g, ''));
}

const ownColumnsOfEvents = new Set(['leadid', 'type', 'at', 'id', 'properties']);

/** Whether events have the name for themselves: a property so called is found in `properties` alone, in data and in typed events. */
export function isOwnColumnOfEvents(name: string): boolean {
  return ownColumnsOfEvents.has(foldedSpelling(name));
}
