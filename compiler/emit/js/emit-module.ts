/** The plan as one ECMAScript module that imports nothing, and its types. */
import type { Plan } from '../../plan/plan.ts';
import { comment, docComment, indented, literal } from './code.ts';
import { FunctionEmitter } from './emit-function.ts';
import { moduleTypes } from './emit-types.ts';
import { ModuleParts } from './module-parts.ts';

export interface EmittedModule {
  /** An ES module: `name`, `version`, `schema`, `score(lead, events, now)`, `explain(lead, events, now)`. */
  readonly code: string;
  /** Its `.d.ts`, typed to the definition. */
  readonly types: string;
}

/** No event is asked whether it is there and has a time: the few that have not cost a second run, and all others nothing. */
function functionLines(parts: ModuleParts, name: 'score' | 'explain', body: readonly string[]): string[] {
  const inner = name === 'score' ? 'scored' : 'explained';
  return [
    `export function ${name}(lead, events, now) {`,
    '  try {',
    `    return ${inner}(lead, events, now);`,
    '  } catch {',
    '    // A lead or an event that is not there, or a time that is none.',
    `    return ${inner}(lead ?? {}, ${parts.helper('onlyTimed')}(events), typeof now === 'number' ? now : NaN);`,
    '  }',
    '}',
    '',
    `function ${inner}(lead, events, now) {`,
    ...indented(body),
    '}',
    '',
  ];
}

/**
 * Compiles a plan. The module needs nothing but the language: no clock, no network, no file. Its functions never throw
 * and never change what they are given. Language reference, sections 4 to 6.
 */
export function emitModule(plan: Plan): EmittedModule {
  const parts = new ModuleParts();
  const score = new FunctionEmitter(plan, parts, false).body();
  const explain = new FunctionEmitter(plan, parts, true).body();
  const lines = [
    comment(`${plan.name ?? 'A definition without a title'}, version ${plan.version}. Compiled from ${plan.path.replace(/^.*[\\/]/, '')}; change that file, not this one.`),
    '',
    `export const name = ${literal(plan.name)};`,
    docComment('Changes when what the definition means changes.'),
    `export const version = ${literal(plan.version)};`,
    docComment('What of the data the definition reads.'),
    `export const schema = ${literal(plan.schema)};`,
    '',
    ...parts.constantLines(),
    '',
    docComment('Scores a lead at the instant `now`, in epoch milliseconds. Points are whole ten-thousandths inside.'),
    ...functionLines(parts, 'score', score),
    docComment('The same, and what every item of the definition came to.'),
    ...functionLines(parts, 'explain', explain),
    parts.helperTexts().join('\n\n'),
    '',
  ];
  return { code: lines.join('\n').replace(/\n{3,}/g, '\n\n'), types: moduleTypes(plan) };
}
