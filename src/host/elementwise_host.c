/* elementwise_host.c: elementwise functions over a broadcast iteration space.
 *
 * One loop per function and compute type sees contiguous operands only. Three walks bring operands
 * into that form: straight (everything contiguous or one number: no copy at all), by rows (chunks
 * of the innermost dim; an operand that is contiguous there is used in place), and by tiles
 * (an operand whose other dim is the contiguous one is transposed a tile at a time, so that its
 * cache lines are read once). Invariant: an element's bits do not depend on the walk, the pieces
 * or the threads. */
#include "host/host.h"

enum {
    CHUNK = 512,    /* elements of one loop call through buffers: all operands stay in L1 */
    TILE_ROWS = 16, /* of the transposed operand: one cache line of f32 */
    TILE_COLS = 64,
    SMALL = 4096,    /* elements below which planning costs more than it saves */
    SHORT_ROW = 128, /* innermost dims below this are gathered into longer chunks */
    MAX_IN = TN_K_MAX_OPERANDS - 1,
    BUFFER_BYTES = TILE_ROWS * TILE_COLS * 16,
};

typedef struct plan {
    const tn_k_elementwise *k;
    const tn_ew_row *row;
    tni_ew_loop *loop;
    tn_dtype compute, result; /* of the loop's operands and output */
    int in_bytes, out_bytes;  /* elements of compute and result */
    int storage_bytes[TN_K_MAX_OPERANDS];
    bool native[TN_K_MAX_OPERANDS]; /* storage is what the loop wants */
    tni_convert *load[TN_K_MAX_OPERANDS];
    tni_convert *store;
    bool checks_zero;
    int ndim;
    int64_t extents[TN_K_MAX_DIMS];
    int64_t strides[TN_K_MAX_OPERANDS][TN_K_MAX_DIMS];
    int tile_dim; /* the other dim of a tile; -1 for none */
} plan;

typedef struct buffers {
    _Alignas(64) unsigned char out[BUFFER_BYTES];
    _Alignas(64) unsigned char in[MAX_IN][BUFFER_BYTES];
    const void *splat[MAX_IN]; /* the number that in[k] is filled with */
    int64_t splat_n[MAX_IN];
} buffers;

/* ---- Planning ------------------------------------------------------------------------------- */

static tn_dtype result_dtype(const tn_ew_row *row, tn_dtype compute) {
    switch (row->result) {
    case TN_EW_BOOL:
        return TN_BOOL;
    case TN_EW_REAL:
        return tni_real_of(compute);
    case TN_EW_COMPLEX:
        return tni_complex_of(compute);
    default:
        return compute;
    }
}

/* The dim along which some operand is contiguous although the innermost is not; -1 for none. */
static int find_tile_dim(const plan *p) {
    const int inner = p->ndim - 1;
    for (int op = 1; op <= p->k->n_in; op++) {
        const int64_t along = p->ndim > 1 ? p->strides[op][inner] : 0;
        for (int d = 0; along > TILE_COLS / 4 && d < inner; d++) {
            if (p->strides[op][d] == 1 && p->extents[d] >= 4 && p->extents[inner] >= 4) {
                return d;
            }
        }
    }
    return -1;
}

static int make_plan(plan *p, const tn_k_elementwise *k) {
    *p = (plan){.k = k, .row = tni_ew_row(k->code), .compute = tni_compute_dtype(k->compute)};
    p->loop = p->row ? tni_host_ew_loop(k->code, p->compute) : NULL;
    if (!p->loop) {
        return tn_kernel_fail(TN_ERR_DTYPE, "%s is not defined for %s",
                              p->row ? p->row->name : "this function", tn_dtype_name(k->compute));
    }
    if (k->n_in != p->row->operands) {
        return tn_kernel_fail(TN_ERR_INTERNAL, "%s has %d operands, not %d", p->row->name,
                              p->row->operands, k->n_in);
    }
    p->result = result_dtype(p->row, p->compute);
    p->in_bytes = (int)tn_dtype_bytes(p->compute);
    p->out_bytes = (int)tn_dtype_bytes(p->result);
    p->checks_zero = p->row->refuses_zero && tn_dtype_category(p->compute) == TN_CATEGORY_INT;
    for (int op = 0; op <= k->n_in; op++) {
        const tn_dtype wanted = op ? p->compute : p->result;
        p->storage_bytes[op] = (int)tn_dtype_bytes(k->dtype[op]);
        p->native[op] = (tn_dtype)k->dtype[op] == wanted;
        p->load[op] = op ? tni_host_load(k->dtype[op], wanted) : NULL;
        if (op && !p->load[op]) {
            return tn_kernel_fail(TN_ERR_DTYPE, "%s operand of a function computed in %s",
                                  tn_dtype_name(k->dtype[op]), tn_dtype_name(p->compute));
        }
    }
    p->store = tni_host_store(p->result, k->dtype[0]);
    p->ndim = k->ndim > 0 ? k->ndim : 1;
    p->extents[0] = 1;
    if (k->ndim > 0) {
        memcpy(p->extents, k->extents, sizeof p->extents);
        memcpy(p->strides, k->strides, sizeof p->strides);
    }
    p->tile_dim = find_tile_dim(p);
    return TN_OK;
}

/* ---- One loop call -------------------------------------------------------------------------- */

static bool has_zero(const void *data, int64_t n, int bytes) {
    int found = 0;
    if (bytes == 4) {
        const int32_t *x = data;
        for (int64_t i = 0; i < n; i++) {
            found |= x[i] == 0;
        }
    } else {
        const int64_t *x = data;
        for (int64_t i = 0; i < n; i++) {
            found |= x[i] == 0;
        }
    }
    return found;
}

/* False: an integer was to be divided by zero; nothing was written. */
static bool run_loop(const plan *p, int64_t n, void *out, const void *const *in) {
    if (p->checks_zero && has_zero(in[1], n, p->in_bytes)) {
        return false;
    }
    p->loop(n, out, in);
    return true;
}

/* Operand op as n contiguous elements of the compute type: in place, or in its buffer. */
static const void *bring(const plan *p, buffers *b, int op, const char *at, int64_t stride,
                         int64_t n) {
    if (p->native[op] && (stride == 1 || n == 1)) {
        return at;
    }
    unsigned char *buffer = b->in[op - 1];
    if (stride != 0) {
        b->splat[op - 1] = NULL;
        p->load[op](n, buffer, at, stride);
        return buffer;
    }
    if (b->splat[op - 1] != at || b->splat_n[op - 1] < n) {
        p->load[op](n, buffer, at, 0);
        b->splat[op - 1] = at;
        b->splat_n[op - 1] = n;
    }
    return buffer;
}

/* ---- Walk 1: straight ----------------------------------------------------------------------- */

static bool is_straight(const plan *p) {
    if (p->ndim != 1 || !p->native[0] || (p->strides[0][0] != 1 && p->k->numel > 1)) {
        return false;
    }
    for (int op = 1; op <= p->k->n_in; op++) {
        const int64_t s = p->strides[op][0];
        if (s != 0 && !(s == 1 && p->native[op])) {
            return false;
        }
    }
    return true;
}

/* An output beyond the caches that is not read either is written around them. */
static bool streams(const plan *p) {
    if (p->k->numel * p->out_bytes <= tni_host_cache_bytes()) {
        return false;
    }
    for (int op = 1; op <= p->k->n_in; op++) {
        if (p->k->data[op] == p->k->data[0]) {
            return false;
        }
    }
    return true;
}

/* Asks for elements [first, last) of each operand, where they lie side by side. */
static void fetch(const plan *p, int64_t first, int64_t last) {
    for (int op = 1; op <= p->k->n_in; op++) {
        const int64_t size = p->strides[op][0] == 1 ? p->storage_bytes[op] : 0;
        const char *data = p->k->data[op];
        for (int64_t at = first * size; at < last * size; at += 64) {
            __builtin_prefetch(data + at);
        }
    }
}

/* Writes n results around the caches, and asks for the n elements from i on meanwhile: reading
 * would stop while this writes (half of the time of a large add). */
static void stream_out(const plan *p, char *out, const char *results, int64_t n, int64_t i) {
    enum { SLICE = 64 }; /* elements */
    const int64_t numel = p->k->numel;
    for (int64_t k = 0; k < n; k += SLICE) {
        const int64_t count = n - k < SLICE ? n - k : SLICE, next = i + k;
        fetch(p, next, next + count < numel ? next + count : numel);
        tni_host_stream_copy(out + k * p->out_bytes, results + k * p->out_bytes,
                             count * p->out_bytes);
    }
}

/* Elements [begin, end) of a one-dim space; operands of stride 0 are splat. */
static bool straight_piece(const plan *p, buffers *b, int64_t begin, int64_t end, bool stream) {
    const void *in[MAX_IN] = {0};
    bool splat = false;
    for (int op = 1; op <= p->k->n_in; op++) {
        splat |= p->strides[op][0] == 0;
    }
    const int64_t step = stream || splat ? CHUNK : end - begin;
    for (int64_t i = begin; i < end; i += step) {
        const int64_t n = end - i < step ? end - i : step;
        for (int op = 1; op <= p->k->n_in; op++) {
            const int64_t s = p->strides[op][0];
            const char *at = (const char *)p->k->data[op] + i * s * p->storage_bytes[op];
            in[op - 1] = bring(p, b, op, at, s, n);
        }
        char *out = (char *)p->k->data[0] + i * p->out_bytes;
        if (!run_loop(p, n, stream ? (void *)b->out : out, in)) {
            return false;
        }
        if (stream) {
            stream_out(p, out, (const char *)b->out, n, i + n);
        }
    }
    return true;
}

/* ---- Walk 2: rows --------------------------------------------------------------------------- */

typedef struct cursor {
    int64_t index[TN_K_MAX_DIMS];
    char *at[TN_K_MAX_OPERANDS]; /* of the row's first element */
} cursor;

/* Positions at linear element `begin`; index[inner] is the offset in the row. */
static void seek(const plan *p, cursor *c, int64_t begin) {
    for (int d = p->ndim - 1; d >= 0; d--) {
        c->index[d] = begin % p->extents[d];
        begin /= p->extents[d];
    }
    for (int op = 0; op <= p->k->n_in; op++) {
        int64_t offset = 0;
        for (int d = 0; d < p->ndim - 1; d++) {
            offset += c->index[d] * p->strides[op][d];
        }
        c->at[op] = (char *)p->k->data[op] + offset * p->storage_bytes[op];
    }
}

static void next_row(const plan *p, cursor *c) {
    c->index[p->ndim - 1] = 0;
    for (int d = p->ndim - 2; d >= 0; d--) {
        const bool carry = ++c->index[d] == p->extents[d];
        const int64_t steps = carry ? 1 - p->extents[d] : 1;
        for (int op = 0; op <= p->k->n_in; op++) {
            c->at[op] += steps * p->strides[op][d] * p->storage_bytes[op];
        }
        if (!carry) {
            return;
        }
        c->index[d] = 0;
    }
}

static char *element(const plan *p, const cursor *c, int op) {
    const int inner = p->ndim - 1;
    return c->at[op] + c->index[inner] * p->strides[op][inner] * p->storage_bytes[op];
}

static bool row_chunk(const plan *p, buffers *b, const cursor *c, int64_t n) {
    const int inner = p->ndim - 1;
    const void *in[MAX_IN] = {0};
    for (int op = 1; op <= p->k->n_in; op++) {
        in[op - 1] = bring(p, b, op, element(p, c, op), p->strides[op][inner], n);
    }
    const int64_t out_stride = p->strides[0][inner];
    char *out = element(p, c, 0);
    const bool direct = p->native[0] && (out_stride == 1 || n == 1);
    if (!run_loop(p, n, direct ? (void *)out : b->out, in)) {
        return false;
    }
    if (!direct) {
        p->store(n, out, b->out, out_stride);
    }
    return true;
}

static bool rows_piece(const plan *p, buffers *b, int64_t begin, int64_t end) {
    const int64_t inner = p->extents[p->ndim - 1];
    cursor c;
    seek(p, &c, begin);
    for (int64_t i = begin; i < end;) {
        int64_t n = inner - c.index[p->ndim - 1];
        n = n < CHUNK ? n : CHUNK;
        n = n < end - i ? n : end - i;
        if (!row_chunk(p, b, &c, n)) {
            return false;
        }
        i += n;
        c.index[p->ndim - 1] += n;
        if (c.index[p->ndim - 1] == inner) {
            next_row(p, &c);
        }
    }
    return true;
}

/* Short rows: operands of several rows are gathered side by side, then one loop call. */
static bool gathered_piece(const plan *p, buffers *b, int64_t begin, int64_t end) {
    const int inner = p->ndim - 1;
    const void *in[MAX_IN] = {b->in[0], b->in[1], b->in[2], b->in[3], b->in[4]};
    cursor from, to;
    seek(p, &from, begin);
    to = from;
    for (int64_t i = begin; i < end; i += CHUNK) {
        const int64_t total = end - i < CHUNK ? end - i : CHUNK;
        for (int64_t done = 0; done < total;) {
            int64_t n = p->extents[inner] - from.index[inner];
            n = n < total - done ? n : total - done;
            for (int op = 1; op <= p->k->n_in; op++) {
                p->load[op](n, b->in[op - 1] + done * p->in_bytes, element(p, &from, op),
                            p->strides[op][inner]);
            }
            done += n;
            from.index[inner] += n;
            if (from.index[inner] == p->extents[inner]) {
                next_row(p, &from);
            }
        }
        if (!run_loop(p, total, b->out, in)) {
            return false;
        }
        for (int64_t done = 0; done < total;) {
            int64_t n = p->extents[inner] - to.index[inner];
            n = n < total - done ? n : total - done;
            p->store(n, element(p, &to, 0), b->out + done * p->out_bytes, p->strides[0][inner]);
            done += n;
            to.index[inner] += n;
            if (to.index[inner] == p->extents[inner]) {
                next_row(p, &to);
            }
        }
    }
    return true;
}

/* ---- Walk 3: tiles -------------------------------------------------------------------------- */

/* rows x cols elements of an operand into in[op] as rows of TILE_COLS, through a transposition when
 * the tile's rows run along its contiguous dim. */
static void load_tile(const plan *p, buffers *b, int op, const char *at, int64_t row_stride,
                      int64_t col_stride, int rows, int cols) {
    unsigned char *buffer = b->in[op - 1];
    const int bytes = p->storage_bytes[op];
    if (row_stride != 1 || col_stride == 0) {
        for (int r = 0; r < rows; r++) {
            p->load[op](cols, buffer + (int64_t)r * TILE_COLS * p->in_bytes,
                        at + r * row_stride * bytes, col_stride);
        }
        return;
    }
    if (p->native[op]) {
        tni_host_transpose(buffer, TILE_COLS, at, col_stride, cols, rows, bytes);
        return;
    }
    _Alignas(64) unsigned char converted[BUFFER_BYTES];
    for (int c = 0; c < cols; c++) {
        p->load[op](rows, converted + (int64_t)c * TILE_ROWS * p->in_bytes,
                    at + c * col_stride * bytes, 1);
    }
    tni_host_transpose(buffer, TILE_COLS, converted, TILE_ROWS, cols, rows, p->in_bytes);
}

static bool one_tile(const plan *p, buffers *b, char *const *at, int rows, int cols) {
    const int inner = p->ndim - 1, other = p->tile_dim;
    bool direct[TN_K_MAX_OPERANDS];
    for (int op = 1; op <= p->k->n_in; op++) {
        direct[op] = p->native[op] && p->strides[op][inner] == 1;
        if (!direct[op]) {
            load_tile(p, b, op, at[op], p->strides[op][other], p->strides[op][inner], rows, cols);
        }
    }
    direct[0] = p->native[0] && p->strides[0][inner] == 1;
    for (int r = 0; r < rows; r++) {
        const void *in[MAX_IN] = {0};
        for (int op = 1; op <= p->k->n_in; op++) {
            in[op - 1] = direct[op]
                             ? (const void *)(at[op] + r * p->strides[op][other] * p->in_bytes)
                             : b->in[op - 1] + (int64_t)r * TILE_COLS * p->in_bytes;
        }
        char *out = at[0] + r * p->strides[0][other] * p->storage_bytes[0];
        if (!run_loop(p, cols, direct[0] ? (void *)out : b->out, in)) {
            return false;
        }
        if (!direct[0]) {
            p->store(cols, out, b->out, p->strides[0][inner]);
        }
    }
    return true;
}

/* Strips of TILE_ROWS along the other dim, each over the whole innermost dim. */
static int64_t strip_count(const plan *p) {
    const int64_t strips = (p->extents[p->tile_dim] + TILE_ROWS - 1) / TILE_ROWS;
    int64_t count = strips;
    for (int d = 0; d < p->ndim - 1; d++) {
        count *= d == p->tile_dim ? 1 : p->extents[d];
    }
    return count;
}

static bool strip_piece(const plan *p, buffers *b, int64_t strip) {
    const int inner = p->ndim - 1, other = p->tile_dim;
    const int64_t strips = (p->extents[other] + TILE_ROWS - 1) / TILE_ROWS;
    int64_t index[TN_K_MAX_DIMS] = {0}, rest = strip / strips;
    index[other] = strip % strips * TILE_ROWS;
    for (int d = inner - 1; d >= 0; d--) {
        if (d != other) {
            index[d] = rest % p->extents[d];
            rest /= p->extents[d];
        }
    }
    const int64_t left = p->extents[other] - index[other];
    const int rows = left < TILE_ROWS ? (int)left : TILE_ROWS;
    char *at[TN_K_MAX_OPERANDS];
    for (int64_t col = 0; col < p->extents[inner]; col += TILE_COLS) {
        const int64_t more = p->extents[inner] - col;
        for (int op = 0; op <= p->k->n_in; op++) {
            int64_t offset = col * p->strides[op][inner];
            for (int d = 0; d < inner; d++) {
                offset += index[d] * p->strides[op][d];
            }
            at[op] = (char *)p->k->data[op] + offset * p->storage_bytes[op];
        }
        if (!one_tile(p, b, at, rows, more < TILE_COLS ? (int)more : TILE_COLS)) {
            return false;
        }
    }
    return true;
}

/* ---- The kernel ----------------------------------------------------------------------------- */

typedef enum walk { STRAIGHT, STREAMED, ROWS, GATHERED, TILES } walk;

static walk choose_walk(const plan *p) {
    if (is_straight(p)) {
        return streams(p) ? STREAMED : STRAIGHT;
    }
    return p->tile_dim >= 0                                     ? TILES
           : p->ndim > 1 && p->extents[p->ndim - 1] < SHORT_ROW ? GATHERED
                                                                : ROWS;
}

static bool run_piece(const plan *p, buffers *b, walk w, int64_t piece) {
    if (w == TILES) {
        return strip_piece(p, b, piece);
    }
    const int64_t begin = piece * TNI_PIECE;
    const int64_t end = p->k->numel - begin < TNI_PIECE ? p->k->numel : begin + TNI_PIECE;
    switch (w) {
    case ROWS:
        return rows_piece(p, b, begin, end);
    case GATHERED:
        return gathered_piece(p, b, begin, end);
    default:
        return straight_piece(p, b, begin, end, w == STREAMED);
    }
}

static bool run_pieces(const plan *p, walk w, int64_t first, int64_t last) {
    buffers b;
    memset(b.splat, 0, sizeof b.splat);
    bool fine = true;
    for (int64_t i = first; i < last && fine; i++) {
        fine = run_piece(p, &b, w, i);
    }
    return fine;
}

static bool run_threads(const plan *p, walk w, int64_t pieces, int threads) {
    int failed = 0;
    const int64_t share = tni_host_share(pieces, threads), shares = (pieces + share - 1) / share;
#pragma omp parallel for schedule(dynamic) num_threads(threads) reduction(| : failed)
    for (int64_t i = 0; i < shares; i++) {
        const int64_t first = i * share;
        failed |= !run_pieces(p, w, first, first + share < pieces ? first + share : pieces);
    }
    return !failed;
}

/* Few elements, every operand native and contiguous: the loop at once, without a plan. */
static bool run_small(const tn_k_elementwise *k) {
    const tn_ew_row *row = tni_ew_row(k->code);
    if (!row || row->result != TN_EW_SAME || row->refuses_zero || k->n_in != row->operands) {
        return false;
    }
    const void *in[MAX_IN];
    for (int op = 0; op <= k->n_in; op++) {
        const bool packed = k->numel == 1 || (k->ndim == 1 && k->strides[op][0] == 1);
        if (k->dtype[op] != k->compute || !packed) {
            return false;
        }
        if (op) {
            in[op - 1] = k->data[op];
        }
    }
    tni_ew_loop *loop = tni_host_ew_loop(k->code, k->compute);
    if (loop) {
        loop(k->numel, k->data[0], in);
    }
    return loop;
}

int tni_host_elementwise(const void *params, void *stream) {
    const tn_k_elementwise *k = params;
    (void)stream;
    plan p;
    if (k->numel <= 0 || (k->numel <= SMALL && run_small(k))) {
        return TN_OK;
    }
    const int status = make_plan(&p, k);
    if (status != TN_OK) {
        return status;
    }
    const walk w = choose_walk(&p);
    const int64_t pieces = w == TILES ? strip_count(&p) : (k->numel + TNI_PIECE - 1) / TNI_PIECE;
    const int wanted = tni_host_threads(k->numel);
    const int threads = pieces < wanted ? (int)pieces : wanted;
    const bool fine =
        threads > 1 ? run_threads(&p, w, pieces, threads) : run_pieces(&p, w, 0, pieces);
    return fine ? TN_OK
                : tn_kernel_fail(TN_ERR_ARGUMENT, "an integer is divided by zero: mask the zeros "
                                                  "of the second operand, or divide floats");
}
