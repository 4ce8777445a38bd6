/** MQL0xxx: reading of claims. Language reference, section 10. */
import { entry } from '../diagnostic.ts';

const claim = (item: string): string => `fit: require country US; employees 50.. +10\nmql when score > 5\nclaim "only from the US":\n  ${item}\n`;

export const claimCodes = {
  wordsForImplies: entry<{ found: string; proposed: string }>({
    code: 'MQL0081', severity: 'error', title: 'Words for `implies`',
    message: ({ found }) => `found \`${found}\` where a claim says \`implies\``,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: 'Every lead for which the condition before `implies` holds has what stands behind it.',
    avoid: claim('if mql then country US'), prefer: claim('mql implies country US'),
  }),
  claimWordFirst: entry<{ word: string; proposed: string }>({
    code: 'MQL0093', severity: 'error', title: '`always` or `never` in the middle of a claim',
    message: ({ word }) => `\`${word}\` begins a claim`,
    advice: ({ proposed }) => `write \`${proposed}\``,
    why: '`never score > 100` says that the condition holds for no lead, `always score <= 100` that it holds for every lead.',
    avoid: claim('score never > 100'), prefer: claim('never score > 100'),
  }),
};
