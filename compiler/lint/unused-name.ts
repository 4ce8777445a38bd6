import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, type Lint } from './lint-context.ts';

/** A defined name or list that nothing asks. Those of used files are there for other definitions, too. */
export const unusedName: Lint = {
  name: 'unused-name',
  check: ({ definition }) => [
    ...definition.lists.map((list) => ({ ...list, kind: 'list' as const })),
    ...definition.defined.map((condition) => ({ ...condition, kind: 'condition' as const })),
  ].flatMap(({ name, kind, origin, used }) => {
    if (used || origin === undefined || origin.file.path !== definition.file.path) return [];
    return [report(likelyMistakeCodes.unusedName, origin, { name, kind })];
  }),
};
