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
    cr_expect_str_empty(sim()->fault());
}
#define EXPECT(t, device, ...)                              \
    expect_numbers(t, device, (const float[]){__VA_ARGS__}, \
                   (int)(sizeof(float[]){__VA_ARGS__} / sizeof(float)))

/* As in PyTorch: a tensor without dims is as good as a number. */
Test(devices, a_cpu_tensor_without_dims_goes_with_any_device) {
    sim();
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
    sim();
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
    sim()->set_devices(2);
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
