/** What the client says of its server. Loaded with the client, so that this needs not be there when the extension starts. */
import { State } from 'vscode-languageclient';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ServerState } from './status.ts';

export function watchState<Client extends BaseLanguageClient>(client: Client, show: (state: ServerState) => void): Client {
  client.onDidChangeState(({ newState }) => {
    show(newState === State.Running ? 'running' : newState === State.Stopped ? 'stopped' : 'starting');
  });
  return client;
}
