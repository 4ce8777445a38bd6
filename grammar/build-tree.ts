/**
 * The only visitor of Chevrotain's concrete tree (with the `build-*.ts` beside it, one for each region of the language): it makes the nodes of
 * `tree.ts`, and reports what the grammar lets through but the language does not.
 */
import { unreachable } from '../compiler/unreachable.ts';
import { buildClaimItem, buildDefine, buildDefinitionSetting, buildExclusion, buildHandoff, buildList, buildTestItem, buildVocabularyItem } from './build-declarations.ts';
import { buildSectionItem } from './build-rules.ts';
import { buildScore, buildStage, buildTier, buildTierGrid, buildUse } from './build-statements.ts';
import type { ConcreteNode } from './concrete.ts';
import type { EntryRule } from './parser.ts';
import type { Reporter } from './report.ts';
import type { Block, Statement } from './tree.ts';

export type BlockItem = Block['items'][number];
export type StatementRule = 'useStatement' | 'stageStatement' | 'tierStatement' | 'tierGrid' | 'scoreStatement';
export type ItemRule = Exclude<EntryRule, StatementRule | 'header'>;

export function buildStatement(rule: StatementRule, node: ConcreteNode, reporter: Reporter): Statement {
  switch (rule) {
    case 'useStatement': return buildUse(node, reporter);
    case 'stageStatement': return buildStage(node, reporter);
    case 'tierStatement': return buildTier(node, reporter);
    case 'tierGrid': return buildTierGrid(node, reporter);
    case 'scoreStatement': return buildScore(node, reporter);
    default: return unreachable(rule);
  }
}

export function buildItem(rule: ItemRule, node: ConcreteNode, reporter: Reporter): BlockItem {
  switch (rule) {
    case 'definitionItem': return buildDefinitionSetting(node, reporter);
    case 'vocabularyItem': return buildVocabularyItem(node, reporter);
    case 'listItem': return buildList(node, reporter);
    case 'defineItem': return buildDefine(node, reporter);
    case 'exclusion': return buildExclusion(node, reporter);
    case 'sectionItem': return buildSectionItem(node, reporter);
    case 'handoffItem': return buildHandoff(node, reporter);
    case 'testItem': return buildTestItem(node, reporter);
    case 'claimItem': return buildClaimItem(node, reporter);
    default: return unreachable(rule);
  }
}
