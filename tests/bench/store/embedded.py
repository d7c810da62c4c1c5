#!/usr/bin/env python3
"""One task in an embedded graph engine, in a process of its own: two of them
cannot be in one.

Usage: embedded.py ENGINE BASE load FOLDER | show ID | path ID ID | hops ID

ENGINE is a Python module, `kuzu` or `ladybug`, its successor with the same
interface. FOLDER has entities.csv and relations.csv. Prints the answer, and the
wall and processor seconds that it took from opening BASE on, the first time and
the second; Python and the module have been loaded by then.
"""
import importlib
import sys
import time

SIZE = 4 << 30 # of the buffer pool; by default it is most of the memory
TASKS = {
    "show": "MATCH (a:entity {id: $one})-[r]-(b:entity) RETURN a.name, r.kind, "
            "r.since, r.weight, r.role, b.id, b.name",
    "path": "MATCH p = (a:entity {id: $one})-[:related* SHORTEST 1..20]-"
            "(b:entity {id: $other}) RETURN length(p)",
    "hops": "MATCH (a:entity {id: $one})-[:related]-(b:entity)-[:related]-"
            "(c:entity) RETURN count(DISTINCT c.id)",
}
SCHEMA = [
    "CREATE NODE TABLE entity(id STRING, kind STRING, name STRING, "
    "PRIMARY KEY(id))",
    "CREATE REL TABLE related(FROM entity TO entity, kind STRING, weight "
    "DOUBLE, since STRING, role STRING)",
]


def answer(rows):
    return str(rows[0][0]) if len(rows) == 1 else f"{len(rows)} rows"


def main():
    engine, base, task, *words = sys.argv[1:]
    module = importlib.import_module(engine)
    if task == "version":
        print(module.__version__)
        return
    start, used = time.monotonic(), time.process_time()

    def spent():
        return time.monotonic() - start, time.process_time() - used

    database = module.Database(base, buffer_pool_size=SIZE)
    connection = module.Connection(database)
    if task == "load":
        for statement in SCHEMA:
            connection.execute(statement)
        for name, table in ("entities", "entity"), ("relations", "related"):
            connection.execute(
                f"COPY {table} FROM '{words[0]}/{name}.csv' (header=true)")
        connection.close()
        database.close()
        print("loaded", *spent())
        return
    values = dict(zip(("one", "other"), words))
    rows = connection.execute(TASKS[task], values).get_all()
    first = spent()
    connection.execute(TASKS[task], values).get_all()
    second = spent()
    print(answer(rows).replace(" ", "_"), *first,
          *(b - a for a, b in zip(first, second)))


main()
