#!/usr/bin/python3
"""soak_published.py [--records N] [--kills N]: what processes show of their memory, long; TAP.

Records are read while threads write, and processes are killed at random moments and their remains
read (tests/unit/test_publish_processes.c, of which the suite reads 1,000,000 and kills 200). One
JSON line each goes to bench/results/published.jsonl.
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
    parser.add_argument("--records", type=int, default=10000000)
    parser.add_argument("--kills", type=int, default=2000)
    options = parser.parse_args()
    soak_case.check("published.jsonl", f"{options.records} records read while threads write",
                    "unit", "publish_processes/whatever*",
                    TENON_TEST_RECORDS=str(options.records))
    soak_case.check("published.jsonl", f"{options.kills} processes killed at random moments",
                    "unit", "publish_processes/what_is_left*",
                    TENON_TEST_KILLS=str(options.kills))
    tap.done()


if __name__ == "__main__":
    main()
