/* reduce_walk.c: how a reduction walks memory: along rows (the reduced dims are folded chunk by
 * chunk into one value), or along columns (the kept dims are contiguous: whole rows are folded into
 * a block of columns).
 *
 * Invariant: chunks, pieces and the tree that joins them are fixed by the shape, never by the
 * threads. Joining pairwise keeps the error of a sum of n terms near log2(n) ulp. */
#include "host/reduce_plan.h"

enum {
    CHUNK = 2048,      /* elements folded at once along a row */
    COLUMNS = 1024,    /* columns folded at once */
    ROWS_AT_ONCE = 64, /* rows folded one after the other before the tree takes over */
    PIECE = 65536,     /* reduced elements of one thread's work */
    MAX_PIECES = 1024,
    MIN_COLUMNS = 8, /* fewer kept elements in a row are not worth a column walk */
    LEVELS = 48,
};

/* ---- A tree of partial results --------------------------------------------------------------- */

/* Joins n-element partial results pairwise, as a binary counter carries. */
typedef struct tree {
    const tni_reduce_pass *p;
    unsigned char *cells; /* LEVELS x width x acc_bytes */
    int64_t width, count;
    int top;
} tree;

static void *tree_level(const tree *t, int level) {
    return t->cells + (size_t)(level * t->width * t->p->acc_bytes);
}
/* Where the next partial result goes; then tree_push. */
static void *tree_next(const tree *t) {
    return tree_level(t, t->top);
}
static void tree_join(tree *t, int64_t n) {
    t->top--;
    t->p->loops->column[t->p->fold](n, tree_level(t, t->top - 1), tree_level(t, t->top));
}
static void tree_push(tree *t, int64_t n) {
    t->top++;
    for (int64_t carry = t->count++; carry & 1; carry >>= 1) {
        tree_join(t, n);
    }
}
static void *tree_finish(tree *t, int64_t n) {
    while (t->top > 1) {
        tree_join(t, n);
    }
    return t->cells;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Elements [begin, begin + n) of the reduced space as a contiguous chunk: in place or in buffer. */
static const void *gather(const tni_reduce_pass *p, const char *base, int64_t begin, int64_t n,
                          unsigned char *buffer) {
    const tn_k_reduce *k = p->k;
    const int inner = k->reduced_ndim - 1;
    if (inner < 0) {
        p->load(n, buffer, base, 1);
        return buffer;
    }
    const int64_t extent = k->reduced_extents[inner], stride = k->reduced_strides[inner];
    for (int64_t done = 0; done < n;) {
        const int64_t i = begin + done, left = extent - i % extent;
        const int64_t run = left < n - done ? left : n - done;
        const char *at = base + p->in_bytes * tni_offset_of(k->reduced_ndim, k->reduced_extents,
                                                            k->reduced_strides, i);
        if (run == n && p->native && stride == 1) {
            return at;
        }
        p->load(run, buffer + done * p->loaded_bytes, at, stride);
        done += run;
    }
    return buffer;
}

static const void *mapped_chunk(const tni_reduce_pass *p, const char *base, int64_t begin,
                                int64_t n, const void *param, unsigned char *buffer) {
    const void *x = gather(p, base, begin, n, buffer);
    if (p->to_bool) {
        tni_host_load(TN_BOOL, TN_I64)(n, buffer + 8L * CHUNK, x, 1);
        return buffer + 8L * CHUNK;
    }
    if (p->map == TNI_MAP_NONE) {
        return x;
    }
    p->from->map(p->map, n, buffer, x, param, 0);
    return buffer;
}

static void fold_range(const tni_reduce_pass *p, const char *base, int64_t begin, int64_t end,
                       const void *param, void *value) {
    _Alignas(64) unsigned char buffer[CHUNK * sizeof(tni_cell)];
    tni_cell cells[LEVELS];
    tree t = {.p = p, .cells = (unsigned char *)cells, .width = 1};
    for (int64_t i = begin; i < end || i == begin; i += CHUNK) {
        const int64_t n = end - i < CHUNK ? end - i : CHUNK;
        const void *x = mapped_chunk(p, base, i, n, param, buffer);
        p->loops->fold[p->fold](n, x, tree_next(&t));
        tree_push(&t, 1);
    }
    memcpy(value, tree_finish(&t, 1), (size_t)p->acc_bytes);
}

static int64_t piece_size(const tn_k_reduce *k) {
    const int64_t even = (k->reduced_numel + MAX_PIECES - 1) / MAX_PIECES;
    return even > PIECE ? (even + CHUNK - 1) / CHUNK * CHUNK : PIECE;
}

static const void *param_of(const tni_reduce_pass *p, int64_t kept) {
    const char *param = p->param;
    return param && p->param_each ? param + kept * p->loaded_bytes : param;
}

static void fold_row(const tni_reduce_pass *p, int64_t kept, void *value, int threads) {
    const tn_k_reduce *k = p->k;
    if (k->reduced_numel == 0) { /* the identity; `in` may be NULL */
        p->loops->fold[p->fold](0, value, value);
        return;
    }
    const char *base =
        (const char *)k->in +
        p->in_bytes * tni_offset_of(k->kept_ndim, k->kept_extents, k->kept_strides, kept);
    const int64_t size = piece_size(k), pieces = (k->reduced_numel + size - 1) / size;
    if (pieces <= 1) {
        fold_range(p, base, 0, k->reduced_numel, param_of(p, kept), value);
        return;
    }
    tni_cell partial[MAX_PIECES], cells[LEVELS];
    /* One run of memory a thread reads fastest: shares of it cost up to a third (measured). */
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < pieces; i++) {
        const int64_t end = (i + 1) * size < k->reduced_numel ? (i + 1) * size : k->reduced_numel;
        fold_range(p, base, i * size, end, param_of(p, kept), &partial[i]);
    }
    tree t = {.p = p, .cells = (unsigned char *)cells, .width = 1};
    for (int64_t i = 0; i < pieces; i++) {
        memcpy(tree_next(&t), &partial[i], (size_t)p->acc_bytes);
        tree_push(&t, 1);
    }
    memcpy(value, tree_finish(&t, 1), (size_t)p->acc_bytes);
}

static void run_rows(const tni_reduce_pass *p, char *out) {
    const tn_k_reduce *k = p->k;
    const int threads = tni_host_threads(k->kept_numel * (k->reduced_numel + 8));
    if (threads > 1 && k->kept_numel / 4 >= threads) {
#pragma omp parallel for num_threads(threads) \
    schedule(dynamic, tni_host_share(k->kept_numel, threads))
        for (int64_t i = 0; i < k->kept_numel; i++) {
            fold_row(p, i, out + i * p->acc_bytes, 1);
        }
        return;
    }
    for (int64_t i = 0; i < k->kept_numel; i++) {
        fold_row(p, i, out + i * p->acc_bytes, threads);
    }
}

/* ---- Columns --------------------------------------------------------------------------------- */

static bool walks_columns(const tn_k_reduce *k) {
    const int kept = k->kept_ndim - 1, reduced = k->reduced_ndim - 1;
    return kept >= 0 && reduced >= 0 && k->kept_strides[kept] == 1 &&
           k->kept_extents[kept] >= MIN_COLUMNS && k->reduced_strides[reduced] != 1;
}

/* n columns from element `kept` on, over reduced positions [begin, end), into out[n]. */
static void fold_columns(const tni_reduce_pass *p, unsigned char *cells, int64_t kept, int64_t n,
                         int64_t begin, int64_t end, void *out) {
    const tn_k_reduce *k = p->k;
    _Alignas(64) unsigned char buffer[COLUMNS * sizeof(tni_cell)];
    _Alignas(64) int64_t counted[COLUMNS];
    const int64_t base = tni_offset_of(k->kept_ndim, k->kept_extents, k->kept_strides, kept);
    const int inner = k->reduced_ndim - 1;
    tree t = {.p = p, .cells = cells, .width = COLUMNS};
    int64_t in_row = begin % k->reduced_extents[inner];
    int64_t offset =
        base + tni_offset_of(k->reduced_ndim, k->reduced_extents, k->reduced_strides, begin);
    for (int64_t i = begin, rows = 0; i < end; i++) {
        const void *x = (const char *)k->in + offset * p->in_bytes;
        if (!p->native) {
            p->load(n, buffer, x, 1);
            x = buffer;
        }
        if (p->to_bool) {
            tni_host_load(TN_BOOL, TN_I64)(n, counted, x, 1);
            x = counted;
        } else if (p->map != TNI_MAP_NONE) {
            p->from->map(p->map, n, buffer, x, param_of(p, kept), p->param_each);
            x = buffer;
        }
        if (rows == 0) {
            memcpy(tree_next(&t), x, (size_t)(n * p->acc_bytes));
        } else {
            p->loops->column[p->fold](n, tree_next(&t), x);
        }
        if (++rows == ROWS_AT_ONCE || i + 1 == end) {
            tree_push(&t, n);
            rows = 0;
        }
        offset += k->reduced_strides[inner];
        if (++in_row == k->reduced_extents[inner]) {
            in_row = 0;
            offset = base +
                     tni_offset_of(k->reduced_ndim, k->reduced_extents, k->reduced_strides, i + 1);
        }
    }
    memcpy(out, tree_finish(&t, n), (size_t)(n * p->acc_bytes));
}

/* Work is cut into blocks of columns, and where those are few, rows into parts as well. */
static int run_columns(const tni_reduce_pass *p, char *out) {
    const tn_k_reduce *k = p->k;
    const int64_t width = k->kept_extents[k->kept_ndim - 1];
    const int64_t blocks = (width + COLUMNS - 1) / COLUMNS, outer = k->kept_numel / width;
    const int64_t tasks = blocks * outer;
    int64_t parts = tasks >= 16 ? 1 : k->reduced_numel / 256;
    parts = parts < 1 ? 1 : parts > 32 ? 32 : parts;
    const int threads = tni_host_threads(k->kept_numel * k->reduced_numel);
    const size_t level_bytes = (size_t)COLUMNS * (size_t)p->acc_bytes;
    unsigned char *partial = tni_host_alloc((size_t)(tasks * parts) * level_bytes);
    unsigned char *trees = tni_host_alloc((size_t)threads * LEVELS * level_bytes);
    int status = partial && trees ? TN_OK : TN_ERR_MEMORY;
    if (status == TN_OK) {
#pragma omp parallel for schedule(static, 1) num_threads(threads) if (threads > 1)
        for (int th = 0; th < threads; th++) {
            unsigned char *cells = trees + (size_t)th * LEVELS * level_bytes;
            for (int64_t i = tasks * parts * th / threads; i < tasks * parts * (th + 1) / threads;
                 i++) {
                const int64_t task = i / parts, part = i % parts;
                const int64_t column = task % blocks * COLUMNS;
                const int64_t n = width - column < COLUMNS ? width - column : COLUMNS;
                fold_columns(p, cells, task / blocks * width + column, n,
                             k->reduced_numel * part / parts, k->reduced_numel * (part + 1) / parts,
                             partial + (size_t)i * level_bytes);
            }
        }
        for (int64_t task = 0; task < tasks; task++) {
            const int64_t column = task % blocks * COLUMNS;
            const int64_t n = width - column < COLUMNS ? width - column : COLUMNS;
            tree t = {.p = p, .cells = trees, .width = COLUMNS};
            for (int64_t part = 0; part < parts; part++) {
                memcpy(tree_next(&t), partial + (size_t)(task * parts + part) * level_bytes,
                       (size_t)(n * p->acc_bytes));
                tree_push(&t, n);
            }
            memcpy(out + (task / blocks * width + column) * p->acc_bytes, tree_finish(&t, n),
                   (size_t)(n * p->acc_bytes));
        }
    }
    tni_host_free(trees);
    tni_host_free(partial);
    return status;
}

int tni_reduce_run(const tni_reduce_pass *pass, void *out) {
    if (pass->k->reduced_numel > 0 && walks_columns(pass->k)) {
        return run_columns(pass, out);
    }
    run_rows(pass, out);
    return TN_OK;
}

/* ---- Index of the largest -------------------------------------------------------------------- */

#define FIND(T, S)                                                             \
    static int64_t find_##S(const void *data, int64_t n, const void *wanted) { \
        const T *x = data, v = *(const T *)wanted;                             \
        int64_t i = 0;                                                         \
        for (; i < n && !((x[i] == v) | ((v != v) & (x[i] != x[i]))); i++) {}  \
        return i;                                                              \
    }                                                                          \
    /* NaN is beyond everything; equal values do not replace the first. */     \
    static bool beats_##S(const void *a, const void *b, bool largest) {        \
        const T x = *(const T *)a, y = *(const T *)b;                          \
        return y == y && (x != x || (largest ? x > y : x < y));                \
    }
FIND(float, f32)
FIND(double, f64)
FIND(int64_t, i64)

static bool beats(tn_dtype acc, const void *a, const void *b, bool largest) {
    return acc == TN_F32   ? beats_f32(a, b, largest)
           : acc == TN_F64 ? beats_f64(a, b, largest)
                           : beats_i64(a, b, largest);
}
static int64_t find(tn_dtype acc, const void *x, int64_t n, const void *value) {
    return acc == TN_F32   ? find_f32(x, n, value)
           : acc == TN_F64 ? find_f64(x, n, value)
                           : find_i64(x, n, value);
}

static void arg_row(const tni_reduce_pass *p, int64_t kept, int64_t *index, void *value) {
    const tn_k_reduce *k = p->k;
    _Alignas(64) unsigned char buffer[CHUNK * sizeof(tni_cell)];
    const char *base =
        (const char *)k->in +
        p->in_bytes * tni_offset_of(k->kept_ndim, k->kept_extents, k->kept_strides, kept);
    tni_cell best, found;
    for (int64_t i = 0; i < k->reduced_numel; i += CHUNK) {
        const int64_t n = k->reduced_numel - i < CHUNK ? k->reduced_numel - i : CHUNK;
        const void *x = gather(p, base, i, n, buffer);
        p->loops->fold[p->fold](n, x, &found);
        if (i == 0 || beats(p->acc, &found, &best, p->fold == TNI_FOLD_MAX)) {
            best = found;
            *index = i + find(p->acc, x, n, &found);
        }
    }
    memcpy(value, &best, (size_t)p->acc_bytes);
}

void tni_reduce_arg(const tni_reduce_pass *pass, int64_t *index, void *value) {
    const tn_k_reduce *k = pass->k;
    const int threads = tni_host_threads(k->kept_numel * k->reduced_numel);
#pragma omp parallel for schedule(static) num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < k->kept_numel; i++) {
        arg_row(pass, i, &index[i], (char *)value + i * pass->acc_bytes);
    }
}
