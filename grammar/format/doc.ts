/** Prettier's document builders, the only part of Prettier that the formatter needs. */
import { builders, printer } from 'prettier/doc';
import type { builders as types } from 'prettier/doc';

export type Doc = types.Doc;
export const doc = builders;

/** The document as text, broken at `width`. */
export function renderDoc(document: Doc, width: number): string {
  return printer.printDocToString(document, { printWidth: width, tabWidth: 2, useTabs: false }).formatted;
}
