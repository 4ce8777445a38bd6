-- A row of usage sums up the week that begins on its Monday, so it is known, and dated here, when that week is over.
-- A week that ends after the close date would tell the future: it is left out, as are weeks in which nothing was done.
-- The rest is moved so that the moment at which the portal is judged, the close date of a customer and the end of the
-- data for anybody else, falls on the evaluation time, 2020-08-03T00:00Z.
with moments as (
  select id, CLOSEDATE::date as judged_on from read_csv('hubspot-case/customers.csv', all_varchar = true)
  union all
  select distinct id, date '2020-08-03' from read_csv('hubspot-case/noncustomers.csv', all_varchar = true)
),
weeks as (
  select *, WHEN_TIMESTAMP::timestamp::date + 7 as ended_on
  from read_csv('hubspot-case/usage_actions.csv', all_varchar = true)
)
select
  weeks.id as lead_id,
  'usage_week' as type,
  strftime(date '2020-08-03' - cast(judged_on - ended_on as integer), '%Y-%m-%dT00:00:00Z') as at,
  ACTIONS_CRM_CONTACTS as contacts,
  ACTIONS_CRM_COMPANIES as companies,
  ACTIONS_CRM_DEALS as deals,
  ACTIONS_EMAIL as emails,
  greatest(
    USERS_CRM_CONTACTS::integer, USERS_CRM_COMPANIES::integer, USERS_CRM_DEALS::integer, USERS_EMAIL::integer
  )::varchar as users
from weeks
join moments using (id)
where ended_on <= judged_on
  and ACTIONS_CRM_CONTACTS::integer + ACTIONS_CRM_COMPANIES::integer + ACTIONS_CRM_DEALS::integer + ACTIONS_EMAIL::integer > 0
