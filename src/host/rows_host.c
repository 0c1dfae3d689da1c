/* rows_host.c: whole rows picked by a list of indices. Adding is deterministic at any number of
 * threads: each thread owns a range of destination rows and walks all indices in order. */
#include "host/host.h"
#include "host/index_list.h"
#include "host/row_loops.h"

#include <complex.h>

static int check_indices(const tn_k_rows *p, const int64_t *index, int64_t size) {
    const int64_t k = tni_first_outside(index, p->count, size);
    return k == p->count
               ? 0
               : tn_kernel_fail(TN_ERR_ARGUMENT,
                                "index %lld (number %lld) of dim %d must be at least 0 and less "
                                "than %lld",
                                (long long)index[k], (long long)k, p->dim, (long long)size);
}

static void select_rows(const tn_k_rows *p) {
    const size_t bytes = (size_t)p->inner * tn_dtype_bytes((tn_dtype)p->dtype);
    const char *table = p->table;
    char *picked = p->picked;
    const int threads = tni_host_threads(p->outer * p->count * p->inner);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t i = 0; i < p->outer * p->count; i++) {
        const int64_t row = i / p->count * p->size + p->index[i % p->count];
        memcpy(picked + (size_t)i * bytes, table + (size_t)row * bytes, bytes);
    }
}

/* Rows of one element: those of the places [begin, end), in order. */
typedef void add_elements_function(const tn_k_rows *p, int64_t o, int64_t begin, int64_t end);
#define DEFINE_ADD_ELEMENTS(name, T)                                                             \
    static void add_elements_##name(const tn_k_rows *p, int64_t o, int64_t begin, int64_t end) { \
        T *table = (T *)p->table + o * p->size;                                                  \
        const T *picked = (const T *)p->picked + o * p->count, a = *(const T *)p->alpha;         \
        for (int64_t k = 0; k < p->count; k++) {                                                 \
            if (p->index[k] >= begin && p->index[k] < end) {                                     \
                table[p->index[k]] += a * picked[k];                                             \
            }                                                                                    \
        }                                                                                        \
    }
DEFINE_ADD_ELEMENTS(f32, float)
DEFINE_ADD_ELEMENTS(f64, double)
DEFINE_ADD_ELEMENTS(i64, uint64_t)

static add_elements_function *element_adder_of(const tn_k_rows *p) {
    if (p->inner != 1 || p->code != TN_ROWS_ADD || p->picked_index) {
        return NULL;
    }
    return p->dtype == TN_F32   ? add_elements_f32
           : p->dtype == TN_F64 ? add_elements_f64
           : p->dtype == TN_I64 ? add_elements_i64
                                : NULL;
}

/* ---- Writing: threads own destination rows --------------------------------------------------- */

#define DEFINE_ADD(name, T)                                                            \
    static void add_##name(void *to, const void *from, int64_t n, const void *alpha) { \
        T *y = to;                                                                     \
        const T *x = from, a = *(const T *)alpha;                                      \
        for (int64_t i = 0; i < n; i++) {                                              \
            y[i] = (T)(y[i] + a * x[i]);                                               \
        }                                                                              \
    }
DEFINE_ADD(u8, uint8_t)
DEFINE_ADD(i8, int8_t)
DEFINE_ADD(i16, int16_t)
DEFINE_ADD(i32, uint32_t) /* wraps */
DEFINE_ADD(i64, uint64_t)
DEFINE_ADD(c64, float _Complex)
DEFINE_ADD(c128, double _Complex)

static void add_bool(void *to, const void *from, int64_t n, const void *alpha) {
    uint8_t *y = to;
    const uint8_t *x = from, a = *(const uint8_t *)alpha;
    for (int64_t i = 0; i < n; i++) {
        y[i] |= x[i] & a;
    }
}

#define DEFINE_ADD_HALF(name)                                                                    \
    static void add_##name(void *to, const void *from, int64_t n, const void *alpha) {           \
        uint16_t *y = to;                                                                        \
        const uint16_t *x = from;                                                                \
        const float a = tni_##name##_to_f32(*(const uint16_t *)alpha);                           \
        for (int64_t i = 0; i < n; i++) {                                                        \
            y[i] = tni_f32_to_##name(tni_##name##_to_f32(y[i]) + a * tni_##name##_to_f32(x[i])); \
        }                                                                                        \
    }
DEFINE_ADD_HALF(f16)
DEFINE_ADD_HALF(bf16)

tni_row_add *tni_row_adder(tn_dtype dtype) {
    static tni_row_add *const adders[TN_DTYPE_COUNT] = {
        [TN_BOOL] = add_bool, [TN_U8] = add_u8,    [TN_I8] = add_i8,   [TN_I16] = add_i16,
        [TN_I32] = add_i32,   [TN_I64] = add_i64,  [TN_F16] = add_f16, [TN_BF16] = add_bf16,
        [TN_C64] = add_c64,   [TN_C128] = add_c128};
    static tni_row_add *const floats[TNI_ISA_COUNT][2] = {
        {tni_row_add_f32_base, tni_row_add_f64_base},
        {tni_row_add_f32_avx2, tni_row_add_f64_avx2},
        {tni_row_add_f32_avx512, tni_row_add_f64_avx512},
    };
    return tni_is_float(dtype) && tn_dtype_bytes(dtype) >= 4
               ? floats[tni_host_isa()][dtype == TN_F64]
               : adders[dtype];
}

enum {
    LIST = 512,         /* numbers of indices that are kept */
    PIECE = 256,        /* indices looked at together */
    AHEAD = 8,          /* destination rows fetched before their turn … */
    SOURCES_AHEAD = 16, /* … and source rows: what sees a stream coming stops at a page's end */
    FETCHED_BYTES = 512 /* of each; the processor goes on by itself */
};

static void fetch(const char *row, size_t bytes) {
    for (size_t i = 0; i < bytes && i < FETCHED_BYTES; i += 64) {
        __builtin_prefetch(row + i);
    }
}

/* Numbers of indices that lead to the rows [begin, end), in order. */
typedef struct row_list {
    int64_t numbers[LIST];
    int n;
    int64_t looked; /* at so many indices */
} row_list;

/* Adds numbers while there is room for a piece; without a branch, which would be guessed wrong half
 * of the time. */
static void fill(row_list *list, const tn_k_rows *p, int64_t begin, int64_t end) {
    int n = list->n;
    while (n + PIECE <= LIST && list->looked < p->count) {
        const int64_t first = list->looked;
        const int64_t last = first + PIECE < p->count ? first + PIECE : p->count;
        for (int64_t k = first; k < last; k++) {
            list->numbers[n] = k;
            n += (p->index[k] >= begin) & (p->index[k] < end);
        }
        list->looked = last;
    }
    list->n = n;
}

static void drop_first(row_list *list, int n) {
    list->n -= n;
    memmove(list->numbers, list->numbers + n, (size_t)list->n * sizeof *list->numbers);
}

/* The row of picked that index number k writes. */
static int64_t source_row(const tn_k_rows *p, int64_t k) {
    return p->picked_index ? p->picked_index[k] : k;
}

/* One outer slice. */
typedef struct row_writer {
    const tn_k_rows *p;
    char *table;
    const char *picked;
    size_t bytes;     /* of a row */
    tni_row_add *add; /* NULL: it is copied */
} row_writer;

static char *target(const row_writer *w, int64_t k) {
    return w->table + (size_t)w->p->index[k] * w->bytes;
}
static const char *source(const row_writer *w, int64_t k) {
    return w->picked + (size_t)source_row(w->p, k) * w->bytes;
}

/* The first `turn` of n indices by their numbers, NULL: all from the first on; what comes behind
 * them is fetched while it is their turn. */
static void write_listed(const row_writer *w, const int64_t *numbers, int64_t n, int64_t turn) {
    for (int64_t i = 0; i < turn; i++) {
        if (i + AHEAD < n) {
            fetch(target(w, numbers ? numbers[i + AHEAD] : i + AHEAD), w->bytes);
        }
        if (i + SOURCES_AHEAD < n) {
            fetch(source(w, numbers ? numbers[i + SOURCES_AHEAD] : i + SOURCES_AHEAD), w->bytes);
        }
        const int64_t k = numbers ? numbers[i] : i;
        if (w->add) {
            w->add(target(w, k), source(w, k), w->p->inner, w->p->alpha);
        } else {
            memcpy(target(w, k), source(w, k), w->bytes);
        }
    }
}

/* The destination rows [begin, end) of one outer slice. */
static void write_range(const tn_k_rows *p, int64_t o, int64_t begin, int64_t end) {
    const size_t bytes = (size_t)p->inner * tn_dtype_bytes((tn_dtype)p->dtype);
    const int64_t sources = p->picked_index ? p->picked_size : p->count;
    const row_writer w = {.p = p,
                          .table = (char *)p->table + (size_t)(o * p->size) * bytes,
                          .picked = (const char *)p->picked + (size_t)(o * sources) * bytes,
                          .bytes = bytes,
                          .add =
                              p->code == TN_ROWS_COPY ? NULL : tni_row_adder((tn_dtype)p->dtype)};
    add_elements_function *add_elements = element_adder_of(p);
    if (add_elements) {
        add_elements(p, o, begin, end);
        return;
    }
    if (begin == 0 && end == p->size) {
        write_listed(&w, NULL, p->count, p->count);
        return;
    }
    row_list list = {.n = 0};
    for (fill(&list, p, begin, end); list.n > 0; fill(&list, p, begin, end)) {
        const int turn = list.looked < p->count ? list.n - SOURCES_AHEAD : list.n;
        write_listed(&w, list.numbers, list.n, turn);
        drop_first(&list, turn);
    }
}

static void write_rows(const tn_k_rows *p) {
    const int threads = tni_host_threads(p->outer * p->count * p->inner);
    if (threads == 1 || p->outer >= threads) { /* a slice is one thread's */
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
        for (int64_t o = 0; o < p->outer; o++) {
            write_range(p, o, 0, p->size);
        }
        return;
    }
#pragma omp parallel for num_threads(threads) schedule(static)
    for (int64_t part = 0; part < p->outer * threads; part++) {
        const int64_t t = part % threads;
        write_range(p, part / threads, t * p->size / threads, (t + 1) * p->size / threads);
    }
}

int tni_host_rows(const void *params, void *stream) {
    (void)stream;
    const tn_k_rows *p = params;
    int status = check_indices(p, p->index, p->size);
    if (!status && p->picked_index) {
        status = check_indices(p, p->picked_index, p->picked_size);
    }
    if (status || p->outer * p->count * p->inner == 0) {
        return status;
    }
    if (p->code == TN_ROWS_SELECT) {
        select_rows(p);
    } else {
        write_rows(p);
    }
    return 0;
}
