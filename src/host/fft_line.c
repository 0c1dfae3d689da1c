/* fft_line.c: plans of whole transforms, the cache that holds them, and long lines one at a time.
 *
 * Invariant: a plan follows from its key alone, so one that was forgotten comes back as it was. */
#include "host/fft_host.h"

#include <math.h>
#include <omp.h>
#include <pthread.h>
#include <stdlib.h>

const tni_fft_loops *tni_fft_loops_of(bool is_wide) {
    static const tni_fft_loops *const table[TNI_ISA_COUNT][2] = {
        {&tni_fft_f32_base, &tni_fft_f64_base},
        {&tni_fft_f32_avx2, &tni_fft_f64_avx2},
        {&tni_fft_f32_avx512, &tni_fft_f64_avx512},
    };
    return table[tni_host_isa()][is_wide];
}

/* ---- Which way ------------------------------------------------------------------------------- */

/* What loading, storing and turning an element costs, as tni_fft_cost counts. */
enum { MOVING = 8 };

static int64_t groups_of(int64_t lines, int lanes) {
    return (lines + lanes - 1) / lanes;
}

/* Of groups of lines of n points each; buffers beyond the first and second caches cost more. */
static double lanes_cost(const tni_fft_key *key, int64_t n, int64_t lines) {
    const double bytes = (double)tni_fft_footprint(n) * key->lanes * (key->is_wide ? 16 : 8);
    const double beyond = bytes > (1 << 21) ? 2 : 1;
    return (double)groups_of(lines, key->lanes) * (double)n * (tni_fft_cost(n) + MOVING) * beyond;
}

/* The best n = rows * columns: the columns, 0 where there is no such product. */
static int64_t best_split(const tni_fft_key *key, double *cost) {
    int64_t best = 0;
    for (int64_t a = 2; a * a <= key->n; a++) {
        for (int side = 0; side < 2 && key->n % a == 0; side++) {
            const int64_t columns = side ? key->n / a : a, rows = key->n / columns;
            const double c = lanes_cost(key, rows, columns) + lanes_cost(key, columns, rows);
            if (best == 0 || c < *cost) {
                best = columns;
                *cost = c;
            }
        }
    }
    return best;
}

typedef struct choice {
    tni_fft_way way;
    int64_t columns, inner;
    double cost; /* of one line, or of all of them in lanes */
} choice;

static choice choose_line(const tni_fft_key *key) {
    choice best = {.way = TNI_FFT_SPLIT};
    best.columns = best_split(key, &best.cost);
    if (tni_fft_largest_factor(key->n) > TNI_FFT_LARGEST_CODELET) {
        tni_fft_key longer = *key;
        longer.n = tni_fft_smooth_length(2 * key->n - 1);
        double cost = 0;
        if (best_split(&longer, &cost)) {
            cost = 2 * cost + 4 * (double)longer.n;
            if (best.columns == 0 || cost < best.cost) {
                best = (choice){.way = TNI_FFT_CHIRP, .inner = longer.n, .cost = cost};
            }
        }
    }
    return best;
}

/* One line where `lines` is 1 and nothing else is asked for. */
static choice choose(const tni_fft_key *key) {
    const choice alone = choose_line(key);
    const choice beside = {.way = TNI_FFT_IN_LANES, .cost = lanes_cost(key, key->n, key->lines)};
    const double each = alone.cost + (key->scatters ? 8.0 * (double)key->n : 0);
    return (alone.columns || alone.inner) && each * key->lines < beside.cost ? alone : beside;
}

/* ---- Making plans ---------------------------------------------------------------------------- */

static size_t complex_bytes(const tni_fft_key *key) {
    return key->is_wide ? 16 : 8;
}

static tn_dtype real_of(const tni_fft_key *key) {
    return key->is_wide ? TN_F64 : TN_F32;
}

static void *take_bytes(tni_fft_line *plan, int64_t count) {
    const size_t bytes = (size_t)count * complex_bytes(&plan->key);
    plan->bytes += (int64_t)bytes;
    return tni_fft_alloc(bytes);
}

static void free_line(tni_fft_line *plan) {
    if (plan) {
        tni_fft_free_plan(plan->rows);
        tni_fft_free_plan(plan->columns);
        free_line(plan->inner);
        free(plan->twiddles);
        free(plan->chirp);
        free(plan->chirp_back);
        free(plan->spectrum);
        free(plan->halves);
        free(plan);
    }
}

static bool make_split(tni_fft_line *plan, int64_t columns) {
    const int64_t rows = plan->key.n / columns;
    const tn_dtype real = real_of(&plan->key);
    plan->rows = tni_fft_make_plan(rows, real);
    plan->columns = tni_fft_make_plan(columns, real);
    /* Vectors are loaded whole at the end, too. */
    plan->twiddles = take_bytes(plan, plan->key.n + TNI_FFT_LANES_MAX);
    if (!plan->rows || !plan->columns || !plan->twiddles) {
        return false;
    }
    char *row = plan->twiddles;
    const size_t row_bytes = (size_t)columns * complex_bytes(&plan->key);
    for (int64_t k = 0; k < rows; k++, row += row_bytes) {
        if (!tni_fft_fill_roots(row, real, plan->key.n, 0, k, columns)) {
            return false;
        }
    }
    memset(row, 0, TNI_FFT_LANES_MAX * complex_bytes(&plan->key));
    return true;
}

static tni_fft_line *make_line(const tni_fft_key *key, const choice *how);

/* The spectrum of the chirp, in f64 and rounded. */
static bool fill_spectrum(tni_fft_line *plan) {
    const int64_t n = plan->key.n, all = plan->inner->key.n;
    tni_fft_key key = {.n = all, .is_wide = 1, .lines = 1};
    key.lanes = (uint8_t)tni_fft_loops_of(true)->lanes;
    const choice how = choose(&key);
    tni_fft_line *wide = make_line(&key, &how);
    double *x = tni_fft_alloc((size_t)all * 16);
    void *buffer = wide ? tni_fft_alloc(tni_fft_line_bytes(wide, 1)) : NULL;
    const bool done = x && buffer;
    if (done) {
        memset(x, 0, (size_t)all * 16);
        for (int64_t j = 0, square = 0; j < n; square = (square + 2 * j + 1) % (2 * n), j++) {
            tni_fft_put_root(x, TN_F64, j, square == 0 ? 0 : 2 * n - square, 2 * n);
            tni_fft_put_root(x, TN_F64, j == 0 ? 0 : all - j, square == 0 ? 0 : 2 * n - square,
                             2 * n);
        }
        tni_fft_run_line(&(tni_fft_job){.plan = wide,
                                        .in = x,
                                        .given = all,
                                        .out = x,
                                        .scale = 1 / (double)all,
                                        .threads = 1},
                         buffer);
    }
    for (int64_t k = 0; done && k < 2 * all; k++) {
        if (plan->key.is_wide) {
            ((double *)plan->spectrum)[k] = x[k];
        } else {
            ((float *)plan->spectrum)[k] = (float)x[k];
        }
    }
    free_line(wide);
    free(buffer);
    free(x);
    return done;
}

static bool make_chirp(tni_fft_line *plan, int64_t length) {
    tni_fft_key key = plan->key;
    key.n = length;
    key.lines = 1;
    key.scatters = 0;
    const choice how = choose(&key);
    plan->inner = make_line(&key, &how);
    plan->chirp = take_bytes(plan, plan->key.n);
    plan->chirp_back = take_bytes(plan, length + TNI_FFT_LANES_MAX);
    plan->spectrum = take_bytes(plan, length + TNI_FFT_LANES_MAX);
    if (!plan->inner || !plan->chirp || !plan->chirp_back || !plan->spectrum) {
        return false;
    }
    const int64_t n = plan->key.n;
    const size_t bytes = (size_t)(length + TNI_FFT_LANES_MAX) * complex_bytes(&plan->key);
    memset(plan->chirp_back, 0, bytes);
    memset(plan->spectrum, 0, bytes);
    for (int64_t j = 0, square = 0; j < n; square = (square + 2 * j + 1) % (2 * n), j++) {
        tni_fft_put_root(plan->chirp, real_of(&plan->key), j, square, 2 * n);
        tni_fft_put_root(plan->chirp_back, real_of(&plan->key), j, square ? 2 * n - square : 0,
                         2 * n);
    }
    plan->bytes += plan->inner->bytes;
    return fill_spectrum(plan);
}

static bool make_ways(tni_fft_line *plan, const choice *how) {
    switch (how->way) {
    case TNI_FFT_SPLIT:
        return make_split(plan, how->columns);
    case TNI_FFT_CHIRP:
        return make_chirp(plan, how->inner);
    default:
        plan->bytes += 2 * plan->key.n * (int64_t)complex_bytes(&plan->key);
        plan->rows = tni_fft_make_plan(plan->key.n, real_of(&plan->key));
        return plan->rows != NULL;
    }
}

static tni_fft_line *make_line(const tni_fft_key *key, const choice *how) {
    tni_fft_line *plan = tni_fft_alloc(sizeof *plan);
    if (!plan) {
        return NULL;
    }
    *plan = (tni_fft_line){.key = *key, .way = (uint8_t)how->way};
    if (!make_ways(plan, how)) {
        free_line(plan);
        return NULL;
    }
    return plan;
}

static tni_fft_line *make_plan(const tni_fft_key *key) {
    const choice how = choose(key);
    tni_fft_line *plan = make_line(key, &how);
    if (plan) {
        plan->halves = take_bytes(plan, key->n / 2 + 1);
        if (!plan->halves ||
            !tni_fft_fill_roots(plan->halves, real_of(key), 2 * key->n, 0, 1, key->n / 2 + 1)) {
            free_line(plan);
            plan = NULL;
        }
    }
    return plan;
}

/* ---- The cache ------------------------------------------------------------------------------- */

enum { CACHED = 64 };
static const int64_t cached_bytes_max = (int64_t)256 << 20;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static tni_fft_line *cache[CACHED]; /* the last used first */
static int cached;
static int64_t cached_bytes;

static bool is_same(const tni_fft_key *a, const tni_fft_key *b) {
    return a->n == b->n && a->is_wide == b->is_wide && a->lanes == b->lanes &&
           a->lines == b->lines && a->scatters == b->scatters;
}

static void release(tni_fft_line *plan) {
    if (--plan->users == 0) {
        free_line(plan);
    }
}

/* Under the lock: the plan that is held for the key, at the front. */
static tni_fft_line *find(const tni_fft_key *key) {
    int i = 0;
    while (i < cached && !is_same(&cache[i]->key, key)) {
        i++;
    }
    if (i == cached) {
        return NULL;
    }
    tni_fft_line *plan = cache[i];
    memmove(cache + 1, cache, (size_t)i * sizeof *cache);
    cache[0] = plan;
    plan->users++;
    return plan;
}

/* Under the lock. The cache is one of the users. */
static void keep(tni_fft_line *plan) {
    while (cached > 0 && (cached == CACHED || cached_bytes + plan->bytes > cached_bytes_max)) {
        tni_fft_line *last = cache[--cached];
        cached_bytes -= last->bytes;
        release(last);
    }
    memmove(cache + 1, cache, (size_t)cached++ * sizeof *cache);
    cache[0] = plan;
    cached_bytes += plan->bytes;
    plan->users = 2;
}

tni_fft_line *tni_fft_take(int64_t n, tn_dtype real, int64_t lines, bool scatters) {
    tni_fft_key key = {.n = n, .is_wide = real == TN_F64, .scatters = scatters};
    key.lanes = (uint8_t)tni_fft_loops_of(key.is_wide)->lanes;
    key.lines = (uint8_t)(lines < key.lanes ? lines : key.lanes);
    pthread_mutex_lock(&lock);
    tni_fft_line *plan = find(&key);
    pthread_mutex_unlock(&lock);
    if (plan) {
        return plan;
    }
    tni_fft_line *made = make_plan(&key); /* two threads may both make one: either is as good */
    if (!made) {
        tn_kernel_fail(TN_ERR_MEMORY, "no memory for the tables of a transform of %lld points",
                       (long long)n);
        return NULL;
    }
    pthread_mutex_lock(&lock);
    plan = find(&key);
    if (plan) {
        free_line(made);
    } else {
        plan = made;
        keep(plan);
    }
    pthread_mutex_unlock(&lock);
    return plan;
}

void tni_fft_leave(tni_fft_line *plan) {
    pthread_mutex_lock(&lock);
    release(plan);
    pthread_mutex_unlock(&lock);
}

/* ---- One line -------------------------------------------------------------------------------- */

static size_t rounded(size_t bytes) {
    return (bytes + 63) / 64 * 64;
}

static size_t group_bytes(const tni_fft_line *plan) {
    const size_t rows =
        tni_fft_group_bytes(plan->rows, plan->rows->n, plan->key.lanes, plan->key.is_wide);
    if (plan->way != TNI_FFT_SPLIT) {
        return rows;
    }
    const size_t columns =
        tni_fft_group_bytes(plan->columns, plan->columns->n, plan->key.lanes, plan->key.is_wide);
    return rows > columns ? rows : columns;
}

size_t tni_fft_line_bytes(const tni_fft_line *plan, int threads) {
    switch (plan->way) {
    case TNI_FFT_SPLIT:
        return rounded((size_t)plan->key.n * complex_bytes(&plan->key)) +
               (size_t)threads * group_bytes(plan);
    case TNI_FFT_CHIRP:
        return rounded((size_t)plan->inner->key.n * complex_bytes(&plan->key)) +
               tni_fft_line_bytes(plan->inner, threads);
    default:
        return group_bytes(plan);
    }
}

/* `lines` lines of a stage, side by side in memory or each for itself. */
typedef struct stage {
    tni_fft_group group;
    tni_fft_work work; /* of the first lines */
    int64_t lines, in_line, out_line;
    int64_t rest; /* lines that have one more element */
} stage;

static void run_stage_group(const stage *s, const tni_fft_line *plan, int64_t i, void *buffer) {
    const int lanes = plan->key.lanes;
    const int64_t first = i * lanes;
    const size_t element = complex_bytes(&plan->key);
    tni_fft_work w = s->work;
    w.lines = (int)(s->lines - first < lanes ? s->lines - first : lanes);
    w.rest = (int)(s->rest <= first ? 0 : s->rest - first < w.lines ? s->rest - first : w.lines);
    w.in = (const char *)w.in + (size_t)(first * s->in_line) * element;
    w.out = (char *)w.out + (size_t)(first * s->out_line) * element;
    w.twiddles = w.twiddles ? (const char *)w.twiddles + (size_t)first * element : NULL;
    w.buffer = buffer;
    tni_fft_loops_of(plan->key.is_wide)->run(&s->group, &w);
}

static void run_stage(stage *s, const tni_fft_line *plan, char *buffers, int threads) {
    const int64_t groups = groups_of(s->lines, plan->key.lanes);
    for (int l = 0; l < plan->key.lanes; l++) {
        s->group.in.at[l] = 2 * (int64_t)l * s->in_line;
        s->group.out.at[l] = 2 * (int64_t)l * s->out_line;
    }
    if (threads == 1) { /* a region of OpenMP costs as much as a short transform */
        for (int64_t i = 0; i < groups; i++) {
            run_stage_group(s, plan, i, buffers);
        }
        return;
    }
    const size_t bytes = group_bytes(plan);
#pragma omp parallel for num_threads(threads) schedule(dynamic, tni_host_share(groups, threads))
    for (int64_t i = 0; i < groups; i++) {
        run_stage_group(s, plan, i, buffers + (size_t)omp_get_thread_num() * bytes);
    }
}

/* Columns first, in lines that lie beside each other: their results, turned by the twiddles, are
 * the rows of the other transform (Bailey, J. Supercomputing 4, 1990). */
static void run_split(const tni_fft_job *job, char *buffer) {
    const tni_fft_line *plan = job->plan;
    const int64_t rows = plan->rows->n, columns = plan->columns->n;
    char *buffers = buffer + rounded((size_t)plan->key.n * complex_bytes(&plan->key));
    const tni_fft_side beside = {.step = 2 * columns, .imag = 1, .layout = TNI_FFT_BESIDE};
    stage first = {.group = {.plan = plan->rows,
                             .in = beside,
                             .out = beside,
                             .n_in = rows,
                             .n_out = rows,
                             .given = job->given / columns,
                             .twiddle_row = columns,
                             .scale = 1},
                   .work = {.in = job->in, .out = buffer, .twiddles = plan->twiddles},
                   .lines = columns,
                   .in_line = 1,
                   .out_line = 1,
                   .rest = job->given % columns};
    first.group.in.swaps = job->inverse;
    stage second = {.group = {.plan = plan->columns,
                              .in = {.step = 2, .imag = 1, .layout = TNI_FFT_ALONG},
                              .out = {.step = 2 * rows,
                                      .imag = 1,
                                      .layout = TNI_FFT_BESIDE,
                                      .swaps = job->inverse != job->turns},
                              .n_in = columns,
                              .n_out = columns,
                              .given = columns,
                              .twiddle_row = rows,
                              .scale = job->scale},
                    .work = {.in = buffer, .out = job->out, .twiddles = job->times},
                    .lines = rows,
                    .in_line = columns,
                    .out_line = 1};
    run_stage(&first, plan, buffers, job->threads);
    run_stage(&second, plan, buffers, job->threads);
}

/* The products with chirp and spectrum belong to loading and storing. The second transform is an
 * inverse by way of swapped parts, so what it is multiplied by comes as its conjugate. */
static void run_chirp(const tni_fft_job *job, char *buffer) {
    const tni_fft_line *plan = job->plan;
    const int64_t n = plan->key.n, all = plan->inner->key.n;
    const size_t element = complex_bytes(&plan->key);
    char *rest = buffer + rounded((size_t)all * element);
    tni_fft_loops_of(plan->key.is_wide)
        ->turn(job->given, job->in, plan->chirp, buffer, job->inverse);
    memset(buffer + (size_t)job->given * element, 0, (size_t)(all - job->given) * element);
    tni_fft_job one = {.plan = plan->inner,
                       .in = buffer,
                       .given = all,
                       .out = buffer,
                       .times = plan->spectrum,
                       .scale = 1,
                       .threads = job->threads};
    tni_fft_run_line(&one, rest);
    one.inverse = true;
    one.turns = job->inverse;
    one.times = plan->chirp_back;
    one.scale = job->scale;
    tni_fft_run_line(&one, rest);
    memcpy(job->out, buffer, (size_t)n * element);
}

static void run_alone(const tni_fft_job *job, char *buffer) {
    const tni_fft_side side = {.step = 2, .imag = 1, .swaps = job->inverse};
    tni_fft_group g = {.plan = job->plan->rows,
                       .in = side,
                       .out = side,
                       .twiddle_row = 1,
                       .n_in = job->plan->key.n,
                       .n_out = job->plan->key.n,
                       .given = job->given,
                       .scale = job->scale};
    const tni_fft_work w = {
        .in = job->in, .out = job->out, .twiddles = job->times, .lines = 1, .buffer = buffer};
    g.out.swaps = job->inverse != job->turns;
    tni_fft_loops_of(job->plan->key.is_wide)->run(&g, &w);
}

void tni_fft_run_line(const tni_fft_job *job, void *buffer) {
    switch (job->plan->way) {
    case TNI_FFT_SPLIT:
        run_split(job, buffer);
        break;
    case TNI_FFT_CHIRP:
        run_chirp(job, buffer);
        break;
    default:
        run_alone(job, buffer);
    }
}
