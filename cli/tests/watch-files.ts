import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Resolves once one of the files changes, from the call on. Folders are watched, since editors exchange files. `false` where
 * they cannot be watched.
 */
export async function nextChange(paths: readonly string[]): Promise<boolean> {
  const watchers: FSWatcher[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      for (const folder of new Set(paths.map((path) => dirname(path)))) {
        const names = new Set(paths.filter((path) => dirname(path) === folder).map((path) => basename(path)));
        const watcher = watch(folder, (_event, name) => {
          // Editors write in several steps; what they do together is one change.
          if (name === null || names.has(name)) setTimeout(resolve, 50);
        });
        watcher.on('error', reject);
        watchers.push(watcher);
      }
    });
    return true;
  } catch {
    return false;
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}
