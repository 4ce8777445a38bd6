/** Claims about every lead that could exist. Language reference, section 10. */
import { check } from '../../compiler/check/check.ts';
import type { Condition, Definition } from '../../compiler/check/checked.ts';
import type { Sources } from '../../compiler/bind/load-files.ts';
import { readingCodes } from '../../compiler/diagnostics/catalog/reading.ts';
import { diagnose } from '../../compiler/diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { sourceFile } from '../../compiler/source/source-file.ts';
import type { SourceFile } from '../../compiler/source/source-file.ts';

/** For every lead: if the premise holds, so does the conclusion. */
export interface Claim {
  readonly text: string;
  readonly definition: Definition;
  /** `undefined`: every lead. */
  readonly premise: Condition | undefined;
  readonly conclusion: Condition;
}

export type ReadClaim = { readonly kind: 'claim'; readonly claim: Claim } | { readonly kind: 'faulty'; readonly diagnostics: readonly Diagnostic[]; readonly file: SourceFile };

/**
 * `P implies C`, `always C`, `never C`, or `C` alone, which is `always C`; P and C are conditions as in a `when`, and may
 * ask every score, stage and the outcome. The claim is checked as the last `claim` block of the file.
 */
export function readClaim(file: SourceFile, sources: Sources, text: string): ReadClaim {
  const before = `${file.text}\nclaim "claim":\n`;
  const claimText = `${text.trim().replace(/\s+/g, ' ')}\n`;
  const whole = sourceFile(file.path, before + claimText);
  const result = check(whole, sources);
  const { definition } = result;
  const own = sourceFile('claim', claimText);
  if (definition === undefined) {
    const diagnostics = result.diagnostics.filter(({ severity, file: where, span }) => severity === 'error' && where === whole && span.start >= before.length)
      .map((diagnostic) => ({ ...diagnostic, file: own, span: { start: diagnostic.span.start - before.length, end: diagnostic.span.end - before.length }, fixes: [], related: [] }));
    return { kind: 'faulty', file: own, diagnostics: diagnostics.length > 0 ? diagnostics : result.diagnostics };
  }
  const claim = definition.claims.find(({ origin }) => origin.file === whole && origin.span.start === before.length - 'claim "claim":\n'.length);
  const [statement, second] = claim?.statements ?? [];
  if (statement === undefined || second !== undefined) {
    return { kind: 'faulty', file: own, diagnostics: [diagnose(readingCodes.unexpected, own, { start: 0, end: claimText.length - 1 }, {
      found: text, due: 'one claim', after: undefined, advice: undefined,
    })] };
  }
  return { kind: 'claim', claim: { text, definition, premise: statement.premise, conclusion: statement.conclusion } };
}
