#!/usr/bin/python3
"""promotion.py: writes promotion.csv: torch.promote_types and torch.can_cast of every pair."""

import torch

DTYPES = {
    "bool": torch.bool, "u8": torch.uint8, "i8": torch.int8, "i16": torch.int16,
    "i32": torch.int32, "i64": torch.int64, "f16": torch.float16, "bf16": torch.bfloat16,
    "f32": torch.float32, "f64": torch.float64, "c64": torch.complex64, "c128": torch.complex128,
}
NAMES = {dtype: name for name, dtype in DTYPES.items()}

print(f"# torch {torch.__version__}: a,b,promote_types(a,b),can_cast(a,b)")
for a, dtype_a in DTYPES.items():
    for b, dtype_b in DTYPES.items():
        promoted = NAMES.get(torch.promote_types(dtype_a, dtype_b), "?")
        print(f"{a},{b},{promoted},{int(torch.can_cast(dtype_a, dtype_b))}")
