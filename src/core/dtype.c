/* dtype.c: the twelve dtypes: names, promotion, casts of single elements. PyTorch decides: the
 * lattice is that of torch.promote_types, tests compare every pair. */
#include "core/core.h"

const tni_dtype_row tni_dtypes[TN_DTYPE_COUNT] = {[TN_DTYPE_NONE] = {"none", 0, TN_CATEGORY_NONE},
#define DTYPE_ROW(NAME, name, bytes, category) [TN_##NAME] = {#name, bytes, category},
                                                  TN_DTYPES(DTYPE_ROW)
#undef DTYPE_ROW
};

static _Atomic int default_dtype = TN_F32;

static bool is_dtype(tn_dtype d) {
    return (unsigned)d < TN_DTYPE_COUNT;
}

size_t tn_dtype_bytes(tn_dtype dtype) {
    return is_dtype(dtype) ? tni_dtypes[dtype].bytes : 0;
}

const char *tn_dtype_name(tn_dtype dtype) {
    return is_dtype(dtype) ? tni_dtypes[dtype].name : "unknown";
}

tn_category tn_dtype_category(tn_dtype dtype) {
    return is_dtype(dtype) ? (tn_category)tni_dtypes[dtype].category : TN_CATEGORY_NONE;
}

tn_dtype tni_real_of(tn_dtype d) {
    return d == TN_C64 ? TN_F32 : d == TN_C128 ? TN_F64 : d;
}

tn_dtype tni_complex_of(tn_dtype d) {
    if (tni_is_complex(d)) {
        return d;
    }
    if (tni_is_float(d)) {
        return d == TN_F64 ? TN_C128 : TN_C64;
    }
    return tni_complex_of(tn_default_dtype());
}

/* Within a category the wider one wins; u8 with i8 and f16 with bf16 need a third that holds both.
 * A complex dtype takes the width of a float that it meets. */
tn_dtype tn_promote_dtypes(tn_dtype a, tn_dtype b) {
    const tn_category ca = tn_dtype_category(a), cb = tn_dtype_category(b);
    const tn_dtype wide = a > b ? a : b, narrow = a > b ? b : a;
    if (a == b || ca == TN_CATEGORY_NONE || cb == TN_CATEGORY_NONE) {
        return wide;
    }
    if (wide == TN_C64 && narrow == TN_F64) {
        return TN_C128;
    }
    if (wide == TN_I8 && narrow == TN_U8) {
        return TN_I16;
    }
    if (wide == TN_BF16 && narrow == TN_F16) {
        return TN_F32;
    }
    return wide;
}

bool tni_can_cast(tn_dtype from, tn_dtype to) {
    const tn_category cf = tn_dtype_category(from), ct = tn_dtype_category(to);
    return cf != TN_CATEGORY_NONE && cf <= ct;
}

tn_dtype tn_default_dtype(void) {
    return (tn_dtype)atomic_load_explicit(&default_dtype, memory_order_relaxed);
}

void tn_set_default_dtype(tn_dtype dtype) {
    TNI_CALL("set_default_dtype", ((tn_site){0}));
    if (dtype != TN_F32 && dtype != TN_F64) {
        tni_fail(TN_ERR_DTYPE, "the default dtype cannot be %s; use f32 or f64",
                 tn_dtype_name(dtype));
        return;
    }
    atomic_store_explicit(&default_dtype, (int)dtype, memory_order_relaxed);
}

/* ---- Half precision -------------------------------------------------------------------------- */

static uint32_t bits_of(float f) {
    uint32_t bits;
    memcpy(&bits, &f, sizeof bits);
    return bits;
}

static float from_bits(uint32_t bits) {
    float f;
    memcpy(&f, &bits, sizeof f);
    return f;
}

float tni_f16_to_f32(uint16_t h) {
    const uint32_t sign = (uint32_t)(h & 0x8000u) << 16, rest = h & 0x7fffu;
    if (rest >= 0x7c00u) { /* infinity and NaN */
        return from_bits(sign | 0x7f800000u | (rest & 0x3ffu) << 13);
    }
    if (rest < 0x0400u) { /* zero and denormals: multiples of 2^-24 */
        return from_bits(sign | bits_of((float)rest * 0x1p-24f));
    }
    return from_bits(sign | ((rest << 13) + (112u << 23)));
}

uint16_t tni_f32_to_f16(float f) {
    const uint32_t bits = bits_of(f), sign = bits >> 16 & 0x8000u, rest = bits & 0x7fffffffu;
    if (rest > 0x7f800000u) {
        return (uint16_t)(sign | 0x7e00u | (rest >> 13 & 0x1ffu));
    }
    if (rest >= 0x477ff000u) { /* 65520 and more round to infinity */
        return (uint16_t)(sign | 0x7c00u);
    }
    if (rest < 0x38800000u) {
        /* Below 2^-14: adding 0.5 puts the last bit of a denormal at the last bit of the sum, so
         * that the addition itself rounds to nearest even. */
        return (uint16_t)(sign | (bits_of(from_bits(rest) + 0.5f) - bits_of(0.5f)));
    }
    const uint32_t odd = rest >> 13 & 1u;
    return (uint16_t)(sign | ((rest - (112u << 23) + 0xfffu + odd) >> 13));
}

float tni_bf16_to_f32(uint16_t h) {
    return from_bits((uint32_t)h << 16);
}

uint16_t tni_f32_to_bf16(float f) {
    const uint32_t bits = bits_of(f);
    if ((bits & 0x7fffffffu) > 0x7f800000u) {
        return (uint16_t)(bits >> 16 | 0x40u); /* stays NaN whatever is cut off */
    }
    return (uint16_t)((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}

/* ---- One element ----------------------------------------------------------------------------- */

#define LOAD(type, element) \
    type x;                 \
    memcpy(&x, element, sizeof x)

tn_value tni_load_value(const void *element, tn_dtype dtype) {
    switch (dtype) {
    case TN_BOOL:
        return tn_value_bool(*(const uint8_t *)element != 0);
    case TN_U8:
        return tn_value_int(*(const uint8_t *)element);
    case TN_I8:
        return tn_value_int(*(const int8_t *)element);
    case TN_I16: {
        LOAD(int16_t, element);
        return tn_value_int(x);
    }
    case TN_I32: {
        LOAD(int32_t, element);
        return tn_value_int(x);
    }
    case TN_I64: {
        LOAD(int64_t, element);
        return tn_value_int(x);
    }
    case TN_F16: {
        LOAD(uint16_t, element);
        return tn_value_float((double)tni_f16_to_f32(x));
    }
    case TN_BF16: {
        LOAD(uint16_t, element);
        return tn_value_float((double)tni_bf16_to_f32(x));
    }
    case TN_F32: {
        LOAD(float, element);
        return tn_value_float((double)x);
    }
    case TN_F64: {
        LOAD(double, element);
        return tn_value_float(x);
    }
    case TN_C64: {
        float x[2];
        memcpy(x, element, sizeof x);
        return tn_value_complex((double)x[0], (double)x[1]);
    }
    case TN_C128: {
        double x[2];
        memcpy(x, element, sizeof x);
        return tn_value_complex(x[0], x[1]);
    }
    default:
        return (tn_value){0};
    }
}

/* An integer is rounded once, not by way of f64. */
static float single(tn_value v) {
    return v.kind == TN_VALUE_INT ? (float)v.as.integer : (float)tni_value_real(v);
}

#define STORE(type, value)             \
    do {                               \
        const type x = (type)(value);  \
        memcpy(element, &x, sizeof x); \
    } while (0)

void tni_store_value(void *element, tn_dtype dtype, tn_value value) {
    switch (dtype) {
    case TN_BOOL:
        STORE(uint8_t, tni_value_complex(value) != 0.0);
        break;
    case TN_U8:
    case TN_I8:
        STORE(uint8_t, tni_value_int(value));
        break;
    case TN_I16:
        STORE(uint16_t, tni_value_int(value));
        break;
    case TN_I32:
        STORE(uint32_t, tni_value_int(value));
        break;
    case TN_I64:
        STORE(int64_t, tni_value_int(value));
        break;
    case TN_F16:
        STORE(uint16_t, tni_f32_to_f16(single(value)));
        break;
    case TN_BF16:
        STORE(uint16_t, tni_f32_to_bf16(single(value)));
        break;
    case TN_F32:
        STORE(float, single(value));
        break;
    case TN_F64:
        STORE(double, tni_value_real(value));
        break;
    case TN_C64: {
        const double _Complex z = tni_value_complex(value);
        const float x[2] = {(float)creal(z), (float)cimag(z)};
        memcpy(element, x, sizeof x);
        break;
    }
    case TN_C128: {
        const double _Complex z = tni_value_complex(value);
        const double x[2] = {creal(z), cimag(z)};
        memcpy(element, x, sizeof x);
        break;
    }
    default:
        break;
    }
}
