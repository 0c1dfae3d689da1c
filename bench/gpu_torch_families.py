"""Cases of gpu_bench in PyTorch: reading and adding by index, contractions by equation, Fourier
transforms (cuFFT's), decompositions. Where PyTorch leaves a choice it has the fastest: that of
the lengths of transforms that convolve, and that of cuSOLVER's drivers for singular values. Cases
in _ordered are those of the name before that in PyTorch's deterministic mode."""

import gpu_peer
import torch
from gpu_torch_inputs import CPU, DEVICE, SMALL, inputs, make, seconds_of, several, size, values

# ---- index ---------------------------------------------------------------------------------------

TIMES, HOT = 16, 16


def make_index(bits, below, step=1):
    inputs[2] = (torch.from_numpy(gpu_peer.shuffled(bits)) % below * step).to(DEVICE)


def table(log_width):
    bits = size(26, 13) - log_width
    make(0, (1 << bits, 1 << log_width))
    make_index(bits, 1 << bits)


def rows(log_width):
    bits = size(26, 13) - log_width
    several(((1 << bits) // TIMES, 1 << log_width), (1 << bits, 1 << log_width))
    make_index(bits, (1 << bits) // TIMES)


def elements():
    bits = size(24, 10)
    several(((1 << bits) // TIMES,), (1 << bits,))
    make_index(bits, (1 << bits) // TIMES)


def hot_elements():
    bits = size(20, 12)
    places, x = (1 << bits) // 16, values((1 << bits,), 2) - 0.1
    inputs[1] = (x.sign() * (x.abs() > 0.984375)).bfloat16()
    inputs[0] = torch.zeros(places, dtype=torch.bfloat16, device=DEVICE)
    make_index(bits, HOT, places // HOT)


def few(places, *width):
    bits = size(12, 5)
    several((places, *width), (1 << bits, *width))
    make_index(bits, 1 << (bits - 1), places >> (bits - 1))


def ordered(setup):
    """Until the inputs are dropped. Memory is left as it comes, since filling it is for debugging
    alone."""
    def run():
        torch.use_deterministic_algorithms(True)
        if hasattr(torch.utils, 'deterministic'):
            torch.utils.deterministic.fill_uninitialized_memory = False
        setup()
    return run


def index_add():
    return inputs[0].index_add(0, inputs[2], inputs[1])


def scatter_add():
    return inputs[0].scatter_add(0, inputs[2], inputs[1])


def index_put():
    return inputs[0].index_put_((inputs[2],), inputs[1], accumulate=True)


CASES = {
    'scatter_add_16M': (elements, scatter_add),
    'scatter_add_16M_unordered': (elements, scatter_add),
    'scatter_add_16M_ordered': (ordered(elements), scatter_add),
    'scatter_add_hot_bf16': (hot_elements, scatter_add),
    'index_put_4096': (lambda: few(size(1 << 20, 1 << 8)), index_put),
    'index_put_4096_rows': (lambda: few(size(1 << 16, 1 << 6), 64), index_put),
}
for row, log in {'64B': 4, '256B': 6, '1KiB': 8}.items():
    CASES[f'gather_{row}'] = ((lambda log=log: table(log)),
                              lambda: inputs[0].index_select(0, inputs[2]))
    setup_rows = (lambda log=log: rows(log))
    CASES[f'index_add_{row}'] = CASES[f'index_add_{row}_unordered'] = setup_rows, index_add
    CASES[f'index_add_{row}_ordered'] = ordered(setup_rows), index_add

# ---- einsum --------------------------------------------------------------------------------------


def product(dtype):
    batch, n = size((16, 1024), (2, 16))
    several((batch, n, n), (batch, n, n), dtype=dtype)


def scores(dtype):
    batch, n, length = size((8, 16, 512), (2, 2, 8))
    several((batch, n, length, 64), (batch, length, n, 64), dtype=dtype)


def four_dims():
    outer, b, c = size((256, 16, 32), (4, 2, 4))
    several((outer, b, c, c), (c, c, b, outer))


def dots():
    batch, n = size((4096, 32), (4, 8))
    several((batch, n, n), (batch, n, n))


def vectors():
    batch, n = size((256, 32), (2, 4))
    several((batch, n, n), (batch, n, n, n))


def weights():
    n = size(64, 4)
    several((n, n), (n, n, n, n))


def tiny():
    batch = size(100000, 8)
    several((batch, 4, 4), (batch, 4, 4))


def contract(equation):
    return lambda: torch.einsum(equation, inputs[0], inputs[1])


CASES.update({
    'einsum_bij_bjk_f32': (lambda: product(torch.float32), contract('bij,bjk->bik')),
    'einsum_bij_bjk_bf16': (lambda: product(torch.bfloat16), contract('bij,bjk->bik')),
    'einsum_bhqd_bkhd_f32': (lambda: scores(torch.float32), contract('bhqd,bkhd->bhqk')),
    'einsum_bhqd_bkhd_bf16': (lambda: scores(torch.bfloat16), contract('bhqd,bkhd->bhqk')),
    'einsum_abcd_cdbe': (four_dims, contract('abcd,cdbe->ae')),
    'einsum_bij_bij': (dots, contract('bij,bij->b')),
    'einsum_bic_bicf': (vectors, contract('bic,bicf->bif')),
    'einsum_ij_ijkl': (weights, contract('ij,ijkl->kl')),
    'einsum_tiny_4x4': (tiny, contract('bij,bjk->bik')),
})

# ---- fft -----------------------------------------------------------------------------------------


def lines(n):
    points = size(1 << 23, 1 << 10)
    if 0 not in inputs:
        make(0, (2 * points,))
    inputs[1] = torch.view_as_complex(inputs[0][:points // n * n * 2].view(-1, n, 2))


def transform():
    """The first lines stand for all."""
    n = inputs[1].shape[1]
    return torch.view_as_real(torch.fft.fft(inputs[1]))[:max(1, (1 << 16) // n)]


def smooth(n):
    """The least length from n on with no prime factor above 7."""
    while True:
        rest = n
        for factor in (2, 3, 5, 7):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return n
        n += 1


def convolve():
    x, w = inputs[0], inputs[1]
    n, count = inputs['length'], x.shape[-1] + w.shape[0] - 1
    return torch.fft.irfft(torch.fft.rfft(x, n) * torch.fft.rfft(w, n), n)[..., :count]


def signals(batch, length, filtered_by):
    several((batch, length), (filtered_by,))
    count, taken = length + filtered_by - 1, {}
    for inputs['length'] in (count, smooth(count)):
        seconds_of(convolve, 1)
        taken[seconds_of(convolve, 3)] = inputs['length']
    inputs['length'] = taken[min(taken)]


CASES.update({
    'fft_c64_': (lines, transform),
    'fft_conv_4096x4096': (lambda: signals(*size((4096, 4096, 129), (4, 64, 9))), convolve),
    'fft_conv_64x1M': (lambda: signals(*size((64, 1 << 20, 1025), (2, 1 << 9, 33))), convolve),
})

# ---- linalg --------------------------------------------------------------------------------------

SLOW_S, PART = 0.3, 100


def matrices(batch, n_rows, columns):
    if SMALL:
        large = columns > 32
        batch, n_rows, columns = (1 if large or batch < 2 else 2, 33 if large else n_rows,
                                  33 if large else columns)
    several((batch, n_rows, columns), (batch, n_rows, 2))


def positive(batch, n):
    matrices(batch, n, n)
    x = inputs[0]
    inputs[0] = x @ x.mT + n * torch.eye(n, device=DEVICE)


def svd(x, driver):
    """The default driver is not named: on the host none can be."""
    return torch.linalg.svd(x, full_matrices=False, **({'driver': driver} if driver else {})).S


def timed_svd(x, driver):
    """The values, and seconds a call; one that takes long is called once."""
    svd(x[:1, :2, :2], driver)
    answers = []
    seconds = seconds_of(lambda: answers.append(svd(x, driver)), 1)
    if seconds < SLOW_S:
        seconds = seconds_of(lambda: svd(x, driver), 3) / 3
    return answers[0], seconds


def best_driver():
    """Those whose values are not gesvd's are left out. gesvd takes one matrix after the other, so
    that a few of them tell its time."""
    x = inputs[0]
    part = x[:max(1, len(x) // PART)]
    right, seconds = timed_svd(part, 'gesvd')
    taken = {seconds * len(x) / len(part): 'gesvd'}
    for driver in ('gesvdj', 'gesvda'):
        try:
            answer, seconds = timed_svd(x, driver)
        except RuntimeError:
            continue
        if (answer[:len(part)] - right).abs().max() <= 1e-3 * right.max():
            taken[seconds] = driver
    return taken[min(taken)]


def svd_setup(batch, n_rows, columns):
    """Matrices that are not square are left to PyTorch's own choice of a driver."""
    matrices(batch, n_rows, columns)
    inputs['driver'] = None if CPU or n_rows != columns else best_driver()


SHAPES = {
    'svd': ((100000, 3, 3), (50000, 8, 8), (20000, 16, 16), (5000, 32, 32), (512, 48, 48),
            (512, 64, 64), (64, 128, 128), (1000, 60, 3), (8716, 3, 2), (1, 1024, 1024),
            (1, 4096, 4096)),
    'qr': ((27000, 3, 3), (100000, 8, 3), (10000, 32, 8)),
}
RUNS = {'svd': (svd_setup, lambda: svd(inputs[0], inputs['driver'])),
        'qr': (matrices, lambda: torch.linalg.qr(inputs[0]).R)}
for op, shapes in SHAPES.items():
    setup_of, run_op = RUNS[op]
    for shape in shapes:
        CASES['{}_{}_{}x{}'.format(op, *shape)] = (
            lambda setup_of=setup_of, shape=shape: setup_of(*shape)), run_op

POSITIVE = {
    'solve': lambda: torch.linalg.solve(inputs[0], inputs[1]),
    'inv': lambda: torch.linalg.inv(inputs[0]),
    'cholesky': lambda: torch.linalg.cholesky(inputs[0]),
    'eigh': lambda: torch.linalg.eigh(inputs[0]).eigenvalues,
}
for op, run_op in POSITIVE.items():
    for shape in ((100000, 8), (50000, 16)):
        CASES['{}_{}_{}x{}'.format(op, *shape, shape[1])] = (
            lambda shape=shape: positive(*shape)), run_op
