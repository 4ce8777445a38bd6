/**
 * Parses an item; where that fails and the slip is a known one (`slips.ts`), reports it, mends the tokens and parses again.
 *
 * INVARIANT: one mistake gives one diagnostic: a failure right beside a slip that is reported already says nothing more.
 */
import type { CstNode, IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { adviceFor, dueAtEnd } from './advice.ts';
import { tokenSpan } from './concrete.ts';
import { layOut } from './layout.ts';
import type { LogicalItem } from './layout.ts';
import { parseItem } from './parser.ts';
import type { EntryRule, Failure } from './parser.ts';
import type { Reporter } from './report.ts';
import { isTailWithoutPoints, mendTouchingSigns, slips } from './slips.ts';
import type { Place } from './slips.ts';

/** An item is parsed at most this often; what is wrong with it then is not one slip after another. */
const mostMends = 20;

export interface Mended {
  /** `undefined` where the item could not be read; it has a diagnostic then. */
  readonly node: CstNode | undefined;
  /** What stands after an item whose `)` was missing, on lines of its own. */
  readonly rest: LogicalItem[];
}

/** `mayCut` says that what follows a missing `)` may be handed back as `rest`. */
export function parseMending(rule: EntryRule, given: IToken[], reporter: Reporter, mayCut = false): Mended {
  let tokens = mendTouchingSigns(rule, given, reporter);
  let rest: LogicalItem[] = [];
  let mendedAt = -1;
  for (let attempt = 0; attempt < mostMends; attempt += 1) {
    const { node, failure } = parseItem(rule, tokens);
    if (failure === undefined) return { node, rest };
    if (failure.index < mendedAt) return { node: undefined, rest };
    const place = placeOf(rule, tokens, failure, reporter);
    const mended = mend(place);
    if (mended === undefined) {
      const atMend = mendedAt !== -1 && failure.index <= mendedAt + 1;
      if (!atMend && !besideSlip(place)) reportUnexpected(place);
      return { node: undefined, rest };
    }
    tokens = mended.tokens;
    if (mended.closed === true && mayCut) {
      const [first, ...others] = layOut(reporter.file, tokens);
      if (first !== undefined && others.length > 0) {
        tokens = first.tokens;
        rest = [...others, ...rest];
      }
    }
    mendedAt = failure.index;
  }
  return { node: undefined, rest };
}

function placeOf(rule: EntryRule, tokens: IToken[], failure: Failure, reporter: Reporter): Place {
  const { index } = failure;
  return { rule, tokens, index, due: failure.due, found: tokens[index], previous: tokens[index - 1], next: tokens[index + 1], reporter };
}

function mend(place: Place): ReturnType<(typeof slips)[number]> {
  for (const slip of slips) {
    const mended = slip(place);
    if (mended !== undefined) return mended;
  }
  return undefined;
}

/** Whether the lexer reported something at, or right before, the token that does not fit. */
function besideSlip({ found, previous, reporter, tokens }: Place): boolean {
  const last = tokens[tokens.length - 1]!;
  const start = previous === undefined ? tokenSpan(found ?? last).start : previous.startOffset;
  return reporter.hasSlipBetween(start, tokenSpan(found ?? last).end);
}

function shortened(image: string): string {
  return image.length <= 40 ? image : `${image.slice(0, 37).toWellFormed()}...`;
}

function reportUnexpected(place: Place): void {
  const { found, previous, tokens, reporter } = place;
  const last = tokens[tokens.length - 1]!;
  if (isTailWithoutPoints(place)) {
    reporter.report(codes.pointsDue, tokenSpan(found ?? last), { word: found?.image ?? '' });
    return;
  }
  const due = place.due === 'the end of the line' ? dueAtEnd(place) : place.due;
  reporter.report(codes.unexpected, tokenSpan(found ?? last), {
    found: found === undefined ? undefined : shortened(found.image),
    due,
    after: previous === undefined ? undefined : shortened(previous.image),
    advice: adviceFor(place),
  });
}
