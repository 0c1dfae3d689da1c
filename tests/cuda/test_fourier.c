/* The simulated cuFFT against sums written out. */
#include "fourier_case.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096 };

static size_t place_of(const layout *l, int rank, size_t batch, size_t i) {
    long long index[3] = {0}, at = 0;
    for (int d = rank - 1; d >= 0; d--) {
        index[d] = (long long)i % l->n[d];
        i /= (size_t)l->n[d];
    }
    for (int d = 0; d < rank; d++) {
        at = (d > 0 ? at * l->embed[d] : 0) + index[d];
    }
    return batch * (size_t)l->distance + (size_t)(at * l->stride);
}

static size_t elements_of(const layout *l, const fft_case *c) {
    size_t last = 0;
    for (size_t i = 0; i < count_of(l->n, c->rank); i++) {
        const size_t at = place_of(l, c->rank, (size_t)c->batch - 1, i);
        last = at > last ? at : last;
    }
    return last + 1;
}

/* Element k of the transform, by its definition. */
static double _Complex sum_of(const double _Complex *x, const fft_case *c, size_t k) {
    double _Complex sum = 0;
    for (size_t j = 0; j < count_of(c->n, c->rank); j++) {
        double turns = 0;
        for (size_t d = (size_t)c->rank, rest_k = k, rest_j = j; d-- > 0;) {
            const size_t n = (size_t)c->n[d];
            turns += (double)(rest_k % n * (rest_j % n) % n) / (double)n;
            rest_k /= n;
            rest_j /= n;
        }
        sum += x[j] * cexp(c->direction * 2 * M_PI * turns * I);
    }
    return sum;
}

/* Where element i of a side is in the whole array. */
static size_t whole_index(const layout *l, const fft_case *c, size_t i) {
    const size_t kept = (size_t)l->n[c->rank - 1];
    return i / kept * (size_t)c->n[c->rank - 1] + i % kept;
}

/* What goes in, and what has to come out, of transform b. Where numbers are real on one side, the
 * other side has those of a real array. */
static void fill(const fft_case *c, size_t b, void *in, double _Complex *want) {
    static double _Complex x[MOST], y[MOST];
    const size_t n = count_of(c->n, c->rank);
    const bool to_real = !is_complex_type(c->out.type),
               is_real = to_real || !is_complex_type(c->in.type);
    fft_case back = *c;
    back.direction = CUFFT_FORWARD;
    for (size_t i = 0; i < n; i++) {
        y[i] = next_number() + (is_real ? 0 : next_number() * I);
    }
    for (size_t i = 0; i < n; i++) {
        x[i] = to_real ? sum_of(y, &back, i) : y[i];
    }
    for (size_t i = 0; i < count_of(c->in.n, c->rank); i++) {
        put_element(in, place_of(&c->in, c->rank, b, i), c->in.type, x[whole_index(&c->in, c, i)]);
    }
    for (size_t i = 0; i < n && !to_real; i++) { /* as they were rounded */
        x[i] = element(in, place_of(&c->in, c->rank, b, i), c->in.type);
    }
    for (size_t i = 0; i < count_of(c->out.n, c->rank); i++) {
        want[i] = to_real ? (double)n * y[i] : sum_of(x, c, whole_index(&c->out, c, i));
    }
}

/* What is no result holds what it did before, but for input that goes to real numbers in place:
 * that is spoiled. `before` is NULL where all of it was 0xee. */
static void compare_gaps(const fft_case *c, const unsigned char *out, const unsigned char *before,
                         const bool *is_result) {
    static bool is_spoiled[MOST];
    const bool to_real = !is_complex_type(c->out.type);
    const size_t bytes = bytes_of(c->out.type), n = count_of(c->in.n, c->rank);
    size_t end = elements_of(&c->out, c);
    memset(is_spoiled, 0, sizeof is_spoiled);
    for (size_t i = 0; i < (size_t)c->batch * n && c->in_place && to_real; i++) {
        const size_t at = place_of(&c->in, c->rank, i / n, i % n);
        is_spoiled[2 * at] = is_spoiled[2 * at + 1] = true;
        end = end > 2 * at + 2 ? end : 2 * at + 2;
    }
    for (size_t i = 0; i < end; i++) {
        unsigned char old[16];
        memset(old, 0xee, sizeof old);
        if (before) {
            memcpy(old, before + i * bytes, bytes);
        }
        cr_expect(is_result[i] || (memcmp(out + i * bytes, old, bytes) != 0) == is_spoiled[i],
                  "%d to %d, element %d, which is no result, is %s", c->in.type, c->out.type,
                  (int)i, is_spoiled[i] ? "left" : "written");
    }
}

static void compare(const fft_case *c, const void *out, const void *before,
                    double _Complex *const want) {
    static bool is_result[MOST];
    const size_t n = count_of(c->out.n, c->rank);
    const double bound = 16 * unit_of(c->out.type) * (double)count_of(c->n, c->rank) *
                         (is_complex_type(c->out.type) ? 1 : 8);
    memset(is_result, 0, sizeof is_result);
    for (size_t b = 0; b < (size_t)c->batch; b++) {
        for (size_t i = 0; i < n; i++) {
            const size_t at = place_of(&c->out, c->rank, b, i);
            const double off = cabs(element(out, at, c->out.type) - want[b * n + i]);
            is_result[at] = true;
            cr_expect(off <= bound,
                      "%d to %d, rank %d, %lld x %lld x %lld, transform %d, element %d: "
                      "off by %g",
                      c->in.type, c->out.type, c->rank, c->n[0], c->n[1], c->n[2], (int)b, (int)i,
                      off);
        }
    }
    compare_gaps(c, out, before, is_result);
}

static void run_case(fft_case *c) {
    static double _Complex want[MOST];
    const size_t n_in = elements_of(&c->in, c) * bytes_of(c->in.type);
    const size_t n_out = elements_of(&c->out, c) * bytes_of(c->out.type);
    const size_t bytes = c->in_place && n_out > n_in ? n_out : n_in;
    char *data = calloc(1, bytes), *result = calloc(1, bytes > n_out ? bytes : n_out);
    for (size_t b = 0; b < (size_t)c->batch; b++) {
        fill(c, b, data, want + b * count_of(c->out.n, c->rank));
    }
    cufftHandle plan = 0;
    size_t area_bytes = 0;
    cudaStream_t stream = new_stream();
    TRY_FFT(cufftCreate(&plan));
    TRY_FFT(cufftSetAutoAllocation(plan, 0));
    cr_assert_eq(make_plan(plan, c, &area_bytes), CUFFT_SUCCESS, "%s", sim()->fault());
    void *area = area_bytes ? device_memory(area_bytes, NULL) : NULL;
    void *in = device_memory(bytes, data), *out = c->in_place ? in : device_memory(n_out, NULL);
    TRY_FFT(cufftSetStream(plan, stream));
    TRY_FFT(cufftSetWorkArea(plan, area));
    /* That of a transform with real numbers does not count. */
    const int direction = c->in.type == c->out.type ? c->direction : -c->direction;
    TRY_FFT(cufftXtExec(plan, in, out, direction));
    fetch(result, out, c->in_place ? bytes : n_out, stream);
    compare(c, result, c->in_place ? data : NULL, want);
    if (!c->in_place) {
        fetch(result, in, bytes, stream);
        cr_expect_eq(memcmp(result, data, bytes) == 0, is_complex_type(c->out.type),
                     "what goes to real numbers spoils its input, and nothing else does");
        cuda()->cudaFree(out);
    }
    TRY_FFT(cufftDestroy(plan));
    cuda()->cudaFree(in);
    cuda()->cudaFree(area);
    free_stream(stream);
    free(data);
    free(result);
}

/* ---- Cases ----------------------------------------------------------------------------------- */

static bool is_pow2(const fft_case *c) {
    bool is_all = true;
    for (int d = 0; d < c->rank; d++) {
        is_all = is_all && (c->n[d] & (c->n[d] - 1)) == 0;
    }
    return is_all;
}

/* Gaps between elements, where they may be, rows, planes and transforms. */
static void spread(const fft_case *c, layout *l, long long stride) {
    l->stride = stride;
    l->distance = stride;
    for (int d = 0; d < c->rank; d++) {
        l->embed[d] = l->n[d] + 1 + d;
        l->distance *= l->embed[d];
    }
    l->distance += 3;
}

static void run_layouts(int shape, int in, int out, int direction) {
    fft_case packed = case_of(shape, in, out, direction, 1);
    if (bytes_of(complex_of(in)) == 4 && !is_pow2(&packed)) {
        return;
    }
    packed.is_packed = true;
    run_case(&packed);
    fft_case batched = case_of(shape, in, out, direction, 3);
    run_case(&batched);
    const bool is_free = bytes_of(complex_of(in)) > 4;
    fft_case spread_out = case_of(shape, in, out, direction, 2);
    spread(&spread_out, &spread_out.in, is_free || is_complex_type(in) ? 2 : 1);
    spread(&spread_out, &spread_out.out, is_free || is_complex_type(out) ? 3 : 1);
    run_case(&spread_out);
    fft_case interleaved = case_of(shape, in, out, direction, 3);
    if (is_free) { /* transforms side by side: the batch is the last dim */
        interleaved.in.stride = interleaved.out.stride = 3;
        interleaved.in.distance = interleaved.out.distance = 1;
        run_case(&interleaved);
    }
}

/* Real numbers of a row lie where its complex ones do. */
static void run_in_place(int shape, int in, int out, int direction, bool is_packed) {
    fft_case c = case_of(shape, in, out, direction, 2);
    if (bytes_of(complex_of(in)) == 4 && !is_pow2(&c)) {
        return;
    }
    layout *real = is_complex_type(in) ? &c.out : &c.in;
    c.in_place = true;
    c.is_packed = is_packed;
    if (!is_complex_type(real->type)) {
        real->embed[c.rank - 1] = 2 * (c.n[c.rank - 1] / 2 + 1);
        real->distance = (long long)count_of(real->embed, c.rank);
    }
    run_case(&c);
    if (in == out && !is_packed) {
        spread(&c, &c.in, 2);
        c.out = c.in;
        run_case(&c);
    }
}

static void run_type(int real) {
    const int whole = complex_of(real);
    for (int shape = 0; shape < N_SHAPES; shape++) {
        run_layouts(shape, whole, whole, CUFFT_FORWARD);
        run_layouts(shape, whole, whole, CUFFT_INVERSE);
        run_layouts(shape, real, whole, CUFFT_FORWARD);
        run_layouts(shape, whole, real, CUFFT_INVERSE);
        for (int packed = 0; packed < 2; packed++) {
            run_in_place(shape, whole, whole, CUFFT_INVERSE, packed);
            run_in_place(shape, real, whole, CUFFT_FORWARD, packed);
            run_in_place(shape, whole, real, CUFFT_INVERSE, packed);
        }
    }
    cr_expect_eq(sim()->get_counts().live_plans, 0);
    expect_no_fault();
}

Test(libraries, transforms_of_f64_are_their_sums) {
    open_cufft();
    run_type(CUDA_R_64F);
}
Test(libraries, transforms_of_f32_are_their_sums) {
    open_cufft();
    run_type(CUDA_R_32F);
}
Test(libraries, transforms_of_half_floats_are_their_sums) {
    open_cufft();
    run_type(CUDA_R_16F);
    run_type(CUDA_R_16BF);
}
