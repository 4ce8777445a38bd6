import { readingRules } from '../../../compiler/emit/sql/emit-query.ts';
import type { EventType, Plan } from '../../../compiler/plan/plan.ts';

/**
 * Plans that find the same rows bad as the given ones do: versions of one definition mostly declare the same and read different
 * parts of it, so that one look at the data does for all of them. What they find noteworthy is not the same.
 */
export function checkedTogether(plans: readonly Plan[]): readonly Plan[] {
  const together: Plan[] = [];
  for (const plan of plans) {
    const other = together.findIndex((one) => declaresAlike(one, plan));
    if (other < 0) together.push(plan);
    else together[other] = { ...plan, schema: readByBoth(together[other]!.schema, plan.schema) };
  }
  return together;
}

function declaresAlike(one: Plan, other: Plan): boolean {
  const fields = new Map(one.schema.fields.map((field) => [field.name, JSON.stringify(field)]));
  return JSON.stringify(readingRules(one)) === JSON.stringify(readingRules(other))
    && JSON.stringify(one.schema.events.map(unused)) === JSON.stringify(other.schema.events.map(unused))
    && other.schema.fields.every((field) => (fields.get(field.name) ?? JSON.stringify(field)) === JSON.stringify(field));
}

/** What is declared, whoever uses it. */
function unused(event: EventType): EventType {
  return { ...event, used: false, properties: event.properties.map((property) => ({ ...property, used: false })) };
}

function readByBoth(one: Plan['schema'], other: Plan['schema']): Plan['schema'] {
  const known = new Set(one.fields.map(({ name }) => name));
  return {
    ...one,
    fields: [...one.fields, ...other.fields.filter(({ name }) => !known.has(name))],
    events: one.events.map((event, index) => {
      const twin = other.events[index]!;
      return {
        ...event, used: event.used || twin.used,
        properties: event.properties.map((property, place) => ({ ...property, used: property.used || twin.properties[place]!.used })),
      };
    }),
  };
}
