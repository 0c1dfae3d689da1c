#!/usr/bin/python3
"""readme_figures.py: the figures of README.md are those of bench/results."""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

NAME = "the figures of README.md are those of bench/results"

if __name__ == "__main__":
    if not os.path.exists(os.path.join(ROOT, "bench/results/bench.jsonl")):
        tap.skip(NAME, "no results are recorded yet: bench/run.py --save")
    else:
        check = subprocess.run([sys.executable, os.path.join(ROOT, "bench/figures.py"),
                                "--check"], capture_output=True, text=True, check=False)
        tap.case(NAME, check.stdout.splitlines() + check.stderr.splitlines()
                 if check.returncode else [])
    tap.done()
