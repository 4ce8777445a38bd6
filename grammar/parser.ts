/**
 * The grammar of items and statements. Language reference, sections 2 to 7.
 *
 * The parser is given one item at a time (`layout.ts` cuts them), and each kind of item has its own rule. So a mistake can never reach beyond
 * its item, and no rule needs to know where another ends.
 *
 * Longer than other files, because Chevrotain wants the rules of a grammar in one class.
 */
import { tokenMatcher } from 'chevrotain';
import type { IToken, TokenType } from 'chevrotain';
import type { ConcreteNode } from './concrete.ts';
import type { Rule, RuleWith } from './concrete-parser.ts';
import { aDuration, ConditionParser, isAnyWord, plain, signedValue } from './condition-parser.ts';
import * as t from './tokens.ts';

const numberTokens: ReadonlySet<TokenType> = new Set([t.Quantity, t.SignedQuantity]);

const somePoints = { ERR_MSG: 'points such as `+10`', LABEL: 'points' };

export class DefinitionParser extends ConditionParser {
  constructor(skipValidations = true) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** What the rule read; `undefined` where there are errors. */
  read(rule: EntryRule, tokens: readonly IToken[]): ConcreteNode | undefined {
    this.forget();
    this.inClaim = rule === 'claimItem';
    return this.readTokens(this[rule], tokens);
  }

  // -------------------------------------------------------------- headers of blocks

  readonly header: Rule = this.RULE('header', () => {
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.CONSUME(t.Text));
    this.OPTION2(() => {
      this.CONSUME(t.LeftParen);
      this.SUBRULE(this.setting);
      this.MANY(() => {
        this.CONSUME(t.Comma);
        this.SUBRULE2(this.setting);
      });
      this.CONSUME(t.RightParen);
    });
    this.CONSUME(t.Colon);
  });

  readonly setting: Rule = this.RULE('setting', () => {
    this.OR({
      ERR_MSG: '`within`, `up to`, `floor` or `after last`',
      DEF: [
        { ALT: () => { this.CONSUME(t.Within); this.CONSUME(t.Quantity, aDuration); } },
        { ALT: () => { this.CONSUME(t.Up); this.CONSUME(t.To); this.SUBRULE(this.amount); } },
        { ALT: () => { this.CONSUME(t.Floor); this.SUBRULE2(this.amount); } },
        { ALT: () => { this.CONSUME(t.After); this.CONSUME(t.Last); this.SUBRULE(this.predicate); } },
      ],
    });
  });

  /** A number of points that may have a sign. */
  readonly amount: Rule = this.prepared('amount', () => {
    const choice = { ERR_MSG: 'a number', DEF: [{ ALT: () => this.CONSUME(t.Quantity) }, { ALT: () => this.CONSUME(t.SignedQuantity) }] };
    return () => this.OR(choice);
  });

  // -------------------------------------------------------------- definition, vocabulary, lists, define, exclude

  readonly definitionItem: Rule = this.RULE('definitionItem', () => {
    this.OR({
      ERR_MSG: '`owner`, `review by` or `timezone`',
      DEF: [
        { ALT: () => { this.CONSUME(t.Owner); this.CONSUME(t.Text); } },
        { ALT: () => { this.CONSUME(t.Review); this.CONSUME(t.By); this.CONSUME(t.DateToken); } },
        { ALT: () => { this.CONSUME(t.Timezone); this.CONSUME2(t.Text); } },
      ],
    });
  });

  readonly vocabularyItem: Rule = this.RULE('vocabularyItem', () => {
    this.OR({
      ERR_MSG: '`lead`, `event` or `missing`',
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.LeadKeyword);
            this.CONSUME(t.NameWord);
            this.SUBRULE(this.type);
            this.OPTION(() => this.SUBRULE(this.from));
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.EventKeyword);
            this.CONSUME2(t.NameWord);
            this.OPTION2(() => this.SUBRULE(this.properties));
            this.OPTION3(() => this.CONSUME(t.Passive));
            this.OPTION4(() => this.SUBRULE2(this.from));
          },
        },
        { ALT: () => { this.CONSUME(t.Missing); this.SUBRULE(this.textList); } },
      ],
    });
  });

  readonly from: Rule = this.RULE('from', () => {
    this.CONSUME(t.From);
    this.SUBRULE(this.textList);
  });

  /** Texts, with or without commas between them. */
  readonly textList: Rule = this.RULE('textList', () => {
    this.CONSUME(t.Text);
    this.MANY(() => {
      this.OPTION(() => this.CONSUME(t.Comma));
      this.CONSUME2(t.Text);
    });
  });

  readonly properties: Rule = this.RULE('properties', () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.property);
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.property);
    });
    this.CONSUME(t.RightParen);
  });

  readonly property: Rule = this.RULE('property', () => {
    this.CONSUME(t.AnyWord, { ERR_MSG: 'the name of a property' });
    this.SUBRULE(this.type);
  });

  readonly type: Rule = this.RULE('type', () => {
    this.OR({
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a type',
      DEF: [
        { ALT: () => { this.CONSUME(t.OneKeyword); this.CONSUME(t.Of); this.SUBRULE(this.members); } },
        { ALT: () => { this.CONSUME(t.ListKeyword); this.CONSUME2(t.Of); this.SUBRULE(this.type); } },
        { ALT: () => { this.CONSUME(t.MoneyKeyword); this.CONSUME(t.Word, { ERR_MSG: 'a currency such as `USD`' }); } },
        { ALT: () => { this.CONSUME(t.DateKeyword); this.OPTION(() => this.CONSUME(t.Text)); } },
        { ALT: () => { this.CONSUME(t.DatetimeKeyword); this.OPTION2(() => this.CONSUME2(t.Text)); } },
        { ALT: () => this.CONSUME(t.NameWord) },
      ],
    });
  });

  readonly members: Rule = this.RULE('members', () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.member);
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.member);
    });
    this.CONSUME(t.RightParen);
  });

  readonly member: Rule = this.RULE('member', () => {
    this.CONSUME(t.AnyWord, { ERR_MSG: 'a member, which is a name' });
    this.MANY(() => this.CONSUME(t.Text));
  });

  readonly listItem: Rule = this.RULE('listItem', () => {
    this.CONSUME(t.NameWord, { ERR_MSG: 'the name of a list' });
    this.CONSUME(t.Equals);
    this.SUBRULE(this.valueOrRange, signedValue);
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.valueOrRange, signedValue);
    });
  });

  readonly defineItem: Rule = this.RULE('defineItem', () => {
    this.CONSUME(t.NameWord);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.condition);
  });

  readonly exclusion: Rule = this.RULE('exclusion', () => {
    this.SUBRULE(this.condition);
  });

  // -------------------------------------------------------------- sections

  readonly sectionItem: Rule = this.prepared('sectionItem', () => {
    const require = (): unknown => this.CONSUME(t.Require);
    const unit = (): void => {
      this.CONSUME(t.Per);
      this.SUBRULE(this.value, plain);
    };
    const moreCases = (): void => {
      this.CONSUME(t.Bar);
      this.SUBRULE(this.bandCase);
    };
    const tails = (): unknown => this.SUBRULE(this.tail);
    const paid = (): void => {
      this.CONSUME(t.SignedQuantity, somePoints);
      this.OPTION3(unit);
      this.MANY(moreCases);
      this.MANY2(tails);
    };
    return () => {
      this.OPTION(require);
      this.SUBRULE(this.condition);
      this.OPTION2(paid);
    };
  });

  readonly bandCase: Rule = this.RULE('bandCase', () => {
    this.SUBRULE(this.caseTest);
    this.CONSUME(t.SignedQuantity, somePoints);
  });

  /** `otherwise`, or a comparison. */
  readonly caseTest: Rule = this.prepared('caseTest', () => {
    const choice = {
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: 'a comparison or `otherwise`',
      DEF: [
        { ALT: () => this.CONSUME(t.Otherwise) },
        { GATE: () => this.caseAhead(), ALT: () => { this.kind = this.clauseAhead('path'); this.SUBRULE(this.clause); } },
      ],
    };
    return () => this.OR(choice);
  });

  private caseAhead(): boolean {
    const kind = this.clauseAhead('path');
    return kind !== undefined && kind !== 'where';
  }

  readonly tail: Rule = this.prepared('tail', () => {
    const times = (): unknown => this.CONSUME(t.Times);
    const choice = {
      ERR_MSG: 'a tail such as `within 30d`',
      DEF: [
        { ALT: () => { this.CONSUME(t.Within); this.CONSUME2(t.Quantity, aDuration); } },
        { ALT: () => { this.CONSUME(t.Up); this.CONSUME(t.To); this.SUBRULE(this.amount); } },
        { ALT: () => { this.CONSUME(t.When); this.SUBRULE(this.condition); } },
        { ALT: () => { this.CONSUME(t.As); this.CONSUME(t.Text); } },
        { ALT: () => this.SUBRULE(this.onceTail) },
        { ALT: () => { this.CONSUME(t.At); this.CONSUME(t.Most); this.CONSUME(t.Quantity); this.OPTION(times); } },
        { ALT: () => { this.CONSUME(t.Decay); this.CONSUME(t.Percent); this.CONSUME(t.Every); this.CONSUME3(t.Quantity, aDuration); } },
        { ALT: () => { this.CONSUME(t.Fade); this.CONSUME(t.Over); this.CONSUME4(t.Quantity, aDuration); } },
      ],
    };
    return () => this.OR(choice);
  });

  readonly onceTail: Rule = this.prepared('onceTail', () => {
    const unit = {
      ERR_MSG: '`day`, `week` or `month`',
      DEF: [{ ALT: () => this.CONSUME(t.Day) }, { ALT: () => this.CONSUME(t.Week) }, { ALT: () => this.CONSUME(t.Month) }],
    };
    const perOrEvery = [
      { ALT: () => { this.CONSUME(t.Per); this.OR2(unit); } },
      { ALT: () => { this.CONSUME(t.Every); this.CONSUME(t.Quantity, aDuration); } },
    ];
    const more = (): unknown => this.OR(perOrEvery);
    return () => {
      this.CONSUME(t.Once);
      this.OPTION(more);
    };
  });

  // -------------------------------------------------------------- handoff, tests

  readonly handoffItem: Rule = this.RULE('handoffItem', () => {
    this.CONSUME(t.To);
    this.CONSUME(t.Text);
    this.OPTION(() => {
      this.CONSUME(t.Within);
      this.CONSUME(t.Quantity, aDuration);
    });
    this.OPTION2(() => {
      this.CONSUME(t.When);
      this.SUBRULE(this.condition);
    });
  });

  readonly testItem: Rule = this.RULE('testItem', () => {
    this.OR({
      ERR_MSG: '`given`, `expect` or `at`',
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.Given);
            this.SUBRULE(this.givenEntry);
            this.MANY(() => {
              this.CONSUME(t.Comma);
              this.SUBRULE2(this.givenEntry);
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Expect);
            this.SUBRULE(this.outcome);
            this.MANY2(() => {
              this.CONSUME2(t.Comma);
              this.SUBRULE2(this.outcome);
            });
          },
        },
        { ALT: () => { this.CONSUME(t.At); this.SUBRULE(this.moment); } },
      ],
    });
  });

  readonly moment: Rule = this.RULE('moment', () => {
    this.OR({
      ERR_MSG: 'a date such as `2026-12-31` or an instant such as `2026-12-31T10:00Z`',
      DEF: [{ ALT: () => this.CONSUME(t.DateToken) }, { ALT: () => this.CONSUME(t.Instant) }],
    });
  });

  private timeAhead(): boolean {
    const first = this.LA(1).tokenType;
    const second = this.LA(2).tokenType;
    return first === t.On ? second === t.DateToken || second === t.Instant : first === t.Quantity && second === t.Ago;
  }

  readonly givenEntry: Rule = this.RULE('givenEntry', () => {
    this.OPTION(() => this.CONSUME(t.Quantity, { LABEL: 'count' }));
    this.CONSUME(t.NameWord, { ERR_MSG: 'a lead field or an event' });
    this.OPTION2({ GATE: () => !this.timeAhead(), DEF: () => this.SUBRULE(this.value, signedValue) });
    this.OPTION3(() => {
      this.CONSUME(t.LeftParen);
      this.SUBRULE(this.givenElement);
      this.MANY(() => {
        this.CONSUME(t.Comma);
        this.SUBRULE2(this.givenElement);
      });
      this.CONSUME(t.RightParen);
    });
    this.OPTION4({
      GATE: () => this.timeAhead(),
      DEF: () => {
        this.OR([
          { ALT: () => { this.CONSUME2(t.Quantity, aDuration); this.CONSUME(t.Ago); } },
          { ALT: () => { this.CONSUME(t.On); this.SUBRULE(this.moment); } },
        ]);
      },
    });
  });

  /** `HubSpot`, `minutes 30`, `tags ("a", "b")`. */
  readonly givenElement: Rule = this.RULE('givenElement', () => {
    this.OPTION({ GATE: () => this.propertyAhead(), DEF: () => this.CONSUME(t.AnyWord) });
    this.OR({
      ERR_MSG: 'a value',
      DEF: [
        { ALT: () => this.SUBRULE(this.texts) },
        { ALT: () => this.SUBRULE(this.value, signedValue) },
      ],
    });
  });

  private propertyAhead(): boolean {
    const second = this.LA(2);
    return isAnyWord(this.LA(1)) && !this.isMoneyWord(1) && (second.tokenType === t.LeftParen || this.startsSignedValue(second));
  }

  /** `mql`, `not mql`, `score >= 60`, `fit 30`, `tier A`, `no tier`, `handoff "SDR"`. */
  readonly outcome: Rule = this.RULE('outcome', () => {
    this.OPTION(() => this.OR([{ ALT: () => this.CONSUME(t.Not) }, { ALT: () => this.CONSUME(t.No) }]));
    this.CONSUME(t.SubjectWord, { ERR_MSG: 'an outcome such as `mql` or `score 75`' });
    this.OPTION2({
      GATE: () => this.signedAhead() || this.clauseAhead('path') !== undefined,
      DEF: () => {
        this.OR2({
          IGNORE_AMBIGUITIES: true,
          DEF: [
            { GATE: () => this.signedAhead(), ALT: () => this.CONSUME(t.SignedQuantity) },
            { ALT: () => { this.kind = this.clauseAhead('path'); this.SUBRULE(this.clause); } },
          ],
        });
      },
    });
  });

  private signedAhead(): boolean {
    return this.LA(1).tokenType === t.SignedQuantity;
  }

  // -------------------------------------------------------------- claims

  /** `P implies C`, `always C`, `never C`, `C`. */
  readonly claimItem: Rule = this.RULE('claimItem', () => {
    let hasWord = false;
    this.OPTION({
      GATE: () => this.conditionAt(2),
      DEF: () => {
        this.OR([{ ALT: () => this.CONSUME(t.Always) }, { ALT: () => this.CONSUME(t.Never) }]);
        hasWord = true;
      },
    });
    // A line that begins with `implies` goes on with the item above: the formatter could not write an item that does.
    this.OR2({ ERR_MSG: 'a condition', DEF: [{ GATE: () => this.LA(1).tokenType !== t.Implies, ALT: () => this.SUBRULE(this.condition) }] });
    this.OPTION2({
      GATE: () => !hasWord,
      DEF: () => {
        this.CONSUME(t.Implies);
        this.SUBRULE2(this.condition);
      },
    });
  });

  // -------------------------------------------------------------- statements

  readonly useStatement: Rule = this.RULE('useStatement', () => {
    this.CONSUME(t.Use);
    this.CONSUME(t.Text);
  });

  readonly stageStatement: Rule = this.RULE('stageStatement', () => {
    this.CONSUME(t.NameWord, { ERR_MSG: 'the name of a stage' });
    this.OPTION(() => this.CONSUME(t.Also));
    this.CONSUME(t.When);
    this.SUBRULE(this.condition);
  });

  readonly tierStatement: Rule = this.RULE('tierStatement', () => {
    this.CONSUME(t.Tier);
    this.SUBRULE(this.label);
    this.CONSUME(t.When);
    this.SUBRULE(this.condition);
  });

  readonly label: Rule = this.RULE('label', () => {
    this.OR({ ERR_MSG: 'a label (a name or a text)', DEF: [{ ALT: () => this.CONSUME(t.AnyWord) }, { ALT: () => this.CONSUME(t.Text) }] });
  });

  readonly tierGrid: Rule = this.RULE('tierGrid', () => {
    this.CONSUME(t.Tier);
    this.CONSUME(t.Equals);
    this.SUBRULE(this.banding);
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.SUBRULE2(this.banding);
    });
  });

  readonly banding: Rule = this.RULE('banding', () => {
    this.SUBRULE(this.predicate);
    this.SUBRULE(this.label);
    this.MANY(() => {
      this.CONSUME(t.Bar);
      this.SUBRULE(this.bandingCase);
    });
  });

  readonly bandingCase: Rule = this.RULE('bandingCase', () => {
    this.SUBRULE(this.caseTest);
    this.SUBRULE(this.label);
  });

  readonly scoreStatement: Rule = this.RULE('scoreStatement', () => {
    this.CONSUME(t.Score);
    this.OPTION(() => this.CONSUME(t.NameWord));
    this.CONSUME(t.Equals);
    this.SUBRULE(this.term, signedValue);
    this.MANY({ GATE: () => this.termAhead(), DEF: () => this.SUBRULE2(this.term, plain) });
    this.MANY2(() => this.SUBRULE(this.bound));
  });

  private termAhead(): boolean {
    const next = this.LA(1).tokenType;
    return next === t.Plus || next === t.Minus || next === t.SignedQuantity || next === t.SignedPercent;
  }

  /** `+ fit`, `- 5`, `60% * fit`; a sign may touch its number. */
  readonly term: RuleWith<boolean> = this.RULE('term', () => {
    this.OPTION(() => this.OR([{ ALT: () => this.CONSUME(t.Plus) }, { ALT: () => this.CONSUME(t.Minus) }]));
    this.OR2({
      ERR_MSG: 'the name of a section, a number or a percentage',
      DEF: [
        { ALT: () => this.CONSUME2(t.NameWord) },
        {
          ALT: () => {
            this.OR3([
              { ALT: () => this.CONSUME(t.Quantity) },
              { ALT: () => this.CONSUME(t.SignedQuantity) },
              { ALT: () => this.CONSUME(t.Percent) },
              { ALT: () => this.CONSUME(t.SignedPercent) },
            ]);
            this.OPTION2(() => {
              this.CONSUME(t.Star);
              this.CONSUME3(t.NameWord, { ERR_MSG: 'the name of a section' });
            });
          },
        },
      ],
    });
  });

  readonly bound: Rule = this.RULE('bound', () => {
    this.OR([
      { ALT: () => { this.CONSUME(t.Up); this.CONSUME(t.To); this.SUBRULE(this.amount); } },
      { ALT: () => { this.CONSUME(t.Floor); this.SUBRULE2(this.amount); } },
    ]);
  });
}

/** The rules that an item can be read by. */
export type EntryRule =
  | 'header' | 'definitionItem' | 'vocabularyItem' | 'listItem' | 'defineItem' | 'exclusion' | 'sectionItem' | 'handoffItem' | 'testItem'
  | 'claimItem' | 'useStatement' | 'stageStatement' | 'tierStatement' | 'tierGrid' | 'scoreStatement';

/** Why an item could not be read: what was due at a token, and what stood there (`undefined` at the item's end). */
export interface Failure {
  readonly due: string;
  /** The index of the token found, which is the number of tokens where the item ended too early. */
  readonly index: number;
}

/** What an item was read as, or why it could not be read. */
export type Parsed = { readonly node: ConcreteNode; readonly failure: undefined } | { readonly node: undefined; readonly failure: Failure };

let parser: DefinitionParser | undefined;

/** Reads one item. The tokens must not be deeper nested than `layout.ts` allows. */
export function parseItem(rule: EntryRule, tokens: readonly IToken[]): Parsed {
  parser ??= new DefinitionParser();
  const node = parser.read(rule, tokens);
  if (node !== undefined) return { node, failure: undefined };
  const error = parser.errors[0]!;
  const found = tokens.indexOf(error.token);
  return { node, failure: { due: error.message, index: found === -1 ? tokens.length : found } };
}

export function isNumberToken(token: IToken): boolean {
  return numberTokens.has(token.tokenType);
}

export function isNameWord(token: IToken): boolean {
  return tokenMatcher(token, t.NameWord);
}
