/** Each way in which compiled modules go through events, over the same events: what comes out is what the reference says. */
import { expect, test } from 'vitest';
import { referenceEvaluator } from '../../reference/reference-evaluator.ts';
import { definitionOf } from '../check-text.ts';
import { javascriptEvaluator } from '../javascript-evaluator.ts';

const now = Date.UTC(2026, 0, 1, 12);
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

const ages = [0, 1, minute, 5 * hour, 13 * hour, 13 * hour, day, 30 * hour, 40 * hour, 3 * day, 7 * day - 1, 7 * day, 8 * day, 12 * day, 20 * day, 29 * day, 31 * day, 45 * day, 100 * day, 400 * day];
const events = [
  ...ages.map((age, index) => ({ lead_id: 'x', type: 'webinar', at: now - age, title: ['a', 'b', 'c'][index % 3], minutes: index % 4 === 0 ? undefined : index * 7 })),
  ...ages.map((age, index) => ({ lead_id: 'x', type: 'page_view', at: now - age - 2 * hour, title: ['a', undefined][index % 2], url: `https://b.io/${index % 5}`, duration: index * 20 })),
  ...['ebook', 'download', 'whitepaper', 'chat', 'call', 'social', 'email_open', 'email_click', 'ad_click', 'case_study', 'demo_video', 'trial_signup', 'demo_request', 'invite_sent'].map((type, index) => ({ lead_id: 'x', type, at: now - index * 2 * day })),
  { lead_id: 'x', type: 'unsubscribe', at: now - 9 * day }, { lead_id: 'x', type: 'closed_lost', at: now - 2 * day }, { lead_id: 'x', type: 'closed_lost', at: now - 50 * day }, { lead_id: 'y', type: 'unsubscribe', at: now - day }, { lead_id: 'z', type: 'webinar', at: now - 2 * day, title: 'b' },
].map((event) => Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)));

const rules = [
  'webinar +1', 'webinar +1 once', 'webinar +1 at most 3 times', 'webinar +1 within 7d', 'webinar +1 once per day', 'webinar +1 once per day at most 2 times', 'webinar +1 once per week', 'webinar +1 once per month', 'webinar +1 once per week at most 2 times within 30d',
  'webinar +1 once every 36h', 'webinar +1 once every 36h once per day', 'webinar +1 once every 1h once per week at most 3 times', 'webinar +1 once every 36h at most 2 times', 'webinar +10 fade over 10d', 'webinar +10 fade over 10d once', 'webinar +10 fade over 10d at most 3 times', 'webinar +10 once per day fade over 10d',
  'webinar +10 once every 36h fade over 10d', 'webinar +10 decay 30% every 7d', 'webinar +10 decay 30% every 7d once', 'webinar +10 decay 1% every 1d', 'webinar +10 decay 30% every 7d once per week', 'webinar +10 decay 1% every 1d at most 5 times',
  'webinar "a" +5 | "b" +3', 'webinar "a" +5 | "b" +3 once', 'webinar "a" +5 | otherwise +3', 'webinar "a" +5 | otherwise +3 once', 'webinar "a" +5 | otherwise -3 at most 4 times', 'webinar "a" +5 | "b" -3 once per day', 'webinar "a" +5 | otherwise +3 once every 20h', 'webinar "a" +5 | otherwise +3 decay 50% every 3d',
  'webinar "a" +5 | otherwise +3 fade over 30d once', 'webinar "a" -5 | otherwise -30 up to -20', 'unsubscribe -5', 'unsubscribe -5 fade over 30d', 'webinar "a" +1 when page_view within 1d', 'webinar +1 once per day when unsubscribe',
  'webinar "a*" +5 | "a" +3 | otherwise +1', 'webinar "*" +5 | "a" +3', 'webinar +1 once every 36h within 30d', 'webinar +1 once every 36h once per day within 10d', 'webinar +1_000_000 decay 50% every 1d', 'webinar +1_000_000 decay 50% every 1d once per week',
  'webinar 3.. +1', 'webinar within 7d 3.. +1', 'days with webinar +1 per 1', 'days with webinar within 7d +1 per 2', 'distinct webinar.title +1 per 1', 'distinct webinar.minutes +1 per 1', 'distinct page_view.title +1 per 1', 'distinct page_view.url.path +1 per 1', 'distinct page_view.url.host within 7d >= 1 +1',
  'total webinar.minutes +1 per 10', 'total webinar.minutes within 7d +1 per 10', 'total page_view.duration +1 per 1min', 'since webinar <= 5d +1', 'since unsubscribe +1 per 1d', 'since webinar "b" within 30d <= 1d +1', 'since demo_video is missing +3', 'activity +1', 'activity within 7d +1', 'activity +1 once per day', 'days with activity within 30d +1 per 1',
  'no activity within 1h +1', 'page_view where (title "a" and duration > 1min) +1', 'page_view where (title is missing) +1 within 7d', 'page_view where (url "/1" or not title "a") +1 once per day', 'webinar where minutes in (7, 14, 100..) +1',
];

const definitions: readonly (readonly [string, string])[] = [
  ...rules.map((rule) => [rule, `intent: ${rule}\n`] as const),
  ...rules.map((rule) => [`after the last refusal: ${rule}`, `intent (after last unsubscribe):\n  ${rule}\n`] as const),
  ['all of them at once', `intent:\n${rules.map((rule) => `  ${rule}\n`).join('')}`],
  ['all of them at once, within 30 days and after what was lost', `intent (within 30d, after last closed_lost):\n${rules.filter((rule) => !rule.includes('within')).map((rule) => `  ${rule}\n`).join('')}`],
  ['windows and cuts of several kinds', 'a (after last unsubscribe):\n  webinar +1 within 7d\n  webinar +1 within 30d\n  webinar +1\n  since webinar <= 3d +1\nb (after last closed_lost):\n  webinar +1 within 30d\n  unsubscribe +1\n  closed_lost +1\n  since unsubscribe <= 30d +1\nc: webinar +1 within 1d\n'],
];

test.each(definitions)('%s', async (_what, text) => {
  for (const zone of ['UTC', 'America/New_York']) {
    const definition = definitionOf(`definition "D": timezone "${zone}"\n${text}mql when score > 5\n`);
    const data = { leads: ['x', 'y', 'z', 'none'].map((id) => ({ id })), events };
    const [expected, found] = await Promise.all([referenceEvaluator, javascriptEvaluator].map((engine) => engine.evaluate(definition, data, now)));
    expect(found!.results).toEqual(expected!.results);
    expect(found!.explanations).toEqual(expected!.explanations);
  }
});
