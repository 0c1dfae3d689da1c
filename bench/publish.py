#!/usr/bin/python3
"""What showing a process's memory to others costs a training step (TENON_PUBLISH).

    bench/publish.py [--models mlp,cnn,gpt] [--pairs N] [--no-instructions] [--add FILE]

Instructions: callgrind's of two runs of `tenon train` with different numbers of steps, their
difference a step, with publishing off, on, and with a full history. Time: pairs of runs that take
turns, one with and one without; the median of the ratios of images or tokens a second, and between
which bounds the median lies with 95% confidence (order statistics). Data are made here. --add
appends a JSON line a model to a file under bench/results."""

import argparse
import json
import os
import pathlib
import re
import statistics
import struct
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TENON = os.environ.get("TENON_BUILD", str(ROOT / "build")) + "/bin/tenon"
MODES = ("off", "on", "history")
# The smaller a step, the more its allocations count.
BATCHES = {"mlp": 128, "cnn": 4, "gpt": 2}
LENGTH = 32


def write_data(folder):
    """64 images of each kind in the files of MNIST, and 64 KiB of text."""
    for kind in ("train", "t10k"):
        pixels = bytes((7 * i + i // 784 * 31) % 256 for i in range(64 * 784))
        (folder / f"{kind}-images-idx3-ubyte").write_bytes(
            struct.pack(">IIII", 0x803, 64, 28, 28) + pixels)
        (folder / f"{kind}-labels-idx1-ubyte").write_bytes(
            struct.pack(">II", 0x801, 64) + bytes(i % 10 for i in range(64)))
    words = "the quick brown fox jumps over a lazy dog and runs away ".encode()
    (folder / "text").write_bytes((words * 1200)[:1 << 16])


def command(model, folder, steps):
    data = f"text:{folder}/text" if model == "gpt" else f"idx:{folder}"
    return [TENON, "train", "--model", model, "--data", data, "--steps", str(steps), "--epochs",
            "100000", "--shards", "1", "--threads", "1", "--save-every", "1000000", "--out",
            f"{folder}/out", "--batch", str(BATCHES[model]),
            *(["--length", str(LENGTH)] if model == "gpt" else [])]


def run(words, mode):
    env = {**os.environ, "TENON_PUBLISH": mode, "TENON_CROSSOVERS": "off"}
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def instructions(model, folder, mode):
    few, more = 3, 8
    counts = []
    for steps in (few, more):
        text = run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind",
                    *command(model, folder, steps)], mode)
        counts.append(int(re.search(r"Collected : (\d+)", text).group(1)))
    return (counts[1] - counts[0]) / (more - few)


def rate(model, folder, mode, steps):
    text = run(command(model, folder, steps), mode)
    return float(re.findall(r"\w+/s ([0-9.]+)", text)[-1])


def interval(values):
    """The median, and the order statistics that hold the median of all with 95%."""
    values = sorted(values)
    n = len(values)
    away = int(0.98 * n**0.5) + 1
    low, high = max(0, n // 2 - away), min(n - 1, n // 2 + away - 1)
    return statistics.median(values), values[low], values[high]


def steps_of_seconds(model, folder, seconds):
    few = 40
    return max(few, int(rate(model, folder, "off", few) / BATCHES[model] * seconds))


def measure(model, folder, options):
    record = {"what": "cost of publishing", "model": model}
    if options.instructions:
        counts = {mode: instructions(model, folder, mode) for mode in MODES}
        record["instructions_a_step"] = {mode: round(n) for mode, n in counts.items()}
        for mode in MODES[1:]:
            more = counts[mode] / counts["off"] - 1
            record[f"instructions_{mode}_percent"] = round(100 * more, 3)
            print(f"{model}: {mode}: {100 * more:.2f}% more instructions a step than off "
                  f"({counts['off'] / 1e6:.1f}M)", flush=True)
    if options.pairs:
        steps = steps_of_seconds(model, folder, 1.0)
        ratios = {mode: [] for mode in MODES[1:]}
        for i in range(options.pairs):
            for mode, all_of in ratios.items():
                order = (mode, "off") if i % 2 else ("off", mode)
                found = {m: rate(model, folder, m, steps) for m in order}
                all_of.append(found["off"] / found[mode])
        for mode, all_of in ratios.items():
            middle, low, high = interval(all_of)
            record[f"time_{mode}"] = {"ratio": round(middle, 4), "low": round(low, 4),
                                      "high": round(high, 4), "pairs": len(all_of)}
            print(f"{model}: {mode}: {middle:.4f} of the time without, {low:.4f} to {high:.4f}",
                  flush=True)
    return record


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--models", default="mlp,cnn,gpt")
    parser.add_argument("--pairs", type=int, default=30)
    parser.add_argument("--no-instructions", dest="instructions", action="store_false")
    parser.add_argument("--add")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_data(folder)
        records = [measure(model, folder, options) for model in options.models.split(",")]
    if options.add:
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, text=True,
                                capture_output=True, check=True).stdout.strip()
        with open(options.add, "a", encoding="utf-8") as out:
            for record in records:
                out.write(json.dumps({**record, "commit": commit}) + "\n")


if __name__ == "__main__":
    main()
