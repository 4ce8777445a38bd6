/** The checker's diagnostics of what can be compared with what. Where each stands, what it says, and what its fixes make of the text. */
import { describe } from 'vitest';
import { coversCodes, testCheck } from './checking.ts';
import type { CheckCase } from './checking.ts';

const cases: readonly CheckCase[] = [
  ['MQL1040: a value of the wrong type', `
intent: page_view where duration >= 180 +10
                                    ^^^ MQL1040 write 180s
mql when score > 5`, ['intent: page_view where duration >= 180s +10\nmql when score > 5']],
  ['MQL0040: a value that could not be read has no type either', `
intent: total page_view.duration 10s..1500ms +5
                                      ^^^^^^ MQL0040 write k, m or bn for numbers
mql when score > 3`, []],
  ['MQL1041: a comparison that the type does not have', `
fit: country > DE +10
             ^^^^ MQL1041 it can be compared with a value alone, = and in (...)
mql when score > 5`, []],
  ['MQL1042: another currency', `
fit: budget > £5m +10
              ^^^ MQL1042 write the amount in USD
mql when score > 5`, []],
  ['MQL1043: nothing to compare with', `
fit: require industry
             ^^^^^^^^ MQL1043 compare it: industry "...", or industry is known
mql when demo_request`, []],
  ['MQL1040: `is` without a value', `
fit: employees is +5
               ^^ MQL1040 write the value behind employees is
mql when score > 5`, []],
  ['MQL1044: an empty text', `
exclude: company = ""
                   ^^ MQL1044 ask company is missing
mql when demo_request`, []],
  ['MQL1045: a text without words', `
exclude: title mentions "++"
                        ^^^^ MQL1045 for signs and parts of words use contains
mql when demo_request`, []],
  ['MQL1046: a part that only events have', `
fit: industry where company "Acme" +10
              ^^^^^^^^^^^^^^^^^^^^ MQL1046 where goes with events
mql when score > 5`, []],
  ['MQL1047: parts of a selector out of order', `
intent: page_view >= 3 within 30d +10
                       ^^^^^^^^^^ MQL1047 the order is: the event, its text, where, within, then the comparison of the count
mql when score > 5`, ['intent: page_view within 30d >= 3 +10\nmql when score > 5']],
  ['MQL1057: a point that looks like one between thousands', `
fit: employees 1.000..5_000 +10
               ^^^^^ MQL1057 1.000 is the number 1; write 1_000 for the thousands, or 1
mql when score > 5`, ['fit: employees 1_000..5_000 +10\nmql when score > 5', 'fit: employees 1..5_000 +10\nmql when score > 5']],
  ['MQL1057: of an amount', `
fit: revenue > $5.000 +10
               ^^^^^^ MQL1057 write $5_000 for the thousands, or $5
mql when score > 5`, ['fit: revenue > $5_000 +10\nmql when score > 5', 'fit: revenue > $5 +10\nmql when score > 5']],
  ['MQL1048: two comparisons of one subject', `
fit: employees >= 50 <= 500 +10
                     ^^^^^^ MQL1048 join two comparisons with and, each with its subject, or write a range: 50..500
mql when score > 5`, []],
  ['MQL1049: `no` before something that is no event', `
fit: no budget +10
     ^^ MQL1049 write budget is missing
mql when score > 5`, []],
  ['MQL1050: texts and numbers mixed', `
intent: download "*guide*" +5 | 3.. +10
                                ^^^ MQL1050 use one kind in one place
mql when score > 5`, []],
  ['MQL1051: a property without its event', `
intent: page_view.duration > 3min +10
        ^^^^^^^^^^^^^^^^^^ MQL1051 write page_view where duration ..., total page_view.duration or distinct page_view.duration
mql when score > 5`, []],
  ['MQL1052: a measure of something that is no event', `
intent: since created 5d.. +10
              ^^^^^^^ MQL1052 for instance since page_view
mql when score > 5`, []],
  ['MQL1053: a measure without a property it can take', `
intent: total page_view >= 3 +10
              ^^^^^^^^^ MQL1053 write total page_view.duration
mql when score > 5`, ['intent: total page_view.duration >= 3 +10\nmql when score > 5']],
  ['MQL1054: an event without a property to look at', `
intent: contact_request "pricing" +10
                        ^^^^^^^^^ MQL1054 declare the event with a property first, or use where
mql when score > 5`, []],
  ['MQL1055: a comparison that an event does not have', `
intent: page_view contains "pricing" +10
                  ^^^^^^^^^^^^^^^^^^ MQL1055 write page_view where url contains ..., or compare how many: >= 3
mql when score > 5`, ['intent: page_view where url contains "pricing" +10\nmql when score > 5']],
  ['MQL1056: a number larger than a total counts', `
intent: total webinar.minutes >= 200bn +10
                                 ^^^^^ MQL1056 write a smaller number
mql when score > 5`, []],
  ['MQL1060: not known yet at this place', `
fit: intent > 5 +10
     ^^^^^^ MQL1060 intent cannot be asked here: a section may ask only the sections and derived scores above it
intent: webinar +10
mql when score > 5`, []],
  ['MQL1061: a name defined by itself', `
define:
  buyer = decider or seniority vp
  ^^^^^ MQL1061 take the name out of its own definition
  decider = buyer or seniority c_level
fit: buyer +10
mql when score > 5`, []],
  ['MQL1062: a list of lists', `
vocabulary: lead tags list of list of text
                              ^^^^^^^^^^^^ MQL1062 write list of and a plain type, such as list of text
fit: tags "a" +10
mql when score > 5`, []],
  ['MQL1063: a date format that cannot be read', `
vocabulary: lead signed date "%d.%m"
                             ^^^^^^^ MQL1063 the parts are %Y %y %m %b %B %d %H %I %M %S %f %p %z, and everything else stands for itself
fit: signed within 30d +10
mql when score > 5`, []],
  ['a window behind the condition of a `when`', `
fit: webinar +10 when country US within 30d
                                 ^^^^^^^^^^ MQL1046 the window of the rule stands before its when: write within 30d when ...
mql when score > 5`, ['fit: webinar +10 within 30d when country US\nmql when score > 5']],
  ['a window behind a `when` of a rule that has one', `
fit: webinar +10 within 7d when country US within 30d
                                           ^^^^^^^^^^ MQL1046 within goes with events and dates
mql when score > 5`, []],
  ['a window behind a field in a stage', `
mql when country US within 30d
                    ^^^^^^^^^^ MQL1046 within goes with events and dates`, []],
  ['parts of a selector out of order behind its text', `
intent: webinar "a" >= 3 within 30d +10
                         ^^^^^^^^^^ MQL1047 within stands after the comparison of the count
mql when score > 5`, ['intent: webinar "a" within 30d >= 3 +10\nmql when score > 5']],
  ['parts of a selector out of order, of which no fix may lose one', `
intent: webinar >= 3 where minutes 5 within 30d +10
                     ^^^^^^^^^^^^^^^ MQL1047 where stands after the comparison of the count
                                     ^^^^^^^^^^ MQL1047 within stands after the comparison of the count
mql when score > 5`, []],
  ['a part of \`activity\`, which has none', `
intent: activity.url >= 3 +10
                 ^^^ MQL1003 activity has no part url
mql when score > 5`, []],
  ['an empty text in a list that is used', `
lists: rivals = "acme.com", " "
                            ^^^ MQL1044
exclude: email.domain in rivals
mql when demo_request`, []],
  ['a unit beyond what a total takes', `
fit: employees +1 per 200bn
                      ^^^^^ MQL1056 write a smaller number
mql when score > 5`, []],
];

describe.each(cases)('%s', (_, marked, fixes) => testCheck(marked, fixes));

coversCodes(cases, (code) => code >= 'MQL1040' && code < 'MQL1070');
