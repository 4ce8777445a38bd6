import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

test('a claim without a condition', () => {
  expectLints(`
mql when demo_request
claim "something":
^^^^^^^^^^^^^^^^^^ MQL2018 \`something\` says nothing
`);
});

test('claims that say something, even what is certain', () => {
  expectNoLints('mql when demo_request\nclaim "certain":\n  never mql and excluded\nclaim "by demo alone":\n  mql implies demo_request\n');
});
