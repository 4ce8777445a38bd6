/**
 * The program that the user's Python runs: a session of Spark that answers requests, a line of JSON each. It knows nothing of
 * definitions. It is a text here, so that the bundle holds it.
 */
export const driverProgram = String.raw`
import itertools, json, os, signal, sys, threading, uuid

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # what libraries print is no answer

spark = None
frames = {}
substitutes = "true"
cursor = iter(())
unfinished = []


def start(request):
    global spark
    try:
        import pyspark
        from pyspark.sql import SparkSession
    except ImportError as problem:
        return {"missing": str(problem), "python": sys.executable}
    if int(pyspark.__version__.split(".")[0]) < 4:
        return {"old": pyspark.__version__, "python": sys.executable}
    builder = SparkSession.builder.appName("mql")
    master = request["master"]
    if master is not None and master.startswith("sc://"):
        try:
            import pyspark.sql.connect.session
        except Exception as problem:
            return {"missing": str(problem), "python": sys.executable}
        builder = builder.remote(master)
    elif master is not None:
        # Both at once are refused.
        os.environ.pop("SPARK_REMOTE", None)
        builder = builder.master(master)
    else:
        master = ""
    if not master.startswith("sc://"):
        for name, value in request["ofSession"].items():
            builder = builder.config(name, value)
    folders = [os.environ.get("SPARK_CONF_DIR"), os.path.join(os.environ.get("SPARK_HOME") or os.path.dirname(pyspark.__file__), "conf")]
    if any(folder and os.path.exists(os.path.join(folder, "hive-site.xml")) for folder in folders):
        builder = builder.enableHiveSupport()
    spark = builder.getOrCreate()
    if hasattr(spark, "_sc"):
        spark.sparkContext.setLogLevel("ERROR")
    global substitutes
    substitutes = spark.conf.get("spark.sql.variable.substitute")
    change(request)
    return {"version": spark.version}


def change(request):
    for name, value in request["settings"].items():
        spark.conf.set(name, value)


def load(request):
    """The data as it is, under a name; the names and types of its columns."""
    given, kind = request["from"], request["kind"]
    if kind == "table":
        frame = spark.table(given)
    elif kind == "query":
        # In parentheses nothing but a query can stand. What Spark replaces in a query of the user's it may not in one of ours.
        spark.conf.set("spark.sql.variable.substitute", substitutes)
        frame = spark.sql("select * from (\n" + given + "\n)")
    else:
        frame = spark.read.option("mergeSchema", "true").parquet(given)
    spark.conf.set("spark.sql.variable.substitute", "false")
    frames[request["name"]] = (frame, kind)
    return [{"name": field.name, "type": field.dataType.jsonValue()} for field in frame.schema.fields]


def view(request):
    """A view of expressions over loaded data, with the part that a row stands in and its index there, which stay the same."""
    frame, kind = frames.pop(request["name"])
    columns = request["columns"]
    taken = None
    if kind != "query":
        try:
            taken = frame.selectExpr(*columns, "_metadata.file_path as mql_part", "_metadata.row_index as mql_index")
            taken.schema
        except Exception:
            taken = None
    place = "part" if taken is None else kind
    if taken is None:
        # A query could answer otherwise when it is run again: its rows are kept as they are.
        kept = frame.selectExpr(*columns, "monotonically_increasing_id() as mql_id").localCheckpoint()
        taken = kept.selectExpr("*", "cast(mql_id >> 33 as string) as mql_part", "mql_id & 8589934591 as mql_index").drop("mql_id")
    taken.createOrReplaceTempView(request["name"])
    return place


def define(request):
    spark.sql(request["sql"]).createOrReplaceTempView(request["name"])


def keep(request):
    """The rows of a query, kept under a name."""
    spark.sql(request["sql"]).localCheckpoint().createOrReplaceTempView(request["name"])


def keep_scores(request):
    frame = spark.sql(request["sql"]).persist()
    frame.createOrReplaceTempView(request["name"])


def kept_in(request):
    """What is in the folder, or stands there in its place, that Spark has not written."""
    if not hasattr(spark, "_sc"):
        return None
    target = spark._jvm.org.apache.hadoop.fs.Path(request["path"].rstrip("/"))
    files = target.getFileSystem(spark._jsc.hadoopConfiguration())
    if not files.exists(target):
        return None
    names = [status.getPath().getName() for status in files.listStatus(target)] if files.getFileStatus(target).isDirectory() else [target.getName()]
    return next((name for name in names if not name.startswith(("part-", "_", "."))), None)


def write(request):
    """A folder of part files, whole or not at all, where Hadoop's file systems can be asked."""
    kept = kept_in(request)
    if kept is not None:
        return kept
    frame, path = spark.sql(request["sql"]), request["path"].rstrip("/")
    if not hasattr(spark, "_sc"):
        frame.write.mode("errorifexists").parquet(path)
        return None
    hadoop = spark._jvm.org.apache.hadoop.fs
    target = hadoop.Path(path)
    files = target.getFileSystem(spark._jsc.hadoopConfiguration())
    mark = uuid.uuid4().hex[:8]
    fresh, old = hadoop.Path(path + ".mql-" + mark), hadoop.Path(path + ".mql-old-" + mark)
    unfinished.append((files, fresh))
    try:
        frame.write.parquet(fresh.toString())
        if files.exists(target):
            files.rename(target, old)
        if not files.rename(fresh, target):
            raise Exception("the folder cannot be given its name")
        files.delete(old, True)
    finally:
        files.delete(fresh, True)
        unfinished.clear()


def exists(request):
    return spark.catalog.tableExists(request["table"])


def rows(request):
    return [[plain(value) for value in row] for row in spark.sql(request["sql"]).collect()]


def open_rows(request):
    """The rows of several queries side by side."""
    global cursor
    cursor = zip(*[spark.sql(sql).toLocalIterator(prefetchPartitions=True) for sql in request["queries"]], strict=True)


def next_rows(request):
    return [[plain(value) for row in joined for value in row] for joined in itertools.islice(cursor, request["count"])]


def plain(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int) and abs(value) < 2**53:
        return value
    return str(value)


def stop(interrupted=False):
    if spark is None:
        return
    if not hasattr(spark, "_sc"):
        if interrupted:
            spark.interruptAll()
        return spark.stop()
    from pyspark import SparkContext
    gateway = SparkContext._gateway
    if interrupted:
        spark.sparkContext.cancelAllJobs()
        for files, folder in unfinished:
            files.delete(folder, True)
    spark.stop()
    # Java's own temporary files are gone when it has ended.
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()


def interrupt(*_):
    """The thread that waits for Spark cannot ask it for anything else; another can."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    ending = threading.Thread(target=stop, args=[True], daemon=True)
    ending.start()
    ending.join()
    os.killpg(0, signal.SIGTERM)  # Java that is only about to start
    os._exit(143)


signal.signal(signal.SIGTERM, interrupt)
work = {
    "start": start, "load": load, "view": view, "define": define, "keep": keep, "keep_scores": keep_scores, "write": write, "exists": exists,
    "change": change, "kept_in": kept_in, "rows": rows, "open": open_rows, "next": next_rows,
}
for line in sys.stdin:
    try:
        request = json.loads(line)
        answer = {"answer": work[request["do"]](request)}
    except Exception as problem:
        answer = {"problem": str(problem)[:20000]}
    print(json.dumps(answer), file=answers, flush=True)
stop()
`;
