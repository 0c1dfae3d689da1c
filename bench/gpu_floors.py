"""What is measured on a GPU, against whom, and the floor of each ratio.

A peer's ratio is their time over ours; that of `copy` is our bytes a second over those of a plain
copy by the driver; that of `launch` is a raw launch and half a microsecond over the host's part of
an op; that of `context` is a process that makes CUDA's context, and 50 ms, over one that does an
op; that of `limit` is a time that is stated here over ours. `cublas` is cuBLAS called by our
program, `unordered` are our own sums in any order, `torch_ordered` is PyTorch in its deterministic
mode and `cpu` PyTorch on all cores of the host. A floor of None: the ratio is only told. Bytes are
those that have to move: each input read once, each result written once."""

import math
import statistics

LAUNCH_EXTRA_S, CONTEXT_EXTRA_S = 0.5e-6, 50e-3
LARGE, SQUARE = ('copy_64M', 2 << 28), ('copy_4096', 2 << 26)
ORDERED = {'unordered': 0.5, 'torch': None, 'torch_ordered': 5.0}
TOLD = {'torch': None}

# case: (group, unit, share by which sums of results may differ, {peer: floor})
CASES = {
    'add_64M': ('memory', 'ms', 1e-4, {'copy': 0.95, 'cupy': 0.95}),
    'exp_64M': ('memory', 'ms', 1e-4, {'copy': 0.95, 'cupy': 0.95}),
    'sum_64M': ('memory', 'ms', 1e-4, {'torch': 0.98, 'cupy': 0.98}),
    'add_row_8192': ('memory', 'ms', 1e-4, {'torch': 1.5, 'cupy': 1.5}),
    'add_transposed_8192': ('memory', 'ms', 1e-4, {'torch': 1.5, 'cupy': 1.5}),
    'softmax_4096': ('memory', 'ms', 1e-4, {'copy': 0.85, 'torch': 1.1}),
    'layer_norm_4096': ('memory', 'ms', 1e-4, {'copy': 0.85, 'torch': 1.1}),
    'embedding_backward': ('memory', 'ms', 1e-4, {'torch': 1.5}),
    'adamw_64M': ('memory', 'ms', 1e-4, {'copy': 0.9, 'torch': 1.0}),
    'gemm_f32_4096': ('compute', 'ms', 1e-4, {'cublas': 0.97, 'torch': 0.97}),
    'gemm_bf16_4096': ('compute', 'ms', 1e-2, {'cublas': 0.97, 'torch': 0.97}),
    'attention': ('compute', 'ms', 1e-2, {'torch': 0.8}),
    'attention_causal': ('compute', 'ms', 1e-2, {'torch': 0.8}),
    'attention_backward': ('compute', 'ms', 1e-2, {'torch': 0.8}),
    'attention_causal_backward': ('compute', 'ms', 1e-2, {'torch': 0.8}),
    'conv_stem': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_stem_backward': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_one_56': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_one_56_backward': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_three_56': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_three_56_backward': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_down_28': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_down_28_backward': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_skip_28': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_skip_28_backward': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_three_14': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_three_14_backward': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_one_14': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_one_14_backward': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_three_7': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'conv_three_7_backward': ('compute', 'ms', 1e-2, {'torch': 0.7}),
    'train_cnn': ('training', 'ms', 1e-3, {'torch': 1.3}),
    'train_gpt': ('training', 'ms', 1e-3, {'torch': 1.3}),
    'train_cnn_step': ('training', 'ms', 1e-3, {'torch': 1.3}),
    'train_gpt_step': ('training', 'ms', 1e-3, {'torch': 1.3}),
    'graph_100_ops': ('overhead', 'us', 1e-4, {'limit': 1.0, 'torch': 1.0}),
    'step_100_ops': ('overhead', 'us', 1e-4, {'limit': 1.0, 'torch': 1.0}),
    'add_1024': ('overhead', 'us', 1e-4, {'launch': 1.0}),
    'first_op': ('overhead', 's', 0, {'context': 1.0, 'torch': 1.0}),
    'gather_64B': ('index', 'ms', 1e-4, {'copy': 0.85, 'torch': None}),
    'gather_256B': ('index', 'ms', 1e-4, {'copy': 0.85, 'torch': None}),
    'gather_1KiB': ('index', 'ms', 1e-4, {'copy': 0.85, 'torch': None}),
    'index_add_64B': ('index', 'ms', 1e-4, ORDERED),
    'index_add_256B': ('index', 'ms', 1e-4, ORDERED),
    'index_add_1KiB': ('index', 'ms', 1e-4, ORDERED),
    'index_add_64B_unordered': ('index', 'ms', 1e-4, {'torch': 0.95}),
    'index_add_256B_unordered': ('index', 'ms', 1e-4, {'torch': 0.95}),
    'index_add_1KiB_unordered': ('index', 'ms', 1e-4, {'torch': 0.95}),
    'scatter_add_16M': ('index', 'ms', 1e-4, {**ORDERED, 'unordered': None}),
    'scatter_add_16M_unordered': ('index', 'ms', 1e-4, {'torch': 0.95}),
    'scatter_add_hot_bf16': ('index', 'ms', 1e-4, {'torch': 2.0}),
    'index_put_4096': ('index', 'us', 1e-4, {'torch': 5.0}),
    'index_put_4096_rows': ('index', 'us', 1e-4, {'torch': 5.0}),
    'einsum_bij_bjk_f32': ('einsum', 'ms', 1e-4, {'torch': 0.97}),
    'einsum_bij_bjk_bf16': ('einsum', 'ms', 1e-2, {'torch': 0.97}),
    'einsum_bhqd_bkhd_f32': ('einsum', 'ms', 1e-4, {'torch': 1.5}),
    'einsum_bhqd_bkhd_bf16': ('einsum', 'ms', 1e-2, {'torch': 1.5}),
    'einsum_abcd_cdbe': ('einsum', 'ms', 1e-4, {'torch': 1.5}),
    'einsum_bij_bij': ('einsum', 'us', 1e-4, {'torch': 4.0}),
    'einsum_bic_bicf': ('einsum', 'us', 1e-4, {'torch': 4.0}),
    'einsum_ij_ijkl': ('einsum', 'us', 1e-4, {'torch': 4.0}),
    'einsum_tiny_4x4': ('einsum', 'us', 1e-4, {'torch': 4.0}),
    'fft_conv_4096x4096': ('fft', 'ms', 1e-4, {'torch': 2.0}),
    'fft_conv_64x1M': ('fft', 'ms', 1e-4, {'torch': 2.0}),
    'svd_100000_3x3': ('linalg', 'ms', 1e-3, {'torch': 10.0}),
    'svd_50000_8x8': ('linalg', 'ms', 1e-3, {'torch': 2.0}),
    'svd_20000_16x16': ('linalg', 'ms', 1e-3, {'torch': 2.0}),
    'svd_5000_32x32': ('linalg', 'ms', 1e-3, {'torch': 2.0}),
    'svd_512_48x48': ('linalg', 'ms', 1e-3, {'torch': 3.0}),
    'svd_512_64x64': ('linalg', 'ms', 1e-3, {'torch': 3.0}),
    'svd_64_128x128': ('linalg', 'ms', 1e-3, {'torch': 3.0}),
    'svd_1000_60x3': ('linalg', 'ms', 1e-3, {'torch': 20.0, 'cpu': 1.0}),
    'svd_8716_3x2': ('linalg', 'ms', 1e-3, {'torch': 20.0, 'cpu': 1.0}),
    'svd_1_1024x1024': ('linalg', 'ms', 1e-3, {'torch': 1.0}),
    'qr_27000_3x3': ('linalg', 'ms', 1e-3, {'torch': 50.0}),
    'qr_100000_8x3': ('linalg', 'ms', 1e-3, {'torch': 50.0}),
    'qr_10000_32x8': ('linalg', 'ms', 1e-3, {'torch': 50.0}),
    'solve_100000_8x8': ('linalg', 'ms', 1e-3, TOLD),
    'solve_50000_16x16': ('linalg', 'ms', 1e-3, TOLD),
    'inv_100000_8x8': ('linalg', 'ms', 1e-3, TOLD),
    'inv_50000_16x16': ('linalg', 'ms', 1e-3, TOLD),
    'cholesky_100000_8x8': ('linalg', 'ms', 1e-3, TOLD),
    'cholesky_50000_16x16': ('linalg', 'ms', 1e-3, TOLD),
    'eigh_100000_8x8': ('linalg', 'ms', 1e-3, TOLD),
    'eigh_50000_16x16': ('linalg', 'ms', 1e-3, TOLD),
    'svd_1_4096x4096': ('linalg', 's', 1e-3, {'torch': 1.0}),
}


def is_prime(n):
    return n > 1 and all(n % f for f in range(2, math.isqrt(n) + 1))


def lengths(small):
    """Of a sweep: powers of two, all up to 64, every 61st, every 16th of the primes above 127."""
    if small:
        return [2, 8, 60, 64, 131, 256]
    primes = [n for n in range(128, 4097) if is_prime(n)]
    return sorted({*(1 << k for k in range(1, 13)), *range(2, 65), *range(64, 4097, 61),
                   *primes[::16]})


# Cases that are asked for with a number behind the name, for each of the lengths.
# case: (group, unit, tolerance, peers, {figure: (which lengths, how ratios are judged, floor)})
SWEEPS = {
    'fft_c64_': ('fft', 'us', 1e-4, ('torch', 'cupy'), {
        'lengths': (lambda n: True, statistics.geometric_mean, 1.3),
        'powers_of_2': (lambda n: n & (n - 1) == 0, min, 0.95),
        'primes': (lambda n: n > 127 and is_prime(n), statistics.geometric_mean, 2.0),
    }),
}

# case: seconds that a call may take: 100 ops of a microsecond.
LIMITS = {'graph_100_ops': 100e-6, 'step_100_ops': 100e-6}

# case: (bytes that it moves, the copy that it is compared with and its bytes)
BYTES = {
    'add_64M': (3 << 28, LARGE),
    'exp_64M': (2 << 28, LARGE),
    'softmax_4096': (2 << 26, SQUARE),
    'layer_norm_4096': (2 << 26, SQUARE),
    'gather_64B': ((2 << 28) + (8 << 22), LARGE),  # a row and its index in, the row out
    'gather_256B': ((2 << 28) + (8 << 20), LARGE),
    'gather_1KiB': ((2 << 28) + (8 << 18), LARGE),
    'adamw_64M': (7 << 28, LARGE),  # parameter, gradient, two moments in; all but the gradient out
}
