#!/usr/bin/python3
"""product_rows.py: the rows of the op table that multiply matrices, on simulated devices: all
products by cuBLAS, none by it, and where it is not installed.
plain build only
timeout: 900
"""

import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402

BUILD = os.environ.get("TENON_BUILD", ROOT + "/build")
ROWS = ["mm", "bmm", "addmm", "baddbmm", "addbmm", "matmul", "mv", "dot", "outer", "linear",
        "tensordot", "addmv", "addr", "sumproduct_pair", "einsum"]
WAYS = {"all_by_cublas": {"TENON_CUBLAS": "all"}, "none_by_cublas": {"TENON_CUBLAS": "off"},
        "without_cublas": {"TENON_CUBLAS": "all", "SIM_WITHOUT": "libcublasLt.so"}}


def cases(text):
    """(name, verdict, what it says) of each line of TAP."""
    found = []
    for line in text.splitlines():
        match = re.match(r"(not )?ok \d+ - (\S+)", line)
        if match:
            found.append((match.group(2), not match.group(1), []))
        elif found and line.startswith("  "):
            found[-1][2].append(line)
    return found


def main():
    for way, changes in WAYS.items():
        env = {**os.environ, "TENON_PLUGIN_PATH": BUILD + "/sim", "TENON_DEVICE": "cpu", **changes}
        run = subprocess.run([BUILD + "/tests/table", "--cuda", *ROWS], cwd=ROOT, env=env,
                             capture_output=True, text=True, check=False)
        found = cases(run.stdout)
        for name, good, said in found:
            tap.case(f"{way}/{name}", [] if good else said or ["it fails"])
        if run.returncode or len(found) < len(ROWS):
            tap.case(f"{way}/ends", [f"status {run.returncode}", *run.stderr.splitlines()[-10:]])
    tap.done()


main()
