"""From an entry of PyTorch's sample database to an op of the library and its arguments.

Owns what differs between PyTorch's Python functions and ATen's schemas: names, swapped operands,
Python-only spellings. A row says how one entry is called; most entries need none."""

import inspect
import itertools

import torch

from boxed import BindError

CASTS = {'bfloat16': torch.bfloat16, 'bool': torch.bool, 'byte': torch.uint8, 'char': torch.int8,
         'double': torch.double, 'float': torch.float, 'half': torch.half, 'int': torch.int,
         'long': torch.long, 'short': torch.short}

# Results depend on random bits (or on memory that nobody wrote): only shapes and dtypes compare.
RANDOM = {'bernoulli', 'empty', 'empty_like', 'multinomial', 'new_empty', 'new_empty_strided',
          'nn.functional.alpha_dropout', 'nn.functional.dropout', 'nn.functional.dropout2d',
          'nn.functional.dropout3d', 'nn.functional.feature_alpha_dropout',
          'nn.functional.rrelu', 'normal', 'rand_like', 'randint_like', 'randn', 'randn_like',
          'uniform', 'nn.functional.fractional_max_pool2d', 'nn.functional.fractional_max_pool3d',
          'resize_', 'resize_as_'}

REFLECTED = {'__radd__': 'add', '__rsub__': 'sub', '__rmul__': 'mul', '__rdiv__': 'div',
             '__rmod__': 'remainder', '__rpow__': 'pow', '__rand__': 'bitwise_and',
             '__ror__': 'bitwise_or', '__rxor__': 'bitwise_xor', '__rmatmul__': 'matmul'}

BASES = {
    'nn.functional.logsigmoid': ('log_sigmoid', 'logsigmoid'),
    'nn.functional.unfold': ('im2col', 'nn_functional_unfold'),
    'nn.functional._scaled_dot_product_attention': ('scaled_dot_product_attention',),
    'nn.functional.embedding_bag': ('embedding_bag',),
    'true_divide': ('true_divide', 'div'),
    'conj_physical': ('conj_physical', 'conj'),
    'resolve_conj': ('resolve_conj', 'clone'),
    'resolve_neg': ('resolve_neg', 'clone'),
    'split': ('split', 'split_with_sizes'),
    'fill': ('fill', 'full_like'),
    'zero_': ('zero',),
    'T': ('permute',), 'H': ('adjoint',), 'mH': ('adjoint',),
    'unfold': ('unfold',),
    'stft': ('stft.center',),
    'view': ('view',),
    'lu': ('linalg_lu_factor_ex',),
}
MAX_POOLS = {f'nn.functional.{a}max_pool{d}d': f'{a}max_pool{d}d'
             for a in ('', 'adaptive_') for d in (1, 2, 3)}
# Entries that show some of the results only.
FIRST_RESULTS = {'linalg.lstsq', 'lu'}
VARIADIC = {'broadcast_tensors', 'block_diag', 'cartesian_prod', 'meshgrid', 'atleast_1d',
            'atleast_2d', 'atleast_3d'}


def bases(entry):
    """Names of ops that may serve the entry, best first."""
    name = entry.name
    if name in REFLECTED:
        return [REFLECTED[name]]
    if name in CASTS:
        return ['to', 'cast']
    if name in BASES:
        return list(BASES[name])
    out = []
    for n in (name, *(alias.name for alias in entry.aliases)):
        if n.startswith('nn.functional.'):
            out.append(n[len('nn.functional.'):])
        else:
            out.append(n.replace('.', '_'))
            if n.startswith('special.'):
                out.append(n[len('special.'):])
    return out


def _named(entry, args, kwargs):
    """Arguments by name, for functions written in Python whose order is not ATen's."""
    function = entry.op
    if getattr(function, '__module__', None) not in ('torch.nn.functional', 'torch.functional'):
        return args, kwargs
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return args, kwargs
    if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in signature.parameters.values()):
        return args, kwargs
    bound = signature.bind(*args, **kwargs).arguments
    first = next(iter(signature.parameters))
    named = {k: v for k, v in bound.items() if k != first}
    return ([bound[first]] if first in bound else []), named


def _variance(args, kwargs):
    """var(x, unbiased), var(x, dim, unbiased, keepdim) -> dim and correction."""
    kwargs = dict(kwargs)
    if len(args) == 2 and isinstance(args[1], bool):
        kwargs['unbiased'], args = args[1], args[:1]
    if len(args) > 2:
        for key, v in zip(('unbiased', 'keepdim'), args[2:]):
            kwargs[key] = v
        args = args[:2]
    if 'unbiased' in kwargs:
        kwargs['correction'] = int(kwargs.pop('unbiased'))
    return args, kwargs


def _cast(dtype):
    return lambda args, kwargs: (args[:1], {**kwargs, 'dtype': dtype})


def _to(args, kwargs):
    kwargs = dict(kwargs)
    for a in args[1:]:
        if isinstance(a, torch.dtype):
            kwargs['dtype'] = a
        elif isinstance(a, torch.Tensor):
            kwargs['dtype'] = a.dtype
    return args[:1], {k: v for k, v in kwargs.items() if k in ('dtype',)}


def _max_pool(args, kwargs):
    kwargs = dict(kwargs)
    kwargs.pop('return_indices', None)
    return args, kwargs


def _adaptive(args, kwargs):
    """None in the output size keeps the input's."""
    size = args[1] if len(args) > 1 else kwargs['output_size']
    if isinstance(size, (list, tuple)) and None in size:
        own = args[0].shape[-len(size):]
        size = [n if s is None else s for s, n in zip(size, own)]
    return [args[0], size], {k: v for k, v in kwargs.items()
                                        if k not in ('output_size', 'return_indices')}


def _narrow(args, kwargs):
    return [a.item() if i and isinstance(a, torch.Tensor) else a
            for i, a in enumerate(args)], kwargs


def _tensor_split(args, kwargs):
    """Indices in a tensor are read."""
    return [a.tolist() if i and isinstance(a, torch.Tensor) else a
            for i, a in enumerate(args)], kwargs


def _dropout(args, kwargs):
    return args, {'p': 0.5, 'training': True, **kwargs} if len(args) == 1 else kwargs


def _attention(args, kwargs):
    kwargs = dict(kwargs)
    if kwargs.pop('need_attn_weights', False):
        raise BindError('the attention weights are never materialised')
    if len(args) > 5:
        raise BindError('the attention weights are never materialised')
    return args, kwargs


def _lu(args, kwargs):
    """Tensor.lu(pivot, get_infos): how much is shown, not what is computed."""
    return args[:1], {}


def _swap_first(args, kwargs):
    return [args[1], args[0], *args[2:]], kwargs


def _embedding(args, kwargs):
    return args, {k: v for k, v in kwargs.items() if k != 'sparse'}  # how a gradient is stored


def _scatter(args, kwargs):
    """scatter's older way to combine: scatter_reduce replaced it, which takes no number for src."""
    if 'reduce' not in kwargs:
        return args, kwargs
    source, dim, index, src = args
    if not isinstance(src, torch.Tensor):
        src = torch.full(index.shape, src, dtype=source.dtype)
    reduce = {'add': 'sum', 'multiply': 'prod'}.get(kwargs['reduce'], kwargs['reduce'])
    return [source, dim, index, src, reduce], {}


def _tensordot(args, kwargs):
    """How many dims stand for the last ones of one and the first ones of the other."""
    kwargs = dict(kwargs)
    dims = kwargs.pop('dims', 2)
    if isinstance(dims, int):
        dims = list(range(-dims, 0)), list(range(dims))
    return [*args, *dims], kwargs


def _nonzero(args, kwargs):
    """A list of indices is the columns of the coordinates."""
    as_tuple = kwargs.get('as_tuple') and args[0].dim() == 0
    return [args[0].unsqueeze(0)] if as_tuple else args, {}


def _unique(args, kwargs):
    """Results are always sorted."""
    kwargs = dict(kwargs)
    kwargs.pop('sorted', None)
    return args, kwargs


REWRITE = {
    'unique': _unique, 'nn.functional.embedding_bag': _embedding,
    'nn.functional.embedding': _embedding, 'scatter': _scatter, 'tensordot': _tensordot,
    'nonzero': _nonzero,
    'einsum': _swap_first, 'where': _swap_first, 'polygamma': _swap_first,
    'special.polygamma': _swap_first, 'lu': _lu,
    'std': _variance, 'var': _variance, 'std_mean': _variance,
    'var_mean': _variance, 'to': _to,
    'nn.functional._scaled_dot_product_attention': _attention,
    'T': lambda a, k: ([a[0], list(range(a[0].dim() - 1, -1, -1))], k),
    **{name: _cast(dtype) for name, dtype in CASTS.items()},
    **{name: _swap_first for name in REFLECTED},
    **{name: _max_pool for name in MAX_POOLS}, 'narrow': _narrow, 'tensor_split': _tensor_split,
    'nn.functional.dropout': _dropout,
    **{f'nn.functional.adaptive_{kind}_pool{d}d': _adaptive
       for kind in ('avg', 'max') for d in (1, 2, 3)},
}


def _dot(a, b):
    return (a * b).sum()


def _vdot(a, b):
    return (a.conj() * b).sum()


def reference(entry):
    """PyTorch's function. Debian's build returns 0 for the product of two complex vectors (the
    BLAS returns complex numbers another way than it expects), so that is spelled out."""
    if entry.name == 'dot':
        return lambda a, b: _dot(a, b) if a.is_complex() else torch.dot(a, b)
    if entry.name == 'linalg.vecdot':
        return lambda a, b, **k: ((a.conj() * b).sum(k.get('dim', -1)) if a.is_complex()
                                  else entry.op(a, b, **k))
    if entry.name == 'vdot':
        return lambda a, b: _vdot(a, b) if a.is_complex() else torch.vdot(a, b)
    if entry.name in ('matmul', '__rmatmul__', 'inner'):
        return lambda a, b: (_dot(a, b) if a.dim() == b.dim() == 1 and a.is_complex()
                             else entry.op(a, b))
    return entry.op


# --- gradients -----------------------------------------------------------------------------------

HERMITIAN = {'cholesky', 'linalg.cholesky', 'linalg.cholesky_ex'}
# Which of the inputs is a triangle.
TRIANGULAR = {'cholesky_inverse': 0, 'cholesky_solve': 1}
# PyTorch does not record what they do with an operand that a sample makes from another.
UNRECORDED = {'__rpow__', 'istft'}
# The input whose gradient PyTorch 1.13 reads from memory that nobody wrote.
UNWRITTEN = {'as_strided_scatter': 0}


def compared_part(entry, args, kwargs, place, gradient):
    """What is compared of an input's gradient: the part along which such an input moves. PyTorch's
    for a hermitian matrix need not be hermitian, nor that for a triangle be one."""
    if entry.name in HERMITIAN and gradient.dim() > 1:
        return (gradient + gradient.mH) / 2
    if TRIANGULAR.get(entry.name) == place:
        is_upper = kwargs.get('upper', args[place + 1] if len(args) > place + 1 else False)
        return gradient.triu() if is_upper else gradient.tril()
    return gradient


# --- factors of a matrix --------------------------------------------------------------------------


def takes_factors(entry):
    """PyTorch's database calls it with two factors of the matrix that it is about."""
    return entry.name in LOWRANK or entry.variant_test_name == 'singular' and \
        entry.name == 'linalg.pinv'


# Results are unique up to a basis, and where the rank of the matrix is larger than what is asked
# for, they depend on random bits. What is comparable are the singular values and the product.
LOWRANK = {'svd_lowrank', 'pca_lowrank'}


def is_lowrank(entry):
    return entry.name in LOWRANK


def is_random(entry, kwargs):
    return entry.name in RANDOM or (is_lowrank(entry) and kwargs.get('M') is not None)


def lowrank_matrix(a, b, M=None, center=False, **_):
    """What is decomposed."""
    product = a @ b.mT if M is None else a @ b.mT - M
    return product - product.mean(-2, keepdim=True) if center else product


def lowrank_shown(results):
    """The sum of the singular values, which has a gradient where some of them are equal, and the
    product."""
    u, s, v = results
    return [s.sum(-1), (u * s.unsqueeze(-2)) @ v.mH]


def gradient_reference(entry):
    """The same as lowrank_shown, of a matrix whose rank is what is asked for: PyTorch's own
    gradient is not finite where singular values are equal."""
    if not is_lowrank(entry):
        return reference(entry)

    def shown(a, b, q, **kwargs):
        matrix = lowrank_matrix(a, b, **kwargs)
        return [torch.linalg.svdvals(matrix)[..., :q].sum(-1), matrix]
    return shown


def check_lowrank(args, kwargs, ours):
    """Orthonormal bases, and a product that is nearly as near as one of that rank can be."""
    u, s, v = ours
    matrix, eps = lowrank_matrix(*args, **kwargs).detach(), 100 * torch.finfo(s.dtype).eps
    for basis in (u, v):
        one = torch.eye(basis.shape[-1], dtype=basis.dtype)
        assert ((basis.mH @ basis - one).abs() <= eps).all(), 'a basis is not orthonormal'
    values = torch.linalg.svdvals(matrix)
    assert (s <= values[..., :s.shape[-1]] * (1 + eps) + eps).all(), 'a singular value is too large'
    away = torch.linalg.matrix_norm(matrix - lowrank_shown(ours)[1])
    best = torch.linalg.vector_norm(values[..., s.shape[-1]:], dim=-1)
    assert (away <= 1.2 * best + eps * matrix.numel()).all(), 'the product is far from the matrix'


def calls(library, entry, args, kwargs):
    """(op, args, kwargs) to try in turn for one sample."""
    names = bases(entry)
    if entry.name in REFLECTED and not isinstance(args[0], torch.Tensor):
        raise BindError('a method needs a tensor')
    if entry.name in MAX_POOLS and kwargs.get('return_indices'):
        base = MAX_POOLS[entry.name]
        names = [f'{base}_with_indices', base] if 'adaptive' in base else [f'{base}_with_indices']
    if entry.name in REWRITE:
        args, kwargs = REWRITE[entry.name](args, kwargs)
    else:
        args, kwargs = _named(entry, args, kwargs)
    if entry.name == 'scatter' and len(args) == 5:
        names = ['scatter_add' if args[4] == 'sum' else 'scatter_reduce']
        args = args[:4] if args[4] == 'sum' else args
    if entry.name == 'norm' and kwargs.get('p') == 'nuc':
        names = ['linalg_matrix_norm']
    if entry.name == 'norm' and kwargs.get('p', 'fro') == 'fro':
        kwargs = {**kwargs, 'p': 2.0}
    if entry.name in VARIADIC and args and not isinstance(args[0], (list, tuple)):
        args = [list(itertools.takewhile(lambda a: isinstance(a, torch.Tensor), args))]
    for name in names:
        for op in library.overloads(name):
            into = library.ops.get(op.name + '_into')
            if isinstance(kwargs.get('out'), torch.Tensor) and into:
                op = into
            yield op, args, kwargs


def _in_order(values, *others, kwargs):
    """PyTorch's results of unique with sorted=False, which are in the order of a hash table."""
    values, order = values.sort()
    others = list(others)
    for i in range(len(others)):
        inverse = i == 0 and kwargs.get('return_inverse')
        others[i] = order.argsort()[others[i]] if inverse else others[i][order]
    return [values, *others]


def shown_results(entry, results, kwargs):
    """The part of PyTorch's results that the op returns too."""
    if entry.name == 'unique' and not kwargs.get('sorted', True) and kwargs.get('dim') is None:
        return _in_order(*results, kwargs=kwargs)
    if entry.name == 'nn.functional._scaled_dot_product_attention':
        return results[:1]
    if is_lowrank(entry) and len(results) == 3 and not is_random(entry, kwargs):
        return [results[1], lowrank_shown(results)[1]]
    return results


# Entries that return as many results as they are asked for.
ASKED_FOR = {'unique', 'unique_consecutive'}


def our_results(entry, results, wanted, kwargs):
    """Without what PyTorch's function was not asked for."""
    if entry.name.startswith('nn.functional.adaptive_max_pool') or entry.name in FIRST_RESULTS:
        return results[:wanted]
    if is_lowrank(entry):
        return shown_results(entry, results, kwargs)
    if entry.name == 'nonzero' and kwargs.get('as_tuple'):
        return list(results[0].unbind(1))
    if entry.name in ASKED_FOR:
        asked = (True, kwargs.get('return_inverse'), kwargs.get('return_counts'))
        return [r for r, is_asked in zip(results, asked) if is_asked]
    return results


# Entries (values, indices) whose indices are any place of the value in PyTorch: where the dim is
# among the positional arguments.
TIES = {'topk': 1, 'kthvalue': 1, 'mode': 0, 'sort': 0, 'argsort': 0}
# Of these, places come once each.
DISTINCT = {'topk', 'sort', 'argsort'}


def dim_of(entry, args, kwargs):
    """The dim of an entry of TIES."""
    dim = kwargs.get('dim', -1)
    place = TIES[entry.name] + 1
    return args[place] if len(args) > place and not isinstance(args[place], bool) else dim


def values_at(entry, args, kwargs, indices):
    """The input's elements at the indices of such a result."""
    dim, source = dim_of(entry, args, kwargs), args[0]
    if source.dim() == 0:
        return source[indices] if indices.dim() else source
    squeezed = indices.dim() < source.dim()
    picked = torch.gather(source, dim, indices.unsqueeze(dim) if squeezed else indices)
    return picked.squeeze(dim) if squeezed else picked


def come_once(entry, args, kwargs, indices):
    """Whether no place comes twice along the dim, where none may."""
    if entry.name not in DISTINCT or indices.dim() == 0:
        return True
    dim = dim_of(entry, args, kwargs)
    ordered = indices.sort(dim).values
    return bool((ordered.diff(dim=dim) > 0).all())


def has_op(library, entry):
    return any(library.overloads(name) for name in bases(entry))
