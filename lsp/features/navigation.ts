/** Definition, references, highlights and rename. */
import { referenceAt, referencesTo, symbolKey } from './symbol-at.ts';
import { nameKey } from '../../compiler/bind/scope.ts';
import type { NameReference, SymbolTarget } from '../../compiler/bind/scope.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';
import type { Span } from '../../compiler/source/span.ts';
import { writtenName } from '../../grammar/tokens.ts';
import type { MemberNode, VocabularyBlock } from '../../grammar/tree.ts';
import type { Analysis, Workspace } from '../workspace.ts';

export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

/** Where the thing at the offset is declared; nothing for the standard vocabulary. */
export function definitionsAt(analysis: Analysis, offset: number): Place[] {
  const reference = referenceAt(analysis, offset);
  if (reference === undefined) return linkAt(analysis, offset);
  const declared = referencesTo(analysis, symbolKey(reference.target)).filter((other) => other.declaration);
  if (declared.length > 0) return declared;
  const member = memberNode(analysis, reference);
  return member === undefined ? [] : [{ file: member.file, span: member.node.name.span }];
}

/** The file that a `use` names. */
function linkAt(analysis: Analysis, offset: number): Place[] {
  const link = analysis.files.links.find((one) => one.file === analysis.file && one.statement.path.span.start <= offset && offset <= one.statement.path.span.end);
  const tree = link && [analysis.files.definition, ...analysis.files.used].find((one) => one.file.path === link.path);
  return tree === undefined ? [] : [{ file: tree.file, span: { start: 0, end: 0 } }];
}

/** The member of a `one of` where it is declared. */
function memberNode(analysis: Analysis, reference: NameReference): { readonly file: SourceFile; readonly node: MemberNode } | undefined {
  const { target } = reference;
  if (target.kind !== 'member' || target.owner.declared === undefined) return undefined;
  const { file, itemSpan } = target.owner.declared;
  const tree = [analysis.files.definition, analysis.files.main, ...analysis.files.used].find((one) => one.file === file);
  const blocks = (tree?.parts ?? []).filter((part): part is VocabularyBlock => part.kind === 'vocabulary');
  for (const block of blocks) {
    for (const item of block.items) {
      if (item.kind !== 'lead' && item.kind !== 'event') continue;
      if (item.span.start > itemSpan.start || item.span.end < itemSpan.end) continue;
      const types = item.kind === 'lead' ? [item.type] : item.properties.filter((property) => property.span.start === itemSpan.start).map((property) => property.type);
      for (const type of types) {
        const plain = type.kind === 'list type' ? type.element : type;
        const node = plain.kind === 'one of type' ? plain.members.find((member) => member.name.text === target.member.name) : undefined;
        if (node !== undefined) return { file, node };
      }
    }
  }
  return undefined;
}

/** The name at the offset as other files may have it, in lower case. */
export function sharedNameAt(analysis: Analysis, offset: number): string | undefined {
  const reference = referenceAt(analysis, offset);
  return reference && bare(reference.file.text.slice(reference.span.start, reference.span.end)).toLowerCase();
}

/** All places that name the thing at the offset, in all open files, and those of `closed`, that read its file. */
export function referencesAt(workspace: Workspace, path: string, offset: number, withDeclaration = true, closed: readonly string[] = []): Place[] {
  const analysis = workspace.analysis(path);
  const reference = analysis && referenceAt(analysis, offset);
  if (analysis === undefined || reference === undefined) return [];
  const places = new Map<string, NameReference>();
  for (const one of analysesSharing(workspace, analysis, reference, closed)) {
    for (const found of referencesTo(one, symbolKey(reference.target))) {
      if (withDeclaration || !found.declaration) places.set(`${found.file.path}:${found.span.start}`, found);
    }
  }
  return [...places.values()];
}

/** Sections and stages live in one file; vocabulary in all files that use the one that declares it. */
function analysesSharing(workspace: Workspace, analysis: Analysis, reference: NameReference, closed: readonly string[]): Analysis[] {
  const declaring = referencesTo(analysis, symbolKey(reference.target)).find((other) => other.declaration)?.file.path ?? analysis.file.path;
  const all = [analysis, ...workspace.analysesReading(declaring, closed)];
  return [...new Set(all)];
}

export function highlightsAt(analysis: Analysis, offset: number): (Place & { readonly declaration: boolean })[] {
  const reference = referenceAt(analysis, offset);
  if (reference === undefined) return [];
  return referencesTo(analysis, symbolKey(reference.target)).filter((other) => other.file === analysis.file);
}

export type RenameResult =
  | { readonly kind: 'edits'; readonly edits: readonly (Place & { readonly text: string })[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** What can be renamed at the offset: its span and its name now. */
export function renameRange(analysis: Analysis, offset: number): (Place & { readonly name: string }) | { readonly refused: string } {
  const reference = referenceAt(analysis, offset);
  if (reference === undefined) return { refused: 'there is no name here that could be renamed' };
  const name = renamable(analysis, reference);
  return typeof name === 'string' ? { file: reference.file, span: reference.span, name } : name;
}

function renamable(analysis: Analysis, reference: NameReference): string | { readonly refused: string } {
  const { target } = reference;
  if (target.kind === 'country' || target.kind === 'part') return { refused: 'this name belongs to the language' };
  const declared = referencesTo(analysis, symbolKey(target)).some((other) => other.declaration) || memberNode(analysis, reference) !== undefined;
  if (!declared) return { refused: 'this name belongs to the standard vocabulary; declare it in a `vocabulary:` block to give it another name' };
  const written = reference.file.text.slice(reference.span.start, reference.span.end);
  if (target.kind === 'member' && bare(written).toLowerCase() !== target.member.name.toLowerCase()) {
    return { refused: 'this is a spelling of the data, which stays as it is; rename the member where it is declared' };
  }
  return bare(written);
}

function bare(written: string): string {
  return written.replace(/^[`"]|[`"]$/g, '');
}

/** Every place that names it, changed; spellings in `from` and other texts stay. */
export function renameAt(workspace: Workspace, path: string, offset: number, newName: string, closed: readonly string[] = []): RenameResult {
  const analysis = workspace.analysis(path);
  const reference = analysis && referenceAt(analysis, offset);
  if (analysis === undefined || reference === undefined) return { kind: 'refused', reason: 'there is no name here that could be renamed' };
  const name = renamable(analysis, reference);
  if (typeof name !== 'string') return { kind: 'refused', reason: name.refused };
  const wanted = bare(newName.trim());
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(wanted)) {
    return { kind: 'refused', reason: `\`${newName}\` is not a name: a letter or \`_\`, then letters, digits and \`_\`` };
  }
  const { target } = reference;
  const taken = analysesSharing(workspace, analysis, reference, closed).some((one) => isTaken(one, target, wanted));
  if (taken) return { kind: 'refused', reason: `there is a \`${wanted}\` already; the two would be one` };
  const isValue = target.kind === 'member';
  const written = isValue ? wanted : writtenName(wanted);
  const places: Place[] = referencesAt(workspace, path, offset, true, closed);
  const member = memberNode(analysis, reference);
  if (member !== undefined) places.push({ file: member.file, span: member.node.name.span });
  const edits = places
    .filter((place) => !isValue || bare(place.file.text.slice(place.span.start, place.span.end)).toLowerCase() === name.toLowerCase())
    .map((place) => ({ ...place, text: place.file.text[place.span.start] === '"' ? `"${wanted}"` : written }));
  return { kind: 'edits', edits };
}

/** Whether something else has the name, or, of the standard vocabulary, is asked by it. */
function isTaken({ scope, references }: Analysis, target: SymbolTarget, wanted: string): boolean {
  const key = nameKey(wanted);
  const isOther = (other: SymbolTarget): boolean => symbolKey(other) !== symbolKey(target);
  switch (target.kind) {
    case 'section': case 'derived score': case 'stage': {
      const other = scope.scores.get(key);
      return other !== undefined && nameKey(target.symbol.name) !== key;
    }
    case 'property': return target.event.properties.some(({ name }) => nameKey(name) === key && name !== target.property.name);
    case 'member': {
      const { type } = target.owner;
      const plain = type.kind === 'list' ? type.element : type;
      return plain.kind === 'one of' && plain.members.some((member) => member !== target.member && [member.name, ...member.spellings].some((each) => nameKey(each) === key));
    }
    case 'field': case 'event': case 'list': case 'defined':
      return references.some((one) => nameOfTarget(one.target) === key && isOther(one.target));
    case 'country': case 'part': return false;
    default: return unreachable(target);
  }
}

/** Of what is in the name space of fields and events. */
function nameOfTarget(target: SymbolTarget): string | undefined {
  switch (target.kind) {
    case 'field': return nameKey(target.field.name);
    case 'event': return nameKey(target.event.name);
    case 'list': return nameKey(target.list.name);
    case 'defined': return nameKey(target.defined.name);
    default: return undefined;
  }
}
