/* fft_plan.c: how many points are transformed in lanes: which passes, and their tables. A plan
 * depends on n and the element type alone. Tables are computed in long double from angles within
 * an eighth of a turn, and rounded once. */
#include "host/fft_host.h"

#include <math.h>
#include <stdlib.h>

void *tni_fft_alloc(size_t bytes) {
    const size_t rounded = (bytes + 63) / 64 * 64 + 64;
    void *memory = tni_may_allocate_quietly(rounded) ? aligned_alloc(64, rounded) : NULL;
    return memory;
}

static void *zeroed(size_t bytes) {
    void *memory = tni_fft_alloc(bytes);
    return memory ? memset(memory, 0, bytes) : NULL;
}

/* ---- Roots of one ---------------------------------------------------------------------------- */

typedef struct root {
    long double re, im;
} root;

/* exp(-2 pi i k / n), 0 <= k < n < 2^60: the angle is folded into the first eighth of a turn,
 * exactly. */
static root root_of(int64_t k, int64_t n) {
    const long double turn = 6.283185307179586476925286766559005768L;
    int64_t at = 8 * k;
    const bool lower = at > 4 * n; /* the lower half mirrors the upper one */
    at = lower ? 8 * n - at : at;
    const bool left = at > 2 * n;
    at = left ? 4 * n - at : at;
    const bool steep = at > n;
    at = steep ? 2 * n - at : at;
    const long double angle = turn * (long double)at / (long double)(8 * n);
    const long double c = cosl(angle), s = sinl(angle);
    const long double re = steep ? s : c, im = steep ? c : s;
    return (root){left ? -re : re, lower ? im : -im};
}

static void put(void *out, tn_dtype real, int64_t i, root w) {
    if (real == TN_F64) {
        ((double *)out)[2 * i] = (double)w.re;
        ((double *)out)[2 * i + 1] = (double)w.im;
    } else {
        ((float *)out)[2 * i] = (float)(double)w.re;
        ((float *)out)[2 * i + 1] = (float)(double)w.im;
    }
}

enum { FEW = 64 };

void tni_fft_put_root(void *out, tn_dtype real, int64_t i, int64_t k, int64_t n) {
    put(out, real, i, root_of(k, n));
}

/* Many roots are products of two out of two short tables: in long double, so that rounding them is
 * what is seen. */
bool tni_fft_fill_roots(void *out, tn_dtype real, int64_t n, int64_t start, int64_t step,
                        int64_t count) {
    int64_t block = 1, k = start % n;
    step %= n;
    if (count <= FEW) {
        for (int64_t i = 0; i < count; i++, k = (k + step) % n) {
            put(out, real, i, root_of(k, n));
        }
        return true;
    }
    while (block * block < n) {
        block *= 2;
    }
    const int64_t blocks = (n + block - 1) / block;
    root *low = tni_fft_alloc((size_t)(block + blocks) * sizeof *low);
    if (!low) {
        return false;
    }
    root *high = low + block;
    for (int64_t i = 0; i < block; i++) {
        low[i] = root_of(i % n, n);
    }
    for (int64_t i = 0; i < blocks; i++) {
        high[i] = root_of(i * block, n);
    }
    for (int64_t i = 0; i < count; i++, k += step, k -= k >= n ? n : 0) {
        const root a = high[k / block], b = low[k % block];
        put(out, real, i, (root){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re});
    }
    free(low);
    return true;
}

/* ---- Which passes ---------------------------------------------------------------------------- */

enum { CODELETS = 14 };

static int64_t smallest_factor(int64_t n) {
    for (int64_t f = 2; f * f <= n; f++) {
        if (n % f == 0) {
            return f;
        }
    }
    return n;
}

int64_t tni_fft_largest_factor(int64_t n) {
    int64_t f = 1;
    for (; n > 1; n /= f) {
        f = smallest_factor(n);
    }
    return f;
}

static int divide_out(int64_t *n, int64_t factor) {
    int count = 0;
    for (; *n % factor == 0; count++) {
        *n /= factor;
    }
    return count;
}

/* Radices of the passes for n points; returns how many. */
static int choose_radices(int64_t n, int64_t *radices) {
    int count = 0, twos = divide_out(&n, 2), threes = divide_out(&n, 3);
    while (n > 1) {
        radices[count++] = smallest_factor(n);
        n /= radices[count - 1];
    }
    for (; threes >= 2; threes -= 2) {
        radices[count++] = 9;
    }
    if (threes == 1) {
        const bool six = twos % 3 == 1;
        radices[count++] = six ? 6 : 3;
        twos -= six;
    }
    for (; twos > 4 || twos == 3; twos -= 3) {
        radices[count++] = 8;
    }
    for (; twos >= 2; twos -= 2) {
        radices[count++] = 4;
    }
    if (twos == 1) {
        radices[count++] = 2;
    }
    return count;
}

/* A convolution of length p - 1, or a longer one where that is quicker although it takes twice the
 * memory. */
static int64_t rader_length(int64_t p) {
    const int64_t longer = tni_fft_smooth_length(2 * p - 3);
    return 1.3 * (double)longer * (tni_fft_cost(longer) + 2) <
                   (double)(p - 1) * (tni_fft_cost(p - 1) + 2)
               ? longer
               : p - 1;
}

/* Additions and products of vectors for an element of a pass, and about two for moving it. */
static double radix_cost(int64_t r) {
    static const double codelets[CODELETS] = {0, 0, 6, 8, 8, 12, 10, 15, 11, 13, 0, 22, 0, 26};
    if (r < CODELETS && codelets[r] > 0) {
        return codelets[r];
    }
    if (r <= TNI_FFT_LARGEST_DIRECT) {
        return 10 + 2.5 * (double)r;
    }
    const int64_t n = rader_length(r);
    return (double)n / (double)r * (2 * tni_fft_cost(n) + 24) + 10;
}

double tni_fft_cost(int64_t n) {
    int64_t radices[TNI_FFT_MAX_PASSES];
    double cost = 0;
    const int count = choose_radices(n, radices);
    for (int i = 0; i < count; i++) {
        cost += radix_cost(radices[i]);
    }
    return cost;
}

int64_t tni_fft_footprint(int64_t n) {
    const int64_t largest = tni_fft_largest_factor(n);
    return 2 * n +
           (largest > TNI_FFT_LARGEST_DIRECT ? tni_fft_footprint(rader_length(largest)) : 0);
}

/* Of the lengths without a factor beyond 7, up to a quarter longer, the one that is quickest. */
int64_t tni_fft_smooth_length(int64_t least) {
    int64_t best = 0;
    double best_cost = 0;
    for (int64_t seven = 1; seven <= 2 * least; seven *= 7) {
        for (int64_t five = seven; five <= 2 * least; five *= 5) {
            for (int64_t three = five; three <= 2 * least; three *= 3) {
                int64_t n = three;
                while (n < least) {
                    n *= 2;
                }
                const double cost = (double)n * (tni_fft_cost(n) + 2);
                if (best == 0 || cost < best_cost) {
                    best = n;
                    best_cost = cost;
                }
            }
        }
    }
    return best;
}

/* ---- Rader's convolution --------------------------------------------------------------------- */

static int64_t power_of(int64_t base, int64_t exponent, int64_t p) {
    int64_t result = 1;
    for (; exponent; exponent /= 2, base = base * base % p) {
        result = exponent % 2 ? result * base % p : result;
    }
    return result;
}

/* A number whose powers are all of 1 to p - 1. */
static int64_t generator_of(int64_t p) {
    for (int64_t g = 2;; g++) {
        bool generates = true;
        for (int64_t rest = p - 1; generates && rest > 1;) {
            const int64_t f = smallest_factor(rest);
            generates = power_of(g, (p - 1) / f, p) != 1;
            divide_out(&rest, f);
        }
        if (generates) {
            return g;
        }
    }
}

static size_t complex_bytes(tn_dtype real) {
    return real == TN_F64 ? 16 : 8;
}

/* x, n complex f64 numbers, becomes its transform. */
static bool transform_f64(const tni_fft_plan *plan, double *x) {
    const tni_fft_loops *loops = tni_fft_loops_of(true);
    void *buffer = tni_fft_alloc(tni_fft_group_bytes(plan, plan->n, loops->lanes, true));
    const tni_fft_side side = {.step = 2, .imag = 1};
    const tni_fft_group g = {.plan = plan,
                             .in = side,
                             .out = side,
                             .n_in = plan->n,
                             .n_out = plan->n,
                             .given = plan->n,
                             .scale = 1 / (double)plan->n};
    if (buffer) {
        loops->run(&g, &(tni_fft_work){.in = x, .out = x, .lines = 1, .buffer = buffer});
    }
    free(buffer);
    return buffer != NULL;
}

/* exp(-2 pi i g^-j / p) for j from 0, and once more at the end where the convolution is longer. */
static bool fill_spectrum(tni_fft_rader *way, int64_t p, tn_dtype real) {
    const int64_t n = way->inner->n;
    double *x = zeroed((size_t)n * 16);
    tni_fft_plan *wide = real == TN_F64 ? NULL : tni_fft_make_plan(n, TN_F64);
    bool done = x && (wide || real == TN_F64);
    if (done) {
        for (int64_t j = 0; j < p - 1; j++) {
            const root w = root_of(way->to[j], p);
            put(x, TN_F64, j, w);
            if (j > 0) {
                put(x, TN_F64, n - (p - 1) + j, w);
            }
        }
        done = transform_f64(wide ? wide : way->inner, x);
    }
    for (int64_t j = 0; done && j < n; j++) {
        put(way->spectrum, real, j, (root){x[2 * j], x[2 * j + 1]});
    }
    tni_fft_free_plan(wide);
    free(x);
    return done;
}

static void free_rader(tni_fft_rader *way) {
    if (way) {
        tni_fft_free_plan((tni_fft_plan *)way->inner);
        free(way->from);
        free(way->to);
        free(way->spectrum);
        free(way);
    }
}

static tni_fft_rader *make_rader(int64_t p, tn_dtype real) {
    tni_fft_rader *way = zeroed(sizeof *way);
    if (!way) {
        return NULL;
    }
    const int64_t n = rader_length(p), g = generator_of(p), back = power_of(g, p - 2, p);
    way->inner = tni_fft_make_plan(n, real);
    way->from = tni_fft_alloc((size_t)p * sizeof *way->from);
    way->to = tni_fft_alloc((size_t)p * sizeof *way->to);
    way->spectrum = tni_fft_alloc((size_t)n * complex_bytes(real));
    if (!way->inner || !way->from || !way->to || !way->spectrum) {
        free_rader(way);
        return NULL;
    }
    for (int64_t j = 0, from = 1, to = 1; j < p - 1; j++) {
        way->from[j] = (int32_t)from;
        way->to[j] = (int32_t)to;
        from = from * g % p;
        to = to * back % p;
    }
    if (!fill_spectrum(way, p, real)) {
        free_rader(way);
        return NULL;
    }
    return way;
}

/* ---- Plans ----------------------------------------------------------------------------------- */

static bool fill_twiddles(tni_fft_pass *f, tn_dtype real) {
    const size_t row = (size_t)(f->radix - 1) * complex_bytes(real);
    f->twiddles = tni_fft_alloc((size_t)f->m * row);
    for (int64_t p = 0; f->twiddles && p < f->m; p++) {
        if (!tni_fft_fill_roots((char *)f->twiddles + (size_t)p * row, real, f->m * f->radix, p, p,
                                f->radix - 1)) {
            return false;
        }
    }
    return f->twiddles != NULL;
}

/* Cosines and sines apart. */
static bool fill_direct(tni_fft_pass *f, tn_dtype real) {
    f->roots = tni_fft_alloc((size_t)f->radix * complex_bytes(real));
    for (int64_t k = 0; f->roots && k < f->radix; k++) {
        const root w = root_of(k, f->radix);
        if (real == TN_F64) {
            ((double *)f->roots)[k] = (double)w.re;
            ((double *)f->roots)[f->radix + k] = (double)-w.im;
        } else {
            ((float *)f->roots)[k] = (float)(double)w.re;
            ((float *)f->roots)[f->radix + k] = (float)(double)-w.im;
        }
    }
    return f->roots != NULL;
}

static bool fill_pass(tni_fft_plan *plan, tni_fft_pass *f, tn_dtype real) {
    if (!fill_twiddles(f, real)) {
        return false;
    }
    if (f->radix < CODELETS) {
        return true;
    }
    if (f->radix <= TNI_FFT_LARGEST_DIRECT) {
        return fill_direct(f, real);
    }
    f->rader = make_rader(f->radix, real);
    if (f->rader) {
        const int64_t needs = 2 * f->rader->inner->n + f->rader->inner->scratch;
        plan->scratch = needs > plan->scratch ? needs : plan->scratch;
    }
    return f->rader != NULL;
}

void tni_fft_free_plan(tni_fft_plan *plan) {
    for (int i = 0; plan && i < plan->n_passes; i++) {
        free(plan->passes[i].twiddles);
        free(plan->passes[i].roots);
        free_rader(plan->passes[i].rader);
    }
    free(plan);
}

tni_fft_plan *tni_fft_make_plan(int64_t n, tn_dtype real) {
    int64_t radices[TNI_FFT_MAX_PASSES];
    const int count = choose_radices(n, radices);
    tni_fft_plan *plan = zeroed(sizeof *plan);
    if (!plan) {
        return NULL;
    }
    plan->n = n;
    for (int64_t i = 0, s = 1; i < count; s *= radices[i++]) {
        tni_fft_pass *f = &plan->passes[plan->n_passes++];
        *f = (tni_fft_pass){.radix = radices[i], .s = s, .m = n / s / radices[i]};
        if (!fill_pass(plan, f, real)) {
            tni_fft_free_plan(plan);
            return NULL;
        }
    }
    return plan;
}
