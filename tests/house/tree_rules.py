#!/usr/bin/python3
"""tree_rules.py: file lengths and widths, unique names, what may stand at the top of the tree."""

import os
import re
import sys
from collections import defaultdict

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

TOP = {"Makefile", "README.md", "LICENSE", "include", "src", "kernels", "tests", "bench", "tools",
       ".ci", ".gitignore", ".clang-format", ".git", "build"}
CODE = re.compile(r"\.(c|h|cu|cuh|cpp|hpp|def)$")
TEXT = re.compile(r"(\.(c|h|cu|cuh|cpp|hpp|py|sh)|/run)$")
GENERATED = re.compile(r"_gen\.")
LINES_MAX = 600
MAKEFILE_LINES_MAX = 300
COLUMNS_MAX = 100


def files():
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in (".git", "build", "__pycache__")]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), ROOT)


def lines_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as file:
        return file.read().splitlines()


def too_long():
    for path in sorted(files()):
        limit = MAKEFILE_LINES_MAX if path == "Makefile" else LINES_MAX
        if (TEXT.search(path) and not GENERATED.search(path)) or path == "Makefile":
            if len(lines_of(path)) >= limit:
                yield f"{path}: {len(lines_of(path))} lines, the limit is {limit}"


def too_wide():
    """clang-format leaves comments alone; scripts have nobody else to look at them."""
    for path in sorted(files()):
        if TEXT.search(path) and not GENERATED.search(path):
            for number, line in enumerate(lines_of(path), 1):
                if len(line) > COLUMNS_MAX:
                    yield f"{path}:{number}: {len(line)} columns, the limit is {COLUMNS_MAX}"


def same_names():
    places = defaultdict(list)
    for path in files():
        if CODE.search(path):
            places[os.path.basename(path)].append(path)
    return [" = ".join(sorted(paths)) for paths in places.values() if len(paths) > 1]


def left_over():
    """Notes to self: what is worth saying is said, what is not done is not mentioned."""
    note = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    for path in sorted(files()):
        if TEXT.search(path) or CODE.search(path):
            for number, line in enumerate(lines_of(path), 1):
                if note.search(line):
                    yield f"{path}:{number}: {line.strip()}"


if __name__ == "__main__":
    tap.case("files are shorter than the limit", list(too_long()))
    tap.case("lines are narrower than the limit", list(too_wide()))
    tap.case("source file names are unique in the tree", same_names())
    tap.case("the top of the tree holds what it should", sorted(set(os.listdir(ROOT)) - TOP))
    tap.case("no notes to self are left", list(left_over()))
    tap.done()
