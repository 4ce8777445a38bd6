import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Definition } from '../../compiler/check/checked.ts';
import type { FileOutput, ResultsOutput, Scored, ScoredDefinition, ScoreRequest, TableFormat } from '../../engines/engine.ts';
import { engineKind, findEngine } from '../../engines/find-engine.ts';
import type { AddCommand } from '../commands.ts';
import { badRowMessage, badRowPlace } from '../data/bad-row-text.ts';
import { addDataOptions, dataRequest, type DataOptions, type DataRequest } from '../data/data-options.ts';
import { workOnData } from '../data/open-request.ts';
import { scoreReport } from '../data/score-report.ts';
import { readDefinition } from '../input/read-definition.ts';
import { outputOptions, refuseInputs } from '../output/output-path.ts';
import { writeRejects } from '../output/rejects-file.ts';
import { resultTable } from '../output/result-table.ts';
import { temporaryFile, wholeFile, type WholeFile } from '../output/whole-file.ts';
import { exitCodes, inputProblem, usageProblem } from '../problems.ts';
import { findSettings, resultFormats, type ResultFormat } from '../settings/read-settings.ts';
import { colourOf } from '../terminal/colour.ts';
import { startProgress, type Progress } from '../terminal/progress.ts';
import { print, tell } from '../terminal/standard-output.ts';
import { counted } from '../terminal/table.ts';

interface ScoreOptions extends DataOptions {
  readonly format?: ResultFormat;
  readonly output?: string;
  readonly rejects?: string;
  readonly explainTo?: string;
  readonly top: number;
}

export const addScore: AddCommand = (command, finish) => {
  command.argument('<files...>', 'definitions, scored in one pass over the data; `-` is standard input');
  addDataOptions(command, true)
    .addOption(new Option('--format <format>', 'how results are written (default: by the name of the output, else table)').choices(resultFormats))
    .option('-o, --output <file>', 'write results to a file, whole or not at all; with a database, a name without extension is a table')
    .option('--explain-to <file>', 'write what each rule paid each lead: .csv, .jsonl or .parquet')
    .option('--rejects <file>', 'write bad rows to a file with the reason, and score the others')
    .addOption(new Option('--top <count>', 'rows of the table').default(20).argParser(wholeNumber))
    .addHelpText('after', examples)
    .action(async (paths: readonly string[], given: ScoreOptions) => {
      const options = outputOptions(given);
      refuseTwice(paths);
      const read = paths.map((path) => readDefinition(path));
      const definitions = read.map(({ definition }, index): ScoredDefinition => ({ name: paths[index]!, definition }));
      const request = dataRequest(paths, definitions.map(({ definition }) => definition), options);
      refuseInputs([options.output, options.rejects, options.explainTo], [...read.flatMap((each) => each.paths), findSettings(paths[0]!), request.leads, request.events]);
      refuseSameOutput(options);
      const format = resultFormat(options, request);
      if (format === 'parquet' && options.output === undefined && process.stdout.isTTY) {
        throw usageProblem('Parquet cannot be shown on a terminal', 'name a file with `-o FILE`');
      }
      const progress = startProgress(process.stderr);
      await workOnData(progress, (signal) => run({ definitions, request, format, progress, options, signal }));
      finish(exitCodes.well);
    });
};

const examples = `
Example:
  $ mql score crm.mql --leads leads.csv --events events.csv
  $ mql score crm.mql --leads 'exports/leads-*.jsonl.gz' --events events.sql --now 2026-01-01 -o scores.parquet
  $ mql score old.mql new.mql --leads leads.csv --events events.csv -o both.csv --explain-to why.csv
  $ mql score crm.mql --leads leads.csv --rejects bad-rows.jsonl --format jsonl | head`;

function refuseTwice(paths: readonly string[]): void {
  const twice = paths.find((path, index) => paths.findIndex((other) => resolve(other) === resolve(path)) !== index);
  if (twice !== undefined) throw usageProblem(`\`${twice}\` is named twice`);
}

function refuseSameOutput({ output, rejects, explainTo }: ScoreOptions): void {
  const outputs = [['results', output], ['rejects', rejects], ['explanations', explainTo]] as const;
  for (const [index, [kind, path]] of outputs.entries()) {
    if (path === undefined) continue;
    if (path === '-') throw usageProblem(`\`-\` is standard output, where results go; ${kind} need a file`);
    const other = outputs.slice(0, index).find(([, each]) => each !== undefined && resolve(each) === resolve(path));
    if (other !== undefined) throw usageProblem(`${other[0]} and ${kind} cannot both go to \`${path}\``);
  }
}

interface Run {
  readonly definitions: readonly ScoredDefinition[];
  readonly request: DataRequest;
  readonly format: ResultFormat | undefined;
  readonly progress: Progress;
  readonly options: ScoreOptions;
  readonly signal: AbortSignal;
}

async function run({ definitions, request, format, progress, options, signal }: Run): Promise<void> {
  const engine = await findEngine(request.engine);
  const toTable = options.output !== undefined && engine.hasTables && format === undefined;
  const toFolder = options.output !== undefined && engine.hasFolders === true && isFolder(options.output);
  if (toFolder && format !== 'parquet') throw usageProblem(`a folder of part files is Parquet, and no ${format}`, 'name a file, or leave `--format` out');
  // Opened before the work: a folder that cannot be written should be known at once.
  const output = openOutput(toTable || toFolder ? undefined : options.output, toFolder ? 'table' : format ?? 'table');
  const explanations = options.explainTo === undefined ? undefined : openOutput(options.explainTo, tableFormatOf(options.explainTo));
  const rejects = options.rejects === undefined ? undefined : wholeFile(options.rejects);
  const scoreRequest: ScoreRequest = {
    definitions,
    leads: request.leads,
    events: request.events,
    columns: request,
    standardInput: process.stdin,
    now: request.now,
    results: toTable ? { kind: 'table', name: options.output! } : toFolder ? { kind: 'folder', path: options.output! } : resultsOutput(output, options.top),
    contributions: explanations?.file,
    setsBadRowsApart: rejects !== undefined,
    memory: request.memory,
    progress: progress.say,
    signal,
  };
  const scored = await engine.score(scoreRequest);
  try {
    const checked = definitions.map(({ definition }) => definition);
    if (scored.badRowCount > 0) {
      progress.say('finding the lines of bad rows');
      if (rejects === undefined) throw await badRowsProblem(scored, checked, progress);
      await writeRejects(rejects, options.rejects!, scored.badRows(), checked);
    }
    progress.stop();
    rejects?.finish();
    await explanations?.finish();
    if (output.file === undefined && !toFolder) await writeTables(definitions, scored, output);
    await output.finish();
    tell(scoreReport(definitions, scored, request, options.rejects));
  } finally {
    await scored.close();
  }
}

/** Where one kind of rows goes: a file, or standard output, which sees nothing before all is known to be good. */
interface OpenOutput {
  /** What the engine writes; `undefined` where the table for people is made here. */
  readonly file: FileOutput | undefined;
  readonly write: (text: string) => Promise<void>;
  finish(): Promise<void>;
}

function openOutput(path: string | undefined, format: ResultFormat): OpenOutput {
  const target = path === undefined ? undefined : wholeFile(path);
  const write = async (text: string | Uint8Array): Promise<void> => target === undefined ? print(text) : target.write(text);
  if (format === 'table') return { file: undefined, write, finish: async () => target?.finish() };
  const isWhole = target !== undefined && !target.isDevice;
  const made: WholeFile = isWhole ? target : temporaryFile();
  return {
    file: { format, path: made.temporaryPath },
    write,
    finish: async () => {
      if (isWhole) return target.finish();
      for await (const chunk of createReadStream(made.temporaryPath)) await write(chunk as Buffer);
      made.abandon();
      target?.finish();
    },
  };
}

/** A name that ends as a folder does, or the address of one in a store such as `s3a://`. */
function isFolder(path: string): boolean {
  return path.endsWith('/') || /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
}

function resultsOutput({ file }: OpenOutput, top: number): ResultsOutput {
  return file === undefined ? { kind: 'highest', rows: top } : { kind: 'file', ...file };
}

async function writeTables(definitions: readonly ScoredDefinition[], scored: Scored, { write }: OpenOutput): Promise<void> {
  for (const [index, { name, definition }] of definitions.entries()) {
    const text = resultTable(definition, scored.definitions[index]!.highest, scored.leads);
    await write(definitions.length === 1 ? text : `${index === 0 ? '' : '\n'}${name}\n${text}`);
  }
}

const mostShown = 10;

/** Says the first bad rows, and that nothing was written. */
async function badRowsProblem(scored: Scored, definitions: readonly Definition[], progress: Progress): Promise<Error> {
  const { paint } = colourOf(process.stderr);
  const lines: string[] = [];
  for await (const bad of scored.badRows(mostShown)) {
    if (lines.length < mostShown) lines.push(`${paint('strong', badRowPlace(bad))} ${paint('error', `error ${bad.reason}`)}: ${badRowMessage(bad, definitions)}\n`);
  }
  progress.stop();
  tell(lines.join(''));
  const count = scored.badRowCount;
  if (count > lines.length) tell(`… and ${counted(count - lines.length, 'more bad row')}\n`);
  tell('\n');
  return inputProblem(
    `${counted(count, 'row')} cannot be read, so nothing is scored`,
    'correct them, or score the others with `--rejects FILE`, which keeps the bad rows and the reasons',
  );
}

/**
 * How results are written: as the option says, or the name of the output, or the settings; else as a table for people, which is
 * no answer to a name that asks for something else. `undefined` where the output may be a table of a database.
 */
function resultFormat({ format, output }: ScoreOptions, request: DataRequest): ResultFormat | undefined {
  if (output !== undefined && /\.(gz|zip|zst|bz2|xz)$/i.test(output)) {
    throw usageProblem(`results are written plain, and \`${output}\` is named like something packed`, 'leave its last extension out, and pack the file afterwards');
  }
  if (output !== undefined && engineKind(request.engine) === 'spark' && isFolder(output)) return format ?? 'parquet';
  const told = format ?? formatOf(output);
  if (told !== undefined || output === undefined) return told ?? request.format;
  if (engineKind(request.engine) === 'postgres') return undefined;
  const isForPeople = /(^|[\\/])[^.\\/]+$|\.(txt|log|out)$/i.test(output);
  if (request.format === undefined && !isForPeople) throw unknownFormat(output, ', or say `--format`');
  return request.format;
}

function formatOf(path: string | undefined): ResultFormat | undefined {
  const extension = path === undefined ? undefined : /\.([a-z]+)$/.exec(path.toLowerCase())?.[1];
  if (extension === 'ndjson' || extension === 'json') return 'jsonl';
  return resultFormats.find((format) => format === extension);
}

function tableFormatOf(path: string): TableFormat {
  const format = formatOf(path);
  if (format === undefined || format === 'table') throw unknownFormat(path);
  return format;
}

function unknownFormat(path: string, otherwise = ''): Error {
  return usageProblem(`nothing says how \`${path}\` is to be written`, `give it a name that ends in .csv, .jsonl or .parquet${otherwise}`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It should be a whole number.');
  return Number(text);
}
