-- nine-rules.mql by hand: one scan of the events, cut down to types and windows, then one join.
with by_lead as (
  select lead_id,
    count(*) filter (where type = 'webinar') as webinars,
    count(*) filter (where type = 'page_view') as page_views,
    count(*) filter (where type = 'whitepaper') as whitepapers,
    count(*) filter (where type = 'demo_request') as demo_requests,
    count(*) filter (where type = 'unsubscribe') as unsubscribes
  from 'events.parquet'
  where "at" <= timestamp '2026-01-01' and "at" > timestamp '2026-01-01' - interval 90 days
    and (type = 'unsubscribe'
      or type in ('webinar', 'page_view', 'whitepaper', 'demo_request') and "at" > timestamp '2026-01-01' - interval 30 days)
  group by lead_id
), parts as (
  select id,
    case when employees > 50 then 15 else 0 end + case when country = 'US' then 10 else 0 end
      + case when seniority in ('vp', 'c_level') then 20 else 0 end as fit,
    coalesce(10 * webinars + least(5 * page_views, 25) + 20 * least(whitepapers, 1) + 40 * demo_requests - 50 * unsubscribes, 0) as intent,
    country = 'US' and employees between 50 and 500 and contains(lower(title), 'student') is not true as qualified
  from 'leads.parquet' left join by_lead on lead_id = id
)
select id, fit + intent as score, coalesce(qualified, false) as qualified, coalesce(qualified, false) and fit + intent > 50 as mql from parts
