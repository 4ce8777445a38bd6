/** The files of a starting project. They are small enough to be read whole, and all of them work as they stand. */
import { version } from '../version.ts';

export interface StartingFile {
  /** In the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What a repository may have already: it is left as it is. */
  readonly optional?: boolean;
}

const definition = `# Who is a marketing-qualified lead. Check with \`mql check\`, test with \`mql test\`, score with \`mql score\`.

definition "Who is ready for sales":
  owner "Marketing operations"

exclude:
  title mentions any of ("student", "intern")
  email.domain in free_mail and company is missing

fit (up to 40):
  employees 1..49 +5 | 50..499 +15 | 500.. +10
  country in (US, CA, GB) +10
  seniority in (director, vp, c_level) or title mentions "head of" +15

intent (within 30d, up to 60):
  demo_request +40 once
  pricing_view +10 decay 50% every 7d
  webinar +10 once per day
  page_view +1 up to 10

mql when score >= 50
mql also when demo_request within 7d

tier A when fit >= 30 and intent >= 30
tier B when score >= 30

handoff:
  to "Enterprise team" within 2h when employees >= 500
  to "Sales" within 24h
`;

const tests = `use "scoring.mql"

test "a head of marketing who looks at prices":
  given employees 120, country US, title "Head of Marketing"
  given 2 pricing_view 1d ago
  given webinar 5d ago
  expect mql, fit 40, intent 30, tier A, handoff "Sales"

test "prices seen long ago are worth less":
  given employees 120, country US, title "Head of Marketing"
  given pricing_view 15d ago
  expect not mql, intent 2.5, tier B, no handoff

test "whoever asks for a demo is called":
  given employees 900
  given demo_request 3d ago
  expect mql, fit 10, intent 40, handoff "Enterprise team"

test "a demo request of last week weighs less than a week's":
  given employees 20, country DE
  given demo_request 8d ago
  given 12 page_view 2d ago
  expect mql, fit 5, intent 50, tier B

test "reading alone is no interest":
  given employees 20, country DE
  given 30 page_view 3d ago
  expect not mql, intent 10, no tier

test "students are left alone":
  given title "Student", country US
  given demo_request 1d ago
  expect excluded, not mql

test "so are private addresses without a company":
  given email "kim@gmail.com"
  expect excluded
`;

const leads = `id,email,company,title,seniority,employees,country
1,ada@northwind.example,Northwind,Head of Marketing,director,120,United States
2,ben@tailspin.example,Tailspin Toys,CTO,c_level,820,GB
3,cleo@gmail.com,,Student,,,US
4,dan@fabrikam.example,Fabrikam,Sales manager,manager,45,Germany
5,eve@contoso.example,Contoso,VP Operations,vp,2300,Canada
6,finn@litware.example,Litware,Developer,entry,60,France
`;

const events = `lead_id,type,at,url,title
1,page_view,2025-12-20T09:12:00Z,https://example.com/blog/scoring,
1,pricing_view,2025-12-29T10:02:00Z,https://example.com/pricing,
1,pricing_view,2025-12-30T16:40:00Z,https://example.com/pricing,
1,webinar,2025-12-18T15:00:00Z,,Pipeline in practice
2,demo_request,2025-12-28T08:30:00Z,,
2,page_view,2025-12-28T08:20:00Z,https://example.com/product,
3,demo_request,2025-12-30T12:00:00Z,,
4,page_view,2025-12-01T07:45:00Z,https://example.com/,
4,page_view,2025-12-11T07:45:00Z,https://example.com/blog/tiers,
5,webinar,2025-12-10T15:00:00Z,,Pipeline in practice
5,webinar,2025-12-17T15:00:00Z,,Routing that works
5,pricing_view,2025-12-31T18:05:00Z,https://example.com/pricing,
6,page_view,2025-10-02T11:00:00Z,https://example.com/docs,
`;

const settings = `{
  "$schema": "./node_modules/mql/mql.schema.json",
  "leads": "data/leads.csv",
  "events": "data/events.csv",
  "now": "2026-01-01T00:00Z"
}
`;

const packageJson = `{
  "private": true,
  "scripts": {
    "check": "mql check scoring.mql tests.mql",
    "test": "mql test --coverage --min 90 tests.mql",
    "score": "mql score scoring.mql"
  },
  "devDependencies": {
    "mql": "^${version}"
  }
}
`;

const workflow = `name: MQL
on: [push, pull_request]
jobs:
  mql:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      - run: npx mql check --strict --format github scoring.mql tests.mql
      - run: npx mql test --coverage --min 90 tests.mql
`;

const editorSettings = `{
  "files.associations": { "*.mql": "mql" },
  "json.schemas": [{ "fileMatch": ["mql.json"], "url": "./node_modules/mql/mql.schema.json" }]
}
`;

export const startingProject: readonly StartingFile[] = [
  { path: 'scoring.mql', text: definition },
  { path: 'tests.mql', text: tests },
  { path: 'data/leads.csv', text: leads },
  { path: 'data/events.csv', text: events },
  { path: 'mql.json', text: settings },
  { path: 'package.json', text: packageJson, optional: true },
  { path: '.gitignore', text: 'node_modules/\n', optional: true },
  // `mql fmt` writes LF, on Windows too.
  { path: '.gitattributes', text: '*.mql text eol=lf\n', optional: true },
  { path: '.vscode/settings.json', text: editorSettings, optional: true },
  { path: '.github/workflows/mql.yml', text: workflow, optional: true },
];
