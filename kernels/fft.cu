/* fft.cu: Fourier transforms along lines of [outer, n, inner]: which launches make them.
 *
 * One pass over memory where a line fits into the shared memory of a block: up to 2^14 points in
 * c64 and 2^13 in c128 (half of that unless n is a power of two), without a prime factor beyond 13.
 * Longer lines take two: as rows and columns, with the twiddles between them in the first one's
 * stores. Other lengths are convolutions: prime numbers of one less (Rader) where passes make that,
 * else any length of at least twice as many with a chirp (Bluestein); all of it in one pass over
 * memory where that fits. n real numbers, n even, are n / 2 complex ones. What bits come out
 * follows from the block and the shared memory of the device. Lines that take workspace come in
 * portions of a bounded size. */
#include "kernels/fft_passes.cuh"

namespace {

using namespace tn;

constexpr int64_t portion_numbers = int64_t{1} << 24; /* of workspace, or those of one line */

enum fft_way {
    WAY_PASSES, /* all points at once, or as rows and columns */
    WAY_RADER,  /* a prime number, as a convolution of one less (Proc. IEEE 56, 1968) */
    WAY_CHIRP,  /* as a convolution with a chirp (Bluestein) */
};

struct fft_plan {
    const tn_k_fft *p;
    fft_limits limits;
    int64_t points; /* complex ones of a line */
    int64_t n;      /* what is transformed: points, or the length of their convolution */
    int64_t lines, portion;
    int32_t generator; /* of Rader's */
    fft_way way;
    bool pairs;
};

bool fits_block(const fft_plan &plan, int64_t n) {
    return tn::fits_block(plan.limits, n);
}

/* n = rows * columns, both of which fit a block, as near to each other as they can be; 0: none. */
int64_t columns_of(const fft_plan &plan, int64_t n) {
    int64_t best = 0;
    for (int64_t a = 1; a * a <= n; a++) {
        best = n % a == 0 && fits_block(plan, n / a) ? a : best;
    }
    return best;
}

/* A number whose powers modulo p are all of 1 to p - 1; 0 where p is not a prime. */
int32_t generator_of(int64_t p) {
    int64_t factors[16];
    int count = 0;
    for (int64_t f = 2, rest = p - 1; rest > 1; f = f * f > rest ? rest : f + 1) {
        if (divide_out(&rest, f) > 0) {
            factors[count++] = f;
        }
    }
    const auto power = [p](int64_t base, int64_t exponent) {
        int64_t result = 1;
        for (; exponent; exponent /= 2, base = base * base % p) {
            result = exponent % 2 ? result * base % p : result;
        }
        return result;
    };
    for (int64_t g = 2; g < p; g++) {
        bool generates = power(g, p - 1) == 1;
        for (int i = 0; generates && i < count; i++) {
            generates = power(g, (p - 1) / factors[i]) != 1;
        }
        if (generates) {
            return static_cast<int32_t>(g);
        }
        if (power(g, p - 1) != 1) {
            return 0;
        }
    }
    return 0;
}

/* Which way: a prime number of points by a convolution of one less where that is one of passes in
 * a block; else by one of at least twice as many, in a block where one fits. */
void choose_convolution(fft_plan *plan) {
    const int64_t p = plan->points, least = 2 * p - 1;
    if (is_smooth(p - 1) && p <= plan->limits.any) {
        plan->generator = generator_of(p);
        if (plan->generator) {
            plan->way = WAY_RADER;
            plan->n = p - 1;
            return;
        }
    }
    plan->way = WAY_CHIRP;
    plan->n = shortest_length(least, [&](int64_t n) { return fits_block(*plan, n); });
    plan->n = plan->n ? plan->n : quick_length(least, 1);
}

int give(const fft_plan &plan, fft_step step, const fft_lines &k, void *stream) {
    return fft_give(plan.p->dtype, step, k, stream);
}

int64_t number_bytes(const fft_plan &plan) {
    return plan.p->dtype == TN_C128 ? 16 : 8;
}

char *at_number(const fft_plan &plan, void *memory, int64_t number) {
    return static_cast<char *>(memory) + number * number_bytes(plan);
}

/* ---- What a launch is told ------------------------------------------------------------------- */

fft_side side_of(const tn_k_fft_side &side, int64_t inner) {
    const int64_t line = inner > 1 ? side.inner : side.outer;
    return {side.outer, side.inner, side.step, side.step > 1 && line < side.step};
}

/* Lines of the block's [outer, n, inner], from number `first` on. */
fft_lines lines_of(const fft_plan &plan, int64_t first, int64_t count) {
    const tn_k_fft *p = plan.p;
    const bool real_in = p->code == TN_FFT_R2C, real_out = p->code == TN_FFT_C2R;
    const int64_t n_out = real_in && !p->whole ? p->n / 2 + 1 : p->n;
    fft_lines k = {};
    k.in = p->in;
    k.out = p->out;
    k.first = first;
    k.lines = count;
    k.beside = p->inner;
    k.from = side_of(p->from, p->inner);
    k.to = side_of(p->to, p->inner);
    k.given = p->given;
    (real_out || p->inverse ? k.window_out : k.window_in) = p->window;
    k.n = plan.n;
    k.points = plan.points;
    k.n_out = real_in && plan.pairs ? plan.points + 1 : real_in ? n_out : plan.points;
    k.load = !real_in && !real_out ? fft_load_numbers
             : real_in             ? (plan.pairs ? fft_load_pairs : fft_load_real)
                                   : (plan.pairs ? fft_load_joined : fft_load_completed);
    k.store = !real_in && !real_out ? fft_store_numbers
              : real_out            ? (plan.pairs ? fft_store_pairs : fft_store_real)
              : plan.pairs          ? fft_store_split
                                    : fft_store_numbers;
    k.swaps_in = k.swaps_out = real_out || (p->code == TN_FFT_C2C && p->inverse);
    k.whole = p->whole;
    k.chirp = plan.way == WAY_CHIRP ? plan.points : 0;
    k.scale = plan.way == WAY_CHIRP ? p->scale / static_cast<double>(plan.n) : p->scale;
    k.middle = plan.way == WAY_PASSES  ? fft_middle_none
               : plan.way == WAY_RADER ? fft_middle_rader
                                       : fft_middle_product;
    k.real = p->real;
    return k;
}

/* ---- Long lines ------------------------------------------------------------------------------ */

/* The transforms of k, lines whose numbers are next to each other, in two passes; `between` holds
 * as many. k.in may be k.out. */
int give_split(const fft_plan &plan, const fft_lines &k, void *between, void *stream) {
    const int64_t n = k.n, columns = columns_of(plan, n), rows = n / columns;
    fft_lines first = k, second = k;
    first.n = first.points = first.n_out = rows;
    first.lines = k.lines * columns;
    first.beside = columns;
    first.out = between;
    first.from = {k.from.outer, 1, columns, true};
    first.to = {n, 1, columns, true};
    first.is_part = second.is_part = true;
    first.window_out = second.window_in = nullptr;
    first.longer = n;
    first.swaps_out = false;
    first.scale = 1;
    set_passes(&first, plan.p->dtype, plan.limits);
    second.in = between;
    second.n = second.points = second.n_out = columns;
    second.given = n;
    second.lines = k.lines * rows;
    second.beside = rows;
    second.from = {n, columns, 1, false};
    second.to = {k.to.outer, 1, rows, true};
    second.swaps_in = false;
    set_passes(&second, plan.p->dtype, plan.limits);
    const int status = give(plan, fft_step_lines, first, stream);
    return status ? status : give(plan, fft_step_lines, second, stream);
}

/* Lines of plan.n numbers in `memory`, in place. */
int give_rows(const fft_plan &plan, int64_t lines, void *memory, void *between, void *stream) {
    fft_lines k = rows_of(plan.n, lines, memory, memory);
    if (fits_block(plan, plan.n)) {
        set_passes(&k, plan.p->dtype, plan.limits);
        return give(plan, fft_step_lines, k, stream);
    }
    return give_split(plan, k, between, stream);
}

/* The workspace: the spectrum of the convolution with the logarithms behind it, then two portions
 * of lines. */
struct fft_memory {
    void *spectrum, *logs, *lines, *between;
};

/* Numbers of the spectrum and of the logarithms. */
int64_t tables_of(const fft_plan &plan) {
    const int64_t logs =
        divide_up(plan.points * static_cast<int64_t>(sizeof(int32_t)), number_bytes(plan));
    return plan.way == WAY_PASSES ? 0 : plan.n + (plan.way == WAY_RADER ? logs : 0);
}

fft_memory memory_of(const fft_plan &plan) {
    void *const all = plan.p->workspace;
    const int64_t lines = tables_of(plan);
    return {all, at_number(plan, all, plan.n), at_number(plan, all, lines),
            at_number(plan, all, lines + plan.portion * plan.n)};
}

int give_spectrum(const fft_plan &plan, const fft_memory &m, void *stream) {
    if (plan.way == WAY_PASSES) {
        return 0;
    }
    fft_lines k = rows_of(plan.n, 1, nullptr, m.spectrum);
    const bool is_rader = plan.way == WAY_RADER;
    k.chirp = is_rader ? 0 : plan.points;
    k.generator = plan.generator;
    k.logs = static_cast<int32_t *>(m.logs);
    const int status = give(plan, is_rader ? fft_step_rader : fft_step_chirp, k, stream);
    return status ? status : give_rows(plan, 1, m.spectrum, m.between, stream);
}

/* Of complex rows there is nothing to gather. */
bool is_plain(const fft_plan &plan) {
    const tn_k_fft *p = plan.p;
    return plan.way == WAY_PASSES && p->code == TN_FFT_C2C && p->inner == 1 && p->from.step == 1 &&
           p->to.step == 1;
}

int give_plain(const fft_plan &plan, int64_t first, int64_t count, void *stream) {
    const tn_k_fft *p = plan.p;
    fft_lines k = lines_of(plan, 0, count);
    k.in = at_number(plan, const_cast<void *>(p->in), first * p->from.outer);
    k.out = at_number(plan, p->out, first * p->to.outer);
    return give_split(plan, k, p->workspace, stream);
}

int give_portion(const fft_plan &plan, int64_t first, int64_t count, void *stream) {
    const fft_memory m = memory_of(plan);
    fft_lines k = lines_of(plan, first, count);
    k.room = plan.n;
    fft_lines gathered = k, product = rows_of(plan.n, count, nullptr, m.lines), scattered = k;
    gathered.out = m.lines;
    product.spectrum = m.spectrum;
    scattered.in = m.lines;
    int status = give(plan, fft_step_gather, gathered, stream);
    status = status ? status : give_rows(plan, count, m.lines, m.between, stream);
    if (plan.way == WAY_CHIRP) {
        status = status ? status : give(plan, fft_step_times, product, stream);
        status = status ? status : give_rows(plan, count, m.lines, m.between, stream);
    }
    return status ? status : give(plan, fft_step_scatter, scattered, stream);
}

int give_long(const fft_plan &plan, void *stream) {
    int status = give_spectrum(plan, memory_of(plan), stream);
    for (int64_t first = 0; first < plan.lines && !status; first += plan.portion) {
        const int64_t count = smaller(plan.lines - first, plan.portion);
        status = is_plain(plan) ? give_plain(plan, first, count, stream)
                                : give_portion(plan, first, count, stream);
    }
    return status;
}

/* ---- The family ------------------------------------------------------------------------------ */

int give_short(const fft_plan &plan, void *stream) {
    const fft_memory m = memory_of(plan);
    fft_lines k = lines_of(plan, 0, plan.lines);
    k.spectrum = m.spectrum;
    k.logs = static_cast<int32_t *>(m.logs);
    set_passes(&k, plan.p->dtype, plan.limits);
    const int status = give_spectrum(plan, m, stream);
    return status ? status : give(plan, fft_step_lines, k, stream);
}

/* A long line without a split into two that fit becomes a convolution, whose length has one. */
int plan_call(const tn_k_fft *p, fft_plan *plan) {
    *plan = {};
    const int status = find_limits(p->dtype, &plan->limits);
    if (status) {
        return status;
    }
    plan->p = p;
    plan->pairs = p->code != TN_FFT_C2C && p->n % 2 == 0;
    plan->n = plan->points = plan->pairs ? p->n / 2 : p->n;
    plan->lines = p->outer * p->inner;
    if (!is_smooth(plan->n) || (!fits_block(*plan, plan->n) && columns_of(*plan, plan->n) == 0)) {
        choose_convolution(plan);
    }
    if (!fits_block(*plan, plan->n) && columns_of(*plan, plan->n) == 0) {
        return tn_kernel_fail(TN_ERR_MEMORY,
                              "transforms of %lld points are too long for this device",
                              static_cast<long long>(p->n));
    }
    const int64_t a_portion = portion_numbers / plan->n;
    plan->portion = smaller(plan->lines, a_portion > 1 ? a_portion : 1);
    return 0;
}

} // namespace

extern "C" int64_t tn_cuda_fft_workspace(const void *params) {
    const tn_k_fft *p = static_cast<const tn_k_fft *>(params);
    fft_plan plan;
    const int status = plan_call(p, &plan);
    if (status) {
        return -status;
    }
    int64_t numbers = tables_of(plan);
    if (!fits_block(plan, plan.n)) {
        numbers += (is_plain(plan) ? 1 : 2) * plan.portion * plan.n;
    }
    return numbers * number_bytes(plan);
}

extern "C" int tn_cuda_fft(const void *params, void *stream) {
    fft_plan plan;
    const int status = plan_call(static_cast<const tn_k_fft *>(params), &plan);
    if (status) {
        return status;
    }
    return fits_block(plan, plan.n) ? give_short(plan, stream) : give_long(plan, stream);
}
