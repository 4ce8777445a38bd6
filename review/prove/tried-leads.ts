/**
 * Leads from hand, each judged once for all questions: first at random, then step by step up to high scores and down to low
 * ones, so that every threshold on the way is passed. The same ones each time.
 */
import type { Explanation } from '../../reference/result.ts';
import { LeadSampler } from './sample-leads.ts';
import type { Asked } from './asked.ts';
import type { Witness } from './witness.ts';

/** So many leads are at random. */
export const atRandom = 60;
/** So many steps, most of which lead nowhere, before the next way begins. */
const stepsOfWay = 45;

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
    const worth = worthOf(this.explanationOf(judged), way % 3 === 2 ? -1 : 1);
    if (this.best === undefined || worth >= this.best.worth) this.best = { witness, worth };
    this.all.push(judged);
  }
}

/** Leads that qualify are worth more than any score. */
function worthOf({ items, excluded, score }: Explanation, direction: 1 | -1): number {
  const missing = items.filter(({ kind, held }) => kind === 'requirement' && !held).length + (excluded ? 1 : 0);
  return direction * score - missing * 2_000_000_000;
}
