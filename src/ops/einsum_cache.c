/* einsum_cache.c: orders that were searched for before. One depends on sets of labels and their
 * sizes alone; a training step asks for the same few again and again. A place in the cache is
 * taken by whoever came last. */
#include "ops/einsum_terms.h"

#include <pthread.h>

enum {
    PLACES = 64,
    LEAST_OPERANDS = 4, /* searching among fewer takes no longer than looking here */
    MOST_OPERANDS = 12
};

typedef struct order_key {
    int64_t n, element_bytes, memory_limit;
    uint64_t out, sets[MOST_OPERANDS];
    int64_t size[TNI_EINSUM_LABELS]; /* of labels in use, else 0 */
} order_key;

typedef struct order_place {
    order_key key; /* n is 0: nothing is here */
    tn_einsum_step steps[MOST_OPERANDS - 1];
} order_place;

static order_place places[PLACES];
static uint64_t searches;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static order_key key_of(const tni_einsum *e, const uint64_t *sets, int64_t element_bytes,
                        int64_t memory_limit) {
    order_key key = {.n = e->n,
                     .element_bytes = element_bytes,
                     .memory_limit = memory_limit,
                     .out = tni_einsum_labels(&e->out)};
    uint64_t used = key.out;
    for (int i = 0; i < e->n; i++) {
        key.sets[i] = sets[i];
        used |= sets[i];
    }
    for (int label = 0; label < TNI_EINSUM_LABELS; label++) {
        key.size[label] = used >> label & 1 ? e->size[label] : 0;
    }
    return key;
}

static order_place *place_of(const order_key *key) {
    const uint64_t *words = (const uint64_t *)(const void *)key;
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof *key / sizeof *words; i++) {
        hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 29;
    }
    return &places[hash % PLACES];
}

bool tni_einsum_known_order(const tni_einsum *e, const uint64_t *sets, int64_t element_bytes,
                            int64_t memory_limit, tn_einsum_step *steps) {
    const size_t bytes = (size_t)(e->n - 1) * sizeof *steps;
    if (e->n < LEAST_OPERANDS || e->n > MOST_OPERANDS) {
        return tni_einsum_order(e, sets, element_bytes, memory_limit, steps);
    }
    const order_key key = key_of(e, sets, element_bytes, memory_limit);
    order_place *place = place_of(&key);
    pthread_mutex_lock(&lock);
    const bool known = memcmp(&place->key, &key, sizeof key) == 0;
    if (known) {
        memcpy(steps, place->steps, bytes);
    }
    searches += !known;
    pthread_mutex_unlock(&lock);
    if (known) {
        return true;
    }
    if (!tni_einsum_order(e, sets, element_bytes, memory_limit, steps)) {
        return false;
    }
    pthread_mutex_lock(&lock);
    place->key = key;
    memcpy(place->steps, steps, bytes);
    pthread_mutex_unlock(&lock);
    return true;
}

uint64_t tni_einsum_searches(void) {
    pthread_mutex_lock(&lock);
    const uint64_t n = searches;
    pthread_mutex_unlock(&lock);
    return n;
}
