/** What `score` and `explain` share: where the data is, and at what time it is judged. */
import { Option, type Command } from 'commander';
import type { Definition } from '../../compiler/check/checked.ts';
import { readInstant } from '../../runtime/read-time.ts';
import { usageProblem } from '../problems.ts';
import { readSettings, type ResultFormat } from '../settings/read-settings.ts';

export interface DataOptions {
  readonly leads?: string;
  readonly events?: string;
  readonly now?: string;
  readonly engine?: string;
  readonly leadId?: string;
  readonly eventLeadId?: string;
  readonly eventType?: string;
  readonly eventAt?: string;
}

const engines = ['duckdb'];

export function addDataOptions(command: Command): Command {
  return command
    .option('--leads <data>', 'leads: a file or pattern (CSV, JSON Lines, Parquet, gzip), a .sql file with a query, or `-`')
    .option('--events <data>', 'events, as for --leads')
    .option('--now <time>', 'the time to judge at, such as 2026-01-01 or 2026-01-01T09:30Z (default: the time of the run)')
    .addOption(new Option('--engine <engine>', 'where data is read').choices(engines))
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
  readonly leadId: string | undefined;
  readonly eventLeadId: string | undefined;
  readonly eventType: string | undefined;
  readonly eventAt: string | undefined;
}

/** Flags first, then the `mql.json` of the definition. */
export function dataRequest(path: string, definition: Definition, options: DataOptions): DataRequest {
  const settings = readSettings(path);
  const leads = options.leads ?? settings.leads;
  const events = options.events ?? settings.events;
  if (leads === undefined) throw usageProblem('no leads are given', 'name them with `--leads FILE`, or as `leads` in a `mql.json` beside the definition');
  const engine = options.engine ?? settings.engine ?? 'duckdb';
  if (!engines.includes(engine)) throw usageProblem(`there is no engine \`${engine}\``, `there is ${engines.join(', ')}`);
  if ([path, leads, events].filter((each) => each === '-').length > 1) throw usageProblem('`-` stands for two inputs, and there is one standard input');
  const time = options.now ?? settings.now;
  return {
    leads,
    events,
    now: time === undefined ? Date.now() : readNow(time, definition.timezone),
    nowIsNow: time === undefined,
    format: settings.format,
    leadId: options.leadId,
    eventLeadId: options.eventLeadId,
    eventType: options.eventType,
    eventAt: options.eventAt,
  };
}

function readNow(text: string, timezone: string): number {
  const instant = readInstant(text, timezone);
  if (instant === undefined) throw usageProblem(`\`${text}\` is no time`, 'write a date such as 2026-01-01, or an instant such as 2026-01-01T09:30Z');
  return instant;
}
