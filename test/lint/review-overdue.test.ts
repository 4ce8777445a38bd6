import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when demo_request\n';

test('a date that has gone by', () => {
  expectLints(`definition "D":\n  owner "Growth"\n  review by 2026-06-30\n  ^^^^^^^^^^^^^^^^^^^^ MQL2013 by 2026-06-30; its owner is Growth${rest}`, { today: '2026-07-01' });
});

test('the day itself, a later date, and no day given', () => {
  expectNoLints(`definition "D":\n  review by 2026-06-30${rest}`, { today: '2026-06-30' });
  expectNoLints(`definition "D":\n  review by 2026-06-30${rest}`, { today: '2025-12-31' });
  expectNoLints(`definition "D":\n  review by 2020-06-30${rest}`);
});
