/* log.c: warnings on stderr, one line each, written with one call so that lines of several threads
 * and ranks do not mix. */
#include "core/core.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

enum { LINE_BYTES = 1024, MAX_KEYS = 64 };

static bool is_quiet(void) {
    return strcmp(tni_env("TENON_LOG"), "quiet") == 0;
}

static void print_line(const char *format, va_list args) {
    char line[LINE_BYTES];
    vsnprintf(line, sizeof line, format, args);
    fprintf(stderr, "tenon: %s\n", line);
}

void tni_warn(const char *format, ...) {
    if (is_quiet()) {
        return;
    }
    va_list args;
    va_start(args, format);
    print_line(format, args);
    va_end(args);
}

static _Atomic int own_rank;

void tni_log_set_rank(int rank) {
    atomic_store(&own_rank, rank);
}

void tni_warn_on_first_rank(const char *format, ...) {
    if (is_quiet() || atomic_load(&own_rank) != 0) {
        return;
    }
    va_list args;
    va_start(args, format);
    print_line(format, args);
    va_end(args);
}

/* Whether key is new. A full table reads as "seen": better silent than in a loop. */
static bool is_first(const char *key) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static const char *keys[MAX_KEYS];
    static int n_keys;
    pthread_mutex_lock(&lock);
    bool first = n_keys < MAX_KEYS;
    for (int i = 0; i < n_keys && first; i++) {
        first = strcmp(keys[i], key) != 0;
    }
    if (first) {
        keys[n_keys++] = key;
    }
    pthread_mutex_unlock(&lock);
    return first;
}

void tni_warn_once(const char *key, const char *format, ...) {
    if (!is_first(key) || is_quiet()) {
        return;
    }
    va_list args;
    va_start(args, format);
    print_line(format, args);
    va_end(args);
}
