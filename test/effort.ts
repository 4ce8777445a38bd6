/**
 * How much the tests that try many things try. `npm test` takes a part of it, so that it stays quick. CI sets `TEST_EFFORT=full` for
 * it: what is tried then has all in it that is tried otherwise. `npm run test:thorough` runs the tests alone that make a difference of it.
 */
export const isFullEffort = process.env['TEST_EFFORT'] === 'full';

/** A number of rounds: all of them at full effort, and otherwise a third. */
export function rounds(full: number): number {
  return isFullEffort ? full : Math.ceil(full / 3);
}
