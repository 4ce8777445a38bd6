/** `score = ...` and derived scores. Language reference, section 5. */
import type { DerivedScore, ScoreFormula, ScoreTerm, Section } from './checked.ts';
import { origin, refer, report } from './context.ts';
import type { CheckContext } from './context.ts';
import { pointsOf, scaledDecimal } from './check-literal.ts';
import { checkFloor } from './check-section.ts';
import { nameKey } from '../bind/scope.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import type { NumberLiteral, PercentLiteral, ScoreStatement, ScoreTerm as ScoreTermNode } from '../../grammar/tree.ts';

const largestFactor = 1_000_000_000_000n;

export function checkFormula(context: CheckContext, statement: ScoreStatement): ScoreFormula | undefined {
  const terms = statement.terms.map((term) => checkTerm(context, statement, term));
  const upTo = statement.upTo && pointsOf(context, statement.upTo);
  const floor = statement.floor && pointsOf(context, statement.floor);
  checkFloor(context, statement.floor && { limit: statement.floor }, floor, statement.upTo && { limit: statement.upTo }, upTo);
  if (terms.some((term) => term === undefined)) return undefined;
  return { origin: origin(context, statement), terms: terms.filter((term) => term !== undefined), upTo, floor };
}

function checkTerm(context: CheckContext, statement: ScoreStatement, term: ScoreTermNode): ScoreTerm | undefined {
  const sign = term.sign === '-' ? -1 : 1;
  if (term.name === undefined) {
    const { factor } = term;
    if (factor === undefined) return undefined;
    // A percentage of nothing has its diagnostic from the reader.
    if (factor.kind === 'percent') return undefined;
    const points = pointsOf(context, factor);
    return points === undefined ? undefined : { kind: 'constant', points: (sign * points) as typeof points };
  }
  const score = findScore(context, statement, term);
  const factor = term.factor === undefined ? 1_000_000 : factorOf(context, term.factor);
  return score === undefined || factor === undefined ? undefined : { kind: 'scaled', factor: sign * factor, score };
}

/** Whole millionths: `60%` and `0.6` are 600000. */
function factorOf(context: CheckContext, node: NumberLiteral | PercentLiteral): number | undefined {
  const scaled = scaledDecimal(node.decimal, 4);
  const millionths = scaled === undefined ? undefined : node.kind === 'percent' ? scaled : scaled * 100n;
  // The sign is the term's.
  if (millionths !== undefined && millionths <= largestFactor) return Number(millionths);
  return report(context, codes.pointsRange, node.span, { text: context.file.text.slice(node.span.start, node.span.end) });
}

function findScore(context: CheckContext, statement: ScoreStatement, term: ScoreTermNode): Section | DerivedScore | undefined {
  const name = term.name!;
  const symbol = context.scope.scores.get(nameKey(name.text));
  if (symbol !== undefined && symbol.kind !== 'stage') {
    const ends = symbol.kind === 'section' ? symbol.block.span.end : symbol.statement.span.end;
    if (ends <= statement.span.start) {
      refer(context, name.span, { kind: symbol.kind, symbol });
      return context.scores.get(nameKey(name.text));
    }
  }
  if (context.scope.suspects.has(nameKey(name.text))) return undefined;
  const above = [...context.scores.values()].map((score) => score.name);
  return report(context, codes.unknownScore, name.span, { name: name.text, nearest: nearest(name.text, above) });
}
