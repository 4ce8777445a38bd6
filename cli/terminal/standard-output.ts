import { once } from 'node:events';
import { removeUnfinishedFiles } from '../output/whole-file.ts';
import { exitCodes, fileProblem } from '../problems.ts';

/** Writes results; waits while the reader is slower. */
export async function print(text: string | Uint8Array): Promise<void> {
  if (text.length > 0 && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Writes everything that is not a result. */
export function tell(text: string): void {
  process.stderr.write(text);
}

/** A reader that has read enough (`| head`) ends the program quietly. */
export function endWithPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      removeUnfinishedFiles();
      if (error.code === 'EPIPE') process.exit(exitCodes.well);
      if (stream === process.stdout) process.stderr.write(`error: ${fileProblem('write', 'standard output', error).message}\n`);
      process.exit(exitCodes.cannotRun);
    });
  }
}
