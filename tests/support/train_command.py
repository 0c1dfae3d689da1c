"""train_command.py: runs of `tenon train` on a few made-up images, and what they leave behind.

Shared by the scripts that compare such runs: one command line for all of them, so that their
digests can be compared too.
"""

import hashlib
import json
import os
import random
import struct
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("TENON_BUILD", ROOT + "/build")
TENON = BUILD + "/bin/tenon"
# What MPI keeps until the process ends is told from our leaks by its callers, which only the slow
# unwinder finds in libraries without frame pointers. A program alone loads no MPI, and allocates
# several times as fast without it.
SLOWLY = ["env", f"ASAN_OPTIONS={os.environ['ASAN_OPTIONS']}:fast_unwind_on_malloc=0"] \
    if "ASAN_OPTIONS" in os.environ else []
MPIRUN = [*SLOWLY, "mpirun", "--oversubscribe", "--bind-to", "none"]
if os.getuid() == 0:
    MPIRUN.append("--allow-run-as-root")


def allow_many_ranks():
    """Open MPI as root and with more ranks than cores, for scripts that call mpirun themselves."""
    for name, value in (("ALLOW_RUN_AS_ROOT", "1"), ("ALLOW_RUN_AS_ROOT_CONFIRM", "1"),
                        ("MCA_rmaps_base_oversubscribe", "1"),
                        ("MCA_hwloc_base_binding_policy", "none")):
        os.environ.setdefault("OMPI_" + name, value)


def write_idx(path, dims, values):
    with open(path, "wb") as file:
        file.write(struct.pack(">HBB", 0, 8, len(dims)) + struct.pack(f">{len(dims)}I", *dims))
        file.write(bytes(values))


def make_images(folder):
    """Noise with a bright row that tells the class: easy to learn, from a fixed seed."""
    draw = random.Random(7)
    os.mkdir(folder)
    for part, n in (("train", 200), ("t10k", 40)):
        labels = [draw.randrange(8) for _ in range(n)]
        pixels = [draw.randrange(100) + 150 * (row == label)
                  for label in labels for row in range(8) for _ in range(8)]
        write_idx(f"{folder}/{part}-images-idx3-ubyte", (n, 8, 8), pixels)
        write_idx(f"{folder}/{part}-labels-idx1-ubyte", (n,), labels)


def program(out, *options, data, model="mlp"):
    """The command of one rank, without its launcher."""
    return [TENON, "train", "--model", model, "--data", data, "--batch", "24", "--warmup", "5",
            "--threads", "1", "--out", out, *options]


def command(out, *options, ranks=1, **named):
    start = [*MPIRUN, "-n", str(ranks)] if ranks > 1 else []
    return [*start, *program(out, *options, **named)]


def run(*arguments, **named):
    return subprocess.run(command(*arguments, **named), capture_output=True, text=True, timeout=120,
                          check=False)


def records(out, kind):
    with open(out + "/log.jsonl", encoding="utf-8") as file:
        whole = (line for line in file if line.endswith("\n"))  # the last may still be written
        return [r for r in map(json.loads, whole) if r.get("type") == kind]


def digest(out, step):
    """Hash of the checkpoint and of the losses as f32 bits."""
    with open(f"{out}/step-{step:08d}.safetensors", "rb") as file:
        h = hashlib.sha256(file.read())
    for r in records(out, "step"):
        h.update(struct.pack("<qf", r["step"], r["loss"]))
    return h.hexdigest()


def failure(r):
    return [] if r.returncode == 0 else [f"status {r.returncode}: {(r.stderr or r.stdout)[-500:]}"]


# ---- records of long runs ------------------------------------------------------------------------


def commit():
    """The commit that the command was built from."""
    said = subprocess.run([TENON, "--version"], capture_output=True, text=True, check=False).stdout
    return said.partition("(")[2].partition(")")[0] or "unknown"


def append_record(name, record):
    """One JSON line at the end of bench/results/NAME."""
    path = os.path.join(ROOT, "bench", "results", name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
