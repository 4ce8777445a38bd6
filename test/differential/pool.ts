/** The fields and events that generated definitions are about: at least one of every type, and names that are hard to bear. */

export type Kind = 'number' | 'money' | 'boolean' | 'text' | 'email' | 'url' | 'country' | 'one of' | 'date' | 'datetime' | 'duration';

export interface PoolType {
  readonly kind: Kind;
  readonly isList: boolean;
  readonly currency?: string;
  readonly members?: readonly { readonly name: string; readonly spellings: readonly string[] }[];
  readonly format?: string;
  /** Of a sum: numbers beyond the largest that a total takes are errors. */
  readonly isTotal?: boolean;
}

export interface PoolField {
  readonly name: string;
  readonly type: PoolType;
  /** The columns that data may have it in, besides its name. */
  readonly columns: readonly string[];
  /** Not of the standard vocabulary, or hides something of it. */
  readonly declared: boolean;
}

export interface PoolEvent {
  readonly name: string;
  readonly properties: readonly { readonly name: string; readonly type: PoolType }[];
  readonly passive: boolean;
  readonly spellings: readonly string[];
  readonly declared: boolean;
}

const plain = (kind: Kind): PoolType => ({ kind, isList: false });
const list = (type: PoolType): PoolType => ({ ...type, isList: true });
const money = (currency: string): PoolType => ({ kind: 'money', isList: false, currency });
const oneOf = (...members: readonly (readonly [string, ...string[]])[]): PoolType =>
  ({ kind: 'one of', isList: false, members: members.map(([name, ...spellings]) => ({ name, spellings })) });
const formatted = (kind: 'date' | 'datetime', format: string): PoolType => ({ kind, isList: false, format });

const plan = oneOf(['free', 'Free plan'], ['pro', 'Pro', 'Professional'], ['Max'], ['within', 'Straße']);

const standard = (name: string, type: PoolType): PoolField => ({ name, type, columns: [], declared: false });
const declared = (name: string, type: PoolType, ...columns: readonly string[]): PoolField => ({ name, type, columns, declared: true });

export const fields: readonly PoolField[] = [
  standard('email', plain('email')),
  standard('country', plain('country')),
  standard('employees', plain('number')),
  standard('revenue', money('USD')),
  standard('title', plain('text')),
  standard('company', plain('text')),
  standard('tech_stack', list(plain('text'))),
  standard('funding_date', plain('date')),
  standard('created', plain('datetime')),
  standard('timeline', plain('duration')),
  standard('consent', plain('boolean')),
  standard('seniority', oneOf(['manager', 'Manager-Level'], ['vp', 'Vice President'], ['c_level', 'CXO', 'C-Suite'])),
  declared('site', plain('url'), 'Web site'),
  declared('plan', plan, 'Plan name', 'plan_code'),
  declared('markets', list(plain('country'))),
  declared('sizes', list(plain('number'))),
  declared('plans', list(plan)),
  declared('sites', list(plain('url'))),
  declared('mails', list(plain('email'))),
  declared('budgets', list(money('EUR'))),
  declared('waits', list(plain('duration'))),
  declared('off_days', list(plain('date'))),
  declared('flags', list(plain('boolean'))),
  declared('born', formatted('date', '%d/%m/%Y')),
  declared('seen', formatted('datetime', '%Y-%m-%d %H:%M')),
  declared('arr', money('GBP'), 'ARR (GBP)'),
  declared('__proto__', plain('number')),
  declared('constructor', plain('text')),
  declared('within', plain('number')),
  declared('id', plain('text'), 'CRM id'),
  declared('fields', plain('number')),
];

export const events: readonly PoolEvent[] = [
  { name: 'page_view', properties: [{ name: 'url', type: plain('url') }, { name: 'title', type: plain('text') }, { name: 'duration', type: plain('duration') }], passive: false, spellings: [], declared: false },
  { name: 'webinar', properties: [{ name: 'title', type: plain('text') }, { name: 'minutes', type: plain('number') }], passive: false, spellings: [], declared: false },
  { name: 'download', properties: [{ name: 'asset', type: plain('text') }, { name: 'kind', type: plain('text') }], passive: false, spellings: [], declared: false },
  { name: 'email_click', properties: [{ name: 'campaign', type: plain('text') }, { name: 'url', type: plain('url') }], passive: false, spellings: [], declared: false },
  { name: 'contact_request', properties: [], passive: false, spellings: [], declared: false },
  { name: 'unsubscribe', properties: [], passive: true, spellings: [], declared: false },
  { name: 'sales_rejected', properties: [{ name: 'reason', type: plain('text') }], passive: true, spellings: [], declared: false },
  {
    name: 'ping',
    properties: [
      { name: 'tag', type: oneOf(['a', 'Aye'], ['b'], ['c', 'See']) }, { name: 'value', type: plain('number') }, { name: 'land', type: plain('country') },
      { name: 'names', type: list(plain('text')) }, { name: 'day', type: plain('date') }, { name: 'took', type: plain('duration') }, { name: 'cost', type: money('EUR') },
      { name: 'ok', type: plain('boolean') }, { name: 'mail', type: plain('email') }, { name: 'moment', type: plain('datetime') }, { name: 'counts', type: list(plain('number')) },
    ],
    passive: false, spellings: ['Ping!'], declared: true,
  },
  { name: 'nudge', properties: [], passive: true, spellings: ['Nudge sent', 'nudged'], declared: true },
  {
    name: 'odd',
    properties: [
      { name: 'type', type: plain('text') }, { name: 'id', type: plain('number') }, { name: 'at', type: plain('duration') }, { name: 'lead_id', type: plain('text') },
      { name: 'properties', type: plain('text') }, { name: '__proto__', type: plain('number') }, { name: 'constructor', type: plain('text') },
    ],
    passive: false, spellings: [], declared: true,
  },
  { name: 'click', properties: [{ name: 'link', type: plain('url') }, { name: 'depth', type: plain('number') }], passive: false, spellings: [], declared: true },
];

const reserved = new Set(('and or not any all none no at up within once per decay fade floor as when also where require otherwise of in is has score tier '
  + 'since total distinct days activity qualified excluded true false missing known').split(' '));

/** A name as a definition writes it. */
export function written(name: string): string {
  return reserved.has(name.toLowerCase()) ? `\`${name}\`` : name;
}

export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}

/** A type as a declaration writes it. */
export function writtenType(type: PoolType): string {
  if (type.isList) return `list of ${writtenType({ ...type, isList: false })}`;
  switch (type.kind) {
    case 'money':
      return `money ${type.currency!}`;
    case 'one of':
      return `one of (${type.members!.map((member) => [member.name, ...member.spellings.map(quoted)].join(' ')).join(', ')})`;
    default:
      return type.format === undefined ? type.kind : `${type.kind} ${quoted(type.format)}`;
  }
}

/** Letters that lower-casing, composing and trimming treat in ways one does not expect. */
export const texts: readonly string[] = [
  'VP of Sales', 'head of growth', 'SVP / VP, Sales', 'MVP', 'vp', 'Intern', 'İstanbul', 'istanbul', 'ΣΊΣΥΦΟΣ', 'σίσυφος', 'Straße', 'STRASSE', 'GROẞ', 'groß',
  'café', 'cafe\u0301', 'Ǆ', 'ǆ', 'K', 'ﬁnance', 'a*b', 'axxb', 'ab', '*', 'Chief "Growth" Officer', 'back\\slash', 'naïve 3½ ٣', 'x\u00a0y', '💡 idea', 'HubSpot', 'hubspot', 'Sales*force',
  'Ⅷ', 'ꭰ', 'Ꭰ', '\u{10400}', '\u{10428}', 'end of day', 'of',
];

export const urls: readonly string[] = [
  'https://acme.com/pricing', 'https://user@Acme.com:8080/Docs/?page=2', 'http://acme.com', '/pricing/', '/docs/a/b#top', 'acme.com/Pricing', 'acme.com', 'mailto:x@y.z',
  'ftp://host:21//', '//acme.com/x', 'https://acme.com/pricing?x=/docs', 'https:///path', '?q', '#', '/', 'http://[::1]:80/a', 'https://acme.com:/p/', 'https://a.b/İ/ẞ', '/pricing /',
];

export const emails: readonly string[] = ['ann@Acme.com', 'bob@rival.io ', '"a@b"@gmail.com', 'no-at-sign', 'trailing@', '@', 'x@ y', 'K@GMAIL.COM', 'eve@İstanbul.tr'];

/** Of each country a code and spellings. */
export const countries: readonly { readonly code: string; readonly spellings: readonly string[] }[] = [
  { code: 'US', spellings: ['US', 'usa', 'United States', ' us '] },
  { code: 'DE', spellings: ['de', 'Germany', 'DEU'] },
  { code: 'GB', spellings: ['GB', 'UK', 'Great Britain', 'united kingdom'] },
  { code: 'IN', spellings: ['in', 'India'] },
  { code: 'NO', spellings: ['NO', 'Norway'] },
];

export const zones: readonly string[] = ['UTC', 'America/New_York', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu', 'America/Sao_Paulo'];

/** Instants near which clocks change, days have 23 or 25 hours, or the year ends. */
export const nows: readonly number[] = [
  Date.UTC(2026, 0, 1), Date.UTC(2025, 2, 9, 8), Date.UTC(2025, 10, 2, 6, 30), Date.UTC(2026, 2, 29, 1), Date.UTC(2025, 9, 26, 1, 30), Date.UTC(2024, 1, 29, 12), Date.UTC(2026, 3, 4, 15, 30),
  Date.UTC(2011, 11, 31, 11), Date.UTC(2007, 10, 4, 3, 1), Date.UTC(2018, 10, 4, 4), Date.UTC(2030, 5, 15, 18, 0, 0, 1),
];
