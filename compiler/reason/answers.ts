/** What a reasoner has said of conditions: whether it refutes that they hold, and that they fail. */
import type { Condition } from '../check/checked.ts';
import { Memo } from './memo.ts';

interface AnswersOf {
  get(condition: Condition): boolean | undefined;
  set(condition: Condition, answer: boolean): unknown;
}
export interface Answers {
  readonly true: AnswersOf;
  readonly false: AnswersOf;
}

/** Where nothing is known, what asks no score, stage or tier has the same answer for every reasoner: a condition is of one definition alone. */
export const answersAnywhere: Answers = { true: new Memo<Condition, boolean>(), false: new Memo<Condition, boolean>() };
