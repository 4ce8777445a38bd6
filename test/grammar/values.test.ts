/** Words and values: section 1 of the language reference. */
import { describe, expect, test } from 'vitest';
import { carets, item, tree } from './reading.ts';

describe('words', () => {
  test('keywords are matched without regard to case, and names keep theirs', () => {
    expect(item('Country US AND NOT Employees 5 +10 WITHIN 30D')).toBe('rule {Country‹US› and not Employees‹5›} +10 [within 2592000000ms]');
  });

  test('a name in backquotes is never a keyword', () => {
    expect(item('`not` 5')).toBe('require (unsaid) `not`‹5›');
    expect(item('x = 5 and `or` > 3 +1')).toBe('rule {x‹= 5› and `or`‹> 3›} +1');
  });

  test.each([
    ['country in (IN, IS, NO, AND, OR, NOT, AS, AT)', 'country‹in (IN, IS, NO, AND, OR, NOT, AS, AT)›'],
    ['country = OR', 'country‹= OR›'],
    ['country is AND', 'country‹is AND›'],
    ['country IN', 'country‹IN›'],
    ['country IS', 'country‹IS›'],
    ['country NO', 'country‹NO›'],
    ['country AS', 'country‹AS›'],
    ['country AT', 'country‹AT›'],
    ['country PER', 'country‹PER›'],
    ['country TO', 'country‹TO›'],
    ['country BY', 'country‹BY›'],
    ['topic within', 'topic‹within›'],
    ['topic contains', 'topic‹contains›'],
    ['topic before', 'topic‹before›'],
    ['country IN and country IS', '{country‹IN› and country‹IS›}'],
    ['has_tag has has', 'has_tag‹has one (has)›'],
  ])('in the place of a value every word is a value: %s', (text, printed) => {
    expect(item(text)).toBe(`require (unsaid) ${printed}`);
  });

  test.each([
    ['country IN +5', 'rule country‹IN› +5'],
    ['country IS +5', 'rule country‹IS› +5'],
    ['country in eu +5', 'rule country‹in list eu› +5'],
    ['country AS +5 as "Samoa"', 'rule country‹AS› +5 [as "Samoa"]'],
    ['country AT +5 at most 2 times', 'rule country‹AT› +5 [at most 2]'],
    ['country NO +5 when no webinar', 'rule country‹NO› +5 [when no webinar]'],
  ])('an operator only before what it needs: %s', (text, printed) => {
    expect(item(text)).toBe(printed);
  });

  test('properties are never reserved', () => {
    expect(item('visit where total > 5 +1')).toBe('rule visit‹where total‹> 5›› +1');
    expect(item('visit where (no "x" and within = 3) +1')).toBe('rule visit‹where ({no‹"x"› and within‹= 3›})› +1');
    expect(item('total visit.within > 5 +1')).toBe('rule total visit.within‹> 5› +1');
    expect(tree('vocabulary: event visit (within number, not text)')).toBe('vocabulary:\n  event visit (within number, not text)');
  });

  test('members of a one of are never reserved', () => {
    expect(tree('vocabulary: lead state one of (CA, OR "Oregon", IN)')).toBe('vocabulary:\n  lead state one of (CA, OR "Oregon", IN)');
  });
});

describe('numbers', () => {
  test.each([
    ['50', '50'], ['1_000', '1000'], ['2.5', '2.5'], ['5k', '5000'], ['5K', '5000'], ['1.5m', '1500000'], ['2bn', '2000000000'], ['0.0005k', '0.5'],
    ['007', '7'], ['2.50', '2.5'], ['0', '0'], ['0.0', '0'], ['1_000.5', '1000.5'], ['12345678901234567890.12345', '12345678901234567890.12345'],
  ])('%s', (text, decimal) => {
    expect(item(`x = ${text}`)).toBe(`require (unsaid) x‹= ${decimal}›`);
  });

  test('a negative zero is zero, its sign told apart', () => {
    expect(item('x = -0')).toBe('require (unsaid) x‹= +0›');
  });

  test.each([['45s', 45_000], ['15min', 900_000], ['2h', 7_200_000], ['30d', 2_592_000_000], ['6w', 3_628_800_000], ['1.5H', 5_400_000], ['0.001s', 1], ['36500d', 3_153_600_000_000]])(
    'duration %s', (text, milliseconds) => {
      expect(item(`webinar +1 within ${text}`)).toBe(`rule webinar +1 [within ${milliseconds}ms]`);
      expect(item(`x > ${text}`)).toBe(`require (unsaid) x‹> ${milliseconds}ms›`);
    },
  );

  test.each([
    ['$5m', 'USD 5000000'], ['£1.5m', 'GBP 1500000'], ['€200k', 'EUR 200000'], ['USD 5m', 'USD 5000000'], ['jpy 100', 'JPY 100'], ['-$5', 'USD -5'], ['$0.10', 'USD 0.1'],
  ])('money %s', (text, printed) => {
    expect(item(`x = ${text}`)).toBe(`require (unsaid) x‹= ${printed}›`);
  });

  test('percent', () => {
    expect(item('x >= 12.50%')).toBe('require (unsaid) x‹>= 12.5%›');
  });

  test.each([
    ['2026-12-31', 'date 2026-12-31'], ['2024-02-29', 'date 2024-2-29'],
    ['2026-12-31T10:00Z', 'instant 2026-12-31T10:00:00.000 offset 0'], ['2026-12-31T10:00', 'instant 2026-12-31T10:00:00.000'],
    ['2026-12-31T10:00:30.5+02:00', 'instant 2026-12-31T10:00:30.500 offset 120'], ['2026-12-31t10:00-0330', 'instant 2026-12-31T10:00:00.000 offset -210'],
  ])('date or instant %s', (text, printed) => {
    expect(item(`x = ${text}`)).toBe(`require (unsaid) x‹= ${printed}›`);
  });
});

describe('signs', () => {
  test.each([
    ['x > -5', 'require (unsaid) x‹> -5›'],
    ['x >-5 -5', 'rule x‹> -5› -5'],
    ['x is -3', 'require (unsaid) x‹is -3›'],
    ['x is not -3 +1', 'rule x‹is not -3› +1'],
    ['x in (-5..-1, +3) +1', 'rule x‹in (-5..-1, +3)› +1'],
    ['x has any of (-1, -2) +1', 'rule x‹has any (-1, -2)› +1'],
    ['x 5..-2 +1', 'rule x‹5..-2› +1'],
    ['x 40.. +10', 'rule x‹40..› +10'],
    ['x 40..+10 +1', 'rule x‹40..+10› +1'],
    ['x ..-2 -1', 'rule x‹..-2› -1'],
    ['x -5', 'rule x -5'],
    ['webinar+10', 'rule webinar +10'],
    ['country US-10', 'rule country‹US› -10'],
    ['x ..500 -1', 'rule x‹..500› -1'],
    ['x 50.. 60 +1', 'rule x‹50..60› +1'],
  ])('%s', (text, printed) => {
    expect(item(text)).toBe(printed);
  });

  test('settings and lists take signs', () => {
    expect(tree('fit (floor -10, up to +20):')).toBe('section fit [floor -10] [up to +20]:');
    expect(tree('lists: x = -5, -3..-1')).toBe('lists:\n  list x = -5, -3..-1');
  });

  test('points that touch the value before them are an error that proposes a range', () => {
    expect(carets('fit: employees 50-500 +10')).toBe('fit: employees 50-500 +10\n                 ^^^^ MQL0024');
    expect(item('employees 50-500 +10')).toMatch(/^rule employees‹50..500› \+10\nMQL0024/);
    expect(item('revenue $5m-$10m +10')).toMatch(/^rule revenue‹USD 5000000..USD 10000000› \+10\nMQL0024/);
    expect(item('created 2026-01-01+10')).toMatch(/^rule created‹date 2026-1-1› \+10\nMQL0024/);
  });
});

describe('texts', () => {
  test.each([
    ['"a b"', '"a b"'],
    ['"a \\" b \\\\ c"', '"a \\" b \\\\ c"'],
    ['"\\n\\t"', '"\\n\\t"'],
    ['"\\u{1F600}\\u{41}"', '"\u{1F600}A"'],
    ['"VP *"', '"VP <*>"'],
    ['"*a**"', '"<*>a<*><*>"'],
    ['"5 \\* 3"', '"5 * 3"'],
    ['"# no comment; and no end"', '"# no comment; and no end"'],
    ['""', '""'],
  ])('%s', (text, printed) => {
    expect(item(`title ${text}`)).toBe(`require (unsaid) title‹${printed}›`);
  });

  test('a surrogate without its partner becomes U+FFFD', () => {
    expect(item('title "a\ud800b"')).toBe('require (unsaid) title‹"a\ufffdb"›');
  });

  test('the value of a pattern holds its stars', () => {
    expect(item('title "\\**"')).toBe('require (unsaid) title‹"*<*>"›');
  });
});

describe('between words', () => {
  test('a comment runs to the end of the line and is kept', () => {
    expect(tree('fit: # "one" (\n  country US # two\n# three')).toBe('section fit:\n  require (unsaid) country‹US›');
  });

  test.each([['CRLF', 'fit:\r\n  country US\r\n  webinar +1\r\n'], ['a BOM', '\ufefffit:\n  country US\n  webinar +1'], ['tabs and other blanks', 'fit:\n\tcountry\u00a0US\n\u3000webinar\f+1']])(
    '%s', (_, text) => {
      expect(tree(text)).toBe('section fit:\n  require (unsaid) country‹US›\n  rule webinar +1');
    },
  );
});
