/** MQL0xxx: reading values, texts, names and characters. Language reference, section 1. */
import { entry } from '../diagnostic.ts';

const fit = (item: string): string => `fit: ${item}\nmql when score > 5\n`;
const intent = (item: string): string => `intent: ${item}\nmql when score > 5\n`;
const review = (date: string): string => `definition "d":\n  review by ${date}\nfit: employees 50..500 +10\nmql when score > 5\n`;
const at = (moment: string): string => `fit: employees 50..500 +10\nmql when score > 5\ntest "t":\n  at ${moment}\n  given employees 60\n  expect mql\n`;

const quantityCodes = {
  unknownSuffix: entry<{ text: string; suffix: string; due: 'number' | 'duration' | 'value'; proposed: string | undefined }>({
    code: 'MQL0040', severity: 'error', title: 'An unknown suffix of a number',
    message: ({ text, suffix }) => `\`${suffix}\` in \`${text}\` is not a suffix of a number`,
    advice: ({ due, proposed }) => {
      if (proposed !== undefined) return `write \`${proposed}\`${/\d[dw]$/.test(proposed) && due !== 'number' ? '; there are no months or years' : ''}`;
      const numbers = '`k`, `m` or `bn` for numbers';
      const durations = '`s`, `min`, `h`, `d` or `w` for durations';
      return `write ${due === 'number' ? numbers : due === 'duration' ? durations : `${numbers}, ${durations}`}`;
    },
    why: 'A number may end in `k`, `m` or `bn`, a duration in `s`, `min`, `h`, `d` or `w`. Months and years are of no one length: write `90d`, `365d`.',
    avoid: intent('webinar +10 within 3mo'), prefer: intent('webinar +10 within 90d'),
  }),
  durationWithoutUnit: entry<{ text: string }>({
    code: 'MQL0041', severity: 'error', title: 'A duration without a unit',
    message: ({ text }) => `\`${text}\` has no unit, and here a duration is due`,
    advice: ({ text }) => `write \`${text}d\` for days; units are \`s\`, \`min\`, \`h\`, \`d\` and \`w\``,
    why: 'A window of 30 could be days, hours or minutes.',
    avoid: intent('webinar +10 within 30'), prefer: intent('webinar +10 within 30d'),
  }),
  ambiguousMinutes: entry<{ text: string; minutes: string; months: string | undefined }>({
    code: 'MQL0042', severity: 'error', title: '`m` where a duration is due',
    message: ({ text }) => `\`${text}\` could be minutes or months`,
    advice: ({ minutes, months }) => `write \`${minutes}\` for minutes${months === undefined ? '' : `, \`${months}\` for months`}`,
    why: '`m` after a number means million. There are no months, which are of no one length.',
    avoid: intent('webinar +10 within 3m'), prefer: intent('webinar +10 within 90d'),
  }),
  zeroDuration: entry<{ text: string }>({
    code: 'MQL0043', severity: 'error', title: 'A duration of nothing',
    message: ({ text }) => `\`${text}\` is no time at all`,
    advice: () => 'write a duration above zero',
    why: 'Nothing can happen within no time.',
    avoid: intent('webinar +10 within 0d'), prefer: intent('webinar +10 within 1d'),
  }),
  fractionOfMillisecond: entry<{ text: string }>({
    code: 'MQL0044', severity: 'error', title: 'A fraction of a millisecond',
    message: ({ text }) => `\`${text}\` is not a whole number of milliseconds`,
    advice: () => 'write fewer digits',
    why: 'Times and durations are whole milliseconds, so that every engine gives the same answer.',
    avoid: intent('webinar +10 within 1.00001s'), prefer: intent('webinar +10 within 1s'),
  }),
  durationTooLong: entry<{ text: string }>({
    code: 'MQL0045', severity: 'error', title: 'A duration over a hundred years',
    message: ({ text }) => `\`${text}\` is more than 36500d`,
    advice: () => 'leave the window out for all time',
    why: 'Durations go up to 36500 days. Without a window, events of all time count.',
    avoid: intent('webinar +10 within 40000d'), prefer: intent('webinar +10'),
  }),
  signedDuration: entry<{ text: string }>({
    code: 'MQL0046', severity: 'error', title: 'A duration with a sign',
    message: ({ text }) => `the duration \`${text}\` has a sign`,
    advice: () => 'durations are above zero',
    why: 'A duration is a length of time; no value of a lead is a negative one.',
    avoid: fit('timeline > -3d +10'), prefer: fit('timeline > 3d +10'),
  }),
  numberDue: entry<{ text: string }>({
    code: 'MQL0047', severity: 'error', title: 'A duration where a number is due',
    message: ({ text }) => `\`${text}\` is a duration, and here a number is due`,
    why: 'Points, ceilings and counts are numbers.',
    avoid: intent('webinar +10d'), prefer: intent('webinar +10'),
  }),
  wholeNumberDue: entry<{ text: string }>({
    code: 'MQL0048', severity: 'error', title: 'Not a whole number above zero',
    message: ({ text }) => `\`${text}\` is not a whole number from 1 to 1000000`,
    advice: () => 'write how many: 1, 2, 3 ...',
    why: 'It says how many times something happens.',
    avoid: intent('webinar +10 at most 0 times'), prefer: intent('webinar +10 at most 3 times'),
  }),
  numberTooLong: entry<{ digits: number }>({
    code: 'MQL0049', severity: 'error', title: 'A number of too many digits',
    message: ({ digits }) => `this number has ${digits} digits`,
    advice: () => 'write at most 100',
    why: 'No number of a lead is that long.',
    avoid: fit(`employees < ${'9'.repeat(101)} +10`), prefer: fit('employees < 999999 +10'),
  }),
  unknownCurrencySign: entry<{ text: string; symbol: string }>({
    code: 'MQL0050', severity: 'error', title: 'A currency sign that names no currency',
    message: ({ text, symbol }) => `\`${symbol}\` in \`${text}\` does not say which currency`,
    advice: () => 'write its code, as in `JPY 5m`; `$`, `£` and `€` mean USD, GBP and EUR',
    why: 'Several currencies share most signs.',
    avoid: 'vocabulary: lead yen money JPY\nfit: yen > ¥5m +10\nmql when score > 5\n', prefer: 'vocabulary: lead yen money JPY\nfit: yen > JPY 5m +10\nmql when score > 5\n',
  }),
  unknownCurrency: entry<{ text: string }>({
    code: 'MQL0051', severity: 'error', title: 'An unknown currency',
    message: ({ text }) => `\`${text}\` is not a currency`,
    advice: () => 'write its ISO 4217 code, such as `USD`, `EUR` or `GBP`',
    why: 'Currencies are named by the codes of ISO 4217.',
    avoid: fit('revenue > USX 5m +10'), prefer: fit('revenue > USD 5m +10'),
  }),
  unitApart: entry<{ number: string; word: string; proposed: string }>({
    code: 'MQL0052', severity: 'error', title: 'A unit apart from its number',
    message: ({ number, word }) => `found \`${number} ${word}\``,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'The unit touches its number: `30d`. There are no months and years, which are of no one length.',
    avoid: intent('webinar +10 within 30 days'), prefer: intent('webinar +10 within 30d'),
  }),
  currencyBehind: entry<{ text: string; proposed: string }>({
    code: 'MQL0087', severity: 'error', title: 'A currency behind its amount',
    message: ({ text }) => `found \`${text}\``,
    advice: ({ proposed }) => `the currency stands first: write \`${proposed}\``,
    why: 'An amount begins with its currency: `$5m`, `€200k`, `USD 5m`.',
    avoid: fit('budget > 5000 $ +10'), prefer: fit('budget > $5000 +10'),
  }),
  numberWithComma: entry<{ text: string; proposed: string }>({
    code: 'MQL0053', severity: 'error', title: 'A comma inside a number',
    message: ({ text }) => `found a comma in the number \`${text}\``,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'A comma separates entries. Digits are grouped by `_`, and the decimal sign is a point.',
    avoid: fit('employees > 1,000 +10'), prefer: fit('employees > 1_000 +10'),
  }),
  numberWithoutZero: entry<{ text: string }>({
    code: 'MQL0054', severity: 'error', title: 'A number that begins with its point',
    message: ({ text }) => `the number \`${text}\` begins with its point`,
    advice: ({ text }) => `write \`0${text}\``,
    why: 'A number begins with a digit, so that a point is never overlooked.',
    avoid: fit('employees > .5 +10'), prefer: fit('employees > 0.5 +10'),
  }),
};

const dateCodes = {
  noSuchDate: entry<{ text: string }>({
    code: 'MQL0060', severity: 'error', title: 'A date that is not in the calendar',
    message: ({ text }) => `there is no day \`${text}\``,
    advice: () => 'a date is written year-month-day, as in `2026-12-31`',
    why: 'The month has fewer days, or there is no such month.',
    avoid: review('2126-02-30'), prefer: review('2126-02-28'),
  }),
  dateForm: entry<{ text: string; proposed: string }>({
    code: 'MQL0061', severity: 'error', title: 'A date without its zeros',
    message: ({ text }) => `the date \`${text}\` lacks a zero`,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'Month and day have two digits each.',
    avoid: review('2126-2-3'), prefer: review('2126-02-03'),
  }),
  instantForm: entry<{ text: string }>({
    code: 'MQL0062', severity: 'error', title: 'An instant that cannot be read',
    message: ({ text }) => `\`${text}\` is not an instant`,
    advice: () => 'write `2026-12-31T10:00Z`, `2026-12-31T10:00:30.250+02:00`, or without an offset in the definition\'s time zone',
    why: 'An instant is a date, `T`, hours and minutes, and an offset.',
    avoid: at('2026-01-01T10'), prefer: at('2026-01-01T10:00Z'),
  }),
  noSuchInstant: entry<{ text: string }>({
    code: 'MQL0063', severity: 'error', title: 'An instant that does not exist',
    message: ({ text }) => `there is no instant \`${text}\``,
    advice: () => 'hours go from 00 to 23, minutes and seconds to 59',
    why: 'The day is not in the calendar, or the time is not on the clock.',
    avoid: at('2026-01-01T24:00Z'), prefer: at('2026-01-02T00:00Z'),
  }),
  foreignDate: entry<{ text: string; proposed: string | undefined }>({
    code: 'MQL0064', severity: 'error', title: 'A date in another order',
    message: ({ text }) => `found the date \`${text}\``,
    advice: ({ proposed }) => (proposed === undefined ? 'write it year-month-day, as in `2026-12-31`' : `write \`${proposed}\``),
    why: '`03/04/2026` is a day in March to some and in April to others. Dates are written year-month-day.',
    avoid: review('31/12/2126'), prefer: review('2126-12-31'),
  }),
  timeOfDay: entry<{ text: string; proposed: string | undefined }>({
    code: 'MQL0065', severity: 'error', title: 'A time of day by itself',
    message: ({ text }) => `found the time of day \`${text}\``,
    advice: ({ proposed }) => (proposed === undefined ? 'an instant is written `2026-12-31T10:00Z`' : `write \`${proposed}\``),
    why: 'An instant is one word: the date, `T`, and the time.',
    avoid: at('2026-01-01 10:00'), prefer: at('2026-01-01T10:00'),
  }),
};

const textCodes = {
  unclosedText: entry<Record<never, never>>({
    code: 'MQL0070', severity: 'error', title: 'A text is not closed',
    message: () => 'this text is never closed',
    advice: () => 'write `"` at its end; a text never goes over the end of its line',
    why: 'A text stands between double quotes on one line.',
    avoid: 'exclude: title mentions "student\nmql when qualified and demo_request\n', prefer: 'exclude: title mentions "student"\nmql when qualified and demo_request\n',
  }),
  foreignQuotes: entry<{ text: string }>({
    code: 'MQL0071', severity: 'error', title: 'Other quotes than `"`',
    message: ({ text }) => `\`${text}\` has other quotes than \`"\``,
    advice: () => 'write straight double quotes',
    why: 'Texts stand in straight double quotes. Curly ones come from word processors.',
    avoid: "exclude: title mentions 'student'\nmql when qualified and demo_request\n", prefer: 'exclude: title mentions "student"\nmql when qualified and demo_request\n',
  }),
  unknownEscape: entry<{ text: string }>({
    code: 'MQL0072', severity: 'error', title: 'An unknown escape',
    message: ({ text }) => `\`${text}\` means nothing in a text`,
    advice: () => 'write `\\\\` for a backslash; the escapes are `\\"`, `\\\\`, `\\n`, `\\t`, `\\*` and `\\u{1F600}`',
    why: 'A backslash gives the character after it another meaning.',
    avoid: 'exclude: title "a\\b"\nmql when qualified and demo_request\n', prefer: 'exclude: title "a\\\\b"\nmql when qualified and demo_request\n',
  }),
  noSuchCharacter: entry<{ text: string }>({
    code: 'MQL0073', severity: 'error', title: 'A character that does not exist',
    message: ({ text }) => `\`${text}\` is no character`,
    advice: () => 'Unicode ends at `\\u{10FFFF}`, and `\\u{D800}` to `\\u{DFFF}` are no characters',
    why: 'An escape names a character of Unicode.',
    avoid: 'exclude: title "\\u{D800}"\nmql when qualified and demo_request\n', prefer: 'exclude: title "\\u{1F600}"\nmql when qualified and demo_request\n',
  }),
  badQuotedName: entry<{ text: string }>({
    code: 'MQL0074', severity: 'error', title: 'A name with other characters',
    message: ({ text }) => `\`${text.replaceAll('`', '')}\` is not a name`,
    advice: () => 'a name is a letter or `_`, then letters, digits and `_`; the spelling in the data goes after `from`',
    why: 'Names have ASCII letters, digits and `_` only, in backquotes too. Backquotes make a name of a reserved word.',
    avoid: 'vocabulary: lead `Lead Score` number\nmql when qualified and demo_request\n', prefer: 'vocabulary: lead lead_score number from "Lead Score"\nmql when qualified and demo_request\n',
  }),
  unclosedName: entry<Record<never, never>>({
    code: 'MQL0075', severity: 'error', title: 'A name in backquotes is not closed',
    message: () => 'this name is never closed',
    advice: () => 'write a backquote at its end',
    why: 'A name in backquotes ends with a backquote on the same line.',
    avoid: 'vocabulary: lead `total number\nmql when qualified and demo_request\n', prefer: 'vocabulary: lead `total` number\nmql when qualified and demo_request\n',
  }),
  foreignWord: entry<{ text: string }>({
    code: 'MQL0076', severity: 'error', title: 'A word with other letters',
    message: ({ text }) => `\`${text}\` has letters or signs that names do not have`,
    advice: () => 'write it as a text, in quotes',
    why: 'Names have ASCII letters, digits and `_` only. Values with other letters are texts.',
    avoid: fit('city München +10'), prefer: fit('city "München" +10'),
  }),
  strangeCharacter: entry<{ character: string; point: number; pair: boolean }>({
    code: 'MQL0077', severity: 'error', title: 'A character that means nothing',
    message: ({ character, point }) => (/[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
      ? `\`${character}\` means nothing here`
      : `the character U+${point.toString(16).toUpperCase().padStart(4, '0')} means nothing here`),
    advice: () => 'remove it',
    why: 'Outside texts and comments the language uses ASCII letters, digits and a few signs.',
    avoid: fit('employees 50..500 @ +10'), prefer: fit('employees 50..500 +10'),
  }),
  foreignOperator: entry<{ found: string; meant: string }>({
    code: 'MQL0078', severity: 'error', title: 'An operator of another language',
    message: ({ found, meant }) => `found \`${found}\`, which is \`${meant}\` here`,
    advice: ({ meant }) => `write \`${meant}\``,
    why: 'The operators are `=`, `!=`, `<`, `<=`, `>`, `>=`, `and`, `or` and `not`.',
    avoid: fit('employees => 50 +10'), prefer: fit('employees >= 50 +10'),
  }),
  slashComment: entry<{ text: string }>({
    code: 'MQL0079', severity: 'error', title: 'A comment that begins with `//`',
    message: ({ text }) => `found \`${text}\``,
    advice: () => 'a comment begins with `#`',
    why: 'A comment runs from `#` to the end of the line.',
    avoid: '// who fits\nfit: employees 50..500 +10\nmql when score > 5\n', prefer: '# who fits\nfit: employees 50..500 +10\nmql when score > 5\n',
  }),
};

export const valueCodes = { ...quantityCodes, ...dateCodes, ...textCodes };
