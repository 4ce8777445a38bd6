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

test('what cannot be told is not decided, and the other lines are', async () => {
  expect(await outcomesOf(`fit: employees +1 per 100\nmql when demo_request\nclaim "rounding":\n  employees >= 99.99999 implies score >= 1\n  mql implies demo_request\n`)).toEqual([
    'rounding: not decided (employees >= 99.99999 implies score >= 1: undecided; mql implies demo_request: proved)',
  ]);
});

test('a claim that asks too much leaves the others of its file as they are', async () => {
  const words = Array.from({ length: 8 }, (_, index) => `title contains "word${index}"`).join(' and ');
  expect(await outcomesOf(`intent: webinar +10 decay 50% every 7d\nmql when webinar where minutes > 5\nclaim "all":\n  webinar where (${words}) implies score >= 5\n  webinar = 1 and webinar within 7d implies score >= 10\n  never (mql and no webinar)\n`)).toEqual([
    'all: not decided (webinar where (' + words + ') implies score >= 5: undecided; webinar = 1 and webinar within 7d implies score >= 10: proved; never (mql and no webinar): proved)',
  ]);
});
