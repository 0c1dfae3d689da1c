/* kernel_threads.c: kernels from several threads at once, each with OpenMP threads of its own, for
 * ThreadSanitizer: matrix products and convolutions through libraries that are opened on first use,
 * sorting, reductions, random numbers; and one open file that several threads read tensors from.
 * Every thread must find the bits that one thread found before. Prints TAP. */
#include <tenon/tenon.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ASKING = 3, ROUNDS = 3, SIZE = 96 };

static tn_safetensors *file;
static double expected[6];

/* ---- What each thread computes --------------------------------------------------------------- */

static double product(void) {
    tn_tensor *a = tn_full(TN_SHAPE(SIZE, SIZE), 0.5);
    return tn_item(tn_sum(tn_matmul(a, a)));
}

static double convolution(void) {
    tn_tensor *x = tn_full(TN_SHAPE(4, 3, 16, 16), 0.25);
    tn_tensor *w = tn_full(TN_SHAPE(8, 3, 3, 3), 0.5);
    tn_set_requires_grad(w, true);
    tn_tensor *grad = NULL, *y = tn_sum(tn_conv2d(x, w));
    tn_autograd_grad(TN_TENSORS(y), TN_TENSORS(w), .grads = &grad);
    return grad ? tn_item(y) + tn_item(tn_sum(grad)) : 0;
}

/* Elements 0 … n - 1 in an order that is far from sorted. */
static double sorting(void) {
    tn_tensor *x = tn_remainder(tn_mul(tn_arange(1 << 15, .dtype = TN_F64), 7919.0), 32768.0);
    tn_tensor *sorted = tn_sort(x, -1).values;
    return tn_item(tn_sum(tn_mul(sorted, tn_arange(1 << 15, .dtype = TN_F64))));
}

static double reduction(void) {
    tn_tensor *x = tn_arange(1 << 18, .dtype = TN_F32);
    return tn_item(tn_sum(tn_exp(tn_mul(x, -1e-5))));
}

static double random_numbers(void) {
    tn_manual_seed(11);
    return tn_item(tn_sum(tn_rand(TN_SHAPE(1 << 16))));
}

static double stored(void) {
    return tn_item(tn_sum(tn_safetensors_get(file, "w", TN_CPU)));
}

typedef double computation(void);
static computation *const COMPUTATIONS[6] = {product,   convolution,    sorting,
                                             reduction, random_numbers, stored};
static const char *const NAMES[6] = {"matrix products", "convolutions",   "sorting",
                                     "reductions",      "random numbers", "an open file"};
static _Atomic int wrong[6];

static void *ask(void *context) {
    const int first = *(const int *)context;
    for (int i = 0; i < 6 * ROUNDS; i++) {
        TN_SCOPE(s);
        const int which = (first + i) % 6;
        if (COMPUTATIONS[which]() != expected[which] || !tn_ok()) {
            atomic_fetch_add(&wrong[which], 1);
            tn_error_take(NULL);
        }
    }
    return NULL;
}

static void run_threads(void) {
    pthread_t threads[ASKING];
    int firsts[ASKING];
    for (int i = 0; i < ASKING; i++) {
        firsts[i] = i;
        pthread_create(&threads[i], NULL, ask, &firsts[i]);
    }
    for (int i = 0; i < ASKING; i++) {
        pthread_join(threads[i], NULL);
    }
}

int main(void) {
    char path[] = "/tmp/tenon-threads-XXXXXX";
    const int fd = mkstemp(path);
    TN_SCOPE(s);
    const tn_named named[] = {{"w", tn_arange(1000, .dtype = TN_F32)}};
    tn_save_safetensors(path, {named, 1});
    file = tn_safetensors_open(path);
    /* The first round of the threads meets libraries that nobody has opened: what they must find
     * is computed afterwards. */
    run_threads();
    for (int i = 0; i < 6; i++) {
        expected[i] = COMPUTATIONS[i]();
        atomic_store(&wrong[i], 0);
    }
    run_threads();
    int failed = 0;
    for (int i = 0; i < 6; i++) {
        const bool good = atomic_load(&wrong[i]) == 0 && expected[i] != 0;
        printf("%s %d - threads share %s\n", good ? "ok" : "not ok", i + 1, NAMES[i]);
        failed += !good;
    }
    tn_safetensors_close(file);
    unlink(path);
    close(fd);
    printf("1..6\n");
    return failed != 0;
}
