/** One mistake, one message: a name whose declaration is broken, or cannot be read, is not missed where it is used. */
import { expect, test } from 'vitest';
import { checkText } from '../../check-text.ts';

test.each([
  ['a field', 'vocabulary:\n  lead seats number number\nmql when seats > 5\n'],
  ['a field of an unknown type', 'vocabulary:\n  lead seats nomber\nmql when seats > 5\n'],
  ['a field that hides one of the standard vocabulary', 'vocabulary:\n  lead employees nomber\nmql when employees "x"\n'],
  ['a property', 'vocabulary:\n  event ping (size nomber)\nmql when ping where size > 5\n'],
  ['a list', 'lists:\n  rivals "x", "y"\nmql when email.domain in rivals\n'],
  ['a defined name', 'define:\n  large = employees 5 5\nmql when large and country US\n'],
  ['a section', 'fit (up to): employees 5 +5\nmql when fit > 5\n'],
  ['a word far behind in a declaration', 'vocabulary:\n  the lead field seats number\nmql when seats > 5\n'],
  ['a word far behind in a list', 'lists:\n  let us call rivals = "x"\nmql when email.domain in rivals\n'],
  ['a word far behind in a definition of a name', 'define:\n  let us call large = employees 5\nmql when large and country US\n'],
  ['a word far behind in what is no block', 'set the word large to employees 5\nmql when large and country US\n'],
  ['names of a file that is not there', 'use "gone.mql"\nmql when large and seats > 5 and email.domain in rivals\n'],
  ['the definition under test, which is not there', 'use "gone.mql"\ntest "t":\n  given seats 5\n  expect hot, fit 5\n'],
  ['a file of tests that uses itself', 'use "definition.mql"\ntest "t":\n  given seats 5\n  expect hot, fit 5\n'],
  ['a stage', 'hot when\nmql when hot\n'],
])('%s', (_what, text) => {
  expect(checkText(text).diagnostics.map(({ code, message }) => `${code} ${message}`)).toHaveLength(1);
});
