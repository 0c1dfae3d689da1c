#!/usr/bin/python3
"""runner_counts.py: the test runner sees what goes wrong. Runs a copy of it on made-up programs."""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402

REPORT = 'echo "==1==ERROR: LeakSanitizer: 8 bytes" >"${ASAN_OPTIONS##*log_path=}.1"; '

# What a program does, the lane it belongs to, and the last line of the runner with its exit status.
CASES = [
    ("passing cases are counted", "normal", "echo ok 1 - a; echo ok 2 - b; echo 1..2",
     "2 passed, 0 failed", 0),
    ("a failing case fails the run", "normal", "echo ok 1 - a; echo not ok 2 - b; exit 1",
     "1 passed, 1 failed", 1),
    ("a skipped case is neither", "normal", "echo ok 1 - a; echo 'ok 2 - b # SKIP no GPU'",
     "1 passed, 0 failed", 0),
    ("a crash is a failure", "normal", "echo ok 1 - a; kill -SEGV $$", "1 passed, 1 failed", 1),
    ("an exit status is a failure", "normal", "echo ok 1 - a; exit 3", "1 passed, 1 failed", 1),
    ("a timeout is a failure", "normal", "echo ok 1 - a; sleep 60 # timeout: 1",
     "1 passed, 1 failed", 1),
    ("a plan that is not kept is a failure", "normal", "echo 1..3; echo ok 1 - a",
     "1 passed, 1 failed", 1),
    ("a program without a case is a failure", "normal", "echo hello", "0 passed, 1 failed", 1),
    ("a sanitizer report that nobody noticed is a failure", "asan", REPORT + "echo ok 1 - a",
     "1 passed, 1 failed", 1),
    ("a run without a program fails", "tsan", "echo ok 1 - a", "0 passed, 0 failed", 1),
]


def last_line(lane, body):
    """The runner's last line and exit status for a tree with one program."""
    root = tempfile.mkdtemp()
    try:
        os.makedirs(root + "/tests/made_up")
        shutil.copy(ROOT + "/tests/run.py", root + "/tests/run.py")
        program = root + "/tests/made_up/program.sh"
        with open(program, "w", encoding="utf-8") as file:
            file.write("#!/bin/bash\n" + body + "\n")
        os.chmod(program, 0o755)
        done = subprocess.run(["/usr/bin/python3", "tests/run.py", "--lane", lane], cwd=root,
                              capture_output=True, text=True, check=False)
        return (done.stdout.splitlines() or [""])[-1], done.returncode
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    for name, lane, body, line, status in CASES:
        got = last_line(lane, body)
        tap.case(name, [] if got == (line, status) else [f"wanted {line}, {status}", f"got {got}"])
    tap.done()
