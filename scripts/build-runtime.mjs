/**
 * Builds the package `@mql/runtime` into `runtime/dist`: one file without imports, and its types.
 *
 *     node scripts/build-runtime.mjs [OUTPUT]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `platform: 'neutral'`: a `node:` import would fail the build. */
const options = {
  absWorkingDir: root,
  entryPoints: ['runtime/index.ts'],
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  charset: 'utf8',
  minifySyntax: true,
  logLevel: 'warning',
};

export async function buildRuntime(output = join(root, 'runtime/dist')) {
  const fresh = `${output}.${process.pid}`;
  await build({ ...options, outfile: join(fresh, 'index.js') });
  writeTypes(fresh);
  rmSync(output, { recursive: true, force: true });
  renameSync(fresh, output);
}

/** One declaration file for each file of the runtime; none of them names anything of `tables/`. */
function writeTypes(output) {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const declarations = join(output, 'declarations');
  mkdirSync(declarations, { recursive: true });
  const args = [compiler, '-p', join(root, 'runtime/tsconfig.json'), '--outDir', declarations];
  execFileSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  for (const name of readdirSync(join(declarations, 'runtime'))) {
    const text = readFileSync(join(declarations, 'runtime', name), 'utf8');
    writeFileSync(join(output, name), text.replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'"));
  }
  rmSync(declarations, { recursive: true });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await buildRuntime(process.argv[2]);
