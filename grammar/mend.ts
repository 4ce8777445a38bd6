/**
 * Parses an item; where that fails and the slip is a known one (`slips.ts`), reports it, mends the tokens and parses again.
 *
 * INVARIANT: one mistake gives one diagnostic: a failure right beside a slip that is reported already says nothing more.
 * INVARIANT: a slip is only taken for what went wrong if mending it lets the parser go on.
 */
import type { IToken } from 'chevrotain';
import { readingCodes as codes } from '../compiler/diagnostics/catalog/reading.ts';
import { adviceFor, dueAtEnd } from './advice.ts';
import { tokenSpan } from './concrete.ts';
import type { ConcreteNode } from './concrete.ts';
import { layOut } from './layout.ts';
import type { LogicalItem } from './layout.ts';
import { parseItem } from './parser.ts';
import type { EntryRule, Parsed } from './parser.ts';
import type { Reporter } from './report.ts';
import { isTailWithoutPoints, mendTouchingSigns, slips } from './slips.ts';
import type { Place } from './slips.ts';
import { mendWindows } from './slips-of-windows.ts';

/** An item is parsed at most this often; what is wrong with it then is not one slip after another. */
const mostMends = 20;

export interface Mended {
  /** `undefined` where the item could not be read; it has a diagnostic then. */
  readonly node: ConcreteNode | undefined;
  /** What stands after an item whose `)` was missing, on lines of its own. */
  readonly rest: LogicalItem[];
}

/** `mayCut` says that what follows a missing `)` may be handed back as `rest`. */
export function parseMending(rule: EntryRule, given: IToken[], reporter: Reporter, mayCut = false): Mended {
  let tokens = mendWindows(rule, mendTouchingSigns(rule, given, reporter), reporter);
  let parsed: Parsed = parseItem(rule, tokens);
  let rest: LogicalItem[] = [];
  let mendedAt = -1;
  for (let count = 0; parsed.failure !== undefined; count += 1) {
    const { index, due } = parsed.failure;
    const place: Place = { rule, tokens, index, due, found: tokens[index], previous: tokens[index - 1], next: tokens[index + 1], reporter };
    const step = count < mostMends ? firstThatHelps(place, mayCut) : undefined;
    if (step === undefined) {
      const atMend = mendedAt !== -1 && index <= mendedAt + 1;
      if (!atMend && !besideSlip(place)) reportUnexpected(place);
      return { node: undefined, rest };
    }
    ({ tokens, parsed } = step);
    rest = [...step.rest, ...rest];
    mendedAt = index;
  }
  return { node: parsed.node, rest };
}

interface Step {
  readonly tokens: IToken[];
  readonly parsed: Parsed;
  readonly rest: LogicalItem[];
}

/** The first slip whose mending brings the parser further in the text; what the others reported is taken back. */
function firstThatHelps(place: Place, mayCut: boolean): Step | undefined {
  const { diagnostics, file } = place.reporter;
  for (const slip of slips) {
    const before = diagnostics.length;
    const mended = slip(place);
    if (mended === undefined) continue;
    const [first, ...rest] = mended.closed === true && mayCut ? layOut(file, mended.tokens) : [];
    const tokens = first !== undefined && rest.length > 0 ? first.tokens : mended.tokens;
    const parsed = parseItem(place.rule, tokens);
    const reached = parsed.failure === undefined ? Number.POSITIVE_INFINITY : startOf(tokens[parsed.failure.index]);
    if (parsed.failure === undefined || reached > startOf(place.found)) return { tokens, parsed, rest };
    diagnostics.length = before;
  }
  return undefined;
}

function startOf(token: IToken | undefined): number {
  return token?.startOffset ?? Number.POSITIVE_INFINITY;
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
