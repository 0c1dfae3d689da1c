/* trace.c: reading recorded allocations. Which format a file has, its contents tell. */
#include "trace.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool trace_fail(trace *t, const char *format, ...) {
    const size_t used = strlen(t->problem);
    va_list args;
    va_start(args, format);
    vsnprintf(t->problem + used, sizeof t->problem - used, format, args);
    va_end(args);
    for (char *p = t->problem + used; *p; p++) { /* what a file holds moves no cursor */
        *p = isprint((unsigned char)*p) ? *p : '?';
    }
    return false;
}

/* ---- Events ---------------------------------------------------------------------------------- */

static bool make_room(trace *t) {
    if (t->n < t->room) {
        return true;
    }
    const int64_t room = t->room ? 2 * t->room : 1024;
    tn_memory_event *events = realloc(t->events, (size_t)room * sizeof *events);
    t->events = events ? events : t->events;
    uint64_t *times = realloc(t->times, (size_t)room * sizeof *times);
    t->times = times ? times : t->times;
    t->room = events && times ? room : t->room;
    return (events && times) ||
           trace_fail(t, "there is no memory for %lld events", (long long)room);
}

static bool add(trace *t, tn_memory_event event, uint64_t time) {
    if (!make_room(t)) {
        return false;
    }
    t->events[t->n] = event;
    t->times[t->n++] = time;
    return true;
}

/* Nodes are the addresses themselves. */
static int by_address(const void *a, const void *b) {
    return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}
static const void *key_of(uint64_t block) {
    return (const void *)(uintptr_t)block;
}
static void drop_key(void *key) {
    (void)key;
}

/* Streams are numbered as they come. */
static bool number_stream(trace *t, uint64_t stream, uint32_t *number) {
    int i = 0;
    while (i < t->n_streams && t->streams[i] != stream) {
        i++;
    }
    if (i == TRACE_STREAMS) {
        return trace_fail(t, "it is about more than %d streams", TRACE_STREAMS);
    }
    if (i == t->n_streams) {
        t->streams[t->n_streams++] = stream;
    }
    *number = (uint32_t)i;
    return true;
}

bool trace_free(trace *t, uint64_t block, uint64_t time) {
    if (!tdelete(key_of(block), &t->live, by_address)) {
        t->left_out++;
        return true;
    }
    return add(t, (tn_memory_event){.id = block, .kind = TN_MEMORY_FREE}, time);
}

bool trace_alloc(trace *t, uint64_t block, uint64_t bytes, uint64_t stream, uint64_t time) {
    uint32_t number = 0;
    if (bytes == 0) {
        return true;
    }
    if (!number_stream(t, stream, &number)) {
        return false;
    }
    if (tfind(key_of(block), &t->live, by_address) && !trace_free(t, block, time)) {
        return false;
    }
    if (!tsearch(key_of(block), &t->live, by_address)) {
        return trace_fail(t, "there is no memory for its blocks");
    }
    return add(t, (tn_memory_event){.id = block, .bytes = bytes, .stream = number}, time);
}

/* ---- Files ----------------------------------------------------------------------------------- */

static bool read_text(trace *t, trace_text text, int device) {
    if (trace_is_csv(text)) {
        return trace_read_csv(t, text);
    }
    if (trace_is_torch(text)) {
        return trace_read_torch(t, text, device);
    }
    return trace_fail(t, "it is no record of allocations that is known here: CSV with the columns "
                         "op, id and bytes, RMM's log, PyTorch's profiler or its memory snapshot");
}

static bool read_open(trace *t, int file, int device) {
    struct stat about;
    if (fstat(file, &about) != 0) {
        return trace_fail(t, "%s", strerror(errno));
    }
    if (!S_ISREG(about.st_mode)) {
        return trace_fail(t, "it is no file");
    }
    if (about.st_size == 0) {
        return trace_fail(t, "it is empty");
    }
    const size_t bytes = (size_t)about.st_size;
    char *data = mmap(NULL, bytes, PROT_READ, MAP_PRIVATE, file, 0);
    if (data == MAP_FAILED) {
        return trace_fail(t, "%s", strerror(errno));
    }
    const bool read = read_text(t, (trace_text){data, bytes}, device);
    munmap(data, bytes);
    return read && (t->n > 0 ||
                    trace_fail(t, "it has no allocations%s", device >= 0 ? " of that device" : ""));
}

bool trace_read(trace *t, const char *path, int device) {
    *t = (trace){0};
    snprintf(t->problem, sizeof t->problem, "%.200s: ", path);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return trace_fail(t, "%s", strerror(errno));
    }
    const bool read = read_open(t, file, device);
    close(file);
    tdestroy(t->live, drop_key);
    t->live = NULL;
    return read;
}

void trace_close(trace *t) {
    free(t->events);
    free(t->times);
}
