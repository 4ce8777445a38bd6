/** What CRMs call the standard names. */
import { expect, test } from 'vitest';
import { nameMeantBy, namesMeant, otherNamesOf } from '../../../compiler/vocabulary/other-names.ts';
import { standardVocabulary } from '../../../compiler/vocabulary/standard.ts';

const names = [...standardVocabulary.fields, ...standardVocabulary.events].map(({ name }) => name);

test.each([
  ['jobtitle', ['title']],
  ['company_size', ['employees']],
  ['numberOfEmployees', ['employees']],
  ['Annual-Revenue', ['revenue']],
  ['lead_source', ['source']],
  ['page_visits', ['page_view']],
  ['opened_email', ['email_open']],
  // A slip of the pen, as ever.
  ['employes', ['employees']],
  // The plural is the name itself, whatever else is near.
  ['demo_requests', ['demo_request']],
  // So is the plural of what CRMs call a name; another letter at its end makes another word.
  ['towns', ['city']],
  ['sectors', ['industry']],
  ['townx', []],
  ['zzzzz', []],
] as const)('%s', (word, expected) => {
  expect(namesMeant(word, names)).toEqual(expected);
});

test.each([['job title', 'title'], ['annual revenue', 'revenue'], ['demo requests', 'demo_request'], ['pricing page', 'pricing_view'], ['form submission', 'form_submit'], ['blue title', undefined], ['webinar x', undefined]] as const)(
  'the words "%s"', (words, expected) => {
    expect(nameMeantBy(words, names)).toBe(expected);
  },
);

test('a name that is not there is not proposed', () => {
  expect(namesMeant('jobtitle', ['country'])).toEqual([]);
  expect(nameMeantBy('job title', ['country'])).toBeUndefined();
});

test('a name that is the word but for blanks, case and plural is proposed alone', () => {
  expect(namesMeant('webinars', ['webinar', 'webinar_x'])).toEqual(['webinar']);
  expect(namesMeant('WebinarX', ['webinar', 'webinar_x'])).toEqual(['webinar_x']);
  expect(namesMeant('web-inar', ['webinar', 'web_inar'])).toEqual(['webinar']);
});

test('every standard name has other names, and each of them leads to it alone', () => {
  const own = new Set(names);
  for (const name of names) {
    const others = otherNamesOf(name);
    expect(others.length, name).toBeGreaterThan(0);
    for (const other of others) {
      expect(other, name).toMatch(/^[a-z][a-z -]*$/);
      if (own.has(other)) continue;
      expect(namesMeant(other, names), other).toEqual([name]);
      expect(nameMeantBy(other, names), other).toBe(name);
    }
  }
  expect(otherNamesOf('shoe_size')).toEqual([]);
});
