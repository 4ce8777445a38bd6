/** The files that a file uses: where each `use` leads, and what is said of circles and of files that are not there. */
import { expect, test } from 'vitest';
import { loadFiles } from '../../../compiler/bind/load-files.ts';
import { analyze } from '../../../compiler/analyze.ts';
import { sourceFile } from '../../../compiler/source/source-file.ts';

type Texts = Readonly<Record<string, string>>;

function loaded(path: string, texts: Texts): { readonly links: string[]; readonly used: string[]; readonly said: string[]; readonly definition: string } {
  const source = (other: string) => (texts[other] === undefined ? undefined : sourceFile(other, texts[other]));
  const { links, used, diagnostics, definition } = loadFiles(source(path)!, source);
  return {
    links: links.map(({ file, statement, path: target }) => `${file.path} "${statement.path.value}" -> ${target}`),
    used: used.map(({ file }) => file.path),
    said: diagnostics.map(({ code, file, span }) => `${code} ${file.path} ${file.text.slice(span.start, span.end)}`),
    definition: definition.file.path,
  };
}

const words = 'vocabulary: lead seats number\n';

test('used files come before those that use them, each once', () => {
  expect(loaded('crm/a.mql', {
    'crm/a.mql': 'use "b.mql"\nuse "c.mql"\nmql when seats 5\n', 'crm/b.mql': 'use "lists/../c.mql"\n', 'crm/c.mql': words,
  })).toEqual({
    links: ['crm/a.mql "b.mql" -> crm/b.mql', 'crm/b.mql "lists/../c.mql" -> crm/c.mql', 'crm/a.mql "c.mql" -> crm/c.mql'],
    used: ['crm/c.mql', 'crm/b.mql'], said: [], definition: 'crm/a.mql',
  });
});

test('a circle is said where it closes', () => {
  const first = { 'a.mql': 'use "b.mql"\nmql when webinar\n', 'b.mql': 'use "c.mql"\n', 'c.mql': 'use "a.mql"\n' };
  expect(loaded('a.mql', first)).toMatchObject({ said: ['MQL1031 c.mql "a.mql"'], used: ['c.mql', 'b.mql'] });
  expect(loaded('a.mql', { 'a.mql': 'use "b.mql"\nmql when webinar\n', 'b.mql': 'use "b.mql"\n' })).toMatchObject({ said: ['MQL1031 b.mql "b.mql"'] });
  expect(loaded('a.mql', { 'a.mql': 'use "a.mql"\nmql when webinar\n' })).toMatchObject({ said: ['MQL1031 a.mql "a.mql"'], used: [] });
});

test('a file of tests has the one definition that it uses', () => {
  const tests = 'test "t":\n  given webinar 1d ago\n  expect mql\n';
  const texts = { 'a.mql': 'use "words.mql"\nmql when webinar\n', 'words.mql': words };
  expect(loaded('t.mql', { ...texts, 't.mql': `use "a.mql"\n${tests}` })).toEqual({
    links: ['t.mql "a.mql" -> a.mql', 'a.mql "words.mql" -> words.mql'], used: ['words.mql'], said: [], definition: 'a.mql',
  });
  expect(loaded('t.mql', { ...texts, 't.mql': `use "a.mql"\nuse "b.mql"\nuse "c.mql"\n${tests}` })).toMatchObject({
    links: ['t.mql "a.mql" -> a.mql', 'a.mql "words.mql" -> words.mql'], said: ['MQL1033 t.mql "b.mql"', 'MQL1033 t.mql "c.mql"'], definition: 'a.mql',
  });
  expect(loaded('t.mql', { 't.mql': `use "t.mql"\n${tests}` })).toMatchObject({ links: ['t.mql "t.mql" -> t.mql'], said: ['MQL1031 t.mql "t.mql"'] });
  expect(loaded('t.mql', { 't.mql': `use "nowhere.mql"\n${tests}` })).toMatchObject({ said: ['MQL1030 t.mql "nowhere.mql"'], definition: 't.mql' });
  expect(loaded('t.mql', { ...texts, 'a.mql': 'use "t.mql"\nmql when webinar\n', 't.mql': `use "a.mql"\n${tests}` })).toMatchObject({ said: ['MQL1031 a.mql "t.mql"'] });
});

test('what else than a vocabulary a used file holds is shown', () => {
  const shown = (text: string): string[] => {
    const main = sourceFile('a.mql', 'use "b.mql"\nmql when webinar\n');
    return loadFiles(main, (path) => (path === 'b.mql' ? sourceFile(path, text) : undefined)).diagnostics
      .map(({ code, message, related }) => `${code} ${message}: ${related.map(({ file, span }) => file.text.slice(span.start, span.end)).join()}`);
  };
  const aTest = 'test "t":\n  given webinar 1d ago\n  expect mql\n';
  expect(shown(`${words}${aTest}`)).toEqual([expect.stringMatching(/^MQL1032 `b\.mql` holds a test, so it cannot be used: test "t"/)]);
  expect(shown(`${words}claim "c": mql implies hot\n`)).toEqual([expect.stringMatching(/^MQL1032 `b\.mql` holds a claim, so it cannot be used: claim "c"/)]);
  expect(shown('lists: a = "x"\nhot when webinar\n')).toEqual(['MQL1032 `b.mql` holds the stage `hot`, so it cannot be used: hot when webinar']);
  expect(shown('fit: webinar +5\n')).toEqual(['MQL1032 `b.mql` holds the section `fit`, so it cannot be used: fit:']);
  expect(shown('tier A when webinar\n')).toEqual(['MQL1032 `b.mql` holds tiers, so it cannot be used: tier A when webinar']);
  expect(shown('tier = webinar 1.. A\n')).toEqual(['MQL1032 `b.mql` holds tiers, so it cannot be used: tier = webinar 1.. A']);
  const main = sourceFile('a.mql', 'use "b.mql"\n');
  expect(loadFiles(main, () => sourceFile('b.mql', 'score = 5\n')).diagnostics[0]!.related[0]!.message).toBe('this is no vocabulary');
  expect(shown('score = 5\n')).toEqual(['MQL1032 `b.mql` holds a score, so it cannot be used: score = 5']);
  expect(shown('definition "d":\n')).toEqual(['MQL1032 `b.mql` holds a `definition` block, so it cannot be used: definition "d":']);
  expect(shown('exclude: webinar\n')).toEqual(['MQL1032 `b.mql` holds an `exclude` block, so it cannot be used: exclude:']);
  expect(shown('handoff: to "x"\n')).toEqual(['MQL1032 `b.mql` holds a `handoff` block, so it cannot be used: handoff:']);
});

test('a file of claims is one of tests, too; without `use` it is a definition like others', () => {
  const texts = { 'a.mql': 'mql when webinar\nhot when webinar\n' };
  expect(loaded('t.mql', { ...texts, 't.mql': 'use "a.mql"\nclaim "c": mql implies hot\n' })).toMatchObject({ definition: 'a.mql', said: [] });
  expect(loaded('t.mql', { ...texts, 't.mql': 'test "t":\n  given webinar 1d ago\n  expect mql\n' })).toMatchObject({ definition: 't.mql', links: [], said: [] });
});

test('without a test it is a definition like others', () => {
  expect(loaded('a.mql', { 'a.mql': 'use "words.mql"\n', 'words.mql': words })).toMatchObject({ definition: 'a.mql', used: ['words.mql'] });
  expect(loaded('a.mql', { 'a.mql': `use "words.mql"\nmql when seats 5\ntest "t":\n  given seats 5\n  expect mql\n`, 'words.mql': words })).toMatchObject({ definition: 'a.mql', used: ['words.mql'] });
});

test('diagnostics stand in the order of the files, and in each in the order of the text', () => {
  const texts: Texts = {
    'a.mql': 'use "b.mql"\nuse "gone.mql"\nfit: employees contains "x" and country Atlantis\nmql when first and employees "y"\n',
    'b.mql': 'define:\n  first = employees "z"\n  second = country "Germny"\nvocabulary:\n  lead seats numbr\n',
  };
  const source = (path: string) => (texts[path] === undefined ? undefined : sourceFile(path, texts[path]));
  expect(analyze(source('a.mql')!, source).diagnostics.map(({ code, file, span }) => `${file.path} ${code} ${file.text.slice(span.start, span.end)}`)).toEqual([
    'a.mql MQL1030 "gone.mql"', 'a.mql MQL1041 contains "x"', 'a.mql MQL1005 Atlantis', 'a.mql MQL1040 "y"',
    'b.mql MQL1040 "z"', 'b.mql MQL1005 "Germny"', 'b.mql MQL1007 numbr',
  ]);
});
