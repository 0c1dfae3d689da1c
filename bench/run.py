#!/usr/bin/python3
"""Speed against PyTorch in one run (make bench).

    bench/run.py [--only PATTERN] [--threads 1,2] [--passes N] [--rounds N] [--seconds S] [--slow]
                 [--save]

Our program and its peers run in turn, A B A B, in several passes over all cases, and medians are
compared; results are compared before they are timed. Peers get the same number of threads and an
environment without settings that slow them down. Prints a table and writes JSON lines to
build/bench.jsonl (--save: to bench/results/bench.jsonl): bench, case, threads, ours, peer, theirs,
unit, ratio, floor, met. --slow adds the clean build and make test. Exit status 1 when a floor is
missed."""

import argparse
import fnmatch
import json
import os
import pathlib
import platform
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
import training  # noqa: E402

HANDICAPS = ('OPENBLAS_', 'MKL_', 'KMP_', 'OMP_', 'GOMP_', 'DNNL_', 'ONEDNN_', 'MALLOC_', 'TENON_',
             'LD_PRELOAD', 'GLIBC_TUNABLES')
# Debian's torch takes the BLAS of the system, which may be a build without threads.
THREADED_BLAS = '/usr/lib/x86_64-linux-gnu/openblas-pthread'
SCALE = {'ns': 1e9, 'us': 1e6, 'ms': 1e3, 's': 1.0}


def environment(threads):
    """The same for everybody: no inherited settings, the same number of threads everywhere."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(HANDICAPS)}
    env.update(OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads),
               MKL_NUM_THREADS=str(threads), TENON_PLUGIN_PATH=str(BUILD / 'lib'))
    if os.path.isdir(THREADED_BLAS):
        env['LD_LIBRARY_PATH'] = THREADED_BLAS
    return env


def machine():
    text = pathlib.Path('/proc/cpuinfo').read_text()
    name = next((line.split(':')[1].strip() for line in text.splitlines()
                 if line.startswith('model name')), platform.processor())
    commit = subprocess.run(['git', '-C', str(ROOT), 'rev-parse', '--short', 'HEAD'],
                            capture_output=True, text=True, check=False).stdout.strip()
    return {'cpu': name, 'cores': len(os.sched_getaffinity(0)), 'system': platform.platform(),
            'load': os.getloadavg()[0], 'commit': commit}


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


class Program:
    """A program that answers one line to each command."""

    def __init__(self, command, threads):
        self.process = subprocess.Popen([*command, str(threads)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1,
                                        env=environment(threads))

    def ask(self, *words):
        self.process.stdin.write(' '.join(map(str, words)) + '\n')
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer:
            raise RuntimeError(f'the program ended at: {" ".join(map(str, words))}')
        if answer.startswith('unsupported'):
            raise LookupError(answer[len('unsupported'):].strip())
        return answer

    def seconds_of(self, case, options):
        time.sleep(0.05)  # OpenBLAS' threads, of whoever ran last, look for more work for 30 ms
        return float(self.ask('time', case, options.seconds))

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)


def same_result(a, b):
    (sum_a, size_a), (sum_b, size_b) = (map(float, t.split()) for t in (a, b))
    allowed = 1e-3 * max(abs(size_b), 1e-6)
    return abs(size_a - size_b) <= allowed and abs(sum_a - sum_b) <= allowed


# --- records -------------------------------------------------------------------------------------


class Report:
    def __init__(self):
        self.lines = []

    def add(self, bench, case, threads, ours, peer, theirs, unit, ratio, floor, note=None):
        record = {'bench': bench, 'case': case, 'threads': threads, 'ours': rounded(ours),
                  'peer': peer, 'theirs': rounded(theirs), 'unit': unit, 'ratio': rounded(ratio),
                  'floor': floor, 'met': ratio is not None and ratio >= floor}
        if note:
            record['note'] = note
        self.lines.append(record)
        print(row(record), flush=True)

    def missed(self):
        return [r for r in self.lines if not r['met']]


def rounded(v):
    return None if v is None else float(f'{v:.4g}')


def row(r):
    def text(v):
        return '-' if v is None else f'{v:g}'
    return (f"{'ok  ' if r['met'] else 'MISS'} {r['bench']:9} {r['case']:26} {r['threads']} "
            f"{text(r['ours']):>10} {text(r['theirs']):>10} {r['unit']:6} "
            f"{text(r['ratio']):>7} >= {r['floor']:<5g} {r['peer']}"
            + (f"  {r['note']}" if 'note' in r else ''))


# --- benches -------------------------------------------------------------------------------------


class Series:
    """One figure: the times of both programs, taken in turn, in several passes over all cases."""

    def __init__(self, bench, case, unit, threads, ours, name, peer, floor):
        self.bench, self.case, self.unit, self.threads = bench, case, unit, threads
        self.ours, self.name, self.peer, self.floor = ours, name, peer, floor
        self.times, self.problem = ([], []), None

    def check(self):
        """Results are compared before anything is timed."""
        try:
            a, b = self.ours.ask('check', self.case), self.peer.ask('check', self.case)
            if not same_result(a, b):
                self.problem = f'results differ: {a} and {b}'
        except LookupError as error:
            self.problem = str(error)

    def take(self, options):
        for _ in range(0 if self.problem else options.rounds):
            for program, taken in zip((self.ours, self.peer), self.times):
                taken.append(program.seconds_of(self.case, options))

    def report(self, report):
        mine, theirs = map(statistics.median, self.times) if not self.problem else (None, None)
        scale = SCALE[self.unit]
        report.add(self.bench, self.case, self.threads, mine and mine * scale, self.name,
                   theirs and theirs * scale, self.unit, theirs and theirs / mine, self.floor,
                   self.problem)


def open_series(options, threads):
    """The figures of one number of threads, and the programs that run for them (ours first)."""
    ours = Program([build_ours('bench_ops', 'bench_ops.c', 'bench_overhead.c', 'bench_large.c',
                               'bench_cases.h')], threads)
    python = Program(['/usr/bin/python3', str(HERE / 'peer_torch.py')], threads)
    cpp_path = build_libtorch()
    cpp = Program([cpp_path], threads) if cpp_path else None
    series = []
    for bench, case, unit, floor, floor_cpp in floors.CASES:
        if wanted(options, bench, case):
            series.append(Series(bench, case, unit, threads, ours, 'torch', python, floor))
            if floor_cpp and cpp:
                series.append(Series(bench, case, unit, threads, ours, 'libtorch', cpp, floor_cpp))
    return series, [program for program in (ours, python, cpp) if program]


def bench_ops(report, options):
    """A case's rounds are spread over the whole run: another program's burst of work on the machine
    then meets some rounds of many cases, which medians leave out, and not all rounds of one."""
    opened = [open_series(options, threads) for threads in options.threads]
    every = [one for series, _ in opened for one in series]
    for one in every:
        one.check()
    absolute = wanted(options, 'overhead', 'add_1_absolute') and 1 in options.threads
    alone, taken = opened[0][1][0], []
    for _ in range(options.passes):
        for one in every:
            one.take(options)
        for _ in range(options.rounds if absolute else 0):
            taken.append(alone.seconds_of('add_1', options))
    for one in every:
        one.report(report)
    if absolute:
        limit(report, 'overhead', 'add_1_absolute', statistics.median(taken) * 1e9)
        limit(report, 'overhead', 'add_1_allocations', float(alone.ask('allocations', 'add_1')))
    for program in (program for _, programs in opened for program in programs):
        program.close()


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


def bench_slow(report, options):
    """A clean build in a copy of the tree, and make test in this one."""
    if wanted(options, 'process', 'clean_build'):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / 'tree'
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns('build', '.git'))
            start = time.perf_counter()
            subprocess.run(['make', '-s', '-j2', 'all'], cwd=copy, check=True,
                           stdout=subprocess.DEVNULL, env=environment(2))
            limit(report, 'process', 'clean_build', time.perf_counter() - start)
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
    parser.add_argument('--save', action='store_true')
    options = parser.parse_args()
    report, about = Report(), machine()
    print('machine: ' + ', '.join(f'{k} {v}' for k, v in about.items()))
    print(f"     {'bench':9} {'case':26} t {'ours':>10} {'theirs':>10} unit     ratio    floor "
          'peer')
    if any(wanted(options, bench, case) for bench, case, *_ in floors.CASES):
        bench_ops(report, options)
    bench_process(report, options)
    if any(wanted(options, 'training', case) for case in floors.TRAINING):
        training.bench(report, environment, options.passes)
    if options.slow:
        bench_slow(report, options)
    path = HERE / 'results/bench.jsonl' if options.save else BUILD / 'bench.jsonl'
    path.parent.mkdir(exist_ok=True)
    path.write_text(''.join(json.dumps(r) + '\n' for r in [{'machine': about}, *report.lines]))
    missed = report.missed()
    print(f'{len(report.lines)} figures, {len(missed)} below their floor; see {path}')
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
