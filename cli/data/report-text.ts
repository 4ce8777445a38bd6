import type { Definition } from '../../compiler/check/checked.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { namesMeant } from '../../compiler/vocabulary/other-names.ts';
import type { DataReport } from '../../engines/data-report.ts';
import { eventDeclaration } from '../../engines/vocabulary-lines.ts';
import { plainText } from '../terminal/plain-text.ts';
import { counted, groupDigits } from '../terminal/table.ts';

/** What is noteworthy about data for the definition, for standard error: a line each, more where something is proposed. Language reference, section 9. */
export function dataReportLines(report: DataReport, definition: Definition): string[] {
  const { unknownEventTypes, duplicateEvents, eventsWithoutLead, unknownSpellings, earlyTimes, propertiesWithoutValues } = report;
  const unknown = [...unknownEventTypes.values()].reduce((sum, count) => sum + count, 0);
  const early = [...earlyTimes.values()].reduce((sum, count) => sum + count, 0);
  const spellings = [...unknownSpellings.values()].reduce((sum, count) => sum + count, 0);
  return [
    ...(unknown === 0 ? [] : [[
      `${counted(unknown, 'event')} of types that the vocabulary does not know, so they count for nothing: ${mostFrequent(unknownEventTypes)}`,
      ...typesMeant(unknownEventTypes, definition),
    ].join('\n  ')]),
    ...(eventsWithoutLead === 0 ? [] : [`${counted(eventsWithoutLead, 'event')} of leads that are not among the leads`]),
    ...(duplicateEvents === 0 ? [] : [`${counted(duplicateEvents, 'row repeats an event', 'rows repeat events')} of the same id, which counts once`]),
    ...(spellings === 0 ? [] : [`${counted(spellings, 'value')} of a country or \`one of\` in no known spelling: ${mostFrequent(unknownSpellings)}`]),
    ...(early === 0 ? [] : [
      `${counted(early, 'number')} read as a time in January 1970: ${mostFrequent(earlyTimes)}. A number is read as milliseconds: multiply seconds by 1,000, and write a day as 2026-12-31`,
    ]),
    ...(propertiesWithoutValues.length === 0 ? [] : [`no event carries ${propertiesWithoutValues.map((name) => `\`${name}\``).join(', ')}`]),
  ];
}

/** Events that the definition asks, of which types that it does not know may be other spellings, and the vocabulary that says so. */
function typesMeant(unknown: ReadonlyMap<string, number>, definition: Definition): string[] {
  const asked = makePlan(definition).schema.events.filter(({ used }) => used);
  const guesses = byFrequency(unknown).slice(0, mostGuesses).flatMap(([type]) => {
    const [meant] = namesMeant(type, asked.map(({ name }) => name));
    return meant === undefined ? [] : [{ type, meant }];
  });
  const lines = [...Map.groupBy(guesses, ({ meant }) => meant)].map(([meant, each]) => {
    const passive = definition.vocabulary.events.some(({ name, passive: is }) => is && name === meant);
    return eventDeclaration(asked.find(({ name }) => name === meant)!, passive, each.map(({ type }) => type));
  });
  if (guesses.length === 0) return [];
  return [...guesses.map(({ type, meant }) => `did you mean \`${meant}\` by \`${plainText(type)}\`?`), 'if so, write into the `vocabulary:`:', ...lines.map((line) => `  ${plainText(line)}`)];
}

const mostGuesses = 5;

function byFrequency(counts: ReadonlyMap<string, number>): [name: string, count: number][] {
  return [...counts].sort(([one, count], [other, otherCount]) => otherCount - count || one.localeCompare(other));
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  const sorted = byFrequency(counts);
  const shown = sorted.slice(0, 5).map(([name, count]) => `\`${plainText(name)}\` ${groupDigits(count)}`);
  return `${shown.join(', ')}${sorted.length > 5 ? `, and ${sorted.length - 5} more` : ''}`;
}
