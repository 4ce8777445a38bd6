import type { Definition } from '../compiler/check/checked.ts';
import { emitModule } from '../compiler/emit/js/emit-module.ts';
import { makePlan } from '../compiler/plan/make-plan.ts';
import { createReader } from '../runtime/reader.ts';
import type { Explanation, Result } from '../runtime/result.ts';
import type { Schema } from '../runtime/schema.ts';
import type { Evaluation, Evaluator, RawData } from './evaluator.ts';

/** What a compiled module exports. */
export interface CompiledModule {
  readonly name: string | null;
  readonly version: string;
  readonly schema: Schema;
  score(lead: unknown, events: unknown, now: unknown): Result;
  explain(lead: unknown, events: unknown, now: unknown): Explanation;
}

const loaded = new WeakMap<Definition, CompiledModule>();

/** Compiles a definition and runs the module's own text. */
export function compiledModule(definition: Definition): CompiledModule {
  let module = loaded.get(definition);
  if (module === undefined) {
    module = loadModule(emitModule(makePlan(definition)).code);
    loaded.set(definition, module);
  }
  return module;
}

/** As a function's body: importing would keep every module for ever, and tests load many thousands. */
export function loadModule(code: string): CompiledModule {
  const body = code.replace(/^export (?=const|function)/gm, '');
  return new Function(`'use strict';\n${body}\nreturn { name, version, schema, score, explain };`)() as CompiledModule;
}

/** Compiled JavaScript over raw rows, read by the runtime's reader. */
export const javascriptEvaluator: Evaluator = {
  name: 'javascript',

  evaluate(definition: Definition, data: RawData, now: number): Promise<Evaluation> {
    const module = compiledModule(definition);
    const reader = createReader(module.schema);
    const leads = reader.readLeads(data.leads);
    const events = reader.readEvents(data.events, leads.ids);
    const results = leads.leads.map((lead) => module.score(lead, events.eventsByLead.get(lead.id) ?? [], now));
    const explanations = leads.leads.map((lead) => module.explain(lead, events.eventsByLead.get(lead.id) ?? [], now));
    return Promise.resolve({
      results,
      explanations,
      badRows: [...leads.badRows, ...events.badRows],
      report: {
        unknownEventTypes: events.unknownEventTypes,
        duplicateEvents: events.duplicateEvents,
        eventsWithoutLead: events.eventsWithoutLead,
        unknownSpellings: { ...leads.unknownSpellings, ...events.unknownSpellings },
        earlyTimes: { ...leads.earlyTimes, ...(events.earlyEvents === 0 ? {} : { at: events.earlyEvents }) },
      },
    });
  },

  close(): Promise<void> {
    return Promise.resolve();
  },
};
