#!/usr/bin/python3
"""soak_conformance.py: all of PyTorch's samples of claimed entries on the simulated device; TAP.

`make conformance` runs a third of them. Here every access of every kernel is checked too, for each
order of a block's threads. One JSON line each goes to bench/results/conformance.jsonl.
"""

import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402
from support import train_command as training  # noqa: E402


def counts():
    """What the last run wrote: its seconds, how many samples ran, how many of them did not pass (a
    run that passes has them in tests/conformance/exceptions.txt) and how many nothing in PyTorch
    could be compared with."""
    with open(f"{ROOT}/build/conformance_cuda.json", encoding="utf-8") as file:
        report = json.load(file)
    records = [r for entry in report["entries"].values() for r in entry.values()]
    passed, failed, unsupported, without = (
        sum(r[key] for r in records) for key in ("passed", "failed", "unsupported", "without"))
    return {"seconds": report["seconds"], "entries": len(report["entries"]),
            "samples": passed + failed + unsupported, "not_passed": failed + unsupported,
            "without": without}


def check(order):
    done = subprocess.run(["/usr/bin/python3", "tests/conformance/run.py", "--cuda", "--all"],
                          cwd=ROOT, env={**os.environ, "SIM_CHECK_ACCESSES": "1",
                                         "SIM_ORDER": order},
                          capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).splitlines()
    what = f"all samples on the simulated device, threads of a block in order: {order}"
    tap.case(what, [line for line in lines if not line.startswith("conformance")]
             if done.returncode else [])
    training.append_record("conformance.jsonl", {
        "what": what, "commit": training.commit(), "passed": done.returncode == 0,
        **(counts() if any(line.startswith("conformance_cuda:") for line in lines) else {})})


def main():
    for order in ("first", "last", "random"):
        check(order)
    tap.done()


if __name__ == "__main__":
    main()
