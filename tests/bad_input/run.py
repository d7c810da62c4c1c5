#!/usr/bin/env python3
"""Bad inputs and bad circumstances: each ends in the right exit status and one
clear line, with nothing half written, in bounded memory.

Usage: run.py KITH [NAME...]

Exit status: 0 yes, 1 no, 2 the call or the input is wrong, 3 the system failed.
"""
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

KITH = os.path.abspath(sys.argv[1])
SOUND = b'{"id":"a","name":"Alpha"}\n{"id":"b"}\n' \
        b'{"source":"a","type":"knows","target":"b"}\n'
CASES = []


def case(function):
    CASES.append(function)
    return function


class Failure(Exception):
    pass


def expect(condition, words):
    if not condition:
        raise Failure(words)


# -- running -----------------------------------------------------------------

class Result:
    def __init__(self, status, out, err, memory):
        self.status = status
        self.out = out
        self.err = err.decode("utf-8")
        self.memory = memory  # bytes at most

    def __str__(self):
        return f"status {self.status}, standard error:\n{self.err}"


def limit_memory():
    """A program that runs away must not take the machine with it."""
    most = 16 << 30
    if "KITH_NO_LIMITS" not in os.environ:  # sanitizers need address space
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def run(*args, stdin=b"", stdout=subprocess.PIPE, timeout=120):
    """Run kith in the case's folder and wait for it."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, \
            tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        to = out if stdout == subprocess.PIPE else stdout
        child = subprocess.Popen([KITH, *args], stdin=given, stdout=to,
                                 stderr=err, preexec_fn=limit_memory)
        end = time.monotonic() + timeout
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > end:
                child.kill()
                child.wait()
                raise Failure(f"kith {' '.join(args)} takes too long")
            time.sleep(0.005)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Result(child.returncode, out.read(), err.read(),
                      usage.ru_maxrss * 1024)


LINE = re.compile(r"^(kith: .*|  (hint|at)[ :].*)$")


def expect_error(result, status, words, place=None):
    """The status, and lines of kith's own and nothing else, with `words` in
    the first one, after the place if there is one."""
    expect(result.status == status, f"expected status {status}: {result}")
    lines = result.err.splitlines()
    expect(lines, f"nothing on standard error: {result}")
    for line in lines:
        expect(LINE.match(line), f"a line that is not kith's: {result}")
    expect(words in lines[0], f"'{words}' is not said first: {result}")
    if place:
        expect(lines[0].startswith(f"kith: {place}: "),
               f"'{place}' is not said first: {result}")


def problems(*inputs, extra=(), stdin=b""):
    """What `kith check` finds: (rule, line, column) of each problem."""
    result = run("check", "--format", "json", "--limit", "0", *extra, *inputs,
                 stdin=stdin)
    expect(result.status in (0, 1), f"check could not read: {result}")
    found = json.loads(result.out)["problems"]
    expect((result.status == 1) ==
           any(p["severity"] == "error" for p in found),
           f"the status does not fit the problems: {result}")
    return [(p["rule"], p["line"], p["column"]) for p in found]


def expect_problems(content, *wanted, name="in.json"):
    """`check` finds just these, and `stats` stops at the first error."""
    write(name, content)
    found = problems(name)
    expect(found == list(wanted), f"{found} is not {list(wanted)}")
    errors = [p for p in wanted if not is_mild(p[0])]
    result = run("stats", name)
    if errors:
        rule, line, column = errors[0]
        expect_error(result, 2, f"[{rule}]", f"{name}:{line}:{column}")
        expect(result.out == b"", "there are results in spite of errors")
    else:
        expect(result.status == 0, f"warnings are no errors: {result}")


def is_mild(rule):
    return rule in ("duplicate", "self-relation", "byte-order-mark",
                    "large-integer", "blank-name", "unknown-document")


def write(name, content):
    with open(name, "wb") as file:
        file.write(content)


def expect_files(*names):
    """Nothing else was left in the folder."""
    found = sorted(os.listdir("."))
    expect(found == sorted(names), f"the folder holds {found}")


# -- what is not there -------------------------------------------------------

@case
def empty_file():
    expect_problems(b"", ("syntax", 1, 1))
    expect_problems(b"\n\n  \n", ("syntax", 4, 1))


@case
def no_such_file():
    for command in ("check", "stats", "rank"):
        result = run(command, "nothing.json")
        expect_error(result, 2, "cannot open 'nothing.json'")
        expect(result.out == b"", "there are results")


@case
def no_such_file_among_others():
    write("a.jsonl", SOUND)
    expect_error(run("stats", "a.jsonl", "nothing.json"), 2, "'nothing.json'")


@case
def folder_without_records():
    os.mkdir("folder")
    write("folder/notes.txt", b"nothing")
    expect_error(run("check", "folder"), 2, "no records in folder 'folder'")


@case
def unreadable_file():
    if os.geteuid() == 0:
        return "root may read everything"
    write("secret.json", SOUND)
    os.chmod("secret.json", 0)
    expect_error(run("check", "secret.json"), 2, "'secret.json'")


@case
def no_input_at_all():
    result = run("stats")
    expect(result.status == 2, f"expected status 2: {result}")
    expect(result.err.startswith("kith: "), f"no line of kith's: {result}")


# -- what is broken ----------------------------------------------------------

@case
def truncated():
    whole = b'{"entities": [\n{"id": "a"},\n{"id": "b", "name": "B"}\n]}'
    write("whole.json", whole)
    expect(problems("whole.json") == [], "the whole file is sound")
    for length in range(1, len(whole)):
        write("cut.json", whole[:length])
        found = problems("cut.json")
        line = whole[:length].count(b"\n") + 1
        column = length - whole[:length].rfind(b"\n")
        expect([p for p in found if not is_mild(p[0])],
               f"{length} bytes are sound")
        expect(all((p[1], p[2]) <= (line, column) for p in found),
               f"a place beyond the end at {length}: {found}")


@case
def truncated_packed():
    import gzip
    packed = gzip.compress(SOUND * 1000)
    for length in (3, 10, 20, len(packed) // 2, len(packed) - 1):
        write("in.jsonl.gz", packed[:length])
        expect_error(run("check", "in.jsonl.gz"), 2, "in.jsonl.gz")
    write("in.jsonl.gz", packed + b"garbage")
    expect_error(run("check", "in.jsonl.gz"), 2, "cannot unpack 'in.jsonl.gz'")


@case
def byte_order_mark():
    expect_problems(b'\xef\xbb\xbf{"id":"a"}\n', ("byte-order-mark", 1, 1))
    expect_problems("{'id':1}".encode("utf-16"), ("syntax", 1, 1))


@case
def invalid_utf8():
    expect_problems(b'{"id":"a"}\n{"id":"b\xff"}\n{"id":"c"}\n',
                    ("encoding", 2, 9))
    expect_problems('{"id":"Ж\udc80"}\n'.encode("utf-8", "surrogateescape"),
                    ("encoding", 1, 9))
    expect_problems(b'{"id":"\xed\xa0\x80"}\n', ("encoding", 1, 8))


@case
def deep_nesting():
    deep = b"[" * 100000 + b"]" * 100000
    expect_problems(b'{"entities":[{"id":"a","x":%s}]}' % deep,
                    ("too-deep", 1, 539))
    expect_problems(b'{"id":"a","x":%s}\n{"id":"b"}\n' % deep,
                    ("too-deep", 1, 526))
    write("top.json", deep)
    expect_error(run("stats", "top.json"), 2, "must begin with '{'",
                 "top.json:1:1")
    write("member.json", b'{"entities":[],"x":%s}' % deep)
    expect_error(run("stats", "member.json"), 2, "[too-deep]")
    objects = b'{"a":' * 100000 + b"1" + b"}" * 100000
    write("objects.jsonl", objects + b"\n")
    expect_error(run("stats", "objects.jsonl"), 2, "[too-deep]")
    write("open.json", b'{"entities":[' + b"[" * 100000)
    expect_error(run("stats", "open.json"), 2, "[too-deep]")


@case
def one_line_of_200_megabytes():
    with open("long.jsonl", "wb") as file:
        file.write(b'{"id":"a"}\n{"id":"')
        for _ in range(200):
            file.write(b"x" * (1 << 20))
        file.write(b'"}\n{"id":"b"}\n')
    result = run("check", "--format", "json", "long.jsonl")
    os.remove("long.jsonl")
    expect(result.status == 1, f"expected status 1: {result}")
    found = [(p["rule"], p["line"]) for p in json.loads(result.out)["problems"]]
    expect(found == [("record-too-long", 2)], f"{found}")
    if "KITH_NO_LIMITS" not in os.environ:
        expect(result.memory < 250 << 20,
               f"{result.memory >> 20} MiB of memory are too much")


@case
def a_record_beyond_the_limit():
    write("in.jsonl", b'{"id":"a"}\n{"id":"%s"}\n{"id":"b"}\n' % (b"x" * 5000))
    expect(problems("in.jsonl") == [], "no record is too long by itself")
    found = problems("in.jsonl", extra=["--max-record", "1000"])
    expect(found == [("record-too-long", 2, 1)], f"{found}")


@case
def lines_that_are_no_records():
    expect_problems(b'{"id":"a"}\n}\n{"id":"b"}\n', ("syntax", 2, 1))
    expect_problems(b'{"id":"a"\n{"id":"b"}\n', ("syntax", 1, 10))
    expect_problems(b'{"id":"a"}\nnull\n[]\n"x"\n7\n',
                    *(("wrong-type", line, 1) for line in range(2, 6)))


@case
def other_files():
    for content in (b"\x7fELF\x02\x01\x01" + bytes(100), b"<html></html>",
                    b"what,ever\n1,A\n", b"\x00" * 5000, b"PK\x03\x04"):
        write("other", content)
        expect_error(run("stats", "other"), 2, "", "other:1:1")


# -- what records may not say ------------------------------------------------

@case
def nul_in_a_name():
    expect_problems(b'{"id":"a","name":"A\\u0000B"}\n', ("nul-in-text", 1, 18))
    expect_problems(b'{"id":"a\x00b"}\n', ("syntax", 1, 9))
    expect_problems(b'{"id":"a","evidence":["d\\u0000"]}\n',
                    ("nul-in-text", 1, 23))


@case
def an_id_of_a_megabyte():
    name = b"x" * (1 << 20)
    write("in.jsonl", b'{"id":"%s"}\n{"id":"b"}\n'
          b'{"source":"%s","type":"t","target":"b"}\n' % (name, name))
    expect(problems("in.jsonl") == [], "long ids are allowed")
    result = run("rank", "--format", "json", "in.jsonl")
    expect(result.status == 0, f"expected status 0: {result}")
    write("in.jsonl", b'{"source":"%s","type":"t","target":"b"}\n' % name)
    result = run("stats", "in.jsonl")
    expect_error(result, 2, "[unknown-entity]", "in.jsonl:1:1")
    expect(len(result.err) < 2000, "the message is too long")


@case
def numbers_beyond_a_double():
    expect_problems(b'{"id":"a","properties":{"n":1e999}}\n',
                    ("number-range", 1, 29))
    digits = b"9" * 100000
    expect_problems(b'{"id":"a","properties":{"n":%s}}\n' % digits,
                    ("number-range", 1, 29))
    expect_problems(b'{"id":"a","properties":{"n":12345678901234567890}}\n',
                    ("large-integer", 1, 29))
    expect_problems(b'{"id":"a","properties":{"n":0.%s}}\n' % digits)


@case
def self_relations():
    expect_problems(b'{"id":"a"}\n{"source":"a","type":"t","target":"a"}\n',
                    ("self-relation", 2, 35))


@case
def parallel_relations():
    ends = b'{"source":"a","type":"knows","target":"b"'
    expect_problems(SOUND + ends + b',"since":"2017"}\n'
                    + ends + b',"since":"2018"}\n')
    expect_problems(SOUND + ends + b"}\n", ("duplicate", 4, 1))


@case
def isolated_entities_and_no_relations():
    write("in.jsonl", b'{"id":"a"}\n{"id":"b"}\n')
    expect(problems("in.jsonl") == [], "lone entities are sound")
    for command in ("stats", "rank", "groups"):
        result = run(command, "in.jsonl")
        expect(result.status == 0, f"{command}: expected status 0: {result}")
    expect_error(run("path", "a", "b", "in.jsonl"), 1, "")
    write("none.json", b'{"entities":[],"relations":[]}')
    for command in ("check", "stats", "rank", "groups"):
        result = run(command, "none.json")
        expect(result.status == 0, f"{command}: expected status 0: {result}")


@case
def hostile_words_reach_no_terminal():
    """What steers a terminal is never printed as it is."""
    write("in.jsonl", b'{"id":"\\u001b[2J\\u0007","name":"\\u001b]0;x\\u0007"}\n'
          b'{"source":"\\u001b[2J\\u0007","type":"\\u001b[1m","target":"\\n\\u0085"'
          b',"since":"\\u001b[31m"}\n')
    for command in ("check", "stats", "rank"):
        result = run(command, "in.jsonl")
        said = result.out + result.err.encode()
        expect(b"\x1b" not in said and b"\x07" not in said,
               f"{command} prints control characters: {result}")


# -- where results go --------------------------------------------------------

@case
def unwritable_output_folder():
    write("in.jsonl", SOUND)
    result = run("stats", "in.jsonl", "-o", "no/such/folder/out.txt")
    expect(result.status in (2, 3), f"expected status 2 or 3: {result}")
    expect_error(result, result.status, "cannot write 'no/such/folder/out.txt'")
    expect_files("in.jsonl")


@case
def output_that_is_a_folder():
    write("in.jsonl", SOUND)
    os.mkdir("folder")
    result = run("stats", "in.jsonl", "-o", "folder")
    expect(result.status in (2, 3), f"expected status 2 or 3: {result}")
    expect_files("in.jsonl", "folder")


@case
def no_folder_for_temporary_files():
    os.environ["TMPDIR"] = "no/such/folder"
    try:
        result = run("stats", "-", stdin=SOUND)
        expect_error(result, 3, "cannot make a temporary file")
        write("in.jsonl", SOUND)
        expect(run("stats", "in.jsonl").status == 0, "files need none")
    finally:
        del os.environ["TMPDIR"]
    expect_files("in.jsonl")


@case
def full_disk():
    write("in.jsonl", SOUND)
    for command in ("check", "stats", "rank", "export"):
        with open("/dev/full", "wb") as full:
            expect_error(run(command, "in.jsonl", stdout=full), 3,
                         "cannot write output: No space left on device")
        expect_error(run(command, "in.jsonl", "-o", "/dev/full"), 3,
                     "cannot write '/dev/full': No space left on device")
    expect_error(run("check", "--clean", "/dev/full", "in.jsonl"), 3,
                 "cannot write output: No space left on device")


def many_records(count):
    return b"".join(
        b'{"id":"e%d","name":"entity number %d"}\n' % (i, i)
        for i in range(count))


@case
def closed_pipe():
    write("in.jsonl", many_records(20000))
    for command in ("rank", "export"):
        args = [KITH, command, "in.jsonl"]
        args += ["--all"] if command == "rank" else ["--format", "json"]
        child = subprocess.Popen(args, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
        child.stdout.read(10)
        child.stdout.close()
        err = child.stderr.read()
        child.stderr.close()
        status = child.wait(timeout=60)
        expect(status in (-signal.SIGPIPE, 3), f"{command}: status {status}")
        expect(len(err.splitlines()) <= 1, f"too much is said: {err}")


@case
def output_over_its_own_input():
    write("in.jsonl", SOUND)
    for args in (("export", "--format", "gexf"), ("export", "-q", "--top", "1"),
                 ("build",), ("stats",), ("draw", "--format", "json")):
        command, *rest = args
        expect_error(run(command, *rest, "in.jsonl", "-o", "in.jsonl"), 2,
                     "'in.jsonl' is an input and would be replaced")
    expect_error(run("check", "--clean", "out", "--rejects", "out", "in.jsonl"),
                 2, "--clean and --rejects name the same file, 'out'")
    for option in ("--clean", "--rejects"):
        expect_error(run("check", option, "in.jsonl", "in.jsonl"), 2,
                     "'in.jsonl' is an input and would be replaced")
    expect(problems("in.jsonl") == [], "the input is spared")
    expect_files("in.jsonl")


@case
def a_base_over_what_is_none():
    write("in.jsonl", SOUND)
    write("other.jsonl", SOUND)
    expect_error(run("build", "in.jsonl", "-o", "other.jsonl"), 2,
                 "'other.jsonl' is no knowledge base and would be replaced")
    expect(problems("other.jsonl") == [], "the other file is spared")
    for _ in range(2):
        expect(run("build", "in.jsonl", "-o", "b.kith").status == 0,
               "a base replaces a base")
    os.unlink("b.kith")
    expect_files("in.jsonl", "other.jsonl")


@case
def a_failure_leaves_the_old_output():
    write("in.json", b'{"entities":[{"id":')
    write("out.txt", b"old")
    expect(run("stats", "in.json", "-o", "out.txt").status == 2, "status")
    with open("out.txt", "rb") as file:
        expect(file.read() == b"old", "the old file is gone")
    expect_files("in.json", "out.txt")


# -- interrupted -------------------------------------------------------------

def interrupted(args, ready):
    """Start kith, wait until `ready` says so, and send it Ctrl-C."""
    os.mkfifo("pipe")
    child = subprocess.Popen([KITH, *args], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE)
    with open("pipe", "wb") as pipe:
        pipe.write(many_records(50000))
        pipe.flush()
        end = time.monotonic() + 60
        while not ready(child) and time.monotonic() < end:
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
        status = child.wait(timeout=60)
    err = child.stderr.read().decode()
    child.stderr.close()
    os.remove("pipe")
    expect(status in (-signal.SIGINT, 128 + signal.SIGINT),
           f"status {status}: {err}")
    expect("Traceback" not in err and "ERROR" not in err, err)


def is_waiting(child):
    """Whether the program has read what there was and waits for more."""
    try:
        with open(f"/proc/{child.pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] == "S"
    except OSError:
        return True


@case
def interrupted_while_reading():
    os.mkdir("tmp")
    os.environ["TMPDIR"] = os.path.abspath("tmp")
    for args in (["stats", "pipe", "-o", "out.txt"],
                 ["export", "--format", "json", "pipe", "-o", "out.json"],
                 ["check", "pipe", "--clean", "clean.jsonl"]):
        interrupted(args, is_waiting)
        expect_files("tmp")
        expect(os.listdir("tmp") == [], "a temporary file is left")
    del os.environ["TMPDIR"]


@case
def interrupted_while_writing():
    """The result is larger than a pipe holds, so kith is stopped in it."""
    write("in.jsonl", many_records(300000))
    child = subprocess.Popen([KITH, "export", "--format", "json", "in.jsonl",
                              "-o", "out.json"], stderr=subprocess.DEVNULL)
    while child.poll() is None and len(os.listdir(".")) < 2:
        time.sleep(0.001)
    child.send_signal(signal.SIGINT)
    status = child.wait(timeout=60)
    if status == 0:
        expect_files("in.jsonl", "out.json")
        expect(problems("out.json") == [], "the file is whole")
        return "it was done before it could be stopped"
    expect(status == -signal.SIGINT, f"status {status}")
    expect_files("in.jsonl")


# -- many --------------------------------------------------------------------

@case
def more_files_than_can_be_open():
    os.mkdir("many")
    for i in range(600):
        write(f"many/{i:04}.json",
              b'{"entities":[{"id":"e%d"},{"id":"all","p%d":1}]}' % (i, i))
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, before[1]))
    try:
        expect(problems("many") == [], "the records are sound")
        result = run("export", "--format", "json", "many")
        expect(result.status == 0, f"expected status 0: {result}")
        expect(len(json.loads(result.out)["entities"]) == 601, "entities")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


@case
def ids_with_one_hash():
    """Ids that were made so that the hash under a known seed is one and the
    same take no longer than others."""
    first, second = 0xA0761D6478BD642F, 0xE7037ED1A0B428DB
    seed = 0x2545F4914F6CDD1D
    mask = (1 << 64) - 1

    def mix(a, b):
        return (a * b & mask) ^ (a * b >> 64)

    def is_text(word):
        return all(0x20 < b < 0x7F and b not in (0x22, 0x5C)
                   for b in word.to_bytes(8, "little"))

    prefix, length, tries = None, 32, 0
    while prefix is None and tries < 20000:
        head = b"%016d" % tries
        tries += 1
        h = mix(int.from_bytes(head[:8], "little") ^ first
                ^ seed ^ (length * second & mask),
                int.from_bytes(head[8:], "little") ^ second)
        if is_text(first ^ h):
            prefix = head + (first ^ h).to_bytes(8, "little")
    lines = [b'{"id":"%s%08d"}\n' % (prefix or b"x" * 24, i)
             for i in range(60000)]
    write("in.jsonl", b"".join(lines))
    start = time.monotonic()
    expect(problems("in.jsonl") == [], "the records are sound")
    expect(time.monotonic() - start < 20, "the table of ids is clogged")


def main():
    wanted = sys.argv[2:]
    failed = 0
    for function in CASES:
        name = function.__name__
        if wanted and name not in wanted:
            continue
        folder = tempfile.mkdtemp(prefix="kith-bad-input-")
        os.chdir(folder)
        try:
            print("ok", name, function() or "")
        except Failure as failure:
            failed += 1
            print("FAIL", name, failure)
        finally:
            os.chdir("/")
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
