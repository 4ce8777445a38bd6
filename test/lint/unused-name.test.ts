import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when demo_request\n';

test('a list or a name that nothing asks', () => {
  expectLints(`lists:\n  rivals = "acme.com", "rival.io"\n  ^^^^^^ MQL2014 the list \`rivals\`${rest}`);
  expectLints(`define:\n  buyer = seniority vp\n  ^^^^^ MQL2014 the defined name \`buyer\`${rest}`);
});

test('names that are used', () => {
  expectNoLints(`lists: rivals = "acme.com", "rival.io"\nexclude: email.domain in rivals${rest}`);
  expectNoLints(`define:\n  buyer = seniority vp\n  decider = buyer or seniority c_level\nfit: decider +10${rest}`);
});

test('names of a used file', () => {
  const files = { 'names.mql': 'lists: rivals = "acme.com", "rival.io"\ndefine: buyer = seniority vp\n' };
  expectNoLints(`use "names.mql"\nfit: buyer +10${rest}`, { files });
});

test('a name that is spelled in capitals in its declaration', () => {
  expectLints(`define:\n  Buyer = seniority vp\n  ^^^^^ MQL2014 the defined name \`Buyer\`${rest}`);
});

test('a name in backquotes is marked with its declaration', () => {
  expectLints(`
define:
  \`within\` = seniority vp
  ^^^^^^^^^^^^^^^^^^^^^^^ MQL2014 \`within\`
mql when demo_request
`);
});

test('a list whose name stands where a text is due is used', () => {
  expectLints(`
lists: rivals = "acme.com", "rival.io"
exclude: email.domain is rivals
                         ^^^^^^ MQL1012
mql when demo_request
`);
});
