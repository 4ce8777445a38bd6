/** What a query keeps between two readings of the same events: the columns that come to be asked, and no other. */
import { expect, test } from 'vitest';
import { dialects } from '../../compiler/emit/sql/dialects.ts';
import { compileSql } from '../../compiler/emit/sql/compile-sql.ts';
import { makePlan } from '../../compiler/plan/make-plan.ts';
import { definitionOf } from '../check-text.ts';

const names = { leads: ['leads'], events: ['events'] };

test.each(dialects.map((dialect) => [dialect.title, dialect] as const))('%s: events that a cut reads twice carry neither their cells nor what was made on the way', (_name, dialect) => {
  const plan = makePlan(definitionOf('intent (after last webinar):\n  page_view "/pricing*" +5 once per week\nmql when score > 0\n'));
  const [, kept] = /events_uncut as [^(]*\(\n {2}select\n([^]*?)\n {2}from/.exec(compileSql(plan, dialect, names))!;
  expect(kept!.split(',').map((line) => line.trim().replace('_value', '')).sort()).toEqual(['event_at', 'event_lead_id', 'event_type', 'event_url_path', 'event_week'].sort());
});
