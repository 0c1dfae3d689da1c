#!/usr/bin/python3
"""reader_sizes.py: readers of files compute no size by hand.

A `*` or `<<` of 64-bit integers in src/io, where all readers are, may overflow with numbers from a
file: src/core/size.c is the one place that multiplies sizes, and it checks. clang-query looks at
the syntax tree, so that neither spacing nor macros hide an operator.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

READERS = "src/io/*.c"
WIDE = ", ".join(f'asString("{name}")' for name in
                 ("long", "unsigned long", "long long", "unsigned long long"))
OPERATORS = ", ".join(f'hasOperatorName("{name}")' for name in ("*", "<<", "*=", "<<="))
# Two constants cannot overflow unseen: the compiler says so.
QUERY = f"""match binaryOperator(isExpansionInMainFile(), anyOf({OPERATORS}),
hasType(hasCanonicalType(qualType(anyOf({WIDE})))),
unless(allOf(hasLHS(ignoringParenImpCasts(anyOf(integerLiteral(), unaryExprOrTypeTraitExpr()))),
hasRHS(ignoringParenImpCasts(anyOf(integerLiteral(), unaryExprOrTypeTraitExpr()))))))"""
FLAGS = ["-std=c17", "-D_GNU_SOURCE", "-fopenmp", "-Iinclude", "-Isrc", "-I.", "-Ibuild"]


def products(clang_query, paths):
    """`file:line` of each unchecked product in these files."""
    done = subprocess.run([clang_query, "-c", QUERY.replace("\n", " "), *paths, "--", *FLAGS],
                          cwd=ROOT, capture_output=True, text=True, check=False)
    errors = re.findall(r"^.*error: .*$", done.stderr, re.M)
    found = re.findall(r'^(\S+:\d+):\d+: note: "root" binds here\n(.*)$', done.stdout, re.M)
    return errors + [f"{os.path.relpath(place, ROOT)}: {line.strip()}" for place, line in found]


PLANTED = """#include <stdint.h>
#include <stddef.h>
int64_t planted(int64_t n, size_t bytes, int small, uint64_t mask) {
    int64_t a = n * 8;
    bytes *= sizeof(double);
    mask = mask << small;
    int narrow = small * 3;
    size_t constant = 4 * sizeof(double);
    return a + (int64_t)bytes + (int64_t)mask + narrow + (int64_t)constant;
}
"""


def planted(clang_query):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "planted.c")
        with open(path, "w", encoding="utf-8") as file:
            file.write(PLANTED)
        lines = sorted(int(found.split(":")[1]) for found in products(clang_query, [path]))
        return [] if lines == [4, 5, 6] else [f"wanted lines 4, 5 and 6, found {lines}"]


if __name__ == "__main__":
    query = shutil.which("clang-query-14") or shutil.which("clang-query")
    readers = sorted(glob.glob(READERS, root_dir=ROOT))
    if query is None:
        tap.skip("readers compute no size by hand", "no clang-query")
    else:
        tap.case("planted products of sizes are found", planted(query))
        tap.case("readers compute no size by hand",
                 products(query, readers) if readers else ["no reader"])
    tap.done()
