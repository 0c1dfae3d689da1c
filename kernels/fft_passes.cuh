/* fft_passes.cuh: what both fft.cu and fft_conv.cu plan with: which lengths a block transforms, by
 * which passes, and how many lines of them it holds. */
#ifndef TN_FFT_PASSES_CUH
#define TN_FFT_PASSES_CUH

#include <initializer_list>

#include "kernels/fft_lines.cuh"

namespace tn {

/* Complex numbers that a block of the current device may hold: as one line that is a power of two,
 * and in any other way. */
struct fft_limits {
    int64_t power_of_two, any;
};

inline int find_limits(uint8_t dtype, fft_limits *limits) {
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
    limits->power_of_two = 1;
    while (2 * limits->power_of_two <= smaller(fits, 2 * most)) {
        limits->power_of_two *= 2;
    }
    limits->any = smaller(fits, most);
    return 0;
}

inline bool fits_block(const fft_limits &limits, int64_t n) {
    return n <= limits.any || (n <= limits.power_of_two && (n & (n - 1)) == 0);
}

inline int divide_out(int64_t *n, int64_t factor) {
    int count = 0;
    for (; *n % factor == 0; count++) {
        *n /= factor;
    }
    return count;
}

/* Without a prime factor beyond 13. */
inline bool is_smooth(int64_t n) {
    for (int64_t factor : {2, 3, 5, 7, 11, 13}) {
        divide_out(&n, factor);
    }
    return n == 1;
}

/* The radices of passes for a smooth n, as few as there can be; returns how many. */
inline int choose_radices(int64_t n, int (&radices)[fft_max_passes]) {
    int count = 0;
    const auto add = [&](int radix, int times) {
        for (; times > 0; times--) {
            radices[count++] = radix;
        }
    };
    add(13, divide_out(&n, 13));
    add(11, divide_out(&n, 11));
    add(7, divide_out(&n, 7));
    int fives = divide_out(&n, 5), threes = divide_out(&n, 3), twos = divide_out(&n, 2);
    add(9, threes / 2);
    if (threes % 2) {
        const int with = twos % 3; /* twos that leave eights alone */
        add(3 << with, 1);
        twos -= with;
    }
    const int tens = fives < twos % 3 ? fives : twos % 3;
    add(10, tens);
    add(5, fives - tens);
    twos -= tens;
    if (twos % 3 == 1 && twos > 1) {
        add(8, twos / 3 - 1);
        add(4, 2);
    } else {
        add(8, twos / 3);
        add(1 << twos % 3, twos % 3 > 0);
    }
    return count;
}

/* Elements of a strided line lie in sectors of this many bytes with those of its neighbours. */
constexpr int64_t sector_bytes = 32;

/* The passes for k->n points, how many lines a block takes, and how it counts elements. */
inline void set_passes(fft_lines *k, uint8_t dtype, const fft_limits &limits) {
    int radices[fft_max_passes];
    int64_t s = 1;
    k->n_passes = choose_radices(k->n, radices);
    for (int i = 0; i < k->n_passes; s *= radices[i++]) {
        k->passes[i] = {radices[i], make_divisor(k->n / radices[i]), make_divisor(s)};
    }
    constexpr int64_t usual = 1024;
    const bool is_apart = k->middle == fft_middle_rader;
    const int64_t room = k->n | 1; /* odd: lines begin in different banks */
    int64_t held = k->n < usual ? usual / k->n : 1;
    if (k->from.by_lines || k->to.by_lines) {
        const int64_t wanted = sector_bytes / (dtype == TN_C128 ? 16 : 8);
        while (held < wanted && (held + 1) * room <= limits.any) {
            held++;
        }
    }
    k->lines_a_block = smaller(k->lines, held);
    k->room = k->lines_a_block > 1 ? room : k->n;
    k->room = is_apart && k->room == k->n ? k->n + 1 : k->room;
    k->n_in = is_apart ? k->points : k->n;
    k->by_n = make_divisor(k->n);
    k->by_n_in = make_divisor(k->n_in);
    k->by_n_out = make_divisor(k->n_out);
    k->by_block = make_divisor(k->lines_a_block);
}

/* Lines of n numbers next to each other. */
inline fft_lines rows_of(int64_t n, int64_t lines, const void *in, void *out) {
    fft_lines k = {};
    k.in = in;
    k.out = out;
    k.n = k.points = k.given = k.n_out = k.room = n;
    k.lines = lines;
    k.beside = 1;
    k.from = k.to = {n, 0, 1, false};
    k.scale = 1;
    return k;
}

/* The least of factor, 2 factor, 4 factor, ... from `least` on; and of those of a few factors, all
 * of quick passes, the shortest that is allowed, or 0. */
inline int64_t quick_length(int64_t least, int64_t factor) {
    int64_t n = factor;
    while (n < least) {
        n *= 2;
    }
    return n;
}
template <class F> int64_t shortest_length(int64_t least, const F &allows) {
    int64_t best = 0;
    for (int64_t factor : {1, 3, 5, 7, 9, 15}) {
        const int64_t n = quick_length(least, factor);
        best = allows(n) && (best == 0 || n < best) ? n : best;
    }
    return best;
}

} // namespace tn

#endif
