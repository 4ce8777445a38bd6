import { expect, test } from 'vitest';
import { resolvePath } from '../../../compiler/bind/load-files.ts';

test.each([
  ['scoring.mql', 'lists.mql', 'lists.mql'],
  ['crm/scoring.mql', 'lists.mql', 'crm/lists.mql'],
  ['crm/scoring.mql', './shared/../lists.mql', 'crm/lists.mql'],
  ['crm/eu/scoring.mql', '../../lists.mql', 'lists.mql'],
  ['scoring.mql', '../lists.mql', '../lists.mql'],
  ['../scoring.mql', '../lists.mql', '../../lists.mql'],
  ['crm\\scoring.mql', 'eu\\lists.mql', 'crm/eu/lists.mql'],
  ['crm\\eu\\scoring.mql', 'lists.mql', 'crm/eu/lists.mql'],
  ['scoring.mql', 'crm//lists.mql', 'crm/lists.mql'],
  ['crm/scoring.mql', '/shared/lists.mql', '/shared/lists.mql'],
  ['/scoring.mql', '../../lists.mql', '/lists.mql'],
  ['crm/scoring.mql', 'C:\\rules\\lists.mql', 'C:/rules/lists.mql'],
  ['file:///rules/crm/scoring.mql', '../lists.mql', 'file:///rules/lists.mql'],
  ['vscode-vfs://host/crm/scoring.mql', '../../../lists.mql', 'vscode-vfs://host/lists.mql'],
  ['crm/scoring.mql', 'https://acme.example/a/../lists.mql', 'https://acme.example/lists.mql'],
])('from %s, `use "%s"` names %s', (from, path, resolved) => {
  expect(resolvePath(from, path)).toBe(resolved);
});
