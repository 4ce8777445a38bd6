/**
 * Leads from hand, each judged once for all questions: first at random, then step by step to high scores, to whatever
 * makes more rules hold, and to low scores, so that the thresholds on the way are passed. The same ones each time.
 */
import type { Explanation } from '../../reference/result.ts';
import { LeadSampler } from './sample-leads.ts';
import type { Asked } from './asked.ts';
import type { Witness } from './witness.ts';

/** So many leads are at random. */
export const atRandom = 60;
/** So many steps, most of which lead nowhere, before the next way begins. */
const stepsOfWay = 45;

const aims = ['high', 'most held', 'low'] as const;
type Aim = (typeof aims)[number];

export class TriedLeads<Judged> {
  readonly all: Judged[] = [];
  private readonly sampler: LeadSampler;
  private readonly judge: (witness: Witness) => Judged;
  private readonly explanationOf: (judged: Judged) => Explanation;
  private best: { readonly witness: Witness; readonly worth: number } | undefined;
  private steps = 0;

  /** @param explanationOf by which steps are judged */
  constructor(asked: Asked, judge: (witness: Witness) => Judged, explanationOf: (judged: Judged) => Explanation) {
    this.sampler = new LeadSampler(asked);
    this.judge = judge;
    this.explanationOf = explanationOf;
  }

  /** Tries one more. */
  add(): void {
    if (this.all.length < atRandom) {
      this.all.push(this.judge(this.sampler.lead(this.all.length)));
      return;
    }
    const way = Math.floor(this.steps / stepsOfWay);
    if (this.steps % stepsOfWay === 0) this.best = undefined;
    this.steps += 1;
    const witness = this.best === undefined ? this.sampler.lead(way % 4) : this.sampler.step(this.best.witness);
    const judged = this.judge(witness);
    const worth = worthOf(this.explanationOf(judged), aims[way % aims.length]!);
    if (this.best === undefined || worth >= this.best.worth) this.best = { witness, worth };
    this.all.push(judged);
  }
}

/** Leads that qualify are worth more than any others. */
function worthOf({ items, excluded, score }: Explanation, aim: Aim): number {
  const missing = items.filter(({ kind, held }) => kind === 'requirement' && !held).length + (excluded ? 1 : 0);
  const reached = aim === 'most held' ? items.filter(({ kind, held }) => kind !== 'exclusion' && held).length : aim === 'high' ? score : -score;
  return reached - missing * 2_000_000_000;
}
