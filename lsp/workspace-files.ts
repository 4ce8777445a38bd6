/**
 * The definitions in the folders of the workspace, open or not: names are looked for in them, too. Listed when first asked for, and again
 * when the editor says that files came or went.
 */
import type { Workspace } from './workspace.ts';

/** The paths of all definitions in folders, as `Workspace` knows them. */
export type ListFiles = (folders: readonly string[]) => Promise<readonly string[]>;

export class WorkspaceFiles {
  private readonly workspace: Workspace;
  private readonly list: ListFiles;
  /** Resolves when all texts that were asked of the editor are there. */
  private readonly arrived: () => Promise<void>;
  private folders: readonly string[] = [];
  private listed: Promise<readonly string[]> | undefined;

  constructor(workspace: Workspace, list: ListFiles, arrived: () => Promise<void>) {
    this.workspace = workspace;
    this.list = list;
    this.arrived = arrived;
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.folders = [...this.folders.filter((folder) => !removed.includes(folder)), ...added];
    this.forget();
  }

  /** Files came or went. */
  forget(): void {
    this.listed = undefined;
  }

  /** The paths of all. Never rejects: where the editor cannot tell, there are none. */
  paths(): Promise<readonly string[]> {
    return this.listed ??= this.list(this.folders).catch(() => []);
  }

  /** Those that are not open and whose text holds the word, in lower case. Their texts are as they are now. */
  async closedWith(word: string): Promise<readonly string[]> {
    const open = new Set(this.workspace.openPaths());
    const closed = (await this.paths()).filter((path) => !open.has(path));
    for (const path of closed) {
      if (this.workspace.hasChangedOnDisk(path)) this.workspace.fileChanged(path);
      this.workspace.file(path);
    }
    await this.arrived();
    return closed.filter((path) => this.workspace.file(path)?.text.toLowerCase().includes(word) === true);
  }

  /** What a `use` in a document may name: the other files, relative to it, the nearest first. */
  async relativeTo(path: string): Promise<readonly string[]> {
    const from = path.split('/').slice(0, -1);
    const others = (await this.paths()).filter((other) => other !== path).map((other) => {
      const to = other.split('/');
      let same = 0;
      while (same < from.length && same < to.length - 1 && from[same] === to[same]) same += 1;
      return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
    });
    return others.sort((first, second) => first.split('/').length - second.split('/').length || (first < second ? -1 : 1));
  }
}
