/** `claim` blocks: what is said of every lead that could exist. Language reference, section 10. */
import type { Claim, ClaimStatement, Stage } from './checked.ts';
import type { Handoffs } from './handoff-asked.ts';
import { checkCondition } from './check-condition.ts';
import { negate, origin } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import type { ClaimBlock, FileTree } from '../../grammar/tree.ts';

/** Conditions of claims may ask whatever a `when` at the end of the definition may, the tier, and the handoff. */
export function checkClaims(context: CheckContext, tree: FileTree, stages: readonly Stage[], handoffs: Handoffs | undefined): Claim[] {
  const place: Place = {
    kind: 'when', window: undefined, cut: undefined, scoresBefore: Infinity, stages: new Set(stages), stagesReason: '', tier: context.tierLabels !== undefined,
    event: undefined, onInheritedWindow: undefined, isClaim: true, handoffs,
  };
  return tree.parts.filter((part): part is ClaimBlock => part.kind === 'claim').map((block) => ({
    title: block.title?.value ?? '', origin: origin(context, block), statements: block.items.flatMap((item) => checkItem(context, place, item)),
  }));
}

function checkItem(context: CheckContext, place: Place, item: ClaimBlock['items'][number]): readonly ClaimStatement[] {
  if (item.kind === 'broken') return [];
  const premise = item.premise && checkCondition(context, place, item.premise);
  const conclusion = checkCondition(context, place, item.conclusion);
  if (conclusion === undefined || (item.premise !== undefined && premise === undefined)) return [];
  return [{ origin: origin(context, item), premise, conclusion: negate(conclusion, item.word === 'never', conclusion.origin) }];
}
