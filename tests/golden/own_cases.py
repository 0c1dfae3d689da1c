"""own_cases.py: calls of the ops that PyTorch's operator database has no sample for: parts of other
ops (backward rows, native_*), ops whose arguments are ordered otherwise than PyTorch's, and a few
that only Tenon has.

cases() yields (op, dtype, arguments by name, results): what make_op_values.py records. Results come
from PyTorch's functions, or, for gradients, from its autograd."""

import torch
import torch.nn.functional as F

FLOATS = [torch.float32, torch.float64]
COMPLEX = [torch.complex64]
ANY = [torch.float32, torch.float64, torch.int64, torch.bool, torch.complex64]


def made(dtype, *sizes, lo=-3, hi=3):
    if dtype.is_floating_point or dtype.is_complex:
        return torch.testing.make_tensor(sizes, dtype=dtype, device='cpu', low=lo, high=hi)
    return torch.randint(lo, hi, sizes).to(dtype)


def positive(dtype, *sizes):
    return made(dtype, *sizes, lo=0, hi=3) + 0.5


def gradients(function, inputs, grad):
    """PyTorch's gradients of function for inputs, from the result's gradient."""
    leaves = [t.detach().clone().requires_grad_() for t in inputs]
    return torch.autograd.grad(function(*leaves), leaves, grad)

# --- elementwise ---------------------------------------------------------------------------------

# Backward rows that take the op's input: name, function, options of the row.
OF_INPUT = [
    ('threshold_backward', lambda x: F.threshold(x, 0.5, 0), {'threshold': 0.5}),
    ('leaky_relu_backward', lambda x: F.leaky_relu(x, 0.2), {'negative_slope': 0.2}),
    ('elu_backward', lambda x: F.elu(x, 1.3), {'alpha': 1.3, 'scale': 1.0, 'input_scale': 1.0}),
    ('hardtanh_backward', lambda x: F.hardtanh(x, -1, 2), {'min_val': -1.0, 'max_val': 2.0}),
    ('hardsigmoid_backward', F.hardsigmoid, {}),
    ('hardswish_backward', F.hardswish, {}),
    ('shrink_backward', lambda x: F.softshrink(x, 0.7), {'lambd': 0.7}),
    ('log_sigmoid_backward', F.logsigmoid, {}),
    ('softplus_backward', lambda x: F.softplus(x, 1.5, 4), {'beta': 1.5, 'threshold': 4.0}),
    ('silu_backward', F.silu, {}),
    ('mish_backward', F.mish, {}),
    ('gelu_backward', F.gelu, {}),
    ('gelu_backward', lambda x: F.gelu(x, approximate='tanh'), {'approximate': 'tanh'}),
]
# Those that take its result.
OF_RESULT = [
    ('sigmoid_backward', torch.sigmoid, FLOATS, {}),
    ('tanh_backward', torch.tanh, FLOATS, {}),
    ('softmax_backward', lambda x: torch.softmax(x, 1), FLOATS, {'dim': 1}),
    ('log_softmax_backward', lambda x: torch.log_softmax(x, 0), FLOATS, {'dim': 0}),
]


def elementwise():
    for dtype in FLOATS:
        for name, function, options in OF_INPUT:
            x, grad = made(dtype, 5, 7), made(dtype, 5, 7)
            yield (name, dtype, {'grad_output': grad, 'self': x, **options},
                   gradients(function, [x], grad))
        for name, function, dtypes, options in OF_RESULT:
            x, grad = made(dtype, 5, 7), made(dtype, 5, 7)
            first = 'grad' if 'softmax' in name else 'grad_output'
            yield (name, dtype, {first: grad, 'output': function(x), **options},
                   gradients(function, [x], grad))
    for dtype in FLOATS:
        x = positive(dtype, 4, 5)
        yield 'trigamma', dtype, {'self': x}, [torch.polygamma(1, x)]
    for dtype in [torch.float32, torch.float64, torch.int64]:
        a, b = made(dtype, 4, 5), made(dtype, 5, lo=1, hi=3)
        yield ('trunc_divide', dtype, {'self': a, 'other': b},
               [torch.div(a, b, rounding_mode='trunc')])

# --- copies and views -----------------------------------------------------------------------------


def copies():
    for dtype in ANY:
        t, u = made(dtype, 3, 4), made(dtype, 4)
        yield 'zero', dtype, {'self': t}, [torch.zeros_like(t)]
        yield 'copy', dtype, {'self': t, 'src': u}, [u.expand(3, 4)]
        for to in (torch.float64, torch.int32, torch.bool, torch.float16, torch.complex64):
            if not (dtype.is_complex and not to.is_complex):
                yield 'to_copy', dtype, {'self': t, 'dtype': to}, [t.to(to)]
        yield 'alias', dtype, {'self': t}, [t]
        yield 'detach', dtype, {'self': t}, [t]
        yield 'full', dtype, {'size': [2, 3], 'fill_value': 1, 'dtype': dtype}, [
            torch.full((2, 3), 1, dtype=dtype)]
        yield 'scalar_tensor', dtype, {'s': 1, 'dtype': dtype}, [torch.tensor(1, dtype=dtype)]
        for dims in ([], [3], [2, 3]):
            v = made(dtype, *dims)
            for name in ('atleast_1d', 'atleast_2d', 'atleast_3d'):
                yield name, dtype, {'self': v}, [getattr(torch, name)(v)]
        w = made(dtype, 2, 3, 4)
        yield 'mT', dtype, {'self': w}, [w.mT]
        for name in ('swapaxes', 'swapdims'):
            first, second = ('axis0', 'axis1') if name == 'swapaxes' else ('dim0', 'dim1')
            yield name, dtype, {'self': w, first: 0, second: -1}, [w.transpose(0, -1)]
        yield ('moveaxis', dtype, {'self': w, 'source': [0, 2], 'destination': [2, 1]},
               [w.moveaxis([0, 2], [2, 1])])
        yield 'split', dtype, {'self': w, 'split_size': 2, 'dim': 1}, list(w.split(2, 1))
        part = made(dtype, 2, 2, 4)
        yield ('slice_scatter', dtype,
               {'self': w, 'src': part, 'dim': 1, 'start': 0, 'end': 3, 'step': 2},
               [w.slice_scatter(part, 1, 0, 3, 2)])
        yield 'nonzero', dtype, {'self': t}, [t.nonzero()]
        yield 'equal', dtype, {'self': t, 'other': t.clone()}, [torch.tensor(True)]
        yield 'equal', dtype, {'self': t, 'other': t.logical_not().to(dtype)}, [
            torch.tensor(torch.equal(t, t.logical_not().to(dtype)))]
    flags = torch.tensor([[0, 2, 0], [0, 0, 0], [1, 3, 255]], dtype=torch.uint8)
    for name in ('any', 'all'):
        yield name, torch.uint8, {'self': flags}, [getattr(flags, name)()]
        yield name, torch.uint8, {'self': flags, 'dim': [1]}, [getattr(flags, name)(1)]
    for dtype in FLOATS + COMPLEX:
        t = made(dtype, 3, 4)
        for other in (t * (1 + 5e-6), t * (1 + 5e-5), made(dtype, 4)):
            yield 'allclose', dtype, {'self': t, 'other': other}, [
                torch.tensor(torch.allclose(t, other))]
        hole = t.clone()
        hole[1, 2] = float('nan')
        for equal_nan in (False, True):
            yield ('allclose', dtype, {'self': hole, 'other': hole, 'equal_nan': equal_nan},
                   [torch.tensor(torch.allclose(hole, hole, equal_nan=equal_nan))])

# --- products, convolutions, pooling --------------------------------------------------------------


def products():
    for dtype in FLOATS + COMPLEX:
        a, b = made(dtype, 3, 4, 2), made(dtype, 4, 3, 5)
        yield ('tensordot', dtype,
               {'self': a, 'other': b, 'dims_self': [1, 0], 'dims_other': [0, 1]},
               [torch.tensordot(a, b, ([1, 0], [0, 1]))])
        a, b = made(dtype, 2, 3, 1, 4), made(dtype, 2, 1, 5, 4)
        yield ('sumproduct_pair', dtype,
               {'left': a, 'right': b, 'sum_dims': [3, 0], 'keepdim': True, 'conj_right': True},
               [(a * b.conj()).sum((3, 0), keepdim=True)])
        a, b = made(dtype, 3), made(dtype, 4)
        yield 'ger', dtype, {'self': a, 'vec2': b}, [torch.outer(a, b)]
        a, b = made(dtype, 2, 3), made(dtype, 3, 2)
        yield 'kron', dtype, {'self': a, 'other': b}, [torch.kron(a, b)]
        for batch in (1, 3):
            a, b, c = made(dtype, batch, 4, 5), made(dtype, batch, 5, 3), made(dtype, batch, 4, 3)
            yield 'bmm', dtype, {'self': a, 'mat2': b}, [torch.bmm(a, b)]
            yield ('baddbmm', dtype,
                   {'self': c, 'batch1': a, 'batch2': b, 'beta': 0.5, 'alpha': 2.0},
                   [torch.baddbmm(c, a, b, beta=0.5, alpha=2.0)])


def convolutions():
    geometries = [(2, 3, 4, 1, (7, 6), (3, 2), (1, 1), (0, 0), (1, 1)),
                  (1, 4, 6, 2, (6, 7), (3, 3), (2, 1), (1, 2), (1, 2)),
                  (2, 3, 3, 3, (5, 5), (2, 3), (1, 2), (1, 1), (2, 1))]
    for dtype in FLOATS:
        for n, channels, out, groups, size, kernel, stride, padding, dilation in geometries:
            x = made(dtype, n, channels, *size)
            w = made(dtype, out, channels // groups, *kernel)
            bias = made(dtype, out)
            how = {'stride': list(stride), 'padding': list(padding), 'dilation': list(dilation),
                   'groups': groups}
            y = F.conv2d(x, w, bias, **how)
            grad = made(dtype, *y.shape)
            dx, dw = gradients(lambda x, w: F.conv2d(x, w, None, **how), [x, w], grad)
            yield 'convolution', dtype, {'input': x, 'weight': w, 'bias': bias, **how}, [y]
            yield ('conv_input_grad', dtype,
                   {'grad': grad, 'weight': w, 'input_size': list(x.shape), **how}, [dx])
            yield ('conv_weight_grad', dtype,
                   {'grad': grad, 'input': x, 'weight_size': list(w.shape), **how}, [dw])


def pools():
    for dtype in FLOATS:
        x = made(dtype, 2, 3, 7, 6)
        y, indices = F.max_pool2d(x, (3, 2), (2, 2), (1, 0), return_indices=True)
        grad = made(dtype, *y.shape)
        yield ('max_pool2d', dtype,
               {'self': x, 'kernel_size': [3, 2], 'stride': [2, 2], 'padding': [1, 0]}, [y])
        yield ('max_pool2d_backward', dtype,
               {'grad': grad, 'indices': indices, 'input_size': list(x.shape)},
               gradients(lambda x: F.max_pool2d(x, (3, 2), (2, 2), (1, 0)), [x], grad))
        for inside in (True, False):
            how = {'kernel_size': [3, 2], 'stride': [2, 1], 'padding': [1, 1], 'ceil_mode': True,
                   'count_include_pad': inside}
            grad = made(dtype, *F.avg_pool2d(x, **how).shape)
            yield ('avg_pool2d_backward', dtype,
                   {'grad': grad, 'input_size': list(x.shape), **how},
                   gradients(lambda x, how=how: F.avg_pool2d(x, **how), [x], grad))
        grad = made(dtype, 2, 3, 3, 4)
        yield ('adaptive_avg_pool2d_backward', dtype,
               {'grad': grad, 'input_size': list(x.shape)},
               gradients(lambda x: F.adaptive_avg_pool2d(x, (3, 4)), [x], grad))
        yield ('adaptive_max_pool2d', dtype, {'self': x, 'output_size': [3, 4]},
               F.adaptive_max_pool2d(x, (3, 4), return_indices=True))
        line = made(dtype, 2, 3, 9)
        yield ('adaptive_max_pool1d', dtype, {'self': line, 'output_size': [4]},
               F.adaptive_max_pool1d(line, 4, return_indices=True))

# --- norms, attention, search ---------------------------------------------------------------------


def rms(x, weight, eps):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + eps) * weight


def norms():
    for dtype in FLOATS:
        x, weight, bias = made(dtype, 6, 5), made(dtype, 5), made(dtype, 5)
        grad = made(dtype, 6, 5)
        mean = x.mean(1)
        rstd = torch.rsqrt(x.var(1, unbiased=False) + 1e-5)
        shape = {'n': 5, 'channels': 1, 'repeat': 1}
        yield ('native_norm', dtype,
               {'input': x, 'weight': weight, 'bias': bias, **shape, 'eps': 1e-5, 'rms': False},
               [F.layer_norm(x, (5,), weight, bias, 1e-5), mean, rstd])
        yield ('native_norm_backward', dtype,
               {'grad': grad, 'input': x, 'mean': mean, 'rstd': rstd, 'weight': weight, **shape,
                'rms': False},
               gradients(lambda x, w, b: F.layer_norm(x, (5,), w, b, 1e-5), [x, weight, bias],
                         grad))
        yield ('rms_norm', dtype, {'input': x, 'normalized_shape': [5], 'weight': weight,
                                   'eps': 1e-3}, [rms(x, weight, 1e-3)])


def attention(query, key, value, mask, causal, scale):
    """The result and the logsumexp of each row of scores."""
    scores = query @ key.transpose(-1, -2) * scale
    if causal:
        ones = torch.ones(scores.shape[-2:], dtype=torch.bool)
        scores = scores.masked_fill(ones.triu(1), float('-inf'))
    if mask is not None:
        scores = scores.masked_fill(~mask, float('-inf')) if mask.dtype == torch.bool \
            else scores + mask
    return [torch.softmax(scores, -1) @ value, torch.logsumexp(scores, -1)]


def attentions():
    for dtype in FLOATS:
        q, k, v = made(dtype, 2, 3, 4), made(dtype, 2, 5, 4), made(dtype, 2, 5, 3)
        seen = torch.tensor([[1, 0, 1, 1, 0], [1, 1, 1, 1, 1], [0, 0, 0, 0, 1]], dtype=torch.bool)
        rows = (q, None, False, 0.5), (q, seen, False, 0.5), (q, made(dtype, 3, 5), False, 0.5), \
            (q, made(dtype, 2, 1, 5), False, 0.5), (k, None, True, 0.4)
        for query, mask, causal, scale in rows:
            how = {'attn_mask': mask, 'is_causal': causal, 'scale': scale}
            inputs = {'query': query, 'key': k, 'value': v}
            result, logsumexp = attention(query, k, v, mask, causal, scale)
            yield 'native_attention', dtype, {**inputs, **how}, [result, logsumexp]
            grad = made(dtype, *result.shape)
            grads = gradients(lambda q, k, v: attention(q, k, v, mask, causal, scale)[0],
                              inputs.values(), grad)
            yield ('native_attention_backward', dtype,
                   {'grad': grad, **inputs, 'result': result, 'logsumexp': logsumexp, **how},
                   grads)


def searches():
    for dtype in [torch.float32, torch.float64, torch.int64]:
        rows, values = made(dtype, 3, 6).sort(-1)[0], made(dtype, 3, 4)
        for right in (False, True):
            yield ('search_rows', dtype, {'sorted': rows, 'values': values, 'right': right},
                   [torch.searchsorted(rows, values, right=right)])
        t, src = made(dtype, 4, 5), made(dtype, 3, 5)
        index = torch.tensor([[0, 1, 2, 3, 0], [1, 1, 0, 3, 0], [3, 2, 0, 3, 1]])
        for reduce in ('prod', 'amax', 'amin'):
            yield ('scatter_combine', dtype,
                   {'self': t, 'dim': 0, 'index': index, 'src': src, 'reduce': reduce},
                   [t.scatter_reduce(0, index, src, reduce)])


def indices():
    rows = torch.tensor([[0, -1, 2], [1, 1, -4]])
    columns = torch.tensor([4, 0, -2])
    flat = (rows % 4) * 5 + columns % 5
    yield ('ravel_multi_index', torch.int64, {'indices': [rows, columns], 'size': [4, 5]}, [flat])
    for dtype in ANY:
        t = made(dtype, 4, 5, 2)
        mask = made(torch.bool, 4, 5)
        for index in ([rows], [rows, columns], [mask]):
            picked = t[tuple(index)]
            values = made(dtype, *picked.shape)
            given = {'self': t, 'indices': index}
            yield 'index.Tensor', dtype, given, [picked]
            yield ('index_put.Tensor', dtype, {**given, 'values': values, 'accumulate': True},
                   [t.index_put(tuple(index), values, accumulate=True)])


def groups():
    """What neighbours or an index put together."""
    for dtype in [torch.float32, torch.float64]:
        data, lengths = made(dtype, 6, 3), torch.tensor([2, 0, 4])
        weight, bags = made(dtype, 5, 3), torch.tensor([[0, 4], [2, 2], [1, 0]])
        for mode in ('sum', 'mean', 'max'):
            yield ('segment_reduce', dtype, {'data': data, 'reduce': mode, 'lengths': lengths,
                                             'initial': 1.0},
                   [torch.segment_reduce(data, mode, lengths=lengths, initial=1.0)])
            yield ('embedding_bag', dtype, {'weight': weight, 'indices': bags, 'mode': mode},
                   [F.embedding_bag(bags, weight, mode=mode)])
        at, source_at = torch.tensor([0, 3, 0, 1]), torch.tensor([2, 5, 2, 0])
        yield ('index_select_add', dtype, {'self': weight, 'index': at, 'source': data,
                                           'source_index': source_at},
               [weight.index_add(0, at, data[source_at])])
        yield 'histc', dtype, {'self': data, 'bins': 5}, [torch.histc(data, 5)]
    for dtype in [torch.float32, torch.int64]:
        t, source = made(dtype, 4, 5), made(dtype, 3, 5)
        index = torch.tensor([1, 3, 1])
        yield ('index_reduce', dtype, {'self': t, 'dim': 0, 'index': index, 'source': source,
                                       'reduce': 'prod'},
               [t.index_reduce(0, index, source, 'prod')])
    t = torch.tensor([[3, 1, 3, 3], [1, 1, 2, 3]])
    asked = {'return_inverse': True, 'return_counts': True}
    for dtype in [torch.float32, torch.int64]:
        u = t.to(dtype)
        yield 'unique', dtype, {'self': u, **asked}, list(torch.unique(u, **asked))
        yield ('unique_consecutive', dtype, {'self': u, **asked},
               list(torch.unique_consecutive(u, **asked)))
        yield 'mode', dtype, {'self': u}, [u.mode(-1)[0], torch.tensor([3, 1])]
def convolved(a, b):
    """All points of the convolution along the last dim, term by term."""
    out = torch.zeros(a.shape[:-1] + (a.shape[-1] + b.shape[-1] - 1,), dtype=a.dtype)
    for k in range(b.shape[-1]):
        out[..., k:k + a.shape[-1]] += a * b[..., k:k + 1]
    return out


def transforms():
    for dtype in [torch.complex64, torch.complex128]:
        x = made(dtype, 3, 4, 15)
        for dims, how, forward in ([2], 0, True), ([0, 2], 1, False), ([1], 2, False):
            yield ('fft_c2c', dtype,
                   {'self': x, 'dim': dims, 'normalization': how, 'forward': forward},
                   [torch._fft_c2c(x, dims, how, forward)])
        for dims, how, n in ([2], 0, 28), ([0, 2], 1, 29), ([0, 1], 2, 6):
            half = x.narrow(dims[-1], 0, n // 2 + 1)
            yield ('fft_c2r', dtype,
                   {'self': half, 'dim': dims, 'normalization': how, 'last_dim_size': n},
                   [torch._fft_c2r(half, dims, how, n)])
        real = made(x.real.dtype, 3, 4, 15)
        for dims, how, onesided in ([2], 0, True), ([0, 1], 1, True), ([1, 2], 2, False):
            yield ('fft_r2c', real.dtype,
                   {'self': real, 'dim': dims, 'normalization': how, 'onesided': onesided},
                   [torch._fft_r2c(real, dims, how, onesided)])
        how = {'normalization': 1}
        yield ('fft_c2c', dtype, {'self': x, 'dim': [1, 2], 'forward': True, 's': [6, 12], **how},
               [torch.fft.fftn(x, [6, 12], [1, 2], 'ortho')])
        for a, onesided in (x, False), (real, False), (real, True):
            transform = torch.fft.rfft if onesided else torch.fft.fft
            yield ('native_fft_window', a.dtype,
                   {'self': a, 'window': a[0, 1], 'onesided': onesided, **how},
                   [transform(a * a[0, 1], norm='ortho')])
        yield ('native_ifft_window', dtype, {'self': x, 'window': x[0, 1], **how},
               [torch.fft.ifft(x, norm='ortho') * x[0, 1]])
        yield ('native_ifft_window', dtype, {'self': x[..., :8], 'window': real[0, 1], **how},
               [torch.fft.irfft(x[..., :8], 15, norm='ortho') * real[0, 1]])
        for a, b in (x, x[..., :5]), (real, real[:1, :1, :7]):
            full = convolved(a, b)
            n, m = a.shape[-1], b.shape[-1]
            cuts = {'full': full, 'same': full[..., (m - 1) // 2:][..., :n],
                    'valid': full[..., m - 1:n]}
            for mode, result in cuts.items():
                yield 'fft_conv', a.dtype, {'self': a, 'other': b, 'mode': mode}, [result]
            yield ('native_fft_conv', a.dtype,
                   {'self': a, 'other': b, 'first': 2, 'count': 9}, [full[..., 2:11]])
        signal = made(real.dtype, 2, 40)
        window = positive(real.dtype, 6)
        yield ('stft', real.dtype,
               {'self': signal, 'n_fft': 8, 'hop_length': 3, 'win_length': 6, 'window': window,
                'normalized': True, 'onesided': True, 'return_complex': True},
               [torch.stft(signal, 8, 3, 6, window, center=False, normalized=True,
                           onesided=True, return_complex=True)])
    for n, d in (8, 0.5), (9, 2.0), (1, 1.0):
        yield 'fft_fftfreq', torch.float32, {'n': n, 'd': d}, [torch.fft.fftfreq(n, d)]
        yield 'fft_rfftfreq', torch.float32, {'n': n, 'd': d}, [torch.fft.rfftfreq(n, d)]


def regular(dtype, *sizes):
    """Square matrices far from singular."""
    return made(dtype, *sizes, lo=-1, hi=1) + 3 * torch.eye(sizes[-1], dtype=dtype)


def linear_algebra():
    for dtype in [torch.float32, torch.float64, torch.complex64]:
        a, small = regular(dtype, 2, 4, 4), made(dtype, 2, 3, 3, lo=-1, hi=1)
        packed, tau = torch.geqrf(made(dtype, 2, 4, 3))
        product = torch.linalg.householder_product(packed, tau)
        pairs = {'input': packed, 'tau': tau}
        yield 'native_householder_product', dtype, pairs, [product]
        yield 'orgqr', dtype, {'self': packed, 'input2': tau}, [product]
        yield 'inverse', dtype, {'self': a}, [torch.inverse(a)]
        yield 'det', dtype, {'self': a}, [torch.det(a)]
        yield 'slogdet', dtype, {'self': a}, list(torch.slogdet(a))
        yield 'linalg_cond.p_str', dtype, {'self': a, 'p': 'fro'}, [torch.linalg.cond(a, 'fro')]
        yield 'linalg_cond.p_str', dtype, {'self': a, 'p': 'nuc'}, [torch.linalg.cond(a, 'nuc')]
        wide = a[:, :3]
        yield 'linalg_pinv.atol_rtol_tensor', dtype, {'self': wide}, [torch.linalg.pinv(wide)]
        yield 'matrix_power', dtype, {'self': small, 'n': 3}, [torch.matrix_power(small, 3)]
        for name in ('matrix_exp', 'linalg_matrix_exp'):
            yield name, dtype, {'self': small}, [torch.matrix_exp(small)]
        chain = [made(dtype, 2, 3), made(dtype, 3, 4), made(dtype, 4, 2)]
        yield 'chain_matmul', dtype, {'matrices': chain}, [torch.linalg.multi_dot(chain)]
        x = made(dtype, 4, lo=-2, hi=2)
        yield 'vander', dtype, {'x': x}, [torch.vander(x)]
        yield 'vander', dtype, {'x': x, 'N': 3, 'increasing': True}, [torch.vander(x, 3, True)]
        yield 'linalg_diagonal', dtype, {'A': a, 'offset': 1}, [torch.linalg.diagonal(a, offset=1)]
        yield 'linalg_matmul', dtype, {'self': a, 'other': a}, [torch.matmul(a, a)]
        lu, pivots = torch.linalg.lu_factor(made(dtype, 2, 4, 4))
        order = torch.lu_unpack(lu, pivots)[0].real.argmax(-2)
        yield 'lu_permutation', dtype, {'pivots': pivots, 'rows': 4}, [order]
        lu, pivots, info = torch.linalg.lu_factor_ex(made(dtype, 2, 4, 3))
        yield ('linalg_lu_factor_ex', dtype, {'A': lu},
               list(torch.linalg.lu_factor_ex(lu)))


def cases():
    torch.manual_seed(12)
    for family in (elementwise, copies, products, convolutions, pools, norms, attentions, searches,
                   indices, groups, transforms, linear_algebra):
        yield from family()
