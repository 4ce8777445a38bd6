import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

const start = 'mql when demo_request\nhandoff:\n';

test('an item without `when` takes all that come after it', () => {
  expectLints(`${start}  to "SDR"\n  to "SDR, Europe" when country in (DE, FR)\n  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2016 \`SDR\` before it takes\n  to "X" when country US\n`);
  expectNoLints(`${start}  to "SDR, Europe" when country in (DE, FR)\n  to "SDR"\n`);
});

test('a wider condition before a narrower one', () => {
  expectLints(`${start}  to "EU" when country in (DE, FR)\n  to "DE" when country DE\n  ^^^^^^^^^^^^^^^^^^^^^^^ MQL2016\n  to "SDR"\n`);
  expectNoLints(`${start}  to "DE" when country DE\n  to "EU" when country in (DE, FR)\n  to "SDR"\n`);
});

test('a condition that never holds', () => {
  expectLints(`${start}  to "EU" when country DE and country FR\n               ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2016 never hold together\n  to "SDR"\n`);
});

test('routes for leads that the requirements shut out today are fine', () => {
  expectNoLints('fit: require country US\nmql when demo_request\nhandoff:\n  to "SDR, Europe" when country in (DE, FR)\n  to "SDR"\n');
});

test('the part that never holds is marked, once', () => {
  expectLints(`${start}  to "EU" when webinar and page_view < 0\n                           ^^^^^^^^^^^^^ MQL2016 the least that\n  to "SDR"\n`);
});

test('the item that takes the lead is named and pointed at', () => {
  expectLints(`${start}  to "US" when country US\n  to "EU" when country in (DE, FR)\n  to "DE" when country DE\n  ^^^^^^^^^^^^^^^^^^^^^^^ MQL2016 \`EU\` before it takes\n  to "SDR"\n`);
  expectLints(`${start}  to "EU" when country in (DE, FR)\n  to "DE" when country DE\n  ^^^^^^^^^^^^^^^^^^^^^^^ MQL2016 this item takes the lead first\n  to "SDR"\n`);
});

test('thirty items before it are looked at together', () => {
  const items = (between: number): string => [
    'mql when demo_request', 'handoff:', '  to "large" when employees 50..', ...Array.from({ length: between }, (_, index) => `  to "${index}" when title "${index}"`),
    '  to "small" when employees ..50', '  to "all" when employees 1..100', '',
  ].join('\n');
  expectNoLints(items(29));
  expectLints(items(28).replace('1..100\n', '1..100\n  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2016 the items before it take\n'));
});
