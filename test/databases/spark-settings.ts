/** What a session of Spark is told before it runs an emitted query. */

const rule = (name: string): string => `org.apache.spark.sql.catalyst.optimizer.${name}`;

/**
 * The query is a chain of steps, each a few columns over the one before. Spark's optimizer would write each step into the next,
 * so that a column that is used twice is there twice, and what is made of that four times; conditions that it infers from others
 * grow in the same way. These rules are left out; the answers are the same with them.
 */
export const planningSettings: Readonly<Record<string, string>> = {
  'spark.sql.constraintPropagation.enabled': 'false',
  'spark.sql.optimizer.excludedRules': ['PushDownPredicates', 'CollapseProject', 'InferFiltersFromConstraints', 'InferFiltersFromGenerate'].map(rule).join(','),
  'spark.sql.session.timeZone': 'UTC',
};
