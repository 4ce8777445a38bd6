import type { Definition } from '../check/checked.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { forgetAll } from '../reason/memo.ts';
import { lintContext } from './lint-context.ts';
import { lints } from './lints.ts';

export interface LintOptions {
  /** `YYYY-MM-DD`: the day against which `review by` is held. Without it, no date has gone by. */
  readonly today?: string | undefined;
}

/** The likely mistakes of a definition that has no error, in the order of the text. Language reference, section 8. */
export function lint(definition: Definition, options: LintOptions = {}): Diagnostic[] {
  const context = lintContext(definition, options.today);
  const found = lints.flatMap((check) => check(context));
  forgetAll();
  return found.sort((first, second) => first.span.start - second.span.start || first.code.localeCompare(second.code));
}
