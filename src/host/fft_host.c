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

static int64_t parts_of(bool is_real) {
    return is_real ? 1 : 2;
}

/* From line to line, where they are equally far from each other. */
static int64_t line_of(const work *w, const tn_k_fft_side *s) {
    return w->p->inner == 1 ? s->outer : s->inner;
}

/* `n`: elements of a line there. */
static tni_fft_side side_of(const work *w, const tn_k_fft_side *s, bool is_real, int64_t n) {
    const bool are_pairs = is_real && w->pairs;
    tni_fft_side side = {.step = (are_pairs ? 2 : parts_of(is_real)) * s->step,
                         .imag = are_pairs ? s->step : 1,
                         .is_real = is_real && !are_pairs,
                         .are_pairs = are_pairs};
    if (s->step == 1 && !side.is_real) { /* short rests of lines need the next one behind them */
        side.layout = is_even(w) || n / 2 >= TNI_FFT_LANES_MAX ? TNI_FFT_ALONG : TNI_FFT_ANYHOW;
    } else if (is_even(w) && line_of(w, s) == 1) {
        side.layout = is_real ? TNI_FFT_APART : TNI_FFT_BESIDE;
    }
    return side;
}

/* In numbers of the side. */
static int64_t place_of(const work *w, int64_t line, const tn_k_fft_side *s, bool is_real) {
    const int64_t inner = w->p->inner, outer = inner == 1 ? line : line / inner;
    return (outer * s->outer + (line - outer * inner) * s->inner) * parts_of(is_real);
}
static int64_t place_in(const work *w, int64_t line) {
    return place_of(w, line, &w->p->from, w->real_in);
}
static int64_t place_out(const work *w, int64_t line) {
    return place_of(w, line, &w->p->to, w->real_out);
}

/* Whole groups but for the places of lines. */
static tni_fft_group group_of(const work *w) {
    const tn_k_fft *p = w->p;
    tni_fft_group g = {.plan = w->plan->rows,
                       .in = side_of(w, &p->from, w->real_in, p->given),
                       .out = side_of(w, &p->to, w->real_out, w->n_out),
                       .n_in = w->real_in && w->pairs ? w->n_in / 2 : w->n_in,
                       .n_out = w->real_out && w->pairs ? w->n_out / 2 : w->n_out,
                       .given = w->real_in && w->pairs ? p->given / 2 : p->given,
                       .half = w->real_in && w->pairs && p->given % 2,
                       .halves = w->plan->halves,
                       .whole = p->code == TN_FFT_R2C && p->whole && w->pairs,
                       .scale = p->scale};
    (p->inverse ? &g.out : &g.in)->window = p->window;
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
        g->in.at[l] = l * line_of(w, &w->p->from) * parts_of(w->real_in);
        g->out.at[l] = l * line_of(w, &w->p->to) * parts_of(w->real_out);
    }
}

/* The group with places of its own. */
static void run_unevenly(const work *w, tni_fft_group g, const tni_fft_work *one, int64_t first) {
    for (int l = 0; l < one->lines; l++) {
        g.in.at[l] = place_in(w, first + l) - place_in(w, first);
        g.out.at[l] = place_out(w, first + l) - place_out(w, first);
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
    const tni_fft_work one = {.in = (const char *)w->p->in + (size_t)place_in(w, first) * part,
                              .out = (char *)w->p->out + (size_t)place_out(w, first) * part,
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

/* n numbers of the contiguous x, real ones maybe as complex ones, times a window. */
#define DEFINE_WINDOW(T)                                                       \
    static void times_##T(int64_t n, T *x, bool as_complex, const T *window) { \
        for (int64_t j = 0; j < n; j++) {                                      \
            x[as_complex ? 2 * j : j] *= window[j];                            \
        }                                                                      \
    }
DEFINE_WINDOW(float)
DEFINE_WINDOW(double)

static void multiply(const work *w, void *x, bool is_real) {
    const bool as_complex = !w->pairs;
    if (!is_real) {
        w->loops->turn(w->p->n, x, w->p->window, x, false);
    } else if (w->is_wide) {
        times_double(w->p->n, x, as_complex, w->p->window);
    } else {
        times_float(w->p->n, x, as_complex, w->p->window);
    }
}

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
    const int64_t given = w->p->given, step = w->p->from.step;
    const size_t bytes = as_complex ? w->element : w->element / 2;
    if (w->is_wide) {
        gather_double(given, (const void *)from, step, w->real_in, x, as_complex);
    } else {
        gather_float(given, (const void *)from, step, w->real_in, x, as_complex);
    }
    memset((char *)x + (size_t)given * bytes, 0, (size_t)(w->n_in - given) * bytes);
}

static void scatter(const work *w, const void *x, char *to) {
    const bool as_complex = !(w->real_out && w->pairs);
    if (w->is_wide) {
        scatter_double(w->n_out, x, as_complex, (void *)to, w->p->to.step, w->real_out);
    } else {
        scatter_float(w->n_out, x, as_complex, (void *)to, w->p->to.step, w->real_out);
    }
}

/* x holds the line that came in, has room for the larger one, and gets the result. */
static void transform_line(const work *w, void *x, void *buffer, int threads) {
    const int64_t n = w->plan->key.n;
    tni_fft_job job = {.plan = w->plan,
                       .in = x,
                       .given = n,
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
    const tn_k_fft *p = w->p;
    return p->code == TN_FFT_C2C && p->from.step == 1 && p->to.step == 1 && !p->window;
}

/* `buffer`: a line's own room, if it needs one, then that of its transform. */
static void run_line(const work *w, int64_t line, char *buffer, size_t room, int threads) {
    const size_t part = w->element / 2;
    const char *in = (const char *)w->p->in + (size_t)place_in(w, line) * part;
    char *out = (char *)w->p->out + (size_t)place_out(w, line) * part;
    const void *window = w->p->window;
    if (is_in_place(w)) {
        tni_fft_run_line(&(tni_fft_job){.plan = w->plan,
                                        .in = in,
                                        .given = w->p->given,
                                        .out = out,
                                        .inverse = w->p->inverse,
                                        .scale = w->p->scale,
                                        .threads = threads},
                         buffer + room);
        return;
    }
    gather(w, in, buffer);
    if (window && !w->p->inverse) {
        multiply(w, buffer, w->real_in);
    }
    transform_line(w, buffer, buffer + room, threads);
    if (window && w->p->inverse) {
        multiply(w, buffer, w->real_out);
    }
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
    w.plan = tni_fft_take(w.pairs ? p->n / 2 : p->n, w.is_wide ? TN_F64 : TN_F32, w.lines,
                          p->from.step != 1 || p->to.step != 1);
    if (!w.plan) {
        return TN_ERR_MEMORY;
    }
    const int status = w.plan->way == TNI_FFT_IN_LANES ? run_beside(&w) : run_lines(&w);
    tni_fft_leave(w.plan);
    return status;
}
