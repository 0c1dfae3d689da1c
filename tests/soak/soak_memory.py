#!/usr/bin/python3
"""soak_memory.py [--operations N]: figures of a device's memory, recounted for long; TAP.

Threads use both caches of a simulated device at random, and every figure is held against another
way of counting (tests/cuda/test_device_account.c, of which the suite makes 6000 operations). One
JSON line goes to bench/results/memory.jsonl.
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
    parser.add_argument("--operations", type=int, default=1000000)
    options = parser.parse_args()
    soak_case.check("memory.jsonl", f"{options.operations} operations on memory of a device",
                    "cuda", "device_account/*step", TENON_TEST_ACCOUNT=str(options.operations),
                    **soak_case.SIMULATED)
    tap.done()


if __name__ == "__main__":
    main()
