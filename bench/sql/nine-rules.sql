-- nine-rules.mql by hand: one scan of the events, cut down to types and windows, then one join.
with by_lead as (
  select lead_id,
    count(*) filter (where type = 'webinar') as webinars,
    count(*) filter (where type = 'page_view') as page_views,
    count(*) filter (where type = 'whitepaper') as whitepapers,
    count(*) filter (where type = 'demo_request') as demo_requests,
    count(*) filter (where type = 'unsubscribe') as unsubscribes
  from events
  where "at" <= timestamptz '2026-01-01 00:00:00+00' and "at" > timestamptz '2025-10-03 00:00:00+00'
    and (type = 'unsubscribe'
      or type in ('webinar', 'page_view', 'whitepaper', 'demo_request') and "at" > timestamptz '2025-12-02 00:00:00+00')
  group by lead_id
), parts as (
  select id,
    case when employees > 50 then 15 else 0 end + case when country = 'US' then 10 else 0 end
      + case when seniority in ('vp', 'c_level') then 20 else 0 end as fit,
    coalesce(10 * webinars + least(5 * page_views, 25) + 20 * least(whitepapers, 1) + 40 * demo_requests - 50 * unsubscribes, 0) as intent,
    coalesce(contains(lower(title), 'student'), false) as excluded,
    coalesce(country = 'US' and employees between 50 and 500, false) as fits
  from leads left join by_lead on lead_id = id
)
select id, fit + intent as score, fit, intent, fits and not excluded as qualified, excluded, fits and not excluded and fit + intent > 50 as mql from parts
