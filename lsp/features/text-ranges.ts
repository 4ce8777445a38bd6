/** Which diagnostics a range of the text touches. */
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import type { Span } from '../../compiler/source/span.ts';
import type { Analysis } from '../workspace.ts';

export function diagnosticsIn(analysis: Analysis, range: Span): Diagnostic[] {
  return analysis.diagnostics.filter(({ file, span }) => file === analysis.file && span.start <= range.end && range.start <= span.end);
}
