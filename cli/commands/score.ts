import { appendFileSync, createReadStream, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Definition } from '../../compiler/check/checked.ts';
import { unreachable } from '../../compiler/unreachable.ts';
import type { OpenData } from '../../engines/duckdb/open-data.ts';
import type { AddCommand } from '../commands.ts';
import { badRowMessage, badRowPlace } from '../data/bad-row-text.ts';
import { addDataOptions, dataRequest, type DataOptions, type DataRequest } from '../data/data-options.ts';
import { loadProgram } from '../data/load-program.ts';
import { withData } from '../data/open-request.ts';
import { dataReportLines } from '../data/report-text.ts';
import { readDefinition } from '../input/read-definition.ts';
import { writeRejects } from '../output/rejects-file.ts';
import { tableWriter } from '../output/result-table.ts';
import { csvWriter, jsonLinesWriter, parquetWriter, type ResultWriter } from '../output/result-writer.ts';
import { wholeFile, type WholeFile } from '../output/whole-file.ts';
import { exitCodes, inputProblem, usageProblem } from '../problems.ts';
import { resultFormats, type ResultFormat } from '../settings/read-settings.ts';
import { colourOf } from '../terminal/colour.ts';
import { startProgress, type Progress } from '../terminal/progress.ts';
import { print, tell } from '../terminal/standard-output.ts';
import { counted, groupDigits } from '../terminal/table.ts';


interface ScoreOptions extends DataOptions {
  readonly format?: ResultFormat;
  readonly output?: string;
  readonly rejects?: string;
  readonly top: number;
}

export const addScore: AddCommand = (command, finish) => {
  command.argument('<file>', 'a definition; `-` is standard input');
  addDataOptions(command)
    .addOption(new Option('--format <format>', 'how results are written (default: by the name of the output, else table)').choices(resultFormats))
    .option('-o, --output <file>', 'write results to a file, whole or not at all')
    .option('--rejects <file>', 'write bad rows to a file with the reason, and score the others')
    .addOption(new Option('--top <count>', 'rows of the table').default(20).argParser(wholeNumber))
    .addHelpText('after', examples)
    .action(async (path: string, options: ScoreOptions) => {
      const { definition } = readDefinition(path);
      const request = dataRequest(path, definition, options);
      const format = options.format ?? formatOf(options.output) ?? request.format ?? 'table';
      if (format === 'parquet' && options.output === undefined && process.stdout.isTTY) {
        throw usageProblem('Parquet cannot be shown on a terminal', 'name a file with `-o FILE`');
      }
      refuseOwnInput(path, request, options);
      // Opened before the work: a folder that cannot be written should be known at once.
      const output = options.output === undefined ? undefined : wholeFile(options.output);
      const progress = startProgress(process.stderr);
      const program = await loadProgram(definition);
      await withData(program.schema, request, progress, async (data) => {
        await run({ definition, program, request, data, format, output, progress, options });
      });
      finish(exitCodes.well);
    });
};

const examples = `
Example:
  $ mql score crm.mql --leads leads.csv --events events.csv
  $ mql score crm.mql --leads 'exports/leads-*.jsonl.gz' --events events.sql --now 2026-01-01 -o scores.parquet
  $ mql score crm.mql --leads leads.csv --rejects bad-rows.jsonl --format jsonl | head`;

/** An output that is an input would take away what it is made of. */
function refuseOwnInput(path: string, { leads, events }: DataRequest, { output, rejects }: ScoreOptions): void {
  const inputs = [path, leads, events].filter((each) => each !== undefined && each !== '-').map((each) => resolve(each!));
  for (const each of [output, rejects]) {
    if (each !== undefined && inputs.includes(resolve(each))) throw usageProblem(`\`${each}\` is an input, and would be overwritten`);
  }
  if (output !== undefined && rejects !== undefined && resolve(output) === resolve(rejects)) throw usageProblem(`results and rejects cannot both go to \`${output}\``);
}

interface Run {
  readonly definition: Definition;
  readonly program: Awaited<ReturnType<typeof loadProgram>>;
  readonly request: DataRequest;
  readonly data: OpenData;
  readonly format: ResultFormat;
  readonly output: WholeFile | undefined;
  readonly progress: Progress;
  readonly options: ScoreOptions;
}

async function run({ definition, program, request, data, format, output, progress, options }: Run): Promise<void> {
  // Nothing reaches standard output before every row is known to be good.
  const copy = output === undefined ? data.database.temporaryFile('results') : output.temporaryPath;
  if (output === undefined) writeFileSync(copy, '');
  const emit = output === undefined ? (text: string) => appendFileSync(copy, text) : output.write;
  const writer = await writerOf(format, definition, data, copy, emit, options.top);
  const counts = new StageCounts(definition);
  for await (const batch of data.leads()) {
    // Once a row is bad, and nobody said where to put it, the rest is only read to find the others.
    if (data.badRowCount > 0 && options.rejects === undefined) continue;
    const results = batch.map(({ lead, events }) => program.score(lead, events, request.now));
    counts.add(results);
    writer.write(results);
    progress.say(`scored ${counted(counts.leads, 'lead')}`);
  }
  if (data.badRowCount > 0) {
    progress.say('finding the lines of bad rows');
    if (options.rejects === undefined) throw await badRowsProblem(data, definition, progress);
    await writeRejects(options.rejects, data, definition);
  } else if (options.rejects !== undefined) {
    wholeFile(options.rejects).finish();
  }
  await writer.finish();
  progress.stop();
  output?.finish();
  if (output === undefined) {
    for await (const chunk of createReadStream(copy)) await print(chunk as Buffer);
  }
  tellReport(data, request, counts, options);
}

async function writerOf(
  format: ResultFormat, definition: Definition, data: OpenData, path: string, emit: (text: string) => void, top: number,
): Promise<ResultWriter> {
  switch (format) {
    case 'jsonl':
      return jsonLinesWriter(emit);
    case 'csv':
      return csvWriter(definition, emit);
    case 'parquet':
      return parquetWriter(definition, data.database, path);
    case 'table':
      return tableWriter(definition, top, emit);
    default:
      return unreachable(format);
  }
}

const mostShown = 10;

/** Says the first bad rows, and that nothing was written. */
async function badRowsProblem(data: OpenData, definition: Definition, progress: Progress): Promise<Error> {
  const { paint } = colourOf(process.stderr);
  const lines: string[] = [];
  for await (const bad of data.badRows(mostShown)) {
    if (lines.length < mostShown) lines.push(`${paint('strong', badRowPlace(bad))} ${paint('error', `error ${bad.reason}`)}: ${badRowMessage(bad, definition)}\n`);
  }
  progress.stop();
  tell(lines.join(''));
  const count = data.badRowCount;
  if (count > lines.length) tell(`… and ${counted(count - lines.length, 'more bad row')}\n`);
  tell('\n');
  return inputProblem(
    `${counted(count, 'row')} cannot be read, so nothing is scored`,
    'correct them, or score the others with `--rejects FILE`, which keeps the bad rows and the reasons',
  );
}

class StageCounts {
  readonly #names: readonly string[];
  readonly #counts: number[];
  leads = 0;
  constructor({ stages }: Definition) {
    this.#names = stages.map(({ name }) => name);
    this.#counts = stages.map(() => 0);
  }

  add(results: readonly { readonly stages: Readonly<Record<string, boolean>> }[]): void {
    this.leads += results.length;
    this.#names.forEach((name, index) => {
      for (const { stages } of results) if (stages[name] === true) this.#counts[index]! += 1;
    });
  }

  text(): string {
    return this.#names.map((name, index) => `${name} ${groupDigits(this.#counts[index]!)}${this.#percent(this.#counts[index]!)}`).join(', ');
  }

  #percent(count: number): string {
    return this.leads === 0 ? '' : ` (${((100 * count) / this.leads).toFixed(1)}%)`;
  }
}

function tellReport(data: OpenData, request: DataRequest, counts: StageCounts, options: ScoreOptions): void {
  const report = data.report();
  const at = `${new Date(request.now).toISOString()}${request.nowIsNow ? ', the time of the run' : ''}`;
  const events = report.eventRows === undefined ? 'without events' : `with ${counted(report.eventRows, 'event')}`;
  const lines = [
    `${counted(counts.leads, 'lead')} scored ${events}, as of ${at}: ${counts.text()}`,
    ...(data.badRowCount === 0 ? [] : [`${counted(data.badRowCount, 'bad row')} left out and written to ${options.rejects}`]),
    ...dataReportLines(report),
  ];
  tell(lines.map((line) => `${line}\n`).join(''));
}

function formatOf(path: string | undefined): ResultFormat | undefined {
  const extension = path === undefined ? undefined : /\.([a-z]+)$/.exec(path.toLowerCase())?.[1];
  if (extension === 'ndjson' || extension === 'json') return 'jsonl';
  return resultFormats.find((format) => format === extension);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It should be a whole number.');
  return Number(text);
}
