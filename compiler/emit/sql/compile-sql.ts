/** A definition as a query that stands by itself, and as a dbt model. */
import type { Plan } from '../../plan/plan.ts';
import type { Dialect } from './dialect.ts';
import { emitQuery } from './emit-query.ts';
import { assumedSource, type Relation, type Source } from './source.ts';
import { trusted, type Sql } from './sql.ts';

export interface TableNames {
  /** The parts of the name: schema and table. */
  readonly leads: readonly string[];
  readonly events: readonly string[];
}

/** The query, with what it needs said above it. */
export function compileSql(plan: Plan, dialect: Dialect, names: TableNames): string {
  const source = assumedSource(plan, names);
  return emitQuery([plan], dialect, { source, output: 'results', title: titleOf(plan, dialect, source, `\`${dialect.now}\`, the evaluation time in epoch milliseconds`) }).text;
}

function titleOf(plan: Plan, dialect: Dialect, source: Source, now: string): string {
  const columns = (relation: Relation | null): string => relation?.columns.map(({ name, form }) =>
    `${name} (${typeof form === 'string' ? form : `list of ${form.listOf}`})`).join(', ') ?? '';
  return [
    `${plan.name ?? plan.path}, for ${dialect.title}. Made by mql; version ${plan.version}.`,
    `It needs ${now}, and`,
    `- leads: ${columns(source.leads)}`,
    ...(plan.streams.length === 0 ? [] : [`- events: ${columns(source.events)}`]),
  ].join('\n');
}

export interface DbtModel {
  /** The model: SQL with Jinja. */
  readonly model: string;
  /** `schema.yml`: what the columns mean, and tests of them. */
  readonly schema: string;
}

/** @param name of the model; @param now where the variable `mql_now` is not set, the time of the run */
export function compileDbt(plan: Plan, dialect: Dialect, names: TableNames, name: string): DbtModel {
  const written = JSON.stringify(plan);
  const mark = (word: string): string => (written.includes(word) ? mark(`${word}_`) : word);
  const [leads, events, now] = [mark('mql_leads_relation'), mark('mql_events_relation'), mark('mql_now_milliseconds')];
  const assumed = assumedSource(plan);
  const source: Source = {
    leads: { ...assumed.leads, from: { sql: leads } },
    events: assumed.events === null ? null : { ...assumed.events, from: { sql: events } },
  };
  const title = titleOf(plan, dialect, source, 'the variable `mql_now` (epoch milliseconds), or takes the time of the run');
  const query = literalJinja(emitQuery([plan], dialect, { source, output: 'results', now: trusted(now), title }).text)
    .replaceAll(leads, `{{ ${reference(names.leads)} }}`).replaceAll(events, `{{ ${reference(names.events)} }}`).replaceAll(now, '{{ mql_now }}');
  const atRun: Sql = dialect.instantMilliseconds(trusted('current_timestamp'));
  return {
    model: `{% set mql_now = var('mql_now', none) %}\n{% if mql_now is none %}{% set mql_now = ${JSON.stringify(atRun)} %}{% else %}{% set mql_now = mql_now | int %}{% endif %}\n${query}`,
    schema: schemaOf(plan, name),
  };
}

/** What Jinja would take for its own is said by Jinja itself. */
function literalJinja(text: string): string {
  return text.replace(/\{[{%#]/g, (opening) => `{{ '${opening}' }}`);
}

/** `ref("leads")`, or with a schema `source("crm", "leads")`. */
function reference(parts: readonly string[]): string {
  const [first, second] = parts.map((part) => JSON.stringify(part.replace(/[^A-Za-z0-9_]/g, '_')));
  return second === undefined ? `ref(${first!})` : `source(${first!}, ${second})`;
}

function schemaOf(plan: Plan, name: string): string {
  // A text in JSON is a text in YAML.
  const text = (value: string): string => JSON.stringify(literalJinja(value));
  const column = (columnName: string, description: string, tests: readonly string[]): string[] => [
    `      - name: ${text(columnName)}`,
    `        description: ${text(description)}`,
    ...(tests.length === 0 ? [] : ['        data_tests:', ...tests.map((test) => `          - ${test}`)]),
  ];
  const isBoolean = ['not_null', 'accepted_values: { values: [true, false], quote: false }'];
  const tiers = plan.tier === null ? [] : [...new Set(tierLabels(plan.tier))];
  return [
    'version: 2',
    'models:',
    `  - name: ${text(name)}`,
    `    description: ${text(`${plan.name ?? plan.path}, version ${plan.version}`)}`,
    '    columns:',
    ...column('id', 'the lead', ['unique', 'not_null']),
    ...column('score', 'points in all', ['not_null']),
    ...plan.scores.flatMap((score) => column(score.name, score.origin.text, ['not_null'])),
    ...column('qualified', 'not excluded, and every requirement holds', isBoolean),
    ...column('excluded', 'some exclusion holds', isBoolean),
    ...plan.stages.flatMap((stage) => column(stage.name, stage.ways.map((way) => way.origin.text).join('; '), isBoolean)),
    ...(plan.tier === null ? [] : column('tier', 'none if excluded', tiers.length === 0 ? [] : [`accepted_values: { values: [${tiers.map(text).join(', ')}] }`])),
    ...(plan.handoffs === null ? [] : [
      ...column('handoff_to', 'to whom the lead goes', []), ...column('handoff_within_ms', 'within how many milliseconds', []),
    ]),
    '',
  ].join('\n');
}

function tierLabels(tier: NonNullable<Plan['tier']>): string[] {
  if (tier.kind === 'tier list') return tier.tiers.map((each) => each.label);
  return tier.bandings.reduce<string[]>((labels, banding) => labels.flatMap((label) => banding.cases.map((each) => label + each.label)), ['']);
}
