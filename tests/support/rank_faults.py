"""rank_faults.py: `tenon train` on two ranks, and one call that fails on one of them.

The job must end by itself, within LIMIT_S of the fault, and resume exactly. A fault after which a
run goes on (or that is past the last call) must leave the right bytes behind.
"""

import subprocess
import time

from . import train_command as training

LIMIT_S = 10
OPTIONS = ("--steps", "3", "--save-every", "1")
VARIABLES = {"alloc": "TENON_FAIL_ALLOC", "file": "TENON_FAIL_FILE", "mpi": "TENON_FAIL_MPI"}


def data_of(folder):
    return f"idx:{folder}/images"


def prepare(folder):
    """Makes the data and gives the digest of a run without faults; a list of problems with it."""
    training.make_images(folder + "/images")
    done = training.run(folder + "/whole", *OPTIONS, ranks=2, data=data_of(folder))
    problems = training.failure(done)
    return ("" if problems else training.digest(folder + "/whole", 3)), problems


def start(out, folder, kind, k, rank):
    """Two ranks, of which one is told to fail. Gives status, output and seconds."""
    program = training.program(out, *OPTIONS, data=data_of(folder))
    told = ["-n", "1", "-x", f"{VARIABLES[kind]}={k}", *program]
    other = ["-n", "1", *program]
    both = [*other, ":", *told] if rank == 1 else [*told, ":", *other]
    begin = time.monotonic()
    try:
        r = subprocess.run([*training.MPIRUN, *both], capture_output=True, text=True,
                           timeout=6 * LIMIT_S, check=False)
        return r.returncode, r.stdout + r.stderr, time.monotonic() - begin
    except subprocess.TimeoutExpired as e:
        return None, str(e.stdout), time.monotonic() - begin


def try_fault(folder, wanted, kind, k, rank):
    """Gives problems, whether the fault was met, and the seconds that the job took."""
    out = f"{folder}/{kind}-{k}-{rank}"
    status, said, seconds = start(out, folder, kind, k, rank)
    problems = []
    if status is None or seconds > LIMIT_S:
        problems.append(f"the job took {seconds:.1f} s")
    met = status != 0
    if met and "tenon train: rank" not in said:
        problems.append(f"status {status} without a message: {said[-500:]}")
    if met and not problems:
        problems += training.failure(training.run(out, *OPTIONS, "--resume", "auto", ranks=2,
                                                  data=data_of(folder)))
    if not problems and training.digest(out, 3) != wanted:
        problems.append("other bytes than those of a run without faults")
    subprocess.run(["rm", "-rf", out], check=True)
    return problems, met, seconds


def is_met(folder, kind, k):
    out = f"{folder}/count"
    status, _, _ = start(out, folder, kind, k, 0)
    subprocess.run(["rm", "-rf", out], check=True)
    return status != 0


def count_of(folder, kind):
    """The number of rank 0's first call past the last one: the faults of a run are all below it."""
    low, high = 1, 32
    while is_met(folder, kind, high):
        low, high = high, 2 * high
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if is_met(folder, kind, middle) else (low, middle)
    return high
