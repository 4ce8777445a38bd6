"""Parses SQL with sqlglot: what it does not know as a query of the dialect is a problem, not a guess."""
import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel

from serve_requests import serve


def problem(text, dialect):
    """What is wrong with a query, or nothing."""
    try:
        statements = sqlglot.parse(text, read=dialect, error_level=ErrorLevel.RAISE)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:2000]}"
    # What it cannot make out, it keeps as a command: words without structure.
    if len(statements) != 1 or not isinstance(statements[0], exp.Query) or statements[0].find(exp.Command):
        return "not one query"
    return None


serve(lambda request: [problem(text, request["dialect"]) for text in request["queries"]])
