/** Which declared thing the word at an offset stands for. */
import { nameKey } from '../../compiler/bind/scope.ts';
import type { NameReference, SymbolTarget } from '../../compiler/bind/scope.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { Analysis } from '../workspace.ts';

/** The smallest reference that holds the offset, its end included. */
export function referenceAt(analysis: Analysis, offset: number): NameReference | undefined {
  let best: NameReference | undefined;
  for (const reference of analysis.references) {
    if (reference.file !== analysis.file || offset < reference.span.start || offset > reference.span.end) continue;
    if (best === undefined || reference.span.end - reference.span.start <= best.span.end - best.span.start) best = reference;
  }
  return best;
}

/** The same for all references to one thing, also across analyses of several files. */
export function symbolKey(target: SymbolTarget): string {
  switch (target.kind) {
    case 'field': return `word:${nameKey(target.field.name)}`;
    case 'event': return `word:${nameKey(target.event.name)}`;
    case 'list': return `word:${nameKey(target.list.name)}`;
    case 'defined': return `word:${nameKey(target.defined.name)}`;
    case 'property': return `property:${nameKey(target.event.name)}.${nameKey(target.property.name)}`;
    case 'member': return `member:${target.owner.kind}:${nameKey(target.owner.name)}.${nameKey(target.member.name)}`;
    case 'country': return `country:${target.code}`;
    case 'section': case 'derived score': case 'stage': return `score:${nameKey(target.symbol.name)}`;
    case 'part': return `part:${target.part}`;
    default: return unreachable(target);
  }
}

/** References to the same thing, once each, in the order of the text. */
export function referencesTo(analysis: Analysis, key: string): NameReference[] {
  const seen = new Set<string>();
  const found: NameReference[] = [];
  for (const reference of analysis.references) {
    if (symbolKey(reference.target) !== key) continue;
    const place = `${reference.file.path}:${reference.span.start}`;
    if (seen.has(place)) continue;
    seen.add(place);
    found.push(reference);
  }
  return found.sort((first, second) => (first.file.path === second.file.path ? first.span.start - second.span.start : first.file.path < second.file.path ? -1 : 1));
}
