import type { Definition, Requirement, Section } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, textOf, type Lint } from './lint-context.ts';

/**
 * An item without points after a rule with points: every lead without it is out, which the word `require` would say.
 * Conditions that stand before the first rule read as requirements.
 */
export const forgottenPoints: Lint = ({ definition }) => forgottenPointsIn(definition).map(({ section, requirement: { origin } }) =>
  report(likelyMistakeCodes.forgottenPoints, origin, { text: textOf(origin), section: section.name }));

export function forgottenPointsIn(definition: Definition): readonly { readonly section: Section; readonly requirement: Requirement }[] {
  return definition.scores.flatMap((section) => {
    if (section.kind !== 'section' || section.requirements.length === 0) return [];
    const firstRule = Math.min(...section.rules.map(({ origin }) => origin.span.start));
    return section.requirements
      .filter(({ origin }) => origin.span.start > firstRule && !/^require\b/i.test(textOf(origin)))
      .map((requirement) => ({ section, requirement }));
  });
}
