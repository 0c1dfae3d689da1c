"""What is measured against which peer, and the floor of each ratio (their time over ours).

A case with a limit instead of a peer has the ratio limit over ours, and the floor 1."""

# (bench, case, unit, floor against PyTorch from Python, floor against libtorch's C++ or None)
CASES = [
    ('overhead', 'add_1', 'ns', 8.0, 4.0),
    ('overhead', 'add_1_recorded', 'ns', 5.0, 1.0),
    ('overhead', 'mul_sum_backward_1', 'ns', 10.0, 1.0),
    ('overhead', 'matmul_8', 'ns', 5.0, 1.0),
    ('memory', 'add_16M', 'ms', 4.0, None),
    ('memory', 'exp_16M', 'ms', 3.0, None),
    ('memory', 'tanh_16M', 'ms', 3.0, None),
    ('memory', 'gelu_16M', 'ms', 3.0, None),
    ('memory', 'softmax_4096x1024', 'ms', 2.0, None),
    ('memory', 'layer_norm_4096x1024', 'ms', 2.0, None),
    ('memory', 'sum_16M', 'ms', 1.0, None),
    ('memory', 'add_transposed_4096', 'ms', 2.0, None),
    ('memory', 'add_row_4096', 'ms', 2.0, None),
    ('compute', 'sgemm_1024', 'ms', 0.95, None),
    ('compute', 'dgemm_512', 'ms', 0.95, None),
    ('compute', 'conv2d', 'ms', 0.95, None),
    ('compute', 'conv2d_forward_backward', 'ms', 1.0, None),
    ('index', 'index_add', 'ms', 3.0, None),
    ('index', 'embedding_backward', 'ms', 2.0, None),
    ('index', 'index_put_accumulate', 'ms', 3.0, None),
    ('index', 'scatter_add', 'ms', 3.0, None),
    ('index', 'scatter_add_1M', 'ms', 3.0, None),
    ('index', 'embedding_bag_backward', 'ms', 3.0, None),
    ('index', 'sort_1M', 'ms', 2.0, None),
    ('index', 'topk_1M', 'ms', 2.0, None),
    ('index', 'unique_1M', 'ms', 2.0, None),
    ('einsum', 'bij,bjk->bik', 'ms', 0.95, None),
    ('einsum', 'bhqd,bkhd->bhqk', 'ms', 0.95, None),
    ('einsum', 'abcd,cdbe->ae', 'ms', 0.95, None),
    ('einsum', 'bic,bicf->bif', 'ms', 3.0, None),
    ('einsum', 'ij,ijkl->kl', 'ms', 3.0, None),
    ('einsum', 'ab,bc,cd,de,ef,fg->ag', 'ms', 3.0, None),
    ('linalg', 'svd_100000_3x3', 'ms', 5.0, None),
    ('linalg', 'svd_100000_8x8', 'ms', 5.0, None),
    ('linalg', 'svd_10000_16x16', 'ms', 5.0, None),
    ('linalg', 'svd_1000_60x3', 'ms', 5.0, None),
    ('linalg', 'svd_1000_32x32', 'ms', 2.0, None),
    ('linalg', 'svd_256', 'ms', 0.95, None),
    ('linalg', 'svd_512', 'ms', 0.95, None),
    *(('linalg', f'{name}_20000_{n}x{n}', 'ms', 3.0, None)
      for name in ('solve', 'inv', 'cholesky', 'eigh', 'qr') for n in (8, 16)),
]

# Limits in the unit of the case.
LIMITS = {
    ('overhead', 'add_1_absolute'): ('ns', 100.0),
    ('overhead', 'add_1_allocations'): ('count', 2.0),
    ('process', 'start_and_print'): ('ms', 10.0),
    ('process', 'library_size'): ('MB', 3.0),
    ('process', 'clean_build'): ('s', 90.0),
    ('process', 'clean_build_cuda'): ('s', 240.0),
    ('process', 'make_test'): ('s', 1200.0),
    ('process', 'plugin_size'): ('MB', 25.0),
    ('allocator', 'pair_small'): ('ns', 60.0),
    ('allocator', 'pair_large'): ('ns', 200.0),
    ('allocator', 'reserved_over_best_fit'): ('ratio', 1.01),
}

# Ours over ours.
THREADS_8_OVER_2 = 0.9

# Rates: ours over theirs.
TRAINING = {'train_cnn': 1.5, 'train_cnn_2_ranks': 1.5, 'scaling_2_ranks': 0.85,
            'peak_resident': 1.0}

WHAT = {
    'add_1': 'add of 1 element', 'add_1_recorded': 'the same, recording a gradient',
    'mul_sum_backward_1': 'mul, sum, backward of 1 element', 'matmul_8': '8x8 matmul',
    'add_16M': 'add of 16M floats, result allocated', 'exp_16M': 'exp of 16M floats',
    'tanh_16M': 'tanh of 16M floats', 'gelu_16M': 'gelu of 16M floats',
    'softmax_4096x1024': 'softmax 4096x1024', 'layer_norm_4096x1024': 'layer_norm 4096x1024',
    'sum_16M': 'sum of 16M floats', 'add_transposed_4096': 'add of a transposed 4096x4096',
    'add_row_4096': 'add of a row to 4096x4096', 'sgemm_1024': 'sgemm 1024',
    'dgemm_512': 'dgemm 512', 'conv2d': 'conv2d 32->64 3x3 on 32x32x28x28',
    'conv2d_forward_backward': 'the same, forward and backward',
    'index_add': 'index_add of 100,000 rows of 64',
    'index_put_accumulate': 'index_put with accumulate, 100,000 rows of 64',
    'scatter_add': 'scatter_add of 100,000 rows of 64, an index an element',
    'scatter_add_1M': 'scatter_add of 1M floats into 100,000',
    'embedding_bag_backward': 'embedding_bag backward, 10,000 bags of 10 rows of 64',
    'fft_lengths': 'complex fft of lengths 2 to 4,096, 8 MB: geometric mean',
    'fft_primes': 'the same of primes', 'fft_512': 'one complex fft of 512 points',
    'sort_1M': 'sort of 1M floats', 'topk_1M': 'the 100 largest of 1M floats',
    'unique_1M': 'unique of 1M integers below 100,000',
    'svd_100000_3x3': 'svd of 100,000 3x3', 'svd_100000_8x8': 'svd of 100,000 8x8',
    'svd_10000_16x16': 'svd of 10,000 16x16', 'svd_1000_60x3': 'svd of 1,000 60x3',
    'svd_1000_32x32': 'svd of 1,000 32x32', 'svd_256': 'svd of one 256x256',
    'svd_512': 'svd of one 512x512',
    **{f'{name}_20000_{n}x{n}': f'{name} of 20,000 {n}x{n}'
       for name in ('solve', 'inv', 'cholesky', 'eigh', 'qr') for n in (8, 16)},
    'embedding_backward': 'embedding backward, 100,000 rows of 64',
    'add_1_absolute': 'add of 1 element', 'add_1_allocations': 'allocations of that add',
    'start_and_print': 'a process that makes and prints one tensor',
    'library_size': 'libtenon.so, stripped', 'clean_build': 'clean build',
    'clean_build_cuda': 'clean build with the CUDA plug-in, sm_90',
    'plugin_size': 'libtenon_cuda.so, one architecture',
    'pair_small': 'allocate and free at 10,000 live blocks, up to 64 KiB',
    'pair_large': 'the same above 64 KiB',
    'reserved_over_best_fit': 'peak reserved over best fit\'s, worst of ten recorded runs',
    'threads_8_over_2': 'throughput of 8 threads on 2 cores over that of 2',
    'make_test': 'make test', 'train_cnn': 'training the CNN, 1 process',
    'train_cnn_2_ranks': 'training the CNN, 2 ranks against 2-process DDP',
    'scaling_2_ranks': 'rate(2 ranks) / (2 * rate(1 rank))',
    'peak_resident': 'peak resident memory of a rank, theirs over ours',
}
