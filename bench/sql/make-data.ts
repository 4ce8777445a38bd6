/** Leads and events for the bench of SQL, as Parquet and as CSV: the same in every run. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** All data is of the year before this instant. */
export const now = Date.UTC(2026, 0, 1);

/** A draw below `limit` that depends on the row and on nothing else; `salt` tells columns apart. */
function draw(salt: number, limit: number): string {
  return `cast(hash(i * 64 + ${salt}) % ${limit} as bigint)`;
}

function pick(salt: number, choices: readonly string[]): string {
  return `[${choices.map((choice) => `'${choice.replaceAll("'", "''")}'`).join(', ')}][${draw(salt, choices.length)} + 1]`;
}

/** How often each of a hundred events is of a type. */
const types: Readonly<Record<string, number>> = {
  page_view: 40, email_open: 20, email_click: 8, pricing_view: 6, webinar: 5, download: 4, form_submit: 3, whitepaper: 3, ad_click: 3, call: 2,
  chat: 2, demo_request: 1, trial_signup: 1, unsubscribe: 1, sales_rejected: 1,
};

const departments = ['Sales', 'Marketing', 'Operations', 'Finance', 'Engineering', 'Support', 'Vertrieb', 'Général', 'Forschung', 'Students'];
const pages = ['/', '/pricing', '/docs/api', '/docs/start', '/blog/scoring', '/customers/acme', '/careers', '/careers/sdr', '/product/tour', '/contact'];

/** A title is one of some hundred thousand, and one in ten has a letter beyond ASCII. */
const leadColumns = `i as id,
  'person' || i || '@' || if(${draw(1, 10)} = 0, 'gmail.com', if(${draw(2, 200)} = 0, 'acme.example', 'company' || ${draw(3, 50_000)} || '.example')) as email,
  ${pick(4, ['US', 'US', 'US', 'US', 'GB', 'DE', 'FR', 'CA', 'IE', 'NL'])} as country,
  ${pick(5, ['California', 'Oregon', 'Washington', 'Texas', 'New York', 'Ohio', 'Florida'])} as region,
  ${pick(6, ['computer software', 'information technology', 'retail', 'logistics', 'banking'])} as industry,
  if(${draw(7, 12)} = 0, null, ${draw(8, 1200)} + 1) as employees,
  ${pick(9, ['vp', 'c_level', 'manager', 'director', 'entry', 'senior'])} as seniority,
  ${pick(10, departments)} as department,
  ${pick(11, ['Head of ', 'VP ', 'Manager, ', 'Student, ', 'Director of ', 'Retired, '])} || ${pick(10, departments)} || ' ' || ${draw(12, 10_000)} as title,
  list_slice([${pick(13, ['Salesforce', 'Zoho', 'Pipedrive'])}, ${pick(14, ['HubSpot', 'Marketo', 'Slack'])}, 'Jira'], 1, ${draw(15, 3)} + 1) as tech_stack`;

const eventColumns = `lead_id, type, "at",
  if(type = 'webinar', ${pick(23, ['Sales Pipeline Management', 'Forecasting', 'Territory Planning', 'Outbound Basics'])}, null) as title,
  if(type in ('page_view', 'pricing_view', 'email_click'), 'https://vendor.example' || if(type = 'pricing_view', '/pricing', ${pick(24, pages)})
    || if(${draw(25, 4)} = 0, '?utm=' || ${draw(26, 500)}, ''), null) as url,
  if(type = 'page_view', ${draw(27, 600)}, null) as duration,
  if(type = 'download', ${pick(28, ['buyer checklist', 'Buyer Guide', 'Pricing guide', 'Handbook', 'Calculator'])}, null) as asset
  from (select i, ${draw(20, 1)} + cast(hash(i * 64 + 21) % $leads as bigint) as lead_id,
    ${pick(22, Object.entries(types).flatMap(([type, times]) => Array.from({ length: times }, () => type)))} as type,
    make_timestamptz(${now * 1000} - ($events - i) * (31536000000000 // $events) - ${draw(29, 86_400)} * 1000000) as "at"`;

export interface DataFolder {
  readonly folder: string;
  readonly leads: number;
  readonly events: number;
}

/** Made once: a folder that is there is taken. Events come about in the order of their times, as a tracker writes them. */
export async function makeData(folder: string, leads: number, events: number): Promise<DataFolder> {
  if (existsSync(join(folder, 'events.csv'))) return { folder, leads, events };
  mkdirSync(folder, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', preserve_insertion_order: 'true' });
  const connection = await instance.connect();
  await connection.run("set timezone = 'UTC'");
  const path = (name: string): string => `'${join(folder, name).replaceAll("'", "''")}'`;
  await connection.run(`copy (select ${leadColumns} from range(${leads}) t(i)) to ${path('leads.parquet')} (format parquet)`);
  const filled = eventColumns.replaceAll('$leads', String(leads)).replaceAll('$events', String(events));
  await connection.run(`copy (select ${filled} from range(${events}) t(i)) drawn) to ${path('events.parquet')} (format parquet)`);
  await connection.run(`copy (select * replace (array_to_string(tech_stack, ';') as tech_stack) from ${path('leads.parquet')}) to ${path('leads.csv')} (format csv)`);
  await connection.run(`copy (select * replace (strftime("at", '%Y-%m-%dT%H:%M:%SZ') as "at") from ${path('events.parquet')}) to ${path('events.part')} (format csv)`);
  renameSync(join(folder, 'events.part'), join(folder, 'events.csv'));
  connection.closeSync();
  instance.closeSync();
  return { folder, leads, events };
}
