/** The `test` and `claim` blocks of every definition in the workspace, run and proved by the language server, with failures in place and coverage. */
import * as vscode from 'vscode';
import { listTestsRequest, proveClaimRequest, runTestsRequest } from '../../lsp/protocol/requests.ts';
import type { ListTestsResult, ProveClaimParams, ProveClaimResult, RunTestsParams, RunTestsResult } from '../../lsp/protocol/requests.ts';
import { CoverageOfFiles } from './coverage.ts';
import type { Session } from './session.ts';

export interface TestExplorer extends vscode.Disposable {
  /** Runs the test of that title, or all tests of the file. */
  readonly run: (uri: vscode.Uri, title?: string) => Promise<void>;
  readonly controller: vscode.TestController;
}

type RangeOnWire = ListTestsResult['tests'][number]['range'];

const claimId = /^claim: /;

/** A test is known by its title; the second of the same title by a number more. */
function idsOf(tests: readonly { readonly title: string }[]): string[] {
  const counts = new Map<string, number>();
  return tests.map(({ title }) => {
    const count = (counts.get(title) ?? 0) + 1;
    counts.set(title, count);
    return count === 1 ? title : `${title} (${count})`;
  });
}

export function createTestExplorer(session: Session): TestExplorer {
  const controller = vscode.tests.createTestController('mql', 'MQL');
  const subscriptions: vscode.Disposable[] = [controller];
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const continuous = new Set<(uri: vscode.Uri) => void>();
  /** The place of each claim among those of its file. */
  const claimPlaces = new WeakMap<vscode.TestItem, number>();

  async function refresh(uri: vscode.Uri): Promise<vscode.TestItem | undefined> {
    const client = await session.ready();
    const { tests, claims } = await client.sendRequest<ListTestsResult>(listTestsRequest, { uri: uri.toString() } satisfies RunTestsParams);
    const known = controller.items.get(uri.toString());
    if (tests.length + claims.length === 0) {
      if (known !== undefined) controller.items.delete(known.id);
      return undefined;
    }
    const file = known ?? controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri, false), uri);
    if (known === undefined) controller.items.add(file);
    const made = (blocks: ListTestsResult['tests'], ids: readonly string[], describe: (item: vscode.TestItem, index: number) => void): vscode.TestItem[] => blocks.map(({ title, range }, index) => {
      const id = ids[index]!;
      const item = file.children.get(id) ?? controller.createTestItem(id, title === '' ? '(no title)' : title, uri);
      item.range = rangeOf(range);
      item.sortText = String(range.start.line).padStart(6, '0');
      describe(item, index);
      return item;
    });
    file.children.replace([
      ...made(tests, idsOf(tests), () => undefined),
      ...made(claims, idsOf(claims).map((id) => `claim: ${id}`), (item, index) => {
        item.description = 'claim';
        claimPlaces.set(item, index);
      }),
    ]);
    return file;
  }

  async function discover(): Promise<void> {
    for (const uri of await vscode.workspace.findFiles('**/*.mql', '**/node_modules/**')) {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      if (/(?:^|[;:])\s*(?:test|claim)\b/im.test(text) || controller.items.get(uri.toString()) !== undefined) await refresh(uri);
    }
  }

  async function run(request: vscode.TestRunRequest, withCoverage: boolean, token?: vscode.CancellationToken): Promise<void> {
    const run = controller.createTestRun(request);
    const coverage = new CoverageOfFiles();
    const isCancelled = (): boolean => token?.isCancellationRequested === true;
    for (const [file, wanted] of await chosen(request)) {
      if (isCancelled()) break;
      const tests = wanted.filter(({ id }) => !claimId.test(id));
      const claims = wanted.filter(({ id }) => claimId.test(id));
      wanted.forEach((item) => run.enqueued(item));
      if (tests.length > 0) {
        tests.forEach((item) => run.started(item));
        const startedAt = Date.now();
        const client = await session.ready();
        const result = await client.sendRequest<RunTestsResult>(runTestsRequest, { uri: file.uri!.toString() } satisfies RunTestsParams);
        report(run, tests, result, Date.now() - startedAt);
        coverage.add(result.coverage);
      }
      // Proofs take seconds: while one types they are left alone, unless it is they that are asked for.
      const isAsked = request.continuous !== true || request.include?.some(({ id }) => claimId.test(id)) === true;
      for (const claim of claims) {
        if (isAsked && !isCancelled()) await prove(run, claim);
        else run.skipped(claim);
      }
    }
    if (withCoverage) {
      for (const each of coverage.files()) run.addCoverage(each);
    }
    run.end();
  }

  async function prove(run: vscode.TestRun, item: vscode.TestItem): Promise<void> {
    run.started(item);
    const startedAt = Date.now();
    const client = await session.ready();
    const params: ProveClaimParams = { uri: item.uri!.toString(), index: claimPlaces.get(item)! };
    const { outcome, message, open } = await client.sendRequest<ProveClaimResult>(proveClaimRequest, params);
    const milliseconds = Date.now() - startedAt;
    const messages = open.map((each) => located(each.message, item.uri!, each.range));
    if (outcome === 'proved') run.passed(item, milliseconds);
    else if (outcome === 'broken') run.failed(item, messages, milliseconds);
    else run.errored(item, messages.length > 0 ? messages : new vscode.TestMessage(message), milliseconds);
    run.appendOutput(`${(message || 'proved').replace(/\r?\n/g, '\r\n')}\r\n`, undefined, item);
  }

  /** Tests by their file; everything where the request names nothing. */
  async function chosen(request: vscode.TestRunRequest): Promise<Map<vscode.TestItem, vscode.TestItem[]>> {
    if (controller.items.size === 0) await discover();
    const included = request.include ?? [...controller.items].map(([, item]) => item);
    const excluded = new Set(request.exclude);
    const byFile = new Map<vscode.TestItem, vscode.TestItem[]>();
    for (const item of included) {
      const file = item.parent ?? item;
      const tests = item.parent === undefined ? [...item.children].map(([, child]) => child) : [item];
      byFile.set(file, [...byFile.get(file) ?? [], ...tests.filter((test) => !excluded.has(test) && !excluded.has(file))]);
    }
    return byFile;
  }

  function watchContinuously(request: vscode.TestRunRequest, withCoverage: boolean, token: vscode.CancellationToken): void {
    const again = (uri: vscode.Uri): void => {
      const files = request.include?.map((item) => item.parent ?? item) ?? [...controller.items].map(([, item]) => item);
      const touched = files.some((item) => item.uri?.toString() === uri.toString()) || uri.path.endsWith('.mql');
      if (touched) void run(new vscode.TestRunRequest(request.include, request.exclude, request.profile, true), withCoverage, token);
    };
    continuous.add(again);
    token.onCancellationRequested(() => continuous.delete(again));
  }

  const handler = (withCoverage: boolean) => (request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> | void => (
    request.continuous === true ? watchContinuously(request, withCoverage, token) : run(request, withCoverage, token));
  const profile = controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, handler(false), true, undefined, true);
  const covering = controller.createRunProfile('Run with Coverage', vscode.TestRunProfileKind.Coverage, handler(true), true, undefined, true);
  covering.loadDetailedCoverage = (_run, file) => Promise.resolve(CoverageOfFiles.detailsOf(file));
  controller.resolveHandler = async (item) => { await (item?.uri === undefined ? discover() : refresh(item.uri)); };
  controller.refreshHandler = discover;

  /** Soon after the last change of a burst. */
  function changed(uri: vscode.Uri): void {
    clearTimeout(waiting.get(uri.toString()));
    waiting.set(uri.toString(), setTimeout(() => {
      waiting.delete(uri.toString());
      void refresh(uri).then(() => { for (const again of continuous) again(uri); }, () => undefined);
    }, 300));
  }

  const watcher = vscode.workspace.createFileSystemWatcher('**/*.mql');
  subscriptions.push(
    watcher, watcher.onDidCreate(changed), watcher.onDidChange(changed),
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
    vscode.workspace.onDidOpenTextDocument(({ languageId, uri }) => { if (languageId === 'mql') changed(uri); }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => { if (document.languageId === 'mql') changed(document.uri); }),
  );
  for (const { languageId, uri } of vscode.workspace.textDocuments) if (languageId === 'mql') changed(uri);

  return {
    controller,
    run: async (uri, title) => {
      const file = await refresh(uri);
      const item = title === undefined ? file : [...file?.children ?? []].map(([, child]) => child).find(({ id }) => id === title);
      if (item !== undefined) await run(new vscode.TestRunRequest([item], undefined, profile), false);
    },
    dispose: () => {
      waiting.forEach((timer) => clearTimeout(timer));
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function report(run: vscode.TestRun, wanted: readonly vscode.TestItem[], result: RunTestsResult, milliseconds: number): void {
  const ids = idsOf(result.tests);
  for (const item of wanted) {
    const test = result.tests[ids.indexOf(item.id)];
    if (test === undefined) {
      run.errored(item, new vscode.TestMessage(result.problem ?? 'this test is not there any more'));
    } else if (test.passed) {
      run.passed(item, milliseconds / result.tests.length);
      run.appendOutput(`passed  ${test.title}\r\n`, undefined, item);
    } else {
      // Without a difference of texts, which would be all that is shown in place: the message says more.
      run.failed(item, test.failures.map(({ message, range, uri }) => located(message, vscode.Uri.parse(uri, true), range)), milliseconds / result.tests.length);
      run.appendOutput(`failed  ${test.title}\r\n${test.failures.map(({ message }) => `        ${message}\r\n`).join('')}`, undefined, item);
    }
  }
}

function located(message: string, uri: vscode.Uri, range: RangeOnWire): vscode.TestMessage {
  const shown = new vscode.TestMessage(message);
  shown.location = new vscode.Location(uri, rangeOf(range));
  return shown;
}

export function rangeOf({ start, end }: RangeOnWire): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
