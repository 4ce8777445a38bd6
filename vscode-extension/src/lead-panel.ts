/** The lead panel beside a definition: one lead, its score, every rule's part, and what is missing to qualify, live. */
import * as vscode from 'vscode';
import { explainRequest, leadFormRequest, sampleLeadRequest, scoreSampleRequest } from '../../lsp/protocol/requests.ts';
import type {
  ExplainParams, ExplainResult, LeadFormResult, RunTestsParams, SampleLeadParams, SampleLeadResult, ScoreSampleResult,
} from '../../lsp/protocol/requests.ts';
import type { FromPanel, PanelLead, ToPanel } from './panel/messages.ts';
import type { Session } from './session.ts';

/** Milliseconds without a keystroke after which the panel asks again. */
const pause = 120;

const viewType = 'mql.lead';

export class LeadPanels implements vscode.Disposable {
  private readonly session: Session;
  private readonly panels = new Map<string, LeadPanel>();
  /** Brings panels back when the window is loaded anew. */
  private readonly serializer: vscode.Disposable;

  constructor(session: Session) {
    this.session = session;
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: (view, state: { readonly uri?: string } | undefined) => {
        if (state?.uri === undefined) view.dispose();
        else this.add(vscode.Uri.parse(state.uri, true), view);
        return Promise.resolve();
      },
    });
  }

  private add(uri: vscode.Uri, view?: vscode.WebviewPanel): LeadPanel {
    const key = uri.toString();
    const panel = new LeadPanel(this.session, uri, () => this.panels.delete(key), view);
    this.panels.set(key, panel);
    return panel;
  }

  /** Opens or shows the panel of a definition; with `lead`, at that lead of the sample data. */
  async show(uri: vscode.Uri, lead?: string, atTable = false): Promise<void> {
    const key = uri.toString();
    const known = this.panels.get(key);
    known?.reveal();
    const panel = known ?? this.add(uri);
    if (lead !== undefined) await panel.pick(lead);
    if (atTable) panel.showTable();
  }

  /** What the panel of a definition showed last. For tests. */
  lastResult(uri: vscode.Uri): ExplainResult | undefined {
    return this.panels.get(uri.toString())?.lastResult;
  }

  dispose(): void {
    this.serializer.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }
}

class LeadPanel implements vscode.Disposable {
  lastResult: ExplainResult | undefined;
  private readonly session: Session;
  private readonly uri: vscode.Uri;
  private readonly view: vscode.WebviewPanel;
  private readonly subscriptions: vscode.Disposable[] = [];
  private lead: PanelLead | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sampleNow: number | undefined;
  /** What came while the page was not there yet. */
  private queue: ToPanel[] | undefined = [];

  /** @param restored the panel that VS Code brought back */
  constructor(session: Session, uri: vscode.Uri, closed: () => void, restored?: vscode.WebviewPanel) {
    this.session = session;
    this.uri = uri;
    const { extensionUri } = session.context;
    const roots = ['dist', 'media'].map((folder) => vscode.Uri.joinPath(extensionUri, folder));
    const options = { enableScripts: true, localResourceRoots: roots };
    this.view = restored ?? vscode.window.createWebviewPanel(viewType, `Lead: ${uri.path.slice(uri.path.lastIndexOf('/') + 1)}`,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { ...options, retainContextWhenHidden: true });
    this.view.webview.options = options;
    this.view.iconPath = { light: vscode.Uri.joinPath(extensionUri, 'icons/file-light.svg'), dark: vscode.Uri.joinPath(extensionUri, 'icons/file-dark.svg') };
    this.view.webview.html = page(this.view.webview, extensionUri, uri);
    this.subscriptions.push(
      this.view.webview.onDidReceiveMessage((message: FromPanel) => this.receive(message)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => { if (document.languageId === 'mql') this.askSoon(); }),
      vscode.workspace.onDidSaveTextDocument(({ uri: saved }) => { if (!saved.path.endsWith('.mql')) this.askSoon(); }),
    );
    this.view.onDidDispose(() => {
      clearTimeout(this.timer);
      vscode.Disposable.from(...this.subscriptions).dispose();
      closed();
    });
  }

  reveal(): void {
    this.view.reveal(undefined, true);
  }

  showTable(): void {
    this.send({ kind: 'show table' });
  }

  async pick(id: string): Promise<void> {
    const client = await this.session.ready();
    const result = await client.sendRequest<SampleLeadResult>(sampleLeadRequest, { uri: this.uri.toString(), id } satisfies SampleLeadParams);
    if (result.problem !== undefined) return;
    this.send({ kind: 'lead', id, lead: result.lead, events: result.events });
  }

  dispose(): void {
    this.view.dispose();
  }

  private send(message: ToPanel): void {
    if (this.queue === undefined) void this.view.webview.postMessage(message);
    else this.queue.push(message);
  }

  private async receive(message: FromPanel): Promise<void> {
    switch (message.kind) {
      case 'ready': {
        const held = this.queue ?? [];
        this.queue = undefined;
        await this.ask();
        for (const each of held) this.send(each);
        return;
      }
      case 'lead':
        this.lead = message.lead;
        await this.explain();
        return;
      case 'pick':
        await this.pick(message.id);
        return;
      case 'reveal': {
        const editor = await vscode.window.showTextDocument(this.uri, { viewColumn: vscode.ViewColumn.One, preserveFocus: true });
        const at = new vscode.Position(message.line - 1, message.column - 1);
        editor.selection = new vscode.Selection(at, at);
        editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { void this.ask(); }, pause);
  }

  /** What the definition asks of a lead, the sample, and the lead explained anew. */
  private async ask(): Promise<void> {
    const client = await this.session.ready();
    const uri = this.uri.toString();
    const [form, sample] = await Promise.all([
      client.sendRequest<LeadFormResult>(leadFormRequest, { uri } satisfies RunTestsParams),
      client.sendRequest<ScoreSampleResult>(scoreSampleRequest, { uri } satisfies RunTestsParams),
    ]);
    this.sampleNow = sample.problem === undefined ? sample.now : undefined;
    this.send({ kind: 'form', form, sample });
    await this.explain();
  }

  private async explain(): Promise<void> {
    if (this.lead === undefined) return;
    const client = await this.session.ready();
    const { lead, events } = this.lead;
    const now = this.lead.fromSample ? this.sampleNow ?? Date.now() : Date.now();
    const params: ExplainParams = { uri: this.uri.toString(), lead, events: events.map((event) => atInstant(event, now)), now };
    const result = await client.sendRequest<ExplainResult>(explainRequest, params);
    this.lastResult = result;
    this.send({ kind: 'result', result, now });
  }
}

const units: Readonly<Record<string, number>> = { min: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The panel takes `3d` for three days ago; data has instants. */
function atInstant(event: Readonly<Record<string, unknown>>, now: number): Readonly<Record<string, unknown>> {
  const ago = /^\s*(\d+)\s*(min|h|d|w)(?:\s+ago)?\s*$/i.exec(String(event['at'] ?? ''));
  if (ago === null) return event;
  return { ...event, at: new Date(now - Number(ago[1]) * units[ago[2]!.toLowerCase()]!).toISOString() };
}

/** Nothing runs in the page but the extension's own script, which alone has the nonce. */
function page(webview: vscode.Webview, extensionUri: vscode.Uri, uri: vscode.Uri): string {
  const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const file = (...path: string[]): string => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}';">
<link rel="stylesheet" href="${file('media', 'panel.css')}">
<title>Lead</title>
</head>
<body>
<main id="panel" data-uri="${escaped(uri.toString())}"></main>
<script nonce="${nonce}" src="${file('dist', 'panel.js')}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&"<>]/g, (each) => `&#${each.charCodeAt(0)};`);
}
