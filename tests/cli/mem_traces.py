#!/usr/bin/python3
"""mem_traces.py: tenon mem replay, peak, leaks and plot: the same allocations as each format
that is read, what is printed and drawn, and files that are cut, changed or something else."""

import json
import os
import pickle
import random
import re
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap

BUILD = os.environ.get("TENON_BUILD", ROOT + "/build")
TENON = BUILD + "/bin/tenon"
MIB = 1 << 20
HEAD = "policy       peak reserved  over live\n"


def mem(*arguments):
    return subprocess.run([TENON, "mem", *map(str, arguments)], capture_output=True, text=True,
                          timeout=120, check=False)


def replay(*arguments):
    return mem("replay", *arguments)


def steps(count):
    """Random allocations and frees: (True, block, bytes) and (False, block, bytes)."""
    chance, live, block = random.Random(3), {}, 0x7f0000000000
    for _ in range(count):
        if live and chance.random() < 0.45:
            freed = chance.choice(list(live))
            yield False, freed, live.pop(freed)
        else:
            block += 1 << 24
            live[block] = chance.randint(1, 8 * MIB)
            yield True, block, live[block]


def csv(events):
    return "# made by a test\nop,id,bytes,us\n" + "".join(
        f"{'alloc' if made else 'free'},{block},{size},{i * 1.5}\n"
        for i, (made, block, size) in enumerate(events))


def rmm(events):
    return "Thread,Time,Action,Pointer,Size,Stream\n" + "".join(
        f"7,13:49:15.{i:06},{'allocate' if made else 'free'},{block:#x},{size},0x2\n"
        for i, (made, block, size) in enumerate(events)) + \
        "7,13:49:16:000000,allocate failure,(nil),99,0x2\n"


def profile(events):
    """Of GPU 1; another one has a few events of its own, the host has one."""
    def event(i, device, block, size):
        return {"ph": "i", "name": "[memory]", "ts": 1000.5 + i,
                "args": {"Addr": block, "Bytes": size, "Device Type": int(device >= 0),
                         "Device Id": device}}
    lines = [event(i, 1, block, size if made else -size)
             for i, (made, block, size) in enumerate(events)]
    lines.reverse()  # they need not be in order
    return json.dumps({"traceEvents": [event(0, 0, 99, 512), event(1, -1, 77, 4096),
                                       {"ph": "X", "name": "add", "ts": 3}, *lines]})


def snapshot(events):
    shared = [{"filename": "model.py", "line": 7, "name": "forward"}]
    actions = [{"action": "segment_alloc", "addr": 1, "size": 2 * MIB, "stream": 0}]
    for i, (made, block, size) in enumerate(events):
        one = {"addr": block, "size": size, "stream": 0x55550000, "frames": shared, "time_us": i}
        actions += [{"action": "alloc", **one}] if made else [{"action": "free_requested", **one},
                                                             {"action": "free_completed", **one}]
    return {"segments": [], "device_traces": [[], actions], "allocator_settings": {
        "expandable": False, "ratio": 0.5, "limit": None, "sizes": (1, -5, 1 << 40, 70000)}}


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def files(folder, events):
    made = {"CSV": write(folder, "a.csv", csv(events)),
            "RMM's log": write(folder, "rmm.log", rmm(events)),
            "PyTorch's profiler": write(folder, "profile.json", profile(events)),
            "PyTorch's memory snapshot": write(folder, "snapshot.json",
                                               json.dumps(snapshot(events)))}
    return made | {f"pickle of protocol {p}": write(folder, f"snapshot{p}.pickle",
                                                    pickle.dumps(snapshot(events), protocol=p))
                   for p in range(2, 6)}


def all_formats_say_the_same(made):
    texts = {}
    for kind, path in made.items():
        r = replay(path)
        name = kind if "pickle" not in kind else "PyTorch's memory snapshot"
        texts[kind] = r.stdout.replace(f"{path} ({name})", "")
        tap.case(f"a_{kind}_is_read".replace(" ", "_").replace("'", ""),
                 [] if r.returncode == 0 and r.stdout.startswith(f"{path} ({name}): 300 events")
                 else [r.stdout + r.stderr])
    tap.case("all_formats_have_the_same_result", [] if len(set(texts.values())) == 1 else
             [f"{kind}: {text}" for kind, text in texts.items()])


def what_is_printed(folder):
    # Two blocks, of which the first is freed and comes again larger.
    path = write(folder, "four.csv", f"op,id,bytes\nalloc,1,{3 * MIB}\nalloc,2,{4 * MIB}\n"
                                     f"free,1,{3 * MIB}\nalloc,1,{5 * MIB}\nfree,9,1\n")
    head = f"{path} (CSV): 4 events, 3 blocks, at most 9.0 MiB live\n" + HEAD
    note = ("tenon mem replay: note: 1 free of a block that was made before the record began is "
            "left out\n")
    wanted = {
        "ours": "ours              12.0 MiB      1.333\n",
        "pytorch": "pytorch           20.0 MiB      2.222\n",
        "first-fit": "first-fit         12.0 MiB      1.333\n",
        "best-fit": "best-fit          12.0 MiB      1.333\n",
        "offline": "offline            9.0 MiB      1.000\n"}
    r = replay(path)
    tap.case("a_line_a_policy",
             [] if r.stdout == head + "".join(wanted.values()) and r.stderr == note else
             [r.stdout + r.stderr])
    r = replay("--policy", "offline,ours", path)
    tap.case("policies_in_the_order_asked_for",
             [] if r.stdout == head + wanted["offline"] + wanted["ours"] else [r.stdout])
    r = replay("--policy", "best-fit,offline", "--json", path)
    tap.case("the_same_as_json", [] if json.loads(r.stdout) == [
        {"policy": "best-fit", "reserved_bytes_peak": 12 * MIB, "live_bytes_peak": 9 * MIB,
         "failed_at": None},
        {"policy": "offline", "reserved_bytes_peak": 9 * MIB, "live_bytes_peak": 9 * MIB,
         "failed_at": None}] else [r.stdout])
    r = replay("--policy", "best-fit,offline", "--capacity", "10MiB", path)
    said = note + ("tenon mem replay: best-fit: event 3, 5.0 MiB for block 1, does not fit into "
                   "10.0 MiB: 7.0 MiB were reserved, and at most 7.0 MiB live\n")
    tap.case("what_does_not_fit_is_named",
             [] if r.returncode == 1 and r.stderr == said and
             r.stdout.endswith("best-fit           7.0 MiB  does not fit\n" + wanted["offline"])
             else [f"{r.returncode}: {r.stdout}{r.stderr}"])


def refused(name, status, wanted, *arguments):
    r = replay(*arguments)
    tap.case(name, [] if r.returncode == status and wanted in r.stderr else
             [f"{r.returncode}: {r.stdout[:300]}{r.stderr[:300]}"])


def expect(name, got, wanted):
    tap.case(name, [] if got.stdout == wanted and got.returncode == 0 and not got.stderr else
             [f"{got.returncode}: {got.stdout}{got.stderr}", f"wanted: {wanted}"])


def whose_blocks(folder):
    path = write(folder, "names.csv", "op,id,bytes,us,name\n"
                 f"alloc,1,{6 * MIB},0,conv (a.c:1)\nalloc,2,{1 * MIB},1,conv (a.c:1)\n"
                 f"alloc,3,{2 * MIB},2,\nalloc,4,{2 * MIB},3,\nalloc,5,512,4,say \"\x1b[1m\\\n"
                 f"free,1,0,5,\nalloc,6,{4 * MIB},6,linear\nfree,3,0,7,\n")
    head = "      bytes   share    blocks  by\n"
    expect("the_peak_by_who_asked", mem("peak", path),
           "most lived: 11.0 MiB in 5 blocks, after event 5 of 8 (0.000 s)\n" + head +
           "    7.0 MiB   63.6%         2  conv (a.c:1)\n"
           "    4.0 MiB   36.4%         2  blocks of 2.0 MiB\n"
           '      512 B    0.0%         1  say "?[1m\\\n')
    expect("the_largest_rows_and_the_rest", mem("peak", "--rows", 1, path),
           "most lived: 11.0 MiB in 5 blocks, after event 5 of 8 (0.000 s)\n" + head +
           "    7.0 MiB   63.6%         2  conv (a.c:1)\n"
           "    4.0 MiB   36.4%         3  2 others\n")
    expect("what_is_never_freed", mem("leaks", path),
           "never freed: 7.0 MiB in 4 blocks, after event 8 of 8 (0.000 s)\n" + head +
           "    4.0 MiB   57.1%         1  linear\n"
           "    2.0 MiB   28.6%         1  blocks of 2.0 MiB\n"
           "    1.0 MiB   14.3%         1  conv (a.c:1)\n"
           '      512 B    0.0%         1  say "?[1m\\\n')
    tap.case("the_same_rows_as_json", [] if json.loads(mem("leaks", "--json", path).stdout) == [
        {"by": "linear", "bytes": 4 * MIB, "blocks": 1, "first_ns": 6000},
        {"by": None, "block_bytes": 2 * MIB, "bytes": 2 * MIB, "blocks": 1, "first_ns": 3000},
        {"by": "conv (a.c:1)", "bytes": MIB, "blocks": 1, "first_ns": 1000},
        {"by": 'say "?[1m\\', "bytes": 512, "blocks": 1, "first_ns": 4000}]
        else [mem("leaks", "--json", path).stdout])
    expect("all_is_freed", mem("leaks", write(folder, "freed.csv",
                                              "op,id,bytes\nalloc,1,5\nfree,1,5\n")),
           "never freed: 0 B in 0 blocks, after event 2 of 2 (0.000 s)\n")


def two_records(folder):
    head = "op,id,bytes,us,name\n"
    before = write(folder, "before.csv", head + f"alloc,1,{6 * MIB},0,conv\nalloc,2,{MIB},1,\n"
                   f"alloc,3,{2 * MIB},2,same\n")
    after = write(folder, "after.csv", head + f"alloc,1,{2 * MIB},0,conv\nalloc,2,{MIB},1,\n"
                  f"alloc,5,{MIB},1,\nalloc,6,512,1,new\nalloc,3,{2 * MIB},2,same\nfree,3,0,4,\n")
    columns = "     before        after        change  by\n"
    conv = "    6.0 MiB      2.0 MiB      -4.0 MiB  conv\n"
    expect("whose_blocks_became_more", mem("diff", before, after), columns + conv +
           "    1.0 MiB      2.0 MiB      +1.0 MiB  blocks of 1.0 MiB\n"
           "        0 B        512 B        +512 B  new\n"
           "    2.0 MiB      2.0 MiB           0 B  1 other\n"
           "    9.0 MiB      6.0 MiB      -3.0 MiB  all\n")
    expect("the_largest_change_at_the_end", mem("diff", "--rows", 1, "--at", "end", before, after),
           columns + conv +
           "    3.0 MiB      2.0 MiB   -1023.5 KiB  3 others\n"
           "    9.0 MiB      4.0 MiB      -5.0 MiB  all\n")
    tap.case("changes_as_json", [] if json.loads(mem("diff", "--json", before, after).stdout)[1] ==
             {"by": None, "block_bytes": MIB, "before_bytes": MIB, "after_bytes": 2 * MIB,
              "before_blocks": 1, "after_blocks": 2}
             else [mem("diff", "--json", before, after).stdout])
    r = mem("diff", before)
    tap.case("one_record_is_too_few", [] if r.returncode == 2 and "two traces, got 1" in r.stderr
             else [r.stderr])
    r = mem("diff", before, folder + "/none")
    tap.case("the_second_record_is_not_there",
             [] if r.returncode == 1 and "none: No such" in r.stderr else [r.stderr])


def odd_lines(folder):
    """Quotes, spaces, frees without bytes, times over midnight, what an editor puts in front."""
    path = write(folder, "odd.csv", '\ufeffop,id,bytes,name\r\n\r\n   \r\n# a remark\r\n'
                 'alloc , 1, 512,"f(a, ""b"")"\r\nalloc,2,512,\u03b1\r\nalloc,3,1,\u03b2\r\n'
                 'alloc,4,1,\x1b\xa0\r\nfree,3\r\nfree,3,,\r\n')
    r = mem("leaks", "--json", path)
    tap.case("odd_lines_are_read", [] if [one["by"] for one in json.loads(r.stdout)] ==
             ['f(a, "b")', "\u03b1", "?\xa0"] and "note: 1 free" in r.stderr else
             [r.stdout + r.stderr])
    path = write(folder, "night.csv", "Thread,Time,Action,Pointer,Size,Stream\n"
                 "1,23:59:59.500000,allocate,0x10,1024,0x0\n"
                 "1,00:00:00.750000,allocate,0x20,1024,0x0\n"
                 "1,00:00:01.000000,deallocate,0x10,1024,0x0\n")
    expect("times_go_on_after_midnight", mem("peak", path),
           "most lived: 2.0 KiB in 2 blocks, after event 2 of 3 (1.250 s)\n"
           "      bytes   share    blocks  by\n    2.0 KiB  100.0%         2  blocks of 1.0 KiB\n")
    path = write(folder, "zero.csv", "op,id,bytes\nalloc,1,0\nfree,1,0\nalloc,2,1\nalloc,2,4\n")
    r = mem("leaks", path)
    tap.case("blocks_of_nothing_and_blocks_made_twice",
             [] if r.stdout.startswith("never freed: 4 B in 1 block,") and r.stderr ==
             "tenon mem leaks: note: 1 block was made again before it was freed; a free is added\n"
             else [r.stdout + r.stderr])
    path = write(folder, "near.csv", "op,id,bytes\nalloc,1,4090\nalloc,2,4096\nalloc,3,4100\n")
    said = mem("peak", path).stdout
    tap.case("sizes_that_are_nearly_alike",
             [said for size in ("4090 B", "4.0 KiB", "4100 B")
              if f"blocks of {size}\n" not in said])
    lines = "".join(f"alloc,{i},{MIB},{i}\n" for i in range(70))
    path = write(folder, "streams.csv", "op,id,bytes,stream\n" + lines)
    tap.case("many_streams_have_a_peak", [] if "70.0 MiB in 70" in mem("peak", path).stdout else
             [mem("peak", path).stderr])
    refused("many_streams_are_not_replayed", 1, "more than 63 streams", path)
    lines = "".join(f"alloc,{i << 44},{1000 + i % 7}\n" for i in range(100000))
    r = replay(write(folder, "kept.csv", "op,id,bytes\n" + lines))
    tap.case("blocks_that_nobody_frees", [] if "offline           97.7 MiB" in r.stdout else
             [r.stdout + r.stderr])
    lines = "".join(f"alloc,{i},{700000 if i % 2 else 3000},{i}\n" for i in range(40)) + \
        "".join(f"free,{i},,\n" for i in range(40))
    r = replay("--policy", "ours", write(folder, "apart.csv", "op,id,bytes,stream\n" + lines))
    tap.case("free_memory_of_many_streams", [] if r.returncode == 0 else [r.stdout + r.stderr])
    path = write(folder, "large.csv", f"op,id,bytes\nalloc,1,{300 << 30}\n")
    tap.case("more_than_any_gpu_has", [] if replay(path).stdout.count("1.000\n") == 5 else
             [replay(path).stdout])


def frames_are_names(made):
    r = mem("leaks", made["pickle of protocol 4"])
    tap.case("frames_of_python_are_names",
             [] if "100.0%" in r.stdout and "forward (model.py:7)" in r.stdout else
             [r.stdout + r.stderr])


def pictures(folder):
    """A block of 6 MiB that lives on, and 3,000 of 1 MiB of which 2 live at once."""
    lines = [f"alloc,0,{6 * MIB},0,base & <top>"]
    for i in range(1, 3001):
        lines.append(f"alloc,{i},{MIB},{i * 1000},")
        if i > 2:
            lines.append(f"free,{i - 2},0,{i * 1000 + 5},")
    path = write(folder, "plot.csv", "op,id,bytes,us,name\n" + "\n".join(lines) + "\n")
    texts = {}
    for end in ("svg", "html"):
        r = mem("plot", "--output", f"{folder}/plot.{end}", path)
        with open(f"{folder}/plot.{end}", encoding="utf-8") as file:
            texts[end] = file.read()
        tap.case(f"a_picture_as_{end}", [] if r.returncode == 0 and not r.stdout + r.stderr else
                 [r.stdout + r.stderr])
    picture = xml.etree.ElementTree.fromstring(texts["svg"])
    name = "{http://www.w3.org/2000/svg}"
    said = [t.text for t in picture.iter(name + "text")]
    wanted = ["plot.csv", "peak 9.0 MiB after event 4 (0.003 s)", "base & <top>: 6.0 MiB",
              "blocks of 1.0 MiB: 3.0 MiB", "8 MiB", "2 s"]
    tap.case("what_the_picture_says", [w for w in wanted if w not in said] and [str(said)])
    # The upper edge of the second band is at the peak where it was reached: 9 of 10 MiB.
    edge = [p.get("d") for p in picture.iter(name + "path")][1]
    heights = [(float(y), int(width)) for y, width in re.findall(r"V([\d.]+)h(\d+)", edge)]
    tap.case("the_curve_reaches_the_peak", [] if sum(width for _, width in heights) == 800 and
             abs(min(heights)[0] - (380 - 320 * 9 / 10)) < 0.1 else [edge])
    path = write(folder, "long.csv", f"op,id,bytes,name\nalloc,1,{MIB},{'w' * 40} a.c:12\n")
    mem("plot", "-o", folder + "/long.svg", path)
    with open(folder + "/long.svg", encoding="utf-8") as file:
        tap.case("names_below_the_picture_are_cut", [] if re.search(
            r">w{10,40}…12: 1.0 MiB<", file.read()) else ["not found"])
    hovers = [t.text for t in picture.iter(name + "title")]
    tap.case("texts_for_the_pointer", [] if len(hovers) == 200 and
             hovers[100].endswith("\nbase & <top>: 6.0 MiB\nblocks of 1.0 MiB: 3.0 MiB") else
             hovers[100:101])
    tap.case("a_page_holds_the_picture", [] if texts["svg"] in texts["html"] and
             "http" not in texts["html"].replace("http://www.w3.org/2000/svg", "") else ["differs"])
    tap.case("it_fits_light_and_dark",
             [] if "prefers-color-scheme:dark" in texts["svg"] else ["no dark"])
    tap.case("it_is_small", [] if len(texts["svg"]) < 300000 else [str(len(texts["svg"]))])
    for where, wanted in (("x.png", "ends in .svg or .html"), ("", "ends in .svg or .html")):
        r = mem("plot", "--output", where, path)
        tap.case(f"no_picture_as_{where or 'nothing'}",
                 [] if r.returncode == 2 and wanted in r.stderr else [r.stderr])
    r = mem("plot", "--output", folder + "/no/x.svg", path)
    tap.case("no_picture_in_no_folder",
             [] if r.returncode == 1 and "No such file" in r.stderr else [r.stderr])
    if os.path.exists("/dev/full"):
        os.symlink("/dev/full", folder + "/full.svg")
        r = mem("plot", "--output", folder + "/full.svg", path)
        tap.case("a_full_disk_is_an_error",
                 [] if r.returncode == 1 and "No space" in r.stderr else [r.stderr])


class Something:
    """What a pickle would have to run code for."""


def what_is_refused(folder, made):
    refused("no_trace", 2, "it takes one trace, got 0")
    for device in (-2, 64, 1 << 32):
        refused(f"device_{device}", 2, f"--device must be 0 to 63, got {device}", "--device",
                device, made["PyTorch's profiler"])
    refused("a_device_of_csv", 1, "leave --device out", "--device", 0, made["CSV"])
    refused("a_device_of_no_history", 1, "it has 2 devices", "--device", 2,
            made["pickle of protocol 4"])
    refused("an_unknown_policy", 2, "got 'worst-fit'", "--policy", "ours,worst-fit", made["CSV"])
    for text in ("much", "-1", "0", "8X", "1e30", ""):
        refused(f"capacity_{text or 'of_nothing'}", 2, f"got '{text}'", "--capacity", text,
                made["CSV"])
    refused("a_file_that_is_not_there", 1, "No such file", folder + "/none")
    refused("a_folder", 1, "it is no file", folder)
    refused("an_empty_file", 1, "it is empty", write(folder, "empty", ""))
    refused("another_file", 1, "it is no record of allocations",
            write(folder, "other", "a,b\n1,2\n"))
    refused("another_json", 1, "neither traceEvents nor", write(folder, "other.json", "{}"))
    refused("a_device_without_events", 1, "no events of GPU 3", "--device", "3",
            made["PyTorch's profiler"])
    for line, wanted in (("alloc,1,-5", "a number of bytes, got '-5'"), ("move,1,5", "got 'move'"),
                         ("alloc,1", "a number of bytes, got ''"),
                         ("alloc,x,5", "id must be a number, got 'x'"),
                         ("alloc,1,5,6", "it has 4 fields, and the header has 3"),
                         (f"alloc,1,{1 << 63}", "all blocks have more than 2^62"),
                         ("alloc,1,5\0", "bytes of zero"),
                         ("alloc,1,99999999999999999999", "line 2")):
        refused(f"the_line_{line}".replace(",", "_").replace("\0", "0"), 1, wanted,
                write(folder, "line.csv", f"op,id,bytes\n{line}\n"))
    refused("a_pickle_of_more_than_data", 1, "more than data",
            write(folder, "object.pickle", pickle.dumps({"device_traces": [Something()]})))
    whole = []
    whole.append(whole)
    refused("a_list_that_holds_itself", 1, "holds itself",
            write(folder, "self.pickle", pickle.dumps(whole)))
    refused("a_number_far_from_the_others", 1, "numbers a value",
            write(folder, "far.pickle", b"\x80\x04]r\xff\xff\xff\xff."))
    for name, data, wanted in (
            ("tuples_in_tuples", b"\x80\x04]" + b"\x85" * 3000000 + b".", "nested deeper"),
            ("lists_in_lists", b"\x80\x04" + b"]" * 2000000 + b"a" * 1999999 + b".",
             "nested deeper"),
            ("a_list_in_its_own_tuple", b"\x80\x04]q\x00h\x00\x85Nq\x000a.", "in a list, tuple"),
            ("a_key_of_tuples", b"\x80\x04}K\x01" + b"q\x00h\x00\x86" * 40 + b"Ns.",
             "a tuple or list for a key"),
            ("numbers_that_grow", b"\x80\x04]" + b"".join(
                b"r" + struct.pack("<I", min(1000 * 3 ** i, 2 ** 32 - 1))
                for i in range(20)) + b".",
             "numbers a value")):
        refused(name, 1, wanted, write(folder, "hostile.pickle", data))
    os.mkfifo(folder + "/pipe")
    refused("a_pipe", 1, "it is no file", folder + "/pipe")
    refused("a_name_that_moves_the_cursor", 1, "no?[31m", folder + "/no\x1b[31m")


def damaged(folder, made):
    """Cut anywhere, or with bytes that are others: read or refused, and nothing else."""
    chance = random.Random(5)
    for kind, path in made.items():
        with open(path, "rb") as file:
            data = file.read()
        problems = []
        for i in range(30):
            broken = bytearray(data[:chance.randrange(1, len(data))] if i % 2 else data)
            for _ in range(i % 7):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            r = replay(write(folder, "broken", bytes(broken)))
            said = "tenon mem replay: " in re.sub(".*: note: .*", "", r.stderr)
            if r.returncode not in (0, 1) or said != (r.returncode == 1):
                problems.append(f"case {i}: status {r.returncode}: {r.stderr[:500]}")
        tap.case(f"a_damaged_{kind}".replace(" ", "_").replace("'", ""), problems)


def main():
    with tempfile.TemporaryDirectory() as folder:
        made = files(folder, list(steps(300)))
        all_formats_say_the_same(made)
        what_is_printed(folder)
        whose_blocks(folder)
        two_records(folder)
        odd_lines(folder)
        frames_are_names(made)
        pictures(folder)
        what_is_refused(folder, made)
        damaged(folder, made)
    tap.done()


main()
