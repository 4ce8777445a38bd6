/** Claims about every lead that could exist. Language reference, section 10. */
import { check } from '../../compiler/check/check.ts';
import type { Condition, Definition } from '../../compiler/check/checked.ts';
import type { Sources } from '../../compiler/bind/load-files.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';

/** For every lead: if the premise holds, so does the conclusion. */
export interface Claim {
  readonly text: string;
  /** The definition with two more stages at its end, whose conditions are the claim's. */
  readonly definition: Definition;
  readonly premise: Condition;
  readonly conclusion: Condition;
}

export type ReadClaim = { readonly kind: 'claim'; readonly claim: Claim } | { readonly kind: 'faulty'; readonly diagnostics: readonly Diagnostic[]; readonly file: SourceFile };

const premiseName = 'claim_premise';
const conclusionName = 'claim_conclusion';

/**
 * `P implies C`, `always C`, `never C`, or `C` alone, which is `always C`; P and C are conditions as in a `when`, and may
 * ask every score, stage and the outcome. The claim is checked as if it stood at the end of the definition.
 */
export function readClaim(file: SourceFile, sources: Sources, text: string): ReadClaim {
  const { premise, conclusion, negated } = splitClaim(text);
  const before = `${file.text}\n`;
  const claimText = `${premiseName} when ${premise}\n${conclusionName} when ${negated ? `not (${conclusion})` : conclusion}\n`;
  const whole = sourceFile(file.path, before + claimText);
  const result = check(whole, sources);
  const { definition } = result;
  if (definition === undefined) {
    const own = sourceFile('claim', claimText);
    const diagnostics = result.diagnostics.filter(({ severity, file: where, span }) => severity === 'error' && where === whole && span.start >= before.length)
      .map((diagnostic) => ({ ...diagnostic, file: own, span: { start: diagnostic.span.start - before.length, end: diagnostic.span.end - before.length }, fixes: [], related: [] }));
    return { kind: 'faulty', file: own, diagnostics: diagnostics.length > 0 ? diagnostics : result.diagnostics };
  }
  const find = (name: string): Condition => definition.stages.find((stage) => stage.name === name)!.ways[0]!.condition;
  return { kind: 'claim', claim: { text, definition, premise: find(premiseName), conclusion: find(conclusionName) } };
}

/** Splits at the word `implies` outside texts and parentheses. */
function splitClaim(text: string): { readonly premise: string; readonly conclusion: string; readonly negated: boolean } {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  // What every lead is: a premise that always holds.
  const everyone = 'score >= 0 or score < 0';
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < trimmed.length; index += 1) {
    const sign = trimmed[index]!;
    if (quoted) {
      if (sign === '\\') index += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (depth === 0 && /^\simplies\s/i.test(trimmed.slice(index, index + 9))) {
      return { premise: trimmed.slice(0, index), conclusion: trimmed.slice(index + 9), negated: false };
    }
  }
  const word = /^(always|never)\s+/i.exec(trimmed);
  const rest = word === null ? trimmed : trimmed.slice(word[0].length);
  return { premise: everyone, conclusion: rest, negated: word?.[1]!.toLowerCase() === 'never' };
}
