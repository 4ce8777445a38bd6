/** That an engine agrees with the reference, as a property for fast-check. */
import * as fc from 'fast-check';
import { checkText } from '../check-text.ts';
import type { Evaluator } from '../evaluator.ts';
import { cases, type GeneratedCase } from './case.ts';
import { caseText, difference } from './compare.ts';
import type { Tally } from './tally.ts';

export interface AgreementRules {
  /** Whether the evaluator can take a case at all: another is drawn for one that it cannot. */
  readonly suits?: ((generated: GeneratedCase) => boolean) | undefined;
  /** How the rows are told first, for columns with types. */
  readonly typed?: ((generated: GeneratedCase) => GeneratedCase) | undefined;
}

/** @param leads of each definition */
export function agreement(leads: number, evaluator: Evaluator, tally?: Tally, { suits, typed }: AgreementRules = {}): fc.IAsyncProperty<[GeneratedCase]> {
  /** Of the case that is being cut down: only a case that fails in the same way shows the same fault. */
  let failing: string | undefined;
  return fc.asyncProperty(cases(leads), async (generated) => {
    if (suits !== undefined) fc.pre(suits(generated));
    const found = await fault(generated, evaluator, tally, typed);
    if (found === undefined) return;
    if (failing !== undefined && failing !== found.kind) return;
    failing = found.kind;
    throw new Error(found.text);
  });
}

interface Fault {
  readonly kind: string;
  readonly text: string;
}

async function fault(generated: GeneratedCase, evaluator: Evaluator, tally: Tally | undefined, typed: ((generated: GeneratedCase) => GeneratedCase) | undefined): Promise<Fault | undefined> {
  const [error] = checkText(generated.text).diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (error !== undefined) return { kind: error.code, text: `the generator made a text with an error, ${error.code}: ${error.message}` };
  try {
    const text = await (typed === undefined ? difference(generated, evaluator, tally) : difference(typed(generated), evaluator, tally, false));
    return text === undefined ? undefined : { kind: 'difference', text };
  } catch (exception) {
    const text = exception instanceof Error ? exception.stack! : String(exception);
    return { kind: text.split('\n', 1)[0]!, text };
  }
}

export function failureText(details: fc.RunDetails<[GeneratedCase]>, engine: string): string {
  const { seed, counterexample, counterexamplePath, errorInstance } = details;
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${engine} and the reference differ (seed ${seed}, path ${counterexamplePath})\n${why}\n\n${counterexample === null ? '' : caseText(counterexample[0])}`;
}
