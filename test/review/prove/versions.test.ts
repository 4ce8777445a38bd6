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

/** In the midst of others, which the two versions share. */
const withRule = (rule: string): string => `fit (up to 100):\n  ${rule}\n  employees 50.. +20\n  page_view +1 once per day up to 10\n  email_click +5 decay 50% every 7d\nmql when score > 10 and country US\ntier A when score > 50\n`;

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
  ['a limit that a cooldown leaves nothing to do', withRule('webinar +15 within 1.5h once every 2h at most 2 times'), withRule('webinar +15 within 1.5h once every 2h'), 'proved'],
  ['but for one event more', withRule('webinar +15 within 3h once every 2h at most 1 times'), withRule('webinar +15 within 3h once every 2h'), 'shown'],
  ['a cooldown that is a day longer', withRule('webinar +15 within 30d once every 60d'), withRule('webinar +15 within 30d once every 61d'), 'shown'],
  ['a total that is a second more', withRule('total page_view.duration >= 45s +10'), withRule('total page_view.duration >= 46s +10'), 'shown'],
  ['a count that is one more', withRule('webinar 17.. +10'), withRule('webinar 18.. +10'), 'shown'],
  ['different values, one more', withRule('distinct webinar.title 5.. +10'), withRule('distinct webinar.title 6.. +10'), 'shown'],
  ['a rule that never pays, whatever else changes nothing', withRule('since webinar < 7d and no webinar within 7d +10'), withRule('webinar +0'), 'proved'],
  [
    'what a rule pays is shared, and when it pays is not',
    'a: employees 50.. +10\nb: webinar +5 once every 7d when a > 5 and a > 0\nmql when score > 12\n', 'a: employees 50.. +10\nb: webinar +5 once every 7d when a > 5\nmql when score > 12\n', 'proved',
  ],
  ['and is seen', 'a: employees 50.. +10\nb: webinar +5 once every 7d when a > 5\nmql when score > 12\n', 'a: employees 50.. +10\nb: webinar +5 once every 7d when a > 15\nmql when score > 12\n', 'shown'],
  ['ranges that meet', withRule('employees in (100..500, 500..900) +10'), withRule('employees 100..900 +10'), 'proved'],
  ['ranges that overlap, in another order', withRule('employees in (300..900, 100..500, 1000) +10'), withRule('employees in (100..900, 1000) +10'), 'proved'],
  ['ranges with a gap', withRule('employees in (100..500, 501..900) +10'), withRule('employees 100..900 +10'), 'shown'],
])('%s', async (_name, before, after, kind) => {
  expect(await answer(before, after)).toBe(kind);
});
