import { createReader, type Reader } from './reader.ts';
import type { Explanation, Result } from './result.ts';
import type { Schema } from './schema.ts';
import type { Lead, LeadEvent } from './typed-data.ts';

/** What a compiled module exports. Its own types are narrower: they know the definition's fields, events and stages. */
export interface CompiledDefinition<LeadType = Lead, EventType = LeadEvent, ResultType extends Result = Result, ExplanationType extends Explanation = Explanation> {
  /** The text after `definition`; `null` for a definition without one. */
  readonly name: string | null;
  /** Changes when what the definition means changes. */
  readonly version: string;
  /** What of the data it reads. */
  readonly schema: Schema;
  /** @param now the evaluation time, in epoch milliseconds */
  readonly score: (lead: LeadType, events: readonly EventType[], now: number) => ResultType;
  /** @param now the evaluation time, in epoch milliseconds */
  readonly explain: (lead: LeadType, events: readonly EventType[], now: number) => ExplanationType;
}

/** A compiled definition, with readers of raw rows (language reference, section 9) for its data. */
export interface LoadedDefinition<
  LeadType = Lead, EventType = LeadEvent, ResultType extends Result = Result, ExplanationType extends Explanation = Explanation,
> extends CompiledDefinition<LeadType, EventType, ResultType, ExplanationType>, Reader<LeadType, EventType> {}

/** Why a compiled module could not be loaded. */
export class DefinitionLoadError extends Error {
  override readonly name = 'DefinitionLoadError';
}

/**
 * Loads the text of a compiled module (`mql compile --to js`), without file or network, in Node and in browsers.
 *
 * The text is run as a program: load none from a source that you would not run a script from. Where a page's content
 * security policy governs scripts, its `script-src` must allow `data:` or `blob:`; where it may allow neither, import the compiled
 * module as a file of your own instead, and give it to `withReader`.
 *
 * Each call loads the text anew, and engines never forget a loaded module: load a definition once and keep it.
 *
 * @throws DefinitionLoadError (the promise rejects) if the text is no module, exports something else, or a policy forbids it
 */
export async function loadDefinition(text: string): Promise<LoadedDefinition> {
  const module = await importText(text);
  if (!isCompiledDefinition(module)) {
    throw new DefinitionLoadError('the text is a module, but not one that `mql compile --to js` made: it lacks `score`, `explain`, `version` or `schema`');
  }
  return withReader(module);
}

/** Adds to a compiled module, imported in whatever way, the readers of its data. */
export function withReader<LeadType, EventType, ResultType extends Result, ExplanationType extends Explanation>(
  module: CompiledDefinition<LeadType, EventType, ResultType, ExplanationType>,
): LoadedDefinition<LeadType, EventType, ResultType, ExplanationType> {
  const { name, version, schema, score, explain } = module;
  // The reader makes leads and events by the schema, and the module's types are made from the same schema.
  const reader = createReader(schema) as Reader<unknown, unknown> as Reader<LeadType, EventType>;
  return { name, version, schema, score, explain, ...reader };
}

async function importText(text: string): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ `data:text/javascript;charset=utf-8,${encodeURIComponent(text.toWellFormed())}`);
  } catch (error) {
    if (error instanceof SyntaxError) throw new DefinitionLoadError(`the text is no JavaScript module: ${error.message}`, { cause: error });
    // Browsers report what a policy refuses as a `TypeError`.
    const isPage = 'document' in globalThis || 'importScripts' in globalThis;
    if (isPage && error instanceof TypeError) return importBlob(text);
    throw new DefinitionLoadError(`the text is a JavaScript module that fails as it loads: ${reasonOf(error)}`, { cause: error });
  }
}

/** Some policies allow `blob:` and not `data:`. */
async function importBlob(text: string): Promise<unknown> {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  try {
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ url);
  } catch (error) {
    throw new DefinitionLoadError(
      `the page does not let the definition load: ${reasonOf(error)}; its content security policy must allow \`data:\` or \`blob:\` in \`script-src\``,
      { cause: error },
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isCompiledDefinition(module: unknown): module is CompiledDefinition {
  const { score, explain, version, schema } = module as Partial<Record<keyof CompiledDefinition, unknown>>;
  return typeof score === 'function' && typeof explain === 'function' && typeof version === 'string' && typeof schema === 'object' && schema !== null;
}
