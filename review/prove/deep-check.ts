/** Likely mistakes that only a proof over every lead can find. What the lints say already is not said again. */
import type { Condition, Definition, Origin, Rule } from '../../compiler/check/checked.ts';
import { provedMistakeCodes } from '../../compiler/diagnostics/catalog/proved-mistakes.ts';
import { diagnose, type Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { eachCondition, partsOf } from '../../compiler/lint/each-condition.ts';
import { coverageTargets } from '../coverage.ts';
import { askedOf, OutOfReach } from './asked.ts';
import { encodeDefinition, type Encoded } from './encode.ts';
import type { ProofOptions } from './prove.ts';
import { and, compare, no, not, or, yes } from './smt.ts';
import type { Term } from './smt.ts';
import { makeSpace } from './space.ts';
import type { Solver } from './solver.ts';

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
  const say = (diagnostic: Diagnostic, origin: Origin): void => { if (isFree(origin)) found.push(diagnostic); };
  try {
    const space = makeSpace(askedOf([definition]), definition);
    const encoded = encodeDefinition(space, definition);
    let sent = 0;
    const send = async (): Promise<void> => {
      await solver.add(space.script.lines.slice(sent));
      sent = space.script.lines.length;
    };
    await send();
    // No lead at all: then everything is proved, and nothing is worth saying.
    if (await never(yes)) return { diagnostics: [], undecided, reason: undefined };

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
    await stagesAlike(definition, encoded, never, say);
    for (const rule of rulesOf(definition)) {
      if (!isFree(rule.origin) || clock() >= deadline) continue;
      const without = encodeDefinition(space, definition, { without: rule });
      await send();
      if (await never(outcomesDiffer(definition, encoded, without))) {
        say(diagnose(provedMistakeCodes.ruleWithoutEffect, rule.origin.file, rule.origin.span, { text: textOf(rule.origin) }), rule.origin);
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

async function stagesAlike(definition: Definition, encoded: Encoded, never: (question: Term) => Promise<boolean>, say: (diagnostic: Diagnostic, origin: Origin) => void): Promise<void> {
  const { stages } = definition;
  for (const [index, second] of stages.entries()) {
    for (const first of stages.slice(0, index)) {
      const [one, other] = [encoded.stages.get(first.name.toLowerCase())!, encoded.stages.get(second.name.toLowerCase())!];
      if (await never(`(xor ${one} ${other})`)) {
        say(diagnose(provedMistakeCodes.sameStages, second.origin.file, second.origin.span, { first: first.name, second: second.name }), second.origin);
      }
    }
  }
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
