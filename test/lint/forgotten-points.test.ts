import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nmql when score > 5\n';

test('a condition without points among rules with points', () => {
  expectLints(`fit:\n  employees 50.. +10\n  country US\n  ^^^^^^^^^^ MQL2012 shuts out every lead\n  industry "Retail" +5${rest}`);
  expectLints(`fit:\n  employees 50.. +10\n  country US\n  ^^^^^^^^^^ MQL2012 write \`require country US\`${rest}`);
});

test('what would follow from the missing points is not said', () => {
  expectLints('fit:\n  country US +10\n  country US\n  ^^^^^^^^^^ MQL2012\nmql when score > 5\n');
});

test('`require`, conditions before the rules, and sections without rules', () => {
  expectNoLints(`fit:\n  employees 50.. +10\n  require country US\n  industry "Retail" +5${rest}`);
  expectNoLints(`fit:\n  country US\n  employees 50.. +10${rest}`);
  expectNoLints(`fit: employees 50..500 AND country US; intent: webinar +10 within 30d${rest}`);
  expectNoLints(`intent:\n  webinar +10\n  no activity within 60d -20${rest}`);
});
