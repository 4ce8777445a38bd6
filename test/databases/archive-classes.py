"""Uses what runs of Spark use, so that Java keeps the classes for the next: `JAVA_OPTIONS` say where. See `java-options.ts`."""
import os
import tempfile

from pyspark.sql import SparkSession

settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.extraJavaOptions": os.environ["JAVA_OPTIONS"], "spark.sql.shuffle.partitions": "2"}
session = SparkSession.builder.master("local[1]").appName("mql").config(map=settings).getOrCreate()
session.sparkContext.setLogLevel("ERROR")
query = """
with given as (
  select lead_id, lower(translate(type, 'A', 'b')) as type, unix_millis(at) as at, try_variant_get(try_parse_json(json), '$.a', 'string') as a,
    transform(array(type), each -> trim(each)) as list, case when type rlike 'a+' then regexp_replace(type, 'a', '') end as part
  from events where at < timestamp_millis(1767225600000)
), numbered as (
  select *, row_number() over (partition by lead_id order by at) as place from given
), gathered as (
  select lead_id, count(*) filter (where type = 'visit') as visits, bit_or(shiftleft(1L, cast(pmod(at, 64) as int))) as days,
    sum(cast(at as decimal(38, 0))) as total, count(distinct a) as different, array_sort(collect_set(at)) as times from numbered where place = 1 group by lead_id
)
select leads.lead_id as id, cast(visits * 0.0001 as decimal(18, 4)) as score, total, days, different, size(times) as many
from (select * from leads lateral view explode(list) each as item) as leads left join gathered on gathered.lead_id = leads.lead_id
union all select 1L, null, null, null, null, 0
order by id
"""
with tempfile.TemporaryDirectory() as folder:
    rows = "select id as lead_id, 'visit' as type, timestamp_seconds(id) as at, '{\"a\": 1}' as json from range(9)"
    session.sql(rows).write.parquet(f"{folder}/events")
    for codegen in ("false", "true"):
        session.conf.set("spark.sql.codegen.wholeStage", codegen)
        session.conf.set("spark.sql.codegen.factoryMode", "FALLBACK" if codegen == "true" else "NO_CODEGEN")
        session.conf.set("spark.sql.adaptive.enabled", codegen)
        session.read.parquet(f"{folder}/events").createOrReplaceTempView("events")
        session.sql("select lead_id, array('a', 'b') as list from values (1L), (2L) as given(lead_id)").createOrReplaceTempView("leads")
        session.sql(query).collect()
        session.sql(query).write.mode("overwrite").parquet(f"{folder}/scores")
gateway = session.sparkContext._gateway
session.stop()
# Java writes the archive as it ends.
gateway.shutdown()
gateway.proc.stdin.close()
gateway.proc.wait()
