#!/usr/bin/python3
"""mem_export.py: tenon mem export: what is written for Perfetto and as PyTorch's snapshot, that the
latter is read again as what it was, and that a file is there as a whole or not at all."""

import json
import os
import pickle
import random
import resource
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap

BUILD = os.environ.get("TENON_BUILD", ROOT + "/build")
TENON = BUILD + "/bin/tenon"
MIB = 1 << 20


def mem(*arguments, limit=None):
    def set_limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return subprocess.run([TENON, "mem", *map(str, arguments)], capture_output=True, text=True,
                          timeout=120, check=False, preexec_fn=set_limit if limit else None,
                          restore_signals=False)


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def equal(got, wanted):
    return [] if got == wanted else [f"got    {got}", f"wanted {wanted}"]


def exported(name, trace, to, out):
    r = mem("export", trace, "--to", to, "-o", out)
    tap.case(name, [] if r.returncode == 0 and not r.stdout + r.stderr else
             [f"{r.returncode}: {r.stdout}{r.stderr}"])
    if to == "perfetto":
        return read(out)
    with open(out, "rb") as file:
        return pickle.load(file)


# Three blocks, of which the second lies where the first was, on two streams.
SMALL = f"""op,id,bytes,stream,us,name
alloc,1,1000,7,10,encoder/layer.3/matmul gpt.c:120
free,1,0,7,12.5,
alloc,2,300,9,20,say "hi"
alloc,3,{MIB},7,30,
free,2,0,9,29,
"""


def perfetto(folder):
    path = write(folder + "/small.csv", SMALL)
    got = exported("a_record_for_perfetto", path, "perfetto", folder + "/small.json")
    wanted = """{"displayTimeUnit":"ms","traceEvents":[
{"ph":"M","pid":1,"name":"process_name","args":{"name":"small.csv"}},
{"ph":"b","pid":1,"ts":0.000,"cat":"block","id":"0x0","name":"encoder/layer.3/matmul gpt.c:120",\
"args":{"bytes":1000,"stream":7}},
{"ph":"C","pid":1,"ts":0.000,"name":"live bytes","args":{"total":1000,"stream 7":1000}},
{"ph":"e","pid":1,"ts":2.500,"cat":"block","id":"0x0","name":"encoder/layer.3/matmul gpt.c:120"},
{"ph":"C","pid":1,"ts":2.500,"name":"live bytes","args":{"total":0,"stream 7":0}},
{"ph":"b","pid":1,"ts":10.000,"cat":"block","id":"0x2","name":"say \\"hi\\"",\
"args":{"bytes":300,"stream":9}},
{"ph":"C","pid":1,"ts":10.000,"name":"live bytes","args":{"total":300,"stream 9":300}},
{"ph":"b","pid":1,"ts":20.000,"cat":"block","id":"0x3","name":"blocks of 1.0 MiB",\
"args":{"bytes":1048576,"stream":7}},
{"ph":"C","pid":1,"ts":20.000,"name":"live bytes","args":{"total":1048876,"stream 7":1048576}},
{"ph":"e","pid":1,"ts":20.000,"cat":"block","id":"0x2","name":"say \\"hi\\""},
{"ph":"C","pid":1,"ts":20.000,"name":"live bytes","args":{"total":1048576,"stream 9":0}}
]}
"""
    tap.case("what_perfetto_gets", equal(got.splitlines(), wanted.splitlines()))
    tap.case("it_is_json", [] if len(json.loads(got)["traceEvents"]) == 11 else [got])
    path = write(folder + "/plain.csv", "op,id,bytes\nalloc,1,5\nalloc,2,5\nfree,1,0\n")
    events = json.loads(exported("a_record_without_times", path, "perfetto",
                                 folder + "/plain.json"))["traceEvents"][1:]
    tap.case("events_are_microseconds_then", equal([e["ts"] for e in events], [0, 0, 1, 1, 2, 2]))
    tap.case("one_stream_has_no_counter_of_its_own",
             equal([e["args"] for e in events if e["ph"] == "C"],
                   [{"total": 5}, {"total": 10}, {"total": 5}]))


def action(what, addr, size, stream, time, frames=(), name=None):
    named = {"name": name} if name else {}
    return {"action": what, "addr": addr, "size": size, "stream": stream, "time_us": time,
            "frames": list(frames), **named}


def frame(name, file="", line=0):
    return {"name": name, "filename": file, "line": line}


def snapshot(folder):
    path = write(folder + "/small.csv", SMALL)
    got = exported("a_record_as_a_snapshot", path, "pytorch-snapshot", folder + "/small.pickle")
    matmul = [frame("matmul", "gpt.c", 120), frame("layer.3"), frame("encoder")]
    say = [frame('say "hi"')]
    total = 512 + MIB  # the third block begins behind the second, where the first one was
    tap.case("its_history", equal(got["device_traces"], [[
        action("segment_alloc", 0, total, 7, 10),
        action("alloc", 0, 1000, 7, 10, matmul, "encoder/layer.3/matmul gpt.c:120"),
        action("free_requested", 0, 1000, 7, 12), action("free_completed", 0, 1000, 7, 12),
        action("alloc", 0, 300, 9, 20, say, 'say "hi"'),
        action("alloc", 512, MIB, 7, 30),
        action("free_requested", 0, 300, 9, 29), action("free_completed", 0, 300, 9, 29)]]))
    blocks = got["segments"][0].pop("blocks") if got["segments"] else []
    tap.case("its_segment", equal(got["segments"], [{
        "device": 0, "address": 0, "total_size": total, "allocated_size": MIB,
        "active_size": MIB, "requested_size": MIB, "stream": 7, "segment_type": "small",
        "segment_pool_id": (0, 0), "is_expandable": False, "frames": []}]))
    tap.case("its_blocks", equal(blocks, [
        {"address": 0, "size": 512, "requested_size": 0, "state": "inactive", "frames": []},
        {"address": 512, "size": MIB, "requested_size": MIB, "state": "active_allocated",
         "frames": []}]))

def steps(count):
    """Random allocations and frees: (op, number, bytes, stream, name)."""
    chance, live = random.Random(7), []
    for number in range(count):
        if live and chance.random() < 0.45:
            one = live.pop(chance.randrange(len(live)))
            yield "free", *one[1:]
        else:
            one = ("alloc", number, chance.randint(1, 8 * MIB), chance.choice((0, 7, 1 << 47)),
                   chance.choice(("", "a/b/op x.c:1", "conv (a.py:3)", "\u03b1/\u03b2", "/", " ")))
            live.append(one)
            yield one


def as_csv(events):
    return "op,id,bytes,stream,us,name\n" + "".join(
        f'{op},{number},{size},{stream},{i},"{name}"\n'
        for i, (op, number, size, stream, name) in enumerate(events))


def as_rmm(events):
    """Addresses of eight bytes, the highest bit set."""
    return "Thread,Time,Action,Pointer,Size,Stream\n" + "".join(
        f"1,10:00:00.{i:06},{'allocate' if op == 'alloc' else 'deallocate'},"
        f"{(1 << 63) + (number << 24):#x},{size},{stream:#x}\n"
        for i, (op, number, size, stream, _) in enumerate(events))


def round_trips(folder):
    events = list(steps(5000))
    for kind, text in (("csv", as_csv(events)), ("rmm", as_rmm(events))):
        first = write(f"{folder}/trip.{kind}", text)
        second = f"{folder}/trip.{kind}.pickle"
        exported(f"a_{kind}_as_a_snapshot", first, "pytorch-snapshot", second)
        for words in (["peak", "--rows", 0], ["leaks", "--json"], ["replay", "--json"]):
            said = [mem(*words, path) for path in (first, second)]
            tap.case(f"{words[0]}_of_a_{kind}_that_was_exported",
                     equal(said[1].stdout, said[0].stdout) + equal(said[1].stderr, ""))
        exported(f"a_snapshot_of_{kind}_as_one", second, "pytorch-snapshot", second + "2")
        with open(second, "rb") as one, open(second + "2", "rb") as other:
            tap.case(f"it_is_the_same_snapshot_of_{kind}",
                     [] if one.read() == other.read() else ["differs"])
        with open(second, "rb") as file:
            data = pickle.load(file)
        if kind == "csv":
            r = mem("replay", "--policy", "best-fit", "--json", first)
            tap.case("blocks_of_csv_lie_by_best_fit",
                     equal([s["total_size"] for s in data["segments"]],
                           [json.loads(r.stdout)[0]["reserved_bytes_peak"]]))
    segments, trace = data["segments"], data["device_traces"][0]
    live = {}
    for one in trace:
        if one["action"] == "alloc":
            live[one["addr"]] = one["size"]
        elif one["action"] == "free_completed":
            del live[one["addr"]]
    there = {b["address"]: b["requested_size"] for s in segments for b in s["blocks"]
             if b["state"] == "active_allocated"}
    tap.case("what_lives_at_the_end_is_in_segments", [] if there == live else ["differs"])
    problems = []
    for segment in segments:
        at = segment["address"]
        for block in segment["blocks"]:
            problems += [] if block["address"] == at else [f"{block} is not at {at}"]
            at += block["size"]
        problems += [] if at == segment["address"] + segment["total_size"] else [f"{segment}"]
    tap.case("blocks_fill_their_segments", problems[:3])


def whole_or_not_at_all(folder):
    trace = write(folder + "/many.csv", as_csv(list(steps(3000))))
    os.mkdir(folder + "/out")
    out = write(folder + "/out/x", "what was there")
    for to in ("perfetto", "pytorch-snapshot"):
        r = mem("export", trace, "--to", to, "-o", out, limit=4096)
        tap.case(f"a_full_disk_leaves_what_was_there_{to}",
                 [] if r.returncode == 1 and "File too large" in r.stderr and
                 read(out) == "what was there" and os.listdir(folder + "/out") == ["x"] else
                 [f"{r.returncode}: {r.stderr}", str(os.listdir(folder + "/out"))])
    os.symlink("x", folder + "/out/link")
    r = mem("export", trace, "--to", "perfetto", "-o", folder + "/out/link")
    tap.case("a_link_leads_to_the_file", [] if r.returncode == 0 and
             os.path.islink(folder + "/out/link") and read(out).startswith("{") else [r.stderr])
    os.umask(0o027)
    mem("export", trace, "--to", "perfetto", "-o", folder + "/out/new")
    mode = os.stat(folder + "/out/new").st_mode & 0o777
    tap.case("it_has_the_mode_of_a_new_file", [] if mode == 0o640 else [oct(mode)])
    for name, status, wanted, arguments in (
            ("no_format", 2, "it needs --to", ["-o", out]),
            ("an_unknown_format", 2, "perfetto|pytorch-snapshot, got 'svg'",
             ["--to", "svg", "-o", out]),
            ("no_output", 2, "it needs --to", ["--to", "perfetto"]),
            ("an_empty_output", 2, "it needs --to", ["--to", "perfetto", "-o", ""]),
            ("a_folder", 1, "something that is no file", ["--to", "perfetto", "-o", folder]),
            ("a_device", 1, "something that is no file", ["--to", "perfetto", "-o", "/dev/null"]),
            ("no_folder", 1, "No such file", ["--to", "perfetto", "-o", folder + "/no/x"])):
        r = mem("export", trace, *arguments)
        tap.case(f"export_refuses_{name}", [] if r.returncode == status and wanted in r.stderr
                 else [f"{r.returncode}: {r.stderr}"])
    r = mem("export", "--to", "perfetto", "-o", folder + "/out/y", folder + "/none")
    tap.case("no_trace_leaves_no_file", [] if r.returncode == 1 and "No such file" in r.stderr and
             not os.path.exists(folder + "/out/y") else [r.stderr])


def main():
    with tempfile.TemporaryDirectory() as folder:
        perfetto(folder)
        snapshot(folder)
        round_trips(folder)
        whole_or_not_at_all(folder)
    tap.done()


main()
