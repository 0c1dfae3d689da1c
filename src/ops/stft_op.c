/* stft_op.c: spectra of frames of a signal, and back. Frames are a view of the signal with
 * overlapping rows. */
#include "ops/compose.h"

/* ---- Arguments ------------------------------------------------------------------------------- */

typedef struct frames {
    int64_t n_fft, hop, window_size;
    tn_tensor *window; /* NULL: ones */
} frames;

static int64_t int_or(const tni_call *c, int i, int64_t fallback) {
    return tni_given(c, i) ? tni_int_arg(c, i) : fallback;
}

/* Arguments 1 to 4 of the rows: n_fft, hop_length, win_length, window. */
static bool read_frames(const tni_call *c, frames *f) {
    f->n_fft = tni_int_arg(c, 1);
    f->hop = int_or(c, 2, f->n_fft >> 2);
    f->window_size = int_or(c, 3, f->n_fft);
    f->window = tni_tensor_arg(c, 4);
    if (f->n_fft < 1 || f->hop < 1) {
        tni_fail(TN_ERR_ARGUMENT,
                 "n_fft and hop_length must be at least 1, got %lld and %lld (a quarter of n_fft "
                 "unless given)",
                 (long long)f->n_fft, (long long)f->hop);
        return false;
    }
    if (f->window_size < 1 || f->window_size > f->n_fft) {
        tni_fail(TN_ERR_ARGUMENT, "win_length must be in 1 to n_fft, %lld, got %lld",
                 (long long)f->n_fft, (long long)f->window_size);
        return false;
    }
    if (f->window && (f->window->ndim != 1 || f->window->sizes[0] != f->window_size)) {
        tni_fail(TN_ERR_SHAPE, "window must have the shape [%lld] of win_length, got %s",
                 (long long)f->window_size, tni_shape_text(f->window->sizes, f->window->ndim));
        return false;
    }
    return true;
}

static bool is_complex(const tn_tensor *t) {
    return t && tni_is_complex((tn_dtype)t->dtype);
}

/* The window with zeros at both ends to n_fft points. */
static tn_tensor *wide_window(const frames *f) {
    const int64_t left = (f->n_fft - f->window_size) / 2;
    return left == 0 && f->window_size == f->n_fft
               ? f->window
               : tn_constant_pad_nd(f->window, TN_SHAPE(left, f->n_fft - f->window_size - left));
}

/* ---- From signals to spectra ----------------------------------------------------------------- */

/* [batch, frames, n_fft], a view. */
static tn_tensor *frames_of(const frames *f, tn_tensor *signal) {
    tn_tensor *batch = signal->ndim == 1 ? tn_unsqueeze(signal, 0) : signal;
    return tn_unfold(batch, 1, f->n_fft, f->hop);
}

/* The frames' transforms: overlapping frames are read, and multiplied, where they are. */
static tn_tensor *transformed(const frames *f, tn_tensor *signal, int64_t how, bool onesided) {
    if (!f->window) {
        tn_tensor *t = frames_of(f, signal);
        return is_complex(signal) ? tn_fft_c2c(t, TN_DIMS(2), how, true)
                                  : tn_fft_r2c(t, TN_DIMS(2), how, onesided);
    }
    const tn_dtype dtype = tn_promote_dtypes((tn_dtype)signal->dtype, (tn_dtype)f->window->dtype);
    signal = tn_to(signal, .dtype = dtype);
    tn_tensor *window = tn_to(wide_window(f), .dtype = dtype);
    return signal ? tn_native_fft_window(frames_of(f, signal), window, how, onesided) : NULL;
}

static bool check_signal(const tn_tensor *signal, const frames *f) {
    if (signal->ndim != 1 && signal->ndim != 2) {
        tni_fail(TN_ERR_SHAPE, "takes signals of shape [T] or [B, T], got %s",
                 tni_shape_text(signal->sizes, signal->ndim));
        return false;
    }
    const int64_t length = signal->sizes[signal->ndim - 1];
    if (f->n_fft > length) {
        tni_fail(TN_ERR_ARGUMENT, "n_fft must be at most the length of the signal, %lld, got %lld",
                 (long long)length, (long long)f->n_fft);
        return false;
    }
    return true;
}

/* The last three arguments: normalized, onesided, return_complex, from `at` on. */
static bool give_spectra(tni_call *c, tn_tensor *signal, frames *f, int at) {
    const bool complex_in = is_complex(signal) || is_complex(f->window);
    const bool onesided = tni_given(c, at + 1) ? tni_bool_arg(c, at + 1) : !complex_in;
    const bool as_complex = tni_given(c, at + 2) ? tni_bool_arg(c, at + 2) : complex_in;
    if (!check_signal(signal, f)) {
        return false;
    }
    if (onesided && complex_in) {
        tni_fail(TN_ERR_ARGUMENT,
                 "onesided must be false where the signal or the window is complex, got true");
        return false;
    }
    if (f->window_size < f->n_fft && !f->window) {
        f->window = tn_ones(TN_SHAPE(f->window_size), .dtype = (tn_dtype)signal->dtype,
                            .device = c->device);
    }
    tn_tensor *t = transformed(f, signal, tni_bool_arg(c, at) ? 1 : 0, onesided);
    t = tn_transpose(t, 1, 2);
    t = signal->ndim == 1 ? tn_squeeze(t, .dim = TN_DIMS(0)) : t;
    return tni_give(c, as_complex ? t : tn_view_as_real(t));
}

bool tni_compose_stft(tni_call *c) {
    frames f;
    return tni_check_first_dtype(c) && read_frames(c, &f) &&
           give_spectra(c, tni_tensor_arg(c, 0), &f, 5);
}

/* stft(self, n_fft, hop_length, win_length, window, center, pad_mode, normalized, …) */
bool tni_compose_stft_center(tni_call *c) {
    tn_tensor *signal = tni_tensor_arg(c, 0);
    frames f;
    if (!tni_check_first_dtype(c) || !read_frames(c, &f)) {
        return false;
    }
    if (tni_bool_arg(c, 5) && (signal->ndim == 1 || signal->ndim == 2)) {
        signal = tn_pad(signal, TN_SHAPE(f.n_fft / 2, f.n_fft / 2),
                        .mode = tni_string_arg(c, 6, "reflect"));
    }
    return signal && give_spectra(c, signal, &f, 7);
}

/* ---- From spectra to signals ----------------------------------------------------------------- */

/* Rows of n_fft points, hop apart, added up: [batch, frames, n_fft] -> [batch, length]. */
static tn_tensor *overlapped(const tni_call *c, const frames *f, tn_tensor *t, int64_t length) {
    if (!t) {
        return NULL;
    }
    const int64_t batch = t->sizes[0], rows = t->sizes[1];
    tn_tensor *starts = tn_mul(tn_unsqueeze(tni_count(c, rows), 1), f->hop);
    tn_tensor *places = tn_reshape(tn_add(starts, tni_count(c, f->n_fft)), TN_SHAPE(-1));
    tn_tensor *nothing =
        tn_zeros(TN_SHAPE(batch, length), .dtype = (tn_dtype)t->dtype, .device = c->device);
    return tn_index_add(nothing, 1, places, tn_reshape(t, TN_SHAPE(batch, rows * f->n_fft)));
}

/* A spectrum as [batch, frequencies, frames] of complex numbers. */
static tn_tensor *read_spectrum(const tni_call *c, const frames *f, bool *onesided) {
    tn_tensor *t = tni_tensor_arg(c, 0);
    if (!is_complex(t) && (t->ndim < 1 || t->sizes[t->ndim - 1] != 2)) {
        return TNI_FAIL_NULL(TN_ERR_SHAPE,
                             "takes complex numbers, or real ones with a last dim of 2, got %s",
                             tni_shape_text(t->sizes, t->ndim));
    }
    t = is_complex(t) ? t : tn_view_as_complex(tn_contiguous(t));
    if (!t || t->numel == 0 || (t->ndim != 2 && t->ndim != 3)) {
        return t ? TNI_FAIL_NULL(TN_ERR_SHAPE,
                                 "must get spectra [n, frames] or [batch, n, frames] that are not "
                                 "empty, got %s",
                                 tni_shape_text(t->sizes, t->ndim))
                 : NULL;
    }
    const int64_t n = t->sizes[t->ndim - 2];
    *onesided = tni_given(c, 7) ? tni_bool_arg(c, 7) : n != f->n_fft;
    const int64_t wanted = *onesided ? f->n_fft / 2 + 1 : f->n_fft;
    if (n != wanted) {
        return TNI_FAIL_NULL(
            TN_ERR_SHAPE, "a%s spectrum of n_fft %lld must have %lld frequencies, got %lld",
            *onesided ? " onesided" : "", (long long)f->n_fft, (long long)wanted, (long long)n);
    }
    return t->ndim == 2 ? tn_unsqueeze(t, 0) : t;
}

/* The frames, times the window. */
static tn_tensor *frames_from(const tni_call *c, const frames *f, tn_tensor *t, bool onesided) {
    const int64_t how = tni_bool_arg(c, 6) ? 1 : 2;
    const bool as_complex = tni_bool_arg(c, 9);
    if (as_complex && onesided) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT,
                             "onesided must be false where return_complex is true");
    }
    if (!as_complex && is_complex(f->window)) {
        return TNI_FAIL_NULL(TN_ERR_DTYPE,
                             "window must be real, or return_complex true: got a window of %s",
                             tn_dtype_name((tn_dtype)f->window->dtype));
    }
    const tn_dtype dtype = tn_promote_dtypes((tn_dtype)t->dtype, (tn_dtype)f->window->dtype);
    t = tn_to(tn_transpose(t, 1, 2), .dtype = dtype);
    t = as_complex || onesided ? t : tn_narrow(t, 2, 0, f->n_fft / 2 + 1);
    return tn_native_ifft_window(
        t, tn_to(f->window, .dtype = as_complex ? dtype : tni_real_of(dtype)), how);
}

/* Where the windows leave nothing, nothing can be known; waits for the device. */
static bool check_envelope(const tni_call *c, tn_tensor *envelope) {
    if (!envelope || c->device.type == TN_DEVICE_META) {
        return envelope != NULL;
    }
    TN_NO_GRAD(quiet);
    const double least = tn_item(tn_amin(tn_abs(envelope)));
    if (tni_pending() != TN_OK) {
        return false;
    }
    if (least < 1e-11 && tni_has_numbers(c->device)) {
        tni_fail(
            TN_ERR_ARGUMENT,
            "the windows must overlap everywhere: their squares add up to %g somewhere; take a "
            "shorter hop_length, or center",
            least);
        return false;
    }
    return true;
}

bool tni_compose_istft(tni_call *c) {
    frames f;
    bool onesided = false;
    if (!tni_check_first_dtype(c) || !read_frames(c, &f)) {
        return false;
    }
    if (f.hop > f.window_size) {
        tni_fail(TN_ERR_ARGUMENT, "hop_length must be at most win_length, %lld, got %lld",
                 (long long)f.window_size, (long long)f.hop);
        return false;
    }
    tn_tensor *t = read_spectrum(c, &f, &onesided);
    const bool is_single = t && tni_tensor_arg(c, 0)->ndim == 2 + !is_complex(tni_tensor_arg(c, 0));
    if (!t) {
        return false;
    }
    const int64_t rows = t->sizes[2], all = f.n_fft + f.hop * (rows - 1);
    if (!f.window) {
        f.window = tn_ones(TN_SHAPE(f.window_size), .dtype = tni_real_of((tn_dtype)t->dtype),
                           .device = c->device);
    }
    f.window = f.window ? wide_window(&f) : NULL;
    t = f.window ? overlapped(c, &f, frames_from(c, &f, t, onesided), all) : NULL;
    tn_tensor *squares =
        f.window ? tn_expand(tn_square(f.window), TN_SHAPE(1, rows, f.n_fft)) : NULL;
    tn_tensor *envelope = overlapped(c, &f, squares, all);
    const int64_t start = tni_bool_arg(c, 5) ? f.n_fft / 2 : 0;
    int64_t end = tni_given(c, 8) ? start + tni_int_arg(c, 8) : all - start;
    if (end <= start || start >= all) {
        tni_fail(TN_ERR_ARGUMENT,
                 "nothing is left of a signal of %lld points from point %lld on; length must be "
                 "positive, "
                 "and there must be frames enough",
                 (long long)all, (long long)start);
        return false;
    }
    const int64_t kept = (end < all ? end : all) - start;
    envelope = tn_narrow(envelope, 1, start, kept);
    if (!t || !check_envelope(c, envelope)) {
        return false;
    }
    t = tn_div(tn_narrow(t, 1, start, kept), envelope);
    t = is_single ? tn_squeeze(t, .dim = TN_DIMS(0)) : t;
    return tni_give(c, end > all ? tn_constant_pad_nd(t, TN_SHAPE(0, end - all)) : t);
}
