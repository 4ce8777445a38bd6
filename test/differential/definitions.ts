/** Whole definitions: every construct of the language, as text. */
import { comparison, duration, literal, pattern, range, type ListNames } from './comparisons.ts';
import { anySelector, condition, pickEvent, selector, stageNames, type Place } from './conditions.ts';
import { group, optional, whole, type Draft } from './draft.ts';
import type { Draw } from './draw.ts';
import { Facts } from './facts.ts';
import { events, fields, nows, quoted, texts, written, writtenType, zones, type Kind, type PoolEvent, type PoolField, type PoolType } from './pool.ts';
import { item } from './rules.ts';

export interface GeneratedDefinition {
  readonly text: Draft;
  readonly now: number;
  readonly zone: string;
  readonly facts: Facts;
  /** All that its vocabulary has, used or not. */
  readonly fields: readonly PoolField[];
  readonly events: readonly PoolEvent[];
  readonly missingTexts: readonly string[];
}

const sectionNames = ['fit', 'intent', 'Product_use', '__proto__', 'toString', 'company'];
const labels = ['A', 'B', 'C1', 'top', 'İ', 'two words', '</script>'];

export function definition(draw: Draw): GeneratedDefinition {
  const zone = draw.oneIn(2) ? 'UTC' : draw.pick(zones);
  const now = draw.pick(nows) + draw.pick([0, 0, 1, -1, 3_600_000, -3_600_000, draw.integer(-86_400_000, 86_400_000)]);
  const facts = new Facts();
  const usedFields = draw.some(fields, 3, 9);
  const usedEvents = withSharedSpelling(draw, draw.some(events, 2, 6));
  const names: ListNames = { lists: new Map<Kind, readonly string[]>([['text', ['free_mail', 'words_list']], ['email', ['terms']], ['number', ['sizes_list']], ['country', ['lands']], ['duration', ['spans']], ['date', ['dates']], ['datetime', ['dates']]]), now };
  const missingTexts = draw.oneIn(3) ? draw.some(['Select', 'n/a', 'İstanbul', '0'], 1, 2) : [];
  const base: Place = { draw, facts, names, fields: usedFields, events: usedEvents, defined: [], scores: [], stages: [], outcomes: false, tiers: [] };

  // Blocks stand in any order; of stages, tiers and handoffs the order tells who comes first.
  const blocks: Draft[] = [];
  if (zone !== 'UTC' || draw.oneIn(3)) blocks.push(header(draw, zone));
  blocks.push(vocabulary(usedFields, usedEvents, missingTexts), lists(base));

  const defined = draw.times(0, 2, (index) => `is_thing_${index}`);
  if (defined.length > 0) {
    blocks.push(group(defined.map((name, index) => whole(`  ${name} = `, condition({ ...base, defined: defined.slice(0, index) }, 2))), { before: 'define:\n', between: '\n', least: 0, anyOrder: true }));
  }
  const free = { ...base, defined };
  if (draw.oneIn(2)) blocks.push(group(draw.times(1, 2, () => whole('  ', condition(free, 1))), { before: 'exclude:\n', between: '\n', least: 0, anyOrder: true }));

  const scores: string[] = [];
  for (const name of draw.some(sectionNames, 1, 3)) {
    blocks.push(section({ ...free, scores: [...scores] }, name));
    scores.push(name);
    if (draw.oneIn(4)) {
      const derived = `sum_${scores.length}`;
      blocks.push(formula(draw, `score ${derived} = `, scores));
      scores.push(derived);
    }
  }
  if (draw.oneIn(3)) blocks.push(formula(draw, 'score = ', scores));

  const asking = { ...free, scores, outcomes: true };
  const stages: string[] = [];
  const outcomes: Draft[] = [];
  for (const name of draw.some(stageNames, 1, 3)) {
    const place = { ...asking, stages: [...stages] };
    outcomes.push(whole(`${name} when `, draw.oneIn(6) ? 'qualified' : condition(place, 2)));
    if (draw.oneIn(4)) outcomes.push(optional(`${name} also when `, condition(place, 1)));
    stages.push(name);
  }
  const tiers = draw.oneIn(2) ? tierStatements({ ...asking, stages }, outcomes) : [];
  const handsOver = draw.oneIn(3);
  if (handsOver) outcomes.push(handoff({ ...asking, stages, tiers }));
  // What claims ask is no column that data must have.
  if (draw.oneIn(3)) outcomes.push(claims({ ...asking, stages, tiers, facts: new Facts() }, handsOver));
  return { text: group([group(blocks, { between: '\n\n', anyOrder: true }), group(outcomes, { between: '\n\n' })], { between: '\n\n', after: '\n', least: 2 }), now, zone, facts, fields: usedFields, events: usedEvents, missingTexts };
}

/** Now and then two events that are declared here have a spelling in common. */
function withSharedSpelling(draw: Draw, used: readonly PoolEvent[]): readonly PoolEvent[] {
  const giver = used.find((event) => event.declared && event.spellings.length > 0);
  const taker = used.find((event) => event.declared && event !== giver);
  if (giver === undefined || taker === undefined || !draw.oneIn(3)) return used;
  return used.map((event) => (event === taker ? { ...event, spellings: [...event.spellings, giver.spellings[0]!] } : event));
}

function header(draw: Draw, zone: string): Draft {
  return group([
    ...(draw.oneIn(2) ? [`  owner ${quoted(draw.pick(texts))}`] : []),
    ...(draw.oneIn(4) ? ['  review by 2099-12-31'] : []),
    `  timezone "${zone}"`,
  ], { before: `definition ${quoted(draw.pick([...texts, '*/ /* `${x}`', '</script>']))}:\n`, between: '\n' });
}

function vocabulary(usedFields: readonly PoolField[], usedEvents: readonly PoolEvent[], missingTexts: readonly string[]): Draft {
  const fieldLines = usedFields.filter((field) => field.declared || field.type.kind === 'one of')
    .map((field) => `  lead ${written(field.name)} ${writtenType(field.type)}${field.columns.length > 0 ? ` from ${field.columns.map(quoted).join(', ')}` : ''}`);
  const eventLines = usedEvents.filter((event) => event.declared).map((event) => {
    const properties = event.properties.map((property) => `${property.name} ${writtenType(property.type)}`).join(', ');
    const from = event.spellings.length > 0 ? ` from ${event.spellings.map(quoted).join(', ')}` : '';
    return `  event ${written(event.name)}${properties === '' ? '' : ` (${properties})`}${event.passive ? ' passive' : ''}${from}`;
  });
  const spellings = usedEvents.flatMap((event) => event.spellings);
  const groups = [
    group(fieldLines, { between: '\n', least: 0, anyOrder: true }),
    // Of events of one spelling the first has it.
    group(eventLines, { between: '\n', least: 0, anyOrder: new Set(spellings).size === spellings.length }),
    group(missingTexts.length > 0 ? [`  missing ${missingTexts.map(quoted).join(', ')}`] : [], { least: 0 }),
  ].filter(({ parts }) => parts.length > 0);
  return group(groups, { before: 'vocabulary:\n', between: '\n', least: 0, anyOrder: true });
}

function lists(place: Place): Draft {
  const { draw } = place;
  const number = { kind: 'number', isList: false } as const;
  const listed = (type: PoolType): string => (draw.oneIn(2) ? range(place, type) : literal(place, type));
  const items: Draft[] = [
    group(draw.times(1, 12, () => pattern(place, 'text')), { before: '  words_list = ', between: ', ' }),
    group(draw.times(1, 3, () => quoted(draw.pick(texts.filter((text) => /[\p{L}\p{N}]/u.test(text))))), { before: '  terms = ', between: ', ' }),
    group(draw.times(1, 3, () => listed(number)), { before: '  sizes_list = ', between: ', ' }),
    group(draw.times(1, 3, () => literal(place, { kind: 'country', isList: false })), { before: '  lands = ', between: ', ' }),
    group(draw.times(1, 3, () => listed({ kind: 'duration', isList: false })), { before: '  spans = ', between: ', ' }),
    group(draw.times(1, 3, () => listed({ kind: 'date', isList: false })), { before: '  dates = ', between: ', ' }),
  ];
  return group(items, { before: 'lists:\n', between: '\n', least: 0, anyOrder: true });
}

function section(place: Place, name: string): Draft {
  const { draw } = place;
  const settings: Draft[] = [];
  if (draw.oneIn(3)) settings.push(`within ${duration(place)}`);
  if (draw.oneIn(3)) settings.push(`up to ${draw.pick(['30', '60', '12.5', '0'])}`);
  if (draw.oneIn(4)) settings.push(`floor ${draw.pick(['0', '-10', '-0.5'])}`);
  if (draw.oneIn(4)) settings.push(whole('after last ', draw.oneIn(4) ? anySelector(place) : selector(place, pickEvent(place))));
  return whole(
    name,
    group(settings, { before: ' (', between: ', ', after: ')', least: 0 }),
    ':\n',
    group(draw.times(1, 6, () => whole('  ', item(place))), { between: '\n', anyOrder: true }),
  );
}

function formula(draw: Draw, head: string, scores: readonly string[]): Draft {
  const term = (index: number): Draft => {
    const sign = index === 0 ? draw.pick(['', '', '-']) : draw.pick([' + ', ' - ']);
    if (draw.oneIn(5)) return `${sign}${draw.pick(['5', '0.5', '12.3456', '1000000'])}`;
    return `${sign}${draw.pick(['', '', '60% * ', '0.5 * ', '33.33% * ', '2 * ', '0.0001 * ', '1000000 * '])}${draw.pick(scores)}`;
  };
  return whole(
    head,
    group(draw.times(1, 3, term)),
    ...(draw.oneIn(3) ? [optional(` up to ${draw.pick(['70', '100', '0'])}`)] : []),
    ...(draw.oneIn(3) ? [optional(` floor ${draw.pick(['0', '-20'])}`)] : []),
  );
}

/** Adds the statements; gives the labels that they can lead to. */
function tierStatements(place: Place, parts: Draft[]): readonly string[] {
  const { draw } = place;
  if (draw.oneIn(2)) {
    const used = draw.some(labels, 1, 3);
    parts.push(group(used.map((label) => whole(`tier ${/^[A-Z]\d?$/.test(label) ? label : quoted(label)} when `, condition(place, 1))), { between: '\n' }));
    return used;
  }
  const bandings = draw.times(1, 2, (index) => {
    const marks = index === 0 ? ['A', 'B', 'C'] : ['1', '2', '3'];
    const used = draw.some(marks, 2, 3);
    const [subject, test] = bandingSubject(place);
    const cases = used.map((mark, at) => whole(at === used.length - 1 && draw.oneIn(2) ? ' otherwise' : test(), ` "${mark}"`));
    return { draft: whole(subject, group(cases, { between: ' |' })), used };
  });
  parts.push(group(bandings.map((banding) => banding.draft), { before: 'tier = ', between: ', ', anyOrder: false }));
  return bandings.reduce<readonly string[]>((joined, banding) => joined.flatMap((start) => banding.used.map((end) => start + end)), ['']);
}

/** What a banding of a grid asks, and its cases: mostly a score, now and then a field or the time since an event. */
function bandingSubject(place: Place): readonly [subject: Draft, test: () => Draft] {
  const { draw, facts } = place;
  switch (draw.integer(1, 6)) {
    case 1: {
      const choices = place.fields.filter((field) => !place.scores.includes(field.name) && !stageNames.includes(field.name));
      if (choices.length === 0) break;
      const field = draw.pick(choices);
      facts.fields.add(field.name);
      return [written(field.name), () => comparison(place, field.type)];
    }
    case 2: return [whole('since ', anySelector(place)), () => ` <= ${duration(place)}`];
    case 3: return [whole('days with ', anySelector(place)), () => ` >= ${draw.integer(0, 3)}`];
    default: break;
  }
  return [draw.pick([...place.scores, 'score']), () => draw.pick([` ${draw.pick([5, 10, 20, 50])}..`, ' < 0', ' >= 12.5', ' in (0, 10..20)'])];
}

/** They change no result; every reader of definitions has to take them. */
function claims(place: Place, handsOver: boolean): Draft {
  const { draw } = place;
  const items = draw.times(1, 3, () => (handsOver && draw.oneIn(3)
    ? whole('  ', condition(place, 1), ` implies ${draw.pick(['handoff', 'no handoff', 'not handoff', 'not (handoff)'])}`)
    : draw.oneIn(2) ? whole('  ', condition(place, 2), ' implies ', condition(place, 1))
    : whole(`  ${draw.pick(['', 'always ', 'never '])}`, condition(place, 2))));
  return group(items, { before: `claim ${quoted(draw.pick(texts))}:\n`, between: '\n', least: 0, anyOrder: true });
}

function handoff(place: Place): Draft {
  const { draw } = place;
  const items = draw.times(1, 3, () => whole(
    `  to ${quoted(draw.pick(texts))}`,
    draw.oneIn(2) ? '' : ` within ${draw.pick(['2h', '24h', '15min'])}`,
    draw.oneIn(3) ? '' : whole(' when ', condition(place, 1)),
  ));
  return group(items, { before: 'handoff:\n', between: '\n' });
}
