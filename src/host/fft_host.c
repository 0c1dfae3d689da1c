/* fft_host.c: the fft family: lines in groups side by side, or one at a time where a line is long
 * enough to fill vectors by itself.
 *
 * n real numbers, n even, are n / 2 complex ones: half the work. Odd lengths take complex numbers
 * with imaginary parts of zero; two lines in one, which would also halve them, would let a line's
 * NaN or a large number spoil its neighbour. */
#include "host/fft_host.h"

#include <omp.h>
#include <stdlib.h>

/* What a call is made of. */
typedef struct work {
    const tn_k_fft *p;
    const tni_fft_loops *loops;
    tni_fft_line *plan;
    int64_t n_in, n_out, lines; /* elements of a line, in numbers of its side */
    bool is_wide, pairs;        /* pairs: real numbers two and two */
    bool real_in, real_out;
    size_t element; /* bytes of a complex number */
} work;

/* ---- Lines side by side ---------------------------------------------------------------------- */

/* Lines that one group may hold: of one `outer` where enough lie beside each other. */
static int64_t groups_per_outer(const work *w) {
    return (w->p->inner + w->loops->lanes - 1) / w->loops->lanes;
}

static bool keeps_to_outer(const work *w) {
    return w->p->inner >= w->loops->lanes;
}

/* The lines of a group are equally far from each other. */
static bool is_even(const work *w) {
    return w->p->inner == 1 || keeps_to_outer(w);
}

static tni_fft_side side_of(const work *w, bool is_real) {
    const int64_t inner = w->p->inner, parts = is_real ? 1 : 2;
    tni_fft_side side = {.step = parts * inner, .imag = 1};
    if (is_real && w->pairs) {
        side.step = 2 * inner;
        side.imag = inner;
    }
    side.is_real = is_real && !w->pairs;
    const bool as_complex = !is_real || (w->pairs && inner == 1);
    if (inner == 1) {
        side.layout = as_complex ? TNI_FFT_ALONG : TNI_FFT_ANYHOW;
    } else if (keeps_to_outer(w)) {
        side.layout = is_real ? TNI_FFT_APART : TNI_FFT_BESIDE;
    }
    return side;
}

static int64_t place_of(const work *w, int64_t line, int64_t n, bool is_real) {
    const int64_t inner = w->p->inner, outer = inner == 1 ? line : line / inner;
    return (outer * n * inner + (line - outer * inner)) * (is_real ? 1 : 2);
}

/* Whole groups but for the places of lines. */
static tni_fft_group group_of(const work *w) {
    const tn_k_fft *p = w->p;
    tni_fft_group g = {.plan = w->plan->rows,
                       .in = side_of(w, w->real_in),
                       .out = side_of(w, w->real_out),
                       .n_in = w->real_in && w->pairs ? w->n_in / 2 : w->n_in,
                       .n_out = w->real_out && w->pairs ? w->n_out / 2 : w->n_out,
                       .halves = w->plan->halves,
                       .whole = p->code == TN_FFT_R2C && p->whole && w->pairs,
                       .scale = p->scale};
    if (p->code == TN_FFT_C2C) {
        g.in.swaps = g.out.swaps = p->inverse;
    } else if (p->code == TN_FFT_R2C) {
        g.after = w->pairs ? TNI_FFT_SPLIT_REAL : TNI_FFT_PLAIN;
    } else {
        g.before = w->pairs ? TNI_FFT_JOIN_REAL : TNI_FFT_COMPLETE;
        g.out.swaps = true;
    }
    return g;
}

/* Places of lines from the first on, when all of them are as far from the one before. */
static void place_evenly(const work *w, tni_fft_group *g) {
    for (int l = 0; l < w->loops->lanes; l++) {
        g->in.at[l] = l * place_of(w, 1, w->n_in, w->real_in);
        g->out.at[l] = l * place_of(w, 1, w->n_out, w->real_out);
    }
}

/* The group with places of its own. */
static void run_unevenly(const work *w, tni_fft_group g, const tni_fft_work *one, int64_t first) {
    for (int l = 0; l < one->lines; l++) {
        g.in.at[l] =
            place_of(w, first + l, w->n_in, w->real_in) - place_of(w, first, w->n_in, w->real_in);
        g.out.at[l] = place_of(w, first + l, w->n_out, w->real_out) -
                      place_of(w, first, w->n_out, w->real_out);
    }
    w->loops->run(&g, one);
}

static void run_group(const work *w, const tni_fft_group *g, int64_t i, void *buffer) {
    const int lanes = w->loops->lanes;
    const size_t part = w->element / 2;
    int64_t first = i * lanes, end = w->lines;
    if (keeps_to_outer(w)) {
        const int64_t groups = groups_per_outer(w), outer = i / groups;
        first = outer * w->p->inner + i % groups * lanes;
        end = (outer + 1) * w->p->inner;
    }
    const tni_fft_work one = {
        .in = (const char *)w->p->in + (size_t)place_of(w, first, w->n_in, w->real_in) * part,
        .out = (char *)w->p->out + (size_t)place_of(w, first, w->n_out, w->real_out) * part,
        .lines = (int)(end - first < lanes ? end - first : lanes),
        .buffer = buffer};
    if (is_even(w)) {
        w->loops->run(g, &one);
    } else {
        run_unevenly(w, *g, &one, first);
    }
}

static int no_memory(const work *w) {
    return tn_kernel_fail(TN_ERR_MEMORY, "no memory to transform lines of %lld points",
                          (long long)w->p->n);
}

static int64_t larger(int64_t a, int64_t b) {
    return a > b ? a : b;
}

/* Short calls do without the allocator. */
enum { SMALL_BYTES = 32 << 10 };
typedef struct small_buffer {
    _Alignas(64) char bytes[SMALL_BYTES];
} small_buffer;

static char *take_buffer(size_t bytes, small_buffer *small) {
    return bytes <= SMALL_BYTES ? small->bytes : tni_fft_alloc(bytes);
}

static void leave_buffer(char *buffer, const small_buffer *small) {
    if (buffer != small->bytes) {
        free(buffer);
    }
}

static int run_beside(const work *w) {
    tni_fft_group g = group_of(w);
    const int lanes = w->loops->lanes;
    const int64_t groups =
        keeps_to_outer(w) ? w->p->outer * groups_per_outer(w) : (w->lines + lanes - 1) / lanes;
    const int threads = groups == 1 ? 1 : tni_host_threads(w->lines * w->p->n);
    const size_t bytes = tni_fft_group_bytes(g.plan, larger(g.n_in, g.n_out), lanes, w->is_wide);
    small_buffer small;
    char *buffers = take_buffer(bytes * (size_t)threads, &small);
    if (!buffers) {
        return no_memory(w);
    }
    place_evenly(w, &g);
    for (int64_t i = 0; threads == 1 && i < groups; i++) {
        run_group(w, &g, i, buffers);
    }
    if (threads > 1) { /* a region of OpenMP costs as much as a short transform */
#pragma omp parallel for num_threads(threads) schedule(dynamic, tni_host_share(groups, threads))
        for (int64_t i = 0; i < groups; i++) {
            run_group(w, &g, i, buffers + (size_t)omp_get_thread_num() * bytes);
        }
    }
    leave_buffer(buffers, &small);
    return 0;
}

/* ---- Lines one at a time --------------------------------------------------------------------- */

/* Numbers `step` apart, between a line in memory and one on its own; real ones may be on one side
 * only: imaginary parts are then zero, or dropped. */
#define DEFINE_LINES(T)                                                                     \
    static void gather_##T(int64_t n, const T *from, int64_t step, bool is_real, T *to,     \
                           bool as_complex) {                                               \
        for (int64_t j = 0; j < n; j++) {                                                   \
            if (is_real && !as_complex) {                                                   \
                to[j] = from[j * step];                                                     \
            } else {                                                                        \
                to[2 * j] = from[(is_real ? 1 : 2) * j * step];                             \
                to[2 * j + 1] = is_real ? 0 : from[2 * j * step + 1];                       \
            }                                                                               \
        }                                                                                   \
    }                                                                                       \
    static void scatter_##T(int64_t n, const T *from, bool as_complex, T *to, int64_t step, \
                            bool is_real) {                                                 \
        for (int64_t j = 0; j < n; j++) {                                                   \
            if (is_real) {                                                                  \
                to[j * step] = from[as_complex ? 2 * j : j];                                \
            } else {                                                                        \
                to[2 * j * step] = from[2 * j];                                             \
                to[2 * j * step + 1] = from[2 * j + 1];                                     \
            }                                                                               \
        }                                                                                   \
    }                                                                                       \
    static void mirror_##T(int64_t n, T *x) {                                               \
        for (int64_t k = n / 2 + 1; k < n; k++) {                                           \
            x[2 * k] = x[2 * (n - k)];                                                      \
            x[2 * k + 1] = -x[2 * (n - k) + 1];                                             \
        }                                                                                   \
    }
DEFINE_LINES(float)
DEFINE_LINES(double)

static void mirror(const work *w, int64_t n, void *x) {
    if (w->is_wide) {
        mirror_double(n, x);
    } else {
        mirror_float(n, x);
    }
}

static void clear_imaginary(const work *w, void *x, int64_t i) {
    memset((char *)x + (size_t)i * w->element + w->element / 2, 0, w->element / 2);
}

/* From line `from` to the contiguous x, and out of it. */
static void gather(const work *w, const char *from, void *x) {
    const bool as_complex = !(w->real_in && w->pairs);
    if (w->is_wide) {
        gather_double(w->n_in, (const void *)from, w->p->inner, w->real_in, x, as_complex);
    } else {
        gather_float(w->n_in, (const void *)from, w->p->inner, w->real_in, x, as_complex);
    }
}

static void scatter(const work *w, const void *x, char *to) {
    const bool as_complex = !(w->real_out && w->pairs);
    if (w->is_wide) {
        scatter_double(w->n_out, x, as_complex, (void *)to, w->p->inner, w->real_out);
    } else {
        scatter_float(w->n_out, x, as_complex, (void *)to, w->p->inner, w->real_out);
    }
}

/* x holds the line that came in, has room for the larger one, and gets the result. */
static void transform_line(const work *w, void *x, void *buffer, int threads) {
    const int64_t n = w->plan->key.n;
    tni_fft_job job = {.plan = w->plan,
                       .in = x,
                       .out = x,
                       .inverse = w->p->code == TN_FFT_C2C ? w->p->inverse : w->real_out,
                       .scale = w->p->scale,
                       .threads = threads};
    if (w->real_out && w->pairs) {
        w->loops->join_real(n, x, x, w->plan->halves);
    } else if (w->real_out) {
        clear_imaginary(w, x, 0);
        mirror(w, n, x);
    }
    tni_fft_run_line(&job, buffer);
    if (w->real_in && w->pairs) {
        w->loops->split_real(n, x, w->plan->halves);
        if (w->p->whole) {
            mirror(w, w->p->n, x);
        }
    }
}

/* Whether lines are transformed from where they lie to where they belong. */
static bool is_in_place(const work *w) {
    return w->p->code == TN_FFT_C2C && w->p->inner == 1;
}

/* `buffer`: a line's own room, if it needs one, then that of its transform. */
static void run_line(const work *w, int64_t line, char *buffer, size_t room, int threads) {
    const size_t part = w->element / 2;
    const char *in = (const char *)w->p->in + (size_t)place_of(w, line, w->n_in, w->real_in) * part;
    char *out = (char *)w->p->out + (size_t)place_of(w, line, w->n_out, w->real_out) * part;
    if (is_in_place(w)) {
        tni_fft_run_line(&(tni_fft_job){.plan = w->plan,
                                        .in = in,
                                        .out = out,
                                        .inverse = w->p->inverse,
                                        .scale = w->p->scale,
                                        .threads = threads},
                         buffer + room);
        return;
    }
    gather(w, in, buffer);
    transform_line(w, buffer, buffer + room, threads);
    scatter(w, buffer, out);
}

static int run_lines(const work *w) {
    const int wanted = tni_host_threads(w->lines * w->p->n);
    const int across = w->lines >= wanted ? wanted : 1, within = across > 1 ? 1 : wanted;
    const size_t room =
        is_in_place(w) ? 0 : ((size_t)larger(w->p->n, 2) + 2 + 7) / 8 * 8 * w->element;
    const size_t bytes = room + (tni_fft_line_bytes(w->plan, within) + 63) / 64 * 64;
    small_buffer small;
    char *buffers = take_buffer(bytes * (size_t)across, &small);
    if (!buffers) {
        return no_memory(w);
    }
    for (int64_t line = 0; across == 1 && line < w->lines; line++) {
        run_line(w, line, buffers, room, within);
    }
    if (across > 1) {
#pragma omp parallel for num_threads(across) schedule(dynamic)
        for (int64_t line = 0; line < w->lines; line++) {
            run_line(w, line, buffers + (size_t)omp_get_thread_num() * bytes, room, within);
        }
    }
    leave_buffer(buffers, &small);
    return 0;
}

/* ---- The family ------------------------------------------------------------------------------ */

int tni_host_fft(const void *params, void *stream) {
    (void)stream;
    const tn_k_fft *p = params;
    work w = {.p = p,
              .lines = p->outer * p->inner,
              .is_wide = p->dtype == TN_C128,
              .real_in = p->code == TN_FFT_R2C,
              .real_out = p->code == TN_FFT_C2R};
    w.loops = tni_fft_loops_of(w.is_wide);
    w.element = w.is_wide ? 16 : 8;
    w.pairs = p->code != TN_FFT_C2C && p->n % 2 == 0;
    w.n_in = w.real_out ? p->n / 2 + 1 : p->n;
    w.n_out = w.real_in && !p->whole ? p->n / 2 + 1 : p->n;
    w.plan =
        tni_fft_take(w.pairs ? p->n / 2 : p->n, w.is_wide ? TN_F64 : TN_F32, w.lines, p->inner > 1);
    if (!w.plan) {
        return TN_ERR_MEMORY;
    }
    const int status = w.plan->way == TNI_FFT_IN_LANES ? run_beside(&w) : run_lines(&w);
    tni_fft_leave(w.plan);
    return status;
}
