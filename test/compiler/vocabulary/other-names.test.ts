/** What CRMs call the standard names. */
import { expect, test } from 'vitest';
import { nameMeantBy, namesMeant } from '../../../compiler/vocabulary/other-names.ts';
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
  ['zzzzz', []],
] as const)('%s', (word, expected) => {
  expect(namesMeant(word, names)).toEqual(expected);
});

test.each([['job title', 'title'], ['annual revenue', 'revenue'], ['demo requests', 'demo_request'], ['pricing page', 'pricing_view'], ['form submission', 'form_submit'], ['blue title', undefined]] as const)(
  'the words "%s"', (words, expected) => {
    expect(nameMeantBy(words, names)).toBe(expected);
  },
);

test('a name that is not there is not proposed', () => {
  expect(namesMeant('jobtitle', ['country'])).toEqual([]);
  expect(nameMeantBy('job title', ['country'])).toBeUndefined();
});
