/** The tests that a definition lacks: leads on both sides of each boundary, and for whatever no test made hold, or made fail, the smallest lead that does. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Sources } from '../../compiler/bind/load-files.ts';
import { evaluate, type Trace } from '../../reference/evaluate.ts';
import type { CoverageItem } from '../coverage.ts';
import { OutOfReach } from '../prove/asked.ts';
import { inquire, type Inquiry, type Proof, type ProofOptions } from '../prove/prove.ts';
import { not } from '../prove/smt.ts';
import type { Solver } from '../prove/solver.ts';
import type { Witness } from '../prove/witness.ts';
import type { TestResult } from '../run-tests.ts';
import { besideEdges } from './beside-edges.ts';
import { besideThresholds } from './beside-thresholds.ts';
import { gapsOf, isShown, nameOfGap, passes, type Gap } from './gaps.ts';
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

/**
 * Boundaries first, so that leads beside them are found rather than any that happen to show what is not covered.
 * @param covered what the present tests made of the definition, in the order of its targets
 * @param present the present tests themselves
 */
export async function suggestTests(
  solver: Solver, definition: Definition, covered: readonly CoverageItem[], present: readonly TestResult[], sources: Sources, { milliseconds, clock }: ProofOptions,
): Promise<Suggestions> {
  const deadline = clock() + milliseconds;
  let gaps = gapsOf(definition, covered);
  const tests: Suggestion[] = [];
  let inquiry: Inquiry;
  try {
    inquiry = await inquire(solver, definition);
  } catch (problem) {
    if (!(problem instanceof OutOfReach)) throw problem;
    return { tests, impossible: [], open: gaps.map((gap) => ({ what: nameOfGap(gap), reason: problem.message })) };
  }
  const beside = await besideThresholds(definition, inquiry, present, { milliseconds: milliseconds * 0.4, clock });
  const edges = await besideEdges(definition, inquiry, present, { milliseconds: milliseconds * 0.3, clock });
  const impossible = [...beside.impossible, ...edges.impossible];
  const open = [...beside.open, ...edges.open];
  /** Adds the test, if it can be written, and takes from the gaps what it shows. */
  const add = (name: string, witness: Witness, section?: string): void => {
    const trace: Trace = new Map();
    const explanation = evaluate(definition, witness.lead, witness.events, witness.now, trace);
    const text = testBlock(name, witness, explanation, definition, section);
    if (!passes(text, definition, sources)) {
      open.push({ what: name, reason: 'the lead that shows it cannot be written as a test' });
      return;
    }
    const also = gaps.filter((gap) => isShown(gap, trace));
    gaps = gaps.filter((gap) => !also.includes(gap));
    tests.push({ text, covers: [name, ...also.map(nameOfGap)] });
  };
  for (const { name, witness, section } of [...beside.leads, ...edges.leads]) add(name, witness, section);
  while (gaps.length > 0) {
    const [gap, ...others] = gaps as [Gap, ...Gap[]];
    gaps = others;
    // Each gets a fair part of what is left, and no less than a moment.
    const proof = await leadFor(gap, inquiry, { milliseconds: Math.max(200, Math.min(5_000, (deadline - clock()) / (others.length + 1) * 2)), clock });
    if (proof.kind === 'proved') impossible.push(nameOfGap(gap));
    else if (proof.kind === 'undecided') open.push({ what: nameOfGap(gap), reason: proof.reason });
    else add(nameOfGap(gap), proof.witness);
  }
  return { tests, impossible, open };
}

async function leadFor(gap: Gap, { encoded, ask }: Inquiry, options: ProofOptions): Promise<Proof> {
  const term = encoded.held.get(gap.target.node);
  if (term === undefined) return { kind: 'undecided', reason: 'it cannot be asked' };
  return ask(gap.missing === 'never held' ? term : not(term), (_explanation, trace) => isShown(gap, trace), options);
}
