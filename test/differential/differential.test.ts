import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { javascriptEvaluator } from '../javascript-evaluator.ts';
import { agreement, failureText } from './agreement.ts';
import { Tally } from './tally.ts';

/** Pairs of a definition and a lead; CI runs with `DIFFERENTIAL_PAIRS=200000`. */
const pairs = Number(process.env['DIFFERENTIAL_PAIRS'] ?? 8_000);
const leads = 40;
/** A run is another one every time; `DIFFERENTIAL_SEED` repeats it. */
const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** What must occur in any run, however short. */
const common = ['condition rule', 'band rule', 'proportional rule', 'occurrence rule', 'stream: window', 'measure: count', 'test: interval', 'stage 1 true', 'stage 1 false', 'rule held', 'qualified true'];

/** What must occur in a run of CI for the comparison to mean something. In a short run the rarest may stay away by chance. */
const mustOccur = [
  'condition rule', 'band rule', 'proportional rule', 'occurrence rule', 'derived score', 'score = ...', 'tier list', 'tier grid', 'handoff', 'time zone', 'missing texts',
  'stream: window', 'stream: after last', 'stream: activity', 'measure: count', 'measure: days', 'measure: latest', 'measure: distinct', 'measure: total', 'per event: cases',
  'per event: once every', 'per event: once per day', 'per event: once per week', 'per event: once per month', 'per event: once', 'per event: at most', 'per event: decay', 'per event: fade',
  'condition: and', 'condition: or', 'condition: not', 'condition: at least', 'condition: condition', 'condition: stage', 'condition: qualified', 'condition: excluded',
  'test: interval', 'test: recent', 'test: boolean', 'test: members', 'test: text in', 'test: text in by path', 'test: contains', 'test: starts with', 'test: ends with', 'test: mentions',
  'layout: a line goes on with its first word', 'layout: a line goes on with its last word', 'layout: a line begins with a tail',
  'grid over score', 'grid over column', 'grid over since', 'grid over measure', 'test: matches', 'test: has', 'test: missing', 'test: known', 'test: not', 'test: otherwise', 'stage: also when', 'section: up to', 'section: floor', 'rule: up to',
  'stage 1 true', 'stage 1 false', 'stage 2 true', 'stage 2 false', 'stage 3 true', 'stage 3 false', 'excluded true', 'qualified true', 'tier given', 'tier none', 'handoff given', 'handoff none',
  'section: ceiling bites', 'section: floor bites', 'rule: ceiling bites', 'rule held', 'requirement held', 'requirement not held', 'bad rows', 'duplicate events', 'unknown spellings',
  'subject: column, email.domain', 'subject: column, url.host', 'subject: column, url.path', 'subject: property, url', 'subject: score', 'subject: since', 'subject: tier',
];

test('compiled JavaScript and the reference agree', { timeout: 3_600_000 }, async () => {
  const tally = new Tally();
  const details = await fc.check(agreement(leads, javascriptEvaluator, tally), { seed, numRuns: Math.ceil(pairs / leads) });
  if (details.failed) throw new Error(failureText(details, javascriptEvaluator.name));
  console.log([`seed ${seed}`, ...tally.lines()].join('\n'));
  const wanted = pairs < 100_000 ? common : [...common, ...mustOccur];
  expect(wanted.filter((name) => tally.count(name) === 0), 'constructs and outcomes that never occurred').toEqual([]);
});
