/* allocator.c: the caching allocator: how much it reserves, and what a call costs.
 *
 *     allocator TRACE...   peak reserved over peak live of recorded allocations, for each policy;
 *                          and the least capacity in which ours still fits
 *     allocator            ns for a pair of allocate and free at 10,000 live blocks, and the
 *                          throughput of 8 threads over that of 2
 *
 * A trace is CSV with the columns op (alloc or free), id and bytes first; lines that start with #
 * and the header are passed over. */
#include <tenon/tenon.h>

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- Traces ---------------------------------------------------------------------------------- */

typedef struct trace {
    tn_memory_event *events;
    int64_t n, room;
} trace;

static void add_event(trace *t, tn_memory_event event) {
    if (t->n == t->room) {
        t->room = t->room ? 2 * t->room : 4096;
        t->events = realloc(t->events, (size_t)t->room * sizeof *t->events);
        if (!t->events) {
            abort();
        }
    }
    t->events[t->n++] = event;
}

static bool read_trace(const char *path, trace *t) {
    FILE *file = fopen(path, "r");
    char line[256];
    while (file && fgets(line, sizeof line, file)) {
        char op[8];
        unsigned long long id, bytes;
        if (sscanf(line, "%7[a-z],%llu,%llu", op, &id, &bytes) == 3) {
            const bool allocs = strcmp(op, "alloc") == 0;
            add_event(t, (tn_memory_event){.id = id,
                                           .bytes = bytes,
                                           .kind = allocs ? TN_MEMORY_ALLOC : TN_MEMORY_FREE});
        }
    }
    if (file) {
        fclose(file);
    }
    return t->n > 0;
}

/* The least capacity, in pages of 2 MiB, in which all events fit. */
static uint64_t least_capacity(const trace *t, uint64_t live, uint64_t enough) {
    const uint64_t page = 2u << 20;
    uint64_t low = live / page, high = (enough + page - 1) / page; /* low may be too little */
    while (low + 1 < high) {
        const uint64_t middle = (low + high) / 2;
        tn_replay_result r;
        tn_memory_replay("ours", t->events, t->n, middle * page, &r);
        if (r.failed_at < 0) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high * page;
}

static bool measure_trace(const char *path) {
    const char *policy;
    trace t = {0};
    if (!read_trace(path, &t)) {
        fprintf(stderr, "allocator: %s has no events\n", path);
        return false;
    }
    tn_replay_result r = {0};
    uint64_t ours = 0;
    for (int i = 0; (policy = tn_memory_policy_at(i)) != NULL; i++) {
        if (tn_memory_replay(policy, t.events, t.n, 0, &r) != TN_OK) {
            fprintf(stderr, "allocator: %s: %s\n", path, tn_error_pending()->message);
            free(t.events);
            return false;
        }
        ours = i == 0 ? r.reserved_bytes_peak : ours;
        printf("%s %s %llu %.4f\n", path, policy, (unsigned long long)r.reserved_bytes_peak,
               (double)r.reserved_bytes_peak / (double)r.live_bytes_peak);
    }
    const uint64_t least = least_capacity(&t, r.live_bytes_peak, ours);
    printf("%s ours-moving %llu %.4f\n", path, (unsigned long long)least,
           (double)least / (double)r.live_bytes_peak);
    free(t.events);
    return true;
}

/* ---- Calls ----------------------------------------------------------------------------------- */

enum { LIVE = 10000, PAIRS = 400000, REPEATS = 15, THREADS_MAX = 8 };

typedef struct block {
    void *data;
    int64_t bytes;
} block;

typedef struct worker {
    uint64_t seed;
    int64_t least, most;
    int live, pairs;
    pthread_barrier_t *start;
} worker;

static double now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Replaces random blocks by others of random sizes. */
static void replace(const worker *w, block *blocks, int pairs, uint64_t *seed) {
    const uint64_t sizes = (uint64_t)(w->most - w->least + 1);
    for (int i = 0; i < pairs; i++) {
        block *b = &blocks[next_random(seed) % (uint64_t)w->live];
        tn_memory_free(TN_CPU, b->data, b->bytes);
        b->bytes = w->least + (int64_t)(next_random(seed) % sizes);
        b->data = tn_memory_alloc(TN_CPU, b->bytes);
    }
}

static void *work(void *argument) {
    const worker *w = argument;
    block *blocks = calloc((size_t)w->live, sizeof *blocks);
    uint64_t seed = w->seed;
    if (!blocks) {
        abort();
    }
    replace(w, blocks, 4 * w->live, &seed);
    if (w->start) {
        pthread_barrier_wait(w->start);
    }
    const double start = now_ns();
    replace(w, blocks, w->pairs, &seed);
    const double ns = now_ns() - start;
    for (int i = 0; i < w->live; i++) {
        tn_memory_free(TN_CPU, blocks[i].data, blocks[i].bytes);
    }
    free(blocks);
    double *result = malloc(sizeof *result);
    *result = ns / w->pairs;
    return result;
}

static double one_thread(int64_t least, int64_t most) {
    worker w = {
        .seed = 88172645463325252u, .least = least, .most = most, .live = LIVE, .pairs = PAIRS};
    double *result = work(&w), ns = *result;
    free(result);
    return ns;
}

/* Pairs a second of all threads together. */
static double throughput(int threads) {
    pthread_t all[THREADS_MAX];
    worker workers[THREADS_MAX];
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, (unsigned)threads + 1);
    for (int i = 0; i < threads; i++) {
        workers[i] = (worker){.seed = 77 + (uint64_t)i,
                              .least = 1,
                              .most = 65536,
                              .live = LIVE / threads,
                              .pairs = PAIRS / threads,
                              .start = &start};
        pthread_create(&all[i], NULL, work, &workers[i]);
    }
    pthread_barrier_wait(&start);
    const double began = now_ns();
    for (int i = 0; i < threads; i++) {
        void *result;
        pthread_join(all[i], &result);
        free(result);
    }
    pthread_barrier_destroy(&start);
    return PAIRS / (now_ns() - began) * 1e9;
}

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}
static double median(double *values) {
    qsort(values, REPEATS, sizeof *values, compare);
    return values[REPEATS / 2];
}

static void measure_calls(void) {
    double small[REPEATS], large[REPEATS], ratio[REPEATS], calls[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
        small[i] = one_thread(1, 65536);
        large[i] = one_thread(65537, 1 << 20);
        const double two = throughput(2), eight = throughput(8);
        ratio[i] = eight / two;
        calls[i] = two;
    }
    printf("pair up to 64 KiB, ns %.1f\npair above 64 KiB, ns %.1f\n", median(small),
           median(large));
    printf("8 threads over 2 %.3f\n2 threads, pairs a second %.3g\n", median(ratio), median(calls));
}

int main(int argc, char **argv) {
    bool fine = true;
    for (int i = 1; i < argc; i++) {
        fine = measure_trace(argv[i]) && fine;
    }
    if (argc == 1) {
        measure_calls();
    }
    return fine && tn_ok() ? 0 : 1;
}
