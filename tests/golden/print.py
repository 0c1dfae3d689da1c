#!/usr/bin/python3
"""print.py: how PyTorch 1.13 prints tensors, for test_tensor_print.c.

    tests/golden/print.py > tests/golden/print.txt

A case is: its name, dtype, sizes and print options; its values as hex floats (for complex dtypes:
real and imaginary parts in turn) or `linear A B`, which stands for A + B * i; and the text. Names
of dtypes are Tenon's before lines are broken.
"""

import sys

import torch

DTYPES = {
    "bool": torch.bool, "u8": torch.uint8, "i8": torch.int8, "i16": torch.int16,
    "i32": torch.int32, "i64": torch.int64, "f16": torch.float16, "bf16": torch.bfloat16,
    "f32": torch.float32, "f64": torch.float64, "c64": torch.complex64, "c128": torch.complex128,
}
NAMES = {str(dtype): name for name, dtype in DTYPES.items()}
DEFAULTS = {"precision": 4, "threshold": 1000, "edgeitems": 3, "linewidth": 80}
inf, nan = float("inf"), float("nan")
names = set()
torch_add_suffixes = torch._tensor_str._add_suffixes


def add_suffixes(text, suffixes, indent, force_newline):
    for long, short in NAMES.items():
        suffixes = [short.join(s.split(long)) if s == "dtype=" + long else s for s in suffixes]
    return torch_add_suffixes(text, suffixes, indent, force_newline)


torch._tensor_str._add_suffixes = add_suffixes


def numbers(values, dtype):
    """The values as the list that the test reads."""
    if DTYPES[dtype].is_complex:
        return [part for v in values for part in (complex(v).real, complex(v).imag)]
    return [float(v) for v in values]


def hexadecimal(value):
    return str(value) if value != value or value in (inf, -inf) else value.hex()


def case(name, dtype, sizes, values, requires_grad=False, **options):
    assert name not in names, name
    names.add(name)
    n = 1
    for size in sizes:
        n *= size
    if isinstance(values, tuple):
        data = [values[0] + values[1] * i for i in range(n)]
        line = f"linear {float(values[0]).hex()} {float(values[1]).hex()}"
    else:
        data = values
        line = " ".join(["values", *map(hexadecimal, numbers(values, dtype))])
    t = torch.tensor(data, dtype=DTYPES[dtype]).reshape(sizes)
    t.requires_grad_(requires_grad)
    torch.set_printoptions(**{**DEFAULTS, **options})
    text = repr(t)
    o = {**DEFAULTS, **options}
    print("case", name)
    print("dtype", dtype)
    print(" ".join(["sizes", *map(str, sizes)]))
    print("options", o["precision"], o["threshold"], o["edgeitems"], o["linewidth"],
          int(requires_grad))
    print(line)
    print("text", text.count("\n") + 1)
    print(text)


def scalars():
    case("scalar_f32", "f32", [], [1.5])
    case("scalar_whole", "f32", [], [3])
    case("scalar_i64", "i64", [], [-7])
    case("scalar_bool", "bool", [], [True])
    case("scalar_c64", "c64", [], [1 + 2j])
    case("scalar_c128_negative", "c128", [], [-1.25 - 0.5j])
    case("scalar_nan", "f32", [], [nan])
    case("scalar_minus_inf", "f64", [], [-inf])
    case("scalar_tiny", "f32", [], [1e-30])
    case("scalar_huge_whole", "f32", [], [3e12])
    case("scalar_grad", "f32", [], [2], requires_grad=True)


def dtypes():
    for dtype in ("u8", "i8", "i16", "i32", "i64"):
        low = 0 if dtype == "u8" else -100
        case(f"vector_{dtype}", dtype, [4], [low, 1, 23, 100])
    case("vector_bool", "bool", [3], [True, False, True])
    case("vector_f16", "f16", [3], [0.1, 2, -65504])
    case("vector_bf16", "bf16", [3], [0.1, 2, 300])
    case("vector_f64", "f64", [3], [0.1, 1 / 3, -2])
    case("vector_c64", "c64", [3], [1 + 2j, -3.5 + 0.25j, 1j])
    case("vector_c128", "c128", [2], [1 + 2j, 3 - 4j])
    case("i64_limits", "i64", [2], [-2 ** 62, 2 ** 52])
    case("bool_matrix", "bool", [2, 2], [True, False, False, False])


def floats():
    case("whole_f32", "f32", [2, 2], [1, 2, 3, 4])
    case("whole_with_nan", "f32", [3], [1, nan, 100])
    case("whole_with_inf", "f32", [4], [1, inf, -inf, 0])
    case("only_nan_and_zero", "f32", [3], [nan, 0, -0.0])
    case("only_inf", "f64", [2], [inf, -inf])
    case("zeros", "f32", [2, 3], [0] * 6)
    case("minus_zero", "f32", [2], [-0.0, 1.5])
    case("fractions", "f32", [3], [0.5, -1.25, 100.125])
    case("wide_range_is_scientific", "f32", [3], [0.5, 1000, 2])
    case("ratio_of_1000_is_not", "f64", [2], [0.5, 500])
    case("ratio_over_1000_is", "f64", [2], [0.5, 500.5])
    case("whole_ratio_of_1000", "f32", [2], [1, 1000])
    case("whole_ratio_over_1000", "f32", [2], [1, 1001])
    case("whole_over_1e8", "f64", [2], [1e8, 2e8])
    case("whole_up_to_1e8", "f64", [2], [1e8, 1e7])
    case("small_is_scientific", "f32", [2], [0.00009, 0.0005])
    case("small_at_the_edge", "f64", [2], [0.0001, 0.0005])
    case("scientific_with_nan", "f32", [4], [nan, 1e-10, inf, -1])
    case("three_digit_exponent", "f64", [2], [1e-200, 1e200])
    case("denormal", "f32", [2], [1e-45, 1e-40])
    case("rounding", "f64", [4], [0.00005, 1.00005, 0.99995, 2.5])
    case("column_f16", "f16", [3, 1], [0.0001, 1, 10])


def complexes():
    case("complex_matrix", "c64", [2, 2], [1 + 2j, -3 - 4j, 0.5j, 0])
    case("complex_nan", "c64", [3], [complex(nan, 1), complex(1, inf), complex(0, -inf)])
    case("complex_scientific_parts", "c128", [2], [complex(1e-8, 2), complex(1, 4)])
    case("complex_minus_zero", "c64", [2], [complex(1, -0.0), complex(2, 3)])
    case("complex_long", "c64", [20], (0, 1.5))
    case("complex_summary", "c128", [1100], (-3, 0.5))
    case("complex_grad", "c64", [2], [1j, 2], requires_grad=True)


def shapes():
    case("line_breaks", "f32", [30], (0, 0.25))
    case("line_breaks_i64", "i64", [40], (95, 1))
    case("matrix", "f64", [3, 4], (-1, 0.125))
    case("wide_matrix", "f32", [2, 25], (0, 0.5))
    case("three_dims", "f32", [2, 3, 4], (0, 1))
    case("four_dims", "i64", [2, 2, 2, 2], (0, 1))
    case("sixteen_dims", "i64", [1] * 15 + [2], (0, 1))
    case("one_by_one", "f32", [1, 1], [1.5])
    for name, sizes in (("empty", [0]), ("empty_matrix", [2, 0]), ("empty_cube", [0, 3, 2])):
        case(name, "f32", sizes, [])
        case(name + "_i64", "i64", sizes, [])
    case("empty_bool", "bool", [0], [])
    case("empty_grad", "f32", [0, 3], [], requires_grad=True)


def summaries():
    case("summary", "f32", [1001], (0, 1))
    case("no_summary_at_1000", "i64", [1000], (0, 1))
    case("summary_matrix", "f32", [40, 30], (0, 0.5))
    case("summary_tall", "i64", [500, 3], (0, 1))
    case("summary_wide", "i32", [3, 500], (0, 1))
    case("summary_cube", "f64", [12, 10, 11], (0, 1))
    case("summary_thin_cube", "f32", [2, 7, 100], (-5, 0.5))
    case("summary_bool", "bool", [2000], (0, 0))
    case("summary_scientific", "f32", [1200], (0.001, 7))


def suffixes():
    case("grad_line_break", "f32", [2, 8], (0.125, 0.25), requires_grad=True)
    case("grad_f64", "f64", [2], [1, 2], requires_grad=True)
    for n in range(5, 15):
        case(f"suffix_fits_{n}", "f64", [n], (0.5, 0), requires_grad=True)
    for n in range(9, 13):
        case(f"suffix_after_rows_{n}", "i32", [2, n], (100000, 1))


def with_options():
    case("precision_2", "f32", [3], [0.125, 1.5, 10], precision=2)
    case("precision_8", "f64", [3], [1 / 3, 2 / 3, 1], precision=8)
    case("precision_1_scientific", "f64", [2], [1e-9, 1], precision=1)
    case("threshold_5", "i64", [10], (0, 1), threshold=5)
    case("threshold_5_matrix", "f32", [8, 8], (0, 0.5), threshold=5)
    case("edge_1", "i64", [10], (0, 1), threshold=5, edgeitems=1)
    case("edge_5_keeps_all", "i64", [10], (0, 1), threshold=5, edgeitems=5)
    case("narrow", "f32", [3, 4], (0, 0.5), linewidth=24)
    case("narrower_than_one", "f32", [3], (0, 0.5), linewidth=5)
    case("wide", "f32", [30], (0, 0.25), linewidth=200)


if __name__ == "__main__":
    for group in (scalars, dtypes, floats, complexes, shapes, summaries, suffixes, with_options):
        group()
    print(f"# {len(names)} cases from torch {torch.__version__}", file=sys.stderr)
