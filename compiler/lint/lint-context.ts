import type { Condition, Definition, Origin } from '../check/checked.ts';
import { diagnose, type CatalogEntry, type Diagnostic, type Related, type ReportOptions } from '../diagnostics/diagnostic.ts';
import { boundsOf, boundsOfQualified, suspiciousRules, type DefinitionBounds } from '../reason/bounds.ts';
import { requirementsOf, thatHolds } from '../reason/reasoner.ts';
import { forgottenPointsIn } from './forgotten-points.ts';
import { constantConditions, type ConstantCondition } from './constant-conditions.ts';
import { eachBanding, type Banding } from './each-banding.ts';
import { eachCondition, type PlacedCondition } from './each-condition.ts';

/** What a lint looks at. What is costly is computed once, when it is first asked for. */
export interface LintContext {
  readonly definition: Definition;
  /** `YYYY-MM-DD`; `undefined` where nobody says which day it is. */
  readonly today: string | undefined;
  /** Of every lead, as if rules with mistakes of their own were mended. */
  readonly bounds: DefinitionBounds;
  /** Of the leads that qualify, likewise; requirements that look like rules without their points are not counted. */
  readonly qualifiedBounds: DefinitionBounds;
  /** No lead can qualify; then nothing that asks for it is worth another diagnostic. */
  readonly nobodyQualifies: boolean;
  /** As `eachCondition` gives them. */
  readonly conditions: readonly PlacedCondition[];
  /** As `eachBanding` gives them. */
  readonly bandings: readonly Banding[];
  /** The smallest conditions that hold always, or never. */
  readonly constants: readonly ConstantCondition[];
}

/** One likely mistake. Its file, its test, its catalog entry and its documentation page share its name. */
export type Lint = (context: LintContext) => readonly Diagnostic[];

export function lintContext(definition: Definition, today: string | undefined): LintContext {
  const doubtful = new Set(forgottenPointsIn(definition).map(({ requirement }) => requirement.condition));
  const plainBounds = once(() => boundsOf(definition));
  const mended = once(() => suspiciousRules(definition, plainBounds()));
  const bounds = once(() => (mended().size === 0 ? plainBounds() : boundsOf(definition, mended(), plainBounds())));
  const qualifiedBounds = once(() => (asksNothing(definition) ? bounds() : boundsOfQualified(definition, mended(), doubtful)));
  const qualified: Condition = { kind: 'qualified', origin: definition.mainStage.origin };
  const nobodyQualifies = once(() => bounds().reasoner.refutes([thatHolds(qualified)]));
  const conditions = once(() => eachCondition(definition));
  const bandings = once(() => eachBanding(definition));
  const constants = once(() => constantConditions(conditions(), bounds().reasoner));
  return {
    definition,
    today,
    get bounds() { return bounds(); },
    get qualifiedBounds() { return qualifiedBounds(); },
    get nobodyQualifies() { return nobodyQualifies(); },
    get conditions() { return conditions(); },
    get bandings() { return bandings(); },
    get constants() { return constants(); },
  };
}

/** Every lead qualifies. */
function asksNothing(definition: Definition): boolean {
  return definition.exclusions.length === 0 && requirementsOf(definition).length === 0;
}

function once<Value>(compute: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => (kept ??= { value: compute() }).value;
}

export function report<Evidence>(entry: CatalogEntry<Evidence>, { file, span }: Origin, evidence: Evidence, options: ReportOptions = {}): Diagnostic {
  return diagnose(entry, file, span, evidence, options);
}

export function related({ file, span }: Origin, message: string): Related {
  return { file, span, message };
}

/** The source text, white space folded. */
export function textOf({ file, span }: Origin): string {
  return file.text.slice(span.start, span.end).replace(/\s+/g, ' ');
}
