import { expect, test } from 'vitest';
import { freeMailDomains, standardVocabulary } from '../../../compiler/vocabulary/standard.ts';

const { fields, events } = standardVocabulary;

test('each name stands once, with a sentence that says what it is', () => {
  const all = [...fields, ...events];
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name, description } of all) {
    expect(name).toMatch(/^[a-z][a-z_]*$/);
    expect(description, name).toMatch(/^[A-Z].*\.$/);
  }
});

test('holds the fields of section 3', () => {
  expect(fields.map(({ name }) => name).join(' ')).toBe(
    'email country region city company industry employees revenue founded tech_stack funding_date title department seniority persona ' +
    'source campaign channel created lifecycle_stage owner budget authority need timeline consent',
  );
});

test('members of `one of`, each with its other spellings', () => {
  const members = fields.flatMap(({ name, type }) => (type.kind === 'one of' ? [[name, type.members.map((member) => [member.name, ...member.spellings].join(' | ')).join(', ')]] : []));
  expect(Object.fromEntries(members)).toEqual({
    seniority: 'intern | Internship | Trainee, entry | Entry-Level | Entry Level | Junior, senior | Senior-Level | Senior Level, manager | Manager-Level | Manager Level, ' +
      'director | Director-Level | Director Level, vp | VP-Level | VP Level | Vice President | Vice-President, c_level | C-Level | C Level | CXO | C-Suite | C Suite, owner | Founder, partner',
    lifecycle_stage: 'subscriber, lead, mql | Marketing Qualified Lead | MarketingQualifiedLead | Marketing-Qualified Lead, ' +
      'sql | Sales Qualified Lead | SalesQualifiedLead | Sales-Qualified Lead, opportunity, customer, disqualified | Unqualified',
  });
});

test('amounts are in US dollars, and properties are properties', () => {
  expect(fields.flatMap(({ name, type }) => (type.kind === 'money' ? [[name, type.currency]] : []))).toEqual([['revenue', 'USD'], ['budget', 'USD']]);
  expect(new Set(events.flatMap(({ properties }) => properties.map(({ kind }) => kind)))).toEqual(new Set(['property']));
});

test('passive are the events that are done to the lead', () => {
  expect(events.filter(({ passive }) => passive).map(({ name }) => name)).toEqual([
    'unsubscribe', 'call', 'invite_sent', 'sales_accepted', 'sales_rejected', 'closed_won', 'closed_lost',
  ]);
});

test('no spelling belongs to two members of one field', () => {
  for (const { name, type } of fields) {
    if (type.kind !== 'one of') continue;
    const spellings = type.members.flatMap((member) => [member.name, ...member.spellings]).map((spelling) => spelling.toLowerCase());
    expect(new Set(spellings).size, name).toBe(spellings.length);
  }
});

test('free mail domains are domains, each once', () => {
  expect(new Set(freeMailDomains).size).toBe(freeMailDomains.length);
  expect(freeMailDomains.length).toBeGreaterThan(100);
  for (const domain of freeMailDomains) expect(domain).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
  expect(freeMailDomains).toContain('gmail.com');
});
