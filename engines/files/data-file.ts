import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { DataProblem } from '../data-problem.ts';

export type DataFormat = 'csv' | 'json' | 'parquet';

/** One file of data: where it is, what the user calls it, and what it holds. */
export interface DataFile {
  /** What is read: the user's file, or a copy of standard input. */
  readonly path: string;
  /** For messages. */
  readonly shownPath: string;
  readonly format: DataFormat;
  readonly gzip: boolean;
}

const extensions: Readonly<Record<string, DataFormat>> = {
  csv: 'csv', tsv: 'csv', txt: 'csv', jsonl: 'json', ndjson: 'json', json: 'json', parquet: 'parquet', pq: 'parquet',
};

/** What a file holds: by its extension, where that says so, else by its first bytes. Rejects files that no reader takes. */
export function dataFile(path: string, shownPath = path): DataFile {
  const start = firstBytes(path, shownPath);
  const gzip = start[0] === 0x1f && start[1] === 0x8b;
  const name = shownPath.toLowerCase();
  if (!gzip && name.endsWith('.gz') && start.length > 0) {
    throw new DataProblem('input', `\`${shownPath}\` is named like gzip but holds something else`);
  }
  if (isUtf16(start)) {
    throw new DataProblem('input', `\`${shownPath}\` is in UTF-16`, 'save it as UTF-8');
  }
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] === 3) {
    throw new DataProblem('input', `\`${shownPath}\` is a zip archive or an Excel workbook`, 'save the sheet as CSV, or unpack the archive');
  }
  const extension = /\.([a-z]+)(\.gz)?$/.exec(name)?.[1];
  const format = (extension === undefined ? undefined : extensions[extension]) ?? formatByContent(gzip ? beginningOf(start) : start);
  return { path, shownPath, format, gzip };
}

/** By its byte order mark; without one, by a first letter that has a zero byte beside it, as all of ASCII has in UTF-16. */
function isUtf16(start: Buffer): boolean {
  const [first, second, third, fourth] = start;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return start.length >= 4 && (first === 0 ? second !== 0 && third === 0 && fourth !== 0 : second === 0 && third !== 0 && fourth === 0);
}

function formatByContent(start: Buffer): DataFormat {
  if (start.toString('latin1', 0, 4) === 'PAR1') return 'parquet';
  if (/^(\xef\xbb\xbf)?\s*[{[]/.test(start.toString('latin1'))) return 'json';
  return 'csv';
}

/** What the first bytes of a gzip unpack to; nothing where they are damaged, which reading the whole says. */
function beginningOf(packed: Buffer): Buffer {
  try {
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

function firstBytes(path: string, shownPath: string): Buffer {
  try {
    if (statSync(path).isDirectory()) {
      throw new DataProblem('file', `cannot read \`${shownPath}\`: it is a folder`, `name its files, such as \`${shownPath.replace(/\/$/, '')}/*.csv\``);
    }
    const descriptor = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(512);
      return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    throw cause instanceof DataProblem ? cause : unreadable(shownPath, cause);
  }
}

export function unreadable(shownPath: string, cause: unknown): DataProblem {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'permission denied' : cause instanceof Error ? cause.message : String(cause);
  return new DataProblem('file', `cannot read \`${shownPath}\`: ${reason}`);
}

/** The file's bytes, unpacked. Rejects a gzip that ends early or is damaged. */
export async function* bytesOf(file: DataFile): AsyncGenerator<Buffer> {
  const source = createReadStream(file.path, { highWaterMark: 1 << 18 });
  const stream: Readable = file.gzip ? source.pipe(createGunzip({ chunkSize: 1 << 18 })) : source;
  source.on('error', (error) => stream.destroy(error));
  // Whoever has read enough is not told of what comes after.
  stream.on('error', () => {});
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (cause) {
    throw file.gzip ? brokenGzip(file, cause) : unreadable(file.shownPath, cause);
  } finally {
    source.destroy();
  }
}

/** Reads a gzip to its end, since DuckDB takes one that was cut off for a whole one. */
export async function verifyGzip(file: DataFile): Promise<void> {
  // A stream that was written to its end may not yet know of what is missing: only one that was read to its end does.
  for await (const _chunk of bytesOf(file));
}

function brokenGzip(file: DataFile, cause: unknown): DataProblem {
  const cutOff = cause instanceof Error && 'code' in cause && cause.code === 'Z_BUF_ERROR';
  const reason = cutOff ? 'the gzip ends in the middle; it was cut off' : `the gzip is damaged (${cause instanceof Error ? cause.message : String(cause)})`;
  return new DataProblem('input', `cannot unpack \`${file.shownPath}\`: ${reason}`);
}
