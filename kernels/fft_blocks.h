/* fft_blocks.h: the parameter blocks of Fourier transforms, a part of kernels.h. */
#ifndef TN_FFT_BLOCKS_H
#define TN_FFT_BLOCKS_H

#include <tenon/base.h>

/* ---- fft: discrete Fourier transforms along one dim ------------------------------------------ */

typedef enum tn_fft_code {
    TN_FFT_C2C, /* forward, or inverse; out may be in, where both sides are alike */
    TN_FFT_R2C, /* forward; out holds frequencies 0 to n / 2, with `whole` all n of them */
    TN_FFT_C2R, /* inverse; in holds frequencies 0 to n / 2: what makes them real is not read */
} tn_fft_code;

/* Elements from one number of `outer` to the next, along a line, and from one of `inner`. */
typedef struct tn_k_fft_side {
    int64_t outer, step, inner;
} tn_k_fft_side;

/* [outer, n, inner], where a side that holds half of the frequencies has n / 2 + 1 of them:
 * out[k] = scale * sum over j of in[j] * exp(-2 pi i j k / n), + for an inverse. Of a line's
 * elements in holds the first `given`, the others are zero. dtype is the complex one, c64 or c128;
 * real that of real numbers: dtype's parts', of R2C on CUDA f16 and bf16, too. A window has a
 * number for each element of a line, of the dtype of those: its input is multiplied with it, of an
 * inverse the result. Transforms over several dims are a chain of calls. */
typedef struct tn_k_fft {
    uint8_t code, dtype, real;
    bool inverse, whole; /* of C2C, and of R2C; C2R is an inverse */
    int64_t outer, n, inner, given;
    tn_k_fft_side from, to;
    double scale;
    const void *in;
    const void *window; /* contiguous, or NULL */
    void *out;
    void *workspace; /* as much as the device asks for, or NULL */
} tn_k_fft;

/* ---- fft_conv: convolutions by transforms, in one pass over memory. CUDA only ---------------- */

/* Which of an operand's lines a result's is: (result / each) % count. */
typedef struct tn_k_fft_operand {
    const void *data; /* contiguous [count, n] */
    int64_t n, each, count;
} tn_k_fft_operand;

/* out[l][i] = sum over j of signal[j] * filter[first + i - j], l < lines, i < n; what lies outside
 * of a signal or a filter is zero. dtype: f16, bf16, f32, f64, c64, c128. The filter has at most
 * TN_FFT_CONV_MAX_FILTER elements. */
enum { TN_FFT_CONV_MAX_FILTER = 2048 };
typedef struct tn_k_fft_conv {
    uint8_t dtype;
    tn_k_fft_operand signal, filter;
    int64_t lines, first, n;
    void *out;
    void *workspace; /* as much as the device asks for */
} tn_k_fft_conv;

#endif
