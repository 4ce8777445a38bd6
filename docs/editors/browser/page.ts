/** A page with an editor: CodeMirror, the language server in a web worker, and one lead explained as one types. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { LSPClient, languageServerExtensions } from '@codemirror/lsp-client';
import type { Transport } from '@codemirror/lsp-client';
import { EditorView, basicSetup } from 'codemirror';
import { explainRequest } from '../../../lsp/protocol/requests.ts';
import type { ExplainParams, ExplainResult } from '../../../lsp/protocol/requests.ts';
import { mqlLanguage, tags } from './highlight.ts';

const uri = 'file:///definition.mql';
const definition = `definition "In a page":
  owner "Marketing"

fit (up to 40):
  employees 50..500 +20
  country US +20

intent (within 30d, up to 60):
  webinar +10
  page_view +5 per 3 up to 25
  demo_request +40

mql when score > 50
`;

/** The worker takes and gives messages as objects, CodeMirror as text. */
function workerTransport(worker: Worker): Transport {
  const handlers = new Map<(message: string) => void, (event: MessageEvent) => void>();
  return {
    send: (message) => worker.postMessage(JSON.parse(message)),
    subscribe: (handler) => {
      const listener = ({ data }: MessageEvent): void => handler(JSON.stringify(data));
      handlers.set(handler, listener);
      worker.addEventListener('message', listener);
    },
    unsubscribe: (handler) => {
      const listener = handlers.get(handler);
      if (listener !== undefined) worker.removeEventListener('message', listener);
    },
  };
}

const client = new LSPClient({ extensions: [...languageServerExtensions()], timeout: 60_000 }).connect(workerTransport(new Worker('server.js')));

const colours = HighlightStyle.define(Object.entries(tags).map(([name, tag]) => ({ tag, class: `mql-${name}` })));

const now = Date.UTC(2026, 0, 1);
const lead: ExplainParams = {
  uri, now,
  lead: { id: 'rosa', employees: 350, country: 'United States' },
  events: [{ type: 'webinar', at: '2025-12-20T10:00:00Z' }, { type: 'demo_request', at: '2025-12-30T10:00:00Z' }],
};

async function explain(): Promise<void> {
  await client.initializing;
  client.sync();
  const { problem, text } = await client.request<ExplainParams, ExplainResult>(explainRequest, lead);
  document.querySelector('#explanation')!.textContent = text ?? `(${problem})`;
}

let waiting: number | undefined;
new EditorView({
  doc: definition,
  parent: document.querySelector('#editor')!,
  extensions: [
    basicSetup, mqlLanguage, syntaxHighlighting(colours), client.plugin(uri, 'mql'),
    EditorView.updateListener.of(({ docChanged }) => {
      if (!docChanged) return;
      clearTimeout(waiting);
      waiting = window.setTimeout(() => { void explain(); }, 150);
    }),
  ],
});
void explain();
