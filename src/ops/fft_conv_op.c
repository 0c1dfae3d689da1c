/* fft_conv_op.c: convolutions along the last dim by way of the spectrum. Where the device has a
 * kernel that does all of it in one pass over memory, that is a row of its own (native_fft_conv),
 * whose gradients are convolutions, too; else transforms, a product and the way back. */
#include "ops/matrices.h"

static bool is_complex(const tn_tensor *t) {
    return tni_is_complex((tn_dtype)t->dtype);
}

static int64_t points_of(const tn_tensor *t) {
    return t->sizes[t->ndim - 1];
}

static bool check_signals(const tn_tensor *a, const tn_tensor *b) {
    if (a->ndim == 0 || b->ndim == 0 || points_of(a) == 0 || points_of(b) == 0) {
        tni_fail(TN_ERR_SHAPE, "both signals must have at least one point along a last dim");
        return false;
    }
    return true;
}

/* ---- By transforms --------------------------------------------------------------------------- */

/* The next even length from n on that has no factor beyond 5. */
static int64_t good_length(int64_t n) {
    for (int64_t m = n + n % 2;; m += 2) {
        int64_t rest = m;
        for (int k = 2; k <= 5; k++) {
            while (rest % k == 0) {
                rest /= k;
            }
        }
        if (rest == 1) {
            return m;
        }
    }
}

/* All points of the convolution, and zeros behind them. */
static tn_tensor *convolve(tn_tensor *a, tn_tensor *b) {
    const tn_value points = tn_value_int(good_length(points_of(a) + points_of(b) - 1));
    if (is_complex(a)) {
        tn_tensor *in_a = tn_fft_fft(a, -1, .n = points), *in_b = tn_fft_fft(b, -1, .n = points);
        return tn_fft_ifft(tn_mul(in_a, in_b), -1);
    }
    tn_tensor *in_a = tn_fft_rfft(a, -1, .n = points), *in_b = tn_fft_rfft(b, -1, .n = points);
    return tn_fft_irfft(tn_mul(in_a, in_b), -1, .n = points);
}

/* ---- native_fft_conv(self, other, first, count) ---------------------------------------------- */

bool tni_infer_native_fft_conv(tni_call *c) {
    const tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    const int64_t count = tni_int_arg(c, 3);
    tni_shape lead;
    if (a->ndim == 0 || b->ndim == 0) {
        tni_fail(TN_ERR_SHAPE, "both signals must have a last dim");
        return false;
    }
    if (!tni_check_dtype(c, (tn_dtype)a->dtype) || !tni_one_dtype(a, b) ||
        !tni_leading(a, b, 1, &lead)) {
        return false;
    }
    if (count < 0) {
        tni_fail(TN_ERR_ARGUMENT, "count must not be negative, got %lld", (long long)count);
        return false;
    }
    lead.sizes[lead.ndim++] = count;
    tni_set_meta(c, 0, (tn_dtype)a->dtype, lead.ndim, lead.sizes);
    return true;
}

static int64_t size_in(const tn_tensor *t, const tn_tensor *out, int d) {
    const int at = d - (out->ndim - t->ndim);
    return at < 0 ? 1 : t->sizes[at];
}

/* Which of t's lines each line of the result takes. False where t's dims are not repeated before
 * and behind all others only, so that no one division and remainder tells. */
static bool find_lines(const tn_tensor *t, const tn_tensor *out, tn_k_fft_operand *operand) {
    int first = 0, end = out->ndim - 1;
    operand->each = operand->count = 1;
    for (; end > 0 && size_in(t, out, end - 1) == 1; end--) {
        operand->each *= out->sizes[end - 1];
    }
    for (; first < end && size_in(t, out, first) == 1; first++) {}
    for (int d = first; d < end; d++) {
        operand->count *= out->sizes[d];
        if (size_in(t, out, d) != out->sizes[d]) {
            return false;
        }
    }
    return true;
}

static bool read_operand(const tni_call *c, tn_tensor *t, tn_k_fft_operand *operand,
                         tni_operands *o) {
    const tn_tensor *out = c->out[0];
    const tn_tensor *ready = t;
    if (!find_lines(t, out, operand)) {
        tni_shape lead = {.ndim = out->ndim - 1};
        memcpy(lead.sizes, out->sizes, (size_t)lead.ndim * sizeof lead.sizes[0]);
        ready = tni_expand_leading(t, &lead, 1);
        operand->each = 1;
        operand->count = out->numel / points_of(out);
    }
    ready = ready ? tni_contiguous(c, ready) : NULL;
    if (!ready) {
        return false;
    }
    operand->data = tni_ptr(ready);
    operand->n = points_of(ready);
    tni_reads(o, ready);
    return true;
}

static int64_t shorter(const tn_tensor *a, const tn_tensor *b) {
    return points_of(a) < points_of(b) ? points_of(a) : points_of(b);
}

static bool has_kernel(const tni_call *c, const tn_tensor *a, const tn_tensor *b) {
    return tni_has_kernel(c, TN_K_fft_conv) && shorter(a, b) <= TN_FFT_CONV_MAX_FILTER;
}

static bool run_kernel(tni_call *c, tn_tensor *a, tn_tensor *b) {
    const bool swaps = points_of(a) < points_of(b);
    tn_tensor *out = c->out[0];
    tn_k_fft_conv p = {.dtype = out->dtype,
                       .lines = out->numel / points_of(out),
                       .first = tni_int_arg(c, 2),
                       .n = points_of(out),
                       .out = tni_ptr(out)};
    tni_operands o = {0};
    tni_writes(&o, out);
    return read_operand(c, swaps ? b : a, &p.signal, &o) &&
           read_operand(c, swaps ? a : b, &p.filter, &o) &&
           tni_launch_with_workspace(c, fft_conv, &p, &o);
}

bool tni_run_native_fft_conv(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    const int64_t first = tni_int_arg(c, 2), count = tni_int_arg(c, 3);
    if (c->out[0]->numel == 0 || shorter(a, b) == 0) {
        return tn_zero_(c->out[0]) != NULL; /* nothing to sum */
    }
    if (has_kernel(c, a, b)) {
        return run_kernel(c, a, b);
    }
    tn_tensor *full = convolve(a, b);
    const int64_t behind = full ? first + count - points_of(full) : 0;
    tn_tensor *cut = tn_constant_pad_nd(full, TN_SHAPE(-first, behind));
    return cut && tni_copy(c, c->out[0], cut);
}

/* ---- fft_conv(self, other, mode) ------------------------------------------------------------- */

/* The result that mode asks for, out of n points: where it begins, and how long it is. */
static bool cut_of(const char *mode, int64_t a, int64_t b, int64_t *first, int64_t *count) {
    if (strcmp(mode, "full") == 0) {
        *first = 0;
        *count = a + b - 1;
    } else if (strcmp(mode, "same") == 0) {
        *first = (b - 1) / 2;
        *count = a;
    } else if (strcmp(mode, "valid") == 0) {
        *first = (a < b ? a : b) - 1;
        *count = (a > b ? a : b) - *first;
    } else {
        tni_fail(TN_ERR_ARGUMENT, "mode must be \"full\", \"same\" or \"valid\", got \"%s\"", mode);
        return false;
    }
    return true;
}

bool tni_compose_fft_conv(tni_call *c) {
    tn_tensor *a = tni_tensor_arg(c, 0), *b = tni_tensor_arg(c, 1);
    int64_t first, count;
    if (!check_signals(a, b)) {
        return false;
    }
    const tn_dtype dtype = tn_promote_dtypes((tn_dtype)a->dtype, (tn_dtype)b->dtype);
    if (!tni_check_dtype(c, dtype) ||
        !cut_of(tni_string_arg(c, 2, "full"), points_of(a), points_of(b), &first, &count)) {
        return false;
    }
    a = tn_to(a, .dtype = dtype);
    b = tn_to(b, .dtype = dtype);
    if (a && b && has_kernel(c, a, b)) {
        return tni_give(c, tn_native_fft_conv(a, b, first, count));
    }
    tn_tensor *full = a && b ? convolve(a, b) : NULL;
    return tni_give(c, full ? tn_to(tn_narrow(full, -1, first, count), .dtype = dtype) : NULL);
}
