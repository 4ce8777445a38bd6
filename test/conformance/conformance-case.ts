/**
 * The form of the conformance cases, which `cases/*.yaml` hold as lists. A case says one sentence of the language
 * design; `README.md` beside this file explains the keys.
 */
import { parse } from 'yaml';

export interface ExpectedDiagnostic {
  readonly code: string;
  /** The text under the span. */
  readonly at: string;
  /** From 1. */
  readonly line?: number;
  /** A part of message or advice. */
  readonly says?: string;
  readonly file?: string;
  readonly severity?: 'error' | 'warning' | 'information';
  /** The texts under the related places. */
  readonly related?: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

export interface ConformanceCase {
  readonly name: string;
  /** The section of the language reference. */
  readonly reference: string;
  readonly definition: string;
  /** `definition` was made from `conditions`: stage `c1` stands for the first, and so on. */
  readonly conditions: ReadonlyMap<string, readonly string[]> | undefined;
  readonly files: Readonly<Record<string, string>>;
  readonly now: number;
  readonly leads: readonly Row[];
  readonly events: readonly Row[];
  readonly expect: readonly Row[] | undefined;
  /** Scores by id. */
  readonly score: Readonly<Record<string, number>> | undefined;
  /** The ids of the leads for which the main stage holds. */
  readonly holds: readonly string[] | undefined;
  readonly explain: Readonly<Record<string, readonly Row[]>> | undefined;
  readonly badRows: readonly Row[] | undefined;
  readonly report: Row | undefined;
  readonly diagnostics: readonly ExpectedDiagnostic[] | undefined;
  readonly likelyMistakes: readonly ExpectedDiagnostic[] | undefined;
  /** The text once every first fix has been made. */
  readonly fixed: string | undefined;
  /** Titles of tests, and whether they pass. */
  readonly tests: Readonly<Record<string, boolean>> | undefined;
}

const keys = new Set([
  'name', 'reference', 'definition', 'condition', 'conditions', 'vocabulary', 'timezone', 'files', 'now', 'leads', 'events', 'expect',
  'score', 'holds', 'explain', 'expect_bad_rows', 'expect_report', 'diagnostics', 'likely_mistakes', 'fixed', 'tests',
]);

const expectations = ['expect', 'score', 'holds', 'conditions', 'explain', 'expect_bad_rows', 'expect_report', 'diagnostics', 'likely_mistakes', 'tests'];

/** @throws Error if a case is not of this form: a slip of the pen must not make a case that tests nothing. */
export function readCases(path: string, yaml: string): ConformanceCase[] {
  const list: unknown = parse(yaml);
  if (!Array.isArray(list)) throw new Error(`${path}: not a list of cases`);
  const cases = list.map((each) => readCase(path, each as Row));
  const names = cases.map((each) => each.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`${path}: two cases are named "${repeated}"`);
  return cases;
}

function readCase(path: string, raw: Row): ConformanceCase {
  const complain = (what: string): never => {
    throw new Error(`${path}: "${String(raw['name'])}": ${what}`);
  };
  for (const key of Object.keys(raw)) if (!keys.has(key)) complain(`unknown key "${key}"`);
  if (typeof raw['name'] !== 'string' || typeof raw['reference'] !== 'string') complain('needs a name and a reference');
  if (!expectations.some((key) => raw[key] !== undefined)) complain('expects nothing');

  const conditions = raw['conditions'] === undefined
    ? undefined
    : new Map(Object.entries(raw['conditions'] as Record<string, readonly string[]>));
  const sources = [raw['definition'], raw['condition'], conditions].filter((each) => each !== undefined);
  if (sources.length !== 1) complain('needs one of definition, condition, conditions');

  const now = instant((raw['now'] as string | undefined) ?? '2026-01-01T00:00Z') ?? complain('`now` is no instant');
  const rows = (raw['leads'] as readonly Row[] | undefined) ?? [];
  const ids = rows.map((row) => String(row['id']));
  for (const id of [...conditions?.values() ?? [], (raw['holds'] as readonly string[] | undefined) ?? []].flat()) {
    if (!ids.includes(id)) complain(`no lead "${id}"`);
  }
  return {
    name: raw['name'] as string,
    reference: raw['reference'] as string,
    definition: (raw['definition'] as string | undefined) ?? definitionText(raw, conditions),
    conditions,
    files: (raw['files'] as Record<string, string> | undefined) ?? {},
    now,
    leads: rows.map(({ did: _did, ...row }) => row),
    events: [
      ...rows.flatMap((row) => ((row['did'] as readonly string[] | undefined) ?? []).map((text) => eventRow(row['id'], text, now, complain))),
      ...((raw['events'] as readonly Row[] | undefined) ?? []),
    ],
    expect: raw['expect'] as readonly Row[] | undefined,
    score: raw['score'] as Readonly<Record<string, number>> | undefined,
    holds: raw['holds'] as readonly string[] | undefined,
    explain: raw['explain'] as Readonly<Record<string, readonly Row[]>> | undefined,
    badRows: raw['expect_bad_rows'] as readonly Row[] | undefined,
    report: raw['expect_report'] as Row | undefined,
    diagnostics: raw['diagnostics'] as readonly ExpectedDiagnostic[] | undefined,
    likelyMistakes: raw['likely_mistakes'] as readonly ExpectedDiagnostic[] | undefined,
    fixed: raw['fixed'] as string | undefined,
    tests: raw['tests'] as Readonly<Record<string, boolean>> | undefined,
  };
}

/** `condition: C` is short for the definition `mql when C`; `conditions` make a stage each. */
function definitionText(raw: Row, conditions: ReadonlyMap<string, unknown> | undefined): string {
  const lines: string[] = [];
  if (raw['timezone'] !== undefined) lines.push('definition "case":', `  timezone "${String(raw['timezone'])}"`);
  if (raw['vocabulary'] !== undefined) lines.push('vocabulary:', String(raw['vocabulary']));
  if (conditions === undefined) lines.push(`mql when ${String(raw['condition'])}`);
  else lines.push(...[...conditions.keys()].map((condition, index) => `c${index + 1} when ${condition}`));
  return `${lines.join('\n')}\n`;
}

const unitLengths: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `webinar 3d`, `page_view 2h1ms {url: /docs}`, `call 2025-12-31T10:00Z`: the type, the age or the instant, and properties. */
function eventRow(lead: unknown, text: string, now: number, complain: (what: string) => never): Row {
  const found = /^(\S+) (\S+)(?: (\{.*\}))?$/s.exec(text);
  if (found === null) return complain(`"${text}" is no event`);
  const [, type, time, properties] = found;
  const at = instant(time!) ?? now - (age(time!) ?? complain(`"${time!}" is neither an age nor an instant`));
  return { lead_id: lead, type, at: new Date(at).toISOString(), ...(properties === undefined ? {} : parse(properties) as Row) };
}

/** `0`, `3d`, `2h30min`, and `-1ms` for the future. */
function age(text: string): number | undefined {
  if (text === '0') return 0;
  const [sign, whole] = text.startsWith('-') ? [-1, text.slice(1)] : [1, text];
  const parts = whole.match(/[0-9]+[a-z]+/g) ?? [];
  if (parts.join('') !== whole || parts.length === 0) return undefined;
  const lengths = parts.map((part) => {
    const unit = unitLengths[part.replace(/[0-9]/g, '')];
    return unit === undefined ? Number.NaN : unit * Number.parseInt(part, 10);
  });
  const sum = lengths.reduce((total, length) => total + length, 0);
  return Number.isNaN(sum) ? undefined : sign * sum;
}

function instant(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
