/* The tape from several threads at once, for ThreadSanitizer: gradients of graphs that share
 * leaves, accumulation into one leaf, hooks that come and go. Prints TAP. */
#include <tenon/autograd.h>
#include <tenon/ops.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

enum { ROUNDS = 100, WORKERS = 3 };

static tn_tensor *weight, *bias;
static atomic_bool failed;
static atomic_int calls;

static tn_tensor *count(tn_tensor *grad, void *context) {
    (void)context;
    atomic_fetch_add(&calls, 1);
    return grad;
}

static tn_tensor *loss(double factor) {
    return tn_sum(tn_add(tn_mul(tn_mul(weight, weight), factor), bias));
}

/* Functional gradients: nothing shared is written. */
static void *functional(void *arg) {
    const double factor = *(const double *)arg;
    for (int i = 0; i < ROUNDS; i++) {
        TN_SCOPE(s);
        tn_tensor *grad = NULL, *y = loss(factor);
        tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(weight), .grads = &grad);
        if (!grad || tn_item(tn_sum(grad)) != 6 * factor) {
            atomic_store(&failed, true);
        }
    }
    return NULL;
}

static void *accumulate(void *unused) {
    (void)unused;
    for (int i = 0; i < ROUNDS; i++) {
        TN_SCOPE(s);
        if (tn_backward(tn_sum(tn_mul(bias, 2.0))) != TN_OK) {
            atomic_store(&failed, true);
        }
    }
    return NULL;
}

static void *register_hooks(void *unused) {
    (void)unused;
    for (int i = 0; i < ROUNDS; i++) {
        TN_SCOPE(s);
        tn_remove_hook(bias, tn_register_hook(bias, count, NULL, NULL));
    }
    return NULL;
}

int main(void) {
    double factors[WORKERS];
    pthread_t threads[3 * WORKERS];
    int n = 0;
    TN_SCOPE(s);
    weight = tn_full(TN_SHAPE(1), 3, .dtype = TN_F64, .requires_grad = true);
    bias = tn_zeros(TN_SHAPE(1), .dtype = TN_F64, .requires_grad = true);
    tn_set_grad(bias, tn_zeros_like(bias));
    tn_remove_hook(bias, tn_register_hook(bias, count, NULL, NULL));
    for (int i = 0; i < WORKERS; i++) {
        factors[i] = i + 1;
        pthread_create(&threads[n++], NULL, functional, &factors[i]);
        pthread_create(&threads[n++], NULL, accumulate, NULL);
    }
    pthread_create(&threads[n++], NULL, register_hooks, NULL);
    for (int i = 0; i < n; i++) {
        pthread_join(threads[i], NULL);
    }
    const bool sum = tn_item(tn_grad(bias)) == 2.0 * ROUNDS * WORKERS;
    printf("1..2\n%s 1 - autograd_threads/functional_gradients\n",
           atomic_load(&failed) ? "not ok" : "ok");
    printf("%s 2 - autograd_threads/accumulation\n", sum ? "ok" : "not ok");
    return sum && !atomic_load(&failed) ? 0 : 1;
}
