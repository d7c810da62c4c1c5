#!/usr/bin/env python3
"""Reads back what kith writes for graph tools with the programs that it is for.

Usage: graphs.py KITH [NAME...]

Every string of hostile.json is an id, a name, a type, an alias, a key and a value
at once, of entities and of relations. A test whose reader is not installed says
"skip".

The JSON Schema files beside this one are our own. The official schemas are not
ours to keep here (GEXF: CC BY 4.0, JSON Graph Format: MIT, property graphs: none
stated); KITH_SCHEMAS names a folder that has them as gexf-1.3/gexf.xsd,
gexf-1.2/gexf.xsd, json-graph.json and pg-json.json.
"""
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "data")
KITH = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else "kith"

with open(os.path.join(HERE, "hostile.json"), encoding="utf-8") as table:
    HOSTILE = json.load(table)
assert len(HOSTILE) == len(set(HOSTILE)) >= 200

CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")


class Skip(Exception):
    """The reader is not here."""


def run(*call, **more):
    try:
        return subprocess.run(call, check=False, capture_output=True, **more)
    except FileNotFoundError as missing:
        raise Skip(str(missing)) from missing


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        raise Skip(str(missing)) from missing


# -- the graph ---------------------------------------------------------------

def hostile():
    """Every hostile text in every place; a relation from each to the next."""
    entities = [
        {"id": text, "type": f"type {text}", "name": f"name {text}",
         "aliases": [text, text + "!"],
         "properties": {text: text, "list": [text, "b"], "deep": [{text: [1, None]}],
                        "whole": i, "real": i + 0.5, "yes": i % 2 == 0, "none": None,
                        "some": i if i % 2 else text, "numbers": [i, i + 1]},
         "evidence": [{"document": "d", "note": text}], text + "?": text}
        for i, text in enumerate(HOSTILE)]
    relations = [
        {"id": f"r {one}" if i % 3 else one, "source": one, "target": other, "type": f"is {one}",
         "weight": 2.5, "confidence": 0.25, "since": "2017-05", "until": "2018",
         "properties": {one: other, "label": one, "id": other, "whole": i}}
        for i, (one, other) in enumerate(zip(HOSTILE, HOSTILE[1:] + HOSTILE[:1]))]
    for relation in relations[::5]:
        del relation["id"]
    relations += [
        {"source": HOSTILE[0], "target": HOSTILE[1], "type": f"is {HOSTILE[0]}", "weight": 2.5},
        {"id": "e0", "source": "<", "target": ">", "type": "knows", "directed": False},
        {"id": "e_1", "source": "<", "target": "<", "type": "knows"}]
    return {"title": HOSTILE[3], "entities": entities, "relations": relations,
            "documents": [{"id": "d", "title": "D"}]}


MEMBERS = ["id", "types", "aliases", "since", "until", "weight", "confidence", "evidence"]


def attributes_of(records, taken=(), computed=()):
    """What each record has beyond id, name, type and ends, by the names that attributes get, and those names."""
    order, values = [], []
    for record in records:
        mine = {}
        for key, value in record.items():
            if key == "properties":
                mine.update({("properties", name): inner for name, inner in value.items()})
            elif key not in ("id", "name", "type", "source", "target", "directed"):
                mine["record", key] = value
        order += [key for key in mine if key not in order]
        if "source" in record and record.get("id"):
            mine["record", "id"] = record["id"]
            order += [("record", "id")] if ("record", "id") not in order else []
        values.append(mine)
    order.sort(key=lambda key: not (key[0] == "record" and key[1] in MEMBERS))
    used = {lower(name) for name in (*taken, *computed)}
    used -= {name for origin, name in order if origin == "record" and name in MEMBERS}
    names = {}
    for origin, key in order:
        name, count = key, 1
        while not name or lower(name) in used or (count == 1 and re.match(r"properties( \d+)?\.", name)):
            name = f"{origin}.{key}" if count == 1 else f"{origin} {count}.{key}"
            count += 1
        used.add(lower(name))
        names[origin, key] = name
    return [{names[key]: value for key, value in mine.items() if key != ("record", "id")} for mine in values]


def lower(text):
    return re.sub("[A-Z]", lambda match: match[0].lower(), text)


# -- what kith writes, and what is read of it --------------------------------

def export(graph, *options):
    """What kith writes, and what it says that it could not write."""
    with tempfile.TemporaryDirectory() as folder, open(os.path.join(folder, "in.json"), "w", encoding="utf-8") as file:
        json.dump(graph, file, ensure_ascii=False)
        file.flush()
        done = run(KITH, "export", *options, file.name)
    assert done.returncode == 0, (done.returncode, done.stderr)
    return done.stdout, done.stderr.decode()


def lines_of(data):
    """The objects of JSON Lines, in which only a line feed ends a line."""
    return [json.loads(line) for line in data.decode().rstrip("\n").split("\n")]


def client(kind, data, *more):
    """What a program for Node reads in `data`."""
    with tempfile.TemporaryDirectory() as path, open(os.path.join(path, "graph"), "wb") as file:
        file.write(data)
        file.flush()
        done = run("node", os.path.join(HERE, "graphs.mjs"), kind, file.name, *more)
    if b"ERR_MODULE_NOT_FOUND" in done.stderr or b"MODULE_NOT_FOUND" in done.stderr:
        raise Skip(done.stderr.decode())
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)


def legal(value):
    """A text as XML can hold it."""
    if not isinstance(value, str):
        return value
    return re.sub("[\ufffe\uffff]", "\ufffd", CONTROL.sub(lambda match: chr(0x2400 + ord(match[0])), value))


def is_flat(value):
    """A value, or a list of values of one type."""
    if isinstance(value, list):
        return len({bool if isinstance(v, bool) else str if isinstance(v, str) else
                    float if isinstance(v, (int, float)) else v.__class__
                    for v in value}) <= 1 and not any(isinstance(v, (dict, list)) or v is None for v in value)
    return not isinstance(value, dict)


def same(found, wanted, as_text=lambda value: False):
    """Whether a value came back, as JSON text where it had to be."""
    if as_text(wanted):
        return isinstance(found, str) and json.loads(found) == wanted
    return found == wanted and isinstance(found, bool) == isinstance(wanted, bool)


def compare(found, wanted, as_text, where, lost=("__proto__",)):
    """Whether attributes came back; `wanted` says what is to be there at least."""
    found = dict(found)
    for name, value in wanted.items():
        if name in lost:
            continue
        assert name in found, (where, name, list(found)[:40])
        assert same(found[name], value, as_text), (where, name, found[name], value)


def without_null(attributes):
    return {name: value for name, value in attributes.items() if value is not None}


def check(found, graph, nodes, edges, as_text, named=lambda relation: relation.get("id"), undirected=True):
    """Compare a graph with what was written: ends, directions, ids and attributes."""
    assert [node[0] for node in found["nodes"]] == [legal_id(found, e["id"]) for e in graph["entities"]]
    for node, wanted in zip(found["nodes"], nodes):
        compare(node[1], wanted, as_text, node[0])
    assert len(found["edges"]) == len(graph["relations"])
    ids = [edge[0] for edge in found["edges"] if edge[0] is not None]
    assert len(ids) == len(set(ids))
    for edge, relation, wanted in zip(found["edges"], graph["relations"], edges):
        assert edge[1:3] == [legal_id(found, relation[end]) for end in ("source", "target")]
        if undirected:
            assert edge[3] == (relation.get("directed") is False), edge
        if named(relation) is not None:
            assert edge[0] == legal_id(found, named(relation)), (edge, relation)
        compare(edge[4], wanted, as_text, edge[1:3])


BLANK = "[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+"


def legal_id(found, text):
    """An id as a format can hold it: Cytoscape refuses blank ones."""
    if found.get("xml"):
        return legal(text)
    return text + "_" if found.get("no_blank") and re.fullmatch(BLANK, text) else text


def of_type(key, records):
    return [{key: record["type"]} for record in records]


def merged(*lists):
    return [{name: value for part in parts for name, value in part.items()} for parts in zip(*lists)]


# The XML formats cannot hold some characters: strings that only differ in those
# would be one id, so that all but one of them stay away.
def legal_graph(without=""):
    graph = hostile()
    seen, drop = set(), {text for text in HOSTILE if set(text) & set(without)}
    for text in HOSTILE:
        (drop if legal(text) in seen else seen).add(text)
        seen.add(legal(text))
    graph["entities"] = [e for e in graph["entities"] if e["id"] not in drop]
    graph["relations"] = [r for r in graph["relations"] if not drop & {r["source"], r["target"]}]
    return graph


def legal_values(attributes):
    """As XML holds them: names and values, those of lists and objects too."""
    return [{legal(name): legal_deep(value) for name, value in row.items()} for row in attributes]


def legal_deep(value):
    if isinstance(value, list):
        return [legal_deep(v) for v in value]
    return legal(value)


# -- JSON ---------------------------------------------------------------------

def test_cytoscape_reads_elements():
    graph = hostile()
    taken = ["id", "label", "name", "shared_name", "value", "type", "parent", "suid", "selected", "shared name"]
    edge_taken = ["id", "label", "source", "target", "interaction", "key", "parent", "suid", "selected", "name",
                  "shared_name", "shared name", "directed", "shared_interaction"]
    data, said = export(graph, "--format", "cytoscape")
    ids = {e["id"] for e in graph["entities"]}
    clashes = sum(r.get("id") in ids for r in graph["relations"])
    assert f"cytoscape: {clashes} ids of relations left out (entities have them, too)\n" in said
    found = dict(client("cytoscape", data), no_blank=True)
    check(found, graph, merged(attributes_of(graph["entities"], taken), of_type("type", graph["entities"])),
          merged(attributes_of(graph["relations"], edge_taken), of_type("interaction", graph["relations"]),
                 [{"directed": False} if r.get("directed") is False else {} for r in graph["relations"]]),
          lambda value: False, lambda r: None if r.get("id") in ids else r.get("id"), undirected=False)


def test_networkx_reads_cytoscape():
    networkx = module("networkx")
    graph = hostile()
    data, _ = export(graph, "--format", "cytoscape")
    found = networkx.readwrite.json_graph.cytoscape_graph(json.loads(data))
    assert list(found.nodes) == [legal_id({"no_blank": True}, e["id"]) for e in graph["entities"]]
    assert found.number_of_edges() == len(graph["relations"])


def test_graphology_reads_its_json():
    graph = hostile()
    data, _ = export(graph, "--format", "graphology")
    taken = ["label", "type", "color", "size", "hidden", "zIndex", "forceLabel"]
    found = client("graphology", data)
    check(found, graph,
          merged(attributes_of(graph["entities"], [*taken, "entityType", "highlighted"]),
                 of_type("entityType", graph["entities"])),
          merged(attributes_of(graph["relations"], [*taken, "relationType"]),
                 of_type("relationType", graph["relations"])),
          lambda value: False)
    assert dict(found["graph"]) == {"title": graph["title"]}


def test_vis_data_takes_nodes_and_edges():
    graph = hostile()
    data, _ = export(graph, "--format", "vis-network")
    nodes = ["id", "label", "group", "title", "value", "length", "color", "shape", "size", "hidden", "from", "to"]
    found = client("vis", data)
    assert len(found["nodes"]) == len(graph["entities"])
    for node, entity in zip(found["nodes"], graph["entities"]):
        attributes = dict(node[1])
        assert node[0] == entity["id"] and attributes["label"] == entity["name"]
        assert attributes["group"] == entity["type"] and attributes["aliases"] == entity["aliases"]
        assert entity["id"] in nodes or entity["id"] == "__proto__" or \
            entity["id"] in attributes.values() or entity["id"] in json.dumps(attributes)
    for edge, relation in zip(found["edges"], graph["relations"]):
        assert edge[1:3] == [relation["source"], relation["target"]]
        assert edge[3] == (relation.get("directed") is False)
        assert dict(edge[4])["type"] == relation["type"]
        assert relation.get("id") in (None, edge[0])


def test_d3_links_nodes():
    graph = hostile()
    data, _ = export(graph, "--format", "node-link")
    found = client("d3", data)
    assert [n[0] for n in found["nodes"]] == [e["id"] for e in graph["entities"]]
    assert [e[1:3] for e in found["edges"]] == [[r["source"], r["target"]] for r in graph["relations"]]


def test_json_graph_keeps_to_its_schema():
    graph = hostile()
    data, _ = export(graph, "--format", "json-graph")
    verdict = client("schema", data, os.path.join(HERE, "json-graph.schema.json"))
    assert verdict["valid"], verdict
    found = json.loads(data)["graph"]
    nodes = merged(attributes_of(graph["entities"], ["type"]), of_type("type", graph["entities"]))
    assert list(found["nodes"]) == [e["id"] for e in graph["entities"]]
    for entity, wanted in zip(graph["entities"], nodes):
        assert found["nodes"][entity["id"]] == {"label": entity["name"], "metadata": wanted}
    for edge, relation, wanted in zip(found["edges"], graph["relations"], attributes_of(graph["relations"])):
        assert (edge["source"], edge["target"], edge["relation"], edge.get("id"), edge.get("directed", True)) == (
            relation["source"], relation["target"], relation["type"], relation.get("id"),
            relation.get("directed", True))
        assert edge["metadata"] == wanted


def listed(attributes):
    """As the property graph format has them: lists of values."""
    out = {}
    for name, value in without_null(attributes).items():
        values = [v for v in (value if isinstance(value, list) else [value]) if v is not None]
        if values:
            out[name] = values
    return out


def check_pg(nodes, edges, graph):
    def compare_lists(found, wanted):
        assert found.keys() == wanted.keys()
        for name, values in wanted.items():
            for one, other in zip(found[name], values, strict=True):
                assert same(one, other, lambda value: isinstance(value, (list, dict))), (name, one, other)
    for node, entity, wanted in zip(nodes, graph["entities"], attributes_of(graph["entities"], ["name"]), strict=True):
        assert (node["id"], node["labels"]) == (entity["id"], [entity["type"]])
        compare_lists(node["properties"], listed({"name": entity["name"], **wanted}))
    for edge, relation, wanted in zip(edges, graph["relations"], attributes_of(graph["relations"]), strict=True):
        assert (edge["from"], edge["to"], edge["labels"], edge.get("id"), edge.get("undirected", False)) == (
            relation["source"], relation["target"], [relation["type"]], relation.get("id"),
            not relation.get("directed", True))
        compare_lists(edge["properties"], listed(wanted))


def test_property_graphs_keep_to_their_schema():
    graph = hostile()
    data, _ = export(graph, "--format", "pg-json")
    verdict = client("schema", data, os.path.join(HERE, "pg-json.schema.json"))
    assert verdict["valid"], verdict
    found = json.loads(data)
    check_pg(found["nodes"], found["edges"], graph)


def test_property_graph_lines_say_the_same():
    graph = hostile()
    data, _ = export(graph, "--format", "pg-jsonl")
    lines = lines_of(data)
    check_pg([line for line in lines if line["type"] == "node"],
             [line for line in lines if line["type"] == "edge"], graph)


def flat(attributes):
    return [without_null(row) for row in attributes]


def check_flat(found, wanted, where):
    compare(found.items(), wanted, lambda value: not is_flat(value), where, ())


def test_neo4j_gets_lines_of_nodes_and_relationships():
    graph = hostile()
    data, _ = export(graph, "--format", "neo4j-json")
    lines = lines_of(data)
    nodes = lines[:len(graph["entities"])]
    for node, entity, wanted in zip(nodes, graph["entities"],
                                    flat(attributes_of(graph["entities"], ["id", "name", "neo4jImportId"]))):
        assert (node["type"], node["id"], node["labels"]) == ("node", entity["id"], [entity["type"]])
        assert node["properties"]["name"] == entity["name"]
        check_flat(node["properties"], wanted, entity["id"])
        assert all(is_flat(value) and value is not None for value in node["properties"].values())
    edges = lines[len(nodes):]
    assert len({edge["id"] for edge in edges}) == len(edges) == len(graph["relations"])
    for edge, relation, wanted in zip(edges, graph["relations"], flat(attributes_of(graph["relations"], ["id"]))):
        assert (edge["type"], edge["label"]) == ("relationship", relation["type"])
        for end in ("source", "target"):
            assert edge["start" if end == "source" else "end"] == {"id": relation[end],
                                                                   "labels": [f"type {relation[end]}"]}
        assert edge["properties"].get("directed", True) == relation.get("directed", True)
        check_flat(edge["properties"], wanted, edge["id"])


def test_kumu_gets_ids_that_are_unique():
    graph = hostile()
    data, _ = export(graph, "--format", "kumu")
    found = json.loads(data)
    ids = [part["id"] for part in found["elements"] + found["connections"] if "id" in part]
    assert len(ids) == len(set(ids)) > len(graph["entities"]) + len(graph["relations"]) // 3
    for element, entity, wanted in zip(found["elements"], graph["entities"],
                                       flat(attributes_of(graph["entities"], ["id", "label", "type"]))):
        assert (element["id"], element["label"], element["type"]) == (entity["id"], entity["name"], entity["type"])
        check_flat(element, wanted, entity["id"])
    for connection, relation, wanted in zip(
            found["connections"], graph["relations"],
            flat(attributes_of(graph["relations"], ["id", "from", "to", "type", "direction"]))):
        assert (connection["from"], connection["to"], connection["type"]) == (
            relation["source"], relation["target"], relation["type"])
        assert connection["direction"] == ("directed" if relation.get("directed", True) else "undirected")
        check_flat(connection, wanted, relation)


def test_kgx_has_categories_and_predicates():
    graph = hostile()
    data, _ = export(graph, "--format", "kgx")
    found = json.loads(data)
    for node, entity, wanted in zip(found["nodes"], graph["entities"],
                                    flat(attributes_of(graph["entities"], ["id", "category", "name", "synonym"])), strict=True):
        assert (node["id"], node["name"], node["category"]) == (entity["id"], entity["name"], [entity["type"]])
        assert node["synonym"] == wanted.pop("aliases")
        check_flat(node, wanted, entity["id"])
    for edge, relation, wanted in zip(
            found["edges"], graph["relations"],
            flat(attributes_of(graph["relations"], ["id", "subject", "predicate", "object", "directed"])), strict=True):
        assert (edge["subject"], edge["predicate"], edge["object"]) == (
            relation["source"], relation["type"], relation["target"])
        check_flat(edge, wanted, edge["id"])


def test_the_memory_server_reads_agent_memory():
    graph = hostile()
    data, said = export(graph, "--format", "agent-memory")
    found = client("memory", data)
    assert "agent-memory: 1 undirected relation written as directed\n" in said
    assert [(e["name"], e["entityType"]) for e in found["entities"]] == [
        (e["id"], e["type"]) for e in graph["entities"]]
    for entity, wanted in zip(found["entities"], graph["entities"]):
        said_of = entity["observations"]
        assert f"name: {wanted['name']}" in said_of
        assert all(f"alias: {alias}" in said_of for alias in wanted["aliases"])
        assert any(text.startswith("whole: ") for text in said_of)
    assert [(r["from"], r["to"], r["relationType"]) for r in found["relations"]] == [
        (r["source"], r["target"], r["type"]) for r in graph["relations"]]


# -- FollowTheMoney ----------------------------------------------------------

def test_the_model_takes_every_entity():
    graph = hostile()
    data, said = export(graph, "--format", "ftm")
    found = client("ftm", data)
    assert len({e["id"] for e in found}) == len(found) == len(graph["entities"]) + len(graph["relations"])
    entities, relations = found[:len(graph["entities"])], found[len(graph["entities"]):]
    assert all(e["schema"] == "LegalEntity" and not e["isEdge"] for e in entities)
    for entity, wanted in zip(entities, graph["entities"]):
        properties = dict(entity["properties"])
        assert entity["id"] == wanted["id"] and properties["name"] == [wanted["name"]]
        aliases = [alias for alias in wanted["aliases"] if not re.fullmatch(BLANK, alias)]  # it drops blank ones
        assert properties.get("alias", []) == aliases and properties["keywords"] == [wanted["type"]]
    for relation, wanted in zip(relations, graph["relations"]):
        properties = dict(relation["properties"])
        assert relation["schema"] == "UnknownLink" and relation["isEdge"]
        for property, end in (("subject", "source"), ("object", "target")):
            assert properties.get(property, []) == [i for i in [wanted[end]] if not re.fullmatch(BLANK, i)]
        assert properties["role"] == [wanted["type"]]
    assert "lists of evidence left out" in said


def test_types_find_their_schema():
    graph = {"entities": [
        {"id": "p", "type": "person", "properties": {"birthDate": "1970", "shoe": 44}},
        {"id": "c", "type": "Company"}, {"id": "o", "type": "organisation"}, {"id": "x"}],
        "relations": [
        {"source": "p", "type": "member_of", "target": "o", "since": "2001", "until": None},
        {"source": "p", "type": "OWNS", "target": "c", "properties": {"percentage": 51}},
        {"source": "p", "type": "owns", "target": "o"}, {"source": "p", "type": "family", "target": "p"}]}
    data, said = export(graph, "--format", "ftm")
    found = [json.loads(line) for line in data.decode().splitlines()]
    assert [e["schema"] for e in found] == ["Person", "Company", "Organization", "LegalEntity", "Membership",
                                            "Ownership", "UnknownLink", "Family"]
    assert found[0]["properties"] == {"name": ["p"], "birthDate": ["1970"], "notes": ["shoe: 44"]}
    assert found[4]["properties"] == {"member": ["p"], "organization": ["o"], "role": ["member_of"],
                                      "startDate": ["2001"]}
    assert found[5]["properties"]["percentage"] == ["51"]
    assert "ftm: 1 directed relation that no schema fits" in said or "ftm: 2 directed relations" in said
    client("ftm", data)


# -- XML ---------------------------------------------------------------------

def as_json_text(value):
    return isinstance(value, (list, dict))


def xml_values(attributes, lists):
    """As XML holds them. `some` is of mixed types, and so text."""
    return [{legal(name): legal(str(value)) if name == "some" else
             legal_deep(value) if isinstance(value, str) or name in lists else legal_json(value)
             for name, value in without_null(row).items()} for row in attributes]


def legal_json(value):
    """A value whose JSON text went through XML."""
    return json.loads(legal(json.dumps(value, ensure_ascii=False)))


GEXF_TAKEN = ["id", "label", "type", "interval", "timeset", "color", "size", "shape", "name"]
GEXF_EDGE_TAKEN = ["id", "label", "source", "target", "type", "kind", "weight", "interval", "timeset", "color",
                   "thickness", "shape", "relation"]


def test_graphology_reads_gexf():
    graph = legal_graph()
    data, said = export(graph, "--format", "gexf")
    found = dict(client("gexf", data), xml=True)
    lists = ("aliases", "list", "numbers")
    nodes = xml_values(attributes_of(graph["entities"], GEXF_TAKEN), lists)
    edges = xml_values(attributes_of(graph["relations"], GEXF_EDGE_TAKEN), ())
    check(found, graph, nodes, edges, lambda value: isinstance(value, dict) or
          isinstance(value, list) and isinstance(value[0], dict))
    assert dict(found["graph"])["description"] == legal(graph["title"])
    assert "gexf: " in said and "characters written as pictures of them (XML forbids them)" in said
    assert [dict(e[4])["weight"] for e in found["edges"][:3]] == [2.5] * 3


def test_networkx_reads_gexf_12():
    networkx = module("networkx")
    graph = legal_graph()
    data, _ = export(graph, "--format", "gexf", "--gexf-version", "1.2")
    with tempfile.TemporaryDirectory() as folder:
        found = networkx.read_gexf(put(folder, "g.gexf", data))
    assert list(found.nodes) == [legal(e["id"]) for e in graph["entities"]]
    assert found.number_of_edges() == len(graph["relations"])
    for entity in graph["entities"]:
        node = found.nodes[legal(entity["id"])]
        assert node["label"] == legal(entity["name"]) and node["type"] == legal(entity["type"])
        assert node["whole"] == entity["properties"]["whole"] and node["real"] == entity["properties"]["real"]
        assert node["yes"] is entity["properties"]["yes"]
        assert json.loads(node["aliases"]) == legal_json(entity["aliases"])


def put(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


GRAPHML_TAKEN = ["id", "label", "type", "r", "g", "b", "color", "size", "name"]
GRAPHML_EDGE_TAKEN = ["id", "label", "source", "target", "type", "directed"]


def check_typed(node, wanted):
    for name, value in wanted.items():
        assert name in node, name
        assert same(node[name], value, as_json_text), (name, node[name], value)


def test_networkx_reads_graphml():
    networkx = module("networkx")
    graph = legal_graph()
    data, said = export(graph, "--format", "graphml")
    assert "graphml: 1 undirected relation written as directed, with attribute 'directed' (beside" in said
    with tempfile.TemporaryDirectory() as folder:
        found = networkx.read_graphml(put(folder, "g.graphml", data), force_multigraph=True)
    assert list(found.nodes) == [legal(e["id"]) for e in graph["entities"]]
    assert found.is_directed() and found.number_of_edges() == len(graph["relations"])
    nodes = xml_values(attributes_of(graph["entities"], GRAPHML_TAKEN), ())
    for entity, wanted in zip(graph["entities"], nodes):
        node = found.nodes[legal(entity["id"])]
        assert node["label"] == legal(entity["name"]) and node["type"] == legal(entity["type"])
        check_typed(node, wanted)
    undirected = [d for _, _, d in found.edges(data=True) if d.get("directed") is False]
    assert len(undirected) == 1 and undirected[0]["type"] == "knows"


def test_igraph_reads_graphml():
    igraph = module("igraph")
    graph = legal_graph()
    data, _ = export(graph, "--format", "graphml")
    with tempfile.TemporaryDirectory() as folder:
        found = igraph.Graph.Read_GraphML(put(folder, "g.graphml", data))
    ids = [text.replace("&#38;", "&") for text in found.vs["id"]]  # it leaves these in attributes
    assert ids == [legal(e["id"]) for e in graph["entities"]]
    assert found.vs["label"] == [legal(e["name"]) for e in graph["entities"]]
    assert found.vs["real"] == [e["properties"]["real"] for e in graph["entities"]]
    assert found.ecount() == len(graph["relations"]) and found.is_directed()
    assert [tuple(ids[end] for end in edge.tuple) for edge in found.es] == [
        (legal(r["source"]), legal(r["target"])) for r in graph["relations"]]


def test_graphology_reads_graphml():
    graph = legal_graph()
    data, _ = export(graph, "--format", "graphml")
    found = dict(client("graphml", data), xml=True)
    assert [n[0] for n in found["nodes"]] == [legal(e["id"]) for e in graph["entities"]]
    assert [e[1:3] for e in found["edges"]] == [[legal(r["source"]), legal(r["target"])] for r in graph["relations"]]
    for node, entity in zip(found["nodes"], graph["entities"]):
        assert dict(node[1])["label"] == legal(entity["name"])
        assert dict(node[1])["whole"] == entity["properties"]["whole"]


def test_yed_finds_labels_shapes_and_places():
    networkx = module("networkx")
    graph = legal_graph()
    data, _ = export(graph, "--format", "graphml-yed", "--with", "layout")
    spaces = {"g": "http://graphml.graphdrawing.org/xmlns", "y": "http://www.yworks.com/xml/graphml"}
    root = tree.fromstring(data)
    nodes = root.findall("g:graph/g:node", spaces)
    assert [n.get("id") for n in nodes] == [legal(e["id"]) for e in graph["entities"]]
    assert [n.findtext(".//y:NodeLabel", None, spaces) for n in nodes] == [legal(e["name"]) for e in graph["entities"]]
    for node in nodes:
        box = node.find(".//y:Geometry", spaces)
        assert float(box.get("width")) > 0 and box.get("x") is not None
    arrows = [a.get("target") for a in root.iterfind(".//y:Arrows", spaces)]
    assert arrows.count("none") == 1 and len(arrows) == len(graph["relations"])
    with tempfile.TemporaryDirectory() as folder:
        found = networkx.read_graphml(put(folder, "g.graphml", data), force_multigraph=True)
    assert found.number_of_nodes() == len(nodes) and found.number_of_edges() == len(arrows)


def test_undirected_graphs_are_written_as_such():
    networkx = module("networkx")
    graph = {"entities": [{"id": "a"}, {"id": "b"}],
             "relations": [{"source": "a", "type": "t", "target": "b", "directed": False}]}
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        data, said = export(graph, "--format", form, *(["--gexf-version", "1.2"] if form == "gexf" else []))
        assert said == ""
        with tempfile.TemporaryDirectory() as folder:
            found = read(put(folder, "g", data))
        assert list(found.nodes) == ["a", "b"] and found.number_of_edges() == 1
    assert not read_directed(graph, "graphml", networkx)


def read_directed(graph, form, networkx):
    data, _ = export(graph, "--format", form)
    with tempfile.TemporaryDirectory() as folder:
        return networkx.read_graphml(put(folder, "g", data)).is_directed()


# -- what goes with entities -------------------------------------------------

COLUMNS = ["--with", "degree,leiden,layout"]


def forum():
    with open(os.path.join(DATA, "cis-forum.json"), encoding="utf-8") as file:
        return json.load(file)


def test_columns_places_sizes_and_colours_travel():
    graph = forum()
    links = json.loads(export(graph, "--format", "node-link", *COLUMNS)[0])["nodes"]
    found = {
        "gexf": dict((n[0], dict(n[1])) for n in client("gexf", export(graph, "--format", "gexf", *COLUMNS)[0])["nodes"]),
        "graphml": dict((n[0], dict(n[1])) for n in
                        client("graphml", export(graph, "--format", "graphml", *COLUMNS)[0])["nodes"]),
        "graphology": dict((n[0], dict(n[1])) for n in
                           client("graphology", export(graph, "--format", "graphology", *COLUMNS)[0])["nodes"]),
        "cytoscape": dict((n[0], {**dict(n[1]), **n[2]}) for n in
                          client("cytoscape", export(graph, "--format", "cytoscape", *COLUMNS)[0])["nodes"]),
        "vis": dict((n[0], dict(n[1])) for n in
                    client("vis", export(graph, "--format", "vis-network", *COLUMNS)[0])["nodes"]),
    }
    for link in links:
        for form, nodes in found.items():
            node, up = nodes[link["id"]], -1 if form in ("gexf", "graphml", "graphology") else 1
            assert node["degree"] == link["degree"] and node["leiden"] == link["leiden"], form
            assert abs(node["x"] - 60 * link["x"]) < 1e-9 and abs(up * node["y"] - 60 * link["y"]) < 1e-9, form
    sizes = {form: [nodes[link["id"]].get("size", nodes[link["id"]].get("value")) for link in links]
             for form, nodes in found.items() if form != "cytoscape"}
    assert all(size == sizes["gexf"] for size in sizes.values())
    assert min(sizes["gexf"]) == 10 and max(sizes["gexf"]) == 40
    person = next(e["id"] for e in graph["entities"] if e["type"] == "person")
    assert found["gexf"][person]["color"] == "rgb(0,114,178)"
    assert found["graphml"][person]["color"].lower() == "#0072b2" == found["vis"][person]["color"].lower()


def test_titles_differ_in_more_than_case():
    graph = {"entities": [{"id": "a", "properties": {"Colour": 1, "colour": 2, "COLOUR": 3}}], "relations": []}
    root = tree.fromstring(export(graph, "--format", "gexf")[0])
    titles = [a.get("title") for a in root.iter("{http://gexf.net/1.3}attribute")]
    assert len(titles) == len({title.lower() for title in titles}) + 1  # "type" of nodes and of edges


def test_empty_graphs_are_valid():
    graph = {"entities": []}
    assert client("cytoscape", export(graph, "--format", "cytoscape")[0])["nodes"] == []
    assert client("graphology", export(graph, "--format", "graphology")[0])["edges"] == []
    for form in ("gexf", "graphml", "graphml-yed"):
        tree.fromstring(export(graph, "--format", form)[0])
    for form in ("kumu", "kgx", "pg-json", "json-graph", "vis-network"):
        json.loads(export(graph, "--format", form)[0])
    for form in ("agent-memory", "ftm", "neo4j-json", "pg-jsonl"):
        assert export(graph, "--format", form)[0] == b""


def test_official_schemas_agree():
    folder = os.environ.get("KITH_SCHEMAS")
    if not folder:
        raise Skip("KITH_SCHEMAS names no folder")
    for version in ("1.3", "1.2"):
        data, _ = export(hostile(), "--format", "gexf", "--gexf-version", version, "--with", "degree,leiden,layout")
        data = data.replace(b"<viz:", b"<")  # they have these elements in the main namespace, no reader has
        done = run("xmllint", "--noout", "--schema", os.path.join(folder, f"gexf-{version}", "gexf.xsd"), "-",
                   input=data)
        assert done.returncode == 0, done.stderr[:600]
    for form in ("json-graph", "pg-json"):
        data, _ = export(hostile(), "--format", form)
        if form == "pg-json":  # a key of nothing but line ends is none to its pattern ".+"
            data = json.dumps(json.loads(data, object_pairs_hook=lambda found: {
                key: value for key, value in found if key.strip("\n\u2029")})).encode()
        verdict = client("schema", data, os.path.join(folder, f"{form}.json"))
        assert verdict["valid"], (form, verdict)


def test_xml_is_well_formed():
    graph = hostile()
    for form in ("gexf", "graphml", "graphml-yed"):
        done = run("xmllint", "--noout", "-", input=export(graph, "--format", form)[0])
        assert done.returncode == 0, done.stderr[:500]


def main():
    wanted = sys.argv[2:]
    failed = skipped = passed = 0
    for name, test in list(globals().items()):
        if not name.startswith("test_") or (wanted and name not in wanted):
            continue
        try:
            test()
            passed += 1
        except Skip as reason:
            skipped += 1
            print(f"skip {name}: {str(reason).splitlines()[0]}")
        except AssertionError as problem:
            failed += 1
            frame = problem.__traceback__
            while frame.tb_next:
                frame = frame.tb_next
            print(f"FAIL {name}:{frame.tb_lineno}: {str(problem)[:600]}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
