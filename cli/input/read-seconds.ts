import { InvalidArgumentError } from 'commander';

/** The value of a `--timeout`. */
export function readSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400)) throw new InvalidArgumentError('It should be a number of seconds.');
  return seconds;
}
