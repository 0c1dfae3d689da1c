/* Matrix products on CUDA devices: who computes them, that the bits rest on nothing but the
 * problem, and that a failure of cuBLAS is an error and no more. */
#include "simulator.h"

#include "device/device_table.h"
#include "kernels/kernels.h"
#include "schedule/streams.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
static const tn_dtype FLOATS[] = {TN_F16, TN_BF16, TN_F32, TN_F64, TN_C64, TN_C128};
enum { N_FLOATS = sizeof FLOATS / sizeof *FLOATS };

/* Products that went to cuBLAS; on real devices nobody counts. */
static uint64_t products(void) {
    return is_simulated() ? sim()->get_counts().products : 0;
}

static void expect_products(uint64_t before, uint64_t wanted) {
    if (is_simulated()) {
        cr_expect_eq(products() - before, wanted, "%d products went to cuBLAS, not %d",
                     (int)(products() - before), (int)wanted);
    }
}

static tn_tensor *random_of(tn_dtype dtype, int64_t rows, int64_t cols) {
    return tn_to(tn_randn(TN_SHAPE(rows, cols), .dtype = tni_is_complex(dtype) ? TN_C128 : TN_F64,
                          .device = CUDA),
                 .dtype = dtype);
}

/* The largest difference, in units of the largest element. */
static double difference(tn_tensor *a, tn_tensor *b) {
    const tn_dtype wide = tni_is_complex(tn_dtype_of(a)) ? TN_C128 : TN_F64;
    tn_tensor *x = tn_to(a, .dtype = wide), *y = tn_to(b, .dtype = wide);
    return tn_item(tn_max(tn_abs(tn_sub(x, y)))) / tn_item(tn_max(tn_abs(y)));
}

static double bound_of(tn_dtype dtype) {
    return dtype == TN_F16                      ? 0x1p-9
           : dtype == TN_BF16                   ? 0x1p-6
           : dtype == TN_F32 || dtype == TN_C64 ? 0x1p-17
                                                : 0x1p-45;
}

/* ---- Who computes ---------------------------------------------------------------------------- */

enum { PART = 64 };

/* Rows and columns of `part` in a product; 64 x 64 x 64 is just small enough for our kernel. */
static tn_tensor *part_of(tn_tensor *a, tn_tensor *b, int64_t row, int64_t col) {
    return tn_mm(tn_narrow(a, 0, row * PART, PART), tn_narrow(b, 1, col * PART, PART));
}

static void compare_parts(tn_dtype dtype, bool ta, bool tb) {
    TN_SCOPE(s);
    tn_tensor *a = random_of(dtype, ta ? PART : 2 * PART, ta ? 2 * PART : PART);
    tn_tensor *b = random_of(dtype, tb ? 3 * PART : PART, tb ? PART : 3 * PART);
    a = ta ? tn_t(a) : a;
    b = tb ? tn_t(b) : b;
    uint64_t before = products();
    tn_tensor *whole = tn_mm(a, b);
    expect_products(before, 1);
    before = products();
    for (int64_t row = 0; row < 2; row++) {
        for (int64_t col = 0; col < 3; col++) {
            tn_tensor *there =
                tn_narrow(tn_narrow(whole, 0, row * PART, PART), 1, col * PART, PART);
            const double d = difference(there, part_of(a, b, row, col));
            cr_expect_leq(d, bound_of(dtype), "%s, transposed %d %d: they differ by %g",
                          tn_dtype_name(dtype), ta, tb, d);
        }
    }
    expect_products(before, 0);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
}

Test(products, cublas_and_our_kernel_agree) {
    need_devices(1);
    for (int i = 0; i < N_FLOATS; i++) {
        for (int layout = 0; layout < 4; layout++) {
            compare_parts(FLOATS[i], layout & 1, layout & 2);
        }
    }
    expect_no_fault();
}

Test(products, nothing_opens_cublas_before_a_large_product) {
    sim();
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(80, 80), .dtype = TN_F32, .device = CUDA);
    tn_mm(tn_narrow(a, 0, 0, 40), a);
    tn_conv2d(tn_reshape(a, TN_SHAPE(1, 1, 80, 80)), tn_ones(TN_SHAPE(1, 1, 3, 3), .device = CUDA));
    tn_mm(tn_to(a, .dtype = TN_I64), tn_to(a, .dtype = TN_I64));
    cr_expect_eq(tn_synchronize(CUDA), TN_OK);
    cr_expect_eq(sim()->get_counts().opened, 0);
    tn_mm(a, a);
    cr_expect_eq(sim()->get_counts().opened, 1);
    expect_products(0, 1);
}

static tn_tensor *small_product(void) {
    tn_tensor *a = tn_ones(TN_SHAPE(4, 4), .dtype = TN_F32, .device = CUDA);
    tn_tensor *c = tn_mm(a, a);
    cr_expect_eq(tn_item(tn_min(c)), 4.0);
    return c;
}

Test(products, the_option_gives_it_all_products) {
    setenv("TENON_CUBLAS", "all", 1);
    sim();
    TN_SCOPE(s);
    small_product();
    expect_products(0, 1);
    cr_expect(strstr(tn_device_numerics(CUDA), "cuBLASLt 13.1.0 for all products"), "%s",
              tn_device_numerics(CUDA));
}

static void multiply_large(uint64_t wanted) {
    tn_tensor *a = tn_ones(TN_SHAPE(80, 80), .dtype = TN_F32, .device = CUDA);
    tn_tensor *c = tn_mm(a, a);
    cr_expect_eq(tn_item(tn_min(c)), 80.0);
    cr_expect_eq(tn_item(tn_max(c)), 80.0);
    expect_products(0, wanted);
}

Test(products, the_option_gives_it_none) {
    setenv("TENON_CUBLAS", "off", 1);
    setenv("TENON_CUFFT", "off", 1); /* whose version is asked for with the numerics */
    setenv("TENON_CUSOLVER", "off", 1);
    sim();
    TN_SCOPE(s);
    multiply_large(0);
    cr_expect(strstr(tn_device_numerics(CUDA), "own products"), "%s", tn_device_numerics(CUDA));
    cr_expect_eq(sim()->get_counts().opened, 0);
}

Test(products, our_kernel_serves_where_it_is_absent) {
    setenv("SIM_WITHOUT", "libcublasLt.so", 1);
    sim();
    TN_SCOPE(s);
    multiply_large(0);
    cr_expect(strstr(tn_device_numerics(CUDA), "own products"), "%s", tn_device_numerics(CUDA));
    cr_expect(tn_ok());
}

Test(products, an_older_version_serves) {
    setenv("SIM_WITHOUT", "libcublasLt.so.13", 1);
    sim();
    TN_SCOPE(s);
    multiply_large(1);
    cr_expect(strstr(tn_device_numerics(CUDA), "cuBLASLt 12.9.0"), "%s", tn_device_numerics(CUDA));
}

Test(products, what_it_has_no_algorithm_for_is_our_kernels) {
    sim();
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(80, 81), .dtype = TN_F16, .device = CUDA);
    tn_tensor *b = tn_ones(TN_SHAPE(81, 80), .dtype = TN_F16, .device = CUDA);
    cr_expect_eq(tn_item(tn_max(tn_mm(a, b))), 81.0); /* a leading dimension of 81 halves */
    tn_tensor *odd = tn_narrow(tn_ones(TN_SHAPE(80 * 80 + 1), .dtype = TN_F16, .device = CUDA), 0,
                               1, 80 * 80); /* an address that is no multiple of 4 */
    cr_expect_eq(tn_item(tn_max(tn_mm(tn_view(odd, TN_SHAPE(80, 80)),
                                      tn_ones(TN_SHAPE(80, 80), .dtype = TN_F16, .device = CUDA)))),
                 80.0);
    expect_products(0, 0);
    expect_no_fault();
}

/* ---- Blocks that no op makes ----------------------------------------------------------------- */

enum { ROOM = 32 << 20 };

/* The square product of A and B, or of their transposes, by the kernel itself. */
static tn_tensor *run_block(tn_k_matmul k, tn_tensor *a, tn_tensor *b, bool ta, bool tb) {
    const int64_t n = tn_size(a, 0);
    tn_tensor *c = tn_zeros(TN_SHAPE(n, n), .dtype = tn_dtype_of(a), .device = CUDA);
    tn_tensor *room = tn_empty(TN_SHAPE(ROOM), .dtype = TN_U8, .device = CUDA);
    tn_stream *stream = tn_stream_new(CUDA);
    k.dtype = (uint8_t)tn_dtype_of(a);
    k.batch = 1;
    k.m = k.n = k.k = k.c_row = n;
    k.a = tn_borrow(a, stream, TN_READ);
    k.b = tn_borrow(b, stream, TN_READ);
    k.c = tn_borrow(c, stream, TN_WRITE);
    k.workspace = tn_borrow(room, stream, TN_WRITE);
    k.a_row = ta ? 1 : n;
    k.a_col = ta ? n : 1;
    k.b_row = tb ? 1 : n;
    k.b_col = tb ? n : 1;
    k.alpha[0] = 1;
    const tn_kernels *kernels = tni_device_of_type(TN_DEVICE_CUDA, NULL)->kernels;
    cr_assert_leq(kernels->workspace[TN_K_matmul](&k), ROOM);
    cr_expect_eq(kernels->run[TN_K_matmul](&k, stream->native), 0, "%s", tn_kernel_error());
    tn_return(a, stream, TN_READ);
    tn_return(b, stream, TN_READ);
    tn_return(c, stream, TN_WRITE);
    tn_return(room, stream, TN_WRITE);
    tn_stream_free(stream);
    return c;
}

Test(products, conjugates_are_cublas_s_where_it_can_express_them) {
    need_devices(1);
    for (int i = 0; i < 16; i++) {
        TN_SCOPE(s);
        const bool ta = i & 1, tb = i & 2, ca = i & 4, cb = i & 8;
        tn_tensor *a = random_of(TN_C64, 72, 72), *b = random_of(TN_C64, 72, 72);
        const uint64_t before = products();
        tn_tensor *got = run_block((tn_k_matmul){.conj_a = ca, .conj_b = cb}, a, b, ta, tb);
        expect_products(before, (!ca || ta) && (!cb || tb));
        tn_tensor *x = ta ? tn_t(a) : a, *y = tb ? tn_t(b) : b;
        tn_tensor *want = tn_mm(ca ? tn_conj(x) : x, cb ? tn_conj(y) : y);
        cr_expect_leq(difference(got, want), bound_of(TN_C64), "case %d", i);
        cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    }
    expect_no_fault();
}

Test(products, f32_is_rounded_to_tf32_where_a_block_allows_it_only) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *a = random_of(TN_F32, 72, 72), *b = random_of(TN_F32, 72, 72);
    const uint64_t before = products();
    tn_tensor *exact = tn_mm(tn_to(a, .dtype = TN_F64), tn_to(b, .dtype = TN_F64));
    const double strict = difference(run_block((tn_k_matmul){0}, a, b, false, false), exact);
    tn_tensor *rounded = run_block((tn_k_matmul){.tf32 = true}, a, b, false, false);
    cr_expect_leq(strict, bound_of(TN_F32));
    cr_expect_leq(difference(rounded, exact), 0x1p-8);
    cr_expect(!is_simulated() || difference(rounded, exact) > 0x1p-14);
    tn_tensor *wide = tn_to(a, .dtype = TN_F64); /* which it is not meant for */
    cr_expect_leq(difference(run_block((tn_k_matmul){.tf32 = true}, wide, wide, false, false),
                             tn_mm(wide, wide)),
                  bound_of(TN_F64));
    expect_products(before, 5);
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    expect_no_fault();
}

/* ---- The same bits --------------------------------------------------------------------------- */

enum { SIDE = 80, BITS = SIDE * SIDE };

/* Deep enough that cuBLAS cuts the sum. */
static void multiply_on(tn_stream *stream, tn_tensor *a, tn_tensor *b, float out[BITS]) {
    TN_SCOPE(s);
    tn_tensor *c = NULL;
    TN_ON_STREAM(stream) {
        c = tn_mm(a, b);
        c = tn_add(c, tn_mm(b, a));
    }
    cr_assert(c && tn_copy_to_host(c, out, BITS * sizeof *out) == TN_OK, "%s",
              tn_ok() ? "" : tn_error_pending()->message);
}

Test(products, bits_are_the_same_in_every_run_and_on_every_stream) {
    static float first[BITS], other[BITS];
    need_devices(1);
    TN_SCOPE(s);
    tn_manual_seed(3);
    tn_tensor *a = random_of(TN_F32, SIDE, SIDE), *b = random_of(TN_F32, SIDE, SIDE);
    tn_stream *streams[] = {tn_stream_new(CUDA), tn_stream_new(CUDA), tn_stream_new(CUDA)};
    multiply_on(streams[0], a, b, first);
    for (uint64_t seed = 1; seed <= 6; seed++) {
        choose_order(seed, SIM_FIRST_IN);
        tn_tensor *busy[2] = {0};
        for (int i = 0; i < 2; i++) { /* whose workspaces are in use meanwhile */
            TN_ON_STREAM(streams[(seed + 1 + (uint64_t)i) % 3]) {
                busy[i] = tn_mm(a, a);
            }
        }
        multiply_on(streams[seed % 3], a, b, other);
        cr_expect_arr_eq(first, other, sizeof first, "seed %d", (int)seed);
        cr_expect(busy[0] && busy[1]);
    }
    for (int i = 0; i < 3; i++) {
        tn_stream_free(streams[i]);
    }
    cr_expect_eq(tn_synchronize(CUDA), TN_OK);
    expect_no_fault();
}

/* Plans that are pushed out of their table come back as they were. */
Test(products, any_number_of_shapes_is_served_with_few_plans) {
    setenv("TENON_CUBLAS", "all", 1);
    sim();
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 1500; i++) {
            TN_SCOPE(s);
            tn_tensor *a = tn_ones(TN_SHAPE(1 + i % 50, 16), .dtype = TN_F32, .device = CUDA);
            tn_tensor *b = tn_ones(TN_SHAPE(16, 1 + i / 50), .dtype = TN_F32, .device = CUDA);
            tn_tensor *c = tn_mm(a, b);
            if (i % 100 == round) {
                cr_expect_eq(tn_item(tn_max(c)), 16.0);
            }
        }
    }
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    expect_products(0, 3000);
    /* A handle, and of 1024 plans four things each. */
    cr_expect_leq(sim()->get_counts().live_blas, 1 + 4 * 1024);
    expect_no_fault();
}

/* Each device has a handle, whichever was the thread's before. */
Test(products, every_device_computes_its_own) {
    need_devices(2);
    TN_SCOPE(s);
    for (int i = 0; i < 6; i++) {
        const tn_device here = {TN_DEVICE_CUDA, (int16_t)(i % 2)};
        tn_tensor *a = tn_full(TN_SHAPE(SIDE, SIDE), 0.5, .dtype = TN_F32, .device = here);
        tn_tensor *b = tn_full(TN_SHAPE(SIDE, SIDE), i, .dtype = TN_F32, .device = here);
        tn_ones(TN_SHAPE(4), .device = (tn_device){TN_DEVICE_CUDA, (int16_t)(1 - i % 2)});
        cr_expect_eq(tn_item(tn_max(tn_mm(a, b))), 0.5 * i * SIDE);
    }
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    expect_no_fault();
}

static void *multiply_many(void *context) {
    const int64_t thread = *(const int *)context;
    for (int64_t i = 0; i < 300; i++) {
        TN_SCOPE(s);
        tn_tensor *a = tn_ones(TN_SHAPE(1 + i, 16), .dtype = TN_F32, .device = CUDA);
        tn_tensor *b = tn_ones(TN_SHAPE(16, 1 + (thread + i) % 7), .dtype = TN_F32, .device = CUDA);
        tn_tensor *c = tn_mm(a, b);
        if (i % 50 == 0) {
            cr_expect_eq(tn_item(tn_min(c)), 16.0);
            cr_expect_eq(tn_item(tn_max(c)), 16.0);
        }
    }
    cr_expect(tn_ok(), "%s", tn_ok() ? "" : tn_error_pending()->message);
    return NULL;
}

Test(products, threads_share_plans) {
    enum { THREADS = 4 };
    setenv("TENON_CUBLAS", "all", 1);
    need_devices(1);
    pthread_t threads[THREADS];
    int numbers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        cr_assert_eq(pthread_create(&threads[i], NULL, multiply_many, &numbers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
    }
    expect_no_fault();
}

/* ---- Graphs ---------------------------------------------------------------------------------- */

typedef struct chain {
    tn_tensor *x, *w, *y;
} chain;

static void multiply_twice(void *context) {
    chain *c = context;
    tn_set(&c->y, tn_mm(tn_mm(c->x, c->w), c->w));
}

Test(products, they_are_captured_with_their_workspace) {
    need_devices(1);
    TN_SCOPE(s);
    chain c = {0};
    tn_set(&c.x, tn_full(TN_SHAPE(SIDE, SIDE), 1.0, .dtype = TN_F32, .device = CUDA));
    tn_set(&c.w, tn_full(TN_SHAPE(SIDE, SIDE), 0.5, .dtype = TN_F32, .device = CUDA));
    const uint64_t before = products();
    tn_graph *g = tn_graph_capture(CUDA, multiply_twice, &c);
    cr_assert(g, "%s", tn_error_pending()->message);
    expect_products(before, 2);
    for (int i = 1; i <= 4; i++) {
        tn_fill_(c.x, (double)i);
        cr_expect_eq(tn_graph_replay(g), TN_OK);
        for (int j = 0; j < 8; j++) { /* would take a workspace that the graph does not own */
            tn_full(TN_SHAPE(SIDE * SIDE * 2), -1.0, .dtype = TN_F32, .device = CUDA);
        }
        cr_expect_eq(tn_item(tn_min(c.y)), 0.25 * i * SIDE * SIDE);
        cr_expect_eq(tn_item(tn_max(c.y)), 0.25 * i * SIDE * SIDE);
    }
    tn_graph_free(g);
    tn_drop(c.x);
    tn_drop(c.w);
    tn_drop(c.y);
    expect_no_fault();
}

/* ---- Failures -------------------------------------------------------------------------------- */

/* A product of a shape that comes up once. */
static bool multiply_fresh(int64_t n) {
    TN_SCOPE(s);
    tn_tensor *a = tn_ones(TN_SHAPE(n, 24), .dtype = TN_F32, .device = CUDA);
    tn_tensor *b = tn_ones(TN_SHAPE(24, n), .dtype = TN_F32, .device = CUDA);
    tn_synchronize(CUDA);
    tn_tensor *c = tn_mm(a, b);
    return c && tn_item(tn_min(c)) == 24.0 && tn_item(tn_max(c)) == 24.0;
}

/* Fails the k-th call of a product's first time for k = 1, 2 …, until none is left to fail. How
 * many named cuBLAS. */
static int fail_each(int64_t *n) {
    int named = 0, live_before = sim()->get_counts().live_blas;
    for (uint64_t k = 1; k < 200; k++) {
        TN_SCOPE(s);
        tn_tensor *a = tn_ones(TN_SHAPE(*n, 24), .dtype = TN_F32, .device = CUDA);
        tn_tensor *b = tn_ones(TN_SHAPE(24, *n), .dtype = TN_F32, .device = CUDA);
        tn_synchronize(CUDA);
        sim()->fail_call(k, 0);
        const bool raised = !tn_mm(a, b);
        const bool failed = *sim()->failed_calls();
        sim()->fail_call(0, 0);
        tn_error e = {0};
        cr_expect_eq(tn_error_take(&e), raised);
        if (!failed) {
            return named;
        }
        cr_expect(!raised || strstr(e.message, "cuda"), "call %d: %s", (int)k, e.message);
        if (strstr(e.message, "cublasLt")) {
            named++;
            cr_expect(strstr(e.message, "cuda_blas.c:") && strstr(e.message, "TENON_CUBLAS=off"),
                      "%s", e.message);
        }
        const int live = sim()->get_counts().live_blas;
        cr_expect_leq(live - live_before, 4, "call %d leaves %d things behind", (int)k,
                      live - live_before);
        live_before = live;
        (*n)++;
    }
    cr_expect(false, "it goes on failing");
    return named;
}

Test(products, each_call_of_cublas_that_fails_is_an_error_that_names_it) {
    setenv("TENON_CUBLAS", "all", 1);
    sim();
    int64_t n = 24;
    cr_expect_geq(fail_each(&n), 19); /* the handle's among them */
    n++;
    cr_expect(multiply_fresh(n++));
    cr_expect_eq(fail_each(&n), 21);
    while (n > 24) { /* of shapes that had failed, too */
        cr_expect(multiply_fresh(--n), "%d: %s", (int)n,
                  tn_ok() ? "" : tn_error_pending()->message);
    }
    expect_no_fault();
}
