/**
 * Words that other languages have for a missing or a known value: `email is empty`, `employees is not null`. Every word is a value here, so on a
 * text they would be read as that text and silently never match. Language reference, sections 3 and 4.
 */
import { report } from './context.ts';
import type { CheckContext } from './context.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import type { Comparison, WithinClause } from '../../grammar/tree.ts';

const wordsForMissing = /^(null|nil|none|empty|blank|undefined|unset)$/i;
const wordsForKnown = /^(set|present|populated|filled|defined)$/i;

/** What data may hold in place of a value, in words. */
export function isAbsentText(text: string): boolean {
  return wordsForMissing.test(text) || /^(unknown|na|not set|not available)$/i.test(text);
}

/** `is missing` or `is known`, if that is what the comparison most likely means. */
function presenceMeant(comparison: Comparison | WithinClause): string | undefined {
  if (comparison.kind === 'alone') return comparison.value.kind === 'word' && /^(exists|exist)$/i.test(comparison.value.text) ? 'is known' : undefined;
  if (comparison.kind !== 'relation' || comparison.value.kind !== 'word') return undefined;
  const negated = comparison.operator === '!=' || comparison.operator === 'is not';
  if (!negated && comparison.operator !== '=' && comparison.operator !== 'is') return undefined;
  // `source = unknown` may be what the data says.
  const isUnknown = comparison.operator.startsWith('is') && comparison.value.text.toLowerCase() === 'unknown';
  if (isUnknown || wordsForMissing.test(comparison.value.text)) return negated ? 'is known' : 'is missing';
  return wordsForKnown.test(comparison.value.text) && comparison.operator.startsWith('is') ? (negated ? 'is missing' : 'is known') : undefined;
}

/** A warning where the word is a text; an error, and `true`, where it can be no value at all. */
export function reportAbsentWord(context: CheckContext, comparison: Comparison | WithinClause, subject: string, takesTexts: boolean): boolean {
  const proposed = presenceMeant(comparison);
  if (proposed === undefined || (comparison.kind !== 'alone' && comparison.kind !== 'relation')) return false;
  const { text } = context.file;
  const word = text.slice(comparison.value.span.start, comparison.value.span.end);
  const write = { title: `write \`${proposed}\``, edits: [{ file: context.file, span: comparison.span, text: proposed }] };
  if (!takesTexts) {
    report(context, codes.wordForMissing, comparison.span, { subject, word, proposed }, { fixes: [write] });
    return true;
  }
  report(context, codes.textForMissing, comparison.value.span, { subject, word, proposed }, {
    fixes: [write, { title: `write \`"${word}"\` for the text`, edits: [{ file: context.file, span: comparison.value.span, text: `"${word}"` }] }],
  });
  return false;
}
