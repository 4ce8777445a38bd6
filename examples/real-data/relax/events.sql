-- What each row of `leads.sql` has seen: the user's logins of the week that ends with the login, moved so that this login
-- falls on the evaluation time, 2014-06-06T00:00Z.
with logins as (
  select distinct user_id, time_stamp::date as day from read_csv('relax/takehome_user_engagement.csv', all_varchar = true)
)
select
  here.user_id || ' ' || here.day as lead_id,
  'login' as type,
  strftime(date '2014-06-06' - cast(here.day - earlier.day as integer), '%Y-%m-%dT00:00:00Z') as at
from logins as here
join logins as earlier on earlier.user_id = here.user_id and earlier.day between here.day - 7 and here.day
