/** What a session of Spark is told before it runs an emitted query. */

/** The name of a rule of the optimizer, as settings have it. */
export const rule = (name: string): string => `org.apache.spark.sql.catalyst.optimizer.${name}`;

/**
 * The query is a chain of steps, each a few columns over the one before. Spark's optimizer would write each step into the next,
 * so that a column that is used twice is there twice, and what is made of that four times; conditions that it infers from others
 * grow in the same way. These rules are left out; the answers are the same with them.
 */
export const planningSettings: Readonly<Record<string, string>> = {
  'spark.sql.constraintPropagation.enabled': 'false',
  'spark.sql.optimizer.excludedRules': [
    'PushDownPredicates', 'PushPredicateThroughNonJoin', 'CollapseProject', 'InferFiltersFromConstraints', 'InferFiltersFromGenerate',
  ].map(rule).join(','),
  'spark.sql.session.timeZone': 'UTC',
};

/** Steps are put in their places before they are read, which takes less time; a name is never given twice in an emitted query. */
export const engineSettings: Readonly<Record<string, string>> = { ...planningSettings, 'spark.sql.legacy.ctePrecedencePolicy': 'LEGACY' };

/** Before the user's own queries are read, which are planned as Spark would. */
export const readingSettings: Readonly<Record<string, string>> = { 'spark.sql.session.timeZone': planningSettings['spark.sql.session.timeZone']! };

/** Of a session that the engine opens: it speaks to nobody but the engine. */
export const sessionSettings: Readonly<Record<string, string>> = {
  'spark.ui.enabled': 'false',
  'spark.ui.showConsoleProgress': 'false',
};
