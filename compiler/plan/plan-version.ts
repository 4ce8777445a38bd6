import type { Plan } from './plan.ts';
import { sha256 } from './sha256.ts';

/**
 * The content hash of a plan: 16 hexadecimal digits of the SHA-256 of its canonical JSON. It covers all that a result or
 * an explanation depends on, the `as` labels and the title included, and nothing else: not where things are written, not
 * the white space, comments, case of keywords or backquotes of the source, not the file's name, its tests, its owner or
 * `review by`, and not the part of the vocabulary that the definition does not use.
 */
export function planVersion(plan: Omit<Plan, 'version'>): string {
  const names = plan.schema.events.map((event) => event.name);
  const content = {
    ...plan,
    path: '',
    schema: {
      ...plan.schema,
      events: plan.schema.events
        .filter((event) => event.used)
        .map((event) => ({ ...event, properties: event.properties.filter((property) => property.used) })),
    },
    streams: plan.streams.map((stream) => ({ ...stream, label: '', events: stream.events.map((event) => names[event]) })),
  };
  return sha256(canonical(content)).slice(0, 16);
}

/** JSON with sorted keys and without origins; a label that is only the source text goes with its origin. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Readonly<Record<string, unknown>>;
  const origin = record['origin'] as { readonly text?: unknown } | undefined;
  const entries = Object.keys(record)
    .filter((key) => key !== 'origin' && !(key === 'label' && origin !== undefined && record['label'] === origin.text))
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`);
  return `{${entries.join(',')}}`;
}
