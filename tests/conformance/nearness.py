"""How near results are to the exact ones, where single precision alone does not tell: samples
that are badly conditioned differ by more than the tolerance; the same in double precision decides.
"""

import torch

# Ours may be NEARNESS times as far from the exact result as PyTorch's.
WIDER = {torch.float32: torch.float64, torch.complex64: torch.complex128}
NEARNESS = 4


def flat(v):
    if isinstance(v, (list, tuple)):
        return [t for item in v for t in flat(item)]
    return [v]


def is_wide(dtype):
    return dtype in WIDER


def widened(v):
    if isinstance(v, torch.Tensor):
        wide = v.detach().to(WIDER.get(v.dtype, v.dtype))
        return wide.requires_grad_(v.requires_grad) if v.requires_grad else wide
    if isinstance(v, (list, tuple)) and not isinstance(v, torch.Size) and not hasattr(v, '_fields'):
        return type(v)(widened(i) for i in v)
    return v


def as_near(ours, theirs, exact):
    """Whether every tensor of ours is about as near to the exact one as theirs."""
    for a, b, c in zip(ours, flat(theirs), flat(exact)):
        if not isinstance(b, torch.Tensor) or b.dtype not in WIDER:
            if not isinstance(b, torch.Tensor) or not torch.equal(a, b):
                return False
            continue
        c = c.detach()
        away = (b.detach() - c).abs().max() if b.numel() else 0
        unit = torch.finfo(b.dtype).eps * (c.abs().max() if c.numel() else 0)
        if a.shape != c.shape or (c.numel() and
                                  not (a - c).abs().max() <= NEARNESS * (away + unit)):
            return False
    return True
