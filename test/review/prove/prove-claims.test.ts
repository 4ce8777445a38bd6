/** `claim` blocks: what becomes of each, and of its lines. */
import { afterAll, expect, test } from 'vitest';
import { proveClaims } from '../../../review/prove/prove-claims.ts';
import { endSolver } from '../../../review/prove/solver.ts';
import { definitionOf } from '../../check-text.ts';

afterAll(endSolver);

async function outcomesOf(text: string): Promise<string[]> {
  const results = await proveClaims(definitionOf(text), { milliseconds: 60_000, clock: () => performance.now() });
  return results.map(({ claim, outcome, statements }) => `${claim.title}: ${outcome} (${statements.map(({ text: line, proof }) => `${line}: ${proof.kind}`).join('; ')})`);
}

const definition = `fit: require country US; employees 50.. +20; seniority vp +15
intent: webinar +10 within 30d up to 40
mql when score > 50
tier A when fit >= 35
tier B when mql
`;

test('each claim with its lines; one that is broken breaks the claim', async () => {
  expect(await outcomesOf(`${definition}
claim "whence":
  mql implies country US
  never mql and country in (GB, FR)
  always score <= 75
claim "mixed": score <= 75; mql implies employees 50..
claim "tiers":
  tier A implies employees >= 50 and
    seniority vp
  tier B implies mql and
    fit < 35
`)).toEqual([
    'whence: proved (mql implies country US: proved; never mql and country in (GB, FR): proved; always score <= 75: proved)',
    'mixed: broken (score <= 75: proved; mql implies employees 50..: shown)',
    'tiers: proved (tier A implies employees >= 50 and seniority vp: proved; tier B implies mql and fit < 35: proved)',
  ]);
});

test('a claim may ask what the definition does not', async () => {
  expect(await outcomesOf(`${definition}claim "no channel": mql implies channel is known\nclaim "chats": no chat implies score <= 75\n`)).toEqual([
    'no channel: broken (mql implies channel is known: shown)', 'chats: proved (no chat implies score <= 75: proved)',
  ]);
});

test('what cannot be asked is not decided, and the other lines are', async () => {
  expect(await outcomesOf(`vocabulary:\n  event sale (closed date)\nmql when demo_request\nclaim "late":\n  sale where closed within 30d implies mql\n  mql implies demo_request\n`)).toEqual([
    'late: not decided (sale where closed within 30d implies mql: undecided; mql implies demo_request: proved)',
  ]);
});
