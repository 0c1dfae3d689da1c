#!/usr/bin/python3
"""mem_looks.py: the whole pictures of tenon mem plot look as somebody has seen them: rendered, they
differ from the PNGs beside this file by at most 1%; plain build only

What differs is a pixel whose colour is none that the other picture has around that place, within 32
of 255 in each channel, one way or the other: so edges may be smoothed in another way, as other
versions of librsvg have it. Shares are of each part of 64 x 32 pixels, and the part counts that
differs most: in the whole, a label is less than 1%. Measured with resvg, which shares no code with
librsvg: 0.4%; with texts that are 2 pixels off: 8%.

librsvg knows no prefers-color-scheme and draws no background of its own. The rules for dark are
taken out of their @media and so come last, as a browser would have them, and the background is that
of the last rule for svg. Fonts are those of the package fonts-dejavu-core alone.

With --write the PNGs are written anew: look at them then. With --keep FOLDER what was rendered is
kept there."""

import os
import re
import subprocess
import sys
import tempfile

import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import png
import tap

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
DARK = re.compile(r"@media\(prefers-color-scheme:dark\)\{(.*)\}\n(?=</style>)")
PART = (32, 64)  # rows and columns
CHANNEL = 32
FONTS = """<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="pattern"><edit name="family" mode="prepend" binding="strong">
<string>DejaVu Sans</string></edit></match>
<match target="font"><edit name="hinting"><bool>false</bool></edit>
<edit name="antialias"><bool>true</bool></edit></match></fontconfig>
"""


def rendered(text, scheme, folder, name):
    """The path of a picture as a PNG."""
    if scheme == "dark":
        text, found = DARK.subn(r"\1\n", text)
    else:
        text, found = DARK.subn("", text)
    backgrounds = re.findall(r"svg\{background:(#\w+)", text)
    if found != 1 or len(backgrounds) != 1 + (scheme == "dark"):
        raise ValueError(f"{found} times rules for dark, backgrounds {backgrounds}")
    path = f"{folder}/{name}_{scheme}"
    with open(path + ".svg", "w", encoding="utf-8") as file:
        file.write(text)
    with open(folder + "/fonts.conf", "w", encoding="utf-8") as file:
        file.write(FONTS.format(fonts=os.path.dirname(FONT), cache=folder + "/cache"))
    subprocess.run(["rsvg-convert", "-b", backgrounds[-1], "-o", path + ".png", path + ".svg"],
                   env=dict(os.environ, FONTCONFIG_FILE=folder + "/fonts.conf"), timeout=60,
                   check=True)
    return path + ".png"


def around(pixels, choose):
    """Of each pixel and its eight neighbours the least or the most, by channels."""
    for axis in (0, 1):
        edges = [(1, 1) if i == axis else (0, 0) for i in range(3)]
        wide = numpy.pad(pixels, edges, "edge")
        length = pixels.shape[axis]
        before, here, after = (wide.take(range(i, i + length), axis) for i in range(3))
        pixels = choose(choose(before, here), after)
    return pixels


def strange(pixels, other):
    """Pixels of colours that the other picture does not have around there."""
    return ((pixels < around(other, numpy.minimum) - CHANNEL) |
            (pixels > around(other, numpy.maximum) + CHANNEL)).any(axis=2)


def worst_part(pixels, other):
    """Percent that differ of the part that differs most, and where that is."""
    pixels, other = pixels.astype(numpy.int16), other.astype(numpy.int16)
    differing = strange(pixels, other) | strange(other, pixels)
    worst = (0, "")
    for y in range(0, differing.shape[0], PART[0]):
        for x in range(0, differing.shape[1], PART[1]):
            share = 100 * differing[y:y + PART[0], x:x + PART[1]].sum() / (PART[0] * PART[1])
            worst = max(worst, (share, f"x {x} y {y}"))
    return worst


def differences(pixels, seen):
    if pixels.shape != seen.shape:
        return [f"it is {pixels.shape[1]} x {pixels.shape[0]} pixels large, the PNG "
                f"{seen.shape[1]} x {seen.shape[0]}"]
    share, where = worst_part(pixels, seen)
    return [] if share <= 1 else [
        f"{share:.1f}% of the part at {where} differ from the PNG; --keep FOLDER shows it, and "
        "where it should look so, --write"]


def check(kind, scheme, folder):
    with open(f"{HERE}/mem_{kind}.svg", encoding="utf-8") as file:
        text = file.read()
    pixels = png.read(rendered(text, scheme, folder, kind))
    path = f"{HERE}/mem_{kind}_{scheme}.png"
    if "--write" in sys.argv:
        png.write(path, pixels)
    size = os.path.getsize(path)
    tap.case(f"{kind}_looks_as_seen_in_{scheme}", differences(pixels, png.read(path)))
    tap.case(f"{kind}_in_{scheme}_is_a_small_file", [] if size < 60000 else [f"{size} bytes"])
    return text, pixels


def what_it_notices(text, pixels, folder):
    """A label that lies elsewhere or is missing, a box, a colour; not what nobody would see."""
    label = r'(<text x=")([\d.]+)(" y="[\d.]+">add)'
    for name, pattern, change, differs in (
            ("a_label_3_pixels_off", label, lambda m: f"{m[1]}{float(m[2]) + 3}{m[3]}", True),
            ("a_missing_label", label + ".*\n", lambda m: "", True),
            ("a_missing_box", r'<rect class="b1".*</rect>\n', lambda m: "", True),
            ("another_colour", r"\.b1\{fill:#\w+", lambda m: ".b1{fill:#4a9a4a", True),
            ("a_tenth_of_a_pixel", r'(<text x=")([\d.]+)(")',
             lambda m: f"{m[1]}{float(m[2]) + 0.1}{m[3]}", False)):
        changed, found = re.subn(pattern, change, text)
        said = differences(png.read(rendered(changed, "light", folder, name)), pixels)
        tap.case(f"{name}_{'is' if differs else 'is_not'}_noticed",
                 [] if found and bool(said) == differs else [f"{found} changes", *said])


def main():
    if not os.path.exists(FONT):
        tap.case("the_font_is_there", [f"no {FONT}: install fonts-dejavu-core"])
        tap.done()
    with tempfile.TemporaryDirectory() as temporary:
        folder = temporary
        if "--keep" in sys.argv:
            folder = sys.argv[sys.argv.index("--keep") + 1]
            os.makedirs(folder, exist_ok=True)
        looks = {}
        for kind in ("timeline", "flame", "map"):
            for scheme in ("light", "dark"):
                looks[kind, scheme] = check(kind, scheme, folder)
        what_it_notices(*looks["flame", "light"], folder)
    tap.done()


main()
