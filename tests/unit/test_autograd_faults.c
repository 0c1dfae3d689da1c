/* Every allocation of recording and of backward fails in turn: an error, no leak, and the next
 * pass is right. */
#include "autograd_test.h"

typedef bool story(void);

static void check_every_allocation(story *tell) {
    cr_assert(tell());
    tni_memory_fail_at(UINT64_MAX);
    cr_assert(tell());
    const uint64_t requests = tni_memory_requests();
    for (uint64_t k = 1; k <= requests; k++) {
        const uint64_t handles = tni_scope_handles();
        tni_memory_fail_at(k);
        const bool told = tell();
        tni_memory_fail_at(0);
        tn_error e = {0};
        const bool failed = tn_error_take(&e);
        cr_expect(!failed || e.code == TN_ERR_MEMORY, "%s", e.message);
        cr_expect(told || failed, "request %llu", (unsigned long long)k);
        cr_expect_eq(tni_scope_handles(), handles);
        cr_expect(tn_grad_enabled());
    }
    cr_expect(tell());
}

static bool is(const tn_tensor *t, double wanted) {
    return t && tn_item(t) == wanted;
}

static bool recording(void) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *y = tn_mul(tn_exp(tn_mul(x, 0.0)), tn_mul(x, x));
    return tn_backward(tn_sum(y)) == TN_OK && is(tn_grad(x), 6);
}

static bool views(void) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *y = tn_mul(x, 2.0);
    tn_tensor *v = tn_narrow(y, 0, 0, 1);
    return tn_mul_(v, x) && tn_backward(tn_sum(y)) == TN_OK && is(tn_grad(x), 12);
}

static bool twice(void) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(2), *d1 = NULL, *d2 = NULL;
    tn_tensor *y = tn_mul(tn_mul(x, x), x);
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(x), .grads = &d1, .create_graph = true);
    if (d1) {
        tn_autograd_grad(TN_TENSORS(d1), TN_TENSORS(x), .grads = &d2);
    }
    return is(d2, 12);
}

static bool large_graph(void) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(1);
    tn_tensor *y = tn_mul(x, 1.0);
    for (int i = 0; i < 40; i++) {
        y = tn_add(y, x);
    }
    return tn_backward(y) == TN_OK && is(tn_grad(x), 41);
}

static tn_tensor *keep_gradient(tn_tensor *grad, void *context) {
    (void)context;
    return grad;
}

static bool hooks(void) {
    TN_SCOPE(s);
    tn_tensor *x = LEAF(3);
    tn_tensor *y = tn_mul(x, x);
    tn_register_hook(y, keep_gradient, NULL, NULL);
    tn_retain_grad(y);
    return tn_backward(y) == TN_OK && is(tn_grad(y), 1) && is(tn_grad(x), 6);
}

Test(autograd_faults, recording_and_backward) {
    check_every_allocation(recording);
}
Test(autograd_faults, changed_views) {
    check_every_allocation(views);
}
Test(autograd_faults, second_derivatives) {
    check_every_allocation(twice);
}
Test(autograd_faults, a_graph_that_outgrows_the_stack) {
    check_every_allocation(large_graph);
}
Test(autograd_faults, hooks_and_retained_gradients) {
    check_every_allocation(hooks);
}
