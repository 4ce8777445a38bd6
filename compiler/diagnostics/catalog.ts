/** Every code, once. Language reference, section 8; each has a page under `docs/diagnostics/`. */
import { dataCodes } from './catalog/data.ts';
import { likelyMistakeCodes } from './catalog/likely-mistakes.ts';
import { namesAndTypesCodes } from './catalog/names-and-types.ts';
import { provedMistakeCodes } from './catalog/proved-mistakes.ts';
import { readingCodes } from './catalog/reading.ts';
import type { CatalogEntry } from './diagnostic.ts';

/** In the order of their codes. */
export const catalog: readonly Omit<CatalogEntry<never>, 'message' | 'advice'>[] = [readingCodes, namesAndTypesCodes, likelyMistakeCodes, provedMistakeCodes, dataCodes]
  .flatMap((codes): Omit<CatalogEntry<never>, 'message' | 'advice'>[] => Object.values(codes))
  .sort((first, second) => first.code.localeCompare(second.code));
