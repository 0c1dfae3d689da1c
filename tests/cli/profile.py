#!/usr/bin/python3
"""profile.py: tenon profile on a program that is known: its trace, its summary, its status."""

import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT + "/tests")
import tap  # noqa: E402
from support import mem_holder as holding  # noqa: E402

BUILD = os.environ.get("TENON_BUILD", ROOT + "/build")
TENON = BUILD + "/bin/tenon"
STEPS = 3


def run(*words, status=0):
    done = subprocess.run([TENON, *words], capture_output=True, text=True, timeout=300, check=False)
    return done, [] if done.returncode == status else [
        f"status {done.returncode}, wanted {status}", done.stderr[-400:]]


def train(folder):
    return [TENON, "train", "--model", "mlp", "--steps", str(STEPS), "--shards", "2", "--threads",
            "1", "--out", folder + "/out"]


def of_kind(events, kind):
    return [e for e in events if e["ph"] == "X" and e["cat"] == kind]


def trace_of_training(folder):
    done, problems = run("profile", "-o", folder + "/trace.json", "--summary", "--", *train(folder))
    tap.case("training_is_profiled", problems)
    tap.case("nothing_is_left", holding.left_in_shm())
    if problems:
        return
    with open(folder + "/trace.json", encoding="utf-8") as file:
        events = json.load(file)["traceEvents"]
    steps = [e for e in of_kind(events, "kernel") if "optim_step" in e["args"]["by"]]
    tap.case("each_step_of_the_optimizer_is_there",
             [] if len(steps) == STEPS else [f"{len(steps)} of {STEPS}"])
    nameless = [e for e in events if e.get("name") in ("?", "")]
    tap.case("each_slice_has_a_name", [str(e) for e in nameless[:3]])
    kernels, ops = of_kind(events, "kernel"), of_kind(events, "op")
    inside = [k for k in kernels if k["args"]["by"].split(" ")[0] == "addmm"][:20]
    lost = [k for k in inside if not any(
        o["tid"] == k["tid"] and o["ts"] <= k["ts"] + 0.01 and
        k["ts"] + k["dur"] <= o["ts"] + o["dur"] + 0.01 for o in ops)]
    tap.case("kernels_lie_in_their_ops",
             [] if inside and not lost else [f"{lost[:2]} {len(inside)}"])
    live = [e["args"]["bytes"] for e in events if e["ph"] == "C" and e["name"].startswith("cpu")]
    tap.case("memory_rises_and_falls_to_nothing",
             [] if live and max(live) > 1 << 20 and min(live) >= 0 and live[-1] == 0
             else [f"{live[:3]} … {live[-3:]}"])
    rows = re.findall(r"^ +([0-9.]+) +([0-9.]+)% +(\d+) .* (\w+)$", done.stdout, re.M)
    shares = sum(float(row[1]) for row in rows)
    tap.case("shares_are_of_the_whole",
             [] if abs(shares - 100) < 1.5 else [f"{shares}", done.stdout])
    times = [float(row[0]) for row in rows[:-1]]
    tap.case("the_longest_come_first",
             [] if times and times == sorted(times, reverse=True) else [str(times)])


def what_fails(folder):
    done, problems = run("profile", "--", TENON, "ops", "no_such_op", status=1)
    tap.case("the_status_is_the_programs", problems)
    done, problems = run("profile", "-o", folder + "/none.json", "--", folder + "/absent",
                         status=127)
    tap.case("an_absent_program_is_said",
             problems + ([] if "No such file" in done.stderr else [done.stderr]))
    _, problems = run("profile", "-o", folder + "/no/where.json", "--", TENON, "version", status=1)
    tap.case("a_file_that_cannot_be_written_is_said", problems)
    _, problems = run("profile", status=2)
    tap.case("a_program_is_wanted", problems)


def main():
    holding.run_privately()
    with tempfile.TemporaryDirectory() as folder:
        trace_of_training(folder)
        what_fails(folder)
    tap.done()


if __name__ == "__main__":
    main()
