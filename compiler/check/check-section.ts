/** Scoring sections: their settings, requirements and rules. Language reference, sections 2 and 5. */
import type { Points, Requirement, Rule, Section, Selector } from './checked.ts';
import { origin, report } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import { checkCondition } from './check-condition.ts';
import { pointsOf } from './check-literal.ts';
import { checkRule } from './check-rule.ts';
import { checkSelector, eventName } from './check-selector.ts';
import { resolvePath } from './resolve-subject.ts';
import { nameKey } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { unreachable } from '../unreachable.ts';
import type { Predicate, SectionBlock, SectionSetting } from '../../grammar/tree.ts';

interface Settings {
  readonly window: number | undefined;
  readonly cut: Selector | undefined;
  readonly upTo: Points | undefined;
  readonly floor: Points | undefined;
}

export function checkSection(context: CheckContext, block: SectionBlock): Section {
  const settings = checkSettings(context, block);
  const place = placeOf(block, settings);
  const requirements: Requirement[] = [];
  const rules: Rule[] = [];
  const { clean } = context;
  const isClean = clean?.beginSection(block, context.file) === true;
  for (const item of isClean ? [] : block.items) {
    if (item.kind === 'broken' || clean?.passesOver(item, context.file) === true) continue;
    const before = context.diagnostics.length;
    let checked: unknown;
    switch (item.kind) {
      case 'requirement': {
        const condition = checkCondition(context, place, item.condition);
        if (condition !== undefined) requirements.push({ origin: origin(context, item), condition });
        checked = condition;
        break;
      }
      case 'points rule': case 'banded rule': case 'proportional rule': {
        const rule = checkRule(context, place, item);
        if (rule !== undefined) rules.push(rule);
        checked = rule;
        break;
      }
      default: unreachable(item);
    }
    // What was not checked for a mistake that is said elsewhere may have its own when that is gone.
    if (checked !== undefined && context.diagnostics.length === before) clean?.remember(item, context.file);
  }
  if (!isClean) clean?.endSection(block);
  return {
    kind: 'section', name: block.name.text, origin: { file: context.file, span: block.headerSpan },
    window: settings.window, upTo: settings.upTo, floor: settings.floor, requirements, rules,
  };
}

function placeOf(block: SectionBlock, { window, cut }: Settings): Place {
  return {
    kind: 'rule', window, cut, scoresBefore: block.span.start, stages: new Set(), stagesReason: '', tier: false, event: undefined, onInheritedWindow: undefined,
  };
}

function checkSettings(context: CheckContext, block: SectionBlock): Settings {
  const find = <Kind extends SectionSetting['kind']>(kind: Kind): Extract<SectionSetting, { kind: Kind }> | undefined =>
    block.settings.find((setting) => setting.kind === kind) as Extract<SectionSetting, { kind: Kind }> | undefined;
  const upToNode = find('up to');
  const floorNode = find('floor');
  const upTo = upToNode && pointsOf(context, upToNode.limit);
  const floor = floorNode && pointsOf(context, floorNode.limit);
  checkFloor(context, floorNode, floor, upToNode, upTo);
  const cutNode = find('after last');
  return {
    window: find('within')?.duration.milliseconds,
    upTo, floor,
    cut: cutNode && checkCut(context, cutNode.selector),
  };
}

export function checkFloor(
  context: CheckContext, floorNode: { readonly limit: { readonly span: { start: number; end: number }; readonly decimal: string } } | undefined, floor: Points | undefined,
  upToNode: { readonly limit: { readonly decimal: string } } | undefined, upTo: Points | undefined,
): void {
  if (floor === undefined || upTo === undefined || floor <= upTo) return;
  report(context, codes.floorAboveCeiling, floorNode!.limit.span, { floor: floorNode!.limit.decimal, ceiling: upToNode!.limit.decimal });
}

/** `after last SELECTOR`: an event with its filters, without a cut of its own. */
function checkCut(context: CheckContext, node: Predicate): Selector | undefined {
  const place: Place = {
    kind: 'define', window: undefined, cut: undefined, scoresBefore: 0, stages: new Set(), stagesReason: '`after last` takes an event', tier: false, event: undefined, onInheritedWindow: undefined,
  };
  if (node.measure !== undefined) {
    return report(context, codes.measureNeedsEvent, node.measure.span, { measure: 'after last', name: node.measure.kind, example: 'after last sales_rejected' });
  }
  const resolved = resolvePath(context, place, node);
  if (resolved === undefined) return undefined;
  if (resolved.kind !== 'event') {
    return report(context, codes.measureNeedsEvent, node.span, { measure: 'after last', name: nameKey(node.path[0]!.text), example: 'after last sales_rejected' });
  }
  if (node.no !== undefined) return report(context, codes.noNeedsEvent, node.no, { subject: 'after last', instead: `after last ${eventName(resolved.event)}` });
  return checkSelector(context, place, resolved.event, node, node.clauses, false)?.selector;
}
