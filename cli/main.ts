#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { oldNodeProblem } from './node-version.ts';

// Node keeps the compiled code of what is loaded from here on, and starts faster the next time.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

// `npm run mql` starts in the package's folder; the paths that the user typed are relative to where the user was.
if (process.env['npm_lifecycle_event'] === 'mql' && process.env['INIT_CWD']) process.chdir(process.env['INIT_CWD']);

const problem = oldNodeProblem(process.versions.node);
if (problem === undefined) {
  const { runCommandLine } = await import('./run.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}
