import type { DataReport } from '../../engines/data-report.ts';
import { plainText } from '../terminal/plain-text.ts';
import { counted, groupDigits } from '../terminal/table.ts';

/** What is noteworthy about data, one line each, for standard error. Language reference, section 9. */
export function dataReportLines(report: DataReport): string[] {
  const { unknownEventTypes, duplicateEvents, eventsWithoutLead, unknownSpellings, propertiesWithoutValues } = report;
  const unknown = [...unknownEventTypes.values()].reduce((sum, count) => sum + count, 0);
  const spellings = [...unknownSpellings.values()].reduce((sum, count) => sum + count, 0);
  return [
    ...(unknown === 0 ? [] : [`${counted(unknown, 'event')} of types that the vocabulary does not know, so they count for nothing: ${mostFrequent(unknownEventTypes)}`]),
    ...(eventsWithoutLead === 0 ? [] : [`${counted(eventsWithoutLead, 'event')} of leads that are not among the leads`]),
    ...(duplicateEvents === 0 ? [] : [`${counted(duplicateEvents, 'row repeats an event', 'rows repeat events')} of the same id, which counts once`]),
    ...(spellings === 0 ? [] : [`${counted(spellings, 'value')} of a country or \`one of\` in no known spelling: ${mostFrequent(unknownSpellings)}`]),
    ...(propertiesWithoutValues.length === 0 ? [] : [`no event carries ${propertiesWithoutValues.map((name) => `\`${name}\``).join(', ')}`]),
  ];
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([one, count], [other, otherCount]) => otherCount - count || one.localeCompare(other));
  const shown = sorted.slice(0, 5).map(([name, count]) => `\`${plainText(name)}\` ${groupDigits(count)}`);
  return `${shown.join(', ')}${sorted.length > 5 ? `, and ${sorted.length - 5} more` : ''}`;
}
