import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

test('two requirements, in one section or in two', () => {
  expectLints(`
fit:
  require country US
  require country CA
          ^^^^^^^^^^ MQL2009 no lead can qualify: \`country CA\` contradicts the requirement \`country US\`
mql when demo_request
`);
  expectLints(`
fit: employees 50..
intent:
  demo_request
  employees < 50
  ^^^^^^^^^^^^^^ MQL2009
mql when qualified
`);
  expectNoLints('fit:\n  require country in (US, CA)\n  require country in (CA, MX)\nmql when demo_request\n');
});

test('a requirement and an exclusion', () => {
  expectLints(`
exclude: country in (US, CA)
fit: country US
     ^^^^^^^^^^ MQL2009 is excluded by
mql when demo_request
`);
  expectNoLints('exclude: country CA\nfit: country in (US, CA)\nmql when demo_request\n');
});

test('three that only together contradict each other', () => {
  expectLints(`
fit:
  require country US or country CA
  require country US or country MX
  require country CA or country MX
          ^^^^^^^^^^^^^^^^^^^^^^^^ MQL2009
mql when demo_request
`);
});

test('one that never holds by itself is said once', () => {
  expectLints(`
fit:
  require country US and country CA
          ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004
mql when demo_request
`);
});

test('what leaves nobody without two that clash is said of the last', () => {
  expectLints(`
exclude:
  country US or country CA
  country != US
  ^^^^^^^^^^^^^ MQL2009
mql when webinar
`);
  expectLints(`
exclude: country in (US, CA)
fit:
  require country in (US, MX)
  require country in (US, DE)
          ^^^^^^^^^^^^^^^^^^^ MQL2009
mql when webinar
`);
});

test('what is contradicted is pointed at', () => {
  expectLints(`
fit:
  require country US
  require country CA
          ^^^^^^^^^^ MQL2009 the requirement it contradicts
mql when demo_request
`);
  expectLints(`
exclude: country US
fit: country US
     ^^^^^^^^^^ MQL2009 the exclusion it contradicts
mql when demo_request
`);
});

test('of many that only together contradict each other the last is marked', () => {
  expectLints(`
fit:
  require country US or country CA
  require country US or country MX
  require country CA or country MX
  require email is known
          ^^^^^^^^^^^^^^ MQL2009 no lead can qualify
mql when demo_request
`);
});

test('of exclusions alone the last is marked', () => {
  expectLints(`
exclude:
  country US or country CA
  country != US
  email is known
  ^^^^^^^^^^^^^^ MQL2009 no lead can qualify
mql when webinar
`);
});
