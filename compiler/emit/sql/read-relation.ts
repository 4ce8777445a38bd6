/** One relation of the data: the columns that are used, and what is read of them, each once however often it is asked for. */
import type { ScalarType, ValueType } from '../../plan/plan.ts';
import { bindValue } from './bind-value.ts';
import type { Dialect } from './dialect.ts';
import { isKnownCell } from './is-known-cell.ts';
import type { MemberColumn, PickedColumn } from './later-columns.ts';
import type { Names } from './names.ts';
import { isMemberOfFew, memberOf, readNormal, readPart, readScalar, type Cell, type Reading, type ScalarForm } from './read-cell.ts';
import { noValue } from './no-value.ts';
import { scalarFacet, type Facet } from './scalar-facet.ts';
import type { Column, Relation } from './source.ts';
import { caseOf, no, nothing, or, sql, trusted, type Sql } from './sql.ts';
import { Layers, select, type Step, type StepsWanted } from './steps.ts';
import { pathText, wordsForm } from './texts.ts';

/** What a definition says of all columns. */
export interface ReadingRules {
  readonly zone: string;
  /** In normal form. */
  readonly missingTexts: readonly string[];
  /** Of instants outside of it nothing is known but that. */
  readonly range?: Reading['range'];
}

/** Where a value stands: in a column, or in a member of the JSON column `properties`, or in either, the latter first. */
export interface Place {
  readonly column: Column | undefined;
  /** The folded name of the member. */
  readonly member: string | undefined;
}

export class RelationReader {
  readonly dialect: Dialect;
  readonly #relation: Relation;
  readonly #names: Names;
  readonly #layers: Layers;
  readonly #cells = new Map<string, Sql>();
  readonly #known = new Map<string, Sql>();
  readonly #members = new Map<string, MemberColumn>();
  readonly #picked = new Map<string, PickedColumn>();

  constructor(dialect: Dialect, relation: Relation, names: Names) {
    this.dialect = dialect;
    this.#relation = relation;
    this.#names = names;
    this.#layers = new Layers(names);
  }

  /** The column as it is in the relation, under a name of ours. */
  cell(column: Column): Sql {
    return this.#once(this.#cells, column.name, () => {
      const name = this.#names.take(`${column.name}_cell`);
      this.#layers.base(name);
      return name;
    });
  }

  /** Whether a column of these steps is called so. */
  has = (name: string): boolean => this.#layers.has(name);

  /** A column that says something of the definition. */
  addLabelled(wanted: string, value: Sql, label: string): Sql {
    return this.#layers.add(wanted, value, label);
  }

  /** A column that is made of others in a way that is not known before all is asked. @param over what it is made of, at most */
  addLater(wanted: string, over: Sql, make: () => Sql): Sql {
    return this.#layers.addLater(wanted, over, make);
  }

  /** A column that is made of others. */
  add(wanted: string, value: Sql): Sql {
    return this.#once(this.#known, value, () => this.#layers.add(wanted, value));
  }

  /** The words of a text in normal form; null where it has none of the pieces. */
  words(normal: Sql, pieces: readonly string[]): Sql {
    return this.#pick(`${normal}_words`, normal, wordsForm(this.dialect, normal), pieces);
  }

  #pick(wanted: string, normal: Sql, value: Sql, pieces: readonly string[]): Sql {
    const key = `${normal} ${value}`;
    let column = this.#picked.get(key);
    if (column === undefined) {
      const known = new Set<string>();
      const make = (): Sql => caseOf([[or([...known].sort().map((piece) => this.dialect.like(normal, ['', piece, '']))), value]]);
      column = { name: this.#layers.addLater(wanted, sql`${normal} ${value}`, make), pieces: known };
      this.#picked.set(key, column);
    }
    for (const piece of pieces) column.pieces.add(piece);
    return column.name;
  }

  /** A column that holds what is asked of a value; null where that is missing. */
  facet(wanted: string, place: Place, type: ValueType, facet: Facet, rules: ReadingRules): Sql {
    const cells = this.#cellsOf(wanted, place, rules);
    if (cells.length === 0) return noValue(this.dialect, type, facet);
    const made = cells.map((cell) => [sql`${cell.sql} is not null`, this.#facetOf(cell.wanted, cell, type, facet, rules)] as const);
    return made.length === 1 ? made[0]![1] : this.add(wanted, caseOf(made));
  }

  /** Where a value may stand, the first that has one; the column `properties` first. */
  #cellsOf(wanted: string, place: Place, rules: ReadingRules): { readonly wanted: string; readonly sql: Sql; readonly form: Column['form'] }[] {
    const nested = this.nested(wanted, place, rules);
    const { column } = place;
    const cells = nested === undefined ? [] : [{ wanted: `${wanted}_member`, sql: nested, form: 'json' as const }];
    if (column === undefined) return cells;
    const cell = this.cell(column);
    if (nested !== undefined && column.form === 'json') {
      return [{ wanted, sql: this.add(`${wanted}_either`, sql`coalesce(${nested}, ${cell})`), form: 'json' }];
    }
    return [...cells, { wanted, sql: cell, form: column.form }];
  }

  /** Whether a value is one of the members, where a column of few different texts, as in Parquet, says so; `undefined` where each row has to be read. */
  isMember(wanted: string, place: Place, type: ValueType, members: readonly string[], rules: ReadingRules): Sql | undefined {
    const { column } = place;
    if (type.kind === 'list' || column?.form !== 'text' || !this.holdsDictionaries || this.nested(wanted, place, rules) !== undefined) return undefined;
    const known = isMemberOfFew(this.dialect, type, this.cell(column), members, rules.missingTexts);
    return known === undefined ? undefined : this.add(`${wanted}_is_${members.length === 1 ? members[0]! : 'one'}`, known);
  }

  /** Where even times and numbers are texts, the data is a file of texts, and has no dictionaries. */
  get holdsDictionaries(): boolean {
    return this.dialect.foldsDictionaries && this.#relation.columns.some(({ form }) => form !== 'text' && form !== 'json');
  }

  /** How many values are known but no country or member; `undefined` for other types. */
  unknownSpellings(wanted: string, place: Place, type: ValueType, rules: ReadingRules): Sql | undefined {
    const scalar = type.kind === 'list' ? type.element : type;
    if (scalar.kind !== 'country' && scalar.kind !== 'one of') return undefined;
    const member = this.facet(wanted, place, type, { members: 'all' }, rules);
    if (type.kind === 'list') {
      const unknown = this.dialect.listMap(member, 'item', (item) => caseOf([[sql`${item} = ''`, sql`1`]]));
      return sql`coalesce(${this.dialect.listLength(this.dialect.listOrNull(unknown))}, 0)`;
    }
    const value = this.facet(wanted, place, type, 'value', rules);
    return caseOf([[sql`(${value} is not null and ${member} is null)`, sql`1`]], sql`0`);
  }

  /** Whether a row that is not bad has a value, which mostly is told without reading it. */
  isKnown(wanted: string, place: Place, type: ValueType, rules: ReadingRules): Sql {
    const cells = this.#cellsOf(wanted, place, rules);
    const known = cells.length === 1 ? isKnownCell(this.reading(wanted, rules), cells[0]!, type) : undefined;
    return known ?? sql`${this.facet(wanted, place, type, 'value', rules)} is not null`;
  }

  /** Whether the type cannot read a value. */
  isBad(wanted: string, place: Place, type: ValueType, rules: ReadingRules): Sql {
    const cells = this.#cellsOf(wanted, place, rules);
    const bad = cells.map((cell) => [sql`${cell.sql} is not null`, this.#badOf(cell.wanted, cell, type, rules)] as const);
    return bad.length === 1 ? bad[0]![1] : caseOf(bad, sql`false`);
  }

  /** The JSON object of the column `properties`; null where there is none. And whether it cannot be read as one. */
  properties(column: Column, rules: ReadingRules): { readonly object: Sql; readonly isBad: Sql } {
    const reading = this.reading('properties', rules);
    const cell = this.cell(column);
    const json = reading.let('json', this.dialect.jsonText(cell));
    const { normal, text, isNoText } = readNormal(reading, { sql: json, form: column.form === 'text' ? 'text' : 'json' });
    // A text that holds an object is read only where it can be asked whether it does.
    const whole = column.form === 'text' ? text : this.dialect.checksJson ? caseOf([[isNoText, json]], text) : json;
    const present = reading.let('present', caseOf([[or([isNoText, sql`${normal} is not null`]), whole]]));
    const isObject = reading.let('is_object', this.dialect.isJsonObject(present));
    return { object: reading.let('object', caseOf([[isObject, present]])), isBad: sql`(${present} is not null and ${isObject} is not true)` };
  }

  /** The steps that read it, and the name of the last. `where` keeps rows out at once, over the relation's own columns; what `asked`, which comes after, does not name is not read. */
  steps(wanted: string, label: string, { where, asked }: StepsWanted = {}): { readonly steps: readonly Step[]; readonly last: Sql; readonly namedIn: Layers['namedIn'] } {
    const rows = this.#names.take(`${wanted}_rows`);
    const { from } = this.#relation;
    const relation = 'sql' in from ? trusted(from.sql) : trusted(from.name.map((name) => this.dialect.quoted(name)).join('.'));
    const { steps, last, isAsked } = this.#layers.steps(rows, `${wanted}_read`, asked);
    const cells = [...this.#cells].filter(([, name]) => isAsked(name)).map(([column, name]) => ({ name, value: this.dialect.quoted(column) }));
    const query = select(cells.length === 0 ? [sql`1 as no_column`] : cells, relation, [where === undefined ? undefined : sql`where ${where}`]);
    return { steps: [{ name: rows, label, query }, ...steps], last, namedIn: (behind) => this.#layers.namedIn(behind) };
  }

  reading(wanted: string, rules: ReadingRules): Reading {
    return {
      dialect: this.dialect,
      zone: rules.zone, range: rules.range,
      missingTexts: rules.missingTexts,
      let: (name, value) => /^[a-z_][a-z0-9_]*$/.test(value) ? value : this.add(`${wanted}_${name}`, value),
    };
  }

  /** The member of `properties`, as JSON. */
  nested(wanted: string, place: Place, rules: ReadingRules): Sql | undefined {
    if (place.member === undefined) return undefined;
    const column = this.#relation.columns.find((each) => each.name.toLowerCase() === 'properties');
    if (column === undefined) return undefined;
    const { object } = this.properties(column, rules);
    return this.add(`${wanted}_json`, caseOf([[sql`${object} is not null`, this.dialect.jsonMember(object, place.member)]]));
  }

  #facetOf(wanted: string, cell: { readonly sql: Sql; readonly form: Column['form'] }, type: ValueType, facet: Facet, rules: ReadingRules): Sql {
    if (type.kind === 'list') return this.#listFacet(wanted, cell, type.element, facet, rules);
    if (typeof cell.form === 'object') throw new Error('a column of lists where one value is due');
    const reading = this.reading(wanted, rules);
    const scalar: Cell = { sql: cell.sql, form: cell.form };
    if (typeof facet === 'object') {
      if ('members' in facet) return this.#member(wanted, type, readScalar(reading, scalar, type).value, facet.members, reading);
      const pieces = 'words' in facet ? facet.words : 'path' in facet ? facet.path : facet.containing;
      // An address without a path has `/` for one.
      if ('path' in facet && pieces.some((piece) => piece.length < 2)) return reading.let('path', readPart(reading, scalar, 'path'));
      const text = this.#textWith(reading, scalar, pieces);
      if ('containing' in facet) return text;
      if ('words' in facet) return this.words(text, pieces);
      return reading.let('path', this.dialect.normalForm(this.#pick(`${wanted}_path_text`, text, pathText(this.dialect, readNormal(reading, scalar).text), pieces)));
    }
    const value = scalarFacet(reading, scalar, type, facet);
    return reading.let(facet, value);
  }

  /** A text in lower case, for tests that look for a piece in it: neither blanks at its ends nor that it is missing make a difference to them. */
  #textWith(reading: Reading, cell: Cell, pieces: readonly string[]): Sql {
    const { normal, text } = readNormal(reading, cell);
    if (reading.missingTexts.some((missing) => pieces.some((piece) => missing.includes(piece))) || pieces.includes('')) return normal;
    return reading.let('lower', this.dialect.lower(text));
  }

  /** One column for all members that are asked for. */
  #member(wanted: string, type: ScalarType, value: Sql, members: readonly string[] | 'all', reading: Reading): Sql {
    const id = JSON.stringify([value, type]);
    let column = this.#members.get(id);
    if (column === undefined) {
      const wantedMembers = new Set<string>();
      const make = (): Sql => memberOf(this.dialect, reading.let, type, value, column!.wanted);
      // Made once for its side: what it builds on must be there before it.
      const over = memberOf(this.dialect, reading.let, type, value, 'all');
      column = { name: this.#layers.addLater(`${wanted}_${type.kind === 'country' ? 'code' : 'member'}`, over, make), wanted: wantedMembers };
      this.#members.set(id, column);
    }
    if (members === 'all') column.wanted = 'all';
    else if (column.wanted !== 'all') for (const member of members) column.wanted.add(member);
    return column.name;
  }

  #listFacet(wanted: string, cell: { readonly sql: Sql; readonly form: Column['form'] }, element: ScalarType, facet: Facet, rules: ReadingRules): Sql {
    const { lists } = this.#elements(wanted, cell, rules);
    if (facet === 'content') return this.add(`${wanted}_content`, this.dialect.listSet(this.#listFacet(wanted, cell, element, 'identity', rules)));
    const made = lists.map(({ when, elements, form }) => {
      const mapped = this.dialect.listMap(elements, 'item', (item) => this.#element(item, form, element, facet, rules));
      return [when, facet === 'elements' ? mapped : this.dialect.listOrNull(mapped)] as const;
    });
    return this.add(`${wanted}_${typeof facet === 'object' ? Object.keys(facet)[0]! : facet}_list`, made.length === 1 ? made[0]![1] : caseOf(made));
  }

  #element(item: Sql, form: ScalarForm, type: ScalarType, facet: Facet, rules: ReadingRules): Sql {
    return this.#inside(rules, (reading) => {
      if (typeof facet !== 'object') return scalarFacet(reading, { sql: item, form }, type, facet);
      if ('path' in facet) return scalarFacet(reading, { sql: item, form }, type, 'path');
      const { value } = readScalar(reading, { sql: item, form }, type);
      if ('containing' in facet) return value;
      if ('words' in facet) return wordsForm(this.dialect, value);
      // An unknown spelling is an element, too: it makes the list known.
      const member = memberOf(this.dialect, reading.let, type, value, facet.members === 'all' ? 'all' : new Set(facet.members));
      return caseOf([[sql`${value} is not null`, sql`coalesce(${member}, '')`]]);
    });
  }

  /** An expression over an element of a list, where names are bound inside the expression itself. */
  #inside(rules: ReadingRules, write: (reading: Reading) => Sql): Sql {
    const bound: { readonly name: Sql; readonly value: Sql }[] = [];
    const reading: Reading = {
      ...this.reading('', rules),
      let: (_wanted, value) => {
        if (/^[a-z_][a-z0-9_]*$/.test(value)) return value;
        const known = bound.find((each) => each.value === value);
        if (known !== undefined) return known.name;
        const name = trusted(`bound_${bound.length + 1}`);
        bound.push({ name, value });
        return name;
      },
    };
    const body = write(reading);
    // Names inside names cost databases dearly: what is short, or stands once, is written out.
    return bound.reduceRight((inner, { name, value }) => bindValue(this.dialect, name, value, inner), body);
  }

  /** The elements of a cell, by what it holds. */
  #elements(wanted: string, cell: { readonly sql: Sql; readonly form: Column['form'] }, rules: ReadingRules): {
    readonly lists: readonly { readonly when: Sql; readonly elements: Sql; readonly form: ScalarForm }[]; readonly isBad: Sql;
  } {
    if (typeof cell.form === 'object') return { lists: [{ when: sql`true`, elements: cell.sql, form: cell.form.listOf }], isBad: sql`false` };
    const reading = this.reading(wanted, rules);
    const { normal, text, isNoText } = readNormal(reading, { sql: cell.sql, form: cell.form });
    const whole = { when: sql`${normal} is not null`, elements: this.dialect.split(text), form: 'text' as const };
    if (cell.form !== 'json') return { lists: [whole], isBad: isNoText };
    const json = reading.let('json', this.dialect.trim(cell.sql));
    const first = this.dialect.substring(json, 1, 1);
    return {
      lists: [{ when: sql`${first} = '['`, elements: this.dialect.jsonElements(json), form: 'json' }, whole],
      isBad: sql`coalesce(${first} = '{', false)`,
    };
  }

  #badOf(wanted: string, cell: { readonly sql: Sql; readonly form: Column['form'] }, type: ValueType, rules: ReadingRules): Sql {
    if (type.kind === 'list') {
      const { lists, isBad } = this.#elements(wanted, cell, rules);
      const bad = lists.map(({ when, elements, form }) => {
        const ofItem = (item: Sql): Sql => this.#inside(rules, (reading) => readScalar(reading, { sql: item, form }, type.element).isBad);
        return [when, ofItem(sql`item`) === no ? no : this.dialect.listAny(elements, 'item', ofItem)] as const;
      });
      return or([isBad, bad.every(([, isOne]) => isOne === no) ? no : caseOf(bad, no)]);
    }
    if (typeof cell.form === 'object') throw new Error('a column of lists where one value is due');
    return readScalar(this.reading(wanted, rules), { sql: cell.sql, form: cell.form }, type).isBad;
  }

  #once(memory: Map<string, Sql>, key: string, make: () => Sql): Sql {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const made = make();
    memory.set(key, made);
    return made;
  }
}
