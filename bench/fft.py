#!/usr/bin/python3
"""Fourier transforms on the host against PyTorch's and SciPy's, in one run.

    bench/fft.py [--lengths A:B[:STEP] | --lengths N,N,…] [--threads N] [--batch-bytes BYTES]
                 [--rounds N] [--seconds S] [--save FILE] [--add FILE]

For each length the programs take turns, and medians are compared; results are compared before they
are timed. The metric is seconds a call of complex f32 transforms of as many lines as BYTES hold
(8 MB). Prints a line a length, and geometric means of the ratios, theirs over ours: of all lengths,
of powers of two, of primes. Then one transform of 512 points, where calls count. SciPy is a peer
where it is installed. --save writes a JSON line a length; --add appends the means to a file of
run.py's records."""

import argparse
import importlib.util
import json
import math
import pathlib
import statistics
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import harness  # noqa: E402
import run as bench  # noqa: E402


def lengths(text):
    if ',' in text or ':' not in text:
        return [int(n) for n in text.split(',')]
    parts = [int(n) for n in text.split(':')]
    return list(range(parts[0], parts[1] + 1, parts[2] if len(parts) > 2 else 1))


def is_prime(n):
    return n > 1 and all(n % f for f in range(2, math.isqrt(n) + 1))


def mean(ratios):
    return math.exp(statistics.fmean(map(math.log, ratios))) if ratios else float('nan')


def medians(programs, n, batch, options):
    """Seconds a call of each program, None for one whose results differ from ours."""
    answers = {name: program.ask('check', n, batch) for name, program in programs.items()}
    right = {name: harness.same_result(answers['ours'], answer, 1e-4)
             for name, answer in answers.items()}
    times = {name: [] for name in programs}
    for _ in range(options.rounds):
        for name, program in programs.items():
            times[name].append(float(program.ask('time', n, batch, options.seconds)))
    return {name: statistics.median(taken) if right[name] else None
            for name, taken in times.items()}


def record(programs, n, batch, options):
    taken = medians(programs, n, batch, options)
    ratios = {name: t and t / taken['ours'] for name, t in taken.items() if name != 'ours'}
    print(f'{n:6} x {batch:<7} {taken["ours"] * 1e6:10.2f} us  ' +
          '  '.join(f'{name} {ratio:.2f}' if ratio else f'{name}: results differ'
                    for name, ratio in ratios.items()), flush=True)
    return {'n': n, 'batch': batch, 'seconds': taken, 'ratios': ratios}


def summary(records, single, peers, threads):
    """Records of the means over all lengths and over primes, and of the single transform."""
    report = harness.Report()
    for peer in peers:
        done = [(r['n'], r['ratios'][peer]) for r in records if r['ratios'][peer]]
        for case, ratio in (('fft_lengths', mean([r for _, r in done])),
                            ('fft_primes', mean([r for n, r in done if is_prime(n)]))):
            report.add('fft', case, threads, None, peer, None, '', ratio, 2.0)
        report.add('fft', 'fft_512', threads, single['seconds']['ours'] * 1e6, peer,
                   single['seconds'][peer] * 1e6, 'us', single['ratios'][peer], 3.0)
    return report.lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--lengths', dest='asked', default='2:4096')
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--batch-bytes', type=int, default=8_000_000)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--seconds', type=float, default=0.05)
    parser.add_argument('--save')
    parser.add_argument('--add')
    options = parser.parse_args()
    options.lengths = lengths(options.asked)
    peers = ['torch'] + (['scipy'] if importlib.util.find_spec('scipy') else [])
    programs = {'ours': bench.Program([bench.build_ours('bench_fft', 'bench_fft.c',
                                                        'bench_cases.h')], options.threads)}
    for peer in peers:
        program = ['/usr/bin/python3', str(HERE / 'peer_fft.py'), str(options.threads), peer]
        programs[peer] = harness.Program(program, bench.environment(options.threads))
    print(harness.machine())
    records = [record(programs, n, max(1, options.batch_bytes // (8 * n)), options)
               for n in options.lengths]
    for peer in peers:
        done = [(r['n'], r['ratios'][peer]) for r in records if r['ratios'][peer]]
        print(f'{peer}: geometric mean {mean([r for _, r in done]):.2f}, powers of two '
              f'{mean([r for n, r in done if n & (n - 1) == 0]):.2f}, primes '
              f'{mean([r for n, r in done if is_prime(n)]):.2f}, least '
              f'{min((r, n) for n, r in done) if done else None}')
    single = record(programs, 512, 1, options)
    figures = summary(records, single, peers, options.threads)
    if options.save:
        lines = map(json.dumps, [*records, single])
        pathlib.Path(options.save).write_text('\n'.join(lines) + '\n')
    if options.add:
        about = {'machine': {**harness.machine(), 'commit': harness.commit(bench.ROOT)},
                 'threads': options.threads, 'lengths': options.asked}
        with open(options.add, 'a', encoding='utf-8') as file:
            file.writelines(json.dumps(line) + '\n' for line in [about, *figures])
    for program in programs.values():
        program.close()


if __name__ == '__main__':
    main()
