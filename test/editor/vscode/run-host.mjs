// Runs the suite inside the real VS Code extension host: `node run-host.mjs` in Node, `node run-host.mjs --web` in the web worker.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildExtension } from '../../../vscode-extension/scripts/build.mjs';
import { startFront } from './front.mjs';
import { fillWorkspace, root, startVsCode, until } from './start-vscode.mjs';

const isWeb = process.argv.includes('--web');
// VS Code runs tests in the host of the extension whose folder they lie in.
const suite = `vscode-extension/.suite/${isWeb ? 'web' : 'node'}.cjs`;

await buildExtension();
await build({
  absWorkingDir: root, entryPoints: ['test/editor/suites/suite.ts'], outfile: suite, bundle: true, format: 'cjs', target: 'es2022', external: ['vscode'],
  platform: isWeb ? 'browser' : 'node', logLevel: 'warning', define: { 'process.env.MQL_TEST_RESULT': isWeb ? 'undefined' : 'process.env.MQL_TEST_RESULT' },
});

const resultFile = join(root, `vscode-extension/.suite/result-${process.pid}.json`);
const code = await startVsCode({ workspace: fillWorkspace, testDriver: true, environment: isWeb ? {} : { MQL_TEST_RESULT: resultFile } });
const result = isWeb ? join(code.folder, 'result.json') : resultFile;
let front;
let failed = 1;
try {
  const page = await code.browser.newPage();
  if (process.env.VERBOSE) page.on('console', (message) => console.log('  [console]', message.text().slice(0, 300)));
  if (isWeb) front = await startFront(code.port, root, { extension: 'vscode-extension', tests: suite });
  const remote = (path) => `vscode-remote://127.0.0.1:${code.port}${path}`;
  const payload = isWeb ? [] : [['extensionDevelopmentPath', remote(`${root}/vscode-extension`)], ['extensionTestsPath', remote(`${root}/${suite}`)]];
  await page.goto(`http://127.0.0.1:${front?.port ?? code.port}/?folder=${encodeURIComponent(code.folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  await until(() => existsSync(result) && readFileSync(result, 'utf8').endsWith('}'), 150_000, 'the suite leaves its result').catch(async (error) => {
    await page.screenshot({ path: join(root, `test/editor/output/${isWeb ? 'web' : 'node'}-host-failed.png`) });
    throw error;
  });
  const report = JSON.parse(readFileSync(result, 'utf8'));
  console.log(`VS Code ${report.version}, extension host ${report.host}, suite in ${report.milliseconds} ms`);
  console.log(`activation: ${report.activation}`);
  for (const test of report.tests) console.log(`${test.error === undefined ? 'ok  ' : 'FAIL'} ${test.name} (${test.milliseconds} ms)${test.error === undefined ? '' : `\n${test.error}`}`);
  failed = report.tests.filter((test) => test.error !== undefined).length;
  console.log(`${report.tests.length - failed} passed, ${failed} failed`);
} catch (error) {
  console.log(error.message);
  console.log('0 passed, 1 failed');
} finally {
  front?.close();
  await code.close();
  rmSync(join(root, 'vscode-extension/.suite'), { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
