/** Quick fixes of the checker, fix all, and small rewrites. */
import type { Diagnostic, Edit } from '../../compiler/diagnostics/diagnostic.ts';
import { diagnosticsIn } from './text-ranges.ts';
import type { Span } from '../../compiler/source/span.ts';
import { lineText, positionAt } from '../../compiler/source/source-file.ts';
import type { DefineBlock, Part, VocabularyBlock } from '../../grammar/tree.ts';
import type { Analysis } from '../workspace.ts';
import { checkedConditions } from './checked-conditions.ts';
import { missingAt } from './missing-tests.ts';
import { useOfName } from './use-of-name.ts';

export interface CodeAction {
  readonly title: string;
  readonly kind: 'quickfix' | 'refactor.extract' | 'refactor.rewrite' | 'source.fixAll.mql';
  readonly edits: readonly Edit[];
  readonly diagnostic: Diagnostic | undefined;
  /** The one fix that a diagnostic has. */
  readonly preferred: boolean;
  /** What takes too long to be done before it is asked for: tests to be written for the range. */
  readonly later?: 'write tests';
  /** A made-up name in the text after the edits, to be given a better one. */
  readonly madeUp?: { readonly text: string; readonly offset: number };
}

/** @param testing analyses of the files of tests that are known of the definition */
export function codeActions(analysis: Analysis, range: Span, testing: readonly Analysis[]): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const diagnostic of diagnosticsIn(analysis, range)) {
    for (const fix of diagnostic.fixes) {
      actions.push({ title: sentence(fix.title), kind: 'quickfix', edits: fix.edits, diagnostic, preferred: diagnostic.fixes.length === 1 });
    }
    actions.push(...declareUnknown(analysis, diagnostic));
  }
  const all = fixAll(analysis);
  if (all.length > 0) actions.push({ title: 'Fix all that have one fix', kind: 'source.fixAll.mql', edits: all, diagnostic: undefined, preferred: false });
  const extracted = extractCondition(analysis, range);
  if (extracted !== undefined) actions.push(extracted);
  const missing = missingAt(analysis, range, testing);
  if (missing > 0) {
    const title = missing === 1 ? 'Write the missing test' : `Write the missing tests of ${missing} things`;
    actions.push({ title, kind: 'refactor.rewrite', edits: [], diagnostic: undefined, preferred: false, later: 'write tests' });
  }
  return actions;
}

function sentence(title: string): string {
  return title[0]!.toUpperCase() + title.slice(1);
}

/** The edits of all diagnostics that have exactly one fix, leaving out those that would touch an earlier one. */
export function fixAll(analysis: Analysis): Edit[] {
  const edits: Edit[] = [];
  for (const { fixes, file } of analysis.diagnostics) {
    if (fixes.length !== 1 || file !== analysis.file) continue;
    const [fix] = fixes;
    const clash = fix!.edits.some((edit) => edits.some((other) => edit.span.start < other.span.end && other.span.start < edit.span.end) || edit.file !== analysis.file);
    if (!clash) edits.push(...fix!.edits);
  }
  return edits;
}

/** `MQL1001`: an unknown name becomes a field or an event of the file's vocabulary, of the type that it is used as; the likelier first. */
function declareUnknown(analysis: Analysis, diagnostic: Diagnostic): CodeAction[] {
  if (diagnostic.code !== 'MQL1001') return [];
  const name = analysis.file.text.slice(diagnostic.span.start, diagnostic.span.end);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return [];
  const use = useOfName(analysis.file, diagnostic.span);
  const field = { title: `Declare \`${name}\` as a lead field`, line: `lead ${name} ${use.type}` };
  const event = { title: `Declare \`${name}\` as an event`, line: `event ${name}${use.property === undefined ? '' : ` (${use.property} text)`}` };
  return (use.isEvent ? [event, field] : [field, event])
    .map(({ title, line }) => ({ title, kind: 'quickfix', edits: [addToBlock(analysis, 'vocabulary', line)], diagnostic, preferred: false }));
}

/** An edit that adds a line to the first block of that kind, or makes the block. */
function addToBlock(analysis: Analysis, kind: 'vocabulary' | 'define', line: string): Edit {
  const { file } = analysis;
  const parts = analysis.files.main.parts;
  const block = parts.find((part): part is VocabularyBlock | DefineBlock => part.kind === kind);
  if (block !== undefined) {
    const end = block.items.at(-1)?.span.end ?? block.headerSpan.end;
    return { file, span: { start: end, end }, text: `\n${indentOf(analysis, block)}${line}` };
  }
  const before = parts.find((part) => part.kind !== 'use' && part.kind !== 'definition' && !(kind === 'define' && (part.kind === 'vocabulary' || part.kind === 'lists')));
  const start = before === undefined ? file.text.length : lineStart(analysis, before);
  return { file, span: { start, end: start }, text: `${kind}:\n  ${line}\n\n` };
}

function lineStart(analysis: Analysis, part: Part): number {
  const { line, character } = positionAt(analysis.file, part.span.start);
  const start = part.span.start - character;
  // A part that shares its line with another stays there.
  return lineText(analysis.file, line).slice(0, character).trim() === '' ? start : part.span.start;
}

function indentOf(analysis: Analysis, block: VocabularyBlock | DefineBlock): string {
  const first = block.items[0];
  if (first === undefined) return '  ';
  const { line, character } = positionAt(analysis.file, first.span.start);
  const before = lineText(analysis.file, line).slice(0, character);
  return before.trim() === '' ? before : '  ';
}

/** The selected condition becomes a defined name, where that means the same: no window or cut of its place reaches into it. */
function extractCondition(analysis: Analysis, range: Span): CodeAction | undefined {
  if (range.end <= range.start || analysis.definition?.file !== analysis.file) return undefined;
  const { file } = analysis;
  const found = checkedConditions(analysis.definition).find(({ condition }) => {
    const { span } = condition.origin;
    return condition.origin.file === file && file.text.slice(range.start, range.end).trim() === file.text.slice(span.start, span.end).trim()
      && span.start >= range.start && span.end <= range.end;
  });
  if (found === undefined || !found.closed) return undefined;
  const { span } = found.condition.origin;
  const taken = new Set([...analysis.scope.vocabulary.keys(), ...analysis.scope.scores.keys()]);
  let name = 'condition_1';
  for (let index = 2; taken.has(name); index += 1) name = `condition_${index}`;
  const text = file.text.slice(span.start, span.end).replace(/\s+/g, ' ');
  const declaration = addToBlock(analysis, 'define', `${name} = ${text}`);
  // The two never overlap: a block of definitions holds no condition that is not one.
  const isAbove = declaration.span.start <= span.start;
  const used = `${file.text.slice(0, span.start)}${name}${file.text.slice(span.end)}`;
  const at = isAbove ? declaration.span.start : declaration.span.start + name.length - (span.end - span.start);
  return {
    title: 'Extract into `define`', kind: 'refactor.extract', diagnostic: undefined, preferred: false,
    edits: [declaration, { file, span, text: name }],
    madeUp: { text: `${used.slice(0, at)}${declaration.text}${used.slice(at)}`, offset: span.start + (isAbove ? declaration.text.length : 0) },
  };
}
