"""When results count as equal: within the database's tolerances, up to a sign or a basis where
only that is determined, at any place of equal elements, or as near to wider arithmetic as
PyTorch's own are."""

import torch

import adapters

DEFAULT_RTOL = {torch.float32: 1.3e-6, torch.complex64: 1.3e-6, torch.float64: 1e-7}


def tolerances(entry, dtype):
    """The database's own override for the dtype, if it has one: a pair or an absolute error."""
    for decorate in entry.decorators:
        for inner in getattr(decorate, 'decorators', [decorate]):
            override = getattr(inner, 'd', None)
            if isinstance(override, dict) and dtype in override:
                allowed = override[dtype]
                if isinstance(allowed, float):
                    return {'rtol': DEFAULT_RTOL.get(dtype, 0), 'atol': allowed}
                return {'rtol': allowed.rtol, 'atol': allowed.atol}
    return {}


def flatten(v):
    if isinstance(v, torch.Tensor):
        return [v]
    if isinstance(v, (list, tuple)):
        return [t for item in v for t in flatten(item)]
    return [v]


def close(actual, expected, **tolerance):
    torch.testing.assert_close(actual, expected, equal_nan=True, check_stride=False, **tolerance)


def compare(entry, sample, ours, theirs, dtype, only_shapes):
    """Raises AssertionError. Results that are unique only up to a sign or a basis are compared
    after the database's own function for that."""
    theirs_flat = adapters.shown_results(entry, flatten(theirs), sample.kwargs)
    ours = adapters.our_results(entry, ours, len(theirs_flat), sample.kwargs)
    if len(ours) != len(theirs_flat):
        raise AssertionError(f'{len(ours)} results, expected {len(theirs_flat)}')
    if only_shapes:
        for a, b in zip(ours, theirs_flat):
            assert (a.shape, a.dtype) == (b.shape, b.dtype), \
                f'{a.dtype} {list(a.shape)}, expected {b.dtype} {list(b.shape)}'
        return
    tolerance = tolerances(entry, dtype)
    try:
        for a, b in zip(ours, theirs_flat):
            if isinstance(b, torch.Tensor):
                b = b.detach().resolve_conj().resolve_neg()
                close(a, b, **tolerance)
            else:
                close(a, b)
    except AssertionError:
        if entry.name in UNIQUE_UP_TO_SIGN:
            process = sample.output_process_fn_grad
            same = rebuild(theirs, ours)
            for a, b in zip(flatten(process(same)), flatten(process(theirs))):
                close(a.detach(), b.detach(), **tolerance)
        elif entry.name in adapters.TIES:
            args = [sample.input, *sample.args]
            close(ours[0], theirs_flat[0].detach(), **tolerance)
            close(adapters.values_at(entry, args, sample.kwargs, ours[1]), ours[0], rtol=0, atol=0)
        else:
            raise


UNIQUE_UP_TO_SIGN = {'svd', 'linalg.svd', 'linalg.eigh', 'linalg.eig', 'symeig', 'linalg.qr', 'qr',
                     'geqrf', 'svd_lowrank', 'pca_lowrank'}


def rebuild(like, flat):
    """flat in the structure of `like`."""
    flat = list(flat)
    if isinstance(like, torch.Tensor):
        return flat[0]
    if hasattr(like, '_fields') or type(like).__module__ == 'torch.return_types':
        return type(like)(flat)
    return type(like)(flat)


WIDER = {torch.float32: torch.float64, torch.complex64: torch.complex128}
NEARNESS = 4


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
    if not len(ours) == len(flatten(theirs)) == len(flatten(exact)):
        return False
    for a, b, c in zip(ours, flatten(theirs), flatten(exact)):
        if isinstance(b, torch.Tensor) and (a.dtype, a.shape) != (b.dtype, b.shape):
            return False
        if not isinstance(b, torch.Tensor) or b.dtype not in WIDER:
            if not isinstance(b, torch.Tensor) or not torch.equal(a, b):
                return False
            continue
        c = c.detach()
        away = (b.detach() - c).abs().max() if b.numel() else 0
        unit = torch.finfo(b.dtype).eps * (c.abs().max() if c.numel() else 0)
        allowed = NEARNESS * (away + unit)
        if c.numel() and not (allowed < float('inf') and (a - c).abs().max() <= allowed):
            return False
    return True
