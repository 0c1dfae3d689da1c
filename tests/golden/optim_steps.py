#!/usr/bin/python3
"""optim_steps.py: makes optim_steps.def with PyTorch: four parameters after five steps of each
optimiser, in f64. The gradient of step t is p * c + t * d, as in tests/unit/test_optim_steps.c."""

import os

import torch

C = torch.tensor([0.5, -1.0, 2.0, 0.25], dtype=torch.float64)
D = torch.tensor([1.0, -2.0, 0.5, 3.0], dtype=torch.float64)
START = torch.tensor([1.0, -0.5, 2.0, 0.125], dtype=torch.float64)
STEPS = 5

CASES = (
    ("sgd", "sgd", torch.optim.SGD, dict(lr=0.1)),
    ("sgd_with_weight_decay", "sgd", torch.optim.SGD, dict(lr=0.1, weight_decay=0.3)),
    ("sgd_with_momentum", "sgd", torch.optim.SGD, dict(lr=0.1, momentum=0.9)),
    ("sgd_with_dampening", "sgd", torch.optim.SGD, dict(lr=0.1, momentum=0.9, dampening=0.4)),
    ("sgd_with_nesterov", "sgd", torch.optim.SGD, dict(lr=0.1, momentum=0.8, nesterov=True)),
    ("sgd_that_maximizes", "sgd", torch.optim.SGD, dict(lr=0.1, momentum=0.5, maximize=True)),
    ("adam", "adam", torch.optim.Adam, dict(lr=0.05)),
    ("adam_with_other_betas", "adam", torch.optim.Adam, dict(lr=0.05, betas=(0.7, 0.95), eps=1e-3)),
    ("adam_with_weight_decay", "adam", torch.optim.Adam, dict(lr=0.05, weight_decay=0.2)),
    ("adamw", "adamw", torch.optim.AdamW, dict(lr=0.5, weight_decay=0.2)),
    ("rmsprop", "rmsprop", torch.optim.RMSprop, dict(lr=0.02, eps=0.1)),
    ("rmsprop_with_momentum", "rmsprop", torch.optim.RMSprop,
     dict(lr=0.02, alpha=0.8, momentum=0.6)),
    ("rmsprop_that_is_centered", "rmsprop", torch.optim.RMSprop,
     dict(lr=0.02, alpha=0.7, centered=True, weight_decay=0.1)),
)


def train(make, options):
    p = torch.nn.Parameter(START.clone())
    optim = make([p], **options)
    for t in range(1, STEPS + 1):
        p.grad = (p.detach() * C + t * D)
        optim.step()
    return p.detach().tolist()


def members(options):
    for name, value in options.items():
        if name == "betas":
            yield from (f"o.beta1 = {value[0]}", f"o.beta2 = {value[1]}")
        else:
            yield f"o.{name} = {str(value).lower() if isinstance(value, bool) else value}"


def main():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "optim_steps.def")
    with open(path, "w", encoding="ascii") as out:
        out.write(f"/* optim_steps.def: made by optim_steps.py with PyTorch {torch.__version__}.\n"
                  " * OPTIM(name, kind, options, parameters after five steps) */\n")
        for name, kind, make, options in CASES:
            values = ", ".join(repr(v) for v in train(make, options))
            out.write(f"OPTIM({name}, {kind}, {'; '.join(members(options))}, {values})\n")


main()
