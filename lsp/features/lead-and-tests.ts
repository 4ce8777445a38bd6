/** Tests of a document, and one lead scored and explained: what the Test Explorer and the lead panel show. */
import { typeText } from './hover.ts';
import { range } from '../protocol/convert.ts';
import type { Uris } from '../protocol/convert.ts';
import type { ExplainParams, ExplainResult, LeadFormResult, RunTestsResult, TitledBlock } from '../protocol/requests.ts';
import { positionAt } from '../../compiler/source/source-file.ts';
import type { Condition, Definition, Selector, Subject } from '../../compiler/check/checked.ts';
import type { EventType, LeadField, ValueType } from '../../compiler/vocabulary/types.ts';
import { mostPoints } from '../../compiler/reason/points-range.ts';
import { evaluate } from '../../reference/evaluate.ts';
import type { Trace } from '../../reference/evaluate.ts';
import { readRows } from '../../reference/read-rows.ts';
import { coverageOf } from '../../review/coverage.ts';
import { runTests } from '../../review/run-tests.ts';
import { whyOfStage } from '../../review/why.ts';
import { formatExplanation } from '../../runtime/format-explanation.ts';
import type { Analysis } from '../workspace.ts';

const brokenDefinition = 'the definition has errors';

/** The tests or claims of the document itself, in the order of the text. */
export function titledBlocks(analysis: Analysis | undefined, kind: 'test' | 'claim'): TitledBlock[] {
  return (analysis?.files.main.parts ?? []).flatMap((part) => (part.kind === kind ? [{ title: part.title?.value ?? '', range: range(analysis!.file, part.span) }] : []));
}

export function runDocumentTests(analysis: Analysis | undefined, uris: Uris): RunTestsResult {
  const definition = analysis?.definition;
  if (definition === undefined) return { problem: brokenDefinition, tests: [], coverage: [] };
  const report = runTests(definition);
  const coverage = coverageOf(definition, report);
  return {
    problem: undefined,
    tests: report.tests.map(({ test, passed, failures }) => ({
      title: test.title, range: range(test.origin.file, test.origin.span), passed,
      failures: failures.map(({ message, expected, found, origin }) => ({ message, expected, found, range: range(origin.file, origin.span), uri: uris.uri(origin.file.path) })),
    })),
    coverage: coverage.items.map((item) => ({
      uri: uris.uri(item.origin.file.path), range: range(item.origin.file, item.origin.span), held: item.held > 0, failed: item.failed > 0,
      neverHeld: item.missing.includes('never held'), neverFailed: item.missing.includes('never failed'), label: item.name,
    })),
  };
}

/** Never rejects for what the lead holds: a value that cannot be read is said in `problem`. */
export function explainLead(analysis: Analysis | undefined, { lead, events, now }: ExplainParams): ExplainResult {
  const nothing = { explanation: undefined, text: undefined, missing: [], mainStage: undefined, title: undefined, limits: {} };
  const definition = analysis?.definition;
  if (definition === undefined) return { problem: firstMistake(analysis), ...nothing };
  const id = typeof lead['id'] === 'string' && lead['id'] !== '' ? lead['id'] : 'lead';
  const read = readRows(definition, { leads: [{ ...lead, id }], events: events.map((event) => ({ ...event, type: typeInData(definition, event['type']), lead_id: id })) });
  const bad = read.badRows[0];
  if (bad !== undefined) {
    return { problem: `${bad.table === 'leads' ? 'the lead' : `event ${bad.row + 1}`}: \`${bad.column}\` cannot be \`${bad.value}\` (${bad.reason})`, ...nothing };
  }
  const trace: Trace = new Map();
  const typed = read.leads[0]!;
  const explanation = evaluate(definition, typed, read.events.get(typed.id) ?? [], now, trace);
  const name = definition.file.path.slice(definition.file.path.lastIndexOf('/') + 1);
  return {
    problem: undefined, explanation, text: formatExplanation(explanation, { path: name }),
    missing: explanation.stages[definition.mainStage.name] === true ? [] : whyOfStage(definition.mainStage, explanation, definition, trace),
    mainStage: definition.mainStage.name, title: definition.title ?? name, limits: limitsOf(definition, analysis),
  };
}

/** That there are errors, and the first. */
function firstMistake(analysis: Analysis | undefined): string {
  const first = analysis?.mistakes.find(({ severity }) => severity === 'error');
  if (first === undefined) return brokenDefinition;
  const name = first.file === analysis!.file ? '' : `${first.file.path.slice(first.file.path.lastIndexOf('/') + 1)}, `;
  return `${brokenDefinition}: ${first.message} (${name}line ${positionAt(first.file, first.span.start).line + 1})`;
}

/** The panel names events as the definition does; data may spell their types otherwise. */
function typeInData(definition: Definition, type: unknown): unknown {
  return definition.vocabulary.events.find((event) => event.name === type)?.spellings[0] ?? type;
}

function limitsOf(definition: Definition, analysis: Analysis | undefined): ExplainResult['limits'] {
  const bounds = analysis?.bounds();
  if (bounds === undefined) return {};
  const points = (value: number): number | null => (Math.abs(value) >= mostPoints ? null : value / 10_000);
  const limit = (score: 'score' | Definition['scores'][number]): { least: number | null; most: number | null } => {
    const { least, most } = bounds.score(score);
    return { least: points(least), most: points(most) };
  };
  return Object.fromEntries([['score', limit('score')] as const, ...definition.scores.map((score) => [score.name, limit(score)] as const)]);
}

/** The fields and events that the definition asks, in the order in which it asks them. */
export function leadForm(analysis: Analysis | undefined): LeadFormResult {
  const definition = analysis?.definition;
  if (definition === undefined) return { problem: brokenDefinition, fields: [], events: [] };
  const { fields, events } = askedOf(definition);
  return {
    problem: undefined,
    fields: [...fields].map((field) => ({ name: field.name, type: typeText(field.type), values: valuesOf(field.type) })),
    events: [...events].map((event) => ({ name: event.name, properties: event.properties.map((property) => ({ name: property.name, type: typeText(property.type) })) })),
  };
}

function valuesOf(type: ValueType): string[] {
  if (type.kind === 'boolean') return ['true', 'false'];
  return type.kind === 'one of' ? type.members.map((member) => member.name) : [];
}

function askedOf(definition: Definition): { readonly fields: Set<LeadField>; readonly events: Set<EventType> } {
  const fields = new Set<LeadField>();
  const events = new Set<EventType>();
  const ofSelector = ({ events: types, cut }: Selector): void => {
    types.forEach((type) => events.add(type));
    if (cut !== undefined) ofSelector(cut);
  };
  const ofSubject = (subject: Subject): void => {
    if (subject.kind === 'field') fields.add(subject.field);
    else if ('selector' in subject) ofSelector(subject.selector);
  };
  const ofCondition = (condition: Condition | undefined): void => {
    if (condition === undefined) return;
    if ('parts' in condition) condition.parts.forEach(ofCondition);
    else if (condition.kind === 'not') ofCondition(condition.operand);
    else if (condition.kind === 'defined') ofCondition(condition.definition.condition);
    else if (condition.kind === 'test') ofSubject(condition.subject);
  };
  definition.exclusions.forEach((exclusion) => ofCondition(exclusion.condition));
  for (const score of definition.scores) {
    if (score.kind !== 'section') continue;
    score.requirements.forEach((requirement) => ofCondition(requirement.condition));
    for (const rule of score.rules) {
      ofCondition(rule.when);
      if (rule.kind === 'condition rule') ofCondition(rule.condition);
      else if (rule.kind === 'occurrence rule') ofSelector(rule.selector);
      else ofSubject(rule.subject);
    }
  }
  definition.stages.forEach((stage) => stage.ways.forEach((way) => ofCondition(way.condition)));
  if (definition.tier?.kind === 'tier list') definition.tier.tiers.forEach((tier) => ofCondition(tier.condition));
  definition.tier?.kind === 'tier grid' && definition.tier.bandings.forEach((banding) => ofSubject(banding.subject));
  definition.handoffs?.forEach((handoff) => ofCondition(handoff.when));
  return { fields, events };
}
