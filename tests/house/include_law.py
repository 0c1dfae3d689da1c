#!/usr/bin/python3
"""include_law.py: reads every #include line and compares it with the law of src/README.md.

LAW says, for each folder of src/, which other folders it may include. Each may also include itself
and the public headers. The checker is tested with violations planted in a copy of the tree.
"""

import os
import re
import shutil
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

# From the bottom up. Folders of one layer do not see each other.
LAYERS = [
    ["core"],
    ["publish"],
    ["device"],
    ["schedule", "memory"],
    ["tensor"],
    ["ops"],
    ["autograd"],
    ["nn", "optim", "data", "io"],
    ["dist"],
]
LAW = {}
for depth, layer in enumerate(LAYERS):
    below = {folder for lower in LAYERS[:depth] for folder in lower}
    LAW.update({folder: set(below) for folder in layer})
LAW["ops"].add("kernels/kernels.h")
LAW["schedule"].add("kernels/kernels.h")
LAW["host"] = {"core", "device", "kernels"}
LAW["cuda"] = {"core", "device", "kernels"}
LAW["mpi"] = {"core", "device"}
LAW["kernels"] = set()
LAW["include"] = set()
LAW["tools"] = set()
LAW["bench"] = {"tools/models.h"}  # what is trained is one text

EXCEPTIONS = {"tools/genops.c": {"src/ops/ops.def"}}

# Libraries whose headers belong to one place: elsewhere they would tie the library to them.
HOMES = [
    (re.compile(r"^mpi\.h$"), {"mpi"}),
    (re.compile(r"^(oneapi|dnnl)|^dnnl\.h|^cblas|^lapack"), {"host"}),
    (re.compile(r"^(cuda|cublas|cufft|cusolver|nccl|nvml|nvToolsExt|cupti)"), {"cuda", "kernels"}),
]

SOURCE = re.compile(r"\.(c|h|cu|cuh|cpp|def)$")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def folder_of(path):
    """The law's name for a file's place: `core` for src/core/error.c, `tools` for tools/main.c."""
    parts = path.split("/")
    return parts[1] if parts[0] == "src" and len(parts) > 2 else parts[0]


def sources(root):
    for top in ("include", "src", "kernels", "tools", "bench"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if SOURCE.search(name):
                    yield os.path.relpath(os.path.join(folder, name), root)


def resolve(root, path, name):
    """The file of the tree that an #include means, or None for a system header."""
    for base in (os.path.dirname(path), "include", "src", ""):
        found = os.path.normpath(os.path.join(base, name))
        if os.path.isfile(os.path.join(root, found)):
            return found
    return None


def broken(root, path, name):
    """Why `path` may not include `name`, or None."""
    here, target = folder_of(path), resolve(root, path, name)
    if target is None:
        for pattern, homes in HOMES:
            if pattern.search(name) and here not in homes:
                return f"{name} belongs in {', '.join(sorted(homes))} only"
        return None
    if target.endswith(".c"):
        return f"{target} is a source file, not a header"
    there = folder_of(target)
    if there in (here, "include") or target in EXCEPTIONS.get(path, ()):
        return None
    if there in LAW[here] or target in LAW[here]:
        return None
    return f"{here} may not see {target}"


def violations(root):
    found = []
    for path in sources(root):
        if folder_of(path) not in LAW:
            found.append(f"{path}: the law does not know this folder")
            continue
        with open(os.path.join(root, path), encoding="utf-8") as file:
            text = file.read()
        for match in INCLUDE.finditer(text):
            why = broken(root, path, match.group(2))
            if why:
                line = text.count("\n", 0, match.start(2)) + 1
                found.append(f"{path}:{line}: {why}")
    return found


# ---- the checker can fail ------------------------------------------------------------------------

PLANTED = [
    ("src/core/planted.c", '#include "tensor/planted.h"', "an upward include"),
    ("src/memory/planted.c", '#include "schedule/planted.h"', "an include of a sibling"),
    ("src/io/planted.c", '#include "../nn/planted.h"', "an include of a sibling by its path"),
    ("src/host/planted.c", '#include "tensor/planted.h"', "a kernel that sees tensors"),
    ("src/ops/planted.c", '#include "kernels/math.h"', "an op that sees kernel bodies"),
    ("src/ops/planted.c", "#include <mpi.h>", "MPI outside its plug-in"),
    ("src/tensor/planted.c", "#include <cuda_runtime.h>", "CUDA outside its plug-in"),
    ("kernels/planted.h", '#include "core/planted.h"', "a kernel that includes from src"),
    ("tools/planted.c", '#include "../src/core/planted.h"', "a tool that sees internals"),
    ("include/tenon/planted.h", '#include "core/planted.h"', "a public header that sees internals"),
    ("src/dist/planted.c", '#include "core/planted.c"', "an include of a source file"),
    ("src/strange/planted.c", "#include <stdio.h>", "a folder that the law does not name"),
]
ALLOWED = [
    ("src/dist/planted.c", '#include "optim/planted.h"'),
    ("src/ops/planted.c", '#include "kernels/kernels.h"'),
    ("src/host/planted.c", '#include "kernels/math.h"'),
    ("src/mpi/planted.c", "#include <mpi.h>"),
    ("tools/genops.c", '#include "ops/ops.def"'),
    ("tools/planted.c", "#include <tenon/tenon.h>"),
]


def plant(path, line):
    """A small tree of empty headers with one include line in it; gives its violations."""
    root = tempfile.mkdtemp()
    try:
        empty = [f"src/{folder}/planted.h" for layer in LAYERS for folder in layer]
        empty += ["src/core/planted.c", "kernels/kernels.h", "kernels/math.h", "src/ops/ops.def"]
        empty += ["include/tenon/tenon.h", path]
        for name in empty:
            os.makedirs(os.path.join(root, os.path.dirname(name)), exist_ok=True)
            with open(os.path.join(root, name), "w", encoding="utf-8") as file:
                file.write(line + "\n" if name == path else "")
        return violations(root)
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    tap.case("every include obeys the law", violations(ROOT))
    for where, text, what in PLANTED:
        tap.case(f"the law finds {what}", [] if plant(where, text) else [f"missed in {where}"])
    for where, text in ALLOWED:
        tap.case(f"{where} may say {text.split()[1]}", plant(where, text))
    tap.done()
