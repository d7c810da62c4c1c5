#!/usr/bin/python3
"""Compare kith's checker with the JSON Schema files, record by record.

usage: agree.py KITH

Every file in valid/ must be sound to both, every file in invalid/ to neither.
The records that ship in data/ and the default vocabulary must be valid too.
Faults that only show between records, such as an unknown id, have no place in
these folders: no schema can see them. Exit status 1 if anything disagrees.
"""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TIME_LIMIT = 60  # seconds for one file


class Schemas:
    """The schema files, referring to each other without any network."""

    def __init__(self, folder):
        self.store = {}
        for path in sorted(folder.glob("*.schema.json")):
            schema = json.loads(path.read_text(encoding="utf-8"))
            jsonschema.Draft202012Validator.check_schema(schema)
            self.store[path.name] = schema

    def fault(self, name, value):
        """What is wrong with the value, or None."""
        schema = self.store[name]
        resolver = jsonschema.RefResolver(name, schema, store=self.store)
        validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
        error = jsonschema.exceptions.best_match(validator.iter_errors(value))
        if error is None:
            return None
        place = "".join(f"/{step}" for step in error.absolute_path)
        return f"{place or 'the whole'}: {error.message}"


def schema_fault(schemas, path):
    """The first fault that the schemas see in a records file, or None."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".jsonl":
        return schemas.fault("records.schema.json", json.loads(text))
    for number, line in enumerate(text.splitlines(), 1):
        fault = schemas.fault("record-line.schema.json", json.loads(line))
        if fault:
            return f"line {number}, {fault}"
    return None


def run_check(kith, path):
    """Exit status and printed object of `kith check`; None for no object."""
    done = subprocess.run(
        [kith, "check", "--format", "json", str(path)],
        capture_output=True, text=True, timeout=TIME_LIMIT, check=False)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError:
        return done.returncode, None


def draw_fault(schemas, kith, path):
    """Whether positions have the promised shape, where they can be drawn."""
    done = subprocess.run(
        [kith, "draw", "--format", "json", str(path)],
        capture_output=True, text=True, timeout=TIME_LIMIT, check=False)
    if done.returncode:
        return done.stderr.strip()
    return result_fault(schemas, json.loads(done.stdout), "draw")


def errors_of(report):
    """The rules of severity error in a report, for the reader."""
    rules = {row["rule"] for row in report.get("rules", [])
             if row.get("severity") == "error"}
    return ", ".join(sorted(rules)) or "no rule"


def result_fault(schemas, report, command="check"):
    """Whether what a command printed has the promised shape."""
    name = "results.schema.json"
    schema = {"$ref": f"{name}#/$defs/{command}"}
    resolver = jsonschema.RefResolver(name, schemas.store[name],
                                      store=schemas.store)
    validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
    error = jsonschema.exceptions.best_match(validator.iter_errors(report))
    return error.message if error else None


def compare(schemas, kith, path, sound):
    """Disagreements about one file that is sound, or is not."""
    fault = schema_fault(schemas, path)
    if sound and fault:
        yield f"the schema refuses it: {fault}"
    if not sound and not fault:
        yield "the schema accepts it"

    status, report = run_check(kith, path)
    if report is None:
        yield f"check printed no JSON object (exit status {status})"
        return
    if status != (0 if sound else 1):
        yield f"check exits with {status}: {errors_of(report)}"
    if (report.get("errors") == 0) != (status == 0):
        yield f"check exits with {status} on {report.get('errors')} errors"
    shape = result_fault(schemas, report)
    if shape:
        yield f"what check prints has another shape: {shape}"


def vocabulary_faults(schemas, path):
    """What the default vocabulary breaks; parents must exist and end."""
    vocabulary = json.loads(path.read_text(encoding="utf-8"))
    fault = schemas.fault("vocabulary.schema.json", vocabulary)
    if fault:
        yield f"the schema refuses it: {fault}"
        return
    types = vocabulary["entity_types"]
    for name in types:
        seen = []
        while name is not None and name not in seen:
            seen.append(name)
            if name not in types:
                yield f"'{seen[-2]}' has the unknown parent '{name}'"
                break
            name = types[name].get("parent")
        else:
            if name is not None:
                yield f"the parents of '{seen[0]}' run in a circle"


def disagreements(kith, cases=HERE, root=ROOT):
    """Pairs of a path and what is wrong with it; and the number of files."""
    schemas = Schemas(root / "schemas")
    found = []
    files = [(path, True) for path in sorted((cases / "valid").iterdir())]
    files += [(path, False) for path in sorted((cases / "invalid").iterdir())]
    files += [(path, True) for path in sorted((root / "data").glob("*.json"))]
    for path, sound in files:
        found += [(path, text) for text in compare(schemas, kith, path, sound)]
    for path in sorted((root / "data").glob("*.json")):
        fault = draw_fault(schemas, kith, path)
        found += [(path, f"positions: {fault}")] if fault else []
    vocabulary = root / "schemas" / "vocabulary.json"
    found += [(vocabulary, text)
              for text in vocabulary_faults(schemas, vocabulary)]
    return found, len(files) + 1


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    found, total = disagreements(arguments[1])
    for path, text in found:
        print(f"{path}: {text}")
    wrong = len({path for path, _ in found})
    print(f"{total - wrong} passed, {wrong} failed")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
