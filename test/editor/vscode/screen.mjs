// One scenario through the screen of VS Code with the packed extension, in a dark and a light theme. Screenshots are left in
// test/editor/output; with `--pictures` those of the extension's README are renewed. Selectors are VS Code's own and change with its
// version: everything that can be asked without the screen is tested in the extension host instead.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packExtension } from '../../../vscode-extension/scripts/package.mjs';
import { fillWorkspace, root, startVsCode, until } from './start-vscode.mjs';

const patience = 90_000;
const output = join(root, 'test/editor/output');
mkdirSync(output, { recursive: true });
const vsix = await packExtension();
let [passed, failed] = [0, 0];

async function step(name, run) {
  try {
    await run();
    passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n${error.message.slice(0, 900)}`);
    throw error;
  }
}

async function scenario(look, theme) {
  const code = await startVsCode({ workspace: fillWorkspace, vsix, settings: { 'workbench.colorTheme': theme, 'editor.fontFamily': 'DejaVu Sans Mono', 'editor.fontSize': 13 } });
  const page = await code.browser.newPage({ viewport: { width: 1440, height: 900 } });
  // Generous, as a machine may have much else to do: only a step that cannot succeed takes so long.
  page.setDefaultTimeout(patience);
  const shot = (name) => page.screenshot({ path: join(output, `${name}-${look}.png`) });
  const command = async (name) => {
    await page.keyboard.press('F1');
    await page.keyboard.type(name, { delay: 5 });
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  };
  try {
    await page.goto(`http://127.0.0.1:${code.port}/?folder=${encodeURIComponent(code.folder)}`);
    await step(`${look}: a definition opens in colours`, async () => {
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'mid-market-crm.mql' }).dblclick();
      await page.waitForSelector('.editor-instance .view-line');
      const colours = () => page.evaluate(() => new Set([...document.querySelectorAll('.view-line span span')]
        .map((span) => getComputedStyle(span).color)).size);
      await until(async () => await colours() >= 5, patience, 'five colours');
    });
    await step(`${look}: lenses show the range and the sample`, async () => {
      await page.keyboard.press('Control+g');
      await page.keyboard.type('38');
      await page.keyboard.press('Enter');
      await page.locator('.codelens-decoration', { hasText: '3 of 8 sample leads are mql' }).waitFor();
      await page.locator('.codelens-decoration', { hasText: 'score: from' }).first().waitFor();
      await shot('1-lenses');
    });
    await step(`${look}: a mistake is underlined, and its fix is offered`, async () => {
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'broken.mql' }).dblclick();
      await page.waitForSelector('.squiggly-error');
      await page.locator('.view-line', { hasText: 'employes' }).click({ position: { x: 40, y: 8 } });
      // Asked before the editor has put the mistake and the cursor together, it says that there is nothing to do.
      await until(async () => {
        await page.keyboard.press('Control+.');
        return page.locator('.action-widget .monaco-list-row').first().waitFor({ timeout: 4000 }).then(() => true, () => false);
      }, patience, 'fixes are offered');
      await shot('2-fix');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('.squiggly-error') === null);
      await page.keyboard.press('Control+s');
      await until(() => readFileSync(join(code.folder, 'broken.mql'), 'utf8').includes('employees 50..500'), patience, 'saved on disk');
    });
    await step(`${look}: completion offers what fits, with documentation`, async () => {
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\nfit_two:\nseniority in (', { delay: 15 });
      await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'director' }).waitFor();
      await shot('3-completion');
      await page.keyboard.press('Escape');
      await command('File: Revert File');
      await page.waitForFunction(() => document.querySelector('.squiggly-error') === null);
    });
    const frame = async () => until(async () => {
      for (const each of page.frames()) if (await each.locator('#panel .outcome').count().catch(() => 0) > 0) return each;
      return undefined;
    }, patience, 'the page of the lead panel');
    await step(`${look}: the lead panel shows a lead of the sample`, async () => {
      await page.locator('.tabs-container .tab', { hasText: 'mid-market-crm.mql' }).click();
      await command('MQL: Explain a Lead');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: '1002' }).click();
      const panel = await frame();
      await panel.locator('.score .number', { hasText: '75' }).waitFor();
      await page.locator('.editor-instance').first().locator('.view-line', { hasText: 'intent (within' }).click();
      await page.waitForTimeout(500);
      await shot('4-lead-panel');
    });
    await step(`${look}: the panel follows what is typed`, async () => {
      const panel = await frame();
      await panel.locator('.form > .fields input[aria-label="title"]').fill('student');
      await panel.locator('.badge', { hasText: 'excluded' }).waitFor();
      await panel.locator('.missing').waitFor();
      await page.waitForTimeout(300);
      await panel.locator('.picker option', { hasText: '1002, changed' }).waitFor({ state: 'attached' });
      await shot('5-missing');
      await panel.locator('.picker button', { hasText: 'Reset' }).click();
      await panel.locator('.badge.good', { hasText: 'mql' }).waitFor();
    });
    await step(`${look}: the table of the sample`, async () => {
      const panel = await frame();
      await panel.locator('.tab', { hasText: 'All 8' }).click();
      await panel.locator('tbody tr').nth(7).waitFor();
      await shot('6-sample');
      await panel.locator('.tab', { hasText: 'Lead' }).first().click();
    });
    await step(`${look}: tests run with coverage, failures in place`, async () => {
      await page.locator('.tabs-container .tab', { hasText: 'broken.mql' }).click();
      await page.locator('.activitybar .action-item a[aria-label^="Testing"]').click();
      await page.locator('.test-explorer .monaco-list-row', { hasText: 'tests.mql' }).first().waitFor();
      await command('Test: Run All Tests with Coverage');
      await page.locator('.test-explorer .monaco-list-row .testing-run-glyph, .test-explorer .monaco-list-row .computed-state.codicon-testing-failed-icon').first().waitFor();
      await page.keyboard.press('Control+p');
      await page.keyboard.type('enterprise.mql');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'enterprise.mql' }).first().click();
      await page.getByText('expected mql, got not mql').first().waitFor();
      await page.waitForTimeout(800);
      await shot('7-tests');
    });
    await step(`${look}: the lead panel is there again when the window is loaded anew`, async () => {
      await page.reload();
      const panel = await frame();
      await panel.locator('.score .number', { hasText: '75' }).waitFor();
    });
  } catch {
    await shot('failed').catch(() => undefined);
  } finally {
    await code.close();
  }
}

await scenario('dark', 'Default Dark Modern');
await scenario('light', 'Default Light Modern');
if (process.argv.includes('--pictures') && failed === 0) {
  for (const [from, to] of [['4-lead-panel-dark', 'lead-panel-dark'], ['4-lead-panel-light', 'lead-panel-light'], ['7-tests-dark', 'tests-dark']]) {
    copyFileSync(join(output, `${from}.png`), join(root, `vscode-extension/pictures/${to}.png`));
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
