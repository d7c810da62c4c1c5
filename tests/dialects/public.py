#!/usr/bin/env python3
"""Public example files, read by kith and counted by the slow and obvious way.

Usage: public.py KITH FOLDER [PATTERN...]

public.md lists the files: FOLDER holds them as OWNER/NAME/PATH, as a clone of
each repository at its commit does. Nothing is fetched, and files that are not
there are passed over. For each, what `kith check` finds sound must be what the
list says, and what is counted here; where a pattern is given, only files whose
line holds it.
"""
import csv
import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

KITH, FOLDER = os.path.abspath(sys.argv[1]), sys.argv[2]
LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "public.md")


class Count:
    """Ids that are defined, and relations: source, target, all that is said."""

    def __init__(self, implicit=False):
        self.ids, self.relations, self.implicit = set(), {}, implicit

    def node(self, name):
        self.ids.add(str(name))

    def edge(self, source, target, *said):
        key = json.dumps([source, target, said], sort_keys=True)
        self.relations[key] = str(source), str(target)

    def sound(self):
        ends = list(self.relations.values())
        if self.implicit:
            return len(self.ids.union(*ends)), len(ends)
        return len(self.ids), sum(a in self.ids and b in self.ids
                                  for a, b in ends)


def once(pairs):
    """An object whose keys stand once, as kith wants them."""
    if len(dict(pairs)) < len(pairs):
        raise KeyError("a key stands twice")
    return dict(pairs)


def values(path):
    """The document, or one value a line; what is not sound is left out."""
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    try:
        return [json.loads(text)]
    except ValueError:
        found = []
    for line in text.splitlines():
        try:
            found += [json.loads(line, object_pairs_hook=once)] \
                if line.strip() else []
        except KeyError:
            continue
    return found


def document(path):
    return values(path)[0]


def as_list(value):
    return value if isinstance(value, list) else [value]


# -- JSON ------------------------------------------------------------------

def agent_memory(path):
    count = Count()
    for line in values(path):
        if "relationType" in line:
            count.edge(line["from"], line["to"], line["relationType"])
        else:
            count.node(line["name"])
    return count


def cytoscape(path):
    count, whole = Count(), document(path)
    if isinstance(whole, dict):
        whole = whole.get("elements", whole)
    if isinstance(whole, dict):
        whole = whole.get("nodes", []) + whole.get("edges", [])
    for i, element in enumerate(whole):
        data = element["data"]
        if "source" in data:
            count.edge(data["source"], data["target"], data.get("id", i))
        else:
            count.node(data["id"])
    return count


def graphology(path):
    count, whole = Count(), document(path)
    for node in whole.get("nodes", []):
        count.node(node["key"])
    for edge in whole.get("edges", []):
        count.edge(edge["source"], edge["target"], edge)
    return count


def node_link(path):
    count, whole = Count(), document(path)
    nodes = whole.get("nodes", [])
    names = [str(node.get("id", i)) for i, node in enumerate(nodes)]
    by_number = all(isinstance(node.get("id"), str) for node in nodes)
    for name in names:
        count.node(name)
    for edge in whole.get("links") or whole.get("edges", []):
        ends = [names[end] if isinstance(end, int) and by_number else end
                for end in (edge["source"], edge["target"])]
        count.edge(*ends, edge)
    return count


def vis_network(path):
    count, whole = Count(), document(path)
    for node in whole["nodes"]:
        count.node(node["id"])
    for edge in whole["edges"]:
        count.edge(edge["from"], edge["to"], edge)
    return count


def kumu(path):
    count, whole = Count(), document(path)
    for element in whole["elements"]:
        count.node(element.get("id") or element.get("_id")
                   or element.get("label") or element["attributes"]["label"])
    for link in whole["connections"]:
        count.edge(link["from"], link["to"], link)
    return count


def json_graph(path):
    count, whole = Count(implicit=True), document(path)
    for graph in whole.get("graphs", [whole.get("graph")]):
        nodes = graph.get("nodes", {})
        for name in nodes if isinstance(nodes, dict) else \
                [node["id"] for node in nodes]:
            count.node(name)
        for edge in graph.get("edges", []):
            count.edge(edge["source"], edge["target"], edge)
    return count


def kgx(path):
    count = Count(implicit=True)
    for whole in values(path):
        pieces = whole.get("nodes", []) + whole.get("edges", []) \
            if "nodes" in whole or "edges" in whole else [whole]
        for piece in pieces:
            if "subject" in piece:
                count.edge(piece["subject"], piece["object"], piece)
            else:
                count.node(piece["id"])
    return count


def pg_json(path):
    count = Count(implicit=True)
    for whole in values(path):
        pieces = whole["nodes"] + whole["edges"] if "nodes" in whole \
            else [whole]
        for piece in pieces:
            if "from" in piece:
                count.edge(piece["from"], piece["to"], piece)
            else:
                count.node(piece["id"])
    return count


def neo4j_json(path):
    count = Count(implicit=True)
    pieces = values(path)
    for piece in pieces[0] if isinstance(pieces[0], list) else pieces:
        if piece["type"] == "relationship":
            count.edge(piece["start"]["id"], piece["end"]["id"], piece["id"])
        else:
            count.node(piece["id"])
    return count


# -- FollowTheMoney --------------------------------------------------------

def model():
    path = "alephdata/followthemoney/js/src/defaultModel.json"
    return document(os.path.join(FOLDER, path))["schemata"]


def entity_properties(schemata, name):
    """Properties that are entities, of the schema and all that it extends."""
    schema = schemata[name]
    found = {key for key, value in schema.get("properties", {}).items()
             if value.get("type") == "entity" and not value.get("stub")}
    for parent in schema.get("extends", []):
        found |= entity_properties(schemata, parent)
    return found


def edge_of(schemata, name):
    """Of a schema that is an edge, or extends one: its edge."""
    schema = schemata[name]
    if "edge" in schema:
        return schema["edge"]
    found = [edge_of(schemata, parent) for parent in schema.get("extends", [])]
    return next((edge for edge in found if edge), None)


def flattened(entity, entities):
    """Entities nested in properties stand for their ids."""
    properties = entities.setdefault(entity["id"], {"schema": entity["schema"],
                                                    "of": {}})["of"]
    for name, found in entity.get("properties", {}).items():
        for value in as_list(found):
            if isinstance(value, dict) and "schema" in value:
                flattened(value, entities)
                value = value["id"]
            into = properties.setdefault(name, [])
            if value not in into:
                into.append(value)


def ftm_count(entities):
    count, schemata = Count(implicit=True), model()
    for name, entity in entities.items():
        edge = edge_of(schemata, entity["schema"])
        sources = entity["of"].get(edge["source"], []) if edge else []
        targets = entity["of"].get(edge["target"], []) if edge else []
        if sources and targets:
            for source in sources:
                for target in targets:
                    count.edge(source, target, name)
            continue
        count.node(name)
        for link in entity_properties(schemata, entity["schema"]):
            for target in entity["of"].get(link, []):
                count.edge(name, target, link)
    return count


def ftm(path):
    entities = {}
    for entity in values(path):
        flattened(entity, entities)
    return ftm_count(entities)


def ftm_statements(path):
    entities = {}
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file)) if path.endswith(".csv") else \
            [json.loads(line) for line in file]
    for row in rows:
        name = row.get("canonical_id") or row["entity_id"]
        entity = entities.setdefault(name, {"schema": row["schema"], "of": {}})
        if row["prop"] != "id":
            entity["of"].setdefault(row["prop"], []).append(row["value"])
    return ftm_count(entities)


# -- XML, tables, linked data ----------------------------------------------

def xml(path):
    count = Count()
    for element in ElementTree.parse(path).iter():
        name = element.tag.split("}")[-1]
        if name == "node":
            count.node(element.get("id"))
        elif name == "edge":
            count.edge(element.get("source"), element.get("target"),
                       ElementTree.tostring(element).decode().strip())
    return count


def table(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        text = file.read().lstrip("\r\n")
    header = text.split("\n", 1)[0]
    delimiter = max("\t,;|", key=header.count)
    if not header.count(delimiter):
        delimiter = " "
    rows = [row for row in csv.reader(text.splitlines(True),
                                      delimiter=delimiter) if any(row)]
    return rows[0], rows[1:]


def tables(path):
    count = Count(implicit=True)
    columns, rows = table(path)
    low = [column.lower() for column in columns]
    ends = next((pair for pair in (("source", "target"), ("subject", "object"))
                 if set(pair) <= set(low)), None)
    for row in rows:
        if ends:
            count.edge(*(row[low.index(end)] for end in ends), row)
        else:
            count.node(row[low.index("id") if "id" in low
                           else low.index("name")])
    return count


def neo4j_csv(path):
    count = Count(implicit=True)
    columns, rows = table(path)

    def at(mark):
        return next((i for i, name in enumerate(columns)
                     if re.search(":" + mark + r"(\(|$)", name)), None)

    def named(row, mark):
        space = re.search(r"\((.*)\)", columns[at(mark)])
        return (space.group(1) if space else "") + row[at(mark)]

    for row in rows:
        if at("START_ID") is None:
            count.node(named(row, "ID"))
        else:
            count.edge(named(row, "START_ID"), named(row, "END_ID"), row)
    return count


TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
STATEMENT = re.compile(r"(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(.*?)\s*\.\s*$")


def linked(path, form):
    """Each statement between names is a relation, but for the type."""
    count = Count(implicit=True)
    done = subprocess.run(["rapper", "-q", "-i", form, "-o", "ntriples", path],
                          capture_output=True, check=True)
    for line in done.stdout.decode().splitlines():
        source, predicate, target = STATEMENT.match(line).groups()
        if predicate == TYPE or target[0] == '"':
            count.node(source)
        else:
            count.edge(source, target, predicate)
    return count


COUNTERS = {
    "agent-memory": agent_memory, "cytoscape": cytoscape,
    "graphology": graphology, "node-link": node_link,
    "vis-network": vis_network, "kumu": kumu, "json-graph": json_graph,
    "kgx": kgx, "pg-json": pg_json, "pg-jsonl": pg_json,
    "neo4j-json": neo4j_json, "ftm": ftm, "ftm-statements": ftm_statements,
    "gexf": xml, "graphml": xml, "csv": tables, "tsv": tables,
    "neo4j-csv": neo4j_csv,
    "turtle": lambda path: linked(path, "turtle"),
    "n-triples": lambda path: linked(path, "ntriples"),
    "n-quads": lambda path: linked(path, "nquads"),
    "json-ld": lambda path: linked(path.replace("-in.jsonld", "-out.nq"),
                                   "nquads"),
}


# -- what kith says --------------------------------------------------------

def checked(path):
    """Sound entities and relations, and errors."""
    done = subprocess.run([KITH, "check", path], capture_output=True,
                          check=False)
    last = done.stdout.decode().strip().splitlines()[-1]
    errors = int(re.match(r"(\d+) errors?,", last).group(1))
    sound = re.search(r"sound: (\d+) entit\w+, (\d+) relation", last)
    return tuple(int(n) for n in sound.groups()), errors


def sniffed(path):
    done = subprocess.run([KITH, "sniff", "--format", "jsonl", path],
                          capture_output=True, check=False)
    return json.loads(done.stdout)["dialect"]


def faults(row):
    dialect, repository, _, path, entities, relations, errors, _ = row
    file = os.path.join(FOLDER, repository, path)
    if not os.path.exists(file):
        return None
    found = []
    said = int(entities), int(relations)
    sound, wrong = checked(file)
    if sniffed(file) != dialect:
        found.append(f"told as {sniffed(file)}")
    if sound != said or wrong != int(errors):
        found.append(f"kith: {sound}, {wrong} errors; listed: {said}, {errors}")
    if dialect in COUNTERS:
        counted = COUNTERS[dialect](file).sound()
        if counted != said:
            found.append(f"counted: {counted}; listed: {said}")
    return found


def listed():
    with open(LIST, encoding="utf-8") as file:
        for line in file:
            cells = [cell.strip().strip("`") for cell in
                     line.strip().strip("|").split("|")]
            if len(cells) == 8 and cells[4].isdigit() and \
                    all(part in line for part in sys.argv[3:]):
                yield cells


read = missing = bad = 0
for row in listed():
    found = faults(row)
    if found is None:
        missing += 1
        continue
    read += 1
    for fault in found:
        bad += 1
        print(f"{row[1]}/{row[3]}: {fault}")
print(f"{read} files read, {missing} not there, {bad} faults")
sys.exit(bad > 0 or read == 0)
