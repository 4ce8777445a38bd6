"""Runs SQL in Spark for tests: sessions of one application, each with views and settings of its own, several requests at once."""
import json
import os

from pyspark.sql import SparkSession
from pyspark.sql.types import LongType, StringType, StructField, StructType

from serve_requests import serve

builder = SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[1]")).appName("mql")
for name, value in json.loads(os.environ["SPARK_SETTINGS"]).items():
    builder = builder.config(name, value)
first = builder.getOrCreate()
first.sparkContext.setLogLevel("ERROR")
sessions = []


def plain(value):
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def open_session(settings):
    session = first.newSession()
    for name, value in settings.items():
        session.conf.set(name, value)
    sessions.append(session)
    return len(sessions) - 1


def load(session, columns, rows):
    fields = [StructField(name, StringType()) for name in columns]
    return session.createDataFrame([[index, *row] for index, row in enumerate(rows)], StructType([StructField("mql_row", LongType()), *fields]))


def answer(request):
    if request["do"] == "open":
        return open_session(request["settings"])
    session = sessions[request["session"]]
    for name, value in request.get("settings", {}).items():
        session.conf.set(name, value)
    if request["do"] == "load":
        load(session, request["columns"], request["rows"]).createOrReplaceTempView(request["table"])
        return []
    frame = session.sql(request["sql"])
    if request["do"] == "view":
        # What the query was found to mean is kept; a view that is made in SQL is read anew wherever it stands.
        frame.createOrReplaceTempView(request["table"])
        return []
    return [[plain(value) for value in row] for row in frame.collect()]


serve(answer, at_once=int(os.environ.get("SPARK_AT_ONCE", "1")))
