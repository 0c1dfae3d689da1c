/* fft.cu: Fourier transforms along the middle of [outer, n, inner]: which launches make them.
 *
 * One pass over memory where a line fits into the shared memory of a block: up to 2^14 points in
 * c64 and 2^13 in c128 (half of that unless n is a power of two), without a prime factor beyond 13.
 * Longer lines take two: as rows and columns, with the twiddles between them in the first one's
 * stores. A length with a larger prime factor is a convolution with a chirp (Bluestein), all of it
 * in one pass where that fits. n real numbers, n even, are n / 2 complex ones. What bits come out
 * follows from the block and the shared memory of the device. Lines that take workspace come in
 * portions of a bounded size. */
#include "kernels/fft_lines.cuh"

namespace {

using namespace tn;

constexpr int radices[] = {13, 11, 7, 5, 3, 8, 4, 2};
constexpr int64_t portion_numbers = int64_t{1} << 24; /* of workspace, or those of one line */

struct fft_plan {
    const tn_k_fft *p;
    int64_t points; /* complex ones of a line */
    int64_t n;      /* what is transformed: points, or the length of their convolution */
    int64_t limit;  /* of a line in shared memory that is a power of two, */
    int64_t others; /* and of any other one */
    int64_t lines, portion;
    bool is_smooth, pairs;
};

bool is_smooth(int64_t n) {
    for (int radix : radices) {
        while (n % radix == 0) {
            n /= radix;
        }
    }
    return n == 1;
}

bool fits_block(const fft_plan &plan, int64_t n) {
    return n <= plan.others || (n <= plan.limit && (n & (n - 1)) == 0);
}

int64_t power_of_two(int64_t least) {
    int64_t n = 1;
    while (n < least) {
        n *= 2;
    }
    return n;
}

/* Complex numbers that a block may hold. */
int set_limits(uint8_t dtype, fft_plan *plan) {
    int device = 0, bytes = 0;
    if (cudaGetDevice(&device) != cudaSuccess ||
        cudaDeviceGetAttribute(&bytes, cudaDevAttrMaxSharedMemoryPerBlockOptin, device) !=
            cudaSuccess) {
        cudaGetLastError();
        return tn_kernel_fail(TN_ERR_DEVICE, "the shared memory of a block cannot be asked for");
    }
    const bool is_wide = dtype == TN_C128;
    const int64_t threads = is_wide ? fft_threads<double> : fft_threads<float>;
    const int64_t fits = bytes / (is_wide ? 16 : 8), most = threads * fft_held;
    plan->limit = 1;
    while (2 * plan->limit <= smaller(fits, 2 * most)) {
        plan->limit *= 2;
    }
    plan->others = smaller(fits, most);
    return 0;
}

int make_plan(const tn_k_fft *p, fft_plan *plan) {
    *plan = {};
    plan->p = p;
    plan->pairs = p->code != TN_FFT_C2C && p->n % 2 == 0;
    plan->points = plan->pairs ? p->n / 2 : p->n;
    plan->is_smooth = is_smooth(plan->points);
    plan->n = plan->is_smooth ? plan->points : power_of_two(2 * plan->points - 1);
    plan->lines = p->outer * p->inner;
    return set_limits(p->dtype, plan);
}

int give(const fft_plan &plan, fft_step step, const fft_lines &k, void *stream) {
    return plan.p->dtype == TN_C128 ? fft_give_c128(step, k, stream)
                                    : fft_give_c64(step, k, stream);
}

char *at_number(const fft_plan &plan, void *memory, int64_t number) {
    return static_cast<char *>(memory) +
           static_cast<size_t>(number) * (plan.p->dtype == TN_C128 ? 16 : 8);
}

/* ---- What a launch is told ------------------------------------------------------------------- */

/* The passes for k->n points, and how many lines a block takes. */
void set_passes(fft_lines *k) {
    int64_t rest = k->n, s = 1;
    k->n_passes = 0;
    for (int radix : radices) {
        for (; rest % radix == 0; rest /= radix, s *= radix) {
            k->passes[k->n_passes++] = {radix, make_divisor(k->n / radix), make_divisor(s)};
        }
    }
    constexpr int64_t usual = 1024;
    k->lines_a_block = smaller(k->lines, k->n < usual ? usual / k->n : 1);
    k->room = k->lines_a_block > 1 ? k->n | 1 : k->n; /* odd: lines begin in different banks */
}

/* Lines of the block's [outer, n, inner], from number `first` on. */
fft_lines lines_of(const fft_plan &plan, int64_t first, int64_t count) {
    const tn_k_fft *p = plan.p;
    const bool real_in = p->code == TN_FFT_R2C, real_out = p->code == TN_FFT_C2R;
    const int64_t half = p->n / 2 + 1, n_in = real_out ? half : p->n;
    const int64_t n_out = real_in && !p->whole ? half : p->n;
    fft_lines k = {};
    k.in = p->in;
    k.out = p->out;
    k.first = first;
    k.lines = count;
    k.beside = p->inner;
    k.from = {n_in * p->inner, 1, p->inner, p->inner > 1};
    k.to = {n_out * p->inner, 1, p->inner, p->inner > 1};
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
    k.chirp = plan.is_smooth ? 0 : plan.points;
    k.scale = plan.is_smooth ? p->scale : p->scale / static_cast<double>(plan.n);
    return k;
}

/* Lines of n numbers next to each other. */
fft_lines rows_of(int64_t n, int64_t lines, const void *in, void *out) {
    fft_lines k = {};
    k.in = in;
    k.out = out;
    k.n = k.points = k.n_out = k.room = n;
    k.lines = lines;
    k.beside = 1;
    k.from = k.to = {n, 0, 1, false};
    k.scale = 1;
    return k;
}

/* ---- Long lines ------------------------------------------------------------------------------ */

/* n = rows * columns, both of which fit a block, as near to each other as they can be; 0: none. */
int64_t columns_of(const fft_plan &plan, int64_t n) {
    int64_t best = 0;
    for (int64_t a = 1; a * a <= n; a++) {
        best = n % a == 0 && fits_block(plan, n / a) ? a : best;
    }
    return best;
}

/* The transforms of k, lines of n numbers next to each other, in two passes; `between` holds as
 * many. k.in may be k.out. */
int give_split(const fft_plan &plan, const fft_lines &k, void *between, void *stream) {
    const int64_t n = k.n, columns = columns_of(plan, n), rows = n / columns;
    fft_lines first = k, second = k;
    first.n = first.points = first.n_out = rows;
    first.lines = k.lines * columns;
    first.beside = columns;
    first.out = between;
    first.from = first.to = {n, 1, columns, true};
    first.longer = n;
    first.swaps_out = false;
    first.scale = 1;
    set_passes(&first);
    second.in = between;
    second.n = second.points = second.n_out = columns;
    second.lines = k.lines * rows;
    second.beside = rows;
    second.from = {n, columns, 1, false};
    second.to = {n, 1, rows, true};
    second.swaps_in = false;
    set_passes(&second);
    const int status = give(plan, fft_step_lines, first, stream);
    return status ? status : give(plan, fft_step_lines, second, stream);
}

/* Lines of plan.n numbers in `memory`, in place. */
int give_rows(const fft_plan &plan, int64_t lines, void *memory, void *between, void *stream) {
    fft_lines k = rows_of(plan.n, lines, memory, memory);
    if (fits_block(plan, plan.n)) {
        set_passes(&k);
        return give(plan, fft_step_lines, k, stream);
    }
    return give_split(plan, k, between, stream);
}

/* The workspace: the spectrum of the chirp, then two portions of lines. */
struct fft_memory {
    void *spectrum, *lines, *between;
};

fft_memory memory_of(const fft_plan &plan) {
    void *const all = plan.p->workspace;
    const int64_t spectrum = plan.is_smooth ? 0 : plan.n;
    return {all, at_number(plan, all, spectrum),
            at_number(plan, all, spectrum + plan.portion * plan.n)};
}

int give_spectrum(const fft_plan &plan, const fft_memory &m, void *stream) {
    fft_lines k = rows_of(plan.n, 1, nullptr, m.spectrum);
    k.chirp = plan.points;
    const int status = give(plan, fft_step_chirp, k, stream);
    return status ? status : give_rows(plan, 1, m.spectrum, m.between, stream);
}

/* Of complex rows there is nothing to gather. */
bool is_plain(const fft_plan &plan) {
    return plan.is_smooth && plan.p->code == TN_FFT_C2C && plan.p->inner == 1;
}

int give_plain(const fft_plan &plan, int64_t first, int64_t count, void *stream) {
    fft_lines k =
        rows_of(plan.n, count, at_number(plan, const_cast<void *>(plan.p->in), first * plan.n),
                at_number(plan, plan.p->out, first * plan.n));
    k.swaps_in = k.swaps_out = plan.p->inverse;
    k.scale = plan.p->scale;
    return give_split(plan, k, plan.p->workspace, stream);
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
    if (!plan.is_smooth) {
        status = status ? status : give(plan, fft_step_times, product, stream);
        status = status ? status : give_rows(plan, count, m.lines, m.between, stream);
    }
    return status ? status : give(plan, fft_step_scatter, scattered, stream);
}

int give_long(const fft_plan &plan, void *stream) {
    int status = plan.is_smooth ? 0 : give_spectrum(plan, memory_of(plan), stream);
    for (int64_t first = 0; first < plan.lines && !status; first += plan.portion) {
        const int64_t count = smaller(plan.lines - first, plan.portion);
        status = is_plain(plan) ? give_plain(plan, first, count, stream)
                                : give_portion(plan, first, count, stream);
    }
    return status;
}

/* ---- The family ------------------------------------------------------------------------------ */

int give_short(const fft_plan &plan, void *stream) {
    fft_lines k = lines_of(plan, 0, plan.lines);
    k.spectrum = plan.p->workspace;
    set_passes(&k);
    const int status = plan.is_smooth ? 0 : give_spectrum(plan, memory_of(plan), stream);
    return status ? status : give(plan, fft_step_lines, k, stream);
}

/* A long line without a split into two that fit becomes a convolution, whose length has one. */
int plan_call(const tn_k_fft *p, fft_plan *plan) {
    const int status = make_plan(p, plan);
    if (status) {
        return status;
    }
    if (plan->is_smooth && !fits_block(*plan, plan->n) && columns_of(*plan, plan->n) == 0) {
        plan->is_smooth = false;
        plan->n = power_of_two(2 * plan->points - 1);
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
    int64_t numbers = plan.is_smooth ? 0 : plan.n;
    if (!fits_block(plan, plan.n)) {
        numbers += (is_plain(plan) ? 1 : 2) * plan.portion * plan.n;
    }
    return numbers * (p->dtype == TN_C128 ? 16 : 8);
}

extern "C" int tn_cuda_fft(const void *params, void *stream) {
    fft_plan plan;
    const int status = plan_call(static_cast<const tn_k_fft *>(params), &plan);
    if (status) {
        return status;
    }
    return fits_block(plan, plan.n) ? give_short(plan, stream) : give_long(plan, stream);
}
