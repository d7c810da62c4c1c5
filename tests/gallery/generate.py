#!/usr/bin/env python3
"""Writes records of a network with communities, as JSON Lines; the same for the
same number of entities.

Usage: generate.py ENTITIES > FILE

Communities differ in size, most relations stay inside one, and in each a few
entities have most of them: what networks of people and organisations look like.
Every tenth relation has ended or is less than half sure, some are repeated, and
every hub has a few entities that hang on it alone.
"""
import json
import sys

TYPES = ["person", "organisation", "place", "document", "event", "institute"]
RELATIONS = ["knows", "works_for", "member_of", "attends", "cites"]
FIRST = ["Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heath",
         "Inlet", "Juniper", "Kestrel", "Larch", "Maple", "North", "Ocean"]
LAST = ["Bank", "Bridge", "Court", "Field", "Guild", "House", "Lodge", "Mill",
        "Park", "Press", "School", "Trust", "Union", "Works"]


class Numbers:
    """A linear congruential generator (Knuth's MMIX): the same everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005
                      + 1442695040888963407) % 2 ** 64
        return (self.state >> 33) * limit >> 31

    def low(self, limit):
        """Small numbers are much more likely than large ones."""
        return min(self.below(limit) for _ in range(3))


def communities(count, numbers):
    """Ranges of entities, of skewed sizes."""
    largest = max(6, int(2.5 * count ** 0.5))
    ranges, start = [], 0
    while start < count:
        size = min(6 + numbers.low(largest), count - start)
        ranges.append((start, size))
        start += size
    return ranges


def put(record):
    print(json.dumps(record, ensure_ascii=False))


def put_relation(numbers, source, target):
    record = {"source": f"e{source}", "target": f"e{target}",
              "type": RELATIONS[numbers.below(len(RELATIONS))]}
    chance = numbers.below(20)
    if chance == 0:
        record["since"], record["until"] = "2009", "2016-03"
    elif chance == 1:
        record["confidence"] = 0.4
    elif chance < 5:
        record["since"] = str(2000 + numbers.below(24))
    put(record)


def main():
    count = int(sys.argv[1])
    numbers = Numbers(count)
    ranges = communities(count, numbers)
    for i in range(count):
        name = f"{FIRST[numbers.below(len(FIRST))]} " \
               f"{LAST[numbers.below(len(LAST))]} {i}"
        put({"id": f"e{i}", "name": name, "type": TYPES[numbers.low(len(TYPES))]})
    for start, size in ranges:
        for i in range(1, size):
            hangs = i > size * 3 // 4
            put_relation(numbers, start + i,
                         start + (0 if hangs else numbers.low(i)))
        for _ in range(size * 4 // 5):
            one, other = numbers.low(size), numbers.below(size * 3 // 4 + 1)
            if one != other:
                put_relation(numbers, start + one, start + other)
    for _ in range(count // 3):
        one = ranges[numbers.below(len(ranges))]
        other = ranges[numbers.below(len(ranges))]
        source = one[0] + numbers.low(one[1])
        target = other[0] + numbers.low(other[1])
        if source != target:
            put_relation(numbers, source, target)


if __name__ == "__main__":
    main()
