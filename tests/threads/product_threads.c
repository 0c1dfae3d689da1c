/* Matrix products by several threads at once: those of one call, and those of several callers. A
 * library that hands one work buffer to two callers gives wrong products in a few calls of
 * thousands, so there are thousands. Prints TAP. */
#include <tenon/tenon.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { CALLERS = 2, BYTES_MAX = 1 << 20 };

typedef struct shape {
    int64_t batch, m, k, n;
    int rounds;
} shape;

static const shape shapes[] = {
    {1, 64, 64, 64, 1200},  {1, 2, 4096, 16, 1200},   {1, 96, 33, 70, 800},
    {1, 1, 300, 500, 600},  {1, 128, 128, 128, 1500}, {8, 40, 48, 56, 300},
    {1, 512, 64, 160, 150}, {1, 160, 64, 512, 150},
};
enum { SHAPES = sizeof shapes / sizeof shapes[0] };

static void report(int number, bool is_ok, const char *name) {
    printf("%s %d - %s\n", is_ok ? "ok" : "not ok", number, name);
}

/* Numbers that depend on the shape alone. */
static tn_tensor *waves(int64_t batch, int64_t rows, int64_t cols, tn_dtype dtype, double step) {
    tn_tensor *x = tn_sin(tn_mul(tn_arange((double)(batch * rows * cols), .dtype = TN_F64), step));
    return tn_reshape(tn_to(x, .dtype = dtype), TN_SHAPE(batch, rows, cols));
}

typedef struct operands {
    tn_tensor *a, *b;
    size_t bytes;
    char expected[BYTES_MAX];
} operands;

static bool product(const operands *o, char *into) {
    TN_SCOPE(s);
    return tn_copy_to_host(tn_matmul(o->a, o->b), into, o->bytes) == TN_OK;
}

/* Every caller has numbers of its own: in a shared buffer, equal ones would do no harm. */
static bool prepare(operands *o, const shape *s, tn_dtype dtype, int caller) {
    o->a = waves(s->batch, s->m, s->k, dtype, 0.37 + caller);
    o->b = waves(s->batch, s->k, s->n, dtype, 0.21 + caller);
    o->bytes = (size_t)(s->batch * s->m * s->n) * tn_dtype_bytes(dtype);
    return o->a && o->b && o->bytes <= sizeof o->expected && product(o, o->expected);
}

typedef struct caller {
    pthread_t thread;
    operands operands;
    int rounds, wrong, met;
    char got[BYTES_MAX];
} caller;

/* Callers start a product at the same moment: that is where they meet. */
static void meet(int *rounds_met) {
    static atomic_int arrived;
    const int all = ++*rounds_met * CALLERS;
    atomic_fetch_add(&arrived, 1);
    while (atomic_load(&arrived) < all) {
        sched_yield();
    }
}

static void *call(void *context) {
    caller *c = context;
    for (int i = 0; i < c->rounds; i++) {
        meet(&c->met);
        c->wrong += !product(&c->operands, c->got) ||
                    memcmp(c->got, c->operands.expected, c->operands.bytes) != 0;
    }
    return NULL;
}

static caller callers[CALLERS];

/* Products that differ from those made alone. */
static int wrong_products(const shape *s, tn_dtype dtype) {
    TN_SCOPE(scope);
    for (int i = 0; i < CALLERS; i++) {
        callers[i].rounds = s->rounds;
        callers[i].wrong = 0;
        if (!prepare(&callers[i].operands, s, dtype, i)) {
            return s->rounds;
        }
    }
    int wrong = 0;
    for (int i = 0; i < CALLERS; i++) {
        pthread_create(&callers[i].thread, NULL, call, &callers[i]);
    }
    for (int i = 0; i < CALLERS; i++) {
        pthread_join(callers[i].thread, NULL);
        wrong += callers[i].wrong;
    }
    return wrong;
}

static int number;

static void check(tn_dtype dtype, int threads, const char *name) {
    int wrong = 0;
    tn_set_num_threads(threads);
    for (int i = 0; i < SHAPES; i++) {
        const int here = wrong_products(&shapes[i], dtype);
        if (here) {
            printf("# %d of [%d, %d, %d] x [%d, %d] are wrong\n", here, (int)shapes[i].batch,
                   (int)shapes[i].m, (int)shapes[i].k, (int)shapes[i].k, (int)shapes[i].n);
        }
        wrong += here;
    }
    report(++number, wrong == 0, name);
}

int main(void) {
    check(TN_F32, 1, "two callers get the products of one, f32");
    check(TN_F64, 1, "two callers get the products of one, f64");
    check(TN_C64, 1, "two callers get the products of one, c64");
    check(TN_F32, 2, "callers with two threads each get the products of one, f32");
    check(TN_F64, 2, "callers with two threads each get the products of one, f64");
    tn_error e;
    report(++number, !tn_error_take(&e), "no call failed");
    printf("1..%d\n", number);
    return 0;
}
