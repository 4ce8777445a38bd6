/** Leads and events as raw rows, on the edges of what a definition asks. */
import { dayNumber, dayStart } from '../../tables/calendar.ts';
import type { GeneratedDefinition } from './definitions.ts';
import type { Draw } from './draw.ts';
import { countries, emails, texts, urls, type Kind, type PoolEvent, type PoolField, type PoolType } from './pool.ts';

type Row = Record<string, unknown>;

const day = 86_400_000;

export function rawData(draw: Draw, generated: GeneratedDefinition, leadCount: number): { leads: Row[]; events: Row[] } {
  return new DataMaker(draw, generated).make(leadCount);
}

class DataMaker {
  readonly #draw: Draw;
  readonly #generated: GeneratedDefinition;
  /** The columns that a field stands in, for the whole table. */
  readonly #columns: ReadonlyMap<PoolField, readonly string[]>;
  readonly #events: readonly PoolEvent[];

  constructor(draw: Draw, generated: GeneratedDefinition) {
    this.#draw = draw;
    this.#generated = generated;
    this.#columns = new Map(generated.fields.map((field) => [field, this.#columnsOf(field)]));
    const used = generated.events.filter((event) => generated.facts.events.has(event.name));
    this.#events = used.length > 0 ? used : generated.events;
  }

  make(leadCount: number): { leads: Row[]; events: Row[] } {
    const leads: Row[] = [];
    const events: Row[] = [];
    for (let index = 0; index < leadCount; index += 1) {
      const id = this.#draw.oneIn(60) ? this.#draw.pick(['0', '', null, ' 0 ']) : this.#draw.oneIn(10) ? index : String(index);
      leads.push(this.#lead(id));
      if (id === null || id === '') continue;
      const instants: number[] = [];
      const count = this.#draw.weighted([[1, 0], [3, 2], [3, 5], [1, 12]]);
      for (let number = 0; number < count; number += 1) this.#event(String(id), index, instants, events);
    }
    return { leads, events };
  }

  #columnsOf(field: PoolField): readonly string[] {
    const { draw } = { draw: this.#draw };
    if (draw.oneIn(40)) return [];
    // The lead's own `id` has that column already.
    const names = field.name === 'id' ? field.columns : [field.name, ...field.columns];
    return draw.oneIn(6) ? draw.some(names, 1, 3) : [this.#respelled(draw.pick(names))];
  }

  /** The same name to whom case, blanks, `_` and `-` are nothing. */
  #respelled(name: string): string {
    return this.#draw.pick([name, name, name, name.toUpperCase(), name.replace(/_(?=[a-z])/g, ' '), name.replace(/_(?=[a-z])/g, '-'), name.replace(/_(?=[a-z])/g, '')]);
  }

  #lead(id: unknown): Row {
    const row: Row = { id };
    for (const [field, columns] of this.#columns) {
      for (const column of columns) this.#set(row, column, field.type);
    }
    return row;
  }

  #set(row: Row, column: string, type: PoolType): void {
    if (this.#draw.oneIn(12)) return;
    Object.defineProperty(row, column, { value: this.#value(type), enumerable: true, configurable: true, writable: true });
  }

  #event(leadId: string, lead: number, instants: number[], rows: Row[]): void {
    const draw = this.#draw;
    const event = draw.pick(this.#events);
    const at = this.#instant(instants);
    instants.push(at);
    const row: Row = {
      lead_id: draw.oneIn(80) ? draw.pick(['nobody', '', leadId]) : leadId,
      type: draw.oneIn(60) ? draw.pick(['unheard_of', '', ' Unheard of ']) : this.#respelled(draw.pick([event.name, ...event.spellings])),
      at: draw.oneIn(120) ? draw.pick(['', 'soon', null, '2026-13-01']) : this.#writtenInstant(at),
    };
    const nested: Row = {};
    for (const property of event.properties) {
      const isOwn = ['type', 'id', 'at', 'lead_id', 'properties'].includes(property.name);
      if (isOwn || draw.oneIn(3)) this.#set(nested, property.name, property.type);
      if (!isOwn && draw.oneIn(2)) this.#set(row, property.name, property.type);
    }
    if (Object.keys(nested).length > 0 || draw.oneIn(20)) row['properties'] = draw.oneIn(2) ? JSON.stringify(nested) : draw.oneIn(80) ? draw.pick(['{', [], 'x']) : nested;
    if (draw.oneIn(3)) row['id'] = draw.oneIn(3) ? `${lead}-${draw.integer(0, 1)}` : rows.length;
    rows.push(row);
    // The same row once more.
    if (draw.oneIn(25)) rows.push({ ...row });
  }

  /** On or beside the end of some window, of a day, or of another event. */
  #instant(instants: readonly number[]): number {
    const draw = this.#draw;
    const { now, zone, facts } = this.#generated;
    const beside = draw.pick([0, 0, 1, -1]);
    const span = facts.durations.length > 0 ? draw.pick(facts.durations) : 7 * day;
    const within = (instant: number): number => Math.max(-62_135_596_800_000, Math.min(instant, 253_402_300_799_999));
    switch (draw.integer(1, 8)) {
      case 1:
        return now + beside;
      case 2:
      case 3:
        return within(now - span * draw.pick([1, 1, 1, 2, 3]) + beside);
      case 4:
        return within(dayStart(zone, dayNumber(zone, now) - draw.integer(-1, 9)) + beside);
      case 5:
      case 6:
        if (instants.length > 0) return within(draw.pick(instants) + draw.pick([0, 0, span, -span, 1]) + (draw.oneIn(3) ? beside : 0));
        return now - draw.integer(0, 10 * day);
      default:
        return now - draw.integer(0, draw.pick([3_600_000, day, 40 * day]));
    }
  }

  #writtenInstant(at: number): unknown {
    const iso = new Date(at).toISOString();
    return this.#draw.weighted<unknown>([[3, at], [3, iso], [1, String(at)], [1, iso.replace('Z', '+00:00')], [1, ` ${iso} `]]);
  }

  // -------------------------------------------------------------- values

  #value(type: PoolType): unknown {
    const draw = this.#draw;
    if (draw.oneIn(12)) return draw.pick([null, '', '  ', '\t', ...this.#generated.missingTexts]);
    if (!type.isList) return this.#scalar(type);
    const values = draw.times(0, 4, () => this.#scalar({ ...type, isList: false }));
    return draw.oneIn(3) ? values.map((value) => String(value).replaceAll(';', ',')).join(draw.pick([';', ' ; '])) : values;
  }

  #known(kind: Kind): readonly unknown[] {
    return this.#generated.facts.values.get(kind) ?? [];
  }

  #near(kind: Kind, others: readonly unknown[]): unknown {
    const known = this.#known(kind);
    return known.length > 0 && !this.#draw.oneIn(3) ? this.#draw.pick(known) : this.#draw.pick(others);
  }

  #scalar(type: PoolType): unknown {
    const draw = this.#draw;
    switch (type.kind) {
      case 'number':
      case 'money': {
        if (draw.oneIn(150)) return draw.pick(['1,000', '$5', 'many', '0x10', 'NaN', '1.', '.5']);
        const value = (this.#near(type.kind, [0, -0, 1, 49, 50, 50.00005, 100, -3, 1e12, 1e300, 0.1 + 0.2, 123.45678]) as number) + draw.pick([0, 0, 0, 1, -1, 0.00005, -0.00005]);
        return draw.weighted<unknown>([[4, value], [1, String(value)], [1, ` ${value} `], [1, `+${Math.abs(value)}`]]);
      }
      case 'boolean':
        return draw.pick([true, false, 'true', 'No', 'YES', '1', 0, ' false ']);
      case 'text':
        return this.#reletter(this.#near('text', [...texts, 5, true, 'x'.repeat(40)]));
      case 'email':
        return this.#reletter(this.#near('email', emails));
      case 'url':
        return this.#reletter(this.#near('url', urls));
      case 'country':
        return draw.oneIn(6) ? draw.pick(['Atlantis', 'XX', 'atlantis ']) : this.#reletter(draw.pick(draw.pick(countries).spellings));
      case 'one of': {
        if (draw.oneIn(6)) return draw.pick(['nothing', 'Nothing ', 'zzz']);
        const member = draw.pick(type.members!);
        return this.#reletter(draw.pick([member.name, ...member.spellings]));
      }
      case 'duration': {
        const seconds = (this.#near('duration', [0, 1, 60, 179.9995, 180, 0.0005, 3600]) as number) + draw.pick([0, 0, 0, 0.001, -0.001, 0.0004]);
        return draw.oneIn(3) ? String(seconds) : seconds;
      }
      case 'date':
      case 'datetime':
        return this.#date(type);
    }
  }

  #date(type: PoolType): unknown {
    const draw = this.#draw;
    const { now, zone } = this.#generated;
    const beside = draw.pick([0, 0, 1, -1, day, -day]);
    const start = dayStart(zone, dayNumber(zone, this.#near(type.kind, [now, now - 30 * day, now - 7 * day]) as number));
    const at = draw.oneIn(4) ? now - draw.integer(0, 40 * day) : start + beside;
    const iso = new Date(at).toISOString();
    if (type.format === '%d/%m/%Y') return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
    if (type.format !== undefined) return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
    return draw.weighted<unknown>([[3, iso], [2, at], [2, iso.slice(0, 10)], [1, iso.slice(0, 19)], [1, iso.slice(0, 16)], [1, iso.replace('T', ' ').replace('Z', '')]]);
  }

  /** The same letters in another case, with blanks at the ends. */
  #reletter(value: unknown): unknown {
    if (typeof value !== 'string') return value;
    return this.#draw.weighted<unknown>([[4, value], [1, value.toUpperCase()], [1, value.toLowerCase()], [1, ` ${value}\t`], [1, `${value}x`], [1, `\n${value}\u00a0`]]);
  }
}
