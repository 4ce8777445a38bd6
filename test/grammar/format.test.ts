/** The one canonical form of a definition. */
import { format as prettierFormat } from 'prettier';
import { describe, expect, test } from 'vitest';
import { format } from '../../grammar/format/format.ts';
import * as plugin from '../../grammar/format/plugin.ts';
import { definitions, everyConstruct, grownUp, oneLine } from './definitions.ts';

async function formatted(text: string): Promise<string> {
  const result = await format(text);
  return 'text' in result ? result.text : result.diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`).join('\n');
}

/** The items of a section, without its first line and their indentation. */
async function items(text: string): Promise<string> {
  return (await formatted(`fit:\n${text}\n`)).replace(/^fit:\n/, '').replaceAll(/^ {2}/gm, '').trimEnd();
}

const long = 'a_name_that_takes_its_room_and_then_some_more';

describe('items', () => {
  test('a one-line definition becomes blocks', async () => {
    expect(await formatted(oneLine)).toBe(`fit:
  employees 50..500 and country US

intent:
  webinar +10 within 30d

mql when score > 50
`);
  });

  test('the definition of the introduction is in canonical form', async () => {
    expect(await formatted(grownUp)).toBe(grownUp);
  });

  test.each([
    ['COUNTRY Us AND NOT Webinar "A" WHERE ( Minutes>=3 ) WITHIN 30D  +10', 'COUNTRY Us and not Webinar "A" where (Minutes >= 3) within 30d +10'],
    ['x in(1 .. 5,7..,..9) +1', 'x in (1..5, 7.., ..9) +1'],
    ['x 5 .. 9 +1; y   -2.5K', 'x 5..9 +1\ny -2.5k'],
    ['revenue usd 5M..usd 6M +1; revenue > $5M', 'revenue USD 5m..USD 6m +1\nrevenue > $5m'],
    ['consent TRUE and x IS NOT Missing', 'consent true and x is not missing'],
    ['created before 2026-01-01t10:00z', 'created before 2026-01-01T10:00Z'],
    ['chat +1 AT MOST 3', 'chat +1 at most 3 times'],
    ['chat +1 Once PER Day AS "X  y"', 'chat +1 once per day as "X  y"'],
    ['NO activity WITHIN 3d -5', 'no activity within 3d -5'],
    ['Any OF (a,b) and AT least 2 of (c,d)', 'any of (a, b) and at least 2 of (c, d)'],
    ['REQUIRE Score > 5', 'require score > 5'],
    ['`within`>3 +1', '`within` > 3 +1'],
    ['a +1;;;\n;b +2', 'a +1\nb +2'],
  ])('%s', async (text, printed) => {
    expect(await items(text)).toBe(printed);
  });

  test('claims', async () => {
    expect(await formatted(`Claim "x": NEVER  a;b Implies(c)\n${long} and ${long} implies ${long} or b`)).toBe([
      'claim "x":', '  never a', '  b implies (c)', `  ${long} and ${long}`, `    implies ${long} or b`, '',
    ].join('\n'));
  });

  test('a long condition is broken before `and` and `or`, what binds tighter deeper', async () => {
    expect(await items(`${long} and b or c and ${long} or d +5 once`)).toBe([
      `${long} and b`, `  or c and ${long}`, '  or d +5 once',
    ].join('\n'));
    expect(await items(`${long} > 50 and ${long} < 60 and b or c +5`)).toBe([
      `${long} > 50`, `    and ${long} < 60`, '    and b', '  or c +5',
    ].join('\n'));
  });

  test('parentheses that are too long hold lines of their own', async () => {
    expect(await items(`x and (${long} or ${long} and b) +5`)).toBe(['x', '  and (', `    ${long}`, `    or ${long} and b`, '  ) +5'].join('\n'));
  });

  test('a long list fills its lines', async () => {
    expect(await items(`country in (${Array.from({ length: 30 }, () => 'DE').join(',')}) +5`)).toBe(
      `country in (\n  ${Array.from({ length: 24 }, () => 'DE').join(', ')},\n  ${Array.from({ length: 6 }, () => 'DE').join(', ')}\n) +5`,
    );
  });

  test('bands that are too long are aligned, and the tail has lines of its own', async () => {
    expect(await items('employees 1..49 +0 | 50..199 +10 | 200..999 +15 | 1000.. +20 | otherwise -2.5 up to 9 as "The size of it"')).toBe([
      'employees 1..49     +0',
      '        | 50..199   +10',
      '        | 200..999  +15',
      '        | 1000..    +20',
      '        | otherwise -2.5',
      '  up to 9',
      '  as "The size of it"',
    ].join('\n'));
  });

  test('a long tail has one part a line', async () => {
    expect(await items(`webinar +10 within 30d once per day up to 50 when ${long} and b as "The webinar"`)).toBe([
      'webinar +10', '  within 30d', '  once per day', '  up to 50', `  when ${long} and b`, '  as "The webinar"',
    ].join('\n'));
  });
});

describe('names', () => {
  test('are spelled as they are first declared', async () => {
    expect(await formatted('vocabulary:\n lead Staff number\n event Visit (Page text)\nlists: Big = "a"\ndefine: Vip = STAFF > 5\nFit:\n vip and visit where (PAGE in BIG) +1\n visit.page "x"\nMQL when FIT > 5 and VIP\nmql also when fit > 9\nscore = FIT')).toBe([
      'vocabulary:', '  lead Staff number', '  event Visit (Page text)', '', 'lists:', '  Big = "a"', '', 'define:', '  Vip = Staff > 5', '', 'Fit:',
      '  Vip and Visit where (Page in Big) +1', '  Visit.Page "x"', '', 'MQL when Fit > 5 and Vip', 'MQL also when Fit > 9', 'score = Fit', '',
    ].join('\n'));
  });

  test('a name of both spaces is the field in a rule and the score in a condition of a stage', async () => {
    expect(await formatted('vocabulary: lead BUDGET number\nBudget: budget > 5 +1 when budget > 3\nmql when budget > 5')).toBe(
      'vocabulary:\n  lead BUDGET number\n\nBudget:\n  BUDGET > 5 +1 when Budget > 3\n\nmql when Budget > 5\n',
    );
  });
});

describe('comments', () => {
  test('stay where they were', async () => {
    const text = `# the file

# about fit
fit: # the section
  # before
  a +1 # one
  b # first
      and c # second
    # in between
    or d +2 # two
    once # why
  # after

# about the stage
mql when a
# the end
`;
    expect(await formatted(text)).toBe(text);
  });

  test('inside parentheses', async () => {
    expect(await items('country in ( # which\n DE, # Germany\n # and\n FR\n ) +1')).toBe('country in ( # which\n  DE, # Germany\n  # and\n  FR\n) +1');
  });

  test('inside an amount of money, before its item', async () => {
    expect(await items('any of (a, revenue usd # Really\n 5M..)')).toBe('any of (\n  a, # Really\n  revenue USD 5m..\n)');
  });

  test('after an operator, before the next line', async () => {
    expect(await items('a and # why\n b +1')).toBe('a # why\n  and b +1');
    expect(await items('e 1 +1 | # small\n 2 +2')).toBe('e 1 +1 # small\n| 2 +2');
  });

  test('between blocks: to the block above if indented', async () => {
    expect(await formatted('fit:\n  a +1\n  # above\nmql when a')).toBe('fit:\n  a +1\n  # above\n\nmql when a\n');
    expect(await formatted('fit:\n  a +1\n# below\nmql when a')).toBe('fit:\n  a +1\n\n# below\nmql when a\n');
    expect(await formatted('fit:\n  a +1\n  # in it\n# below\n  # below, too\nmql when a')).toBe('fit:\n  a +1\n  # in it\n\n# below\n# below, too\nmql when a\n');
    expect(await formatted('fit:\n  a +1\n# apart\n\n# about mql\nmql when a')).toBe('fit:\n  a +1\n\n# apart\n\n# about mql\nmql when a\n');
  });
});

describe('lines', () => {
  test('empty lines are kept to one, and blocks stand apart', async () => {
    expect(await formatted('\n\nfit:\n\n\n  a +1\n\n\n\n  b +2\nmql when a\n\n\nsql when b\nintent:\n  c +1\n\n')).toBe(
      'fit:\n  a +1\n\n  b +2\n\nmql when a\n\nsql when b\n\nintent:\n  c +1\n',
    );
  });

  test('end in LF; a BOM is kept', async () => {
    expect(await formatted('\ufefffit:\r\n  a +1 # x\r\n')).toBe('\ufefffit:\n  a +1 # x\n');
  });

  test('an empty file stays empty', async () => {
    expect(await formatted('')).toBe('');
    expect(await formatted('\n\n')).toBe('');
    expect(await formatted('# only')).toBe('# only\n');
  });
});

test('a file with mistakes is left as it is, with its diagnostics', async () => {
  expect(await formatted('fit:\n  a and +1\n  b   +2')).toBe('MQL0001 found `+1` after `and` where a condition is due');
});

describe('the Prettier plugin', () => {
  const withPrettier = (text: string): Promise<string> => prettierFormat(text, { parser: 'mql', plugins: [plugin] });

  test.each([...definitions, everyConstruct.replaceAll('\n', '\r\n'), `\ufeff${grownUp}`])('gives what the formatter gives (%#)', async (text) => {
    expect(await withPrettier(text)).toBe(await formatted(text));
  });

  test('tells where the first mistake is', async () => {
    await expect(withPrettier('fit:\n  a and +1')).rejects.toMatchObject({ loc: { start: { line: 2, column: 9 }, end: { line: 2, column: 11 } } });
  });
});
