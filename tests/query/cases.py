#!/usr/bin/env python3
"""Runs the query cases of a file.

  cases.py KITH FILE.case [--update]

A case is a query, then a line `=>`, then what kith prints as TSV, or what it
says on standard error after `error:` lines; an empty line ends it. A line that
begins with `graph: ` names the records for the cases that follow, from the top
of the source tree; with `options: ` it gives options for the next case. Lines
that begin with `#` are comments between cases.
"""

import os
import shlex
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def read_cases(path):
    """Yields (line, graph, options, query, expected lines)."""
    graph, options = None, []
    query, expected, start = [], None, 0
    with open(path, encoding='utf-8') as file:
        lines = file.read().split('\n')
    for number, line in enumerate(lines + [''], 1):
        if expected is not None:
            if line:
                expected.append(line)
                continue
            yield start, graph, options, '\n'.join(query), expected
            query, expected, options = [], None, []
        elif line == '=>':
            expected = []
        elif query:
            query.append(line)
        elif line.startswith('graph: '):
            graph = line[7:]
        elif line.startswith('options: '):
            options = shlex.split(line[9:])
        elif line and not line.startswith('#'):
            query, start = [line], number


def run(kith, graph, options, query):
    done = subprocess.run(
        [kith, 'query', '--format', 'tsv'] + options + [graph, query],
        capture_output=True, text=True, check=False, cwd=ROOT)
    lines = done.stdout.rstrip('\n').split('\n') if done.stdout else []
    lines += ['error: ' + line for line in done.stderr.rstrip('\n').split('\n')
              if line]
    return lines


def main():
    kith, path = os.path.abspath(sys.argv[1]), sys.argv[2]
    update = '--update' in sys.argv
    failed = count = 0
    answers = {}
    for line, graph, options, query, expected in read_cases(path):
        got = run(kith, graph, options, query)
        count += 1
        answers[line] = got
        if got != expected and not update:
            failed += 1
            print(f'{path}:{line}: {query}\n  expected {expected}\n'
                  f'  got      {got}')
    if update:
        rewrite(path, answers)
    print(f'{count} cases, {failed} failed')
    return 1 if failed or not count else 0


def rewrite(path, answers):
    out, skipping, start = [], False, 0
    with open(path, encoding='utf-8') as file:
        lines = file.read().split('\n')
    for number, line in enumerate(lines, 1):
        if skipping and line:
            continue
        skipping = False
        if number in answers:
            start = number
        out.append(line)
        if line == '=>':
            out += answers[start]
            skipping = True
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(out))


if __name__ == '__main__':
    sys.exit(main())
