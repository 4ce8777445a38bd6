import { expect, test } from 'vitest';
import { currencies, currencySymbols, isCurrency } from '../../tables/currencies.ts';

test.each(['USD', 'usd', 'EUR', 'GBP', 'JPY', 'ZWG', 'BGN', 'XCG'])('%s is a currency', (code) => {
  expect(isCurrency(code)).toBe(true);
});

test.each(['', 'US', 'USDX', 'ABC', 'DEM', '$', 'toString'])('%j is none', (code) => {
  expect(isCurrency(code)).toBe(false);
});

test('each code stands once, and the machine knows it', () => {
  expect(new Set(currencies).size).toBe(currencies.length);
  expect(currencies.length).toBeGreaterThan(175);
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
  const newerThanSomeMachines = new Set(['XCG', 'ZWG', 'XAD']);
  const notMoney = /^X|^US[NS]$|^UYW$/;
  for (const code of currencies) {
    if (!newerThanSomeMachines.has(code) && !notMoney.test(code)) expect(names.of(code), code).toBeDefined();
  }
});

test('symbols stand for currencies', () => {
  expect(currencySymbols).toEqual({ $: 'USD', '£': 'GBP', '€': 'EUR' });
});
