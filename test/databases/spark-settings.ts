/** What sessions of Spark in tests are told beside what the engine tells its own. */
import { planningSettings, rule } from '../../engines/spark/settings.ts';

/**
 * For small data and large queries: compiling them to Java would take longer than running them, and one partition is enough. Under
 * the older rule of names a step is put in its place before anything is looked up, which takes half the time of
 * analysing and optimizing; the two rules differ only where a name is given twice, which no emitted query does.
 */
export const settingsForSmallData: Readonly<Record<string, string>> = {
  'spark.sql.codegen.wholeStage': 'false',
  'spark.sql.codegen.factoryMode': 'NO_CODEGEN',
  'spark.sql.adaptive.enabled': 'false',
  'spark.sql.shuffle.partitions': '1',
  'spark.default.parallelism': '1',
  'spark.sql.legacy.ctePrecedencePolicy': 'LEGACY',
  'spark.sql.lightweightPlanChangeValidation': 'false',
  // Otherwise each text is read twice, the first time for parameters, which it has none of.
  'spark.sql.legacy.parameterSubstitution.constantsOnly': 'true',
  // The parser remembers what came behind what, some seven kilobytes each time: of thousands of long queries more than the driver has room for.
  'spark.sql.parser.manageParserCaches': 'true',
  'spark.sql.parser.parserDfaCacheFlushThreshold': '60000',
};

/** Each of them as Spark has it of itself: what users run with, but for the settings for planning, which the guide to SQL tells them. */
export const settingsOfUsers: Readonly<Record<string, string>> = {
  'spark.sql.codegen.wholeStage': 'true',
  'spark.sql.codegen.factoryMode': 'FALLBACK',
  'spark.sql.adaptive.enabled': 'true',
  'spark.sql.shuffle.partitions': '200',
  'spark.sql.legacy.ctePrecedencePolicy': 'CORRECTED',
  'spark.sql.lightweightPlanChangeValidation': 'true',
  'spark.sql.legacy.parameterSubstitution.constantsOnly': 'false',
};

/**
 * Projections of rows that are written in the query are worked out by the driver while it plans, unless this rule is left out, and
 * then they reach the cluster. Cells of JSON make projections so long that planning them for the cluster takes minutes; what is
 * joined and gathered reaches it all the same.
 */
export const projectsOnDriver = rule('ConvertToLocalRelation');

/** The setting that leaves out more rules than `planningSettings` does. */
export function excluding(...rules: readonly string[]): Readonly<Record<string, string>> {
  const name = 'spark.sql.optimizer.excludedRules';
  return { [name]: [planningSettings[name]!, ...rules].join(',') };
}
