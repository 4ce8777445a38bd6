/** What the checks share: the names, the time zone, where diagnostics and references go. */
import type { CleanRules } from './clean-rules.ts';
import type { Condition, DefinedCondition, DerivedScore, Origin, Section, Selector, Stage } from './checked.ts';
import type { Handoffs } from './handoff-asked.ts';
import type { NameReference, Scope, SymbolTarget } from '../bind/scope.ts';
import { nameKey } from '../bind/scope.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { CatalogEntry, Diagnostic, ReportOptions } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Span } from '../source/span.ts';
import type { EventType } from '../vocabulary/types.ts';

export interface CheckContext {
  readonly scope: Scope;
  readonly timezone: string;
  readonly diagnostics: Diagnostic[];
  readonly references: NameReference[];
  /** Sections and derived scores by name key, as far as they are built. */
  readonly scores: Map<string, Section | DerivedScore>;
  /** Stages by name key; all exist from the start, their ways are filled in one by one. */
  readonly stages: Map<string, Stage>;
  /** Labels of all tiers; `undefined` where the definition has none. */
  readonly tierLabels: readonly string[] | undefined;
  /** Defined names that were asked for. */
  readonly defined: Map<string, DefinedCondition | 'in progress' | 'broken'>;
  /** Rules that need no check, where nothing but the diagnostics is asked for. */
  readonly clean?: CleanRules | undefined;
  /** The file that the nodes at hand stand in. */
  file: SourceFile;
}

/** Where a condition stands decides what it may ask and which window reaches into it. */
export interface Place {
  readonly kind: 'rule' | 'define' | 'exclude' | 'when';
  /** The `when` of a rule. There a name that is a field and a score above is the score. */
  readonly ruleWhen?: { readonly span: Span; readonly hasWindow: boolean };
  /** For selectors that name no window. */
  readonly window: number | undefined;
  readonly cut: Selector | undefined;
  /** The offset before which a section or derived score must end to be asked. In a `when` all may be. */
  readonly scoresBefore: number;
  /** The stages that may be asked. */
  readonly stages: ReadonlySet<Stage>;
  /** Why what is asked here may not be, where the kind of place does not say it all. */
  readonly stagesReason: string;
  readonly tier: boolean;
  /** Of claims. */
  readonly isClaim?: boolean;
  /** What may be asked of the handoff; only claims may. */
  readonly handoffs?: Handoffs | undefined;
  /** Inside a selector's filter: the event at hand. */
  readonly event: EventType | undefined;
  /** Called when a selector takes the inherited window. */
  readonly onInheritedWindow: (() => void) | undefined;
}

export function report<Evidence>(context: CheckContext, entry: CatalogEntry<Evidence>, span: Span, evidence: Evidence, options?: ReportOptions): undefined {
  context.diagnostics.push(diagnose(entry, context.file, span, evidence, options));
  return undefined;
}

export function refer(context: CheckContext, span: Span, target: SymbolTarget): void {
  context.references.push({ file: context.file, span, target, declaration: false });
}

export function origin(context: CheckContext, node: { readonly span: Span }): Origin {
  return { file: context.file, span: node.span };
}

/** Runs a check whose nodes stand in another file. */
export function inFile<Result>(context: CheckContext, file: SourceFile, run: () => Result): Result {
  const outer = context.file;
  context.file = file;
  try {
    return run();
  } finally {
    context.file = outer;
  }
}

/** True where a name may be unknown because of a mistake that has its diagnostic already. */
export function excused(context: CheckContext, name: string): boolean {
  return context.scope.incomplete || context.scope.suspects.has(nameKey(name));
}

/** The source text of a node, white space folded. */
export function sourceText(context: CheckContext, node: { readonly span: Span }): string {
  return context.file.text.slice(node.span.start, node.span.end).replace(/\s+/g, ' ');
}

export function negate(condition: Condition, negated: boolean, at: Origin): Condition {
  return negated ? { kind: 'not', origin: at, operand: condition } : condition;
}
