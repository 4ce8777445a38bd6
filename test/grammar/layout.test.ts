/** Where items end, and blocks begin: sections 1 and 2 of the language reference. */
import { describe, expect, test } from 'vitest';
import { tree } from './reading.ts';

const body = (text: string): string => tree(`fit:\n${text}`).replace(/^section fit:\n/, '').replaceAll(/^ {2}/gm, '');

describe('an item ends', () => {
  test('at the end of its line', () => {
    expect(body('a +1\nb +2')).toBe('rule a +1\nrule b +2');
  });

  test('at `;`, also inside parentheses', () => {
    expect(body('a +1; b +2;; c +3;')).toBe('rule a +1\nrule b +2\nrule c +3');
    expect(body('a in (x; b +2')).toMatch(/^require \(unsaid\) a‹in \(x\)›\nrule b \+2\nMQL0004/);
  });

  test('whatever the indentation', () => {
    expect(tree('  fit:\na +1\n      b +2\n mql when score > 5')).toBe('section fit:\n  rule a +1\n  rule b +2\nstage mql when score‹> 5›');
  });
});

describe('a line goes on', () => {
  test('inside parentheses', () => {
    expect(body('country in (DE,\n  FR\n  , GB\n)\nb +1')).toBe('require (unsaid) country‹in (DE, FR, GB)›\nrule b +1');
  });

  test.each(['and', 'or', 'AND'])('when it ends with, or the next begins with, `%s`', (word) => {
    const joined = `rule {a ${word.toLowerCase()} b} +1`;
    expect(body(`a ${word}\nb +1`)).toBe(joined);
    expect(body(`a\n${word} b +1`)).toBe(joined);
  });

  test('when it ends with, or the next begins with, `|` or `,`', () => {
    expect(body('e 1 +1 |\n 2 +2\n | 3 +3')).toBe('bands e: 1 +1 | 2 +2 | 3 +3');
    expect(tree('vocabulary: missing "a",\n"b"\n, "c"')).toBe('vocabulary:\n  missing "a", "b", "c"');
  });

  test('over comments and empty lines', () => {
    expect(body('a and # why\n\n # because\n b +1')).toBe('rule {a and b} +1');
    expect(body('a +1\n\n# far below\n\n  once')).toBe('rule a +1 [once]');
  });

  test.each([
    ['+5', 'rule a +5'], ['-5', 'rule a -5'],
    ['+5 per 3', 'proportional a +5 per 3'],
  ])('before points: %s', (text, printed) => {
    expect(body(`a\n${text}\nb +1`)).toBe(`${printed}\nrule b +1`);
  });

  test.each([
    ['per 3', 'proportional a +1 per 3'], ['within 30d', 'rule a +1 [within 2592000000ms]'], ['once', 'rule a +1 [once]'], ['at most 2 times', 'rule a +1 [at most 2]'],
    ['up to 5', 'rule a +1 [up to 5]'], ['decay 50% every 7d', 'rule a +1 [decay 50% every 604800000ms]'], ['fade over 7d', 'rule a +1 [fade over 604800000ms]'],
    ['when b', 'rule a +1 [when b]'], ['as "A"', 'rule a +1 [as "A"]'],
  ])('before a tail: %s', (text, printed) => {
    expect(body(`a +1\n  ${text}\nc +2`)).toBe(`${printed}\nrule c +2`);
  });

  test('but not before `at` and a date, or `as` and a name', () => {
    expect(tree('test "t":\n  expect mql\n  at 2026-01-01')).toBe('test "t":\n  expect mql\n  at date 2026-1-1');
  });
});

describe('open parentheses', () => {
  test.each([
    ['a block', 'intent:', 'section intent:'],
    ['a block with settings', 'intent (up to 5):', 'section intent [up to 5]:'],
    ['a test', 'test "t":', 'test "t":'],
    ['a stage', 'mql when score > 5', 'stage mql when score‹> 5›'],
    ['another way into a stage', 'mql also when score > 5', 'stage mql also when score‹> 5›'],
    ['a tier', 'tier A when score > 5', 'tier A when score‹> 5›'],
  ])('are ended by a line that begins %s', (_, line, printed) => {
    expect(tree(`fit:\n  country in (DE, FR\n${line}`)).toBe(`section fit:\n  require (unsaid) country‹in (DE, FR)›\n${printed}\nMQL0004 \`(\` is never closed`);
  });

  test('cost one item only', () => {
    expect(tree('fit:\n  country in (DE, FR +5\n  a +1\n  b +2\nmql when a')).toBe(
      'section fit:\n  rule country‹in (DE, FR)› +5\n  rule a +1\n  rule b +2\nstage mql when a\nMQL0004 `(` is never closed',
    );
  });
});

describe('blocks', () => {
  test('a whole definition on one line', () => {
    expect(tree('fit: employees 50..500 AND country US; intent: webinar +10 within 30d; mql when score > 50')).toBe(
      'section fit:\n  require (unsaid) {employees‹50..500› and country‹US›}\nsection intent:\n  rule webinar +10 [within 2592000000ms]\nstage mql when score‹> 50›',
    );
  });

  test('end where the next block or statement begins', () => {
    expect(tree('fit: a +1\nuse "x.mql"\ndefine: b = c\nscore = fit\nexclude: d\ntier A when e\nlists: f = g\ntier = fit 5.. A')).toBe([
      'section fit:', '  rule a +1', 'use "x.mql"', 'define:', '  define b = c', 'score = + fit', 'exclude:', '  exclude d', 'tier A when e', 'lists:', '  list f = g',
      'tier = fit: 5.. => A',
    ].join('\n'));
  });

  test('take their names without regard to case; a name in backquotes is a section', () => {
    expect(tree('EXCLUDE: a\n`exclude`: b +1')).toBe('exclude:\n  exclude a\nsection `exclude`:\n  rule b +1');
  });

  test('take settings over several lines', () => {
    expect(tree('fit (within 30d,\n  up to 5\n, floor -5, after last closed_lost where reason "x"):\n a +1')).toBe(
      'section fit [within 2592000000ms] [up to 5] [floor -5] [after last closed_lost‹where reason‹"x"››]:\n  rule a +1',
    );
  });

  test('the words of blocks and statements are names elsewhere', () => {
    expect(body('test 5 and definition "x" and use > 3 +1\nlead = 3\nevent\nuse "x" +1')).toBe(
      'rule {test‹5› and definition‹"x"› and use‹> 3›} +1\nrequire (unsaid) lead‹= 3›\nrequire (unsaid) event\nrule use‹"x"› +1',
    );
  });
});
