/** The tests that a definition lacks: for whatever no test made hold, or made fail, the smallest lead that does. */
import { check } from '../../compiler/check/check.ts';
import type { Condition, Definition, StageWay } from '../../compiler/check/checked.ts';
import type { Sources } from '../../compiler/bind/load-files.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import { evaluate, type Trace } from '../../reference/evaluate.ts';
import { coverageTargets, type CoverageItem, type CoverageTarget, type Missing } from '../coverage.ts';
import { OutOfReach } from '../prove/asked.ts';
import { inquire, type Inquiry, type Proof, type ProofOptions } from '../prove/prove.ts';
import { and, compare, int, not } from '../prove/smt.ts';
import type { Term } from '../prove/smt.ts';
import type { Solver } from '../prove/solver.ts';
import { runTests } from '../run-tests.ts';
import { testBlock } from './test-block.ts';

export interface Suggestion {
  /** A whole `test` block, with a line break at its end. It has been run, and passes. */
  readonly text: string;
  /** What it covers, the one that it was made for first. */
  readonly covers: readonly string[];
}

export interface Suggestions {
  readonly tests: readonly Suggestion[];
  /** What no lead can do, proved: no test is missing. */
  readonly impossible: readonly string[];
  /** For what no lead was found, and why. */
  readonly open: readonly { readonly what: string; readonly reason: string }[];
}

interface Gap {
  readonly target: CoverageTarget;
  readonly missing: Missing;
}

/** @param covered what the present tests made of the definition, in the order of its targets */
export async function suggestTests(
  solver: Solver, definition: Definition, covered: readonly CoverageItem[], sources: Sources, { milliseconds, clock }: ProofOptions,
): Promise<Suggestions> {
  const deadline = clock() + milliseconds;
  const targets = coverageTargets(definition);
  let gaps = targets.flatMap((target, index) => (covered[index]?.missing ?? []).map((missing): Gap => ({ target, missing })));
  // Thresholds first, so that leads beside them are found rather than any that happen to show the other side.
  gaps = [...gaps.filter((gap) => thresholdAt(gap, definition) !== undefined), ...gaps.filter((gap) => thresholdAt(gap, definition) === undefined)];
  const tests: Suggestion[] = [];
  const impossible: string[] = [];
  const open: { what: string; reason: string }[] = [];
  let inquiry: Inquiry;
  try {
    inquiry = await inquire(solver, definition);
  } catch (problem) {
    if (!(problem instanceof OutOfReach)) throw problem;
    return { tests, impossible, open: gaps.map((gap) => ({ what: nameOf(gap), reason: problem.message })) };
  }
  while (gaps.length > 0) {
    const [gap, ...others] = gaps as [Gap, ...Gap[]];
    gaps = others;
    // Each gets a fair part of what is left, and no less than a moment.
    const proof = await leadFor(gap, definition, inquiry, { milliseconds: Math.max(200, Math.min(5_000, (deadline - clock()) / (others.length + 1) * 2)), clock });
    if (proof.kind === 'proved') impossible.push(nameOf(gap));
    else if (proof.kind === 'undecided') open.push({ what: nameOf(gap), reason: proof.reason });
    else {
      const { lead, events, now } = proof.witness;
      const trace: Trace = new Map();
      const explanation = evaluate(definition, lead, events, now, trace);
      const also = gaps.filter((other) => isShown(other, trace));
      const text = testBlock(nameOf(gap), proof.witness, explanation, definition);
      if (!passes(text, definition, sources)) {
        open.push({ what: nameOf(gap), reason: 'the lead that shows it cannot be written as a test' });
        continue;
      }
      gaps = gaps.filter((other) => !also.includes(other));
      tests.push({ text, covers: [gap, ...also].map(nameOf) });
    }
  }
  return { tests, impossible, open };
}

function nameOf({ target: { kind, section, name }, missing }: Gap): string {
  return `${kind}${section === undefined ? '' : ` of ${section}`} ${name} ${missing === 'never held' ? 'holds' : 'does not hold'}`;
}

function isShown({ target, missing }: Gap, trace: Trace): boolean {
  return trace.get(target.node) === (missing === 'never held');
}

/** Beside the threshold, where there is one; else anywhere. */
async function leadFor(gap: Gap, definition: Definition, { encoded, ask }: Inquiry, options: ProofOptions): Promise<Proof> {
  const term = encoded.held.get(gap.target.node);
  if (term === undefined) return { kind: 'undecided', reason: 'it cannot be asked' };
  const question = gap.missing === 'never held' ? term : not(term);
  const confirm = (_explanation: unknown, trace: Trace): boolean => isShown(gap, trace);
  for (const beside of besideThreshold(gap, definition, encoded)) {
    const proof = await ask(and([question, beside]), confirm, { ...options, milliseconds: options.milliseconds / 3 });
    if (proof.kind === 'shown') return proof;
  }
  return ask(question, confirm, options);
}

/** Scores just over the threshold of a stage, or just under it: within a point, then within five, then within twenty. */
function besideThreshold(gap: Gap, definition: Definition, encoded: Inquiry['encoded']): Term[] {
  const { missing } = gap;
  const threshold = thresholdAt(gap, definition);
  if (threshold === undefined) return [];
  const { score, points } = threshold;
  const term = score === 'score' ? encoded.score : encoded.scores.get(score)!;
  return [1, 5, 20].map((width) => (missing === 'never held'
    ? compare('<=', term, int(points + width * 10_000))
    : and([encoded.qualified, compare('>=', term, int(points - width * 10_000))])));
}

function thresholdAt({ target }: Gap, definition: Definition): { readonly score: string; readonly points: number } | undefined {
  const way = definition.stages.flatMap(({ ways }) => ways).find((one: StageWay) => one === target.node);
  return way === undefined ? undefined : thresholdOf(way.condition);
}

/** The score that a condition asks for at least. */
function thresholdOf(condition: Condition): { readonly score: string; readonly points: number } | undefined {
  if (condition.kind === 'and') return condition.parts.map(thresholdOf).find((part) => part !== undefined);
  if (condition.kind !== 'test' || condition.subject.kind !== 'score' || condition.test.kind !== 'interval' || condition.test.low === undefined) return undefined;
  const { score } = condition.subject;
  return { score: score === 'score' ? 'score' : score.name.toLowerCase(), points: Math.round(condition.test.low.value) };
}

/** The block is read and run as it would be at the end of the definition. */
function passes(text: string, definition: Definition, sources: Sources): boolean {
  const file = sourceFile(definition.file.path, `${definition.file.text}\n${text}`);
  const checked = check(file, sources).definition;
  if (checked === undefined) return false;
  const result = runTests(checked).tests.at(-1);
  return result !== undefined && checked.tests.length === definition.tests.filter(({ origin }) => origin.file.path === definition.file.path).length + 1 && result.passed;
}
