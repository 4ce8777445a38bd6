/** How the results of two versions differ, counted by SQL: no lead comes into this process. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ResultPart } from '../../output/result-columns.ts';
import { rowsOf } from '../database.ts';
import type { ScoreTable } from './score-tables.ts';

/** Counts of leads; points where it says so. */
export interface ResultsCompared {
  readonly leads: number;
  /** Leads of which a stage, the tier or the handoff differs. A tier or handoff that only one version has differs for all. */
  readonly outcomesChanged: number;
  readonly scoresChanged: number;
  /** The largest loss and gain of points; zero where no lead loses or gains. */
  readonly mostLost: number;
  readonly mostGained: number;
  readonly tiersChanged: number;
  readonly handoffsChanged: number;
  readonly stages: readonly { readonly name: string; readonly before: number; readonly after: number; readonly gained: number; readonly lost: number }[];
  /** Bands of ten points, by their lower end. */
  readonly distribution: readonly { readonly low: number; readonly high: number; readonly before: number; readonly after: number }[];
}

/** SQL over the tables of two versions side by side. */
export class ComparedTables {
  /** Stands after `FROM`: a row for each lead, in their order. */
  readonly from: string;
  /** The number of the row, from 0. */
  readonly row: string;
  readonly #before: ScoreTable;
  readonly #after: ScoreTable;

  constructor(before: ScoreTable, after: ScoreTable) {
    this.#before = before;
    this.#after = after;
    this.from = [...new Set([before.from, after.from])].join(' POSITIONAL JOIN ');
    this.row = `${before.from}.rowid`;
  }

  /** Whether the lead is in the stage, before and after; a version without the stage has nobody in it. */
  inStage(name: string): { readonly before: string; readonly after: string } {
    const of = (table: ScoreTable): string => table.column({ kind: 'stage', name }) ?? 'false';
    return { before: of(this.#before), after: of(this.#after) };
  }

  flips(stages: readonly string[]): string {
    return eitherOf(stages.map((name) => {
      const { before, after } = this.inStage(name);
      return `${before} <> ${after}`;
    }));
  }

  async compare(connection: DuckDBConnection, stages: readonly string[]): Promise<ResultsCompared> {
    const [oldScore, newScore] = [this.#before, this.#after].map((table) => table.column({ kind: 'score' })!);
    const [tier, handoff] = [this.#differs('tier'), this.#handoffDiffers()];
    const count = (condition: string): string => `count(*) FILTER (WHERE ${condition})`;
    const counts = [
      'count(*)', count(eitherOf([this.flips(stages), tier, handoff])), count(`${oldScore!} <> ${newScore!}`),
      `coalesce(max(${oldScore!} - ${newScore!}), 0)`, `coalesce(max(${newScore!} - ${oldScore!}), 0)`, count(tier), count(handoff),
      ...stages.flatMap((name) => {
        const { before, after } = this.inStage(name);
        return [count(before), count(after), count(`${after} AND NOT ${before}`), count(`${before} AND NOT ${after}`)];
      }),
    ];
    const [row] = await rowsOf(connection, `SELECT ${counts.map((sql) => `CAST(${sql} AS VARCHAR)`).join(', ')} FROM ${this.from}`);
    const numbers = row!.map(Number);
    const [leads, outcomesChanged, scoresChanged, mostLost, mostGained, tiersChanged, handoffsChanged] = numbers as [number, number, number, number, number, number, number];
    const ofStages = numbers.slice(7);
    return {
      leads, outcomesChanged, scoresChanged, mostLost: Math.max(0, mostLost), mostGained: Math.max(0, mostGained), tiersChanged, handoffsChanged,
      stages: stages.map((name, index) => {
        const [before, after, gained, lost] = ofStages.slice(index * 4, index * 4 + 4) as [number, number, number, number];
        return { name, before, after, gained, lost };
      }),
      distribution: await this.#distribution(connection, oldScore!, newScore!),
    };
  }

  async #distribution(connection: DuckDBConnection, before: string, after: string): Promise<ResultsCompared['distribution']> {
    const bands = (score: string, side: string): string => `SELECT floor(CAST(${score} AS DOUBLE) / 10) AS band, '${side}' AS side FROM ${this.from}`;
    const query = `SELECT CAST(band AS BIGINT), count(*) FILTER (WHERE side = 'before'), count(*) FILTER (WHERE side = 'after')
      FROM (${bands(before, 'before')} UNION ALL ${bands(after, 'after')}) GROUP BY band ORDER BY band`;
    return (await rowsOf(connection, query)).map((row) => {
      const [band, ofBefore, ofAfter] = row.map(Number) as [number, number, number];
      return { low: band * 10, high: band * 10 + 10, before: ofBefore, after: ofAfter };
    });
  }

  #differs(kind: Exclude<ResultPart['kind'], 'section' | 'stage'>): string {
    const [before, after] = [this.#before.column({ kind }), this.#after.column({ kind })];
    if (before === undefined || after === undefined) return String(before !== after);
    return `${before} IS DISTINCT FROM ${after}`;
  }

  /** Where nobody gets the lead, no time is due. */
  #handoffDiffers(): string {
    const to = this.#after.column({ kind: 'handoff_to' });
    const toDiffers = this.#differs('handoff_to');
    return to === undefined || toDiffers === 'true' ? toDiffers : `(${toDiffers} OR ${to} IS NOT NULL AND ${this.#differs('handoff_within_ms')})`;
  }
}

function eitherOf(conditions: readonly string[]): string {
  const possible = conditions.filter((condition) => condition !== 'false');
  return possible.length === 0 ? 'false' : possible.includes('true') ? 'true' : `(${possible.join(' OR ')})`;
}
