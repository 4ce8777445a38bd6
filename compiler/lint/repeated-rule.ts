import type { Condition, Origin } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import { conditionKey, ruleKey } from '../reason/keys.ts';
import { conditionMark, ruleMark } from '../reason/marks.ts';
import { related, report, textOf, type Lint } from './lint-context.ts';

/** A rule, requirement, exclusion or way into a stage that asks exactly what an earlier one of the same block asks. */
export const repeatedRule: Lint = ({ definition }) => {
  const sections = definition.scores.filter((score) => score.kind === 'section');
  return [
    ...repeated(definition.exclusions, 'exclusion', markOfPlaced, keyOfPlaced),
    ...sections.flatMap(({ requirements }) => repeated(requirements, 'requirement', markOfPlaced, keyOfPlaced)),
    ...sections.flatMap(({ rules }) => repeated(rules, 'rule', ruleMark, ruleKey)),
    ...definition.stages.flatMap(({ ways }) => repeated(ways, 'way', markOfPlaced, keyOfPlaced)),
  ];
};

interface PlacedCondition {
  readonly origin: Origin;
  readonly condition: Condition;
}

const markOfPlaced = ({ condition }: PlacedCondition): number => conditionMark(condition);
const keyOfPlaced = ({ condition }: PlacedCondition): string => conditionKey(condition);

/** Of items that are compared with each other; those of one key have one mark. */
function repeated<Item extends { readonly origin: Origin }>(
  items: readonly Item[], what: 'rule' | 'requirement' | 'exclusion' | 'way', markOf: (item: Item) => number, keyOf: (item: Item) => string,
): readonly Diagnostic[] {
  const first = new Map<string, Item>();
  return thoseAlike(items, markOf).flatMap((item): readonly Diagnostic[] => {
    const key = keyOf(item);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, item);
      return [];
    }
    return [report(likelyMistakeCodes.repeatedRule, item.origin, { what, text: textOf(item.origin) },
      { related: [related(earlier.origin, 'the one that it repeats')], fixes: what === 'rule' ? [] : withoutLine(item.origin) })];
  });
}

/** Those whose mark another one has. */
function thoseAlike<Item>(items: readonly Item[], markOf: (item: Item) => number): readonly Item[] {
  if (items.length < 2) return [];
  const marks = items.map(markOf);
  const sorted = Int32Array.from(marks).sort();
  const twice = new Set<number>();
  for (let index = 1; index < sorted.length; index += 1) if (sorted[index] === sorted[index - 1]) twice.add(sorted[index]!);
  return twice.size === 0 ? [] : items.filter((_item, index) => twice.has(marks[index]!));
}

/** Takes the whole line out, where the item stands alone on it. Without a rule, leads would have fewer points. */
function withoutLine({ file, span }: Origin): readonly Fix[] {
  const lineStart = file.text.lastIndexOf('\n', span.start) + 1;
  const lineEnd = file.text.indexOf('\n', span.end);
  const end = lineEnd === -1 ? file.text.length : lineEnd + 1;
  const around = file.text.slice(lineStart, span.start) + file.text.slice(span.end, end);
  return around.trim() === '' ? [{ title: 'take it out', edits: [{ file, span: { start: lineStart, end }, text: '' }] }] : [];
}
