/** What a definition can be compiled to, in the editor. */
import type { CompileResult } from '../protocol/requests.ts';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { Analysis } from '../workspace.ts';

interface CompileTarget {
  readonly target: string;
  readonly label: string;
  readonly detail: string;
  readonly compile: (plan: Plan) => CompileResult['files'];
}

/** In the order in which they are offered. */
const targets: readonly CompileTarget[] = [
  {
    target: 'js', label: 'JavaScript', detail: 'one ES module without imports, and its types',
    compile: (plan) => {
      const { code, types } = emitModule(plan);
      return [{ languageId: 'javascript', text: code }, { languageId: 'typescript', text: types }];
    },
  },
  {
    target: 'json', label: 'Plan', detail: 'the plan that every engine is made from, as JSON',
    compile: (plan) => [{ languageId: 'json', text: `${JSON.stringify(plan, undefined, 2)}\n` }],
  },
];

export function compileDocument(analysis: Analysis | undefined, target: string | undefined): CompileResult {
  const offered = targets.map(({ target: name, label, detail }) => ({ target: name, label, detail }));
  if (target === undefined) return { problem: undefined, targets: offered, files: [] };
  if (analysis?.definition === undefined) return { problem: 'the definition has errors', targets: offered, files: [] };
  const chosen = targets.find((one) => one.target === target);
  if (chosen === undefined) return { problem: `there is no target \`${target}\``, targets: offered, files: [] };
  return { problem: undefined, targets: offered, files: chosen.compile(makePlan(analysis.definition)) };
}
