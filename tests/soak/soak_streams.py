#!/usr/bin/python3
"""soak_streams.py [--programs N] [--seeds N]: what must not depend on the order of streams; TAP.

Random programs of streams are held against an oracle (tests/unit/test_schedule_order.c, of which
the suite runs 10,000), and whole training runs on simulated devices against their first run, for
each seed of the simulator's scheduler and each order of threads (tests/cuda/test_training.c, of
which the suite runs 5 pairs). One JSON line each goes to bench/results/streams.jsonl.
"""

import argparse
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402
from support import train_command as training  # noqa: E402


def check(what, program, pattern, **environment):
    """Runs the tests of a pattern as a case, and notes what became of it."""
    began = time.monotonic()
    done = subprocess.run([f"{ROOT}/build/tests/{program}", "--filter", pattern], cwd=ROOT,
                          env={**os.environ, **environment}, capture_output=True, text=True,
                          check=False)
    tap.case(what, (done.stdout + done.stderr).splitlines() if done.returncode else [])
    training.append_record("streams.jsonl", {"what": what, "commit": training.commit(),
                                             "passed": done.returncode == 0,
                                             "seconds": round(time.monotonic() - began)})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--programs", type=int, default=1000000)
    parser.add_argument("--seeds", type=int, default=100)
    options = parser.parse_args()
    check(f"{options.programs} random programs of streams", "unit", "schedule_order/*",
          TENON_TEST_PROGRAMS=str(options.programs))
    check(f"training on {options.seeds} seeds of streams, 3 orders of threads each", "cuda",
          "training/*_in_any_order", TENON_TEST_SEEDS=str(options.seeds), TENON_DEVICE="cpu",
          TENON_PLUGIN_PATH=f"{ROOT}/build/sim")
    tap.done()


if __name__ == "__main__":
    main()
