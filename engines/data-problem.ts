/**
 * Why data cannot be read, said for the user. Reading data rejects with it; anything else that is thrown is a bug.
 * `input`: the data is wrong. `file`: a file cannot be read or written, or the way it was asked for is wrong.
 */
export class DataProblem extends Error {
  readonly kind: 'input' | 'file';
  readonly advice: string | undefined;
  constructor(kind: 'input' | 'file', message: string, advice?: string) {
    super(message);
    this.kind = kind;
    this.advice = advice;
  }
}

/** `path:line`, as messages name a place in data. */
export function placeInData(path: string, line: number | undefined): string {
  return line === undefined ? path : `${path}:${line}`;
}
