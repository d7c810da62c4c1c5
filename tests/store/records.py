"""Records as people and programs write them, made at random."""
import json
import random

TYPES = ["person", "organisation", "place", "Ж\u00e9", "a b"]
RELATIONS = ["leads", "member_of", "knows", "is \"near\""]
TEXTS = ["Ada", "Нурудин", "J\u00f6rg \U0001F600", "a \"b\" \\ c", "tab\there",
         "", "line\nend", "$name", "$*", "'^", "x" * 300, "\u2028", "/"]
NUMBERS = ["1", "0", "1.0", "2.50", "1e2", "0.1", "3.05", "-0", "1E-3",
           "123456789.25", "0.30000000000000004"]


def string(rng, text):
    """A JSON string, escaped in one of the ways that are in use."""
    written = json.dumps(text, ensure_ascii=rng.randrange(2) == 0)
    if rng.randrange(4) == 0:
        return written.replace("/", "\\/")
    return written


def value(rng, depth=0):
    pick = rng.randrange(8 if depth < 3 else 5)
    if pick < 2:
        return string(rng, rng.choice(TEXTS))
    if pick == 2:
        return rng.choice(NUMBERS)
    if pick < 5:
        return rng.choice(["true", "false", "null"])
    inside = [value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if pick == 5:
        return "[" + rng.choice([",", ", ", " ,\t"]).join(inside) + "]"
    return "{" + ", ".join('"k%d":%s' % (i, v)
                           for i, v in enumerate(inside)) + "}"


def object_of(rng, members):
    """Members in some order, spaced in some way."""
    if rng.randrange(3) == 0:
        rng.shuffle(members)
    colon = rng.choice([":", ": ", " : "])
    comma = rng.choice([",", ", "])
    return "{" + comma.join('"%s"%s%s' % (k, colon, v)
                            for k, v in members) + "}"


def evidence(rng, documents):
    items = []
    for _ in range(rng.randrange(1, 4)):
        document = string(rng, rng.choice(documents))
        items.append(document if rng.randrange(3) == 0 else
                     object_of(rng, [("document", document),
                                     ("paragraph", str(rng.randrange(9))),
                                     ("quote", string(rng, rng.choice(TEXTS)))]))
    return "[" + ", ".join(items) + "]"


def more(rng, members):
    if rng.randrange(4) == 0:
        members.append(("note", value(rng)))
    if rng.randrange(6) == 0:
        members.append(("\u00e9tat", value(rng)))
    return members


def entity(rng, name, documents):
    members = [("id", string(rng, name))]
    if rng.randrange(5):
        members.append(("type", string(rng, rng.choice(TYPES))))
    elif rng.randrange(2):
        members.append(("types", "[%s]" % ", ".join(
            string(rng, t) for t in rng.sample(TYPES, 2))))
    if rng.randrange(3):
        members.append(("name", string(rng, rng.choice(TEXTS) or "n")))
    if rng.randrange(3) == 0:
        members.append(("aliases", "[%s]" % ", ".join(
            string(rng, t) for t in rng.sample(TEXTS[:5], 2))))
    if rng.randrange(3) == 0:
        members.append(("properties", object_of(rng, [("p", value(rng))])))
    if rng.randrange(4) == 0:
        members.append(("evidence", evidence(rng, documents)))
    return object_of(rng, more(rng, members))


def relation(rng, ids, documents, number):
    members = [("source", string(rng, rng.choice(ids))),
               ("type", string(rng, rng.choice(RELATIONS))),
               ("target", string(rng, rng.choice(ids)))]
    if rng.randrange(4) == 0:
        members.append(("id", string(rng, "r%d" % number)))
    if rng.randrange(3) == 0:
        members.append(("weight", rng.choice(NUMBERS)))
    if rng.randrange(3) == 0:
        members.append(("confidence", rng.choice(["0.5", "1", "0.90", "1.0"])))
    if rng.randrange(3) == 0:
        members.append(("since", rng.choice(
            ['"2017"', '"2017-03"', "null", '"1999-12-31"'])))
    if rng.randrange(4) == 0:
        members.append(("until", rng.choice(['"2020"', "null"])))
    if rng.randrange(4) == 0:
        members.append(("directed", rng.choice(["true", "false"])))
    if rng.randrange(3) == 0:
        members.append(("properties", object_of(rng, [("role", value(rng))])))
    if rng.randrange(3) == 0:
        members.append(("evidence", evidence(rng, documents)))
    return object_of(rng, more(rng, members))


def document(rng, name):
    members = [("record", '"document"'), ("id", string(rng, name))]
    for key in ("title", "publisher", "url", "date"):
        if rng.randrange(2):
            text = "2020-11" if key == "date" else rng.choice(TEXTS) or "t"
            members.append((key, string(rng, text)))
    return object_of(rng, more(rng, members))


def lines(seed, entities=40, relations=120, documents=6):
    """JSON Lines; ids differ from seed to seed where `seed` is a text."""
    rng = random.Random(seed)
    ids = ["e%d \u00e9" % i if i % 5 == 0 else "e%d" % i
           for i in range(entities)]
    cited = ["d%d" % i for i in range(documents)]
    out = [entity(rng, name, cited) for name in ids]
    out += [relation(rng, ids, cited, i) for i in range(relations)]
    out += [document(rng, name) for name in cited if rng.randrange(5)]
    rng.shuffle(out)
    return "".join(line + "\n" for line in out)
