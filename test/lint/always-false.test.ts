import { test } from 'vitest';
import { expectLints, expectNoLints } from './lint-text.ts';

const rest = '\nintent: webinar +10\nmql when score > 5\n';

test('two values of one field', () => {
  expectLints(`fit: country US and country CA +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004 \`country US\` and \`country CA\` never hold together${rest}`);
  expectLints(`fit: employees > 500 and employees < 50 +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
  expectNoLints(`fit: country US or country CA +10${rest}`);
  expectNoLints(`fit: employees > 50 and employees < 500 +10${rest}`);
});

test('a list field may hold both', () => {
  expectNoLints(`fit: tech_stack "HubSpot" and tech_stack "Slack" +10${rest}`);
  expectLints(`fit: tech_stack has all of ("HubSpot", "Slack") and not tech_stack "slack" +10
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
});

test('only the smallest impossible part is marked', () => {
  expectLints(`fit: industry "Retail" and (country US and country CA) +10\n                            ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
});

test('texts', () => {
  expectLints(`fit: title contains "sales" and not title contains "SALE" +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
  expectLints(`fit: title starts with "head" and title starts with "vp" +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
  expectLints(`fit: title = "CEO" and title mentions "chief" +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
  expectNoLints(`fit: title contains "sales" and not title contains "salesman" +10${rest}`);
  expectNoLints(`fit: title "*sales*" and title "head*" and not title mentions "intern" +10${rest}`);
});

test('what a part of an email or url never holds', () => {
  expectLints(`fit: email.domain "@acme.com" +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004 the domain of an email holds no \`@\`${rest}`);
  expectLints(`fit: pricing_view where url "/pricing?plan=pro" +10
                        ^^^^^^^^^^^^^^^^^^^^^^^ MQL2004 the path of a url holds no \`?\`${rest}`);
  expectNoLints(`fit: email.domain "acme.com" +10\n  page_view where url.host "www.acme.com" +2\n  page_view "/docs/*" +2${rest}`);
  expectNoLints(`fit: email "*@acme.com" +10\n  page_view where url "https://acme.com/?plan=pro" +2${rest}`);
});

test('counts of events within each other', () => {
  expectLints(`fit: page_view within 7d >= 3 and no page_view within 30d +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
  expectNoLints(`fit: page_view within 30d >= 3 and no page_view within 7d +10${rest}`);
  expectLints(`fit: since webinar <= 5d and no webinar within 30d +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
  expectLints(`fit: webinar >= 1 and no activity +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
  expectNoLints(`fit: unsubscribe and no activity +10${rest}`);
  expectNoLints(`fit: webinar and no page_view +10${rest}`);
});

test('a case that no score can reach', () => {
  expectLints(`
fit: country US +40
mql when score > 5
tier = fit 60.. A | 40..59 B | otherwise C
           ^^^^^^ MQL2004 the most that \`fit\` can be is 40
`);
});

test('names: the declaration is marked, not its uses', () => {
  expectLints(`
define:
  both = country US and country CA
         ^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004
fit: both +10
intent: webinar +10
mql when score > 5
`);
});

test('quantified conditions', () => {
  expectLints(`fit: at least 2 of (country US, country CA, country MX) +10\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MQL2004${rest}`);
  expectNoLints(`fit: at least 2 of (country US, employees 50.., industry "Retail") +10${rest}`);
});
