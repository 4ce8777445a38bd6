/** Every command that the documentation shows with its output is run, and says what is shown. */
import { expect, it } from 'vitest';
import { outputOf, shownCommands } from '../../scripts/documented-commands.ts';

it('there are commands to run', () => {
  expect(shownCommands().length).toBeGreaterThan(3);
});

it.each([...shownCommands()])('$page: $command', { timeout: 600_000 }, ({ command, output }) => {
  expect(outputOf(command), 'run node scripts/documented-commands.ts').toBe(output);
});
