import { readFileSync, statSync } from 'node:fs';
import { sourceFile, type SourceFile } from '../../compiler/source/source-file.ts';
import { CommandProblem, exitCodes, fileProblem, usageProblem } from '../problems.ts';

/** What standard input is called in messages. */
export const standardInputName = '<stdin>';

let standardInput: Buffer | undefined;

/** The definition in a file, or, for `-`, in standard input. Ends the command where it cannot be read as UTF-8. */
export function readSource(path: string): SourceFile {
  if (path === '-') {
    standardInput ??= readStandardInput();
    return decoded(standardInput, standardInputName);
  }
  let bytes: Buffer;
  try {
    if (statSync(path).isDirectory()) {
      throw usageProblem(`cannot read \`${path}\`: it is a folder`, `name files in it, such as \`${path.replace(/\/$/, '')}/*.mql\``);
    }
    bytes = readFileSync(path);
  } catch (cause) {
    throw cause instanceof CommandProblem ? cause : fileProblem('read', path, cause);
  }
  return decoded(bytes, path);
}

/** For files that a definition uses: `undefined` where there is none, so that the definition's own diagnostic says so. */
export function sourceIfThere(path: string): SourceFile | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined;
  return readSource(path);
}

function readStandardInput(): Buffer {
  if (process.stdin.isTTY) process.stderr.write('reading a definition from the terminal; end it with Ctrl-D\n');
  try {
    return readFileSync(0);
  } catch (cause) {
    throw fileProblem('read', standardInputName, cause);
  }
}

function decoded(bytes: Buffer, path: string): SourceFile {
  try {
    return sourceFile(path, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new CommandProblem(`${placeOfBadByte(bytes, path)}: the bytes are not UTF-8`, {
      exitCode: exitCodes.inputHasProblems,
      advice: 'save the file as UTF-8; Latin-1 becomes it by `iconv -f latin1 -t utf-8`',
    });
  }
}

/** The first line whose bytes are no UTF-8. A line break is one byte in UTF-8, whatever stands around it. */
function placeOfBadByte(bytes: Buffer, path: string): string {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(10, start);
    const text = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (!Buffer.from(text.toString('utf8')).equals(text)) return `${path}:${line}:${text.toString('utf8').indexOf('\ufffd') + 1}`;
    start = end === -1 ? bytes.length : end + 1;
  }
  return path;
}
