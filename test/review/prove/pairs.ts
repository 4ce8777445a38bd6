/** Pairs of definitions at random, what is proved of them, and whether a lead that was tried says otherwise. */
import * as fc from 'fast-check';
import type { Definition } from '../../../compiler/check/checked.ts';
import { changesBetween } from '../../../review/diff/changes.ts';
import { askedOf } from '../../../review/prove/asked.ts';
import { readApart } from '../../../review/prove/reading.ts';
import { LeadSampler } from '../../../review/prove/sample-leads.ts';
import type { Proof } from '../../../review/prove/search.ts';
import type { Witness } from '../../../review/prove/witness.ts';
import { proveDifference } from '../../../review/prove/versions.ts';
import { openSolver, type Solver } from '../../../review/prove/solver.ts';
import { evaluate } from '../../../reference/evaluate.ts';
import { readRows } from '../../../reference/read-rows.ts';
import { referenceEvaluator } from '../../../reference/reference-evaluator.ts';
import type { Result } from '../../../reference/result.ts';
import { definitionOf } from '../../check-text.ts';
import { cases, type GeneratedCase } from '../../differential/case.ts';
import { textOf } from '../../differential/draft.ts';
import { random } from '../../fuzz/random.ts';
import { inAnotherOrder, mutated, rewrites } from './rewrites.ts';

const leads = 60;

export interface Tried {
  /** `proved`, `shown`, or why it is not decided, without names and numbers. */
  readonly answers: readonly string[];
  /** What is wrong, shortest first; none should be. */
  readonly faults: readonly string[];
}

export interface Effort {
  readonly milliseconds: number;
  readonly clock: () => number;
  /** How much longer than by the clock one question may take: more than once if the clock is the processor's and others share it. */
  readonly patience: number;
}

export async function withSolver(work: (solver: Solver) => Promise<Proof>, patience = 1): Promise<Proof> {
  const solver = await openSolver();
  try {
    return await work({
      ...solver,
      check: (assumptions, milliseconds) => solver.check(assumptions, milliseconds * patience),
      checkValues: (assumptions, terms, milliseconds) => solver.checkValues(assumptions, terms, milliseconds * patience),
    });
  } finally {
    await solver.close();
  }
}

/** Written plainly: how a text looks says nothing of what it means. */
export function caseOf(seed: number): GeneratedCase {
  const generated = fc.sample(cases(leads), { seed, numRuns: 1 })[0]!;
  return { ...generated, text: textOf(generated.draft) };
}

export function answerOf(proof: Proof): string {
  return proof.kind === 'undecided' ? `undecided: ${proof.reason.replace(/`[^`]*`/g, '...').replace(/\d+/g, 'N')}` : proof.kind;
}

/** All that a result says, its names in any order. */
function outcome({ score, sections, qualified, excluded, stages, tier, handoff }: Result): string {
  const sorted = (value: unknown): unknown => (typeof value !== 'object' || value === null ? value : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const).sort(([first], [second]) => (first < second ? -1 : 1))));
  return JSON.stringify(sorted({ score, sections, qualified, excluded, stages, tier, handoff })).toLowerCase();
}

/**
 * A lead of the generated data whose results differ. A version reads the columns that it asks about, and a row that cannot be
 * read there is no lead or event of it: rows that either cannot read are left out.
 */
async function refuted({ leads: leadRows, events: eventRows, now: at }: GeneratedCase, before: Definition, after: Definition): Promise<string | undefined> {
  const bad = [before, after].flatMap((definition) => readRows(definition, { leads: leadRows, events: eventRows }).badRows);
  const good = <Row>(rows: readonly Row[], table: 'leads' | 'events'): Row[] => rows.filter((_, index) => !bad.some((one) => one.table === table && one.row === index));
  const data = { leads: good(leadRows, 'leads'), events: good(eventRows, 'events') };
  const [old, now] = await Promise.all([before, after].map((definition) => referenceEvaluator.evaluate(definition, data, at)));
  const byId = new Map(old!.results.map((result) => [result.id, result]));
  const found = now!.results.find((result) => byId.has(result.id) && outcome(byId.get(result.id)!) !== outcome(result));
  return found === undefined ? undefined : `lead ${found.id}: ${outcome(byId.get(found.id)!)} and ${outcome(found)}; ${JSON.stringify({
    now: at, lead: data.leads.find((row) => String(row['id']) === found.id), events: data.events.filter((row) => String(row['lead_id']) === found.id),
  })}`;
}

/** These, and more than the proof itself begins with; none where the two read the same rows otherwise, and so have other leads. */
function edgeLeads(before: Definition, after: Definition, witnesses: readonly Witness[]): Witness[] {
  const asked = askedOf([before, after]);
  if (readApart(before, after, asked).reason !== undefined) return [];
  const sampler = new LeadSampler(asked);
  return [...witnesses, ...Array.from({ length: 400 }, (_, index) => sampler.lead(index))];
}

/** Lines that one text has and the other has not. */
function changedLines(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`), ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)].join('\n');
}

/** Three mutations of one definition: a lead that shows one of them is tried on the others. */
export async function tryMutations(seed: number, { patience, ...options }: Effort): Promise<Tried> {
  const next = random(seed);
  const generated = caseOf(seed);
  const before = definitionOf(generated.text);
  const answers: string[] = [];
  const faults: string[] = [];
  const versions = [1, 2, 3].flatMap(() => mutated(generated.draft, next) ?? []);
  const proofs: Proof[] = [];
  for (const after of versions) {
    const proof = await withSolver((solver) => proveDifference(solver, before, after, { kind: 'any' }, options), patience);
    proofs.push(proof);
    answers.push(answerOf(proof));
  }
  for (const [index, after] of versions.entries()) {
    const changes = changesBetween(before, after);
    if (proofs[index]!.kind !== 'proved' && changes.length > 0) continue;
    const others = proofs.flatMap((proof) => (proof.kind === 'shown' && proof.witness.rows === undefined ? [proof.witness] : []));
    const byWitness = edgeLeads(before, after, others).find(({ lead, events, now }) => outcome(evaluate(before, lead, events, now)) !== outcome(evaluate(after, lead, events, now)));
    const refutation = await refuted(generated, before, after)
      ?? (byWitness === undefined ? undefined : JSON.stringify({ fields: [...byWitness.lead.fields], events: byWitness.events.map((event) => ({ ...event, properties: [...event.properties] })), now: byWitness.now }));
    if (refutation === undefined) continue;
    faults.push(`PROOF_SEED=${seed} PROOF_PAIRS=1, mutation ${index + 1}: ${changes.length === 0 ? 'no change by rule' : 'proved the same'}, refuted by ${refutation}\n${changedLines(before.file.text, after.file.text)}\n\n${before.file.text}`);
  }
  return { answers, faults };
}

/** One definition, rewritten so that it means the same. */
export async function tryRewrite(seed: number, { patience, ...options }: Effort): Promise<Tried> {
  const { text, draft } = caseOf(seed);
  const before = definitionOf(text);
  // Every third pair has its things in another order, as somebody would write them.
  const swapped = seed % 3 === 0 ? inAnotherOrder(draft, random(seed)) : undefined;
  const rewrite = swapped === undefined ? rewrites[seed % rewrites.length]! : { name: 'another order', byRule: true, apply: () => swapped };
  const after = rewrite.apply(before);
  const changes = rewrite.byRule ? changesBetween(before, after) : [];
  const proof = await withSolver((solver) => proveDifference(solver, before, after, { kind: 'any' }, options), patience);
  const say = (what: string): string => `PROOF_SEED=${seed} PROOF_PAIRS=1, ${rewrite.name}: ${what}\n\n${changedLines(text, after.file.text)}\n\n${text}`;
  return {
    answers: [answerOf(proof)],
    faults: [
      ...(changes.length > 0 ? [say(`the diff by rule says ${JSON.stringify(changes.slice(0, 3))}`)] : []),
      ...(proof.kind === 'shown' ? [say(`a difference is shown by ${JSON.stringify({ fields: [...proof.witness.lead.fields], now: proof.witness.now, events: proof.witness.events.map((event) => ({ ...event, properties: [...event.properties] })) })}`)] : []),
    ],
  };
}
