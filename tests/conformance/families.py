"""Families of entries, so that a report can say how each stands: a name and what its entries are
called. An entry belongs to the first that fits."""

import fnmatch

FAMILIES = {
    'fft': ('fft.*', 'stft', 'istft'),
    'linalg': ('linalg.*', 'cholesky*', 'cross', 'det', 'geqrf', 'logdet', 'lu', 'lu_*',
               'matrix_exp', 'norm', 'norm/*', 'ormqr', 'pca_lowrank', 'pinverse', 'qr', 'svd',
               'svd_lowrank', 'symeig', 'trace', 'triangular_solve'),
    'products': ('addbmm', 'addmm', 'addmm/*', 'addmv', 'addr', 'baddbmm', 'bmm', 'dot', 'einsum',
                 'inner', 'kron', 'matmul', '__rmatmul__', 'mm', 'mv', 'nn.functional.bilinear',
                 'nn.functional.linear', 'outer', 'tensordot', 'vdot'),
    'scatter': ('scatter', 'scatter_*', 'segment_reduce/*', 'diagonal_scatter', 'select_scatter',
                'slice_scatter', 'as_strided_scatter', 'nn.functional.embedding',
                'nn.functional.embedding_bag', 'bincount', 'histc', 'nn.functional.one_hot'),
    'index': ('__getitem__', 'argwhere', 'gather', 'index_*', 'masked_*', 'nonzero', 'put',
              'repeat_interleave', 'take', 'take_along_dim', 'tril_indices', 'triu_indices',
              'where'),
    'sort': ('argsort', 'bucketize', 'isin', 'kthvalue', 'median', 'mode', 'msort', 'nanmedian',
             'searchsorted', 'sort', 'topk', 'unique', 'unique_consecutive'),
    'scans': ('cummax', 'cummin', 'cumprod', 'cumsum', 'diff', 'logcumsumexp'),
    'others': ('*',),
}


def family_of(name):
    return next(family for family, patterns in FAMILIES.items()
                if any(fnmatch.fnmatchcase(name, p) for p in patterns))
