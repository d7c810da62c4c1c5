#!/usr/bin/env python3
"""Exports graphs with kith and reads them back with the tools they are for.

Usage: readback.py KITH [NAME...]

Every text that could break a format is an id, a name, a type, a key and a
property at once. A test whose reader is not installed says "skip".
"""
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                    "..", "..", "data")
SVG = "{http://www.w3.org/2000/svg}"
KITH = sys.argv[1] if len(sys.argv) > 1 else "kith"

HOSTILE = [
    '"', '\\', '\\\\', '\\"', 'ends with \\', 'ends with \\\\', '"quoted"',
    '\\N', '\\G', '\\E \\T \\H \\L', '\\n', '\\l\\r', 'a\\\nb', '\n', 'a\nb',
    'a\r\nb', '\t', 'a\tb', '\x01', '\x1b[31mred', '\x7f', 'bell\x07',
    '<b>bold</b>', '<', '>', '<>', '<<b>x</b>>', '<br/>', '</script>', '<!--',
    ']]>', '&', '&amp;', '&lt;b&gt;', '&#65;', '&#x41;', '&nosuch;', 'AT&T',
    '{', '}', '{a|b}', 'a|b', '[label=x]', '];', '//', '/* c */', '#', '->',
    '--', 'a:b', 'a:n', 'node', 'edge', 'graph', 'digraph', 'subgraph',
    'strict', '1', '-.5', '1e9', '1a', "'", '`', '%s%n', '$x', '\u2028x\u2029',
    '\ufeffmark', '\u202eright to left', 'e\u0301', 'Ташкент', '信息安全',
    '\U0001f469\u200d\U0001f469\u200d\U0001f467', '\U0010ffff', ' ', ' a  b ',
    'x' * 5000, '\u00ad', '=cmd()', 'null', 'true', '__proto__', 'ключ',
]
assert len(HOSTILE) == len(set(HOSTILE)) >= 60


def run(*call, **more):
    return subprocess.run(call, check=False, capture_output=True, **more)


def export(inputs, *options):
    done = run(KITH, "export", *options, *inputs)
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout


class Folder(tempfile.TemporaryDirectory):
    def __enter__(self):
        super().__enter__()
        return self

    def put(self, name, text):
        path = os.path.join(self.name, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return path


def hostile():
    """Every hostile text in every place; a relation from each to the next."""
    entities = [{"id": text, "type": f"type {text}", "name": f"name {text}",
                 "aliases": [text, text + "!"],
                 "properties": {text: text, "deep": [{text: [1, None]}]},
                 "evidence": ["d"], text + "?": 12345678901234567890}
                for text in HOSTILE]
    relations = [{"source": one, "target": other, "type": f"is {one}",
                  "weight": 1.50, "confidence": 1e-3, "since": "2017-05",
                  "until": None, "properties": {one: other}, one + "?": one}
                 for one, other in zip(HOSTILE, HOSTILE[1:] + HOSTILE[:1])]
    relations.append(dict(relations[0], properties={"again": True}))
    relations.append({"source": "<", "target": ">", "type": "knows",
                      "directed": False})
    relations.append({"source": "<", "target": "<", "type": "knows"})
    return {"title": HOSTILE[3], "note \\ \"": {"a": [1, "\n"]},
            "entities": entities, "relations": relations,
            "documents": [{"id": "d", "title": "\\", "url": "x"}]}


def written(graph, folder, indent=None):
    return folder.put("in.json", json.dumps(graph, ensure_ascii=False,
                                            indent=indent))


# -- kith's own records -------------------------------------------------------

def test_records_come_back_equal():
    for indent in (None, 1, "\t"):
        with Folder() as folder:
            path = written(hostile(), folder, indent)
            once = export([path]).decode()
            assert json.loads(once) == hostile()
            again = folder.put("again.json", once)
            assert export([again]).decode() == once


def test_one_record_stands_on_one_line():
    with Folder() as folder:
        text = export([written(hostile(), folder, 4)]).decode()
    graph = hostile()
    count = sum(len(graph[key])
                for key in ("entities", "relations", "documents"))
    lines = [line for line in text.split("\n") if line.startswith("    ")]
    assert len(lines) == count
    for line in lines:
        assert isinstance(json.loads(line.rstrip(",")), dict)


def test_lines_give_the_same_document_again():
    with Folder() as folder:
        path = written(hostile(), folder, 4)
        once = export([path])
        lines = export([path], "--format", "jsonl")
        graph = json.loads(once)
        records = [json.loads(line) for line in lines.decode().split("\n")[:-1]]
        said = [{key: value for key, value in record.items()
                 if key != "record"} for record in records]
        assert said[1:] == (graph["entities"] + graph["relations"] +
                            graph["documents"])
        back = json.loads(export([folder.put("again.jsonl", lines.decode())]))
        for document in back["documents"]:
            assert document.pop("record") == "document"
        assert back == graph


def test_numbers_keep_all_their_digits():
    with Folder() as folder:
        path = folder.put("in.json", '{"entities": [{"id": "a", "properties": '
                          '{"x": 1.10, "y": 123456789012345678901234567890, '
                          '"z": -0.0e-7}}], "big": 1.000}')
        for form in ("json", "node-link"):
            text = export([path], "--format", form).decode()
            for number in ("1.10", "123456789012345678901234567890",
                           "-0.0e-7", "1.000"):
                assert number in text, (form, number)


def test_lines_and_several_inputs_become_one_document():
    with Folder() as folder:
        one = folder.put("1.jsonl", '{"id": "a", "name": "A"}\n'
                         '{"source": "a", "target": "b", "type": "t"}\n')
        two = folder.put("2.json", '{"title": "two", "x": 1, "entities": '
                         '[{"id": "b"}, {"id": "a", "aliases": ["AA"]}]}')
        three = folder.put("3.json", '{"title": "three", "x": 2, '
                           '"documents": []}')
        found = json.loads(export([one, two, three]))
        assert found["title"] == "two; three" and found["x"] == 1
        ids = [entity["id"] for entity in found["entities"]]
        assert sorted(ids) == ["a", "b"]
        first = found["entities"][ids.index("a")]
        assert first["name"] == "A" and first["aliases"] == ["AA"]
        assert len(found["relations"]) == 1
        mine = json.loads(export([one, two], "--title", "mine"))
        assert mine["title"] == "mine" and mine["x"] == 1


def test_implicit_entities_get_a_record():
    with Folder() as folder:
        path = folder.put("in.json", '{"relations": [{"source": "a", '
                          '"target": "\\n", "type": "t"}]}')
        found = json.loads(export([path], "--implicit"))
        assert [e["id"] for e in found["entities"]] == ["a", "\n"]
        assert found["entities"][0] == {"id": "a"}


def test_an_empty_graph_is_valid():
    with Folder() as folder:
        path = folder.put("in.json", '{"entities": []}')
        assert json.loads(export([path])) == {
            "entities": [], "relations": [], "documents": []}
        lines = export([path], "--format", "jsonl")
        assert lines == b'{"record": "graph"}\n'
        assert export([folder.put("in.jsonl", lines.decode())]) == export([path])
        links = json.loads(export([path], "--format", "node-link"))
        assert links["nodes"] == links["links"] == links["edges"] == []
        assert run("nop", input=export([path], "--format", "dot")
                   ).returncode == 0


def test_a_selection_reads_back():
    path = os.path.join(DATA, "cis-forum.json")
    with Folder() as folder:
        text = export([path], "--around", "Tashkent", "--depth", "1").decode()
        found = json.loads(text)
        assert 1 < len(found["entities"]) < 21
        again = folder.put("again.json", text)
        assert export([again]).decode() == text


def test_a_full_disk_is_reported():
    if not os.path.exists("/dev/full"):
        return
    for form in ("json", "jsonl", "node-link", "dot"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [KITH, "export", "--format", form,
                 os.path.join(DATA, "eurasian-organisations.json")],
                stdout=full, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 3 and b"cannot write" in done.stderr, form


# -- node-link ----------------------------------------------------------------

def module(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def read_links(networkx, data):
    read = networkx.readwrite.json_graph.node_link_graph
    if "edges" in read.__code__.co_varnames[:read.__code__.co_argcount +
                                            read.__code__.co_kwonlyargcount]:
        return read(data, edges="links")
    return read(data)


def test_networkx_reads_node_link():
    networkx = module("networkx")
    if not networkx:
        return "skip"
    graph = hostile()
    with Folder() as folder:
        data = json.loads(export([written(graph, folder)],
                                 "--format", "node-link"))
    assert data["links"] == data["edges"]
    found = read_links(networkx, data)
    assert found.is_directed() and found.is_multigraph()
    assert list(found.nodes) == HOSTILE
    assert found.number_of_edges() == len(graph["relations"])
    assert found.graph == {key: value for key, value in graph.items()
                           if key not in ("entities", "relations",
                                          "documents")}
    for entity in graph["entities"]:
        node = found.nodes[entity["id"]]
        assert dict(node, id=entity["id"]) == entity
    for key, relation in enumerate(graph["relations"]):
        ends = relation["source"], relation["target"]
        edge = found.edges[(*ends, key)]
        assert dict(edge, source=ends[0], target=ends[1]) == relation
    return None


def test_networkx_reads_undirected_graphs_as_such():
    networkx = module("networkx")
    if not networkx:
        return "skip"
    with Folder() as folder:
        path = folder.put("in.jsonl", "".join(
            json.dumps({"source": a, "target": b, "type": t,
                        "directed": False}) + "\n"
            for a, b, t in (("a", "b", "x"), ("b", "a", "y"),
                            ("a", "b", "z"))))
        data = json.loads(export([path], "--implicit", "--format",
                                 "node-link"))
    found = read_links(networkx, data)
    assert not found.is_directed() and found.number_of_edges() == 3
    return None


def test_types_and_missing_names():
    with Folder() as folder:
        path = folder.put("in.json", json.dumps({"entities": [
            {"id": "a", "types": ["x", "y", "z"]}, {"id": "b", "name": ""},
            {"record": "entity", "id": "c", "type": "x"}]}))
        nodes = json.loads(export([path], "--format", "node-link"))["nodes"]
    assert nodes[0] == {"id": "a", "name": "a", "type": "x",
                        "types": ["x", "y", "z"]}
    assert nodes[1] == {"id": "b", "name": "b"}
    assert nodes[2] == {"id": "c", "name": "c", "type": "x"}


# -- DOT ----------------------------------------------------------------------

def picture(text):
    """Control characters as what stands for them."""
    return "".join(chr(0x2400 + ord(c)) if ord(c) < 32 and c != "\n" else
                   "\u2421" if c == "\x7f" else c for c in text)


def squeezed(text):
    return re.sub(r"\s", "", text)


def test_nop_accepts_dot():
    with Folder() as folder:
        dot = export([written(hostile(), folder)], "--format", "dot")
    for tool in (["nop"], ["gvpr", "-c", ""]):
        try:
            done = run(*tool, input=dot)
        except FileNotFoundError:
            return "skip"
        assert done.returncode == 0 and not done.stderr, done.stderr
    return None


def test_cgraph_finds_every_node_and_edge():
    pygraphviz = module("pygraphviz")
    if not pygraphviz:
        return "skip"
    graph = hostile()
    with Folder() as folder:
        dot = export([written(graph, folder)], "--format", "dot").decode()
    found = pygraphviz.AGraph(string=dot)
    assert found.is_directed() and not found.is_strict()
    assert found.number_of_nodes() == len(HOSTILE)
    assert found.number_of_edges() == len(graph["relations"])
    plain = [text for text in HOSTILE
             if not re.search(r"[\\\n\x00-\x1f\x7f]|&#?\w+;|^%", text)]
    assert len(plain) > 40 and set(plain) <= set(found.nodes())
    undirected = [e for e in found.edges() if e.attr["dir"] == "none"]
    assert len(undirected) == 1
    assert {e.attr["since"] for e in found.edges()} == {"2017-05", ""}
    return None


def test_graphviz_shows_what_the_labels_say():
    nodes = [text for text in HOSTILE if len(text) < 100]
    with Folder() as folder:
        path = folder.put("in.json", json.dumps({"entities": [
            {"id": f"n{i}", "name": f"«{text}»"}
            for i, text in enumerate(nodes)]}))
        dot = export([path], "--format", "dot")
    try:
        done = run("neato", "-Tsvg", input=dot)
    except FileNotFoundError:
        return "skip"
    assert done.returncode == 0, done.stderr
    # Graphviz writes U+2028 and the like as they are, which XML allows.
    shown = {}
    for group in tree.fromstring(done.stdout).iter(SVG + "g"):
        if group.get("class") == "node":
            shown[group.find(SVG + "title").text] = "".join(
                text.text or "" for text in group.iter(SVG + "text"))
    for i, text in enumerate(nodes):
        wanted = squeezed(picture(f"«{text}»"))
        assert squeezed(shown[f"n{i}"]) == wanted, (text, shown[f"n{i}"])
    return None


def test_counts_of_real_data():
    pygraphviz = module("pygraphviz")
    networkx = module("networkx")
    for name in ("cis-forum", "eurasian-organisations"):
        path = os.path.join(DATA, name + ".json")
        with open(path, encoding="utf-8") as file:
            graph = json.load(file)
        found = json.loads(export([path]))
        for side in (graph, found): # these come in the order of citing
            side["documents"].sort(key=lambda document: document["id"])
        assert found == graph
        sizes = len(graph["entities"]), len(graph["relations"])
        if pygraphviz:
            dot = export([path], "--format", "dot").decode()
            found = pygraphviz.AGraph(string=dot)
            assert (found.number_of_nodes(), found.number_of_edges()) == sizes
        if networkx:
            data = json.loads(export([path], "--format", "node-link"))
            found = read_links(networkx, data)
            assert (found.number_of_nodes(), found.number_of_edges()) == sizes


def main():
    tests = {name[5:]: test for name, test in globals().items()
             if name.startswith("test_")}
    failed = 0
    for name in sys.argv[2:] or tests:
        try:
            print(f"{tests[name]() or 'ok':4} {name}")
        except AssertionError as error:
            failed += 1
            line = error.__traceback__
            while line.tb_next:
                line = line.tb_next
            print(f"FAIL {name}, line {line.tb_lineno}: {str(error)[:600]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
