import { nameKey } from '../../compiler/bind/scope.ts';
import type { Definition } from '../../compiler/check/checked.ts';
import { nearest } from '../../compiler/diagnostics/did-you-mean.ts';
import { EffectCounter, type Effect } from '../../review/diff/effect.ts';
import type { Schema } from '../../runtime/schema.ts';
import type { Lead } from '../../runtime/typed-data.ts';
import { inputProblem, usageProblem } from '../problems.ts';
import { startProgress } from '../terminal/progress.ts';
import { counted } from '../terminal/table.ts';
import type { DataRequest } from './data-options.ts';
import { loadProgram } from '../../engines/javascript/load-program.ts';
import { withData } from './open-request.ts';

/**
 * Scores the same data under both versions. Each version reads the data by its own vocabulary, lead by lead in the order
 * of the file, so that the two walk side by side and nothing is kept.
 */
export async function effectOf(before: Definition, after: Definition, request: DataRequest, by: string | undefined): Promise<Effect> {
  const progress = startProgress(process.stderr);
  const [oldProgram, newProgram] = [await loadProgram(before), await loadProgram(after)];
  const stages = [...new Set([...before.stages, ...after.stages].map((stage) => stage.name))];
  const counter = new EffectCounter(stages, after.mainStage.name);
  const newSchema = withField(newProgram.schema, after, by);
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
      if (bad > 0) {
        const found = `${counted(bad, 'row')} of the data cannot be read, so the two versions cannot be compared on it`;
        throw inputProblem(found, '`mql score` shows which rows, and `--rejects` sets them apart');
      }
    });
  });
  progress.stop();
  return counter.effect();
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

function groupOf(lead: Lead, schema: Schema, by: string): string {
  const name = schema.fields.find((field) => nameKey(field.name) === nameKey(by))!.name;
  const value = (lead as Readonly<Record<string, unknown>>)[name];
  return value === undefined || value === null ? '(missing)' : Array.isArray(value) ? value.join(', ') : String(value);
}
