#!/usr/bin/env python3
"""kith find answers alike from records and from a base: the same rows, scores
and order, on random names and questions; and so does kith show of a name as it is
written.

finding.py KITH [DATA]
"""
import json
import os
import random
import subprocess
import sys
import tempfile

SYLLABLES = {
    "latin": "ka ri mo na tu le shi vo der an bek mur sa do ov in ra el is gu "
             "kh tch y ü é ø".split(),
    "cyrillic": "ка ри мо на ту ле ши во дер ан бек мур са до ов ин ю я ё х "
                "щ".split(),
    "greek": "κα ρι μο να του λε σι βο δερ αν ευ".split(),
    "arabic": "مح مد عبد الر حمن فا طمة".split(),
    "han": list("北京大学毛泽东上海南"),
    "devanagari": "न रे न्द्र मो दी क".split(),
    "digits": "1 2 30 47 e Q".split(),
}
COMMON = ["a", "b", "ab", "an", "al", "N.", "Ю.", "aaaa", "abab", "abababab",
          "of", "the", "I"]
CALLS = 20  # questions a round
JOINTS = [" "] * 6 + ["-", "'", ", ", "‐"]


def word(chance):
    if chance.random() < 0.25:
        return chance.choice(COMMON)
    script = chance.choice(["latin"] * 4 + ["cyrillic"] * 2 + chance.scripts)
    text = "".join(chance.choice(SYLLABLES[script])
                   for _ in range(chance.randint(1, 4)))
    return text.title() if chance.random() < 0.5 else text


def name(chance):
    """Of some rounds most names share words, so that very many have each."""
    if chance.shared and chance.random() < 0.95:
        words = ["Name", "of", "entity", str(chance.randrange(7500))]
        if chance.random() < 0.3:
            chance.shuffle(words)
        if chance.random() < 0.2:
            words[chance.randrange(4)] = word(chance)
        return chance.choice(JOINTS).join(words[chance.randrange(2):])
    text = word(chance)
    for _ in range(chance.choice([0, 1, 1, 1, 2, 3])):
        text += chance.choice(JOINTS) + word(chance)
    return text


def mistake(chance, text):
    """A typing error, or some other way to write it."""
    at = chance.randrange(len(text))
    kind = chance.randrange(6)
    if kind == 0:
        return text[:at] + text[at + 1:]
    if kind == 1:
        return text[:at] + chance.choice("aeiouxнк") + text[at:]
    if kind == 2:
        return text[:at] + chance.choice("aeiouxнк") + text[at + 1:]
    if kind == 3 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2:]
    if kind == 4:
        return " ".join(reversed(text.split()))
    return text[at:]


def question(chance, names):
    text = chance.choice(names) if chance.random() < 0.8 else name(chance)
    for _ in range(chance.choice([0, 0, 1, 1, 2, 3])):
        text = mistake(chance, text) or "a"
    if chance.random() < 0.2:
        text = text[:chance.randint(1, 3)]
    return text if text.strip() else "a"


def find(kith, text, path, limit):
    done = subprocess.run([kith, "find", "--limit", str(limit), "--format",
                           "json", "--", text, path],
                          capture_output=True, text=True)
    assert done.returncode in (0, 1), (text, done.stderr)
    return done.stdout


def show(kith, text, path):
    """What it says of a name: of an entity, or why of none."""
    done = subprocess.run([kith, "show", "--", text, path],
                          capture_output=True, text=True)
    assert done.returncode in (0, 1, 2), (text, done.stderr)
    return done.returncode, done.stdout


def change(kith, chance, folder, seed, base, names):
    """Add entities and take one out; the records as they are then."""
    more = os.path.join(folder, f"{seed}-more.jsonl")
    with open(more, "w", encoding="utf-8") as out:
        for i in range(chance.choice([1, 20])):
            record = {"id": f"new-{i}", "name": name(chance)}
            names.append(record["name"])
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    subprocess.run([kith, "add", "--quiet", base, more], check=True)
    if chance.random() < 0.5:
        subprocess.run([kith, "remove", "--quiet", base, "--id",
                        "new-0"], check=True)
    again = os.path.join(folder, f"{seed}-again.json")
    subprocess.run([kith, "export", "--quiet", base, "-o", again], check=True)
    return again


def one_round(kith, seed, folder):
    chance = random.Random(seed)
    chance.scripts = list(SYLLABLES)
    chance.shared = seed % 4 == 3
    if seed % 4 != 2:  # each call with Chinese characters takes 0.3 s
        chance.scripts.remove("han")
    names = []
    records = os.path.join(folder, f"{seed}.jsonl")
    base = os.path.join(folder, f"{seed}.kith")
    with open(records, "w", encoding="utf-8") as out:
        for i in range(10000 if chance.shared else
                       chance.choice([1, 30, 400, 4000])):
            record = {"id": f"{chance.choice(['e', 'x-'])}{i}"}
            if chance.random() < 0.9:
                record["name"] = name(chance)
                names.append(record["name"])
            if chance.random() < 0.3:
                record["aliases"] = [name(chance)
                                     for _ in range(chance.randint(1, 3))]
                names += record["aliases"]
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    names = names or ["a"]
    subprocess.run([kith, "build", "--quiet", records, "-o", base], check=True)
    found = 0
    for i in range(CALLS):
        if i == CALLS // 2:
            records = change(kith, chance, folder, seed, base, names)
        text = question(chance, names)
        limit = chance.choice([0, 1, 3, 50])
        expected = find(kith, text, records, limit)
        answer = find(kith, text, base, limit)
        if answer != expected:
            sys.exit(f"seed {seed}, find '{text}' --limit {limit}:\n"
                     f"records: {expected}base: {answer}")
        found += len(json.loads(answer)) > 0
        twice = [n for n in names if names.count(n) > 1] if i == 1 else []
        text = chance.choice(twice or names)
        if i % 2 and show(kith, text, base) != show(kith, text, records):
            sys.exit(f"seed {seed}: '{text}' is shown otherwise from a base")
    return found


def main():
    kith = sys.argv[1]
    rounds = int(os.environ.get("KITH_SEEDS", "4"))
    with tempfile.TemporaryDirectory() as folder:
        found = sum(one_round(kith, seed, folder) for seed in range(rounds))
    print(f"{CALLS * rounds} questions answered alike, {found} of them with hits")
    assert found > CALLS // 2 * rounds, "too few questions find anything"


main()
