"""Counts what was compared, and keeps what did not agree."""
import collections
import math

TOLERANCE = 1e-9  # of max(1, |value|)


class Tally:
    def __init__(self):
        self.values = collections.Counter()
        self.worst = collections.defaultdict(float)
        self.failures = []
        self.where = ""  # the graph and mode that comparisons are of

    def fail(self, what, text):
        self.failures.append("%s: %s, in %s" % (what, text, self.where))

    def compare(self, what, got, expected, tolerance=TOLERANCE):
        """Two rows of numbers agree; None is NaN on both sides."""
        got, expected = list(got), list(expected)
        if len(got) != len(expected):
            self.values[what] += 1
            self.fail(what, "%d values, not %d" % (len(got), len(expected)))
            return
        for i, (a, b) in enumerate(zip(got, expected)):
            apart = distance(a, b)
            self.values[what] += 1
            self.worst[what] = max(self.worst[what], apart)
            if not apart <= tolerance:
                self.fail(what, "number %d: %r, not %r" % (i, a, b))
                return

    def hold(self, what, fact, text="not so"):
        self.values[what] += 1
        if not fact:
            self.fail(what, text)

    def add(self, other):
        self.values.update(other.values)
        for what, apart in other.worst.items():
            self.worst[what] = max(self.worst[what], apart)
        self.failures += other.failures

    def report(self):
        for what in sorted(self.values):
            print("%-40s %8d compared, at most %.1e apart" % (
                what, self.values[what], self.worst[what]))
        kinds = collections.Counter(f.split(":")[0] for f in self.failures)
        shown = collections.Counter()
        for failure in self.failures:
            kind = failure.split(":")[0]
            shown[kind] += 1
            if shown[kind] <= 3:
                print("FAILED", failure)
        for kind, count in kinds.items():
            if count > 3:
                print("FAILED %s: %d times in all" % (kind, count))
        return 1 if self.failures or not self.values else 0


def distance(a, b):
    if a is None or b is None:
        return 0 if a is None and (b is None or math.isnan(b)) else math.inf
    a, b = float(a), float(b)
    if math.isnan(b) or math.isinf(b):
        return 0 if a == b or (math.isnan(a) and math.isnan(b)) else math.inf
    return abs(a - b) / max(1, abs(b))
