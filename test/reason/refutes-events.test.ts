/** What is asked of events and can never hold, each beside the nearest that can. */
import { describe, expect, test } from 'vitest';
import { boundsOf } from '../../compiler/reason/bounds.ts';
import { thatHolds } from '../../compiler/reason/reasoner.ts';
import { definitionOf } from '../check-text.ts';
import { alwaysHolds, asked, neverHolds, tryPairs } from './refuted.ts';

describe('counts of events', () => tryPairs([
  ['page_view < 0', 'page_view <= 0'],
  ['page_view > 2 and page_view < 3', 'page_view >= 2 and page_view < 3'],
  ['page_view 1.5', 'page_view 1.5..2'],
  ['page_view within 7d >= 3 and page_view within 30d < 3', 'page_view within 30d >= 3 and page_view within 7d < 3'],
  ['page_view within 7d >= 3 and page_view <= 2', 'page_view within 7d >= 3 and page_view <= 3'],
  ['page_view where (duration > 5min) >= 1 and no page_view', 'page_view where (duration > 5min) >= 1 and page_view < 2'],
  ['page_view where (duration > 5min) within 7d and no page_view where (duration > 5min) within 8d', 'page_view where (duration > 5min) within 7d and no page_view where (duration > 6min) within 8d'],
  ['webinar and no activity', 'unsubscribe and no activity'],
  ['webinar within 7d > 1 and activity within 7d <= 1', 'webinar within 7d > 1 and activity within 7d <= 2'],
  ['page_view where (duration > 5min and duration < 1min)', 'page_view where (duration > 5min or duration < 1min)'],
  ['page_view where (duration is missing and duration > 1min) >= 1', 'page_view where (duration is missing) >= 1'],
  ['not page_view <= 3 and page_view <= 3', 'not page_view <= 3 and page_view <= 4'],
  ['not page_view within 7d < 4 and page_view < 4', 'not page_view within 7d < 4 and page_view < 5'],
  ['not page_view within 7d > 4 and page_view within 7d > 4', 'not page_view within 7d > 4 and page_view > 4'],
  ['page_view within 7d >= 1 and not page_view within 30d >= 1', 'page_view within 7d >= 1 and not page_view within 30d >= 2'],
]));

describe('since, days with, distinct and total', () => tryPairs([
  ['since webinar > 5d and since webinar <= 5d', 'since webinar > 5d and since webinar <= 6d'],
  ['since webinar within 7d >= 7d', 'since webinar within 7d >= 6d'],
  ['since webinar within 7d > 167h and since webinar within 7d >= 168h', 'since webinar within 7d > 167h and since webinar within 7d < 168h'],
  ['since webinar <= 5d and no webinar within 6d', 'since webinar <= 5d and no webinar within 5d'],
  ['since webinar <= 5d and no webinar', 'since webinar <= 5d and no webinar within 4d'],
  ['since webinar is known and no webinar', 'since webinar is known and no webinar within 900d'],
  ['since webinar is known and no activity', 'since unsubscribe is known and no activity'],
  ['webinar within 7d and since webinar is missing', 'webinar within 7d and since webinar within 6d is missing'],
  ['since webinar within 7d is known and since webinar is missing', 'since webinar is known and since webinar within 7d is missing'],
  ['not since webinar is missing and no webinar', 'not since webinar <= 5d and no webinar'],
  ['days with webinar >= 2 and no webinar', 'days with webinar >= 2 and webinar >= 2'],
  ['days with webinar >= 2 and webinar < 2', 'days with webinar < 2 and webinar >= 2'],
  ['webinar >= 1 and days with webinar < 1', 'webinar >= 2 and days with webinar < 2'],
  ['days with webinar within 7d >= 3 and days with webinar < 3', 'days with webinar >= 3 and days with webinar within 7d < 3'],
  ['days with webinar within 2d > 3', 'days with webinar within 2d >= 3'],
  ['days with webinar within 1h > 2', 'days with webinar within 1h >= 2'],
  ['days with page_view where (duration > 5min and duration < 1min) >= 1', 'days with page_view where (duration > 1min and duration < 5min) >= 1'],
  ['distinct webinar.title >= 2 and webinar < 2', 'distinct webinar.title < 2 and webinar >= 2'],
  ['distinct webinar.title within 7d >= 2 and distinct webinar.title < 2', 'distinct webinar.title >= 2 and distinct webinar.title within 7d < 2'],
  ['distinct page_view.url.host >= 2 and distinct page_view.url.host < 2', 'distinct page_view.url.host >= 2 and distinct page_view.url < 2'],
  ['distinct webinar.title < 0', 'distinct webinar.title > 0'],
  ['distinct page_view.title where (duration > 5min and duration < 1min) >= 1', 'distinct page_view.title where (duration > 5min) >= 1'],
  ['total page_view.duration where (duration > 5min and duration < 1min) > 1s', 'total page_view.duration where (duration > 5min) > 1s'],
  ['since page_view where (duration > 5min and duration < 1min) is known', 'since page_view where (duration > 5min) is known'],
  ['total webinar.minutes > 5 and total webinar.minutes < 5', 'total webinar.minutes > 5 and total webinar.minutes < 6'],
]));

test('what the numbers of a subject can be', () => {
  const rangeOf = (subject: string): readonly unknown[] => {
    const { condition, reasoner } = asked(subject);
    if (condition.kind !== 'test') throw new Error('one subject is asked');
    const { low, high, step } = reasoner.rangeOf(condition.subject);
    return [low, high, step];
  };
  const day = 86_400_000;
  const nothing = 'where (duration > 5min and duration < 1min)';
  expect([
    'employees 5', 'budget $5', 'created is known', 'timeline > 5d', 'page_view', 'distinct page_view.title', 'days with page_view', 'days with page_view within 7d', 'total page_view.duration > 5s', 'since page_view > 5d', 'since page_view within 7d > 5d',
  ].map(rangeOf)).toEqual([
    [-Infinity, Infinity, undefined], [-Infinity, Infinity, undefined], [-Infinity, Infinity, 1], [-Infinity, Infinity, 1], [0, Infinity, 1], [0, Infinity, 1], [0, Infinity, 1], [0, 8, 1], [-Infinity, Infinity, 1], [0, Infinity, 1], [0, 7 * day - 1, 1],
  ]);
  expect([
    `page_view ${nothing} >= 1`, `distinct page_view.title ${nothing} >= 1`, `days with page_view ${nothing} >= 1`, `days with page_view ${nothing} within 7d >= 1`, `total page_view.duration ${nothing} > 5s`, `since page_view ${nothing} > 5d`,
  ].map(rangeOf)).toEqual([[0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 0, 1], [0, -1, 1]]);
});

test('a sum over events that no filter lets through is zero', () => {
  const never = 'total page_view.duration where (duration > 5min and duration < 1min)';
  expect([neverHolds(`${never} <= 1s`), alwaysHolds(`${never} <= 1s`), neverHolds(`${never} > 1s`)]).toEqual([false, true, true]);
});

describe('what one thing known of events says of another', () => tryPairs([
  ['total webinar.minutes > 5 and total webinar.minutes <= 5 and webinar', 'total webinar.minutes <= 0 and webinar >= 3'],
  ['since webinar is known and webinar < 1', 'since webinar is known and webinar < 2'],
  ['webinar 2..5 and no webinar', 'webinar 2..5 and no webinar within 1h'],
  ['webinar >= 2 and no activity', 'total webinar.minutes > 5 and webinar <= 3'],
  ['activity >= 1 and no activity', 'activity >= 1 and no webinar'],
  ['since webinar is known and not since webinar <= 5d and no webinar', 'since webinar is known and not since webinar <= 5d and no webinar within 5d'],
  ['since webinar <= 1s and no webinar within 1.001s', 'since webinar <= 1s and no webinar within 1s'],
  ['since webinar is known and since activity is missing', 'since activity is known and since webinar is missing'],
  ['since webinar is known and days with webinar < 1', 'since webinar is known and distinct webinar.title < 1'],
  ['webinar >= 3 and days with webinar < 1', 'webinar >= 3 and days with webinar < 2'],
  ['days with webinar >= 3 and days with activity < 3', 'days with activity >= 3 and days with webinar < 3'],
  ['distinct webinar.title >= 2 and days with webinar < 1', 'distinct webinar.title >= 2 and days with webinar < 2'],
  ['distinct page_view.url.host >= 2 and distinct page_view.url.host < 2 and country US', 'distinct page_view.url.host >= 2 and distinct page_view.url.path < 2'],
  ['distinct page_view.title within 7d >= 2 and distinct page_view.title < 2', 'distinct page_view.title within 7d >= 2 and distinct page_view.url < 2'],
  ['webinar > 2 and webinar within 7d > 4 and webinar <= 4', 'webinar > 2 and webinar within 7d <= 4 and webinar <= 4'],
  ['page_view "a" >= 2 and page_view < 2', 'page_view >= 2 and page_view "a" < 2'],
  ['page_view "a" within 7d >= 2 and page_view "a" < 2', 'page_view "a" >= 2 and page_view "b" < 2'],
  ['webinar >= 1 and since webinar is missing', 'webinar within 7d < 1 and since webinar is missing'],
  ['webinar >= 1 and since webinar is missing and country US', 'webinar >= 1 and since webinar < 0.001s'],
]));

test.each([
  ['webinar >= 3', 'after last closed_lost', 'no webinar', 'after last closed_lost', false],
  ['webinar >= 3', 'after last closed_lost', 'no webinar', 'after last closed_won', true],
  ['webinar >= 3', 'after last closed_lost', 'no webinar', 'up to 9', false],
  ['webinar >= 3', 'up to 9', 'no webinar', 'after last closed_lost', true],
])('where %s (%s): %s (%s) may hold: %s', (first, settings, second, otherSettings, may) => {
  const definition = definitionOf(`fit (${settings}):\n  require ${first}\nintent (${otherSettings}):\n  require ${second}\nmql when qualified\n`);
  expect(boundsOf(definition).reasoner.refutes([thatHolds(definition.stages[0]!.ways[0]!.condition)])).toBe(!may);
});
