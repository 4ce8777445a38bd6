/** Rows of data that two versions of a definition may read otherwise, to be tried on both. The same ones each time. */
import type { Definition, TypedScalar, TypedValue } from '../../compiler/check/checked.ts';
import type { ScalarType, ValueType } from '../../compiler/vocabulary/types.ts';
import type { Asked } from './asked.ts';
import { plainNow, repeatable } from './sample-leads.ts';
import { sampleValues } from './sample-values.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Rows {
  readonly lead: Row;
  readonly events: readonly Row[];
}

const day = 86_400_000;
const mostCells = 200;

interface Column {
  readonly names: readonly string[];
  readonly cells: readonly unknown[];
}

interface EventRows {
  readonly types: readonly string[];
  readonly ages: readonly number[];
  readonly columns: readonly Column[];
}

export class RowSampler {
  private readonly next = repeatable(11);
  private readonly columns: readonly Column[];
  private readonly events: readonly EventRows[];
  private readonly definitions: readonly Definition[];

  /** @param asked what each of the versions asks */
  constructor(definitions: readonly Definition[], asked: readonly Asked[]) {
    this.definitions = definitions;
    const missing = definitions.flatMap(({ vocabulary }) => vocabulary.missingTexts);
    const keys = (pick: (one: Asked) => ReadonlyMap<string, unknown>): Set<string> => new Set(asked.flatMap((one) => [...pick(one).keys()]));
    this.columns = [...keys(({ fields }) => fields)].map((key) => {
      const declared = definitions.flatMap(({ vocabulary }) => vocabulary.fields.filter(({ name }) => name.toLowerCase() === key));
      return {
        names: [...new Set(declared.flatMap(({ name, spellings }) => [name, ...spellings]))].filter((name) => name.toLowerCase() !== 'id'),
        cells: [...missing, ...asked.flatMap((one) => one.fields.get(key) ?? []).flatMap(({ type, tests }) => this.cells(type, sampleValues(type, tests.values())))],
      };
    }).filter(({ names }) => names.length > 0);
    this.events = [...keys(({ events }) => events)].map((key) => {
      const declared = definitions.flatMap(({ vocabulary }) => vocabulary.events.filter(({ name }) => name.toLowerCase() === key));
      const own = asked.flatMap((one) => one.events.get(key) ?? []);
      const properties = new Set(own.flatMap((event) => [...event.properties.keys()]));
      return {
        types: [...new Set(declared.flatMap(({ name, spellings }) => [name, ...spellings]))],
        ages: [...new Set([0, 1, day, 3 * day, 40 * day, ...own.flatMap(({ ages }) => [...ages].flatMap((age) => [age - 1, age]))])],
        columns: [...properties].map((name) => {
          const asking = own.flatMap((event) => event.properties.get(name) ?? []);
          return { names: [name], cells: [...missing, ...asking.flatMap(({ property: { type }, tests }) => this.cells(type, sampleValues(type, tests.values())))] };
        }),
      };
    });
  }

  rows(index: number): Rows {
    const isKnown = [0.5, 0.85, 1][index % 3]!;
    const lead: Record<string, unknown> = { id: 'witness' };
    for (const { names, cells } of this.columns) {
      if (cells.length === 0 || this.next() >= isKnown) continue;
      for (const name of this.next() < 0.8 ? [this.pick(names)] : names) lead[name] = this.pick(cells);
    }
    const events: Row[] = [];
    for (let count = this.events.length === 0 ? 0 : this.pick([0, 1, 1, 2, 4, 8]); count > 0; count -= 1) {
      const { types, ages, columns } = this.pick(this.events);
      const properties: Record<string, unknown> = {};
      for (const { names, cells } of columns) if (cells.length > 0 && this.next() < 0.8) properties[names[0]!] = this.pick(cells);
      const row: Row = { lead_id: 'witness', type: this.pick(types), at: this.instant(plainNow - this.pick(ages)), properties };
      for (let times = this.pick([1, 1, 1, 3]); times > 0; times -= 1) events.push(row);
    }
    return { lead, events };
  }

  /** With the zone left out where the zone is what differs. */
  private instant(at: number): string {
    const text = new Date(at).toISOString();
    return this.definitions[0]!.timezone === this.definitions[1]!.timezone || this.next() < 0.3 ? text : text.slice(0, -1);
  }

  private pick<Element>(elements: readonly Element[]): Element {
    return elements[Math.floor(this.next() * elements.length)]!;
  }

  private cells(type: ValueType, values: readonly TypedValue[]): unknown[] {
    const known = values.filter((value) => value !== undefined).slice(0, mostCells);
    if (type.kind !== 'list') return [...known.map((value) => this.cell(type, value as TypedScalar)), ...spellings(type)];
    return [...known.map((value) => (value as readonly TypedScalar[]).map((one) => this.cell(type.element, one))), ...spellings(type.element).map((one) => [one])];
  }

  private cell(type: ScalarType, value: TypedScalar): unknown {
    if (typeof value === 'object') return value.unknown;
    if (type.kind === 'duration') return Number(value) / 1_000;
    if (type.kind !== 'date' && type.kind !== 'datetime') return value;
    return type.format === undefined ? this.instant(within(Number(value))) : formatted(within(Number(value)), type.format);
  }
}

function within(at: number): number {
  return Math.max(-62_135_596_800_000, Math.min(at, 253_402_300_799_999));
}

function spellings(type: ScalarType): string[] {
  return type.kind === 'one of' ? type.members.flatMap(({ name, spellings: others }) => [name, ...others]) : [];
}

function formatted(at: number, format: string): string {
  const iso = new Date(at).toISOString();
  const parts: Readonly<Record<string, string>> = { '%Y': iso.slice(0, 4), '%m': iso.slice(5, 7), '%d': iso.slice(8, 10), '%H': iso.slice(11, 13), '%M': iso.slice(14, 16), '%S': iso.slice(17, 19) };
  return format.replace(/%[YmdHMS]/g, (part) => parts[part]!);
}
