import { Option } from 'commander';
import type { Definition } from '../../compiler/check/checked.ts';
import type { OpenData, LeadWithEvents } from '../../engines/duckdb/open-data.ts';
import { formatExplanation } from '../../runtime/format-explanation.ts';
import type { AddCommand } from '../commands.ts';
import { badRowMessage, badRowPlace } from '../data/bad-row-text.ts';
import { addDataOptions, dataRequest, type DataOptions } from '../data/data-options.ts';
import { loadProgram } from '../../engines/javascript/load-program.ts';
import { withData } from '../data/open-request.ts';
import { readDefinition } from '../input/read-definition.ts';
import { exitCodes, inputProblem } from '../problems.ts';
import { colourOf } from '../terminal/colour.ts';
import { startProgress } from '../terminal/progress.ts';
import { print, tell } from '../terminal/standard-output.ts';

interface ExplainOptions extends DataOptions {
  readonly id: string;
  readonly format: 'text' | 'json';
}

export const addExplain: AddCommand = (command, finish) => {
  command.argument('<file>', 'a definition; `-` is standard input');
  addDataOptions(command)
    .requiredOption('--id <id>', 'the id of the lead')
    .addOption(new Option('--format <format>', 'how the explanation is printed').choices(['text', 'json']).default('text'))
    .addHelpText('after', examples)
    .action(async (path: string, options: ExplainOptions) => {
      const { file, definition } = readDefinition(path);
      const request = dataRequest([path], [definition], options);
      const progress = startProgress(process.stderr);
      const program = await loadProgram(definition);
      const { lead, events } = await withData(program.schema, request, progress, (data) => find(data, options.id, definition));
      const explanation = program.explain(lead, events, request.now);
      await print(options.format === 'json' ? `${JSON.stringify(explanation, undefined, 2)}\n` : formatExplanation(explanation, { path: file.path }));
      if (request.nowIsNow) tell(`as of ${new Date(request.now).toISOString()}, the time of the run\n`);
      finish(exitCodes.well);
    });
};

const examples = `
Example:
  $ mql explain crm.mql --leads leads.csv --events events.csv --id 42
  $ mql explain crm.mql --leads leads.csv --events events.csv --id 42 --format json | jq '.items[] | select(.held)'`;

/** The lead and its events; their faults end the command, those of other leads do not matter here. */
async function find(data: OpenData, id: string, definition: Definition): Promise<LeadWithEvents> {
  let found: LeadWithEvents | undefined;
  for await (const batch of data.leads({ ids: [id] })) found ??= batch[0];
  if (data.badRowCount > 0) {
    const { paint } = colourOf(process.stderr);
    for await (const bad of data.badRows(10)) {
      tell(`${paint('strong', badRowPlace(bad))} ${paint('error', `error ${bad.reason}`)}: ${badRowMessage(bad, [definition])}\n`);
    }
    throw inputProblem(`the data of lead \`${id}\` cannot be read`);
  }
  if (found === undefined) throw inputProblem(`no lead has the id \`${id}\``, 'ids are compared exactly as they stand in the data');
  return found;
}
