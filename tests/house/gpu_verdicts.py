#!/usr/bin/python3
"""gpu_verdicts.py: how bench/gpu.py judges what it is told, by programs that are made up: sweeps,
calls that take long, cases without a turn, floors that are none; and that its scripts are packed
for machines with a GPU."""

import argparse
import math
import os
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/gpu"), str(ROOT / "bench")]
sys.dont_write_bytecode = True
import bundle  # noqa: E402
import gpu  # noqa: E402
import gpu_floors  # noqa: E402
import tap  # noqa: E402


class Actors:
    """Programs that agree on every result and take the seconds that seconds(who, case) says."""

    def __init__(self, seconds):
        self.seconds, self.asked = seconds, []
        self.commands = dict.fromkeys(("ours", "kernels", "torch"))

    def ask(self, who, command, case, *_):
        self.asked.append((who, command))
        return "1 1 1" if command == "check" else str(self.seconds(who, case))


def options(minutes=1.0):
    return argparse.Namespace(dry_run=False, rounds=4, seconds=0.1, passes=2,
                              deadline=time.monotonic() + 60 * minutes)


def expect(got, wanted):
    return [] if got == wanted else [f"got {got}, wanted {wanted}"]


def figures(records):
    return {r["case"]: (r["ratio"], r["met"]) for r in records if r["peer"] == "torch"}


def swept():
    """512 takes twice as long as PyTorch, every other length a quarter of its time."""
    crew = Actors(lambda who, case: {"kernels": 1e-4, "torch": 5e-5 if case.endswith("_512") else
                                     4e-4}[who])
    sweep, chosen = gpu.Sweep("fft_c64_", False), options()
    sweep.take(crew, chosen)
    records = list(sweep.records(crew.commands, chosen))
    n = len(gpu_floors.lengths(False))
    mean = float(f"{math.exp(((n - 1) * math.log(4) + math.log(0.5)) / n):.4g}")
    problems = expect(figures(records), {"fft_c64_lengths": (mean, True),
                                         "fft_c64_powers_of_2": (0.5, False),
                                         "fft_c64_primes": (4.0, True)})
    return problems + expect(records[0]["each"][512], [100.0, 50.0])


def differing():
    """One length with a wrong result is enough."""
    crew, chosen = Actors(lambda who, case: 1e-4), options()
    sweep, plain = gpu.Sweep("fft_c64_", False), crew.ask
    crew.ask = lambda who, command, case, *rest: (
        "2 1 1" if (who, command, case) == ("torch", "check", "fft_c64_31") else
        plain(who, command, case, *rest))
    sweep.take(crew, chosen)
    return expect([(r["ratio"], r["met"]) for r in sweep.records(crew.commands, chosen)
                   if r["peer"] == "torch"], [(None, False), (1.0, True), (1.0, False)])


def slow():
    crew, chosen = Actors(lambda who, case: {"ours": 1e-3, "torch": 2.0}[who]), options()
    case = gpu.Case("qr_100000_8x3")
    case.take(crew, chosen)
    case.take(crew, chosen)
    return (expect([crew.asked.count((who, "time")) for who in ("ours", "torch")], [8, 1]) +
            expect(crew.asked.count(("torch", "check")), 1) +
            expect(figures(case.records(crew.commands, chosen)),
                   {"qr_100000_8x3": (2000.0, True)}))


def late():
    crew, chosen = Actors(lambda who, case: 1e-3), options(minutes=-1.0)
    case, sweep = gpu.Case("qr_100000_8x3"), gpu.Sweep("fft_c64_", False)
    gpu.measure([case, sweep], {}, chosen)
    sweep.take(crew, chosen)
    records = [r for c in (case, sweep) for r in c.records(crew.commands, chosen)]
    return expect({(r["met"], r["note"]) for r in records if r["peer"] == "torch"},
                  {(None, gpu.LATE)})


def told():
    crew, chosen = Actors(lambda who, case: 1e-3), options()
    case = gpu.Case("eigh_50000_16x16")
    case.take(crew, chosen)
    return expect(figures(case.records(crew.commands, chosen)), {"eigh_50000_16x16": (1.0, None)})


def chosen_cases():
    every = list(gpu_floors.CASES)
    of_group = [name for name in every if gpu_floors.CASES[name][0] == "linalg"]
    picked = [gpu.wanted(gpu_floors.CASES, argparse.Namespace(only=only))
              for only in ([], ["linalg"], ["svd_1_*", "add_64M"])]
    return expect(picked, [every, of_group, ["add_64M", "svd_1_1024x1024", "svd_1_4096x4096"]])


def packed():
    needed = {f"bench/{name}" for name in os.listdir(ROOT / "bench")
              if name.startswith("gpu") and name.endswith(".py")} | {"bench/harness.py"}
    return sorted(f"{name} is not packed" for name in needed - set(bundle.SCRIPTS))


if __name__ == "__main__":
    tap.case("a sweep is judged by the mean and by the least of its ratios", swept())
    tap.case("a sweep with a wrong result fails", differing())
    tap.case("a call that takes long is timed once", slow())
    tap.case("a case without a turn is not judged", late())
    tap.case("a ratio without a floor is only told", told())
    tap.case("cases are chosen by name and by group", chosen_cases())
    tap.case("the scripts of GPU benchmarks are packed", packed())
    tap.done()
