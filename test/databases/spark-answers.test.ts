/** What Java says on its standard output while Spark works, such as that it has no more room for compiled code, is no answer. */
import { expect, test } from 'vitest';
import { openSpark } from '../spark-evaluator.ts';
import { javaOptions } from './java-options.ts';
import { settingsForSmallData } from './spark-settings.ts';

test('what Java logs does not stand between the answers', { timeout: 600_000 }, async () => {
  const database = await openSpark('local[1]', { ...settingsForSmallData, 'spark.driver.extraJavaOptions': `${javaOptions()} -Xlog:safepoint:stdout` });
  try {
    for (let turn = 0; turn < 3; turn += 1) expect(await database.run(`select ${turn}`)).toEqual([[turn]]);
  } finally {
    await database.close();
  }
});
