#!/usr/bin/python3
"""soak.py [--runs N] [TARGET...]: runs the fuzz targets of build/fuzz for long; prints TAP.

Appends one JSON line a target to bench/results/fuzz.jsonl: executions, seed, commit, outcome. The
test suite runs the same targets 20,000 times each (tests/run.py).
"""

import argparse
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

RESULTS = os.path.join(ROOT, "bench", "results", "fuzz.jsonl")


def commit():
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True,
                          text=True, check=False)
    return done.stdout.strip() or "unknown"


def soak(path, runs, seed):
    name = os.path.basename(path)
    seeds = os.path.join(ROOT, "tests/fuzz/corpus", name)
    with tempfile.TemporaryDirectory() as scratch:
        command = [path, f"-runs={runs}", f"-seed={seed}", "-rss_limit_mb=2048", "-timeout=10",
                   "-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={scratch}/", scratch]
        done = subprocess.run(command + ([seeds] if os.path.isdir(seeds) else []), cwd=ROOT,
                              capture_output=True, check=False)
    text = done.stderr.decode("utf-8", "replace")
    found = re.search(r"number_of_executed_units: (\d+)", text)
    executions = int(found.group(1)) if found else 0
    good = done.returncode == 0 and executions >= runs
    record = {"target": name, "executions": executions, "seed": seed, "commit": commit(),
              "passed": good}
    os.makedirs(os.path.dirname(RESULTS), exist_ok=True)
    with open(RESULTS, "a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    tap.case(f"{name} survives {executions} executions",
             [] if good else text.splitlines()[-60:])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--runs", type=int, default=1000000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", default="build/fuzz", help="or build/asan")
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    options = parser.parse_args()
    folder = os.path.join(ROOT, options.build, "tests", "fuzz")
    paths = [path for path in sorted(glob.glob(folder + "/fuzz_*")) if os.access(path, os.X_OK)
             and (not options.targets or os.path.basename(path) in options.targets)]
    if not paths:
        tap.case("there are targets", [f"none in {folder}: run make VARIANT=fuzz tests"])
    for path in paths:
        soak(path, options.runs, options.seed)
    tap.done()


if __name__ == "__main__":
    main()
