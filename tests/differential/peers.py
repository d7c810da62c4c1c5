#!/usr/bin/python3
"""Compares what kith says about random graphs with what NetworkX and igraph say
about the same graphs: measures, groups, structure, paths and figures.

    peers.py [--graphs N] [--seed N] [--only SUBJECT] KITH

N is 300 if neither --graphs nor KITH_GRAPHS says otherwise; a release is tried
on 1,000. Works on as many processes as there are processors. Each subject is a
file beside this one, with a table of the differences of convention and their
reasons at its head. Fails where values are more than 1e-9 of max(1, |value|)
apart, and where kith has a measure or a method that is not compared. A graph is
made again by `graphs.py SEED NUMBER`.
"""
import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
import warnings

import igraph
import networkx
import numpy

import figures
import graphs
import groupings
import measures
import paths
import program
import tally

SUBJECTS = {"measures": measures, "groupings": groupings, "paths": paths,
            "figures": figures}


def compare_some(work):
    """Every N-th graph: a Tally."""
    path, seed, numbers, subjects, folder = work
    warnings.simplefilter("ignore")
    kith, found = program.Kith(path), tally.Tally()
    for number in numbers:
        graph = graphs.random_graph(seed, number)
        file = "%s/graph-%d-%d.json" % (folder, seed, number)
        graphs.write_records(graph, file)
        for subject in subjects:
            try:
                SUBJECTS[subject].compare(kith, file, graph, number, found)
            except program.Failed as failed:
                found.fail("%s, call" % subject, str(failed))
            except Exception:  # a peer's: say of which graph
                found.fail("%s, stopped" % subject,
                           traceback.format_exc().strip())
        os.unlink(file)
    return found


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("kith", metavar="KITH")
    parser.add_argument("--graphs", type=int, metavar="N",
                        default=int(os.environ.get("KITH_GRAPHS", 300)))
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--only", choices=SUBJECTS, metavar="SUBJECT")
    return parser.parse_args()


def main():
    options = arguments()
    subjects = [options.only] if options.only else list(SUBJECTS)
    start = time.monotonic()
    total = tally.Tally()
    for subject in subjects:
        SUBJECTS[subject].coverage(program.Kith(options.kith), total)
    parts = 8 * os.cpu_count()
    with tempfile.TemporaryDirectory() as folder, \
            multiprocessing.Pool(os.cpu_count()) as pool:
        for found in pool.imap_unordered(compare_some, [
                (options.kith, options.seed, range(i, options.graphs, parts),
                 subjects, folder) for i in range(parts)]):
            total.add(found)
    print("%d graphs in %.0f s; networkx %s, igraph %s, numpy %s" % (
        options.graphs, time.monotonic() - start, networkx.__version__,
        igraph.__version__, numpy.__version__))
    return total.report()


if __name__ == "__main__":
    sys.exit(main())
