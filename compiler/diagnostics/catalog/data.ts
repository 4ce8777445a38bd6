/** MQL3xxx: rows of data that cannot be taken. Language reference, section 9. `avoid` and `prefer` show CSV files, not definitions. */
import { entry } from '../diagnostic.ts';

export const dataCodes = {
  unreadableValue: entry<{ column: string; value: string; due: string }>({
    code: 'MQL3001', severity: 'error', title: 'A value that its type cannot read',
    message: ({ column, value, due }) => `\`${column}\` holds \`${value}\`, which is not ${due}`,
    advice: () => 'correct the value, leave the cell empty, or declare the text as `missing` in the vocabulary',
    why: 'A number that is guessed at scores the wrong lead. What a type cannot read for certain makes the row bad: the run stops and names it, '
      + 'or with `--rejects FILE` the row goes there and the others are scored.',
    avoid: 'id,employees\n42,"1,000"\n',
    prefer: 'id,employees\n42,1000\n',
  }),
  missingId: entry<{ column: string }>({
    code: 'MQL3002', severity: 'error', title: 'A lead without an id',
    message: ({ column }) => `the lead has nothing in \`${column}\``,
    advice: () => 'give every lead an id of its own; `--lead-id` names the column if it is another one',
    why: 'Events find their lead by its id, and results are told apart by it.',
    avoid: 'id,country\n,US\n',
    prefer: 'id,country\n42,US\n',
  }),
  repeatedId: entry<{ value: string }>({
    code: 'MQL3003', severity: 'error', title: 'Leads that share an id',
    message: ({ value }) => `more than one lead has the id \`${value}\``,
    advice: () => 'merge the rows into one before scoring; all rows of the id are set aside, since nobody can tell which is right',
    why: 'Two rows of one id would score twice, with the same events, and often differently.',
    avoid: 'id,country\n42,US\n42,DE\n',
    prefer: 'id,country\n42,US\n43,DE\n',
  }),
  missingLeadId: entry<{ column: string }>({
    code: 'MQL3004', severity: 'error', title: 'An event without the id of its lead',
    message: ({ column }) => `the event has nothing in \`${column}\``,
    advice: () => 'leave events that belong to nobody out of the file; `--event-lead-id` names the column if it is another one',
    why: 'An event counts for the lead whose id it carries, and for nobody without one.',
    avoid: 'lead_id,type,at\n,webinar,2026-01-14\n',
    prefer: 'lead_id,type,at\n42,webinar,2026-01-14\n',
  }),
  missingType: entry<{ column: string }>({
    code: 'MQL3005', severity: 'error', title: 'An event without a type',
    message: ({ column }) => `the event has nothing in \`${column}\``,
    advice: () => 'say what happened, such as `webinar`; `--event-type` names the column if it is another one',
    why: 'What an event is worth depends on its type.',
    avoid: 'lead_id,type,at\n42,,2026-01-14\n',
    prefer: 'lead_id,type,at\n42,webinar,2026-01-14\n',
  }),
  missingTime: entry<{ column: string }>({
    code: 'MQL3006', severity: 'error', title: 'An event without a time',
    message: ({ column }) => `the event has nothing in \`${column}\``,
    advice: () => 'say when it happened, such as `2026-01-14T09:30Z`; `--event-at` names the column if it is another one',
    why: 'Windows, caps for each day and decay ask when an event was. Without a time it can be neither counted nor left out.',
    avoid: 'lead_id,type,at\n42,webinar,\n',
    prefer: 'lead_id,type,at\n42,webinar,2026-01-14\n',
  }),
  unreadableProperties: entry<{ column: string; value: string }>({
    code: 'MQL3007', severity: 'error', title: 'Properties that are no JSON object',
    message: ({ column, value }) => `\`${column}\` holds \`${value}\`, which is not a JSON object`,
    advice: () => 'write `{"title": "Sales Pipeline Management"}`, or give each property a column of its own',
    why: 'The column `properties` holds all properties of an event as one JSON object. Half of one would lose properties in silence.',
    avoid: 'lead_id,type,at,properties\n42,webinar,2026-01-14,title=Pipeline\n',
    prefer: 'lead_id,type,at,properties\n42,webinar,2026-01-14,"{""title"": ""Pipeline""}"\n',
  }),
  differentContent: entry<{ value: string }>({
    code: 'MQL3008', severity: 'error', title: 'Events that share an id and differ',
    message: ({ value }) => `events that differ have the id \`${value}\``,
    advice: () => 'give each event an id of its own, or none; rows that are the same in all that the definition reads count as one event',
    why: 'An id says that rows are the same event, and the same event cannot have been two things.',
    avoid: 'id,lead_id,type,at\ne1,42,webinar,2026-01-14\ne1,42,ebook,2026-01-14\n',
    prefer: 'id,lead_id,type,at\ne1,42,webinar,2026-01-14\ne2,42,ebook,2026-01-14\n',
  }),
};
