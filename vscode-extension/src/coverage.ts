/** What tests made a definition do, as VS Code shows coverage: an item is a statement, holding and not holding are its branches. */
import * as vscode from 'vscode';
import type { CoverageRow, RunTestsResult } from '../../lsp/protocol/requests.ts';
import { rangeOf } from './test-explorer.ts';

const detailsByFile = new WeakMap<vscode.FileCoverage, vscode.StatementCoverage[]>();

/** Several test files may test one definition: what any of them made an item do counts. */
export class CoverageOfFiles {
  private readonly rows = new Map<string, Map<string, CoverageRow>>();

  add(coverage: RunTestsResult['coverage']): void {
    for (const row of coverage) {
      const file = this.rows.get(row.uri) ?? new Map<string, CoverageRow>();
      this.rows.set(row.uri, file);
      const { start, end } = row.range;
      const key = `${start.line}:${start.character}-${end.line}:${end.character} ${row.label}`;
      const known = file.get(key);
      file.set(key, known === undefined ? row : {
        ...row, held: known.held || row.held, failed: known.failed || row.failed,
        neverHeld: known.neverHeld && row.neverHeld, neverFailed: known.neverFailed && row.neverFailed,
      });
    }
  }

  files(): vscode.FileCoverage[] {
    return [...this.rows].map(([uri, rows]) => {
      const details = [...rows.values()].map(statement);
      const file = vscode.FileCoverage.fromDetails(vscode.Uri.parse(uri, true), details);
      detailsByFile.set(file, details);
      return file;
    });
  }

  static detailsOf(file: vscode.FileCoverage): vscode.StatementCoverage[] {
    return detailsByFile.get(file) ?? [];
  }
}

/** What no lead can make happen is no branch: no test could cover it. */
function statement({ range, held, failed, neverHeld, neverFailed }: CoverageRow): vscode.StatementCoverage {
  const where = rangeOf(range);
  const branches = [
    ...(held || neverHeld ? [new vscode.BranchCoverage(held, where, 'held')] : []),
    ...(failed || neverFailed ? [new vscode.BranchCoverage(failed, where, 'did not hold')] : []),
  ];
  return new vscode.StatementCoverage(held || !neverHeld, where, branches);
}
