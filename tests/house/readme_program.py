#!/usr/bin/python3
"""readme_program.py: README.md's program compiles without a warning and prints what it says.

Its C++ compiles as well."""

import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("TENON_BUILD", os.path.join(ROOT, "build"))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]


def problems_of(source, said, folder):
    program = os.path.join(folder, "program")
    with open(program + ".c", "w", encoding="utf-8") as file:
        file.write(source)
    made = subprocess.run(["cc", "-std=c17", *WARNINGS, f"-I{ROOT}/include", program + ".c", "-o",
                           program, f"-L{BUILD}/lib", "-ltenon", f"-Wl,-rpath,{BUILD}/lib"],
                          capture_output=True, text=True, check=False)
    if made.returncode:
        return made.stderr.splitlines()
    ran = subprocess.run([program], capture_output=True, text=True, timeout=60, check=False)
    if ran.returncode or ran.stdout != said:
        return [f"status {ran.returncode}, printed:", *ran.stdout.splitlines()]
    return []


def problems_in_cxx(statements):
    source = ("#include <tenon/tenon.h>\ntn_tensor *made(const float (&values)[9]) {\n"
              f"{statements}return x;\n}}\n")
    made = subprocess.run(["c++", "-std=c++17", *WARNINGS, f"-I{ROOT}/include", "-fsyntax-only",
                           "-xc++", "-"], input=source, capture_output=True, text=True, check=False)
    return made.stderr.splitlines()


def main():
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        text = file.read()
    found = re.search(r"```c\n(.*?)```\s*```\n(.*?)```", text, re.S)
    in_cxx = re.search(r"```cpp\n(.*?)```", text, re.S)
    with tempfile.TemporaryDirectory() as folder:
        tap.case("the program of README.md prints what README.md says",
                 problems_of(*found.groups(), folder) if found else ["README.md has none"])
    tap.case("the C++ of README.md compiles",
             problems_in_cxx(in_cxx.group(1)) if in_cxx else ["README.md has none"])
    tap.done()


main()
