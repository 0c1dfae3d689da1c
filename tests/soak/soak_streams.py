#!/usr/bin/python3
"""soak_streams.py [--programs N] [--seeds N]: what must not depend on the order of streams; TAP.

Random programs of streams are held against an oracle (tests/unit/test_schedule_order.c, of which
the suite runs 10,000), and whole training runs on simulated devices against their first run, for
each seed of the simulator's scheduler and each order of threads (tests/cuda/test_training.c, of
which the suite runs 5 pairs). One JSON line each goes to bench/results/streams.jsonl.
"""

import argparse
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402
from support import soak_case  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--programs", type=int, default=1000000)
    parser.add_argument("--seeds", type=int, default=100)
    options = parser.parse_args()
    soak_case.check("streams.jsonl", f"{options.programs} random programs of streams", "unit",
                    "schedule_order/*", TENON_TEST_PROGRAMS=str(options.programs))
    soak_case.check("streams.jsonl",
                    f"training on {options.seeds} seeds of streams, 3 orders of threads each",
                    "cuda", "training/*_in_any_order", TENON_TEST_SEEDS=str(options.seeds),
                    **soak_case.SIMULATED)
    tap.done()


if __name__ == "__main__":
    main()
