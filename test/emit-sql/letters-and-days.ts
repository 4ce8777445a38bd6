/** What every database must agree in with the tables of the house, code point by code point and day by day. */
import { expect } from 'vitest';
import { dayNumber, instantOfLocal } from '../../tables/calendar.ts';
import { lowerCaseOf } from '../../tables/lower-case.ts';
import { calendarUnit, dayNumber as emitDayNumber, instantOfLocal as emitInstantOfLocal } from '../../compiler/emit/sql/calendar.ts';
import { sql, trusted } from '../../compiler/emit/sql/sql.ts';
import { capitalLetters } from '../../compiler/emit/sql/letters.ts';
import { wordsForm } from '../../compiler/emit/sql/texts.ts';
import { wordRanges } from '../../compiler/emit/sql/word-ranges.ts';
import type { TestDatabase } from '../sql-evaluator.ts';

/** Every code point that a text of the database can hold. */
export function codePoints(): number[] {
  return Array.from({ length: 0x110000 - 1 }, (_unused, index) => index + 1).filter((code) => code < 0xd800 || code > 0xdfff);
}

/** Every letter that has a lower-case form, that form, and what lies on both sides of each end of a run of letters and numbers: for databases that are slow. */
export function telling(): number[] {
  const edges = wordRanges.flatMap((code) => [code - 1, code, code + 1]);
  const all = new Set([...capitalLetters(), ...capitalLetters().map(lowerCaseOf), ...edges, ...Array.from({ length: 255 }, (_unused, index) => index + 1)]);
  return codePoints().filter((code) => all.has(code));
}

/** Each letter stands at the end of a word, where some databases lower-case by what stands before. */
export async function expectSameLetters(database: TestDatabase, codes = codePoints()): Promise<void> {
  const { dialect } = database;
  await database.load('letters', ['letter'], codes.map((code) => [`A${String.fromCodePoint(code)}`]));
  // Of a column by its plain name there are short cuts, which an expression does not take.
  const [letter, expression] = [sql`letter`, trusted(dialect.quoted('letter'))];
  const { plainly } = dialect;
  const columns = [
    dialect.lower(letter), wordsForm(dialect, letter), dialect.lower(expression), dialect.normalForm(letter), wordsForm(dialect, expression),
    ...(plainly === undefined ? [] : [plainly.forms.lower(letter), plainly.forms.normalForm(letter)]),
  ];
  const rows = await database.run(`select ${columns.join(', ')} from ${dialect.quoted('letters')} order by mql_row`);
  const apart = new Set(plainly?.apart);
  const wrongCase: string[] = [];
  const wrongWord: string[] = [];
  let range = 0;
  codes.forEach((code, index) => {
    const [lower, words, ofExpression, normal, wordsOfExpression, plainLower, plainNormal] = rows[index]!;
    const right = `a${String.fromCodePoint(lowerCaseOf(code))}`;
    const isBlank = /^[ \t\n\v\f\r]$/.test(String.fromCodePoint(code));
    if (lower !== right || ofExpression !== right || normal !== (isBlank ? 'a' : right)) wrongCase.push(code.toString(16));
    // What is lower-cased otherwise must be among the letters apart: as it is written, as it should be, and as it becomes.
    const written = String.fromCodePoint(code);
    const otherwise = plainly === undefined ? [] : [[plainLower, right], [plainNormal, normal]].filter(([plain, exact]) => plain !== exact).map(([plain]) => String(plain).slice(1));
    if (otherwise.some((plain) => [written, right.slice(1), plain].some((each) => !apart.has(each)))) wrongCase.push(`plainly ${code.toString(16)}`);
    while (range < wordRanges.length && wordRanges[range + 1]! < code) range += 2;
    const isWord = range < wordRanges.length && wordRanges[range]! <= code;
    // A blank of the text is a blank of the form, but no letter.
    if ([words, wordsOfExpression].some((each) => (code !== 0x20 && each === ` A${String.fromCodePoint(code)} `) !== isWord)) wrongWord.push(code.toString(16));
  });
  expect(rows.length).toBe(codes.length);
  expect(wrongCase, 'letters that are lower-cased otherwise').toEqual([]);
  expect(wrongWord, 'letters and numbers that are none, or others that are').toEqual([]);
}

const day = 86_400_000;

/** Round every change of the clocks, and on ordinary days. */
export async function expectSameDays(database: TestDatabase, zone: string): Promise<void> {
  const { dialect } = database;
  const instants: number[] = [];
  for (let start = Date.UTC(1969, 11, 1); start < Date.UTC(2040, 0, 1); start += 13 * 3_600_000 + 1_800_000) instants.push(start);
  for (const instant of [Date.UTC(1, 0, 3), Date.UTC(1931, 5, 1), Date.UTC(2099, 6, 1), Date.UTC(9999, 11, 30)]) instants.push(instant);
  await database.load('moments', ['moment'], instants.map((instant) => [String(instant)]));
  const moment = sql`cast(${dialect.quoted('moment')} as ${dialect.types.integer})`;
  const units = (['day', 'week', 'month'] as const).map((unit) => calendarUnit(dialect, unit, emitDayNumber(dialect, zone, sql`moment_at`)));
  const columns = [emitDayNumber(dialect, zone, sql`moment_at`), emitInstantOfLocal(zone, sql`moment_at`), ...units.slice(1)].join(', ');
  const rows = await database.run(`select ${columns} from (select ${moment} as moment_at, mql_row from ${dialect.quoted('moments')}) as each_moment order by mql_row`);
  const wrong = instants.filter((instant, index) => {
    const [itsDay, itsInstant] = rows[index]!;
    return Number(itsDay) !== dayNumber(zone, instant) || Number(itsInstant) !== instantOfLocal(zone, instant);
  });
  expect(wrong.map((instant) => new Date(instant).toISOString()), `days and local times of ${zone}`).toEqual([]);
  // The number of a month says nothing by itself: it is the same exactly for days of the same month.
  const months = new Map<string, string>();
  const torn = instants.filter((instant, index) => {
    const month = new Date(dayNumber(zone, instant) * day).toISOString().slice(0, 7);
    const number = String(rows[index]![3]);
    const known = months.get(number) ?? month;
    months.set(number, known);
    return known !== month;
  });
  expect(torn).toEqual([]);
  expect(new Set(months.values()).size).toBe(months.size);
}

export const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Apia'];
