"""What the peers of gpu_bench share: its inputs, its commands, and how its results are summed."""

import sys

import numpy as np

HELD_MAX = 4
held = {}


def values(n, seed, scale=1.0):
    """The first n of gpu_value(), as f32; not to be written to. The last few lists are kept: they
    begin shorter ones."""
    mine = held.pop((seed, scale), ())
    if len(mine) < n:
        mine = made(n, seed, scale)
    while len(held) >= HELD_MAX:
        held.pop(next(iter(held)))
    held[seed, scale] = mine
    return mine[:n]


def made(n, seed, scale):
    mixed = np.arange(n, dtype=np.uint32)
    mixed *= np.uint32(2654435761)
    mixed += np.uint32(seed * 40503 & 0xffffffff)
    mixed ^= mixed >> np.uint32(15)
    value = mixed / 2147483648.0
    value -= 0.9
    value *= scale
    return value.astype(np.float32)


def shuffled(bits):
    """Where i of 0 .. 2^bits - 1 goes: each to a place of its own, as in gpu_index.c."""
    mask, half = np.uint64((1 << bits) - 1), np.uint64(bits // 2)
    i = np.arange(1 << bits, dtype=np.uint64)
    i = (i * np.uint64(2654435761)) & mask
    i ^= i >> half
    i = (i * np.uint64(2246822519)) & mask
    return (i ^ (i >> half)).astype(np.int64)


def sums(flat):
    """In f64; an element's weight is its place modulo 1021, over that."""
    flat = flat.astype(np.float64)
    whole = flat.size // 1021 * 1021
    places = flat[:whole].reshape(-1, 1021).sum(0)
    places[:flat.size - whole] += flat[whole:]
    weighted = places @ (np.arange(1021) / 1021)
    return f'{flat.sum():.9g} {np.abs(flat).sum():.9g} {weighted:.9g}'


def seconds_a_call(seconds_of, run, budget):
    """seconds_of(run, calls) is the time of several calls."""
    calls, took = 1, seconds_of(run, 1)
    while took < budget / 4:
        calls = int(min(calls * 8, budget / max(took, 1e-9) * calls * 0.5 + 1))
        took = seconds_of(run, calls)
    return took / calls


def case_of(cases, name):
    """(its name, arguments of its set-up): a name that ends in '_' is asked for with a number."""
    numbered = name.rstrip('0123456789')
    return (name, ()) if name in cases else (numbered, (int(name[len(numbered):] or 0),))


def serve(cases, seconds_of, to_numpy, clear):
    """cases: name to (setup, run). A case that cannot be set up says why. What a numbered one has
    set up stays from number to number."""
    current = case = None
    for line in sys.stdin:
        command, name, *rest = line.split()
        try:
            wanted, arguments = case_of(cases, name)
            setup, run = cases[wanted]
            if current != name:
                if case != wanted:
                    clear()
                current, case = None, wanted
                setup(*arguments)
                run()
                current = name
            answer = (sums(to_numpy(run())) if command == 'check' else
                      f'{seconds_a_call(seconds_of, run, float(rest[0])):.9g}')
        except KeyError as error:
            answer = f'unsupported no case {error}'
        except (RuntimeError, AttributeError, TypeError, ValueError) as error:
            answer = f'unsupported {type(error).__name__}: {error}'.splitlines()[0]
        print(answer, flush=True)
