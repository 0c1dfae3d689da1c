#!/usr/bin/python3
"""faults_on_one_rank.py: one allocation, file call or MPI call fails on one rank of two.

Ten faults from a fixed seed; `make soak` tries every call of MPI and more of the others.
plain build only, timeout: 200
"""

import os
import random
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap
from support import rank_faults

SEED = 3
# How many of each kind, and below which call: a run of three steps makes about so many.
FAULTS = (("mpi", 4, 50), ("alloc", 3, 1000), ("file", 3, 60))


def main():
    if not shutil.which("mpirun"):
        tap.skip("faults on one rank of two", "there is no mpirun (openmpi-bin)")
        tap.done()
    draw = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        wanted, problems = rank_faults.prepare(folder)
        tap.case("a run without faults ends well", problems)
        met_count = 0
        for kind, n, limit in FAULTS if not problems else ():
            for k in sorted(draw.sample(range(1, limit), n)):
                rank = draw.randrange(2)
                found, met, _ = rank_faults.try_fault(folder, wanted, kind, k, rank)
                met_count += met
                tap.case(f"{kind} call {k} fails on rank {rank}: the job ends and resumes", found)
        tap.case("most of them were met", [] if met_count >= 6 else [f"{met_count} of 10"])
    tap.done()


main()
