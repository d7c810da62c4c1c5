#!/usr/bin/env python3
"""Does a relation's label say something of its own line, and of no other's?

Usage: test_labels.py KITH DATA-FOLDER

A label nearer to another line than to its own says a false thing of the other.
Pictures of the data sets that come with kith are read back as a reader sees
them: where each label lies, and which lines, cards and titles are there.
"""
import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"
KITH, DATA = sys.argv[1:3]
STEPS = 16  # straight ones a curve is taken for
MOST_LEFT_OUT = 0.2  # of the lines; versions of Graphviz differ in places
CORE = 0.5  # of a label's width: no other line runs through its middle

EURASIA = "eurasian-organisations.json"
SELECTIONS = [
    (EURASIA, "--around", "cis", "--relation-type", "member_of,founder_of"),
    (EURASIA, "--around", "csto"),
    (EURASIA, "--relation-type", "founder_of,party_to"),
    (EURASIA, "--around", "eaeu", "--labels", "all"),
    (EURASIA, "--around", "sco", "--theme", "mono"),
    ("cis-forum.json",),
    ("cis-forum.json", "--labels", "all", "--engine", "neato"),
]


def numbers(text):
    return [float(n) for n in re.findall(r"-?[\d.]+", text)]


def curve(path):
    """The points of a path of cubic curves, "M x,y C ..."."""
    flat = numbers(path.get("d"))
    at = list(zip(flat[::2], flat[1::2]))
    points = [at[0]]
    for i in range(0, len(at) - 3, 3):
        for k in range(1, STEPS + 1):
            t = k / STEPS
            share = (1 - t)**3, 3 * t * (1 - t)**2, 3 * t * t * (1 - t), t**3
            points.append(tuple(sum(s * p[axis] for s, p in
                                    zip(share, at[i:i + 4]))
                                for axis in (0, 1)))
    return points


def box_of(shape):
    """None of what has no outline."""
    if shape.tag == SVG + "ellipse":
        x, y, across, up = (float(shape.get(k)) for k in ("cx", "cy", "rx", "ry"))
        return x - across, y - up, x + across, y + up
    flat = numbers(shape.get("d") or shape.get("points") or "")
    return flat and (min(flat[::2]), min(flat[1::2]),
                     max(flat[::2]), max(flat[1::2]))


def to_step(point, start, end):
    """Distance from a point to a straight step."""
    step = end[0] - start[0], end[1] - start[1]
    long = step[0]**2 + step[1]**2
    along = ((point[0] - start[0]) * step[0]
             + (point[1] - start[1]) * step[1]) / long if long else 0
    along = min(max(along, 0), 1)
    return math.hypot(start[0] + along * step[0] - point[0],
                      start[1] + along * step[1] - point[1])


def to_line(point, line):
    return min(to_step(point, *ends) for ends in zip(line, line[1:]))


def middle(box):
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def overlap(one, other):
    return (one[0] < other[2] and other[0] < one[2]
            and one[1] < other[3] and other[1] < one[3])


def through(line, box):
    """Does a line run through the core of a label?"""
    inset = (box[2] - box[0]) * (1 - CORE) / 2
    core = box[0] + inset, box[1], box[2] - inset, box[3]
    for start, end in zip(line, line[1:]):
        for k in range(9):
            x, y = (start[i] + (end[i] - start[i]) * k / 8 for i in (0, 1))
            if core[0] < x < core[2] and core[1] < y < core[3]:
                return True
    return False


def read(svg):
    """Lines and labels by relation; cards; titles of boxes."""
    lines, labels, cards, titles = {}, {}, [], []
    for group in svg.iter(SVG + "g"):
        kind = group.get("class", "").split()
        if "legend" in kind:
            continue
        if "edge" in kind and group.get("id", "").startswith("r-"):
            lines[group.get("id")] = curve(next(group.iter(SVG + "path")))
            words = " ".join(t.text for t in group.iter(SVG + "text"))
            if words:
                plate = list(group.iter(SVG + "polygon"))[-1]
                labels[group.get("id")] = box_of(plate), words
        elif "node" in kind:
            cards.append(next(box for box in map(box_of, group.iter()) if box))
        elif "cluster-box" in kind:
            for text in group.iter(SVG + "text"):
                x, y = float(text.get("x")), float(text.get("y"))
                titles.append((x, y - 8, x + 5 * len(text.text), y + 2))
    return lines, labels, cards, titles


def wrongs(svg):
    """What a reader of the picture could take for something else."""
    lines, labels, cards, titles = read(svg)
    found = []
    for name, (box, words) in labels.items():
        own = to_line(middle(box), lines[name])
        for other, line in lines.items():
            if other == name:
                continue
            if to_line(middle(box), line) <= own:
                found.append(f"{name} '{words}' is nearer to {other}")
            elif through(line, box):
                found.append(f"{name} '{words}' lies on {other}")
        found += [f"{name} '{words}' covers a card"
                  for card in cards if overlap(box, card)]
        found += [f"{name} '{words}' covers a title"
                  for title in titles if overlap(box, title)]
        found += [f"{name} '{words}' covers the label of {other}"
                  for other, (place, _) in labels.items()
                  if other < name and overlap(box, place)]
    return found, len(labels), len(lines)


def words_of(svg):
    text = " ".join(t.text or "" for t in svg.iter(SVG + "text"))
    return " ".join(text.split())


def picture(data, *options):
    done = subprocess.run([KITH, "draw", os.path.join(DATA, data), *options,
                           "--format", "svg"], capture_output=True, check=True,
                          timeout=120)
    return tree.fromstring(done.stdout)


def left_out(svg):
    """How many lines are without a label, by the line below the title."""
    told = re.search(r"(\d+) of \d+ labels of lines left out", words_of(svg))
    return int(told.group(1)) if told else 0


def main():
    failed = 0
    for selection in SELECTIONS:
        for more in ([], ["--dates"]):
            svg = picture(*selection, *more)
            found, labels, lines = wrongs(svg)
            left = left_out(svg)
            if labels + left != lines:
                found.append(f"{lines - labels} without a label, {left} told")
            if left > MOST_LEFT_OUT * lines:
                found.append("too many without a label")
            print("FAIL" if found else "ok  ", *selection, *more,
                  f"({labels} labels, {lines} lines)")
            print("".join(f"     {wrong}\n" for wrong in found[:8]), end="")
            failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
