/**
 * Bundles the command line to `dist/`. Run by `npm ci` (as `prepare`), so that a checkout has a working `mql` at once.
 * Splitting keeps each command's packages in chunks of their own: what a command does not import is never loaded.
 */
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { lightBuiltins, oneChunk } from './bundle-plugins.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** esbuild's options for the command line; a test asks the same bundle which chunk holds what. */
export const commandLineOptions = {
  absWorkingDir: root,
  entryPoints: { mql: 'cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  chunkNames: 'chunks/[name]-[hash]',
  // What stays in `dependencies` is installed beside the bundle; everything else goes into it.
  external: Object.keys(dependencies),
  // Packages in CommonJS, such as the language server's, ask for Node's own modules with `require`.
  banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
  define: { MQL_VERSION: JSON.stringify(version) },
  plugins: [oneChunk(root, 'cli/commands/check.ts', ['cli/run.ts', 'cli/commands/init.ts']), lightBuiltins()],
  // Names stay, so that the stack in a report of a bug says where it was.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160,
  metafile: true,
  logLevel: 'warning',
};

async function main() {
  // Built beside and then exchanged, so that a `mql` that runs meanwhile finds one build or the other.
  const fresh = `dist.${process.pid}`;
  await build({ ...commandLineOptions, outdir: fresh });
  await chmod(`${root}/${fresh}/mql.js`, 0o755);
  rmSync(`${root}/dist`, { recursive: true, force: true });
  renameSync(`${root}/${fresh}`, `${root}/dist`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
