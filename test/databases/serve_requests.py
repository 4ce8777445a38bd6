"""The other side of `python.ts`: answers requests, a line of JSON each, until there are no more."""
import json
import os
import queue
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

# Standard output is for answers alone. What libraries print goes to standard error, and so does what Java prints, which has the
# standard output that there is when it is started: this file is imported before that.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


def serve(answer, at_once=1):
    """Answers come in the order of the requests, of which so many are worked on at once."""
    print(json.dumps({"answer": "ready"}), file=answers, flush=True)

    def answered(line):
        try:
            return {"answer": answer(json.loads(line))}
        except Exception as problem:
            return {"problem": f"{type(problem).__name__}: {str(problem)[:4000]}"}

    if at_once == 1:
        for line in sys.stdin:
            print(json.dumps(answered(line)), file=answers, flush=True)
        return

    asked = queue.SimpleQueue()

    def write():
        while (result := asked.get()) is not None:
            print(json.dumps(result.result()), file=answers, flush=True)

    writer = threading.Thread(target=write)
    writer.start()
    with ThreadPoolExecutor(at_once) as threads:
        for line in sys.stdin:
            asked.put(threads.submit(answered, line))
    asked.put(None)
    writer.join()
