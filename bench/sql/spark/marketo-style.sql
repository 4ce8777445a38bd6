-- marketo-style.mql by hand, for Spark. What happened before sales last sent a lead back is left out, save for how long ago anything
-- happened. Days are gathered as sets: of several counts of different values Spark would make each row several times.
with cuts as (
  select lead_id as cut_lead, max(if(type = 'sales_rejected', `at`, null)) as cut_at,
    max(if(type not in ('unsubscribe', 'call', 'invite_sent', 'sales_accepted', 'sales_rejected', 'closed_won', 'closed_lost'), `at`, null)) as last_at
  from events
  where `at` <= timestamp'2026-01-01 00:00:00Z'
  group by lead_id
), wanted as (
  select lead_id, type, `at`, url, asset
  from events
  where `at` <= timestamp'2026-01-01 00:00:00Z' and type in ('page_view', 'email_click', 'webinar', 'download', 'trial_signup', 'unsubscribe')
), counted as (
  select lead_id, type, `at`, url, asset, cast(from_utc_timestamp(`at`, 'Europe/London') as date) as local_day
  from wanted left join (select cut_lead, cut_at from cuts where cut_at is not null) on cut_lead = lead_id
  where cut_at is null or `at` > cut_at
), by_lead as (
  select lead_id,
    size(collect_set(if(type = 'page_view', local_day, null))) as page_days,
    size(collect_set(if(type = 'page_view' and url like 'https://vendor.example/careers%', trunc(local_day, 'week'), null))) as career_weeks,
    size(collect_set(if(type = 'email_click', local_day, null))) as click_days,
    array_sort(collect_list(if(type = 'webinar', unix_millis(`at`), null))) as webinars,
    slice(sort_array(collect_list(if(type = 'download',
      struct(`at`, case when lower(asset) like '%buyer%' then 15 when lower(asset) like '%guide%' then 8 else 3 end as pay), null)), false), 1, 4) as downloads,
    count_if(type = 'trial_signup') as trials,
    count_if(type = 'unsubscribe') as unsubscribes
  from counted
  group by lead_id
), parts as (
  select id, cut_at is not null as was_rejected,
    greatest(case when seniority in ('director', 'vp', 'c_level') then 20 when seniority = 'manager' then 10 else 0 end
      + if(country in ('GB', 'IE', 'US'), 10, 0) - if(lower(title) rlike '\\b(student|retired)\\b', 40, 0) - if(domain is not null, 10, 0), -30) as demographic,
    least(coalesce(least(page_days, 10) - 5 * career_weeks + 3 * click_days
      + 10 * size(aggregate(webinars, cast(array() as array<bigint>), (picks, later) ->
          if(size(picks) = 0 or later >= element_at(picks, -1) + 604800000, array_append(picks, later), picks)))
      + aggregate(downloads, 0, (total, each) -> total + each.pay) + if(domain is not null, 0, 30 * trials) - 20 * least(unsubscribes, 1), 0), 100) as behaviour,
    greatest(case when last_at <= timestamp'2025-10-03 00:00:00Z' then -30 when last_at <= timestamp'2025-12-02 00:00:00Z' then -10 else 0 end
      + greatest(-5 * coalesce((1767225600000 - unix_millis(last_at)) div 5184000000, 0), -25), -50) as silence
  from leads left join by_lead on lead_id = id left join cuts on cut_lead = id left join free_mail on domain = split_part(email, '@', 2)
), staged as (
  select *, demographic + behaviour + silence as score, demographic >= 20 and behaviour >= 30 and demographic + behaviour + silence >= 50 as mql from parts
)
select id, score, demographic, behaviour, silence, true as qualified, false as excluded, mql, was_rejected and not mql as recycled, score < 0 as cold from staged
