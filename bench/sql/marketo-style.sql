-- marketo-style.mql by hand. What happened before sales last sent a lead back is left out, save for how long ago anything happened.
with cuts as (
  select lead_id as cut_lead, max("at") as cut_at from events where type = 'sales_rejected' and "at" <= timestamptz '2026-01-01 00:00:00+00' group by lead_id
), silent as (
  select lead_id as silent_lead, max("at") as last_at
  from events
  where "at" <= timestamptz '2026-01-01 00:00:00+00'
    and type not in ('unsubscribe', 'call', 'invite_sent', 'sales_accepted', 'sales_rejected', 'closed_won', 'closed_lost')
  group by lead_id
), counted as (
  select lead_id, type, "at", url, asset,
    case when type in ('page_view', 'email_click') then cast(timezone('Europe/London', "at") as date) end as local_day
  from events left join cuts on cut_lead = lead_id
  where "at" <= timestamptz '2026-01-01 00:00:00+00' and type in ('page_view', 'email_click', 'webinar', 'download', 'trial_signup', 'unsubscribe')
    and (cut_at is null or "at" > cut_at)
), by_lead as (
  select lead_id,
    count(distinct local_day) filter (where type = 'page_view') as page_days,
    count(distinct date_trunc('week', local_day)) filter (where type = 'page_view' and url like 'https://vendor.example/careers%') as career_weeks,
    count(distinct local_day) filter (where type = 'email_click') as click_days,
    list([epoch_ms("at")] order by "at") filter (where type = 'webinar') as webinars,
    list_sum(max(row(epoch_ms("at"), case when lower(asset) like '%buyer%' then 15 when lower(asset) like '%guide%' then 8 else 3 end), 4)
      filter (where type = 'download').list_transform(lambda each: each[2])) as downloads,
    count(*) filter (where type = 'trial_signup') as trials,
    count(*) filter (where type = 'unsubscribe') as unsubscribes
  from counted
  group by lead_id
), parts as (
  select id, cut_at is not null as was_rejected,
    greatest(case when seniority in ('director', 'vp', 'c_level') then 20 when seniority = 'manager' then 10 else 0 end
      + case when country in ('GB', 'IE', 'US') then 10 else 0 end
      - case when regexp_matches(title, '\b(student|retired)\b', 'i') then 40 else 0 end
      - case when split_part(email, '@', 2) in (from free_mail) then 10 else 0 end, -30) as demographic,
    least(coalesce(least(page_days, 10) - 5 * career_weeks + 3 * click_days
      + 10 * coalesce(len(list_reduce(webinars, lambda picks, later: if(later[1] >= picks[-1] + 604800000, list_concat(picks, later), picks))), 0)
      + coalesce(downloads, 0) + if(split_part(email, '@', 2) in (from free_mail), 0, 30 * trials) - 20 * least(unsubscribes, 1), 0), 100) as behaviour,
    greatest(case when last_at <= timestamptz '2025-10-03 00:00:00+00' then -30 when last_at <= timestamptz '2025-12-02 00:00:00+00' then -10 else 0 end
      + greatest(-5 * coalesce((1767225600000 - epoch_ms(last_at)) // 5184000000, 0), -25), -50) as silence
  from leads left join by_lead on lead_id = id left join silent on silent_lead = id left join cuts on cut_lead = id
), staged as (
  select *, demographic + behaviour + silence as score, demographic >= 20 and behaviour >= 30 and demographic + behaviour + silence >= 50 as mql from parts
)
select id, score, demographic, behaviour, silence, true as qualified, false as excluded, mql, was_rejected and not mql as recycled, score < 0 as cold from staged
