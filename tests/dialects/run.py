#!/usr/bin/env python3
"""What other tools write, as kith reads it: the records, what is remarked, and
the same by every way in.

Usage: run.py KITH [NAME...]        UPDATE=1 rewrites what is expected

cases/DIALECT.NAME.ENDING is an input, with .out beside it: the problems that
`kith check` finds, and the sound records. The dialect is told by the content,
unless `.from` stands in the name.
"""
import gzip
import json
import os
import subprocess
import sys
import tempfile

KITH = os.path.abspath(sys.argv[1])
CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases")
os.chdir(CASES)


def run(*args, stdin=b""):
    done = subprocess.run([KITH, *args], input=stdin, capture_output=True,
                          timeout=120)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"kith {' '.join(args)}: exit status {done.returncode}\n"
                 + done.stderr.decode(errors="replace"))
    return done


def records(*args, stdin=b""):
    done = run("export", "--format", "json", "--unsound", "--quiet", *args,
               stdin=stdin)
    return done.stdout + done.stderr


def expected(name, told):
    check = run("check", "--limit", "0", *told, name)
    return check.stdout + check.stderr + b"--\n" + records(*told, name)


def same(what, a, b):
    if a == b:
        return []
    return [f"{what} differs:\n{a.decode()}\n--- but\n{b.decode()}"]


def ways_in(name, told, wanted):
    """The same records from a pipe, packed, and by any number of threads."""
    with open(name, "rb") as file:
        data = file.read()
    faults = []
    for threads in "1", "4":
        got = records(*told, "--threads", threads, name)
        faults += same(f"{threads} threads", wanted, got)
    got = records(*told, "-", stdin=data)
    faults += same("standard input", wanted, got.replace(b"<stdin>",
                                                         name.encode()))
    got = records(*told, "-", stdin=gzip.compress(data))
    faults += same("gzip", wanted, got.replace(b"<stdin>", name.encode()))
    return faults


def sniffed(name, dialect, told):
    done = run("sniff", "--format", "jsonl", *told, name)
    if f'"dialect":"{dialect}"'.encode() not in done.stdout:
        return [f"sniff says {done.stdout.decode()}"]
    return []


def check(name):
    dialect = name.split(".")[0]
    told = ["--from", dialect] if ".from." in name else []
    got = expected(name, told)
    if "UPDATE" in os.environ:
        with open(name + ".out", "wb") as file:
            file.write(got)
    with open(name + ".out", "rb") as file:
        wanted = file.read()
    sound = wanted.split(b"--\n", 1)[1]
    return (same("reading", wanted, got) + sniffed(name, dialect, told)
            + same("--from", sound, records("--from", dialect, name))
            + ways_in(name, told, sound))


def large():
    """Edges that come after all that is looked at are read as well."""
    faults = []
    many = range(3000)
    shapes = {
        "node-link": ("id", "links", "source", "target", {"size": 1}),
        "vis-network": ("id", "edges", "from", "to",
                        {"label": "N", "group": "g"}),
    }
    for dialect, (key, edges, source, target, more) in shapes.items():
        text = json.dumps({
            "nodes": [{key: f"n{i}", **more} for i in many],
            edges: [{source: f"n{i}", target: "n0"} for i in many]})
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write(text)
            file.flush()
            done = run("check", file.name)
        if b"3000 entities, 3000 relations" not in done.stdout:
            faults.append(f"large {dialect}: {done.stdout.decode()}")
    return faults


def contexts():
    """A context behind the nodes is heeded, or else missed as an error."""
    faults = []
    nodes = [{"@id": f"http://example.org/{i}", "name": f"N{i}",
              "knows": {"@id": f"http://example.org/{i + 1}"}}
             for i in range(20000)]
    context = {"name": "http://schema.org/name",
               "knows": "http://schema.org/knows"}
    with tempfile.TemporaryDirectory() as folder:
        early = os.path.join(folder, "early.jsonld")
        late = os.path.join(folder, "late.jsonld")
        with open(early, "w", encoding="utf-8") as file:
            json.dump({"@context": context, "@graph": nodes}, file)
        with open(late, "w", encoding="utf-8") as file:
            json.dump({"@graph": nodes, "@context": context}, file)
        wanted = records(early)
        faults += same("a late context", wanted, records(late))
        with open(late, "rb") as file:
            faults += same("a late context from a pipe", wanted,
                           records("-", stdin=file.read()))
        done = run("check", "--max-record", "1000", late)
        if done.returncode != 1 or b"too far behind the nodes" \
                not in done.stdout or b"--max-record" not in done.stdout:
            faults.append(f"a context too late: {done.stdout.decode()}")
    return faults


def linked():
    """Linked data that kith wrote is what it was."""
    faults = []
    small = {
        "title": "T",
        "entities": [
            {"id": "a b", "type": "person", "name": "Ann", "aliases": ["A."],
             "evidence": [{"document": "d"}]},
            {"id": "c", "types": ["company", "place"], "name": "Acme"}],
        "relations": [
            {"id": "r", "source": "a b", "type": "owns", "target": "c",
             "weight": 2, "since": "2003-01", "evidence": ["d"]},
            {"source": "a b", "type": "owns", "target": "c"},
            {"source": "a b", "type": "near", "target": "c",
             "directed": False}],
        "documents": [{"id": "d", "title": "D", "language": "en",
                       "url": "http://example.org/d", "pages": 3}]}
    plain = {"entities": [{"id": "a", "type": "person", "name": "Ann"},
                          {"id": "c", "type": "company", "name": "Acme"}],
             "relations": [{"source": "a", "type": "owns", "target": "c"}]}
    with tempfile.TemporaryDirectory() as folder:
        before = os.path.join(folder, "before.json")
        for ending in "ttl", "nt", "nq", "jsonld":
            after = os.path.join(folder, "after." + ending)
            for text, reify in (plain, []), (small, ["--rdf-reify"]):
                with open(before, "w", encoding="utf-8") as file:
                    json.dump(text, file)
                run("export", *reify, before, "-o", after)
                done = run("diff", before, after)
                if done.returncode or b"say the same" not in done.stderr:
                    faults.append(f"{ending} {reify}: {done.stdout.decode()}")
    return faults


def folders():
    """A folder that kith wrote is an input, whatever else is in it."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        before = os.path.join(folder, "before.jsonl")
        with open(before, "w", encoding="utf-8") as file:
            file.write('{"id":"a","type":"person"}\n{"id":"b"}\n'
                       '{"source":"a","type":"knows","target":"b"}\n')
        for form in "csv", "neo4j-csv":
            after = os.path.join(folder, form)
            run("export", "--format", form, before, "-o", after)
            with open(os.path.join(after, "notes.txt"), "w") as file:
                file.write("no records")
            packed = os.path.join(after, "nodes.csv")
            with open(packed, "rb") as file:
                data = file.read()
            with gzip.open(packed + ".gz", "wb") as file:
                file.write(data)
            os.remove(packed)
            done = run("check", after)
            if b"sound: 2 entities, 1 relation," not in done.stdout \
                    or b"passed over" not in done.stdout:
                faults.append(f"folder of {form}: {done.stdout.decode()}")
    return faults


def delimited():
    """Lists in tables for Neo4j are what they were, whatever delimits them."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        before = os.path.join(folder, "before.json")
        for text, space in (("a,b", "kith"), ("a;b", "kith-bar"),
                            ("a;b|c", "kith-unit")):
            graph = {"entities": [
                {"id": "a", "types": ["person", "p;q" if ";" in text else "p"],
                 "aliases": [text, "Ann"], "properties": {"n": [1, 2]}},
                {"id": "b", "aliases": [text]}],
                "relations": [{"source": "a", "type": "knows", "target": "b",
                               "properties": {"how": [text, "\"x\""]}}]}
            after = os.path.join(folder, space)
            with open(before, "w", encoding="utf-8") as file:
                json.dump(graph, file)
            run("export", "--format", "neo4j-csv", before, "-o", after)
            with open(os.path.join(after, "nodes.csv"), "rb") as file:
                if not file.read().startswith(f"id:ID({space}),".encode()):
                    faults.append(f"space of ids is not {space}")
            done = run("diff", before, after)
            if done.returncode or b"say the same" not in done.stderr:
                faults.append(f"lists of {text}: {done.stdout.decode()}")
    return faults


def mapped():
    """--map is for the tables that have its columns, and keeps texts."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("nodes.csv", "id,label,code\na,Ann,12\nb,Bob,7\n"),
                           ("other.csv", "Person,Company\na,b\n"),
                           ("graph.gexf", "<gexf><graph><nodes><node id='c'/>"
                                          "</nodes></graph></gexf>")):
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        done = run("check", "--map", "source=Person,target=Company", folder)
        if b"sound: 3 entities, 1 relation," not in done.stdout \
                or b"nodes.csv:1:1: warning: 1 table was" not in done.stdout:
            faults.append(f"folder with --map: {done.stdout.decode()}")
        nodes = os.path.join(folder, "nodes.csv")
        for told, code in ([], 12), (["--map", "text=code"], "12"):
            done = run("sniff", "--format", "jsonl", *told, nodes)
            seen = json.loads(done.stdout)
            if seen["entity"]["to"]["properties"]["code"] != code \
                    or ("2 cells look like" in str(seen["remarks"])) \
                    != isinstance(code, int):
                faults.append(f"sniff {told}: {done.stdout.decode()}")
    return faults


names = sys.argv[2:] or sorted(n for n in os.listdir(".")
                               if not n.endswith(".out"))
bad = 0
for name in names:
    for fault in check(name):
        bad += 1
        print(f"{name}: {fault}")
for fault in (large() + contexts() + linked() + folders() + delimited()
              + mapped()):
    bad += 1
    print(fault)
print(f"{len(names)} inputs, {bad} faults")
sys.exit(bad > 0)
