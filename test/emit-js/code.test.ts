/** The pieces of which compiled modules are written. */
import { describe, expect, test } from 'vitest';
import { comment, docComment, indented, key, literal, nameEnd, shortDuration } from '../../compiler/emit/js/code.ts';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { asPart, conjunction, disjunction, grouped } from '../../compiler/emit/js/emit-test.ts';
import { isOwnNameOfEvents, isOwnNameOfLeads } from '../../compiler/emit/js/own-names.ts';
import { isLarge, PointUnit } from '../../compiler/emit/js/point-unit.ts';
import { isFoundInLowerCase } from '../../compiler/emit/js/views.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';

test('texts', () => {
  expect([literal('a"b\n</script>\u2028\u2029'), literal(5), literal(null)]).toEqual(['"a\\"b\\n\\u003c/script>\\u2028\\u2029"', '5', 'null']);
  expect(comment('a\nb\u2028c */ d </script>')).toBe('// a b c * / d < /script>');
  expect(docComment('a\nb\u0007c */ d </script>')).toBe('/** a b c * / d < /script> */');
  expect(['page_view', 'a-b', 'X1', '\u00e4'].map(nameEnd)).toEqual(['page_view', 'a_b', 'X1', '_']);
  expect(['__proto__', 'constructor', 'mql'].map(key)).toEqual(['["__proto__"]', 'constructor', 'mql']);
  expect(indented(['a', '', 'b'])).toEqual(['  a', '', '  b']);
  expect(indented(['a'], 2)).toEqual(['    a']);
});

test.each([
  [86_400_000, '1d'], [30 * 86_400_000, '30d'], [3_600_000, '1h'], [25 * 3_600_000, '25h'], [60_000, '1min'], [90 * 60_000, '90min'], [1000, '1s'], [61_000, '61s'], [1500, '1500ms'], [1, '1ms'],
])('%d milliseconds are %s', (milliseconds, expected) => {
  expect(shortDuration(milliseconds)).toBe(expected);
});

test.each([
  ['id', true, true], ['ID', false, true], ['i_d', false, true], ['lead_Id', false, true], ['lead', false, false], ['fields', true, false], ['type', false, true], ['at', false, true], ['properties', false, true], ['Properties_', false, true], ['title', false, false], ['identity', false, false],
])('%s is a name of leads: %s, of events: %s', (name, ofLeads, ofEvents) => {
  expect([isOwnNameOfLeads(name), isOwnNameOfEvents(name)]).toEqual([ofLeads, ofEvents]);
});

test.each([['abc', true], ['a-c 1\u007f', true], ['vip', false], ['\u0080', false], ['stra\u00dfe', false], ['', true]])('%j is found in lower case: %s', (text, expected) => {
  expect(isFoundInLowerCase(text)).toBe(expected);
});

describe('parentheses stand where operators around could tear the code apart, and nowhere else', () => {
  test.each([
    ['x', 'x', 'x'], ['a.b$1', 'a.b$1', 'a.b$1'], ['f()', 'f()', 'f()'], ['!x', '!x', '(!x)'], ['x === 5', 'x === 5', '(x === 5)'], ['x >= -1.5', 'x >= -1.5', '(x >= -1.5)'], ['x !== "a b"', 'x !== "a b"', '(x !== "a b")'],
    ['x.includes("a")', 'x.includes("a")', '(x.includes("a"))'], ['a && b', '(a && b)', '(a && b)'], ['a || b', '(a || b)', '(a || b)'], ['x ? 1 : 0', '(x ? 1 : 0)', '(x ? 1 : 0)'], ['x === "a || b"', '(x === "a || b")', '(x === "a || b")'],
    ['a + b > 5', '(a + b > 5)', '(a + b > 5)'], ['f(a && b)', '(f(a && b))', '(f(a && b))'], ['x === "\\""', '(x === "\\"")', '(x === "\\"")'], ['x < y', 'x < y', '(x < y)'], ['f(x) && g(x)', '(f(x) && g(x))', '(f(x) && g(x))'],
  ])('%s', (code, part, group) => {
    expect([asPart(code), grouped(code)]).toEqual([part, group]);
  });

  test('joined', () => {
    expect([disjunction(['a']), disjunction(['a', 'b && c']), conjunction(['a']), conjunction(['a', 'b || c']), disjunction(['a && b']), conjunction(['a || b'])]).toEqual(['a', 'a || (b && c)', 'a', 'a && (b || c)', 'a && b', 'a || b']);
  });
});

describe('whole points are counted as such where there are no others', () => {
  test.each([
    ['fit: country US +10', 10_000], ['fit: country US +0.5', 1], ['fit: country US +10 up to 2.5', 1], ['fit: country US +10 up to 5', 10_000], ['fit (up to 2.5): country US +10', 1], ['fit (floor -2.5): country US +10', 1], ['fit (up to 20, floor -5): country US +10', 10_000],
    ['fit: employees 1..5 +1 | 6.. +2', 10_000], ['fit: employees 1..5 +1 | 6.. +2.5', 1], ['fit: employees 1..5 +2.5 | 6.. +1', 1], ['fit: webinar +1 decay 50% every 1d', 1], ['fit: webinar +1 fade over 5d', 1], ['fit: webinar +1 once', 10_000],
    ['fit: webinar "a" +1 | otherwise +0.5', 1], ['fit: employees +1 per 5', 10_000], ['fit: employees +0.5 per 5', 1], ['fit: country US +1\n  title "a" +0.5', 1], ['fit: country US +0.5\nintent: webinar +1', 1], ['intent: webinar +1\nfit: country US +0.5', 1],
    ['fit: country US +1\nscore = fit + 5', 10_000], ['fit: country US +1\nscore = fit + 0.5', 1], ['fit: country US +1\nscore = 50% * fit', 1], ['fit: country US +1\nscore = 200% * fit', 10_000], ['fit: country US +1\nscore = 2 * fit - 5 up to 7.5', 1], ['fit: country US +1\nscore = 2 * fit floor -7.5', 1],
    ['fit: country US +1\nscore = 5 + 50% * fit', 1], ['fit: country US +1\nscore half = 50% * fit', 1], ['fit: country US +1\nscore half = 2 * fit\nscore = half', 10_000], ['fit: country US +1\nscore = 1000 * fit', 1], ['fit: country US +1\nscore = 800 * fit', 10_000], ['fit: country US +1\nscore = 0 - 1000 * fit', 1],
    ['fit: country US +1\nscore = 899 * fit + 1_000_000', 10_000],
  ])('%s: %d', (text, size) => {
    const plan = makePlan(definitionOf(`${text}\nmql when country US\n`));
    const unit = new PointUnit(plan);
    expect(unit.size).toBe(size);
    expect([unit.amount(20_000), unit.amount(-5000 * size), unit.limit]).toEqual(size === 1 ? ['20000', '-5000', '1e13'] : ['2', '-5000', '1e9']);
    expect([unit.shown('x'), unit.tenThousandths('x')]).toEqual(size === 1 ? ['x / 10000', 'x'] : ['x', 'x * 10000']);
  });

  test('sums beyond what numbers hold exactly', () => {
    const scaled = (factor: number) => ({ kind: 'scaled', score: 0, factor }) as const;
    const large = (...terms: Parameters<typeof isLarge>[0]['terms'][number][]): boolean => isLarge({ terms, upTo: null, floor: null });
    expect([large(scaled(900_000_000)), large(scaled(900_000_001)), large(scaled(-900_000_001)), large(scaled(900_000_000), { kind: 'constant', points: -1 }), large(scaled(500_000_000), scaled(500_000_000)), large({ kind: 'constant', points: -10_000_000_000 })])
      .toEqual([false, true, true, true, true, false]);
  });
});

test('a module says what it is, and each item stands beside the text that it comes from', () => {
  const { code } = emitModule(makePlan(definitionOf([
    'define: american = country US', 'exclude: title mentions "student"', 'fit:', '  require employees 50..', '  american +10 as "In the US"', 'score half = 50% * fit', 'mql when half > 1', 'mql also when qualified', 'tier A when half > 2', 'handoff:', '  to "SDR" when tier A', '  to "AE"', '',
  ].join('\n'))));
  const comments = code.slice(0, code.indexOf('function explained')).split('\n').filter((line) => /^\s*(?:\/\/|\/\*\* (?:Changes|What of|Scores|The same))/.test(line)).map((line) => line.trim().replace(/version \w+/, 'version X'));
  expect(comments).toEqual([
    '// A definition without a title, version X. Compiled from definition.mql; change that file, not this one.', '/** Changes when what the definition means changes. */', '/** What of the data the definition reads. */',
    '/** Scores a lead at the instant `now`, in epoch milliseconds. Points are whole ten-thousandths inside. */', '// A lead or an event that is not there, or a time that is none.',
    '// american = country US', '// title mentions "student"', '// section fit', '// require employees 50..', '// In the US', '// score half = 50% * fit', '// mql when half > 1', '// mql also when qualified', '// tier A when half > 2', '// to "SDR" when tier A', '// to "AE"',
    '/** The same, and what every item of the definition came to. */', '// A lead or an event that is not there, or a time that is none.',
  ]);
});

test('a grid of tiers stands beside its text, too', () => {
  const { code } = emitModule(makePlan(definitionOf('fit: country US +10\nmql when fit > 1\ntier = fit 5.. A | otherwise B, fit 9.. "1" | otherwise "2"\n')));
  expect(code.split('\n').indexOf('  // tier = fit 5.. A | otherwise B, fit 9.. "1" | otherwise "2"')).toBeGreaterThan(code.split('\n').indexOf('  // mql when fit > 1'));
});

describe('a module', () => {
  const codeOf = (text: string): string => emitModule(makePlan(definitionOf(text))).code;

  test('says what it is compiled from', () => {
    expect(codeOf('mql when webinar')).toMatch(/^\/\/ A definition without a title, version [0-9a-f]{16}\. Compiled from definition\.mql; change that file, not this one\.\n/);
    expect(codeOf('definition "Leads":\n  owner "x"\nmql when webinar')).toMatch(/^\/\/ Leads, version /);
  });

  test('says what its exports are', () => {
    const code = codeOf('mql when webinar');
    expect(code).toContain('\n/** Changes when what the definition means changes. */\nexport const version = "');
    expect(code).toContain('\n/** What of the data the definition reads. */\nexport const schema = ');
    expect(code).toContain('\n/** Scores a lead at the instant `now`, in epoch milliseconds. Points are whole ten-thousandths inside. */\nexport function score(lead, events, now) {\n');
    expect(code).toContain('\n/** The same, and what every item of the definition came to. */\nexport function explain(lead, events, now) {\n');
    expect(code).toContain('    // A lead or an event that is not there, or a time that is none.\n    return scored(lead ?? {}, ');
    expect(emitModule(makePlan({ ...definitionOf('mql when webinar'), file: { ...definitionOf('mql when webinar').file, path: 'a/b\\c.mql' } })).code).toContain('. Compiled from c.mql; change');
  });

  test('carries the helpers that it asks for, and no others', () => {
    expect(codeOf('mql when country US')).not.toContain('function readNumber');
    expect(codeOf('mql when employees 5')).toContain('function readNumber');
  });

  test('has an empty line between its functions, and its loops set in', () => {
    const code = codeOf('intent: webinar +1\n  page_view where title "x" +1\nmql when score > 1');
    expect(code).toMatch(/\n\}\n\nfunction /);
    expect(code).toContain(`
      switch (event.type) {
        case "page_view": {
          const event_title = readText(event.title);
          if (event_title === "x") {
            count_1 += 1;
          }
          break;
        }
        case "webinar": {
          count_0 += 1;
          break;
        }
      }
    }
  }
  const excluded = false;
`);
    expect(code).not.toContain('kinds_');
    expect(code).not.toMatch(/\n\n\n/);
    expect(code).not.toMatch(/\}\n?(?:function|\/\*\*)/);
  });

  test('tells many types of events apart by a map that says what it holds', () => {
    expect(codeOf('intent: activity +1\nmql when score > 1')).toContain('\n        case 21: // calculator_used\n        case 22: { // feature_used\n          count_0 += 1;\n          break;\n        }\n      }\n');
    expect(codeOf('intent: activity +1\nmql when score > 1')).toMatch(/\nconst kinds_1 = new Map\(\[\["page_view",0\],\["pricing_view",1\],/);
  });
});
