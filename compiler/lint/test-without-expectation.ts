import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import { report, type Lint } from './lint-context.ts';

/** A test that expects nothing: it passes whatever the definition does. */
export const testWithoutExpectation: Lint = {
  name: 'test-without-expectation',
  check: ({ definition }) => definition.tests
    .filter(({ expectations }) => expectations.length === 0)
    .map(({ title, origin: { file, span } }) => {
      const lineEnd = file.text.indexOf('\n', span.start);
      const end = lineEnd === -1 ? span.end : Math.min(span.end, lineEnd);
      return report(likelyMistakeCodes.testWithoutExpectation, { file, span: { start: span.start, end } }, { title });
    }),
};
