/* Shards on several threads and ranks as threads, for ThreadSanitizer: both at once, with buckets
 * in flight, and a shard that fails while others run. Prints TAP. */
#include "support/fake_comm.h"
#include "support/tiny_model.h"

#include <stdio.h>

enum { STEPS = 3 };

typedef struct training {
    tiny_options options;
    uint64_t hash[FAKE_MAX_RANKS];
    tn_status status[FAKE_MAX_RANKS];
} training;

static void train(tni_group *group, void *context) {
    training *t = context;
    t->hash[group->rank] = tiny_train(group, &t->options, STEPS);
    tn_error error;
    t->status[group->rank] = tn_error_take(&error) ? error.code : TN_OK;
}

static void report(int number, bool is_ok, const char *name) {
    printf("%s %d - %s\n", is_ok ? "ok" : "not ok", number, name);
}

int main(void) {
    training one = {.options = {.shards = 8, .threads = 1}};
    fake_run(1, 60000, train, &one);
    training four = {.options = {.shards = 8, .threads = 4, .bucket_bytes = 100}};
    fake_run(1, 60000, train, &four);
    report(1, one.hash[0] && one.hash[0] == four.hash[0], "four threads have the bits of one");

    training ranks = {.options = {.shards = 8, .threads = 2, .bucket_bytes = 100}};
    fake_run(2, 60000, train, &ranks);
    report(2, one.hash[0] == ranks.hash[0] && one.hash[0] == ranks.hash[1],
           "two ranks of two threads have the bits of one");

    training failing = {.options = {.shards = 8, .threads = 4, .failing_shard = 6}};
    fake_run(1, 60000, train, &failing);
    report(3, failing.status[0] == TN_ERR_SHAPE, "a shard that fails on a thread is reported");
    printf("1..3\n");
    return 0;
}
