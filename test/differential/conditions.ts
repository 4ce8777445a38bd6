/** Conditions over leads, events and scores. */
import { comparison, duration, isText, literal, pattern, range, type Making } from './comparisons.ts';
import { group, optional, textOf, whole, type Draft } from './draft.ts';
import { written, type PoolEvent, type PoolField, type PoolType } from './pool.ts';

/** What a condition may ask where it stands. */
export interface Place extends Making {
  readonly fields: readonly PoolField[];
  readonly events: readonly PoolEvent[];
  /** Names of `define`. */
  readonly defined: readonly string[];
  /** Sections and derived scores that are complete. */
  readonly scores: readonly string[];
  readonly stages: readonly string[];
  /** `score`, `qualified`, `excluded` may be asked. */
  readonly outcomes: boolean;
  /** Labels of the tiers that may be asked; none where there is no tier yet. */
  readonly tiers: readonly string[];
}

export const stageNames: readonly string[] = ['mql', 'sql', 'hot', 'nurture', 'constructor', 'PQL'];

export function condition(place: Place, depth: number): Draft {
  const { draw } = place;
  if (depth <= 0) return predicate(place);
  const part = (): Draft => unary(place, depth - 1);
  switch (draw.weighted([[6, 'predicate'], [3, 'and'], [3, 'or'], [2, 'not'], [2, 'quantified']] as const)) {
    case 'and':
      return group([part(), part(), ...draw.times(0, 1, part)], { between: ' and ', unwraps: true, least: 2 });
    case 'or':
      return group([part(), part(), ...draw.times(0, 1, part)], { between: ' or ', unwraps: true, least: 2 });
    case 'not':
      return group([part()], { before: 'not ', unwraps: true });
    case 'quantified':
      return group(draw.times(1, 4, () => condition(place, depth - 1)), {
        before: `${draw.pick(['any', 'all', 'none', `at least ${draw.integer(1, 3)}`])} of (`, between: ', ', after: ')', unwraps: true,
      });
    default:
      return predicate(place);
  }
}

/** In parentheses where it is more than a predicate. */
function unary(place: Place, depth: number): Draft {
  if (depth <= 0 || place.draw.oneIn(2)) return predicate(place);
  return group([condition(place, depth)], { before: '(', after: ')' });
}

function predicate(place: Place): Draft {
  const { draw, defined, scores, stages, outcomes, tiers } = place;
  const choices: (readonly [number, () => Draft])[] = [
    [8, () => fieldPredicate(place)],
    [4, () => eventPredicate(place)],
    [4, () => measurePredicate(place)],
    ...(defined.length > 0 ? [[2, () => draw.pick(defined)] as const] : []),
    ...(scores.length > 0 ? [[3, () => scorePredicate(place, draw.pick(scores))] as const] : []),
    ...(stages.length > 0 ? [[2, () => draw.pick(stages)] as const] : []),
    ...(outcomes ? [[2, () => scorePredicate(place, 'score')] as const, [1, () => draw.pick(['qualified', 'excluded'])] as const] : []),
    ...(tiers.length > 0 ? [[3, () => tierPredicate(place)] as const] : []),
  ];
  return draw.weighted(choices)();
}

function fieldPredicate(place: Place): Draft {
  const { draw, facts } = place;
  // A name that is a score's, too, stands for the score in conditions.
  const choices = place.fields.filter((field) => !place.scores.includes(field.name) && !(place.outcomes && stageNames.includes(field.name)));
  if (choices.length === 0) return eventPredicate(place);
  const field = draw.pick(choices);
  facts.fields.add(field.name);
  return fieldSubjectPredicate(place, written(field.name), field.type);
}

function fieldSubjectPredicate(place: Place, name: string, type: PoolType): Draft {
  const { draw } = place;
  if (!type.isList && type.kind === 'boolean' && draw.oneIn(2)) return name;
  if (!type.isList && type.kind === 'email' && draw.oneIn(2)) return whole(`${name}.domain`, partComparison(place, ['acme.com', 'Rival.io', 'gmail.com', 'b', 'istanbul.tr']));
  if (!type.isList && type.kind === 'url' && draw.oneIn(3)) return whole(`${name}.host`, partComparison(place, ['acme.com', 'Acme.COM', 'host', 'a.b', '[::1]']));
  if (!type.isList && type.kind === 'url' && draw.oneIn(3)) return whole(`${name}.path`, partComparison(place, ['/', '/pricing', '/Docs', '/docs/a/b', '/path', '/İ/ẞ']));
  return whole(name, comparison(place, type));
}

/** Comparisons of parts, with texts that parts have. */
function partComparison(place: Place, choices: readonly string[]): Draft {
  const { draw } = place;
  if (draw.oneIn(4)) return comparison(place, { kind: 'text', isList: false });
  const text = draw.pick(choices);
  return draw.pick([` "${text}"`, ` = "${text}"`, ` != "${text}"`, ` contains "${text.slice(1, 3) || 'a'}"`, ` in ("${text}", "x*")`, ' in free_mail', ' is missing', ` "*${text.slice(-2)}"`, ` not starts with "${text.slice(0, 2)}"`]);
}

/** `EVENT [TEXT] [where ...] [within ...]`: a selector without a comparison. */
export function selector(place: Place, event = pickEvent(place), bare = true): Draft {
  const { draw } = place;
  const main = event.properties[0];
  const parts: Draft[] = [];
  if (main !== undefined && isText(main.type.kind) && bare && draw.oneIn(3)) {
    parts.push(draw.oneIn(2)
      ? optional(` ${pattern(place, main.type.kind)}`)
      : group(draw.times(1, 3, () => pattern(place, main.type.kind)), { before: ' in (', between: ', ', after: ')' }));
  }
  if (event.properties.length > 0 && draw.oneIn(3)) parts.push(optional(' where ', filter(place, event)));
  if (draw.oneIn(3)) parts.push(optional(` within ${duration(place)}`));
  return whole(written(event.name), ...parts);
}

export function pickEvent(place: Place): PoolEvent {
  const event = place.draw.pick(place.events);
  place.facts.events.add(event.name);
  return event;
}

export function filter(place: Place, event: PoolEvent): Draft {
  const { draw } = place;
  const one = (): Draft => {
    const property = draw.pick(event.properties);
    return fieldSubjectPredicate(place, written(property.name), property.type);
  };
  if (draw.oneIn(3)) return group([one(), one(), ...draw.times(0, 1, one)], { before: '(', between: draw.pick([' and ', ' or ']), after: ')' });
  if (draw.oneIn(6)) return group([one()], { before: '(not ', after: ')' });
  const single = one();
  // What follows would be read as the comparison of a boolean that stands alone, or as the end of an open range.
  return typeof single === 'string' || textOf(single).endsWith('..') ? whole('(', single, ')') : single;
}

/** A selector, or `activity`. */
export function anySelector(place: Place): Draft {
  const { draw } = place;
  if (draw.oneIn(5)) {
    place.events.forEach((event) => place.facts.events.add(event.name));
    return whole('activity', ...(draw.oneIn(2) ? [optional(` within ${duration(place)}`)] : []));
  }
  return selector(place);
}

function eventPredicate(place: Place): Draft {
  const { draw } = place;
  if (draw.oneIn(4)) return whole('no ', anySelector(place));
  const chosen = anySelector(place);
  return whole(chosen, ...(draw.oneIn(2) ? [countComparison(place, chosen)] : []));
}

/** After a value `..3` would make a range of it. */
function mayOpenRange(before: Draft): boolean {
  return /^`?\w+`?$|within \S+$/.test(textOf(before));
}

export function countComparison({ draw }: Place, before: Draft): Draft {
  const some = (): number => draw.integer(0, 4);
  const low = some();
  return draw.pick([` ${some()}`, ` ${low}..${low + 2}`, ` ${low}..`, mayOpenRange(before) ? ` ..${some()}` : ` <= ${some()}`, ` >= ${some()}`, ` > ${some()}`, ` < ${some()}`, ` <= ${some()}`, ` = ${some()}`, ` != ${some()}`, ` in (${some()}, ${low}..${low + 1})`, ` not in (${some()})`]);
}

function measurePredicate(place: Place): Draft {
  const { draw } = place;
  switch (draw.integer(1, 4)) {
    case 1:
      return counted(place, whole('days with ', anySelector(place)));
    case 2:
      return counted(place, distinctMeasure(place));
    case 3: {
      const [measure, type] = totalMeasure(place);
      return whole(measure, ...(draw.oneIn(3) ? [] : [totalComparison(place, type, measure)]));
    }
    default: {
      const chosen = anySelector(place);
      return whole('since ', chosen, sinceComparison(place, chosen));
    }
  }
}

function counted(place: Place, measure: Draft): Draft {
  return whole(measure, ...(place.draw.oneIn(2) ? [countComparison(place, measure)] : []));
}

function totalComparison(place: Place, type: PoolType, before: Draft): Draft {
  const { draw } = place;
  const relation = ` ${draw.pick(['=', '!=', '<', '<=', '>', '>='])} ${literal(place, type, true)}`;
  return draw.oneIn(3) && mayOpenRange(before) ? ` ${range(place, type)}` : relation;
}

function sinceComparison(place: Place, before: Draft): Draft {
  const { draw } = place;
  const type: PoolType = { kind: 'duration', isList: false };
  return draw.pick([` > ${duration(place)}`, ` <= ${duration(place)}`, mayOpenRange(before) ? ` ${range(place, type)}` : ` < ${duration(place)}`, ' is missing', ' is known', ` != ${duration(place)}`]);
}

/** `distinct EVENT.property ...`; where no event has a property, the days of one. */
export function distinctMeasure(place: Place): Draft {
  const fits = (type: PoolType): boolean => !type.isList;
  const there = place.events.some((event) => event.properties.some((property) => fits(property.type)));
  return there ? propertyMeasure(place, 'distinct', fits) : whole('days with ', selector(place));
}

function propertyMeasure(place: Place, measure: 'distinct' | 'total', fits: (type: PoolType) => boolean): Draft {
  const { draw } = place;
  const choices = place.events.flatMap((event) => event.properties.filter((property) => fits(property.type)).map((property) => ({ event, property })));
  const { event, property } = draw.pick(choices);
  place.facts.events.add(event.name);
  const part = property.type.isList || measure === 'total' ? '' : { email: '.domain', url: draw.pick(['.host', '.path']) }[property.type.kind as string] ?? '';
  return whole(
    `${measure} ${written(event.name)}.${written(property.name)}${draw.oneIn(2) ? part : ''}`,
    ...(draw.oneIn(3) ? [optional(' where ', filter(place, event))] : []),
    ...(draw.oneIn(3) ? [optional(` within ${duration(place)}`)] : []),
  );
}

/** `total EVENT.property ...` and the type of what it is compared with; where there is nothing to add, the days of an event. */
export function totalMeasure(place: Place): readonly [Draft, PoolType] {
  const types = place.events.flatMap((event) => event.properties.map((property) => property.type))
    .filter((type) => ['number', 'duration', 'money'].includes(type.kind) && !type.isList);
  if (types.length === 0) return [whole('days with ', selector(place)), { kind: 'number', isList: false }];
  const chosen = place.draw.pick(types);
  return [propertyMeasure(place, 'total', (type) => type.kind === chosen.kind && !type.isList), { ...chosen, isTotal: true }];
}

function scorePredicate({ draw }: Place, score: string): Draft {
  const amount = (): number => draw.pick([0, 0, 1, 5, 10, 20, 30, 50, 0.5, 12.5, 100]);
  const low = amount();
  return score + draw.pick([` >= ${amount()}`, ` > ${amount()}`, ` < ${amount()}`, ` ${low}..${low + 20}`, ` ${low}..`, ` = ${amount()}`, ` != -${amount()}`, ` >= -${amount()}`, ` in (${low}, -10..10)`]);
}

function tierPredicate({ draw, tiers }: Place): Draft {
  const one = (): string => `"${draw.pick(tiers)}"`;
  return `tier${draw.pick([` ${one()}`, ` = ${one()}`, ` in (${one()}, ${one()})`, ` != ${one()}`, ' is missing', ' is known'])}`;
}
