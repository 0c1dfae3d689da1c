/* fft_host.h: how the host transforms: plans (fft_plan.c), loops over lines side by side, one for
 * each element type and instruction set (fft_lanes.h), and who calls them (fft_host.c).
 *
 * Lines are worked on in groups, a line in each lane of the vectors: element j of a group is a
 * vector of real parts and one of imaginary parts. So every butterfly is the same few vector
 * operations whatever the length, and a group costs the same with one line in it as with all. A
 * long single line of a * b points is first a lines of b points, then b lines of a. */
#ifndef TNI_FFT_HOST_H
#define TNI_FFT_HOST_H

#include "host/host.h"

enum { TNI_FFT_LANES_MAX = 16, TNI_FFT_MAX_PASSES = 64 };
/* Primes up to here have butterflies of their own; up to the next one sums over all pairs of
 * elements are quicker than a convolution. */
enum { TNI_FFT_LARGEST_CODELET = 13, TNI_FFT_LARGEST_DIRECT = 61 };

typedef struct tni_fft_plan tni_fft_plan;

/* A transform of prime length p as a cyclic convolution (Rader, Proc. IEEE 56, 1968): elements in
 * the order of the powers of a generator, spectrum that of the roots of one in the order of its
 * inverse's powers. `inner` has p - 1 points, or enough for a convolution filled with zeros. */
typedef struct tni_fft_rader {
    int32_t *from, *to;        /* powers of the generator, and of its inverse; p - 1 each */
    void *spectrum;            /* complex, inner->n; over inner->n */
    const tni_fft_plan *inner; /* owned */
} tni_fft_rader;

/* One pass of Stockham's algorithm: element q + s (radix p + k) is made of elements
 * q + s (p + m j), for all j and k below radix, p below m, q below s. */
typedef struct tni_fft_pass {
    int64_t radix, m, s;
    void *twiddles;       /* [m][radix - 1] complex: exp(-2 pi i p k / (radix m)), k from 1 */
    void *roots;          /* direct sums: cos, then sin of 2 pi k / radix, k < radix each */
    tni_fft_rader *rader; /* NULL: a codelet or direct sums */
} tni_fft_pass;

/* Transforms of n points in lanes. Depends on n and the element type alone. */
struct tni_fft_plan {
    int64_t n, scratch; /* elements (of a vector's lanes) that passes need besides two buffers */
    double cost;        /* of an element, in units of about a vector's addition */
    int n_passes;
    tni_fft_pass passes[TNI_FFT_MAX_PASSES];
};

/* Where elements of a group's lines are: element j of line l at at[l] + j * step from where the
 * group begins, its imaginary part `imag` further, in units of the real type. */
typedef enum tni_fft_layout {
    TNI_FFT_ANYHOW,
    TNI_FFT_BESIDE, /* complex numbers of one element side by side: at[l] = 2 l, imag 1 */
    TNI_FFT_APART,  /* the same for real and imaginary parts apart: at[l] = l */
    TNI_FFT_ALONG,  /* complex numbers of one line side by side: step 2, imag 1 */
} tni_fft_layout;
typedef struct tni_fft_side {
    int64_t at[TNI_FFT_LANES_MAX], step, imag;
    uint8_t layout;     /* tni_fft_layout; for whole groups */
    bool is_real;       /* imaginary parts are zero, or dropped */
    bool are_pairs;     /* real numbers two and two: real and imaginary parts */
    bool swaps;         /* real and imaginary parts change places: so a transform is an inverse */
    const void *window; /* NULL, or what the numbers outside are multiplied with, of their type */
} tni_fft_side;

/* What happens between loading and storing besides the transform. */
typedef enum tni_fft_step {
    TNI_FFT_PLAIN,
    TNI_FFT_SPLIT_REAL, /* spectrum of 2 n real numbers from that of pairs */
    TNI_FFT_JOIN_REAL,  /* and back, parts swapped: n + 1 elements are read */
    TNI_FFT_COMPLETE,   /* n / 2 + 1 elements are read, the others are their conjugates */
} tni_fft_step;

/* What groups of a call have in common. */
typedef struct tni_fft_group {
    const tni_fft_plan *plan;
    tni_fft_side in, out;
    int64_t n_in, n_out;   /* elements that are there before the first step, and stored */
    int64_t given;         /* of n_in those that are loaded, the rest is zero; */
    bool half;             /* but for the real part of the next one */
    uint8_t before, after; /* tni_fft_step */
    bool whole;            /* stored elements beyond n_in are conjugates of earlier ones */
    const void *halves;    /* exp(-2 pi i k / 2 n), k <= n / 2, for steps of real numbers */
    int64_t twiddle_row;   /* elements of a row of twiddles */
    double scale;
} tni_fft_group;

/* One group of at most as many lines as there are lanes. */
typedef struct tni_fft_work {
    const void *in;
    void *out;
    const void *twiddles; /* NULL, or complex: line l's element k is multiplied by that in row k */
    int lines;
    int rest;     /* lines that have one more element than the others: the first ones */
    void *buffer; /* for tni_fft_buffer elements, aligned to vectors */
} tni_fft_work;

/* The loops of an element type. */
typedef struct tni_fft_loops {
    int lanes;
    void (*run)(const tni_fft_group *g, const tni_fft_work *w);
    /* out[j] = in[j] * w[j], complex; swaps: parts of in change places first. */
    void (*turn)(int64_t n, const void *in, const void *w, void *out, bool swaps);
    /* One contiguous line: the steps of real numbers in memory, n and halves as in a group. */
    void (*split_real)(int64_t n, void *line, const void *halves);
    void (*join_real)(int64_t n, const void *in, void *line, const void *halves);
} tni_fft_loops;
#define TNI_FFT_LOOPS(isa) extern const tni_fft_loops tni_fft_f32_##isa, tni_fft_f64_##isa;
TNI_FFT_LOOPS(base)
TNI_FFT_LOOPS(avx2)
TNI_FFT_LOOPS(avx512)
#undef TNI_FFT_LOOPS
const tni_fft_loops *tni_fft_loops_of(bool is_wide); /* f64 */

/* Elements of a group's buffer: of a plan, and one more for steps of real numbers. */
static inline int64_t tni_fft_buffer(const tni_fft_plan *plan, int64_t n_elements) {
    const int64_t n = n_elements > plan->n ? n_elements : plan->n;
    return 2 * (n + 1) + plan->scratch;
}

/* ---- Plans of whole lines -------------------------------------------------------------------- */

typedef enum tni_fft_way {
    TNI_FFT_IN_LANES, /* lines side by side, one in a lane */
    TNI_FFT_SPLIT,    /* line by line, each as rows and columns */
    TNI_FFT_CHIRP,    /* line by line, each as a convolution with a chirp (Bluestein) */
} tni_fft_way;

/* Complex transforms of n points: how, and its tables. */
typedef struct tni_fft_key {
    int64_t n;
    uint8_t is_wide;  /* f64 */
    uint8_t lanes;    /* of the vectors in use */
    uint8_t lines;    /* that there are, at most `lanes` */
    uint8_t scatters; /* elements of a line do not lie side by side */
} tni_fft_key;
typedef struct tni_fft_line tni_fft_line;
struct tni_fft_line {
    tni_fft_key key;
    uint8_t way; /* tni_fft_way */
    bool is_cached;
    int users;
    int64_t bytes;
    tni_fft_plan *rows; /* IN_LANES all n points; SPLIT: columns->n lines of rows->n points */
    tni_fft_plan *columns;
    void *twiddles;      /* SPLIT: [rows->n][columns->n] complex */
    void *chirp;         /* CHIRP: exp(-pi i j^2 / n), n of them */
    void *chirp_back;    /* CHIRP: its conjugate, as long as the convolution */
    void *spectrum;      /* CHIRP: of the convolution with its conjugate, over its length */
    tni_fft_line *inner; /* CHIRP: of the convolution's length; owned */
    void *halves;        /* exp(-2 pi i k / 2 n), k <= n / 2: for 2 n real numbers */
};

/* fft_line.c: NULL with tn_kernel_error filled. Held until it is left. */
tni_fft_line *tni_fft_take(int64_t n, tn_dtype real, int64_t lines, bool scatters);
void tni_fft_leave(tni_fft_line *plan);

/* One contiguous line of n complex numbers; out may be in. The buffer has tni_fft_line_bytes. */
typedef struct tni_fft_job {
    const tni_fft_line *plan;
    const void *in;
    int64_t given; /* elements of in; what is behind them is zero */
    void *out;
    const void *times; /* NULL, or what results are multiplied by, and room for a vector */
    bool inverse;
    bool turns; /* real and imaginary parts of results change places */
    double scale;
    int threads;
} tni_fft_job;
size_t tni_fft_line_bytes(const tni_fft_line *plan, int threads);
void tni_fft_run_line(const tni_fft_job *job, void *buffer);

/* Bytes of a group's buffer, a multiple of 64. */
static inline size_t tni_fft_group_bytes(const tni_fft_plan *plan, int64_t elements, int lanes,
                                         bool is_wide) {
    const int64_t pairs = tni_fft_buffer(plan, elements);
    return ((size_t)pairs * 2 * (size_t)lanes * (is_wide ? 8 : 4) + 63) / 64 * 64;
}

/* fft_plan.c: the parts of plans. Memory is aligned to 64 bytes, for free(); NULL without an
 * error. */
void *tni_fft_alloc(size_t bytes);
tni_fft_plan *tni_fft_make_plan(int64_t n, tn_dtype real);
void tni_fft_free_plan(tni_fft_plan *plan);
/* About what an element of a transform of n points in lanes costs, in vector additions. */
double tni_fft_cost(int64_t n);
/* Elements of the buffers that it works on. */
int64_t tni_fft_footprint(int64_t n);
int64_t tni_fft_largest_factor(int64_t n);
int64_t tni_fft_smooth_length(int64_t least);
/* out[i] = exp(-2 pi i k / n), complex f32 or f64, 0 <= k < n. */
void tni_fft_put_root(void *out, tn_dtype real, int64_t i, int64_t k, int64_t n);
/* The same for k = start + i * step modulo n, count of them; false without memory. */
bool tni_fft_fill_roots(void *out, tn_dtype real, int64_t n, int64_t start, int64_t step,
                        int64_t count);

#endif
