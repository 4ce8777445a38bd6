import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { SourceFile } from '../compiler/source/source-file.ts';
import type { Span } from '../compiler/source/span.ts';

/** Diagnostics of an older text as they stand in the newer one; those that the change touches are left out. Without fixes, which are made anew. */
export function carriedOver(diagnostics: readonly Diagnostic[], older: SourceFile, newer: SourceFile): Diagnostic[] {
  if (diagnostics.length === 0) return [];
  const { start, end } = changeBetween(older.text, newer.text);
  const moved = (span: Span): Span | undefined => {
    if (span.end <= start) return span;
    const by = newer.text.length - older.text.length;
    return span.start >= end ? { start: span.start + by, end: span.end + by } : undefined;
  };
  return diagnostics.flatMap((diagnostic): Diagnostic[] => {
    const span = moved(diagnostic.span);
    const related = diagnostic.related.map((place) => {
      const own = place.file === older;
      const there = own ? moved(place.span) : place.span;
      return there && { ...place, span: there, file: own ? newer : place.file };
    });
    if (span === undefined || related.includes(undefined)) return [];
    return [{ ...diagnostic, file: newer, span, related: related.filter((place) => place !== undefined), fixes: [] }];
  });
}

/** The part of the older text in which alone it differs from the newer one. */
function changeBetween(older: string, newer: string): Span {
  const shorter = Math.min(older.length, newer.length);
  let start = 0;
  while (start < shorter && older.charCodeAt(start) === newer.charCodeAt(start)) start += 1;
  let tail = 0;
  while (tail < shorter - start && older.charCodeAt(older.length - 1 - tail) === newer.charCodeAt(newer.length - 1 - tail)) tail += 1;
  return { start, end: older.length - tail };
}
