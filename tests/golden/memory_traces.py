#!/usr/bin/python3
"""memory_traces.py: records tests/golden/memory/*.csv, what training runs ask of the allocator.

    make build/golden/record_memory && tests/golden/memory_traces.py

Two steps of each run on the host, one thread, on random images and text: op, id and bytes a line.
Blocks that live on at the end are not freed. tests/unit/test_memory_replay.c plays them.
"""

import os
import random
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
from support import train_command as training  # noqa: E402

PROGRAM = ROOT + "/build/golden/record_memory"
# Large enough that the last page of 2 MiB, partly filled, is not what is measured.
RUNS = {
    "mlp_sgd": ["mlp", "--batch", "65536", "--shards", "1", "--optimizer", "sgd"],
    "mlp_adamw": ["mlp", "--batch", "65536", "--shards", "2"],
    "cnn_sgd": ["cnn", "--batch", "2048", "--shards", "1", "--optimizer", "sgd"],
    "cnn_adamw": ["cnn", "--batch", "3000", "--shards", "1"],
    "cnn_clip": ["cnn", "--batch", "1500", "--shards", "1", "--clip", "1"],
    "cnn_rmsprop_shards": ["cnn", "--batch", "8192", "--shards", "4", "--optimizer", "rmsprop"],
    "gpt_wide": ["gpt", "--batch", "96", "--length", "128", "--shards", "1"],
    "gpt_long": ["gpt", "--batch", "12", "--length", "1024", "--shards", "1"],
    "gpt_clip": ["gpt", "--batch", "48", "--length", "256", "--shards", "1", "--clip", "1"],
    "gpt_shards": ["gpt", "--batch", "64", "--length", "512", "--shards", "2"],
}


def write_data(folder):
    rand = random.Random(1)
    for stem, count in (("train", 131072), ("t10k", 300)):
        training.write_idx(f"{folder}/{stem}-images-idx3-ubyte", (count, 28, 28),
                           rand.randbytes(count * 28 * 28))
        training.write_idx(f"{folder}/{stem}-labels-idx1-ubyte", (count,),
                           bytes(rand.randrange(10) for _ in range(count)))
    with open(f"{folder}/text", "w", encoding="ascii") as file:
        file.write("".join(f"{i} times 7 is {7 * i}. " for i in range(20000)))


def record(name, model, *options):
    """The events of a run, with numbers in the place of addresses."""
    data = "text:text" if model == "gpt" else "idx:."
    subprocess.run([PROGRAM, "train", "--model", model, "--data", data, "--steps", "2", "--out",
                    name, "--threads", "1", *options], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "RECORD_MEMORY": name + ".txt", "TENON_DEVICE": "cpu",
                        "TENON_CROSSOVERS": "off"})
    numbers, count = {}, 0
    with open(name + ".txt", encoding="ascii") as file:
        for line in file:
            op, address, size = line.split(",")
            if op == "alloc":
                numbers[address], count = count, count + 1
                yield f"alloc,{numbers[address]},{int(size)}"
            else:
                yield f"free,{numbers.pop(address)},0"


def main():
    folder = ROOT + "/tests/golden/memory"
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        write_data(".")
        for name, options in RUNS.items():
            with open(f"{folder}/{name}.csv", "w", encoding="ascii") as file:
                file.write(f"# tenon train --model {' '.join(options)} --steps 2\nop,id,bytes\n")
                file.writelines(line + "\n" for line in record(name, *options))
        os.chdir("/")


main()
