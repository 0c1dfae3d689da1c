#!/usr/bin/python3
"""Complex f32 transforms by PyTorch or SciPy, behind the commands of bench_fft.c. argv[1] is the
number of threads, argv[2] says who: torch or scipy."""

import sys
import time

import numpy as np

THREADS = int(sys.argv[1])
if sys.argv[2] == 'torch':
    import torch
    torch.set_num_threads(THREADS)
else:
    import scipy.fft


def made(n, batch):
    i = np.arange(2 * n * batch, dtype=np.uint64)
    mixed = ((i * np.uint64(2654435761) + np.uint64(40503))
             & np.uint64(0xffffffff)).astype(np.uint32)
    mixed ^= mixed >> np.uint32(15)
    v = (mixed.astype(np.float64) / 2147483648.0 - 0.9).astype(np.float32)
    return v.view(np.complex64).reshape(batch, n)


def call_of(n, batch):
    if sys.argv[2] == 'torch':
        x = torch.from_numpy(made(n, batch))
        return lambda: torch.fft.fft(x)
    x = made(n, batch)
    return lambda: scipy.fft.fft(x, workers=THREADS)


def seconds_of(run, calls):
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return time.perf_counter() - start


def time_call(run, budget):
    seconds_of(run, 1)
    calls, took = 1, seconds_of(run, 1)
    while took < budget / 4:
        calls = int(min(calls * 8, budget / max(took, 1e-9) * calls * 0.5 + 1))
        took = seconds_of(run, calls)
    return took / calls


def main():
    held, run = None, None
    for line in sys.stdin:
        command, n, batch, *rest = line.split()
        if held != (n, batch):
            held, run = (n, batch), call_of(int(n), int(batch))
        if command == 'check':
            result = np.asarray(run()).real.astype(np.float64)
            print(f'{result.sum():.9g} {np.abs(result).sum():.9g}', flush=True)
        else:
            print(f'{time_call(run, float(rest[0])):.9g}', flush=True)


if __name__ == '__main__':
    main()
