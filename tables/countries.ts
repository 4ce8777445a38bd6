/** Countries of ISO 3166-1 and how people spell them. Language reference, section 3. */
import { countryLines } from './country-names.ts';
import { lowerCase } from './lower-case.ts';

export interface Country {
  /** ISO 3166-1 alpha-2, in upper case. */
  readonly code: string;
  /** ISO 3166-1 alpha-3, in upper case. */
  readonly alpha3: string;
  /** The English short name of the standard, without its article. */
  readonly name: string;
  /** The name, and other names in common use. */
  readonly spellings: readonly string[];
}

/** All 249, in alphabetical order of their names. */
export const countries: readonly Country[] = countryLines.trim().split('\n').map((line) => {
  const spellings = line.slice(7).split('|');
  return { code: line.slice(0, 2), alpha3: line.slice(3, 6), name: spellings[0]!, spellings };
});

/**
 * What a spelling is looked up by: lower case, ASCII white space trimmed and every run of it made one blank, dots left out, the
 * typographic apostrophe made plain. So `U.S.A.`, ` united  states ` and `CÔTE D’IVOIRE` are found.
 */
export function countryKey(spelling: string): string {
  return lowerCase(spelling).replaceAll('.', '').replaceAll('’', "'").replace(/[ \t\n\v\f\r]+/g, ' ').replace(/^ | $/g, '');
}

const codes: ReadonlySet<string> = new Set(countries.map(({ code }) => code));

let codesByKey: ReadonlyMap<string, string> | undefined;

/** Every key under which a country is found, and its alpha-2 code. Engines that cannot call `countryCode` join on it. */
export function countryCodesByKey(): ReadonlyMap<string, string> {
  // Made when first asked for: most runs of the checker name no country.
  codesByKey ??= makeKeys();
  return codesByKey;
}

/** The alpha-2 code of a code or name, or `undefined` for a spelling that is no country. */
export function countryCode(spelling: string): string | undefined {
  // Definitions mostly name countries by their codes, and starting is quicker without the keys.
  if (codes.has(spelling)) return spelling;
  return countryCodesByKey().get(countryKey(spelling));
}

function makeKeys(): Map<string, string> {
  const byKey = new Map<string, string>();
  for (const country of countries) {
    byKey.set(countryKey(country.code), country.code);
    byKey.set(countryKey(country.alpha3), country.code);
    for (const spelling of country.spellings) {
      for (const variant of variantsOf(spelling)) byKey.set(countryKey(variant), country.code);
    }
  }
  return byKey;
}

/** The forms that exports write for one name: with and without accents, hyphens, `&`, `St.` and the article. */
function variantsOf(name: string): string[] {
  let variants = [name];
  const also = (change: (variant: string) => string): void => {
    variants = [...new Set([...variants, ...variants.map(change)])];
  };
  also(withoutAccents);
  also((variant) => variant.replaceAll('-', ' '));
  also((variant) => variant.replaceAll(' and ', ' & '));
  also((variant) => variant.replaceAll('Saint ', 'St. '));
  also((variant) => variant.replaceAll('[', '(').replaceAll(']', ')'));
  return variants.flatMap((variant) => [variant, `the ${variant}`, `${variant} (the)`, `${variant}, the`]);
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
