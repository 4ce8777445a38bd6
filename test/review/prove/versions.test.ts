/** What makes two versions of a definition differ, or not. */
import { afterAll, expect, test } from 'vitest';
import { proveDifference } from '../../../review/prove/versions.ts';
import { endSolver, openSolver } from '../../../review/prove/solver.ts';
import { definitionOf } from '../../check-text.ts';

afterAll(endSolver);

async function answer(before: string, after: string): Promise<string> {
  const solver = await openSolver();
  const proof = await proveDifference(solver, definitionOf(before), definitionOf(after), { kind: 'any' }, { milliseconds: 60_000, clock: () => performance.now() });
  await solver.close();
  return proof.kind;
}

const rest = 'fit: employees 50.. +20\nmql when score > 10\n';

test.each<[string, string, string, string]>([
  ['a stage that no lead reaches is in every result until it is left out', `${rest}sql when score > 100\n`, rest, 'shown'],
  ['and from when it is put in', rest, `${rest}sql when score > 100\n`, 'shown'],
  ['a section that never pays, too', rest, `${rest.replace('mql', 'intent: webinar +0\nmql')}`, 'shown'],
  ['and one that is left out', `${rest.replace('mql', 'intent: webinar +0\nmql')}`, rest, 'shown'],
  ['and a derived score', rest, `${rest.replace('mql', 'score both = fit\nmql')}`, 'shown'],
  ['and a tier that no lead has', rest, `${rest}tier A when score > 100\n`, 'shown'],
  ['and a handoff that no lead comes to', rest, `${rest}handoff:\n  to "SDR" when score > 100\n`, 'shown'],
  ['stages in another order are the same', `${rest}sql when score > 15\n`, 'fit: employees 50.. +20\nsql when score > 15\nmql when score > 10\n', 'proved'],
  ['a rule that can pay nothing is no difference', rest, `${rest.replace('mql', '  webinar +0\nmql').replace('fit: ', 'fit:\n  ')}`, 'proved'],
])('%s', async (_name, before, after, kind) => {
  expect(await answer(before, after)).toBe(kind);
});
