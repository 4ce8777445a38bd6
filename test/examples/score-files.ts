import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const commandLine = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** What the tests look at of a result; language reference, section 6. */
export interface ScoredLead {
  readonly id: string;
  readonly score: number;
  readonly sections: Readonly<Record<string, number>>;
  readonly stages: Readonly<Record<string, boolean>>;
}

/** Runs the command line, and returns what it wrote to standard output. */
export function mql(commandArguments: readonly string[], workingFolder: string): string {
  return execFileSync(process.execPath, [commandLine, ...commandArguments], { cwd: workingFolder, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The results of `mql score`, by the lead's id. */
export function scoreFiles({ definition, leads, events, now, workingFolder }: {
  readonly definition: string;
  readonly leads: string;
  readonly events: string | undefined;
  readonly now: string;
  readonly workingFolder: string;
}): ReadonlyMap<string, ScoredLead> {
  const folder = mkdtempSync(join(tmpdir(), 'mql-'));
  try {
    const output = join(folder, 'results.jsonl');
    mql([
      'score', definition, '--leads', leads, ...(events === undefined ? [] : ['--events', events]), '--now', now, '--format', 'jsonl', '-o', output,
    ], workingFolder);
    const results = readFileSync(output, 'utf8').split('\n').filter(line => line !== '').map((line): ScoredLead => JSON.parse(line));
    return new Map(results.map(result => [result.id, result]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
