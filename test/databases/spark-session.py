"""Runs SQL in Spark for tests: a request a line of JSON on standard input, an answer a line on standard output."""
import json
import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.types import LongType, StringType, StructField, StructType

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

builder = SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[1]")).appName("mql")
settings = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.showConsoleProgress": "false",
    # Small data and large queries: compiling them to Java would take longer than running them.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    # Steps that build on one another would be written into each other, each time longer.
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.optimizer.excludedRules": ",".join(
        f"org.apache.spark.sql.catalyst.optimizer.{rule}"
        for rule in ("PushDownPredicates", "CollapseProject", "InferFiltersFromConstraints", "InferFiltersFromGenerate")
    ),
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.memory": "2g",
    "spark.sql.maxPlanStringLength": "1000",
    **json.loads(os.environ.get("SPARK_SETTINGS", "{}")),
}
for name, value in settings.items():
    builder = builder.config(name, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")


def plain(value):
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def answer(request):
    if request["do"] == "load":
        schema = StructType(
            [StructField("mql_row", LongType())] + [StructField(name, StringType()) for name in request["columns"]]
        )
        rows = [[index, *row] for index, row in enumerate(request["rows"])]
        spark.createDataFrame(rows, schema).createOrReplaceTempView(request["table"])
        return []
    return [[plain(value) for value in row] for row in spark.sql(request["sql"]).collect()]


print(json.dumps("ready"), file=answers, flush=True)
for line in sys.stdin:
    try:
        result = {"rows": answer(json.loads(line))}
    except Exception as problem:
        result = {"problem": str(problem)[:4000]}
    print(json.dumps(result), file=answers, flush=True)
spark.stop()
