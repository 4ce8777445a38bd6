/** The language server in a web worker. Files that are not open are asked of the editor. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { formatText } from './format-text.ts';
import { startServer } from './server.ts';

const worker = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
startServer(connection, {
  readFile: undefined, listFiles: undefined, today: () => new Date().toISOString().slice(0, 10), now: () => Date.now(), format: formatText,
});
