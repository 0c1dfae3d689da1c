/* Memory from several threads at once, for ThreadSanitizer: small and large blocks made by one
 * thread and freed by another, while a third reads figures and trims. Prints TAP. */
#include "memory/allocator.h"

#include <tenon/memory.h>

#include <pthread.h>
#include <stdio.h>

enum { ROUNDS = 300, SLOTS = 16, WORKERS = 3 };

static void *_Atomic slots[SLOTS];
static atomic_bool failed;

/* All blocks of a slot have one size, so that whoever takes one knows it. */
static int64_t slot_bytes(int i) {
    return i % 4 == 3 ? 100000 + i : 40 * (i + 1);
}

static void *work(void *unused) {
    (void)unused;
    for (int round = 0; round < ROUNDS; round++) {
        const int i = round % SLOTS;
        unsigned char *fresh = tni_device_alloc(TN_CPU, slot_bytes(i), NULL, NULL);
        unsigned char *object = tni_pool_alloc(200);
        if (!fresh || !object) {
            atomic_store(&failed, true);
            break;
        }
        memset(fresh, i, (size_t)slot_bytes(i));
        memset(object, i, 200);
        unsigned char *old = atomic_exchange(&slots[i], fresh);
        if (old && (old[0] != i || old[slot_bytes(i) - 1] != i)) {
            atomic_store(&failed, true);
        }
        tni_device_free(TN_CPU, old, slot_bytes(i), NULL);
        tni_pool_free(object, 200);
    }
    return NULL;
}

static void *look(void *unused) {
    (void)unused;
    for (int round = 0; round < ROUNDS / 10; round++) {
        tn_memory_figures stats;
        tn_memory_stats(TN_CPU, &stats);
        tn_memory_trim(TN_CPU);
    }
    return NULL;
}

int main(void) {
    pthread_t threads[WORKERS + 1];
    printf("1..2\n");
    for (int i = 0; i <= WORKERS; i++) {
        if (pthread_create(&threads[i], NULL, i < WORKERS ? work : look, NULL) != 0) {
            return 1;
        }
    }
    for (int i = 0; i <= WORKERS; i++) {
        pthread_join(threads[i], NULL);
    }
    for (int i = 0; i < SLOTS; i++) {
        tni_device_free(TN_CPU, slots[i], slot_bytes(i), NULL);
    }
    tn_memory_figures stats;
    tn_memory_stats(TN_CPU, &stats);
    const bool intact = !atomic_load(&failed);
    const bool even = stats.live_bytes == 0 && stats.allocations == stats.frees;
    printf("%s 1 - blocks keep their contents between threads\n", intact ? "ok" : "not ok");
    printf("%s 2 - what was made was freed and counted\n", even ? "ok" : "not ok");
    return intact && even ? 0 : 1;
}
