#!/usr/bin/python3
"""train_bits.py: `tenon train` gives the same bits whatever ranks, threads, buckets and stops.

Tiny runs on images and text that this script makes up. What is compared: the SHA-256 of the last
checkpoint and the losses of log.jsonl.
timeout: 600
"""

import hashlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402
from support import train_command as training  # noqa: E402

TENON = os.path.join(os.environ.get("TENON_BUILD", os.path.join(ROOT, "build")), "bin", "tenon")
PIXELS = 8
LIMIT_S = 120


# ---- data ----------------------------------------------------------------------------------------


def write_images(folder, stem, count, seed):
    """Images whose class decides which pixels are bright."""
    rand = random.Random(seed)
    labels = bytes(rand.randrange(10) for _ in range(count))
    pixels = bytes(rand.randrange(120) + (120 if (i + label) % 10 < 2 else 0)
                   for label in labels for i in range(PIXELS * PIXELS))
    training.write_idx(f"{folder}/{stem}-images-idx3-ubyte", (count, PIXELS, PIXELS), pixels)
    training.write_idx(f"{folder}/{stem}-labels-idx1-ubyte", (count,), labels)


def write_data(folder):
    write_images(folder, "train", 250, 1)  # no multiple of the batch: the last one is short
    write_images(folder, "t10k", 60, 2)
    with open(f"{folder}/text", "w", encoding="ascii") as file:
        file.write("".join(f"{i} times 7 is {7 * i}. " for i in range(200)))


# ---- runs ----------------------------------------------------------------------------------------


def command(out, model, steps, *options, ranks=1):
    data = "text:text" if model == "gpt" else "idx:."
    launcher = [*training.MPIRUN, "-n", str(ranks)] if ranks > 1 else []
    return [*launcher, TENON, "train", "--model", model, "--data", data, "--steps", str(steps),
            "--batch", "20", "--length", "16", "--threads", "1", "--out", out, *options]


class Run:
    """A run that has ended: its status, its output and what it left in its folder."""

    def __init__(self, *args, environment=None, **how):
        env = dict(os.environ, **(environment or {}))
        done = subprocess.run(command(*args, **how), stdout=subprocess.PIPE, env=env,
                              stderr=subprocess.STDOUT, text=True, timeout=LIMIT_S, check=False)
        self.status, self.text, self.out = done.returncode, done.stdout, args[0]

    def failed(self):
        return [f"status {self.status}", *self.text.splitlines()] if self.status else []


def checkpoints(out):
    return sorted(name for name in os.listdir(out) if name.startswith("step-"))


def digest(out):
    """The newest checkpoint, its hash, and the losses by step as the log spells them."""
    name = os.readlink(f"{out}/latest")
    with open(f"{out}/{name}", "rb") as file:
        sha = hashlib.sha256(file.read()).hexdigest()
    with open(f"{out}/log.jsonl", encoding="utf-8") as file:
        records = [json.loads(line, parse_float=str) for line in file]
    losses = [(r["step"], r["loss"]) for r in records if r.get("type") == "step"]
    return name, sha, losses


def differences(wanted, out):
    found = digest(out)
    problems = [f"{what}: {a}, got {b}" for what, a, b in zip(("newest", "sha256"), wanted, found)
                if a != b]
    first = next((pair for pair in zip(wanted[2], found[2]) if pair[0] != pair[1]), None)
    if first:
        problems.append(f"(step, loss) {first[0]}, got {first[1]}")
    if len(wanted[2]) != len(found[2]):
        problems.append(f"{len(wanted[2])} losses, got {len(found[2])}")
    return problems


def compare(name, wanted, *args, **how):
    run = Run(*args, **how)
    tap.case(name, run.failed() or differences(wanted, run.out))


# ---- cases ---------------------------------------------------------------------------------------


def same_bits(model, steps):
    """Gives what all runs of this model must give."""
    first = Run(f"{model}-1", model, steps)
    wanted = digest(first.out)
    problems = first.failed()
    if len(wanted[2]) != steps or wanted[2][0][1] == wanted[2][-1][1]:
        problems.append(f"{len(wanted[2])} losses of {steps} steps, from {wanted[2][:1]}")
    tap.case(f"{model} trains alone", problems)
    for ranks in (2, 4, 8):
        compare(f"{model} on {ranks} ranks", wanted, f"{model}-{ranks}", model, steps, ranks=ranks)
    for size in (256, 4096):
        compare(f"{model} on 2 ranks, buckets of {size} bytes", wanted, f"{model}-b{size}", model,
                steps, "--bucket-bytes", str(size), ranks=2)
    compare(f"{model} with 2 threads", wanted, f"{model}-t", model, steps, "--threads", "2")
    compare(f"{model} on 2 ranks with 2 threads", wanted, f"{model}-2t", model, steps, "--threads",
            "2", "--bucket-bytes", "1000", ranks=2)
    other = Run(f"{model}-other", model, steps, "--seed", "2")
    tap.case(f"{model} with another seed differs",
             other.failed() or ([] if differences(wanted, other.out) else ["the same bits"]))
    return wanted


def start_and_signal(out, number, ranks, to_rank=False):
    """A long run that gets a signal once it has made steps."""
    process = subprocess.Popen(command(out, "mlp", 100000, "--save-every", "50000", ranks=ranks),
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        end = time.monotonic() + LIMIT_S
        while time.monotonic() < end and not ready(out):
            time.sleep(0.02)
        target = process.pid
        if to_rank:
            with open(f"/proc/{target}/task/{target}/children", encoding="ascii") as file:
                target = int(file.read().split()[-1])
        os.kill(target, number)
        text, _ = process.communicate(timeout=LIMIT_S)
        return process.returncode, text
    finally:
        process.kill()
        process.wait()


def ready(out):
    try:
        return os.path.getsize(f"{out}/log.jsonl") > 20000
    except OSError:
        return False


def stops():
    for name, out, number, ranks, to_rank in (
            ("SIGTERM to a run alone", "s1", signal.SIGTERM, 1, False),
            ("SIGUSR1 to mpirun", "s2", signal.SIGUSR1, 2, False),
            ("SIGTERM to one rank of two", "s3", signal.SIGTERM, 2, True)):
        status, text = start_and_signal(out, number, ranks, to_rank)
        newest = checkpoints(out)[-1]
        problems = [] if status == 0 else [f"status {status}", *text.splitlines()[-20:]]
        if "stopped at step" not in text or newest == "step-00000000.safetensors":
            problems += [f"newest checkpoint {newest}", *text.splitlines()[-20:]]
        if f"step-{int(digest(out)[2][-1][0]):08d}.safetensors" != newest:
            problems.append(f"the log ends at {digest(out)[2][-1]}, checkpoint {newest}")
        tap.case(f"{name} saves and ends with status 0", problems)


def resumes(wanted, steps):
    """Kills nothing: a run is cut where a checkpoint lies, its later ones are taken away."""
    for ranks, then in ((1, 4), (4, 1), (2, 8)):
        out = f"resumed-{ranks}-{then}"
        run = Run(out, "mlp", steps, "--save-every", "30", "--keep", "0", ranks=ranks)
        for name in checkpoints(out):
            if int(name[5:13]) > 30:
                os.remove(f"{out}/{name}")
        problems = run.failed() + ([] if len(checkpoints(out)) > 1 else checkpoints(out))
        again = Run(out, "mlp", steps, "--resume", "auto", ranks=then)
        newest = checkpoints(out)
        if "resumed at step " not in again.text:
            problems += ["did not resume", *again.text.splitlines()]
        tap.case(f"begun on {ranks} and resumed in mid-epoch on {then} ranks, mlp",
                 problems or again.failed() or differences(wanted, out) or
                 ([] if newest else ["no checkpoint"]))


def elsewhere(steps):
    """Another instruction set stands for another machine; the best one may be the plainest."""
    info = subprocess.run([TENON, "info"], capture_output=True, text=True, check=True).stdout
    numerics = next(line.split(None, 1)[1] for line in info.splitlines() if "numerics" in line)
    other = "avx2" if ": base," in numerics else "base"
    plain = {"TENON_ISA": other}
    changes = f": {other}," in subprocess.run(
        [TENON, "info"], capture_output=True, text=True, env={**os.environ, **plain}).stdout
    saved = f"mlp-1/{digest('mlp-1')[0]}"
    for ranks in (1, 2):
        here = Run(f"here-{ranks}", "mlp", steps, "--resume", saved, ranks=ranks)
        tap.case(f"resuming here on {ranks} ranks warns of nothing", here.failed() or
                 [line for line in here.text.splitlines() if "numerics" in line or
                  "was made by" in line])
        there = Run(f"there-{ranks}", "mlp", steps, "--resume", saved, ranks=ranks,
                    environment=plain)
        warnings = [line for line in there.text.splitlines() if "was made by " + numerics in line]
        tap.case(f"resuming elsewhere on {ranks} ranks warns once", there.failed() or
                 ([] if len(warnings) == int(changes) else there.text.splitlines()))
    words = command("mixed", "mlp", 3)
    done = subprocess.run([*training.MPIRUN, "-n", "1", *words, ":", "-n", "1", "env",
                           f"TENON_ISA={other}", *words], capture_output=True, text=True,
                          timeout=LIMIT_S, check=False)
    tap.case("ranks that compute with other instructions are named",
             [] if done.returncode == 0 and ("but rank 1 is tenon" in done.stderr) == changes
             else [f"status {done.returncode}", done.stderr])


def other_runs(wanted, steps):
    """Folders that hold something of another run."""
    refused = Run("mlp-1", "mlp", steps, "--resume", "auto", "--batch", "10")
    expect_error("another batch is refused by --resume", 1, "made with batch 20", refused)
    Run("long", "mlp", steps)
    Run("long", "mlp", 20)
    again = Run("long", "mlp", 20, "--resume", "auto")
    tap.case("a new run in an old folder resumes its own end", again.failed() or
             ([] if "resumed at step 20" in again.text else again.text.splitlines()))
    Run("seven", "mlp", 9, "--seed", "7")
    Run("seven", "mlp", steps, "--resume", f"mlp-1/{wanted[0]}")
    with open("seven/log.jsonl", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    tap.case("--resume FILE of another folder begins a log of its own",
             [] if records[0]["seed"] == 1 and not any(
                 r.get("step", steps) < steps for r in records) else [str(records[:3])])
    with open("long/log.jsonl", "w", encoding="utf-8") as file:
        file.write("no json\n")
    mended = Run("long", "mlp", 25, "--resume", "auto")
    tap.case("a log that cannot be read is set aside", mended.failed() or
             ([] if os.path.exists("long/log.jsonl.old") and len(digest("long")[2]) == 5
              else mended.text.splitlines()))


def limits(wanted, steps):
    for seconds in ("0.3", "3", "30"):  # a slow machine may make no step in the first
        out = f"limit-{seconds}"
        run = Run(out, "mlp", 1000000, "--schedule", "constant", "--time-limit", seconds)
        stop = re.search(r"stopped at step (\d+)", run.text)
        if not stop or int(stop.group(1)) > 0:
            break
    saved = checkpoints(out)[-1] if checkpoints(out) else "no checkpoint"
    wanted_name = f"step-{int(stop.group(1)):08d}.safetensors" if stop else "to be told the step"
    tap.case("--time-limit saves and ends", run.failed() or
             ([] if saved == wanted_name and int(stop.group(1)) > 0
              else [f"{saved}, not {wanted_name}", *run.text.splitlines()[-5:]]))
    for ranks in (1, 2):
        run = Run(f"dry-{ranks}", "mlp", steps, "--dry-run", ranks=ranks)
        problems = run.failed() + ([f"made dry-{ranks}"] if os.path.exists(f"dry-{ranks}") else [])
        problems += [f"says nothing of {word}" for word in ("parameters", "bucket 0", "wire")
                     if word not in run.text]
        tap.case(f"--dry-run on {ranks} ranks says its plan and writes nothing", problems)
    new = Run("from-file", "mlp", steps, "--resume", f"mlp-1/{wanted[0]}")
    tap.case("--resume FILE goes on in a new folder", new.failed() or
             ([] if f"resumed at step {steps}" in new.text else new.text.splitlines()))


def expect_error(name, status, message, run):
    problems = [] if run.status == status else [f"status {run.status}, not {status}"]
    problems += [] if message in run.text else [f"lacks '{message}':"]
    tap.case(name, problems and problems + run.text.splitlines()[-12:])


def errors(steps):
    expect_error("other seeds are refused by --resume", 1, "made with seed 1",
                 Run("mlp-1", "mlp", steps, "--resume", "auto", "--seed", "2"))
    expect_error("a device that is absent is refused", 1, "cuda:0 is not there",
                 Run("e1", "mlp", steps, "--device", "cuda"))
    expect_error("shards that do not fit the ranks are refused", 1, "rank",
                 Run("e2", "mlp", steps, "--shards", "3", ranks=2))
    expect_error("a folder that cannot be made is an error on all ranks", 1, "rank 0 failed",
                 Run("/proc/none", "mlp", steps, ranks=2))
    with open("one_blind", "w", encoding="ascii") as file:
        file.write('#!/bin/sh\n[ "$OMPI_COMM_WORLD_RANK" = 0 ] || cd /\nexec "$@"\n')
    os.chmod("one_blind", 0o755)
    words = command("e3", "mlp", steps, ranks=2)
    words.insert(words.index(TENON), "./one_blind")
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=LIMIT_S, check=False)
    tap.case("one rank without data ends all ranks", [] if done.returncode == 1 and
             "rank 1 failed" in done.stdout else [f"status {done.returncode}", done.stdout])
    expect_error("torchrun's variables without MPI name mpirun", 1, "mpirun -n 2",
                 Run("e4", "mlp", steps, environment={"RANK": "0", "WORLD_SIZE": "2",
                                                      "LOCAL_RANK": "0", "MASTER_ADDR": "x"}))


def main():
    training.allow_many_ranks()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_data(folder)
        wanted = same_bits("mlp", 100)
        short = "ASAN_OPTIONS" in os.environ
        same_bits("cnn", 8 if short else 100)
        same_bits("gpt", 4 if short else 100)
        stops()
        resumes(wanted, 100)
        elsewhere(100)
        other_runs(wanted, 100)
        limits(wanted, 100)
        errors(20)
        os.chdir(ROOT)
    tap.done()


main()
