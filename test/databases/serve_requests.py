"""The other side of `python.ts`: answers requests, a line of JSON each, until there are no more."""
import json
import os
import sys


def serve(answer):
    """What libraries print goes to standard error, so that standard output holds answers alone."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    print(json.dumps({"answer": "ready"}), file=answers, flush=True)
    for line in sys.stdin:
        try:
            result = {"answer": answer(json.loads(line))}
        except Exception as problem:
            result = {"problem": f"{type(problem).__name__}: {str(problem)[:4000]}"}
        print(json.dumps(result), file=answers, flush=True)
