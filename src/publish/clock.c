/* clock.c: CLOCK_MONOTONIC for who asks several times a microsecond.
 *
 * Where the kernel itself goes by the processor's counter, that is read instead, for a third of the
 * price: from a moment that both were read at, at the pace between the last two moments. A moment
 * is good for a millisecond or less. The times told are off by less than a look at the kernel's
 * clock takes, and where they were ahead the next pace is so much slower that both meet: they step
 * back by nanoseconds at most. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "publish/publish.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static uint64_t kernels_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

#ifdef __x86_64__
#include <x86intrin.h>

enum {
    GOOD_TICKS = 1 << 21,  /* how long a moment is */
    APART_TICKS = 1 << 20, /* between two moments, at least */
    CLOSE_TICKS = 1 << 9   /* between two looks at the counter that nobody interrupted */
};
/* Two moments that tell a pace are nearer, by both clocks; what was told is ahead by less. */
static const uint64_t FAR = (uint64_t)1 << 30, AHEAD_NS = 1000000;

typedef struct moment {
    uint64_t ticks, ns; /* 0: there was none yet */
    uint64_t pace;      /* nanoseconds a tick, times 2^32; 0: not known yet */
    uint64_t real_ns;   /* what the kernel said: ns, or less */
} moment;

static moment last;       /* changes while the sequence is odd */
static uint64_t sequence; /* of `last` */
static bool counter_is_kernels;

/* 0 where the counter was read before the moment, or began anew. */
static uint64_t past_of(const moment *m, uint64_t ticks) {
    return ticks > m->ticks ? ticks - m->ticks : 0;
}

static uint64_t ns_at(const moment *m, uint64_t ticks) {
    const uint64_t past = past_of(m, ticks);
    return m->ns + ((past < GOOD_TICKS ? past : GOOD_TICKS) * m->pace >> 32);
}

/* How fast the counter goes from here on, where the times told are `ahead` of the kernel's. */
static uint64_t pace_after(const moment *m, uint64_t past, uint64_t real_ns, uint64_t ahead) {
    const uint64_t real_past = real_ns - m->real_ns;
    if (past < APART_TICKS || past >= FAR || real_past >= FAR) {
        return m->pace;
    }
    const uint64_t real = (real_past << 32) / past;
    const uint64_t slower = (ahead << 32) / GOOD_TICKS;
    return slower < real ? real - slower : 0;
}

/* What to tell: time does not step back to the kernel's. Where the two have nothing to do with each
 * other, since the machine slept or was moved, the kernel's holds. */
static uint64_t later(uint64_t told, uint64_t real_ns) {
    return told > real_ns && told - real_ns < AHEAD_NS ? told : real_ns;
}

static void set_moment(const moment *m, uint64_t was, uint64_t ticks, uint64_t real_ns) {
    const uint64_t past = past_of(m, ticks), ns = later(ns_at(m, ticks), real_ns);
    const bool begins_anew = !m->ticks || ticks + FAR < m->ticks;
    if ((past < APART_TICKS && !begins_anew) ||
        !__atomic_compare_exchange_n(&sequence, &was, was + 1, false, __ATOMIC_ACQUIRE,
                                     __ATOMIC_RELAXED)) {
        return;
    }
    tni_store_in_order();
    tni_store(&last.pace, pace_after(m, past, real_ns, ns - real_ns));
    tni_store(&last.ticks, ticks);
    tni_store(&last.ns, ns);
    tni_store(&last.real_ns, real_ns);
    tni_store_last(&sequence, was + 2);
}

static uint64_t look_at_both(const moment *m, uint64_t was) {
    const uint64_t ticks = __rdtsc(), real_ns = kernels_ns();
    if (__rdtsc() - ticks < CLOSE_TICKS) {
        set_moment(m, was, ticks, real_ns);
    }
    return later(ns_at(m, ticks), real_ns);
}

uint64_t tni_time_ns(void) {
    if (!__atomic_load_n(&counter_is_kernels, __ATOMIC_RELAXED)) {
        return kernels_ns();
    }
    const uint64_t ticks = __rdtsc(), was = __atomic_load_n(&sequence, __ATOMIC_ACQUIRE);
    const moment m = {tni_load(&last.ticks), tni_load(&last.ns), tni_load(&last.pace),
                      tni_load(&last.real_ns)};
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
    if (was & 1 || was != tni_load(&sequence)) {
        return kernels_ns(); /* another thread sets a moment */
    }
    return m.pace && ticks - m.ticks < GOOD_TICKS ? ns_at(&m, ticks) : look_at_both(&m, was);
}

void tni_clock_begin(void) {
    char source[8] = "";
    FILE *file = fopen("/sys/devices/system/clocksource/clocksource0/current_clocksource", "re");
    if (file) {
        const bool same = fgets(source, sizeof source, file) && strcmp(source, "tsc\n") == 0;
        __atomic_store_n(&counter_is_kernels, same, __ATOMIC_RELAXED);
        fclose(file);
    }
}

#else

uint64_t tni_time_ns(void) {
    return kernels_ns();
}

void tni_clock_begin(void) {}

#endif
