/**
 * What a claim asks about the handoff: `handoff`, `no handoff`, `handoff "SDR"`, `handoff in ("SDR", "SDR, West")`. It is said by the
 * stage and the conditions that the handoff itself rests on, so that nothing else needs to know of it. Language reference, section 10.
 */
import type { Condition, Handoff, Origin, Stage } from './checked.ts';
import { negate, origin, report } from './context.ts';
import type { CheckContext, Place } from './context.ts';
import { operatorText } from './check-selector.ts';
import { nameKey } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { isSameText } from '../vocabulary/normal-form.ts';
import type { Clause, Predicate, ValueOrRange } from '../../grammar/tree.ts';

export interface Handoffs {
  /** The one whose leads are handed over. */
  readonly mainStage: Stage;
  /** In their order. */
  readonly items: readonly Handoff[];
}

/** A name of the file's own hides the word. */
export function asksHandoff({ scope }: CheckContext, { measure, path }: Predicate): boolean {
  const [first] = path;
  return measure === undefined && first !== undefined && !first.quoted && nameKey(first.text) === 'handoff' && !scope.vocabulary.has('handoff') && !scope.scores.has('handoff');
}

const possible = 'write `handoff "SDR"`, `handoff in ("SDR", "AE")`, `handoff` or `no handoff`';

export function checkHandoffAsked(context: CheckContext, place: Place, node: Predicate, clauses: readonly Clause[]): Condition | undefined {
  const at = origin(context, node);
  const word = node.path[0]!;
  if (place.handoffs === undefined) {
    const reason = place.isClaim === true ? 'this definition has no `handoff:` block' : 'only claims may ask the handoff';
    return report(context, codes.notHere, word.span, { name: 'handoff', reason });
  }
  const { items } = place.handoffs;
  const [clause, second] = clauses;
  const wrong = second ?? (node.path.length > 1 ? undefined : clause);
  const mismatch = (operator: string): undefined =>
    report(context, codes.operatorMismatch, wrong?.span ?? node.span, { subject: 'handoff', type: 'a handoff', operator, possible });
  if (node.path.length > 1) return mismatch(`.${node.path[1]!.text}`);
  if (second !== undefined) return mismatch(wordOf(second));
  if (clause === undefined) return negate(handedTo(place.handoffs, () => true, at), node.no !== undefined, at);

  const asked = textsOf(clause);
  if (asked === undefined || node.no !== undefined) return mismatch(node.no === undefined ? wordOf(clause) : 'no');
  for (const { text, span } of asked.texts) {
    if (items.some(({ to }) => isSameText(to, text))) continue;
    const all = [...new Set(items.map(({ to }) => to))];
    const near = nearest(text, all);
    return report(context, codes.unknownHandoff, span, { to: text, nearest: near, all }, {
      fixes: near.map((other) => ({ title: `write \`${JSON.stringify(other)}\``, edits: [{ file: context.file, span, text: JSON.stringify(other) }] })),
    });
  }
  return negate(handedTo(place.handoffs, (to) => asked.texts.some(({ text }) => isSameText(to, text)), at), asked.negated, at);
}

function wordOf(clause: Clause): string {
  return clause.kind === 'where' || clause.kind === 'within' ? clause.kind : operatorText(clause);
}

interface Asked {
  readonly negated: boolean;
  readonly texts: readonly { readonly text: string; readonly span: ValueOrRange['span'] }[];
}

function textsOf(clause: Clause): Asked | undefined {
  const texts = (values: readonly ValueOrRange[]): Asked['texts'] | undefined => {
    const found = values.flatMap((value) => (value.kind === 'text' ? [{ text: value.value, span: value.span }] : []));
    return found.length === values.length ? found : undefined;
  };
  const made = (negated: boolean, values: readonly ValueOrRange[]): Asked | undefined => {
    const found = texts(values);
    return found && { negated, texts: found };
  };
  switch (clause.kind) {
    case 'alone': return made(false, [clause.value]);
    case 'relation': return ['=', 'is', '!=', 'is not'].includes(clause.operator) ? made(clause.operator === '!=' || clause.operator === 'is not', [clause.value]) : undefined;
    case 'in': return made(clause.negated, clause.entries);
    default: return undefined;
  }
}

/** The main stage holds, and so does one of these handoffs and none above it. */
function handedTo({ mainStage, items }: Handoffs, isMeant: (to: string) => boolean, at: Origin): Condition {
  const stage: Condition = { kind: 'stage', origin: at, stage: mainStage };
  const ways: Condition[] = [];
  const above: Condition[] = [];
  for (const { to, when } of items) {
    if (isMeant(to)) {
      const parts = [...above.map((condition) => negate(condition, true, at)), ...(when === undefined ? [] : [when])];
      // The first of all without a condition takes every lead.
      if (parts.length === 0) return stage;
      ways.push(joined('and', parts, at));
    }
    if (when === undefined) break;
    above.push(when);
  }
  const noWay: Condition = { kind: 'not', origin: at, operand: stage };
  return { kind: 'and', origin: at, parts: [stage, ways.length === 0 ? noWay : joined('or', ways, at)] };
}

function joined(kind: 'and' | 'or', parts: readonly Condition[], at: Origin): Condition {
  return parts.length === 1 ? parts[0]! : { kind, origin: at, parts };
}
