#!/usr/bin/env node
import { runCommandLine } from './run.ts';

// `npm run mql` starts in the package's folder; the paths that the user typed are relative to where the user was.
if (process.env['npm_lifecycle_event'] === 'mql' && process.env['INIT_CWD']) process.chdir(process.env['INIT_CWD']);

process.exitCode = await runCommandLine(process.argv.slice(2));
