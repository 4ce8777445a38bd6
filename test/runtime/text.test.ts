import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedSpelling, isOwnColumnOfEvents } from '../../runtime/folded-spelling.ts';
import { normalForm, trimmed } from '../../runtime/text.ts';

test.each([['', ''], ['\u0008a\u000e', '\u0008a\u000e'], ['\ta\r', 'a'], [' \t\n\v\f\r', ''], [' Senior VP\n', 'senior vp'], ['\u00a0İ ', '\u00a0i'], ['ΟΔΟΣ', 'οδοσ']])('the normal form of %j is %j', (text, normal) => {
  expect(normalForm(text)).toBe(normal);
});

test('trimming is what a regular expression would do', () => {
  const text = fc.stringMatching(/^[ \t\n\v\f\ra\u00a0\u2003]{0,12}$/);
  fc.assert(fc.property(text, (each) => {
    expect(trimmed(each)).toBe(each.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, ''));
  }));
});

test('a normal form is its own normal form, and as long as the trimmed text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(normalForm(normalForm(text))).toBe(normalForm(text));
    expect(normalForm(text)).toHaveLength(trimmed(text).length);
  }));
});

test.each([['Number of Employees', 'numberofemployees'], ['page-view', 'pageview'], ['_Page View', 'pageview'], ['ÉTAT', 'état'], ['- _', '']])('%j folds to %j', (spelling, folded) => {
  expect(foldedSpelling(spelling)).toBe(folded);
});

test.each(['lead_id', 'Lead ID', 'type', 'at', 'id', 'properties', 'Properties_'])('%j is a column of every event', (name) => {
  expect(isOwnColumnOfEvents(name)).toBe(true);
  expect(isOwnColumnOfEvents(`${name}s`)).toBe(false);
});
