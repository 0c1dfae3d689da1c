"""The library through its boxed interface (include/tenon/ops.h) by ctypes, and tn_index, which
takes what stands between brackets (include/tenon/index.h).

Owns the binary layout of tn_value, the parsing of schemas, the binding of Python arguments to
them, and the conversion of tensors. It knows no op by name."""

import ctypes
import re
import struct

import torch

DTYPES = [None, torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64,
          torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64,
          torch.complex128]
DTYPE_CODE = {dtype: code for code, dtype in enumerate(DTYPES) if dtype}

NONE, TENSOR, BOOL, INT, FLOAT, COMPLEX, INTS, FLOATS, TENSORS, STRING, DTYPE, DEVICE, BOOLS = \
    range(13)
ITEMS = 13  # between brackets: not a tn_value
NUMBER_ITEM, SLICE_ITEM, NEW_AXIS_ITEM, ELLIPSIS_ITEM, TENSOR_ITEM, MASK_ITEM = range(6)
END = 2 ** 63 - 1
MAX_RESULTS = 6
STATUS_UNSUPPORTED = 10
DEVICE_TYPES = {'cpu': 1, 'cuda': 2}
REDUCTIONS = {'none': 0, 'mean': 1, 'sum': 2}

# Options of PyTorch that say how a result is stored, not what it is.
STORAGE_OPTIONS = {'layout', 'pin_memory', 'memory_format', 'non_blocking', 'copy', 'device',
                   'requires_grad', 'inplace', 'out', 'generator', '_stacklevel'}
# What the Python functions call the arguments that the schemas name otherwise.
SYNONYMS = {
    'input': ('self', 'tensors', 'x'), 'self': ('input', 'x'), 'x': ('self', 'input'),
    'a': ('self',), 'b': ('other',), 'axis': ('dim',), 'dims': ('dim',), 'dim': ('dims',),
    'weight': ('pos_weight',), 'other': ('mat2', 'vec2'), 'mat2': ('other',), 'input1': ('self',),
    'input2': ('other',), 'mask': ('attn_mask',), 'negative_slope': ('slope',),
    'training': ('train',), 'tensors': ('self',), 'tensor': ('self',), 'ord': ('p',), 'p': ('ord',),
    'value': ('fill_value',), 'fill_value': ('value',), 'shape': ('size',), 'size': ('shape',),
    'min_val': ('min',), 'max_val': ('max',), 'margin': ('margin',), 'src': ('source',),
    'source': ('src',), 'idx': ('indices', 'index'), 'indices': ('index',), 'target': ('other',),
    'shifts': ('shift',), 'momentum': ('factor',),
}


class BindError(Exception):
    """The arguments do not fit the schema."""


class OpError(Exception):
    """The call gave an error, as it should for wrong arguments."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


# --- schemas -------------------------------------------------------------------------------------


class Argument:
    """One argument of a schema."""

    def __init__(self, text, keyword_only):
        text, _, default = text.partition('=')
        self.has_default = bool(_)
        self.default = default.strip()
        kind, self.name = text.strip().rsplit(' ', 1)
        kind = re.sub(r'\([a-z](\s*!|\s*->\s*\*)?\)', '', kind)
        self.optional = kind.endswith('?')
        kind = kind.rstrip('?')
        match = re.fullmatch(r'(.+?)\[(\d*)\]', kind)
        self.is_list = bool(match)
        self.length = int(match[2]) if match and match[2] else None
        self.type = (match[1] if match else kind).rstrip('?')
        self.keyword_only = keyword_only
        self.peer_default = None  # (value,) where PyTorch has a default and the schema none


def split_top(text):
    parts, depth, start = [], 0, 0
    for i, c in enumerate(text):
        depth += c in '([' and 1 or (c in ')]' and -1 or 0)
        if c == ',' and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return [part.strip() for part in parts + [text[start:]] if part.strip()]


def parse_schema(schema):
    inside = schema[schema.index('(') + 1:schema.rindex(')', 0, schema.index('->'))]
    arguments, keyword_only = [], False
    for part in split_top(inside):
        if part == '*':
            keyword_only = True
        else:
            arguments.append(Argument(part, keyword_only))
    return arguments


def aten_default(name, argument):
    """(default,) of the argument in ATen's own schemas of the op, or None. Where C wants a value
    because zero does not mean the default, PyTorch may still have one."""
    base = 'aten::' + name.split('.')[0]
    for schema in torch._C._jit_get_schemas_for_operator(base):
        for a in schema.arguments:
            if a.name == argument.name and a.has_default_value():
                return (a.default_value,)
    return None


def _shown(v):
    return 'a tensor' if isinstance(v, torch.Tensor) else repr(v)


def _is_int(v):
    return isinstance(v, int) and not isinstance(v, bool)


def _is_number(v):
    return isinstance(v, (int, float, complex))


def _scalar(v):
    if isinstance(v, torch.Tensor) and v.dim() == 0 and not v.requires_grad:
        return v.item()
    return v


def _as_int(v):
    if isinstance(v, str) and v in REDUCTIONS:
        return REDUCTIONS[v]
    if not isinstance(v, int):
        raise BindError(f'{_shown(v)} is not an int')
    return int(v)


def _as_float(v):
    if not isinstance(v, (int, float)):
        raise BindError(f'{_shown(v)} is not a float')
    return float(v)


def fit(argument, v):
    """(kind, payload) of v for the argument; raises BindError when it does not fit."""
    if v is None:
        if not argument.optional and not argument.has_default:
            raise BindError(f'{argument.name} may not be None')
        return NONE, None
    kind = argument.type
    if kind == 'Items':
        several = isinstance(v, tuple) or (isinstance(v, list) and not all(map(_is_int, v)))
        return ITEMS, tuple(v) if several else (v,)
    if argument.is_list:
        if kind.startswith('Tensor'):
            if not isinstance(v, (list, tuple)) or not all(
                    t is None or isinstance(t, torch.Tensor) for t in v):
                raise BindError(f'{argument.name} takes a list of tensors')
            return TENSORS, list(v)
        if kind == 'bool':
            v = list(v) if isinstance(v, (list, tuple)) else [v] * (argument.length or 1)
            return BOOLS, [bool(b) for b in v]
        convert = _as_int if kind == 'int' else _as_float
        if isinstance(v, (list, tuple)):
            return (INTS if kind == 'int' else FLOATS), [convert(i) for i in v]
        if isinstance(v, torch.Tensor) and v.dim() != 0:
            raise BindError(f'{argument.name} takes numbers')
        return (INTS if kind == 'int' else FLOATS), [convert(v)] * (argument.length or 1)
    if kind == 'Tensor' or (kind == 'Tensor|Scalar' and isinstance(v, torch.Tensor)):
        if not isinstance(v, (torch.Tensor, Made)):
            raise BindError(f'{argument.name} takes a tensor')
        return TENSOR, v
    if kind in ('Scalar', 'Tensor|Scalar'):
        v = _scalar(v)
        if isinstance(v, bool):
            return BOOL, v
        if isinstance(v, int):
            return INT, v
        if isinstance(v, float):
            return FLOAT, v
        if isinstance(v, complex):
            return COMPLEX, v
        raise BindError(f'{argument.name} takes a number')
    if kind == 'int':
        return INT, _as_int(v)
    if kind == 'float':
        return FLOAT, _as_float(v)
    if kind == 'bool':
        if not isinstance(v, (bool, int)):
            raise BindError(f'{argument.name} takes a bool')
        return BOOL, bool(v)
    if kind == 'str':
        if not isinstance(v, str):
            raise BindError(f'{argument.name} takes a string')
        return STRING, v
    if kind == 'ScalarType':
        if v not in DTYPE_CODE:
            raise BindError(f'{argument.name} takes a dtype')
        return DTYPE, DTYPE_CODE[v]
    if kind == 'Device':
        return DEVICE, None  # the session's
    raise BindError(f'{argument.name}: no conversion to {kind}')


def bind(arguments, args, kwargs):
    """One (kind, payload) for each schema argument, or BindError."""
    values = {}
    positional = [a for a in arguments if not a.keyword_only]
    args = list(args)
    # f(x, 2, 3) for f(Tensor self, int[] size): the numbers at the end are one list.
    if len(args) > len(positional) and positional and positional[-1].is_list \
            and all(_is_int(a) for a in args[len(positional) - 1:]):
        args[len(positional) - 1:] = [args[len(positional) - 1:]]
    if len(args) > len(positional):
        raise BindError(f'{len(args)} positional arguments for {len(positional)}')
    for argument, v in zip(positional, args):
        values[argument.name] = fit(argument, v)
    by_name = {a.name: a for a in arguments}
    for name, v in kwargs.items():
        found = [n for n in (name, *SYNONYMS.get(name, ())) if n in by_name and n not in values]
        if found:
            values[found[0]] = fit(by_name[found[0]], v)
        elif v is not None and name not in STORAGE_OPTIONS:
            raise BindError(f'no argument {name}')
    for argument in arguments:
        if argument.name not in values and not argument.has_default and not argument.optional:
            if argument.peer_default is None:
                raise BindError(f'{argument.name} is missing')
            values[argument.name] = fit(argument, argument.peer_default[0])
    return [values.get(a.name, (NONE, None)) for a in arguments]


# --- the library ---------------------------------------------------------------------------------


class Op:
    def __init__(self, handle, name, schema, gradient, dtypes):
        self.handle, self.name, self.schema = handle, name, schema
        self.gradient, self.dtypes = gradient, dtypes
        self.arguments = parse_schema(schema)
        for argument in self.arguments:
            if not argument.has_default and not argument.type.startswith('Tensor'):
                argument.peer_default = aten_default(name, argument)


class Library:
    def __init__(self, path, device='cpu'):
        lib = self.lib = ctypes.CDLL(path)
        self.device, self.device_type = device, DEVICE_TYPES[device]
        void, cint, i64, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64, ctypes.c_char_p
        for name, result, *takes in (
                ('tn_op_count', cint), ('tn_op_at', void, cint), ('tn_op_find', void, text),
                ('tn_op_name', text, void), ('tn_op_schema', text, void),
                ('tn_op_gradient', text, void), ('tn_op_dtypes', ctypes.c_uint32, void),
                ('tn_op_invoke', cint, void, void, cint, void, void), ('tn_data', void, void),
                ('tn_const_data', void, void), ('tn_ndim', cint, void), ('tn_numel', i64, void),
                ('tn_size', i64, void, cint), ('tn_stride', i64, void, cint),
                ('tn_dtype_of', cint, void), ('tn_requires_grad', ctypes.c_bool, void),
                ('tn_copy_to_host', cint, void, void, ctypes.c_size_t),
                ('tn_from_with', void, void),
                ('tn_set_requires_grad', void, void, ctypes.c_bool),
                ('tn_set_num_threads', None, cint), ('tn_autograd_grad_with', cint, void),
                ('tn_error_take', ctypes.c_bool, void), ('tn_scope_close', None, void)):
            function = getattr(lib, name)
            function.restype, function.argtypes = result, takes
        lib.tn_index_with.restype, lib.tn_index_with.argtypes = void, [void, Items, Site]
        lib.tn_device_of.restype, lib.tn_device_of.argtypes = Device, [void]
        lib.tn_synchronize.restype, lib.tn_synchronize.argtypes = cint, [Device]
        lib.tn_set_num_threads(1)
        self.ops = {}
        for i in range(lib.tn_op_count()):
            handle = lib.tn_op_at(i)
            name = lib.tn_op_name(handle).decode()
            self.ops[name] = Op(handle, name, lib.tn_op_schema(handle).decode(),
                                lib.tn_op_gradient(handle).decode(), lib.tn_op_dtypes(handle))

        self.ops['__getitem__'] = Op(None, '__getitem__',
                                     '__getitem__(Tensor self, Items items) -> Tensor',
                                     'composed', -1)

    def overloads(self, base):
        """The op called base, then base.a, base.b … in table order."""
        return [op for name, op in self.ops.items() if name == base or name.startswith(base + '.')]

    def take_error(self):
        error = ctypes.create_string_buffer(4096)
        if not self.lib.tn_error_take(error):
            return None
        code, = struct.unpack_from('<i', error, 0)
        message = error.raw[32:32 + 1024].split(b'\0', 1)[0].decode(errors='replace')
        return code, message


class Device(ctypes.Structure):
    _fields_ = [('type', ctypes.c_int16), ('index', ctypes.c_int16)]


class Scope(ctypes.Structure):
    _fields_ = [('mark', ctypes.c_uint64), ('level', ctypes.c_uint32)]


class Item(ctypes.Structure):
    _fields_ = [('kind', ctypes.c_int), ('tensor', ctypes.c_void_p), ('start', ctypes.c_int64),
                ('stop', ctypes.c_int64), ('step', ctypes.c_int64)]


class Items(ctypes.Structure):
    _fields_ = [('data', ctypes.POINTER(Item)), ('count', ctypes.c_int64)]


class Site(ctypes.Structure):
    _fields_ = [('file', ctypes.c_char_p), ('line', ctypes.c_int)]


class Made:
    """A tensor that only the library has."""

    def __init__(self, handle):
        self.handle = handle


class Session:
    """A scope of the library: handles made in it live until close(). The same torch tensor
    becomes the same handle."""

    def __init__(self, library):
        self.library, self.lib = library, library.lib
        self.lib.tn_scope_open.restype = Scope
        self.lib.tn_scope_open.argtypes = []
        self.scope = self.lib.tn_scope_open()
        self.handles, self.storages, self.alive = {}, {}, []

    def synchronize(self):
        """Raises what work on the device found out: an index out of range, a singular matrix."""
        status = self.lib.tn_synchronize(Device(self.library.device_type, 0))
        if status:
            self.fail(status)

    def close(self):
        self.library.take_error()
        self.lib.tn_synchronize(Device(self.library.device_type, 0))
        self.library.take_error()
        self.lib.tn_scope_close(ctypes.byref(self.scope))
        self.handles.clear()
        self.storages.clear()

    def fail(self, status=None):
        code, message = self.library.take_error() or (status or 13, 'failed without a message')
        raise OpError(code, message)

    def keep(self, buffer):
        self.alive.append(buffer)
        return ctypes.addressof(buffer)

    def to_tenon(self, t):
        """A handle on a copy of t. Tensors that are views of one storage are that here, too, but
        those that require a gradient: each of them is a leaf."""
        if isinstance(t, Made):
            return t.handle
        if id(t) not in self.handles:
            v = t.detach().resolve_conj().resolve_neg()
            if v.layout != torch.strided or v.dtype not in DTYPE_CODE:
                raise BindError(f'{v.layout} {v.dtype} tensors are not dense ones')
            handle = self.copy(v) if v.is_contiguous() and v.numel() == v.storage().size() \
                else self.view(v, t.requires_grad)
            if t.requires_grad and not self.lib.tn_set_requires_grad(handle, True):
                self.fail()
            self.handles[id(t)] = handle, t, v
        return self.handles[id(t)][0]

    def copy(self, v):
        sizes = self.keep((ctypes.c_int64 * max(1, v.dim()))(*v.shape))
        v = v.contiguous()
        handle = self.lib.tn_from_with(struct.pack(
            '<QQqiHH?7xQi4x', v.data_ptr(), sizes, v.dim(), DTYPE_CODE[v.dtype],
            self.library.device_type, 0, False, 0, 0))
        return handle or self.fail()

    def view(self, v, is_leaf):
        """A view of a copy of v's whole storage."""
        key = v.storage().data_ptr(), v.dtype
        if is_leaf or key not in self.storages:
            handle = self.copy(torch.as_strided(v, (v.storage().size(),), (1,), 0))
            self.storages.update({} if is_leaf else {key: (handle, v)})
        else:
            handle = self.storages[key][0]
        bound = [(TENSOR, Made(handle)), (INTS, v.shape), (INTS, v.stride()),
                 (INT, v.storage_offset())]
        return self.invoke(self.library.ops['as_strided'], bound)[0][1]

    def product(self, a, b):
        """a @ b.mT, for both may require a gradient."""
        ops = self.library.ops
        turned = self.invoke(ops['transpose'], [(TENSOR, b), (INT, -2), (INT, -1)])[0][1]
        return Made(self.invoke(ops['matmul'], [(TENSOR, a), (TENSOR, Made(turned))])[0][1])

    def to_torch(self, handle):
        place = self.lib.tn_device_of(handle)
        if place.type != self.library.device_type:
            raise AssertionError(f'a result on device type {place.type}')
        dtype = DTYPES[self.lib.tn_dtype_of(handle)]
        shape = [self.lib.tn_size(handle, d) for d in range(self.lib.tn_ndim(handle))]
        out = torch.empty(shape, dtype=dtype)
        if self.lib.tn_copy_to_host(handle, out.data_ptr(), out.numel() * out.element_size()):
            self.fail()
        return out

    def pack(self, kind, v):
        if kind == NONE:
            return bytes(24)
        count, payload = 0, b''
        if kind == TENSOR:
            payload = struct.pack('<Q', self.to_tenon(v))
        elif kind == BOOL:
            payload = struct.pack('<?', v)
        elif kind == INT:
            payload = struct.pack('<q', v)
        elif kind == FLOAT:
            payload = struct.pack('<d', v)
        elif kind == COMPLEX:
            payload = struct.pack('<dd', v.real, v.imag)
        elif kind == DTYPE:
            payload = struct.pack('<i', v)
        elif kind == DEVICE:
            payload = struct.pack('<hh', self.library.device_type, 0)
        elif kind == STRING:
            payload = struct.pack('<Q', self.keep(ctypes.create_string_buffer(v.encode())))
        else:
            count = len(v)
            element = {INTS: ctypes.c_int64, FLOATS: ctypes.c_double, BOOLS: ctypes.c_bool,
                       TENSORS: ctypes.c_void_p}[kind]
            if kind == TENSORS:
                v = [None if t is None else self.to_tenon(t) for t in v]
            payload = struct.pack('<Q', self.keep((element * max(1, count))(*v)))
        return struct.pack('<II16s', kind, count, payload)

    def item(self, v):
        """(kind, tensor, start, stop, step) of what may stand between brackets."""
        if isinstance(v, torch.Tensor) and v.dim() == 0 and v.dtype != torch.bool:
            v = int(v)
        if v is None:
            return NEW_AXIS_ITEM, None, 0, 0, 0
        if v is Ellipsis:
            return ELLIPSIS_ITEM, None, 0, 0, 0
        if isinstance(v, slice):
            stop = END if v.stop is None else v.stop
            return SLICE_ITEM, None, v.start or 0, stop, 1 if v.step is None else v.step
        if isinstance(v, int) and not isinstance(v, bool):
            return NUMBER_ITEM, None, v, 0, 0
        v = v if isinstance(v, torch.Tensor) else torch.tensor(v)
        return MASK_ITEM if v.dtype == torch.bool else TENSOR_ITEM, self.to_tenon(v), 0, 0, 0

    def subscript(self, tensor, items):
        rows = [Item(*self.item(v)) for v in items]
        block = (Item * max(1, len(rows)))(*rows)
        handle = self.lib.tn_index_with(self.to_tenon(tensor), Items(block, len(rows)), Site())
        if not handle:
            self.fail()
        return [('t', handle)]

    def invoke(self, op, bound):
        """Results as a flat list: ('t', handle) or ('v', number)."""
        if op.handle is None:
            return self.subscript(bound[0][1], bound[1][1])
        block = b''.join(self.pack(kind, v) for kind, v in bound)
        out = ctypes.create_string_buffer(24 * MAX_RESULTS)
        n_out = ctypes.c_int(0)
        status = self.lib.tn_op_invoke(op.handle, block, len(bound), out, ctypes.byref(n_out))
        if status:
            self.fail(status)
        results = []
        for i in range(n_out.value):
            kind, count, raw = struct.unpack_from('<II16s', out, 24 * i)
            if kind == TENSOR:
                results.append(('t', struct.unpack_from('<Q', raw)[0]))
            elif kind == TENSORS:
                address, = struct.unpack_from('<Q', raw)
                handles = (ctypes.c_void_p * count).from_address(address) if count else ()
                results += [('t', handle) for handle in handles]
            elif kind in (BOOL, INT, FLOAT, COMPLEX):
                form = {BOOL: '<?', INT: '<q', FLOAT: '<d', COMPLEX: '<dd'}[kind]
                parts = struct.unpack_from(form, raw)
                results.append(('v', complex(*parts) if kind == COMPLEX else parts[0]))
        return results

    def gradients(self, outputs, inputs, grad_outputs):
        """d outputs / d inputs as torch tensors; None where an input is not used."""
        def array(handles):
            return self.keep((ctypes.c_void_p * max(1, len(handles)))(*handles)), len(handles)
        grads = (ctypes.c_void_p * max(1, len(inputs)))()
        block = struct.pack('<QqQqQQq???5xQi4x', *array(outputs), *array(inputs),
                            self.keep(grads), *array(grad_outputs), False, False, True, 0, 0)
        status = self.lib.tn_autograd_grad_with(block)
        if status:
            self.fail(status)
        return [self.to_torch(g) if g else None for g in grads[:len(inputs)]]
