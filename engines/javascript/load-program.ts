import type { Definition } from '../../compiler/check/checked.ts';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { loadDefinition, type LoadedDefinition } from '../../runtime/load-definition.ts';

/** The definition as a program of this process. */
export function loadProgram(definition: Definition): Promise<LoadedDefinition> {
  return loadDefinition(emitModule(makePlan(definition)).code);
}
