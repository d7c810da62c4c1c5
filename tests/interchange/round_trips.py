#!/usr/bin/env python3
"""Writes graphs for other tools and reads them again: what comes back is the same,
or what the table of losses in the README says.

Usage: round_trips.py KITH [FORMAT...]
"""
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import graphs
from graphs import attributes_of, hostile, is_flat, without_null

KITH = graphs.KITH

MEMBERS = ["aliases", "since", "until", "weight", "confidence", "evidence"]


def as_is(value):
    return value


def flat(value):
    """Objects, and lists of anything but values of one type, are JSON text."""
    return value if is_flat(value) else json.dumps(value, ensure_ascii=False)


def lists(value):
    """A list of one is read as its value; objects and lists in lists are JSON text."""
    values = [v if not isinstance(v, (list, dict)) else json.dumps(v, ensure_ascii=False)
              for v in (value if isinstance(value, list) else [value]) if v is not None]
    return None if not values else values[0] if len(values) == 1 else values


def xml(value):
    """Lists and objects are JSON text."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def xml_lists(value):
    """Lists of values of one type are lists."""
    return value if isinstance(value, list) and is_flat(value) else xml(value)


# What each format keeps for itself, how it holds values, which members of records
# are read as such (the others come back as properties), and what it adds that
# comes back as a property: labels, colours and numbers for the tool.
FORMATS = {
    "node-link": {"entity": MEMBERS, "relation": MEMBERS, "value": as_is, "adds": {"key"}, "whole": True},
    "cytoscape": {
        "entity": MEMBERS, "relation": MEMBERS, "value": as_is, "adds": {"label", "value", "key"},
        "entity_names": ["id", "label", "name", "shared_name", "value", "type", "parent", "suid", "selected",
                         "shared name"],
        "relation_names": ["id", "label", "source", "target", "interaction", "key", "parent", "suid", "selected",
                           "name", "shared_name", "shared name", "directed", "shared_interaction", "type",
                           "relation"],
        "ids": True},
    "graphology": {
        "entity": MEMBERS, "relation": MEMBERS, "value": as_is, "adds": {"label", "color"},
        "entity_names": ["label", "entityType", "type", "color", "size", "hidden", "highlighted", "forceLabel",
                         "zIndex"],
        "relation_names": ["label", "relationType", "type", "color", "size", "hidden", "zIndex", "forceLabel"]},
    "json-graph": {"entity": MEMBERS, "relation": MEMBERS, "value": as_is, "adds": {"label"},
                   "entity_names": ["type"]},
    "neo4j-json": {"entity": ["aliases", "evidence"], "relation": MEMBERS, "value": flat, "adds": set(),
                   "entity_names": ["id", "name", "neo4jImportId"], "relation_names": ["id"], "made": True},
    "pg-json": {"entity": ["aliases", "evidence"], "relation": MEMBERS, "value": lists, "adds": set(),
                "entity_names": ["name"]},
    "pg-jsonl": {"entity": ["aliases", "evidence"], "relation": MEMBERS, "value": lists, "adds": set(),
                 "entity_names": ["name"]},
    "vis-network": {
        "entity": ["aliases"], "relation": MEMBERS, "value": as_is, "adds": {"label", "color"},
        "entity_names": ["id", "label", "group", "title", "value", "color", "shape", "size", "hidden", "fixed",
                         "font", "icon", "image", "level", "mass", "physics", "margin", "opacity", "shadow", "chosen",
                         "name", "type"],
        "relation_names": ["id", "from", "to", "label", "title", "arrows", "color", "dashes", "font", "hidden",
                           "length", "width", "value", "physics", "smooth", "shadow", "chosen", "scaling", "type",
                           "relation"]},
    "kumu": {"entity": ["aliases"], "relation": MEMBERS[:-1], "value": flat, "adds": set(),
             "entity_names": ["id", "label", "type"], "relation_names": ["id", "from", "to", "type", "direction"],
             "ids": True},
    "kgx": {"entity": ["aliases", "evidence"], "relation": MEMBERS, "value": flat, "adds": set(),
            "entity_names": ["id", "category", "name", "synonym"],
            "relation_names": ["id", "subject", "predicate", "object", "directed"], "made": True},
    "gexf": {"entity": ["aliases", "evidence"], "relation": MEMBERS, "value": xml_lists, "xml": True,
             "adds": set(), "entity_names": graphs.GEXF_TAKEN,
             "relation_names": graphs.GEXF_EDGE_TAKEN},
    "graphml": {"entity": ["aliases", "evidence"], "relation": MEMBERS, "value": xml, "xml": True,
                "trims": True, "adds": set(), "entity_names": graphs.GRAPHML_TAKEN,
                "relation_names": graphs.GRAPHML_EDGE_TAKEN},
    "graphml-yed": {"entity": ["aliases", "evidence"], "relation": MEMBERS, "value": xml, "xml": True, "trims": True,
                    "adds": set(), "entity_names": ["type", "label", "name"],
                    "relation_names": ["type", "label", "directed"], "from": "graphml"},
}


def call(*arguments):
    done = subprocess.run([KITH, *arguments], check=False, capture_output=True, text=True)
    assert done.returncode == 0, (arguments, done.stderr[:1000])
    return done.stdout


def there_and_back(graph, form, *options):
    with tempfile.TemporaryDirectory() as folder:
        first, second = os.path.join(folder, "in.json"), os.path.join(folder, "out")
        with open(first, "w", encoding="utf-8") as file:
            json.dump(graph, file, ensure_ascii=False)
        call("export", "-q", "--format", form, *options, first, "-o", second)
        inputs = sorted(glob.glob(os.path.join(second, "*.[ct]sv"))) if os.path.isdir(second) else [second]
        return json.loads(call("export", "-q", "--from", FORMATS[form].get("from", form), *inputs))


def wanted(records, how, kind):
    """The facts that are to come back of each record."""
    rows = [r.get("properties", {}) for r in records] if how.get("whole") else \
        attributes_of(records, how.get(f"{kind}_names", ()))
    out = []
    for record, row in zip(records, rows):
        facts = {key: record[key] for key in how[kind] if record.get(key) is not None}
        rest = {name: how["value"](value) for name, value in without_null(row).items() if name not in facts}
        names = renamed_back([*row, *how["adds"]])
        out.append((facts, {names[name]: value for name, value in rest.items() if value is not None}))
    return out


def renamed_back(names):
    """What attributes are called when they are read again."""
    plain = [re.sub(r"^properties( \d+)?\.", "", name) for name in names]
    return {name: back if plain.count(back) == 1 else name for name, back in zip(names, plain)}


def check_record(found, facts, properties, how):
    for key, value in facts.items():
        assert found.get(key) == value, (key, found.get(key), value)
    back = {**{k: v for k, v in found.get("properties", {}).items()},
            **{k: v for k, v in found.items() if k not in CORE and k not in facts}}
    for name, value in properties.items():
        assert name in back, (name, list(back)[:20])
        same = back[name] == value or (isinstance(value, str) and isinstance(back[name], str) and
                                       value[:1] in ("[", "{") and json.loads(back[name]) == json.loads(value))
        assert same, (name, back[name], value)
    extra = {name for name, value in back.items() if value is not None} - properties.keys() - how["adds"]
    assert not extra, extra


CORE = {"id", "type", "name", "source", "target", "directed", "properties", "since", "until", "weight", "confidence",
        "aliases", "evidence"}


def as_xml(graph, how):
    """A graph as XML can hold it: texts legal, in lists that are lists too, and in the JSON text of others."""
    for record in graph["entities"] + graph["relations"]:
        for facts in (record.get("properties", {}), record):
            for key in list(facts):
                value = facts.pop(key)
                if key == "properties":
                    facts[key] = value
                elif key == "some":  # of mixed types
                    facts[key] = graphs.legal(str(value))
                else:
                    listed = how["value"] is xml_lists and isinstance(value, list) and is_flat(value)
                    facts[graphs.legal(key)] = graphs.legal_deep(value) if listed or isinstance(value, str) \
                        else graphs.legal_json(value)
    return graph


def without(graph, texts):
    """A graph without entities that are called so, and their relations."""
    graph["entities"] = [e for e in graph["entities"] if e["id"] not in texts]
    graph["relations"] = [r for r in graph["relations"] if not texts & {r["source"], r["target"]}]
    return graph


def check(form, how):
    graph = graphs.legal_graph() if how.get("xml") else hostile()
    if how.get("trims"):  # reading takes white space at the ends for layout
        graph = without(graph, {text for text in graphs.HOSTILE if text.strip(" \t\r\n") != text})
    if how.get("ids"):  # two of its traps, which graphs.py looks at
        graph = without(graph, {text for text in graphs.HOSTILE if re.fullmatch(graphs.BLANK, text)})
        for relation in graph["relations"]:
            relation.pop("id", None)
    back = there_and_back(graph, form)
    if how.get("xml"):
        graph = as_xml(graph, how)
    if how.get("whole"):
        for records in (graph["entities"], graph["relations"]):
            for record in records:
                own = {key: record.pop(key) for key in list(record) if key not in CORE}
                record["properties"] = {**own, **record.get("properties", {})}
    assert len(back["entities"]) == len(graph["entities"])
    for found, entity, (facts, properties) in zip(back["entities"], graph["entities"],
                                                  wanted(graph["entities"], how, "entity")):
        assert {key: found.get(key) for key in ("id", "type", "name")} == {
            key: entity.get(key) for key in ("id", "type", "name")}
        check_record(found, facts, properties, how)
    assert len(back["relations"]) == len(graph["relations"])
    for found, relation, (facts, properties) in zip(back["relations"], graph["relations"],
                                                    wanted(graph["relations"], how, "relation")):
        for key in ("source", "target", "type"):
            assert found[key] == relation[key], (key, found, relation)
        assert found.get("directed", True) == relation.get("directed", True)
        if "id" in relation or not how.get("made"):
            assert found.get("id") == relation.get("id"), (found.get("id"), relation.get("id"))
        check_record(found, facts, properties, how)


def check_agent_memory(_form, _how):
    """Ids, types and ends come back; the rest are sentences, or is gone."""
    graph = hostile()
    back = there_and_back(graph, "agent-memory")
    for found, entity in zip(back["entities"], graph["entities"], strict=True):
        assert (found["id"], found["type"]) == (entity["id"], entity["type"])
        assert f"name: {entity['name']}" in found["properties"]["observations"]
    seen = set()  # relations that say the same are one
    ends = [tuple(r[key] for key in ("source", "type", "target")) for r in graph["relations"]]
    ends = [end for end in ends if not (end in seen or seen.add(end))]
    assert [tuple(r[key] for key in ("source", "type", "target")) for r in back["relations"]] == ends


def check_ftm(_form, _how):
    """Ids, names, aliases, ends and dates come back; types are schemata."""
    graph = without(hostile(), {text for text in graphs.HOSTILE if re.fullmatch(graphs.BLANK, text)})
    back = there_and_back(graph, "ftm")
    for found, entity in zip(back["entities"], graph["entities"], strict=True):
        assert (found["id"], found["name"], found["type"]) == (entity["id"], entity["name"], "LegalEntity")
        assert found["aliases"] == entity["aliases"]
        assert found["properties"]["keywords"] in (entity["type"], [entity["type"]])
    for found, relation in zip(back["relations"], graph["relations"], strict=True):
        assert found["type"] == "UnknownLink"
        assert found["properties"]["role"] in (relation["type"], [relation["type"]])
        for key in ("source", "target", "since", "until"):
            assert found.get(key) == relation.get(key), (key, found, relation)


def check_statements(form, _how):
    """Linked data with statements about relations has each relation once."""
    graph = {"entities": [{"id": 'a "\\" /é', "name": "A"}, {"id": "b", "name": "B"}],
             "relations": [{"id": "r", "source": 'a "\\" /é', "target": "b", "type": "is near", "weight": 2},
                           {"source": 'a "\\" /é', "target": "b", "type": "is near", "since": "2001"},
                           {"source": "b", "target": "b", "type": "knows"}]}
    back = there_and_back(graph, form, "--rdf-reify")
    in_order = lambda records: sorted(json.dumps(record, sort_keys=True) for record in records)
    assert in_order(back["relations"]) == in_order(graph["relations"]), back["relations"]


LIKE_MEMBERS = ["name", "type", "label", "relation", "category", "labels", "kind", "group", "predicate", "source", "from"]


def check_tables(form, _how):
    """Lists of types and aliases, kinds of relations and directions come back."""
    graph = {"entities": [{"id": "a", "name": 'A "5\" pipe"', "types": ["x", "y"], "aliases": ["p;q", "r|s", 't"']},
                          {"id": "b", "name": "B", "type": "z", "aliases": ["one"]}],
             "relations": [{"source": "a", "target": "b", "type": "undirected"},
                           {"source": "b", "target": "a", "type": "Directed", "directed": False}]}
    back = there_and_back(graph, form)
    for found, entity in zip(back["entities"], graph["entities"], strict=True):
        assert all(found[key] == value for key, value in entity.items()), found
    for found, relation in zip(back["relations"], graph["relations"], strict=True):
        assert all(found.get(key) == value for key, value in relation.items()), found


def check_names(form):
    """Properties that are called like members take nobody's place."""
    properties = {name: f"property {name}" for name in LIKE_MEMBERS}
    graph = {"entities": [{"id": "a", "name": "A", "type": "x", "properties": properties},
                          {"id": "b", "name": "B", "types": ["y", "z"]}],
             "relations": [{"source": "a", "target": "b", "type": "leads", "properties": properties}]}
    back = there_and_back(graph, form)
    for found, entity in zip(back["entities"], graph["entities"], strict=True):
        assert (found["id"], found["name"]) == (entity["id"], entity["name"]), found
    assert back["entities"][0]["type"] == "x", back["entities"][0]
    (relation,) = back["relations"]
    assert [relation[key] for key in ("source", "target", "type")] == ["a", "b", "leads"], relation


# Formats from which everything comes back, evidence and documents as well.
WHOLE = {"graphml": ["cis-forum", "eurasian-organisations"],
         "graphml-yed": ["cis-forum", "eurasian-organisations"],
         "csv": ["cis-forum", "eurasian-organisations"], "tsv": ["cis-forum", "eurasian-organisations"]}


def check_whole(form):
    """What was written of real records says the same as they do."""
    data = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data")
    for name in WHOLE.get(form, []):
        records = os.path.join(data, name + ".json")
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "out")
            call("export", "-q", "--format", form, records, "-o", out)
            same = subprocess.run([KITH, "diff", records, out], check=False, capture_output=True, text=True)
            assert same.returncode == 0 and not same.stdout, same.stdout[:1000]


# Small graphs, and the formats from which they come back the same.
A_AND_B = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
SMALL = [
    ("graphml graphml-yed gexf json-graph node-link csv tsv",
     {"entities": [{"id": "a", "types": ["company", "bank"], "name": "A"}]}),
    ("graphml gexf csv tsv neo4j-csv pg-json",
     {"entities": A_AND_B, "relations": [{"source": "a", "type": "t", "target": "b"},
                                         {"source": "a", "type": "t", "target": "b", "id": "r1"},
                                         {"source": "b", "type": "t", "target": "a", "id": "e0"}]}),
    ("graphml gexf csv tsv neo4j-csv pg-json",
     {"entities": A_AND_B, "relations": [{"source": "a", "type": "t", "target": "b", "weight": 1},
                                         {"source": "b", "type": "t", "target": "a"},
                                         {"source": "a", "type": "u", "target": "a", "weight": 2.5}]}),
    ("graphml gexf csv tsv neo4j-csv kgx pg-json",  # numbers that a double cannot hold, and texts that look like some
     {"entities": [{"id": "a", "properties": {"big": 9007199254740993, "code": "9007199254740993", "power": "1e5"}},
                   {"id": "b", "properties": {"big": -1, "code": "007", "power": "-2E-7"}}]}),
    ("csv tsv", {"entities": [{"id": "a", "properties": {"longer": 123456789012345678901234567890}}]}),
    ("graphml graphml-yed gexf csv tsv neo4j-csv pg-json kumu",  # properties that are called as members are
     {"entities": [{"id": "a", "name": "A", "properties": {
         "id": "x", "name": "N", "r": 1, "b": 2, "label": "l", "Label": "L", "lAbel": "?", "since": "2001",
         "properties.id": "y", "properties 2.label": "z", "properties.": 1}}, {"id": "b", "name": "B"}],
      "relations": [{"source": "a", "type": "t", "target": "b", "id": "r1",
                     "properties": {"id": 7, "kind": "k", "source": "s", "weight": "heavy"}},
                    {"source": "b", "type": "t", "target": "a", "weight": 2, "properties": {"properties.id": 1}}]}),
    ("pg-json pg-jsonl kgx neo4j-json csv tsv graphml neo4j-csv gexf",
     {"entities": [{"id": "a", "evidence": [{"document": "d", "note": 'a "b"; \\n\n'}, "e"]},
                   {"id": "b", "evidence": ["e"]}, {"id": "c", "evidence": [{"document": "d"}]}],
      "relations": [{"id": "r", "source": "a", "type": "t", "target": "b",
                     "evidence": [{"document": "d", "paragraph": 2}]},
                    {"id": "s", "source": "b", "type": "t", "target": "a", "evidence": ["d", "{x}"]}]}),
    ("node-link",  # which has them as they are
     {"entities": [{"id": "a", "name": "A", "properties": {"properties.id": "y", "properties.x": "z"}}]}),
    ("neo4j-csv", {"entities": A_AND_B, "relations": [
        {"source": "a", "type": "t", "target": "b", "properties": {"id": 7}}]}),
    ("csv tsv graphml neo4j-csv gexf kgx pg-json",
     {"entities": [{"id": "a", "properties": {"empty": "", "other": "x"}}, {"id": "b", "properties": {"other": ""}}]}),
]


def check_small(form):
    """What has a place in a format comes back from it, and nothing else does."""
    for forms, graph in SMALL:
        if form not in forms.split():
            continue
        with tempfile.TemporaryDirectory() as folder:
            first, again = os.path.join(folder, "in.json"), os.path.join(folder, "again.json")
            for path, records in ((first, graph), (again, there_and_back(graph, form))):
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(records, file, ensure_ascii=False)
            same = subprocess.run([KITH, "diff", first, again], check=False, capture_output=True, text=True)
            assert same.returncode == 0 and not same.stdout, same.stdout[:1000]


FORMATS["agent-memory"] = {"check": check_agent_memory}
FORMATS["ftm"] = {"check": check_ftm}
for table in "csv", "tsv", "neo4j-csv":
    FORMATS[table] = {"check": check_tables}
for linked in "turtle", "n-triples", "n-quads", "json-ld":
    FORMATS[linked] = {"check": check_statements}


def main():
    failed = 0
    for form, how in FORMATS.items():
        if sys.argv[2:] and form not in sys.argv[2:]:
            continue
        try:
            how.get("check", check)(form, how)
            check_whole(form)
            check_small(form)
            if how.get("check") not in (check_agent_memory, check_ftm, check_statements):
                check_names(form)
            print(f"{form}: comes back")
        except AssertionError as problem:
            failed += 1
            line = problem.__traceback__
            while line.tb_next:
                line = line.tb_next
            print(f"FAIL {form}:{line.tb_lineno}: {str(problem)[:500]}")
    sys.exit(bool(failed))


main()
