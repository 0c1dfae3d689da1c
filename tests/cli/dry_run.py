#!/usr/bin/python3
"""dry_run.py: what `tenon train --dry-run` says a step takes is what a step takes.

The peak is compared with the memory record of a real run's log, without the data set, which both
hold: otherwise it would hide a wrong figure.
timeout: 120
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import tap  # noqa: E402
from support import train_command as training  # noqa: E402

TENON = os.path.join(os.environ.get("TENON_BUILD", os.path.join(ROOT, "build")), "bin", "tenon")
CASES = (("mlp", "adamw", 1, 1), ("cnn", "adamw", 1, 1), ("cnn", "sgd", 2, 1),
         ("cnn", "adam", 1, 2), ("gpt", "rmsprop", 1, 1), ("gpt", "adamw", 2, 1))
LIMIT_S = 120
# Threads whose largest moments do not meet take less than they may: then once more.
TRIES = 8


def write_images(stem, count):
    pixels = random.Random(count).randbytes(count * 400)
    training.write_idx(f"{stem}-images-idx3-ubyte", (count, 20, 20), pixels)
    training.write_idx(f"{stem}-labels-idx1-ubyte", (count,), (i % 10 for i in range(count)))


def run(model, optimizer, threads, ranks, *options):
    data = "text:text" if model == "gpt" else "idx:."
    launcher = [*training.MPIRUN, "-n", str(ranks)] if ranks > 1 else []
    words = [*launcher, TENON, "train", "--model", model, "--data", data, "--optimizer", optimizer,
             "--threads", str(threads), "--length", "64", "--batch", "64", *options]
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=LIMIT_S, check=False)


def number_after(text, words):
    found = re.search(re.escape(words) + r" (\d+)", text)
    return int(found.group(1)) if found else None


def compare(out, *case):
    """What is wrong with the figures of one case."""
    dry = run(*case, "--dry-run")
    data = number_after(dry.stdout, "bytes of data")
    said = number_after(dry.stdout, "peak bytes a step and rank")
    if dry.returncode or data is None or said is None:
        return [f"status {dry.returncode}", dry.stdout]
    taken = []
    for _ in range(TRIES):
        real = run(*case, "--steps", "2", "--out", out)
        if real.returncode:
            return [f"status {real.returncode}", real.stdout]
        with open(f"{out}/log.jsonl", encoding="ascii") as file:
            records = [json.loads(line) for line in file]
        peak = [record["live_bytes_peak"] for record in records if record["type"] == "memory"]
        if len(peak) != 1:
            return [f"{len(peak)} memory records in the log"]
        taken += peak
        ratio = (said - data) / (max(taken) - data)
        if abs(ratio - 1) < 0.1:
            return []
        shutil.rmtree(out)
    return [f"said {said}, took {taken}, data {data}"]


def main():
    training.allow_many_ranks()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_images("train", 300)
        write_images("t10k", 40)
        with open("text", "w", encoding="ascii") as file:
            file.write("".join(f"{i} times 7 is {7 * i}. " for i in range(2000)))
        for i, case in enumerate(CASES):
            model, optimizer, threads, ranks = case
            tap.case(f"the peak of {model} with {optimizer}, {threads} threads, {ranks} ranks, is "
                     "within 10% of a step's", compare(f"out{i}", *case))
        os.chdir(ROOT)
    tap.done()


main()
