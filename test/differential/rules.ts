/** Rules of every kind, with tails that fit them. */
import { comparison, duration, isText, pattern } from './comparisons.ts';
import { anySelector, condition, distinctMeasure, filter, pickEvent, selector, totalMeasure, type Place } from './conditions.ts';
import { group, optional, textOf, whole, type Draft } from './draft.ts';
import { quoted, texts, written } from './pool.ts';

const amounts = ['1', '2', '3', '5', '10', '15', '20', '40', '0', '0.5', '2.5', '12.5', '0.0001', '3.3333', '100', '1k', '1000000'] as const;

function points(place: Place, sign = place.draw.pick(['+', '+', '-'])): string {
  return sign + place.draw.pick(amounts);
}

export function item(place: Place): Draft {
  const { draw } = place;
  switch (draw.weighted([[2, 'requirement'], [3, 'condition'], [6, 'occurrences'], [2, 'bands'], [2, 'event bands'], [3, 'proportion']] as const)) {
    case 'requirement':
      return whole(draw.pick(['', 'require ']), condition(place, 2));
    case 'condition':
      return whole(notBare(place), ` ${points(place)}`, tail(place, false));
    case 'occurrences': {
      const sign = draw.pick(['+', '+', '-']);
      const bare = draw.oneIn(6) ? 'activity' : selector(place);
      return whole(draw.oneIn(8) ? whole('(', bare, ')') : bare, ` ${points(place, sign)}`, tail(place, true, sign));
    }
    case 'bands':
      return bands(place);
    case 'event bands':
      return eventBands(place);
    default:
      return proportion(place);
  }
}

/** Pays once: a bare selector with points would pay for each event. */
function notBare(place: Place): Draft {
  const made = condition(place, 2);
  const bare = new RegExp(`^\\(*(${place.events.map((event) => written(event.name)).join('|')}|activity)\\b`);
  return bare.test(textOf(made)) ? whole('not ', group([made], { before: '(', after: ')' })) : made;
}

function bands(place: Place): Draft {
  const { draw, facts } = place;
  const [subject, compare]: readonly [Draft, () => Draft] = (() => {
    switch (draw.integer(1, 5)) {
      case 1: {
        const measure = draw.pick([() => whole('days with ', anySelector(place)), () => distinctMeasure(place), () => selector(place, pickEvent(place), false), () => 'activity'])();
        return [measure, () => ` >= ${draw.integer(0, 4)}`];
      }
      case 2:
        return [whole('since ', anySelector(place)), () => draw.pick([` <= ${duration(place)}`, ` > ${duration(place)}`])];
      case 3: {
        const scores = place.scores.filter((score) => !place.fields.some((field) => field.name === score));
        if (scores.length > 0) return [draw.pick(scores), () => draw.pick([' 10..', ' 0..10', ' ..0', ' < -5'])];
        return [whole('since ', selector(place)), () => draw.pick([' is missing', ` > ${duration(place)}`])];
      }
      default: {
        const field = draw.pick(place.fields);
        facts.fields.add(field.name);
        return [written(field.name), () => comparison(place, field.type)];
      }
    }
  })();
  const one = (): Draft => whole(compare(), ` ${points(place)}`);
  const cases = draw.times(1, 3, (): Draft => one());
  const last = draw.oneIn(2) ? [` otherwise ${points(place)}`] : [];
  // A comparison alone with points is a points rule.
  const all = cases.length + last.length < 2 ? [...cases, one()] : [...cases, ...last];
  return whole(subject, group(all, { between: ' |', least: 2 }), tail(place, false, undefined));
}

function eventBands(place: Place): Draft {
  const { draw } = place;
  const choices = place.events.filter((event) => event.properties[0] !== undefined && isText(event.properties[0].type.kind));
  if (choices.length === 0) return bands(place);
  const event = draw.pick(choices);
  place.facts.events.add(event.name);
  const { kind } = event.properties[0]!.type;
  const test = (): Draft => (draw.oneIn(3) ? group(draw.times(1, 3, () => pattern(place, kind)), { before: ' in (', between: ', ', after: ')' }) : ` ${pattern(place, kind)}`);
  // Behind the first text `where` and `within` belong to the selector, and so to every case.
  const first = (): Draft => whole(
    test(), ...(draw.oneIn(4) ? [optional(' where ', filter(place, event))] : []), ...(draw.oneIn(4) ? [optional(` within ${duration(place)}`)] : []), ` ${points(place)}`,
  );
  const cases = draw.times(1, 3, (index): Draft => (index === 0 ? first() : whole(test(), ` ${points(place)}`)));
  const last = draw.oneIn(2) || cases.length < 2 ? [` otherwise ${points(place)}`] : [];
  const all = [...cases, ...last];
  const signs = new Set(all.map((one) => /([+-])[\d.km]+$/.exec(textOf(one))![1]!));
  const tails = tail(place, true, signs.size === 1 ? [...signs][0] : undefined);
  return whole(written(event.name), group(all, { between: ' |', least: 2 }), tails);
}

function proportion(place: Place): Draft {
  const { draw, facts } = place;
  const sign = draw.pick(['+', '-'] as const);
  const [subject, unit]: readonly [Draft, string] = (() => {
    switch (draw.integer(1, 6)) {
      case 6: {
        const scores = place.scores.filter((score) => !place.fields.some((field) => field.name === score));
        return scores.length > 0 ? [draw.pick(scores), draw.pick(['10', '2.5', '0.0001', '1'])] : [whole('days with ', selector(place)), '1'];
      }
      case 1:
        return [anySelector(place), draw.pick(['1', '2', '3', '0.5'])];
      case 2:
        return [whole('since ', anySelector(place)), duration(place)];
      case 3: {
        const [measure, type] = totalMeasure(place);
        return [measure, type.kind === 'duration' ? draw.pick(['60s', '1s', '0.5h']) : draw.pick(['1', '10', '0.5', '0.3', '1k', '0.0001'])];
      }
      case 4:
        return [draw.pick([() => whole('days with ', selector(place)), () => distinctMeasure(place)])(), '2'];
      default: {
        const choices = place.fields.filter(({ type }) => !type.isList && ['number', 'money', 'duration'].includes(type.kind));
        if (choices.length === 0) return [selector(place), '2'];
        const field = draw.pick(choices);
        facts.fields.add(field.name);
        return [written(field.name), field.type.kind === 'duration' ? draw.pick(['1d', '90s']) : draw.pick(['100', '0.1', '1k', '2.5', '100000000000', '0.0003'])];
      }
    }
  })();
  return whole(subject, ` ${points(place, sign)} per ${unit}`, tail(place, false, sign));
}

/** `perEvent`: the rule pays for each event. `sign`: that of all its points; none where they differ, so that no ceiling fits. */
function tail(place: Place, perEvent: boolean, sign?: string): Draft {
  const { draw } = place;
  const tails: Draft[] = [];
  if (sign !== undefined && draw.oneIn(3)) tails.push(` up to ${sign === '-' ? '-' : ''}${draw.pick(['5', '25', '0', '12.5', '100', '3.3333'])}`);
  if (draw.oneIn(6)) tails.push(whole(' when ', condition(place, 1)));
  if (draw.oneIn(6)) tails.push(` as ${quoted(draw.pick([...texts, 'The label', '</script>', '*/ evil() /*', '${evil}', "'; drop table"]))}`);
  if (perEvent) {
    if (draw.oneIn(3)) tails.push(` once per ${draw.pick(['day', 'week', 'month'])}`);
    if (draw.oneIn(4)) tails.push(` once every ${duration(place)}`);
    if (draw.oneIn(4)) tails.push(draw.pick([' once', ` at most ${draw.integer(1, 3)} times`]));
    if (draw.oneIn(3)) tails.push(draw.oneIn(2) ? ` decay ${draw.pick(['50%', '0.1%', '10%', '100%', '33.3333%'])} every ${duration(place)}` : ` fade over ${duration(place, ['1d', '2d', '7d', '30d', '6w', '36500d'])}`);
  }
  for (let index = tails.length - 1; index > 0; index -= 1) {
    const other = draw.integer(0, index);
    [tails[index], tails[other]] = [tails[other]!, tails[index]!];
  }
  // Behind a `when` it would be a window of the condition's last selector.
  const window = draw.oneIn(3) ? [` within ${duration(place)}`] : [];
  return group([...window, ...tails], { least: 0 });
}
