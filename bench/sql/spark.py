"""Runs pairs of queries in turns in one Spark session: reads what to run as JSON from its standard input."""
import json
import os
import statistics
import sys
import time

from pyspark.sql import SparkSession

job = json.load(sys.stdin)
# What docs/sql.md says of settings: without them the optimizer writes steps into each other over and over.
rules = ("PushDownPredicates", "CollapseProject", "InferFiltersFromConstraints", "InferFiltersFromGenerate")
session = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC")
           .config("spark.sql.shuffle.partitions", "8").config("spark.driver.memory", "4g")
           .config("spark.sql.optimizer.excludedRules", ",".join(f"org.apache.spark.sql.catalyst.optimizer.{rule}" for rule in rules))
           .config("spark.sql.constraintPropagation.enabled", "false").getOrCreate())
session.sparkContext.setLogLevel("ERROR")
for name in ("leads", "events"):
    frame = session.read.parquet(f"{job['folder']}/{name}.parquet")
    frame.createOrReplaceTempView(name)
    frame.createOrReplaceTempView(f"plain_{name}")


def processor():
    """Seconds of the processor that the Java process had."""
    bean = session._jvm.java.lang.management.ManagementFactory.getOperatingSystemMXBean()
    return bean.getProcessCpuTime() / 1e9


def comparable(query):
    frame = session.sql(query)
    parts = [f"cast({column} as decimal(18, 4)) as {column}" if kind in ("double", "int", "bigint") or kind.startswith("decimal") else column
             for column, kind in frame.dtypes]
    return frame.selectExpr(*parts)


for pair in job["pairs"]:
    made, hand = comparable(pair["made"]), comparable(pair["hand"])
    different = made.select(*hand.columns).exceptAll(hand).count()
    if different or made.count() != hand.count():
        raise SystemExit(f"{pair['name']}: {different} leads are scored otherwise")
    costs = {"hand": [], "made": []}
    for _ in range(job["rounds"]):
        for name in costs:
            start, before = time.perf_counter(), processor()
            session.sql(pair[name]).write.format("noop").mode("overwrite").save()
            costs[name].append((time.perf_counter() - start, processor() - before))
    for index, what in enumerate(("wall", "processor")):
        took = {name: statistics.median(cost[index] for cost in each) for name, each in costs.items()}
        print(f"{pair['name']:16} {what:9} by hand {took['hand']:.2f} s, emitted {took['made']:.2f} s, {took['made'] / took['hand']:.2f} times; "
              f"load {os.getloadavg()[0]:.1f}", flush=True)
session.stop()
