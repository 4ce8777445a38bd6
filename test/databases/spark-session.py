"""Runs SQL in Spark for tests."""
import json
import os

from pyspark.sql import SparkSession
from pyspark.sql.types import LongType, StringType, StructField, StructType

from serve_requests import serve

builder = SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[1]")).appName("mql")
for name, value in json.loads(os.environ["SPARK_SETTINGS"]).items():
    builder = builder.config(name, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")


def plain(value):
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def answer(request):
    if request["do"] == "load":
        fields = [StructField(name, StringType()) for name in request["columns"]]
        rows = [[index, *row] for index, row in enumerate(request["rows"])]
        frame = spark.createDataFrame(rows, StructType([StructField("mql_row", LongType()), *fields]))
        frame.createOrReplaceTempView(request["table"])
        return []
    return [[plain(value) for value in row] for row in spark.sql(request["sql"]).collect()]


serve(answer)
