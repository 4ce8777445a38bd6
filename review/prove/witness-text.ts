/** A lead as the lines of a `test` block that would set it up. Language reference, section 7. */
import type { Definition, TypedEvent, TypedScalar, TypedValue } from '../../compiler/check/checked.ts';
import type { ValueType } from '../../compiler/vocabulary/types.ts';
import { writtenName } from '../../grammar/tokens.ts';
import type { Witness } from './witness.ts';

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('*', '\\*')}"`;
}

/** A duration that says every millisecond: `30d`, `2h`, `90.5s`. */
export function durationText(milliseconds: number): string {
  for (const [unit, size] of [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000]] as const) {
    if (milliseconds % size === 0) return `${milliseconds / size}${unit}`;
  }
  return `${milliseconds / 1_000}s`;
}

/** A number without an exponent, as the language writes it. */
function numberText(value: number): string {
  if (!/e/.test(String(value))) return String(value);
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20, maximumSignificantDigits: 21 });
}

function instantText(at: number): string {
  const text = new Date(at).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 16) + 'Z' : text;
}

function scalarText(value: TypedScalar, type: ValueType): string {
  if (typeof value === 'object') return quoted(value.unknown);
  if (typeof value === 'boolean') return String(value);
  const scalar = type.kind === 'list' ? type.element : type;
  if (typeof value === 'string') return scalar.kind === 'country' || scalar.kind === 'one of' ? value : quoted(value);
  switch (scalar.kind) {
    case 'duration': return durationText(value);
    case 'date': case 'datetime': return instantText(value);
    case 'money': return `${scalar.currency} ${numberText(value)}`;
    default: return numberText(value);
  }
}

function valueText(value: Exclude<TypedValue, undefined>, type: ValueType): string {
  return Array.isArray(value) ? `(${value.map((one) => scalarText(one as TypedScalar, type)).join(', ')})` : scalarText(value as TypedScalar, type);
}

/** `at` and `given` lines, without indentation. Equal events of one instant stand together. Rows, where it is the reading that differs. */
export function witnessLines({ lead, events, now, rows }: Witness, definition: Definition): string[] {
  if (rows !== undefined) return [`at ${instantText(now)}`, `lead row ${JSON.stringify(rows.lead)}`, ...rows.events.map((row) => `event row ${JSON.stringify(row)}`)];
  const fields = [...lead.fields].flatMap(([name, value]) => {
    const field = definition.vocabulary.fields.find((one) => one.name === name);
    return value === undefined || field === undefined ? [] : [`${writtenName(name)} ${valueText(value, field.type)}`];
  });
  const groups = new Map<string, number>();
  for (const event of [...events].reverse()) {
    const text = eventText(event, now, definition);
    groups.set(text, (groups.get(text) ?? 0) + 1);
  }
  return [
    ...(now === Date.UTC(2026, 0, 1) ? [] : [`at ${instantText(now)}`]),
    ...(fields.length === 0 ? [] : [`given ${fields.join(', ')}`]),
    ...[...groups].map(([text, count]) => `given ${count === 1 ? '' : `${count} `}${text}`),
  ];
}

function eventText({ type, at, properties }: TypedEvent, now: number, definition: Definition): string {
  const event = definition.vocabulary.events.find((one) => one.name === type);
  const shown = [...properties].flatMap(([name, value]) => {
    const property = event?.properties.find((one) => one.name === name);
    return value === undefined || property === undefined ? [] : [`${writtenName(name)} ${valueText(value, property.type)}`];
  });
  const age = now - at;
  const time = age > 0 ? `${durationText(age)} ago` : `on ${instantText(at)}`;
  return `${writtenName(type)}${shown.length === 0 ? '' : ` (${shown.join(', ')})`} ${time}`;
}
