import type { Origin } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, type Lint } from './lint-context.ts';

/** A defined name or list that nothing asks. Those of used files are there for other definitions, too. */
export const unusedName: Lint = ({ definition }) => [
  ...definition.lists.map((list) => ({ ...list, kind: 'list' as const })),
  ...definition.defined.map((condition) => ({ ...condition, kind: 'defined name' as const })),
].flatMap(({ name, kind, origin, used }) => {
  if (used || origin === undefined || origin.file.path !== definition.file.path) return [];
  return [report(likelyMistakeCodes.unusedName, nameIn(origin, name), { name, kind })];
});

/** The name at the beginning of its declaration. */
function nameIn({ file, span }: Origin, name: string): Origin {
  const isFirst = file.text.slice(span.start, span.start + name.length).toLowerCase() === name.toLowerCase();
  return isFirst ? { file, span: { start: span.start, end: span.start + name.length } } : { file, span };
}
