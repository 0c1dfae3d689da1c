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
    ours = in_their_order(entry, ours, theirs_flat)
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
        elif entry.name in adapters.TIES and not sample.kwargs.get('stable'):
            equal_but_for_ties(entry, sample, ours, theirs_flat, tolerance)
        else:
            raise


def equal_but_for_ties(entry, sample, ours, theirs, tolerance):
    """The indices, the last of the results, may lead to other elements of the same value."""
    given = entry, [sample.input, *sample.args], sample.kwargs
    values = adapters.values_at(*given, theirs[-1])
    close(adapters.values_at(*given, ours[-1]), values, rtol=0, atol=0)
    if not adapters.come_once(*given, ours[-1]):
        raise AssertionError('a place comes twice')
    for a, b in zip(ours[:-1], theirs[:-1]):
        close(a, b.detach(), **tolerance)
        close(a, values.detach(), rtol=0, atol=0)


UNIQUE_UP_TO_SIGN = {'svd', 'linalg.svd', 'linalg.eigh', 'linalg.eig', 'symeig', 'linalg.qr', 'qr',
                     'geqrf'}


# Eigenvalues of a general matrix come in any order, their vectors in the same.
IN_ANY_ORDER = {'linalg.eig', 'linalg.eigvals'}


def in_their_order(entry, ours, theirs):
    """Ours, where there is no order, with each eigenvalue at the place of theirs that is nearest
    among those that are left."""
    if entry.name not in IN_ANY_ORDER or ours[0].shape != theirs[0].shape:
        return ours
    away = (theirs[0].detach().unsqueeze(-1) - ours[0].detach().unsqueeze(-2)).abs()
    places = torch.zeros(ours[0].shape, dtype=torch.int64)
    for i in range(away.shape[-1]):
        places[..., i] = away[..., i, :].argmin(-1)
        away.scatter_(-1, places[..., i, None, None].expand(*away.shape[:-1], 1), float('inf'))
    columns = places.unsqueeze(-2)
    return [ours[0].gather(-1, places)] + [v.gather(-1, columns.expand_as(v)) for v in ours[1:]]


def rebuild(like, flat):
    """flat in the structure of `like`."""
    flat = list(flat)
    if isinstance(like, torch.Tensor):
        return flat[0]
    if hasattr(like, '_fields') or type(like).__module__ == 'torch.return_types':
        return type(like)(flat)
    return type(like)(flat)


# Where a sample is badly conditioned, single precision differs by more than the tolerance: then the
# same in double precision decides. Ours may be NEARNESS times as far from it as PyTorch's. How far
# that is says the worst of some draws: the sample's numbers as they are, and multiplied by factors
# near 1, which round otherwise. By one draw alone PyTorch would be luckier than us now and then.
WIDER = {torch.float32: torch.float64, torch.complex64: torch.complex128}
NEARNESS, DRAWS = 2, 8


def is_wide(dtype):
    return dtype in WIDER


def is_rounded(results):
    """Whether single precision may be why results differ."""
    return any(isinstance(t, torch.Tensor) and t.dtype in WIDER for t in flatten(results))


def converted(v, convert, dtypes=WIDER):
    """v with every tensor of one of the dtypes converted."""
    if isinstance(v, torch.Tensor):
        made = convert(v.detach()) if v.dtype in dtypes else v.detach()
        return made.requires_grad_(v.requires_grad) if v.requires_grad else made
    if isinstance(v, dict):
        return {k: converted(i, convert, dtypes) for k, i in v.items()}
    if isinstance(v, (list, tuple)) and not isinstance(v, torch.Size) and not hasattr(v, '_fields'):
        return type(v)(converted(i, convert, dtypes) for i in v)
    return v


def promoted(v):
    """v with integers as what an op with results in single precision computes with."""
    return converted(v, lambda t: t.to(torch.float32), {torch.int64, torch.bool})


def widened(v):
    return converted(v, lambda t: t.to(WIDER[t.dtype]))


def draws(compute, *values):
    """(what PyTorch computes from values, the same in wider arithmetic), the sample's own first.
    Empty where it does not take such values."""
    pairs = []
    for k in range(DRAWS):
        near = [converted(v, lambda t: t * (1 + k / 4096)) for v in values]
        try:
            pairs.append((flatten(compute(*near)), flatten(compute(*map(widened, near)))))
        except Exception:
            if k == 0:
                break
    return pairs


def rounding(theirs, exact):
    """How far a result of PyTorch's is from the exact one, and a unit in its last place."""
    if not theirs.numel():
        return 0
    away = (theirs.detach() - exact).abs().max()
    return away + torch.finfo(theirs.dtype).eps * exact.abs().max()


def as_near(ours, pairs):
    """Whether every tensor of ours is about as near to the exact one as theirs are."""
    if not pairs:
        return False
    theirs, exact = pairs[0]
    if not len(ours) == len(theirs) == len(exact):
        return False
    for i, (a, b, c) in enumerate(zip(ours, theirs, exact)):
        if not isinstance(b, torch.Tensor) or (a.dtype, a.shape) != (b.dtype, b.shape):
            return False
        if b.dtype not in WIDER:
            if not torch.equal(a, b):
                return False
            continue
        allowed = NEARNESS * max(rounding(x[i], y[i].detach()) for x, y in pairs)
        if c.numel() and not (allowed < float('inf') and (a - c.detach()).abs().max() <= allowed):
            return False
    return True
