/** Plans to one query over the leads and events of a source. Language reference, sections 3 to 6. */
import { normalForm } from '../../vocabulary/normal-form.ts';
import type { Plan } from '../../plan/plan.ts';
import type { TimeRange } from './calendar.ts';
import type { Dialect } from './dialect.ts';
import { paidEvents, type Occurrences } from './emit-occurrences.ts';
import { emitScores, type Outcome, type OutcomeItem } from './emit-scores.ts';
import { EventSteps } from './event-steps.ts';
import { EventTypes } from './event-types.ts';
import { FactColumns, Facts } from './facts.ts';
import { Names } from './names.ts';
import { readId } from './read-cell.ts';
import { RelationReader, type ReadingRules } from './read-relation.ts';
import { ownColumn, type Relation, type Source } from './source.ts';
import { sql, trusted, type Sql } from './sql.ts';
import { Layers, select, writeSteps, type Column, type Step } from './steps.ts';

export interface QueryOptions {
  readonly source: Source;
  /** An expression of the dialect that gives epoch milliseconds; else what the dialect has for a parameter. */
  readonly now?: Sql;
  /**
   * `results`: a row for each lead, columns as of `mql score --format csv`. `points`: these, and what each rule paid, a column
   * for each item with points. `explanations`: these, and what became of each item.
   * `contributions`: a row for each lead and rule that paid. `payments`: a row for each event that a rule paid for.
   */
  readonly output: 'results' | 'points' | 'explanations' | 'contributions' | 'payments';
  /** The number of the lead's row comes last, as `mql_row`; of `results` and `points`. */
  readonly withRow?: boolean;
  /** Rows of events may share an `id`; then they are one event. Otherwise the column `id` is not looked at. */
  readonly repeatedIds?: boolean;
  /** What stands above the query. */
  readonly title?: string;
}

export interface EmittedQuery {
  readonly text: string;
  /** Of each definition, what its items are, in the order of explanations and of their columns. */
  readonly items: readonly (readonly OutcomeItem[])[];
}

/** @param plans of one time zone and the same missing texts: what a row of the data says must not depend on who asks */
export function emitQuery(plans: readonly Plan[], forAllLetters: Dialect, options: QueryOptions): EmittedQuery {
  const plan = plans[0]!;
  const dialect = forLettersOf(plans, forAllLetters);
  const rules = readingRules(plan);
  if (plans.some((each) => JSON.stringify(readingRules(each)) !== JSON.stringify(rules))) {
    throw new Error('definitions of one query share their time zone and their missing texts');
  }
  const names = new Names();
  reserveNames(names, options.source);
  const now = options.now ?? dialect.now;
  const leads = new RelationReader(dialect, options.source.leads, names);
  const { id, key, isNativeKey } = leadKeys(leads, options.source, rules);
  const { rowNumber } = options.source.leads;
  const row = rowNumber === undefined ? undefined : leads.cell({ name: rowNumber, form: 'number' });
  const events = options.source.events === null || plans.every((each) => each.streams.length === 0) ? undefined
    : new EventSteps(dialect, options.source.events, names, now, { ...rules, range: timesThatCount(now, plans) }, options.repeatedIds ?? false, isNativeKey);
  const facts = new FactColumns();
  const layers = new Layers(names);
  // What all definitions want of the events must be known before any says how it tells its own from the others.
  const typesOf = plans.map((each) => {
    const types = new EventTypes(each.schema, dialect);
    each.streams.forEach((stream) => events?.want(types, stream));
    return types;
  });
  const outcomes = plans.map((each, index) => {
    const types = typesOf[index]!;
    const prefix = plans.length === 1 ? '' : `d${index + 1}_`;
    const occurrences: Occurrences | undefined = events === undefined ? undefined : { plan: each, events, types, rules };
    const itsFacts = new Facts(each, leads, options.source.leads, occurrences, facts, layers, now, rules, prefix);
    const outcome = emitScores(each, itsFacts, layers, prefix, options.output === 'results' ? 'nothing' : options.output === 'explanations' ? 'all' : 'points');
    return { plan: each, outcome, occurrences };
  });

  const emitted = (text: string): EmittedQuery => ({ text: title(options) + text, items: outcomes.map(({ outcome }) => outcome.items) });
  if (options.output === 'payments') return emitted(payments(events, outcomes, dialect));
  const joined = events?.steps() ?? { steps: [], joined: [] };
  const factStep = names.take('lead_facts');
  const idText = { name: names.take('lead_id'), value: id };
  const selectFrom = (from: Sql): Sql => lastSelect(dialect, options, outcomes, idText.name, from, row);
  const scored = layers.steps(factStep, 'lead_scores', [selectFrom(factStep)]);
  const last = selectFrom(scored.last);
  const columns = facts.all().filter(({ name }) => name !== row && scored.isAsked(name));
  const ownNames = [id, key, ...(row === undefined ? [] : [row]), ...columns.map(({ name }) => name)];
  const read = leads.steps('lead', 'leads, the columns that count', { asked: ownNames });
  const steps: Step[] = [...read.steps, ...joined.steps];
  const joins = joined.joined.map((step) => `\n  left join ${step} on ${step}.${events!.lead} = ${read.last}.${key}`).join('');
  steps.push({
    name: factStep,
    label: 'each lead beside what it did',
    query: select([idText, ...(row === undefined ? [] : [row]), ...columns], trusted(`${read.last}${joins}`)),
  });
  return emitted(writeSteps([...steps, ...scored.steps], last, dialect.sharedStep));
}

function lastSelect(dialect: Dialect, { output, withRow = false }: QueryOptions, outcomes: readonly Emitted[], id: Sql, from: Sql, row: Sql | undefined): Sql {
  if (output === 'contributions') return contributions(dialect, outcomes, id, from);
  const columns = outcomes.flatMap(({ plan: each, outcome }, index) =>
    resultColumns(dialect, each, outcome, outcomes.length === 1 ? '' : `${index + 1}_`, output));
  const number = withRow && row !== undefined ? [{ name: sql`mql_row`, value: row }] : [];
  return outdented(select([{ name: dialect.quoted('id'), value: id }, ...columns, ...number], from, [row === undefined ? undefined : sql`order by ${row}`]));
}

/** Letters that the database lower-cases otherwise matter where texts of the data are compared with each other, or with such a letter. */
function forLettersOf(plans: readonly Plan[], dialect: Dialect): Dialect {
  const { plainly } = dialect;
  if (plainly === undefined || plans.some((plan) => plan.measures.some(({ kind }) => kind === 'distinct'))) return dialect;
  const written = JSON.stringify(plans);
  return [...plainly.apart].some((letter) => written.includes(letter)) ? dialect : { ...dialect, ...plainly.forms };
}

export function readingRules(plan: Plan): ReadingRules {
  return { zone: plan.timezone, missingTexts: [...new Set(plan.schema.missingTexts.map(normalForm))].filter((text) => text !== '').sort() };
}

/** Where the evaluation time is known, most changes of the clocks lie outside what counts. */
function timesThatCount(now: Sql, plans: readonly Plan[]): TimeRange | undefined {
  const known = /^(?:cast\()?(-?[0-9]+)(?: as [a-z0-9]+\))?$/.exec(now);
  if (known === null) return undefined;
  const until = Number(known[1]);
  const windows = plans.flatMap((plan) => plan.streams.map(({ window }) => window ?? Infinity));
  return { after: until - Math.max(0, ...windows), until };
}

function title({ title: text }: QueryOptions): string {
  return text === undefined ? '' : text.split('\n').map((line) => `-- ${line.replace(/\p{Cc}/gu, ' ')}\n`).join('');
}

/** No step may be called as something that the source is made of. */
function reserveNames(names: Names, { leads, events }: Source): void {
  for (const relation of [leads, events]) {
    if (relation === null) continue;
    names.reserve('sql' in relation.from ? relation.from.sql.match(/\w+/g) ?? [] : relation.from.name);
  }
}

/** Whole numbers on both sides are joined as they are; anything else as text. */
function leadKeys(leads: RelationReader, source: Source, rules: ReadingRules) {
  const column = ownColumn(source.leads, 'id');
  if (column === undefined) {
    const id = leads.add('lead_key', sql`cast(null as ${leads.dialect.types.text})`);
    return { id, key: id, isNativeKey: false };
  }
  const eventColumn = source.events === null ? undefined : ownColumn(source.events, 'lead_id');
  const cell = leads.cell(column);
  const isNativeKey = column.form === 'number' && eventColumn?.form === 'number';
  if (isNativeKey) return { id: cell, key: cell, isNativeKey };
  const form = column.form === 'json' || column.form === 'number' ? column.form : 'text';
  const id = readId(leads.reading('lead_key', rules), { sql: cell, form });
  return { id, key: id, isNativeKey };
}

function outdented(query: Sql): Sql {
  return trusted(query.replace(/^ {2}/gm, ''));
}

/** The names of the columns of results, in order. `prefix` tells several definitions apart. */
function resultColumns(dialect: Dialect, plan: Plan, outcome: Outcome, prefix: string, output: QueryOptions['output']): Column[] {
  const name = (text: string): Sql => dialect.quoted(`${prefix}${text}`);
  const columns: Column[] = [
    { name: name('score'), value: dialect.points(outcome.score) },
    ...plan.scores.map((score, index) => ({ name: name(score.name), value: dialect.points(outcome.scores[index]!) })),
    { name: name('qualified'), value: outcome.qualified },
    { name: name('excluded'), value: outcome.excluded },
    ...plan.stages.map((stage, index) => ({ name: name(stage.name), value: outcome.stages[index]! })),
    ...(outcome.tier === undefined ? [] : [{ name: name('tier'), value: outcome.tier }]),
    ...(outcome.handoffTo === undefined ? [] : [
      { name: name('handoff_to'), value: outcome.handoffTo }, { name: name('handoff_within_ms'), value: outcome.handoffWithin! },
    ]),
  ];
  if (output === 'results') return columns;
  const explained = output === 'explanations';
  const items = outcome.items.flatMap((item, index): Column[] => [
    ...(explained ? [{ name: name(`item_${index + 1}_held`), value: item.held }] : []),
    ...(item.points === undefined ? [] : [{ name: name(`item_${index + 1}_points`), value: dialect.points(item.points) }]),
    ...(item.taken === undefined || !explained ? [] : [{ name: name(`item_${index + 1}_case`), value: item.taken }]),
  ]);
  return [...columns, ...items];
}

interface Emitted {
  readonly plan: Plan;
  readonly outcome: Outcome;
  readonly occurrences: Occurrences | undefined;
}

function contributions(dialect: Dialect, outcomes: readonly Emitted[], id: Sql, from: Sql): Sql {
  const parts = outcomes.flatMap(({ plan, outcome }) => outcome.items.flatMap((item): Sql[] => {
    if (item.points === undefined) return [];
    const columns = [
      { name: dialect.quoted('id'), value: id },
      { name: dialect.quoted('definition'), value: dialect.text(plan.name ?? plan.path) },
      { name: dialect.quoted('section'), value: dialect.text(item.section ?? '') },
      { name: dialect.quoted('rule'), value: dialect.text(item.label) },
      { name: dialect.quoted('line'), value: sql`${item.line}` },
      { name: dialect.quoted('points'), value: dialect.points(item.points) },
    ];
    return [select(columns, from, [sql`where ${item.points} <> 0`])];
  }));
  return parts.length === 0 ? sql`select ${id} as id from ${from} where false` : trusted(parts.join('\nunion all\n'));
}

/** A row for each event that paid: lead, item (from 1), instant, type as the data spells it, ten-thousandths. */
function payments(events: EventSteps | undefined, outcomes: readonly Emitted[], dialect: Dialect): string {
  const parts = outcomes.flatMap(({ outcome, occurrences }, plan) => outcome.items.flatMap((item, index): Sql[] => {
    if (item.rule?.kind !== 'occurrence rule' || occurrences === undefined) return [];
    const paid = paidEvents(occurrences, item.rule, `paid_${plan + 1}_${index + 1}`, item.label);
    const columns: Column[] = [
      { name: sql`paid_lead`, value: dialect.textOf(paid.lead) },
      { name: sql`paid_definition`, value: sql`${plan + 1}` },
      { name: sql`paid_item`, value: sql`${index + 1}` },
      { name: sql`paid_at`, value: paid.at },
      { name: sql`paid_type`, value: paid.type },
      { name: sql`paid_points`, value: paid.pay },
    ];
    return [select(columns, paid.step)];
  }));
  if (events === undefined || parts.length === 0) return '';
  return writeSteps(events.steps().steps, trusted(parts.join('\nunion all\n')), dialect.sharedStep);
}
