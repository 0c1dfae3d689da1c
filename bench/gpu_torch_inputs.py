"""What the cases in PyTorch share: the device, their inputs, and how they are timed."""

import sys
import time

import gpu_peer
import torch

SMALL, CPU = '--small' in sys.argv, '--cpu' in sys.argv
DEVICE = 'cpu' if CPU else 'cuda'
inputs = {}


def size(full, small):
    return small if SMALL else full


def values(shape, seed, scale=1.0, dtype=torch.float32):
    n = 1
    for extent in shape:
        n *= extent
    values = torch.from_numpy(gpu_peer.values(n, seed, scale))
    return values.to(DEVICE, dtype, copy=True).reshape(shape)


def make(slot, shape, dtype=torch.float32, recorded=False):
    inputs[slot] = values(shape, slot + 1, 1.0, dtype).requires_grad_(recorded)


def several(*shapes, dtype=torch.float32):
    for slot, shape in enumerate(shapes):
        make(slot, shape, dtype)


def gradient(output, seed, n, k):
    return torch.autograd.grad(output, [inputs[i] for i in range(n)], seed)[k]


def seconds_of(run, calls):
    if CPU:
        began = time.perf_counter()
        for _ in range(calls):
            run()
        return time.perf_counter() - began
    first, last = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    torch.cuda.synchronize()
    first.record()
    for _ in range(calls):
        run()
    last.record()
    last.synchronize()
    return first.elapsed_time(last) * 1e-3


def clear():
    inputs.clear()
    torch.use_deterministic_algorithms(False)
    if not CPU:
        torch.cuda.empty_cache()
