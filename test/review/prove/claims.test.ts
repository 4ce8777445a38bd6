import { afterAll, expect, test } from 'vitest';
import { sourceFile } from '../../../compiler/source/source-file.ts';
import { readClaim } from '../../../review/prove/claims.ts';
import { proveClaim } from '../../../review/prove/prove-claims.ts';
import { endSolver } from '../../../review/prove/solver.ts';

afterAll(endSolver);

async function answer(definition: string, claim: string): Promise<string> {
  const read = readClaim(sourceFile('d.mql', definition), () => undefined, claim);
  if (read.kind === 'faulty') throw new Error(read.diagnostics.map(({ message }) => message).join('\n'));
  return (await proveClaim(read.claim.definition, read.claim, { milliseconds: 60_000, clock: () => performance.now() })).kind;
}

/** One rule in a section. */
const one = (rule: string, settings = ''): string => `intent${settings}: ${rule}\nmql when score >= 10\n`;

const proved: readonly (readonly [string, string, string])[] = [
  ['requirements', 'fit:\n  require country US\n  employees 50.. +20\nmql when score > 10\n', 'mql implies country US'],
  ['exclusions', 'exclude: title mentions any of ("student", "intern")\nfit: employees 50.. +20\nmql when score > 10\n', 'never (mql and title mentions "student")'],
  ['ranges', 'fit: employees 50..500 +20\nmql when score > 10\n', 'employees 100..200 implies mql'],
  ['missing values', 'fit: employees 50.. +20\nmql when score > 10\n', 'employees is missing implies not mql'],
  ['negation of missing', 'fit: country != US +20\nmql when score > 10\n', 'country is missing implies mql'],
  ['members', 'fit: seniority in (vp, c_level) +20\nmql when score > 10\n', 'seniority vp implies mql'],
  ['texts within texts', 'fit: title contains "engineer" +20\nmql when score > 10\n', 'title starts with "Software Engineer" implies mql'],
  ['texts that rule each other out', 'fit: title "cto" +20\nmql when score > 10\n', 'never (mql and title "ceo")'],
  ['lists', 'fit: tech_stack has any of ("HubSpot", "Slack") +20\nmql when score > 10\n', 'tech_stack has "slack" implies mql'],
  ['parts of emails', 'exclude: email.domain in free_mail\nfit: employees 50.. +20\nmql when score > 10\n', 'email.domain "gmail.com" implies not mql'],
  ['counts', one('webinar 3.. +10'), 'mql implies webinar >= 2'],
  ['windows', one('webinar within 30d +10 once'), 'webinar within 7d implies mql'],
  ['per occurrence', one('webinar +5'), 'webinar 2.. implies mql'],
  ['ceilings', one('webinar +5 up to 25'), 'score <= 25'],
  ['ceilings of sections', one('webinar +5', ' (up to 30)'), 'score <= 30'],
  ['floors', one('no webinar -20', ' (floor -5)'), 'score >= -5'],
  ['at most', one('webinar +5 at most 3 times'), 'score <= 15'],
  ['once per day in a window', one('webinar +5 once per day within 2d'), 'score <= 15'],
  ['cooldowns in a window', one('webinar +5 once every 7d within 14d'), 'score <= 15'],
  ['decay', one('webinar +8 once decay 50% every 7d'), 'webinar within 7d implies score 8'],
  ['decay of older ones', one('webinar +8 once decay 50% every 7d within 14d'), 'no webinar within 7d implies score <= 4'],
  ['fade', one('webinar +10 once fade over 10d'), 'no webinar within 5d implies score <= 5'],
  ['days with', one('days with webinar 3.. +10'), 'mql implies webinar 3..'],
  ['distinct', one('distinct webinar.title 3.. +10'), 'mql implies webinar 3..'],
  ['totals', one('total page_view.duration 10min.. +10'), 'mql implies page_view'],
  ['since', one('since webinar < 7d +10 | otherwise +0'), 'mql implies webinar within 7d'],
  ['cases', one('employees 1..49 +5 | 50.. +10'), 'mql implies employees 50..'],
  ['cases per event', one('download "*guide*" +10 | otherwise +1'), 'download "big guide" implies mql'],
  ['proportional', one('page_view +1 per 3'), 'page_view 29..29 implies score 9'],
  ['proportional of fields', one('employees +1 per 100 up to 20'), 'employees 1050..1090 implies score 10'],
  ['formulas, rounded', 'a: country US +0.5555\nscore = 50% * a\nmql when score > 0\n', 'country US implies score 0.2778'],
  ['derived scores', 'a: country US +10\nb: webinar +10 once\nscore both = a + b up to 15\nmql when both >= 15\n', 'country US and webinar implies mql'],
  ['after last', 'intent (after last closed_lost): webinar +10 once\nmql when score >= 10\n', 'no webinar implies not mql'],
  ['after last, newer', 'intent (after last closed_lost): webinar +10 once\nmql when score >= 10\n', 'webinar within 7d and no closed_lost within 30d implies mql'],
  ['after last, older', 'intent (after last closed_lost within 30d): webinar +10 once\nmql when score >= 10\n', 'closed_lost within 7d and no webinar within 7d implies not mql'],
  ['stages that imply one another', 'fit: employees 50.. +20\nsql when score > 15\nmql when score > 10\n', 'sql implies mql'],
  ['tiers', 'fit: employees 50.. +20\nmql when score > 10\ntier A when score >= 20\ntier B when score > 0\nhandoff:\n  to "SDR" when tier A\n', 'never (score > 10 and score < 20)'],
  ['at least so many', 'fit: at least 2 of (country US, employees 50.., industry "Retail") +20\nmql when score > 10\n', 'country US and employees 60 implies mql'],
  ['dates of events', `vocabulary: event fair (day date)\n${one('fair where day within 7d +10 once')}`, 'mql implies fair'],
  ['recent dates of events are among less recent ones', `vocabulary: event fair (day date)\n${one('fair where day within 30d +10 once')}`, 'fair where day within 7d implies mql'],
  ['a recent date of an event is less recent, too', `vocabulary: event fair (day date)\n${one('fair +10 once')}`, 'never (fair where day within 7d and no fair where day within 30d)'],
  ['paths of urls', one('page_view where url "/pricing*" +10 once'), 'mql implies page_view'],
];

test.each(proved)('proved: %s', async (_name, definition, claim) => {
  expect(await answer(definition, claim)).toBe('proved');
});

const broken: readonly (readonly [string, string, string])[] = [
  ['not required', 'fit: employees 50.. +20\nmql when score > 10\n', 'mql implies country US'],
  ['the end of a range', 'fit: employees 50..500 +20\nmql when score > 10\n', 'employees 50.. implies mql'],
  ['missing', 'fit: employees 50.. +20\nmql when score > 10\n', 'always employees is known'],
  ['texts that go together', 'fit: title contains "engineer" +20\nmql when score > 10\n', 'never (mql and title contains "sales")'],
  ['an element each', 'fit: tech_stack has "HubSpot" +20\nmql when score > 10\n', 'never (mql and tech_stack has "Slack")'],
  ['a count', one('webinar 3.. +10'), 'mql implies webinar >= 4'],
  ['a window', one('webinar within 30d +10 once'), 'mql implies webinar within 7d'],
  ['once per day', one('webinar +5 once per day within 2d'), 'score <= 5'],
  ['days with', one('days with webinar 3.. +10'), 'webinar 3.. implies mql'],
  ['distinct hosts', one('distinct page_view.url.host 2.. +10'), 'page_view "/a" and page_view "/b" implies mql'],
  ['a cooldown looks before the window', one('webinar +10 once every 7d within 3d'), 'webinar within 3d implies mql'],
  ['a cooldown', one('webinar +5 once every 7d within 14d'), 'score <= 5'],
  ['decay', one('webinar +8 once decay 50% every 7d'), 'webinar implies score 8'],
  ['a total of ten-thousandths', one('employees +1 per 100'), 'score <= 20'],
  ['after last', 'intent (after last closed_lost): webinar +10 once\nmql when score >= 10\n', 'webinar implies mql'],
  ['handoffs', 'fit: employees 50.. +20\nmql when score > 10\nhandoff:\n  to "SDR" when country US\n', 'mql implies country US'],
  ['different values', one('distinct webinar.title 3.. +10'), 'never mql'],
  ['different hosts', one('distinct page_view.url.host 4.. +10'), 'never mql'],
  ['a date of an event, without one', `vocabulary: event fair (day date)\n${one('fair where day within 7d +10 once')}`, 'fair implies mql'],
  ['a text that is asked in two ways', 'fit: title = "mentions x" +20\nmql when score > 10\n', 'title mentions "x" implies mql'],
];

test.each(broken)('broken: %s', async (_name, definition, claim) => {
  expect(await answer(definition, claim)).toBe('shown');
});

test('what is wrong with a claim is said of the claim', () => {
  const read = readClaim(sourceFile('d.mql', 'fit: employees 50.. +20\nmql when score > 10\n'), () => undefined, 'mql implies contry US');
  expect(read).toMatchObject({ kind: 'faulty' });
  if (read.kind === 'faulty') expect(read.diagnostics[0]!.message).toContain('contry');
});
