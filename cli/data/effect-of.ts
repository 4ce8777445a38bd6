import { nameKey } from '../../compiler/bind/scope.ts';
import type { Definition, Origin } from '../../compiler/check/checked.ts';
import { nearest } from '../../compiler/diagnostics/did-you-mean.ts';
import { positionAt } from '../../compiler/source/source-file.ts';
import { engineKind } from '../../engines/find-engine.ts';
import { changesBetween } from '../../review/diff/changes.ts';
import { EffectCounter, flipsOf, GroupCounter, mostFlips, type ChangedItem, type Effect } from '../../review/diff/effect.ts';
import { formatDuration } from '../../runtime/format-explanation.ts';
import type { LoadedDefinition } from '../../runtime/load-definition.ts';
import type { Schema } from '../../runtime/schema.ts';
import type { Lead } from '../../runtime/typed-data.ts';
import { dayNumber } from '../../tables/calendar.ts';
import { inputProblem, usageProblem } from '../problems.ts';
import { startProgress, type Progress } from '../terminal/progress.ts';
import { counted } from '../terminal/table.ts';
import type { DataRequest } from './data-options.ts';
import { loadProgram } from '../../engines/javascript/load-program.ts';
import { requireFiles, withData, workOnData } from './open-request.ts';

/** Scores the same data under both versions. */
export async function effectOf(before: Definition, after: Definition, request: DataRequest, by: string | undefined): Promise<Effect> {
  const progress = startProgress(process.stderr);
  const stages = [...new Set([...before.stages, ...after.stages].map((stage) => stage.name))];
  const programs = [await loadProgram(before), await loadProgram(after)] as const;
  const newSchema = withField(programs[1].schema, after, by);
  const changed = changedItems(before, after);
  const compared: Compared = { before, after, changed, programs, newSchema, stages, mainStage: after.mainStage.name, request, by, progress };
  const effect = await (engineKind(request.engine) === 'js' ? compareLeadByLead(compared) : compareBySql(compared));
  progress.stop();
  if (by === undefined) return effect;
  const field = newSchema.fields.find(({ name }) => nameKey(name) === nameKey(by))!;
  const { groups, flips, ...counts } = effect;
  return { ...counts, by: { field: field.name, stage: compared.mainStage }, groups, flips };
}

interface Compared {
  readonly before: Definition;
  readonly after: Definition;
  /** Rules, requirements and exclusions that were changed. */
  readonly changed: readonly ChangedItem[];
  readonly programs: readonly [LoadedDefinition, LoadedDefinition];
  /** Of the new version, with the field that leads are counted by. */
  readonly newSchema: Schema;
  /** Of both versions. */
  readonly stages: readonly string[];
  readonly mainStage: string;
  readonly request: DataRequest;
  readonly by: string | undefined;
  readonly progress: Progress;
}

function changedItems(before: Definition, after: Definition): readonly ChangedItem[] {
  const placeOf = ({ file, span }: Origin): ChangedItem['before'] => {
    const { line, character } = positionAt(file, span.start);
    return { line: line + 1, column: character + 1 };
  };
  return changesBetween(before, after).flatMap(({ kind, thing, oldOrigin, newOrigin }) =>
    (kind === 'changed' && ['rule', 'requirement', 'exclusion'].includes(thing) && oldOrigin !== undefined && newOrigin !== undefined
      ? [{ before: placeOf(oldOrigin), after: placeOf(newOrigin) }] : []));
}

/** One pass over the data for both, counted where the data is. Only the leads that are shown come into this process, with their events. */
async function compareBySql({ before, after, changed, programs: [oldProgram, newProgram], newSchema, stages, mainStage, request, by, progress }: Compared): Promise<Effect> {
  requireFiles(request);
  const { openVersions } = await import('../../engines/duckdb/versions.ts');
  return workOnData(progress, async (signal) => {
    const { now } = request;
    const versions = await openVersions([before, after], { ...request, standardInput: process.stdin, progress: progress.say, signal }, now, [newSchema]);
    try {
      if (versions.badRowCount > 0) throw badRowsProblem(versions.badRowCount);
      const counts = await versions.compare(stages);
      const flips = (await versions.firstFlips(stages, mostFlips)).flatMap(({ results: [oldResult, newResult], read: [oldLead, newLead] }) =>
        flipsOf(oldResult, newResult, stages, changed, () => [oldProgram.explain(oldLead.lead, oldLead.events, now), newProgram.explain(newLead.lead, newLead.events, now)]));
      const groups = new GroupCounter();
      if (by !== undefined) {
        const asked = { ...newSchema, fields: newSchema.fields.filter((field) => nameKey(field.name) === nameKey(by)) };
        for await (const { lead, ...alike } of versions.byField(asked, mainStage)) groups.add({ value: groupOf(lead, newSchema, by), ...alike });
      }
      return { ...counts, groups: groups.groups(), flips: flips.slice(0, mostFlips) };
    } finally {
      await versions.close();
    }
  });
}

/**
 * Each version reads the data by its own vocabulary, lead by lead in the order of the file, so that the two walk side by side and
 * nothing is kept.
 */
async function compareLeadByLead({ changed, programs: [oldProgram, newProgram], newSchema, stages, mainStage, request, by, progress }: Compared): Promise<Effect> {
  const counter = new EffectCounter(stages, mainStage, changed);
  await withData(oldProgram.schema, request, progress, async (oldData) => {
    await withData(newSchema, request, progress, async (newData) => {
      const others = newData.leads()[Symbol.asyncIterator]();
      let seen = 0;
      for await (const batch of oldData.leads()) {
        const other = await others.next();
        if (other.done === true || other.value.length !== batch.length) break;
        batch.forEach(({ lead, events }, index) => {
          const { lead: newLead, events: newEvents } = other.value[index]!;
          const { now } = request;
          counter.add(
            oldProgram.score(lead, events, now), newProgram.score(newLead, newEvents, now), by === undefined ? undefined : groupOf(newLead, newSchema, by),
            () => [oldProgram.explain(lead, events, now), newProgram.explain(newLead, newEvents, now)],
          );
        });
        seen += batch.length;
        progress.say(`compared ${counted(seen, 'lead')}`);
      }
      const bad = Math.max(oldData.badRowCount, newData.badRowCount);
      if (bad > 0) throw badRowsProblem(bad);
    });
  });
  return counter.effect();
}

function badRowsProblem(count: number): Error {
  const found = `${counted(count, 'row')} of the data cannot be read, so the two versions cannot be compared on it`;
  return inputProblem(found, '`mql score` shows which rows, and `--rejects` sets them apart');
}

/** The field is read even where the definition does not ask it. */
function withField(schema: Schema, definition: Definition, by: string | undefined): Schema {
  if (by === undefined || schema.fields.some((field) => nameKey(field.name) === nameKey(by))) return schema;
  const field = definition.vocabulary.fields.find((one) => nameKey(one.name) === nameKey(by));
  if (field === undefined) {
    const near = nearest(by, definition.vocabulary.fields.map((one) => one.name));
    throw usageProblem(`\`${by}\` is not a lead field`, near.length === 0 ? undefined : `did you mean \`${near[0]}\`?`);
  }
  const type = field.type.kind === 'date' || field.type.kind === 'datetime' ? { ...field.type, format: field.type.format ?? null } : field.type;
  return { ...schema, fields: [...schema.fields, { name: field.name, spellings: field.spellings, type } as Schema['fields'][number]] };
}

/** Days of dates and times: leads of the same millisecond are none. */
function groupOf(lead: Lead, { fields, timezone }: Schema, by: string): string {
  const { name, type } = fields.find((field) => nameKey(field.name) === nameKey(by))!;
  // The lead's own `id` is not its field of that name.
  const values = name === 'id' || name === 'fields' ? lead['fields'] : lead;
  const value = (values as Readonly<Record<string, unknown>> | undefined)?.[name];
  const { kind } = type.kind === 'list' ? type.element : type;
  const shown = (one: unknown): string => {
    if (kind === 'date' || kind === 'datetime') return new Date(dayNumber(timezone, one as number) * 86_400_000).toISOString().slice(0, 10);
    return kind === 'duration' ? formatDuration(one as number) : String(one);
  };
  if (value === undefined || value === null) return '(missing)';
  return Array.isArray(value) ? value.map(shown).join(', ') : shown(value);
}
