#!/usr/bin/python3
"""The cases of bench_ops in PyTorch, behind the same commands. argv[1] is the number of threads."""

import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
torch.set_num_threads(THREADS)
inputs = {}


def make(slot, shape, dtype=torch.float32, requires_grad=False):
    n = int(np.prod(shape))
    i = np.arange(n, dtype=np.uint64)
    mixed = ((i * np.uint64(2654435761) + np.uint64((slot + 1) * 40503))
             & np.uint64(0xffffffff)).astype(np.uint32)
    mixed ^= mixed >> np.uint32(15)
    v = torch.from_numpy(mixed.astype(np.float64) / 2147483648.0 - 0.9).to(dtype).reshape(shape)
    inputs[slot] = v.clone().requires_grad_(requires_grad)


def one(recorded):
    make(0, (1,), requires_grad=recorded)
    make(1, (1,))


def rows(recorded):
    make(0, (10000, 64), requires_grad=recorded)
    make(1, (100000, 64))
    inputs[2] = (torch.arange(100000) * 7919) % 10000


def images(recorded):
    make(0, (32, 32, 28, 28), requires_grad=recorded)
    make(1, (64, 32, 3, 3), requires_grad=recorded)
    make(2, (64,), requires_grad=recorded)
    make(3, (32, 64, 28, 28))


def several(*shapes, dtype=torch.float32):
    for slot, shape in enumerate(shapes):
        make(slot, shape, dtype)


def mul_sum_backward():
    x = inputs[0]
    x.grad = None
    (x * inputs[1]).sum().backward()
    return x.grad


def convolve():
    return F.conv2d(inputs[0], inputs[1], inputs[2], padding=1)


def gradient(output, seed, n, k):
    return torch.autograd.grad(output, [inputs[i] for i in range(n)], seed)[k]


def add():
    return inputs[0] + inputs[1]


def matmul():
    return inputs[0] @ inputs[1]


def matrices(batch, m, n):
    several((batch, m, n), (batch, m, 2))


def positive(batch, n):
    """x x^T + n: symmetric, positive definite."""
    matrices(batch, n, n)
    inputs[0] = inputs[0] @ inputs[0].mT + n * torch.eye(n)


def linalg_cases():
    def svd():
        return torch.linalg.svd(inputs[0], full_matrices=False).S
    for batch, m, n in ((100000, 3, 3), (100000, 8, 8), (10000, 16, 16), (1000, 60, 3),
                        (1000, 32, 32)):
        yield f'svd_{batch}_{m}x{n}', (lambda b=batch, m=m, n=n: matrices(b, m, n), svd)
    for n in (256, 512):
        yield f'svd_{n}', (lambda n=n: matrices(1, n, n), svd)
    for n in (8, 16):
        for name, call in (('solve', lambda: torch.linalg.solve(inputs[0], inputs[1])),
                           ('inv', lambda: torch.linalg.inv(inputs[0])),
                           ('cholesky', lambda: torch.linalg.cholesky(inputs[0])),
                           ('eigh', lambda: torch.linalg.eigh(inputs[0])[0])):
            yield f'{name}_20000_{n}x{n}', (lambda n=n: positive(20000, n), call)
        yield (f'qr_20000_{n}x{n}',
               (lambda n=n: matrices(20000, n, n), lambda: torch.linalg.qr(inputs[0]).R))


V16 = ((1 << 24,), (1 << 24,))
SQUARE = ((4096, 4096), (4096, 4096), (4096,))
ROWS = ((4096, 1024), (1024,), (1024,))
CASES = {
    'add_1': (lambda: one(False), add),
    'add_1_recorded': (lambda: one(True), add),
    'mul_sum_backward_1': (lambda: one(True), mul_sum_backward),
    'matmul_8': (lambda: several((8, 8), (8, 8)), matmul),
    'add_16M': (lambda: several(*V16), add),
    'exp_16M': (lambda: several(*V16), lambda: inputs[0].exp()),
    'tanh_16M': (lambda: several(*V16), lambda: inputs[0].tanh()),
    'gelu_16M': (lambda: several(*V16), lambda: F.gelu(inputs[0])),
    'sum_16M': (lambda: several(*V16), lambda: inputs[0].sum()),
    'softmax_4096x1024': (lambda: several(*ROWS), lambda: inputs[0].softmax(-1)),
    'layer_norm_4096x1024': (lambda: several(*ROWS),
                             lambda: F.layer_norm(inputs[0], (1024,), inputs[1], inputs[2])),
    'add_transposed_4096': (lambda: several(*SQUARE), lambda: inputs[0] + inputs[1].t()),
    'add_row_4096': (lambda: several(*SQUARE), lambda: inputs[0] + inputs[2]),
    'sgemm_1024': (lambda: several((1024, 1024), (1024, 1024)), matmul),
    'dgemm_512': (lambda: several((512, 512), (512, 512), dtype=torch.float64), matmul),
    'conv2d': (lambda: images(False), convolve),
    'conv2d_forward_backward': (lambda: images(True),
                                lambda: gradient(convolve(), inputs[3], 3, 1)),
    'index_add': (lambda: rows(False), lambda: inputs[0].index_add(0, inputs[2], inputs[1])),
    'embedding_backward': (lambda: rows(True), lambda: gradient(
        F.embedding(inputs[2], inputs[0]), inputs[1], 1, 0)),
    **dict(linalg_cases()),
}


def seconds_of(run, calls):
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return time.perf_counter() - start


def time_case(run, budget):
    calls, took = 1, seconds_of(run, 1)
    while took < budget / 4:
        calls = int(min(calls * 8, budget / max(took, 1e-9) * calls * 0.5 + 1))
        took = seconds_of(run, calls)
    return took / calls


def main():
    current = None
    for line in sys.stdin:
        command, *rest = line.split()
        if command == 'cases':
            print(*CASES, flush=True)
            continue
        name = rest[0]
        if name not in CASES:
            print(f'unsupported no case {name}', flush=True)
            continue
        setup, run = CASES[name]
        if current != name:
            inputs.clear()
            setup()
            run()
            current = name
        if command == 'check':
            result = run().detach().double()
            print(f'{result.sum().item():.9g} {result.abs().sum().item():.9g}', flush=True)
        else:
            print(f'{time_case(run, float(rest[1])):.9g}', flush=True)


if __name__ == '__main__':
    main()
    os._exit(0)
