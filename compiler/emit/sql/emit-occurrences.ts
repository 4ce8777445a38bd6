/**
 * Rules that pay for each event. Language reference, section 5: cooldown, window, once per, once or at most, decay or fade, sum.
 *
 * Where the sum needs no order among the events, it is a column of the one aggregation. Otherwise the rule's events go through steps
 * of their own.
 */
import type { OccurrenceRule, Plan, Section } from '../../plan/plan.ts';
import { faded, isSimple, reach, remainder } from './amounts.ts';
import { calendarUnit } from './calendar.ts';
import { emitTest, firstCase } from './emit-test.ts';
import type { EventTypes } from './event-types.ts';
import { propertyOperand, type EventSteps } from './event-steps.ts';
import type { ReadingRules } from './read-relation.ts';
import { and, caseOf, sql, trusted, yes, type Sql } from './sql.ts';
import { select } from './steps.ts';

export interface Occurrences {
  readonly plan: Plan;
  readonly events: EventSteps;
  readonly types: EventTypes;
  readonly rules: ReadingRules;
}

/** What a rule's events pay in all, before its ceiling, and how many paid (maybe null), over columns of a step that is joined to the leads. */
export interface PaidColumns {
  readonly columns: readonly Sql[];
  readonly paid: Sql;
  readonly count: Sql;
}

/** The columns that hold a rule's sum. `counted`: how many events paid is asked for, too. */
export function emitPaid(of: Occurrences, rule: OccurrenceRule, wanted: string, label: string, counted: boolean): PaidColumns {
  return direct(of, rule, wanted, label, counted) ?? stepwise(of, rule, wanted, label);
}

/** One column or two of the aggregation, where that is enough. */
function direct(of: Occurrences, rule: OccurrenceRule, wanted: string, label: string, counted: boolean): PaidColumns | undefined {
  const { events, types, plan, rules } = of;
  const { dialect } = events;
  const only = rule.cases[0]!;
  const isOf = events.isOf(plan, types, rule.stream, rules);
  const takes = only.test === null ? isOf : and([isOf, emitTest(events, mainProperty(of, rule), only.test)]);
  const isPlain = rule.cases.length === 1 && rule.fading === null && rule.cooldown === null;
  const times = (column: Sql): PaidColumns => {
    const count = rule.atMost === null ? sql`coalesce(${column}, 0)` : dialect.least(sql`coalesce(${column}, 0)`, sql`${rule.atMost}`);
    return { columns: [column], paid: sql`(${dialect.integer(count)} * ${only.points})`, count };
  };

  if (isPlain && rule.oncePer === null) {
    const count = events.aggregate(`${wanted}_count`, events.aggregateIf({ call: 'count' }, takes), label);
    return times(count);
  }
  if (isPlain && rule.oncePer !== null) {
    const unit = events.reader.add(`event_${rule.oncePer}`, calendarUnit(dialect, rule.oncePer, events.day));
    const count = events.aggregate(`${wanted}_${rule.oncePer}s`, events.countUnits(rule.oncePer, unit, plan.streams[rule.stream]!.window, takes), label);
    return times(count);
  }
  if (rule.cases.length === 1 && rule.fading === null && rule.cooldown !== null && rule.oncePer === null && dialect.countOfPicks !== undefined) {
    const instants = dialect.sortedList(caseOf([[takes, events.at]]));
    const after = rule.window === null ? undefined : sql`${events.now} - ${rule.window}`;
    return times(events.aggregate(`${wanted}_picks`, dialect.countOfPicks(instants, rule.cooldown, after), label));
  }
  if (rule.cases.length === 1 && rule.atMost === 1 && rule.cooldown === null && rule.oncePer === null) {
    const latest = events.aggregate(`${wanted}_latest`, events.aggregateIf({ call: 'max', argument: events.at }, takes), label);
    // The least of null and a number may be the number: nothing is faded that is not there.
    const ifAny = (value: Sql): Sql => caseOf([[sql`${latest} is not null`, value]], sql`0`);
    return { columns: [latest], paid: ifAny(faded(dialect, only.points, rule.fading, sql`(${events.now} - ${latest})`)), count: ifAny(sql`1`) };
  }
  if (!isSimple(rule)) return undefined;
  const operand = mainProperty(of, rule);
  const pay = payOf(of, rule);
  const paid = events.aggregate(`${wanted}_paid`, events.aggregateIf({ call: 'sum', argument: dialect.summand(pay, mostPaid(rule)), isCostly: true }, isOf), label);
  if (!counted) return { columns: [paid], paid: boundedSum(dialect, paid), count: paid };
  const isTaken = firstCase(events, operand, rule.cases, () => yes);
  const count = events.aggregate(`${wanted}_count`, events.aggregateIf({ call: 'count' }, and([isOf, isTaken])), label);
  return { columns: [paid, count], paid: boundedSum(dialect, paid), count };
}

/** What an event of the rule's stream pays. */
function payOf(of: Occurrences, rule: OccurrenceRule): Sql {
  const { events } = of;
  const age = sql`(${events.now} - ${events.at})`;
  const left = sharedRemainder(of, rule, age);
  return firstCase(events, mainProperty(of, rule), rule.cases, (one) => faded(events.dialect, one.points, rule.fading, age, left));
}

/**
 * The rules of a section whose events one sum can pay: no event is of two of them, and nothing is asked of what one of
 * them pays. A rule's own bound, which is that of a section, shows in no score then: with all points of one sign, what goes beyond it takes
 * the section beyond it, too. Empty unless there are two.
 */
export function rulesOfOneSum(plan: Plan, section: Section): readonly OccurrenceRule[] {
  const reaches = section.rules.map(reach);
  if (reaches.some(([least]) => least < 0) && reaches.some(([, most]) => most > 0)) return [];
  const taken = new Set<number>();
  const found = section.rules.flatMap((rule) => {
    if (rule.kind !== 'occurrence rule' || !isSimple(rule) || rule.fading === null && rule.cases.length === 1) return [];
    const types = plan.streams[rule.stream]!.events;
    if (rule.when !== null || rule.upTo !== null || types.some((type) => taken.has(type))) return [];
    types.forEach((type) => taken.add(type));
    return [rule];
  });
  return found.length < 2 ? [] : found;
}

/** Between what the sum of such rules may be. */
export function reachTogether(rules: readonly OccurrenceRule[]): readonly [least: number, most: number] {
  const reaches = rules.map(reach);
  return [Math.min(...reaches.map(([least]) => least)), Math.max(...reaches.map(([, most]) => most))];
}

/** What the events of such rules pay in all. */
export function emitPaidTogether(of: Occurrences, rules: readonly OccurrenceRule[], wanted: string, label: string): PaidColumns {
  const { events, types, plan } = of;
  const pay = caseOf(rules.map((rule) => [events.isOf(plan, types, rule.stream, of.rules), payOf(of, rule)] as const));
  const argument = events.dialect.summand(pay, Math.max(...rules.map(mostPaid)));
  const paid = events.aggregate(`${wanted}_paid`, events.aggregateIf({ call: 'sum', argument, isCostly: true }, yes), label);
  return { columns: [paid], paid: boundedSum(events.dialect, paid), count: paid };
}

/** Where several rules fade alike, how much of a point is left is looked up once for each event. */
function sharedRemainder({ plan, events }: Occurrences, { fading }: OccurrenceRule, age: Sql): Sql | undefined {
  if (fading?.kind !== 'decay') return undefined;
  const written = JSON.stringify(fading);
  const alike = plan.scores.flatMap((score) => (score.kind === 'section' ? score.rules : []))
    .filter((rule) => rule.kind === 'occurrence rule' && isSimple(rule) && JSON.stringify(rule.fading) === written);
  if (alike.length < 2) return undefined;
  // Events that are still to come are among the rows where nothing has left them out at once.
  const past = events.isUntilNow ? age : events.dialect.greatest(age, sql`0`);
  return events.reader.add('event_left_of_a_point', remainder(events.dialect, fading, past));
}

function boundedSum(dialect: EventSteps['dialect'], paid: Sql): Sql {
  return dialect.integer(sql`coalesce(${paid}, 0)`);
}

/** No event pays more, nor less below zero. */
function mostPaid(rule: OccurrenceRule): number {
  return Math.max(...rule.cases.map(({ points }) => Math.abs(points)));
}

function mainProperty(of: Occurrences, rule: OccurrenceRule) {
  if (rule.property === null) return { amounts: 'whole' as const, facet: () => { throw new Error('cases without a property'); } };
  return propertyOperand(of.events, rule.property, of.rules);
}

function stepwise(of: Occurrences, rule: OccurrenceRule, wanted: string, label: string): PaidColumns {
  const { events } = of;
  const steps = paidEvents(of, rule, wanted, label);
  const paid = events.names.take(`${wanted}_paid`);
  const count = events.names.take(`${wanted}_count`);
  const query = select([
    steps.lead,
    { name: paid, value: sql`sum(${events.dialect.summand(steps.pay, mostPaid(rule))})` },
    { name: count, value: sql`count(*)` },
  ], steps.step, [sql`group by ${steps.lead}`]);
  events.join(events.step(`${wanted}_by_lead`, undefined, query));
  return { columns: [paid, count], paid: boundedSum(events.dialect, paid), count };
}

export interface PaidEvents {
  /** A row for each event that pays. */
  readonly step: Sql;
  readonly lead: Sql;
  readonly at: Sql;
  /** As the data spells it, folded. */
  readonly type: Sql;
  readonly pay: Sql;
}

/** The events that pay, one by one. */
export function paidEvents(of: Occurrences, rule: OccurrenceRule, wanted: string, label: string): PaidEvents {
  const { events, types, plan, rules } = of;
  const { dialect, lead, at, type } = events;
  const operand = mainProperty(of, rule);
  const points = sql`case_points`;
  const age = sql`(${events.now} - ${at})`;
  const rank = typeRank(of, rule);
  const isOf = events.isOf(plan, types, rule.stream, rules);
  const isTaken = firstCase(events, operand, rule.cases, () => yes);
  let step = events.step(`${wanted}_events`, label, select([
    lead, at, type,
    { name: points, value: firstCase(events, operand, rule.cases, (one) => sql`${one.points}`) },
    { name: sql`case_pay`, value: firstCase(events, operand, rule.cases, (one) => faded(dialect, one.points, rule.fading, age)) },
    { name: sql`type_rank`, value: rank },
    ...(rule.oncePer === null ? [] : [{ name: sql`calendar_unit`, value: calendarUnit(dialect, rule.oncePer, events.day) }]),
  ], events.events, [sql`where ${and([isOf, isTaken])}`]));

  const numbered = (name: string, over: Sql, most: number): void => {
    const query = select([sql`*`, { name: trusted(`${name}_place`), value: sql`row_number() over (${over})` }], step);
    const place = events.step(`${wanted}_${name}_places`, undefined, query);
    step = events.step(`${wanted}_${name}`, undefined, select([sql`*`], place, [sql`where ${trusted(`${name}_place`)} <= ${most}`]));
  };
  if (rule.cooldown !== null) {
    if (dialect.cooldownPicks === undefined) throw new Error(`${dialect.title} cannot go through events one by one`);
    // Of the events of one instant, only the best can pay.
    numbered('best', sql`partition by ${lead}, ${at} order by ${points} desc, type_rank`, 1);
    const lists = events.step(`${wanted}_instants`, undefined,
      select([lead, { name: sql`all_instants`, value: dialect.sortedList(at) }], step, [sql`group by ${lead}`]));
    const picks = events.step(`${wanted}_picks`, undefined,
      select([lead, { name: sql`picked_instants`, value: dialect.cooldownPicks(sql`all_instants`, rule.cooldown) }], lists));
    const picked = events.step(`${wanted}_picked`, undefined,
      select([{ name: sql`picked_lead`, value: lead }, sql`picked_at`], dialect.eachElement(picks, sql`picked_instants`, sql`picked_at`)));
    // By the instant itself: the steps have no other column of the time.
    const window = rule.window === null ? undefined : sql`where ${at} > ${events.now} - ${rule.window}`;
    step = events.step(`${wanted}_cooled`, undefined,
      select([sql`${step}.*`], sql`${step} inner join ${picked} on picked_lead = ${lead} and picked_at = ${at}`, [window]));
  }
  if (rule.oncePer !== null) numbered('latest', sql`partition by ${lead}, calendar_unit order by ${at} desc, ${points} desc, type_rank`, 1);
  if (rule.atMost !== null) numbered('last', sql`partition by ${lead} order by ${at} desc, ${points} desc, type_rank`, rule.atMost);
  return { step, lead, at, type, pay: sql`case_pay` };
}

/** Which of two types comes first where nothing else tells events apart: it shows in explanations alone. */
function typeRank({ plan, types, events }: Occurrences, rule: OccurrenceRule): Sql {
  const indexes = [...plan.streams[rule.stream]!.events];
  if (indexes.length === 1) return sql`0`;
  const byName = indexes.sort((left, right) => (plan.schema.events[left]!.name < plan.schema.events[right]!.name ? -1 : 1));
  return caseOf(byName.map((index, rank) => [types.isOne(events.type, [index]), sql`${rank}`] as const), sql`${byName.length}`);
}


