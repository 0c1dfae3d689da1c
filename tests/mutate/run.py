#!/usr/bin/python3
"""The mutation gate: what keeps work in order is taken away piece by piece, and tests must notice.

    tests/mutate/run.py [-v] [PATTERN...]

Two kinds of pieces. Each __syncthreads, __syncwarp, meeting of a team and wait for asynchronous
copies of a kernel is switched off by the simulator (SIM_SKIP), and those tests run in the race lane
that pass it. Each wait, stamp update and stamp check of the sources below is switched off in a copy
of the tree, which holds all of them behind one variable (statements.py), and the tests of streams
and memory run. PATTERN picks pieces whose "path:line function text" contains it.

A mutant is caught when a test fails, crashes or does not end. Survivors stand in tests/mutants.txt
with their reason; an unlisted one, and fewer than 98% caught, fail the gate. Lines of the list that
name no piece, or one that is caught, fail it, too. It wants `make tests` done (make mutate).
"""

import argparse
import concurrent.futures
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import statements  # noqa: E402

COPY = os.path.join(ROOT, "build/mutate/tree")
LIST = os.path.join(ROOT, "tests/mutants.txt")
FLOOR = 0.98
JOBS = 2
# What a time limit allows beyond the time that a test takes on sound code.
PATIENCE = 5
# What a test may take on sound code, beside other work.
SOUND_S = 900
# Policies that are played to and hold nobody's data.
NOT_IN_USE = {f"src/memory/{name}.c" for name in (
    "cache_policy", "fit_policy", "id_map", "offline_policy", "ordered", "pytorch_policy",
    "replay")}
ORDERED = ["src/core/stamp.c", "src/schedule/*.c", "src/memory/*.c"]
# Tests of tests/cuda that go where no row of the op table does.
CUDA_TESTS = ["cuda_clip/*", "products/*", "cuda_linalg/equal_eigenvalues*",
              "cuda_linalg/eigenvalues_of_general*", "cuda_linalg/eigenvalues_of_larger*",
              "cuda_linalg/vectors_of_zero*", "cuda_linalg/singular_values_of_larger*",
              "cuda_linalg/a_result_does_not_depend*", "cuda_linalg/ldl_factors*",
              "cuda_linalg/products_with_q*", "cuda_accuracy/qr*"]
# Where a block may visit several items, one visits them all: what orders the visits is looked at.
CHECKED = {"SIM_CHECK_ACCESSES": "1", "SIM_BLOCKS": "1"}
TESTS = [("unit", "@(core_stamp|stamps|schedule_*|memory_*)/*"),
         ("cuda", "@(waits|streams|graphs|steps|step_errors|cuda_memory|fixed_memory|devices)/*"),
         ("cuda", "@(training|cuda_faults)/*")]


# ---- running tests -------------------------------------------------------------------------------


def environment(extra):
    env = dict(os.environ)
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL"):
        env.pop(name, None)
    return {**env, "TENON_DEVICE": "cpu", "TENON_CROSSOVERS": "off",
            "TENON_PLUGIN_PATH": ROOT + "/build/sim",
            "OMP_NUM_THREADS": "1", "SIM_PATIENCE": "10", **extra}


def passes(command, env, limit_s):
    """Whether a test program says that all went well, within its time."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT,
                                   start_new_session=True, cwd=ROOT)
        try:
            status = process.wait(limit_s)
        except subprocess.TimeoutExpired:
            status = None
        try:
            os.killpg(process.pid, signal.SIGKILL)  # what a test left behind, or all of it
        except ProcessLookupError:
            pass
        process.wait()
        out.seek(0)
        text = out.read()
    return status == 0 and not re.search(r"^not ok", text, re.M)


def criterion(tree, program, pattern):
    return [f"{tree}/build/tests/{program}", "--tap=-", "-j1", "--fail-fast", "--filter",
            pattern]


class Piece:
    """One mutant: what it is called, and how to see whether it is noticed."""

    def __init__(self, path, line, function, text):
        self.path = path
        self.line = line
        self.key = f"{path} {function}: {text}"

    def __str__(self):
        return f"{self.path}:{self.line} {self.key.split(' ', 1)[1]}"


# ---- barriers of kernels -------------------------------------------------------------------------


BARRIER = re.compile(r"\b(?:__sync(?:threads|warp)|team\.sync|cp_async_wait_group<\w+>)\(")


class Barrier(Piece):
    def __init__(self, path, line, function, text):
        super().__init__(path, line, function, text)
        self.passed_by = []  # (seconds, command)

    def tests(self):
        for seconds, command in sorted(self.passed_by):
            yield (command, environment({"SIM_SKIP": f"{self.path}:{self.line}", **CHECKED}),
                   PATIENCE * seconds + 10)


def barriers():
    for path in sorted(glob.glob("kernels/*.cu*", root_dir=ROOT) +
                       glob.glob("kernels/*.h", root_dir=ROOT)):
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            plain = statements.masked(file.read())
        bodies = list(statements.functions(plain))
        for match in BARRIER.finditer(plain):
            function = next((name for name, begin, end in bodies
                             if begin <= match.start() < end), "")
            line = plain.count("\n", 0, match.start()) + 1
            end = statements.closing(plain, match.end() - 1) + 1
            yield Barrier(path, line, function, plain[match.start():end])


def tests_of_kernels():
    """The commands: one for each op of the table, one for each of CUDA_TESTS."""
    table = ROOT + "/build/tests/table"
    listed = subprocess.run([table, "--list"], capture_output=True, text=True, check=True)
    return ([criterion(ROOT, "cuda", pattern) for pattern in CUDA_TESTS] +
            [[table, "--cuda", op] for op in listed.stdout.split()])


def find_passing(pieces):
    """Notes for each barrier which tests pass it, and how long they take."""
    def visit(command):
        with tempfile.NamedTemporaryFile("r") as sites:
            began = time.monotonic()
            sound = passes(command, environment({"SIM_SITES": sites.name, **CHECKED}), SOUND_S)
            if not sound:
                sys.exit(f"mutate: {' '.join(command)} fails on sound code; see tests/run.py")
            return command, time.monotonic() - began, set(sites.read().split())
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for command, seconds, passed in pool.map(visit, tests_of_kernels()):
            for piece in pieces:
                if f"{piece.path}:{piece.line}" in passed:
                    piece.passed_by.append((seconds, command))


# ---- statements of the library -------------------------------------------------------------------


class Statement(Piece):
    def __init__(self, number, mutant):
        super().__init__(mutant.path, mutant.line, mutant.function, mutant.text)
        self.number = number
        self.mutant = mutant
        self.limits = []  # seconds, for each of TESTS

    def tests(self):
        for (program, pattern), limit_s in zip(TESTS, self.limits):
            yield (criterion(COPY, program, pattern),
                   environment({"TENON_MUTANT": str(self.number)}), limit_s)


def find_statements():
    number = 0
    for path in sorted(path for pattern in ORDERED for path in glob.glob(pattern, root_dir=ROOT)):
        if path in NOT_IN_USE:
            continue
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            for mutant in statements.find(path, file.read()):
                number += 1
                yield Statement(number, mutant)


def copy_tree():
    """The tree with what is built of it, so that only what changes is compiled."""
    shutil.rmtree(COPY, ignore_errors=True)
    os.makedirs(COPY + "/build")
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT,
                             capture_output=True, text=True, check=True).stdout.split()
    built = ["build_id.h", "config.txt", "bin", "lib", "obj", "tests"]
    for path in tracked:
        target = os.path.join(COPY, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy2(os.path.join(ROOT, path), target)
    for name in built:
        source = os.path.join(ROOT, "build", name)
        if os.path.isdir(source):
            shutil.copytree(source, os.path.join(COPY, "build", name), symlinks=True)
        else:
            shutil.copy2(source, os.path.join(COPY, "build", name))


def build_mutants():
    """Builds the copy with all mutants in its library."""
    copy_tree()
    of_file = {}
    for piece in find_statements():
        of_file.setdefault(piece.path, []).append((piece.number, piece.mutant))
    for path, numbered in of_file.items():
        with open(os.path.join(COPY, path), "r+", encoding="utf-8") as file:
            text = statements.with_mutants(file.read(), numbered)
            file.seek(0)
            file.write(text)
    with open(os.path.join(COPY, "src/core/mutant.c"), "w", encoding="utf-8") as file:
        file.write(statements.CHOICE)
    programs = sorted({f"build/tests/{program}" for program, _ in TESTS})
    built = subprocess.run(["make", "-s", f"-j{JOBS}", *programs], cwd=COPY, capture_output=True,
                           text=True, check=False)
    if built.returncode:
        sys.exit("mutate: the copy with mutants does not compile:\n" + built.stderr)


def time_tests():
    """How long each of TESTS may take: so much longer than it does on sound code."""
    limits = []
    for program, pattern in TESTS:
        began = time.monotonic()
        if not passes(criterion(COPY, program, pattern), environment({}), SOUND_S):
            sys.exit(f"mutate: {program} {pattern} fails without a mutant; see tests/run.py")
        limits.append(PATIENCE * (time.monotonic() - began) + 10)
    return limits


# ---- the gate ------------------------------------------------------------------------------------


def is_caught(piece):
    return any(not passes(*test) for test in piece.tests())


def read_list():
    """key -> reason of tests/mutants.txt: `key | reason` a line, # for remarks."""
    reasons = {}
    if os.path.exists(LIST):
        with open(LIST, encoding="utf-8") as file:
            for line in file:
                if line.strip() and not line.startswith("#"):
                    key, _, reason = line.rstrip("\n").partition(" | ")
                    reasons[key] = reason
    return reasons


def judge(pieces, survivors, is_whole):
    """Prints what is wrong; whether nothing is."""
    reasons = read_list()
    wrong = [f"survives and is not in tests/mutants.txt: {piece}" for piece in survivors
             if piece.key not in reasons]
    if is_whole:
        alive = {piece.key for piece in survivors}
        wrong += [f"tests/mutants.txt lists what does not survive: {key}"
                  for key in reasons if key not in alive]
        wrong += [f"tests/mutants.txt gives no reason: {key}"
                  for key, reason in reasons.items() if not reason]
    share = 1 - len(survivors) / len(pieces)
    if share < FLOOR:
        wrong.append(f"{100 * share:.1f}% are caught, {100 * FLOOR:.0f}% have to be")
    print("\n".join(wrong))
    print(f"{len(pieces)} mutants, {len(pieces) - len(survivors)} caught ({100 * share:.1f}%), "
          f"{len(survivors)} survive")
    return not wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("-v", action="store_true", help="say of each mutant what became of it")
    parser.add_argument("pattern", nargs="*")
    options = parser.parse_args()

    def is_wanted(piece):
        return not options.pattern or any(word in str(piece) for word in options.pattern)

    began = time.monotonic()
    pieces = [piece for piece in barriers() if is_wanted(piece)]
    if pieces:
        find_passing(pieces)
        print(f"{len(pieces)} barriers, {time.monotonic() - began:.0f} s", flush=True)
    mutants = [piece for piece in find_statements() if is_wanted(piece)]
    if mutants:
        build_mutants()
        limits = time_tests()
        for piece in mutants:
            piece.limits = limits
    pieces += mutants
    if not pieces:
        sys.exit("mutate: no piece fits the pattern")
    print(f"{len(pieces)} mutants, {time.monotonic() - began:.0f} s", flush=True)
    survivors = []
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for piece, caught in zip(pieces, pool.map(is_caught, pieces)):
            if not caught:
                survivors.append(piece)
            if options.v or not caught:
                print("caught  " if caught else "SURVIVES", piece, flush=True)
    sound = judge(pieces, survivors, not options.pattern)
    print(f"{time.monotonic() - began:.0f} s")
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
