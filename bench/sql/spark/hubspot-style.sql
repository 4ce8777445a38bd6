-- hubspot-style.mql by hand, for Spark. Points are whole ten-thousandths; what is left of a point after so many times 30 days stands in
-- the list, in millionths. Of the demo requests the latest pays most.
with paid as (
  select lead_id, type,
    (element_at(array(1000000, 500000, 250000, 125000, 62500, 31250, 15625, 7813, 3907, 1954, 977, 489, 245), cast((1767225600000 - unix_millis(`at`)) div 2592000000 as int) + 1)
      * case type when 'email_open' then 1 when 'page_view' then 1 when 'email_click' then 3 when 'pricing_view' then 8 when 'form_submit' then 10 else 40 end
      + 50) div 100 as pay
  from events
  where `at` <= timestamp'2026-01-01 00:00:00Z'
    and type in ('email_open', 'page_view', 'email_click', 'pricing_view', 'form_submit', 'demo_request')
), by_lead as (
  select lead_id,
    sum(if(type in ('email_open', 'email_click'), pay, 0)) as emails,
    sum(if(type in ('page_view', 'pricing_view'), pay, 0)) as web,
    sum(if(type = 'form_submit', pay, 0)) as forms,
    max(if(type = 'demo_request', pay, null)) as demo
  from paid
  group by lead_id
), parts as (
  select id, domain is not null as excluded,
    least(case when employees >= 2000 then 10 when employees >= 200 then 30 when employees >= 25 then 20 else 0 end
      + if(industry in ('computer software', 'information technology'), 20, 0) + if(country in ('US', 'CA'), 10, 0), 50) as company_fit,
    least(case when seniority = 'manager' then 10 when seniority = 'director' then 25 when seniority in ('vp', 'c_level') then 40 else 0 end
      + if(department = 'Marketing', 20, 0), 50) as person_fit,
    least(coalesce(emails, 0), 200000) as email_group,
    least(coalesce(web, 0), 400000) as web_group,
    least(coalesce(forms, 0) + coalesce(demo, 0), 600000) as conversion_group
  from leads left join by_lead on lead_id = id left join free_mail on domain = split_part(email, '@', 2)
), scored as (
  select *, company_fit + person_fit as fit, least(email_group + web_group + conversion_group, 1000000) as engagement from parts
), staged as (
  select *, fit * 5000 + (engagement + 1) div 2 as score, not excluded and fit >= 40 and engagement >= 400000 as mql,
    if(excluded, null, concat(case when fit >= 70 then 'A' when fit >= 40 then 'B' else 'C' end,
      case when engagement >= 600000 then '1' when engagement >= 250000 then '2' else '3' end)) as tier
  from scored
)
select id, score / 10000 as score, company_fit, person_fit, email_group / 10000 as email_group, web_group / 10000 as web_group,
  conversion_group / 10000 as conversion_group, fit, engagement / 10000 as engagement, not excluded as qualified, excluded, mql, tier,
  if(mql, if(tier = 'A1', 'Account executive', 'Sales development'), null) as handoff_to,
  if(mql, if(tier = 'A1', 3600000, 86400000), null) as handoff_within_ms
from staged
