import * as vscode from 'vscode';

export type ServerState = 'starting' | 'running' | 'stopped';

export interface Status extends vscode.Disposable {
  readonly show: (state: ServerState) => void;
}

/** In the language status of the editor: whether the server runs, and how to start it anew. */
export function createStatus(): Status {
  const item = vscode.languages.createLanguageStatusItem('mql.server', { language: 'mql' });
  item.name = 'MQL language server';
  const show = (state: ServerState): void => {
    item.busy = state === 'starting';
    item.text = state === 'running' ? 'MQL' : state === 'starting' ? 'MQL is starting' : 'MQL has stopped';
    item.severity = state === 'stopped' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.command = state === 'stopped' ? { title: 'Restart', command: 'mql.restartServer' } : { title: 'Show Output', command: 'mql.showOutput' };
  };
  show('starting');
  return { show, dispose: () => { item.dispose(); } };
}
