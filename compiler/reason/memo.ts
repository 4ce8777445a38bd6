/**
 * What was worked out for an object. A weak map would say it best, but collectors of garbage take long over weak maps with many short-lived
 * keys: more time than the work that they save.
 *
 * INVARIANT: holds a bounded number of objects, and none any more when `forgetAll` is called, so that checking text after text keeps no memory.
 */
const mostKept = 20_000;

const memos: { forget(): void }[] = [];

/** To be made once for all objects of a kind: every memo stays. */
export class Memo<Key, Value> {
  private readonly kept = new Map<Key, Value>();

  constructor() {
    memos.push(this);
  }

  get(key: Key): Value | undefined {
    return this.kept.get(key);
  }

  set(key: Key, value: Value): void {
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(key, value);
  }

  forget(): void {
    this.kept.clear();
  }
}

/** To be called where a definition has been looked at, and the next may be another one. */
export function forgetAll(): void {
  for (const memo of memos) memo.forget();
}
