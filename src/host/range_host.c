/* range_host.c: evenly spaced numbers. Each element is computed from its index alone, in f64 or
 * i64, and rounded once. */
#include "host/host.h"

enum { CHUNK = 512 };

/* The second half counts back from the end, so that both ends are exact. */
static double between(const tn_k_range *p, int64_t i) {
    if (p->n == 1) {
        return p->start;
    }
    const double step = (p->end - p->start) / (double)(p->n - 1);
    return i < p->n / 2 ? p->start + step * (double)i : p->end - step * (double)(p->n - 1 - i);
}

static void range_chunk(const tn_k_range *p, int64_t first, int64_t n) {
    const size_t bytes = tn_dtype_bytes((tn_dtype)p->dtype);
    char *out = (char *)p->out + (size_t)first * bytes;
    if (p->whole) {
        int64_t values[CHUNK];
        for (int64_t i = 0; i < n; i++) {
            values[i] = (int64_t)((uint64_t)p->whole_start +
                                  (uint64_t)(first + i) * (uint64_t)p->whole_step);
        }
        tni_host_store(TN_I64, (tn_dtype)p->dtype)(n, out, values, 1);
        return;
    }
    double values[CHUNK];
    for (int64_t i = 0; i < n; i++) {
        values[i] = p->code == TN_RANGE_STEP ? p->start + p->step * (double)(first + i)
                                             : between(p, first + i);
    }
    tni_host_store(TN_F64, (tn_dtype)p->dtype)(n, out, values, 1);
}

int tni_host_range(const void *params, void *stream) {
    (void)stream;
    const tn_k_range *p = params;
    const int threads = tni_host_threads(p->n);
#pragma omp parallel for num_threads(threads) schedule(static) if (threads > 1)
    for (int64_t first = 0; first < p->n; first += CHUNK) {
        range_chunk(p, first, p->n - first < CHUNK ? p->n - first : CHUNK);
    }
    return 0;
}
