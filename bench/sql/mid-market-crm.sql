-- mid-market-crm.mql by hand, by somebody who knows the data: types, countries and members are spelled one way, nothing is blank.
with by_lead as (
  select lead_id,
    count(distinct cast(timezone('America/New_York', "at") as date)) filter (where type = 'webinar' and is_recent) as webinar_days,
    count(*) filter (where type = 'webinar' and is_recent and lower(title) = 'sales pipeline management') as selling_webinars,
    count(*) filter (where type = 'page_view' and is_recent) as page_views,
    sum(15 * 0.5e0 ** (age // 604800000)) filter (where type = 'pricing_view' and is_recent) as pricing,
    count(*) filter (where type = 'page_view' and is_recent and url like 'https://vendor.example/docs/%' and duration >= 180) as long_reads,
    count(*) filter (where type = 'demo_request' and age < 604800000) as demo_requests
  from (
    select *, 1767225600000 - epoch_ms("at") as age, "at" > timestamptz '2025-12-02 00:00:00+00' as is_recent
    from events
    where "at" <= timestamptz '2026-01-01 00:00:00+00' and "at" > timestamptz '2025-11-02 00:00:00+00'
      and type not in ('unsubscribe', 'call', 'invite_sent', 'sales_accepted', 'sales_rejected', 'closed_won', 'closed_lost')
  )
  group by lead_id
), parts as (
  select id, region, country = 'US' as is_american, demo_requests,
    regexp_matches(title, '\b(student|job seeker|intern)\b', 'i') or split_part(email, '@', 2) in ('acme.example', 'rival.example') as excluded,
    least(case when employees >= 200 then 15 when employees >= 50 then 10 else 0 end
      + case when seniority in ('vp', 'c_level') or regexp_matches(title, '\bhead of\b', 'i') then 20 else 0 end
      + case when list_has_any(tech_stack, ['Salesforce', 'HubSpot']) then 10 else 0 end, 40) as fit,
    least(case when lead_id is null then -20 else
      10 * webinar_days + 20 * least(selling_webinars, 1) + least(page_views // 3 * 5, 25) + coalesce(pricing, 0) + 2 * long_reads end, 60) as intent
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
