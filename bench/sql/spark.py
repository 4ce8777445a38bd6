"""Runs pairs of queries in turns in one Spark session: reads what to run as JSON from its standard input."""
import json
import os
import statistics
import sys
import time

from pyspark.sql import SparkSession

job = json.load(sys.stdin)
session = (SparkSession.builder.master("local[2]").config(map=job["settings"])
           .config("spark.sql.shuffle.partitions", "8").config("spark.driver.memory", "4g")
           # The processor's time of a process is told by a class that Java keeps to itself.
           .config("spark.driver.extraJavaOptions", "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED").getOrCreate())
session.sparkContext.setLogLevel("ERROR")
for name in ("leads", "events"):
    frame = session.read.parquet(f"{job['folder']}/{name}.parquet")
    frame.createOrReplaceTempView(name)
    frame.createOrReplaceTempView(f"plain_{name}")
domains = ", ".join(f"('{domain}')" for domain in job["free_mail"])
session.sql(f"select * from values {domains} as given(domain)").createOrReplaceTempView("free_mail")
bean = session._jvm.java.lang.management.ManagementFactory.getOperatingSystemMXBean()


def comparable(query):
    """The answers, kept, with all numbers in one type."""
    frame = session.sql(query)
    parts = [f"cast({column} as decimal(18, 4)) as {column}" if kind in ("double", "int", "bigint") or kind.startswith("decimal") else column
             for column, kind in frame.dtypes]
    return frame.selectExpr(*parts).cache()


def cost(query):
    """Seconds of planning, of all by the clock, and of the processor in the Java process."""
    start, before = time.perf_counter(), bean.getProcessCpuTime()
    frame = session.sql(query)
    frame._jdf.queryExecution().executedPlan()
    planned = time.perf_counter()
    frame.write.format("noop").mode("overwrite").save()
    return planned - start, time.perf_counter() - start, (bean.getProcessCpuTime() - before) / 1e9


for pair in job["pairs"]:
    made, hand = comparable(pair["made"]), comparable(pair["hand"])
    count = hand.count()
    different = made.select(*hand.columns).exceptAll(hand).count()
    if different or made.count() != count:
        raise SystemExit(f"{pair['name']}: {different} of {count} leads are scored otherwise")
    made.unpersist()
    hand.unpersist()
    costs = {"hand": [], "made": []}
    for _ in range(job["rounds"]):
        for name in costs:
            costs[name].append(cost(pair[name]))
    print(f"{pair['name']}: the same answers for {count} leads; {job['rounds']} rounds in turns, medians, and least in brackets; load {os.getloadavg()[0]:.1f}")
    for index, what in enumerate(("planning", "wall", "processor")):
        hand_costs, made_costs = ([each[index] for each in costs[name]] for name in ("hand", "made"))
        middle, least = (of(made_costs) / of(hand_costs) for of in (statistics.median, min))
        print(f"  {what:9} by hand {statistics.median(hand_costs):.2f} s ({min(hand_costs):.2f}), "
              f"emitted {statistics.median(made_costs):.2f} s ({min(made_costs):.2f}), {middle:.2f} ({least:.2f}) times", flush=True)
session.stop()
