/** The form of a checked definition, where what comes out of it does not tell one form from another. */
import { expect, test } from 'vitest';
import type { Definition, Section } from '../../compiler/check/checked.ts';
import { definitionOf, checkText } from '../check-text.ts';

const definition = (): Definition => definitionOf(`
lists: rivals = "acme.com", spare
  sizes = 5..9
define: big = employees 500..
  bigger = big and employees 1000..
exclude: email.domain in rivals
fit:
  bigger +5
  webinar +3 once every 2d as "a webinar"
first when chat
mql when fit > 5
mql also when fit > 6
mql also when fit > 7
`);

test('lists hold their entries as they are written, and say whether they are used', () => {
  const { lists } = definition();
  expect(lists.find(({ name }) => name === 'rivals')).toMatchObject({ entries: ['"acme.com"', 'spare'], used: true });
  expect(lists.find(({ name }) => name === 'sizes')).toMatchObject({ entries: ['5..9'], used: false });
  const freeMail = lists.find(({ name }) => name === 'free_mail')!;
  expect([freeMail.entries.includes('gmail.com'), freeMail.used, freeMail.origin]).toEqual([true, true, undefined]);
});

test('names say whether they are used', () => {
  const { defined } = definitionOf('define: big = employees 500..\n  bigger = big and employees 1000..\nmql when chat\n');
  expect(defined.map(({ name, used }) => [name, used])).toEqual([['big', true], ['bigger', false]]);
});

test('ways into a stage stand in their order, and the main stage is `mql` wherever it stands', () => {
  const { stages, mainStage } = definition();
  expect(stages.map(({ name, ways }) => [name, ways.length])).toEqual([['first', 1], ['mql', 3]]);
  expect(stages[1]!.ways.map(({ condition: { origin: { file, span } } }) => file.text.slice(span.start, span.end))).toEqual(['fit > 5', 'fit > 6', 'fit > 7']);
  expect(mainStage.name).toBe('mql');
  expect(definitionOf('hot when chat\nwarm when call\n').mainStage.name).toBe('hot');
});

test('exclusions and requirements stand in their order, and fields apart from lists and names', () => {
  const { exclusions, scores, vocabulary } = definitionOf('lists: rivals = "acme.com"\nexclude:\n  email.domain in rivals\n  employees < 5\nfit:\n  require country US\n  require employees 50..\nmql when fit > 5\n');
  const texts = (conditions: readonly { readonly origin: { readonly file: { readonly text: string }; readonly span: { readonly start: number; readonly end: number } } }[]): readonly string[] => (
    conditions.map(({ origin: { file, span } }) => file.text.slice(span.start, span.end)));
  expect(texts(exclusions)).toEqual(['email.domain in rivals', 'employees < 5']);
  expect(texts((scores[0] as Section).requirements)).toEqual(['require country US', 'require employees 50..']);
  expect(new Set(vocabulary.fields.map(({ kind }) => kind))).toEqual(new Set(['field']));
});

test('zeros behind the decimal places of points say nothing', () => {
  expect(definitionOf('fit: country US +1.500000\n  country DE +0.00010\nmql when fit > 0.5000\n').scores[0]).toMatchObject({ rules: [{ points: 15_000 }, { points: 1 }] });
});

test('the year of a review has four digits', () => {
  expect(definitionOf('definition "D": review by 0987-01-05\nmql when chat\n').reviewBy?.date).toBe('0987-01-05');
});

test('a cooldown is kept in milliseconds', () => {
  expect(definition().scores[0]).toMatchObject({ rules: [{}, { kind: 'occurrence rule', cooldown: 2 * 86_400_000, label: 'a webinar' }] });
});

test('what is told of one file stays when another is told otherwise at the same place', () => {
  const codesOf = (main: string, other: string): readonly string[] => checkText(main, { 'names.mql': other }).diagnostics.map(({ code, file }) => `${code} ${file.path}`);
  // A list of values without parentheses tells of its comma itself; a foreign operator elsewhere is another mistake.
  const listed = 'use "names.mql"\nfit: country US, DE, FR, GB, NL, BE +1\nmql when fit > 1\n';
  expect(codesOf(listed, 'define: large = employees 5.. && email is known\n')).toEqual(['MQL0068 definition.mql', 'MQL0078 names.mql']);
  expect(codesOf('use "names.mql"\nfit: employees 5.. && email is known +1\n  country US, DE +1\nmql when fit > 1\n', '')).toEqual(['MQL0078 definition.mql', 'MQL0068 definition.mql']);
  // A second comparison that no fix takes out is one mistake, and its operator another.
  expect(codesOf('fit: webinar >= 3 == 4 +1\nmql when fit > 1\n', '')).toEqual(['MQL0078 definition.mql', 'MQL1048 definition.mql']);
  // The same number in two files is told of twice.
  expect(codesOf('use "names.mql"\nlists: two = 5.000\nfit: employees in one or employees in two +1\nmql when fit > 0\n', '#34567890123456\nlists: one = 5.000\n')).toEqual(['MQL1057 definition.mql', 'MQL1057 names.mql']);
});

test('a reserved word in the place of a name is told of once, whatever is told before it', () => {
  const codesOf = (text: string): readonly string[] => checkText(text).diagnostics.map(({ code }) => code);
  expect(codesOf('fit: employes 5 +1\nmql when total > 5\n')).toEqual(['MQL1001', 'MQL0011']);
});

test('in conditions of stages a name of both spaces is the score', () => {
  const { stages } = definitionOf('budget: budget > $10k +5\nmql when budget > 3\n');
  expect(stages[0]!.ways[0]!.condition).toMatchObject({ kind: 'test', subject: { kind: 'score' } });
});

test('tests hold what is given and expected in the order of the text, and no missing values', () => {
  const { tests } = definitionOf('mql when chat\ntest "t":\n  given tech_stack ("", "a"), authority true, consent false, 2 chat 1d ago, call "x" 2d ago\n  expect mql, not excluded, qualified\n');
  expect(tests[0]!.lead.fields.get('tech_stack')).toEqual(['a']);
  expect([tests[0]!.lead.fields.get('authority'), tests[0]!.lead.fields.get('consent')]).toEqual([true, false]);
  expect(tests[0]!.events.map(({ type }) => type)).toEqual(['chat', 'chat', 'call']);
  expect(tests[0]!.expectations.map(({ kind }) => kind)).toEqual(['stage', 'excluded', 'qualified']);
});

test('a file of tests whose definition is not there is not checked', () => {
  expect(checkText('use "gone.mql"\ntest "t": expect mql, tier A\n').diagnostics.map(({ severity }) => severity)).toEqual(['error']);
});

test('words of what could not be read are no unknown names', () => {
  const codesOf = (text: string): readonly string[] => checkText(text).diagnostics.map(({ code }) => code);
  expect(codesOf('fit: employees 5 +1\n  5 alpha beta\n  alpha +5\nmql when fit > 1\n')).toEqual(['MQL0001']);
});

test('the date of the next review has two digits for month and day', () => {
  expect(definitionOf('definition "a":\n  review by 2026-06-05\nmql when chat\n').reviewBy!.date).toBe('2026-06-05');
});
