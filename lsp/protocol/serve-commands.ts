/** The commands that code lenses and code actions name, run by the server. */
import { MessageType, Range, ShowMessageNotification } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import { workspaceEdit } from './convert.ts';
import type { Uris } from './convert.ts';
import { runDocumentTests } from '../features/lead-and-tests.ts';
import { missingTests } from '../features/missing-tests.ts';
import { proveClaimOf } from '../features/prove-claim.ts';
import type { ClaimAnswer, Prove } from '../features/prove-claim.ts';
import type { Analysis } from '../workspace.ts';
import type { Span } from '../../compiler/source/span.ts';

/** Takes the document's address and the title of a claim in it; says what came of it, and gives a `ClaimAnswer` without its lines. */
export const proveCommand = 'mql.proveClaim';
/** Takes the document's address and a range in it; writes the tests that what stands there lacks, and gives their number. */
export const writeTestsCommand = 'mql.writeTests';

/** Takes the document's address and the title of a test; says what came of it. For editors that have no way of their own to run tests. */
export const runTestCommand = 'mql.runTestInServer';

export interface CommandContext {
  readonly uris: Uris;
  /** The analysis of a document when all files that it uses have arrived. */
  readonly settled: (uri: string) => Promise<Analysis | undefined>;
  readonly spanOf: (analysis: Analysis, range: Range) => Span;
  /** The open files of tests of a document's definition, without itself. */
  readonly testing: (analysis: Analysis) => readonly Analysis[];
  readonly prove: Prove | undefined;
}

export function serveCommands(connection: Connection, { uris, settled, spanOf, testing, prove }: CommandContext): void {
  connection.onExecuteCommand(async ({ command, arguments: given }) => {
    const [uri, what] = (given ?? []) as readonly unknown[];
    if (typeof uri !== 'string') return null;
    if (command === writeTestsCommand && Range.is(what)) return writeTests(uri, what);
    if (command === runTestCommand && typeof what === 'string') return runTest(uri, what);
    return command === proveCommand && typeof what === 'string' && prove !== undefined ? answerOf(uri, what, prove) : null;
  });

  async function answerOf(uri: string, title: string, ask: Prove): Promise<Pick<ClaimAnswer, 'outcome' | 'message'>> {
    const { outcome, message } = await proveClaimOf(await settled(uri), title, ask);
    tell(outcome === 'proved', message);
    return { outcome, message };
  }

  async function runTest(uri: string, title: string): Promise<boolean> {
    const { problem, tests } = runDocumentTests(await settled(uri), uris);
    const own = tests.filter((test) => test.title === title);
    const failures = own.flatMap((test) => test.failures.map(({ message }) => message));
    const passed = own.length > 0 && own.every((test) => test.passed);
    tell(passed, passed ? `passed: ${title}` : own.length === 0 ? problem ?? `there is no test \`${title}\`` : `failed: ${title}\n${failures.join('\n')}`);
    return passed;
  }

  async function writeTests(uri: string, wanted: Range): Promise<number> {
    const analysis = await settled(uri);
    const found = analysis && missingTests(analysis, spanOf(analysis, wanted), testing(analysis));
    if (found === undefined) {
      tell(false, 'tests can be written when the definition has no errors');
      return 0;
    }
    if (found.count > 0) await connection.workspace.applyEdit({ label: 'Write missing tests', edit: workspaceEdit(uris, found.edits) });
    if (found.open.length > 0) tell(false, `no lead was found for: ${found.open.join('; ')}; \`mql test --suggest\` looks further`);
    return found.count;
  }

  /** A notification, and no request: there is nothing to choose, and not every client answers one. */
  function tell(isWell: boolean, message: string): void {
    void connection.sendNotification(ShowMessageNotification.type, { type: isWell ? MessageType.Info : MessageType.Warning, message });
  }
}
