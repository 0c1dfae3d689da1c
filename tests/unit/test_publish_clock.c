/* The clock of events is the kernel's: between two looks at that, also after idling, from several
 * threads, and it does not step back by more than what such a look takes. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "publish/publish.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Elsewhere the kernel's clock is read, and there is nothing to compare. */
static void need_counter(void) {
    char source[8] = "";
    FILE *file = fopen("/sys/devices/system/clocksource/clocksource0/current_clocksource", "r");
    const bool is_counter =
        file && fgets(source, sizeof source, file) && strcmp(source, "tsc\n") == 0;
    if (file) {
        fclose(file);
    }
    if (!is_counter) {
        cr_skip_test("the kernel's clock is not the processor's counter here");
    }
    tni_clock_begin();
}

TestSuite(publish_clock, .timeout = 120);

enum { OFF_NS = 1000, THREADS = 2 };

static uint64_t kernels_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void rest(long ns) {
    nanosleep(&(struct timespec){.tv_nsec = ns}, NULL);
}

/* Whether a time lies between two of the kernel's. */
static bool is_right(void) {
    const uint64_t before = kernels_ns(), told = tni_time_ns(), after = kernels_ns();
    return told + OFF_NS >= before && told <= after + OFF_NS;
}

typedef struct watch {
    uint64_t wrong, back_ns;
} watch;

static _Atomic bool stop;

static void *look(void *about) {
    watch *w = about;
    uint64_t last = tni_time_ns();
    while (!stop) {
        for (int i = 0; i < 1000; i++) {
            const uint64_t now = tni_time_ns();
            w->back_ns = last > now && last - now > w->back_ns ? last - now : w->back_ns;
            last = now;
        }
        w->wrong += !is_right();
    }
    return NULL;
}

Test(publish_clock, of_busy_threads) {
    need_counter();
    pthread_t threads[THREADS];
    watch watches[THREADS] = {{0}};
    for (int i = 0; i < THREADS; i++) {
        cr_assert_eq(pthread_create(&threads[i], NULL, look, &watches[i]), 0);
    }
    for (int i = 0; i < 10; i++) {
        rest(100000000);
    }
    stop = true;
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        cr_expect_eq(watches[i].wrong, 0, "%llu times", (unsigned long long)watches[i].wrong);
        cr_expect_leq(watches[i].back_ns, OFF_NS, "%llu ns",
                      (unsigned long long)watches[i].back_ns);
    }
}

Test(publish_clock, after_idling) {
    need_counter();
    static const long rests[] = {0, 1000, 100000, 700000, 5000000, 200000000, 900000000};
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof rests / sizeof rests[0]; i++) {
            rest(rests[i]);
            cr_expect(is_right(), "after %ld ns", rests[i]);
            for (int k = 0; k < 1000; k++) { /* a new pace comes to use */
                cr_expect(is_right(), "%d times after %ld ns", k, rests[i]);
            }
        }
    }
}
