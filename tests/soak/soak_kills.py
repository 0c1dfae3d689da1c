#!/usr/bin/python3
"""soak_kills.py [--kills N] [--seed N]: kill -9 of a random rank at a random step; prints TAP.

Each trial starts a run of two ranks, kills one, sees that every process of the job is gone within
10 s, resumes on 1, 2 or 4 ranks and compares the last checkpoint, byte for byte, and all losses
with those of a run that nobody killed. In every third trial the victim is the rank that saves, and
it is in the middle of a save: it is stopped first, and killed only when the temporary file is still
there then. One JSON line goes to bench/results/kills.jsonl.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap
from support import train_command as training

STEPS, SAVE_EVERY = 1500, 20
OPTIONS = ("--steps", str(STEPS), "--save-every", str(SAVE_EVERY), "--keep", "3")
RANKS = 2
LIMIT_S = 10
NO_SAVE = "no save was met"  # all were over before the rank had stopped


def data_of(out):
    return f"idx:{os.path.dirname(out)}/images"


def environment_of(pid):
    with open(f"/proc/{pid}/environ", "rb") as file:
        pairs = (pair.split(b"=", 1) for pair in file.read().split(b"\0") if b"=" in pair)
        return {key.decode(): value.decode("utf-8", "replace") for key, value in pairs}


def processes(mark):
    """Processes with TENON_SOAK=mark in their environment, zombies left out: pid to rank (None for
    the launcher). Ranks inherit the mark from mpirun, wherever they end up in the process tree."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            env = environment_of(name)
            with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                state = file.read().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if env.get("TENON_SOAK") == mark and state != "Z":
            rank = env.get("OMPI_COMM_WORLD_RANK")
            found[int(name)] = int(rank) if rank is not None else None
    return found


def last_step(out):
    """The step of the last whole line of the log; 0 without one."""
    try:
        with open(out + "/log.jsonl", "rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - 4096))
            lines = file.read().split(b"\n")[:-1]
    except OSError:
        return 0
    for line in reversed(lines):
        if line.startswith(b'{"type":"step"'):
            return json.loads(line)["step"]
    return 0


def is_saving(out):
    return any(name.startswith(".step-") for name in os.listdir(out))


def wait_until(condition, process, seconds=60, pause=0.002):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        if condition():
            return True
        time.sleep(pause)
    return False


def is_stopped(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rsplit(")", 1)[1].split()[0] == "T"


def stop_in_a_save(out, pid, process):
    """Stops the saving rank while its temporary file is there."""
    while wait_until(lambda: is_saving(out), process, pause=0.0002):
        os.kill(pid, signal.SIGSTOP)
        wait_until(lambda: is_stopped(pid), process, seconds=5, pause=0.0005)
        if is_saving(out):
            return True
        os.kill(pid, signal.SIGCONT)
    return False


def kill_one(out, mark, draw, in_save):
    """Starts a run and kills one rank. Gives problems and what was done."""
    step = draw.randrange(1, STEPS // 2 if in_save else STEPS - 3 * SAVE_EVERY)
    victim = 0 if in_save else draw.randrange(RANKS)
    process = subprocess.Popen(training.command(out, *OPTIONS, ranks=RANKS, data=data_of(out)),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=dict(os.environ, TENON_SOAK=mark), start_new_session=True)
    done = {"step": step, "rank": victim, "in_save": False}
    problems = []
    if not wait_until(lambda: last_step(out) >= step, process):
        problems.append(f"step {step} was not reached")
    pids = [pid for pid, rank in processes(mark).items() if rank == victim]
    if len(pids) != 1:
        problems.append(f"rank {victim} is processes {pids}")
    elif in_save and not stop_in_a_save(out, pids[0], process):
        problems.append(NO_SAVE)
    else:
        done["in_save"] = in_save
        os.kill(pids[0], signal.SIGKILL)
    begin = time.monotonic()
    while processes(mark) and time.monotonic() < begin + LIMIT_S:
        process.poll()
        time.sleep(0.05)
    done["gone_s"] = round(time.monotonic() - begin, 2)
    done["orphans"] = len(processes(mark))
    done["temporary"] = is_saving(out)
    if done["orphans"]:
        problems.append(f"{done['orphans']} processes are left after {LIMIT_S} s")
        for pid in processes(mark):
            os.kill(pid, signal.SIGKILL)
    if process.wait() == 0:
        problems.append("the run was not killed: mpirun ended with status 0")
    return problems, done


def losses(out):
    return [(r["step"], r["loss"]) for r in training.records(out, "step")]


def resume(out, ranks, wanted):
    problems = training.failure(training.run(out, *OPTIONS, "--resume", "auto", ranks=ranks,
                                             data=data_of(out)))
    if problems:
        return problems
    if training.digest(out, STEPS) != wanted["digest"]:
        problems.append("the last checkpoint has other bytes than that of a run nobody killed")
    if losses(out) != wanted["losses"]:
        problems.append("the log has other losses than that of a run nobody killed")
    left = [name for name in os.listdir(out) if name.endswith(".tmp")]
    return problems + ([f"{left} are left"] if left else [])


def trial(folder, number, draw, wanted):
    in_save = number % 3 == 0
    for attempt in range(5):
        out = f"{folder}/{number}-{attempt}"
        problems, done = kill_one(out, f"{os.getpid()}-{number}-{attempt}", draw, in_save)
        if NO_SAVE not in problems:
            break
    done["resumed_on"] = draw.choice((1, 2, 4))
    resumed = resume(out, done["resumed_on"], wanted) if not problems else []
    where = "in a save after" if done["in_save"] else "at"
    tap.case(f"kill {number}: rank {done['rank']} {where} step {done['step']}, "
             f"resumed on {done['resumed_on']}", problems + resumed)
    subprocess.run(["rm", "-rf", out], check=True)
    return done, not (problems or resumed)


def record(seed, trials, exact):
    line = {"what": "kills", "commit": training.commit(), "seed": seed, "ranks": RANKS,
            "steps": STEPS, "kills": len(trials), "in_save": sum(t["in_save"] for t in trials),
            "temporary_left": sum(t["temporary"] for t in trials), "exact": exact,
            "orphans": sum(t["orphans"] for t in trials),
            "gone_s_max": max(t["gone_s"] for t in trials),
            "killed": [[t["step"], t["rank"], int(t["in_save"]), t["resumed_on"]] for t in trials],
            "passed": exact == len(trials)}
    training.append_record("kills.jsonl", line)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        training.make_images(folder + "/images")
        problems = training.failure(training.run(folder + "/whole", *OPTIONS,
                                                 data=data_of(folder + "/whole")))
        tap.case("a run that nobody kills ends well", problems)
        if problems:
            tap.done()
        wanted = {"digest": training.digest(folder + "/whole", STEPS),
                  "losses": losses(folder + "/whole")}
        trials = [trial(folder, n, draw, wanted) for n in range(options.kills)]
    in_save = sum(done["in_save"] for done, _ in trials)
    tap.case(f"{in_save} of {len(trials)} kills were in a save",
             [] if 5 * in_save >= len(trials) else ["fewer than a fifth"])
    record(options.seed, [done for done, _ in trials], sum(good for _, good in trials))
    tap.done()


if __name__ == "__main__":
    main()
