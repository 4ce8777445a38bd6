/** Written types: what other languages call them, and the spellings of members. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../../../compiler/analyze.ts';
import { sourceFile } from '../../../compiler/source/source-file.ts';

function mistakesOf(text: string) {
  return analyze(sourceFile('a.mql', text), () => undefined).diagnostics.filter(({ severity }) => severity === 'error');
}

const mistakes = (type: string) => mistakesOf(`vocabulary: lead size ${type}\nmql when demo_request`);

describe('a type that is none gets the advice to write the one that is meant', () => {
  const plain: Readonly<Record<string, string>> = {
    number: 'int integer bigint smallint float double decimal numeric real', text: 'string str varchar char nvarchar', boolean: 'bool checkbox flag',
    datetime: 'timestamp timestamptz time', url: 'link uri website', duration: 'interval timespan',
  };
  test.each(Object.entries(plain).flatMap(([meant, names]) => names.split(' ').map((name) => [name, meant])))('%s for %s', (name, meant) => {
    const [mistake, ...others] = mistakes(name!);
    expect(others).toEqual([]);
    expect(mistake).toMatchObject({ code: 'MQL1007', advice: `did you mean \`${meant}\`?` });
    expect(mistake!.fixes.map(({ title, edits }) => [title, edits.map(({ text }) => text)])).toEqual([[`write \`${meant}\``, [meant]]]);
  });

  const others: Readonly<Record<string, string>> = { 'one of (...)': 'enum picklist dropdown select', 'list of text': 'array set multiselect', money: 'mony', 'list of': 'listof', 'one of': 'oneof' };
  test.each(Object.entries(others).flatMap(([meant, names]) => names.split(' ').map((name) => [name, meant])))('%s for %s, which needs more than a word', (name, meant) => {
    expect(mistakes(name!)).toMatchObject([{ code: 'MQL1007', advice: `did you mean \`${meant}\`?`, fixes: [] }]);
  });
});

test.each(['number', 'boolean', 'text', 'email', 'url', 'country', 'date', 'datetime', 'duration', 'Money usd', 'list of text', 'one of (a, b)', 'DATE "%d.%m.%Y"'])('`%s` is a type', (type) => {
  expect(mistakes(type)).toEqual([]);
});

describe('a type of which a part is wrong is told once, and doubts nothing that is asked of it', () => {
  const told = (type: string, asked: string) => mistakesOf(`vocabulary: lead size ${type}\nfit: size ${asked} +5\nmql when score > 1`).map(({ code }) => code);
  test.each([['money XYZ', '> $5'], ['money XYZ', '> €5'], ['list of strin', 'has "a"'], ['one of (small, 5)', 'big'], ['list of list of text', 'has "a"'], ['date "%q"', '> 2026-01-01']])('%s', (type, asked) => {
    expect(told(type, asked)).toHaveLength(1);
  });
});

describe('members', () => {
  const spellings = (members: string) => mistakes(`one of (${members})`).map(({ code, message }) => [code, message]);

  test('that are one text but for case and white space at the ends are doubles', () => {
    expect(spellings('vp "V.P.", other " v.p. "')).toMatchObject([['MQL1020', expect.stringContaining('a spelling of `vp`')]]);
    expect(spellings('vp, other "VP"')).toHaveLength(1);
    expect(mistakes('one of (vp, other "VP")')[0]!.related.map(({ span, message }) => [span, message])).toEqual([[{ start: 30, end: 32 }, 'the earlier one']]);
  });

  test('that data tells apart are none', () => {
    // A no-break space is no white space of the language, and an I with a dot is no i.
    expect(spellings('vp "V.P.", other "V.P.\u00a0"')).toEqual([]);
  });
});

describe('a format', () => {
  test.each([
    ['%d.%m', 'has no year (`%Y`)'], ['%d %Y', 'has no month (`%m`)'], ['%m/%y', 'has no day (`%d`)'], ['%Y-%m-%d %I', 'has only one of `%I` and `%p`'],
    ['%Y-%m-%d %p', 'has only one of `%I` and `%p`'], ['%Y-%m-%d %H %I %p', 'has both `%H` and `%I`'], ['%Y %Y %m %d', 'has `%Y` twice'], ['%q', 'has the unknown part `%q`'], ['%Y%m%d%', 'has the unknown part `%`'],
  ])('`%s` lacks something', (format, problem) => {
    expect(mistakes(`datetime "${format}"`).map(({ code, message }) => [code, message])).toEqual([['MQL1063', expect.stringContaining(problem)]]);
  });

  test.each(['%d.%m.%y', '%d %b %Y', '%B %d, %Y', '%d%%%m%%%Y', '%Y%m%d%H%M%S%f%z', '%Y-%m-%d %I:%M %p'])('`%s` is one', (format) => {
    expect(mistakes(`datetime "${format}"`)).toEqual([]);
  });
});
