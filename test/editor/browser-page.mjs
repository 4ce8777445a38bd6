// The page of docs/editors/browser in a real browser: colours, mistakes, completion, a lead explained as one types.
import { mkdirSync, readFile } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { buildPage } from '../../docs/editors/browser/build.mjs';
import { root, tools } from './vscode/start-vscode.mjs';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const folder = await buildPage();
const server = http.createServer(({ url }, answer) => {
  const path = url === '/' ? '/index.html' : url.split('?')[0];
  readFile(join(folder, path), (error, content) => (error ? answer.writeHead(404).end() : answer.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(content)));
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });

const { chromium } = createRequire(join(tools, 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'] });
const page = await browser.newPage({ viewport: { width: 1100, height: 620 } });
page.setDefaultTimeout(60_000);
const faults = [];
page.on('pageerror', (error) => faults.push(error.message));
mkdirSync(join(root, 'test/editor/output'), { recursive: true });

let [passed, failed] = [0, 0];
async function check(name, run) {
  try {
    await run();
    passed += 1;
    console.log(`ok   page: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL page: ${name}\n${error.message.slice(0, 600)}`);
  }
}

await page.goto(`http://127.0.0.1:${server.address().port}/`);
await check('the lead is explained', () => page.locator('#explanation', { hasText: 'Lead rosa: score 90' }).waitFor());
await check('the text has colours', () => page.locator('.mql-keyword', { hasText: 'when' }).first().waitFor());
await page.screenshot({ path: join(root, 'test/editor/output/browser-page.png') });
await check('what is typed changes the score', async () => {
  await page.locator('.cm-line', { hasText: 'country US +20' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('5');
  await page.locator('#explanation', { hasText: 'Lead rosa: score 90' }).waitFor();
  await page.locator('#explanation', { hasText: '+25' }).waitFor();
});
await check('completion knows its place', async () => {
  await page.keyboard.type('\n  seniority in (');
  await page.keyboard.press('Control+Space');
  await page.locator('.cm-tooltip-autocomplete li', { hasText: 'director' }).waitFor();
  await page.keyboard.press('Escape');
});
await check('a mistake is underlined', async () => {
  await page.keyboard.type('nobody) +5');
  await page.locator('.cm-lintRange-error').first().waitFor();
  await page.screenshot({ path: join(root, 'test/editor/output/browser-page-mistake.png') });
});
await check('no fault of the page', async () => { if (faults.length > 0) throw new Error(faults.join('\n')); });
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
