#!/usr/bin/python3
"""The cases of gpu_bench in PyTorch, behind the same commands: f32 without TF32, attention by the
flash backend, convolutions by cuDNN in whichever of its two layouts is the faster. Cases by index,
equation, transform and decomposition are in gpu_torch_families.py.

    gpu_torch.py [--small] [--cpu]
    gpu_torch.py --version      prints it; fails where there is no PyTorch or no GPU for it
    gpu_torch.py --first        does one op, prints its result and ends"""

import os
import sys

import torch
import torch.nn.functional as F
from torch import nn

if '--first' in sys.argv:
    print((torch.ones(1, device='cpu' if '--cpu' in sys.argv else 'cuda') + 1).item(), flush=True)
    os._exit(0)

import gpu_peer  # noqa: E402
import gpu_torch_families  # noqa: E402
from gpu_torch_inputs import (CPU, DEVICE, SMALL, clear, gradient, inputs, make,  # noqa: E402
                              seconds_of, several, size, values)

# ---- memory --------------------------------------------------------------------------------------


def vectors():
    several(*[(size(1 << 26, 1 << 10),)] * 2)


def squares_and_row():
    side = size(8192, 32)
    several((side, side), (side, side), (side,))


def rows():
    n = size(4096, 64)
    several((n, n), (n,), (n,))


def layer_norm():
    return F.layer_norm(inputs[0], inputs[1].shape, inputs[1], inputs[2])


def table_and_index():
    n, table, width = size((1 << 16, 32768, 512), (64, 16, 8))
    i = torch.arange(n)
    inputs[2] = torch.where(i % 4 == 0, torch.div(i, 4, rounding_mode='floor') % 8,
                            i * 7919 % table).to(DEVICE)
    make(0, (table, width), recorded=True)
    make(1, (n, width))


def optimizer_of(parameters):
    """The best that there is: fused on GPUs."""
    return torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.01, **({} if CPU else
                                                                        {'fused': True}))


def parameters():
    n = size(1 << 23, 1 << 8)
    for slot in range(8):
        make(slot, (n,), recorded=True)
        inputs[slot].grad = values((n,), slot + 101)
    inputs['optimizer'] = optimizer_of([inputs[slot] for slot in range(8)])


def adamw():
    inputs['optimizer'].step()
    return inputs[7]


# ---- compute -------------------------------------------------------------------------------------


def squares(dtype):
    n = size(4096, 48)
    several((n, n), (n, n), dtype=dtype)


def heads(recorded):
    batch, n, length = size((2, 16, 4096), (1, 1, 16))
    for slot in range(4):
        make(slot, (batch, n, length, 128), torch.bfloat16, recorded and slot < 3)


def composed_attention(q, k, v, causal):
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    if causal:
        hidden = torch.ones(scores.shape[-2:], dtype=torch.bool, device=q.device).triu(1)
        scores = scores.masked_fill(hidden, float('-inf'))
    return scores.softmax(-1) @ v


def attend(causal):
    if CPU:
        return composed_attention(*(inputs[i].float() for i in range(3)), causal)
    with torch.nn.attention.sdpa_kernel(torch.nn.attention.SDPBackend.FLASH_ATTENTION):
        return F.scaled_dot_product_attention(inputs[0], inputs[1], inputs[2], is_causal=causal)


def attend_backward(causal):
    output = attend(causal)
    return gradient(output, inputs[3].to(output.dtype), 3, 1)


def convolution(channels, out, side, kernel, stride, padding):
    """(set-up, forward, forward and backward)"""
    if SMALL:
        channels, out, side = min(channels, 8), 8, 8
    batch, after = size(32, 2), (side + 2 * padding - kernel) // stride + 1

    def run():
        return F.conv2d(inputs[0], inputs[1], stride=stride, padding=padding)

    def run_backward():
        return gradient(run(), inputs[2], 2, 1)

    def setup(recorded):
        timed, chosen = run_backward if recorded else run, {}
        shapes = ((batch, channels, side, side), (out, channels, kernel, kernel),
                  (batch, out, after, after))
        layouts = (torch.contiguous_format,) if CPU else (torch.contiguous_format,
                                                          torch.channels_last)
        for layout in layouts:
            for slot, shape in enumerate(shapes):
                t = values(shape, slot + 1, 1.0, torch.bfloat16).contiguous(memory_format=layout)
                inputs[slot] = t.requires_grad_(recorded and slot < 2)
            seconds_of(timed, 3)
            chosen[seconds_of(timed, 10)] = dict(inputs)
        inputs.update(chosen[min(chosen)])

    return setup, run, run_backward


# ---- training ------------------------------------------------------------------------------------


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(3136, 128), nn.ReLU(), nn.Linear(128, 10))


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(128, 384), nn.Linear(128, 128)

    def forward(self, x):
        q, k, v = (part.unflatten(2, (4, 32)).transpose(1, 2)
                   for part in self.qkv(x).split(128, 2))
        mixed = (F.scaled_dot_product_attention(q, k, v, is_causal=True)
                 if hasattr(F, 'scaled_dot_product_attention')
                 else composed_attention(q, k, v, True))
        return self.out(mixed.transpose(1, 2).flatten(2))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.attention, self.norm2 = nn.LayerNorm(128), Attention(), nn.LayerNorm(128)
        self.up, self.down = nn.Linear(128, 512), nn.Linear(512, 128)

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Gpt(nn.Module):
    def __init__(self, length):
        super().__init__()
        self.embedding = nn.Embedding(256, 128)
        self.positions = nn.Parameter(torch.zeros(length, 128))
        for i in range(4):
            self.add_module(f'block{i}', Block())
        self.norm = nn.LayerNorm(128)

    def forward(self, tokens):
        x = F.embedding(tokens, self.embedding.weight) + self.positions
        for i in range(4):
            x = self._modules[f'block{i}'](x)
        return F.linear(self.norm(x), self.embedding.weight)


def first_value(name, t):
    """As in gpu_training.c."""
    seed = 2166136261
    for c in name.encode():
        seed = ((seed ^ c) * 16777619) % 2 ** 32
    if t.dim() < 2 and 'bias' not in name:
        return torch.ones_like(t)
    scale = 0.02 if t.dim() < 2 else (t.shape[0] / t.numel()) ** 0.5
    return values(tuple(t.shape), seed % 65536, scale)


def start(model):
    model = model.to(DEVICE)
    with torch.no_grad():
        for name, t in model.named_parameters():
            t.copy_(first_value(name, t))
    inputs['model'], inputs['optimizer'] = model, optimizer_of(model.parameters())


def classes(slot, n, limit):
    inputs[slot] = ((torch.arange(n) * 7919 + slot * 31) % limit).to(DEVICE)


def cnn_step_setup():
    batch = size(128, 2)
    start(cnn())
    make(0, (batch, 1, 28, 28))
    classes(1, batch, 10)


def gpt_step_setup():
    batch, length = size((32, 128), (1, 4))
    start(Gpt(length))
    classes(0, batch * length, 256)
    inputs[0] = inputs[0].reshape(batch, length)
    classes(1, batch * length, 256)


def step():
    logits = inputs['model'](inputs[0])
    loss = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), inputs[1])
    inputs['optimizer'].zero_grad()
    loss.backward()
    inputs['optimizer'].step()
    return loss


# ---- steps of small ops --------------------------------------------------------------------------


def small_vector():
    make(0, (1 << 10,))


def small_ops():
    x = inputs[0]
    for _ in range(50):
        x = x * 0.5 + 0.5
    return x


# ---- commands ------------------------------------------------------------------------------------


CASES = {
    'add_64M': (vectors, lambda: inputs[0] + inputs[1]),
    'exp_64M': (vectors, lambda: inputs[0].exp()),
    'sum_64M': (vectors, lambda: inputs[0].sum()),
    'add_row_8192': (squares_and_row, lambda: inputs[0] + inputs[2]),
    'add_transposed_8192': (squares_and_row, lambda: inputs[0] + inputs[1].t()),
    'softmax_4096': (rows, lambda: inputs[0].softmax(-1)),
    'layer_norm_4096': (rows, layer_norm),
    'embedding_backward': (table_and_index, lambda: gradient(
        F.embedding(inputs[2], inputs[0]), inputs[1], 1, 0)),
    'adamw_64M': (parameters, adamw),
    'gemm_f32_4096': (lambda: squares(torch.float32), lambda: inputs[0] @ inputs[1]),
    'gemm_bf16_4096': (lambda: squares(torch.bfloat16), lambda: inputs[0] @ inputs[1]),
    'attention': (lambda: heads(False), lambda: attend(False)),
    'attention_causal': (lambda: heads(False), lambda: attend(True)),
    'attention_backward': (lambda: heads(True), lambda: attend_backward(False)),
    'attention_causal_backward': (lambda: heads(True), lambda: attend_backward(True)),
    'train_cnn': (cnn_step_setup, step),
    'train_gpt': (gpt_step_setup, step),
    'train_cnn_step': (cnn_step_setup, step),
    'train_gpt_step': (gpt_step_setup, step),
    'graph_100_ops': (small_vector, small_ops),
    'step_100_ops': (small_vector, small_ops),
}
# Channels in and out, side, kernel, stride, padding.
CONVOLUTIONS = {
    'stem': (3, 64, 224, 7, 2, 3), 'one_56': (256, 64, 56, 1, 1, 0),
    'three_56': (64, 64, 56, 3, 1, 1), 'down_28': (128, 128, 56, 3, 2, 1),
    'skip_28': (256, 512, 56, 1, 2, 0), 'three_14': (256, 256, 14, 3, 1, 1),
    'one_14': (1024, 256, 14, 1, 1, 0), 'three_7': (512, 512, 7, 3, 1, 1),
}
for case, shape in CONVOLUTIONS.items():
    setup_of, forward, backward = convolution(*shape)
    CASES[f'conv_{case}'] = (lambda setup_of=setup_of: setup_of(False)), forward
    CASES[f'conv_{case}_backward'] = (lambda setup_of=setup_of: setup_of(True)), backward
CASES.update(gpu_torch_families.CASES)


def main():
    if '--version' in sys.argv:
        if not CPU and not torch.cuda.is_available():
            sys.exit('PyTorch sees no GPU')
        print(torch.__version__)
        return
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = True
    gpu_peer.serve(CASES, seconds_of,
                   lambda t: t.detach().float().contiguous().reshape(-1).cpu().numpy(), clear)


if __name__ == '__main__':
    main()
    sys.stdout.flush()
    os._exit(0)
