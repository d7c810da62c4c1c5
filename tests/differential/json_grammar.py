#!/usr/bin/env python3
"""kith's reader against Python's: which texts are JSON?

Usage: json_grammar.py KITH [SECONDS]

Texts are generated from the grammar, and broken in small ways: a byte changed,
dropped or put in, a piece moved. Each one is the value of a property in a line
of its own, so that one call of `kith check` judges thousands. Python's parser
says which are JSON; where it is laxer (NaN, lone surrogates, keys that repeat,
bytes that are not UTF-8, great depth) it is made strict first.
"""
import json
import random
import subprocess
import sys
import time

MOST_DEPTH = 512  # of a record and what is in it
SYNTAX = {"syntax", "encoding", "too-deep", "duplicate-key"}


class Refused(Exception):
    """Not JSON by the strict rules."""


def refuse(text):
    raise Refused(text)


def object_of(pairs):
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise Refused("repeated key")
    return dict(pairs)


def check_texts(value):
    """Refuses lone surrogates, which Python keeps as they are."""
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, list):
        for element in value:
            check_texts(element)
    elif isinstance(value, dict):
        for key, element in value.items():
            check_texts(key)
            check_texts(element)


def depth_of(value):
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)):
        return 0
    return 1 + max((depth_of(element) for element in inner), default=0)


def is_json(raw):
    """Whether Python takes these bytes for JSON, strictly."""
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=refuse,
                           object_pairs_hook=object_of,
                           parse_int=float)  # no limit on digits
        check_texts(value)
        return depth_of(value) <= MOST_DEPTH
    except (ValueError, Refused, RecursionError):
        return False


# -- texts -------------------------------------------------------------------

STRINGS = ['""', '"a"', '"\\n\\t\\"\\\\\\/"', '"\\u0041"', '"\\ud834\\udd1e"',
           '"\\ud834"', '"\\udd1e\\ud834"', '"é"', '"北京"', '"\U0001F30D"',
           '"[{,:}]"', '"0123456789abcdef0123456789abcdef"', '"\\u00"', '"\\x"',
           '"\x7f"', '"\\u0000"']
NUMBERS = ["0", "-0", "1", "-1", "10", "1.5", "-0.25", "1e5", "1E-5", "1.0e+05",
           "01", "1.", ".5", "1e", "-", "+1", "1e400", "123456789012345678901",
           "0x1", "1_0", "--1", "1e+", "0.0000000000000000000000001"]
LITERALS = ["true", "false", "null", "True", "nul", "NaN", "Infinity",
            "-Infinity", "truefalse", "undefined"]
SPACES = ["", "", "", "", " ", "\t", "  ", "\r", "\f", "\u00a0"]


def space(rng):
    return rng.choice(SPACES[:8]) if rng.random() < 0.98 else rng.choice(SPACES)


def scalar(rng, odd):
    """`odd` lets in what is no JSON."""
    lists = [(STRINGS, 5), (NUMBERS, 10), (LITERALS, 3)]
    texts, sound = rng.choice(lists)
    return rng.choice(texts if odd else texts[:sound])


def value(rng, depth, odd):
    kind = rng.random()
    if depth > 5 or kind < 0.4:
        return scalar(rng, odd and rng.random() < 0.1)
    items = []
    for i in range(rng.randrange(4)):
        key = ""
        if kind < 0.7:
            name = f'"k{i}"' if rng.random() < 0.97 else rng.choice(STRINGS)
            key = name + space(rng) + ":" + space(rng)
        items.append(space(rng) + key + value(rng, depth + 1, odd) + space(rng))
    text = ",".join(items) or space(rng)
    return "{" + text + "}" if kind < 0.7 else "[" + text + "]"


def mutate(rng, raw):
    """Change, drop or put in a byte, or move a piece; newlines stay out."""
    raw = bytearray(raw)
    for _ in range(rng.randrange(1, 3)):
        at = rng.randrange(len(raw) + 1)
        kind = rng.randrange(4)
        byte = rng.choice(b'[]{}",:\\0123eE+-.tfnu \t\x00\x1f\x7f\x80\xc3\xff')
        if kind == 0 and at < len(raw):
            raw[at] = byte
        elif kind == 1:
            raw.insert(at, byte)
        elif kind == 2 and at < len(raw):
            del raw[at]
        else:
            piece = raw[at:at + rng.randrange(1, 6)]
            to = rng.randrange(len(raw) + 1)
            raw[to:to] = piece
    return bytes(raw)


def texts(rng, count):
    for i in range(count):
        if i % 500 == 0:
            levels = rng.randrange(MOST_DEPTH - 4, MOST_DEPTH + 1)
            yield b"[" * levels + b"]" * levels
            continue
        raw = value(rng, 0, rng.random() < 0.3).encode("utf-8", "surrogatepass")
        yield mutate(rng, raw) if rng.random() < 0.6 else raw


# -- kith --------------------------------------------------------------------

def judged(kith, lines):
    """The numbers of the lines that kith takes for broken JSON."""
    call = subprocess.run([kith, "check", "--format", "json", "--limit", "0",
                           "-"], input=b"".join(lines), capture_output=True)
    if call.returncode not in (0, 1):
        sys.exit(f"kith: status {call.returncode}: {call.stderr.decode()}")
    problems = json.loads(call.stdout)["problems"]
    return {p["line"] for p in problems if p["rule"] in SYNTAX}


def compare(kith, rng, count):
    """Returns the texts on which the two disagree."""
    raws = [raw for raw in texts(rng, count) if b"\n" not in raw]
    lines = [b'{"id":"e%d","properties":{"p":%s}}\n' % pair
             for pair in enumerate(raws)]
    broken = judged(kith, lines)
    # what closes the brackets round it early is judged as the whole line is
    return [(line, n not in broken) for n, line in enumerate(lines, 1)
            if (n not in broken) != is_json(line[:-1])]


def main():
    sys.setrecursionlimit(10 * MOST_DEPTH)
    kith = sys.argv[1]
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    end = time.monotonic() + seconds
    seed = 0
    while seed == 0 or time.monotonic() < end:
        wrong = compare(kith, random.Random(seed), 5000)
        for line, taken in wrong[:10]:
            print("kith", "takes" if taken else "refuses", repr(line[:200]))
        if wrong:
            sys.exit(f"{len(wrong)} of 5000 texts are judged differently "
                     f"(seed {seed})")
        seed += 1
    print(f"{seed * 5000} texts are judged alike")


if __name__ == "__main__":
    main()
