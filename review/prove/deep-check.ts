/** Likely mistakes that only a proof over every lead can find. What the lints say already is not said again. */
import type { Condition, Definition, Origin, Rule, Stage } from '../../compiler/check/checked.ts';
import { provedMistakeCodes } from '../../compiler/diagnostics/catalog/proved-mistakes.ts';
import { diagnose, type Diagnostic, type ShownLead } from '../../compiler/diagnostics/diagnostic.ts';
import { eachCondition, partsOf } from '../../compiler/lint/each-condition.ts';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { thatFails, thatHolds } from '../../compiler/reason/reasoner.ts';
import { coverageTargets } from '../coverage.ts';
import { askedOf, OutOfReach } from './asked.ts';
import { Levels, type Question } from './levels.ts';
import { changesOutcomes, negated, qualifies, thatHeld, thatItHolds, together } from './questions.ts';
import type { ProofOptions } from './search.ts';
import { witnessLines } from './witness-text.ts';

/** Milliseconds for the lead that a finding is shown with. */
const longestSearch = 5_000;
/** And for one question. */
const longestQuestion = 2_000;

export interface DeepCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** What was not decided in the time, or why nothing could be asked. */
  readonly undecided: number;
  readonly reason: string | undefined;
}

/** @param known what the lints found in the same definition */
export async function deepCheck(definition: Definition, known: readonly Diagnostic[], { milliseconds, clock }: ProofOptions): Promise<DeepCheck> {
  const deadline = clock() + milliseconds;
  const found: Diagnostic[] = [];
  let undecided = 0;
  const levels = new Levels(definition);
  const left = (most: number): ProofOptions => ({ milliseconds: Math.max(1, Math.min(most, deadline - clock())), clock });
  const isFree = ({ file, span }: Origin): boolean => [...known, ...found].every((one) => one.file.path !== file.path || one.span.end <= span.start || span.end <= one.span.start);
  const never: Never = async (question) => {
    if (clock() >= deadline) { undecided += 1; return false; }
    const verdict = await levels.check(question, left(longestQuestion));
    if (verdict === 'unknown') undecided += 1;
    return verdict === 'unsat';
  };
  const lead: LeadFor = async (question, title) => {
    if (clock() >= deadline) return undefined;
    const proof = await levels.ask(question, left(longestSearch));
    if (proof.kind !== 'shown') return undefined;
    return { title, lines: [...witnessLines(proof.witness, definition), `which comes out as score ${proof.explanations[0]!.score}`] };
  };
  const say: Say = (diagnostic, origin) => { if (isFree(origin)) found.push(diagnostic); };
  try {
    if (await never(qualifies)) {
      await noLeadQualifies(definition, never, (diagnostic, origin) => { if (diagnostic.related.every((one) => isFree(one))) say(diagnostic, origin); });
      // Nothing further can be asked of leads that qualify.
      return { diagnostics: found, undecided, reason: undefined };
    }
    for (const { condition, isWhole, place } of conditionsOf(definition)) {
      const { origin } = condition;
      if (!isFree(origin)) continue;
      const evidence = { what: isWhole ? `the ${place}` : 'the condition', text: textOf(origin) };
      if (await never(thatItHolds(condition))) say(diagnose(provedMistakeCodes.provedNever, origin.file, origin.span, evidence), origin);
      else if (!(isWhole && (place === 'tier' || place === 'handoff' || place === 'stage')) && await never(negated(thatItHolds(condition)))) {
        say(diagnose(provedMistakeCodes.provedAlways, origin.file, origin.span, evidence), origin);
      }
    }
    const asked = [...askedOf([definition]).events.keys()];
    for (const { node, kind, origin } of coverageTargets(definition)) {
      if (isFree(origin) && await never(thatHeld(node, asked))) {
        say(diagnose(provedMistakeCodes.provedNever, origin.file, origin.span, { what: `the ${kind}`, text: textOf(origin) }), origin);
      }
    }
    await compareStages(definition, never, lead, say);
    for (const rule of rulesOf(definition)) {
      if (!isFree(rule.origin) || clock() >= deadline || !(await never(changesOutcomes(definition, rule)))) continue;
      const paid = await lead(thatHeld(rule, asked), 'gets its points, and no other outcome');
      say(diagnose(provedMistakeCodes.ruleWithoutEffect, rule.origin.file, rule.origin.span, { text: textOf(rule.origin) }, { lead: paid }), rule.origin);
    }
  } catch (problem) {
    if (!(problem instanceof OutOfReach)) throw problem;
    return { diagnostics: found, undecided, reason: problem.message };
  } finally {
    await levels.close();
  }
  return { diagnostics: found, undecided, reason: undefined };
}

/** Whether it is proved that a question holds for no lead. */
type Never = (question: Question) => Promise<boolean>;

interface Asked {
  readonly condition: Condition;
  readonly isWhole: boolean;
  readonly place: string;
}

/** The smallest parts first, so that what is constant is marked where it is. */
function conditionsOf(definition: Definition): Asked[] {
  const inside = (condition: Condition, place: string, isWhole: boolean): Asked[] => [
    ...partsOf(condition).flatMap((part) => inside(part, place, false)), { condition, isWhole, place },
  ];
  return eachCondition(definition)
    .filter(({ place }) => place !== 'filter' && place !== 'defined name')
    .flatMap(({ condition, place }) => inside(condition, place === 'rule' ? 'condition' : place, true));
}

/** A smallest set of requirements and exclusions that leaves no lead: without any one of them, some lead is left. */
async function noLeadQualifies(definition: Definition, never: Never, say: Say): Promise<void> {
  const asked = [
    ...definition.exclusions.map(({ origin, condition }) => ({ origin, question: negated(thatItHolds(condition)) })),
    ...definition.scores.flatMap((score) => (score.kind === 'section' ? score.requirements : [])).map(({ origin, condition }) => ({ origin, question: thatItHolds(condition) })),
  ];
  let needed = asked;
  for (const one of asked) {
    const less = needed.filter((other) => other !== one);
    if (await never(together(less.map(({ question }) => question)))) needed = less;
  }
  const last = needed.at(-1);
  if (last === undefined) return;
  const related = needed.slice(0, -1).map(({ origin: { file, span } }) => ({ file, span, message: 'one that it contradicts' }));
  if (related.length === 0) {
    say(diagnose(provedMistakeCodes.provedNever, last.origin.file, last.origin.span, { what: 'what is asked here', text: textOf(last.origin) }), last.origin);
  } else say(diagnose(provedMistakeCodes.noLeadQualifies, last.origin.file, last.origin.span, { count: related.length }, { related }), last.origin);
}

type Say = (diagnostic: Diagnostic, origin: Origin) => void;
type LeadFor = (question: Question, title: string) => Promise<ShownLead | undefined>;

/** Stages that the same leads reach, and those that every lead of another reaches although neither asks the other. */
async function compareStages(definition: Definition, never: Never, lead: LeadFor, say: Say): Promise<void> {
  const { stages } = definition;
  const reaches = (stage: Stage): Question => thatItHolds({ kind: 'stage', origin: stage.origin, stage });
  const only = (one: Stage, other: Stage): Question => together([reaches(one), negated(reaches(other))]);
  const { reasoner } = boundsOf(definition);
  const implied: (readonly [narrow: Stage, wide: Stage])[] = [];
  /** As it is written, as points add up, or because of what has been said already. */
  const isPlain = (narrow: Stage, wide: Stage): boolean => narrow.ways.every(({ condition }) => (
    wide.ways.some((way) => reasoner.refutes([thatHolds(condition), thatFails(way.condition)]))
    || asks(condition, (stage) => stage === wide || implied.some(([inner, outer]) => inner === stage && outer === wide) || isPlain(stage, wide))));
  for (const [index, second] of stages.entries()) {
    for (const first of stages.slice(0, index)) {
      const [within, back] = [await never(only(second, first)), await never(only(first, second))];
      const { file, span } = second.origin;
      if (within && back) say(diagnose(provedMistakeCodes.sameStages, file, span, { first: first.name, second: second.name }), second.origin);
      if (within === back) continue;
      const [narrow, wide] = within ? [second, first] : [first, second];
      if (isPlain(narrow, wide) || await never(reaches(narrow))) continue;
      const shown = await lead(only(wide, narrow), `reaches \`${wide.name}\` and not \`${narrow.name}\``);
      implied.push([narrow, wide]);
      say(diagnose(provedMistakeCodes.impliedStage, file, span, { narrow: narrow.name, wide: wide.name }, { lead: shown }), second.origin);
    }
  }
}

/** Whether the condition, as it is written, can hold only where a stage does that is meant. */
function asks(condition: Condition, isMeant: (stage: Stage) => boolean): boolean {
  if (condition.kind === 'and') return condition.parts.some((part) => asks(part, isMeant));
  if (condition.kind === 'or') return condition.parts.every((part) => asks(part, isMeant));
  return condition.kind === 'stage' && isMeant(condition.stage);
}

function rulesOf({ scores }: Definition): Rule[] {
  return scores.flatMap((score) => (score.kind === 'section' ? score.rules : []));
}

function textOf({ file, span }: Origin): string {
  return file.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}
