/* order.c: the order in which an epoch visits the rows.
 *
 * Invariant: the order is a function of (seed, epoch, rows) and nothing else: no state is carried
 * from one epoch to the next, so that a run resumes anywhere. Fisher and Yates's shuffle with
 * numbers from SplitMix64 (Steele, Lea, Flood 2014), each a function of its position. */
#include "data/loader.h"

__extension__ typedef unsigned __int128 wide;

static uint64_t mix(uint64_t x) {
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

/* Below n: the upper half of a 128-bit product (Lemire 2019); its bias is below n / 2^64. */
static int64_t below(uint64_t key, int64_t i, int64_t n) {
    const uint64_t bits = mix(key + (uint64_t)i * 0x9e3779b97f4a7c15u);
    return (int64_t)((wide)bits * (uint64_t)n >> 64);
}

tni_order *tni_order_new(uint64_t seed, int64_t epoch, int64_t rows, bool shuffled) {
    int64_t bytes;
    if (!tni_mul(rows, sizeof(int64_t), &bytes) ||
        !tni_add(bytes, (int64_t)sizeof(tni_order), &bytes)) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "%lld rows are too many to be put in order",
                             (long long)rows);
    }
    tni_order *order = tni_host_alloc((size_t)bytes);
    if (!order) {
        return NULL;
    }
    order->refs = 1;
    order->epoch = epoch;
    for (int64_t i = 0; i < rows; i++) {
        order->rows[i] = i;
    }
    const uint64_t key = mix(mix(seed + 0x9e3779b97f4a7c15u) + (uint64_t)epoch);
    for (int64_t i = rows - 1; shuffled && i > 0; i--) {
        const int64_t k = below(key, i, i + 1), kept = order->rows[i];
        order->rows[i] = order->rows[k];
        order->rows[k] = kept;
    }
    return order;
}

void tni_order_drop(tni_order *order) {
    if (order && atomic_fetch_sub_explicit(&order->refs, 1, memory_order_acq_rel) == 1) {
        tni_host_free(order);
    }
}
