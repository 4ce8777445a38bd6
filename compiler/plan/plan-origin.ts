import type { Origin as CheckedOrigin } from '../check/checked.ts';
import { positionAt } from '../source/source-file.ts';
import type { Origin } from './plan.ts';

export function planOrigin(origin: CheckedOrigin): Origin {
  const { line, character } = positionAt(origin.file, origin.span.start);
  const text = origin.file.text.slice(origin.span.start, origin.span.end);
  return { path: origin.file.path, line: line + 1, column: character + 1, text: text.replace(/\s+/g, ' ') };
}
