#!/usr/bin/python3
"""mem_pictures.py: tenon mem plot's pictures: each whole picture of a small record, what names of
PyTorch's records give, and that pictures stay small whatever the record.

The whole pictures are beside this file; with --write they are written, and mem_looks.py --write
renders them: look at those then."""

import json
import os
import random
import re
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
SVG = "{http://www.w3.org/2000/svg}"


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def csv(folder, name, blocks):
    """Blocks of (bytes, name)."""
    return write(f"{folder}/{name}.csv", "op,id,bytes,us,name\n" + "".join(
        f'alloc,{i},{size},{i * 10},"{text}"\n' for i, (size, text) in enumerate(blocks)))


def snapshot(folder, name, actions):
    return write(f"{folder}/{name}.json", json.dumps({"device_traces": [[
        {"action": "free_requested" if size is None else "alloc", "addr": address,
         "size": size or 0, "stream": 7 if text == "on 7" else 0, "time_us": i, "name": text}
        for i, (address, size, text) in enumerate(actions)]]}))


def plot(name, kind, trace, out):
    """The text of a picture, which is one element of XML."""
    r = subprocess.run([TENON, "mem", "plot", "--kind", kind, "-o", out, trace], timeout=120,
                       capture_output=True, text=True, check=False)
    problems = [] if r.returncode == 0 and not r.stdout + r.stderr else [r.stdout + r.stderr]
    text = ""
    if not problems:
        with open(out, encoding="utf-8") as file:
            text = file.read()
        try:
            xml.etree.ElementTree.fromstring(text)
        except xml.etree.ElementTree.ParseError as error:
            problems.append(str(error))
    tap.case(name, problems)
    return text


def whole(name, text, golden):
    """The same as a picture that somebody has looked at."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), golden)
    if "--write" in sys.argv:
        write(path, text)
    with open(path, encoding="utf-8") as file:
        tap.case(name, equal(text.splitlines(), file.read().splitlines()))


def equal(got, wanted):
    for one, other in zip(got, wanted):
        if one != other:
            return [f"got    {one}", f"wanted {other}"]
    return [] if len(got) == len(wanted) else [f"{len(got)} lines, not {len(wanted)}"]


def timeline(folder):
    """Four steps: activations come forward and go backward, while gradients take their place."""
    lines = [f"alloc,0,{24 * MIB},0,model/decoder/layer.11/attention/projection/weights model.c:31"]
    for step in range(4):
        at, first = 100000 + step * 1000000, 1 + step * 100
        for i in range(8):
            lines.append(f"alloc,{first + i},{(9 - i) * MIB},{at + i * 40000},"
                         f"enc/{'matmul' if i % 2 else 'gelu'} model.c:{50 + i}")
        for i in reversed(range(8)):
            at += 60000
            lines += [f"alloc,{first + 50 + i},{3 * MIB},{at + 300000},grad & <sum>",
                      f"free,{first + i},0,{at + 320000},"]
        lines += [f"free,{first + 50 + i},0,{at + 380000}," for i in range(8)]
    path = write(folder + "/steps.csv", "op,id,bytes,us,name\n" + "\n".join(lines) + "\n")
    text = plot("a_timeline", "timeline", path, folder + "/timeline.svg")
    whole("the_whole_timeline", text, "mem_timeline.svg")


def boxes(text):
    """Of a flame: (row, name) of each box, from the left."""
    found = []
    for box in xml.etree.ElementTree.fromstring(text).iter(SVG + "rect"):
        title = box.find(SVG + "title")
        if title is not None:
            found.append(((int(box.get("y")) - 60) // 24, title.text.split(": ")[0]))
    return found


def flame(folder):
    path = csv(folder, "small", [
        (4 * MIB, "enc/layer.1/matmul gpt.c:120"), (2 * MIB, "enc/layer.1/matmul gpt.c:99"),
        (3 * MIB, "enc/layer.1/add"), (MIB, "loss & <mean>"), (2 * MIB, ""), (512, "tiny")])
    text = plot("a_flame", "flame", path, folder + "/flame.svg")
    whole("the_whole_flame", text, "mem_flame.svg")
    tap.case("it_fits_light_and_dark", [] if "prefers-color-scheme:dark" in text else [text[:900]])


def names(folder):
    text = plot("a_flame_of_odd_names", "flame", csv(folder, "odd", [
        (MIB, "forward (model.py:7)"), (MIB, "<module> (a/b.py:1)"), (MIB, "//x//y/"), (MIB, "/"),
        (MIB, "f(a, ""b"") x:y"), (MIB, "gpt.c:120"), (MIB, "a:1 b:"), (MIB, "a/b"), (MIB, "a/b/c"),
        (MIB, "z/" * 20 + "end c.c:1")]), folder + "/odd.svg")
    found = set(boxes(text))
    for wanted in ((1, "forward"), (2, "model.py:7"), (1, "<module>"), (2, "a/b.py:1"), (1, "x"),
                   (2, "y"), (1, "/"), (1, "f(a, b) x:y"), (1, "gpt.c:120"), (1, "a:1 b:"),
                   (1, "a"), (2, "b"), (3, "c"), (15, "z"), (16, "z/z/z/z/z/end"), (17, "c.c:1")):
        tap.case(f"a_box_for_{wanted[1]}".replace(" ", "_"),
                 [] if wanted in found else [str(sorted(found))])
    natural = boxes(plot("a_flame_of_layers", "flame",
                         csv(folder, "layers", [(MIB, f"layer.{i}") for i in range(11)]),
                         folder + "/layers.svg"))
    tap.case("what_is_alike_goes_by_its_numbers",
             equal(natural[1:], [(1, f"layer.{i}") for i in range(11)]))


def labels(folder):
    """What has no room is cut, but for the number at its end."""
    text = plot("a_flame_of_narrow_boxes", "flame", csv(folder, "narrow", [
        (MIB, f"encoder.layer.{i}") for i in range(10, 30)] + [(MIB, "sum of all")]),
        folder + "/narrow.svg")
    said = re.findall(r"<text x.*?>([^<]*\u2026[^<]*)<", text)
    tap.case("numbers_at_the_end_stay", equal(said, [f"e\u2026{i}" for i in range(10, 30)] +
                                              ["sum\u2026"]))


def many_names(folder):
    """As many boxes as there can be, with texts as long as there can be."""
    for count, least in ((199, 1000000), (400, 1000)):
        path = snapshot(folder, "wide", [
            (i << 20, MIB, "/".join(f"{i}" + "&" * 90 for _ in range(16)) + f" {'&' * 90}:{i}")
            for i in range(count)])
        text = plot(f"a_flame_of_{count}_long_names", "flame", path, folder + "/wide.svg")
        tap.case(f"a_flame_of_{count}_names_is_below_2_MB",
                 [] if least < len(text.encode()) < 2000000 else [str(len(text))])
    blocks = [(1 + i % 5000, f"r{i % 7}/op{i}") for i in range(200000)]
    text = plot("a_flame_of_200000_names", "flame", csv(folder, "many", blocks),
                folder + "/many.svg")
    tap.case("what_is_below_a_pixel_is_joined",
             [] if len(text) < 20000 and len(re.findall(r"<title>2857\d others: ", text)) == 7 else
             [text[:3000]])


def small_map(folder):
    """Two segments; of the first the middle is free, in the second there is a gap of 1 MiB that no
    block had. Behind the third block there is what it was rounded up by."""
    base = 0x7f0000000000
    text = plot("a_map", "map", snapshot(folder, "small", [
        (base, 8 * MIB, "enc/matmul gpt.c:120"), (base + 8 * MIB, 4 * MIB, ""),
        (base + 12 * MIB, 5 * MIB - 100, "enc/add"), (base + 17 * MIB, 512, "tiny"),
        (base + 8 * MIB, None, ""), (base + 9 * MIB, MIB, "enc/matmul gpt.c:121"),
        (base + (1 << 30), 3 * MIB, "on 7"), (base + (1 << 30) + 4 * MIB, 2 * MIB, "")]),
        folder + "/map.svg")
    whole("the_whole_map", text, "mem_map.svg")
    tap.case("the_map_fits_light_and_dark", [] if "prefers-color-scheme:dark" in text else
             [text[:900]])


UNITS = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}


def figures_of(text):
    """MiB live, free and in the largest free piece; events, blocks, segments."""
    said = re.search(r"event (\d+) .*: ([\d.]+ \w+) live in (\d+) blocks?, ([\d.]+ \w+) free, "
                     r"largest free piece ([\d.]+ \w+), (\d+) segments?", text)
    said = said.groups() if said else ["0 B"] * 6
    return [round(float(said[i].split()[0]) * UNITS[said[i].split()[1]] / MIB, 1)
            for i in (1, 3, 4)] + [int(said[i].split()[0]) for i in (0, 2, 5)]


def runs(pages):
    """How many pages each run has."""
    lengths, last = [], None
    for page in sorted(pages):
        if last != page - 1:
            lengths.append(0)
        lengths[-1] += 1
        last = page
    return lengths


def segments(folder, seed, before):
    """Segments that are taken and given back by pages, `before` actions of them not recorded."""
    chance, mapped, live, actions = random.Random(seed), set(), {}, []
    most, events, wanted = 0, 0, []
    for step in range(600):
        page, count = chance.randrange(90), chance.randint(1, 8)
        some, held = set(range(page, page + count)), set().union(*live.values())
        one = {"addr": page * 2 * MIB, "size": count * 2 * MIB, "stream": 0, "time_us": step}
        what = None
        if not some & mapped and chance.random() < 0.5:
            what, mapped = chance.choice(("segment_alloc", "segment_map")), mapped | some
        elif some <= mapped - held and chance.random() < 0.4:
            what, mapped = chance.choice(("segment_free", "segment_unmap")), mapped - some
        elif some <= mapped - held and step >= before:
            what, live[page], events = "alloc", some, events + 1
        elif page in live:
            what, events = "free_requested", events + 1
            one["size"] = len(live.pop(page)) * 2 * MIB
        if what and step >= before:
            actions.append({"action": what, **one})
        held = set().union(*live.values())
        if len(held) > most:
            most, unused = len(held), runs(mapped - held)
            wanted = [2.0 * most, 2.0 * sum(unused), 2.0 * max(unused, default=0), events,
                      len(live), len(runs(mapped))]
    last = [{"device": 1, "address": page * 2 * MIB, "total_size": 2 * MIB} for page in mapped]
    other = [{"device": 0, "address": page * 2 * MIB, "total_size": 2 * MIB} for page in range(99)]
    path = write(folder + "/segments.json", json.dumps({
        "segments": other + last if before else [], "device_traces": [[], actions]}))
    text = plot(f"a_map_of_segments_{seed}", "map", path, folder + "/segments.svg")
    tap.case(f"the_segments_of_that_moment_{seed}", equal(figures_of(text), wanted))


def figures(folder):
    """Of blocks at random places: what the map says, and what is so."""
    chance, live, actions, most = random.Random(11), {}, [], 0
    for _ in range(3000):
        at = chance.randrange(800)
        address = ((at // 100) << 32) + (at % 100) * MIB
        if address in live:
            actions.append((address, None, ""))
            del live[address]
        else:
            live[address] = chance.randint(1, 4) * (MIB // 4)
            actions.append((address, live[address], f"op{at % 12}"))
        if sum(live.values()) > most:
            most, peak, used = sum(live.values()), dict(live), len(actions)
    ever = {}
    for address, size, _ in actions[:used]:
        ever[address] = max(ever.get(address, 0), size or 0)
    places = sorted(ever)
    segments = 1 + sum(b - a - ever[a] >= 2 * MIB for a, b in zip(places, places[1:]))
    gaps, end = [], None  # what was used and is not live, as long as it is in one piece
    for address, size in sorted(ever.items()):
        begin = address + peak.get(address, 0)
        if begin < address + size:
            gaps.append(address + size - begin + (gaps.pop() if begin == end else 0))
            end = address + size
    text = plot("a_map_of_random_places", "map", snapshot(folder, "random", actions),
                folder + "/random.svg")
    tap.case("live_free_and_largest_free", equal(figures_of(text), [
        round(most / MIB, 1), round(sum(gaps) / MIB, 1), round(max(gaps) / MIB, 1), used,
        len(peak), segments]))


def odd_places(folder):
    """Blocks over each other, and at the end of all addresses."""
    def drawn(name, places):
        lines = "".join(f"1,10:00:00.{i:06},allocate,{address:#x},{size},0x0\n"
                        for i, (address, size) in enumerate(places))
        path = write(folder + "/odd.log", "Thread,Time,Action,Pointer,Size,Stream\n" + lines)
        text = plot(f"a_map_of_{name}", "map", path, folder + "/odd_places.svg")
        return set(re.findall(r"<title>.*: (.*) at (0x\w+)</title>", text)), text
    found, text = drawn("blocks_over_each_other", [
        (MIB, 4 * MIB), (2 * MIB, MIB), (3 * MIB, 4 * MIB)])
    tap.case("they_are_cut", [] if found == {("4.0 MiB", "0x100000"), ("2.0 MiB", "0x500000")}
             else [text])
    top = (1 << 64) - 512
    found, text = drawn("the_last_addresses", [(0, 512), (top, 1 << 40), (top + 511, 5)])
    tap.case("they_end_there", [] if found == {("512 B", "0x0"), ("511 B", f"{top:#x}")}
             else [text])
    drawn("half_of_all_memory", [(0, 512), (MIB, MIB), (1 << 63, 1 << 61), (top, 5)])


def many_blocks(folder):
    """As many boxes as there can be, with the longest names, and blocks far below a pixel."""
    for count, size, least in ((5500, MIB, 800000), (13000, 60 * MIB, 100000)):
        path = csv(folder, "crowded", [(size, "&" * 240 + str(i)) for i in range(count)])
        text = plot(f"a_map_of_{count}_long_names", "map", path, folder + "/crowded.svg")
        tap.case(f"a_map_of_{count}_names_is_below_2_MB",
                 [] if least < len(text.encode()) < 2000000 else [str(len(text))])
    chance = random.Random(3)
    path = write(folder + "/dust.csv", "op,id,bytes\n" + "".join(
        f"alloc,{i},{chance.choice((512, 4096, 70000))}\n" for i in range(300000)) + "".join(
            f"free,{i},0\n" for i in range(0, 300000, 3)) + f"alloc,300000,{1 << 36}\n")
    text = plot("a_map_of_300000_blocks", "map", path, folder + "/dust.svg")
    tap.case("dust_is_joined", [] if len(text) < 1000000 and " pieces: " in text else
             [str(len(text))])


def damaged(folder):
    """Cut anywhere, or with bytes that are others: drawn, exported or refused."""
    chance = random.Random(9)
    with open(folder + "/random.json", "rb") as file:
        data = file.read()[:20000]
    problems = []
    for i in range(40):
        broken = bytearray(data) + b"]]}" if i % 2 else bytearray(data[:chance.randrange(20000)])
        cut = broken.rfind(b"}, {")
        broken = broken[:cut] + b"}]]}"
        for _ in range(i % 9):
            broken[chance.randrange(len(broken))] = chance.choice(b"0123456789")
        with open(folder + "/broken.json", "wb") as file:
            file.write(broken)
        for words in (["plot", "--kind", "map", "-o", folder + "/broken.svg"],
                      ["plot", "--kind", "flame", "-o", folder + "/broken.svg"],
                      ["export", "--to", "pytorch-snapshot", "-o", folder + "/broken.pickle"],
                      ["export", "--to", "perfetto", "-o", folder + "/broken.out"]):
            r = subprocess.run([TENON, "mem", *words, folder + "/broken.json"], timeout=120,
                               capture_output=True, text=True, check=False)
            if r.returncode not in (0, 1) or "tenon mem" not in r.stderr and r.returncode:
                problems.append(f"case {i}: {words}: {r.returncode}: {r.stderr[:500]}")
    tap.case("what_damaged_records_give", problems)


def main():
    with tempfile.TemporaryDirectory() as folder:
        timeline(folder)
        flame(folder)
        names(folder)
        labels(folder)
        many_names(folder)
        small_map(folder)
        figures(folder)
        for seed in range(6):
            segments(folder, seed, 0 if seed < 3 else 60)
        odd_places(folder)
        many_blocks(folder)
        damaged(folder)
    tap.done()


main()
