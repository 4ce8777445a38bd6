/** Whole definitions that use every construct; they read without a diagnostic. */
export const oneLine = 'fit: employees 50..500 AND country US; intent: webinar +10 within 30d; mql when score > 50';

export const grownUp = `definition "CRM software, mid-market":
  owner "Growth and Sales"
  review by 2027-06-30
  timezone "America/New_York"

vocabulary:
  lead employees number from "Number of Employees"
  lead seniority one of (manager, director, vp "VP" "Vice President", c_level "C-Level" "CXO")
  event pricing_view (url url)
  missing "Select", "unknown"

lists:
  competitors = "acme.com", "rival.io"

define:
  decision_maker = seniority in (vp, c_level) or title mentions "head of"

exclude:
  title mentions any of ("student", "job seeker", "intern")
  email.domain in competitors

fit (up to 40):
  require country US
  employees 1..49 +0 | 50..199 +10 | 200.. +15
  decision_maker +20

intent (within 30d, up to 60):
  webinar +10 once per day
  webinar "Sales Pipeline Management" +20 once as "The webinar that sells"
  page_view +5 per 3 up to 25
  pricing_view +15 decay 50% every 7d
  page_view where (url "/docs/*" and duration >= 3min) +2
  no activity within 60d -20

mql when score > 50
mql also when demo_request within 7d

tier A when fit >= 30 and intent >= 30
tier B when score >= 40

handoff:
  to "SDR, Europe" within 2h when country in (DE, FR, GB)
  to "SDR" within 24h

test "a VP who keeps coming back to pricing":
  given employees 120, country US, seniority vp
  given 3 pricing_view 1d ago
  expect mql, fit 30, intent 45, tier A
`;

export const everyConstruct = `# A comment before everything.
use "vocabulary.mql"

vocabulary:
  lead balance money EUR from "Balance", "Account balance"
  lead signed date "%d/%m/%Y"
  lead seen datetime
  lead tags list of text from "Tags"
  lead \`within\` number
  event visit (page url, minutes number, kind one of (home, docs "Docs" "Documentation")) passive from "Visit" "visited"
  event ping

lists:
  sizes = 1..10, 50, 100..
  places = DE, "United States", FR

define:
  vip = balance >= €5m and (country in places or tags has "vip")
  asleep = not (no activity within 90d) or
    signed is missing

exclude:
  country not in (DE, FR) and balance < -$5
  title not mentions any of ("student", "intern") or email.domain in free_mail
  none of (webinar, demo_request within 30d, at least 2 of (ebook, case_study, whitepaper "CRM *"))

company (floor -10, up to 1k, after last sales_rejected where reason "timing"):
  require balance is not missing
  employees 50 ; employees ..500; country IN +5
  country is DE or country is not FR
  balance USD 5m..USD 10m +10 when vip
  seniority vp +5 | in (director, manager) +2.5 | is missing -1 | otherwise +0 up to 5 as "Seniority"
  download "*checklist*" where (kind = pdf or kind matches "e*") within 90d +5 | "*guide*" +20 | otherwise +1
    at most 3 times
  signed within 7d +10 | within 30d +5
  title starts with "VP" and title not ends with any of titles +3
  tags has any of ("a", "b") +1
  tags has all of ("a", "b") +1
  tags not has "c" -1

engagement (within 90d):
  webinar "A *" in ("B", "C") where minutes > 30 within 7d >= 3 +10
  webinar in (2..3, 5) +1
  days with page_view where url "/pricing" within 7d >= 3 +10
  distinct page_view.url within 30d 3.. +5
  total page_view.duration within 30d +1 per 60s
  since activity -10 per 30d up to -50
  since webinar > 30d -5
  trial_signup +30 when not email.domain in free_mail and created after 2026-01-01
  demo_request +10 once every 7d
    within 30d
    as "Demo"
  chat +4 fade over 14d
  call +1 once
  visit where \`within\` > 3 +1 once per week
  created before 2026-12-31T10:00:30.5+02:00 and created 2026-01-01..2026-06-30 -1
  temperature > -5 and temperature in (-5..-1, -10) or temperature is -3 or temperature 5..-2 +1

score basis = company + engagement - 5 up to 70
score = 60% * basis + 0.4 * engagement - company up to 100 floor 0
hot when qualified and score 80..
mql when score > 50 and not hot
mql also when basis >= 40
tier = company 60.. A | 40.. B | otherwise C, engagement 50.. "1" | otherwise "2"

handoff:
  to "Enterprise" within 2h when tier A and hot
  to "Team"

test "a quiet lead":
  at 2026-03-01
  given employees 120, country NO, tags ("vip", "b"), balance -5, consent true
  given 3 visit (page "/x", minutes 30, kind docs) 1d ago, webinar "Title" on 2026-01-01
  given timeline 30d, ping 2h ago, chat on 2026-02-01T10:00Z
  expect not mql, score >= 60, company -10, no tier, handoff "SDR", no handoff, excluded

claim "who gets there":
  mql implies country in (NO, SE) or company > 5
  never mql and consent is missing
  always score <= 1000
  not (excluded and qualified)
`;

export const definitions: readonly string[] = [oneLine, grownUp, everyConstruct];
