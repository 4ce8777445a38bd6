/** Each reading code: its example gives it and nothing else, in the right place, and its fix mends the text. */
import { describe, expect, test } from 'vitest';
import { readingCodes } from '../../compiler/diagnostics/catalog/reading.ts';
import { applyFix, readText, tree } from './reading.ts';

type Name = keyof typeof readingCodes;

/** What the diagnostic of each example underlines. */
const spans: Record<Name, string> = {
  unexpected: '+10', outsideBlock: 'country', nestedTooDeeply: '(', missingParenthesis: '(', extraParenthesis: ')', missingColon: 'fit',
  settingsWithoutParentheses: 'up to 40', noSettings: '(within 30d)', noTitle: '"company"', titleDue: 'definition', reservedWord: 'total',
  brokenHeader: 'score', writtenTwice: 'within 60d', needlessColon: ':', numberAsLabel: '1', listInParentheses: '(', rangeOfWords: 'between 50 and 500',
  comparisonWord: 'at least', conditionAfterPoints: 'if', stageWithoutWhen: 'if', lastForWithin: 'in the last 30 days', notBeforeValue: 'not', valuesWithoutParentheses: 'US, CA',
  comma: ',', doubledWord: 'and', pointsWithoutSign: '10', pointsFirst: '+10', claimWordFirst: 'never', needlessWord: 'points', pointsForRange: '-500', signApart: '+ 10', rangeAfterOperator: '=',
  isIn: 'is in', requirementWithPoints: '+10', oneSubjectDue: 'country US and employees 1..49', firstCaseDue: 'decision_score',
  caseAfterOtherwise: '50.. +10', bandsWithUnit: 'per', percentAlone: '60%', clauseInOutcome: 'within 30d', pointsDue: 'once', pointsNotDue: '+10',
  commaBetweenCases: ',', andForComma: 'and', equalsInGiven: '=', unknownSuffix: '3mo', durationWithoutUnit: '30', ambiguousMinutes: '3m', zeroDuration: '0d',
  fractionOfMillisecond: '1.00001s', durationTooLong: '40000d', signedDuration: '-3d', numberDue: '+10d', wholeNumberDue: '0', numberTooLong: '9'.repeat(101),
  unknownCurrencySign: '¥5m', unknownCurrency: 'USX', unitApart: '30 days', numberWithComma: '1,000', numberWithoutZero: '.5', noSuchDate: '2126-02-30',
  dateForm: '2126-2-3', instantForm: '2026-01-01T10', noSuchInstant: '2026-01-01T24:00Z', foreignDate: '31/12/2126', timeOfDay: '2026-01-01 10:00',
  unclosedText: '"student', foreignQuotes: "'student'", unknownEscape: '\\b', noSuchCharacter: '\\u{D800}', badQuotedName: '`Lead Score`', unclosedName: '`total',
  foreignWord: 'München', strangeCharacter: '@', foreignOperator: '=>', slashComment: '//', wordsForImplies: 'then', sqlPattern: 'like "%head of%"', repeatedSubject: 'employees', currencyBehind: '5000 $', commaAfterItem: ',', tailInOtherWords: 'daily', settingsWithComma: 'up', countFirst: 'at least 3 webinar',
  foreignKeyword: 'field', textWithoutQuotes: 'Growth and Sales', propertiesInParentheses: 'amount number',
};

const names = Object.keys(readingCodes) as Name[];

test('codes are told apart', () => {
  expect(new Set(names.map((name) => readingCodes[name].code)).size).toBe(names.length);
});

describe.each(names)('%s', (name) => {
  const { code, avoid, prefer } = readingCodes[name];

  test('its example gives it and nothing else', () => {
    const { diagnostics } = readText(avoid);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(avoid.slice(diagnostics[0]!.span.start, diagnostics[0]!.span.end)).toBe(spans[name]);
  });

  test('what is preferred gives nothing', () => {
    expect(readText(prefer).diagnostics).toEqual([]);
  });

  test('every fix of the example mends it', () => {
    const [diagnostic] = readText(avoid).diagnostics;
    diagnostic!.fixes.forEach((_, index) => expect(tree(applyFix(avoid, diagnostic!, index))).not.toMatch(/MQL0|broken/));
  });

  test('its words follow the style of messages', () => {
    const [diagnostic] = readText(avoid).diagnostics;
    expect(diagnostic!.message).toMatch(/^[^A-Z]/);
    expect(diagnostic!.message).not.toMatch(/\.$/);
    for (const fix of diagnostic!.fixes) expect(fix.title).toMatch(/^(write|remove|close|begin) ?/);
  });
});
