/**
 * How much the tests that try many things try. `npm test` takes a part of it, so that it stays quick; CI's `npm run test:thorough`
 * sets `TEST_EFFORT=full`.
 */
export const isFullEffort = process.env['TEST_EFFORT'] === 'full';

/** A number of rounds: all of them at full effort, and otherwise a third. */
export function rounds(full: number): number {
  return isFullEffort ? full : Math.ceil(full / 3);
}
