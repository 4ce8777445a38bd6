import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { nearest } from '../../compiler/diagnostics/did-you-mean.ts';
import { fileProblem, usageProblem } from '../problems.ts';

/** What a `mql.json` beside a definition, or above it, says; `mql.schema.json` describes the file. Flags win over it. */
export interface Settings {
  /** Files, patterns and queries; relative to the settings file there, and to the current folder here. */
  readonly leads?: string;
  readonly events?: string;
  readonly outcomes?: string;
  /** The evaluation time, as it is written. */
  readonly now?: string;
  readonly engine?: string;
  /** How \`mql score\` writes results, where neither a flag nor the name of the output says. */
  readonly format?: ResultFormat;
}

export const resultFormats = ['table', 'jsonl', 'csv', 'parquet'] as const;
export type ResultFormat = (typeof resultFormats)[number];

export const settingsFileName = 'mql.json';
const keys = ['$schema', 'leads', 'events', 'outcomes', 'now', 'engine', 'format'];

/** The settings for a definition: of the nearest `mql.json` in its folder or above. For `-`: of the current folder. */
export function readSettings(definitionPath: string): Settings {
  const path = findSettings(definitionPath);
  return path === undefined ? {} : parseSettings(path);
}

/** The file that `readSettings` reads; `undefined` where there is none. */
export function findSettings(definitionPath: string): string | undefined {
  for (let at = resolve(definitionPath === '-' ? '.' : dirname(definitionPath)); ; at = dirname(at)) {
    const path = join(at, settingsFileName);
    if (existsSync(path)) return relative('.', path) || path;
    if (at === dirname(at)) return undefined;
  }
}

function parseSettings(path: string): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw fileProblem('read', path, cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw usageProblem(`\`${path}\` is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (!isObject(value)) throw usageProblem(`\`${path}\` should hold a JSON object`);
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const [near] = nearest(key, keys);
    throw usageProblem(`\`${path}\` has a setting \`${key}\` that mql does not know`, near === undefined ? `it knows ${keys.slice(1).join(', ')}` : `did you mean \`${near}\`?`);
  }
  const textAt = (key: string): string | undefined => {
    const setting = value[key];
    if (setting === undefined) return undefined;
    if (typeof setting !== 'string' || setting === '') throw usageProblem(`\`${key}\` in \`${path}\` should be a text`);
    return setting;
  };
  const pathAt = (key: string): string | undefined => {
    const setting = textAt(key);
    return setting === undefined || setting === '-' || isAbsolute(setting) ? setting : join(dirname(path), setting);
  };
  return withoutUndefined({
    leads: pathAt('leads'), events: pathAt('events'), outcomes: pathAt('outcomes'), now: textAt('now'), engine: textAt('engine'), format: formatOf(textAt('format'), path),
  });
}

function formatOf(setting: string | undefined, path: string): ResultFormat | undefined {
  const format = resultFormats.find((each) => each === setting);
  if (setting !== undefined && format === undefined) throw usageProblem(`\`format\` in \`${path}\` should be one of ${resultFormats.join(', ')}`);
  return format;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function withoutUndefined<T extends Readonly<Record<string, unknown>>>(settings: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(settings).filter(([, setting]) => setting !== undefined)) as Partial<Defined<T>>;
}
