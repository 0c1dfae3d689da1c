/* fft.cuh: Fourier transforms of lines in shared memory, for one element type: what fft_c64.cu and
 * fft_c128.cu instantiate.
 *
 * A block holds some lines, loads them once, goes through the passes of Stockham's algorithm and
 * stores them once: each thread takes the elements of its butterflies into registers, all wait,
 * and each puts its results where they belong, so that one buffer is enough. What the ends of a
 * transform need besides (parts swapped for an inverse, real numbers two and two, the twiddles of a
 * longer transform, a chirp, a window, zeros around a signal or behind a line) belongs to loading
 * and storing. A convolution goes through the passes twice, with products in between. */
#ifndef TN_FFT_CUH
#define TN_FFT_CUH

#include "kernels/fft_lines.cuh"
#include "kernels/fft_number.cuh"

namespace tn {

/* ---- Passes over the lines of a block -------------------------------------------------------- */

/* A block has at most `held_most` numbers for each of its threads: from that follows how many
 * butterflies a thread may have to hold at once. */
template <class T, int R, int held_most>
__device__ __forceinline__ void fft_pass(const fft_lines &k, const fft_pass_shape &f,
                                         fft_number<T> *lines, uint32_t held) {
    constexpr int most = (held_most + R - 1) / R;
    const uint32_t a_line = f.a_line.divisor, all = held * a_line;
    /* Set on every path: what a pass may leave as it was is kept through all others. */
    fft_number<T> x[most][R] = {};
    uint32_t target[most] = {};
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

/* The longest lines of a block are powers of two: no other radix needs the registers for them. */
template <class T, int held_most>
__device__ __forceinline__ void fft_passes(const fft_lines &k, fft_number<T> *lines,
                                           uint32_t held) {
#define PASS(R)                                       \
    case R:                                           \
        fft_pass<T, R, held_most>(k, f, lines, held); \
        break;
    for (int i = 0; i < k.n_passes; i++) {
        const fft_pass_shape &f = k.passes[i];
        if constexpr (held_most == fft_held) {
            switch (f.radix) {
                PASS(3)
                PASS(5)
                PASS(6)
                PASS(7)
                PASS(9)
                PASS(10)
                PASS(11)
                PASS(12)
                PASS(13)
            }
        }
        switch (f.radix) {
            PASS(2)
            PASS(4)
            PASS(8)
        }
    }
#undef PASS
}

/* ---- Places ---------------------------------------------------------------------------------- */

/* The lines of a block: number `first` and those after it, of which the first one is number `rest`
 * beside number `outer`. */
struct fft_block {
    int64_t first, outer, rest;
    uint32_t held;
};
__device__ __forceinline__ fft_block block_of(const fft_lines &k) {
    const int64_t first = static_cast<int64_t>(blockIdx.x) * k.lines_a_block;
    const int64_t outer = first / k.beside, left = k.lines - first;
    return {first, outer, first - outer * k.beside,
            static_cast<uint32_t>(left < k.lines_a_block ? left : k.lines_a_block)};
}

/* Where line l of a block begins, and its number beside others. Few lines are in a block, so that
 * 32 bits are enough wherever more than one number beside others is passed. */
struct fft_place {
    int64_t at, number;
};
__device__ __forceinline__ fft_place place_of(const fft_lines &k, const fft_side &side,
                                              const fft_block &b, uint32_t l) {
    if (k.beside == 1) {
        return {(b.first + l) * side.outer, 0};
    }
    int64_t outer = b.outer, number = b.rest + l;
    if (number >= k.beside) {
        const int64_t over = k.beside < 1 << 30
                                 ? static_cast<uint32_t>(number) / static_cast<uint32_t>(k.beside)
                                 : 1;
        outer += over;
        number -= over * k.beside;
    }
    return {outer * side.outer + number * side.line, number};
}

/* Item i of a block's lines of so many elements: lines or elements side by side in memory come
 * together. A line may be one that the last block lacks. */
struct fft_item {
    uint32_t line, j;
};
__device__ __forceinline__ fft_item item_of(const fft_lines &k, uint32_t i,
                                            const fast_divisor &elements, bool by_lines) {
    const fast_divisor &inner = by_lines ? k.by_block : elements;
    const uint32_t outer = divide(i, inner), rest = i - outer * inner.divisor;
    return by_lines ? fft_item{rest, outer} : fft_item{outer, rest};
}

/* Which of signals or filters is a result's: number (result / each) % count. */
__device__ __forceinline__ uint32_t number_of(uint32_t result, const fast_divisor &each,
                                              const fast_divisor &count) {
    const uint32_t number = divide(result, each);
    return number - divide(number, count) * count.divisor;
}

/* ---- Loading and storing --------------------------------------------------------------------- */

/* Real numbers outside: those of the compute type, or half floats that are computed in f32. */
template <class T>
__device__ __forceinline__ T load_real(const fft_lines &k, const void *data, int64_t at) {
    if constexpr (sizeof(T) == 4) {
        if (k.real == TN_F16) {
            return read_as<float, stored_f16>(data, at);
        }
        if (k.real == TN_BF16) {
            return read_as<float, stored_bf16>(data, at);
        }
    }
    return static_cast<const T *>(data)[at];
}

template <class T>
__device__ __forceinline__ void store_real(const fft_lines &k, void *data, int64_t at, T value) {
    if constexpr (sizeof(T) == 4) {
        if (k.real == TN_F16) {
            static_cast<stored_f16 *>(data)[at] = convert<stored_f16>::from(value);
            return;
        }
        if (k.real == TN_BF16) {
            static_cast<stored_bf16 *>(data)[at] = convert<stored_bf16>::from(value);
            return;
        }
    }
    static_cast<T *>(data)[at] = value;
}

/* exp(-pi i j^2 / n). */
template <class T> __device__ __forceinline__ fft_number<T> chirp_of(int64_t j, int64_t n) {
    const int64_t at =
        n < 1 << 15 ? static_cast<uint32_t>(j * j) % static_cast<uint32_t>(2 * n) : j * j % (2 * n);
    return fft_root<T>(at, 2 * n);
}

/* Element j of a line, times the window; zero behind those that are given. */
template <class T>
__device__ __forceinline__ T real_of(const fft_lines &k, const fft_place &place, int64_t j) {
    if (j >= k.given) {
        return 0;
    }
    const T x = load_real<T>(k, k.in, place.at + j * k.from.step);
    return k.window_in ? x * load_real<T>(k, k.window_in, j) : x;
}

/* Which element of a line, or of the longer one that it is a part of, element j is. */
__device__ __forceinline__ int64_t element_of(const fft_lines &k, const fft_place &place,
                                              int64_t j) {
    return k.is_part ? j * k.beside + place.number : j;
}

template <class T>
__device__ __forceinline__ fft_number<T> number_of_line(const fft_lines &k, const fft_place &place,
                                                        int64_t j) {
    const int64_t element = element_of(k, place, j);
    if (element >= k.given) {
        return {0, 0};
    }
    const fft_number<T> x = static_cast<const fft_number<T> *>(k.in)[place.at + j * k.from.step];
    return k.window_in ? x * static_cast<const fft_number<T> *>(k.window_in)[element] : x;
}

/* Element j < points of a line, of whatever a line's numbers are. */
template <class T>
__device__ __forceinline__ fft_number<T> load_number(const fft_lines &k, const fft_place &place,
                                                     int64_t j) {
    switch (k.load) {
    case fft_load_pairs:
        return {real_of<T>(k, place, 2 * j), real_of<T>(k, place, 2 * j + 1)};
    case fft_load_real:
        return {real_of<T>(k, place, j), 0};
    case fft_load_joined: {
        const fft_number<T> a = number_of_line<T>(k, place, j);
        const fft_number<T> b = conjugated(number_of_line<T>(k, place, k.points - j));
        if (j == 0) { /* both are real, whatever their imaginary parts */
            return {a.re + b.re, a.re - b.re};
        }
        return unturned(a + b, (a - b) * conjugated(fft_root<T>(j, 2 * k.points)));
    }
    case fft_load_completed: {
        const bool is_first = 2 * j <= k.points, is_real = j == 0 || 2 * j == k.points;
        const fft_number<T> x = number_of_line<T>(k, place, is_first ? j : k.points - j);
        return {x.re, is_real ? 0 : is_first ? x.im : -x.im};
    }
    default:
        return number_of_line<T>(k, place, j);
    }
}

/* Element j of a segment. */
template <class T>
__device__ __forceinline__ fft_number<T> load_signal(const fft_lines &k, uint32_t line, int64_t j) {
    const fft_signals &s = k.signals;
    const uint32_t result = divide(line, s.segments);
    const int64_t segment = line - result * s.segments.divisor;
    const int64_t place = number_of(result, s.signal_each, s.signals) * s.length;
    const bool is_pair = k.load == fft_load_signal_pairs;
    const int64_t at = s.origin + segment * s.hop + (is_pair ? 2 * j : j);
    const bool has_first = at >= 0 && at < s.length;
    if (!is_pair) {
        return has_first ? static_cast<const fft_number<T> *>(k.in)[place + at]
                         : fft_number<T>{0, 0};
    }
    const bool has_second = at + 1 >= 0 && at + 1 < s.length;
    return {has_first ? load_real<T>(k, k.in, place + at) : 0,
            has_second ? load_real<T>(k, k.in, place + at + 1) : 0};
}

/* As the passes want it; the rest of a convolution is zero. */
template <class T>
__device__ __forceinline__ fft_number<T> fft_load(const fft_lines &k, const fft_place &place,
                                                  int64_t j) {
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
    if (k.middle == fft_middle_rader) {
        const int32_t log = j ? k.logs[j] : 0;
        return j == 0 ? line[k.n] : swapped(line[log ? k.n - log : 0]);
    }
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

/* Element j of a line's real result. */
template <class T>
__device__ __forceinline__ void store_real_of(const fft_lines &k, const fft_place &place, int64_t j,
                                              T x) {
    x = k.window_out ? x * load_real<T>(k, k.window_out, j) : x;
    store_real(k, k.out, place.at + j * k.to.step, x);
}

/* `number`: which of the lines of a longer transform this one is. */
template <class T>
__device__ __forceinline__ void fft_store(const fft_lines &k, const fft_number<T> *line,
                                          const fft_place &place, int64_t j) {
    fft_number<T> *numbers = static_cast<fft_number<T> *>(k.out) + place.at;
    const int64_t step = k.to.step;
    const T scale = static_cast<T>(k.scale);
    fft_number<T> x =
        k.store == fft_store_split ? split_number(k, line, j) : fft_result(k, line, j);
    x = k.longer ? x * fft_root<T>(place.number * j, k.longer) : x;
    x = k.swaps_out ? swapped(x) : x;
    x = {scale * x.re, scale * x.im};
    switch (k.store) {
    case fft_store_pairs:
        store_real_of(k, place, 2 * j, x.re);
        store_real_of(k, place, 2 * j + 1, x.im);
        break;
    case fft_store_real:
        store_real_of(k, place, j, x.re);
        break;
    case fft_store_split:
        numbers[j * step] = x;
        if (k.whole && j > 0 && j < k.points) {
            numbers[(2 * k.points - j) * step] = conjugated(x);
        }
        break;
    default:
        numbers[j * step] =
            k.window_out
                ? x * static_cast<const fft_number<T> *>(k.window_out)[element_of(k, place, j)]
                : x;
    }
}

/* Element i of what a segment gives of its result. */
template <class T>
__device__ __forceinline__ void store_signal(const fft_lines &k, const fft_number<T> *line,
                                             uint32_t number, int64_t i) {
    const fft_signals &s = k.signals;
    const uint32_t result = divide(number, s.segments);
    const int64_t at = (number - result * s.segments.divisor) * s.hop + i;
    if (at >= s.result_length) {
        return;
    }
    const int64_t place = result * s.result_length + at, from = s.skip + i;
    const T scale = static_cast<T>(k.scale);
    if (k.store == fft_store_signal_pairs) {
        const fft_number<T> x = swapped(line[from / 2]);
        store_real(k, k.out, place, scale * (from % 2 ? x.im : x.re));
    } else {
        const fft_number<T> x = swapped(line[from]);
        static_cast<fft_number<T> *>(k.out)[place] = {scale * x.re, scale * x.im};
    }
}

/* ---- Convolutions ---------------------------------------------------------------------------- */

/* Frequencies j and n - j of pairs of real numbers: those of the numbers themselves, times the
 * filter's, and back, twice as large; parts swapped for the way back. */
template <class T>
__device__ __forceinline__ void filter_pair(const fft_lines &k, const fft_number<T> *filter,
                                            fft_number<T> *line, uint32_t j) {
    const uint32_t n = static_cast<uint32_t>(k.n);
    const fft_number<T> z = line[j], mirror = conjugated(line[j ? n - j : 0]);
    if (j == 0) {
        const T first = (z.re + z.im) * filter[0].re, last = (z.re - z.im) * filter[n].re;
        line[0] = {first - last, first + last};
        return;
    }
    const T half = static_cast<T>(0.5);
    const fft_number<T> w = fft_root<T>(j, 2 * n), sum = z + mirror, other = z - mirror;
    const fft_number<T> e = {half * sum.re, half * sum.im};
    const fft_number<T> o = fft_number<T>{half * other.im, -half * other.re} * w;
    const fft_number<T> a = (e + o) * filter[j], b = (e - o) * conjugated(filter[n - j]);
    const fft_number<T> even = a + b, odd = (a - b) * conjugated(w);
    line[j] = swapped(unturned(even, odd));
    line[n - j] = swapped(conjugated(turned(even, odd)));
}

template <class T>
__device__ __forceinline__ void fft_multiply(const fft_lines &k, const fft_block &b,
                                             fft_number<T> *lines) {
    const uint32_t n = static_cast<uint32_t>(k.n);
    const bool are_pairs = k.middle == fft_middle_filter_pairs;
    const uint32_t items = are_pairs ? n / 2 + 1 : n;
    for (uint32_t i = threadIdx.x; i < b.held * items; i += blockDim.x) {
        const uint32_t l = are_pairs ? i / items : divide(i, k.by_n), j = i - l * items;
        fft_number<T> *line = lines + l * k.room;
        const fft_number<T> *spectrum = static_cast<const fft_number<T> *>(k.spectrum);
        if (k.middle == fft_middle_filter || are_pairs) {
            const fft_signals &s = k.signals;
            const uint32_t result = divide(static_cast<uint32_t>(b.first) + l, s.segments);
            spectrum += static_cast<int64_t>(number_of(result, s.filter_each, s.filters)) *
                        (are_pairs ? n + 1 : n);
        }
        if (are_pairs) {
            filter_pair(k, spectrum, line, j);
            continue;
        }
        fft_number<T> x = line[j] * spectrum[j];
        if (k.middle == fft_middle_rader && j == 0) { /* line[0] is the sum of all but one */
            const fft_number<T> apart = line[n];
            line[n] = line[0] + apart;
            x = x + apart;
        }
        line[j] = swapped(x);
    }
    __syncthreads();
}

/* ---- The transform of a block's lines -------------------------------------------------------- */

template <class T>
__device__ __forceinline__ void load_block(const fft_lines &k, const fft_block &b,
                                           fft_number<T> *lines) {
    const bool are_signals = k.load >= fft_load_signal, is_rader = k.middle == fft_middle_rader;
    const uint32_t wanted = k.by_n_in.divisor * (k.from.by_lines ? k.by_block.divisor : b.held);
    for (uint32_t i = threadIdx.x; i < wanted; i += blockDim.x) {
        const fft_item at = item_of(k, i, k.by_n_in, k.from.by_lines);
        if (at.line >= b.held) {
            continue;
        }
        const fft_number<T> x =
            are_signals ? load_signal<T>(k, static_cast<uint32_t>(b.first) + at.line, at.j)
                        : fft_load<T>(k, place_of(k, k.from, b, at.line), at.j);
        const uint32_t j = !is_rader ? at.j : at.j ? k.logs[at.j] : static_cast<uint32_t>(k.n);
        lines[at.line * k.room + j] = x;
    }
    __syncthreads();
}

template <class T>
__device__ __forceinline__ void store_block(const fft_lines &k, const fft_block &b,
                                            const fft_number<T> *lines) {
    const uint32_t wanted = k.by_n_out.divisor * (k.to.by_lines ? k.by_block.divisor : b.held);
    for (uint32_t i = threadIdx.x; i < wanted; i += blockDim.x) {
        const fft_item at = item_of(k, i, k.by_n_out, k.to.by_lines);
        if (at.line >= b.held) {
            continue;
        }
        const fft_number<T> *line = lines + at.line * k.room;
        if (k.store >= fft_store_signal) {
            store_signal(k, line, static_cast<uint32_t>(b.first) + at.line, at.j);
        } else {
            fft_store(k, line, place_of(k, k.to, b, at.line), at.j);
        }
    }
}

/* One block of a multiprocessor may have all of its registers. */
template <class T, int held_most, int threads>
__global__ void __launch_bounds__(threads, 1) fft_kernel(const __grid_constant__ fft_lines k) {
    TN_DYNAMIC_SHARED(fft_number<T>, lines);
    const fft_block b = block_of(k);
    load_block(k, b, lines);
    for (bool is_back = false;; is_back = true) {
        fft_passes<T, held_most>(k, lines, b.held);
        if (is_back || k.middle == fft_middle_none) {
            break;
        }
        fft_multiply(k, b, lines);
    }
    store_block(k, b, lines);
}

/* ---- Long lines: what one pass over memory each does ----------------------------------------- */

__device__ __forceinline__ fft_place place_of_line(const fft_lines &k, const fft_side &side,
                                                   int64_t line) {
    const int64_t outer = line / k.beside, number = line - outer * k.beside;
    return {outer * side.outer + number * side.line, number};
}

/* Element j of each line of n: brought to lines of complex numbers next to each other, `room` each,
 * and back. The same loads and stores as above. */
template <class T> __global__ void fft_gather_kernel(const __grid_constant__ fft_lines k) {
    fft_number<T> *to = static_cast<fft_number<T> *>(k.out);
    for (int64_t i = first_item(); i < k.lines * k.room; i += item_step()) {
        const int64_t line = i / k.room, j = i - line * k.room;
        to[i] = fft_load<T>(k, place_of_line(k, k.from, k.first + line), j);
    }
}

template <class T> __global__ void fft_scatter_kernel(const __grid_constant__ fft_lines k) {
    const fft_number<T> *from = static_cast<const fft_number<T> *>(k.in);
    for (int64_t i = first_item(); i < k.lines * k.n_out; i += item_step()) {
        const int64_t line = i / k.n_out, j = i - line * k.n_out;
        fft_store<T>(k, from + line * k.room, place_of_line(k, k.to, k.first + line), j);
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

/* The powers of a generator modulo the prime n + 1: in `logs` their exponents, in `out` the roots
 * of one in the order of the inverse's powers, over n. */
template <class T> __global__ void fft_rader_kernel(const __grid_constant__ fft_lines k) {
    fft_number<T> *to = static_cast<fft_number<T> *>(k.out);
    const uint32_t n = static_cast<uint32_t>(k.n), prime = n + 1;
    const T scale = static_cast<T>(1.0 / static_cast<double>(n));
    for (uint32_t m = static_cast<uint32_t>(first_item()); m < n;
         m += static_cast<uint32_t>(item_step())) {
        uint32_t power = 1, square = static_cast<uint32_t>(k.generator);
        for (uint32_t rest = m; rest; rest /= 2, square = square * square % prime) {
            power = rest % 2 ? power * square % prime : power;
        }
        k.logs[power] = static_cast<int32_t>(m);
        to[m ? n - m : 0] = scaled(scale, fft_root<T>(power, prime));
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
    case fft_step_rader:
        return launch(fft_rader_kernel<T>, blocks_for(k.n, threads), dim3(threads), 0, stream, k);
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
