/* fft_lines.cuh: what a launch of transforms is told, between those who plan (fft.cu, fft_conv.cu)
 * and the kernels of fft.cuh. */
#ifndef TN_FFT_LINES_CUH
#define TN_FFT_LINES_CUH

#include "kernels/launch.cuh"

namespace tn {

/* Numbers that a thread holds at most, twice as many where lines are powers of two; threads of a
 * block at most. */
constexpr int fft_held = 8;
template <class T> constexpr int fft_threads = sizeof(T) == 4 ? 1024 : 512;

enum fft_loading : uint8_t {
    fft_load_numbers,
    fft_load_pairs,        /* two real numbers are a complex one */
    fft_load_real,         /* imaginary parts are zero */
    fft_load_joined,       /* from points + 1 frequencies of real numbers, two and two */
    fft_load_completed,    /* from points / 2 + 1 frequencies of real numbers */
    fft_load_signal,       /* a segment of a signal, zero where it has no elements; */
    fft_load_signal_pairs, /* of real numbers, two and two */
};
enum fft_storing : uint8_t {
    fft_store_numbers,
    fft_store_pairs,
    fft_store_real,
    fft_store_split, /* points + 1 frequencies of real numbers that went in two and two */
    fft_store_signal,
    fft_store_signal_pairs,
};

/* Between a transform and the way back: products with `spectrum`. */
enum fft_middle : uint8_t {
    fft_middle_none,
    fft_middle_product,      /* of all numbers */
    fft_middle_rader,        /* and what stands apart is added: see fft_lines::logs */
    fft_middle_filter,       /* with the filter's of the line; */
    fft_middle_filter_pairs, /* of real numbers that went in two and two */
};

/* Where lines and their elements are, in units of the side's type: of every `beside` lines one
 * comes `line` after the other, and the next ones lie `outer` further. */
struct fft_side {
    int64_t outer, line, step;
    bool by_lines; /* neighbouring lines lie beside each other, and elements do not */
};

/* Signals that are cut into segments, a line each, and filtered. Line l is segment l % segments of
 * result l / segments, whose signal and filter are number (result / each) % count. Elements of a
 * segment begin at origin + segment * hop of the signal; `skip` of its results have wrapped around,
 * the next `hop` are those of the result from segment * hop on. */
struct fft_signals {
    fast_divisor segments, signal_each, signals, filter_each, filters;
    int64_t length, origin, hop, skip, result_length;
};

struct fft_pass_shape {
    int radix;
    fast_divisor a_line, s; /* butterflies of a line; elements that earlier passes have joined */
};

/* No line in a block has more factors. */
enum { fft_max_passes = 14 };
struct fft_lines {
    const void *in;
    void *out;
    const void *spectrum;
    const void *window_in, *window_out; /* NULL, or what elements are multiplied with */
    /* Rader: a prime number of points is transformed as a convolution of n = points - 1, in the
     * order of the powers of a generator: element j's place is logs[j]. Element 0 and frequency 0
     * stand apart, behind the line. */
    int32_t *logs;
    fft_side from, to;
    fft_signals signals;
    int64_t lines, beside;
    int64_t first;       /* the number of the first line, where lines are gathered and scattered */
    int64_t n, points;   /* transformed; of them loaded, the rest is zero */
    int64_t given;       /* elements of `in` a line, in its own type; those behind them are zero */
    int64_t n_in, n_out; /* put into the block, and stored */
    int64_t room;        /* numbers from line to line in the block */
    int64_t lines_a_block;
    fast_divisor by_n, by_n_in, by_n_out, by_block; /* n, n_in, n_out, lines_a_block */
    int64_t
        longer;    /* not 0: element j of line c of those beside is turned by c j longer-th turns */
    int64_t chirp; /* not 0: a transform of so many points as a convolution of n */
    int32_t generator; /* of the powers in `logs` */
    double scale;
    uint8_t load, store, middle;
    uint8_t real; /* dtype of real numbers outside */
    bool swaps_in, swaps_out, whole;
    bool is_part; /* element j is number j * beside + the line's number of a longer one */
    int n_passes;
    fft_pass_shape passes[fft_max_passes];
};

/* lines: transforms in shared memory. gather: loads lines to `out`, `room` apart. scatter: stores
 * those of `in`. chirp: one line of its conjugate to `out`. rader: one line of the roots of one
 * that a prime number of points is convolved with to `out`, and `logs`. times: lines of `out`,
 * `room` apart, times the spectrum, parts swapped. */
enum fft_step {
    fft_step_lines,
    fft_step_gather,
    fft_step_scatter,
    fft_step_chirp,
    fft_step_rader,
    fft_step_times
};
int fft_give_c64(fft_step step, const fft_lines &k, void *stream);
int fft_give_c128(fft_step step, const fft_lines &k, void *stream);
inline int fft_give(uint8_t dtype, fft_step step, const fft_lines &k, void *stream) {
    return dtype == TN_C128 ? fft_give_c128(step, k, stream) : fft_give_c64(step, k, stream);
}

} // namespace tn

#endif
