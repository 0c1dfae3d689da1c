/* ew_rows.c: what callers may know about elementwise.def: names, operands, results, classes; and
 * which loop serves a function in a compute type. */
#include "host/host.h"

#undef I

/* Bits of the columns. */
enum { HAS__ = 0 };
#define HAS_B(...)     (1u << TN_CATEGORY_BOOL)
#define HAS_I(...)     (1u << TN_CATEGORY_INT)
#define HAS_Z(...)     (1u << TN_CATEGORY_INT)
#define HAS_F(...)     (1u << TN_CATEGORY_FLOAT)
#define HAS_L(...)     (1u << TN_CATEGORY_FLOAT)
#define HAS_N(...)     (1u << TN_CATEGORY_FLOAT)
#define HAS_C(...)     (1u << TN_CATEGORY_COMPLEX)
#define REFUSES__      false
#define REFUSES_I(...) false
#define REFUSES_Z(...) true

static const tn_ew_row rows[TN_EW_COUNT] = {
#define EW(name, n, result, bcol, icol, fcol, ccol)                                                \
    [TN_EW_##name] = {#name, n, TN_EW_##result, HAS_##bcol | HAS_##icol | HAS_##fcol | HAS_##ccol, \
                      REFUSES_##icol},
#include "kernels/elementwise.def"
#undef EW
};

const tn_ew_row *tni_ew_row(int code) {
    return code > TN_EW_NONE && code < TN_EW_COUNT ? &rows[code] : NULL;
}

/* ---- Loops ---------------------------------------------------------------------------------- */

typedef tni_ew_loop *const loop_table[TN_EW_COUNT];
#define PER_ISA(X, type)   X(type, base), X(type, avx2), X(type, avx512)
#define DECLARE(type, isa) tni_ew_##type##_##isa
extern loop_table PER_ISA(DECLARE, f32), PER_ISA(DECLARE, f64), PER_ISA(DECLARE, i32),
    PER_ISA(DECLARE, i64);
extern loop_table tni_ew_bool, tni_ew_c64, tni_ew_c128, tni_ew_rare_f32, tni_ew_rare_f64;

#define ADDRESS(type, isa) &tni_ew_##type##_##isa
static loop_table *const vector[TN_DTYPE_COUNT][TNI_ISA_COUNT] = {
    [TN_F32] = {PER_ISA(ADDRESS, f32)},
    [TN_F64] = {PER_ISA(ADDRESS, f64)},
    [TN_I32] = {PER_ISA(ADDRESS, i32)},
    [TN_I64] = {PER_ISA(ADDRESS, i64)},
};
static loop_table *const once[TN_DTYPE_COUNT] = {
    [TN_BOOL] = &tni_ew_bool,    [TN_C64] = &tni_ew_c64,      [TN_C128] = &tni_ew_c128,
    [TN_F32] = &tni_ew_rare_f32, [TN_F64] = &tni_ew_rare_f64,
};

tni_ew_loop *tni_host_ew_loop(int code, tn_dtype compute) {
    loop_table *const fast = vector[compute][tni_host_isa()];
    tni_ew_loop *const loop = fast ? (*fast)[code] : NULL;
    return loop || !once[compute] ? loop : (*once[compute])[code];
}
