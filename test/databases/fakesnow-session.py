"""Runs Snowflake's SQL in fakesnow, which says it in DuckDB's."""
import decimal

import fakesnow
import snowflake.connector

from serve_requests import serve

with fakesnow.patch():
    connection = snowflake.connector.connect(database="mql", schema="public")
    cursor = connection.cursor()
    # DuckDB stands in for Snowflake, so what its optimizers do says nothing here; without copies of a query's steps it plans sooner.
    connection._duck_conn.execute("set disabled_optimizers = 'cte_inlining'")

    def plain(value):
        if isinstance(value, decimal.Decimal):
            return str(value)
        return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)

    def answer(request):
        if request["do"] == "load":
            cursor.execute(f'create or replace table "{request["table"]}" ({", ".join(request["columns"])})')
            if request["rows"]:
                marks = ", ".join(["%s"] * len(request["columns"]))
                cursor.executemany(f'insert into "{request["table"]}" values ({marks})', request["rows"])
            return []
        return [[plain(value) for value in row] for row in cursor.execute(request["sql"]).fetchall()]

    serve(answer)
