#!/usr/bin/python3
"""The CNN on Fashion-MNIST in PyTorch: prints images/s over the steps after the warm-up.

    peer_train.py RANKS STEPS WARM_UP      more than one rank: DistributedDataParallel over Gloo"""

import gzip
import os
import statistics
import sys
import tempfile
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn

RANKS, STEPS, WARM_UP = map(int, sys.argv[1:4])
BATCH = 128
FOLDER = '/usr/share/datasets/fashion-mnist'


def read(name, offset):
    with gzip.open(f'{FOLDER}/{name}') as file:
        return np.frombuffer(file.read(), np.uint8, offset=offset)


def model():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10))


def train(rank, rendezvous, rates):
    torch.set_num_threads(1)
    torch.manual_seed(0)
    net = model()
    if RANKS > 1:
        dist.init_process_group('gloo', init_method=f'file://{rendezvous}', rank=rank,
                                world_size=RANKS)
        net = nn.parallel.DistributedDataParallel(net)
    images = torch.from_numpy(read('train-images-idx3-ubyte.gz', 16).reshape(-1, 1, 28, 28).copy())
    labels = torch.from_numpy(read('train-labels-idx1-ubyte.gz', 8).astype(np.int64))
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3)
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(1))
    share, taken = BATCH // RANKS, []
    for step in range(STEPS):
        start = time.perf_counter()
        chosen = order[step * BATCH + rank * share:][:share]
        x = (images[chosen].float() / 255 - 0.2860) / 0.3530
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x), labels[chosen]).backward()
        optimizer.step()
        if step >= WARM_UP:
            taken.append(time.perf_counter() - start)
    if rank == 0:
        rates.append(BATCH / statistics.median(taken))


def main():
    if RANKS == 1:
        rates = []
        train(0, None, rates)
    else:
        with tempfile.TemporaryDirectory() as folder, mp.Manager() as manager:
            rates = manager.list()
            mp.spawn(train, (os.path.join(folder, 'rendezvous'), rates), RANKS)
            rates = list(rates)
    print(f'{rates[0]:.1f}')


if __name__ == '__main__':
    main()
