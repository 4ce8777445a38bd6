/** Elements made in code: the page has no markup of its own, and no text becomes markup. */

export type Child = Node | string | undefined | false | readonly Child[];

export interface Properties {
  readonly class?: string;
  readonly title?: string;
  readonly onclick?: () => void;
  readonly attributes?: Readonly<Record<string, string>>;
}

export function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, properties: Properties = {}, ...children: readonly Child[]): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (properties.class !== undefined) made.className = properties.class;
  if (properties.title !== undefined) made.title = properties.title;
  if (properties.onclick !== undefined) made.addEventListener('click', properties.onclick);
  for (const [name, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(name, value);
  append(made, children);
  return made;
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue;
    if (typeof child === 'string') parent.appendChild(document.createTextNode(child));
    else if (child instanceof Node) parent.appendChild(child);
    else append(parent, child);
  }
}

export function pointsText(points: number): string {
  return String(Math.round(points * 10_000) / 10_000).replace('-', '\u2212');
}

export function signedText(points: number): string {
  return points > 0 ? `+${pointsText(points)}` : pointsText(points);
}
