/** Declares the names of all blocks before any condition is looked at. Language reference, sections 2 and 3. */
import { nameKey } from './scope.ts';
import type { DerivedSymbol, ListSymbol, NameReference, Scope, ScoreSymbol, SectionSymbol, StageSymbol, VocabularySymbol } from './scope.ts';
import type { LoadedFiles } from './load-files.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';
import { declareType } from '../vocabulary/declare-type.ts';
import { freeMailDomains, standardVocabulary } from '../vocabulary/standard.ts';
import type { EventProperty, EventType, LeadField } from '../vocabulary/types.ts';
import type { BrokenItem, EventDeclaration, FileTree, LeadDeclaration, Name, Part, TextLiteral } from '../../grammar/tree.ts';

export interface Declared {
  readonly scope: Scope;
  readonly diagnostics: Diagnostic[];
  readonly references: NameReference[];
}

const noSpan = { start: 0, end: 0 };

const freeMailEntries = freeMailDomains.map((domain): TextLiteral => ({ kind: 'text', span: noSpan, value: domain, pieces: [domain] }));

function standardScope(incomplete: boolean): Scope {
  const scope: Scope = { vocabulary: new Map(), scores: new Map(), missingTexts: [], suspects: new Set(), incomplete };
  for (const symbol of [...standardVocabulary.fields, ...standardVocabulary.events]) scope.vocabulary.set(nameKey(symbol.name), symbol);
  scope.vocabulary.set('free_mail', { kind: 'list', name: 'free_mail', entries: freeMailEntries, declared: undefined, used: true });
  return scope;
}

/** Says what a name already stands for, as the end of "`x` is already ...". */
function describe(symbol: VocabularySymbol | ScoreSymbol): string {
  switch (symbol.kind) {
    case 'field': return 'a lead field';
    case 'event': return 'an event';
    case 'list': return 'a list';
    case 'defined': return 'a defined name';
    case 'section': return 'a section';
    case 'derived score': return 'a derived score';
    case 'stage': return 'a stage';
  }
}

export function declare(files: LoadedFiles): Declared {
  const scope = standardScope(files.incomplete);
  const diagnostics: Diagnostic[] = [];
  const references: NameReference[] = [];
  const places = new Map<VocabularySymbol | ScoreSymbol, { file: SourceFile; name: Name }>();
  const report = (diagnostic: Diagnostic): void => { diagnostics.push(diagnostic); };

  function add(space: 'vocabulary' | 'scores', file: SourceFile, name: Name, symbol: VocabularySymbol | ScoreSymbol): boolean {
    const names: Map<string, VocabularySymbol | ScoreSymbol> = scope[space] as Map<string, VocabularySymbol | ScoreSymbol>;
    const earlier = names.get(nameKey(name.text));
    const earlierPlace = earlier === undefined ? undefined : places.get(earlier);
    if (earlier !== undefined && earlierPlace !== undefined) {
      report(diagnose(codes.duplicateName, file, name.span, { name: name.text, what: describe(earlier) }, {
        related: [{ file: earlierPlace.file, span: earlierPlace.name.span, message: `\`${earlierPlace.name.text}\` is declared here` }],
      }));
      return false;
    }
    names.set(nameKey(name.text), symbol);
    places.set(symbol, { file, name });
    return true;
  }

  function suspect(file: SourceFile, broken: BrokenItem): void {
    for (const word of file.text.slice(broken.span.start, broken.span.end).matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) scope.suspects.add(nameKey(word[0]));
  }

  function declareField(file: SourceFile, item: LeadDeclaration): void {
    const type = declareType(item.type, file, report);
    if (type === undefined) { scope.suspects.add(nameKey(item.name.text)); scope.vocabulary.delete(nameKey(item.name.text)); return; }
    const field: LeadField = {
      kind: 'field', name: item.name.text, type, spellings: item.from.map((text) => text.value),
      declared: { file, span: item.name.span, itemSpan: item.span }, description: undefined,
    };
    if (add('vocabulary', file, item.name, field)) references.push({ file, span: item.name.span, target: { kind: 'field', field }, declaration: true });
  }

  function declareEvent(file: SourceFile, item: EventDeclaration): void {
    const properties: EventProperty[] = [];
    for (const node of item.properties) {
      const type = declareType(node.type, file, report);
      if (type === undefined) { scope.suspects.add(nameKey(node.name.text)); continue; }
      const earlier = item.properties.find((other) => nameKey(other.name.text) === nameKey(node.name.text))!;
      if (earlier !== node) {
        report(diagnose(codes.duplicateName, file, node.name.span, { name: node.name.text, what: `a property of \`${item.name.text}\`` }, {
          related: [{ file, span: earlier.span, message: 'the earlier one' }],
        }));
        continue;
      }
      properties.push({ kind: 'property', name: node.name.text, type, declared: { file, span: node.name.span, itemSpan: node.span } });
    }
    const event: EventType = {
      kind: 'event', name: item.name.text, properties, passive: item.passive, spellings: item.from.map((text) => text.value),
      declared: { file, span: item.name.span, itemSpan: item.span }, description: undefined,
    };
    if (!add('vocabulary', file, item.name, event)) return;
    references.push({ file, span: item.name.span, target: { kind: 'event', event }, declaration: true });
    for (const property of properties) references.push({ file, span: property.declared!.span, target: { kind: 'property', event, property }, declaration: true });
  }

  function declareVocabularyPart(tree: FileTree, part: Part): void {
    const { file } = tree;
    if (part.kind === 'vocabulary') {
      for (const item of part.items) {
        if (item.kind === 'lead') declareField(file, item);
        else if (item.kind === 'event') declareEvent(file, item);
        else if (item.kind === 'missing') scope.missingTexts.push(...item.texts.map((text) => text.value));
        else suspect(file, item);
      }
    } else if (part.kind === 'lists') {
      for (const item of part.items) {
        if (item.kind === 'broken') { suspect(file, item); continue; }
        const list: ListSymbol = { kind: 'list', name: item.name.text, entries: item.entries, declared: { file, node: item }, used: false };
        if (add('vocabulary', file, item.name, list)) references.push({ file, span: item.name.span, target: { kind: 'list', list }, declaration: true });
      }
    } else if (part.kind === 'define') {
      for (const item of part.items) {
        if (item.kind === 'broken') { suspect(file, item); continue; }
        const defined = { kind: 'defined' as const, name: item.name.text, file, node: item };
        if (add('vocabulary', file, item.name, defined)) references.push({ file, span: item.name.span, target: { kind: 'defined', defined }, declaration: true });
      }
    } else if (part.kind === 'broken') suspect(file, part);
  }

  for (const tree of files.used) for (const part of tree.parts) declareVocabularyPart(tree, part);
  for (const part of files.definition.parts) declareVocabularyPart(files.definition, part);

  const { file } = files.definition;
  for (const part of files.definition.parts) {
    if (part.kind === 'section') {
      const earlier = scope.scores.get(nameKey(part.name.text));
      if (earlier?.kind === 'section') {
        report(diagnose(codes.duplicateBlock, file, part.name.span, { name: part.name.text, kind: 'section' }, {
          related: [{ file, span: earlier.block.headerSpan, message: 'the first one' }],
        }));
        continue;
      }
      const symbol: SectionSymbol = { kind: 'section', name: part.name.text, block: part };
      if (add('scores', file, part.name, symbol)) references.push({ file, span: part.name.span, target: { kind: 'section', symbol }, declaration: true });
    } else if (part.kind === 'score' && part.name !== undefined) {
      const symbol: DerivedSymbol = { kind: 'derived score', name: part.name.text, statement: part };
      if (add('scores', file, part.name, symbol)) references.push({ file, span: part.name.span, target: { kind: 'derived score', symbol }, declaration: true });
    } else if (part.kind === 'stage') {
      const earlier = scope.scores.get(nameKey(part.name.text));
      if (earlier?.kind === 'stage') {
        const first = earlier.statements.find((statement) => !statement.also);
        if (!part.also && first !== undefined) {
          report(diagnose(codes.duplicateStage, file, part.name.span, { name: part.name.text }, {
            related: [{ file, span: first.span, message: 'the first `when`' }],
            fixes: [{ title: 'write `also when`', edits: [{ file, span: { start: part.name.span.end, end: part.name.span.end }, text: ' also' }] }],
          }));
        }
        earlier.statements.push(part);
        references.push({ file, span: part.name.span, target: { kind: 'stage', symbol: earlier }, declaration: true });
        continue;
      }
      const symbol: StageSymbol = { kind: 'stage', name: part.name.text, statements: [part] };
      if (add('scores', file, part.name, symbol)) references.push({ file, span: part.name.span, target: { kind: 'stage', symbol }, declaration: true });
    }
  }
  return { scope, diagnostics, references };
}
