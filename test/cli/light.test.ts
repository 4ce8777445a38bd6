import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { commandLineOptions } from '../../scripts/build.mjs';
import { commandLine } from './command-line.ts';

const { mql, write } = commandLine();

/** Tells on standard error every module that the process loads. */
const teller = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => { process.stderr.write('loaded ' + url + '\\n'); return next(url, context); } });
`)}`;

async function modulesOf(args: readonly string[]): Promise<string[]> {
  const { exitCode, err } = await mql(args, { nodeArguments: ['--import', teller] });
  expect(exitCode).toBe(0);
  return err.split('\n').filter((line) => line.startsWith('loaded ')).map((line) => line.slice('loaded '.length));
}

test('checking, testing and compiling load neither DuckDB nor Prettier; scoring loads DuckDB', async () => {
  write('a.mql', 'fit: employees 50..500 +10\nmql when score > 5\n');
  write('l.csv', 'id,employees\n1,60\n');
  for (const args of [['check', 'a.mql'], ['check', '--fix', 'a.mql'], ['test', 'a.mql'], ['compile', 'a.mql', '--to', 'json'], ['score', '--help']]) {
    const modules = await modulesOf(args);
    expect(modules.filter((url) => /mql\.js$/.test(url))).toHaveLength(1);
    expect(modules.filter((url) => /duckdb|prettier/i.test(url))).toEqual([]);
  }
  expect((await modulesOf(['score', 'a.mql', '--leads', 'l.csv'])).filter((url) => /duckdb/i.test(url)).length).toBeGreaterThan(0);
});

test('checking loads few modules, and of those of Node none that is heavy', async () => {
  write('a.mql', 'fit: employees 50..500 +10\nmql when score > 5\n');
  const modules = await modulesOf(['check', 'a.mql']);
  expect(modules.filter((url) => url.startsWith('file:')).length).toBeLessThan(10);
  expect(modules.filter((url) => /node:(crypto|child_process|readline|net)/.test(url))).toEqual([]);
});

test('the bundle: what a command reaches without a dynamic import is light', async () => {
  const { metafile } = await build({ ...commandLineOptions, write: false });
  const inputsOf = (output: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(output)) return seen;
    seen.add(output);
    for (const each of metafile!.outputs[output]!.imports) if (each.kind === 'import-statement') each.external === true ? seen.add(each.path) : inputsOf(each.path, seen);
    for (const input of Object.keys(metafile!.outputs[output]!.inputs)) seen.add(input);
    return seen;
  };
  const check = Object.entries(metafile!.outputs).find(([, { entryPoint }]) => entryPoint === 'cli/commands/check.ts');
  const inputs = [...inputsOf(check![0])];
  expect(inputs).toContain('cli/commands/check.ts');
  expect(inputs).toContain('compiler/check/check.ts');
  expect(inputs.filter((path) => /duckdb|prettier|^engines\/|^runtime\/|compiler\/emit|cli\/commands\/(?!check)/.test(path))).toEqual([]);
});
