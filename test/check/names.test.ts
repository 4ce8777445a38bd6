/** The checker's diagnostics of names: what is declared, used and asked for by name. Where each stands, what it says, and what its fixes make of the text. */
import { describe } from 'vitest';
import { coversCodes, testCheck } from './checking.ts';
import type { CheckCase } from './checking.ts';

const cases: readonly CheckCase[] = [
  ['MQL1001: unknown name', `
fit: employes 50..500 +10
     ^^^^^^^^ MQL1001 did you mean employees?
mql when score > 5`, ['fit: employees 50..500 +10\nmql when score > 5']],
  ['MQL1001: a name written as two words', `
fit: employees 50..500 +10
mql when demo request
         ^^^^^^^^^^^^ MQL1001 did you mean demo_request?`, ['fit: employees 50..500 +10\nmql when demo_request']],
  ['MQL1001: an article before a name', `
fit: employees 50..500 +10
mql when the score > 5
         ^^^^^^^^^ MQL1001 did you mean score?`, ['fit: employees 50..500 +10\nmql when score > 5']],
  ['MQL0011: a reserved word for a name is one mistake', `
fit: employees 50..500 +10
mql when total > 5
         ^^^^^ MQL0011`, ['fit: employees 50..500 +10\nmql when `total` > 5']],
  ['MQL0080: mql if', `
fit: employees 50..500 +10
mql if score > 5
    ^^ MQL0080 write mql when score > 5`, ['fit: employees 50..500 +10\nmql when score > 5']],
  ['MQL0080: mql where', `
fit: employees 50..500 +10
mql where score > 5
    ^^^^^ MQL0080 write mql when score > 5`, ['fit: employees 50..500 +10\nmql when score > 5']],
  ['MQL0080: mql =', `
fit: employees 50..500 +10
mql = score > 5
    ^ MQL0080 write mql when score > 5`, ['fit: employees 50..500 +10\nmql when score > 5']],
  ['MQL0080: mql:', `
fit: employees 50..500 +10
mql: score > 5
   ^ MQL0080 write mql when score > 5`, ['fit: employees 50..500 +10\nmql when score > 5']],
  ['MQL0080: mql', `
fit: employees 50..500 +10
mql score > 5
^^^ MQL0080 write mql when score > 5`, ['fit: employees 50..500 +10\nmql when score > 5']],
  ['MQL0001: a sum in the condition of a stage', `
fit: employees 50..500 +10
intent: webinar +5
mql when fit + intent > 12
             ^ MQL0001 declare a sum as a score of its own`, []],
  ['MQL1002: unknown property of an event', `
intent: page_view where seconds > 30s +10
                        ^^^^^^^ MQL1002 it has url, title or duration
mql when score > 5`, []],
  ['MQL1003: unknown part of a value', `
exclude: email.host "acme.com"
               ^^^^ MQL1003 write . and domain
mql when qualified and demo_request`, []],
  ['MQL1004: not one of the values', `
fit: seniority vice_president +10
               ^^^^^^^^^^^^^^ MQL1004 did you mean vp?
mql when score > 5`, ['fit: seniority vp +10\nmql when score > 5']],
  ['MQL1005: unknown country', `
fit: country "Germny" +10
             ^^^^^^^^ MQL1005 did you mean Germany?
mql when score > 5`, ['fit: country "Germany" +10\nmql when score > 5']],
  ['MQL1006: unknown list', `
exclude: email.domain in free_mails
                         ^^^^^^^^^^ MQL1006 did you mean free_mail?
mql when qualified and demo_request`, ['exclude: email.domain in free_mail\nmql when qualified and demo_request']],
  ['MQL1012: the name of a list read as a text', `
exclude: email.domain is not free_mail
                             ^^^^^^^^^ MQL1012 write not in free_mail
mql when qualified and demo_request`, [
    'exclude: email.domain not in free_mail\nmql when qualified and demo_request',
    'exclude: email.domain is not "free_mail"\nmql when qualified and demo_request',
  ]],
  ['MQL1013: a word for a missing value read as a text', `
fit: email is not empty +10
                  ^^^^^ MQL1013 write is known to ask whether there is a value, or "empty" for the text
mql when score > 5`, ['fit: email is known +10\nmql when score > 5', 'fit: email is not "empty" +10\nmql when score > 5']],
  ['MQL1013: a word for a known value read as a text', `
fit: title exists +10
           ^^^^^^ MQL1013 title is compared with the text "exists"
mql when score > 5`, ['fit: title is known +10\nmql when score > 5', 'fit: title "exists" +10\nmql when score > 5']],
  ['MQL1015: another word for otherwise read as a text', `
fit: industry "SaaS" +10 | else +5
                           ^^^^ MQL1015 write otherwise for all the rest, or "else" for the text
mql when score > 5`, ['fit: industry "SaaS" +10 | otherwise +5\nmql when score > 5', 'fit: industry "SaaS" +10 | "else" +5\nmql when score > 5']],
  ['MQL1016: a star where no pattern is taken', `
fit: title is not "vp*" +10
                  ^^^^^ MQL1016 write not matches "vp*" for a pattern, or "vp\\*" for the star itself
mql when score > 5`, ['fit: title not matches "vp*" +10\nmql when score > 5', 'fit: title is not "vp\\*" +10\nmql when score > 5']],
  ['MQL1016: of contains, whose pattern is open at both ends', `
fit: title contains "*vp*" +10
                    ^^^^^^ MQL1016 write matches "*vp*" for a pattern
mql when score > 5`, ['fit: title matches "*vp*" +10\nmql when score > 5', 'fit: title contains "\\*vp\\*" +10\nmql when score > 5']],
  ['MQL1016: of mentions, which has no pattern', `
fit: title mentions "vp*" +10
                    ^^^^^ MQL1016 patterns are for matches; write "vp\\*" for the star itself
mql when score > 5`, ['fit: title mentions "vp\\*" +10\nmql when score > 5']],
  ['MQL1017: a word for a url', `
intent: page_view "pricing" +5
                  ^^^^^^^^^ MQL1017 url is compared as a whole with "pricing", which is not the address of a page
mql when score > 5`, ['intent: page_view "/pricing" +5\nmql when score > 5', 'intent: page_view "*pricing*" +5\nmql when score > 5']],
  ['MQL1017: domains for an email', `
exclude: email in free_mail
                  ^^^^^^^^^ MQL1017 email.domain is what stands behind the @
mql when qualified and demo_request`, ['exclude: email.domain in free_mail\nmql when qualified and demo_request']],
  ['MQL1001: a property outside its filter', `
intent: page_view and minutes > 5 +1
                      ^^^^^^^ MQL1001 minutes is a property of events such as webinar; ask it inside where (...)
mql when score > 5`, []],
  ['MQL1001: a number or more', `
intent: webinar 3 or more +1
                     ^^^^ MQL1001 for 50 or more write 50..
mql when score > 5`, []],
  ['MQL1001: the object of a CRM before its field', `
fit: lead.employees 50.. +1
     ^^^^^^^^^^^^^^ MQL1001 did you mean employees?
mql when score > 5`, ['fit: employees 50.. +1\nmql when score > 5']],
  ['MQL1001: several texts of one comparison', `
fit: title contains vp or director +1
                          ^^^^^^^^ MQL1001 write title contains any of (vp, director)
mql when score > 5`, ['fit: title contains any of (vp, director) +1\nmql when score > 5']],
  ['MQL1014: another word for a missing value', `
fit: employees IS NOT NULL +10
               ^^^^^^^^^^^ MQL1014 write is known
mql when score > 5`, ['fit: employees is known +10\nmql when score > 5']],
  ['MQL1014: of a list, which is compared with no text', `
vocabulary: lead tags list of text
fit: tags is empty +10
          ^^^^^^^^ MQL1014 empty is no value that tags can have
mql when score > 5`, ['vocabulary: lead tags list of text\nfit: tags is missing +10\nmql when score > 5']],
  ['MQL1007: unknown type', `
vocabulary: lead seats integers
                       ^^^^^^^^ MQL1007 the types are number, money USD, boolean, text, email, url, country, one of (...), date, datetime, duration and list of one of them
fit: seats 5.. +10
mql when score > 5`, []],
  ['MQL1007: a type by its name in another language', `
vocabulary: lead seats integer
                       ^^^^^^^ MQL1007 did you mean number?
fit: seats 5.. +10
mql when score > 5`, ['vocabulary: lead seats number\nfit: seats 5.. +10\nmql when score > 5']],
  ['MQL1009: unknown time zone', `
definition "D": timezone "New York"
                         ^^^^^^^^^^ MQL1009 did you mean America/New_York?
mql when demo_request`, ['definition "D": timezone "America/New_York"\nmql when demo_request']],
  ['MQL1010: unknown tier', `
mql when demo_request
tier A when demo_request
test "t":
  given demo_request 1d ago
  expect tier B
              ^ MQL1010 the tiers are A`, []],
  ['MQL1011: unknown handoff', `
mql when demo_request
handoff: to "SDR" within 2h
test "t":
  given demo_request 1d ago
  expect handoff "SRD"
                 ^^^^^ MQL1011 did you mean SDR?`, [
    'mql when demo_request\nhandoff: to "SDR" within 2h\ntest "t":\n  given demo_request 1d ago\n  expect handoff "SDR"',
  ]],
  ['MQL1020: a name declared twice', `
vocabulary:
  lead plan text
       ~~~~ plan is declared here
  lead plan number
       ^^^^ MQL1020 give one of them another name
fit: plan "pro" +10
mql when score > 5`, []],
  ['MQL1021: a stage declared twice', `
fit: country US +10
mql when score > 5
~~~~~~~~~~~~~~~~~~ the first when
mql when demo_request
^^^ MQL1021 for another way into it, write mql also when`, ['fit: country US +10\nmql when score > 5\nmql also when demo_request']],
  ['MQL1022: a block that stands twice', `
fit: country US +10
~~~~ the first one
fit: employees 50.. +10
^^^ MQL1022 put the items into one block, or give this section another name
mql when score > 5`, []],
  ['MQL1023: a setting given twice', `
intent: webinar within 30d within 60d +10
                           ^^^^^^^^^^ MQL1023 keep one of them
mql when score > 5`, []],
  ['MQL1025: tiers given in two ways', `
fit: country US +10
mql when score > 5
tier A when fit >= 5
~~~~~~~~~~~~~~~~~~~~ the first way
tier = fit 5.. A | otherwise B
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL1025 keep either tier NAME when ... or one tier = ...`, []],
  ['MQL1030: a used file that is not there', `
use "no-such-vocabulary.mql"
    ^^^^^^^^^^^^^^^^^^^^^^^^ MQL1030 the path is relative to the file that uses it
mql when demo_request`, []],
  ['MQL1031: files that use each other', `
use "again.mql"
    ^^^^^^^^^^^^^^^^ MQL1031 take one of the use lines out
mql when demo_request`, []],
  ['MQL1032: a used file that holds more than a vocabulary', `
use "scoring.mql"
    ^^^^^^^^^^^^^ MQL1032 a used file may hold vocabulary:, lists:, define: and use; move the rest
mql when demo_request`, []],
  ['MQL1033: tests of more than one definition', `
use "one.mql"
    ~~~~~~~~~ the first one
use "other.mql"
    ^^^^^^^^^^^ MQL1033 put the tests of each definition into a file of their own
test "t": expect not mql`, []],
  ['values behind `or`', `
fit: country = US or DE or France +10
                     ^^ MQL1001 write country in (US, DE, France)
mql when score > 5`, ['fit: country in (US, DE, France) +10\nmql when score > 5']],
  ['values behind commas', `
fit: seniority vp, c_level +10
               ^^^^^^^^^^^ MQL0068 write in (vp, c_level)
mql when score > 5`, ['fit: seniority in (vp, c_level) +10\nmql when score > 5']],
  ['values behind commas, and a condition', `
fit: seniority = vp, director, manager and employees 50.. +10
               ^^^^^^^^^^^^^^^^^^^^^^^ MQL0068 write in (vp, director, manager)
mql when score > 5`, ['fit: seniority in (vp, director, manager) and employees 50.. +10\nmql when score > 5']],
  ['conditions behind commas', `
fit: seniority vp, webinar +10
                 ^ MQL0020 write and (or or)
mql when score > 5`, ['fit: seniority vp and webinar +10\nmql when score > 5']],
  ['an arrow before points behind a value', `
fit: seniority manager => 5
                       ^^^^ MQL1048 points have a sign: write +5
mql when score > 4`, ['fit: seniority manager +5\nmql when score > 4']],
  ['a word behind `or` that may be a name or a value', `
fit: industry Retail or employes +10
                        ^^^^^^^^ MQL1001 did you mean employees? or, for several values of one subject, write industry in (Retail, employes)
mql when score > 5`, [
    'fit: industry Retail or employees +10\nmql when score > 5',
    'fit: industry in (Retail, employes) +10\nmql when score > 5',
  ]],
  ['a value behind `or` in a filter', `
fit: page_view where (title is "Pricing" or Plans) +10
                                            ^^^^^ MQL1001 write title in ("Pricing", Plans)
mql when score > 5`, ['fit: page_view where (title in ("Pricing", Plans)) +10\nmql when score > 5']],
  ['the nearest spelling is proposed by its member', `
fit: seniority "Vice Presidnt" +10
               ^^^^^^^^^^^^^^^ MQL1004 did you mean vp?
mql when score > 5`, ['fit: seniority vp +10\nmql when score > 5']],
  ['an outcome that is no stage', `
fit: employees 50.. +5
mql when score > 4
test "t":
  given employees 60
  expect mqll
         ^^^^ MQL1001 did you mean mql?`, ['fit: employees 50.. +5\nmql when score > 4\ntest "t":\n  given employees 60\n  expect mql']],
];

describe.each(cases)('%s', (_, marked, fixes) => testCheck(marked, fixes));

coversCodes(cases, (code) => code < 'MQL1040');
