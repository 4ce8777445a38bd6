/**
 * What was worked out for an object. A weak map would say it best, but collectors of garbage take long over weak maps with many short-lived
 * keys: more time than the work that they save.
 *
 * INVARIANT: holds a bounded number of objects, so that checking text after text keeps no memory.
 */
const mostKept = 20_000;

export class Memo<Key, Value> {
  private readonly kept = new Map<Key, Value>();

  get(key: Key): Value | undefined {
    return this.kept.get(key);
  }

  set(key: Key, value: Value): void {
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(key, value);
  }
}
