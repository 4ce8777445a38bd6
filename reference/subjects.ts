/** The value that a comparison looks at. Language reference, section 4, "Subjects". */
import type { Part, Subject, TypedEvent, TypedScalar, TypedValue } from '../compiler/check/checked.ts';
import { dayNumber } from '../tables/calendar.ts';
import { unreachable } from '../compiler/unreachable.ts';
import { latest, selectedEvents } from './events.ts';
import { tenThousandthsOf } from './points.ts';
import { known, type Situation } from './situation.ts';
import { emailDomain, normalForm, urlHost, urlPath } from './text.ts';

/** `undefined` is missing. A `bigint` is an exact sum or amount of points. */
export type Value = TypedValue | bigint;

export function valueOf(subject: Subject, situation: Situation, event: TypedEvent | undefined): Value {
  switch (subject.kind) {
    case 'field':
      return partOf(situation.lead.fields.get(subject.field.name), subject.part);
    case 'property':
      return partOf(known(event).properties.get(subject.property.name), subject.part);
    case 'count':
      return selectedEvents(subject.selector, situation).length;
    case 'days': {
      const zone = situation.definition.timezone;
      return new Set(selectedEvents(subject.selector, situation).map((each) => dayNumber(zone, each.at))).size;
    }
    case 'distinct': {
      const values = selectedEvents(subject.selector, situation)
        .map((each) => partOf(each.properties.get(subject.property.name), subject.part))
        .filter((value) => value !== undefined);
      // A property that is a list cannot be asked so.
      return new Set((values as readonly TypedScalar[]).map(distinctForm)).size;
    }
    case 'total': {
      const isDuration = subject.property.type.kind === 'duration';
      const values = selectedEvents(subject.selector, situation)
        .map((each) => each.properties.get(subject.property.name))
        .filter((value) => typeof value === 'number');
      return values.reduce((sum, value) => sum + (isDuration ? BigInt(value) : tenThousandthsOf(value)), 0n);
    }
    case 'since': {
      const last = latest(selectedEvents(subject.selector, situation));
      return last === undefined ? undefined : situation.now - last;
    }
    case 'score':
      return known(situation.scores.get(subject.score));
    case 'tier':
      return known(situation.tier) ?? undefined;
    default:
      return unreachable(subject);
  }
}

function partOf(value: TypedValue, part: Part | undefined): TypedValue {
  if (part === undefined || typeof value !== 'string') return value;
  switch (part) {
    case 'domain':
      return emailDomain(value);
    case 'host':
      return urlHost(value);
    case 'path':
      return urlPath(value);
    default:
      return unreachable(part);
  }
}

export function isList(value: Value): value is readonly TypedScalar[] {
  return Array.isArray(value);
}

/** Two values are the same for `distinct` if this is. An unknown spelling is no member, so its text cannot be taken for one. */
function distinctForm(value: TypedScalar): string {
  if (typeof value === 'string') return `text ${normalForm(value)}`;
  if (typeof value === 'object') return `unknown ${normalForm(value.unknown)}`;
  return String(value);
}
