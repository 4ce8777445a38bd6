import type { Condition, Definition, Origin } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import { conditionKey, ruleKey } from '../reason/keys.ts';
import { conditionMark, ruleMark } from '../reason/marks.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';

/** A rule, requirement, exclusion or way into a stage that asks exactly what an earlier one of the same block asks. */
export const repeatedRule: Lint = ({ definition }) => groupsOf(definition).flatMap((items) => {
  const alike = thoseAlike(items);
  const first = new Map<string, Item>();
  return alike.flatMap((item): readonly Diagnostic[] => {
    const key = item.key();
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, item);
      return [];
    }
    return [report(likelyMistakeCodes.repeatedRule, item.origin, { what: item.what, text: textOf(item.origin) },
      { related: [related(earlier.origin, 'the one that it repeats')], fixes: item.what === 'rule' ? [] : withoutLine(item.origin) })];
  });
});

/** Those whose mark another one has. */
function thoseAlike(items: readonly Item[]): readonly Item[] {
  const counts = new Map<number, number>();
  for (const { mark } of items) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return counts.size === items.length ? [] : items.filter(({ mark }) => counts.get(mark)! > 1);
}

/** Takes the whole line out, where the item stands alone on it. Without a rule, leads would have fewer points. */
function withoutLine({ file, span }: Origin): readonly Fix[] {
  const lineStart = file.text.lastIndexOf('\n', span.start) + 1;
  const lineEnd = file.text.indexOf('\n', span.end);
  const end = lineEnd === -1 ? file.text.length : lineEnd + 1;
  const around = file.text.slice(lineStart, span.start) + file.text.slice(span.end, end);
  return around.trim() === '' ? [{ title: 'take it out', edits: [{ file, span: { start: lineStart, end }, text: '' }] }] : [];
}

interface Item {
  /** The same for all of one key. */
  readonly mark: number;
  readonly key: () => string;
  readonly origin: Origin;
  readonly what: 'rule' | 'requirement' | 'exclusion' | 'way';
}

/** What is compared with each other. */
function groupsOf(definition: Definition): readonly (readonly Item[])[] {
  const sections = definition.scores.filter((score) => score.kind === 'section');
  return [
    definition.exclusions.map((each) => ofCondition(each, 'exclusion')),
    ...sections.map(({ requirements }) => requirements.map((each) => ofCondition(each, 'requirement'))),
    ...sections.map(({ rules }) => rules.map((rule): Item => ({ origin: rule.origin, mark: ruleMark(rule), key: () => ruleKey(rule), what: 'rule' }))),
    ...definition.stages.map(({ ways }) => ways.map((each) => ofCondition(each, 'way'))),
  ];
}

function ofCondition({ origin, condition }: { readonly origin: Origin; readonly condition: Condition }, what: Item['what']): Item {
  return { origin, mark: conditionMark(condition), key: () => conditionKey(condition), what };
}
