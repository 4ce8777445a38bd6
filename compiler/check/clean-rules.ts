/**
 * Which rules and requirements had nothing wrong when they were last checked, so that who checks one text of a file after the other can pass
 * over them where nothing but diagnostics is asked for.
 *
 * INVARIANT: what the check makes of a rule without mistakes depends on its own text, on the header of its section, on the declarations of the
 * names in it and of those that these name, and on what may be asked at all: sections, scores, tiers and stages, by their names and order. When any
 * of that changes, it is not known any more.
 */
import type { LoadedFiles } from '../bind/load-files.ts';
import { nameKey } from '../bind/scope.ts';
import type { SourceFile } from '../source/source-file.ts';
import { asRead, isFlawless } from '../../grammar/moved-parts.ts';
import type { FileTree, Part, SectionBlock } from '../../grammar/tree.ts';

type Item = SectionBlock['items'][number];

/** What else rules depend on. */
interface Surroundings {
  /** By name, in small letters. */
  readonly declarations: ReadonlyMap<string, string>;
  readonly rest: string;
}

/** The texts of a section's items that had nothing wrong under this header. */
interface CleanSection {
  readonly header: string;
  readonly items: Set<string>;
}

/** With more names than these, all is checked anew. */
const mostChanged = 20;

export class CleanRules {
  private surroundings: Surroundings = { declarations: new Map(), rest: '' };
  /** By section, in the order of the text. */
  private last: CleanSection[] = [];
  private next: CleanSection[] = [];
  /** Finds the names whose declarations changed; `undefined`: none did. */
  private changed: RegExp | undefined;
  /** Since `begin`, something was passed over, so that the checked definition is not whole. */
  hasPassedOver = false;
  /** What was known of the section at hand, and how many of its items had nothing wrong this time. */
  private known: CleanSection | undefined;
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
    const { span, headerSpan } = block;
    const header = text.slice(headerSpan.start, headerSpan.end);
    const last = this.last[this.next.length];
    this.known = last?.header === header ? last : undefined;
    if (this.known === undefined || !this.sections.has(asRead(block)) || this.changed?.test(text.slice(span.start, span.end)) === true) {
      this.next.push({ header, items: new Set() });
      this.clean = 0;
      return false;
    }
    this.next.push(this.known);
    this.hasPassedOver ||= this.known.items.size > 0;
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
    if (this.known?.items.has(key) !== true || this.changed?.test(key) === true) return false;
    this.next[this.next.length - 1]!.items.add(key);
    this.hasPassedOver = true;
    this.clean += 1;
    return true;
  }

  remember(item: Item, file: SourceFile): void {
    this.next[this.next.length - 1]!.items.add(keyOf(item, file));
    this.clean += 1;
  }
}

function keyOf({ span }: Item, { text }: SourceFile): string {
  return text.slice(span.start, span.end);
}

function surroundingsOf({ definition, used, incomplete }: LoadedFiles): Surroundings {
  const declarations = new Map<string, string>();
  const rest = [`${incomplete}`];
  for (const tree of [...used, definition]) addSurroundings(tree, declarations, rest);
  return { declarations, rest: rest.join('\n\n') };
}

function addSurroundings({ file: { text }, parts }: FileTree, declarations: Map<string, string>, rest: string[]): void {
  for (const part of parts) {
    const isDeclaring = part.kind === 'vocabulary' || part.kind === 'lists' || part.kind === 'define';
    if (!isDeclaring) {
      rest.push(...askedText(part, text));
      continue;
    }
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

/** What a rule's check depends on. No rule can ask a test or an exclusion, or how a stage is reached. */
function askedText(part: Part, text: string): readonly string[] {
  switch (part.kind) {
    case 'test': case 'claim': case 'exclude': case 'handoff': return [];
    case 'section': case 'stage': return [`${part.kind} ${part.name.text}`];
    default: return [text.slice(part.span.start, part.span.end)];
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
