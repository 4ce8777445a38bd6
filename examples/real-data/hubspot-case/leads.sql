-- Customers and the others in one table. Three ids stand there twice, once without industry and rank: what is known of
-- either row is kept. MRR and the close date are outcomes, and are not shown to the definition.
with portals as (
  select id, EMPLOYEE_RANGE, ALEXA_RANK, INDUSTRY from read_csv('hubspot-case/customers.csv', all_varchar = true)
  union all
  select id, EMPLOYEE_RANGE, ALEXA_RANK, INDUSTRY from read_csv('hubspot-case/noncustomers.csv', all_varchar = true)
)
select
  id,
  max(EMPLOYEE_RANGE) as EMPLOYEE_RANGE,
  max(ALEXA_RANK) as ALEXA_RANK,
  replace(max(INDUSTRY), '_', ' ') as INDUSTRY
from portals
group by id
order by id::integer
