/**
 * Good rows as tables of typed columns, as a warehouse keeps them: numbers, booleans and texts; times are epoch milliseconds. The
 * reference reads the rows, so that what is tested is what an emitted query makes of good data.
 */
import type { TypedScalar, TypedValue } from '../compiler/check/checked.ts';
import { folded, type Source } from '../compiler/emit/sql/source.ts';
import type { Plan, ValueType } from '../compiler/plan/plan.ts';
import type { ReadRows } from '../reference/data.ts';

export type TypedScalarCell = string | number | boolean | null;
export type TypedCell = TypedScalarCell | readonly TypedScalarCell[];
export type TypedForm = 'text' | 'number' | 'boolean' | { readonly listOf: 'text' | 'number' | 'boolean' };

export interface TypedTable {
  readonly columns: readonly { readonly name: string; readonly form: TypedForm }[];
  readonly rows: readonly (readonly TypedCell[])[];
}

export interface TypedTables {
  /** Times have been read already, so it knows no formats of them. */
  readonly plan: Plan;
  readonly leads: TypedTable;
  readonly events: TypedTable;
}

/** What such a table cannot hold. */
export class NotTabular extends Error {}

/** @throws NotTabular for fields and properties that are called as a column of the row is, or properties of one name and different types */
export function typedTables(plan: Plan, rows: ReadRows): TypedTables {
  if (plan.schema.fields.some(({ name }) => folded(name) === 'id')) throw new NotTabular('a field called id');
  const fields = plan.schema.fields.map((field) => ({ ...columnOf(field.name, field.type), type: field.type }));
  const properties = new Map<string, ReturnType<typeof columnOf> & { readonly type: ValueType }>();
  for (const event of plan.schema.events) {
    for (const property of event.properties.filter(({ used }) => used)) {
      const name = folded(property.name);
      if (['leadid', 'type', 'at', 'id', 'properties'].includes(name)) throw new NotTabular(`a property called ${property.name}`);
      const column = { ...columnOf(property.name, property.type), type: property.type };
      const known = properties.get(name);
      if (known !== undefined && JSON.stringify([known.form, known.type.kind]) !== JSON.stringify([column.form, column.type.kind])) throw new NotTabular(`properties called ${property.name} of several types`);
      properties.set(name, column);
    }
  }
  const columns = [...properties.values()];
  const events = [...rows.events].flatMap(([lead, its]) => its.map((event): TypedCell[] => {
    const values = new Map([...event.properties].map(([name, value]) => [folded(name), value]));
    return [lead, event.type, event.at, ...columns.map((column) => cellOf(column.type, values.get(folded(column.name))))];
  }));
  const ownText = (name: string): TypedTable['columns'][number] => ({ name, form: 'text' });
  return {
    plan: JSON.parse(JSON.stringify(plan), withoutFormat) as Plan,
    leads: { columns: [ownText('id'), ...fields], rows: rows.leads.map((lead) => [lead.id, ...fields.map(({ name, type }) => cellOf(type, lead.fields.get(name)))]) },
    events: { columns: [ownText('lead_id'), ownText('type'), { name: 'at', form: 'number' }, ...columns], rows: events },
  };
}

/** The tables under their names, each with a column `mql_row` that says the order. */
export function typedSource({ leads, events }: TypedTables, names: { readonly leads: string; readonly events: string }): Source {
  return {
    leads: { from: { name: [names.leads] }, columns: leads.columns.map(({ name, form }) => ({ name, form })), rowNumber: 'mql_row' },
    events: { from: { name: [names.events] }, columns: events.columns.map(({ name, form }) => ({ name, form })), rowNumber: 'mql_row' },
  };
}

function columnOf(name: string, type: ValueType): TypedTable['columns'][number] {
  switch (type.kind) {
    case 'list':
      return { name, form: { listOf: columnOf(name, type.element).form as 'text' | 'number' | 'boolean' } };
    case 'boolean':
      return { name, form: 'boolean' };
    case 'number':
    case 'money':
    case 'duration':
    case 'date':
    case 'datetime':
      return { name, form: 'number' };
    default:
      return { name, form: 'text' };
  }
}

function cellOf(type: ValueType, value: TypedValue): TypedCell {
  if (value === undefined) return null;
  if (type.kind === 'list') return (value as readonly TypedScalar[]).map((each) => scalarOf(type.element, each));
  return scalarOf(type, value as TypedScalar);
}

function scalarOf(type: ValueType, value: TypedScalar): TypedScalarCell {
  if (typeof value === 'object') return value.unknown;
  return type.kind === 'duration' && typeof value === 'number' ? value / 1000 : value;
}

function withoutFormat(this: unknown, key: string, value: unknown): unknown {
  return key === 'format' && typeof value === 'string' ? null : value;
}
