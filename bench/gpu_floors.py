"""What is measured on a GPU, against whom, and the floor of each ratio.

A peer's ratio is their time over ours; that of `copy` is our bytes a second over those of a plain
copy by the driver; that of `launch` is a raw launch and half a microsecond over the host's part of
an op; that of `context` is a process that makes CUDA's context, and 50 ms, over one that does an
op; that of `limit` is a time that is stated here over ours. `cublas` is cuBLAS called by our
program. Bytes are those that have to move: each input read once, each result written once."""

LAUNCH_EXTRA_S, CONTEXT_EXTRA_S = 0.5e-6, 50e-3
LARGE, SQUARE = ('copy_64M', 2 << 28), ('copy_4096', 2 << 26)

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
}

# case: seconds that a call may take: 100 ops of a microsecond.
LIMITS = {'graph_100_ops': 100e-6, 'step_100_ops': 100e-6}

# case: (bytes that it moves, the copy that it is compared with and its bytes)
BYTES = {
    'add_64M': (3 << 28, LARGE),
    'exp_64M': (2 << 28, LARGE),
    'softmax_4096': (2 << 26, SQUARE),
    'layer_norm_4096': (2 << 26, SQUARE),
    'adamw_64M': (7 << 28, LARGE),  # parameter, gradient, two moments in; all but the gradient out
}
