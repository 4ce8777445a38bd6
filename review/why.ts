/** Why a lead came to what it did, in a few words, for whoever reads a failing test. */
import type { Condition, Definition, Expectation, Origin, Stage } from '../compiler/check/checked.ts';
import { unreachable } from '../compiler/unreachable.ts';
import type { Explanation, ExplanationItem } from '../reference/result.ts';

/** What came out, in the words of an expectation. */
export function found(expectation: Expectation, result: Explanation): string {
  switch (expectation.kind) {
    case 'stage':
      return negated(result.stages[expectation.stage.name] !== true, expectation.stage.name);
    case 'qualified':
      return negated(!result.qualified, 'qualified');
    case 'excluded':
      return negated(!result.excluded, 'excluded');
    case 'score': {
      const name = expectation.score === 'score' ? 'score' : expectation.score.name;
      return `${name} ${expectation.score === 'score' ? result.score : result.sections[name]}`;
    }
    case 'tier':
      return result.tier === undefined || result.tier === null ? 'no tier' : `tier ${result.tier}`;
    case 'handoff':
      return result.handoff === undefined || result.handoff === null ? 'no handoff' : `handoff "${result.handoff.to}"`;
    default:
      return unreachable(expectation);
  }
}

function negated(isNegated: boolean, word: string): string {
  return isNegated ? `not ${word}` : word;
}

export function whyOf(expectation: Expectation, result: Explanation, definition: Definition, trace: ReadonlyMap<object, boolean>): readonly string[] {
  switch (expectation.kind) {
    case 'stage':
      return whyOfStage(expectation.stage, result, definition, trace);
    case 'qualified':
      return result.qualified ? [] : whyNotQualified(result);
    case 'excluded':
      return result.excluded ? whyNotQualified(result) : [];
    case 'score':
      return whyOfScore(expectation.score === 'score' ? undefined : expectation.score.name, result, definition);
    case 'tier':
      return result.excluded ? whyNotQualified(result) : scoresOf(result);
    case 'handoff': {
      const isReached = result.stages[definition.mainStage.name] === true;
      return isReached ? [] : whyOfStage(definition.mainStage, result, definition, trace);
    }
    default:
      return unreachable(expectation);
  }
}

/** Why a lead is in a stage, or what keeps it out, a reason a line. */
export function whyOfStage(stage: Stage, result: Explanation, definition: Definition, trace: ReadonlyMap<object, boolean>): readonly string[] {
  if (result.stages[stage.name] === true) {
    const ways = stage.ways.filter((way) => trace.get(way) === true);
    return [...ways.map(({ condition }) => `${quoted(condition.origin)} holds`), ...scoresAsked(ways, result)];
  }
  if (!result.qualified) return whyNotQualified(result);
  return [...stage.ways.map(({ condition }) => `${quoted(condition.origin)} does not hold`), ...scoresAsked(stage.ways, result)];
}

function whyNotQualified(result: Explanation): readonly string[] {
  const reasons = result.items.flatMap((item) => {
    if (item.kind === 'exclusion' && item.held) return [`excluded by \`${item.label}\` (line ${item.line})`];
    if (item.kind === 'requirement' && !item.held) return [`\`${withoutRequire(item.label)}\` is required (line ${item.line})`];
    return [];
  });
  return reasons;
}

function withoutRequire(text: string): string {
  return text.replace(/^require\s+/i, '');
}

/** A section: the rules that paid. The whole score: the sections. */
function whyOfScore(name: string | undefined, result: Explanation, definition: Definition): readonly string[] {
  const isSection = definition.scores.some((score) => score.kind === 'section' && score.name === name);
  if (!isSection) return scoresOf(result, name);
  const rules = result.items.filter((item) => item.kind === 'rule' && item.section === name);
  const paying = rules.filter((item) => item.held);
  const sum = paying.reduce((total, item) => total + Math.round((item.points ?? 0) * 10_000), 0) / 10_000;
  const cut = sum === result.sections[name!] ? [] : [`cut from ${sum} by the limits of the section`];
  return paying.length > 0 ? [...paying.map(paid), ...cut] : ['no rule of it pays', ...cut];
}

function paid(item: ExplanationItem): string {
  const points = item.points ?? 0;
  const times = (item.events?.length ?? 0) > 1 ? ` for ${item.events!.length} events` : '';
  return `${points >= 0 ? '+' : ''}${points}${times} from \`${item.label}\``;
}

/** The sections and derived scores in one line, but for the one named. */
function scoresOf(result: Explanation, except?: string): readonly string[] {
  const scores = Object.entries(result.sections).filter(([name]) => name !== except).map(([name, points]) => `${name} ${points}`);
  return scores.length === 0 ? [] : [scores.join(', ')];
}

/** The values of the scores that the conditions ask. */
function scoresAsked(ways: readonly { readonly condition: Condition }[], result: Explanation): readonly string[] {
  const names = new Set(ways.flatMap(({ condition }) => scoreNames(condition)));
  return [...names].map((name) => `${name} is ${name === 'score' ? result.score : result.sections[name]}`);
}

function scoreNames(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
    case 'at least':
      return condition.parts.flatMap(scoreNames);
    case 'not':
      return scoreNames(condition.operand);
    case 'test':
      if (condition.subject.kind !== 'score') return [];
      return [condition.subject.score === 'score' ? 'score' : condition.subject.score.name];
    case 'defined':
    case 'qualified':
    case 'excluded':
    case 'stage':
      return [];
    default:
      return unreachable(condition);
  }
}

function quoted({ file, span }: Origin): string {
  return `\`${file.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim()}\``;
}
