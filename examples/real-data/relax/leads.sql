-- One row for each login of each user. The file of users is Latin-1.
with users as (
  select * from read_csv('relax/takehome_users.csv', all_varchar = true, encoding = 'latin-1')
),
logins as (
  select distinct user_id, time_stamp from read_csv('relax/takehome_user_engagement.csv', all_varchar = true)
)
select
  user_id || ' ' || time_stamp as id,
  creation_time,
  creation_source,
  opted_in_to_mailing_list,
  email
from logins
join users on users.object_id = logins.user_id
order by user_id::integer, time_stamp
