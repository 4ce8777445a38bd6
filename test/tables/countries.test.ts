import { describe, expect, test } from 'vitest';
import { countries, countryCode, countryCodesByKey, countryKey } from '../../tables/countries.ts';

describe('countries', () => {
  test('are the 249 of ISO 3166-1, each with its own two codes', () => {
    expect(countries).toHaveLength(249);
    expect(new Set(countries.map((country) => country.code)).size).toBe(249);
    expect(new Set(countries.map((country) => country.alpha3)).size).toBe(249);
    for (const country of countries) {
      expect(country.code).toMatch(/^[A-Z]{2}$/);
      expect(country.alpha3).toMatch(/^[A-Z]{3}$/);
      expect(country.name).not.toBe('');
    }
  });

  test('are what the machine knows as regions', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    for (const country of countries) expect(names.of(country.code), country.code).toBeDefined();
  });

  test('are found under the name that the machine gives them', () => {
    const names = new Intl.DisplayNames('en', { type: 'region' });
    const unfound = countries.filter((country) => countryCode(names.of(country.code)!) !== country.code);
    expect(unfound.map((country) => names.of(country.code))).toEqual(['St. Martin']);
  });

  test('no spelling belongs to two', () => {
    for (const country of countries) {
      for (const spelling of [country.code, country.alpha3, ...country.spellings]) expect(countryCode(spelling), spelling).toBe(country.code);
    }
  });

  test.each([
    ['USA', 'US'], ['U.S.A.', 'US'], ['u.s.', 'US'], ['United States', 'US'], ['the United States of America', 'US'], ['usa', 'US'],
    ['UK', 'GB'], ['Great Britain', 'GB'], ['England', 'GB'], ['GBR', 'GB'], ['United  Kingdom', 'GB'],
    ['South Korea', 'KR'], ['Korea, Republic of', 'KR'], ['North Korea', 'KP'], ['Russia', 'RU'], ['Vietnam', 'VN'], ['Viet Nam', 'VN'],
    ['Ivory Coast', 'CI'], ['CÔTE D’IVOIRE', 'CI'], ["Cote d'Ivoire", 'CI'], ['Czech Republic', 'CZ'], ['Czechia', 'CZ'],
    ['Turkey', 'TR'], ['Türkiye', 'TR'], ['TURKIYE', 'TR'], ['The Netherlands', 'NL'], ['Bahamas, The', 'BS'], ['St Lucia', 'LC'],
    ['Trinidad & Tobago', 'TT'], ['Guinea Bissau', 'GW'], ['Congo', 'CG'], ['DRC', 'CD'], ['Åland', 'AX'], ['aland islands', 'AX'],
    ['  de\t', 'DE'], ['deu', 'DE'], ['Falkland Islands (Malvinas)', 'FK'], ['UAE', 'AE'],
  ])('%j is %s', (spelling, code) => {
    expect(countryCode(spelling)).toBe(code);
  });

  test.each(['', ' ', 'XX', 'Korea', 'Kosovo', 'EU', 'Europe', 'D E', 'United-States of', 'constructor', '__proto__'])('%j is no country', (spelling) => {
    expect(countryCode(spelling)).toBeUndefined();
  });

  test('every key is its own key', () => {
    for (const key of countryCodesByKey().keys()) expect(countryKey(key)).toBe(key);
  });
});
