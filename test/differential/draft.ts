/**
 * Text in the making, with its seams: what may be left out is known, so that a text that shows a fault can be cut down to
 * what is needed to show it.
 */
export type Draft = string | Group;

export interface Group {
  readonly before: string;
  readonly parts: readonly Draft[];
  readonly between: string;
  readonly after: string;
  /** With fewer parts it makes no sense. */
  readonly least: number;
  /** One part alone may stand in its place. */
  readonly unwraps: boolean;
  /** Whether the order of its parts means nothing. Where it is not said, it does mean something unless the parts are a list or a chain. */
  readonly anyOrder?: boolean;
}

/** Parts side by side. */
export function group(parts: readonly Draft[], options: Partial<Omit<Group, 'parts'>> = {}): Group {
  return { before: '', between: '', after: '', least: 1, unwraps: false, ...options, parts };
}

/** Parts of which none can be left out. */
export function whole(...parts: readonly Draft[]): Group {
  return group(parts, { least: parts.length });
}

/** A part that can be left out. */
export function optional(...parts: readonly Draft[]): Group {
  return group(parts.length === 1 ? parts : [whole(...parts)], { least: 0 });
}

export function textOf(draft: Draft): string {
  if (typeof draft === 'string') return draft;
  return draft.parts.length === 0 && draft.least === 0 ? '' : draft.before + draft.parts.map(textOf).join(draft.between) + draft.after;
}

/** The same with one thing less, the largest things first. */
export function* smaller(draft: Draft): Generator<Draft> {
  if (typeof draft === 'string') return;
  const { parts, least, unwraps } = draft;
  if (unwraps && parts.length > 0) for (const part of parts) yield part;
  if (parts.length > least) {
    if (least === 0 && parts.length > 1) yield { ...draft, parts: [] };
    for (let index = 0; index < parts.length; index += 1) yield { ...draft, parts: parts.filter((_part, other) => other !== index) };
  }
  for (let index = 0; index < parts.length; index += 1) {
    for (const less of smaller(parts[index]!)) yield { ...draft, parts: parts.map((part, other) => (other === index ? less : part)) };
  }
}

/** Whether its parts may stand in any order and mean the same. */
function isUnordered({ anyOrder, between }: Group): boolean {
  return anyOrder ?? [', ', ' and ', ' or '].includes(between);
}

/**
 * The same with two parts of some group in each other's place.
 * @param meansTheSame whether only groups whose order means nothing are looked at, or only the others
 */
export function* reordered(draft: Draft, meansTheSame: boolean): Generator<Draft> {
  if (typeof draft === 'string') return;
  const { parts, least } = draft;
  if ((least < parts.length || draft.between === ' and ' || draft.between === ' or ') && isUnordered(draft) === meansTheSame) {
    for (let first = 0; first < parts.length; first += 1) {
      for (let second = first + 1; second < parts.length; second += 1) {
        yield { ...draft, parts: parts.map((part, index) => (index === first ? parts[second]! : index === second ? parts[first]! : part)) };
      }
    }
  }
  for (let index = 0; index < parts.length; index += 1) {
    for (const other of reordered(parts[index]!, meansTheSame)) yield { ...draft, parts: parts.map((part, at) => (at === index ? other : part)) };
  }
}
