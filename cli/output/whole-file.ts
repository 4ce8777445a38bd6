import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileProblem } from '../problems.ts';

/**
 * A file that appears whole or not at all: written under another name in the same folder, then renamed.
 * INVARIANT: whatever ends the process in an orderly way (an error, Ctrl-C), unfinished files are gone.
 */
export interface WholeFile {
  /** Where to write until `finish`. Absolute. */
  readonly temporaryPath: string;
  write(text: string | Uint8Array): void;
  /** Gives the file its name. */
  finish(): void;
  /** Removes what was written. */
  abandon(): void;
  /** A pipe or a device: there is nothing to rename, and nothing but `write` writes there. */
  readonly isDevice: boolean;
}

const unfinished = new Set<WholeFile>();

/** Opens the file at once, so that a folder that cannot be written is known before the work begins. */
export function wholeFile(path: string): WholeFile {
  // Before links are followed: what `/dev/stdout` and a shell's `>(...)` point to has no path of its own.
  if (isDevice(resolve(path)) || openStream.test(resolve(path))) return device(resolve(path), path);
  const target = followLinks(resolve(path));
  const temporaryPath = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
  attempt(path, () => refuseFolder(target));
  let descriptor: number | undefined = attempt(path, () => openSync(temporaryPath, 'wx', (statSync(target, { throwIfNoEntry: false })?.mode ?? 0o666) & 0o777));
  const file: WholeFile = {
    temporaryPath,
    isDevice: false,
    write: (text) => attempt(path, () => writeAll(descriptor!, text)),
    finish: () => {
      attempt(path, () => {
        // Another writer (DuckDB) may have put a new file there: flush whatever stands under the name.
        const current = openSync(temporaryPath, 'r+');
        fsyncSync(current);
        closeSync(current);
        closeSync(descriptor!);
        descriptor = undefined;
        renameSync(temporaryPath, target);
      });
      unfinished.delete(file);
    },
    abandon: () => {
      unfinished.delete(file);
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
      rmSync(temporaryPath, { force: true });
    },
  };
  unfinished.add(file);
  return file;
}

/** A file for what is not to be kept: to be abandoned, and never finished. */
export function temporaryFile(): WholeFile {
  return wholeFile(join(tmpdir(), `mql-${process.pid}-${randomBytes(4).toString('hex')}`));
}

/** Writes one text as a whole file. */
export function writeWholeFile(path: string, text: string): void {
  const file = wholeFile(path);
  file.write(text);
  file.finish();
}

export function removeUnfinishedFiles(): void {
  for (const file of unfinished) file.abandon();
}

/** What a link points to is what is exchanged, not the link. */
function followLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** `/dev/null`, a named pipe: there is nothing to rename. */
function isDevice(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && !status.isFile() && !status.isDirectory();
}

const openStream = /^\/dev\/(?:stdout|stderr|fd\/(\d+))$/;

/** What this process has open already is written to as it is: a file from where the shell stands in it, a socket, which has no name. */
function device(target: string, path: string): WholeFile {
  const open = attempt(path, () => statSync(target)).isFIFO() ? null : openStream.exec(target);
  const descriptor = open === null ? attempt(path, () => openSync(target, 'w')) : Number(open[1] ?? (target.endsWith('out') ? 1 : 2));
  const close = () => {
    if (open === null) closeSync(descriptor);
  };
  return {
    temporaryPath: target,
    isDevice: true,
    write: (text) => attempt(path, () => writeAll(descriptor, text)),
    finish: close,
    abandon: close,
  };
}

function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
}

/** What the system refuses ends the command with its reason. */
function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw fileProblem('write', path, cause);
  }
}

function writeAll(descriptor: number, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (cause) {
      // A socket whose reader is slower.
      if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
