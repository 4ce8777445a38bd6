/** When the diagnostics of which document are published. */
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { Workspace } from './workspace.ts';

/** Looking for likely mistakes in so many lines takes no longer than a keystroke may. */
const mostLinesAtOnce = 300;
/** Milliseconds without a change after which nobody is typing. */
const pause = 200;

export interface Publishing {
  readonly send: (path: string, diagnostics: readonly Diagnostic[]) => void;
  /** Called when the documents that a change touches have been published. */
  readonly afterChange: () => void;
}

/**
 * Publishes soon, once for many changes in a row: a change that comes first makes the older work needless. What the checker says comes at once;
 * in long documents, or where many are to be published, the likely mistakes are looked for when nobody types.
 */
export class Publisher {
  private readonly workspace: Workspace;
  private readonly publishing: Publishing;
  private readonly pending = new Set<string>();
  private readonly late = new Set<string>();
  /** Of each document the files with mistakes that it uses, and that are not open. */
  private readonly closed = new Map<string, ReadonlySet<string>>();
  private isScheduled = false;
  private lateTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(workspace: Workspace, publishing: Publishing) {
    this.workspace = workspace;
    this.publishing = publishing;
  }

  schedule(paths: readonly string[]): void {
    for (const path of paths) this.pending.add(path);
    if (this.isScheduled) return;
    this.isScheduled = true;
    setTimeout(() => this.publishPending(), 0);
  }

  private publishPending(): void {
    this.isScheduled = false;
    const documents = [...this.pending].flatMap((path) => this.workspace.document(path) ?? []);
    this.pending.clear();
    const lines = documents.reduce((sum, { lineStarts }) => sum + lineStarts.length, 0);
    if (lines <= mostLinesAtOnce) {
      for (const { path } of documents) this.publish(path);
    } else {
      for (const { path } of documents) {
        this.late.add(path);
        this.publishing.send(path, this.workspace.earlyDiagnostics(path));
        this.publishClosed(path);
      }
    }
    if (this.late.size > 0) this.publishLater(pause);
    this.publishing.afterChange();
  }

  private publish(path: string): void {
    this.late.delete(path);
    if (this.workspace.document(path) === undefined) return;
    this.publishing.send(path, this.workspace.diagnostics(path));
    this.publishClosed(path);
  }

  /** What is wrong in the files that the document uses. Those that are open say it themselves. To be called, too, when the document was closed. */
  publishClosed(path: string): void {
    const before = this.closed.get(path) ?? new Set<string>();
    const found = this.workspace.document(path) === undefined ? new Map<string, readonly Diagnostic[]>() : this.workspace.closedMistakes(path);
    if (found.size > 0) this.closed.set(path, new Set(found.keys()));
    else this.closed.delete(path);
    for (const [other, diagnostics] of found) this.publishing.send(other, diagnostics);
    for (const other of before) {
      const isStillUsed = [...this.closed.values()].some((paths) => paths.has(other));
      if (!isStillUsed && this.workspace.document(other) === undefined) this.publishing.send(other, []);
    }
  }

  private publishLater(wait: number): void {
    clearTimeout(this.lateTimer);
    this.lateTimer = setTimeout(() => {
      const [path] = this.late;
      if (path === undefined) return;
      // One document after the other, so that a change need not wait for all.
      this.publish(path);
      this.publishLater(0);
    }, wait);
  }
}
