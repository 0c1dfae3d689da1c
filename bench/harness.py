"""What the drivers of measurements share: programs that answer, comparing results, reports."""

import os
import pathlib
import platform
import subprocess
import threading

HANDICAPS = ('OPENBLAS_', 'MKL_', 'KMP_', 'OMP_', 'GOMP_', 'DNNL_', 'ONEDNN_', 'MALLOC_', 'TENON_',
             'LD_PRELOAD', 'GLIBC_TUNABLES')
SCALE = {'ns': 1e9, 'us': 1e6, 'ms': 1e3, 's': 1.0}


def environment(threads):
    """The same for everybody: no inherited settings, the same number of threads everywhere."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(HANDICAPS)}
    env.update(OMP_NUM_THREADS=str(threads), OPENBLAS_NUM_THREADS=str(threads),
               MKL_NUM_THREADS=str(threads))
    return env


def machine():
    text = pathlib.Path('/proc/cpuinfo').read_text()
    name = next((line.split(':')[1].strip() for line in text.splitlines()
                 if line.startswith('model name')), platform.processor())
    return {'cpu': name, 'cores': len(os.sched_getaffinity(0)), 'system': platform.platform(),
            'load': os.getloadavg()[0]}


def commit(tree):
    return subprocess.run(['git', '-C', str(tree), 'rev-parse', '--short', 'HEAD'],
                          capture_output=True, text=True, check=False).stdout.strip()


class Program:
    """A program that answers one line to each command. One that is silent for too long is ended."""

    LIMIT_S = 300

    def __init__(self, command, env):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, bufsize=1, env=env)

    def ask(self, *words):
        watch = threading.Timer(self.LIMIT_S, self.process.kill)
        watch.start()
        try:
            self.process.stdin.write(' '.join(map(str, words)) + '\n')
            self.process.stdin.flush()
            answer = self.process.stdout.readline().strip()
        except BrokenPipeError:
            answer = ''
        finally:
            watch.cancel()
        if not answer:
            raise RuntimeError(f'the program ended at: {" ".join(map(str, words))}')
        if answer.startswith('unsupported'):
            raise LookupError(answer[len('unsupported'):].strip())
        return answer

    def close(self):
        try:
            self.process.stdin.close()
            self.process.wait(30)
        except (BrokenPipeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()


def same_result(a, b, tolerance=1e-3):
    """Sums over a result, the absolute one second: all agree to a part of that."""
    a, b = (list(map(float, text.split())) for text in (a, b))
    allowed = tolerance * max(abs(b[1]), 1e-6)
    return len(a) == len(b) and all(abs(x - y) <= allowed for x, y in zip(a, b))


# --- records -------------------------------------------------------------------------------------


class Report:
    def __init__(self):
        self.lines = []
        self.noise = 'not looked at'

    def add(self, bench, case, threads, ours, peer, theirs, unit, ratio, floor, note=None):
        record = {'bench': bench, 'case': case, 'threads': threads, 'ours': rounded(ours),
                  'peer': peer, 'theirs': rounded(theirs), 'unit': unit, 'ratio': rounded(ratio),
                  'floor': floor, 'met': ratio is not None and ratio >= floor}
        if note:
            record['note'] = note
        self.put(record)

    def put(self, record):
        self.lines.append(record)
        print(row(record), flush=True)

    def missed(self):
        return [r for r in self.lines if r['met'] is False]


def rounded(v):
    return None if v is None else float(f'{v:.4g}')


def row(r):
    """`met` is None where there was nothing to compare with."""
    def text(v):
        return '-' if v is None else f'{v:g}'
    verdict = {True: 'ok  ', False: 'MISS', None: '-   '}[r['met']]
    return (f"{verdict} {r['bench']:9} {r['case']:26} {r['threads']} "
            f"{text(r['ours']):>10} {text(r['theirs']):>10} {r['unit']:6} "
            f"{text(r['ratio']):>7} >= {text(r['floor']):<5} {r['peer']}"
            + (f"  {r['note']}" if 'note' in r else ''))
