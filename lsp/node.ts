/** The language server over standard input and output: what `mql lsp` runs. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { formatText } from './format-text.ts';
import type { Prove } from './features/prove-claim.ts';
import { listDefinitions } from './list-definitions.ts';
import { startServer } from './server.ts';

/** Runs until the client ends it. Nothing else may write to standard output. @param prove where there is a solver: claims then have a lens */
export function serveStandardStreams(prove?: Prove): void {
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout));
  startServer(connection, {
    readFile: (path) => {
      try {
        return path.startsWith('file:') ? readFileSync(fileURLToPath(encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F')), 'utf8') : undefined;
      } catch {
        return undefined;
      }
    },
    listFiles: listDefinitions,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => Date.now(),
    format: formatText,
    prove,
  });
}
