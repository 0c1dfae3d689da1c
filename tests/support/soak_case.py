"""A case of a soak: the tests of a pattern, run longer than the suite does."""

import os
import subprocess
import time

import tap
from support import train_command as training

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SIMULATED = {"TENON_DEVICE": "cpu", "TENON_PLUGIN_PATH": f"{ROOT}/build/sim"}


def check(record, what, program, pattern, **environment):
    """Runs the tests of a pattern as a case; a line in bench/results/RECORD says how it went."""
    began = time.monotonic()
    done = subprocess.run([f"{ROOT}/build/tests/{program}", "--filter", pattern], cwd=ROOT,
                          env={**os.environ, **environment}, capture_output=True, text=True,
                          check=False)
    tap.case(what, (done.stdout + done.stderr).splitlines() if done.returncode else [])
    training.append_record(record, {"what": what, "commit": training.commit(),
                                    "passed": done.returncode == 0,
                                    "seconds": round(time.monotonic() - began)})
