import { bigquery } from './bigquery.ts';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb.ts';
import { postgres } from './postgres.ts';
import { snowflake } from './snowflake.ts';
import { spark } from './spark.ts';

/** All dialects, in the order in which people are told of them. */
export const dialects: readonly Dialect[] = [duckdb, postgres, spark, snowflake, bigquery];
