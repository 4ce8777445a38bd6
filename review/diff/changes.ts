/** What a change of a definition says, in the rules' own terms: by rule, not by line. */
import type { Condition, Definition, DerivedScore, Origin, Rule, ScoreFormula, Section } from '../../compiler/check/checked.ts';
import { conditionKey, subjectKey } from '../../compiler/reason/keys.ts';
import { inlineCondition } from './inline.ts';
import { anchorOf, facetsOf, ruleMeaning, ruleName, selectorAnchor, sourceText } from './facets.ts';
import { formatDuration } from '../../runtime/format-explanation.ts';
import { handoffChanges, stageChanges, tierChanges } from './outcome-changes.ts';
import { vocabularyChanges } from './vocabulary-changes.ts';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved';
export type ChangedThing =
  | 'rule' | 'requirement' | 'exclusion' | 'section' | 'derived score' | 'score' | 'stage' | 'tier' | 'handoff' | 'setting' | 'field' | 'event' | 'list' | 'defined name';

export interface Change {
  readonly kind: ChangeKind;
  readonly thing: ChangedThing;
  /** The section it belongs to, where it belongs to one. */
  readonly section: string | undefined;
  readonly name: string;
  /** The text as it was and as it is. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** "points: +10 → +15", one for each fact that changed. */
  readonly details: readonly string[];
  readonly oldOrigin: Origin | undefined;
  readonly newOrigin: Origin | undefined;
}

/** In the order of the new text, what was removed at the end of each group. Nothing: the two mean the same. */
export function changesBetween(before: Definition, after: Definition): Change[] {
  const all = allChanges(before, after);
  // What reads the same and means something else does so because of a change elsewhere: a list, a defined name, a window.
  const causes = all.filter((change) => !isSameText(change) || change.thing === 'handoff');
  return causes.length > 0 ? causes : all;
}

function isSameText({ kind, before, after }: Change): boolean {
  return kind === 'changed' && before !== undefined && before.toLowerCase() === after?.toLowerCase();
}

function allChanges(before: Definition, after: Definition): Change[] {
  return [
    ...settingChanges(before, after),
    ...vocabularyChanges(before, after),
    ...definedChanges(before, after),
    ...conditionChanges('exclusion', undefined, before.exclusions, after.exclusions),
    ...scoreChanges(before, after),
    ...stageChanges(before, after),
    ...tierChanges(before, after),
    ...handoffChanges(before, after),
  ];
}

export function arrow(name: string, before: string, after: string): string {
  return `${name}: ${before} → ${after}`;
}

export function changed(thing: ChangedThing, name: string, section: string | undefined, before: Origin | undefined, after: Origin | undefined, details: readonly string[]): Change {
  return {
    kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed', thing, section, name,
    before: before === undefined ? undefined : sourceText(before), after: after === undefined ? undefined : sourceText(after), details, oldOrigin: before, newOrigin: after,
  };
}

function settingChanges(before: Definition, after: Definition): Change[] {
  const changes: Change[] = [];
  const compare = (name: string, old: string | undefined, now: string | undefined): void => {
    if (old === now) return;
    changes.push({
      kind: old === undefined ? 'added' : now === undefined ? 'removed' : 'changed', thing: 'setting', section: undefined, name, before: old, after: now,
      details: [arrow(name, old ?? 'none', now ?? 'none')], oldOrigin: undefined, newOrigin: undefined,
    });
  };
  compare('title', before.title, after.title);
  compare('owner', before.owner, after.owner);
  compare('review by', before.reviewBy?.date, after.reviewBy?.date);
  compare('timezone', before.timezone, after.timezone);
  return changes;
}

/** A name that only came or went means nothing by itself: what asks it is said. */
function definedChanges(before: Definition, after: Definition): Change[] {
  return after.defined.flatMap((defined) => {
    const partner = before.defined.find((other) => other.name.toLowerCase() === defined.name.toLowerCase());
    if (partner === undefined || conditionKey(inlineCondition(partner.condition)) === conditionKey(inlineCondition(defined.condition))) return [];
    return [changed('defined name', defined.name, undefined, partner.origin, defined.origin, [arrow('means', sourceText(partner.condition.origin), sourceText(defined.condition.origin))])];
  });
}

interface Placed {
  readonly origin: Origin;
  readonly condition: Condition;
}

/** Conditions that all have to hold, or of which one is enough: their order means nothing. */
function conditionChanges(thing: ChangedThing, section: string | undefined, before: readonly Placed[], after: readonly Placed[]): Change[] {
  const key = ({ condition }: Placed): string => conditionKey(inlineCondition(condition));
  const old = new Map(before.map((one) => [key(one), one]));
  const now = new Map(after.map((one) => [key(one), one]));
  const gone = before.filter((one) => !now.has(key(one)));
  const come = after.filter((one) => !old.has(key(one)));
  const changes: Change[] = [];
  for (const one of come) {
    const anchor = conditionAnchor(one.condition);
    const index = gone.findIndex((other) => conditionAnchor(other.condition) === anchor);
    const partner = index === -1 ? undefined : gone.splice(index, 1)[0];
    const name = sourceText(one.origin);
    changes.push(changed(thing, name, section, partner?.origin, one.origin, partner === undefined ? [] : [arrow('condition', sourceText(partner.origin), name)]));
  }
  return [...changes, ...gone.map((one) => changed(thing, sourceText(one.origin), section, one.origin, undefined, []))];
}

/** What a condition is about, so that two versions of it find each other. */
function conditionAnchor(condition: Condition): string {
  if (condition.kind === 'not') return conditionAnchor(condition.operand);
  if (condition.kind === 'test') return 'selector' in condition.subject ? selectorAnchor(condition.subject.selector) : subjectKey(condition.subject);
  return conditionKey(condition);
}

// ---------------------------------------------------------------- scores

function scoreChanges(before: Definition, after: Definition): Change[] {
  const changes: Change[] = [];
  const old = new Map(before.scores.map((score) => [score.name.toLowerCase(), score]));
  const now = new Map(after.scores.map((score) => [score.name.toLowerCase(), score]));
  const movable = new Map<string, { rule: Rule; section: string }[]>();
  for (const score of before.scores) {
    if (score.kind !== 'section') continue;
    for (const rule of score.rules) {
      const key = ruleMeaning(rule);
      movable.set(key, [...(movable.get(key) ?? []), { rule, section: score.name }]);
    }
  }
  for (const score of after.scores) {
    const partner = old.get(score.name.toLowerCase());
    if (partner === undefined || partner.kind !== score.kind) {
      changes.push(changed(score.kind, score.name, undefined, undefined, score.origin, []));
      if (score.kind === 'section') changes.push(...sectionChanges(undefined, score));
    } else if (score.kind === 'section' && partner.kind === 'section') changes.push(...sectionChanges(partner, score));
    else if (score.kind === 'derived score' && partner.kind === 'derived score') changes.push(...formulaChanges('derived score', score.name, partner.formula, score.formula));
  }
  for (const score of before.scores) {
    const partner = now.get(score.name.toLowerCase());
    if (partner !== undefined && partner.kind === score.kind) continue;
    changes.push(changed(score.kind, score.name, undefined, score.origin, undefined, []));
    if (score.kind === 'section') changes.push(...score.rules.map((rule) => changed('rule', ruleName(rule), score.name, rule.origin, undefined, [])));
  }
  changes.push(...formulaChanges('score', 'score', before.score, after.score));
  return foldMoves(changes);
}

/** A rule that went from one section and came to another unchanged has moved. */
function foldMoves(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  const gone = changes.filter((change) => change.thing === 'rule' && change.kind === 'removed');
  const used = new Set<Change>();
  for (const change of changes) {
    if (change.thing !== 'rule' || change.kind !== 'added') { result.push(change); continue; }
    const partner = gone.find((other) => !used.has(other) && other.section !== change.section && other.before?.toLowerCase() === change.after?.toLowerCase());
    if (partner === undefined) { result.push(change); continue; }
    used.add(partner);
    result.push({ ...change, kind: 'moved', before: partner.before, oldOrigin: partner.oldOrigin, details: [arrow('section', partner.section ?? '', change.section ?? '')] });
  }
  return result.filter((change) => !used.has(change));
}

function pointsText(points: number | undefined): string {
  return points === undefined ? 'none' : String(points / 10_000);
}

function sectionChanges(before: Section | undefined, after: Section): Change[] {
  const changes: Change[] = [];
  const settings: string[] = [];
  const windowText = (window: number | undefined): string => (window === undefined ? 'all time' : formatDuration(window));
  const windowChange = before !== undefined && before.window !== after.window ? arrow('window', windowText(before.window), windowText(after.window)) : undefined;
  if (before !== undefined && before.upTo !== after.upTo) settings.push(arrow('up to', pointsText(before.upTo), pointsText(after.upTo)));
  if (before !== undefined && before.floor !== after.floor) settings.push(arrow('floor', pointsText(before.floor), pointsText(after.floor)));
  const rules = ruleChanges(after.name, before?.rules ?? [], after.rules);
  const requirements = conditionChanges('requirement', after.name, before?.requirements ?? [], after.requirements);
  // A section's window is said where some rule or requirement has it from there, and once.
  const reaches = rules.some((change) => change.details.includes(windowChange ?? '')) || requirements.some(isSameText);
  if (windowChange !== undefined && reaches) settings.unshift(windowChange);
  if (before !== undefined && settings.length > 0) changes.push({ ...changed('section', after.name, undefined, before.origin, after.origin, settings), before: undefined, after: undefined });
  changes.push(...requirements, ...rules.flatMap((change) => withoutInherited(change, windowChange)));
  return changes;
}

/** A window that a rule has from its section changed there, which is said once. */
function withoutInherited(change: Change, windowChange: string | undefined): Change[] {
  if (windowChange === undefined || change.kind !== 'changed' || /\bwithin\b/i.test(change.after ?? '')) return [change];
  const details = change.details.filter((detail) => detail !== windowChange);
  return details.length === 0 ? [] : [{ ...change, details }];
}

function ruleChanges(section: string, before: readonly Rule[], after: readonly Rule[]): Change[] {
  const gone = [...before];
  const come: Rule[] = [];
  const take = (fits: (rule: Rule) => boolean): Rule | undefined => {
    const index = gone.findIndex(fits);
    return index === -1 ? undefined : gone.splice(index, 1)[0];
  };
  const same = new Map<Rule, Rule>();
  for (const rule of after) {
    const partner = take((other) => ruleMeaning(other) === ruleMeaning(rule) && other.label === rule.label) ?? take((other) => ruleMeaning(other) === ruleMeaning(rule));
    if (partner === undefined) come.push(rule);
    else same.set(rule, partner);
  }
  const changes: Change[] = [];
  for (const [rule, partner] of same) {
    if (rule.label !== partner.label) changes.push(changed('rule', ruleName(rule), section, partner.origin, rule.origin, [arrow('label', partner.label ?? 'none', rule.label ?? 'none')]));
  }
  for (const rule of come) {
    const partner = mostAlike(rule, gone);
    if (partner !== undefined) gone.splice(gone.indexOf(partner), 1);
    changes.push(changed('rule', ruleName(rule), section, partner?.origin, rule.origin, partner === undefined ? [] : facetChanges(partner, rule)));
  }
  return [...changes, ...gone.map((rule) => changed('rule', ruleName(rule), section, rule.origin, undefined, []))];
}

/** The rule that is about the same thing and shares the most facts. */
function mostAlike(rule: Rule, others: readonly Rule[]): Rule | undefined {
  let best: Rule | undefined;
  let fewest = Infinity;
  for (const other of others) {
    if (anchorOf(other) !== anchorOf(rule) && (rule.label === undefined || other.label !== rule.label)) continue;
    const differences = facetChanges(other, rule).length;
    if (differences < fewest) { best = other; fewest = differences; }
  }
  return best;
}

function facetChanges(before: Rule, after: Rule): string[] {
  const old = new Map(facetsOf(before).map((facet) => [facet.name, facet]));
  const details: string[] = [];
  for (const facet of facetsOf(after)) {
    const other = old.get(facet.name);
    old.delete(facet.name);
    if (other === undefined) details.push(arrow(facet.name, 'none', facet.text));
    else if (other.key !== facet.key) details.push(arrow(facet.name, other.text, facet.text));
  }
  for (const facet of old.values()) details.push(arrow(facet.name, facet.text, 'none'));
  return details;
}

function formulaText(formula: ScoreFormula | undefined): string {
  return formula === undefined ? 'the sum of the sections' : sourceText(formula.origin);
}

function formulaKey(formula: ScoreFormula | undefined): string {
  if (formula === undefined) return '';
  const terms = formula.terms.map((term) => (term.kind === 'constant' ? `${term.points}` : `${term.factor}*${(term.score as DerivedScore | Section).name.toLowerCase()}`)).sort();
  return `${terms.join('+')} up to ${formula.upTo ?? ''} floor ${formula.floor ?? ''}`;
}

function formulaChanges(thing: 'score' | 'derived score', name: string, before: ScoreFormula | undefined, after: ScoreFormula | undefined): Change[] {
  if (formulaKey(before) === formulaKey(after)) return [];
  return [{
    kind: 'changed', thing, section: undefined, name, before: formulaText(before), after: formulaText(after), details: [arrow(name, formulaText(before), formulaText(after))],
    oldOrigin: before?.origin, newOrigin: after?.origin,
  }];
}
