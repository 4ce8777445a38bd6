/**
 * Compares compiled JavaScript with the reference for as long as one likes.
 *
 *     npm run fuzz -- --minutes 60
 *     npm run fuzz -- --seed 77          one run of that seed, as the message of a failure gives it
 *
 * A failure is printed cut down to what is needed to show it; the process then exits with 1.
 */
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { javascriptEvaluator } from '../javascript-evaluator.ts';
import { agreement, failureText } from './agreement.ts';
import { Tally } from './tally.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' }, leads: { type: 'string', default: '40' } } });
const until = Date.now() + Number(values.minutes) * 60_000;
const leads = Number(values.leads);
/** Definitions of one seed: so many can be gone through again in a minute. */
const runs = 400;

const tally = new Tally();
let seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
do {
  const details = await fc.check(agreement(leads, javascriptEvaluator, tally), { seed, numRuns: runs });
  if (details.failed) {
    console.log(failureText(details, javascriptEvaluator.name));
    process.exitCode = 1;
    break;
  }
  console.error(`seed ${seed}: ${tally.count('definitions')} definitions and ${tally.count('leads')} leads so far, all agree`);
  seed = (seed + 1) % 2 ** 31;
} while (values.seed === undefined && Date.now() < until);
console.log(tally.lines().join('\n'));
