/** What a plan refers to by index while it is being made: fields, streams, measures, named conditions. */
import type * as checked from '../check/checked.ts';
import type * as vocabulary from '../vocabulary/types.ts';
import { planOrigin } from './plan-origin.ts';
import type * as plan from './plan.ts';

export interface Registry {
  readonly streams: readonly plan.Stream[];
  readonly measures: readonly plan.Measure[];
  readonly conditions: readonly plan.NamedCondition[];
  schema(): plan.Schema;
  column(field: vocabulary.LeadField, part: plan.Part | undefined): plan.ColumnSubject;
  property(property: vocabulary.EventProperty, part: plan.Part | undefined): plan.PropertySubject;
  stream(selector: checked.Selector, filter: plan.Condition | null, window: number | null, cut: number | null): number;
  measure(measure: plan.Measure): { readonly kind: 'measure'; readonly measure: number };
  condition(defined: checked.DefinedCondition, make: (registry: Registry, condition: checked.Condition) => plan.Condition): number;
  stage(stage: checked.Stage): number;
  score(score: checked.Section | checked.DerivedScore): number;
}

/** @param used names of the fields that the plan will use, where they are known: fields then stand in the vocabulary's order */
export function createRegistry(definition: checked.Definition, used: ReadonlySet<string> = new Set()): Registry {
  const fields: plan.Field[] = [];
  const streams: plan.Stream[] = [];
  const measures: plan.Measure[] = [];
  const conditions: plan.NamedCondition[] = [];
  const fieldIndexes = new Map<string, number>();
  const streamIndexes = new Map<string, number>();
  const measureIndexes = new Map<string, number>();
  const conditionIndexes = new Map<checked.DefinedCondition, number>();
  const eventIndexes = new Map(definition.vocabulary.events.map((event, index) => [event.name, index]));
  const usedEvents = new Set<number>();
  const usedProperties = new Set<vocabulary.EventProperty>();

  const registry: Registry = {
    streams,
    measures,
    conditions,
    schema: () => ({
      timezone: definition.timezone,
      missingTexts: definition.vocabulary.missingTexts,
      fields,
      events: definition.vocabulary.events.map((event, index): plan.EventType => ({
        name: event.name,
        spellings: event.spellings,
        passive: event.passive,
        used: usedEvents.has(index),
        properties: event.properties.map((property) => ({
          name: property.name,
          type: planType(property.type),
          used: usedProperties.has(property),
        })),
      })),
    }),
    column(field, part) {
      let index = fieldIndexes.get(field.name);
      if (index === undefined) {
        index = fields.length;
        fields.push({ name: field.name, spellings: field.spellings, type: planType(field.type) });
        fieldIndexes.set(field.name, index);
      }
      return { kind: 'column', field: index, part: part ?? null, type: planType(field.type) };
    },
    property(property, part) {
      usedProperties.add(property);
      return { kind: 'property', name: property.name, part: part ?? null, type: planType(property.type) };
    },
    stream(selector, filter, window, cut) {
      const events = [...new Set(selector.events.map((event) => eventIndexes.get(event.name)!))].sort((left, right) => left - right);
      events.forEach((event) => usedEvents.add(event));
      return indexOf(streamIndexes, streams, JSON.stringify([events, filter, window, cut]), () => ({
        label: planOrigin(selector.origin).text,
        events,
        filter,
        window,
        cut,
      }));
    },
    measure: (measure) => ({ kind: 'measure', measure: indexOf(measureIndexes, measures, JSON.stringify(measure), () => measure) }),
    condition(defined, make) {
      let index = conditionIndexes.get(defined);
      if (index === undefined) {
        // Made first, so that the conditions it uses stand before it.
        const condition = make(registry, defined.condition);
        index = conditions.length;
        conditions.push({ name: defined.name, origin: planOrigin(defined.origin), condition });
        conditionIndexes.set(defined, index);
      }
      return index;
    },
    stage: (stage) => definition.stages.indexOf(stage),
    score: (score) => definition.scores.indexOf(score),
  };
  definition.vocabulary.fields.filter((field) => used.has(field.name)).forEach((field) => registry.column(field, undefined));
  return registry;
}

function indexOf<Entry>(indexes: Map<string, number>, entries: Entry[], key: string, make: () => Entry): number {
  const known = indexes.get(key);
  if (known !== undefined) return known;
  indexes.set(key, entries.length);
  return entries.push(make()) - 1;
}

function planType(type: vocabulary.ScalarType): plan.ScalarType;
function planType(type: vocabulary.ValueType): plan.ValueType;
function planType(type: vocabulary.ValueType): plan.ValueType {
  switch (type.kind) {
    case 'list':
      return { kind: 'list', element: planType(type.element) };
    case 'money':
      return { kind: 'money', currency: type.currency };
    case 'one of':
      return { kind: 'one of', members: type.members.map(({ name, spellings }) => ({ name, spellings })) };
    case 'date':
    case 'datetime':
      return { kind: type.kind, format: type.format ?? null };
    default:
      return { kind: type.kind };
  }
}
