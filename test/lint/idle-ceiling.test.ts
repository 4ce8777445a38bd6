import { expect, test } from 'vitest';
import { lint } from '../../compiler/lint/lint.ts';
import { definitionOf } from '../check-text.ts';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when score > 5\n';

test('a rule that never gets to its ceiling', () => {
  expectLints(`fit: country US +10 up to 20\n     ^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it pays 10 at most${rest}`);
  expectLints(`intent: webinar +10 at most 2 times up to 30\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011${rest}`);
  expectNoLints(`intent: webinar +10 up to 20${rest}`);
  expectNoLints(`intent: webinar +10 once per day within 7d up to 70${rest}`);
  expectLints(`intent: webinar +10 once per day within 7d up to 80\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011${rest}`);
});

test('rules that take points away', () => {
  expectLints(`intent:\n  webinar +10\n  no activity -20 up to -30\n  ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011${rest}`);
  expectNoLints(`intent:\n  webinar +10\n  since activity -10 per 30d up to -50${rest}`);
});

test('decay and a cooldown come to a limit', () => {
  expectLints(`intent: webinar +10 once every 7d decay 50% every 7d up to 21\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it pays ${rest}`);
  expectNoLints(`intent: webinar +10 once every 7d decay 50% every 7d up to 19${rest}`);
  expectNoLints(`intent: webinar +10 decay 50% every 7d up to 1000${rest}`);
});

test('the ceiling of a section tells its scale, so it may have some headroom', () => {
  expectLints(`fit (up to 40): country US +30\n^^^^^^^^^^^^^^^ MQL2011 it comes to 30 at most${rest}`);
  expectNoLints(`fit (up to 40): country US +35${rest}`);
  expectNoLints(`intent (up to 1000): page_view +1${rest}`);
  expectLints(`fit: country US +10\nscore = 60% * fit up to 100\n^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2011${rest}`);
});

test('the fix takes the ceiling out', () => {
  const definition = definitionOf(`fit: country US +10 up to 20${rest}`);
  const edit = lint(definition)[0]!.fixes[0]!.edits[0]!;
  const { text } = definition.file;
  expect(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end)).toBe(`fit: country US +10${rest}`);
});

test('a ceiling of nothing, and one that just bites', () => {
  expectNoLints(`fit: country US +10 up to 9${rest}`);
  expectLints(`fit: country US +10 up to 10\n     ^^^^^^^^^^^^^^^^^^^^^^^ MQL2011 it pays 10 at most${rest}`);
});
