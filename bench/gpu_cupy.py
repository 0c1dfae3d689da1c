#!/usr/bin/python3
"""Elementwise cases and Fourier transforms of gpu_bench in CuPy, behind the same commands.

    gpu_cupy.py
    gpu_cupy.py --version       prints it; fails where there is no CuPy or no GPU for it"""

import sys

import cupy as cp
import gpu_peer

inputs = {}


def several(*shapes):
    for slot, shape in enumerate(shapes):
        n = 1
        for extent in shape:
            n *= extent
        inputs[slot] = cp.asarray(gpu_peer.values(n, slot + 1)).reshape(shape)


def vectors():
    several((1 << 26,), (1 << 26,))


def squares_and_row():
    several((8192, 8192), (8192, 8192), (8192,))


def lines(n):
    """As in gpu_torch_families.py."""
    if 0 not in inputs:
        several((1 << 24,))
    inputs[1] = inputs[0].view(cp.complex64)[:(1 << 23) // n * n].reshape(-1, n)


def transform():
    n = inputs[1].shape[1]
    return cp.fft.fft(inputs[1])[:max(1, (1 << 16) // n)].view(cp.float32)


CASES = {
    'add_64M': (vectors, lambda: inputs[0] + inputs[1]),
    'exp_64M': (vectors, lambda: cp.exp(inputs[0])),
    'sum_64M': (vectors, lambda: inputs[0].sum()),
    'add_row_8192': (squares_and_row, lambda: inputs[0] + inputs[2]),
    'add_transposed_8192': (squares_and_row, lambda: inputs[0] + inputs[1].T),
    'fft_c64_': (lines, transform),
}


def seconds_of(run, calls):
    first, last = cp.cuda.Event(), cp.cuda.Event()
    cp.cuda.Device().synchronize()
    first.record()
    for _ in range(calls):
        run()
    last.record()
    last.synchronize()
    return cp.cuda.get_elapsed_time(first, last) * 1e-3


def clear():
    inputs.clear()
    cp.get_default_memory_pool().free_all_blocks()


def main():
    if '--version' in sys.argv:
        cp.cuda.runtime.getDeviceCount()
        print(cp.__version__)
        return
    gpu_peer.serve(CASES, seconds_of, lambda t: t.ravel().get(), clear)


if __name__ == '__main__':
    main()
