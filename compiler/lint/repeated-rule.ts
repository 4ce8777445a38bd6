import type { Definition, Origin } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import { conditionKey, ruleKey } from '../reason/keys.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';

/** A rule, requirement, exclusion or way into a stage that asks exactly what an earlier one of the same block asks. */
export const repeatedRule: Lint = {
  name: 'repeated-rule',
  check: ({ definition }) => groupsOf(definition).flatMap((items) => {
    const first = new Map<string, Item>();
    return items.flatMap((item): readonly Diagnostic[] => {
      const earlier = first.get(item.key);
      if (earlier === undefined) {
        first.set(item.key, item);
        return [];
      }
      return [report(likelyMistakeCodes.repeatedRule, item.origin, { what: item.what, text: textOf(item.origin) },
        { related: [related(earlier.origin, 'the one that it repeats')], fixes: item.what === 'rule' ? [] : withoutLine(item.origin) })];
    });
  }),
};

/** Takes the whole line out, where the item stands alone on it. Without a rule, leads would have fewer points. */
function withoutLine({ file, span }: Origin): readonly Fix[] {
  const lineStart = file.text.lastIndexOf('\n', span.start - 1) + 1;
  const lineEnd = file.text.indexOf('\n', span.end);
  const end = lineEnd === -1 ? file.text.length : lineEnd + 1;
  const around = file.text.slice(lineStart, span.start) + file.text.slice(span.end, end);
  return around.trim() === '' ? [{ title: 'take it out', edits: [{ file, span: { start: lineStart, end }, text: '' }] }] : [];
}

interface Item {
  readonly key: string;
  readonly origin: Origin;
  readonly what: 'rule' | 'requirement' | 'exclusion' | 'way';
}

/** What is compared with each other. */
function groupsOf(definition: Definition): readonly (readonly Item[])[] {
  const sections = definition.scores.filter((score) => score.kind === 'section');
  return [
    definition.exclusions.map(({ origin, condition }) => ({ origin, key: conditionKey(condition), what: 'exclusion' as const })),
    ...sections.map(({ requirements }) => requirements.map(({ origin, condition }) => ({ origin, key: conditionKey(condition), what: 'requirement' as const }))),
    ...sections.map(({ rules }) => rules.map((rule) => ({ origin: rule.origin, key: ruleKey(rule), what: 'rule' as const }))),
    ...definition.stages.map(({ ways }) => ways.map(({ origin, condition }) => ({ origin, key: conditionKey(condition), what: 'way' as const }))),
  ];
}
