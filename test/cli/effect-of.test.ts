/** The effect of a change on data: counted by SQL it is what it is lead by lead. `EFFECT_PAIRS` pairs at random, from `EFFECT_SEED` on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { effectOf } from '../../cli/data/effect-of.ts';
import { effectPair } from './effect-pairs.ts';

const folder = mkdtempSync(join(tmpdir(), 'mql-effect-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pairs = Number(process.env['EFFECT_PAIRS'] ?? 12);
const seed = Number(process.env['EFFECT_SEED'] ?? 1);

test('by SQL and lead by lead, over pairs at random', { timeout: 24 * 3_600_000 }, async () => {
  let compared = 0;
  for (let at = seed; at < seed + pairs; at += 1) {
    const pair = await effectPair(folder, at);
    if (pair === undefined) continue;
    const { before, after, request, by } = pair;
    const [bySql, byLead] = await Promise.all(['duckdb', 'js'].map((engine) =>
      effectOf(before, after, { ...request, engine }, by).catch((problem: unknown) => String(problem))));
    expect(bySql, `EFFECT_SEED=${at} EFFECT_PAIRS=1`).toEqual(byLead);
    if (typeof bySql === 'object') compared += 1;
  }
  expect(compared).toBeGreaterThan(0);
});
