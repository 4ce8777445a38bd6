import { Option } from 'commander';
import { emitModule } from '../../compiler/emit/js/emit-module.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import type { AddCommand } from '../commands.ts';
import { filesOf, readDefinition } from '../input/read-definition.ts';
import { readSource } from '../input/read-source.ts';
import { outputOptions, refuseInputs } from '../output/output-path.ts';
import { writeWholeFile } from '../output/whole-file.ts';
import { exitCodes, usageProblem } from '../problems.ts';
import { print } from '../terminal/standard-output.ts';

const targets = [
  'js', 'json', 'sql:duckdb', 'sql:postgres', 'sql:spark', 'sql:snowflake', 'sql:bigquery',
  'dbt', 'dbt:postgres', 'dbt:spark', 'dbt:snowflake', 'dbt:bigquery',
] as const;
const targetHelp = '`js`: one ES module without imports, with its types beside it; `json`: the plan; `sql:DIALECT`: one query; '
  + '`dbt`: a model, with its schema beside it';
const stages = ['tokens', 'tree', 'checked', 'plan'] as const;

interface CompileOptions {
  readonly to?: (typeof targets)[number];
  readonly emit?: (typeof stages)[number];
  readonly output?: string;
  readonly leads?: string;
  readonly events?: string;
}

export const addCompile: AddCommand = (command, finish) => {
  command
    .argument('<file>', 'a definition; `-` is standard input')
    .addOption(new Option('--to <target>', targetHelp).choices(targets))
    .option('-o, --output <file>', 'where to; without it, standard output')
    .addOption(new Option('--emit <stage>', 'show what a stage of the compiler makes of the file, for work on mql').choices(stages).conflicts('to'))
    .option('--leads <table>', 'SQL: the table of leads, `schema.table` or `table` (default: leads)')
    .option('--events <table>', 'SQL: the table of events (default: events)')
    .addHelpText('after', examples)
    .action(async (path: string, given: CompileOptions) => {
      const options = outputOptions(given);
      if (options.to === undefined && options.emit === undefined) throw usageProblem('nothing says what to compile to', 'say `--to js`, `--to json` or `--to sql:duckdb`');
      const output = options.emit === undefined ? await compile(path, options) : { text: await dump(path, options.emit), beside: undefined };
      if (options.output === undefined) await print(output.text);
      else {
        refuseInputs([options.output, output.beside?.path(options.output)], path === '-' ? [] : filesOf([path]));
        // What stands beside it first: a module without types would not be noticed, types without a module would.
        if (output.beside !== undefined) writeWholeFile(output.beside.path(options.output), output.beside.text);
        writeWholeFile(options.output, output.text);
      }
      finish(exitCodes.well);
    });
};

const examples = `
Example:
  $ mql compile crm.mql --to js -o crm.js
  $ mql compile crm.mql --to sql:postgres --leads crm.leads --events crm.events -o crm.sql
  $ mql compile crm.mql --to json | jq .version
  $ mql compile crm.mql --emit tree`;

interface Compiled {
  readonly text: string;
  /** Of a module its declaration file, of a dbt model its schema. */
  readonly beside: { readonly path: (output: string) => string; readonly text: string } | undefined;
}

async function compile(path: string, { to = 'js', output, ...tables }: CompileOptions): Promise<Compiled> {
  const plan = makePlan(readDefinition(path).definition);
  if (to === 'json') return { text: `${JSON.stringify(plan, undefined, 2)}\n`, beside: undefined };
  if (to !== 'js') {
    const { compileToSql } = await import('./compile-sql.ts');
    const { text, schema } = compileToSql(plan, to, tables, output);
    return { text, beside: schema === undefined ? undefined : { path: (model) => `${model.replace(/\.sql$/, '')}.yml`, text: schema } };
  }
  const { code, types } = emitModule(plan);
  return { text: code, beside: { path: typesPath, text: types } };
}

/** `crm.js` has `crm.d.ts`, `crm.mjs` has `crm.d.mts`. */
function typesPath(output: string): string {
  return output.endsWith('.mjs') ? output.replace(/\.mjs$/, '.d.mts') : `${output.replace(/\.js$/, '')}.d.ts`;
}

async function dump(path: string, stage: (typeof stages)[number]): Promise<string> {
  const { dumpTokens, dumpTree, dumpChecked } = await import('../dump.ts');
  if (stage === 'tokens') return dumpTokens(readSource(path));
  if (stage === 'tree') return dumpTree(readSource(path));
  const { definition } = readDefinition(path);
  return stage === 'checked' ? dumpChecked(definition) : `${JSON.stringify(makePlan(definition), undefined, 2)}\n`;
}
