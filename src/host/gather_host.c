/* gather_host.c: elements picked along one dim by a tensor of indices. A line along that dim is one
 * thread's and is worked through in order: the last of equal indices wins, sums have one order.
 * Lines that lie side by side are worked through together, as rows where they take one index. */
#include "host/host.h"
#include "host/index_list.h"
#include "host/row_loops.h"

#include <complex.h>

/* ---- Lines side by side ---------------------------------------------------------------------- */

/* Two dims to go through, the second one faster: steps in elements. The table's place is also that
 * of the index times `entry`. */
typedef struct gather_dim {
    int64_t n, index, table, picked;
} gather_dim;
typedef struct gather_span {
    gather_dim outer, inner;
    int64_t entry;
    const int64_t *index;
    char *table, *picked;
} gather_span;
typedef void span_function(const gather_span *s);

/* For each entry in order: `a` is the table's element and `b` what was picked, of type T. */
#define DEFINE_SPAN(name, T, ...)                                                \
    static void name(const gather_span *s) {                                     \
        const gather_dim outer = s->outer, inner = s->inner;                     \
        const int64_t entry = s->entry;                                          \
        for (int64_t k = 0; k < outer.n; k++) {                                  \
            const int64_t *index = s->index + k * outer.index;                   \
            T *table = (T *)s->table + k * outer.table;                          \
            T *picked = (T *)s->picked + k * outer.picked;                       \
            for (int64_t j = 0; j < inner.n; j++) {                              \
                T *a = table + index[j * inner.index] * entry + j * inner.table; \
                T *b = picked + j * inner.picked;                                \
                __VA_ARGS__;                                                     \
            }                                                                    \
        }                                                                        \
    }

#define DEFINE_MOVES(name, T)              \
    DEFINE_SPAN(gather_##name, T, *b = *a) \
    DEFINE_SPAN(scatter_##name, T, *a = *b)
DEFINE_MOVES(1, uint8_t)
DEFINE_MOVES(2, uint16_t)
DEFINE_MOVES(4, uint32_t)
DEFINE_MOVES(8, uint64_t)
DEFINE_MOVES(16, double _Complex)

/* ---- Combining ------------------------------------------------------------------------------- */

#define DEFINE_COMBINE(name, T, U)                      \
    DEFINE_SPAN(sum_##name, T, *a = (T)((U)*a + (U)*b)) \
    DEFINE_SPAN(prod_##name, T, *a = (T)((U)*a * (U)*b))
#define DEFINE_ORDER(name, T)                                        \
    DEFINE_SPAN(amax_##name, T, *a = *a >= *b || *a != *a ? *a : *b) \
    DEFINE_SPAN(amin_##name, T, *a = *a <= *b || *a != *a ? *a : *b)
#define DEFINE_REAL(name, T, U) DEFINE_COMBINE(name, T, U) DEFINE_ORDER(name, T)
DEFINE_REAL(u8, uint8_t, unsigned)
DEFINE_REAL(i8, int8_t, unsigned)
DEFINE_REAL(i16, int16_t, unsigned)
DEFINE_REAL(i32, int32_t, uint32_t)
DEFINE_REAL(i64, int64_t, uint64_t)
DEFINE_REAL(f32, float, float)
DEFINE_REAL(f64, double, double)
DEFINE_COMBINE(c64, float _Complex, float _Complex)
DEFINE_COMBINE(c128, double _Complex, double _Complex)
DEFINE_SPAN(sum_bool, uint8_t, *a |= *b)
DEFINE_SPAN(prod_bool, uint8_t, *a &= *b)

/* Half floats are combined in f32. */
#define DEFINE_HALF_SPAN(code, name, ...)                                         \
    DEFINE_SPAN(code##_##name, uint16_t, const float x = tni_##name##_to_f32(*a); \
                const float y = tni_##name##_to_f32(*b); *a = tni_f32_to_##name(__VA_ARGS__))
#define DEFINE_HALF(name)                                  \
    DEFINE_HALF_SPAN(sum, name, x + y)                     \
    DEFINE_HALF_SPAN(prod, name, x *y)                     \
    DEFINE_HALF_SPAN(amax, name, x >= y || x != x ? x : y) \
    DEFINE_HALF_SPAN(amin, name, x <= y || x != x ? x : y)
DEFINE_HALF(f16)
DEFINE_HALF(bf16)

#define ENTRY(DTYPE, name)                           \
    [TN_##DTYPE] = {[TN_SCATTER_ADD] = sum_##name,   \
                    [TN_SCATTER_PROD] = prod_##name, \
                    [TN_SCATTER_AMAX] = amax_##name, \
                    [TN_SCATTER_AMIN] = amin_##name}
static span_function *const combiners[TN_DTYPE_COUNT][TN_SCATTER_AMIN + 1] = {
    [TN_BOOL] = {[TN_SCATTER_ADD] = sum_bool,
                 [TN_SCATTER_PROD] = prod_bool,
                 [TN_SCATTER_AMAX] = sum_bool,
                 [TN_SCATTER_AMIN] = prod_bool},
    ENTRY(U8, u8),
    ENTRY(I8, i8),
    ENTRY(I16, i16),
    ENTRY(I32, i32),
    ENTRY(I64, i64),
    ENTRY(F16, f16),
    ENTRY(BF16, bf16),
    ENTRY(F32, f32),
    ENTRY(F64, f64),
    [TN_C64] = {[TN_SCATTER_ADD] = sum_c64, [TN_SCATTER_PROD] = prod_c64},
    [TN_C128] = {[TN_SCATTER_ADD] = sum_c128, [TN_SCATTER_PROD] = prod_c128}};

static span_function *function_of(const tn_k_gather *p) {
    static span_function *const moves[2][5] = {
        {gather_1, gather_2, gather_4, gather_8, gather_16},
        {scatter_1, scatter_2, scatter_4, scatter_8, scatter_16}};
    const int width = __builtin_ctzll(tn_dtype_bytes((tn_dtype)p->dtype));
    return p->code == TN_GATHER    ? moves[0][width]
           : p->code == TN_SCATTER ? moves[1][width]
                                   : combiners[p->dtype][p->code];
}

/* ---- All lines ------------------------------------------------------------------------------- */

enum { LANES = 64 }; /* at most, of one piece of work */

/* The dims but `dim` are planes; the last of them are lanes, in pieces. */
typedef struct gather_plan {
    int lane_dim; /* -1: there is none */
    int64_t lanes, pieces, planes;
    int64_t index_strides[TN_K_MAX_DIMS];
} gather_plan;

static gather_plan plan_of(const tn_k_gather *p) {
    gather_plan plan = {.lane_dim = p->dim == p->ndim - 1 ? -1 : p->ndim - 1, .planes = 1};
    int64_t stride = 1;
    for (int d = p->ndim - 1; d >= 0; d--) {
        plan.index_strides[d] = stride;
        stride *= p->extents[d];
        plan.planes *= d == p->dim || d == plan.lane_dim ? 1 : p->extents[d];
    }
    plan.lanes = plan.lane_dim < 0 ? 1 : p->extents[plan.lane_dim];
    plan.pieces = (plan.lanes + LANES - 1) / LANES;
    return plan;
}

static gather_span span_of(const tn_k_gather *p, const gather_plan *plan, int64_t number) {
    const int64_t width = (int64_t)tn_dtype_bytes((tn_dtype)p->dtype);
    const int64_t first = number % plan->pieces * LANES;
    const int lane = plan->lane_dim;
    int64_t index = 0, table = 0, picked = 0, plane = number / plan->pieces;
    const gather_dim along = {p->extents[p->dim], plan->index_strides[p->dim], 0,
                              p->picked_strides[p->dim]};
    gather_dim lanes = {1, 0, 0, 0};
    if (lane >= 0) {
        lanes = (gather_dim){plan->lanes - first < LANES ? plan->lanes - first : LANES,
                             plan->index_strides[lane], p->table_strides[lane],
                             p->picked_strides[lane]};
    }
    gather_span s = {.outer = lanes.n > 1 ? along : lanes,
                     .inner = lanes.n > 1 ? lanes : along,
                     .entry = p->table_strides[p->dim]};
    for (int d = p->ndim - 1; d >= 0; d--) {
        if (d != p->dim && d != lane) {
            const int64_t i = plane % p->extents[d];
            plane /= p->extents[d];
            index += i * plan->index_strides[d];
            table += i * p->table_strides[d];
            picked += i * p->picked_strides[d];
        }
    }
    s.index = p->index + index + first * lanes.index;
    s.table = (char *)p->table + (table + first * lanes.table) * width;
    s.picked = (char *)p->picked + (picked + first * lanes.picked) * width;
    return s;
}

static int check_indices(const tn_k_gather *p, int64_t n) {
    const int64_t i = tni_first_outside(p->index, n, p->size);
    return i == n ? 0
                  : tn_kernel_fail(
                        TN_ERR_ARGUMENT,
                        "index %lld must be at least 0 and less than %lld, the size of dim %d",
                        (long long)p->index[i], (long long)p->size, p->dim);
}

/* ---- Rows and plain lines -------------------------------------------------------------------- */

enum { ROW = 8 }; /* elements from which on looking for a row pays */

static bool has_rows(const tn_k_gather *p, const gather_span *s) {
    return s->inner.n >= ROW && s->inner.index == 1 && s->inner.table == 1 &&
           s->inner.picked == 1 && p->code <= TN_SCATTER_ADD;
}

/* Side by side, each row of indices that are all the same moves, or adds, a row of elements. */
static void take_rows(const tn_k_gather *p, const gather_span *s, span_function *run) {
    static const union {
        float f32;
        double f64;
    } one_f32 = {.f32 = 1}, one_f64 = {.f64 = 1};
    const size_t width = tn_dtype_bytes((tn_dtype)p->dtype), bytes = (size_t)s->inner.n * width;
    tni_are_alike_function *are_alike = tni_are_alike();
    tni_row_add *add = tni_row_adder((tn_dtype)p->dtype);
    const void *one = p->dtype == TN_F64 ? (const void *)&one_f64 : &one_f32;
    const bool adds = p->code == TN_SCATTER_ADD;
    gather_span row = *s;
    row.outer.n = 1;
    for (int64_t k = 0; k < s->outer.n; k++) {
        row.index = s->index + k * s->outer.index;
        row.table = s->table + k * s->outer.table * (int64_t)width;
        row.picked = s->picked + k * s->outer.picked * (int64_t)width;
        char *entry = row.table + row.index[0] * s->entry * (int64_t)width;
        if (!are_alike(row.index, s->inner.n)) {
            run(&row);
        } else if (adds) {
            add(entry, row.picked, s->inner.n, one);
        } else {
            const bool gathers = p->code == TN_GATHER;
            memcpy(gathers ? row.picked : entry, gathers ? entry : row.picked, bytes);
        }
    }
}

static bool is_float(const tn_k_gather *p) {
    return p->dtype == TN_F32 || p->dtype == TN_F64;
}

/* A line of a table of one line, element after element. */
static bool is_plain_sum(const tn_k_gather *p, const gather_span *s) {
    return p->code == TN_SCATTER_ADD && is_float(p) && s->outer.n == 1 && s->entry == 1 &&
           s->inner.index == 1 && s->inner.table == 0 && s->inner.picked == 1;
}

#define DEFINE_PLAIN(name, T)                            \
    static void sum_line_##name(const gather_span *s) {  \
        const int64_t *restrict index = s->index;        \
        const T *restrict picked = (const T *)s->picked; \
        T *restrict table = (T *)s->table;               \
        for (int64_t j = 0; j < s->inner.n; j++) {       \
            table[index[j]] += picked[j];                \
        }                                                \
    }
DEFINE_PLAIN(f32, float)
DEFINE_PLAIN(f64, double)

static void take_span(const tn_k_gather *p, const gather_span *s, span_function *run) {
    if (is_plain_sum(p, s)) {
        (p->dtype == TN_F32 ? sum_line_f32 : sum_line_f64)(s);
    } else if (has_rows(p, s) && (p->code != TN_SCATTER_ADD || is_float(p))) {
        take_rows(p, s, run);
    } else {
        run(s);
    }
}

int tni_host_gather(const void *params, void *stream) {
    (void)stream;
    const tn_k_gather *p = params;
    int64_t numel = 1;
    for (int d = 0; d < p->ndim; d++) {
        numel *= p->extents[d];
    }
    const int status = check_indices(p, numel);
    if (status || numel == 0) {
        return status;
    }
    const gather_plan plan = plan_of(p);
    span_function *run = function_of(p);
    const int threads = tni_host_threads(numel);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t i = 0; i < plan.planes * plan.pieces; i++) {
        const gather_span s = span_of(p, &plan, i);
        take_span(p, &s, run);
    }
    return 0;
}
