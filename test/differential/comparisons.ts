/** Comparisons of every kind that a type takes. */
import { group, whole, type Draft } from './draft.ts';
import type { Draw } from './draw.ts';
import type { Facts } from './facts.ts';
import { countries, emails, quoted, texts, urls, type Kind, type PoolType } from './pool.ts';

/** What comparisons may refer to. */
export interface ListNames {
  /** Names of the lists of each kind of values. */
  readonly lists: ReadonlyMap<Kind, readonly string[]>;
  readonly now: number;
}

export interface Making {
  readonly draw: Draw;
  readonly facts: Facts;
  readonly names: ListNames;
}

const day = 86_400_000;

/** A comparison, with the blank before it. `signed`: a sign may be written where signs are values. */
export function comparison(making: Making, type: PoolType): Draft {
  const { draw } = making;
  const roll = draw.integer(1, 14);
  if (roll === 1) return ` is ${draw.pick(['', 'not '])}${draw.pick(['missing', 'known'])}`;
  if (type.isList) return listComparison(making, { ...type, isList: false });
  if (isText(type.kind)) return textComparison(making, type.kind);
  if (type.kind === 'boolean') return draw.pick([' is true', ' = false', ' true', ' != true', ' is not false']);
  if (type.kind === 'country' || type.kind === 'one of') return memberComparison(making, type);
  return orderedComparison(making, type);
}

export function isText(kind: Kind): boolean {
  return kind === 'text' || kind === 'email' || kind === 'url';
}

function orderedComparison(making: Making, type: PoolType): Draft {
  const { draw, names } = making;
  const one = (signed = false): string => literal(making, type, signed);
  const lists = names.lists.get(type.kind);
  switch (draw.integer(1, isDate(type.kind) ? 8 : 6)) {
    case 1:
      return ` ${one()}`;
    case 2:
      return ` ${range(making, type)}`;
    case 3:
    case 4:
      return whole(` ${draw.pick(['=', '!=', '<', '<=', '>', '>=', 'is', 'is not'])} `, one(true));
    case 5:
      return group(draw.times(1, 3, () => (draw.oneIn(3) ? range(making, type) : one(true))), { before: draw.pick([' in (', ' not in (']), between: ', ', after: ')' });
    case 6:
      return lists === undefined ? ` ${range(making, type)}` : ` ${draw.pick(['', 'not '])}in ${draw.pick(lists)}`;
    case 7:
      return ` ${draw.pick(['before', 'after'])} ${one()}`;
    default:
      return ` within ${duration(making)}`;
  }
}

export function range(making: Making, type: PoolType): string {
  const ends = [ordered(making, type, false), ordered(making, type, false)].sort((left, right) => left.value - right.value);
  return making.draw.weighted([[3, `${ends[0]!.text}..${ends[1]!.text}`], [1, `${ends[0]!.text}..`], [1, `..${ends[1]!.text}`]]);
}

function isDate(kind: Kind): boolean {
  return kind === 'date' || kind === 'datetime';
}

/** A literal of the type as a definition writes it. */
export function literal(making: Making, type: PoolType, signed = false): string {
  const { draw, facts } = making;
  switch (type.kind) {
    case 'text':
      return quoted(noted(making, 'text', draw.pick(texts)));
    case 'email':
      return quoted(noted(making, 'email', draw.pick(emails)));
    case 'url':
      return quoted(noted(making, 'url', draw.pick(urls)));
    case 'boolean':
      return draw.pick(['true', 'false']);
    case 'country': {
      const { code, spellings } = draw.pick(countries);
      facts.note('country', code);
      return draw.oneIn(3) ? quoted(draw.pick(spellings)) : draw.pick([code, code.toLowerCase()]);
    }
    case 'one of': {
      const member = draw.pick(type.members!);
      return draw.oneIn(3) && member.spellings.length > 0 ? quoted(draw.pick(member.spellings)) : member.name;
    }
    default:
      return ordered(making, type, signed).text;
  }
}

function noted(making: Making, kind: Kind, value: string): string {
  making.facts.note(kind, value);
  return value;
}

const numbers: readonly (readonly [string, number])[] = [
  ['0', 0], ['1', 1], ['2', 2], ['3', 3], ['5', 5], ['10', 10], ['50', 50], ['51', 51], ['1_000', 1000], ['0.5', 0.5], ['2.5', 2.5], ['0.1', 0.1], ['0.3', 0.3], ['0.00005', 0.00005], ['5k', 5000], ['1.5m', 1_500_000],
  ['2bn', 2e9], ['100000000000', 1e11], ['9007199254740993', 9_007_199_254_740_992], ['0.1234567', 0.123_456_7],
];

/** A literal that has an order, and its value in data. */
function ordered(making: Making, type: PoolType, signed: boolean): { readonly text: string; readonly value: number } {
  const { draw, facts, names } = making;
  switch (type.kind) {
    case 'duration': {
      const text = duration(making);
      const value = milliseconds(text);
      facts.note('duration', value / 1000);
      return { text, value };
    }
    case 'date':
    case 'datetime': {
      const at = names.now - draw.integer(-2, 40) * day;
      facts.note(type.kind, at);
      if (draw.oneIn(3)) {
        const text = new Date(at).toISOString().slice(0, draw.pick([16, 19]));
        const offset = draw.pick(['Z', '', '+02:00', '-03:30']);
        return { text: text + offset, value: at };
      }
      return { text: new Date(at).toISOString().slice(0, 10), value: at };
    }
    default: {
      const [text, value] = draw.pick(type.isTotal === true ? numbers.filter(([, size]) => size <= 1e11) : numbers);
      const isNegative = signed && draw.oneIn(5);
      facts.note(type.kind, isNegative ? -value : value);
      const amount = type.kind === 'money' && draw.oneIn(2) ? money(making, text, type.currency!, isNegative) : `${isNegative ? '-' : ''}${text}`;
      return { text: amount, value };
    }
  }
}

const signs: Readonly<Record<string, string>> = { USD: '$', GBP: '£', EUR: '€' };

function money({ draw }: Making, text: string, currency: string, isNegative: boolean): string {
  if (isNegative) return `-${text}`;
  return draw.oneIn(2) ? `${signs[currency]}${text}` : `${currency} ${text}`;
}

const durations = ['45s', '1s', '500s', '15min', '3min', '2h', '24h', '1d', '2d', '7d', '30d', '60d', '6w', '0.5d', '1.5h', '36500d'] as const;

/** A window or an age, and what data is to be made for it. */
export function duration({ draw, facts }: Making, choices: readonly string[] = durations): string {
  const text = draw.pick(choices);
  facts.durations.push(milliseconds(text));
  return text;
}

export function milliseconds(text: string): number {
  const [, amount, unit] = /^([\d.]+)(s|min|h|d|w)$/.exec(text)!;
  return Math.round(Number(amount) * { s: 1000, min: 60_000, h: 3_600_000, d: day, w: 7 * day }[unit as 's']);
}

// ---------------------------------------------------------------- texts

/** A text of the kind with stars put in. */
export function pattern(making: Making, kind: Kind): string {
  const { draw } = making;
  const text = textLiteral(making, kind);
  if (draw.oneIn(2)) return quoted(text);
  const characters = [...text];
  const at = draw.integer(0, characters.length);
  const until = draw.integer(at, characters.length);
  const stars = draw.pick(['*', '**', '\\*']);
  return `"${escaped(characters.slice(0, at))}${stars}${escaped(characters.slice(until))}${draw.oneIn(3) ? '*' : ''}"`;
}

/** The stars of the text itself are written so, too. */
function escaped(characters: readonly string[]): string {
  return quoted(characters.join('')).slice(1, -1).replaceAll('*', '\\*');
}

function textLiteral(making: Making, kind: Kind): string {
  const { draw } = making;
  return noted(making, kind, kind === 'url' ? draw.pick(urls) : kind === 'email' ? draw.pick(emails) : draw.pick(texts));
}

/** A part of a text, so that what is found is not always the whole. */
function piece(making: Making, kind: Kind): string {
  const { draw } = making;
  const characters = [...textLiteral(making, kind)];
  const from = draw.integer(0, characters.length - 1);
  const part = characters.slice(from, draw.integer(from + 1, characters.length)).join('');
  return quoted(/^[ \t\n\v\f\r]*$/.test(part) ? 'x' : part);
}

function withWord(making: Making, kind: Kind): string {
  const text = piece(making, kind);
  return /[\p{L}\p{N}]/u.test(text) ? text : '"sales"';
}

function textComparison(making: Making, kind: Kind): Draft {
  const { draw, names } = making;
  const lists = names.lists.get('text')!;
  switch (draw.integer(1, 6)) {
    case 1:
      return ` ${pattern(making, kind)}`;
    case 2:
      return ` ${draw.pick(['=', '!=', 'is', 'is not'])} ${quoted(textLiteral(making, kind))}`;
    case 3:
      return group(draw.times(1, 3, () => pattern(making, kind)), { before: ` ${draw.pick(['', 'not '])}in (`, between: ', ', after: ')' });
    case 4:
      return ` ${draw.pick(['', 'not '])}in ${draw.pick(lists)}`;
    default: {
      const operator = draw.pick(['contains', 'starts with', 'ends with', 'mentions', 'matches']);
      const operand = (): string => (operator === 'matches' ? pattern(making, kind) : operator === 'mentions' ? withWord(making, kind) : piece(making, kind));
      const head = ` ${draw.pick(['', '', 'not '])}${operator} `;
      switch (draw.integer(1, 4)) {
        case 1:
          return group(draw.times(1, 3, operand), { before: `${head}any of (`, between: ', ', after: ')' });
        case 2:
          // `mentions` takes no text without a word.
          return `${head}any of ${draw.pick(operator === 'mentions' ? names.lists.get('email')! : lists)}`;
        default:
          return head + operand();
      }
    }
  }
}

function memberComparison(making: Making, type: PoolType): Draft {
  const { draw, names } = making;
  const one = (): string => literal(making, type);
  const lists = type.kind === 'country' ? names.lists.get('country') : undefined;
  switch (draw.integer(1, 4)) {
    case 1:
      return ` ${one()}`;
    case 2:
      return ` ${draw.pick(['=', '!=', 'is', 'is not'])} ${one()}`;
    case 3:
      return group(draw.times(1, 3, one), { before: ` ${draw.pick(['', 'not '])}in (`, between: ', ', after: ')' });
    default:
      return lists === undefined ? ` ${one()}` : ` ${draw.pick(['', 'not '])}in ${draw.pick(lists)}`;
  }
}

function listComparison(making: Making, element: PoolType): Draft {
  const { draw } = making;
  const isOrdered = !isText(element.kind) && element.kind !== 'country' && element.kind !== 'one of' && element.kind !== 'boolean';
  const one = (signed: boolean): string =>
    isText(element.kind) ? pattern(making, element.kind) : isOrdered && draw.oneIn(4) ? range(making, element) : literal(making, element, signed);
  switch (draw.integer(1, 4)) {
    case 1:
      return ` ${one(false)}`;
    case 2:
      return ` ${draw.pick(['', 'not '])}has ${one(false)}`;
    default:
      return group(draw.times(1, 3, () => one(true)), { before: ` ${draw.pick(['', 'not '])}has ${draw.pick(['any', 'all'])} of (`, between: ', ', after: ')' });
  }
}
