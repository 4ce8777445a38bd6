import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, type Lint } from './lint-context.ts';

/** A test that expects nothing: it passes whatever the definition does. */
export const testWithoutExpectation: Lint = ({ definition }) => definition.tests
  .filter(({ expectations }) => expectations.length === 0)
  .map(({ title, origin: { file, span } }) => {
    const [firstLine] = file.text.slice(span.start, span.end).split(/\r?\n/);
    return report(likelyMistakeCodes.testWithoutExpectation, { file, span: { start: span.start, end: span.start + firstLine!.length } }, { title });
  });
