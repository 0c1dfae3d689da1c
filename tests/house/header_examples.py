#!/usr/bin/python3
"""header_examples.py: the examples in the public headers compile without a warning.

An example is what the comment that opens a header sets off by an empty line and four columns. What
it leaves open is declared here, statements are put into a main(), and shell commands are left out.
"""

import glob
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wno-unused"]
BLOCK = re.compile(r"(?<= \*\n)(?: \*     .*\n(?: \*\n(?= \*     ))?)+")
FUNCTION = re.compile(r"^static .*?^}\n", re.S | re.M)
OPEN = """#include <tenon/tenon.h>
extern tn_tensor *x, *where, *src;
extern int64_t steps;
extern int shard;
extern float values[9];
extern double loss;
extern tn_optim *optimizer;
extern tn_module *net;
extern tn_batch batch;
void train_on(tn_tensor *inputs, tn_tensor *targets);
void show(const char *name, uint64_t bytes);
tn_tensor *shard_loss(const tn_shard *shard, void *context);
"""


def examples_of(path):
    """(language, code) of each example of a header."""
    with open(path, encoding="utf-8") as file:
        comment = file.read().split("*/", 1)[0] + "\n"
    for found in BLOCK.finditer(comment):
        code = re.sub(r"^ \* {0,5}(cc .*)?", "", found.group(), flags=re.M)
        paragraph = comment[:found.start()].rsplit(" *\n", 2)[-2]
        yield ("c++" if "C++" in paragraph else "c"), code


def problems_of(language, code):
    if "int main(" not in code:
        functions = "".join(FUNCTION.findall(code))
        code = f"{OPEN}{functions}int main(void) {{\n{FUNCTION.sub('', code)}}}\n"
    made = subprocess.run(["c++" if language == "c++" else "cc", f"-std={language}17", *WARNINGS,
                           f"-I{ROOT}/include", "-fsyntax-only", f"-x{language}", "-"],
                          input=code, capture_output=True, text=True, check=False)
    return made.stderr.splitlines()[:20]


def main():
    found = 0
    for path in sorted(glob.glob(ROOT + "/include/tenon/*.h")):
        for number, (language, code) in enumerate(examples_of(path), 1):
            tap.case(f"example {number} of {os.path.basename(path)} ({language})",
                     problems_of(language, code))
            found += 1
    tap.case("headers have examples", [] if found >= 7 else [f"found {found}"])
    tap.done()


main()
