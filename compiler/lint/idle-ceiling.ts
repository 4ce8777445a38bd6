import type { DerivedScore, Origin, Points, Rule, Section } from '../check/checked.ts';
import { likelyMistakeCodes } from '../diagnostics/catalog/likely-mistakes.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import { showPoints } from './amounts.ts';
import { report, type Lint, type LintContext } from './lint-context.ts';

/**
 * An `up to` that changes nothing, because what it limits never gets there. The ceiling of a section or score also tells
 * its scale, so some headroom is no mistake: it is reported where the most stays below four fifths of it.
 */
export const idleCeiling: Lint = (context) => {
  const { definition } = context;
  return [
    ...definition.scores.flatMap((score) => [
      ...(score.kind === 'section' ? score.rules.flatMap((rule) => ofRule(rule, context)) : []),
      ...ofScore(score, score.name, score.origin, score.kind === 'section' ? score.upTo : score.formula.upTo, context),
    ]),
    ...(definition.score === undefined ? [] : ofScore('score', 'score', definition.score.origin, definition.score.upTo, context)),
  ];
};

function ofRule(rule: Rule, { bounds }: LintContext): readonly Diagnostic[] {
  if (rule.upTo === undefined) return [];
  const { least, most } = bounds.ruleWithoutCeiling(rule);
  // A rule that never pays has a diagnostic of its own.
  if (least === 0 && most === 0) return [];
  const isIdle = rule.upTo < 0 ? least >= rule.upTo : most <= rule.upTo;
  if (!isIdle) return [];
  const reached = showPoints(rule.upTo < 0 ? least : most);
  return [report(likelyMistakeCodes.idleCeiling, rule.origin, { name: undefined, ceiling: showPoints(rule.upTo), reached }, { fixes: withoutCeiling(rule.origin) })];
}

function ofScore(score: 'score' | Section | DerivedScore, name: string, origin: Origin, upTo: Points | undefined, { bounds }: LintContext): readonly Diagnostic[] {
  if (upTo === undefined) return [];
  const { most } = bounds.scoreWithoutLimits(score);
  if (upTo <= 0 || most * 5 >= upTo * 4) return [];
  return [report(likelyMistakeCodes.idleCeiling, origin, { name, ceiling: showPoints(upTo), reached: showPoints(most) })];
}

/** Takes the ceiling out, where it is plain which words it is. */
function withoutCeiling({ file, span }: Origin): readonly Fix[] {
  const text = file.text.slice(span.start, span.end);
  const found = [...text.matchAll(/\s+up\s+to\s+[+-]?[0-9][0-9_.]*[a-z]*/gi)];
  if (found.length !== 1 || text.includes('"') || text.includes('#')) return [];
  const start = span.start + found[0]!.index;
  return [{ title: `take \`${found[0]![0].trim()}\` out`, edits: [{ file, span: { start, end: start + found[0]![0].length }, text: '' }] }];
}
