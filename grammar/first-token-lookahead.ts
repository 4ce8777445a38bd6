/**
 * How the parser chooses: by the type of the next token alone, out of a table, and then by the gates of what the table leaves.
 *
 * Gives what Chevrotain's own strategy gives for one token, which tries one alternative after the other and works out its tables by way of all
 * paths through the grammar. A test compares the two.
 */
import { Alternation, Alternative, LLkLookaheadStrategy, NonTerminal, Option, Repetition, Terminal } from 'chevrotain';
import type { ILookaheadStrategy, IOrAlt, IProduction, IToken, Rule, TokenType } from 'chevrotain';

/** What a part of the grammar can begin with. */
interface First {
  readonly types: ReadonlySet<TokenType>;
  /** Whether it can also be left out. */
  readonly empty: boolean;
}

type AlternationOptions = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type OptionalOptions = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];

/** Of a parser, what choosing needs. */
interface Ahead {
  LA(count: number): IToken;
}

export class FirstTokenLookahead extends LLkLookaheadStrategy implements ILookaheadStrategy {
  private readonly known = new Map<string, First>();

  constructor() {
    super({ maxLookahead: 1 });
  }

  override buildLookaheadForAlternation({ rule, prodOccurrence, hasPredicates }: AlternationOptions): (alternatives?: IOrAlt<unknown>[]) => number | undefined {
    const alternation = find(rule.definition, (part) => part instanceof Alternation && part.idx === prodOccurrence);
    const table: number[][] = [];
    ((alternation as Alternation).definition as Alternative[]).forEach((alternative, index) => {
      for (const type of this.certainFirst(rule, alternative.definition)) {
        for (const each of withMembers(type)) {
          const choices = (table[each] ??= []);
          if (!choices.includes(index)) choices.push(index);
        }
      }
    });
    if (!hasPredicates) {
      const firsts = table.map((choices) => choices[0]);
      return function choose(this: Ahead) {
        return firsts[this.LA(1).tokenTypeIdx];
      } as () => number | undefined;
    }
    return function choose(this: Ahead, alternatives: IOrAlt<unknown>[]) {
      const choices = table[this.LA(1).tokenTypeIdx];
      if (choices === undefined) return undefined;
      for (const choice of choices) {
        const gate = alternatives[choice]!.GATE;
        if (gate === undefined || gate.call(this)) return choice;
      }
      return undefined;
    } as (alternatives?: IOrAlt<unknown>[]) => number | undefined;
  }

  override buildLookaheadForOptional({ rule, prodOccurrence, prodType }: OptionalOptions): () => boolean {
    const kind = prodType === 'Option' ? Option : prodType === 'Repetition' ? Repetition : undefined;
    if (kind === undefined) throw new Error(`the rule ${rule.name} has a ${prodType}, for which nothing here looks ahead`);
    const optional = find(rule.definition, (part) => part instanceof kind && part.idx === prodOccurrence);
    const table: boolean[] = [];
    for (const type of this.certainFirst(rule, (optional as Option).definition)) for (const each of withMembers(type)) table[each] = true;
    return function comes(this: Ahead) {
      return table[this.LA(1).tokenTypeIdx] === true;
    } as () => boolean;
  }

  /** What must begin with one of these. Throws where it can be left out, which is a mistake in the grammar. */
  private certainFirst(rule: Rule, definition: readonly IProduction[]): ReadonlySet<TokenType> {
    const { types, empty } = this.first(definition);
    if (empty) throw new Error(`the rule ${rule.name} has a choice that can be empty, which one token ahead does not tell`);
    return types;
  }

  private first(definition: readonly IProduction[]): First {
    const types = new Set<TokenType>();
    for (const part of definition) {
      const first = this.firstOf(part);
      for (const type of first.types) types.add(type);
      if (!first.empty) return { types, empty: false };
    }
    return { types, empty: true };
  }

  private firstOf(part: IProduction): First {
    if (part instanceof Terminal) return { types: new Set([part.terminalType]), empty: false };
    if (part instanceof NonTerminal) {
      const known = this.known.get(part.nonTerminalName) ?? this.first(part.definition);
      this.known.set(part.nonTerminalName, known);
      return known;
    }
    if (part instanceof Option || part instanceof Repetition) return { types: this.first(part.definition).types, empty: true };
    if (part instanceof Alternative) return this.first(part.definition);
    if (!(part instanceof Alternation)) throw new Error('a part of the grammar of which nobody knows here what it begins with');
    const all = (part.definition as Alternative[]).map((alternative) => this.first(alternative.definition));
    return { types: new Set(all.flatMap(({ types }) => [...types])), empty: all.some(({ empty }) => empty) };
  }
}

/** The part of a rule, itself or inside another. */
function find(definition: readonly IProduction[], isMeant: (part: IProduction) => boolean): IProduction | undefined {
  for (const part of definition) {
    if (isMeant(part)) return part;
    if (part instanceof Terminal || part instanceof NonTerminal) continue;
    const inside = find((part as Alternative).definition, isMeant);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** The indexes of the type and of every type in its category. */
function withMembers(type: TokenType): readonly number[] {
  return [type.tokenTypeIdx!, ...type.categoryMatches ?? []];
}
