/**
 * Which rules and requirements had nothing wrong when they were last checked, so that who checks one text of a file after the other can pass
 * over them where nothing but diagnostics is asked for.
 *
 * INVARIANT: what the check makes of a rule without mistakes depends on its own text, on the declarations of the names in it and of those that
 * these name, and on all that is neither a rule nor a declaration nor a test or claim: headers of sections, stages. When any of that changes, it
 * is not known any more.
 */
import type { LoadedFiles } from '../bind/load-files.ts';
import { nameKey } from '../bind/scope.ts';
import type { SourceFile } from '../source/source-file.ts';
import { asRead, isFlawless } from '../../grammar/moved-parts.ts';
import type { FileTree, Part, SectionBlock } from '../../grammar/tree.ts';

type Item = SectionBlock['items'][number];

/** All texts but those of rules. */
interface Surroundings {
  /** By name, in small letters. */
  readonly declarations: ReadonlyMap<string, string>;
  readonly rest: string;
}

/** With more names than these, all is checked anew. */
const mostChanged = 20;

export class CleanRules {
  private surroundings: Surroundings = { declarations: new Map(), rest: '' };
  /** By section, in the order of the text. */
  private last: Set<string>[] = [];
  private next: Set<string>[] = [];
  /** Finds the names whose declarations changed; `undefined`: none did. */
  private changed: RegExp | undefined;
  /** Since `begin`, something was passed over, so that the checked definition is not whole. */
  hasPassedOver = false;
  /** Items of the section at hand that had nothing wrong. */
  private clean = 0;
  /** Sections all of whose items had nothing wrong, as they were read. */
  private sections = new WeakSet<Part>();

  /** To be called before each check. */
  begin(files: LoadedFiles): void {
    const surroundings = surroundingsOf(files);
    const changed = surroundings.rest === this.surroundings.rest ? changedNames(this.surroundings.declarations, surroundings.declarations) : undefined;
    this.last = changed === undefined ? [] : this.next;
    if (changed === undefined) this.sections = new WeakSet();
    this.changed = changed === undefined || changed.size === 0 ? undefined : anyOf(changed);
    this.next = [];
    this.surroundings = surroundings;
    this.hasPassedOver = false;
  }

  /** Whether there is nothing to say of any of its items, so that nobody has to look at them. */
  beginSection(block: SectionBlock, { text }: SourceFile): boolean {
    const known = this.sections.has(asRead(block)) ? this.last[this.next.length] : undefined;
    if (known === undefined || this.changed?.test(text.slice(block.span.start, block.span.end)) === true) {
      this.next.push(new Set());
      this.clean = 0;
      return false;
    }
    this.next.push(known);
    this.hasPassedOver ||= known.size > 0;
    return true;
  }

  /** To be called when all items of a section have been remembered or passed over that had nothing wrong. */
  endSection(block: SectionBlock): void {
    if (isFlawless(block) && block.items.length === this.clean) this.sections.add(asRead(block));
    else this.sections.delete(asRead(block));
  }

  /** There is nothing to say of it. */
  passesOver(item: Item, file: SourceFile): boolean {
    const key = keyOf(item, file);
    const index = this.next.length - 1;
    if (this.last[index]?.has(key) !== true || this.changed?.test(key) === true) return false;
    this.next[index]!.add(key);
    this.hasPassedOver = true;
    this.clean += 1;
    return true;
  }

  remember(item: Item, file: SourceFile): void {
    this.next[this.next.length - 1]!.add(keyOf(item, file));
    this.clean += 1;
  }
}

function keyOf({ span }: Item, { text }: SourceFile): string {
  return text.slice(span.start, span.end);
}

function surroundingsOf({ definition, used }: LoadedFiles): Surroundings {
  const declarations = new Map<string, string>();
  const rest: string[] = [];
  for (const tree of [...used, definition]) addSurroundings(tree, declarations, rest);
  return { declarations, rest: rest.join('\n\n') };
}

function addSurroundings({ file: { text }, parts }: FileTree, declarations: Map<string, string>, rest: string[]): void {
  for (const part of parts) {
    // No rule can ask them.
    if (part.kind === 'test' || part.kind === 'claim') continue;
    const isDeclaring = part.kind === 'vocabulary' || part.kind === 'lists' || part.kind === 'define';
    const { start, end } = isDeclaring || part.kind === 'section' ? part.headerSpan : part.span;
    rest.push(text.slice(start, end));
    if (!isDeclaring) continue;
    for (const item of part.items) {
      const own = text.slice(item.span.start, item.span.end);
      if (!('name' in item)) {
        rest.push(own);
        continue;
      }
      const name = nameKey(item.name.text);
      // What a name is depends on the kind of block, too, and the second of two declarations has a mistake.
      declarations.set(name, `${declarations.get(name) ?? ''}${part.kind} ${own}\n`);
    }
  }
}

/** The names that may mean something else now; `undefined`: too many to look for. */
function changedNames(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ReadonlySet<string> | undefined {
  const changed = new Set<string>();
  for (const [name, text] of after) if (before.get(name) !== text) changed.add(name);
  for (const name of before.keys()) if (!after.has(name)) changed.add(name);
  if (changed.size === 0) return changed;
  // All events together have a name, too.
  changed.add('activity');
  for (let known = 0; known < changed.size && changed.size <= mostChanged;) {
    known = changed.size;
    const asks = anyOf(changed);
    for (const [name, text] of after) if (!changed.has(name) && asks.test(text)) changed.add(name);
  }
  return changed.size <= mostChanged ? changed : undefined;
}

function anyOf(names: ReadonlySet<string>): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_])(?:${[...names].map((name) => name.replace(/[^A-Za-z0-9_]/g, '\\$&')).join('|')})(?![A-Za-z0-9_])`, 'i');
}
