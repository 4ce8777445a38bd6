/**
 * Raw rows as columns with types: what a database holds of them, and what the reference is to be told so that it reads the same.
 * Which type a column has depends on its name and on the case, never on its values, so that it stays as a case is cut down; values
 * that the type cannot hold are missing. To type rows that are typed changes nothing.
 */
import type { Plan, ValueType } from '../../compiler/plan/plan.ts';
import { folded, type ColumnForm } from '../../compiler/emit/sql/source.ts';

type Row = Readonly<Record<string, unknown>>;

/** A cell as the reference reads it, and as a text that casts to what the database holds. */
interface TypedCell {
  readonly raw: unknown;
  readonly text: string;
}

interface ColumnType {
  /** As the database calls it. */
  readonly name: string;
  readonly form: ColumnForm;
  /** `undefined`: it cannot hold the value. */
  convert(value: unknown): TypedCell | undefined;
}

export interface TypedColumn {
  /** Folded. */
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: readonly (string | null)[];
}

export interface TypedTable {
  readonly columns: readonly TypedColumn[];
  readonly rows: readonly Row[];
}

/** `texts`: as of a CSV file. */
export type Storage = 'texts' | 'table' | 'parquet';

export function storageOf(now: number): Storage {
  return (['texts', 'table', 'parquet'] as const)[hash(`storage ${now}`) % 3]!;
}

export function typedTable(plan: Plan, table: 'leads' | 'events', rows: readonly Row[], now: number): TypedTable {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row).map(folded)))].filter((key) => key !== '');
  const isText = storageOf(now) === 'texts';
  const columns = keys.map((name): TypedColumn & { readonly raws: readonly unknown[] } => {
    const choices = isText ? [varchar] : choicesOf(plan, table, name);
    const type = choices[hash(`${table} ${name} ${now}`) % choices.length]!;
    const cells = rows.map((row) => {
      const key = Object.keys(row).find((each) => folded(each) === name && row[each] !== undefined);
      return key === undefined || row[key] === null ? undefined : type.convert(row[key]);
    });
    return { name, type, cells: cells.map((cell) => cell?.text ?? null), raws: cells.map((cell) => cell?.raw) };
  });
  // In a table every row has every column.
  return { columns, rows: rows.map((_row, index) => Object.fromEntries(columns.map(({ name, raws }) => [name, raws[index] ?? null]))) };
}

/** The same for every run: the digits of a text, well mixed. */
function hash(text: string): number {
  let state = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 16_777_619);
  state = Math.imul(state ^ (state >>> 15), 2_246_822_507);
  return (state ^ (state >>> 13)) >>> 0;
}

// ---------------------------------------------------------------- which types suit

function choicesOf(plan: Plan, table: 'leads' | 'events', name: string): readonly ColumnType[] {
  if (table === 'leads' && name === 'id' || table === 'events' && (name === 'leadid' || name === 'id')) return [varchar, bigint];
  if (table === 'events' && name === 'type') return [varchar];
  if (table === 'events' && name === 'at') return [timestamptz, timestamp, ...times];
  if (table === 'events' && name === 'properties') return [json];
  const types = table === 'leads'
    ? plan.schema.fields.filter((field) => [field.name, ...field.spellings].some((spelling) => folded(spelling) === name)).map(({ type }) => type)
    : plan.schema.events.flatMap((event) => event.properties.filter((property) => folded(property.name) === name).map(({ type }) => type));
  const [first, ...others] = types.map(suitable);
  if (first === undefined) return [varchar];
  const shared = first.filter((each) => others.every((other) => other.includes(each)));
  return shared.length === 0 ? [varchar] : shared;
}

function suitable(type: ValueType): readonly ColumnType[] {
  if (type.kind === 'list') return [varchar, ...suitable(type.element).map((element) => listOf(element))];
  switch (type.kind) {
    case 'number':
    case 'money':
      return [varchar, double, float, bigint, integer, smallint, tinyint, ubigint, hugeint, decimal, wideDecimal];
    case 'duration':
      return [varchar, double, integer, ubigint, decimal];
    case 'boolean':
      return [varchar, boolean, boolean];
    case 'text':
      return [varchar, varchar, varchar, bigint, boolean];
    case 'date':
    case 'datetime':
      return type.format === null ? times : [varchar];
    default:
      return [varchar];
  }
}

// ---------------------------------------------------------------- types

const varchar: ColumnType = {
  name: 'varchar', form: 'text',
  convert(value) {
    if (Array.isArray(value)) return written(value.filter((each) => each !== null).map((each) => textOf(each)?.replaceAll(';', ',') ?? '').join(';'));
    const text = textOf(value);
    return text === undefined ? undefined : written(text);
  },
};

const json: ColumnType = { name: 'varchar', form: 'json', convert: (value) => ({ raw: value, text: JSON.stringify(value) }) };

const boolean: ColumnType = {
  name: 'boolean', form: 'boolean',
  convert(value) {
    const text = textOf(value)?.trim().toLowerCase();
    if (text === 'true' || text === 'yes' || text === '1') return { raw: true, text: 'true' };
    return text === 'false' || text === 'no' || text === '0' ? { raw: false, text: 'false' } : undefined;
  },
};

const double = numeric('double', (value) => ({ raw: value, text: numberText(value) }));
const float = numeric('float', (value) => ({ raw: Math.fround(value), text: numberText(Math.fround(value)) }));
const tinyint = whole('tinyint', -(2n ** 7n), 2n ** 7n - 1n);
const smallint = whole('smallint', -(2n ** 15n), 2n ** 15n - 1n);
const integer = whole('integer', -(2n ** 31n), 2n ** 31n - 1n);
const bigint = whole('bigint', -(2n ** 63n), 2n ** 63n - 1n);
const ubigint = whole('ubigint', 0n, 2n ** 64n - 1n);
const hugeint = whole('hugeint', -(2n ** 127n) + 1n, 2n ** 127n - 1n);
const decimal = fraction('decimal(18, 4)', 4, 1e10);
const wideDecimal = fraction('decimal(38, 10)', 10, 1e4);

const timestamp = moment('timestamp', 'timestamp', (iso) => iso.slice(0, -1), (iso) => `${iso.slice(0, -1)}999`);
const timestamptz = moment('timestamptz', 'timestamp with time zone', (iso) => iso, (iso) => `${iso.slice(0, -1)}999Z`);
const times: readonly ColumnType[] = [
  varchar, epoch('bigint'), epoch('double'), timestamp, timestamptz,
  moment('date', 'date', (iso) => iso.slice(0, 10), (iso) => iso.slice(0, 10)),
  moment('timestamp_s', 'timestamp', (iso) => iso.slice(0, 19), (iso) => iso.slice(0, 19)),
  moment('timestamp_ms', 'timestamp', (iso) => iso.slice(0, -1), (iso) => iso.slice(0, -1)),
  // Nanoseconds are cut to microseconds towards 1970 by DuckDB itself.
  moment('timestamp_ns', 'timestamp', (iso) => iso.slice(0, -1), (iso) => `${iso.slice(0, -1)}${iso < '1970' ? '999000' : '999999'}`),
];

function numeric(name: string, cell: (value: number) => TypedCell): ColumnType {
  return {
    name, form: 'number',
    convert(value) {
      // What no type can read stands for what only a double can be.
      if (value === 'NaN' || Number.isNaN(value)) return { raw: NaN, text: 'nan' };
      if (value === 'many' || value === Infinity) return { raw: Infinity, text: 'inf' };
      const number = numberOf(value);
      return number === undefined || !Number.isFinite(cell(number).raw) ? undefined : cell(number);
    },
  };
}

function whole(name: string, least: bigint, most: bigint): ColumnType {
  return {
    name, form: 'number',
    convert(value) {
      const number = numberOf(value);
      if (number === undefined) return undefined;
      const digits = BigInt(Math.trunc(number));
      return digits < least || digits > most ? undefined : { raw: Number(digits), text: String(digits) };
    },
  };
}

function fraction(name: string, places: number, limit: number): ColumnType {
  return {
    name, form: 'number',
    convert(value) {
      const number = numberOf(value);
      if (number === undefined || Math.abs(number) >= limit) return undefined;
      const text = number.toFixed(places);
      return { raw: Number(text) + 0, text };
    },
  };
}

/** Emitted SQL knows the changes of the clocks from 1900 to 2100 (the guide to SQL): local times are of these years. */
function localYears(): number[] {
  return [Date.UTC(1900, 0, 3), Date.UTC(2099, 11, 29)];
}

/** @param raw and @param text of an instant as `toISOString` writes it; what the text has beyond milliseconds is dropped. */
function moment(
  name: string, form: 'date' | 'timestamp' | 'timestamp with time zone', raw: (iso: string) => string, text: (iso: string) => string,
  within = form === 'timestamp with time zone' ? [-62_135_596_800_000, 253_402_300_799_999] : localYears(),
): ColumnType {
  return {
    name, form,
    convert(value) {
      const instant = instantOf(value);
      if (instant === undefined || instant < within[0]! || instant > within[1]!) return undefined;
      const iso = new Date(instant).toISOString();
      return { raw: raw(iso), text: text(iso) };
    },
  };
}

function epoch(name: string): ColumnType {
  return {
    name, form: 'number',
    convert(value) {
      const instant = instantOf(value);
      return instant === undefined ? undefined : { raw: instant, text: String(instant) };
    },
  };
}

const lists = new Map<ColumnType, ColumnType>();

/** The same for the same element, so that columns of two fields can be told to have one type. */
function listOf(element: ColumnType): ColumnType {
  let made = lists.get(element);
  if (made === undefined) {
    made = {
      name: `${element.name}[]`, form: { listOf: element.form as 'text' },
      convert(value) {
        const values = Array.isArray(value) ? value as unknown[] : textOf(value)?.split(';');
        if (values === undefined) return undefined;
        const cells = values.map((each) => each === null ? undefined : element.convert(each));
        return { raw: cells.map((cell) => cell?.raw ?? null), text: JSON.stringify(cells.map((cell) => cell?.text ?? null)) };
      },
    };
    lists.set(element, made);
  }
  return made;
}

// ---------------------------------------------------------------- values

function written(text: string): TypedCell {
  return { raw: text.toWellFormed(), text: text.toWellFormed() };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(value) : undefined;
}

function numberOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const number = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

function instantOf(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  const isIso = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text);
  const instant = isIso ? Date.parse(/\d\d:\d\d$|\.\d+$/.test(text) && !/[+-]\d\d:\d\d$/.test(text) ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T')) : numberOf(value);
  return instant === undefined || !Number.isInteger(instant) ? undefined : instant;
}
