/**
 * Which rules and requirements had nothing wrong when they were last checked, so that who checks one text of a file after the other can pass
 * over them where nothing but diagnostics is asked for.
 *
 * INVARIANT: what the check makes of a rule without mistakes depends on its own text and on all that is no rule: declarations, headers of
 * sections, stages. When any of that changes, nothing is known any more.
 */
import type { LoadedFiles } from '../bind/load-files.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SectionBlock } from '../../grammar/tree.ts';

type Item = SectionBlock['items'][number];

export class CleanRules {
  private surroundings = '';
  /** By section, in the order of the text. */
  private last: ReadonlySet<string>[] = [];
  private next: Set<string>[] = [];
  private passed = 0;

  /** To be called before each check. */
  begin(files: LoadedFiles): void {
    const surroundings = surroundingsOf(files);
    this.last = surroundings === this.surroundings ? this.next : [];
    this.next = [];
    this.surroundings = surroundings;
    this.passed = 0;
  }

  beginSection(): void {
    this.next.push(new Set());
  }

  /** There is nothing to say of it. */
  passesOver(item: Item, file: SourceFile): boolean {
    const key = keyOf(item, file);
    const index = this.next.length - 1;
    if (this.last[index]?.has(key) !== true) return false;
    this.next[index]!.add(key);
    this.passed += 1;
    return true;
  }

  remember(item: Item, file: SourceFile): void {
    this.next[this.next.length - 1]!.add(keyOf(item, file));
  }

  /** Since `begin`, something was passed over, so that the checked definition is not whole. */
  get hasPassedOver(): boolean {
    return this.passed > 0;
  }
}

function keyOf({ span }: Item, { text }: SourceFile): string {
  return text.slice(span.start, span.end);
}

/** All texts but those of rules. */
function surroundingsOf({ main, definition, used, incomplete, orphaned }: LoadedFiles): string {
  const texts = [`${incomplete} ${orphaned}`, ...used.map(({ file }) => file.text)];
  if (main !== definition) texts.push(main.file.text);
  const { file: { text }, parts } = definition;
  for (const part of parts) {
    const first = part.kind === 'section' ? part.items[0] : undefined;
    texts.push(text.slice(part.span.start, first?.span.start ?? part.span.end));
  }
  return texts.join('\n\n');
}
