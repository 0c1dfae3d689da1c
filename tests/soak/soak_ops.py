#!/usr/bin/python3
"""soak_ops.py: random calls of ops against what they mean, many more than in the suite; TAP.

One JSON line each goes to bench/results/ops.jsonl.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402
from support import soak_case  # noqa: E402


def main():
    soak_case.check("ops.jsonl", "100000 equations of einsum", "unit", "einsum/random*",
                    TENON_TEST_EINSUM="100000")
    soak_case.check("ops.jsonl", "10000 equations of einsum on a simulated device", "cuda",
                    "cuda_einsum/*", TENON_TEST_EINSUM="10000", **soak_case.SIMULATED)
    soak_case.check("ops.jsonl", "100000 cases of indexing", "unit", "subscript/random*",
                    TENON_TEST_INDEX="100000")
    soak_case.check("ops.jsonl", "10000 cases of indexing on a simulated device", "cuda",
                    "cuda_index/*", TENON_TEST_INDEX="10000", **soak_case.SIMULATED)
    soak_case.check("ops.jsonl", "transforms of every length to 4096", "unit", "fft/every*",
                    TENON_TEST_FFT="1")
    soak_case.check("ops.jsonl", "transforms of every length on a simulated device", "cuda",
                    "cuda_fft/every_length*", TENON_TEST_FFT="1", **soak_case.SIMULATED)
    soak_case.check("ops.jsonl", "decompositions of every size to 512", "unit",
                    "linalg_accuracy/every*", TENON_TEST_LINALG="1")
    tap.done()


if __name__ == "__main__":
    main()
