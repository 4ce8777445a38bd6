import type { BenchEvent, BenchLead } from './leads.ts';

export interface Contender {
  readonly name: string;
  readonly run: (lead: BenchLead, events: readonly BenchEvent[]) => Verdict | Promise<Verdict>;
}

export interface Verdict {
  readonly score: number;
  readonly mql: boolean;
}

export declare function contenders(now: number): readonly Contender[];
