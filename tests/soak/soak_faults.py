#!/usr/bin/python3
"""soak_faults.py [--others N] [--seed N]: a call fails on one rank of two; prints TAP.

Every call of MPI, on a seeded rank, and N seeded allocations and file calls (50): the job ends
within 10 s of its start and resumes exactly. One JSON line goes to bench/results/faults.jsonl.
"""

import argparse
import concurrent.futures
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap
from support import rank_faults
from support import train_command as training

WORKERS = 4  # jobs at once: most of their time mpirun waits


def choose(folder, draw, others):
    """All (kind, call, rank) to try, and how many calls of each kind rank 0 makes. Rank 1 makes
    fewer: what is past its last call has no effect."""
    counts = {kind: rank_faults.count_of(folder, kind) - 1 for kind in rank_faults.VARIABLES}
    faults = [("mpi", k, draw.randrange(2)) for k in range(1, counts["mpi"] + 1)]
    files = [("file", k, rank) for k in range(1, counts["file"] + 1) for rank in range(2)]
    allocations = [("alloc", k, rank) for k in range(1, counts["alloc"] + 1) for rank in range(2)]
    chosen = draw.sample(files, min(others // 2, len(files)))
    return faults + chosen + draw.sample(allocations, others - len(chosen)), counts


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--others", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tried, exact, unmet, slowest = {}, 0, [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        wanted, problems = rank_faults.prepare(folder)
        tap.case("a run without faults ends well", problems)
        if problems:
            tap.done()
        faults, counts = choose(folder, random.Random(options.seed), options.others)
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            results = list(pool.map(lambda f: rank_faults.try_fault(folder, wanted, *f), faults))
        for (kind, k, rank), (found, met, seconds) in zip(faults, results):
            tap.case(f"{kind} call {k} fails on rank {rank}", found)
            tried[kind] = tried.get(kind, 0) + 1
            exact += not found
            unmet += [] if met else [[kind, k, rank]]
            slowest = max(slowest, seconds)
    training.append_record("faults.jsonl", {
        "what": "faults on one rank of two", "commit": training.commit(), "seed": options.seed,
        "calls": counts,
        "tried": tried, "exact": exact, "without_effect": unmet, "ended_s_max": round(slowest, 2),
        "passed": exact == len(faults)})
    tap.done()


if __name__ == "__main__":
    main()
