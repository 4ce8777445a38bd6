-- nine-rules.mql by hand, for Spark.
with by_lead as (
  select lead_id,
    count_if(type = 'webinar') as webinars, count_if(type = 'page_view') as page_views, count_if(type = 'whitepaper') as whitepapers,
    count_if(type = 'demo_request') as demo_requests, count_if(type = 'unsubscribe') as unsubscribes
  from events
  where `at` <= timestamp'2026-01-01 00:00:00Z' and `at` > timestamp'2025-10-03 00:00:00Z'
    and (type = 'unsubscribe'
      or type in ('webinar', 'page_view', 'whitepaper', 'demo_request') and `at` > timestamp'2025-12-02 00:00:00Z')
  group by lead_id
), parts as (
  select id,
    if(employees > 50, 15, 0) + if(country = 'US', 10, 0) + if(seniority in ('vp', 'c_level'), 20, 0) as fit,
    coalesce(10 * webinars + least(5 * page_views, 25) + 20 * least(whitepapers, 1) + 40 * demo_requests - 50 * unsubscribes, 0) as intent,
    coalesce(contains(lower(title), 'student'), false) as excluded,
    coalesce(country = 'US' and employees between 50 and 500, false) as fits
  from leads left join by_lead on lead_id = id
)
select id, fit + intent as score, fit, intent, fits and not excluded as qualified, excluded, fits and not excluded and fit + intent > 50 as mql from parts
