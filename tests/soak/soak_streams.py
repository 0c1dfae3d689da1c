#!/usr/bin/python3
"""soak_streams.py [--programs N]: random programs of streams, against an oracle; prints TAP.

The suite runs 10,000 of them (tests/unit/test_schedule_order.c). Appends one JSON line to
bench/results/streams.jsonl: programs, commit, outcome.
"""

import argparse
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

RESULTS = os.path.join(ROOT, "bench", "results", "streams.jsonl")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=1000000)
    wanted = parser.parse_args().programs
    command = [os.path.join(ROOT, "build/tests/unit"), "--filter", "schedule_order/*"]
    done = subprocess.run(command, env=dict(os.environ, TENON_TEST_PROGRAMS=str(wanted)),
                          capture_output=True, text=True, check=False)
    problems = (done.stdout + done.stderr).splitlines() if done.returncode else []
    tap.case(f"{wanted} random programs of streams", problems)
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True,
                          text=True, check=False).stdout.strip()
    with open(RESULTS, "a", encoding="utf-8") as file:
        record = {"what": "random programs of streams", "programs": wanted, "commit": head,
                  "passed": done.returncode == 0}
        file.write(json.dumps(record) + "\n")
    tap.done()


if __name__ == "__main__":
    main()
