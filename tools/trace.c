/* trace.c: reading recorded allocations. Which format a file has, its contents tell. */
#include "trace.h"

#include "plain_text.h"
#include "trace_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool trace_fail(trace *t, const char *format, ...) {
    const size_t used = strlen(t->problem);
    va_list args;
    va_start(args, format);
    vsnprintf(t->problem + used, sizeof t->problem - used, format, args);
    va_end(args);
    make_plain(t->problem + used);
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
    trace_note *notes = realloc(t->notes, (size_t)room * sizeof *notes);
    t->notes = notes ? notes : t->notes;
    t->room = events && notes ? room : t->room;
    return (events && notes) ||
           trace_fail(t, "there is no memory for %lld events", (long long)room);
}

static bool add(trace *t, tn_memory_event event, trace_note note) {
    if (!make_room(t)) {
        return false;
    }
    t->events[t->n] = event;
    t->notes[t->n++] = note;
    return true;
}

/* ---- Names ----------------------------------------------------------------------------------- */

/* A name in the tree: its number, then its text. */
typedef struct name_node {
    uint32_t number;
    char text[];
} name_node;

static int by_text(const void *a, const void *b) {
    return strcmp(((const name_node *)a)->text, ((const name_node *)b)->text);
}

static name_node *new_name(trace *t, const char *text) {
    if (t->n_names >= t->names_room) {
        const uint32_t room = t->names_room ? 2 * t->names_room : 64;
        const char **names = realloc(t->names, room * sizeof *names);
        if (!names) {
            return NULL;
        }
        t->names = names;
        t->names[0] = "";
        t->names_room = room;
    }
    const size_t bytes = strlen(text) + 1;
    name_node *name = malloc(sizeof *name + bytes);
    if (name) {
        memcpy(name->text, text, bytes);
        make_plain(name->text);
        name->number = t->n_names++;
        t->names[name->number] = name->text;
    }
    return name;
}

/* The number of a name; 0 for none. False with a problem. */
static bool number_name(trace *t, const char *text, uint32_t *number) {
    *number = 0;
    if (!text || !*text) {
        return true;
    }
    name_node *one = new_name(t, text), **found = one ? tsearch(one, &t->texts, by_text) : NULL;
    if (!found) {
        t->n_names -= one != NULL;
        free(one);
        return trace_fail(t, "there is no memory for its names");
    }
    *number = (*found)->number;
    if (*found != one) { /* it was there */
        t->n_names--;
        free(one);
    }
    return true;
}

/* ---- Blocks ---------------------------------------------------------------------------------- */

typedef struct live_node {
    uint64_t block;
    int64_t event; /* that made it */
} live_node;

static int by_block(const void *a, const void *b) {
    const live_node *x = a, *y = b;
    return (x->block > y->block) - (x->block < y->block);
}

/* Streams are numbered as they come. */
static uint32_t number_of_stream(trace *t, uint64_t stream) {
    int i = 0;
    while (i < t->n_streams && t->streams[i] != stream) {
        i++;
    }
    i = i < TRACE_STREAMS_MAX ? i : TRACE_STREAMS_MAX - 1;
    if (i == t->n_streams) {
        t->streams[t->n_streams++] = stream;
    }
    return (uint32_t)i;
}

enum { NO_EVENT = -1 }; /* of a block of no bytes */

bool trace_add_free(trace *t, uint64_t block, uint64_t time) {
    live_node **found = tfind(&(live_node){.block = block}, &t->live, by_block);
    if (!found) {
        t->left_out++;
        return true;
    }
    live_node *gone = *found;
    const int64_t made = gone->event;
    tdelete(gone, &t->live, by_block);
    free(gone);
    if (made == NO_EVENT) {
        return true;
    }
    t->notes[made].partner = t->n;
    return add(t, (tn_memory_event){.id = block, .kind = TN_MEMORY_FREE},
               (trace_note){time, made, t->notes[made].name});
}

static bool count_bytes(trace *t, uint64_t bytes) {
    const uint64_t most = (uint64_t)1 << 62;
    if (bytes > most - t->bytes) {
        return trace_fail(t, "a block of %llu bytes: all blocks have more than 2^62",
                          (unsigned long long)bytes);
    }
    t->bytes += bytes;
    return true;
}

bool trace_add_alloc(trace *t, const trace_block *b) {
    uint32_t name = 0;
    if (!count_bytes(t, b->bytes) || !number_name(t, b->name, &name)) {
        return false;
    }
    if (tfind(&(live_node){.block = b->block}, &t->live, by_block)) {
        t->made_twice++;
        if (!trace_add_free(t, b->block, b->time)) {
            return false;
        }
    }
    live_node *node = malloc(sizeof *node);
    if (node) {
        *node = (live_node){b->block, b->bytes > 0 ? t->n : NO_EVENT};
    }
    if (!node || !tsearch(node, &t->live, by_block)) {
        free(node);
        return trace_fail(t, "there is no memory for its blocks");
    }
    const uint32_t stream = number_of_stream(t, b->stream);
    return b->bytes == 0 ||
           add(t, (tn_memory_event){.id = b->block, .bytes = b->bytes, .stream = stream},
               (trace_note){b->time, -1, name});
}

bool trace_add_use(trace *t, uint64_t block, uint64_t stream, uint64_t time) {
    live_node **found = tfind(&(live_node){.block = block}, &t->live, by_block);
    if (!found || (*found)->event == NO_EVENT) {
        return true;
    }
    const uint32_t number = number_of_stream(t, stream);
    return add(t, (tn_memory_event){.id = block, .kind = TN_MEMORY_USE, .stream = number},
               (trace_note){time, -1, 0});
}

bool trace_add_wait(trace *t, uint64_t stream, uint64_t other, uint64_t time) {
    const uint32_t id = number_of_stream(t, other), number = number_of_stream(t, stream);
    return add(t, (tn_memory_event){.id = id, .kind = TN_MEMORY_WAIT, .stream = number},
               (trace_note){time, -1, 0});
}

bool trace_add_segment(trace *t, uint64_t address, uint64_t bytes, segment_change change) {
    if (t->n_segments == t->segments_room) {
        const int64_t room = t->segments_room ? 2 * t->segments_room : 64;
        trace_segment *segments = realloc(t->segments, (size_t)room * sizeof *segments);
        if (!segments) {
            return trace_fail(t, "there is no memory for its segments");
        }
        t->segments = segments;
        t->segments_room = room;
    }
    t->segments[t->n_segments++] = (trace_segment){address, bytes, t->n, change};
    return true;
}

/* ---- Files ----------------------------------------------------------------------------------- */

static bool read_format(trace *t, trace_text text, int device) {
    if (trace_is_tenon(text)) {
        return trace_read_tenon(t, text, device);
    }
    if (trace_is_csv(text)) {
        return trace_read_csv(t, text, device);
    }
    if (trace_is_torch(text)) {
        return trace_read_torch(t, text, device);
    }
    return trace_fail(
        t,
        "it is no record of allocations that is known here: of tenon mem record, "
        "CSV with the columns op, id and bytes, RMM's log, PyTorch's profiler (JSON) or its memory "
        "snapshot (JSON, or pickled with protocol 2 or later)");
}

bool trace_read_text(trace *t, trace_text text, int device) {
    const bool read = read_format(t, text, device);
    return read && (t->n > 0 || trace_fail(t, "it has no allocations"));
}

/* All of a file that may be written to meanwhile; NULL with a problem. */
static char *read_whole(trace *t, int file, size_t *bytes) {
    struct stat about;
    if (fstat(file, &about) != 0) {
        trace_fail(t, "%s", strerror(errno));
        return NULL;
    }
    if (!S_ISREG(about.st_mode)) {
        trace_fail(t, "it is no file");
        return NULL;
    }
    char *data = malloc((size_t)about.st_size + 1);
    if (!data) {
        trace_fail(t, "there is no memory for its %lld bytes", (long long)about.st_size);
        return NULL;
    }
    ssize_t got = 1;
    for (*bytes = 0; got > 0 && *bytes<(size_t)about.st_size; *bytes += got> 0 ? (size_t)got : 0) {
        got = read(file, data + *bytes, (size_t)about.st_size - *bytes);
    }
    if (got < 0 || *bytes == 0) {
        trace_fail(t, "%s", got < 0 ? strerror(errno) : "it is empty");
        free(data);
        return NULL;
    }
    return data;
}

trace trace_open(void) {
    return (trace){.n_names = 1}; /* 0 is nobody's */
}

/* The number of one, and no file. */
static bool is_process(const char *name) {
    return *name && name[strspn(name, "0123456789")] == 0 && access(name, F_OK) != 0;
}

static bool is_snapshot(int file) {
    char magic[sizeof TN_PUBLISHED_MAGIC - 1];
    return pread(file, magic, sizeof magic, 0) == (ssize_t)sizeof magic &&
           memcmp(magic, TN_PUBLISHED_MAGIC, sizeof magic) == 0;
}

bool trace_read(trace *t, const char *path, int device) {
    *t = trace_open();
    snprintf(t->problem, sizeof t->problem, "%.200s: ", path);
    make_plain(t->problem);
    if (is_process(path)) {
        return trace_read_shown(t, path, device);
    }
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe is not waited for */
    if (file < 0) {
        return trace_fail(t, "%s", strerror(errno));
    }
    if (is_snapshot(file)) {
        close(file);
        return trace_read_shown(t, path, device);
    }
    size_t bytes;
    char *data = read_whole(t, file, &bytes);
    close(file);
    const bool read = data && trace_read_text(t, (trace_text){data, bytes}, device);
    free(data);
    return read;
}

double trace_seconds(const trace *t, int64_t event) {
    const int64_t ns = (int64_t)(t->notes[event].time - t->notes[0].time);
    return ns > 0 ? (double)ns * 1e-9 : 0;
}

void trace_close(trace *t) {
    tn_published_close(t->view);
    tdestroy(t->live, free);
    tdestroy(t->texts, free);
    free(t->names);
    free(t->events);
    free(t->notes);
    free(t->segments);
}
