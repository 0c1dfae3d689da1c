/* fft.cuh: Fourier transforms of lines in shared memory, for one element type: what fft_c64.cu and
 * fft_c128.cu instantiate.
 *
 * A block holds some lines, loads them once, goes through the passes of Stockham's algorithm and
 * stores them once: each thread takes the elements of its butterflies into registers, all wait,
 * and each puts its results where they belong, so that one buffer is enough. What the ends of a
 * transform need besides (parts swapped for an inverse, real numbers two and two, the twiddles of a
 * longer transform, a chirp) belongs to loading and storing.
 *
 * Twiddles are computed where they are used, from angles within an eighth of a turn that integers
 * give exactly, by series with an error of about one unit in the last place: no table has to be
 * made, kept for each device or be there when a stream is captured. Of a butterfly's twiddles those
 * of 1, 2, 4 and 8 are computed, the others are products of two or three. */
#ifndef TN_FFT_CUH
#define TN_FFT_CUH

#include "kernels/fft_lines.cuh"

namespace tn {

template <class T> struct alignas(2 * sizeof(T)) fft_number { T re, im; };

__device__ __forceinline__ float fused(float a, float b, float c) {
    return fmaf(a, b, c);
}
__device__ __forceinline__ double fused(double a, double b, double c) {
    return fma(a, b, c);
}

template <class T>
__device__ __forceinline__ fft_number<T> operator+(fft_number<T> a, fft_number<T> b) {
    return {a.re + b.re, a.im + b.im};
}
template <class T>
__device__ __forceinline__ fft_number<T> operator-(fft_number<T> a, fft_number<T> b) {
    return {a.re - b.re, a.im - b.im};
}
template <class T>
__device__ __forceinline__ fft_number<T> operator*(fft_number<T> a, fft_number<T> b) {
    return {fused(a.re, b.re, -(a.im * b.im)), fused(a.re, b.im, a.im * b.re)};
}
template <class T> __device__ __forceinline__ fft_number<T> swapped(fft_number<T> a) {
    return {a.im, a.re};
}
template <class T> __device__ __forceinline__ fft_number<T> conjugated(fft_number<T> a) {
    return {a.re, -a.im};
}
/* a - i b and a + i b. */
template <class T>
__device__ __forceinline__ fft_number<T> turned(fft_number<T> a, fft_number<T> b) {
    return {a.re + b.im, a.im - b.re};
}
template <class T>
__device__ __forceinline__ fft_number<T> unturned(fft_number<T> a, fft_number<T> b) {
    return {a.re - b.im, a.im + b.re};
}

/* ---- Roots of one ---------------------------------------------------------------------------- */

/* Sine and cosine of 0 <= x <= pi / 4, by Taylor's series. */
__device__ __forceinline__ void series(float x, float *s, float *c) {
    const float y = x * x;
    float p = 2.75573192e-6f, q = -2.75573192e-7f;
    p = fused(p, y, -1.98412698e-4f);
    p = fused(p, y, 8.33333333e-3f);
    p = fused(p, y, -1.66666667e-1f);
    q = fused(q, y, 2.48015873e-5f);
    q = fused(q, y, -1.38888889e-3f);
    q = fused(q, y, 4.16666667e-2f);
    q = fused(q, y, -0.5f);
    *s = fused(x * y, p, x);
    *c = fused(q, y, 1.0f);
}
__device__ __forceinline__ void series(double x, double *s, double *c) {
    constexpr double sines[] = {-7.6471637318198164759e-13, 1.6059043836821614599e-10,
                                -2.5052108385441718775e-8,  2.7557319223985890653e-6,
                                -1.9841269841269841270e-4,  8.3333333333333333333e-3,
                                -1.6666666666666666667e-1};
    constexpr double cosines[] = {
        -1.5619206968586226462e-16, 4.7794773323873852974e-14, -1.1470745597729724714e-11,
        2.0876756987868098979e-9,   -2.7557319223985890653e-7, 2.4801587301587301587e-5,
        -1.3888888888888888889e-3,  4.1666666666666666667e-2,  -0.5};
    const double y = x * x;
    double p = 2.8114572543455207632e-15, q = cosines[0];
    for (double term : sines) {
        p = fused(p, y, term);
    }
    for (int i = 1; i < 9; i++) {
        q = fused(q, y, cosines[i]);
    }
    *s = fused(x * y, p, x);
    *c = fused(q, y, 1.0);
}

/* exp(-2 pi i k / n), 0 <= k < n; I holds 8 n. */
template <class T, class I> __device__ __forceinline__ fft_number<T> fft_root(I k, I n) {
    I at = 8 * k; /* in eighths of n-th turns */
    const bool lower = at > 4 * n;
    at = lower ? 8 * n - at : at;
    const bool left = at > 2 * n;
    at = left ? 4 * n - at : at;
    const bool steep = at > n;
    at = steep ? 2 * n - at : at;
    T s, c;
    series(static_cast<T>(at) / static_cast<T>(n) * static_cast<T>(0.78539816339744830962), &s, &c);
    const T re = steep ? s : c, im = steep ? c : s;
    return {left ? -re : re, lower ? im : -im};
}

/* w[k] = exp(-2 pi i p k / n) for 1 <= k < R. */
template <class T, int R>
__device__ __forceinline__ void fft_roots(int32_t p, int32_t n, fft_number<T> (&w)[R]) {
    for (int k = 1; k < R; k *= 2) {
        w[k] = fft_root<T>(p * k, n);
    }
#pragma unroll
    for (int k = 3; k < R; k++) {
        if (k & (k - 1)) {
            const int high = k >= 8 ? 8 : k >= 4 ? 4 : 2;
            w[k] = w[high] * w[k - high];
        }
    }
}

/* ---- Butterflies: x transformed in place ----------------------------------------------------- */

template <class T> __device__ __forceinline__ void butterfly(fft_number<T> (&x)[2]) {
    const fft_number<T> a = x[0], b = x[1];
    x[0] = a + b;
    x[1] = a - b;
}

template <class T> __device__ __forceinline__ void butterfly(fft_number<T> (&x)[4]) {
    const fft_number<T> a = x[0] + x[2], b = x[0] - x[2], c = x[1] + x[3], d = x[1] - x[3];
    x[0] = a + c;
    x[1] = turned(b, d);
    x[2] = a - c;
    x[3] = unturned(b, d);
}

template <class T> __device__ __forceinline__ void butterfly(fft_number<T> (&x)[8]) {
    const T h = static_cast<T>(0.70710678118654752440);
    fft_number<T> a[4] = {x[0], x[2], x[4], x[6]}, b[4] = {x[1], x[3], x[5], x[7]};
    butterfly(a);
    butterfly(b);
    const fft_number<T> b1 = {h * (b[1].re + b[1].im), h * (b[1].im - b[1].re)};
    const fft_number<T> b3 = {h * (b[3].im - b[3].re), -h * (b[3].re + b[3].im)};
    x[0] = a[0] + b[0], x[4] = a[0] - b[0];
    x[1] = a[1] + b1, x[5] = a[1] - b1;
    x[2] = turned(a[2], b[2]), x[6] = unturned(a[2], b[2]);
    x[3] = a[3] + b3, x[7] = a[3] - b3;
}

/* cos and sin of 2 pi k / R, k up to R / 2. */
template <int R> struct odd_roots;
template <> struct odd_roots<3> {
    double cosines[2] = {1.0, -0.5};
    double sines[2] = {0.0, 0.866025403784438646764};
};
template <> struct odd_roots<5> {
    double cosines[3] = {1.0, 0.309016994374947424102, -0.809016994374947424102};
    double sines[3] = {0.0, 0.951056516295153572116, 0.587785252292473129169};
};
template <> struct odd_roots<7> {
    double cosines[4] = {1.0, 0.623489801858733530525, -0.222520933956314404289,
                         -0.900968867902419126236};
    double sines[4] = {0.0, 0.781831482468029808708, 0.974927912181823607018,
                       0.433883739117558120476};
};
template <> struct odd_roots<11> {
    double cosines[6] = {1.0,
                         0.841253532831181168862,
                         0.415415013001886425529,
                         -0.142314838273285140444,
                         -0.654860733945285064057,
                         -0.95949297361449738989};
    double sines[6] = {0.0,
                       0.540640817455597582108,
                       0.909631995354518371412,
                       0.989821441880932732376,
                       0.755749574354258283774,
                       0.281732556841429697711};
};
template <> struct odd_roots<13> {
    double cosines[7] = {1.0,
                         0.8854560256532098959,
                         0.568064746731155802512,
                         0.120536680255323053349,
                         -0.35460488704253562597,
                         -0.748510748171101098635,
                         -0.970941817426052027157};
    double sines[7] = {0.0,
                       0.464723172043768545656,
                       0.82298386589365639458,
                       0.992708874098053992801,
                       0.93501624268541482344,
                       0.663122658240795202377,
                       0.239315664287557767149};
};

/* Odd radices: sums and differences of elements j and R - j, times cosines and sines. */
template <class T, int R> __device__ __forceinline__ void butterfly(fft_number<T> (&x)[R]) {
    constexpr int half = R / 2;
    constexpr odd_roots<R> roots{};
    fft_number<T> a[half + 1], b[half + 1], sum = x[0];
    const fft_number<T> first = x[0];
#pragma unroll
    for (int j = 1; j <= half; j++) {
        a[j] = x[j] + x[R - j];
        b[j] = x[j] - x[R - j];
        sum = sum + a[j];
    }
#pragma unroll
    for (int k = 1; k <= half; k++) {
        fft_number<T> t = first, u = {0, 0};
#pragma unroll
        for (int j = 1; j <= half; j++) {
            const int at = j * k % R, i = at <= half ? at : R - at;
            const T c = static_cast<T>(roots.cosines[i]);
            const T s = static_cast<T>(at <= half ? roots.sines[i] : -roots.sines[i]);
            t = {fused(c, a[j].re, t.re), fused(c, a[j].im, t.im)};
            u = {fused(s, b[j].re, u.re), fused(s, b[j].im, u.im)};
        }
        x[k] = turned(t, u);
        x[R - k] = unturned(t, u);
    }
    x[0] = sum;
}

/* ---- Passes over the lines of a block -------------------------------------------------------- */

/* A block has at most `held_most` numbers for each of its threads: from that follows how many
 * butterflies a thread may have to hold at once. */
template <class T, int R, int held_most>
__device__ __forceinline__ void fft_pass(const fft_lines &k, const fft_pass_shape &f,
                                         fft_number<T> *lines, uint32_t held) {
    constexpr int most = (held_most + R - 1) / R;
    const uint32_t a_line = f.a_line.divisor, all = held * a_line;
    fft_number<T> x[most][R];
    uint32_t target[most];
#pragma unroll
    for (int i = 0; i < most; i++) {
        const uint32_t item = threadIdx.x + i * blockDim.x;
        if (item < all) {
            const uint32_t line = divide(item, f.a_line), at = item - line * a_line;
            const uint32_t p = divide(at, f.s), q = at - p * f.s.divisor;
            const fft_number<T> *from = lines + line * k.room + at;
            fft_number<T> w[R];
#pragma unroll
            for (int j = 0; j < R; j++) {
                x[i][j] = from[j * a_line];
            }
            butterfly(x[i]);
            if (p > 0) {
                fft_roots<T, R>(static_cast<int32_t>(p),
                                static_cast<int32_t>(a_line / f.s.divisor) * R, w);
#pragma unroll
                for (int j = 1; j < R; j++) {
                    x[i][j] = x[i][j] * w[j];
                }
            }
            target[i] = line * k.room + q + p * R * f.s.divisor;
        }
    }
    __syncthreads();
#pragma unroll
    for (int i = 0; i < most; i++) {
        if (threadIdx.x + i * blockDim.x < all) {
#pragma unroll
            for (int j = 0; j < R; j++) {
                lines[target[i] + j * f.s.divisor] = x[i][j];
            }
        }
    }
    __syncthreads();
}

template <class T>
__device__ __forceinline__ void fft_odd_pass(const fft_lines &k, const fft_pass_shape &f,
                                             fft_number<T> *lines, uint32_t held) {
    switch (f.radix) {
    case 3:
        fft_pass<T, 3, fft_held>(k, f, lines, held);
        break;
    case 5:
        fft_pass<T, 5, fft_held>(k, f, lines, held);
        break;
    case 7:
        fft_pass<T, 7, fft_held>(k, f, lines, held);
        break;
    case 11:
        fft_pass<T, 11, fft_held>(k, f, lines, held);
        break;
    default:
        fft_pass<T, 13, fft_held>(k, f, lines, held);
    }
}

/* The longest lines of a block are powers of two: no other radix needs the registers for them. */
template <class T, int held_most>
__device__ __forceinline__ void fft_passes(const fft_lines &k, fft_number<T> *lines,
                                           uint32_t held) {
    for (int i = 0; i < k.n_passes; i++) {
        const fft_pass_shape &f = k.passes[i];
        switch (f.radix) {
        case 2:
            fft_pass<T, 2, held_most>(k, f, lines, held);
            break;
        case 4:
            fft_pass<T, 4, held_most>(k, f, lines, held);
            break;
        case 8:
            fft_pass<T, 8, held_most>(k, f, lines, held);
            break;
        default:
            if constexpr (held_most == fft_held) {
                fft_odd_pass<T>(k, f, lines, held);
            }
        }
    }
}

/* ---- Loading and storing --------------------------------------------------------------------- */

__device__ __forceinline__ int64_t place_of(const fft_lines &k, const fft_side &side,
                                            int64_t line) {
    const int64_t outer = line / k.beside;
    return outer * side.outer + (line - outer * k.beside) * side.line;
}

/* exp(-pi i j^2 / n). */
template <class T> __device__ __forceinline__ fft_number<T> chirp_of(int64_t j, int64_t n) {
    return fft_root<T>(j * j % (2 * n), 2 * n);
}

/* Element j < points of a line, of whatever a line's numbers are. */
template <class T>
__device__ __forceinline__ fft_number<T> load_number(const fft_lines &k, int64_t place, int64_t j) {
    const T *reals = static_cast<const T *>(k.in) + place;
    const fft_number<T> *numbers = static_cast<const fft_number<T> *>(k.in) + place;
    const int64_t step = k.from.step;
    switch (k.load) {
    case fft_load_pairs:
        return {reals[2 * j * step], reals[(2 * j + 1) * step]};
    case fft_load_real:
        return {reals[j * step], 0};
    case fft_load_joined: {
        const fft_number<T> a = numbers[j * step], b = conjugated(numbers[(k.points - j) * step]);
        if (j == 0) { /* both are real, whatever their imaginary parts */
            return {a.re + b.re, a.re - b.re};
        }
        return unturned(a + b, (a - b) * conjugated(fft_root<T>(j, 2 * k.points)));
    }
    case fft_load_completed: {
        const bool is_first = 2 * j <= k.points, is_real = j == 0 || 2 * j == k.points;
        const fft_number<T> x = numbers[(is_first ? j : k.points - j) * step];
        return {x.re, is_real ? 0 : is_first ? x.im : -x.im};
    }
    default:
        return numbers[j * step];
    }
}

/* As the passes want it; the rest of a convolution is zero. */
template <class T>
__device__ __forceinline__ fft_number<T> fft_load(const fft_lines &k, int64_t place, int64_t j) {
    if (j >= k.points) {
        return {0, 0};
    }
    const fft_number<T> x = load_number<T>(k, place, j), y = k.swaps_in ? swapped(x) : x;
    return k.chirp ? y * chirp_of<T>(j, k.chirp) : y;
}

/* Result j of the transform in `line`. */
template <class T>
__device__ __forceinline__ fft_number<T> fft_result(const fft_lines &k, const fft_number<T> *line,
                                                    int64_t j) {
    return k.chirp ? swapped(line[j]) * chirp_of<T>(j, k.chirp) : line[j];
}

/* Frequency j of twice as many real numbers, from the transform of pairs. */
template <class T>
__device__ __forceinline__ fft_number<T> split_number(const fft_lines &k, const fft_number<T> *line,
                                                      int64_t j) {
    const int64_t n = k.points;
    const fft_number<T> a = fft_result(k, line, j == n ? 0 : j);
    if (j == 0 || j == n) {
        return {j == 0 ? a.re + a.im : a.re - a.im, 0};
    }
    const T half = static_cast<T>(0.5);
    const fft_number<T> b = conjugated(fft_result(k, line, n - j)), sum = a + b, other = a - b;
    const fft_number<T> e = {half * sum.re, half * sum.im}, o = {half * other.im, -half * other.re};
    return e + o * fft_root<T>(j, 2 * n);
}

/* `sub`: which of the lines of a longer transform this one is. */
template <class T>
__device__ __forceinline__ void fft_store(const fft_lines &k, const fft_number<T> *line,
                                          int64_t place, int64_t sub, int64_t j) {
    T *reals = static_cast<T *>(k.out) + place;
    fft_number<T> *numbers = static_cast<fft_number<T> *>(k.out) + place;
    const int64_t step = k.to.step;
    const T scale = static_cast<T>(k.scale);
    fft_number<T> x =
        k.store == fft_store_split ? split_number(k, line, j) : fft_result(k, line, j);
    x = k.longer ? x * fft_root<T>(sub * j, k.longer) : x;
    x = k.swaps_out ? swapped(x) : x;
    x = {scale * x.re, scale * x.im};
    switch (k.store) {
    case fft_store_pairs:
        reals[2 * j * step] = x.re;
        reals[(2 * j + 1) * step] = x.im;
        break;
    case fft_store_real:
        reals[j * step] = x.re;
        break;
    case fft_store_split:
        numbers[j * step] = x;
        if (k.whole && j > 0 && j < k.points) {
            numbers[(2 * k.points - j) * step] = conjugated(x);
        }
        break;
    default:
        numbers[j * step] = x;
    }
}

/* Item i of `held` lines of n elements: lines or elements side by side in memory come together. */
struct fft_item {
    uint32_t line, j;
};
__device__ __forceinline__ fft_item item_of(uint32_t i, uint32_t held, uint32_t n, bool by_lines) {
    const uint32_t outer = i / (by_lines ? held : n), inner = i - outer * (by_lines ? held : n);
    return by_lines ? fft_item{inner, outer} : fft_item{outer, inner};
}

/* The transform of the chirp's convolution, parts swapped for the way back. */
template <class T, int held_most>
__device__ __forceinline__ void fft_convolve(const fft_lines &k, fft_number<T> *lines,
                                             uint32_t held) {
    const fft_number<T> *spectrum = static_cast<const fft_number<T> *>(k.spectrum);
    for (uint32_t i = threadIdx.x; i < held * k.n; i += blockDim.x) {
        const fft_item at = item_of(i, held, k.n, false);
        fft_number<T> *x = lines + at.line * k.room + at.j;
        *x = swapped(*x * spectrum[at.j]);
    }
    __syncthreads();
    fft_passes<T, held_most>(k, lines, held);
}

/* One block of a multiprocessor may have all of its registers. */
template <class T, int held_most, int threads>
__global__ void __launch_bounds__(threads, 1) fft_kernel(const __grid_constant__ fft_lines k) {
    TN_DYNAMIC_SHARED(fft_number<T>, lines);
    const int64_t first = static_cast<int64_t>(blockIdx.x) * k.lines_a_block;
    const int64_t left = k.lines - first;
    const uint32_t held = static_cast<uint32_t>(left < k.lines_a_block ? left : k.lines_a_block);
    for (uint32_t i = threadIdx.x; i < held * k.n; i += blockDim.x) {
        const fft_item at = item_of(i, held, k.n, k.from.by_lines);
        lines[at.line * k.room + at.j] = fft_load<T>(k, place_of(k, k.from, first + at.line), at.j);
    }
    __syncthreads();
    fft_passes<T, held_most>(k, lines, held);
    if (k.chirp) {
        fft_convolve<T, held_most>(k, lines, held);
    }
    for (uint32_t i = threadIdx.x; i < held * k.n_out; i += blockDim.x) {
        const fft_item at = item_of(i, held, k.n_out, k.to.by_lines);
        const int64_t line = first + at.line;
        fft_store<T>(k, lines + at.line * k.room, place_of(k, k.to, line), line % k.beside, at.j);
    }
}

/* ---- Long lines: what one pass over memory each does ----------------------------------------- */

/* Element j of each line of n: brought to lines of complex numbers next to each other, `room` each,
 * and back. The same loads and stores as above. */
template <class T> __global__ void fft_gather_kernel(const __grid_constant__ fft_lines k) {
    fft_number<T> *to = static_cast<fft_number<T> *>(k.out);
    for (int64_t i = first_item(); i < k.lines * k.room; i += item_step()) {
        const int64_t line = i / k.room, j = i - line * k.room;
        to[i] = fft_load<T>(k, place_of(k, k.from, k.first + line), j);
    }
}

template <class T> __global__ void fft_scatter_kernel(const __grid_constant__ fft_lines k) {
    const fft_number<T> *from = static_cast<const fft_number<T> *>(k.in);
    for (int64_t i = first_item(); i < k.lines * k.n_out; i += item_step()) {
        const int64_t line = i / k.n_out, j = i - line * k.n_out;
        fft_store<T>(k, from + line * k.room, place_of(k, k.to, k.first + line), 0, j);
    }
}

/* Lines of the chirp's conjugate, as its convolution wants it; and products with its spectrum. */
template <class T> __global__ void fft_chirp_kernel(int64_t n, int64_t all, void *out) {
    fft_number<T> *to = static_cast<fft_number<T> *>(out);
    for (int64_t j = first_item(); j < all; j += item_step()) {
        const int64_t k = j < n ? j : all - j;
        to[j] = k < n ? conjugated(chirp_of<T>(k, n)) : fft_number<T>{0, 0};
    }
}

template <class T>
__global__ void fft_times_kernel(int64_t count, int64_t n, const void *spectrum, void *lines) {
    const fft_number<T> *w = static_cast<const fft_number<T> *>(spectrum);
    fft_number<T> *x = static_cast<fft_number<T> *>(lines);
    for (int64_t i = first_item(); i < count; i += item_step()) {
        x[i] = swapped(x[i] * w[i % n]);
    }
}

/* ---- Launchers ------------------------------------------------------------------------------- */

template <class T> int launch_lines(const fft_lines &k, void *stream) {
    const int64_t numbers = k.lines_a_block * k.n, most = fft_threads<T>;
    const int64_t wanted = divide_up(divide_up(numbers, fft_held), 32) * 32;
    const size_t bytes = static_cast<size_t>(k.lines_a_block * k.room) * sizeof(fft_number<T>);
    return launch(wanted > most ? fft_kernel<T, 2 * fft_held, fft_threads<T>>
                                : fft_kernel<T, fft_held, fft_threads<T>>,
                  one_visit_blocks(k.lines, k.lines_a_block),
                  dim3(static_cast<unsigned>(smaller(wanted, most))), bytes, stream, k);
}

template <class T> int launch_step(fft_step step, const fft_lines &k, void *stream) {
    constexpr int threads = 256;
    switch (step) {
    case fft_step_lines:
        return launch_lines<T>(k, stream);
    case fft_step_gather:
        return launch(fft_gather_kernel<T>, blocks_for(k.lines * k.room, threads), dim3(threads), 0,
                      stream, k);
    case fft_step_scatter:
        return launch(fft_scatter_kernel<T>, blocks_for(k.lines * k.n_out, threads), dim3(threads),
                      0, stream, k);
    case fft_step_chirp:
        return launch(fft_chirp_kernel<T>, blocks_for(k.room, threads), dim3(threads), 0, stream,
                      k.chirp, k.room, k.out);
    default:
        return launch(fft_times_kernel<T>, blocks_for(k.lines * k.room, threads), dim3(threads), 0,
                      stream, k.lines * k.room, k.room, k.spectrum, k.out);
    }
}

} // namespace tn

#endif
