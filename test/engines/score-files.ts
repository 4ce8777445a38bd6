/** What an engine makes of files: everything that it writes and answers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Definition } from '../../compiler/check/checked.ts';
import type { Engine, ScoredByDefinition, TableFormat } from '../../engines/engine.ts';
import type { PlacedBadRow } from '../../engines/placed-bad-row.ts';
import type { ColumnNames } from '../../engines/wanted-data.ts';

export interface ScoreFiles {
  readonly definitions: readonly { readonly name: string; readonly definition: Definition }[];
  readonly leads: string;
  readonly events?: string | undefined;
  readonly columns?: ColumnNames;
  readonly standardInput?: string;
  readonly now: number;
  readonly format: TableFormat;
  readonly setsBadRowsApart?: boolean;
  readonly memory?: number;
}

export interface ScoredFiles {
  /** The files as they are. */
  readonly results: Buffer;
  readonly contributions: Buffer;
  readonly leads: number;
  readonly definitions: readonly ScoredByDefinition[];
  readonly badRowCount: number;
  readonly badRows: readonly PlacedBadRow[];
}

export async function scoreFiles(engine: Engine, asked: ScoreFiles): Promise<ScoredFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'mql-score-'));
  const [results, contributions] = [join(folder, 'results'), join(folder, 'contributions')];
  [results, contributions].forEach((path) => writeFileSync(path, ''));
  try {
    const scored = await engine.score({
      definitions: asked.definitions, leads: asked.leads, events: asked.events, columns: asked.columns ?? {}, now: asked.now,
      standardInput: Readable.from([asked.standardInput ?? '']), results: { kind: 'file', format: asked.format, path: results },
      contributions: { format: asked.format, path: contributions }, setsBadRowsApart: asked.setsBadRowsApart ?? true,
      memory: asked.memory, progress: () => {}, signal: undefined,
    });
    try {
      const badRows: PlacedBadRow[] = [];
      for await (const bad of scored.badRows()) badRows.push(bad);
      const { leads, definitions, badRowCount } = scored;
      return { results: readFileSync(results), contributions: readFileSync(contributions), leads, definitions, badRowCount, badRows };
    } finally {
      await scored.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same in an order of no meaning, to be compared. */
export function comparable({ results, contributions, leads, definitions, badRowCount, badRows }: ScoredFiles): object {
  return {
    results: results.toString('latin1'), contributions: contributions.toString('latin1'), leads, badRowCount, badRows,
    definitions: definitions.map(({ stages, report }) => ({
      stages,
      report: {
        ...report, unknownEventTypes: sorted(report.unknownEventTypes), unknownSpellings: sorted(report.unknownSpellings), earlyTimes: sorted(report.earlyTimes),
      },
    })),
  };
}

function sorted(counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
}
