/** Likely mistakes that only a proof over every lead can find. What the lints say already is not said again. */
import type { Condition, Definition, Origin, Rule, Stage } from '../../compiler/check/checked.ts';
import { provedMistakeCodes } from '../../compiler/diagnostics/catalog/proved-mistakes.ts';
import { diagnose, type Diagnostic, type ShownLead } from '../../compiler/diagnostics/diagnostic.ts';
import { eachCondition, partsOf } from '../../compiler/lint/each-condition.ts';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { thatFails, thatHolds } from '../../compiler/reason/reasoner.ts';
import { evaluate, type Trace } from '../../reference/evaluate.ts';
import type { Explanation } from '../../reference/result.ts';
import { coverageTargets } from '../coverage.ts';
import { OutOfReach } from './asked.ts';
import { encodeDefinition, type Encoded } from './encode.ts';
import { leastLead } from './least-lead.ts';
import { inquire, type ProofOptions } from './prove.ts';
import { and, compare, no, not, or, yes } from './smt.ts';
import type { Term } from './smt.ts';
import type { Solver } from './solver.ts';
import { witnessLines } from './witness-text.ts';

/** Milliseconds for the lead that a finding is shown with. */
const longestSearch = 5_000;

export interface DeepCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** What was not decided in the time, or why nothing could be asked. */
  readonly undecided: number;
  readonly reason: string | undefined;
}

/** @param known what the lints found in the same definition */
export async function deepCheck(solver: Solver, definition: Definition, known: readonly Diagnostic[], { milliseconds, clock }: ProofOptions): Promise<DeepCheck> {
  const deadline = clock() + milliseconds;
  const found: Diagnostic[] = [];
  let undecided = 0;
  const isFree = ({ file, span }: Origin): boolean => [...known, ...found].every((one) => one.file.path !== file.path || one.span.end <= span.start || span.end <= one.span.start);
  const never = async (question: Term): Promise<boolean> => {
    if (question === no) return true;
    if (question === yes) return false;
    if (clock() >= deadline) { undecided += 1; return false; }
    const verdict = await solver.check([question], Math.max(1, Math.min(2_000, deadline - clock())));
    if (verdict === 'unknown') undecided += 1;
    return verdict === 'unsat';
  };
  const say: Say = (diagnostic, origin) => { if (isFree(origin)) found.push(diagnostic); };
  try {
    const inquiry = await inquire(solver, definition);
    const { space, encoded } = inquiry;
    const { send } = inquiry;
    // No lead at all: then everything is proved, and nothing is worth saying.
    if (await never(yes)) return { diagnostics: [], undecided, reason: undefined };
    if (await never(encoded.qualified)) {
      await noLeadQualifies(definition, encoded, never, (diagnostic, origin) => { if (diagnostic.related.every((one) => isFree(one))) say(diagnostic, origin); });
      // Nothing further can be asked of leads that qualify.
      return { diagnostics: found, undecided, reason: undefined };
    }

    for (const { condition, isWhole, place } of conditionsOf(definition)) {
      const { origin } = condition;
      if (!isFree(origin)) continue;
      const term = encoded.condition(condition);
      await send();
      const evidence = { what: isWhole ? `the ${place}` : 'the condition', text: textOf(origin) };
      if (await never(term)) say(diagnose(provedMistakeCodes.provedNever, origin.file, origin.span, evidence), origin);
      else if (!(isWhole && (place === 'tier' || place === 'handoff' || place === 'stage')) && await never(not(term))) {
        say(diagnose(provedMistakeCodes.provedAlways, origin.file, origin.span, evidence), origin);
      }
    }
    for (const { node, kind, origin } of coverageTargets(definition)) {
      const term = encoded.held.get(node);
      if (term === undefined || !isFree(origin)) continue;
      if (await never(term)) say(diagnose(provedMistakeCodes.provedNever, origin.file, origin.span, { what: `the ${kind}`, text: textOf(origin) }), origin);
    }
    const lead: LeadFor = async (question, title, confirm) => {
      if (clock() >= deadline) return undefined;
      const proof = await inquiry.ask(question, confirm, { milliseconds: Math.max(1, Math.min(longestSearch, deadline - clock())), clock });
      if (proof.kind !== 'shown') return undefined;
      const { witness, explanations } = leastLead(proof, ({ lead: fields, events, now }) => {
        const trace: Trace = new Map();
        const explanation = evaluate(definition, fields, events, now, trace);
        return confirm(explanation, trace) ? [explanation] : undefined;
      });
      return { title, lines: [...witnessLines(witness, definition), `which comes out as score ${explanations[0]!.score}`] };
    };
    await compareStages(definition, encoded, never, lead, say);
    for (const rule of rulesOf(definition)) {
      if (!isFree(rule.origin) || clock() >= deadline) continue;
      const without = encodeDefinition(space, definition, { without: rule });
      await send();
      if (await never(outcomesDiffer(definition, encoded, without))) {
        const paid = await lead(encoded.held.get(rule) ?? no, 'gets its points, and no other outcome', (_explanation, trace) => trace.get(rule) === true);
        say(diagnose(provedMistakeCodes.ruleWithoutEffect, rule.origin.file, rule.origin.span, { text: textOf(rule.origin) }, { lead: paid }), rule.origin);
      }
    }
  } catch (problem) {
    if (!(problem instanceof OutOfReach)) throw problem;
    return { diagnostics: found, undecided, reason: problem.message };
  }
  return { diagnostics: found, undecided, reason: undefined };
}

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
async function noLeadQualifies(definition: Definition, encoded: Encoded, never: (question: Term) => Promise<boolean>, say: Say): Promise<void> {
  const asked = [
    ...definition.exclusions.map((one) => ({ origin: one.origin, term: not(encoded.held.get(one)!) })),
    ...definition.scores.flatMap((score) => (score.kind === 'section' ? score.requirements : [])).map((one) => ({ origin: one.origin, term: encoded.held.get(one)! })),
  ];
  let needed = asked;
  for (const one of asked) {
    const less = needed.filter((other) => other !== one);
    if (await never(and(less.map(({ term }) => term)))) needed = less;
  }
  const last = needed.at(-1);
  if (last === undefined) return;
  const related = needed.slice(0, -1).map(({ origin: { file, span } }) => ({ file, span, message: 'one that it contradicts' }));
  if (related.length === 0) {
    say(diagnose(provedMistakeCodes.provedNever, last.origin.file, last.origin.span, { what: 'what is asked here', text: textOf(last.origin) }), last.origin);
  } else say(diagnose(provedMistakeCodes.noLeadQualifies, last.origin.file, last.origin.span, { count: related.length }, { related }), last.origin);
}

type Say = (diagnostic: Diagnostic, origin: Origin) => void;
type LeadFor = (question: Term, title: string, confirm: (explanation: Explanation, trace: Trace) => boolean) => Promise<ShownLead | undefined>;

/** Stages that the same leads reach, and those that every lead of another reaches although neither asks the other. */
async function compareStages(definition: Definition, encoded: Encoded, never: (question: Term) => Promise<boolean>, lead: LeadFor, say: Say): Promise<void> {
  const { stages } = definition;
  const termOf = (stage: Stage): Term => encoded.stages.get(stage.name.toLowerCase())!;
  const { reasoner } = boundsOf(definition);
  const implied: (readonly [narrow: Stage, wide: Stage])[] = [];
  /** As it is written, as points add up, or because of what has been said already. */
  const isPlain = (narrow: Stage, wide: Stage): boolean => narrow.ways.every(({ condition }) => (
    wide.ways.some((way) => reasoner.refutes([thatHolds(condition), thatFails(way.condition)]))
    || asks(condition, (stage) => stage === wide || implied.some(([inner, outer]) => inner === stage && outer === wide) || isPlain(stage, wide))));
  for (const [index, second] of stages.entries()) {
    for (const first of stages.slice(0, index)) {
      const [within, back] = [await never(and([termOf(second), not(termOf(first))])), await never(and([termOf(first), not(termOf(second))]))];
      const { file, span } = second.origin;
      if (within && back) say(diagnose(provedMistakeCodes.sameStages, file, span, { first: first.name, second: second.name }), second.origin);
      if (within === back) continue;
      const [narrow, wide] = within ? [second, first] : [first, second];
      if (isPlain(narrow, wide) || await never(termOf(narrow))) continue;
      const shown = await lead(and([termOf(wide), not(termOf(narrow))]), `reaches \`${wide.name}\` and not \`${narrow.name}\``,
        (explanation) => explanation.stages[wide.name] === true && explanation.stages[narrow.name] !== true);
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

function outcomesDiffer(definition: Definition, one: Encoded, other: Encoded): Term {
  return or([
    ...definition.stages.map(({ name }) => `(xor ${one.stages.get(name.toLowerCase())!} ${other.stages.get(name.toLowerCase())!})`),
    not(and([compare('=', one.tier, other.tier), compare('=', one.handoff, other.handoff)])),
  ]);
}

function textOf({ file, span }: Origin): string {
  return file.text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}
