/** What is proved without looking into events holds when they are looked into; and each of the quick ways comes to something by itself. */
import { afterAll, describe, expect, it } from 'vitest';
import { sourceFile } from '../../../compiler/source/source-file.ts';
import { askedOf } from '../../../review/prove/asked.ts';
import { readClaim } from '../../../review/prove/claims.ts';
import { encodeDefinition } from '../../../review/prove/encode.ts';
import { OpenEvents, withoutEvents } from '../../../review/prove/encode-open.ts';
import { and, not, yes } from '../../../review/prove/smt.ts';
import { endSolver, openSolver } from '../../../review/prove/solver.ts';
import { makeSpace } from '../../../review/prove/space.ts';

afterAll(endSolver);

/** Whether a claim is proved with these events left open. */
async function provedOpen(text: string, claim: string, events: readonly string[]): Promise<boolean> {
  const read = readClaim(sourceFile('d.mql', text), () => undefined, claim);
  if (read.kind === 'faulty') throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
  const { definition, premise, conclusion } = read.claim;
  const open = new Set(events);
  const space = makeSpace(withoutEvents(askedOf([definition], premise === undefined ? [conclusion] : [premise, conclusion]), open), definition);
  const encoded = encodeDefinition(space, definition, { open: new OpenEvents(definition, open) });
  const question = and([premise === undefined ? yes : encoded.condition(premise), not(encoded.condition(conclusion))]);
  const solver = await openSolver();
  await solver.add(space.script.lines);
  const verdict = await solver.check([question], 60_000);
  await solver.close();
  expect(space.cells.every(({ kind }) => !open.has(kind.event.event.name))).toBe(true);
  return verdict === 'unsat';
}

const definition = `fit: require country US; employees 50.. +20
intent (within 30d, after last closed_lost): webinar +10 up to 40; chat +3 at most 2 times; demo_request +15 decay 50% every 7d once
mql when score > 50
sql when webinar within 7d and fit >= 20
`;

describe('with events left open', () => {
  it.each([
    ['requirements', 'mql implies country US'], ['what all rules can come to', 'score <= 81'], ['what is paid in steps', 'never (fit = 20 and demo_request = 0 and chat = 0 and webinar = 0 and score = 25)'],
    ['wider windows', 'webinar within 7d >= 2 implies webinar within 30d >= 2 and webinar >= 2'], ['no events, no points', 'no webinar and no chat and no demo_request implies score <= 20'],
    ['days', 'days with chat within 7d implies chat within 7d'], ['different values', 'distinct webinar.title >= 2 implies webinar >= 2'], ['sums', 'no webinar implies total webinar.minutes = 0'],
    ['the latest in a window', 'since chat within 7d < 7d or no chat within 7d'], ['a stage that asks events', 'sql implies webinar and qualified'],
  ])('%s', async (_name, claim) => { expect(await provedOpen(definition, claim, ['webinar', 'chat', 'demo_request', 'closed_lost'])).toBe(true); });

  it.each([
    ['a score one below what all rules can come to', 'score <= 80'], ['fewer than the window allows', 'webinar >= 2 implies webinar within 30d >= 2'], ['no points before an event is looked into', 'webinar within 7d implies score > 0'],
    ['what the latest event of all says of a window', 'since chat < 7d'], ['a sum of something', 'webinar implies total webinar.minutes != 0'],
  ])('not %s', async (_name, claim) => { expect(await provedOpen(definition, claim, ['webinar', 'chat', 'demo_request', 'closed_lost'])).toBe(false); });

  it('and the rest looked into', async () => {
    const text = 'intent: webinar +8 once decay 50% every 7d; chat +1 once\nmql when score > 5\n';
    expect(await provedOpen(text, 'webinar within 7d implies score >= 8', ['chat'])).toBe(true);
    expect(await provedOpen(text, 'webinar within 7d implies score >= 8', ['chat', 'webinar'])).toBe(false);
  });
});
