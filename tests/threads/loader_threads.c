/* loader_threads.c: a loader that several threads ask for shards, with prefetch threads of its own:
 * every thread gets what a single one gets. Prints TAP; runs under ThreadSanitizer. */
#include <tenon/data.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 64, COLUMNS = 16, BATCH = 12, STEPS = 40, ASKING = 4 };

typedef struct job {
    tn_loader *loader;
    int shard;
    double sums[STEPS];
    tn_status status;
} job;

static double sum_of(const tn_batch *b) {
    const float *x = tn_const_data(b->inputs);
    double sum = 0;
    for (int64_t i = 0; i < b->rows * COLUMNS; i++) {
        sum += x[i] * (double)(i + 1);
    }
    return sum;
}

static void *ask(void *context) {
    job *j = context;
    for (int64_t step = 0; step < STEPS && !j->status; step++) {
        TN_SCOPE(s);
        tn_batch b;
        j->status = tn_loader_shard(j->loader, step, j->shard, ASKING, &b);
        j->sums[step] = j->status ? 0 : sum_of(&b);
    }
    return NULL;
}

/* The sums of all steps, asked for by ASKING threads at once, or by one. */
static bool run(const tn_dataset *d, int prefetch_threads, bool threaded, job *jobs) {
    pthread_t threads[ASKING];
    bool good = true;
    tn_loader *loader = tn_loader_new(d, .batch = BATCH, .seed = 8);
    if (prefetch_threads) {
        tn_loader_prefetch(loader, .shards = ASKING, .threads = prefetch_threads, .depth = 2);
    }
    for (int i = 0; i < ASKING; i++) {
        jobs[i] = (job){.loader = loader, .shard = i};
        if (threaded) {
            pthread_create(&threads[i], NULL, ask, &jobs[i]);
        } else {
            ask(&jobs[i]);
        }
    }
    for (int i = 0; i < ASKING; i++) {
        if (threaded) {
            pthread_join(threads[i], NULL);
        }
        good = good && !jobs[i].status;
    }
    tn_loader_free(loader);
    return good && tn_ok();
}

static bool same(const job *a, const job *b) {
    bool equal = true;
    for (int i = 0; i < ASKING; i++) {
        equal = equal && memcmp(a[i].sums, b[i].sums, sizeof a[i].sums) == 0;
    }
    return equal;
}

static int report(int number, bool good, const char *name) {
    printf("%s %d - %s\n", good ? "ok" : "not ok", number, name);
    return !good;
}

int main(void) {
    TN_SCOPE(s);
    static float data[ROWS * COLUMNS];
    static job alone[ASKING], jobs[ASKING];
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        data[i] = (float)(i % 101);
    }
    tn_dataset *d = tn_dataset_tensors(tn_from(data, TN_SHAPE(ROWS, COLUMNS), TN_F32), NULL);
    int failed = !run(d, 0, false, alone);
    failed += report(1, run(d, 0, true, jobs) && same(jobs, alone), "threads share a loader");
    failed += report(2, run(d, 1, true, jobs) && same(jobs, alone), "with one prefetch thread");
    failed += report(3, run(d, 3, true, jobs) && same(jobs, alone), "with three of them");
    tn_dataset_free(d);
    printf("1..3\n");
    return failed != 0;
}
