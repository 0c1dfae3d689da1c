#!/usr/bin/python3
"""mem_pictures.py: tenon mem plot's flame and map: each whole picture of a small record, what names
of PyTorch's records give, and that pictures stay small whatever the record.

The whole pictures are beside this file; with --write they are written: look at them then."""

import json
import os
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


def many_names(folder):
    """As many boxes as there can be, with texts as long as there can be."""
    blocks = [{"action": "alloc", "addr": i << 20, "size": MIB, "stream": 0, "time_us": i,
               "name": "/".join(f"{i}" + "&" * 90 for _ in range(16)) + f" {'&' * 90}:{i}"}
              for i in range(199)]
    path = write(folder + "/wide.json", json.dumps({"device_traces": [blocks]}))
    text = plot("a_flame_of_long_names", "flame", path, folder + "/wide.svg")
    tap.case("it_is_below_2_MB", [] if 300000 < len(text.encode()) < 2000000 else [len(text)])
    blocks = [(1 + i % 5000, f"r{i % 7}/op{i}") for i in range(200000)]
    text = plot("a_flame_of_200000_names", "flame", csv(folder, "many", blocks),
                folder + "/many.svg")
    tap.case("what_is_below_a_pixel_is_joined",
             [] if len(text) < 20000 and len(re.findall(r"<title>2857\d others: ", text)) == 7 else
             [text[:3000]])


def main():
    with tempfile.TemporaryDirectory() as folder:
        flame(folder)
        names(folder)
        many_names(folder)
    tap.done()


main()
