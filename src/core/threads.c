/* threads.c: how many threads host kernels use. Results never depend on it.
 *
 * Order: this thread's override, tn_set_num_threads(), TENON_NUM_THREADS, OMP_NUM_THREADS, the
 * cores that the process may run on (fewer than the machine's under taskset, mpirun or Slurm). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "core/core.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

enum { MAX_THREADS = 1024 };

static _Atomic int chosen; /* by tn_set_num_threads(); 0: not chosen */
static int fallback;
static TNI_THREAD_LOCAL int override;

static int clamped(int64_t threads) {
    return threads < 1 ? 1 : threads > MAX_THREADS ? MAX_THREADS : (int)threads;
}

static int usable_cores(void) {
    int usable = 0;
    /* The kernel refuses sets that are smaller than its own. */
    for (int cores = 1024; usable == 0 && cores <= 1 << 20; cores *= 2) {
        cpu_set_t *set = CPU_ALLOC(cores);
        if (!set) {
            break;
        }
        if (sched_getaffinity(0, CPU_ALLOC_SIZE(cores), set) == 0) {
            usable = CPU_COUNT_S(CPU_ALLOC_SIZE(cores), set);
        }
        CPU_FREE(set);
    }
    return usable > 0 ? usable : 1;
}

static void find_fallback(void) {
    const int64_t own = tni_env_int("TENON_NUM_THREADS");
    const char *openmp = getenv("OMP_NUM_THREADS");
    const long given = openmp ? strtol(openmp, NULL, 10) : 0;
    fallback = clamped(own > 0 ? own : given > 0 ? given : usable_cores());
}

int tn_num_threads(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (override) {
        return override;
    }
    const int n = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (n) {
        return n;
    }
    pthread_once(&once, find_fallback);
    return fallback;
}

void tn_set_num_threads(int threads) {
    TNI_CALL("set_num_threads", ((tn_site){0}));
    if (threads < 1) {
        tni_fail(TN_ERR_ARGUMENT, "asked for %d threads; use 1 or more", threads);
        return;
    }
    atomic_store_explicit(&chosen, clamped(threads), memory_order_relaxed);
}

int tni_override_threads(int threads) {
    const int former = override;
    override = threads <= 0 ? 0 : clamped(threads);
    return former;
}
