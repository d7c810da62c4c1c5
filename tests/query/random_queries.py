#!/usr/bin/env python3
"""Random queries over tiny random graphs, kith beside a slow obvious evaluator.

  random_queries.py KITH [--count N] [--seed S] [--show]

The evaluator tries every relation at every step, from left to right, keeps all
rows in lists and knows no plan, index or shortcut. What it must agree with kith
on is the multiset of rows, or their order where ORDER BY fixes it.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

LABELS = ['A', 'B', 'C']
TYPES = ['R', 'S']
KEYS = ['p', 'q']
UNBOUNDED = 9                 # more relations than a graph has


# -- graphs ------------------------------------------------------------------

class Graph:
    def __init__(self, chance):
        size = chance.randint(1, 5)
        mixed = chance.random() < 0.5
        self.nodes = []
        self.relations = []
        for i in range(size):
            labels = [l for l in LABELS if chance.random() < 0.4]
            self.nodes.append({'id': f'n{i}', 'types': labels,
                               'properties': properties(chance)})
        for i in range(chance.randint(0, 7)):
            self.relations.append({
                'id': f'r{i}', 'type': chance.choice(TYPES),
                'source': chance.randrange(size),
                'target': chance.randrange(size),
                'directed': not mixed or chance.random() > 0.3,
                'properties': properties(chance)})

    def records(self):
        entities = []
        for node in self.nodes:
            record = {'id': node['id'], 'properties': node['properties']}
            if node['types']:
                record['types'] = node['types']
            entities.append(record)
        relations = [dict(r, source=self.nodes[r['source']]['id'],
                          target=self.nodes[r['target']]['id'])
                     for r in self.relations]
        return {'entities': entities, 'relations': relations}


def properties(chance):
    return {k: chance.choice([0, 1, 2, 'x']) for k in KEYS
            if chance.random() < 0.6}


# -- expressions: text, and value in three-valued logic ------------------------

class Row(dict):
    pass


def prop(thing, key):
    if thing is None:
        return None
    return thing[1]['properties'].get(key)


def equals(a, b):
    if a is None or b is None:
        return None
    return type(a) is type(b) and a == b


def less(a, b):
    if a is None or b is None or type(a) is not type(b):
        return None
    return a < b


def condition(chance, names, depth=2):
    """(text, function of graph and row); `names` are node variables."""
    kind = chance.randrange(9 if depth else 6)
    name = chance.choice(names)
    key = chance.choice(KEYS)
    other = chance.choice(names)
    if kind == 0:
        value = chance.choice([0, 1, 2])
        return (f'{name}.{key} = {value}',
                lambda g, row: equals(prop(row[name], key), value))
    if kind == 1:
        value = chance.choice([0, 1, 2])
        return (f'{name}.{key} < {value}',
                lambda g, row: less(prop(row[name], key), value))
    if kind == 2:
        return (f'{name}.{key} = {other}.{key}',
                lambda g, row: equals(prop(row[name], key),
                                      prop(row[other], key)))
    if kind == 3:
        return (f'{name}.{key} IS NOT NULL',
                lambda g, row: prop(row[name], key) is not None)
    if kind == 4:
        label = chance.choice(LABELS)
        return (f'{name}:{label}', lambda g, row: None if row[name] is None
                else label in row[name][1]['types'])
    if kind == 5:
        path = random_path(chance, Namer('z'), [name], 1, fresh_names=False)
        form = chance.choice(['{}', 'EXISTS {{ {} }}', 'COUNT {{ {} }} > 0'])
        return (form.format(path.text()),
                lambda g, row: any(True for _ in path.match(g, row, set())))
    if kind == 6:
        text, value = condition(chance, names, depth - 1)
        return f'NOT ({text})', lambda g, row: negate(value(g, row))
    left, a = condition(chance, names, depth - 1)
    right, b = condition(chance, names, depth - 1)
    if kind == 7:
        return (f'({left} AND {right})',
                lambda g, row: both(a(g, row), b(g, row)))
    return (f'({left} OR {right})',
            lambda g, row: negate(both(negate(a(g, row)), negate(b(g, row)))))


def negate(truth):
    return None if truth is None else not truth


def both(a, b):
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


# -- patterns ------------------------------------------------------------------

class Namer:
    def __init__(self, prefix):
        self.prefix, self.count = prefix, 0

    def next(self):
        self.count += 1
        return f'{self.prefix}{self.count}'


class NodePattern:
    def __init__(self, name, labels, props, named=True):
        self.name, self.labels, self.props = name, labels, props
        self.named = named

    def text(self):
        text = self.name if self.named else ''
        text += ''.join(':' + l for l in self.labels)
        if self.props:
            text += ' {' + ', '.join(f'{k}: {v}' for k, v in self.props) + '}'
        return f'({text})'

    def fits(self, node):
        return all(l in node[1]['types'] for l in self.labels) and \
            all(equals(prop(node, k), v) for k, v in self.props)


class RelationPattern:
    def __init__(self, name, types, way, span, props, named=True):
        self.name, self.types, self.way = name, types, way
        self.span, self.props, self.named = span, props, named

    def text(self):
        text = self.name if self.named else ''
        if self.types:
            text += ':' + '|'.join(self.types)
        if self.span:
            most = '' if self.span[1] == UNBOUNDED else self.span[1]
            text += f'*{self.span[0]}..{most}'
        if self.props:
            text += ' {' + ', '.join(f'{k}: {v}' for k, v in self.props) + '}'
        left, right = {'out': ('-', '->'), 'in': ('<-', '-'),
                       'both': ('-', '-')}[self.way]
        return f'{left}[{text}]{right}'

    def ends(self, graph, node, index):
        """Where relation `index` leads from a node: each end once."""
        r = graph.relations[index]
        if self.types and r['type'] not in self.types:
            return []
        if not all(equals(r['properties'].get(k), v) for k, v in self.props):
            return []
        free = self.way == 'both' or not r['directed']
        found = set()
        if r['source'] == node and (free or self.way == 'out'):
            found.add(r['target'])
        if r['target'] == node and (free or self.way == 'in'):
            found.add(r['source'])
        return sorted(found)


class Path:
    def __init__(self, nodes, relations, name=None):
        self.nodes, self.relations, self.name = nodes, relations, name

    def text(self):
        text = self.nodes[0].text()
        for relation, node in zip(self.relations, self.nodes[1:]):
            text += relation.text() + node.text()
        return (f'{self.name} = ' if self.name else '') + text

    def match(self, graph, row, used):
        """Yields (row, relations used) for every match of the path."""
        first = self.nodes[0]
        for i, record in enumerate(graph.nodes):
            node = ('node', record, i)
            if first.name in row and (row[first.name] is None or
                                      row[first.name][2] != i):
                continue
            if first.fits(node):
                start = Row(row)
                start[first.name] = node
                yield from self.step(graph, start, used, 0, i, [i])

    def step(self, graph, row, used, at, node, trail):
        if at == len(self.relations):
            done = Row(row)
            if self.name:
                done[self.name] = ('path', trail)
            yield done, used
            return
        pattern = self.relations[at]
        for chain, end in self.chains(graph, pattern, node, used, row):
            after = self.nodes[at + 1]
            record = ('node', graph.nodes[end], end)
            if after.name in row and (row[after.name] is None or
                                      row[after.name][2] != end):
                continue
            if not after.fits(record):
                continue
            new = Row(row)
            new[after.name] = record
            things = [('relation', graph.relations[i], i) for i in chain]
            new[pattern.name] = things if pattern.span else things[0]
            yield from self.step(graph, new, used | set(chain), at + 1, end,
                                 trail + list(chain))

    @staticmethod
    def chains(graph, pattern, node, used, row):
        least, most = pattern.span or (1, 1)

        def go(chain, here):
            if least <= len(chain) <= most:
                yield list(chain), here
            if len(chain) == most:
                return
            for i in range(len(graph.relations)):
                if i in used or i in chain:
                    continue
                for end in pattern.ends(graph, here, i):
                    yield from go(chain + [i], end)
        yield from go([], node)


def random_path(chance, namer, known, most, fresh_names=True, path_names=None):
    def node():
        reuse = known and chance.random() < 0.5
        if reuse and not fresh_names:
            name = known[0]
        elif reuse:
            name = chance.choice(known)
        else:
            name = namer.next()
        named = fresh_names or reuse
        labels = [chance.choice(LABELS)] if chance.random() < 0.25 else []
        props = [(chance.choice(KEYS), chance.choice([0, 1, 2]))] \
            if chance.random() < 0.15 else []
        if named and name not in known and fresh_names:
            known.append(name)
        return NodePattern(name, labels, props, named)

    if fresh_names:
        nodes = [node()]
    else:
        nodes = [NodePattern(known[0], [], [])]
    relations = []
    for _ in range(chance.randint(0 if fresh_names else 1, most)):
        span = None
        if chance.random() < 0.3:
            span = (chance.choice([0, 1, 1, 2]), chance.choice([1, 2, 3, 4, UNBOUNDED]))
        types = chance.choice([[], [], ['R'], ['S'], ['R', 'S']])
        props = [(chance.choice(KEYS), chance.choice([0, 1, 2]))] \
            if chance.random() < 0.1 else []
        relations.append(RelationPattern(
            namer.next(), types, chance.choice(['out', 'in', 'both']), span,
            props, named=fresh_names and chance.random() < 0.4))
        nodes.append(node())
    return Path(nodes, relations)


# -- clauses ---------------------------------------------------------------------

class Match:
    def __init__(self, chance, namer, known, optional):
        self.optional = optional
        self.before = list(known)
        count = chance.choice([1, 1, 1, 2])
        self.paths = [random_path(chance, namer, known, 3 if count == 1 else 2)
                      for _ in range(count)]
        if chance.random() < 0.2:
            self.paths[0].name = namer.next()
        self.where = None
        if chance.random() < 0.5:
            self.where = condition(chance, known)
        self.new = []
        for path in self.paths:
            for thing in path.nodes + path.relations:
                if thing.name not in self.before:
                    self.new.append(thing.name)
            if path.name:
                self.new.append(path.name)

    def text(self):
        text = 'OPTIONAL MATCH ' if self.optional else 'MATCH '
        text += ', '.join(path.text() for path in self.paths)
        return text + (f' WHERE {self.where[0]}' if self.where else '')

    def run(self, graph, rows):
        out = []
        for row in rows:
            matches = [(row, set())]
            for path in self.paths:
                matches = [m for r, used in matches
                           for m in path.match(graph, r, used)]
            found = [r for r, _ in matches if not self.where or
                     self.where[1](graph, r) is True]
            if not found and self.optional:
                found = [Row(row, **{name: None for name in self.new})]
            out += found
        return out


class Shortest:
    """allShortestPaths() between two nodes of the row, and what WHERE asks of
    the path: the shortest that meet it."""

    def __init__(self, chance, namer, known, optional):
        self.optional = optional
        self.ends = chance.sample(known, 2)
        least = chance.choice([0, 1, 1, 1, 2])
        relation = RelationPattern(
            namer.next(), chance.choice([[], ['R'], ['R', 'S']]),
            chance.choice(['out', 'in', 'both']),
            (least, chance.choice([1, 2, 3, UNBOUNDED])), [])
        nodes = [NodePattern(name, [], []) for name in self.ends]
        self.paths = [Path(nodes, [relation], namer.next())]
        self.conditions = [self.condition(chance)
                           for _ in range(chance.choice([0, 1, 1, 2]))]

    def condition(self, chance):
        name, value = self.paths[0].name, chance.choice([0, 1, 2])
        if chance.random() < 0.3:
            return (f'length({name}) > {value}', lambda _, l: len(l) > value)
        part = chance.choice(['nodes', 'relationships'])
        key = chance.choice(KEYS)
        what, word = chance.choice([(True, 'all'), (False, 'none')])

        def holds(nodes, links):
            things = nodes if part == 'nodes' else links
            return all(equals(prop(t, key), value) is what for t in things)
        return f'{word}(x IN {part}({name}) WHERE x.{key} = {value})', holds

    def text(self):
        path = self.paths[0]
        pattern = Path(path.nodes, path.relations).text()
        text = ('OPTIONAL ' if self.optional else '') + \
            f'MATCH {path.name} = allShortestPaths({pattern})'
        return text + (' WHERE ' if self.conditions else '') + \
            ' AND '.join(t for t, _ in self.conditions)

    def found(self, graph, row):
        start, end = (row[name] for name in self.ends)
        relation = self.paths[0].relations[0]
        if start is None or end is None or \
                (start[2] == end[2] and relation.span[0] > 0):
            return []
        good, first = [], start[2]
        for chain, last in Path.chains(graph, relation, first, set(), row):
            here, nodes = first, [start]
            for i in chain:
                r = graph.relations[i]
                here = r['target'] if r['source'] == here else r['source']
                nodes.append(('node', graph.nodes[here], here))
            links = [('relation', graph.relations[i], i) for i in chain]
            holds = all(f(nodes, links) for _, f in self.conditions)
            if last == end[2] and holds:
                good.append(links)
        return [l for l in good if len(l) == min(map(len, good))]

    def run(self, graph, rows):
        names = [self.paths[0].relations[0].name, self.paths[0].name]
        out = []
        for row in rows:
            found = self.found(graph, row)
            for links in found:
                values = [links, ('path', [0] + links)]
                out.append(Row(row, **dict(zip(names, values))))
            if not found and self.optional:
                out.append(Row(row, **{n: None for n in names}))
        return out


def column(chance, match_things):
    """A column of the result: (text, function of a row)."""
    name, kind = chance.choice(match_things)
    if kind == 'node':
        if chance.random() < 0.5:
            return f'{name}.id', lambda row: row[name] and row[name][1]['id']
        key = chance.choice(KEYS)
        return f'{name}.{key}', lambda row: prop(row[name], key)
    if kind == 'relation':
        return f'{name}.id', lambda row: row[name] and row[name][1]['id']
    if kind == 'list':
        return (f'[x IN {name} | x.id]', lambda row: None if row[name] is None
                else [t[1]['id'] for t in row[name]])
    return (f'length({name})', lambda row: None if row[name] is None
            else len(row[name][1]) - 1)


AGGREGATES = {
    'count': len,
    'min': lambda values: min(values, key=order_key) if values else None,
    'max': lambda values: max(values, key=order_key) if values else None,
}


def order_key(value):
    """Strings before numbers, null last, as in ORDER BY."""
    if value is None:
        return (3,)
    if isinstance(value, list):
        return (0, [order_key(v) for v in value])
    if isinstance(value, str):
        return (1, value)
    return (2, value)


class Return:
    def __init__(self, chance, things):
        self.columns = [column(chance, things)
                        for _ in range(chance.randint(1, 3))]
        self.aggregate = chance.choice([None, None, 'star', 'star', 'count',
                                        'distinct', 'min', 'max', 'thing'])
        self.of = column(chance, things)
        self.thing = chance.choice(things)
        if self.aggregate == 'star' and chance.random() < 0.7:
            self.columns = []
        self.distinct = self.aggregate is None and chance.random() < 0.3
        self.order = chance.random() < 0.3 and self.columns and \
            self.aggregate is None
        self.limit = chance.randint(0, 4) if self.order and \
            chance.random() < 0.6 else None
        self.descending = chance.random() < 0.5

    def aggregate_text(self):
        if self.aggregate == 'star':
            return 'count(*)'
        if self.aggregate == 'thing':
            return f'count({self.thing[0]})'
        if self.aggregate == 'distinct':
            return f'count(DISTINCT {self.of[0]})'
        return f'{self.aggregate}({self.of[0]})'

    def text(self):
        items = [f'{text} AS c{i}' for i, (text, _) in enumerate(self.columns)]
        if self.aggregate:
            items.append(self.aggregate_text() + ' AS total')
        text = 'RETURN ' + ('DISTINCT ' if self.distinct else '')
        text += ', '.join(items)
        if self.order:
            direction = ' DESC' if self.descending else ''
            text += ' ORDER BY ' + ', '.join(
                f'c{i}{direction}' for i in range(len(self.columns)))
        return text + (f' LIMIT {self.limit}' if self.limit is not None else '')

    def fold(self, rows):
        if self.aggregate == 'star':
            return len(rows)
        if self.aggregate == 'thing':
            return sum(row[self.thing[0]] is not None for row in rows)
        values = [v for v in map(self.of[1], rows) if v is not None]
        if self.aggregate == 'distinct':
            return len({json.dumps(v) for v in values})
        return AGGREGATES[self.aggregate](values)

    def run(self, rows):
        keyed = [([value(row) for _, value in self.columns], row)
                 for row in rows]
        if self.aggregate:
            groups = {}
            for key, row in keyed:
                groups.setdefault(json.dumps(key), (key, []))[1].append(row)
            if not self.columns and not groups:
                groups = {'': ([], [])}
            return [key + [self.fold(members)]
                    for key, members in groups.values()]
        out = [key for key, _ in keyed]
        if self.distinct:
            out = list({json.dumps(key): key for key in out}.values())
        if self.order:
            out.sort(key=lambda key: [order_key(v) for v in key],
                     reverse=self.descending)
        return out if self.limit is None else out[:self.limit]


def things_of(matches):
    things = {}
    for match in matches:
        for path in match.paths:
            for node in path.nodes:
                things[node.name] = 'node'
            for relation in path.relations:
                if relation.named:
                    things[relation.name] = 'list' if relation.span \
                        else 'relation'
            if path.name:
                things[path.name] = 'path'
    return list(things.items())


def random_query(chance):
    namer, known = Namer('v'), []
    matches = [Match(chance, namer, known, chance.random() < 0.1)]
    if len(known) > 1 and chance.random() < 0.25:
        matches.append(Shortest(chance, namer, known, chance.random() < 0.3))
    while chance.random() < 0.3 and len(matches) < 3:
        matches.append(Match(chance, namer, known, chance.random() < 0.5))
    return matches, Return(chance, things_of(matches))


# -- running -----------------------------------------------------------------------

def plain(rows, ordered):
    lines = [json.dumps(row) for row in rows]
    return lines if ordered else Counter(lines)


def check(kith, path, graph, chance, show):
    matches, result = random_query(chance)
    query = '\n'.join([m.text() for m in matches] + [result.text()])
    rows = [Row()]
    for match in matches:
        rows = match.run(graph, rows)
        if len(rows) > 20000:
            return True, query
    wanted = result.run(rows)
    done = subprocess.run(
        [kith, 'query', '--quiet', '--format', 'json', path, query],
        capture_output=True, text=True, check=False)
    if done.returncode:
        print(f'{query}\nstatus {done.returncode}: {done.stderr}')
        return False, query
    got = json.loads(done.stdout)['rows']
    if plain(got, result.order) == plain(wanted, result.order):
        return True, query
    print(f'graph: {json.dumps(graph.records())}\nquery: {query}\n'
          f'wanted {sorted(map(json.dumps, wanted))}\n'
          f'got    {sorted(map(json.dumps, got))}')
    if show:
        subprocess.run([kith, 'query', '--explain', path, query], check=False)
    return False, query


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('kith')
    parser.add_argument('--count', type=int, default=400)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--show', action='store_true')
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'graph.json')
        for i in range(options.count):
            chance = random.Random(options.seed * 1000003 + i // 8)
            if i % 8 == 0:
                graph = Graph(chance)
                with open(path, 'w', encoding='utf-8') as file:
                    json.dump(graph.records(), file)
            chance = random.Random(options.seed * 1000003 + i + 7)
            good, _ = check(options.kith, path, graph, chance, options.show)
            failed += not good
            if failed == 5:
                break
    print(f'{options.count} random queries, {failed} with other rows')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
