import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

test('a test that cannot fail', () => {
  expectLints(`
mql when demo_request
test "a demo":
^^^^^^^^^^^^^^ MQL2017 \`a demo\` expects nothing
  given demo_request 1d ago
`);
});

test('tests that expect something', () => {
  expectNoLints('mql when demo_request\ntest "a demo":\n  given demo_request 1d ago\n  expect mql\ntest "nothing":\n  expect not mql\n');
});

test('in one line, and at the end of the file', () => {
  expectLints('test "a demo": given demo_request 1d ago\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2017\nmql when demo_request');
  expectLints('mql when demo_request\ntest "a demo":\n^^^^^^^^^^^^^^ MQL2017');
});
