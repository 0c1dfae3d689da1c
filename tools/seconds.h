/* seconds.h: the time that passes, for tools that wait or measure. */
#ifndef TENON_SECONDS_H
#define TENON_SECONDS_H

#include <time.h>

/* Since some moment that stays the same. */
static inline double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

#endif
