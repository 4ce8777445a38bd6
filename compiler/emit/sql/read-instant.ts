/** Dates and times in texts, as SQL. Language reference, sections 3 and 9. */
import { instantOfLocal, type TimeRange } from './calendar.ts';
import type { Dialect } from './dialect.ts';
import { caseOf, oneOf, sql, trusted, type Sql } from './sql.ts';

/** Gives an expression a name, so that it can stand in others many times. */
export type Let = (wanted: string, value: Sql) => Sql;

const minuteLength = 60_000;
/** The first and the last instant that the language knows. */
export const earliest = Date.parse('0001-01-01T00:00:00.000Z');
export const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const hour = '([01][0-9]|2[0-3])';
const sixtieth = '[0-5][0-9]';
const offsetPattern = `([Zz]|[+-]${hour}(:?${sixtieth})?)`;
const isoPattern = `[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ]${hour}:${sixtieth}(:${sixtieth}([.,][0-9]+)?)?${offsetPattern}?)?`;

interface CalendarTime {
  readonly year: Sql;
  readonly month: Sql;
  readonly day: Sql;
  /** Within its day. */
  readonly milliseconds: Sql;
  /** As it was written, empty or null where it was not. */
  readonly offset: Sql;
}

/** What a time without an offset is read by; see `instantOfLocal` about the range. */
interface LocalClock {
  readonly zone: string;
  readonly range?: TimeRange | undefined;
}

/** ISO 8601 or epoch milliseconds; null for anything else. `text` is trimmed; null stays null. */
export function readInstant(dialect: Dialect, text: Sql, clock: LocalClock, let_: Let): Sql {
  const number = (from: number, length: number): Sql => dialect.integerOf(dialect.substring(text, from, length));
  const isIso = let_('iso', dialect.matchesWhole(text, () => isoPattern));
  const seconds = caseOf([[sql`${dialect.substring(text, 17, 1)} = ':'`, number(18, 2)]], sql`0`);
  const fraction = fractionOf(dialect, dialect.extract(text, () => '[.,]([0-9]+)', 1));
  const milliseconds = sql`(coalesce(${number(12, 2)}, 0) * 3600000 + coalesce(${number(15, 2)}, 0) * 60000 + ${seconds} * 1000 + ${fraction})`;
  const time: CalendarTime = {
    year: let_('year', caseOf([[isIso, number(1, 4)]])),
    month: let_('month', caseOf([[isIso, number(6, 2)]])),
    day: let_('day', caseOf([[isIso, number(9, 2)]])),
    milliseconds: let_('time', caseOf([[isIso, milliseconds]])),
    offset: let_('offset', caseOf([[sql`(${isIso} and ${dialect.length(text)} > 10)`, dialect.extract(text, (end) => `${offsetPattern}${end}`, 1)]])),
  };
  const epoch = dialect.matchesWhole(text, () => '[+-]?[0-9]+');
  const instant = caseOf([[isIso, instantOf(dialect, time, clock, let_)], [epoch, dialect.integerOf(text)]]);
  return inRange(let_('instant', instant));
}

/** Whole numbers of epoch milliseconds. */
export function inRange(instant: Sql): Sql {
  return caseOf([[sql`${instant} between ${earliest} and ${latest}`, instant]]);
}

/** Thousandths of a second out of the digits behind the point; what is finer is dropped. */
function fractionOf(dialect: Dialect, digits: Sql): Sql {
  return sql`coalesce(${dialect.integerOf(dialect.substring(sql`concat(coalesce(${digits}, ''), '000')`, 1, 3))}, 0)`;
}

/** Null where there is no such day. */
function instantOf(dialect: Dialect, { year, month, day, milliseconds, offset }: CalendarTime, { zone, range }: LocalClock, let_: Let): Sql {
  const isLeap = sql`(mod(${year}, 4) = 0 and (mod(${year}, 100) <> 0 or mod(${year}, 400) = 0))`;
  const monthLength = caseOf([
    [sql`${month} not between 1 and 12`, sql`0`],
    [sql`(${month} = 2 and ${isLeap})`, sql`29`],
  ], dialect.entry(daysIn, sql`(${month} - 1)`));
  const before = sql`(${year} - 1)`;
  const leapDays = sql`${dialect.quotient(before, sql`4`)} - ${dialect.quotient(before, sql`100`)} + ${dialect.quotient(before, sql`400`)}`;
  const monthDays = sql`${dialect.entry(daysBefore, sql`(${month} - 1)`)} + ${caseOf([[sql`(${month} > 2 and ${isLeap})`, sql`1`]], sql`0`)}`;
  const dayNumber = sql`(${before} * 365 + ${leapDays} + ${monthDays} + ${day} - 1 - 719162)`;
  const local = let_('local_time', caseOf([[sql`${day} between 1 and ${monthLength}`, sql`(${dayNumber} * 86400000 + ${milliseconds})`]]));
  const minutes = sql`(${dialect.integerOf(dialect.substring(offset, 2, 2))} * 60 + coalesce(${dialect.integerOf(
    dialect.replace(dialect.substring(offset, 4, 3), sql`':'`, sql`''`))}, 0))`;
  const east = let_('east', caseOf([
    [sql`coalesce(${offset}, '') = ''`, trusted('null')],
    [oneOf(offset, [sql`'Z'`, sql`'z'`]), sql`0`],
    [sql`${dialect.substring(offset, 1, 1)} = '-'`, sql`(-${minutes})`],
  ], minutes));
  return caseOf([[sql`${east} is not null`, sql`(${local} - ${east} * ${minuteLength})`]], instantOfLocal(zone, local, range));
}

// ---------------------------------------------------------------- formats

const monthNames = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
];

/** What each letter after a `%` reads, as one group. */
const formatPieces: Readonly<Record<string, string>> = {
  Y: '([0-9]{4})', y: '([0-9]{2})', m: '([0-9]{1,2})', d: '([0-9]{1,2})', H: '([0-9]{1,2})', I: '([0-9]{1,2})', M: '([0-9]{1,2})',
  S: '([0-9]{1,2})', f: '([0-9]{1,9})', b: `(${monthNames.map((name) => eitherCase(name.slice(0, 3))).join('|')})`,
  B: `(${monthNames.map(eitherCase).join('|')})`, p: '([aApP][mM])', z: '([zZ]|[+-][0-9]{2}(?::?[0-9]{2})?)',
};

function eitherCase(word: string): string {
  return word.replace(/./g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** By a format alone; null for what is not of it. `text` is trimmed; null stays null. */
export function readFormatted(dialect: Dialect, text: Sql, format: string, zone: string, let_: Let): Sql {
  const groups = new Map<string, number>();
  let count = 0;
  const pattern = format.replace(/%(.)|([^%]+)|%$/gsu, (_whole, letter: string | undefined, literal: string | undefined) => {
    const piece = letter === undefined ? undefined : formatPieces[letter];
    if (letter === undefined || piece === undefined) return literalPattern(literal ?? letter ?? '%');
    count += 1;
    // Of a letter that stands twice the last counts.
    groups.set(letter, count);
    return piece;
  });
  const isOfFormat = let_('of_format', dialect.matchesWhole(text, () => pattern));
  const part = (letter: string): Sql | undefined => {
    const group = groups.get(letter);
    return group === undefined ? undefined : caseOf([[isOfFormat, dialect.extract(text, (end) => `^${pattern}${end}`, group)]]);
  };
  const number = (letter: string): Sql | undefined => {
    const found = part(letter);
    return found === undefined ? undefined : dialect.integerOf(found);
  };
  const shortYear = number('y');
  const yearOfShort = shortYear === undefined ? undefined : sql`(${shortYear} + ${caseOf([[sql`${shortYear} < 69`, sql`2000`]], sql`1900`)})`;
  const monthName = part('b') ?? part('B');
  const monthOfName = monthName === undefined ? undefined : caseOf(monthNames.map((name, index) =>
    [sql`lower(${dialect.substring(monthName, 1, 3)}) = ${dialect.text(name.slice(0, 3))}`, sql`${index + 1}`] as const));
  const half = part('p');
  const twelve = number('I');
  const afternoon = half === undefined ? sql`0` : caseOf([[sql`lower(${half}) = 'pm'`, sql`12`]], sql`0`);
  const hourOfHalf = twelve === undefined ? undefined : caseOf([[sql`${twelve} between 1 and 12`, sql`(mod(${twelve}, 12) + ${afternoon})`]]);
  const hours = let_('hours', number('H') ?? hourOfHalf ?? sql`0`);
  const minutes = let_('minutes', number('M') ?? sql`0`);
  const seconds = let_('seconds', number('S') ?? sql`0`);
  const fraction = part('f');
  const offset = let_('offset', part('z') ?? sql`''`);
  const fits = sql`(${hours} between 0 and 23 and ${minutes} <= 59 and ${seconds} <= 59 and coalesce(${dialect.substring(offset, 2, 2)}, '') < '24' and ${
    sql`coalesce(${dialect.replace(dialect.substring(offset, 4, 3), sql`':'`, sql`''`)}, '') < '60'`})`;
  const time: CalendarTime = {
    year: let_('year', number('Y') ?? yearOfShort ?? sql`1970`),
    month: let_('month', number('m') ?? monthOfName ?? sql`1`),
    day: let_('day', number('d') ?? sql`1`),
    milliseconds: let_('time', sql`(${hours} * 3600000 + ${minutes} * 60000 + ${seconds} * 1000 + ${fraction === undefined ? sql`0` : fractionOf(dialect, fraction)})`),
    offset,
  };
  return inRange(let_('instant', caseOf([[sql`(${isOfFormat} and ${fits})`, instantOf(dialect, time, { zone }, let_)]])));
}

/** The letters of a format as a pattern that matches them in either case. */
function literalPattern(literal: string): string {
  return [...literal].map((character) => {
    const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
    if (lower !== upper && [...lower].length === 1 && [...upper].length === 1) return `[${lower}${upper}]`;
    return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `[${character === '\\' || character === '^' || character === ']' || character === '[' ? `\\${character}` : character}]` : character;
  }).join('');
}
