/** One operand becomes a test, in the units of its subject. Language reference, sections 3 and 4. */
import type { TextTest, ValueTest } from './checked.ts';
import { refer, report } from './context.ts';
import type { CheckContext } from './context.ts';
import { daySpan, describeValue, exclusive, inclusive, instantOf, pointsOf, tenThousandths } from './check-literal.ts';
import { namesAndTypesCodes as codes } from '../diagnostics/catalog/names-and-types.ts';
import { nearest } from '../diagnostics/did-you-mean.ts';
import { unreachable } from '../unreachable.ts';
import { isSameText, trim, trimEnd, trimStart } from '../vocabulary/normal-form.ts';
import type { EventProperty, LeadField, Member, ScalarType, ValueType } from '../vocabulary/types.ts';
import { countries, countryCode } from '../../tables/countries.ts';
import type { Value, ValueOrRange } from '../../grammar/tree.ts';
import { noCurrency } from '../../grammar/quantities.ts';

/** What kind of value a subject has. */
export type Comparable =
  | { readonly kind: 'value'; readonly type: ValueType; readonly owner?: LeadField | EventProperty; readonly part?: string | undefined }
  /** `count`, `days with`, `distinct`. */
  | { readonly kind: 'count' }
  /** `since`, and `total` of durations. */
  | { readonly kind: 'duration' }
  /** `total` of numbers and money. */
  | { readonly kind: 'total'; readonly currency: string | undefined }
  | { readonly kind: 'points' }
  | { readonly kind: 'tier' };

type Operator = '<' | '<=' | '>' | '>=';

/** What other languages call the last case. */
export function isOtherwise(word: string): boolean {
  return /^(else|default)$/i.test(word);
}

function mismatch(context: CheckContext, subject: string, due: string, value: ValueOrRange, instead?: string, advice?: string): undefined {
  if (value.kind === 'word' && value.text.toLowerCase() === 'otherwise') return report(context, codes.otherwiseAlone, value.span, { subject });
  if (value.kind === 'word' && isOtherwise(value.text)) instead ??= 'otherwise';
  // `is` is a value of countries and texts, too, so reading takes it for one where no other follows.
  if (value.kind === 'word' && value.text === 'is') {
    return report(context, codes.valueMismatch, value.span, { subject, due, found: '`is` without a value', advice: `write the value behind \`${subject} is\`; points come after it` });
  }
  return report(context, codes.valueMismatch, value.span, { subject, due, found: describeValue(context, value), instead, advice }, instead === undefined ? {} : {
    fixes: [{ title: `write \`${instead}\``, edits: [{ file: context.file, span: value.span, text: instead }] }],
  });
}

/** A value or range "as if it stood alone". */
export function aloneTest(context: CheckContext, comparable: Comparable, value: ValueOrRange, subject: string): ValueTest | undefined {
  if (value.kind === 'range') return rangeTest(context, comparable, value, subject);
  if (comparable.kind === 'tier') return tierTest(context, value, subject);
  if (comparable.kind !== 'value') return pointTest(context, comparable, value, subject);
  const { type } = comparable;
  switch (type.kind) {
    case 'number': case 'money': case 'duration': return pointTest(context, comparable, value, subject);
    case 'date': case 'datetime': {
      const ends = instantEnds(context, value, subject);
      return ends && { kind: 'interval', low: inclusive(ends.start), high: ends.day ? exclusive(ends.end) : inclusive(ends.end) };
    }
    case 'boolean': {
      const word = value.kind === 'word' ? value.text.toLowerCase() : undefined;
      if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
      return mismatch(context, subject, '`true` or `false`', value, booleanMeant(value));
    }
    case 'text': case 'email': case 'url': return textOperandTest(context, comparable, 'matches', value, subject);
    case 'country': return countryTest(context, value, subject);
    case 'one of': return memberTest(context, comparable, type.members, value, subject);
    case 'list': return aloneTest(context, { kind: 'value', type: type.element }, value, subject);
    default: return unreachable(type);
  }
}

/** An equality of ordered values. */
function pointTest(context: CheckContext, comparable: Comparable, value: Value, subject: string): ValueTest | undefined {
  const number = orderedValue(context, comparable, value, subject);
  return number === undefined ? undefined : { kind: 'interval', low: inclusive(number), high: inclusive(number) };
}

function rangeTest(context: CheckContext, comparable: Comparable, range: Extract<ValueOrRange, { kind: 'range' }>, subject: string): ValueTest | undefined {
  const type = comparable.kind === 'value' ? comparable.type : undefined;
  if (type?.kind === 'date' || type?.kind === 'datetime') {
    const low = range.low && instantEnds(context, range.low, subject);
    const high = range.high && instantEnds(context, range.high, subject);
    if ((range.low && !low) || (range.high && !high)) return undefined;
    return {
      kind: 'interval',
      low: low && inclusive(low.start),
      high: high && (high.day ? exclusive(high.end) : inclusive(high.end)),
    };
  }
  if (comparable.kind === 'tier' || (type !== undefined && !['number', 'money', 'duration'].includes(type.kind))) {
    return mismatch(context, subject, dueOf(comparable), range);
  }
  const low = range.low && orderedValue(context, comparable, range.low, subject);
  const high = range.high && orderedValue(context, comparable, range.high, subject);
  if ((range.low && low === undefined) || (range.high && high === undefined)) return undefined;
  return { kind: 'interval', low: low === undefined ? undefined : inclusive(low), high: high === undefined ? undefined : inclusive(high) };
}

/** `< V`, `>= V` and so on. A bare date stands for its whole day. */
export function orderedBound(context: CheckContext, comparable: Comparable, operator: Operator, value: Value, subject: string): ValueTest | undefined {
  if (comparable.kind === 'value' && (comparable.type.kind === 'date' || comparable.type.kind === 'datetime')) {
    const ends = instantEnds(context, value, subject);
    if (ends === undefined) return undefined;
    switch (operator) {
      case '<': return { kind: 'interval', low: undefined, high: exclusive(ends.start) };
      case '<=': return { kind: 'interval', low: undefined, high: ends.day ? exclusive(ends.end) : inclusive(ends.end) };
      case '>': return { kind: 'interval', low: ends.day ? inclusive(ends.end) : exclusive(ends.end), high: undefined };
      case '>=': return { kind: 'interval', low: inclusive(ends.start), high: undefined };
      default: return unreachable(operator);
    }
  }
  const bound = orderedValue(context, comparable, value, subject);
  if (bound === undefined) return undefined;
  switch (operator) {
    case '<': return { kind: 'interval', low: undefined, high: exclusive(bound) };
    case '<=': return { kind: 'interval', low: undefined, high: inclusive(bound) };
    case '>': return { kind: 'interval', low: exclusive(bound), high: undefined };
    case '>=': return { kind: 'interval', low: inclusive(bound), high: undefined };
    default: return unreachable(operator);
  }
}

/** What is due, for messages. */
function dueOf(comparable: Comparable): string {
  switch (comparable.kind) {
    case 'count': return 'a number';
    case 'duration': return 'a duration such as `30d`';
    case 'total': return comparable.currency === undefined ? 'a number' : `a number or an amount in ${comparable.currency}`;
    case 'points': return 'a number of points';
    case 'tier': return 'the name of a tier';
    case 'value': return dueOfType(comparable.type);
    default: return unreachable(comparable);
  }
}

function dueOfType(type: ValueType): string {
  switch (type.kind) {
    case 'number': return 'a number';
    case 'money': return `an amount in ${type.currency}`;
    case 'boolean': return '`true` or `false`';
    case 'text': case 'email': case 'url': return 'a text';
    case 'country': return 'a country';
    case 'one of': return 'one of its values';
    case 'date': case 'datetime': return 'a date such as `2026-12-31`';
    case 'duration': return 'a duration such as `30d`';
    case 'list': return dueOfType(type.element);
    default: return unreachable(type);
  }
}

/** A number, amount or duration in the units of the subject. */
export function orderedValue(context: CheckContext, comparable: Comparable, value: Value, subject: string): number | undefined {
  const kind = comparable.kind === 'value' ? comparable.type.kind : comparable.kind;
  const currency = comparable.kind === 'total' ? comparable.currency : comparable.kind === 'value' && comparable.type.kind === 'money' ? comparable.type.currency : undefined;

  if (kind === 'duration') {
    if (value.kind === 'duration') return value.milliseconds;
    return mismatch(context, subject, 'a duration such as `30d`', value, secondsOf(value));
  }
  if (value.kind === 'money' && currency !== undefined && value.currency !== currency && value.currency !== noCurrency) {
    return report(context, codes.currencyMismatch, value.span, { subject, currency, found: value.currency });
  }
  if (value.kind !== 'number' && !(value.kind === 'money' && currency !== undefined)) return mismatch(context, subject, dueOf(comparable), value, plainNumber(value, comparable));
  warnOfThousands(context, value);
  if (kind === 'points') return pointsOf(context, value);
  const number = Number(value.decimal);
  return kind === 'total' ? tenThousandths(context, value, number, subject) : number;
}

/** `"50"`, a number in quotes; `score > 50%`, as points are no shares. */
function plainNumber(value: Value, comparable: Comparable): string | undefined {
  if (value.kind === 'percent') return comparable.kind === 'points' ? value.decimal : undefined;
  return value.kind === 'text' && /^\d{1,15}(\.\d+)?$/.test(value.value) ? value.value : undefined;
}

/** What data calls true and false, and literals do not. */
function booleanMeant(value: ValueOrRange): string | undefined {
  const written = value.kind === 'number' ? value.decimal : value.kind === 'text' ? value.value.toLowerCase() : value.kind === 'word' ? value.text.toLowerCase() : '';
  if (/^(true|yes|y|1|on)$/.test(written)) return 'true';
  return /^(false|no|n|0|off)$/.test(written) ? 'false' : undefined;
}

function adviceOnDates(value: Value): string | undefined {
  if (value.kind === 'word' && /^(today|now|yesterday|tomorrow)$/i.test(value.text)) return 'a window is counted back from the evaluation time: write `within 30d`';
  if (value.kind !== 'number' || !/^(19|20)\d\d$/.test(value.decimal)) return undefined;
  return `write \`${value.decimal}-01-01..${value.decimal}-12-31\` for the whole year`;
}

/** `1.000`, which much of Europe writes for a thousand. Nobody writes three noughts behind a decimal point for nothing. */
function warnOfThousands(context: CheckContext, value: Value): void {
  const text = context.file.text.slice(value.span.start, value.span.end);
  if (!/(^|[^\d_])\d{1,3}[.]000$/.test(text)) return;
  // The entries of a list are looked at wherever it is used.
  if (context.diagnostics.some(({ code, file, span }) => code === codes.pointForThousands.code && file === context.file && span.start === value.span.start)) return;
  const thousands = text.replace('.', '_');
  const plain = text.replace('.000', '');
  report(context, codes.pointForThousands, value.span, { text, thousands, plain }, {
    fixes: [thousands, plain].map((written) => ({ title: `write \`${written}\``, edits: [{ file: context.file, span: value.span, text: written }] })),
  });
}

/** A plain number where a duration is due most likely means seconds. */
function secondsOf(value: Value): string | undefined {
  return value.kind === 'number' && /^\d+$/.test(value.decimal) && Number(value.decimal) > 0 ? `${value.decimal}s` : undefined;
}

/** The first and last instant of what was written; of a bare date `end` is the first instant of the next day. */
function instantEnds(context: CheckContext, value: Value, subject: string): { readonly start: number; readonly end: number; readonly day: boolean } | undefined {
  if (value.kind === 'date') return { ...daySpan(context, value), day: true };
  if (value.kind === 'instant') {
    const at = instantOf(context, value);
    return { start: at, end: at, day: false };
  }
  const text = value.kind === 'text' ? value.value : '';
  const instead = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? text : undefined;
  return mismatch(context, subject, 'a date such as `2026-12-31`', value, instead, adviceOnDates(value));
}

function spelled(value: ValueOrRange): string | undefined {
  return value.kind === 'text' ? value.value : value.kind === 'word' ? value.text : undefined;
}

export function findCountry(context: CheckContext, value: Value, subject: string): string | undefined {
  const text = spelled(value);
  if (text === undefined) return mismatch(context, subject, 'a country', value);
  if (trim(text) === '') return report(context, codes.emptyText, value.span, { subject });
  const code = countryCode(text);
  if (code !== undefined) {
    refer(context, value.span, { kind: 'country', code });
    return code;
  }
  const near = nearest(text, countries.flatMap((country) => [country.name, ...country.spellings]));
  return report(context, codes.unknownCountry, value.span, { value: text, nearest: near }, {
    fixes: near.map((name) => ({ title: `write \`"${name}"\``, edits: [{ file: context.file, span: value.span, text: `"${name}"` }] })),
  });
}

function countryTest(context: CheckContext, value: Value, subject: string): ValueTest | undefined {
  const code = findCountry(context, value, subject);
  return code === undefined ? undefined : { kind: 'member', member: code };
}

export function findMember(context: CheckContext, owner: LeadField | EventProperty | undefined, members: readonly Member[], value: Value, subject: string): string | undefined {
  const text = spelled(value);
  if (text === undefined) return mismatch(context, subject, 'one of its values', value);
  if (trim(text) === '') return report(context, codes.emptyText, value.span, { subject });
  const member = members.find((one) => [one.name, ...one.spellings].some((spelling) => isSameText(spelling, text)));
  if (member !== undefined) {
    if (owner !== undefined) refer(context, value.span, { kind: 'member', owner, member });
    return member.name;
  }
  const owners = new Map(members.flatMap((one) => [one.name, ...one.spellings].map((spelling) => [spelling, one.name] as const)));
  const near = [...new Set(nearest(text, owners.keys()).map((spelling) => owners.get(spelling)!))];
  return report(context, codes.unknownMember, value.span, { subject, value: text, nearest: near, all: members.map((one) => one.name) }, {
    fixes: near.map((name) => {
      const written = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : JSON.stringify(name);
      return { title: `write \`${written}\``, edits: [{ file: context.file, span: value.span, text: written }] };
    }),
  });
}

function memberTest(context: CheckContext, comparable: Extract<Comparable, { kind: 'value' }>, members: readonly Member[], value: Value, subject: string): ValueTest | undefined {
  const member = findMember(context, comparable.owner, members, value, subject);
  return member === undefined ? undefined : { kind: 'member', member };
}

function tierTest(context: CheckContext, value: Value, subject: string): ValueTest | undefined {
  const text = value.kind === 'number' ? value.decimal : spelled(value);
  if (text === undefined) return mismatch(context, subject, 'the name of a tier', value);
  const labels = context.tierLabels ?? [];
  const label = labels.find((other) => isSameText(other, text));
  if (label !== undefined) return { kind: 'label', label };
  return report(context, codes.unknownTier, value.span, { label: text, nearest: nearest(text, labels), all: labels });
}

/** A test of a text, email or url against one text. */
export function textOperandTest(context: CheckContext, comparable: Comparable, operator: TextTest['operator'], value: ValueOrRange, subject: string): ValueTest | undefined {
  const text = spelled(value);
  if (text === undefined) return mismatch(context, subject, 'a text', value, quoted(context, value));
  if (trim(text) === '') return report(context, codes.emptyText, value.span, { subject });
  if (operator === 'mentions' && !/[\p{L}\p{N}]/u.test(text)) return report(context, codes.noWords, value.span, { text });

  const pieces = operator === 'matches' && value.kind === 'text' ? trimPieces(value.pieces) : [trim(text)];
  const byPath = (operator === 'equals' || operator === 'matches') && comparable.kind === 'value' && comparable.type.kind === 'url' && pieces[0]!.startsWith('/');
  if (!byPath) return { kind: 'text', operator, operand: trim(text), pieces, byPath };

  // A trailing slash of the operand is set aside, as paths never end in one; `/` itself stays.
  const last = pieces[pieces.length - 1]!;
  if (last.endsWith('/') && !(pieces.length === 1 && last === '/')) pieces[pieces.length - 1] = trimEnd(last.slice(0, -1));
  return { kind: 'text', operator, operand: pieces.join('*'), pieces, byPath };
}

/** Trims a pattern as a whole: its first piece at the start, its last at the end. */
function trimPieces(pieces: readonly string[]): string[] {
  const trimmed = [...pieces];
  trimmed[0] = trimStart(trimmed[0]!);
  trimmed[trimmed.length - 1] = trimEnd(trimmed[trimmed.length - 1]!);
  return trimmed;
}

function quoted(context: CheckContext, value: ValueOrRange): string | undefined {
  return value.kind === 'number' ? `"${context.file.text.slice(value.span.start, value.span.end)}"` : undefined;
}
