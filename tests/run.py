#!/usr/bin/python3
"""Runs every test program, reads its TAP and counts the cases.

    tests/run.py [--lane normal|asan|tsan|sim|race|asan-sim] [-j N] [-v] [PATTERN...]

A program is a Criterion binary, any other binary of build/tests, or an executable script below
tests/: all of them print TAP. PATTERN picks programs whose name contains it. Lanes:

    normal  the plain build: binaries and scripts
    asan    AddressSanitizer and UBSan: the same binaries, the scripts that drive the command, and
            the fuzz targets for a fixed number of executions
    tsan    ThreadSanitizer: the programs of tests/threads, with Archer for OpenMP
    race    the op table and tests/cuda on simulated CUDA devices, with every access of every kernel
            checked
    asan-sim  the same under AddressSanitizer and UBSan, plug-in and kernels included; there blocks
            that may visit several items do
    sim     the same without checks, faster; not among those that run when no lane is named

A crash, a timeout, a sanitizer report, a plan that does not match and a program without a single
case count as failures. The first ten lines of a script may
say `runs alone`, `plain build only` or `timeout: SECONDS`.
The last line is `N passed, N failed`.
"""

import argparse
import glob
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RESULT = os.path.join(ROOT, "build", "test-result.txt")
LANES = {"asan-sim": "build/asan", "race": "build", "sim": "build", "normal": "build",
         "asan": "build/asan", "tsan": "build/tsan"}
# What takes longest begins first, so that no core waits for one of these at the end.
LONGEST = ["asan-sim/cuda", "race/cuda", "asan/unit", "asan-sim/table", "house/gpu_bundle.sh",
           "asan/cli/train_bits.py", "race/table", "asan/table", "unit", "cli/train_bits.py",
           "asan/kernels", "asan/mpi", "asan/cli/mem_traces.py"]
# Lanes on simulated CUDA devices: where their plug-in is.
PLUGINS = {"sim": "build/sim", "race": "build/sim", "asan-sim": "build/asan/sim"}
# Folders of tests/ whose scripts are no tests, and those that look at the tree, not at a build.
NOT_TESTS = {"lint", "conformance", "golden", "gpu", "mutate", "support", "sanitizers", "fuzz",
             "soak", "sim"}
TREE_ONLY = {"house"}
TIMEOUT_S = 300
FUZZ_RUNS = 20000
SCRATCH = "SCRATCH"  # in a command: a folder of its own, which is deleted afterwards

# LeakSanitizer 14 misreads the thread-locals of libraries opened late (it takes a free block for
# their bounds) and dies of it; without its hook it finds them through the thread's own vector.
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=1:intercept_tls_get_addr=0:detect_stack_use_after_return=1:"
                    "strict_string_checks=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "LSAN_OPTIONS": "print_suppressions=0:suppressions=" + ROOT + "/tests/sanitizers/lsan.supp",
    "TSAN_OPTIONS": "ignore_noninstrumented_modules=1:second_deadlock_stack=1",
}


# ---- what there is to run ------------------------------------------------------------------------


class Program:
    """One program: how to start it and what it may ask for."""

    def __init__(self, lane, name, path, arguments=(), head=""):
        self.lane = lane
        self.name = name if lane == "normal" else f"{lane}/{name}"
        self.command = [path, *arguments]
        self.alone = bool(re.search(r"runs alone", head))
        limit = re.search(r"timeout: (\d+)", head)
        self.timeout_s = int(limit.group(1)) if limit else TIMEOUT_S
        self.timeout_s *= 1 if lane == "normal" else 3
        self.is_fuzzer = "/fuzz/" in path
        self.cases = []  # (verdict, name, detail)
        self.seconds = 0.0


def is_program(path):
    return os.path.isfile(path) and os.access(path, os.X_OK)


def is_criterion(path):
    with open(path, "rb") as file:
        return b"libcriterion.so" in file.read()


def on_simulated_cuda(lane):
    folder = os.path.join(ROOT, LANES[lane], "tests")
    for name, arguments in (("table", ["--cuda"]), ("cuda", ["--tap=-", "-j1"])):
        path = os.path.join(folder, name)
        if is_program(path):
            yield Program(lane, name, path, arguments, head="timeout: 1200")


def binaries(lane):
    if lane in PLUGINS:
        yield from on_simulated_cuda(lane)
        return
    folder = os.path.join(ROOT, LANES[lane], "tests")
    for path in sorted(glob.glob(folder + "/*") + glob.glob(folder + "/threads/*")):
        name = os.path.relpath(path, folder)
        if not is_program(path) or (lane == "tsan" and not name.startswith("threads/")):
            continue
        if name == "cuda":  # its lanes are those of PLUGINS
            continue
        criterion = is_criterion(path)  # of hundreds of cases
        yield Program(lane, name, path, ["--tap=-", "-j1"] if criterion else [],
                      head="timeout: 900" if criterion else "")
    if lane == "asan":
        for path in filter(is_program, sorted(glob.glob(folder + "/fuzz/*"))):
            corpus = os.path.join(ROOT, "tests/fuzz/corpus", os.path.basename(path))
            seeds = [corpus] if os.path.isdir(corpus) else []
            arguments = [f"-runs={FUZZ_RUNS}", "-seed=1", "-rss_limit_mb=1024", "-timeout=10",
                         "-print_final_stats=1", SCRATCH, *seeds]
            yield Program(lane, "fuzz/" + os.path.basename(path), path, arguments)


def scripts(lane):
    if lane in PLUGINS:
        return
    for path in sorted(glob.glob(ROOT + "/tests/*/*")):
        folder = os.path.basename(os.path.dirname(path))
        if folder in NOT_TESTS or not path.endswith((".sh", ".py")) or not is_program(path):
            continue
        if lane == "tsan" or (lane == "asan" and folder in TREE_ONLY):
            continue
        with open(path, encoding="utf-8") as file:
            head = "".join(file.readlines()[:10])
        if lane != "normal" and "plain build only" in head:
            continue
        interpreter = ["/usr/bin/python3"] if path.endswith(".py") else ["/bin/bash"]
        program = Program(lane, os.path.relpath(path, ROOT + "/tests"), path, head=head)
        program.command = interpreter + program.command
        yield program


# ---- running one ---------------------------------------------------------------------------------


def environment(lane, scratch):
    """What a test may rely on: where the build is, and Open MPI usable as root on few cores."""
    build = os.path.join(ROOT, LANES[lane])
    env = dict(os.environ)
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        env.pop(name, None)
    plugins = os.path.join(ROOT, PLUGINS[lane]) if lane in PLUGINS else build + "/lib"
    env.update(TENON_BUILD=build, TENON_PLUGIN_PATH=plugins, TENON_DEVICE="cpu", LC_ALL="C.UTF-8",
               TENON_CROSSOVERS="off", OMP_WAIT_POLICY="passive", PYTHONDONTWRITEBYTECODE="1",
               OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1",
               OMPI_MCA_rmaps_base_oversubscribe="1", OMPI_MCA_hwloc_base_binding_policy="none")
    env.setdefault("OMP_NUM_THREADS", "2")
    env.setdefault("TENON_PUBLISH", "off")  # tests end in many ways; those of publishing say "on"
    if lane == "race":
        env["SIM_CHECK_ACCESSES"] = "1"
    if lane == "asan-sim":
        env["SIM_BLOCKS"] = "3"
    if lane in ("asan", "tsan", "asan-sim"):
        for name, value in SANITIZER_OPTIONS.items():
            # Criterion hides what its children print and how they exit: reports go to files.
            env[name] = f"{value}:log_path={scratch}/report"
    if lane == "tsan":
        env["OMP_TOOL_LIBRARIES"] = "libarcher.so"
    return env


def end_group(process):
    """Ends what is left of a program; mpirun needs SIGTERM to take its ranks along."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(5)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def start(program, scratch):
    """Runs to the end or the timeout. Gives the output and the exit status, None for a timeout."""
    command = [scratch if word is SCRATCH else word for word in program.command]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT, start_new_session=True,
                                   env=environment(program.lane, scratch))
        try:
            status = process.wait(program.timeout_s)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            end_group(process)
        output.seek(0)
        return output.read().decode("utf-8", "replace"), status


TAP_LINE = re.compile(r"^(not )?ok\b\s*(\d+)?\s*(?:- )?(.*)$")


def read_tap(text):
    """The cases of a TAP stream, and its plan (None without one)."""
    cases, plan = [], None
    for line in text.splitlines():
        match = TAP_LINE.match(line)
        planned = re.match(r"^1\.\.(\d+)", line)
        if match:
            name, _, directive = match.group(3).partition("#")
            skipped = directive.strip().upper().startswith("SKIP")
            verdict = "failed" if match.group(1) else "skipped" if skipped else "passed"
            reason = directive.strip()[4:].strip(" :") if skipped else ""
            name = re.sub(r"\s*\(\d+\.\d+s\)$", "", name.strip())
            cases.append([verdict, name, reason])
        elif planned:
            plan = int(planned.group(1))
        elif cases and cases[-1][0] == "failed":
            cases[-1][2] += line + "\n"
    return cases, plan


def exit_problem(status):
    if status is None:
        return "timed out"
    if status < 0:
        return "died of " + signal.Signals(-status).name
    return f"exited with status {status}" if status else ""


def sanitizer_reports(folder):
    """One failed case for each kind of report; a flaw that many cases meet is told once."""
    kinds = {}
    for path in sorted(glob.glob(folder + "/report*")):
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
        if "ERROR:" in text or "WARNING: ThreadSanitizer" in text or "runtime error" in text:
            summary = re.search(r"^SUMMARY: (.*)$", text, re.M)
            kinds.setdefault(summary.group(1) if summary else "sanitizer report", []).append(text)
    for kind, texts in kinds.items():
        test = re.search(r" in (\w+)_impl ", texts[0])
        name = kind + (f" in {test.group(1)}" if test else "")
        yield name + (f" ({len(texts)} times)" if len(texts) > 1 else ""), texts[0]


def run(program):
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        text, status = start(program, scratch)
        found = list(sanitizer_reports(scratch))
    program.seconds = time.monotonic() - began

    tail = "\n".join(text.splitlines()[-40:])
    if program.is_fuzzer:
        done = re.search(r"stat::number_of_executed_units: (\d+)", text)
        name = f"survives {done.group(1) if done else 0} executions"
        bad = status != 0 or not done
        program.cases = [["failed" if bad else "passed", name, tail if bad else ""]]
    else:
        program.cases, plan = read_tap(text)
        problem = exit_problem(status)
        failed = any(case[0] == "failed" for case in program.cases)
        if not program.cases and not problem:
            problem = "ran no case"
        if plan is not None and plan != len(program.cases):
            problem = f"{problem or 'ended'} after {len(program.cases)} of {plan} cases"
        elif status and status > 0 and (failed or found):
            problem = ""  # the failed cases or the reports explain it
        if problem:
            program.cases.append(["failed", problem, tail])
    program.cases += [["failed", name, report] for name, report in found]


# ---- running all ---------------------------------------------------------------------------------


def count(programs, verdict):
    return sum(case[0] == verdict for program in programs for case in program.cases)


def show(program, verbose):
    failed, skipped = count([program], "failed"), count([program], "skipped")
    notes = (f", {failed} FAILED" if failed else "") + (f", {skipped} skipped" if skipped else "")
    print(f"  {program.name:<40} {count([program], 'passed'):>6} passed{notes}"
          f"  {program.seconds:.1f} s")
    for verdict, name, detail in program.cases:
        if verdict == "failed":
            print(f"not ok {program.name}: {name}")
            print("".join(f"    {line}\n" for line in detail.splitlines()[:80]), end="")
        elif verdict == "skipped":
            print(f"    skipped {program.name}: {name}" + (f" ({detail})" if detail else ""))
        elif verbose:
            print(f"    ok {name}")
    sys.stdout.flush()


def run_all(programs, jobs, verbose):
    """Those that run alone come last, one after another; the others share the cores."""
    shared = [program for program in programs if not program.alone]
    lock = threading.Lock()

    def worker():
        while True:
            with lock:
                if not shared:
                    return
                program = shared.pop(0)
            run(program)
            with lock:
                show(program, verbose)

    threads = [threading.Thread(target=worker) for _ in range(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for program in programs:
        if program.alone:
            run(program)
            show(program, verbose)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--lane", choices=LANES)
    parser.add_argument("-j", "--jobs", type=int,
                        default=len(os.sched_getaffinity(0)) + 1)  # some only wait for a while
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("patterns", nargs="*", metavar="PATTERN")
    options = parser.parse_args()

    began = time.monotonic()
    programs = [program for lane in ([options.lane] if options.lane else LANES)
                if options.lane or lane != "sim"
                for program in [*binaries(lane), *scripts(lane)]
                if not options.patterns or any(p in program.name for p in options.patterns)]
    programs.sort(key=lambda p: LONGEST.index(p.name) if p.name in LONGEST else len(LONGEST))
    run_all(programs, max(1, options.jobs), options.verbose)

    passed, failed = count(programs, "passed"), count(programs, "failed")
    skipped = count(programs, "skipped")
    print(f"{len(programs)} programs, {skipped} cases skipped, {time.monotonic() - began:.0f} s")
    line = f"{passed} passed, {failed} failed"
    os.makedirs(os.path.dirname(RESULT), exist_ok=True)
    with open(RESULT, "w", encoding="utf-8") as file:
        file.write(line + "\n")
    print(line)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
