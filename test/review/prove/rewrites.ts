/** Definitions changed so that they mean the same, and definitions changed so that they may not. */
import type { Condition, Definition, Rule, Section, ValueTest } from '../../../compiler/check/checked.ts';
import { checkText } from '../../check-text.ts';
import { reordered, smaller, textOf, type Draft } from '../../differential/draft.ts';

function section(definition: Definition, change: (section: Section) => Section): Definition {
  const changed = new Map(definition.scores.map((score) => [score, score.kind === 'section' ? change(score) : score]));
  return withScores(definition, changed);
}

/** Everything that names a section names its new form. */
function withScores(definition: Definition, changed: ReadonlyMap<unknown, unknown>): Definition {
  const seen = new Map<unknown, unknown>();
  const visit = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || 'text' in value) return value;
    const known = seen.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) {
      const made: unknown[] = [];
      seen.set(value, made);
      made.push(...value.map(visit));
      return made;
    }
    const source = changed.get(value) ?? value;
    const made: Record<string, unknown> = {};
    seen.set(value, made);
    seen.set(source, made);
    for (const [key, inner] of Object.entries(source)) made[key] = key === 'origin' || key === 'vocabulary' || key === 'file' ? inner : visit(inner);
    return made;
  };
  return visit(definition) as Definition;
}

/** Every condition of the definition, replaced from the inside out. */
function conditions(definition: Definition, change: (condition: Condition) => Condition): Definition {
  const ofCondition = (condition: Condition): Condition => {
    switch (condition.kind) {
      case 'and': case 'or': case 'at least': return change({ ...condition, parts: condition.parts.map(ofCondition) });
      case 'not': return change({ ...condition, operand: ofCondition(condition.operand) });
      default: return change(condition);
    }
  };
  const ofRule = (rule: Rule): Rule => {
    const when = rule.when === undefined ? undefined : ofCondition(rule.when);
    return rule.kind === 'condition rule' ? { ...rule, when, condition: ofCondition(rule.condition) } : { ...rule, when };
  };
  const scores = section(definition, (one) => ({
    ...one, rules: one.rules.map(ofRule), requirements: one.requirements.map((each) => ({ ...each, condition: ofCondition(each.condition) })),
  }));
  return { ...scores, exclusions: scores.exclusions.map((each) => ({ ...each, condition: ofCondition(each.condition) })) };
}

/** `4..10` is `4..7 or above 7 up to 10`. */
function split(test: ValueTest): ValueTest {
  if (test.kind !== 'interval' || test.low === undefined || test.high === undefined || test.high.value <= test.low.value) return test;
  const middle = Math.floor((test.low.value + test.high.value) / 2);
  // Between 0.3 and 0.5 there is no whole number.
  if (!Number.isSafeInteger(middle) || middle < test.low.value || middle >= test.high.value) return test;
  return { kind: 'any', tests: [{ kind: 'interval', low: test.low, high: { value: middle, inclusive: true } }, { kind: 'interval', low: { value: middle, inclusive: false }, high: test.high }] };
}

export interface Rewrite {
  readonly name: string;
  /** The diff by rule knows it, without any proof. */
  readonly byRule: boolean;
  readonly apply: (definition: Definition) => Definition;
}

/** Two things in each other's place where order means nothing; `undefined` where names could not be told any longer, or nothing was found. */
export function inAnotherOrder(draft: Draft, pick: (count: number) => number): Definition | undefined {
  let text = draft;
  for (let times = 0; times < 6; times += 1) {
    const all = [...reordered(text, true)];
    if (all.length === 0) break;
    const next = all[pick(all.length)]!;
    const definition = checkText(textOf(next)).definition;
    const before = checkText(textOf(text)).definition;
    if (definition !== undefined && before !== undefined && saysTheSameNames(before, definition)) text = next;
  }
  return text === draft ? undefined : checkText(textOf(text)).definition;
}

/** In the `when` of a rule a word that is a field and a score is the score where that stands above. Language reference, section 2. */
function saysTheSameNames(before: Definition, after: Definition): boolean {
  const names = ({ scores }: Definition): string[] => scores.map(({ name }) => name.toLowerCase());
  const { fields, events } = after.vocabulary;
  const others = new Set([...fields, ...events, ...after.defined].map(({ name }) => name.toLowerCase()));
  return !names(after).some((name) => others.has(name)) || names(before).join() === names(after).join();
}

export const rewrites: readonly Rewrite[] = [
  { name: 'rules in another order', byRule: true, apply: (definition) => section(definition, (one) => ({ ...one, rules: [...one.rules].reverse(), requirements: [...one.requirements].reverse() })) },
  { name: 'exclusions in another order', byRule: true, apply: (definition) => ({ ...definition, exclusions: [...definition.exclusions].reverse() }) },
  { name: 'double negation', byRule: true, apply: (definition) => conditions(definition, (one) => ({ kind: 'not', origin: one.origin, operand: { kind: 'not', origin: one.origin, operand: one } })) },
  {
    name: 'parts in another order', byRule: true,
    apply: (definition) => conditions(definition, (one) => (one.kind === 'and' || one.kind === 'or' || one.kind === 'at least' ? { ...one, parts: [...one.parts].reverse() } : one)),
  },
  {
    name: 'conditions by name', byRule: true,
    apply: (definition) => conditions(definition, (one) => (one.kind === 'defined' ? one : {
      kind: 'defined', origin: one.origin, definition: { kind: 'defined condition', name: `named_${one.origin.span.start}`, origin: one.origin, condition: one, used: true },
    })),
  },
  { name: 'ranges in two', byRule: false, apply: (definition) => conditions(definition, (one) => (one.kind === 'test' ? { ...one, test: split(one.test) } : one)) },
  {
    name: 'and for not or', byRule: false,
    apply: (definition) => conditions(definition, (one) => (one.kind !== 'and' ? one : {
      kind: 'not', origin: one.origin, operand: { kind: 'or', origin: one.origin, parts: one.parts.map((part) => ({ kind: 'not', origin: part.origin, operand: part })) },
    })),
  },
];

/** A version of a generated text with one thing left out, moved or named otherwise, or one number changed; `undefined` where none was found. */
export function mutated(draft: Draft, pick: (count: number) => number): Definition | undefined {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const text = changes[pick(changes.length)]!(draft, pick);
    const definition = text === undefined ? undefined : checkText(text).definition;
    if (definition !== undefined) return definition;
  }
  return undefined;
}

const changes: readonly ((draft: Draft, pick: (count: number) => number) => string | undefined)[] = [
  (draft, pick) => otherNumber(textOf(draft), pick), lessOf, otherOrder, (draft, pick) => otherLabel(textOf(draft), pick),
];

/** Stages, tiers, handoffs, cases, events of one spelling: what comes first counts. */
function otherOrder(draft: Draft, pick: (count: number) => number): string | undefined {
  const all = [...reordered(draft, false)];
  return all.length === 0 ? undefined : textOf(all[pick(all.length)]!);
}

/** Of a tier, a grid or a handoff. */
function otherLabel(text: string, pick: (count: number) => number): string | undefined {
  const labels = [...text.matchAll(/^(?:tier [^\n]*|  to [^\n]*)$/gm)].flatMap((line) => [...line[0].matchAll(/"(?:[^"\\]|\\.)*"|(?<=^tier )[A-Z]\d?(?= )/g)].map((label) => ({ at: line.index + label.index, label: label[0] })));
  const chosen = labels[pick(Math.max(1, labels.length))];
  if (chosen === undefined) return undefined;
  const other = [...labels.map(({ label }) => label), '"another"'][pick(labels.length + 1)]!;
  return other === chosen.label ? undefined : text.slice(0, chosen.at) + other + text.slice(chosen.at + chosen.label.length);
}

function lessOf(draft: Draft, pick: (count: number) => number): string | undefined {
  const all = [...smaller(draft)];
  return all.length === 0 ? undefined : textOf(all[pick(all.length)]!);
}

function otherNumber(text: string, pick: (count: number) => number): string | undefined {
  const numbers = [...text.matchAll(/(?<=[ +-])\d+(?![\d"_-])/g)];
  const chosen = numbers[pick(Math.max(1, numbers.length))];
  if (chosen === undefined) return undefined;
  return text.slice(0, chosen.index) + String(Number(chosen[0]) + 1) + text.slice(chosen.index + chosen[0].length);
}
