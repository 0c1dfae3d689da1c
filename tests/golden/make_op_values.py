#!/usr/bin/python3
"""make_op_values.py: writes op_values.bin, PyTorch's results for boxed calls of every op.

    tests/golden/make_op_values.py [libtenon.so]      (after make; needs python3-torch)

Samples come from PyTorch's own operator database, through the same rules as make conformance, and
from own_cases.py; each becomes a record with the op's name, its bound arguments and the expected
results, so that the suite compares values on machines without PyTorch. A new op is covered by
running this again.

File: gzip of records, little-endian. Record: bytes (u32), name, dtype label (both length byte +
text), rtol, atol (f64), number of arguments (u8), arguments, number of results (u8), results.
Argument: kind (u8, tn_value_kind), then
  bool u8 | int i64 | float f64 | complex 2 f64 | dtype u8 | string: length byte + text
  list of ints, floats, bools, tensors: count u8, items | tensor | nothing for none
A bool that an op returns is recorded as a 0-d tensor.
Tensor: dtype (u8, tn_dtype; 0: no tensor), ndim u8, sizes i32, elements."""

import gzip
import pathlib
import struct
import sys
import warnings

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / 'tests/conformance'))
warnings.filterwarnings('ignore')

import torch  # noqa: E402
from torch.testing._internal.common_methods_invocations import op_db  # noqa: E402

import adapters  # noqa: E402
import boxed  # noqa: E402
import own_cases  # noqa: E402
import reports  # noqa: E402
import run  # noqa: E402

DTYPES = [torch.float32, torch.float64, torch.int64, torch.bool, torch.complex64]
CLAIMED = set(reports.lines_of(reports.HERE / 'claimed.txt'))
CASES_AN_ENTRY = 8
ELEMENTS_A_CASE = 500  # a few of more, where an entry has none that small
LARGE_CASES, ELEMENTS_OF_LARGE = 2, 3000
TOLERANCE = {torch.float16: (1e-3, 1e-5), torch.bfloat16: (1.6e-2, 1e-5),
             torch.float32: (1e-5, 1e-5), torch.float64: (1e-7, 1e-7),
             torch.complex64: (1e-5, 1e-5), torch.complex128: (1e-7, 1e-7)}
# Their results are unique only up to a sign or an order (make conformance knows how to compare),
# or PyTorch's behaviour is deprecated (mT of a 0-d tensor).
LEFT_OUT = {'mT', 'svd', 'linalg.svd', 'linalg.eigh', 'linalg.eig',
            'symeig', 'linalg.qr', 'qr', 'geqrf', 'lu', 'matrix_exp', 'linalg.lstsq/grad_oriented'}
LEFT_OUT |= adapters.LOWRANK | {'linalg.pinv/singular'}  # of factors


def text(s):
    return struct.pack('B', len(s.encode())) + s.encode()


def tensor(t):
    if t is None:
        return b'\0'
    t = t.detach().resolve_conj().resolve_neg().contiguous()
    data = (t.view(torch.int16) if t.dtype == torch.bfloat16 else t).numpy().tobytes()
    head = struct.pack('BB', boxed.DTYPE_CODE[t.dtype], t.dim())
    return head + struct.pack(f'<{t.dim()}i', *t.shape) + data


def argument(kind, v):
    forms = {boxed.BOOL: '?', boxed.INT: '<q', boxed.FLOAT: '<d', boxed.DTYPE: 'B'}
    out = struct.pack('B', kind)
    if kind == boxed.TENSOR:
        return out + tensor(v)
    if kind in forms:
        return out + struct.pack(forms[kind], v)
    if kind == boxed.COMPLEX:
        return out + struct.pack('<dd', v.real, v.imag)
    if kind == boxed.STRING:
        return out + text(v)
    if kind in (boxed.NONE, boxed.DEVICE):
        return b'\0'
    items = {boxed.INTS: lambda i: struct.pack('<q', i),
             boxed.FLOATS: lambda f: struct.pack('<d', f),
             boxed.BOOLS: lambda b: struct.pack('?', b), boxed.TENSORS: tensor}[kind]
    return out + struct.pack('B', len(v)) + b''.join(items(i) for i in v)


def flatten(v):
    if isinstance(v, torch.Tensor):
        return [v]
    return [t for item in v for t in flatten(item)] if isinstance(v, (list, tuple)) else [v]


def elements(values):
    return sum(t.numel() for t in flatten(list(values)) if isinstance(t, torch.Tensor))


def override(entry, dtype):
    for decorate in entry.decorators:
        for inner in getattr(decorate, 'decorators', [decorate]):
            d = getattr(inner, 'd', None)
            if isinstance(d, dict) and dtype in d:
                if isinstance(d[dtype], float):
                    return TOLERANCE[dtype][0], d[dtype]
                # PyTorch's own results are off by some units in the last place, too.
                least = {torch.float32: 2e-6, torch.complex64: 2e-6}.get(dtype, 0)
                return max(d[dtype].rtol, least), d[dtype].atol
    return None


def claims(op, bound):
    """Whether the op takes the first tensor's dtype; make conformance counts those it lacks."""
    for kind, v in bound:
        if kind == boxed.TENSOR or (kind == boxed.TENSORS and v):
            first = v if kind == boxed.TENSOR else v[0]
            return first is None or bool(op.dtypes >> boxed.DTYPE_CODE[first.dtype] & 1)
    return True


def has_odd_index(op, bound):
    """PyTorch takes an empty index of any dtype."""
    return any(a.name in ('index', 'indices') and kind == boxed.TENSOR and v.dtype != torch.int64
               for a, (kind, v) in zip(op.arguments, bound))


def packed(op, dtype, tolerance, bound, results):
    return (text(op.name) + text(str(dtype).replace('torch.', '')) +
            struct.pack('<ddB', *tolerance, len(bound)) + b''.join(argument(*b) for b in bound) +
            struct.pack('B', len(results)) + b''.join(tensor(t) for t in results))


def usual_tolerance(results):
    return max((TOLERANCE.get(t.dtype, (0, 0)) for t in results), default=(0, 0))


def record(library, entry, dtype, sample, most):
    """The bytes of one case, or None for a sample that does not fit here."""
    args = [sample.input, *sample.args]
    for op, a, k in adapters.calls(library, entry, args, sample.kwargs):
        try:
            bound = boxed.bind(op.arguments, a, k)
        except boxed.BindError:
            continue
        if op.handle is None or not claims(op, bound) or has_odd_index(op, bound):
            return None
        if entry.name in adapters.ASKED_FOR or sample.kwargs.get('as_tuple'):
            return None  # PyTorch leaves out what the sample does not ask for, or gives it in parts
        if entry.name in adapters.TIES and not args[0].is_floating_point():
            return None  # any place of equal elements is right
        results = adapters.reference(entry)(*args, **sample.kwargs)
        results = adapters.shown_results(entry, flatten(results), sample.kwargs)
        if not all(isinstance(t, torch.Tensor) and t.layout == torch.strided and
                   t.dtype in boxed.DTYPE_CODE for t in results) or len(results) > 64:
            return None
        if elements(results) + elements(v for _, v in bound) > most:
            return None
        tolerance = override(entry, dtype) or usual_tolerance(results)
        return packed(op, dtype, tolerance, bound, results)
    return None


def chosen_evenly(items, most):
    if len(items) <= most:
        return items
    return [items[i * len(items) // most] for i in range(most)]


def deviates(library, entry, sample, dtype):
    """A sample that make conformance reports, of an entry that is not claimed for it."""
    name = reports.entry_id(entry)
    excepted = any(e == name and aspect == 'forward' for e, _, aspect in reports.exceptions())
    if name in CLAIMED and not excepted:
        return False
    try:
        run.run_forward(library, entry, sample, dtype)
    except Exception:
        return True
    return False


def records_of(library, entry, dtype, most):
    torch.manual_seed(11)
    for sample in chosen_evenly(list(entry.sample_inputs('cpu', dtype)), 4 * CASES_AN_ENTRY):
        if deviates(library, entry, sample, dtype):
            continue
        try:
            made = record(library, entry, dtype, sample, most)
        except Exception as error:  # a sample that PyTorch itself refuses
            print(f'{entry.name} {dtype}: left out: {error}'[:100])
            continue
        if made:
            yield made


def own_records(library):
    for name, dtype, arguments, results in own_cases.cases():
        op = library.ops[name]
        bound = boxed.bind(op.arguments, [], arguments)
        if claims(op, bound):
            yield packed(op, dtype, usual_tolerance(results), bound, results)


def cases(library):
    yield from own_records(library)
    for entry in op_db:
        # Adaptive max pooling returns indices here, and in PyTorch when asked for them.
        if entry.name.startswith('nn.functional.adaptive_max_pool'):
            continue
        if entry.name in adapters.RANDOM or {entry.name, reports.entry_id(entry)} & LEFT_OUT \
                or entry.name.endswith('_') and not entry.name.startswith('__') \
                or not adapters.has_op(library, entry):
            continue
        for dtype in DTYPES:
            if dtype not in entry.dtypes:
                continue
            made = list(records_of(library, entry, dtype, ELEMENTS_A_CASE))
            if made:
                yield from chosen_evenly(made, CASES_AN_ENTRY)
            else:
                made = list(records_of(library, entry, dtype, ELEMENTS_OF_LARGE))
                yield from chosen_evenly(made, LARGE_CASES)


def main():
    torch.set_num_threads(1)
    path = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / 'build/lib/libtenon.so')
    library = boxed.Library(path)
    # Entries may share an op: its records stand together, by dtype.
    records = sorted(cases(library), key=lambda r: r[:r[0] + 2 + r[r[0] + 1]])
    data = gzip.compress(b''.join(struct.pack('<I', len(r)) + r for r in records), 9, mtime=0)
    (HERE / 'op_values.bin').write_bytes(data)
    print(f'{len(records)} cases, {len(data)} bytes')


if __name__ == '__main__':
    main()
