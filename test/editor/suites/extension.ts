/** What the extension adds to the language server: Test Explorer, coverage, lead panel, commands. */
import * as vscode from 'vscode';
import type { ScoreSampleResult } from '../../../lsp/protocol/requests.ts';
import type { Explanation } from '../../../runtime/result.ts';
import type { ExtensionApi } from '../../../vscode-extension/src/session.ts';
import { contains, equal, open, replace, revert, test, until, workspaceFile } from './runner.ts';

export const extensionId = 'mql.mql-vscode';
export const api = (): ExtensionApi => vscode.extensions.getExtension<ExtensionApi>(extensionId)!.exports;

/** No solver there. */
const isWeb = typeof process === 'undefined' || process.version === undefined;

/** What a run of tests reports, as VS Code is told. */
interface Recorded {
  readonly passed: string[];
  readonly failed: { readonly test: string; readonly messages: readonly vscode.TestMessage[] }[];
  readonly coverage: vscode.FileCoverage[];
  ended: boolean;
}

/** Listens to the runs that the controller makes from now on. */
function record(): { readonly recorded: Recorded; readonly stop: () => void } {
  const { controller } = api().tests;
  const recorded: Recorded = { passed: [], failed: [], coverage: [], ended: false };
  const make = controller.createTestRun.bind(controller);
  controller.createTestRun = (...given) => {
    const run = make(...given);
    const original = { passed: run.passed.bind(run), failed: run.failed.bind(run), addCoverage: run.addCoverage.bind(run), end: run.end.bind(run) };
    run.passed = (item, duration) => { recorded.passed.push(item.label); original.passed(item, duration); };
    run.failed = (item, message, duration) => {
      recorded.failed.push({ test: item.label, messages: Array.isArray(message) ? message : [message as vscode.TestMessage] });
      original.failed(item, message, duration);
    };
    run.addCoverage = (coverage) => { recorded.coverage.push(coverage); original.addCoverage(coverage); };
    run.end = () => { recorded.ended = true; original.end(); };
    return run;
  };
  return { recorded, stop: () => { controller.createTestRun = make; } };
}

test('the Test Explorer lists the tests of every file', async () => {
  await vscode.commands.executeCommand('testing.refreshTests');
  const { items } = api().tests.controller;
  const files = await until(() => items.size === (isWeb ? 3 : 4) && [...items].map(([, item]) => item), 'files with tests and, where there is a solver, with claims');
  equal(files.map(({ label }) => label).sort(), [...isWeb ? [] : ['claims.mql'], 'mid-market-crm.mql', 'shared/enterprise.mql', 'tests.mql']);
  equal(files.find(({ label }) => label === 'tests.mql')!.children.size, 14);
});

test('a test that fails says what was due, in its place', async () => {
  const { recorded, stop } = record();
  const document = await open('shared/enterprise.mql');
  await vscode.commands.executeCommand('mql.runTest', document.uri.toString());
  stop();
  equal(recorded.passed, ['large']);
  equal(recorded.failed.map((each) => each.test), ['wrong on purpose']);
  const [stage, fit] = recorded.failed[0]!.messages;
  contains(String(stage!.message), 'expected mql, got not mql');
  contains(String(fit!.message), 'expected fit 60, got fit 0');
  equal([stage!.location!.uri.path.endsWith('enterprise.mql'), stage!.location!.range.start.line], [true, 14]);
});

test('one test runs by its title, as its lens asks', async () => {
  const { recorded, stop } = record();
  await vscode.commands.executeCommand('mql.runTest', workspaceFile('tests.mql').toString(), 'silence');
  stop();
  equal([recorded.passed, recorded.failed.length], [['silence'], 0]);
});

if (!isWeb) {
  test('claims are proved, or fail with a lead that breaks them', async () => {
    const { recorded, stop } = record();
    await vscode.commands.executeCommand('mql.runTest', workspaceFile('claims.mql').toString());
    stop();
    equal([recorded.passed, recorded.failed.map((each) => each.test)], [['from the US'], ['of fifty']]);
    const [message] = recorded.failed[0]!.messages;
    equal(String(message!.message), 'broken by this lead: given country US');
    equal(message!.location!.range.start.line, 7);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', (await open('claims.mql')).uri, 100);
    const [prove, ...others] = lenses.flatMap(({ command }) => (command?.title === 'Prove' ? [command] : []));
    equal(others.length, 1);
    const again = record();
    await vscode.commands.executeCommand(prove!.command, ...prove!.arguments ?? []);
    again.stop();
    equal(again.recorded.passed, ['from the US']);
  });
}

test('coverage counts what any test made a rule do', async () => {
  const { recorded, stop } = record();
  await vscode.commands.executeCommand('testing.coverageAll');
  await until(() => recorded.ended, 'the run ends', 20_000);
  stop();
  equal(recorded.coverage.map(({ uri }) => uri.path.slice(uri.path.lastIndexOf('/') + 1)).sort(), ['enterprise.mql', 'mid-market-crm.mql']);
  const crm = recorded.coverage.find(({ uri }) => uri.path.endsWith('mid-market-crm.mql'))!;
  equal(crm.statementCoverage.covered, crm.statementCoverage.total, 'rules of the example that held');
  const enterprise = recorded.coverage.find(({ uri }) => uri.path.endsWith('enterprise.mql'))!;
  // `employees 50.. +10` never held.
  equal([enterprise.statementCoverage.covered, enterprise.statementCoverage.total], [2, 3]);
});

test('the lead panel explains a lead, live while one types', async () => {
  const document = await open('mid-market-crm.mql');
  await vscode.commands.executeCommand('mql.explainLead', document.uri.toString(), '1001');
  const explained = (): Explanation | undefined => api().panels.lastResult(document.uri)?.explanation as Explanation | undefined;
  const first = await until(() => explained()?.id === '1001' && explained(), 'the lead is explained');
  equal([first.stages['mql'], first.tier], [true, 'A']);
  await replace(document, 'decision_maker +20', 'decision_maker -20');
  await until(() => explained()!.score < first.score && explained(), 'the score falls');
  await revert(document);
  await until(() => explained()!.score === first.score, 'the score is back');
});

test('sample data is scored', async () => {
  const document = await open('mid-market-crm.mql');
  const sample = await vscode.commands.executeCommand<ScoreSampleResult>('mql.scoreSample', document.uri.toString());
  equal([sample.problem ?? null, sample.results.length, sample.badRows], [null, 8, 0]);
  equal(sample.results.filter(({ stages }) => stages['mql']).map(({ id }) => id), ['1001', '1002', '1005']);
});

test('a definition is compiled to JavaScript beside it', async () => {
  const document = await open('mid-market-crm.mql');
  await vscode.commands.executeCommand('mql.compile', document.uri.toString(), 'js');
  const compiled = await until(() => vscode.window.activeTextEditor?.document.languageId === 'javascript' && vscode.window.activeTextEditor.document, 'a JavaScript document');
  contains(compiled.getText(), 'export function score(lead, events, now)');
});

test('the server restarts, and says again what is wrong', async () => {
  const document = await open('broken.mql');
  await vscode.commands.executeCommand('mql.restartServer');
  equal(api().isRunning(), true);
  await until(() => vscode.languages.getDiagnostics(document.uri).length > 0, 'diagnostics');
});
