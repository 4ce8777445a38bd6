/** The checker's diagnostics of rules, sections, stages and tests. Where each stands, what it says, and what its fixes make of the text. */
import { describe } from 'vitest';
import { coversCodes, testCheck } from './checking.ts';
import type { CheckCase } from './checking.ts';

const cases: readonly CheckCase[] = [
  ['MQL1070: an amount that cannot be exact', `
fit: country US +0.00001
                ^^^^^^^^ MQL1070 points have at most four decimal places and lie between -1,000,000 and 1,000,000
mql when fit > 5`, []],
  ['MQL1071: a ceiling of the other sign', `
intent: unsubscribe -10 up to 30
                              ^^ MQL1071 a ceiling has the sign of the points: -10 ... up to -50
mql when demo_request`, ['intent: unsubscribe -10 up to -30\nmql when demo_request']],
  ['MQL1072: a ceiling over points of both signs', `
intent: download "*guide*" +5 | otherwise -1 up to 20
                                             ^^^^^^^^ MQL1072 split the rule in two, each with its ceiling
mql when score > 5`, []],
  ['MQL1073: a floor above the ceiling', `
fit (up to 40, floor 50): country US +10
                     ^^ MQL1073 the floor 50 is above the ceiling 40
mql when score > 5`, []],
  ['MQL1074: a limit that only rules per occurrence have', `
intent: webinar >= 2 +10 once per day
                         ^^^^^^^^^^^^ MQL1074 a rule pays for each event when its condition is one event without a comparison
mql when score > 5`, []],
  ['MQL1075: `once` on a rule that pays once anyway', `
fit: country US +10 once
                    ^^^^ MQL1075 take once out
mql when score > 5`, ['fit: country US +10\nmql when score > 5']],
  ['MQL1076: two limits that exclude each other', `
intent: webinar +10 decay 50% every 7d fade over 30d
                                       ^^^^^^^^^^^^^ MQL1076 keep one of them
mql when score > 5`, []],
  ['MQL1077: a decay outside 0.1% to 100%', `
intent: webinar +10 decay 150% every 7d
                          ^^^^ MQL1077 write a percentage from 0.1% to 100%
mql when score > 5`, []],
  ['MQL1078: a fade that is not whole days', `
intent: webinar +10 fade over 36h
                              ^^^ MQL1078 write fade over 30d or fade over 6w
mql when score > 5`, []],
  ['MQL1080: `per` of something that cannot be divided', `
fit: industry +1 per 3
     ^^^^^^^^ MQL1080 per goes with numbers, money, durations, counts of events, days with, distinct, total, since and scores, without a comparison
mql when fit > 5`, []],
  ['MQL1081: a unit that does not fit', `
intent: total page_view.duration +1 per 60
                                        ^^ MQL1081 total page_view.duration is divided by a duration such as 30d, and this is the number 60
mql when score > 5`, []],
  ['MQL1082: a window that reaches no event', `
fit: employees 50.. +10 within 30d
                        ^^^^^^^^^^ MQL1082 take it out, or put it where the event is asked
mql when score > 5`, ['fit: employees 50.. +10\nmql when score > 5']],
  ['MQL1083: `otherwise` without a case before it', `
fit: employees otherwise +10
               ^^^^^^^^^ MQL1083 put the cases first: employees 1..49 +0 | otherwise +10
mql when fit > 5`, []],
  ['MQL1090: no stage', `
fit: country US +10
^^^^ MQL1090 add a stage: mql when score > 50, or mql when qualified`, []],
  ['MQL1091: not a score', `
fit: country US +10
score = fit + intent
              ^^^^^^ MQL1091 intent is not a section or derived score above this place
mql when score > 5`, []],
  ['MQL1100: an event without a time', `
mql when demo_request
test "t":
  given demo_request
        ^^^^^^^^^^^^ MQL1100 write 2d ago or on 2026-01-31 after it
  expect mql`, []],
  ['MQL1101: a given that cannot be', `
mql when demo_request
test "t":
  given country US 2d ago
        ^^^^^^^^^^^^^^^^^ MQL1101 write given country ... with a value of its type
  expect not mql`, []],
  ['MQL1102: an expectation that cannot be', `
mql when demo_request
test "t":
  given demo_request 1d ago
  expect mql 3
         ^^^^^ MQL1102 write mql or not mql`, []],
  ['tests of no definition', `
test "t":
^^^^^^^^^ MQL1090 name the definition under test: use "definition.mql"
  given employees 60
  expect mql`, []],
  ['tests of a definition without a stage', `
fit: employees 50.. +5
^^^^ MQL1090 add a stage: mql when score > 50, or mql when qualified
test "t":
  given employees 60
  expect mql, not sql`, []],
];

describe.each(cases)('%s', (_, marked, fixes) => testCheck(marked, fixes));

coversCodes(cases, (code) => code >= 'MQL1070');
