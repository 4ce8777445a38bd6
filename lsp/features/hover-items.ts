/** What an item or statement means, in words: the same words that `mql doc` writes. */
import { boundsInPoints } from './bounds-text.ts';
import type { Condition, DefinedCondition, Definition, Handoff, Origin, Rule, ScoreFormula, Stage, TierGrid } from '../../compiler/check/checked.ts';
import type { DefinitionBounds } from '../../compiler/reason/bounds.ts';
import type { Span } from '../../compiler/source/span.ts';
import { conditionWords, ruleWords, subjectWords } from '../../review/words/words-of-conditions.ts';
import { formulaWords } from '../../review/words/words-of-scores.ts';
import { durationWords, list, quoted, testWords, unitOf } from '../../review/words/words-of-values.ts';
import type { Analysis } from '../workspace.ts';

export interface ItemInWords {
  readonly span: Span;
  readonly words: string;
}

/** The item that holds the offset. `undefined` where there is none, or where the definition has an error. */
export function itemInWords(analysis: Analysis, offset: number): ItemInWords | undefined {
  const { definition } = analysis;
  const bounds = analysis.bounds();
  if (definition === undefined || bounds === undefined) return undefined;
  const holds = ({ file, span }: Origin): boolean => file === analysis.file && span.start <= offset && offset <= span.end;
  const found = itemsOf(definition, bounds).find(({ origin }) => holds(origin));
  return found && { span: found.origin.span, words: found.words() };
}

function itemsOf(definition: Definition, bounds: DefinitionBounds): { readonly origin: Origin; readonly words: () => string }[] {
  const words = (condition: Condition): string => escaped(conditionWords(condition, definition));
  const items: { readonly origin: Origin; readonly words: () => string }[] = [];
  for (const { origin, condition } of definition.exclusions) items.push({ origin, words: () => `**Excluded** is a lead for which ${words(condition)}.` });
  for (const { origin, condition } of definition.defined) items.push({ origin, words: () => `Holds if ${words(condition)}.` });
  for (const score of definition.scores) {
    if (score.kind !== 'section') {
      items.push({ origin: score.origin, words: () => `${formulaInWords(score.formula)} It can be ${boundsInPoints(bounds.score(score))}.` });
      continue;
    }
    for (const { origin, condition } of score.requirements) {
      items.push({ origin, words: () => `**Required** of every lead that qualifies, whatever its score: ${words(condition)}.` });
    }
    for (const rule of score.rules) items.push({ origin: rule.origin, words: () => `${rulePays(rule, definition)}\n\nIn all it can pay ${boundsInPoints(bounds.rule(rule))}.` });
  }
  for (const { name, ways } of definition.stages) {
    for (const { origin, condition } of ways) {
      items.push({ origin, words: () => `A qualified lead is **${escaped(name)}** if ${words(condition)}.${ways.length > 1 ? ` This is one of ${ways.length} ways.` : ''}` });
    }
  }
  if (definition.tier?.kind === 'tier list') {
    for (const { origin, label, condition } of definition.tier.tiers) items.push({ origin, words: () => `The tier is **${escaped(label)}** if ${words(condition)}, and no tier above holds.` });
  } else if (definition.tier !== undefined) items.push({ origin: definition.tier.origin, words: () => gridWords(definition.tier as TierGrid, definition) });
  for (const handoff of definition.handoffs ?? []) items.push({ origin: handoff.origin, words: () => handoffWords(handoff, definition) });
  for (const claim of definition.claims) {
    for (const { origin, premise, conclusion } of claim.statements) {
      items.push({ origin, words: () => `Claimed of every lead that could exist: ${premise === undefined ? '' : `if ${words(premise)}, then `}${words(conclusion)}.` });
    }
  }
  return items;
}

function rulePays(rule: Rule, definition: Definition): string {
  const { what, pays, limits } = ruleWords(rule, definition);
  const tail = limits.map((limit) => `, ${escaped(limit)}`).join('');
  switch (rule.kind) {
    case 'condition rule': return `Pays **${pays.join()}** once if ${escaped(what)}${tail}.`;
    case 'proportional rule': return `Pays **${pays.join()}** of ${escaped(what)}${tail}.`;
    case 'band rule': return `Pays by ${escaped(what)}, the first case that holds${tail}:\n\n${bullets(pays)}`;
    case 'occurrence rule': return pays.length === 1 && !pays[0]!.includes(':')
      ? `Pays **${pays[0]!.replace(/ each$/, '')}** for ${escaped(what)}${tail}.` : `Pays for ${escaped(what)}, the first case that it matches${tail}:\n\n${bullets(pays)}`;
  }
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${escaped(line)}`).join('\n');
}

function gridWords({ bandings }: TierGrid, definition: Definition): string {
  const one = ({ subject, cases }: TierGrid['bandings'][number]): string => {
    const unit = unitOf(subject, definition.timezone);
    const lines = cases.map(({ test, label }) => `${label}: ${test === undefined ? 'otherwise' : testWords(test, unit, undefined).replace(/^is /, '')}`);
    return `By ${escaped(subjectWords(subject, definition))}:\n\n${bullets(lines)}`;
  };
  return `The tier is ${bandings.length === 1 ? 'the label' : 'the labels, joined,'} of the first case that holds.\n\n${bandings.map(one).join('\n\n')}`;
}

function handoffWords({ to, within, when }: Handoff, definition: Definition): string {
  const stage = escaped(definition.mainStage.name);
  const condition = when === undefined ? '' : ` if ${escaped(conditionWords(when, definition))}`;
  return `A lead that is ${stage} goes to ${escaped(quoted(to))}${within === undefined ? '' : ` within ${durationWords(within)}`}${condition}, where nothing above took it.`;
}

export function definedInWords({ condition }: DefinedCondition, definition: Definition): string {
  return `Holds if ${escaped(conditionWords(condition, definition))}. It means the same wherever it stands.`;
}

export function stageInWords({ ways }: Stage, definition: Definition): string {
  const lines = ways.map(({ condition }) => conditionWords(condition, definition));
  if (lines.length === 1) return `A lead is in it if it is qualified (not excluded, every requirement met) and ${escaped(lines[0]!)}.`;
  return `A lead is in it if it is qualified (not excluded, every requirement met) and one of these holds:\n\n${bullets(lines)}`;
}

export function formulaInWords(formula: ScoreFormula): string {
  return `${escaped(formulaWords(formula))}.`;
}

/** What the score of the file is made of. */
export function scoreInWords(definition: Definition): string {
  const sections = definition.scores.filter(({ kind }) => kind === 'section').map(({ name }) => name);
  return escaped(definition.score === undefined ? `the sum of ${list(sections, 'and') || 'nothing'}` : formulaWords(definition.score));
}

/** Words of the definition are no Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\*_<>[\]`]/g, '\\$&');
}
