/** Exclusions, stages, tiers and handoffs. Language reference, section 6. */
import type { Exclusion, Handoff, Stage, StageWay, TierGrid, TierList } from './checked.ts';
import { origin, report } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import { checkCondition, checkPredicate, subjectName } from './check-condition.ts';
import { caseTest, otherwiseIsLast } from './check-rule.ts';
import { nameKey } from '../bind/scope.ts';
import type { StageSymbol } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import type { Banding, ExcludeBlock, FileTree, HandoffBlock, Label, TierGridStatement, TierStatement } from '../../grammar/tree.ts';

function whenPlace(stages: ReadonlySet<Stage>, stagesReason: string, tier: boolean): Place {
  return { kind: 'when', window: undefined, cut: undefined, scoresBefore: Infinity, stages, stagesReason, tier, event: undefined, onInheritedWindow: undefined };
}

export function checkExclusions(context: CheckContext, tree: FileTree): Exclusion[] {
  const place: Place = {
    kind: 'exclude', window: undefined, cut: undefined, scoresBefore: 0, stages: new Set(), stagesReason: '', tier: false, event: undefined, onInheritedWindow: undefined,
  };
  const exclusions: Exclusion[] = [];
  for (const block of tree.parts.filter((part): part is ExcludeBlock => part.kind === 'exclude')) {
    for (const item of block.items) {
      if (item.kind === 'broken') continue;
      const condition = checkCondition(context, place, item.condition);
      if (condition !== undefined) exclusions.push({ origin: origin(context, item), condition });
    }
  }
  return exclusions;
}

/** Makes all stages, empty, so that conditions can refer to them; `checkStages` fills them in. */
export function declareStages(context: CheckContext): void {
  for (const symbol of context.scope.scores.values()) {
    if (symbol.kind !== 'stage') continue;
    const ways: StageWay[] = [];
    context.stages.set(nameKey(symbol.name), { kind: 'stage', name: symbol.name, origin: origin(context, symbol.statements[0]!), ways });
  }
}

/** Each stage may ask the stages whose first declaration stands before its own. */
export function checkStages(context: CheckContext): Stage[] {
  const symbols = [...context.scope.scores.values()].filter((symbol): symbol is StageSymbol => symbol.kind === 'stage');
  const before = new Set<Stage>();
  for (const symbol of symbols) {
    const stage = context.stages.get(nameKey(symbol.name))!;
    for (const statement of symbol.statements) {
      const place = whenPlace(new Set(before), 'a stage may ask only the stages declared before it', false);
      const condition = checkCondition(context, place, statement.condition);
      if (condition !== undefined) (stage.ways as StageWay[]).push({ origin: origin(context, statement), condition });
    }
    before.add(stage);
  }
  return [...before];
}

function labelText(label: Label): string {
  return label.kind === 'text' ? label.value : label.text;
}

/** Every label a lead can get, known before any condition is looked at. */
export function tierLabels(tree: FileTree): string[] | undefined {
  const grid = tree.parts.find((part): part is TierGridStatement => part.kind === 'tier grid');
  if (grid !== undefined) {
    return grid.bandings.reduce<string[]>(
      (labels, banding) => labels.flatMap((label) => banding.cases.map((one) => label + labelText(one.label))).slice(0, 10_000), [''],
    );
  }
  const tiers = tree.parts.filter((part): part is TierStatement => part.kind === 'tier');
  return tiers.length === 0 ? undefined : tiers.map((tier) => labelText(tier.label));
}

export function checkTier(context: CheckContext, tree: FileTree, stages: readonly Stage[]): TierList | TierGrid | undefined {
  const statements = tree.parts.filter((part): part is TierStatement | TierGridStatement => part.kind === 'tier' || part.kind === 'tier grid');
  const first = statements[0];
  if (first === undefined) return undefined;
  const other = statements.find((statement) => statement !== first && (statement.kind !== first.kind || statement.kind === 'tier grid'));
  if (other !== undefined) {
    report(context, codes.mixedTiers, other.span, {}, { related: [{ file: context.file, span: first.span, message: 'the first way' }] });
  }
  const placeAt = (offset: number): Place => whenPlace(
    new Set(stages.filter((stage) => stage.origin.span.start < offset)), 'tiers may ask only the stages declared above them', false,
  );
  if (first.kind === 'tier grid') return checkGrid(context, placeAt(first.span.start), first);

  const tiers = [];
  const seen = new Map<string, TierStatement>();
  for (const statement of statements) {
    if (statement.kind !== 'tier') continue;
    const label = labelText(statement.label);
    const earlier = seen.get(nameKey(label));
    if (earlier !== undefined) {
      report(context, codes.duplicateName, statement.label.span, { name: label, what: 'a tier' }, { related: [{ file: context.file, span: earlier.span, message: 'the first one' }] });
    }
    seen.set(nameKey(label), statement);
    const condition = checkCondition(context, placeAt(statement.span.start), statement.condition);
    if (condition !== undefined) tiers.push({ origin: origin(context, statement), label, condition });
  }
  return { kind: 'tier list', tiers };
}

function checkGrid(context: CheckContext, place: Place, statement: TierGridStatement): TierGrid | undefined {
  const bandings = statement.bandings.map((banding) => checkBanding(context, place, banding));
  if (bandings.some((banding) => banding === undefined)) return undefined;
  return { kind: 'tier grid', origin: origin(context, statement), bandings: bandings.filter((banding) => banding !== undefined) };
}

function checkBanding(context: CheckContext, place: Place, banding: Banding): TierGrid['bandings'][number] | undefined {
  const checked = checkPredicate(context, place, banding.subject);
  if (checked === undefined || !otherwiseIsLast(banding.cases)) return undefined;
  const name = subjectName(context, banding.subject);
  if (checked.kind === 'condition') {
    return report(context, codes.operatorMismatch, banding.subject.span, { subject: name, type: 'true or false', operator: '|', possible: 'a grid bands numbers, scores, dates, texts and counts' });
  }
  if (checked.comparison !== undefined) return report(context, codes.oneComparison, checked.comparison.span, { subject: name });
  if (banding.subject.no !== undefined) return report(context, codes.noNeedsEvent, banding.subject.no, { subject: name, instead: name });
  const cases: TierGrid['bandings'][number]['cases'][number][] = [];
  let failed = false;
  for (const one of banding.cases) {
    const test = one.comparison === undefined ? undefined : caseTest(context, checked.comparable, one.comparison, name);
    if (one.comparison !== undefined && test === undefined) failed = true;
    else cases.push({ origin: origin(context, one), test, label: labelText(one.label) });
  }
  return failed ? undefined : { origin: origin(context, banding), subject: checked.subject, cases };
}

/** Everyone to whom a lead can go, known before any condition is looked at. */
export function handoffNames(tree: FileTree): string[] | undefined {
  const block = tree.parts.find((part): part is HandoffBlock => part.kind === 'handoff');
  return block?.items.flatMap((item) => (item.kind === 'broken' ? [] : [item.to.value]));
}

/** `undefined` where there is no `handoff` block. */
export function checkHandoffs(context: CheckContext, tree: FileTree, stages: readonly Stage[], hasTier: boolean): Handoff[] | undefined {
  const blocks = tree.parts.filter((part): part is HandoffBlock => part.kind === 'handoff');
  const first = blocks[0];
  if (first === undefined) return undefined;
  for (const second of blocks.slice(1)) {
    report(context, codes.duplicateBlock, second.headerSpan, { name: 'handoff', kind: 'handoff' }, { related: [{ file: context.file, span: first.headerSpan, message: 'the first one' }] });
  }
  const place = whenPlace(new Set(stages), '', hasTier);
  const handoffs: Handoff[] = [];
  for (const item of first.items) {
    if (item.kind === 'broken') continue;
    const when = item.when && checkCondition(context, place, item.when);
    if (item.when !== undefined && when === undefined) continue;
    handoffs.push({ origin: origin(context, item), to: item.to.value, within: item.within?.milliseconds, when });
  }
  return handoffs;
}
