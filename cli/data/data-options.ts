/** What `score` and `explain` share: where the data is, and at what time it is judged. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Definition } from '../../compiler/check/checked.ts';
import { engineKind, engineNames } from '../../engines/find-engine.ts';
import { readInstant } from '../../runtime/read-time.ts';
import { usageProblem } from '../problems.ts';
import { readSettings, type ResultFormat } from '../settings/read-settings.ts';

export interface DataOptions {
  readonly leads?: string;
  readonly events?: string;
  readonly now?: string;
  readonly engine?: string;
  /** Bytes. */
  readonly memory?: number;
  readonly leadId?: string;
  readonly eventLeadId?: string;
  readonly eventType?: string;
  readonly eventAt?: string;
}

/** @param withTables whether the command takes tables of a database, too */
export function addDataOptions(command: Command, withTables = false): Command {
  return command
    .option('--leads <data>', 'leads: a file or pattern (CSV, JSON Lines, Parquet, gzip), a .sql file with a query, or `-`')
    .option('--events <data>', 'events, as for --leads')
    .option('--now <time>', 'the time to judge at, such as 2026-01-01 or 2026-01-01T09:30Z (default: the time of the run)')
    .option('--engine <engine>', `where the work is done: \`duckdb\` (default), \`js\`${withTables ? ', `postgres://HOST/DATABASE`, `spark` or the URL of a master' : ''}`)
    .addOption(new Option('--memory <size>', 'memory that the work may take, such as 1GB; what needs more goes to disk').argParser(readMemory))
    .option('--lead-id <column>', 'the column of leads that holds their id (default: id)')
    .option('--event-lead-id <column>', "the column of events that holds their lead's id (default: lead_id)")
    .option('--event-type <column>', 'the column of events that holds their type (default: type)')
    .option('--event-at <column>', 'the column of events that holds their time (default: at)');
}

export interface DataRequest {
  readonly leads: string;
  readonly events: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Nobody said at what time; it is to be printed. */
  readonly nowIsNow: boolean;
  /** The settings' format of results. */
  readonly format: ResultFormat | undefined;
  /** The name or address of an engine. */
  readonly engine: string;
  /** Bytes. */
  readonly memory: number | undefined;
  readonly leadId: string | undefined;
  readonly eventLeadId: string | undefined;
  readonly eventType: string | undefined;
  readonly eventAt: string | undefined;
}

/** Flags first, then the `mql.json` of the first definition. @param paths of definitions that read the same data */
export function dataRequest(paths: readonly string[], definitions: readonly Definition[], options: DataOptions): DataRequest {
  const settings = readSettings(paths[0]!);
  const leads = options.leads ?? settings.leads;
  const events = options.events ?? settings.events;
  if (leads === undefined) throw usageProblem('no leads are given', 'name them with `--leads FILE`, or as `leads` in a `mql.json` beside the definition');
  const engine = options.engine ?? settings.engine ?? 'duckdb';
  if (engineKind(engine) === undefined) throw usageProblem(`there is no engine \`${engine}\``, `there is ${engineNames}`);
  if ([...paths, leads, events].filter((each) => each === '-').length > 1) throw usageProblem('`-` stands for two inputs, and there is one standard input');
  const time = options.now ?? settings.now;
  return {
    leads,
    events,
    now: time === undefined ? Date.now() : readNow(time, definitions),
    nowIsNow: time === undefined,
    format: settings.format,
    engine,
    memory: options.memory,
    leadId: options.leadId,
    eventLeadId: options.eventLeadId,
    eventType: options.eventType,
    eventAt: options.eventAt,
  };
}

const timesAre = 'write a date such as 2026-01-01, or an instant such as 2026-01-01T09:30Z';

/** In 1973: what is less is a year, a date without its hyphens, or a time in seconds. */
const leastMilliseconds = 1e11;

function readNow(text: string, definitions: readonly Definition[]): number {
  const instants = definitions.map(({ timezone }) => readInstant(text, timezone));
  const [instant] = instants;
  if (instant !== undefined && /^[+-]?\d+$/.test(text.trim()) && instant < leastMilliseconds) {
    throw usageProblem(`\`${text}\` would be ${new Date(instant).toISOString()}, since digits alone are milliseconds since 1970`, timesAre);
  }
  if (instant === undefined) throw usageProblem(`\`${text}\` is no time`, timesAre);
  if (instants.some((other) => other !== instant)) {
    throw usageProblem(`\`${text}\` is another instant in the time zone of each definition`, 'write an instant with an offset, such as 2026-01-01T09:30Z');
  }
  return instant;
}

const leastMemory = 512 * 2 ** 20;

function readMemory(text: string): number {
  const found = /^(\d{1,6}(?:\.\d{1,3})?) ?([kmgt]i?b)$/i.exec(text.trim());
  if (found === null) throw new InvalidArgumentError('It should be a size such as 1GB or 800MB.');
  const unit = found[2]!.toLowerCase();
  const bytes = Math.floor(Number(found[1]) * (unit.includes('i') ? 1024 : 1000) ** ('kmgt'.indexOf(unit[0]!) + 1));
  if (bytes < leastMemory) throw new InvalidArgumentError('It takes 512MiB at least.');
  return bytes;
}
