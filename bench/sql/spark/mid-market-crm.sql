-- mid-market-crm.mql by hand, for Spark.
with by_lead as (
  select lead_id,
    count(distinct if(type = 'webinar' and is_recent, cast(from_utc_timestamp(`at`, 'America/New_York') as date), null)) as webinar_days,
    count_if(type = 'webinar' and is_recent and lower(title) = 'sales pipeline management') as selling_webinars,
    count_if(type = 'page_view' and is_recent) as page_views,
    sum(if(type = 'pricing_view' and is_recent, 15 * power(0.5D, age div 604800000), 0)) as pricing,
    count_if(type = 'page_view' and is_recent and url like 'https://vendor.example/docs/%' and duration >= 180) as long_reads,
    count_if(type = 'demo_request' and age < 604800000) as demo_requests
  from (
    select *, 1767225600000 - unix_millis(`at`) as age, `at` > timestamp'2025-12-02 00:00:00Z' as is_recent
    from events
    where `at` <= timestamp'2026-01-01 00:00:00Z' and `at` > timestamp'2025-11-02 00:00:00Z'
      and type not in ('unsubscribe', 'call', 'invite_sent', 'sales_accepted', 'sales_rejected', 'closed_won', 'closed_lost')
  )
  group by lead_id
), parts as (
  select id, region, country = 'US' as is_american, demo_requests,
    lower(title) rlike '\\b(student|job seeker|intern)\\b' or split_part(email, '@', 2) in ('acme.example', 'rival.example') as excluded,
    least(case when employees >= 200 then 15 when employees >= 50 then 10 else 0 end
      + case when seniority in ('vp', 'c_level') or lower(title) rlike '\\bhead of\\b' then 20 else 0 end
      + case when arrays_overlap(tech_stack, array('Salesforce', 'HubSpot')) then 10 else 0 end, 40) as fit,
    least(case when lead_id is null then -20 else
      10 * webinar_days + 20 * least(selling_webinars, 1) + least(page_views div 3 * 5, 25) + pricing + 2 * long_reads end, 60) as intent
  from leads left join by_lead on lead_id = id
), staged as (
  select *, fit + intent as score, coalesce(is_american and not excluded, false) as qualified,
    coalesce(is_american and not excluded and (fit + intent > 50 or demo_requests > 0), false) as mql
  from parts
)
select id, score, fit, intent, qualified, coalesce(excluded, false) as excluded, mql,
  case when excluded then null when fit >= 30 and intent >= 30 then 'A' when score >= 40 then 'B' end as tier,
  case when not mql then null when region in ('California', 'Oregon', 'Washington') then 'SDR, West' else 'SDR' end as handoff_to,
  case when not mql then null when region in ('California', 'Oregon', 'Washington') then 7200000 else 86400000 end as handoff_within_ms
from staged
