/** Conditions as the formatter writes them: too long, they are broken before `and` and `or`. */
import { unreachable } from '../../compiler/unreachable.ts';
import type { AndCondition, Clause, Condition, Name, OrCondition, Predicate, TextComparison } from '../tree.ts';
import type { Space } from './declared-names.ts';
import { doc } from './doc.ts';
import type { Doc } from './doc.ts';
import type { Printing } from './print-values.ts';

const { group, indent, line } = doc;

/** Where a condition stands: which names are looked for first, and the event whose properties it is about. */
export interface Place {
  readonly space: Space;
  readonly event?: Name;
}

/** A condition that begins on the line of what stands before it; its further lines are indented. */
export function printCondition(condition: Condition, place: Place, printing: Printing): Doc {
  if (condition.kind === 'or' || condition.kind === 'and') return group(printChain(condition, place, printing, 1));
  return printUnary(condition, place, printing);
}

/** Inside parentheses a chain is indented by them. */
function printInner(condition: Condition, place: Place, printing: Printing): Doc {
  if (condition.kind === 'or' || condition.kind === 'and') return group(printChain(condition, place, printing, 0));
  return printUnary(condition, place, printing);
}

/** The lines after the first are `depth` deep. An `and` chain in an `or` chain goes one deeper, so that what belongs together is seen. */
function printChain(chain: OrCondition | AndCondition, place: Place, printing: Printing, depth: number): Doc {
  const rest: Doc[] = [];
  chain.parts.slice(1).forEach((part, index) => {
    rest.push(printing.gaps.breakAt(chain.parts[index]!.span.end, line), `${chain.kind} `, printCondition(part, place, printing));
  });
  const [first] = chain.parts;
  const printed = first!.kind === 'and' ? group(printChain(first!, place, printing, depth + 1)) : printCondition(first!, place, printing);
  return [printed, deeper(rest, depth)];
}

function deeper(document: Doc, depth: number): Doc {
  return depth === 0 ? document : indent(deeper(document, depth - 1));
}

function printUnary(condition: Exclude<Condition, OrCondition | AndCondition>, place: Place, printing: Printing): Doc {
  switch (condition.kind) {
    case 'not': return ['not ', printCondition(condition.operand, place, printing)];
    case 'group': return printing.parenthesized(condition.span.start, [{ doc: printInner(condition.inner, place, printing), end: condition.inner.span.end }]);
    case 'quantified': {
      const quantifier = condition.count === undefined ? condition.quantifier : `at least ${printing.value(condition.count)}`;
      const parts = condition.parts.map((part) => ({ doc: printCondition(part, place, printing), end: part.span.end }));
      return [`${quantifier} of `, printing.parenthesized(condition.span.start, parts)];
    }
    case 'predicate': return printPredicate(condition, condition.clauses, place, printing);
    default: return unreachable(condition);
  }
}

/** The predicate with the clauses given, which may be others than its own. */
export function printPredicate(predicate: Predicate, clauses: readonly Clause[], place: Place, printing: Printing): Doc {
  return [printSubject(predicate, place, printing), ...clauses.map((clause): Doc => [' ', printClause(clause, predicate, printing)])];
}

/** What stands before the clauses. */
export function printSubject(predicate: Predicate, place: Place, printing: Printing): string {
  const [head, ...parts] = predicate.path;
  const first = place.event === undefined ? printing.name(head!, place.space) : printing.plainName(head!, printing.names.property(place.event, head!));
  const path = [first, ...parts.map((part) => printing.plainName(part, printing.names.property(head!, part)))].join('.');
  return `${predicate.no === undefined ? '' : 'no '}${predicate.measure === undefined ? '' : `${predicate.measure.kind} `}${path}`;
}

export function printClause(clause: Clause, predicate: Predicate, printing: Printing): Doc {
  switch (clause.kind) {
    case 'alone': return printing.valueOrRange(clause.value);
    case 'relation': return `${clause.operator} ${printing.value(clause.value)}`;
    case 'in': return [clause.negated ? 'not in ' : 'in ', printing.parenthesized(clause.span.start, printing.values(clause.entries), true)];
    case 'in list': return `${clause.negated ? 'not in' : 'in'} ${printing.name(clause.list, 'field')}`;
    case 'text comparison': return printTextComparison(clause, printing);
    case 'has': {
      const word = clause.negated ? 'not has' : 'has';
      if (clause.quantifier === 'one') return [word, ' ', ...clause.values.map((value) => printing.valueOrRange(value))];
      return [`${word} ${clause.quantifier} of `, printing.parenthesized(clause.span.start, printing.values(clause.values), true)];
    }
    case 'presence': return `is ${clause.negated ? 'not ' : ''}${clause.state}`;
    case 'date comparison': return `${clause.operator} ${printing.value(clause.value)}`;
    case 'within': return `within ${printing.value(clause.duration)}`;
    case 'where': return ['where ', printCondition(clause.filter, { space: 'field', event: predicate.path[0]! }, printing)];
    default: return unreachable(clause);
  }
}

function printTextComparison(clause: TextComparison, printing: Printing): Doc {
  const word = `${clause.negated ? 'not ' : ''}${clause.operator}`;
  const { operand } = clause;
  switch (operand.kind) {
    case 'one': return `${word} ${printing.value(operand.value)}`;
    case 'any of': return [word, ' any of ', printing.parenthesized(clause.span.start, printing.values(operand.values), true)];
    case 'any of list': return `${word} any of ${printing.name(operand.list, 'field')}`;
    default: return unreachable(operand);
  }
}
