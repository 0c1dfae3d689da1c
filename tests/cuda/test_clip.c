/* Clipping on the device: few launches, no wait for the tensor, one for the number, and the norm
 * that the host finds but for the order of sums. */
#include "schedule/launch.h"
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};
enum { N = 6 };

/* Parameters "f" to "a" on a device; the same gradients on each. Pieces, their ends, an empty one,
 * and one that quads cannot be moved of. */
static tn_named_list make_gradients(tn_named names[N], tn_dtype dtype, tn_device device) {
    static const char *const letters[N] = {"f", "e", "d", "c", "b", "a"};
    static const int64_t sizes[N] = {20000, 1, 0, 8192, 8193, 33};
    tn_manual_seed(7);
    for (int i = 0; i < N; i++) {
        names[i] = (tn_named){letters[i], tn_zeros(TN_SHAPE(sizes[i]), .dtype = dtype,
                                                   .device = device, .requires_grad = true)};
        tn_tensor *values = tn_randn(TN_SHAPE(sizes[i] + 1), .device = TN_CPU);
        tn_tensor *there = tn_to(tn_to(values, .dtype = dtype), .device = device);
        tn_set_grad(names[i].tensor, tn_narrow(there, 0, i == 0, sizes[i]));
    }
    return (tn_named_list){names, N};
}

static double eps_of(tn_dtype dtype) {
    return dtype == TN_F16 ? 0x1p-10 : dtype == TN_BF16 ? 0x1p-7 : dtype == TN_F64 ? 1e-14 : 1e-6;
}

static double distance(tn_tensor *device, tn_tensor *host) {
    TN_SCOPE(s);
    tn_tensor *here = tn_to(tn_to(device, .device = TN_CPU), .dtype = TN_C128);
    return tn_numel(host) == 0
               ? 0
               : tn_item(tn_max(tn_abs(tn_sub(here, tn_to(host, .dtype = TN_C128)))));
}

Test(cuda_clip, norms_and_gradients_are_those_of_the_host_but_for_the_order_of_sums) {
    static const tn_dtype dtypes[] = {TN_F16, TN_BF16, TN_F32, TN_F64, TN_C64, TN_C128};
    need_devices(1);
    for (size_t d = 0; d < sizeof dtypes / sizeof *dtypes; d++) {
        TN_SCOPE(s);
        tn_named here[N], there[N];
        const tn_named_list host = make_gradients(here, dtypes[d], TN_CPU);
        const tn_named_list device = make_gradients(there, dtypes[d], CUDA);
        const double eps = eps_of(dtypes[d]);
        const double wanted = tn_clip_grad_norm(host, 2.0), got = tn_clip_grad_norm(device, 2.0);
        cr_expect_lt(fabs(got - wanted), eps * wanted, "%s: %.17g, not %.17g",
                     tn_dtype_name(dtypes[d]), got, wanted);
        for (int i = 0; i < N; i++) {
            cr_expect_lt(distance(tn_grad(there[i].tensor), tn_grad(here[i].tensor)), eps,
                         "%s of %s", here[i].name, tn_dtype_name(dtypes[d]));
        }
    }
    expect_no_fault();
}

/* As norms that are taken one by one and added in the order of names. */
Test(cuda_clip, the_squares_of_norms_are_added_in_the_order_of_names) {
    need_devices(1);
    TN_SCOPE(s);
    enum { MANY = 300 };
    static char letters[MANY][8];
    tn_named names[MANY];
    double sum = 0;
    for (int i = 0; i < MANY; i++) {
        snprintf(letters[i], sizeof letters[i], "p%03d", MANY - i);
        names[i] =
            (tn_named){letters[i], tn_zeros(TN_SHAPE(1), .device = CUDA, .requires_grad = true)};
        tn_set_grad(names[i].tensor, tn_full(TN_SHAPE(1), 1.0 / (i + 3), .device = CUDA));
    }
    for (int i = MANY - 1; i >= 0; i--) {
        const double norm = (double)(float)(1.0 / (i + 3));
        sum += norm * norm;
    }
    cr_expect_eq(tn_clip_grad_norm((tn_named_list){names, MANY}, 0), sqrt(sum));
    expect_no_fault();
}

Test(cuda_clip, bits_do_not_depend_on_the_order_of_threads) {
    need_devices(1);
    double first = 0;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        TN_SCOPE(s);
        tn_named names[N];
        choose_order(seed, (sim_order)(seed % 3));
        const double norm = tn_clip_grad_norm(make_gradients(names, TN_F32, CUDA), 1.0);
        first = seed == 1 ? norm : first;
        cr_expect_eq(norm, first);
    }
    expect_no_fault();
}

/* ---- Launches and waits ---------------------------------------------------------------------- */

Test(cuda_clip, many_gradients_take_few_launches_and_the_tensor_no_wait) {
    sim();
    TN_SCOPE(s);
    tn_named names[N];
    const tn_named_list list = make_gradients(names, TN_F32, CUDA);
    tn_synchronize(CUDA);
    const sim_counts before = sim()->get_counts();
    tn_tensor *norm = tn_clip_grad_norm_tensor(list, 1.0);
    const sim_counts clipped = sim()->get_counts();
    cr_expect_eq(clipped.launches - before.launches, 4u, "two and one for the norm, one scales");
    cr_expect_eq(clipped.host_waits, before.host_waits);
    cr_expect_gt(tn_item(norm), 1.0);
    cr_expect_eq(sim()->get_counts().host_waits, before.host_waits + 1);
    tn_clip_grad_norm(list, 1.0);
    cr_expect_eq(sim()->get_counts().host_waits, before.host_waits + 2);
    expect_no_fault();
}

Test(cuda_clip, gradients_within_the_bound_are_left_alone) {
    need_devices(1);
    TN_SCOPE(s);
    tn_named names[N];
    const tn_named_list list = make_gradients(names, TN_F32, CUDA);
    tn_tensor *before = tn_clone(tn_grad(names[0].tensor));
    const double norm = tn_clip_grad_norm(list, 1e9);
    cr_expect_gt(norm, 1.0);
    cr_expect(tn_equal(before, tn_grad(names[0].tensor)));
    cr_expect_eq(tn_clip_grad_norm(list, 0), norm);
    expect_no_fault();
}

Test(cuda_clip, what_is_no_number_or_infinite_spreads_as_on_the_host) {
    need_devices(1);
    TN_SCOPE(s);
    tn_named names[N];
    const tn_named_list list = make_gradients(names, TN_F32, CUDA);
    tn_fill_(tn_grad(names[1].tensor), (double)INFINITY);
    cr_expect_eq(tn_clip_grad_norm(list, 1.0), (double)INFINITY);
    cr_expect(isnan(tn_item(tn_grad(names[1].tensor))));
    cr_expect_eq(tn_item(tn_count_nonzero(tn_grad(names[0].tensor))), 0);
    cr_expect(isnan(tn_clip_grad_norm(list, 1.0)));
    cr_expect(isnan(tn_item(tn_sum(tn_grad(names[0].tensor)))), "as in PyTorch");
    expect_no_fault();
}

/* Two devices, and a gradient that is not dense. */
Test(cuda_clip, gradients_elsewhere_and_strided_ones_count_too) {
    need_devices(2);
    TN_SCOPE(s);
    const tn_device second = {TN_DEVICE_CUDA, 1};
    tn_named names[] = {{"a", tn_zeros(TN_SHAPE(2, 2), .device = CUDA, .requires_grad = true)},
                        {"b", tn_zeros(TN_SHAPE(2), .device = second, .requires_grad = true)},
                        {"c", tn_zeros(TN_SHAPE(1), .device = TN_CPU, .requires_grad = true)}};
    tn_set_grad(names[0].tensor, tn_transpose(tn_from(((const float[]){1, 2, 4, 2}), TN_SHAPE(2, 2),
                                                      TN_F32, .device = CUDA),
                                              0, 1));
    tn_set_grad(names[1].tensor, tn_full(TN_SHAPE(2), 6.0, .device = second));
    tn_set_grad(names[2].tensor, tn_full(TN_SHAPE(1), 2.0, .device = TN_CPU));
    cr_expect_float_eq(tn_clip_grad_norm((tn_named_list){names, 3}, 1.0), sqrt(101.0), 1e-6);
    cr_expect_float_eq(tn_item(tn_select(tn_select(tn_grad(names[0].tensor), 0, 0), 0, 1)),
                       4 / sqrt(101.0), 1e-6);
    cr_expect_float_eq(tn_item(tn_max(tn_grad(names[1].tensor))), 6 / sqrt(101.0), 1e-6);
    cr_expect_float_eq(tn_item(tn_grad(names[2].tensor)), 2 / sqrt(101.0), 1e-6);
    expect_no_fault();
}

static void clip_to_one(void *context) {
    tn_clip_grad_norm_tensor(*(const tn_named_list *)context, 1.0);
}

Test(cuda_clip, a_captured_step_clips_what_each_replay_finds) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *w = tn_zeros(TN_SHAPE(2), .device = CUDA, .requires_grad = true);
    tn_tensor *grad = tn_from(((const float[]){3, 4}), TN_SHAPE(2), TN_F32, .device = CUDA);
    tn_set_grad(w, grad);
    const tn_named names[] = {{"w", w}};
    tn_named_list list = {names, 1};
    tn_graph *graph = tn_graph_capture(CUDA, clip_to_one, &list);
    cr_assert(graph, "%s", tn_ok() ? "" : tn_error_pending()->message);
    for (int i = 0; i < 2; i++) {
        tn_copy_(grad, tn_full(TN_SHAPE(2), 8.0 + i, .device = CUDA));
        cr_expect_eq(tn_graph_replay(graph), TN_OK);
        cr_expect_float_eq(tn_item(tn_max(grad)), sqrt(0.5), 1e-6);
    }
    tn_graph_free(graph);
    expect_no_fault();
}
