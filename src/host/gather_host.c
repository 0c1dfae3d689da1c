/* gather_host.c: elements picked along one dim by a tensor of indices. A line along that dim is one
 * thread's and is worked through in order: the last of equal indices wins, sums have one order.
 * Lines that lie side by side are worked through together, as rows where they take one index. */
#include "host/host.h"
#include "host/index_list.h"
#include "host/row_loops.h"

#include <complex.h>
#include <stdatomic.h>

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

/* ---- Rows and plain lines -------------------------------------------------------------------- */

enum {
    ROW = 8,          /* elements from which on looking for a row pays */
    AHEAD = 8,        /* rows that come near before their turn */
    LISTS_AHEAD = 16, /* the same of their indices and the other side */
};

typedef struct gather_work {
    const tn_k_gather *p;
    span_function *run;
    tni_are_alike_function *are_alike;
    tni_row_add *add;
    size_t width;
    bool checks; /* each piece of indices before it is used; else all of them were */
} gather_work;

/* NULL, or the first index that leads outside. */
static const int64_t *stray(const gather_work *w, const int64_t *index, int64_t n) {
    const int64_t i = w->checks ? tni_first_outside(index, n, w->p->size) : n;
    return i < n ? index + i : NULL;
}

static gather_span row_of(const gather_work *w, const gather_span *s, int64_t k) {
    const int64_t width = (int64_t)w->width;
    gather_span row = *s;
    row.outer.n = 1;
    row.index += k * s->outer.index;
    row.table += k * s->outer.table * width;
    row.picked += k * s->outer.picked * width;
    return row;
}

static bool is_float(const tn_k_gather *p) {
    return p->dtype == TN_F32 || p->dtype == TN_F64;
}

static bool has_rows(const tn_k_gather *p, const gather_span *s) {
    return s->inner.n >= ROW && s->inner.index == 1 && s->inner.table == 1 &&
           s->inner.picked == 1 &&
           (p->code <= TN_SCATTER || (p->code == TN_SCATTER_ADD && is_float(p)));
}

/* Of one index: elements that lie side by side in the table, too. */
static void take_row(const gather_work *w, const gather_span *row) {
    static const float one_f32 = 1;
    static const double one_f64 = 1;
    const bool gathers = w->p->code == TN_GATHER;
    char *entry = row->table + row->index[0] * row->entry * (int64_t)w->width;
    if (w->p->code == TN_SCATTER_ADD) {
        w->add(entry, row->picked, row->inner.n,
               w->p->dtype == TN_F64 ? (const void *)&one_f64 : &one_f32);
    } else {
        memcpy(gathers ? row->picked : entry, gathers ? entry : row->picked,
               (size_t)row->inner.n * w->width);
    }
}

static void fetch(uintptr_t from, size_t bytes) {
    for (size_t at = 0; at < bytes; at += 64) {
        __builtin_prefetch((const void *)(from + at));
    }
}

/* What row LISTS_AHEAD has of indices and of the other side: a processor that sees streams coming
 * stops at the end of a page. And the entry of row AHEAD, if it is one of one index; any index
 * will do. */
static void fetch_ahead(const gather_work *w, const gather_span *s, int64_t k) {
    if (k + LISTS_AHEAD < s->outer.n) {
        const gather_span row = row_of(w, s, k + LISTS_AHEAD);
        fetch((uintptr_t)row.index, (size_t)row.inner.n * sizeof *row.index);
        fetch((uintptr_t)row.picked, (size_t)row.inner.n * w->width);
    }
    if (k + AHEAD < s->outer.n) {
        const gather_span row = row_of(w, s, k + AHEAD);
        const uintptr_t entry =
            (uintptr_t)row.table + (uintptr_t)row.index[0] * (uintptr_t)row.entry * w->width;
        fetch(entry, (size_t)row.inner.n * w->width);
    }
}

static const int64_t *take_rows(const gather_work *w, const gather_span *s) {
    for (int64_t k = 0; k < s->outer.n; k++) {
        const gather_span row = row_of(w, s, k);
        fetch_ahead(w, s, k);
        const bool alike = w->are_alike(row.index, row.inner.n);
        const int64_t *bad = stray(w, row.index, alike ? 1 : row.inner.n);
        if (bad) {
            return bad;
        }
        if (alike) {
            take_row(w, &row);
        } else {
            w->run(&row);
        }
    }
    return NULL;
}

/* A line of a table of one line, element after element. */
static bool is_plain_sum(const tn_k_gather *p, const gather_span *s) {
    return p->code == TN_SCATTER_ADD && is_float(p) && s->outer.n == 1 && s->entry == 1 &&
           s->inner.index == 1 && s->inner.table == 0 && s->inner.picked == 1;
}

/* NULL, or the first index that leads outside: looked at where it is used, since a pass of its own
 * waits for memory as well. */
typedef const int64_t *plain_sum(const gather_span *s, int64_t size);
#define DEFINE_PLAIN(name, T)                                              \
    static const int64_t *sum_##name(const gather_span *s, int64_t size) { \
        const int64_t *restrict index = s->index;                          \
        const T *restrict picked = (const T *)s->picked;                   \
        T *restrict table = (T *)s->table;                                 \
        for (int64_t j = 0, n = s->inner.n; j < n; j++) {                  \
            const uint64_t at = (uint64_t)index[j];                        \
            if (at >= (uint64_t)size) {                                    \
                return index + j;                                          \
            }                                                              \
            table[at] += picked[j];                                        \
        }                                                                  \
        return NULL;                                                       \
    }
DEFINE_PLAIN(plain_f32, float)
DEFINE_PLAIN(plain_f64, double)

static const int64_t *take_span(const gather_work *w, const gather_span *s) {
    if (is_plain_sum(w->p, s)) {
        plain_sum *sum = w->p->dtype == TN_F32 ? sum_plain_f32 : sum_plain_f64;
        return sum(s, w->p->size);
    }
    if (has_rows(w->p, s)) {
        return take_rows(w, s);
    }
    const int64_t *bad = NULL;
    for (int64_t k = 0; w->checks && !bad && k < s->outer.n; k++) {
        bad = stray(w, s->index + k * s->outer.index, s->inner.n);
    }
    if (!bad) {
        w->run(s);
    }
    return bad;
}

/* ---- The family ------------------------------------------------------------------------------ */

static int refuse(const tn_k_gather *p, int64_t index) {
    return tn_kernel_fail(TN_ERR_ARGUMENT,
                          "index %lld must be at least 0 and less than %lld, the size of dim %d",
                          (long long)index, (long long)p->size, p->dim);
}

/* The first of all that lead outside, whatever the threads. */
static void keep_first(_Atomic(const int64_t *) *first, const int64_t *bad) {
    const int64_t *kept = atomic_load(first);
    while (bad && (!kept || bad < kept) && !atomic_compare_exchange_weak(first, &kept, bad)) {}
}

int tni_host_gather(const void *params, void *stream) {
    (void)stream;
    const tn_k_gather *p = params;
    int64_t numel = 1;
    for (int d = 0; d < p->ndim; d++) {
        numel *= p->extents[d];
    }
    if (numel == 0) {
        return 0;
    }
    const gather_plan plan = plan_of(p);
    const bool checks = p->is_copy && span_of(p, &plan, 0).inner.index == 1;
    const int64_t bad_at = checks ? numel : tni_first_outside(p->index, numel, p->size);
    if (bad_at < numel) {
        return refuse(p, p->index[bad_at]);
    }
    const gather_work w = {.p = p,
                           .run = function_of(p),
                           .are_alike = tni_are_alike(),
                           .add = tni_row_adder((tn_dtype)p->dtype),
                           .width = tn_dtype_bytes((tn_dtype)p->dtype),
                           .checks = checks};
    _Atomic(const int64_t *) first_bad = NULL;
    const int threads = tni_host_threads(numel);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t i = 0; i < plan.planes * plan.pieces; i++) {
        const gather_span s = span_of(p, &plan, i);
        keep_first(&first_bad, take_span(&w, &s));
    }
    const int64_t *bad = atomic_load(&first_bad);
    return bad ? refuse(p, *bad) : 0;
}
