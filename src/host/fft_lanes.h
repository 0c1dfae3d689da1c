/* fft_lanes.h: transforms of a group of lines, a line in each lane, for one element type. The
 * including file includes fft_pairs.h before, with the definitions that it asks for.
 *
 * All passes are forward ones: with real and imaginary parts in each other's place they are those
 * of the inverse. */

/* ---- Passes ---------------------------------------------------------------------------------- */

/* The butterflies of one p. Twiddles of the first p are ones: where that pays for code of its own,
 * they are left out (PLAIN). */
#define DEFINE_BUTTERFLIES(r, PLAIN)                                                    \
    INLINE void NAME(butterflies_##r)(int64_t s, int64_t m, const pair *from, pair *to, \
                                      const T *w) {                                     \
        for (int64_t q = 0; q < s; q++) {                                               \
            pair x[r];                                                                  \
            _Pragma("GCC unroll 16") for (int j = 0; j < r; j++) {                      \
                x[j] = from[q + s * m * j];                                             \
            }                                                                           \
            NAME(codelet_##r)(x);                                                       \
            to[q] = x[0];                                                               \
            _Pragma("GCC unroll 16") for (int k = 1; k < r; k++) {                      \
                to[q + s * k] = w ? NAME(times_root)(x[k], w + 2 * (k - 1)) : x[k];     \
            }                                                                           \
        }                                                                               \
    }                                                                                   \
    static void NAME(pass_##r)(const tni_fft_pass *f, const pair *from, pair *to) {     \
        const T *w = f->twiddles;                                                       \
        if (PLAIN) {                                                                    \
            NAME(butterflies_##r)(f->s, f->m, from, to, NULL);                          \
        }                                                                               \
        for (int64_t p = (PLAIN); p < f->m; p++) {                                      \
            NAME(butterflies_##r)                                                       \
            (f->s, f->m, from + f->s * p, to + f->s * r * p, w + 2 * (r - 1) * p);      \
        }                                                                               \
    }
DEFINE_BUTTERFLIES(2, 1)
DEFINE_BUTTERFLIES(3, 1)
DEFINE_BUTTERFLIES(4, 1)
DEFINE_BUTTERFLIES(5, 1)
DEFINE_BUTTERFLIES(6, 1)
DEFINE_BUTTERFLIES(7, 1)
DEFINE_BUTTERFLIES(8, 1)
DEFINE_BUTTERFLIES(9, 1)
DEFINE_BUTTERFLIES(11, 0)
DEFINE_BUTTERFLIES(13, 0)
#undef DEFINE_BUTTERFLIES

/* Twiddles of the first p are ones. */
#define TWIDDLED(f, p, k, x) \
    ((p) == 0                \
         ? (x)               \
         : NAME(times_root)(x, (const T *)(f)->twiddles + 2 * ((p) * ((f)->radix - 1) + (k)-1)))

/* Two results of a direct transform and their mirror images. */
INLINE void NAME(direct_rows)(const tni_fft_pass *f, int64_t k, const pair *a, const pair *b,
                              pair *x) {
    const int64_t r = f->radix;
    const T *cosines = f->roots, *sines = cosines + r;
    const int64_t other = k + 1 <= r / 2 ? k + 1 : k;
    pair t = x[0], u = {{0}, {0}}, t2 = x[0], u2 = u;
    int64_t at = 0, at2 = 0;
    for (int64_t j = 1; j <= r / 2; j++) {
        at += k, at2 += other;
        at -= at >= r ? r : 0, at2 -= at2 >= r ? r : 0;
        const vector c = NAME(all)(cosines[at]), s = NAME(all)(sines[at]);
        const vector c2 = NAME(all)(cosines[at2]), s2 = NAME(all)(sines[at2]);
        t = ADD_SCALED(c, a[j], t), u = ADD_SCALED(s, b[j], u);
        t2 = ADD_SCALED(c2, a[j], t2), u2 = ADD_SCALED(s2, b[j], u2);
    }
    x[k] = NAME(turned)(t, u), x[r - k] = NAME(unturned)(t, u);
    x[other] = NAME(turned)(t2, u2), x[r - other] = NAME(unturned)(t2, u2);
}

static void NAME(pass_direct)(const tni_fft_pass *f, const pair *from, pair *to) {
    const int64_t r = f->radix, s = f->s;
    pair x[TNI_FFT_LARGEST_DIRECT], a[TNI_FFT_LARGEST_DIRECT / 2 + 1],
        b[TNI_FFT_LARGEST_DIRECT / 2 + 1];
    for (int64_t p = 0; p < f->m; p++) {
        for (int64_t q = 0; q < s; q++) {
            const pair *in = from + q + s * p;
            pair *out = to + q + s * r * p, sum = in[0];
            x[0] = in[0];
            for (int64_t j = 1; j <= r / 2; j++) {
                const pair y = in[s * f->m * j], z = in[s * f->m * (r - j)];
                a[j] = NAME(plus)(y, z);
                b[j] = NAME(minus)(y, z);
                sum = NAME(plus)(sum, a[j]);
            }
            for (int64_t k = 1; k <= r / 2; k += 2) {
                NAME(direct_rows)(f, k, a, b, x);
            }
            out[0] = sum;
            for (int64_t k = 1; k < r; k++) {
                out[s * k] = TWIDDLED(f, p, k, x[k]);
            }
        }
    }
}

static pair *NAME(run_passes)(const tni_fft_plan *plan, pair *x, pair *other, pair *scratch);

INLINE pair NAME(swapped)(pair a) {
    return (pair){a.im, a.re};
}

/* One transform of prime length; its own two buffers come first in the scratch memory. */
static void NAME(rader)(const tni_fft_pass *f, int64_t p, const pair *in, pair *out,
                        pair *scratch) {
    const tni_fft_rader *way = f->rader;
    const tni_fft_plan *inner = way->inner;
    const int64_t r = f->radix, step = f->s * f->m;
    const T *spectrum = way->spectrum;
    pair *x = scratch, *other = x + inner->n, *rest = other + inner->n;
    const pair first = in[0];
    for (int64_t i = 0; i < r - 1; i++) {
        x[i] = in[step * way->from[i]];
    }
    memset(x + r - 1, 0, (size_t)(inner->n - (r - 1)) * sizeof *x);
    pair *y = NAME(run_passes)(inner, x, other, rest);
    out[0] = NAME(plus)(first, y[0]);
    y[0] = NAME(swapped)(NAME(plus)(NAME(times_root)(y[0], spectrum), first));
    for (int64_t i = 1; i < inner->n; i++) {
        y[i] = NAME(swapped)(NAME(times_root)(y[i], spectrum + 2 * i));
    }
    y = NAME(run_passes)(inner, y, y == x ? other : x, rest);
    for (int64_t i = 0; i < r - 1; i++) {
        const int64_t k = way->to[i];
        out[f->s * k] = TWIDDLED(f, p, k, NAME(swapped)(y[i]));
    }
}

static void NAME(pass_rader)(const tni_fft_pass *f, const pair *from, pair *to, pair *scratch) {
    for (int64_t p = 0; p < f->m; p++) {
        for (int64_t q = 0; q < f->s; q++) {
            NAME(rader)(f, p, from + q + f->s * p, to + q + f->s * f->radix * p, scratch);
        }
    }
}

static void NAME(pass)(const tni_fft_pass *f, const pair *from, pair *to, pair *scratch) {
    switch (f->radix) {
#define CASE(r)                      \
    case r:                          \
        NAME(pass_##r)(f, from, to); \
        break;
        CASE(2)
        CASE(3)
        CASE(4)
        CASE(5)
        CASE(6)
        CASE(7)
        CASE(8)
        CASE(9)
        CASE(11)
        CASE(13)
#undef CASE
    default:
        if (f->rader) {
            NAME(pass_rader)(f, from, to, scratch);
        } else {
            NAME(pass_direct)(f, from, to);
        }
    }
}

/* Returns the one of the two buffers that holds the result. */
static pair *NAME(run_passes)(const tni_fft_plan *plan, pair *x, pair *other, pair *scratch) {
    for (int i = 0; i < plan->n_passes; i++) {
        NAME(pass)(&plan->passes[i], x, other, scratch);
        pair *const held = x;
        x = other;
        other = held;
    }
    return x;
}

/* ---- Between memory and lanes ---------------------------------------------------------------- */

/* LANES / 2 vectors, complex numbers of a line each, become vectors of lines: a number each. */
#define EXCHANGED(v, d)                                                       \
    for (int i = 0; i < LANES / 2; i++) {                                     \
        if (!(i & (d))) {                                                     \
            const vector first = EXCHANGE(v[i], v[i + (d)], JOIN(FIRST_, d)); \
            v[i + (d)] = EXCHANGE(v[i], v[i + (d)], JOIN(SECOND_, d));        \
            v[i] = first;                                                     \
        }                                                                     \
    }
INLINE void NAME(transpose)(vector *v) {
#if LANES >= 4
    _Pragma("GCC unroll 8") EXCHANGED(v, 1)
#endif
#if LANES >= 8
        _Pragma("GCC unroll 8") EXCHANGED(v, 2)
#endif
#if LANES >= 16
            _Pragma("GCC unroll 8") EXCHANGED(v, 4)
#endif
                (void) v;
}

/* Elements j to j + LANES / 2 of all lines, of which `count` are wanted: of lines that are shorter
 * what lies behind them comes along, but for the last line, and is not looked at. */
INLINE void NAME(load_along)(const tni_fft_side *f, const T *data, int64_t j, int64_t count,
                             pair *x) {
    vector low[LANES / 2], high[LANES / 2];
    data += 2 * j;
    _Pragma("GCC unroll 8") for (int i = 0; i < LANES / 2; i++) {
        low[i] = NAME(load)(data + f->at[i]);
        if (i < LANES / 2 - 1 || count == LANES / 2) {
            high[i] = NAME(load)(data + f->at[LANES / 2 + i]);
        }
    }
    if (count < LANES / 2) {
        high[LANES / 2 - 1] = (vector){0};
        memcpy(&high[LANES / 2 - 1], data + f->at[LANES - 1], (size_t)count * 2 * sizeof(T));
    }
    NAME(transpose)(low);
    NAME(transpose)(high);
    _Pragma("GCC unroll 8") for (int i = 0; i < LANES / 2; i++) {
        if (i < count) {
            x[j + i] = (pair){SHUFFLE(low[i], high[i], EVENS), SHUFFLE(low[i], high[i], ODDS)};
        }
    }
}

/* What is stored behind a line belongs to the next one, which comes after it: lines in order, and
 * the last one by itself. */
INLINE void NAME(store_along)(const tni_fft_side *f, T *data, int64_t j, int64_t count,
                              const pair *x) {
    vector low[LANES / 2], high[LANES / 2];
    data += 2 * j;
    _Pragma("GCC unroll 8") for (int i = 0; i < LANES / 2; i++) {
        low[i] = SHUFFLE(x[i].re, x[i].im, LOW);
        high[i] = SHUFFLE(x[i].re, x[i].im, HIGH);
    }
    NAME(transpose)(low);
    NAME(transpose)(high);
    _Pragma("GCC unroll 8") for (int i = 0; i < LANES / 2; i++) {
        NAME(store)(data + f->at[i], low[i]);
    }
    _Pragma("GCC unroll 8") for (int i = 0; i < LANES / 2; i++) {
        if (i < LANES / 2 - 1 || count == LANES / 2) {
            NAME(store)(data + f->at[LANES / 2 + i], high[i]);
        }
    }
    if (count < LANES / 2) {
        memcpy(data + f->at[LANES - 1], &high[LANES / 2 - 1], (size_t)count * 2 * sizeof(T));
    }
}

/* Where the block of LANES / 2 elements from j on begins: at the end of a line blocks overlap. */
INLINE int64_t NAME(block)(int64_t j, int64_t n) {
    return j + LANES / 2 <= n || n < LANES / 2 ? j : n - LANES / 2;
}

/* Whether rests of lines may be moved with what is behind them: lines are next to each other, and
 * no more than the next one comes along. */
INLINE bool NAME(is_dense)(const tni_fft_side *f, int64_t n) {
    return n >= LANES / 2 || (2 * n >= LANES / 2 && f->at[1] - f->at[0] == 2 * n);
}

static const uint8_t NAME(lane_of)[] = {LIST(FROM_LANES)};

/* `lines` is LANES at most, and best a constant. */
INLINE pair NAME(load_some)(const tni_fft_side *f, const T *data, int lines) {
    pair x = {{0}, {0}};
    _Pragma("GCC unroll 16") for (int l = 0; l < lines; l++) {
        x.re[NAME(lane_of)[l]] = data[f->at[l]];
        x.im[NAME(lane_of)[l]] = f->is_real ? 0 : data[f->at[l] + f->imag];
    }
    return x;
}

INLINE pair NAME(load_any)(const tni_fft_side *f, const T *data, int64_t j, int lines) {
    data += j * f->step;
    return lines == LANES ? NAME(load_some)(f, data, LANES) : NAME(load_some)(f, data, lines);
}

INLINE void NAME(store_some)(const tni_fft_side *f, T *data, int lines, pair x) {
    _Pragma("GCC unroll 16") for (int l = 0; l < lines; l++) {
        data[f->at[l]] = x.re[NAME(lane_of)[l]];
        if (!f->is_real) {
            data[f->at[l] + f->imag] = x.im[NAME(lane_of)[l]];
        }
    }
}

INLINE void NAME(store_any)(const tni_fft_side *f, T *data, int64_t j, int lines, pair x) {
    data += j * f->step;
    if (lines == LANES) {
        NAME(store_some)(f, data, LANES, x);
    } else {
        NAME(store_some)(f, data, lines, x);
    }
}

/* Element j of a side times its window. */
static void NAME(windowed)(const tni_fft_side *f, int64_t j, pair *x) {
    const T *w = (const T *)f->window + (f->is_real ? j : 2 * j);
    if (f->is_real) {
        x->re *= NAME(all)(w[0]);
    } else if (f->are_pairs) {
        *x = (pair){x->re * NAME(all)(w[0]), x->im * NAME(all)(w[1])};
    } else {
        *x = NAME(times_root)(*x, w);
    }
}

/* How far the next group is, where it fits into the first cache: many short lines are no streams
 * that a processor sees coming. */
INLINE int64_t NAME(ahead)(const tni_fft_side *f, int64_t n) {
    const int64_t line = f->at[1] - f->at[0];
    return n >= LANES / 2 && line * LANES * (int64_t)sizeof(T) <= 1 << 15 ? line * LANES : 0;
}

INLINE void NAME(fetch)(const tni_fft_side *f, const T *data) {
    _Pragma("GCC unroll 16") for (int l = 0; l < LANES; l++) {
        __builtin_prefetch(data + f->at[l], 1);
    }
}

static void NAME(load_lines)(const tni_fft_group *g, const tni_fft_work *w, pair *x) {
    const tni_fft_side *f = &g->in;
    const T *data = w->in;
    const int64_t n = g->given, step = f->step; /* stores might change them where they are */
    const bool is_full = w->lines == LANES;
    int64_t j = 0;
    if (is_full && f->layout == TNI_FFT_ALONG && NAME(is_dense)(f, n)) {
        const int64_t ahead = NAME(ahead)(f, n);
        for (; n >= LANES / 2 && j < n; j += LANES / 2) {
            if (ahead && 2 * j * sizeof(T) % 64 == 0) {
                NAME(fetch)(f, data + 2 * j + ahead);
            }
            NAME(load_along)(f, data, NAME(block)(j, n), LANES / 2, x);
        }
        if (n < LANES / 2) {
            NAME(load_along)(f, data, 0, n, x);
            j = n;
        }
    } else if (is_full && f->layout == TNI_FFT_BESIDE) {
        for (; j < n; j++) {
            const T *at = data + j * step;
            const vector a = NAME(load)(at), b = NAME(load)(at + LANES);
            __builtin_prefetch(at + 2 * LANES); /* the next group's */
            x[j] = (pair){SHUFFLE(a, b, EVENS), SHUFFLE(a, b, ODDS)};
        }
    } else if (is_full && f->layout == TNI_FFT_APART) {
        for (; j < n; j++) {
            const T *at = data + j * step;
            const vector re = NAME(load)(at);
            x[j] = (pair){SHUFFLE(re, re, TO_LANES), {0}};
            if (!f->is_real) {
                const vector im = NAME(load)(at + f->imag);
                x[j].im = SHUFFLE(im, im, TO_LANES);
            }
        }
    }
    for (; j < n; j++) {
        x[j] = NAME(load_any)(f, data, j, w->lines);
    }
    memset(x + n, 0, (size_t)(g->n_in - n) * sizeof *x);
    for (int l = 0; l < (g->half ? w->lines : w->rest); l++) {
        const T *at = data + n * step + f->at[l];
        x[n].re[NAME(lane_of)[l]] = at[0];
        x[n].im[NAME(lane_of)[l]] = g->half || f->is_real ? 0 : at[f->imag];
    }
    for (j = 0; f->window && j < n; j++) {
        NAME(windowed)(f, j, &x[j]);
    }
    if (f->window && g->half) {
        x[n].re *= NAME(all)(((const T *)f->window)[2 * n]);
    }
    for (j = 0; f->swaps && j < g->n_in; j++) {
        x[j] = NAME(swapped)(x[j]);
    }
}

/* What is done to an element before it is stored. */
typedef struct NAME(finish) {
    const T *twiddles; /* NULL: none */
    int64_t twiddle_row;
    vector scale;
    bool swaps;
} NAME(finish);

INLINE NAME(finish) NAME(finish_of)(const tni_fft_group *g, const tni_fft_work *w) {
    return (NAME(finish)){.twiddles = w->twiddles,
                          .twiddle_row = g->twiddle_row,
                          .scale = NAME(all)((T)g->scale),
                          .swaps = g->out.swaps};
}

/* What is stored for x, element j. */
INLINE pair NAME(finished)(NAME(finish) f, int64_t j, pair x) {
    if (f.twiddles) {
        const T *row = f.twiddles + 2 * j * f.twiddle_row;
        const vector a = NAME(load)(row), b = NAME(load)(row + LANES);
        x = NAME(times)(x, SHUFFLE(a, b, EVENS), SHUFFLE(a, b, ODDS));
    }
    x = (pair){x.re * f.scale, x.im * f.scale};
    return f.swaps ? NAME(swapped)(x) : x;
}

static void NAME(store_lines)(const tni_fft_group *g, const tni_fft_work *w, const pair *x) {
    const tni_fft_side *f = &g->out;
    T *data = w->out;
    const NAME(finish) finish = NAME(finish_of)(g, w);
    const int64_t n = g->n_out, step = f->step; /* stores might change them where they are */
    const bool is_full = w->lines == LANES;
    int64_t j = 0;
    if (is_full && f->layout == TNI_FFT_ALONG && NAME(is_dense)(f, n)) {
        const int64_t count = n < LANES / 2 ? n : LANES / 2;
        const int64_t ahead = NAME(ahead)(f, n);
        for (; j < n; j += LANES / 2) {
            if (ahead && 2 * j * sizeof(T) % 64 == 0) {
                NAME(fetch)(f, data + 2 * j + ahead);
            }
            const int64_t at = NAME(block)(j, n);
            pair y[LANES / 2];
            _Pragma("GCC unroll 8") for (int i = 0; i < LANES / 2; i++) {
                y[i] = i < count ? NAME(finished)(finish, at + i, x[at + i]) : (pair){{0}, {0}};
            }
            if (count == LANES / 2) {
                NAME(store_along)(f, data, at, LANES / 2, y);
            } else {
                NAME(store_along)(f, data, at, count, y);
            }
        }
    } else if (is_full && f->layout == TNI_FFT_BESIDE) {
        for (; j < n; j++) {
            const pair y = NAME(finished)(finish, j, x[j]);
            T *at = data + j * step;
            __builtin_prefetch(at + 2 * LANES, 1);
            NAME(store)(at, SHUFFLE(y.re, y.im, LOW));
            NAME(store)(at + LANES, SHUFFLE(y.re, y.im, HIGH));
        }
    } else if (is_full && f->layout == TNI_FFT_APART) {
        for (; j < n; j++) {
            const pair y = NAME(finished)(finish, j, x[j]);
            T *at = data + j * step;
            NAME(store)(at, SHUFFLE(y.re, y.re, FROM_LANES));
            if (!f->is_real) {
                NAME(store)(at + f->imag, SHUFFLE(y.im, y.im, FROM_LANES));
            }
        }
    }
    for (; j < n; j++) {
        NAME(store_any)(f, data, j, w->lines, NAME(finished)(finish, j, x[j]));
    }
}

/* The same with a window, which comes last. */
static void NAME(store_windowed)(const tni_fft_group *g, const tni_fft_work *w, pair *x) {
    tni_fft_group plain = *g;
    plain.scale = 1;
    plain.out.swaps = false;
    const NAME(finish) finish = NAME(finish_of)(g, w);
    for (int64_t j = 0; j < g->n_out; j++) {
        x[j] = NAME(finished)(finish, j, x[j]);
        NAME(windowed)(&g->out, j, &x[j]);
    }
    NAME(store_lines)(&plain, w, x);
}

/* ---- Real numbers ---------------------------------------------------------------------------- */

/* n pairs of real numbers went in as complex ones: x[k] = E + i O of the spectra of those at even
 * and at odd places, and the whole one is E + exp(-2 pi i k / 2 n) O. */
static void NAME(split_lanes)(int64_t n, pair *x, const T *w) {
    const pair first = x[0];
    const vector half = NAME(all)((T)0.5), none = {0};
    for (int64_t k = 1; k <= n / 2; k++) {
        const pair a = x[k], b = x[n - k];
        const pair e = {half * (a.re + b.re), half * (a.im - b.im)};
        const pair o = {half * (a.im + b.im), half * (b.re - a.re)};
        const pair t = NAME(times_root)(o, w + 2 * k);
        x[k] = NAME(plus)(e, t);
        x[n - k] = (pair){e.re - t.re, t.im - e.im};
    }
    x[0] = (pair){first.re + first.im, none};
    x[n] = (pair){first.re - first.im, none};
}

/* And back, with real and imaginary parts swapped. */
static void NAME(join_lanes)(int64_t n, pair *x, const T *w) {
    const vector first = x[0].re, last = x[n].re;
    for (int64_t k = 1; k <= n / 2; k++) {
        const pair a = x[k], b = x[n - k];
        const pair e = {a.re + b.re, a.im - b.im}, d = {a.re - b.re, a.im + b.im};
        const pair o = NAME(times)(d, NAME(all)(w[2 * k]), NAME(all)(-w[2 * k + 1]));
        x[k] = (pair){e.im + o.re, e.re - o.im};
        x[n - k] = (pair){o.re - e.im, e.re + o.im};
    }
    x[0] = (pair){first - last, first + last};
}

static void NAME(split_line)(int64_t n, void *line, const void *halves) {
    T *x = line;
    const T *w = halves, first = x[0], second = x[1];
    for (int64_t k = 1; k <= n / 2; k++) {
        T *a = x + 2 * k, *b = x + 2 * (n - k);
        const T er = (T)0.5 * (a[0] + b[0]), ei = (T)0.5 * (a[1] - b[1]);
        const T or = (T)0.5 * (a[1] + b[1]), oi = (T)0.5 * (b[0] - a[0]);
        const T tr = or *w[2 * k] - oi * w[2 * k + 1], ti = or *w[2 * k + 1] + oi * w[2 * k];
        a[0] = er + tr, a[1] = ei + ti;
        b[0] = er - tr, b[1] = ti - ei;
    }
    x[0] = first + second, x[1] = 0;
    x[2 * n] = first - second, x[2 * n + 1] = 0;
}

/* Not swapped; line may be in. */
static void NAME(join_line)(int64_t n, const void *in, void *line, const void *halves) {
    const T *from = in, *w = halves, first = from[0], last = from[2 * n];
    T *x = line;
    for (int64_t k = 1; k <= n / 2; k++) {
        const T *a = from + 2 * k, *b = from + 2 * (n - k);
        const T er = a[0] + b[0], ei = a[1] - b[1], dr = a[0] - b[0], di = a[1] + b[1];
        const T or = dr * w[2 * k] + di * w[2 * k + 1], oi = di * w[2 * k] - dr * w[2 * k + 1];
        x[2 * k] = er - oi, x[2 * k + 1] = ei + or ;
        x[2 * (n - k)] = er + oi, x[2 * (n - k) + 1] = or -ei;
    }
    x[0] = first + last, x[1] = first - last;
}

INLINE void NAME(turn_some)(const T *in, const T *w, T *out, bool swaps) {
    const vector a = NAME(load)(in), b = NAME(load)(in + LANES);
    const vector c = NAME(load)(w), d = NAME(load)(w + LANES);
    pair x = {SHUFFLE(a, b, EVENS), SHUFFLE(a, b, ODDS)};
    x = NAME(times)(swaps ? NAME(swapped)(x) : x, SHUFFLE(c, d, EVENS), SHUFFLE(c, d, ODDS));
    NAME(store)(out, SHUFFLE(x.re, x.im, LOW));
    NAME(store)(out + LANES, SHUFFLE(x.re, x.im, HIGH));
}

/* The rest goes through vectors, too: bits do not depend on how many elements there are. */
static void NAME(turn_line)(int64_t n, const void *from, const void *by, void *to, bool swaps) {
    const T *in = from, *w = by;
    T *out = to, x[2 * LANES] = {0}, y[2 * LANES] = {0};
    int64_t j = 0;
    for (; j + LANES <= n; j += LANES) {
        NAME(turn_some)(in + 2 * j, w + 2 * j, out + 2 * j, swaps);
    }
    memcpy(x, in + 2 * j, (size_t)(n - j) * 2 * sizeof(T));
    memcpy(y, w + 2 * j, (size_t)(n - j) * 2 * sizeof(T));
    NAME(turn_some)(x, y, x, swaps);
    memcpy(out + 2 * j, x, (size_t)(n - j) * 2 * sizeof(T));
}

/* Elements from `known` on are the conjugates of those before. */
static void NAME(mirror)(int64_t n, int64_t known, pair *x) {
    for (int64_t k = known; k < n; k++) {
        x[k] = (pair){x[n - k].re, -x[n - k].im};
    }
}

/* The spectrum of n real numbers from its first half, parts swapped for an inverse. */
static void NAME(complete_lanes)(int64_t n, int64_t known, pair *x) {
    x[0].im = (vector){0};
    if (n % 2 == 0) {
        x[n / 2].im = (vector){0};
    }
    NAME(mirror)(n, known, x);
    for (int64_t k = 0; k < n; k++) {
        x[k] = NAME(swapped)(x[k]);
    }
}

/* ---- A group --------------------------------------------------------------------------------- */

static void NAME(run_group)(const tni_fft_group *g, const tni_fft_work *w) {
    const tni_fft_plan *plan = g->plan;
    const int64_t most = g->n_out > g->n_in ? g->n_out : g->n_in;
    const int64_t room = (most > plan->n ? most : plan->n) + 1;
    pair *x = w->buffer, *other = x + room, *scratch = other + room;
    NAME(load_lines)(g, w, x);
    if (g->before == TNI_FFT_JOIN_REAL) {
        NAME(join_lanes)(plan->n, x, g->halves);
    } else if (g->before == TNI_FFT_COMPLETE) {
        NAME(complete_lanes)(plan->n, g->n_in, x);
    }
    x = NAME(run_passes)(plan, x, other, scratch);
    if (g->after == TNI_FFT_SPLIT_REAL) {
        NAME(split_lanes)(plan->n, x, g->halves);
    }
    if (g->whole) {
        NAME(mirror)(g->n_out, g->n_out / 2 + 1, x);
    }
    if (g->out.window) {
        NAME(store_windowed)(g, w, x);
    } else {
        NAME(store_lines)(g, w, x);
    }
}

const tni_fft_loops JOIN(NAME(tni_fft), JOIN(_, TNI_ISA)) = {
    LANES, NAME(run_group), NAME(turn_line), NAME(split_line), NAME(join_line)};

#undef vector
#undef pair
