import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';

export interface Status extends vscode.Disposable {
  readonly show: (state: State) => void;
}

/** In the language status of the editor: whether the server runs, and how to start it anew. */
export function createStatus(): Status {
  const item = vscode.languages.createLanguageStatusItem('mql.server', { language: 'mql' });
  item.name = 'MQL language server';
  const show = (state: State): void => {
    item.busy = state === State.Starting;
    item.text = state === State.Running ? 'MQL' : state === State.Starting ? 'MQL is starting' : 'MQL has stopped';
    item.severity = state === State.Stopped ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.command = state === State.Stopped ? { title: 'Restart', command: 'mql.restartServer' } : { title: 'Show Output', command: 'mql.showOutput' };
  };
  show(State.Starting);
  return { show, dispose: () => { item.dispose(); } };
}
