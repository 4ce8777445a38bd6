/**
 * The definitions of `examples/real-data` over the public data that stands beside the checkout, every row of it, against what
 * a plain program says of the same rows. Where the data is not there, each set is skipped by name.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freeMailDomains } from '../../compiler/vocabulary/standard.ts';
import { examplesFolder } from './example-files.ts';
import { readCsv } from './read-csv.ts';
import { scoreFiles } from './score-files.ts';
import type { ScoredLead } from './score-files.ts';

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const day = 24 * 60 * 60 * 1000;

function realData(name: string, tests: () => void): void {
  const there = existsSync(join(data, name));
  if (!there) console.warn(`skipped: the public data set ${name} is not at ../shared/data/${name}`);
  describe.skipIf(!there)(`real data: ${name}`, tests);
}

function score(name: string, now: string, withEvents: boolean): ReadonlyMap<string, ScoredLead> {
  const folder = join(examplesFolder, 'real-data', name);
  return scoreFiles({
    definition: join(folder, `${name}.mql`),
    leads: join(folder, 'leads.sql'),
    events: withEvents ? join(folder, 'events.sql') : undefined,
    now,
    workingFolder: data,
  });
}

realData('relax', () => {
  let results: ReadonlyMap<string, ScoredLead>;
  beforeAll(() => { results = score('relax', '2014-06-06T00:00Z', true); }, 300_000);
  afterAll(() => { results = new Map(); });

  it('judges every login as of its own instant', () => {
    const daysOf = new Map<string, number[]>();
    for (const login of readCsv(join(data, 'relax/takehome_user_engagement.csv'))) {
      const days = daysOf.get(login['user_id']!) ?? [];
      days.push(Date.parse(login['time_stamp']!) / day);
      daysOf.set(login['user_id']!, days);
    }
    const adopted = new Set<string>();
    const wrong: string[] = [];
    let logins = 0;
    for (const [user, days] of daysOf) {
      for (const today of days) {
        logins++;
        const id = `${user} ${new Date(today * day).toISOString().slice(0, 10)}`;
        const week = new Set(days.filter(other => today - 7 < other && other <= today)).size;
        const usage = week >= 5 ? 60 : week >= 3 ? 40 : week === 2 ? 20 : 0;
        const result = results.get(id);
        const right = result?.sections['usage'] === usage && result.stages['adopted'] === week >= 3 && result.stages['habitual'] === week >= 5;
        if (!right) wrong.push(id);
        if (week >= 3) adopted.add(user);
      }
    }
    expect(wrong).toEqual([]);
    expect(logins).toBe(207_917);
    expect(results.size).toBe(logins);
    expect(adopted.size).toBe(1_602);
    const adoptedByDefinition = new Set([...results.values()].filter(result => result.stages['adopted']).map(result => result.id.split(' ')[0]));
    expect(adoptedByDefinition).toEqual(adopted);
  });

  it('reads the users as their columns say', () => {
    const expected = new Map(readCsv(join(data, 'relax/takehome_users.csv'), 'latin1').map(user => {
      const source = { GUEST_INVITE: 15, ORG_INVITE: 10, SIGNUP: 5, SIGNUP_GOOGLE_AUTH: 5 }[user['creation_source']!] ?? 0;
      const domain = user['email']!.split('@').at(-1)!.toLowerCase();
      const newer = user['creation_time']!.slice(6, 10) >= '2014' ? 5 : 0;
      return [user['object_id']!, Math.min(30, source + (user['opted_in_to_mailing_list'] === '1' ? 10 : 0) + (freeMailDomains.includes(domain) ? 0 : 5) + newer)];
    }));
    const wrong = [...results.values()].filter(result => result.sections['reach'] !== expected.get(result.id.split(' ')[0]!));
    expect(wrong).toEqual([]);
  });
});

realData('hubspot-case', () => {
  let results: ReadonlyMap<string, ScoredLead>;
  beforeAll(() => { results = score('hubspot-case', '2020-08-03T00:00Z', true); }, 300_000);
  const customers = (): ReturnType<typeof readCsv> => readCsv(join(data, 'hubspot-case/customers.csv'));
  const others = (): ReturnType<typeof readCsv> => readCsv(join(data, 'hubspot-case/noncustomers.csv'));

  it('counts no week that was not over when the portal is judged', () => {
    const judgedOn = new Map([
      ...others().map(row => [row['id']!, Date.parse('2020-08-03')] as const),
      ...customers().map(row => [row['id']!, Date.parse(row['CLOSEDATE']!)] as const),
    ]);
    const seen = new Map<string, { weeks: number; deals: number; contacts: number; emails: number; users: number }>();
    let tellTheFuture = 0;
    for (const row of readCsv(join(data, 'hubspot-case/usage_actions.csv'))) {
      const ended = Date.parse(row['WHEN_TIMESTAMP']!.slice(0, 10)) + 7 * day;
      const judged = judgedOn.get(row['id']!)!;
      if (ended > judged) { tellTheFuture++; continue; }
      const [contacts, companies, deals, emails] = ['CRM_CONTACTS', 'CRM_COMPANIES', 'CRM_DEALS', 'EMAIL'].map(kind => Number(row[`ACTIONS_${kind}`])) as
        [number, number, number, number];
      if (ended <= judged - 28 * day || contacts + companies + deals + emails === 0) continue;
      const users = Math.max(...['CRM_CONTACTS', 'CRM_COMPANIES', 'CRM_DEALS', 'EMAIL'].map(kind => Number(row[`USERS_${kind}`])));
      const sum = seen.get(row['id']!) ?? { weeks: 0, deals: 0, contacts: 0, emails: 0, users: 0 };
      seen.set(row['id']!, {
        weeks: sum.weeks + 1, deals: sum.deals + deals, contacts: sum.contacts + contacts, emails: sum.emails + emails, users: Math.max(sum.users, users),
      });
    }
    const wrong = [...results.values()].filter(result => {
      const sum = seen.get(result.id) ?? { weeks: 0, deals: 0, contacts: 0, emails: 0, users: 0 };
      const usage = (sum.weeks >= 3 ? 20 : sum.weeks >= 1 ? 10 : 0) + (sum.deals >= 10 ? 30 : sum.deals >= 1 ? 15 : 0)
        + Math.min(20, Math.floor(sum.contacts / 10)) + (sum.emails >= 1 ? 10 : 0) + (sum.users >= 3 ? 10 : 0);
      return result.sections['usage'] !== Math.min(80, usage);
    });
    expect(wrong).toEqual([]);
    expect(tellTheFuture).toBe(5_729);
    expect(seen.size).toBeGreaterThan(0);
  });

  it('knows each portal once, and an unknown rank as missing', () => {
    expect(results.size).toBe(5_200);
    const ranked = new Map<string, Readonly<Record<string, string>>>();
    for (const row of [...customers(), ...others()]) {
      const earlier = ranked.get(row['id']!) ?? {};
      ranked.set(row['id']!, Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === '' ? earlier[name] ?? '' : value])));
    }
    const wrong = [...results.values()].filter(result => {
      const row = ranked.get(result.id)!;
      const size = { '2 to 5': 10, '6 to 10': 20, '11 to 25': 20, '26 to 50': 20, '51 to 200': 20, '201 to 1000': 20 }[row['EMPLOYEE_RANGE']!] ?? 0;
      const known = row['ALEXA_RANK'] !== '' && row['ALEXA_RANK'] !== '16000001';
      const rank = Number(row['ALEXA_RANK']);
      const rankPoints = !known ? 0 : rank <= 1_999_999 ? 15 : rank <= 9_999_999 ? 10 : 0;
      const words = row['INDUSTRY']!.toLowerCase().split(/[^a-z0-9]+/);
      const industry = words.some(word => ['software', 'technology', 'marketing'].includes(word)) ? 10 : 0;
      return result.sections['fit'] !== Math.min(40, size + rankPoints + industry);
    });
    expect(wrong).toEqual([]);
  });

  it('finds customers among the portals that it calls qualified', () => {
    const bought = new Set(customers().map(row => row['id']!));
    const qualified = [...results.values()].filter(result => result.stages['mql']);
    const right = qualified.filter(result => bought.has(result.id));
    // Of all portals 4 in 100 are customers.
    expect(right.length / qualified.length).toBeGreaterThan(0.2);
    expect(right.length / bought.size).toBeGreaterThan(0.3);
  });
});

realData('x-education', () => {
  let results: ReadonlyMap<string, ScoredLead>;
  beforeAll(() => { results = score('x-education', '2026-01-01T00:00Z', false); }, 300_000);

  it('scores each lead as a plain program does, and reads Select as missing', () => {
    const rows = readCsv(join(data, 'x-education/Leads.csv'));
    expect(results.size).toBe(9_240);
    const chosen = (text: string): boolean => text !== '' && text !== 'Select';
    const wrong = rows.filter(row => {
      const origin = ['Lead Add Form', 'Quick Add Form'].includes(row['Lead Origin']!) ? 40 : 0;
      const source = ['Reference', 'Welingak Website'].includes(row['Lead Source']!) ? 10 : 0;
      const occupation = row['What is your current occupation']!;
      const work = ['Working Professional', 'Businessman', 'Housewife'].includes(occupation) ? 40 : chosen(occupation) ? 10 : 0;
      const profile = Math.min(60, origin + source + work + (chosen(row['Specialization']!) ? 5 : 0));
      const seconds = Number(row['Total Time Spent on Website']);
      const visits = Number(row['TotalVisits']);
      const pages = Number(row['Page Views Per Visit']);
      const behaviour = (seconds >= 900 ? 30 : seconds >= 300 ? 10 : 0) + (visits >= 3 && visits <= 20 ? 5 : 0) + (pages >= 2 && pages <= 6 ? 5 : 0)
        + (row['Do Not Email'] === 'Yes' ? -15 : 0);
      const result = results.get(row['Prospect ID']!);
      return result?.sections['profile'] !== profile || result.sections['behaviour'] !== behaviour || result.score !== profile + behaviour
        || result.stages['hot'] !== profile + behaviour >= 45;
    });
    expect(wrong.map(row => row['Prospect ID'])).toEqual([]);
  });

  it('finds the leads that converted among the hot ones', () => {
    const converted = new Set(readCsv(join(data, 'x-education/Leads.csv')).filter(row => row['Converted'] === '1').map(row => row['Prospect ID']!));
    const hot = [...results.values()].filter(result => result.stages['hot']);
    // Of all leads 39 in 100 converted.
    expect(hot.filter(result => converted.has(result.id)).length / hot.length).toBeGreaterThan(0.6);
  });
});
