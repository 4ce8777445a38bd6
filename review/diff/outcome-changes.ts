/** What changed in the stages, tiers and handoffs of a definition. */
import type { Definition, Origin, Stage } from '../../compiler/check/checked.ts';
import { conditionKey, subjectKey, testKey } from '../../compiler/reason/keys.ts';
import { formatDuration } from '../../runtime/format-explanation.ts';
import { arrow, changed, type Change } from './changes.ts';
import { sourceText } from './facets.ts';
import { inlineCondition } from './inline.ts';

export function stageChanges(before: Definition, after: Definition): Change[] {
  const old = new Map(before.stages.map((stage) => [stage.name.toLowerCase(), stage]));
  const now = new Set(after.stages.map((stage) => stage.name.toLowerCase()));
  const key = (stage: Stage): string => stage.ways.map((way) => conditionKey(inlineCondition(way.condition))).sort().join(';');
  const text = (stage: Stage): string => stage.ways.map((way) => sourceText(way.condition.origin)).join(', or ');
  const changes: Change[] = [];
  for (const stage of after.stages) {
    const partner = old.get(stage.name.toLowerCase());
    if (partner === undefined) changes.push(changed('stage', stage.name, undefined, undefined, stage.origin, []));
    else if (key(partner) !== key(stage)) changes.push(changed('stage', stage.name, undefined, partner.origin, stage.origin, [arrow('when', text(partner), text(stage))]));
  }
  return [...changes, ...before.stages.filter((stage) => !now.has(stage.name.toLowerCase())).map((stage) => changed('stage', stage.name, undefined, stage.origin, undefined, []))];
}

function tierText({ tier }: Definition): string {
  if (tier === undefined) return 'none';
  if (tier.kind === 'tier grid') return sourceText(tier.origin);
  return tier.tiers.map((one) => `${one.label} when ${sourceText(one.condition.origin)}`).join('; ');
}

function tierKey({ tier }: Definition): string {
  if (tier === undefined) return '';
  // Labels are any text at all.
  if (tier.kind === 'tier list') return JSON.stringify(tier.tiers.map((one) => [one.label, conditionKey(inlineCondition(one.condition))]));
  return JSON.stringify(tier.bandings.map((banding) => [subjectKey(banding.subject), ...banding.cases.map((one) => [one.test === undefined ? '' : testKey(one.test), one.label])]));
}

function tierOrigin({ tier }: Definition): Origin | undefined {
  return tier?.kind === 'tier grid' ? tier.origin : tier?.tiers[0]?.origin;
}

export function tierChanges(before: Definition, after: Definition): Change[] {
  if (tierKey(before) === tierKey(after)) return [];
  return [{
    kind: before.tier === undefined ? 'added' : after.tier === undefined ? 'removed' : 'changed', thing: 'tier', section: undefined, name: 'tier',
    before: tierText(before), after: tierText(after), details: [arrow('tiers', tierText(before), tierText(after))], oldOrigin: tierOrigin(before), newOrigin: tierOrigin(after),
  }];
}

export function handoffChanges(before: Definition, after: Definition): Change[] {
  const text = ({ handoffs }: Definition): string => (handoffs === undefined ? 'none' : handoffs.map((one) => sourceText(one.origin)).join('; ') || 'to nobody');
  // A block that is there and empty still stands in results.
  const key = ({ handoffs }: Definition): string | undefined => (handoffs === undefined ? undefined : JSON.stringify(handoffs.map((one) => [
    one.to, one.within === undefined ? '' : formatDuration(one.within), one.when === undefined ? '' : conditionKey(inlineCondition(one.when)),
  ])));
  // Where no stage is called `mql`, the first one hands over.
  const [old, now] = [before, after].map((one) => (one.handoffs === undefined ? undefined : one.mainStage.name));
  const details = [
    ...(key(before) === key(after) ? [] : [arrow('handoff', text(before), text(after))]),
    ...(old === undefined || now === undefined || old.toLowerCase() === now.toLowerCase() ? [] : [arrow('of leads in stage', old, now)]),
  ];
  if (details.length === 0) return [];
  return [{
    kind: before.handoffs === undefined ? 'added' : after.handoffs === undefined ? 'removed' : 'changed', thing: 'handoff', section: undefined, name: 'handoff',
    before: text(before), after: text(after), details, oldOrigin: before.handoffs?.[0]?.origin, newOrigin: after.handoffs?.[0]?.origin,
  }];
}
