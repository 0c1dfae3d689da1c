#!/usr/bin/python3
"""Speed against PyTorch in one run (make bench).

    bench/run.py [--only PATTERN] [--threads 1,2] [--passes N] [--rounds N] [--seconds S] [--slow]
                 [--save [NAME]]

Our program and its peers run in turn, A B A B, in several passes over all cases, and medians are
compared; a round during which other work slows the machine is taken again, for whichever program
it was. Results are compared before they are timed. Peers get the same number of threads and an
environment without settings that slow them down. Prints a table and writes JSON lines to
build/bench.jsonl (--save: to bench/results/NAME.jsonl, bench by default): bench, case, threads,
ours, peer, theirs, unit, ratio, floor, met. --slow adds the clean build and make test. Exit status
1 when a floor is missed."""

import argparse
import fnmatch
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / 'build'
OUT = BUILD / 'bench'
sys.path.insert(0, str(HERE))
import floors  # noqa: E402
import harness  # noqa: E402
import training  # noqa: E402
from harness import SCALE, Report, same_result  # noqa: E402

HAS_CUDA = (BUILD / 'lib/libtenon_cuda.so').exists()
# Debian's torch takes the BLAS of the system, which may be a build without threads.
THREADED_BLAS = '/usr/lib/x86_64-linux-gnu/openblas-pthread'


def environment(threads):
    env = harness.environment(threads)
    env.update(TENON_PLUGIN_PATH=str(BUILD / 'lib'), TENON_DEVICE='cpu',
               TENON_CROSSOVERS='off')
    if os.path.isdir(THREADED_BLAS):
        env['LD_LIBRARY_PATH'] = THREADED_BLAS
    return env


# --- programs ------------------------------------------------------------------------------------


def build_program(name, command):
    OUT.mkdir(parents=True, exist_ok=True)
    target = OUT / name
    sources = [HERE / f for f in command if f.endswith(('.c', '.cpp', '.h'))]
    newest = max([s.stat().st_mtime for s in sources] +
                 [f.stat().st_mtime for f in (ROOT / 'include/tenon').iterdir()])
    if not target.exists() or target.stat().st_mtime < newest:
        words = [str(HERE / f) if f.endswith(('.c', '.cpp')) else f for f in command
                 if not f.endswith('.h')]
        subprocess.run([*words, '-o', str(target)], check=True)
    return str(target)


def build_ours(name, *sources):
    return build_program(name, ['gcc', '-std=c17', '-D_GNU_SOURCE', '-O2', f'-I{ROOT}/include',
                                *sources, f'-L{BUILD}/lib', '-ltenon', '-lm',
                                f'-Wl,-rpath,{BUILD}/lib'])


def build_libtorch():
    """The C++ peer, or None where libtorch's headers are not installed."""
    api = pathlib.Path('/usr/include/torch/csrc/api/include')
    if not api.exists():
        return None
    return build_program('peer_libtorch', [
        'g++', '-std=c++17', '-O2', f'-I{api}', '-w', 'peer_libtorch.cpp', '-ltorch', '-ltorch_cpu',
        '-lc10', '-fopenmp'])


class Program(harness.Program):
    def __init__(self, command, threads):
        super().__init__([*command, str(threads)], environment(threads))


class Machine:
    """Takes times while nothing else slows the machine down, as far as it lets us."""

    SLOWNESS = 1.2, 1.4  # of fixed work in the cores, and in memory, over its best (quiet.c)
    PATIENCE_S, RETAKES = 0.5, 4

    def __init__(self):
        self.gauge = Program([build_program('quiet', ['gcc', '-std=c17', '-D_GNU_SOURCE', '-O2',
                                                      'quiet.c'])], 1)
        self.rounds = self.noisy = 0
        for _ in range(50):
            self.is_quiet()

    def is_quiet(self):
        time.sleep(0.05)  # OpenBLAS' threads, of whoever ran last, look for more work for 30 ms
        slowness = map(float, self.gauge.ask('').split())
        return all(found <= most for found, most in zip(slowness, self.SLOWNESS))

    def seconds_of(self, program, case, options):
        """The seconds of a call, taken between two moments of quiet; of whatever kind the last of
        several tries was, when there are none."""
        self.rounds += 1
        for _ in range(self.RETAKES):
            end = time.monotonic() + self.PATIENCE_S
            while not self.is_quiet() and time.monotonic() < end:
                pass
            taken = float(program.ask('time', case, options.seconds))
            if self.is_quiet():
                return taken
        self.noisy += 1
        return taken


# --- benches -------------------------------------------------------------------------------------


class Programs:
    """Ours and the peers, with one number of threads each."""

    def __init__(self, threads):
        self.ours = Program([build_ours('bench_ops', 'bench_ops.c', 'bench_overhead.c',
                                        'bench_large.c', 'bench_index.c', 'bench_einsum.c',
                                        'bench_linalg.c', 'bench_cases.h')], threads)
        self.peers = {'torch': Program(['/usr/bin/python3', str(HERE / 'peer_torch.py')], threads)}
        libtorch = build_libtorch()
        if libtorch:
            self.peers['libtorch'] = Program([libtorch], threads)

    def close(self):
        for program in (self.ours, *self.peers.values()):
            program.close()


class Series:
    """One figure: the times of two programs that take turns."""

    def __init__(self, bench, case, unit, threads, peer, floor):
        self.bench, self.case, self.unit, self.threads = bench, case, unit, threads
        self.peer, self.floor = peer, floor
        self.times, self.problem = ([], []), None

    def take(self, programs, machine, options):
        """The rounds of one pass; results are compared before they are timed."""
        pair = programs.ours, programs.peers[self.peer]
        try:
            a, b = (program.ask('check', self.case) for program in pair)
            if not same_result(a, b):
                self.problem = f'results differ: {a} and {b}'
        except LookupError as error:
            self.problem = str(error)
        for _ in range(0 if self.problem else options.rounds):
            for program, taken in zip(pair, self.times):
                taken.append(machine.seconds_of(program, self.case, options))

    def report(self, report):
        mine, theirs = map(statistics.median, self.times) if not self.problem else (None, None)
        scale = SCALE[self.unit]
        report.add(self.bench, self.case, self.threads, mine and mine * scale, self.peer,
                   theirs and theirs * scale, self.unit, theirs and theirs / mine, self.floor,
                   self.problem)


def series_of(options, threads):
    series = []
    for bench, case, unit, floor, floor_cpp in floors.CASES:
        if wanted(options, bench, case):
            series.append(Series(bench, case, unit, threads, 'torch', floor))
            if floor_cpp and build_libtorch():
                series.append(Series(bench, case, unit, threads, 'libtorch', floor_cpp))
    return series


def bench_ops(report, options):
    """A case's rounds are spread over the whole run: a burst of other work on the machine then
    meets some rounds of many cases, which medians leave out, and not all rounds of one. A pass has
    fresh processes: what earlier cases left in a peer's heap would spare it page faults."""
    every = {threads: series_of(options, threads) for threads in options.threads}
    absolute = wanted(options, 'overhead', 'add_1_absolute')
    alone, allocations, quiet = [], 0.0, Machine()
    for _ in range(options.passes):
        for threads, series in every.items():
            programs = Programs(threads)
            for one in series:
                one.take(programs, quiet, options)
            for _ in range(options.rounds if absolute and threads == 1 else 0):
                alone.append(quiet.seconds_of(programs.ours, 'add_1', options))
                allocations = float(programs.ours.ask('allocations', 'add_1'))
            programs.close()
    for series in every.values():
        for one in series:
            one.report(report)
    report.noise = f'{quiet.noisy} of {quiet.rounds} rounds'
    if alone:
        limit(report, 'overhead', 'add_1_absolute', statistics.median(alone) * 1e9)
        limit(report, 'overhead', 'add_1_allocations', allocations)


def limit(report, bench, case, ours):
    unit, most = floors.LIMITS[bench, case]
    report.add(bench, case, 1, ours, 'limit', most, unit, most / ours if ours else float(10), 1.0)


def bench_process(report, options):
    if wanted(options, 'process', 'start_and_print'):
        program = build_ours('hello', 'hello.c')
        taken = []
        for _ in range(10 * options.passes):
            start = time.perf_counter()
            subprocess.run([program], check=True, stdout=subprocess.DEVNULL, env=environment(1))
            taken.append(time.perf_counter() - start)
        limit(report, 'process', 'start_and_print', statistics.median(taken) * 1e3)
    if wanted(options, 'process', 'library_size'):
        with tempfile.TemporaryDirectory() as folder:
            stripped = pathlib.Path(folder) / 'libtenon.so'
            subprocess.run(['strip', '-o', stripped, BUILD / 'lib/libtenon.so'], check=True)
            limit(report, 'process', 'library_size', stripped.stat().st_size / 1e6)
    if HAS_CUDA and wanted(options, 'process', 'plugin_size'):
        limit(report, 'process', 'plugin_size',
              (BUILD / 'lib/libtenon_cuda.so').stat().st_size / 1e6)


def bench_allocator(report, options):
    program = BUILD / 'bench/allocator'
    if wanted(options, 'allocator', 'calls'):
        lines = run_lines([program])
        took = {line.rsplit(' ', 1)[0]: float(line.rsplit(' ', 1)[1]) for line in lines}
        limit(report, 'allocator', 'pair_small', took['pair up to 64 KiB, ns'])
        limit(report, 'allocator', 'pair_large', took['pair above 64 KiB, ns'])
        report.add('allocator', 'threads_8_over_2', 8, took['8 threads over 2'], '2 threads', 1.0,
                   'ratio', took['8 threads over 2'], floors.THREADS_8_OVER_2)
    if wanted(options, 'allocator', 'reserved_over_best_fit'):
        reserved = {}
        for line in run_lines([program, *sorted((ROOT / 'tests/golden/memory').glob('*.csv'))]):
            path, policy, peak, _ = line.rsplit(' ', 3)
            reserved[path, policy] = int(peak)
        limit(report, 'allocator', 'reserved_over_best_fit',
              max(peak / reserved[path, 'best-fit'] for (path, policy), peak in reserved.items()
                  if policy == 'ours'))


def run_lines(command):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          env=environment(2)).stdout.splitlines()


def bench_slow(report, options):
    """Clean builds in copies of the tree, and make test in this one."""
    for case, plugin in (('clean_build', ['NVCC=']), ('clean_build_cuda', ['CUDA_ARCHS=90'])):
        if not wanted(options, 'process', case) or (case.endswith('cuda') and not HAS_CUDA):
            continue
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / 'tree'
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns('build', '.git'))
            start = time.perf_counter()
            subprocess.run(['make', '-s', '-j2', *plugin, 'all'], cwd=copy, check=True,
                           stdout=subprocess.DEVNULL, env=environment(2))
            limit(report, 'process', case, time.perf_counter() - start)
    if wanted(options, 'process', 'make_test'):
        start = time.perf_counter()
        subprocess.run(['make', '-s', 'test'], cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
        limit(report, 'process', 'make_test', time.perf_counter() - start)


def wanted(options, bench, case):
    return not options.only or any(fnmatch.fnmatch(f'{bench}/{case}', p) or p in (bench, case)
                                   for p in options.only)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--only', action='append', default=[])
    parser.add_argument('--threads', type=lambda text: [int(n) for n in text.split(',')],
                        default=[1, 2])
    parser.add_argument('--passes', type=int, default=3)
    parser.add_argument('--rounds', type=int, default=3, help='of each case in each pass')
    parser.add_argument('--seconds', type=float, default=0.15)
    parser.add_argument('--slow', action='store_true')
    parser.add_argument('--save', nargs='?', const='bench', metavar='NAME')
    options = parser.parse_args()
    report, about = Report(), {**harness.machine(), 'commit': harness.commit(ROOT)}
    print('machine: ' + ', '.join(f'{k} {v}' for k, v in about.items()))
    print(f"     {'bench':9} {'case':26} t {'ours':>10} {'theirs':>10} unit     ratio    floor "
          'peer')
    if any(wanted(options, bench, case) for bench, case, *_ in floors.CASES):
        bench_ops(report, options)
    bench_process(report, options)
    bench_allocator(report, options)
    if any(wanted(options, 'training', case) for case in floors.TRAINING):
        training.bench(report, environment, options.passes)
    if options.slow:
        bench_slow(report, options)
    path = HERE / f'results/{options.save}.jsonl' if options.save else BUILD / 'bench.jsonl'
    path.parent.mkdir(exist_ok=True)
    about['noisy'] = report.noise
    path.write_text(''.join(json.dumps(r) + '\n' for r in [{'machine': about}, *report.lines]))
    missed = report.missed()
    print(f'{len(report.lines)} figures, {len(missed)} below their floor; other work on the '
          f'machine in {report.noise}; see {path}')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
