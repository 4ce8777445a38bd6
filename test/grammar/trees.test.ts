/** The trees of whole definitions, in the printed form of `print-tree.ts`. */
import { expect, test } from 'vitest';
import { everyConstruct, grownUp } from './definitions.ts';
import { tree } from './reading.ts';

test('the definition of the language\'s introduction', () => {
  expect(tree(grownUp)).toBe(`definition "CRM software, mid-market":
  owner "Growth and Sales"
  review by date 2027-6-30
  timezone "America/New_York"
vocabulary:
  lead employees number from "Number of Employees"
  lead seniority one of (manager, director, vp "VP" "Vice President", c_level "C-Level" "CXO")
  event pricing_view (url url)
  missing "Select", "unknown"
lists:
  list competitors = "acme.com", "rival.io"
define:
  define decision_maker = {seniority‹in (vp, c_level)› or title‹mentions "head of"›}
exclude:
  exclude title‹mentions any of ("student", "job seeker", "intern")›
  exclude email.domain‹in list competitors›
section fit [up to 40]:
  require country‹US›
  bands employees: 1..49 +0 | 50..199 +10 | 200.. +15
  rule decision_maker +20
section intent [within 2592000000ms] [up to 60]:
  rule webinar +10 [once per day]
  rule webinar‹"Sales Pipeline Management"› +20 [once] [as "The webinar that sells"]
  proportional page_view +5 per 3 [up to 25]
  rule pricing_view +15 [decay 50% every 604800000ms]
  rule page_view‹where ({url‹"/docs/<*>"› and duration‹>= 180000ms›})› +2
  rule no activity‹within 5184000000ms› -20
stage mql when score‹> 50›
stage mql also when demo_request‹within 604800000ms›
tier A when {fit‹>= 30› and intent‹>= 30›}
tier B when score‹>= 40›
handoff:
  to "SDR, Europe" within 7200000ms when country‹in (DE, FR, GB)›
  to "SDR" within 86400000ms
test "a VP who keeps coming back to pricing":
  given employees = 120, country = US, seniority = vp
  given 3 x pricing_view ago 86400000ms
  expect mql, fit‹30›, intent‹45›, tier‹A›`);
});

test('a definition that uses every construct', () => {
  expect(tree(everyConstruct)).toBe(`use "vocabulary.mql"
vocabulary:
  lead balance money EUR from "Balance" from "Account balance"
  lead signed date "%d/%m/%Y"
  lead seen datetime
  lead tags list of text from "Tags"
  lead \`within\` number
  event visit (page url, minutes number, kind one of (home, docs "Docs" "Documentation")) passive from "Visit" from "visited"
  event ping ()
lists:
  list sizes = 1..10, 50, 100..
  list places = DE, "United States", FR
define:
  define vip = {balance‹>= EUR 5000000› and ({country‹in list places› or tags‹has one ("vip")›})}
  define asleep = {not (no activity‹within 7776000000ms›) or signed‹is missing›}
exclude:
  exclude {country‹not in (DE, FR)› and balance‹< USD -5›}
  exclude {title‹not mentions any of ("student", "intern")› or email.domain‹in list free_mail›}
  exclude none of (webinar, demo_request‹within 2592000000ms›, at least 2 of (ebook, case_study, whitepaper‹"CRM <*>"›))
section company [floor -10] [up to 1000] [after last sales_rejected‹where reason‹"timing"››]:
  require balance‹is not missing›
  require (unsaid) employees‹50›
  require (unsaid) employees‹..500›
  rule country‹IN› +5
  require (unsaid) {country‹is DE› or country‹is not FR›}
  rule balance‹USD 5000000..USD 10000000› +10 [when vip]
  bands seniority: vp +5 | in (director, manager) +2.5 | is missing -1 | otherwise +0 [up to 5] [as "Seniority"]
  bands download‹where ({kind‹= pdf› or kind‹matches "e<*>"›})›‹within 7776000000ms›: "<*>checklist<*>" +5 | "<*>guide<*>" +20 | otherwise +1 [at most 3]
  bands signed: within 604800000ms +10 | within 2592000000ms +5
  rule {title‹starts with "VP"› and title‹not ends with any of list titles›} +3
  rule tags‹has any ("a", "b")› +1
  rule tags‹has all ("a", "b")› +1
  rule tags‹not has one ("c")› -1
section engagement [within 7776000000ms]:
  rule webinar‹"A <*>"›‹in ("B", "C")›‹where minutes‹> 30››‹within 604800000ms›‹>= 3› +10
  rule webinar‹in (2..3, 5)› +1
  rule days with page_view‹where url‹"/pricing"››‹within 604800000ms›‹>= 3› +10
  rule distinct page_view.url‹within 2592000000ms›‹3..› +5
  proportional total page_view.duration‹within 2592000000ms› +1 per 60000ms
  proportional since activity -10 per 2592000000ms [up to -50]
  rule since webinar‹> 2592000000ms› -5
  rule trial_signup +30 [when {not email.domain‹in list free_mail› and created‹after date 2026-1-1›}]
  rule demo_request +10 [once every 604800000ms] [within 2592000000ms] [as "Demo"]
  rule chat +4 [fade over 1209600000ms]
  rule call +1 [once]
  rule visit‹where \`within\`‹> 3›› +1 [once per week]
  rule {created‹before instant 2026-12-31T10:00:30.500 offset 120› and created‹date 2026-1-1..date 2026-6-30›} -1
  rule {{temperature‹> -5› and temperature‹in (-5..-1, -10)›} or temperature‹is -3› or temperature‹5..-2›} +1
score basis = + company + engagement - 5 up to 70
score = + 60% * basis + 0.4 * engagement - company up to 100 floor 0
stage hot when {qualified and score‹80..›}
stage mql when {score‹> 50› and not hot}
stage mql also when basis‹>= 40›
tier = company: 60.. => A | 40.. => B | otherwise => C, engagement: 50.. => "1" | otherwise => "2"
handoff:
  to "Enterprise" within 7200000ms when {tier‹A› and hot}
  to "Team"
test "a quiet lead":
  at date 2026-3-1
  given employees = 120, country = NO, tags ("vip", "b"), balance = -5, consent = true
  given 3 x visit (page: "/x", minutes: 30, kind: docs) ago 86400000ms, webinar = "Title" on date 2026-1-1
  given timeline = 2592000000ms, ping ago 7200000ms, chat on instant 2026-02-01T10:00:00.000 offset 0
  expect not mql, score‹>= 60›, company‹-10›, no tier, handoff‹"SDR"›, no handoff, excluded
claim "who gets there":
  claim mql => {country‹in (NO, SE)› or company‹> 5›}
  claim never {mql and consent‹is missing›}
  claim always score‹<= 1000›
  claim not ({excluded and qualified})`);
});
