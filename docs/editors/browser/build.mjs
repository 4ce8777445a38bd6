// Builds the page to `dist/` beside this file: the editor, and the language server as a worker. Serve that folder with anything.
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));

export async function buildPage() {
  const shared = { absWorkingDir: root, bundle: true, minify: true, platform: 'browser', target: 'es2022', logLevel: 'warning' };
  mkdirSync(`${folder}dist`, { recursive: true });
  await build({ ...shared, entryPoints: [`${folder}page.ts`], outfile: `${folder}dist/page.js`, format: 'esm' });
  await build({ ...shared, entryPoints: ['lsp/browser.ts'], outfile: `${folder}dist/server.js`, format: 'iife' });
  for (const file of ['index.html', 'page.css']) copyFileSync(`${folder}${file}`, `${folder}dist/${file}`);
  return `${folder}dist`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await buildPage();
