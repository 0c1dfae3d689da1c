/* fft_conv.cu: convolutions along lines by Fourier transforms, in one pass over memory.
 *
 * A block loads a segment of a signal, transforms it, multiplies with the filter's spectrum and
 * transforms back, all of it in shared memory, and stores what has not wrapped around: as much of
 * the result as the segment is longer than the filter ("overlap-save"). So a signal may have any
 * length. Zeros around a signal and the cut of the result belong to loading and storing. Spectra of
 * the filters are made before, in the workspace. Real numbers go in two and two, as in fft.cu. */
#include "kernels/fft_passes.cuh"

namespace {

using namespace tn;

struct conv_plan {
    const tn_k_fft_conv *p;
    fft_limits limits;
    uint8_t number; /* dtype of complex numbers */
    bool pairs;     /* of real numbers */
    int64_t n;      /* complex numbers of a segment */
    int64_t hop, segments;
};

/* What a segment costs: moving it, and its passes there and back. */
int64_t cost_of(int64_t n) {
    int radices[fft_max_passes];
    return n * (2 + 2 * choose_radices(n, radices));
}

/* Segments of n numbers, where a block has them and they are longer than the filter. */
void try_segments(conv_plan *plan, int64_t n, int64_t *least_cost) {
    const int64_t hop = (plan->pairs ? 2 * n : n) - plan->p->filter.n + 1;
    if (!fits_block(plan->limits, n) || hop < 1) {
        return;
    }
    const int64_t segments = divide_up(plan->p->n, hop), cost = segments * cost_of(n);
    if (plan->n == 0 || cost < *least_cost) {
        *least_cost = cost;
        plan->n = n;
        plan->hop = smaller(hop, plan->p->n);
        plan->segments = segments;
    }
}

int plan_call(const tn_k_fft_conv *p, conv_plan *plan) {
    *plan = {};
    plan->p = p;
    plan->number = p->dtype == TN_F64 || p->dtype == TN_C128 ? TN_C128 : TN_C64;
    plan->pairs = p->dtype != TN_C64 && p->dtype != TN_C128;
    const int status = find_limits(plan->number, &plan->limits);
    if (status) {
        return status;
    }
    const int64_t whole = divide_up(p->n + p->filter.n - 1, plan->pairs ? 2 : 1);
    int64_t least_cost = 0;
    for (int64_t factor : {1, 3, 5, 7, 9, 15}) {
        for (int64_t n = factor; n <= plan->limits.power_of_two; n *= 2) {
            try_segments(plan, n, &least_cost);
            if (n >= whole) {
                break;
            }
        }
    }
    if (plan->n == 0 || p->lines > INT32_MAX / plan->segments) {
        return tn_kernel_fail(TN_ERR_MEMORY,
                              "%lld convolutions with a filter of %lld points are too much for one "
                              "launch on this device",
                              static_cast<long long>(p->lines),
                              static_cast<long long>(p->filter.n));
    }
    return 0;
}

/* Numbers of a filter's spectrum. */
int64_t spectrum_of(const conv_plan &plan) {
    return plan.pairs ? plan.n + 1 : plan.n;
}

/* Lines of plan.n numbers that are loaded as segments. */
fft_lines segments_of(const conv_plan &plan, int64_t lines, const void *in, void *out) {
    fft_lines k = rows_of(plan.n, lines, in, out);
    k.load = plan.pairs ? fft_load_signal_pairs : fft_load_signal;
    k.real = plan.p->dtype;
    return k;
}

int give_spectra(const conv_plan &plan, void *stream) {
    const tn_k_fft_operand &filter = plan.p->filter;
    const fast_divisor one = make_divisor(1);
    fft_lines k = segments_of(plan, filter.count, filter.data, plan.p->workspace);
    k.signals = {one, one, make_divisor(filter.count), one, one, filter.n, 0, 0, 0, 0};
    k.store = plan.pairs ? fft_store_split : fft_store_numbers;
    k.n_out = spectrum_of(plan);
    k.to = {k.n_out, 0, 1, false};
    set_passes(&k, plan.number, plan.limits);
    return fft_give(plan.number, fft_step_lines, k, stream);
}

int give_results(const conv_plan &plan, void *stream) {
    const tn_k_fft_conv *p = plan.p;
    const int64_t skip = p->filter.n - 1;
    fft_lines k = segments_of(plan, p->lines * plan.segments, p->signal.data, p->out);
    k.signals = {make_divisor(plan.segments),
                 make_divisor(p->signal.each),
                 make_divisor(p->signal.count),
                 make_divisor(p->filter.each),
                 make_divisor(p->filter.count),
                 p->signal.n,
                 p->first - skip,
                 plan.hop,
                 skip,
                 p->n};
    k.spectrum = p->workspace;
    k.middle = plan.pairs ? fft_middle_filter_pairs : fft_middle_filter;
    k.store = plan.pairs ? fft_store_signal_pairs : fft_store_signal;
    k.n_out = plan.hop;
    k.scale = 1 / static_cast<double>(plan.pairs ? 2 * plan.n : plan.n);
    set_passes(&k, plan.number, plan.limits);
    return fft_give(plan.number, fft_step_lines, k, stream);
}

} // namespace

extern "C" int64_t tn_cuda_fft_conv_workspace(const void *params) {
    const tn_k_fft_conv *p = static_cast<const tn_k_fft_conv *>(params);
    conv_plan plan;
    const int status = plan_call(p, &plan);
    return status ? -status
                  : p->filter.count * spectrum_of(plan) * (plan.number == TN_C128 ? 16 : 8);
}

extern "C" int tn_cuda_fft_conv(const void *params, void *stream) {
    conv_plan plan;
    int status = plan_call(static_cast<const tn_k_fft_conv *>(params), &plan);
    status = status ? status : give_spectra(plan, stream);
    return status ? status : give_results(plan, stream);
}
