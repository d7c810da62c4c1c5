#!/usr/bin/env python3
"""Draws scenes with kith-draw and checks what comes out.

Usage: test_draw.py KITH-DRAW [NAME...]

Only structure is checked, never pixels: places differ between versions of
Graphviz, but what a picture says must not.
"""
import itertools
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as tree

HERE = os.path.dirname(os.path.abspath(__file__))
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
KITH_DRAW = sys.argv[1]

FAMILY = "\U0001F468\u200D\U0001F469\u200D\U0001F467"
FLAG = "\U0001F1FA\U0001F1FF"
HOSTILE = [
    'say "hello"', "ends with a backslash\\", "\\N \\G \\E \\T \\n \\l \\r",
    "two\nlines\tand a tab", "<b>bold</b>", "<script>alert(1)</script>",
    "AT&T", "&amp; &lt; &#65; &eacute; &nbsp;", "]]>", "]]&gt;", "<!-- x -->",
    "-- --> <!--", "%s %n %1000d", "{a|b}", "<<table>>", "`id` $(id) ;",
    "a\x01b\x7f\x9bc", "مرحبا بالعالم", "שלום עולם", "Тошкент шаҳри",
    "信息安全国际专家论坛中华人民共和国", f"family {FAMILY} {FLAG}{FLAG}",
    "e\u0301" * 30, "Z" + "\u0335" * 50, "x" * 10000, "word " * 2000,
    "a-very-long-hyphenated-name-of-an-institute/with/slashes/in/it",
    " ", "", "\u202eright to left\u202c", "\ufeffmark", "\u2028", "stroke=\"transparent\"",
    "<title>n0</title>", "n1", "cluster_0", "legend", "title", "\\", '"', "<",
    ">", "&", "'", "]", "]]", "#", ";", "\u00a0spaces\u00a0", "\uffff\ufffe",
]


PIECES = [
    '"', "\\", "\\\\", "\n", "\r\n", "\t", "<b>", "</b>", "<br/>", "<", ">", "&",
    "&lt;", "&#0;", "]]>", "<![CDATA[", "<!--", "-->", "<?xml?>", "%s", "%n", "{",
    "}", "|", "\x01", "\x07", "\x08", "\x0c", "\x1b[31m", "\x7f",
    "\x85", "\u200f", "\u202e", "\u2066", "\u200b", "\ufeff", "\u0301", "\u20dd",
    "م", "ש", "信", "가", "ไท", "🏳️‍🌈", FAMILY, FLAG, "\U0001F3FB", "\uffff",
    "\U0010ffff", "name", "a b", " ", "'", "`", "$(x)", ";", "#", "//", "/*", "=",
    "->", "[", "]", "\\N", "\\G", "\\L", "\\n", "javascript:", "</svg>",
    "</title>", "<script>", "x" * 300,
]


def hostile_table():
    """Two hundred texts: those above, and mixtures that end in any way."""
    pick = random.Random(200)
    table = list(HOSTILE)
    while len(table) < 200:
        count = pick.randrange(1, 7)
        table.append("".join(pick.choice(PIECES) for _ in range(count)))
    return table


def draw(scene, *options, binary=None):
    """Exit code, standard output as bytes, standard error as text."""
    data = scene if isinstance(scene, bytes) else json.dumps(scene).encode()
    done = subprocess.run([binary or KITH_DRAW, *options], input=data,
                          capture_output=True, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr.decode()


def must_draw(scene, *options):
    code, out, err = draw(scene, "--quiet", *options)
    assert code == 0, (code, err)
    assert err == "", err
    assert out
    return out


def svg_of(scene):
    return tree.fromstring(must_draw(scene, "--format", "svg"))


def groups(svg, name):
    """Groups of a class that are not part of the header, nor of a name."""
    found = [g for g in svg.iter(SVG + "g")
             if name in g.get("class", "").split()]
    return [g for g in found
            if not {"legend", "leader"} & set(g.get("class").split())]


def title_of(group):
    return group.find(SVG + "title").text


def texts_of(group):
    return [text.text or "" for text in group.iter(SVG + "text")]


def forum(**changes):
    with open(os.path.join(HERE, "scenes", "forum.json"), "rb") as file:
        return {**json.load(file), **changes}


def named(*labels, **more):
    """A scene with one node a label and no edges."""
    nodes = [{"id": f"e{i}", "label": x} for i, x in enumerate(labels)]
    return {"nodes": nodes, **more}


def skewed(count, relations, **more):
    """A graph in which a few nodes have most relations."""
    pick = random.Random(7)
    ends, edges = [0], []
    for i in range(1, count):
        other = pick.choice(ends) if pick.random() < 0.75 else pick.randrange(i)
        edges.append((i, other))
        ends += [i, other]
    while len(edges) < relations:
        one, other = pick.randrange(count), pick.choice(ends)
        if one != other:
            edges.append((one, other))
            ends.append(other)
    degree = [ends.count(i) for i in range(count)]
    types = ["circle", "rounded", "pentagon", "hexagon", "diamond"]
    return {
        "title": "Skewed",
        "types": [{"label": f"kind {i}", "shape": x, "colour": i}
                  for i, x in enumerate(types)],
        "nodes": [{"id": str(i), "label": f"Entity number {i}",
                   "type": i % len(types), "score": degree[i] / max(degree)}
                  for i in range(count)],
        "edges": [{"source": a, "target": b, "label": "knows"}
                  for a, b in edges], **more}


def clean(text):
    """What kith-draw shows of a text, before wrapping."""
    out = []
    for c in text:
        code = ord(c)
        if c.isspace() and c != "\u00a0" and not 0x1c <= code <= 0x1f:
            out.append(" ")
        elif (unicodedata.category(c) in ("Cc", "Cs")
              or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF):
            out.append("\ufffd")
        else:
            out.append(c)
    return " ".join(x for x in "".join(out).split(" ") if x)


def squeezed(text):
    return re.sub(r"[ \u00a0]", "", text)


def columns(text):
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    marks = sum(unicodedata.category(c) in ("Mn", "Me", "Cf") for c in text)
    return len(text) + wide - marks


def boxes_of(positions):
    return [(n["x"] - n["width"] / 2, n["y"] - n["height"] / 2,
             n["x"] + n["width"] / 2, n["y"] + n["height"] / 2)
            for n in positions["nodes"]]


def overlaps(boxes):
    return [(a, b) for a, b in itertools.combinations(boxes, 2)
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]]


def points_of(polygon):
    pairs = [p.split(",") for p in polygon.get("points").split()]
    xs, ys = [float(p[0]) for p in pairs], [float(p[1]) for p in pairs]
    return min(xs), min(ys), max(xs), max(ys)


def test_forum_says_what_the_scene_says():
    scene = forum()
    svg = svg_of(scene)
    assert len(groups(svg, "node")) == len(scene["nodes"])
    assert len(groups(svg, "edge")) == len(scene["edges"])
    assert len(groups(svg, "cluster")) == len(scene["clusters"])
    by_id = {g.get("id"): g for g in svg.iter(SVG + "g")}
    for node in scene["nodes"]:
        group = by_id["n-" + node["id"]]
        kind = scene["types"][node["type"]]["label"]
        caption, *lines = texts_of(group)
        assert f"t-{node['type']}" in group.get("class").split()
        assert title_of(group) == f"{node['label']} · {kind}"
        assert caption == kind.upper()
        shown = squeezed("".join(lines))
        assert (shown == squeezed(node["label"]) or shown.endswith("…")
                and squeezed(node["label"]).startswith(shown[:-1])), lines
    for i, edge in enumerate(scene["edges"]):
        source = scene["nodes"][edge["source"]]["label"]
        target = scene["nodes"][edge["target"]]["label"]
        group = by_id[f"r-{i}"]
        assert title_of(group) == f"{source} – {edge['label']} → {target}"
        assert texts_of(group) == [edge["label"]]


def test_forum_is_laid_out_in_layers_without_overlap():
    positions = json.loads(must_draw(forum(), "--format", "json"))
    assert positions["engine"] == "dot"
    assert [n["id"] for n in positions["nodes"]] == \
        [n["id"] for n in forum()["nodes"]]
    boxes = boxes_of(positions)
    assert not overlaps(boxes)
    assert min(b[0] for b in boxes) >= -1 and min(b[1] for b in boxes) >= -1
    assert max(b[2] for b in boxes) <= positions["width"] + 1
    assert max(b[3] for b in boxes) <= positions["height"] + 1


def test_svg_is_accessible():
    svg = svg_of(forum())
    assert svg.get("role") == "img"
    spoken = [x.text for x in svg if x.tag in (SVG + "title", SVG + "desc")]
    assert spoken == [forum()["title"], forum()["description"]]
    labelled = svg.get("aria-labelledby").split()
    assert labelled == [x.get("id") for x in list(svg)[:2]]


def test_every_engine_draws_the_forum():
    for engine in ("dot", "neato", "sfdp", "fdp", "circo", "twopi"):
        scene = forum(engine=engine)
        positions = json.loads(must_draw(scene, "--format", "json"))
        assert positions["engine"] == engine
        assert len(groups(svg_of(scene), "edge")) == len(scene["edges"])
    assert not overlaps(boxes_of(json.loads(
        must_draw(forum(engine="neato"), "--format", "json"))))


def test_direction_turns_the_layers():
    def size(direction):
        scene = forum(engine="dot", direction=direction)
        found = json.loads(must_draw(scene, "--format", "json"))
        ids = {n["id"]: n for n in found["nodes"]}
        return ids["mukhitdinov"], ids["rcc-executive"]
    one, other = size("LR")
    assert one["x"] + one["width"] / 2 < other["x"] - other["width"] / 2
    one, other = size("TB")
    assert one["y"] + one["height"] / 2 < other["y"] - other["height"] / 2


def test_what_has_no_relation_stands_in_rows():
    scene = named(*[f"Name {i}" for i in range(22)], edges=[
        {"source": 0, "target": 1}], engine="dot")
    for direction in ("LR", "TB"):
        place = json.loads(must_draw({**scene, "direction": direction},
                                     "--format", "json"))
        for axis in ("x", "y"):
            rows = {round(node[axis]) for node in place["nodes"][2:]}
            assert 4 <= len(rows) <= 6, (direction, axis, rows)
        assert not overlaps(boxes_of(place))
    assert len(groups(svg_of(scene), "edge")) == 1


def test_auto_engine_suits_the_graph():
    def engine(scene):
        return json.loads(must_draw(scene, "--format", "json"))["engine"]
    ring = [{"source": i, "target": (i + 1) % 12} for i in range(12)]
    both = [{"source": e["target"], "target": e["source"]} for e in ring]
    hub = [{"source": 0, "target": i} for i in range(1, 38)]
    ids = [{"id": str(i)} for i in range(38)]
    assert engine(forum()) == "dot"
    assert engine({"nodes": ids[:12], "edges": ring + both}) == "neato"
    assert engine({"nodes": ids, "edges": hub}) == "neato"
    assert engine({"nodes": ids[:23], "edges": [
        {"source": i, "target": (i + 1) % 23} for i in range(23)]}) == "neato"
    assert engine({"nodes": ids[:8], "edges": ring[:7]}) == "dot"
    assert engine(skewed(50, 70)) == "neato"
    assert engine(skewed(300, 500)) == "neato"
    assert engine(skewed(301, 500)) == "sfdp"


def test_hostile_labels_come_back_equal():
    svg = svg_of(named(*HOSTILE, title="\\N <&> ]]>", subtitle="\\G &amp;"))
    shown = groups(svg, "node")
    assert len(shown) == len(HOSTILE)
    for i, (label, group) in enumerate(zip(HOSTILE, shown)):
        wanted = clean(label) or f"e{i}"
        lines = texts_of(group)
        whole = squeezed("".join(lines))
        if len(wanted) > 88 or whole.endswith("…"):
            assert whole.endswith("…"), (label, lines)
            assert squeezed(wanted).startswith(whole[:-1]), (label, lines)
        else:
            assert whole == squeezed(wanted), (label, lines)
        if len(wanted) <= 600:
            assert title_of(group) == wanted
    header = [t for g in svg.iter(SVG + "g") if g.get("id") in
              ("title", "subtitle") for t in texts_of(g)]
    assert [squeezed(t) for t in header] == ["\\N<&>]]>", "\\G&amp;"]


def test_hostile_edges_clusters_and_types_come_back_equal():
    for text in HOSTILE:
        if not clean(text) or len(text) > 20:
            continue
        scene = {
            "engine": "dot", "types": [{"label": text, "count": 7}],
            "clusters": [{"label": text}, {"label": "other"}],
            "nodes": [{"id": text + str(i), "type": 0, "cluster": i % 2}
                      for i in range(6)],
            "edges": [{"source": 0, "target": 1, "label": text,
                       "tooltip": text}]}
        svg = svg_of(scene)
        edge = groups(svg, "edge")[0]
        assert title_of(edge) == clean(text)
        assert squeezed("".join(texts_of(edge))) == squeezed(clean(text))
        box = [g for g in groups(svg, "cluster") if g.get("id") == "c-0"][0]
        assert squeezed("".join(texts_of(box))) == squeezed(clean(text))
        row = [g for g in svg.iter(SVG + "g") if g.get("id") == "legend-0"][0]
        assert squeezed("".join(texts_of(row))) == squeezed(clean(text)) + "7"


def test_hostile_labels_survive_dot():
    out = must_draw(named(*HOSTILE), "--format", "dot")
    dot = shutil.which("dot")
    if not dot:
        return
    done = subprocess.run([dot, "-Tsvg"], input=out, capture_output=True,
                          check=False)
    assert done.returncode == 0, done.stderr
    svg = tree.fromstring(done.stdout)
    shown = [g for g in groups(svg, "node")]
    assert len(shown) == len(HOSTILE)
    for label, group in zip(HOSTILE, shown):
        if clean(label) and len(label) <= 80:
            assert squeezed("".join(texts_of(group))) == squeezed(clean(label))


def test_tooltips_and_links_are_not_interpreted():
    for text in HOSTILE:
        if not clean(text) or len(text) > 600:
            continue
        url = "https://example.org/?a=1&lt=2&amp;b=%5CN#x"
        svg = svg_of({"nodes": [{"id": "a", "tooltip": text, "url": url}]})
        link = next(svg.iter(SVG + "a"))
        assert link.get(LINK) == url
        assert title_of(groups(svg, "node")[0]) == clean(text)


def checked_by(command, data):
    """Another program reads it; where that is not installed, nothing."""
    if not shutil.which(command[0]):
        return None
    done = subprocess.run(command, input=data, capture_output=True,
                          check=False, timeout=120)
    assert done.returncode == 0, (command, done.stderr[:400])
    return done.stdout


def everywhere(texts, **more):
    """A scene that has each of these texts in every place that takes one."""
    count = len(texts)
    return {
        "title": texts[0], "subtitle": texts[-1], "description": texts[0],
        "types": [{"label": x, "colour": i % 8, "count": 1}
                  for i, x in enumerate(texts)],
        "colours": [{"label": x, "colour": i % 8} for i, x in enumerate(texts)],
        "clusters": [{"label": x} for x in texts],
        "nodes": [{"id": x, "label": x, "tooltip": x, "type": i, "url": x,
                   "colour": i, "cluster": i // 3, "score": (i % 7) / 7}
                  for i, x in enumerate(texts)],
        "edges": [{"source": i, "target": (i * 7 + 1) % count, "label": x,
                   "tooltip": x, "url": "https://example.org/?" + x}
                  for i, x in enumerate(texts)], **more}


def test_two_hundred_hostile_texts_leave_other_readers_whole():
    table = hostile_table()
    assert len(table) == 200
    for first in range(0, 200, 50):
        for engine in ("dot", "neato"):
            scene = everywhere(table[first:first + 50], engine=engine)
            out = must_draw(scene, "--format", "svg")
            checked_by(["xmllint", "--noout", "-"], out)
            svg = tree.fromstring(out)
            assert len(groups(svg, "node")) == 50
            assert len(groups(svg, "edge")) == 50
            assert not list(svg.iter(SVG + "script"))
            code = must_draw(scene, "--format", "dot")
            canonical = checked_by(["dot", "-Tcanon"], code)
            if canonical is not None:
                assert canonical.count(b" -> ") >= 50
    scene = everywhere(table, engine="sfdp")
    out = must_draw(scene, "--format", "svg")
    checked_by(["xmllint", "--noout", "-"], out)
    names = groups(tree.fromstring(out), "name")
    for group in names:
        label = table[int(group.get("id").split("-")[1])]
        shown = squeezed("".join(texts_of(group)))
        wanted = squeezed(clean(label) or "(noname)")
        assert shown == wanted or (shown.endswith("…") and
                                   wanted.startswith(shown[:-1])), label
    assert len(names) >= 30
    checked_by(["dot", "-Tcanon"], must_draw(scene, "--format", "dot"))


def test_only_safe_links_are_kept():
    good = ["http://a.example/", "HTTPS://b.example/x?y=\\N", "mailto:c@d.ex"]
    bad = ["javascript:alert(1)", "JaVaScRiPt:x", " javascript:x", "data:x,y",
           "file:///etc/passwd", "//host/x", "vbscript:x", "java\nscript:x",
           "https://a\nb", "x", "", "\x01javascript:x"]
    scene = {"nodes": [{"id": str(i), "url": u}
                       for i, u in enumerate(good + bad)]}
    links = [a.get(LINK) for a in svg_of(scene).iter(SVG + "a")]
    assert links == good, links
    dot = must_draw(scene, "--format", "dot").decode()
    assert dot.count("URL=") >= len(good) and "javascript" not in dot


def test_ids_are_unique_xml_names():
    ids = ["a", "a", "A", "a b", "a_b", "a\tb", "", "", "n-0", "тошкент", "☃",
           "x" * 300, "x" * 301, "1", "-", "a.1", "a.1", "\\N", "&", "\"",
           "legend-0", "title", "r-0", "graph0"]
    svg = svg_of({"nodes": [{"id": i} for i in ids]})
    found = [e.get("id") for e in svg.iter() if e.get("id")]
    assert len(found) == len(set(found)), found
    shown = [g.get("id") for g in groups(svg, "node")]
    assert len(shown) == len(ids)
    assert shown[0] == "n-a" and shown[9] == "n-тошкент"
    assert all(re.fullmatch(r"n-[\w.\-]*", i) for i in shown), shown


def test_lines_are_wrapped_between_characters():
    labels = ["e\u0301" * 60, FAMILY * 30, FLAG * 31, "信息安全" * 10,
              "Institute for Strategic and Regional Studies under the "
              "President of the Republic", "Wort" * 12]
    for label in labels:
        lines = texts_of(groups(svg_of(named(label)), "node")[0])
        assert 1 < len(lines) <= 4
        for line in lines:
            assert columns(line) <= 31 or FAMILY in line, line
            assert unicodedata.category(line[0]) not in ("Mn", "Cf"), line
        whole = "".join(lines).rstrip("…")
        if label.startswith(FAMILY):
            assert whole == FAMILY * (len(whole) // len(FAMILY))
        if label.startswith(FLAG):
            assert whole == FLAG * (len(whole) // len(FLAG))
            assert all(len(line.rstrip("…")) % 2 == 0 for line in lines)
    balanced = texts_of(groups(svg_of(named("Institute for Strategic and "
                                            "Regional Studies")), "node")[0])
    assert balanced == ["Institute for", "Strategic and", "Regional Studies"]


def test_large_pictures_are_dots_with_names_that_do_not_overlap():
    scene = skewed(300, 620)
    svg = svg_of(scene)
    names = groups(svg, "name")
    dots = [g for g in groups(svg, "node") if g not in names]
    assert len(dots) == 300 and len(groups(svg, "edge")) == 620
    assert all(not texts_of(g) for g in dots + groups(svg, "edge"))
    assert len(names) >= 30
    hub = max(range(300), key=lambda i: scene["nodes"][i]["score"])
    assert f"name-{hub}" in [g.get("id") for g in names]
    plates = [points_of(g.find(SVG + "polygon")) for g in names]
    shrunk = [(a + .05, b + .05, c - .05, d - .05) for a, b, c, d in plates]
    assert not overlaps(shrunk)
    for name in names:
        index = int(name.get("id").split("-")[1])
        label = scene["nodes"][index]["label"]
        assert squeezed("".join(texts_of(name))) == squeezed(label)


def box_of(group):
    """Of all that a group draws, but its text."""
    numbers = [float(n) for e in group.iter() if e.get("d") or e.get("points")
               for n in re.findall(r"-?[\d.]+", e.get("d") or e.get("points"))]
    for e in group.iter(SVG + "ellipse"):
        x, y, a, b = (float(e.get(k)) for k in ("cx", "cy", "rx", "ry"))
        numbers += [x - a, y - b, x + a, y + b]
    xs, ys = numbers[::2], numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def gap(one, other):
    x = max(one[0] - other[2], other[0] - one[2], 0)
    y = max(one[1] - other[3], other[1] - one[3], 0)
    return (x * x + y * y) ** 0.5


def test_names_are_nearest_to_their_own_dots_or_led_there():
    for scene in (skewed(300, 620), skewed(110, 440)):
        svg = svg_of(scene)
        names = {int(g.get("id")[5:]): box_of(g) for g in groups(svg, "name")}
        dots = [box_of(g) for g in groups(svg, "node")
                if "name" not in g.get("class").split()]
        led = {int(g.get("id")[7:]): box_of(g) for g in svg.iter(SVG + "g")
               if "leader" in g.get("class", "").split()}
        assert set(led) <= set(names)
        largest = sorted(range(len(dots)), reverse=True,
                         key=lambda i: scene["nodes"][i]["score"])[:20]
        assert set(largest) <= set(names), "a large dot has no name"
        for i in largest[:3]:
            assert all(gap(names[i], dot) for dot in dots), "over a dot"
        for i, name in names.items():
            own = gap(name, dots[i])
            others = min(gap(name, dot) for j, dot in enumerate(dots) if j != i)
            assert others > (own if i not in led else 0), (i, own, others)
            if i in led:
                assert gap(led[i], name) < .2 and gap(led[i], dots[i]) == 0


def test_lines_that_are_set_off_have_labels_between_dots():
    scene = skewed(200, 400)
    for edge in scene["edges"][:3]:
        edge.update(emphasis=True, label="leads, since 2017")
    for more in ({}, {"labels": "legend"}):
        svg = svg_of({**scene, **more})
        told = {g.get("id"): " ".join(texts_of(g))
                for g in groups(svg, "edge") if texts_of(g)}
        assert told == {f"r-{i}": "leads, since 2017" for i in range(3)}, told
        plates = [box_of(e) for g in groups(svg, "edge") if texts_of(g)
                  for e in [g.findall(f".//{SVG}polygon")[-1]]]
        names = [box_of(g) for g in groups(svg, "name")]
        assert not [1 for p in plates for n in names if not gap(p, n)]


def test_labels_of_a_small_picture_lie_between_its_cards():
    names = ["Ann Able", "Beta Holding", "Gamma", "Delta Works"]
    lines = [(0, 1, "owns", "2010 to 2012"), (1, 2, "owns", "since 2015-06"),
             (0, 3, "knows", "since 2015-06"), (2, 0, "knows", "until 2019"),
             (3, 1, "leads", "2001-01-01 to 2015-06")]
    svg = svg_of(named(*names, edges=[
        {"source": a, "target": b, "label": text, "dates": dates,
         "dashed": "until" in dates} for a, b, text, dates in lines]))
    cards = [box_of(g) for g in groups(svg, "node")]
    for group in groups(svg, "edge"):
        plate = box_of(group.findall(f".//{SVG}polygon")[-1])
        assert all(gap(plate, card) for card in cards), texts_of(group)
        assert tuple(texts_of(group)) in {line[2:] for line in lines}


def test_names_go_first_to_what_colours_set_off():
    scene = skewed(300, 620, colours=[{"label": "most", "level": 1}])
    last = min(range(300), key=lambda i: scene["nodes"][i]["score"])
    scene["nodes"][last]["level"] = 1
    assert f"name-{last}" in [g.get("id") for g in groups(svg_of(scene), "name")]


def subtitle_of(svg):
    (group,) = (g for g in svg.iter(SVG + "g") if g.get("id") == "subtitle")
    return " ".join(texts_of(group))


def test_names_left_out_are_counted():
    scene = skewed(300, 620, subtitle="300 entities")
    svg = svg_of(scene)
    said = f"{len(groups(svg, 'name'))} of 300"
    assert squeezed(f"{said} named") in squeezed(subtitle_of(svg))
    assert said in draw(scene)[2] and draw(scene)[2].count("\n") == 1
    assert "or as svg" not in draw(scene)[2]
    assert "or as svg" in draw(scene, "--format", "pdf")[2]
    assert "named" not in subtitle_of(svg_of({**scene, "remarks": False}))
    apart = {"subtitle": "80 entities", "engine": "given",
             "nodes": [{"id": str(i), "x": i % 9 * 90, "y": i // 9 * 90}
                       for i in range(80)]}
    assert "named" not in subtitle_of(svg_of(apart)) and not draw(apart)[2]


def test_a_picture_with_fewer_dots_than_asked_for_says_so():
    scene = named("one", "two", dpi=1200, engine="given")
    for i, node in enumerate(scene["nodes"]):
        node.update(x=i * 2000, y=i * 2000)
    code, out, err = draw(scene, "--format", "png")
    assert code == 0 and out and "1200 dots per inch" in err
    assert not draw({**scene, "dpi": 144}, "--format", "png")[2]


def test_boxes_are_explained():
    nodes = [{"id": str(i), "cluster": i // 3} for i in range(6)]
    scene = {"subtitle": "six", "boxes": "communities", "engine": "dot",
             "clusters": [{"label": "a"}, {"label": "b"}], "nodes": nodes}
    assert "boxes = communities" in subtitle_of(svg_of(scene))
    neato = svg_of({**scene, "engine": "neato"})
    assert "boxes" not in subtitle_of(neato)
    edges = [{"source": i, "target": j} for i in range(6) for j in range(6)
             if i != j]
    for boxed, engine in ((True, "fdp"), (False, "neato")):
        found = json.loads(must_draw({**scene, "engine": "auto",
                                      "edges": edges, "boxed": boxed},
                                     "--format", "json"))
        assert found["engine"] == engine


def busy(**more):
    """A small graph with too many relations to name them all."""
    scene = skewed(30, 90, **more)
    scene["kinds"] = [{"label": "leads", "count": 60, "colour": 0},
                      {"label": "other", "count": 30, "colour": 7}]
    for i, edge in enumerate(scene["edges"]):
        edge["kind"] = int(i % 3 == 0)
    return scene


def kind_rows(svg):
    return ["".join(texts_of(g)) for g in svg.iter(SVG + "g")
            if re.fullmatch(r"kind-\d+", g.get("id", ""))]


def test_many_relations_are_told_by_colours_and_a_legend():
    svg = svg_of(busy())
    assert [squeezed(r) for r in kind_rows(svg)] == ["leads60", "other30"]
    edges = groups(svg, "edge")
    assert not any(texts_of(g) for g in edges)
    lines = {g.find(f".//{SVG}path").get("stroke") for g in edges}
    assert len(lines) == 2, lines
    named_all = svg_of(busy(labels="all"))
    assert not kind_rows(named_all)
    assert all(texts_of(g) for g in groups(named_all, "edge"))
    few = busy()
    few["edges"] = few["edges"][:40]
    assert not kind_rows(svg_of(few))
    assert kind_rows(svg_of({**few, "labels": "legend"}))
    mono = svg_of(busy(theme="mono"))
    assert squeezed(kind_rows(mono)[0]) == "1leads60"
    assert {"".join(texts_of(g)) for g in groups(mono, "edge")} == {"1", "2"}


def path_box(group):
    """Around the curve of a line, its control points included."""
    flat = [float(n) for n in re.findall(r"-?[\d.]+",
                                         next(group.iter(SVG + "path")).get("d"))]
    return min(flat[::2]), min(flat[1::2]), max(flat[::2]), max(flat[1::2])


def test_labels_of_loops_stand_beside_them():
    edges = [{"source": a, "target": b, "label": text, "dates": "since 2001"}
             for a, b, text in [(0, 0, "owns"), (1, 1, "is a part of itself"),
                                (0, 1, "leads"), (1, 2, "leads")]]
    for engine in ("dot", "neato", "fdp", "circo", "twopi"):
        svg = svg_of(named("Ann", "Beta Holding", "C", engine=engine,
                           edges=edges))
        loops = [g for g in groups(svg, "edge")
                 if len(texts_of(g)) >= 2 and texts_of(g)[0] != "leads"]
        assert len(loops) == 2, engine
        for group in loops:
            plate = box_of(group.findall(f".//{SVG}polygon")[-1])
            assert gap(plate, path_box(group)), (engine, texts_of(group))


def test_parallel_lines_and_loops_part_until_labels_have_room():
    lines = [(0, 1, "is authorised representative of"), (0, 1, "owns"),
             (1, 0, "owns"), (0, 0, "owns"), (0, 0, "knows")]
    scene = named("A", "A company with a long name", engine="neato", edges=[
        {"source": a, "target": b, "label": text, "dates": "since 2010"}
        for a, b, text in lines])
    svg = svg_of(scene)
    plates = [box_of(g.findall(f".//{SVG}polygon")[-1])
              for g in groups(svg, "edge") if texts_of(g)]
    assert len(plates) == len(lines), len(plates)
    assert all(gap(a, b) for a, b in itertools.combinations(plates, 2))


def test_accents_of_capitals_stay_below_the_type():
    scene = named("Świętek", "Étienne Å", types=[
        {"label": "person", "shape": "ellipse", "colour": 0}])
    for node in scene["nodes"]:
        node["type"] = 0
    for group in groups(svg_of(scene), "node"):
        lines = [(float(t.get("y")), float(t.get("font-size")))
                 for t in group.iter(SVG + "text") if (t.text or "").strip()]
        (caption, _), (name, size) = lines
        assert name - caption > 1.05 * size, (caption, name, size)


def test_dates_of_several_relations_stand_below_each_other():
    svg = svg_of(named("Ann", "Beta", edges=[
        {"source": 0, "target": 1, "label": "owns", "count": 9,
         "dates": "2001 to 2002\nsince 2010\n\none too many"}]))
    words = [t for g in groups(svg, "edge") for t in texts_of(g)]
    assert [w.strip() for w in words] == [
        "owns × 9", "2001 to 2002", "since 2010", ""], words


def test_dates_stand_where_colours_tell_the_relations():
    def dated(**more):
        scene = busy(**more)
        for edge in scene["edges"]:
            edge.update(label="leads", dates="2001 to 2015-06")
        return scene
    def told(scene):
        """What lines say, but those that have no room and are counted."""
        found = [" ".join(texts_of(g)) for g in groups(svg_of(scene), "edge")]
        left = re.search(r"(\d+) of 90 labels of lines have no", draw(scene)[2])
        assert found.count("") == (int(left.group(1)) if left else 0) < 15
        return set(found) - {""}
    assert told(dated()) == {"2001 to 2015-06"}
    assert told(dated(theme="mono")) == {"1 · 2001 to 2015-06",
                                         "2 · 2001 to 2015-06"}
    many = skewed(30, 160)
    for edge in many["edges"]:
        edge.update(dates="2001")
    many["edges"] += many["edges"][:160]
    assert re.search(r"^kith-draw: \d+ lines have no room for their dates",
                     draw(many)[2])
    assert "dates" not in draw({**many, "labels": "all"})[2]
    few = svg_of({**dated(), "edges": dated()["edges"][:20]})
    assert all(texts_of(g) == ["leads", "2001 to 2015-06"]
               for g in groups(few, "edge"))


def test_colours_tell_relations_of_dots_up_to_150():
    def large(count, edges, **more):
        scene = skewed(count, edges, **more)
        scene["kinds"] = busy()["kinds"]
        for i, edge in enumerate(scene["edges"]):
            edge["kind"] = int(i % 3 == 0)
        return scene
    for count in (61, 106, 150):
        svg = svg_of(large(count, 440))
        assert len(kind_rows(svg)) == 2, count
        lines = {g.find(f".//{SVG}path").get("stroke")
                 for g in groups(svg, "edge")}
        assert len(lines) == 2, lines
    assert not kind_rows(svg_of(large(151, 300)))
    keys = [{"label": "most", "level": 1}]
    assert not kind_rows(svg_of(large(70, 100, colours=keys)))
    for labels in ("auto", "legend"):
        mono = svg_of(large(70, 100, theme="mono", labels=labels))
        assert not kind_rows(mono), "numbers that no line has"


def test_themes():
    light, dark, mono = (must_draw(forum(theme=t)).decode()
                         for t in ("light", "dark", "mono"))
    assert "#0072b2" in light and "#d1e6f1" in light
    assert "#12161c" in dark and "#ffffff" not in dark
    grey = re.compile(r"#([0-9a-f]{2})\1\1$")
    drawn = set(re.findall(r"\"(#[0-9a-f]{6})\"", mono))
    assert drawn and all(grey.match(c) for c in drawn), drawn
    assert mono != light and "stroke-dasharray" not in light


def test_user_colours_keep_their_contrast():
    scene = {"types": [{"label": "x", "fill": "#FFFF00", "colour": 0}],
             "nodes": [{"id": "a", "type": 0}]}

    def contrast(stroke, ground):
        def luminance(text):
            part = [int(text[i:i + 2], 16) / 255 for i in (1, 3, 5)]
            part = [p / 12.92 if p <= .04045 else ((p + .055) / 1.055) ** 2.4
                    for p in part]
            return .2126 * part[0] + .7152 * part[1] + .0722 * part[2]
        one, other = sorted((luminance(stroke), luminance(ground)))
        return (other + .05) / (one + .05)
    for theme, ground in (("light", "#ffffff"), ("dark", "#12161c")):
        node = groups(svg_of({**scene, "theme": theme}), "node")[0]
        shape = next(e for e in node if e.get("stroke"))
        assert contrast(shape.get("stroke"), ground) >= 4.4
        assert shape.get("fill").lower() != "#ffff00"


def test_a_turned_edge_is_laid_out_backwards():
    scene = {"engine": "dot", "legend": False,
             "nodes": [{"id": "a"}, {"id": "b"}],
             "edges": [{"source": 0, "target": 1, "turned": True}]}
    dot = must_draw(scene, "--format", "dot").decode()
    assert re.search(r"dir=back", dot)
    assert re.search(r"arrowtail=vee", dot)
    edge = groups(svg_of(scene), "edge")[0]
    assert title_of(edge) == "a → b"
    assert edge.find(SVG + "polygon") is not None, "no arrow"


def test_emphasis_and_fading_are_marked():
    scene = {"nodes": [{"id": "a", "emphasis": True},
                       {"id": "b", "faded": True}],
             "edges": [{"source": 0, "target": 1, "emphasis": True},
                       {"source": 0, "target": 1, "faded": True,
                        "dashed": True, "directed": False, "count": 4,
                        "label": "met"}]}
    svg = svg_of(scene)
    nodes, edges = groups(svg, "node"), groups(svg, "edge")
    assert "emphasis" in nodes[0].get("class").split()
    assert "faded" in nodes[1].get("class").split()
    by_id = {g.get("id"): g for g in edges}
    assert "emphasis" in by_id["r-0"].get("class").split()
    assert by_id["r-0"].find(SVG + "polygon") is not None, "no arrow"
    path = by_id["r-1"].find(SVG + "path")
    assert path.get("stroke-dasharray")
    assert "".join(texts_of(by_id["r-1"])) == "met × 4"
    assert title_of(by_id["r-1"]) == "a – met – b"
    assert path.get("stroke") != \
        by_id["r-0"].find(SVG + "path").get("stroke")


def test_colours_tell_groups_or_values():
    nodes = [{"id": str(i), "type": 0, "colour": i} for i in range(2)]
    scene = {"types": [{"label": "kind", "colour": 1, "count": 2}],
             "colours": [{"label": "one", "count": 5, "colour": 0},
                         {"label": "two", "colour": 2}], "nodes": nodes}

    def fills(scene):
        shapes = [next(e for e in g if e.get("fill"))
                  for g in groups(svg_of(scene), "node")]
        return [s.get("fill") for s in shapes]

    def keys(scene):
        return ["".join(texts_of(g)) for g in svg_of(scene).iter(SVG + "g")
                if re.fullmatch(r"key-\d+", g.get("id", ""))]
    assert fills(scene) == ["#d1e6f1", "#d1eee6"]
    assert [squeezed(k) for k in keys(scene)] == ["one5", "two"]
    assert not keys({**scene, "legend": False})
    levels = [0, 0.25, 0.5, 0.75, 1]
    scale = {"colours": [{"label": "least", "level": 0},
                         {"label": "most", "level": 1}],
             "nodes": [{"id": str(x), "level": x} for x in levels]}

    def lightness(fill):
        part = [int(fill[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        part = [p / 12.92 if p <= .04045 else ((p + .055) / 1.055) ** 2.4
                for p in part]
        return .2126 * part[0] + .7152 * part[1] + .0722 * part[2]
    for theme in ("light", "dark", "mono"):
        light = [lightness(f) for f in fills({**scale, "theme": theme})]
        assert light == sorted(light, reverse=theme != "dark"), (theme, light)
        ink = 0.0135 if theme == "light" else 0.84 if theme == "dark" else 0
        for x in light:
            high, low = max(x, ink) + .05, min(x, ink) + .05
            assert high / low >= 4.5, (theme, light)


def test_a_colour_of_what_is_dashed_is_dashed_in_the_legend():
    svg = svg_of(named("One", colours=[
        {"label": "gone", "colour": 1, "dashed": True},
        {"label": "added", "colour": 2}]))
    swatches = {g.get("id"): "stroke-dasharray" in tree.tostring(g).decode()
                for g in svg.iter(SVG + "g")
                if re.fullmatch(r"key-\d+-swatch", g.get("id", ""))}
    assert swatches == {"key-0-swatch": True, "key-1-swatch": False}, swatches


def test_a_shared_card_has_two_outlines_and_is_counted():
    scene = {"nodes": [{"id": "a", "count": 4}, {"id": "b"}]}
    shared, plain = groups(svg_of(scene), "node")
    outlines = [sum(e.tag != SVG + "title" and e.tag != SVG + "text"
                    for e in g) for g in (shared, plain)]
    assert outlines[0] == outlines[1] + 1, outlines
    found = json.loads(must_draw(scene, "--format", "json"))["nodes"]
    assert found[0]["count"] == 4 and "count" not in found[1]


def test_text_grows_with_the_picture():
    def sizes(side):
        nodes = [{"id": f"node {x} {y}", "x": x * side / 9, "y": y * side / 9,
                  "score": 1 if x == y == 5 else 0}
                 for x in range(10) for y in range(10)]
        svg = svg_of({"engine": "given", "title": "T", "nodes": nodes})
        found = {}
        for group in svg.iter(SVG + "g"):
            for text in group.iter(SVG + "text"):
                found[group.get("id")] = float(text.get("font-size"))
        return found
    small, large = sizes(900), sizes(4000)
    assert abs(large["title"] / small["title"] - 4) < 0.1
    assert large["name-55"] / small["name-55"] > 3


def test_large_bitmaps_stay_small_unless_asked():
    nodes = [{"id": str(i), "x": (i % 40) * 100, "y": i // 40 * 100}
             for i in range(1600)]
    scene = {"engine": "given", "nodes": nodes}
    for dpi, most in ((144, 16.5e6), (145, 51e6)):
        png = must_draw({**scene, "dpi": dpi}, "--format", "png")
        width, height = (int.from_bytes(png[i:i + 4], "big") for i in (16, 20))
        assert width * height <= most
        assert width * height >= 0.6 * most


def test_legend_can_be_left_out():
    def rows(svg):
        return [g for g in svg.iter(SVG + "g")
                if re.fullmatch(r"legend-\d+", g.get("id", ""))]
    assert len(rows(svg_of(forum()))) == len(forum()["types"])
    assert not rows(svg_of(forum(legend=False)))
    types = forum()["types"]
    types[0]["count"] = 0
    assert len(rows(svg_of(forum(types=types)))) == len(types) - 1


def test_given_places_are_kept():
    places = [(0, 0), (300, 40), (120, 200)]
    nodes = [{"id": str(i), "x": x, "y": y} for i, (x, y) in enumerate(places)]
    scene = {"engine": "given", "nodes": nodes,
             "edges": [{"source": 0, "target": 1, "label": "to"}]}
    found = json.loads(must_draw(scene, "--format", "json"))
    assert found["engine"] == "given"
    first = found["nodes"][0]
    for node, (x, y) in zip(found["nodes"], places):
        assert abs(node["x"] - first["x"] - x) < 0.1, found
        assert abs(node["y"] - first["y"] - y) < 0.1, found
    assert len(groups(svg_of(scene), "edge")) == 1


def test_same_scene_same_bytes():
    for scene in (forum(), forum(engine="neato"), skewed(90, 150)):
        for form in ("svg", "png", "pdf", "dot", "json"):
            assert must_draw(scene, "--format", form) == \
                must_draw(scene, "--format", form), form


def test_formats():
    png = must_draw(forum(dpi=72), "--format", "png")
    assert png.startswith(b"\x89PNG\r\n")
    twice = must_draw(forum(dpi=144), "--format", "png")

    def width(data):
        return int.from_bytes(data[16:20], "big")
    assert abs(width(twice) - 2 * width(png)) <= 2
    pdf = must_draw(forum(), "--format", "pdf")
    assert pdf.startswith(b"%PDF-") and b"D:19700101000000" in pdf
    dot = must_draw(forum(), "--format", "dot").decode()
    assert "layout=dot" in dot and "pos=" not in dot and "lp=" not in dot
    assert must_draw(forum(), "--format=svg") == must_draw(forum())


def test_output_files():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.pdf")
        code, out, err = draw(forum(), "--output", path)
        assert (code, out, err) == (0, b"", "")
        with open(path, "rb") as file:
            assert file.read(5) == b"%PDF-"
        assert os.listdir(folder) == ["a.pdf"]
        missing = os.path.join(folder, "none", "a.svg")
        code, _, err = draw(forum(), "--output", missing)
        assert code == 3 and re.match(r"kith-draw: cannot write '.*none", err)
        assert draw(forum(), "--output", "-")[1].startswith(b"<?xml")


def test_a_full_disk_leaves_no_half_file():
    if os.path.exists("/dev/full"):
        code, _, err = draw(forum(), "--output", "/dev/full")
        assert code == 3 and err.count("\n") == 1 and "/dev/full" in err
        with open("/dev/full", "wb") as full:
            done = subprocess.run([KITH_DRAW], stdout=full, check=False,
                                  input=json.dumps(forum()).encode(),
                                  stderr=subprocess.PIPE)
        assert done.returncode == 3, done
        assert done.stderr.startswith(b"kith-draw: cannot write standard")

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.svg")
        with open(path, "w", encoding="utf-8") as file:
            file.write("before")
        done = subprocess.run([KITH_DRAW, "--output", path], check=False,
                              input=json.dumps(forum()).encode(),
                              capture_output=True, preexec_fn=limit)
        assert done.returncode == 3, done
        assert os.listdir(folder) == ["a.svg"]
        with open(path, encoding="utf-8") as file:
            assert file.read() == "before"


A = {"id": "a"}
WRONG = [
    (b"", "scene is empty"),
    (b"{", "scene is not JSON at byte 0"),
    (b'{"nodes":[{"id":"a"}]} x', "scene is not JSON at byte 23"),
    (b"[1]", "'scene' is not an object"),
    (b"[" * 100000, "scene is not JSON"),
    ({}, "scene has no nodes"),
    ({"nodes": 3}, "'nodes' is not an array"),
    ({"nodes": [3]}, "'nodes/0' is not an object"),
    ({"nodes": [{"label": "x"}]}, "'nodes/0/id' is missing"),
    ({"nodes": [{"id": 5}]}, "'nodes/0/id' is not a string"),
    ({"nodes": [{**A, "type": 0}]}, "'nodes/0/type' is not a whole number"),
    ({"nodes": [{**A, "score": 2}]}, "'nodes/0/score' is not a number from"),
    ({"nodes": [{**A, "faded": 1}]}, "'nodes/0/faded' is not true or false"),
    ({"nodes": [A], "edges": [{"source": 0, "target": 1}]},
     "'edges/0/target' is not a whole number below 1"),
    ({"nodes": [A], "edges": [{"source": 0.5, "target": 0}]}, "edges/0/source"),
    ({"nodes": [A], "edges": [{"source": -1, "target": 0}]}, "edges/0/source"),
    ({"nodes": [A], "engine": "osage"}, "'engine' is 'osage'; give auto, dot"),
    ({"nodes": [A], "theme": "pink"}, "'theme' is 'pink'"),
    ({"nodes": [A], "dpi": 5}, "'dpi' is not a number from 24 to 1200"),
    ({"nodes": [A], "engine": "given"}, "'nodes/0/x' is missing"),
    ({"nodes": [A], "types": [{"label": "x", "colour": 8}]}, "types/0/colour"),
    ({"nodes": [A], "types": [{"label": "x", "fill": "red"}]}, "types/0/fill"),
    ({"nodes": [A], "types": [{"label": "x", "shape": "cds"}]},
     "'types/0/shape' is 'cds'; give a shape"),
    ({"nodes": [{**A, "colour": 0}]}, "'nodes/0/colour' is not a whole number"),
    ({"nodes": [A], "colours": [{"colour": 1}]}, "'colours/0/label' is missing"),
    ({"nodes": [{**A, "level": 2}]}, "'nodes/0/level' is not a number from"),
    ({"nodes": [A], "title": "x", "theme": "a\nb\x1b[31m"}, "'theme' is 'a b"),
    ({"nodes": [{"id": str(i)} for i in range(20001)]},
     "20001 nodes are too many to lay out"),
]


def test_wrong_scenes_are_refused_in_one_line():
    for scene, message in WRONG:
        code, out, err = draw(scene)
        assert code == 2 and out == b"", (scene, code)
        assert err.startswith("kith-draw: ") and err.count("\n") == 1, err
        assert message in err, (message, err)


def test_wrong_calls_are_refused_in_one_line():
    for options, message in [(["--format", "gif"], "unknown format 'gif'"),
                             (["--format"], "option '--format' needs a value"),
                             (["--frobnicate"], "unknown option"),
                             (["scene.json"], "unknown option 'scene.json'")]:
        code, out, err = draw(forum(), *options)
        assert code == 2 and out == b"" and err.count("\n") == 1
        assert message in err, err


def test_broken_utf8_is_shown_as_such():
    svg = tree.fromstring(must_draw(
        b'{"nodes":[{"id":"a","label":"x\xff\xc0\xafy\xed\xa0\x80z"}]}'))
    text = "".join(texts_of(groups(svg, "node")[0]))
    assert text[0] == "x" and text[-1] == "z" and "\ufffd" in text, text


def test_help_and_version():
    code, out, _ = draw(b"", "--help")
    text = out.decode()
    assert code == 0 and "Examples:" in text
    assert max(map(len, text.splitlines())) <= 80
    code, out, _ = draw(b"", "--version")
    assert code == 0
    assert re.fullmatch(rb"kith-draw \d+\.\d+\.\d+, Graphviz [\d.~a-z]+\n", out)
    example = re.search(r"echo '(\{.*?\})' \|", text, re.S).group(1)
    assert len(groups(svg_of(json.loads(example)), "edge")) == 1


def test_a_thousand_nodes_take_seconds():
    svg = svg_of(skewed(1000, 2200))
    assert len(groups(svg, "edge")) == 2200


def main():
    tests = {name[5:]: test for name, test in globals().items()
             if name.startswith("test_")}
    failed = 0
    for name in sys.argv[2:] or tests:
        try:
            tests[name]()
            print(f"ok   {name}")
        except AssertionError as error:
            failed += 1
            line = error.__traceback__
            while line.tb_next:
                line = line.tb_next
            print(f"FAIL {name}, line {line.tb_lineno}: {str(error)[:600]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
