/* Tensors of several devices in one call: what may be mixed, and what is refused. */
#include "simulator.h"

#include <tenon/tenon.h>

#include <criterion/criterion.h>
#include <math.h>

static const tn_device CUDA = {TN_DEVICE_CUDA, 0};

static void expect_numbers(tn_tensor *t, tn_device device, const float *wanted, int n) {
    float got[8];
    cr_assert(t, "%s", tn_error_pending()->message);
    cr_assert_eq(tn_device_of(t).type, device.type);
    cr_assert(tn_numel(t) == n && !tn_copy_to_host(t, got, (size_t)n * sizeof *got));
    for (int i = 0; i < n; i++) {
        cr_expect(fabsf(got[i] - wanted[i]) < 1e-6f, "%d: %g, not %g", i, (double)got[i],
                  (double)wanted[i]);
    }
    expect_no_fault();
}
#define EXPECT(t, device, ...)                              \
    expect_numbers(t, device, (const float[]){__VA_ARGS__}, \
                   (int)(sizeof(float[]){__VA_ARGS__} / sizeof(float)))

/* As in PyTorch: a tensor without dims is as good as a number. */
Test(devices, a_cpu_tensor_without_dims_goes_with_any_device) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_arange(3, .dtype = TN_F32, .device = CUDA);
    tn_tensor *two = tn_full(TN_SHAPE_0D, 2.0, .dtype = TN_F32, .device = TN_CPU);
    EXPECT(tn_mul(x, two), CUDA, 0, 2, 4);
    EXPECT(tn_sub(two, x), CUDA, 2, 1, 0);
    EXPECT(tn_lerp(x, tn_add(x, 10.0), tn_div(two, 4.0)), CUDA, 5, 6, 7);
    EXPECT(tn_where(tn_gt(x, two), x, two), CUDA, 2, 2, 2);
    EXPECT(tn_add_(x, two), CUDA, 2, 3, 4);
    EXPECT(tn_pow(x, two), CUDA, 4, 9, 16);
    EXPECT(tn_index_select(x, 0, tn_from((const int64_t[]){1}, TN_SHAPE_0D, TN_I64)), CUDA, 3);
}

Test(devices, gradients_of_a_cpu_tensor_come_back_to_the_cpu) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_arange(3, .dtype = TN_F32, .device = CUDA);
    tn_tensor *w =
        tn_full(TN_SHAPE_0D, 2.0, .dtype = TN_F32, .device = TN_CPU, .requires_grad = true);
    tn_backward(tn_sum(tn_mul(x, w)));
    EXPECT(tn_grad(w), TN_CPU, 3);
    tn_backward(tn_sum(tn_exp(tn_mul(tn_mul(x, w), 0.0))));
    EXPECT(tn_grad(w), TN_CPU, 3);
}

static void expect_refused(tn_tensor *t) {
    cr_expect(!t && !tn_ok() && tn_error_pending()->code == TN_ERR_DEVICE);
    tn_error_take(NULL);
}

Test(devices, other_mixtures_are_refused) {
    need_devices(2);
    TN_SCOPE(s);
    const tn_device second = {TN_DEVICE_CUDA, 1};
    tn_tensor *x = tn_arange(3, .dtype = TN_F32, .device = CUDA);
    tn_tensor *host = tn_arange(3, .dtype = TN_F32, .device = TN_CPU);
    tn_tensor *other = tn_arange(3, .dtype = TN_F32, .device = second);
    tn_tensor *number = tn_full(TN_SHAPE_0D, 2.0, .dtype = TN_F32, .device = TN_CPU);
    tn_tensor *far = tn_full(TN_SHAPE_0D, 2.0, .dtype = TN_F32, .device = CUDA);
    expect_refused(tn_add(x, host));
    expect_refused(tn_add(x, other));
    expect_refused(tn_add_(number, far));
    expect_refused(tn_stack(TN_TENSORS(number, far)));
    EXPECT(tn_to(other, .device = CUDA), CUDA, 0, 1, 2);
    EXPECT(tn_to(tn_mul(other, 2.0), .device = TN_CPU), TN_CPU, 0, 2, 4);
}

/* ---- Copies between devices ------------------------------------------------------------------ */

Test(devices, copy_goes_from_any_device_to_any_other) {
    need_devices(2);
    static const tn_device all[] = {{TN_DEVICE_CPU, 0}, {TN_DEVICE_CUDA, 0}, {TN_DEVICE_CUDA, 1}};
    for (int from = 0; from < 3; from++) {
        for (int to = 0; to < 3; to++) {
            TN_SCOPE(s);
            tn_tensor *src = tn_arange(12, .dtype = TN_I32, .device = all[from]);
            tn_tensor *dst = tn_zeros(TN_SHAPE(4, 3), .dtype = TN_F64, .device = all[to]);
            tn_copy_(tn_transpose(dst, 0, 1), tn_reshape(src, TN_SHAPE(3, 4)));
            double got[12];
            cr_assert_eq(tn_copy_to_host(dst, got, sizeof got), TN_OK, "%s",
                         tn_ok() ? "" : tn_error_pending()->message);
            for (int i = 0; i < 12; i++) {
                cr_expect_eq(got[i], i % 3 * 4 + i / 3, "from %d to %d: [%d] %g", from, to, i,
                             got[i]);
            }
        }
    }
    expect_no_fault();
}

Test(devices, gradients_of_a_copy_go_back_where_it_came_from) {
    need_devices(1);
    TN_SCOPE(s);
    tn_tensor *x = tn_ones(TN_SHAPE(3), .dtype = TN_F32, .device = TN_CPU, .requires_grad = true);
    tn_tensor *y = tn_copy(tn_zeros(TN_SHAPE(2, 3), .dtype = TN_F32, .device = CUDA), x);
    tn_backward(tn_sum(tn_mul(y, 3.0)));
    cr_assert(tn_ok(), "%s", tn_error_pending()->message);
    cr_expect_eq(tn_device_of(tn_grad(x)).type, TN_DEVICE_CPU);
    cr_expect_eq(tn_item(tn_sum(tn_grad(x))), 18);
}

/* ---- What users are told --------------------------------------------------------------------- */

Test(devices, a_device_describes_itself_and_its_plug_in) {
    sim(); /* whose numbers these are */
    tn_device_description about;
    cr_assert(tn_device_describe(CUDA, &about));
    cr_expect_str_eq(about.model, "simulated GPU");
    cr_expect_eq(about.architecture, 90);
    cr_expect_str_eq(about.code, "80 90");
    cr_expect_str_eq(about.fault, "");
    cr_expect(about.toolkit >= 13000 && about.driver >= about.toolkit);
}

Test(devices, one_that_is_not_there_still_tells_of_the_plug_in) {
    sim();
    tn_device_description about;
    cr_assert(tn_device_describe(TN_CUDA(12), &about));
    cr_expect(about.architecture == 0 && about.model[0] == 0);
    cr_expect_str_eq(about.code, "80 90");
    cr_expect(tn_ok());
}
