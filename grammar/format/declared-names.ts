/** How each name is spelled where the file first declares it. Names that the file does not declare are printed as they are written. */
import type { FileTree, Name } from '../tree.ts';

/** In which of the two name spaces a name is looked for first: the one of fields and events, or the one of scores and stages. */
export type Space = 'field' | 'score';

export class DeclaredNames {
  private readonly spaces: Record<Space, Map<string, string>> = { field: new Map(), score: new Map() };
  /** The properties of each event, by the event's name in lower case. */
  private readonly properties = new Map<string, Map<string, string>>();

  constructor(tree: FileTree) {
    for (const part of tree.parts) {
      switch (part.kind) {
        case 'vocabulary':
          for (const item of part.items) {
            if (item.kind !== 'lead' && item.kind !== 'event') continue;
            this.add('field', item.name);
            if (item.kind === 'event') {
              this.properties.set(item.name.text.toLowerCase(), new Map(item.properties.map(({ name }) => [name.text.toLowerCase(), name.text])));
            }
          }
          break;
        case 'lists': case 'define':
          for (const item of part.items) if (item.kind !== 'broken') this.add('field', item.name);
          break;
        case 'section': case 'stage':
          this.add('score', part.name);
          break;
        case 'score':
          if (part.name !== undefined) this.add('score', part.name);
          break;
        default:
          break;
      }
    }
  }

  private add(space: Space, name: Name): void {
    const key = name.text.toLowerCase();
    if (!this.spaces[space].has(key)) this.spaces[space].set(key, name.text);
  }

  spelled(name: Name, first: Space): string {
    const key = name.text.toLowerCase();
    return this.spaces[first].get(key) ?? this.spaces[first === 'field' ? 'score' : 'field'].get(key) ?? name.text;
  }

  property(event: Name, name: Name): string {
    return this.properties.get(event.text.toLowerCase())?.get(name.text.toLowerCase()) ?? name.text;
  }
}
