/** Tests that are missing, found without a solver: leads on the edges of what the definition asks are tried until one shows what no test shows. */
import type { Definition } from '../../compiler/check/checked.ts';
import type { Sources } from '../../compiler/bind/load-files.ts';
import { evaluate, type Trace } from '../../reference/evaluate.ts';
import type { CoverageItem, CoverageTarget } from '../coverage.ts';
import { askedOf } from '../prove/asked.ts';
import { leastLead } from '../prove/least-lead.ts';
import type { Confirm } from '../prove/reduce.ts';
import { LeadSampler } from '../prove/sample-leads.ts';
import type { Witness } from '../prove/witness.ts';
import { gapsOf, isShown, nameOfGap, passes, type Gap } from './gaps.ts';
import { testBlock } from './test-block.ts';

export interface TriedTests {
  /** Whole `test` blocks, each with a line break at its end. They have been run, and pass. */
  readonly tests: readonly string[];
  /** What no lead that was tried shows. */
  readonly open: readonly string[];
}

/** A definition of any size is judged this often in a moment. */
const mostLeads = 4_000;

/**
 * @param covered what the present tests made of the definition, in the order of its targets
 * @param wanted of which targets tests are wanted
 */
export function testsByTrying(definition: Definition, covered: readonly CoverageItem[], sources: Sources, wanted: (target: CoverageTarget) => boolean): TriedTests {
  let gaps = gapsOf(definition, covered).filter(({ target }) => wanted(target));
  const tests: string[] = [];
  const unwritten = new Set<Gap>();
  const sampler = new LeadSampler(askedOf([definition]));
  for (let index = 0; index < mostLeads && gaps.length > 0; index += 1) {
    const found = sampler.lead(index);
    const shown = gaps.filter((gap) => !unwritten.has(gap) && isShown(gap, traceOf(found, definition)));
    for (const gap of shown) {
      if (!gaps.includes(gap)) continue;
      const { witness, explanation, trace } = smallest(found, gap, definition);
      const text = testBlock(nameOfGap(gap), witness, explanation, definition);
      if (!passes(text, definition, sources)) {
        unwritten.add(gap);
        continue;
      }
      tests.push(text);
      gaps = gaps.filter((other) => !isShown(other, trace));
    }
  }
  return { tests, open: gaps.map(nameOfGap) };
}

function traceOf({ lead, events, now }: Witness, definition: Definition): Trace {
  const trace: Trace = new Map();
  evaluate(definition, lead, events, now, trace);
  return trace;
}

/** The lead without whatever it shows the gap without. */
function smallest(found: Witness, gap: Gap, definition: Definition): { readonly witness: Witness; readonly explanation: ReturnType<typeof evaluate>; readonly trace: Trace } {
  const confirm: Confirm = ({ lead, events, now }) => {
    const trace: Trace = new Map();
    const explanation = evaluate(definition, lead, events, now, trace);
    return isShown(gap, trace) ? [explanation] : undefined;
  };
  const { witness } = leastLead({ witness: found, explanations: [] }, confirm);
  const trace: Trace = new Map();
  return { witness, explanation: evaluate(definition, witness.lead, witness.events, witness.now, trace), trace };
}
