import type { Command } from 'commander';
import type { AddCommand } from '../commands.ts';

export const addLsp: AddCommand = (command: Command) => {
  command
    .option('--stdio', 'speak over standard input and output; the only way, and the default')
    .addHelpText('after', '\nExample, for an editor that is told a command:\n  mql lsp --stdio\n')
    .action(async () => {
      const { serveWithSolver } = await import('../../lsp/with-solver.ts');
      serveWithSolver();
      // Runs until the editor ends it: the connection exits the process on `exit`. An editor that is gone closes the input.
      await new Promise<void>((done) => { process.stdin.once('end', done); });
      const { endSolver } = await import('../../review/prove/solver.ts');
      await endSolver();
    });
};
