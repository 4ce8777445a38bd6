/** The sample data that a workspace names: in the editor's settings, else in the nearest `mql.json` beside a definition or above it. */
import { readTable } from './features/read-table.ts';
import type { Row } from './features/read-table.ts';
import type { Sample } from './features/sample-leads.ts';
import { readInstant } from '../reference/read-time.ts';

/** The editor's settings; they win over `mql.json`. Paths are relative to the definition. */
export interface SampleSettings {
  readonly leads: string | undefined;
  readonly events: string | undefined;
}

export type FoundSample = { readonly kind: 'sample'; readonly sample: Sample } | { readonly kind: 'problem'; readonly problem: string } | { readonly kind: 'none' };

interface NamedFiles {
  readonly leads: string;
  readonly events: string | undefined;
  readonly now: string | undefined;
  /** The folder that they are relative to, ending in `/`. */
  readonly folder: string;
}

/** Folders above a definition that are searched for `mql.json`. */
const mostFolders = 12;

export class SampleFiles {
  private readonly readFile: (path: string) => Promise<string | undefined>;
  private readonly clock: () => number;
  private settings: SampleSettings = { leads: undefined, events: undefined };
  /** By the folder of the definition. */
  private readonly found = new Map<string, Promise<FoundSample>>();

  constructor(readFile: (path: string) => Promise<string | undefined>, clock: () => number) {
    this.readFile = readFile;
    this.clock = clock;
  }

  configure(settings: SampleSettings): void {
    this.settings = settings;
    this.found.clear();
  }

  /** A file on disk changed, and it may be one of them. */
  forget(): void {
    this.found.clear();
  }

  /** `path` is that of a definition, as a URI. Read once, until something changes. */
  for(path: string): Promise<FoundSample> {
    const folder = folderOf(path);
    let found = this.found.get(folder);
    if (found === undefined) {
      found = this.find(folder);
      this.found.set(folder, found);
    }
    return found;
  }

  private async find(folder: string): Promise<FoundSample> {
    const named = await this.namedFiles(folder);
    if (named === undefined) return { kind: 'none' };
    if ('problem' in named) return { kind: 'problem', problem: named.problem };
    const leads = await this.rows(named.folder, named.leads);
    if ('problem' in leads) return { kind: 'problem', problem: leads.problem };
    const events = named.events === undefined ? { rows: [] } : await this.rows(named.folder, named.events);
    if ('problem' in events) return { kind: 'problem', problem: events.problem };
    const now = named.now === undefined ? this.clock() : readInstant(named.now, 'UTC');
    if (now === undefined) return { kind: 'problem', problem: `\`now\` in mql.json is no time: \`${named.now}\`` };
    return { kind: 'sample', sample: { leads: leads.rows, events: events.rows, now } };
  }

  private async namedFiles(folder: string): Promise<NamedFiles | { readonly problem: string } | undefined> {
    if (this.settings.leads !== undefined) return { leads: this.settings.leads, events: this.settings.events, now: undefined, folder };
    let at = folder;
    for (let count = 0; count < mostFolders; count += 1) {
      const text = await this.readFile(`${at}mql.json`);
      if (text !== undefined) return fromSettingsFile(text, at);
      const above = folderOf(at.slice(0, -1));
      if (above === at || /^[a-z-]+:\/*$/i.test(above)) return undefined;
      at = above;
    }
    return undefined;
  }

  private async rows(folder: string, name: string): Promise<{ readonly rows: readonly Row[] } | { readonly problem: string }> {
    const text = await this.readFile(joined(folder, name));
    if (text !== undefined) return readTable(name, text);
    return { problem: /[*?]/.test(name) ? `the editor reads single files of sample data, and \`${name}\` is a pattern` : `there is no file \`${name}\`` };
  }
}

function fromSettingsFile(text: string, folder: string): NamedFiles | { readonly problem: string } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { problem: 'mql.json is no JSON' };
  }
  if (typeof value !== 'object' || value === null) return { problem: 'mql.json should hold a JSON object' };
  const textOf = (key: string): string | undefined => {
    const found = (value as Readonly<Record<string, unknown>>)[key];
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  const leads = textOf('leads');
  return leads === undefined ? undefined : { leads, events: textOf('events'), now: textOf('now'), folder };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function joined(folder: string, name: string): string {
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/')) return `${/^[a-z-]+:\/\/[^/]*/i.exec(folder)?.[0] ?? ''}${path}`;
  let at = folder;
  for (const part of path.split('/')) {
    if (part === '..') at = folderOf(at.slice(0, -1));
    else if (part !== '.' && part !== '') at = `${at}${part}/`;
  }
  return at.slice(0, -1);
}

/** What the editor sends as its settings, whatever it is. */
export function sampleSettings(value: unknown): SampleSettings {
  const settings = typeof value === 'object' && value !== null ? value as Readonly<Record<string, unknown>> : {};
  const textOf = (key: string): string | undefined => (typeof settings[key] === 'string' && settings[key] !== '' ? settings[key] : undefined);
  return { leads: textOf('sampleLeads'), events: textOf('sampleEvents') };
}
