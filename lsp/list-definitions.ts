/** The definitions of a workspace on disk, for a server that has a file system. */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** More folders than this are no workspace of definitions: whoever opens a disk gets what was found so far. */
const mostFolders = 5_000;

/** @param folders as URIs. @returns paths as `Workspace` knows them. Folders that cannot be read are passed over */
export async function listDefinitions(folders: readonly string[]): Promise<string[]> {
  const waiting = folders.flatMap((folder) => (folder.startsWith('file:') ? [fileURLToPath(folder)] : []));
  const found: string[] = [];
  for (let count = 0; count < mostFolders; count += 1) {
    const folder = waiting.shift();
    if (folder === undefined) break;
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch {
      continue;
    }
    for (const entry of entries) {
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') waiting.push(join(folder, entry.name));
      else if (entry.isFile() && entry.name.endsWith('.mql')) found.push(decodeURIComponent(pathToFileURL(join(folder, entry.name)).href));
    }
  }
  return found;
}
