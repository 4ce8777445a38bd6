// Bundles the extension to `dist/`: for Node, for the web, the server for each, and the page of the lead panel.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = 'vscode-extension';
/** z3 starts threads from a file of its own, beside the WebAssembly that it runs. */
const solver = { from: 'node_modules/z3-solver', folder: `${folder}/dist/solver` };
const solverBeside = {
  name: 'solver beside',
  setup: ({ onResolve }) => { onResolve({ filter: /\/z3-built$/ }, () => ({ path: './solver/z3-built.cjs', external: true })); },
};

const shared = { absWorkingDir: root, bundle: true, minify: true, sourcemap: false, logLevel: 'warning', legalComments: 'none' };

/** What is built, by the file that it becomes. */
export const bundles = {
  'extension.cjs': {
    entryPoints: [`${folder}/src/extension.ts`], platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'],
  },
  'server.cjs': {
    stdin: { contents: "import { serveWithSolver } from './lsp/with-solver.ts'; serveWithSolver();", resolveDir: root, loader: 'ts' },
    platform: 'node', format: 'cjs', target: 'node20', plugins: [solverBeside],
  },
  'browser/extension.cjs': {
    entryPoints: [`${folder}/src/browser.ts`], platform: 'browser', format: 'cjs', target: 'es2022', external: ['vscode'],
  },
  'browser/server.js': { entryPoints: ['lsp/browser.ts'], platform: 'browser', format: 'iife', target: 'es2022' },
  'panel.js': { entryPoints: [`${folder}/src/panel/main.ts`], platform: 'browser', format: 'iife', target: 'es2022' },
};

export async function buildExtension() {
  rmSync(`${root}/${folder}/dist`, { recursive: true, force: true });
  const named = Object.entries(bundles);
  const results = await Promise.all(named.map(([file, options]) => build({ ...shared, ...options, outfile: `${folder}/dist/${file}`, metafile: true })));
  mkdirSync(`${root}/${solver.folder}`, { recursive: true });
  for (const [file, name] of [['build/z3-built.js', 'z3-built.cjs'], ['build/z3-built.wasm', 'z3-built.wasm'], ['LICENSE.txt', 'LICENSE.txt']]) {
    copyFileSync(`${root}/${solver.from}/${file}`, `${root}/${solver.folder}/${name}`);
  }
  mkdirSync(`${root}/${folder}/schemas`, { recursive: true });
  copyFileSync(`${root}/mql.schema.json`, `${root}/${folder}/schemas/mql.schema.json`);
  copyFileSync(`${root}/LICENSE`, `${root}/${folder}/LICENSE.txt`);
  return new Map(named.map(([file], index) => [file, results[index].metafile]));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await buildExtension();
