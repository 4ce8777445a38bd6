/**
 * Where the data is: two relations, their columns and the columns' forms. Language reference, section 9.
 *
 * Columns are found by the spellings of the vocabulary, with case, blanks, `_` and `-` set aside, when the query is made: it
 * names them as the relation does.
 */
import { lowerCase } from '../../../tables/lower-case.ts';
import type { Plan, ValueType } from '../../plan/plan.ts';
import { unreachable } from '../../unreachable.ts';

/** What a column holds. */
export type ColumnForm =
  /** Text that is read by the type of the field: of a CSV file, say. */
  | 'text'
  /** One JSON value in each cell, in the database's JSON type or as text. */
  | 'json'
  /** Numbers of any of the database's types: of seconds for a duration, of epoch milliseconds for a date. */
  | 'number'
  | 'boolean'
  | 'date'
  /** Without a time zone: in the definition's. */
  | 'timestamp'
  | 'timestamp with time zone'
  /** A list or array, of elements in one of the forms above. */
  | { readonly listOf: 'text' | 'json' | 'number' | 'boolean' | 'date' | 'timestamp' | 'timestamp with time zone' };

export interface Column {
  readonly name: string;
  readonly form: ColumnForm;
}

export interface Relation {
  /**
   * A table or view by its name and those of what it is in, or SQL that stands after `from` as it is. The latter is trusted: it
   * is what a user wrote, or what an engine made.
   */
  readonly from: { readonly name: readonly string[] } | { readonly sql: string };
  readonly columns: readonly Column[];
  /** Names of columns that are not called as the language calls them. */
  readonly named?: Partial<Record<'id' | 'lead_id' | 'type' | 'at', string>>;
  /** A column of whole numbers that says which row of the data it is; for lists of bad rows. */
  readonly rowNumber?: string;
}

export interface Source {
  readonly leads: Relation;
  /** `null`: there are no events. */
  readonly events: Relation | null;
}

/** Two spellings are the same if this is. */
export function folded(spelling: string): string {
  return lowerCase(spelling.replace(/[ \t\n\v\f\r_-]/g, ''));
}

const ownColumns = ['leadid', 'type', 'at', 'id', 'properties'];

export function findColumn(relation: Relation, name: string): Column | undefined {
  const sought = folded(name);
  return relation.columns.find((column) => folded(column.name) === sought);
}

/** The column of a lead field: the first spelling that is there, else the name. */
export function fieldColumn(relation: Relation, field: { readonly name: string; readonly spellings: readonly string[] }): Column | undefined {
  for (const spelling of field.spellings) {
    const column = findColumn(relation, spelling);
    if (column !== undefined) return column;
  }
  return findColumn(relation, field.name);
}

/** The column that holds a property; the names of the row's own columns are no properties. */
export function propertyColumn(relation: Relation, property: string): Column | undefined {
  return ownColumns.includes(folded(property)) ? undefined : findColumn(relation, property);
}

export function ownColumn(relation: Relation, name: 'id' | 'lead_id' | 'type' | 'at'): Column | undefined {
  const named = relation.named?.[name];
  if (named === undefined) return findColumn(relation, name);
  return relation.columns.find((column) => column.name === named) ?? findColumn(relation, named);
}

/** The source that a query is made for when nobody says more: tables `leads` and `events`, each value in a column of its name and natural type. */
export function assumedSource(plan: Plan, names: { readonly leads?: readonly string[]; readonly events?: readonly string[] } = {}): Source {
  const leads = plan.schema.fields.map((field): Column => ({ name: field.spellings[0] ?? field.name, form: naturalForm(field.type) }));
  const properties = new Map<string, Column>();
  for (const event of plan.schema.events) {
    for (const property of event.properties) {
      const name = folded(property.name);
      if (property.used && !ownColumns.includes(name) && !properties.has(name)) {
        properties.set(name, { name: property.name, form: naturalForm(property.type) });
      }
    }
  }
  return {
    leads: { from: { name: names.leads ?? ['leads'] }, columns: [{ name: 'id', form: 'text' }, ...leads] },
    events: {
      from: { name: names.events ?? ['events'] },
      columns: [
        { name: 'lead_id', form: 'text' }, { name: 'type', form: 'text' }, { name: 'at', form: 'timestamp with time zone' },
        ...properties.values(),
      ],
    },
  };
}

/** The form of a column whose owner gave it the type that suits. */
function naturalForm(type: ValueType): ColumnForm {
  switch (type.kind) {
    case 'number':
    case 'money':
    case 'duration':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'text':
    case 'email':
    case 'url':
    case 'country':
    case 'one of':
      return 'text';
    case 'date':
      return type.format === null ? 'date' : 'text';
    case 'datetime':
      return type.format === null ? 'timestamp with time zone' : 'text';
    case 'list': {
      const form = naturalForm(type.element);
      return typeof form === 'string' ? { listOf: form } : form;
    }
    default:
      return unreachable(type);
  }
}
