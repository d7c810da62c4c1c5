"""The ordinary way from a file of JSON Lines to an engine that loads CSV: Python's
json reads each line, and a row goes to the table of its type.
"""
import csv
import json
import os

import engines


class Tables:
    """CSV files in a folder, each with its columns."""

    def __init__(self, folder):
        self.folder = folder
        self.files = []

    def writer(self, name, columns):
        file = open(os.path.join(self.folder, name + ".csv"), "w", newline="", encoding="utf-8")
        self.files.append(file)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(columns)
        return rows.writerow

    def close(self):
        for file in self.files:
            file.close()


def make_csv(path, folder, graph):
    """Write the tables of a graph from its records; ends come after their entities."""
    tables = Tables(folder)
    nodes, relations = {}, {}
    for name, more in engines.NODES[graph].items():
        keys = [column.split()[0] for column in more]
        nodes[name] = (tables.writer(name, ["id", "name", *keys]), keys)
    for kind, ends in engines.RELATIONS[graph].items():
        for a, b, name in ends:
            relations[kind, a, b] = tables.writer(name, ["source", "target"])
    type_of = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if "source" in record:
                source, target = record["source"], record["target"]
                relations[record["type"], type_of[source], type_of[target]]((source, target))
                continue
            kind = record["type"]
            type_of[record["id"]] = kind
            write, keys = nodes[kind]
            properties = record.get("properties", {})
            write([record["id"], record["name"], *(properties.get(key) for key in keys)])
    tables.close()
