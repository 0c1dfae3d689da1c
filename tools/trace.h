/* trace.h: recorded allocations, whoever wrote them: tenon mem record, a CSV file, RMM's log,
 * PyTorch's profiler or its memory snapshot; and what processes publish. */
#ifndef TENON_TRACE_H
#define TENON_TRACE_H

#include <tenon/tenon.h>

enum { TRACE_STREAMS_MAX = 64, TRACE_REPLAY_STREAMS = 63 };
enum { TRACE_DEVICES_MAX = 64 };

/* What is known of an event besides what a replay needs. */
typedef struct trace_note {
    uint64_t time;   /* ns */
    int64_t partner; /* of an allocation the event that frees it, and the other way; -1: none */
    uint32_t name;   /* number of the text that says who asked for it; 0: nobody knows */
} trace_note;

/* Addresses that the writer's allocator took or gave back, where the record tells. */
typedef enum segment_change { SEGMENT_COMES, SEGMENT_GOES, SEGMENT_STAYS } segment_change;
typedef struct trace_segment {
    uint64_t address, bytes;
    int64_t events; /* how many there were before */
    segment_change change;
} trace_segment;

typedef struct trace {
    const char *kind; /* what wrote it, for people */
    tn_memory_event *events;
    trace_note *notes; /* of each event */
    int64_t n;
    const char **names; /* texts by their numbers */
    uint32_t n_names;
    bool has_addresses;      /* blocks' ids are where they lie */
    trace_segment *segments; /* as they came and went; those that stay were there at the end */
    int64_t n_segments;
    int64_t left_out;   /* frees of blocks that were made before the record began */
    int64_t made_twice; /* blocks that were made again without a free, which is added */
    int n_streams;      /* TRACE_STREAMS_MAX: as many or more, the last ones taken for one */
    tn_published *view; /* what a process publishes, and its pool; NULL: it is a record */
    int pool;
    char problem[400]; /* why it could not be read */
    /* While it is read. */
    int64_t room, segments_room;
    uint32_t names_room;
    void *live, *texts; /* live blocks by address and names by text: trees of tsearch(3) */
    uint64_t streams[TRACE_STREAMS_MAX]; /* what the writer calls them, by our numbers */
    uint64_t bytes;                      /* of all blocks */
} trace;

/* Reads a file; of several devices that with the given number, -1: the one with most events. False
 * with a problem. Close it in either case. */
bool trace_read(trace *t, const char *path, int device);
void trace_close(trace *t);
double trace_seconds(const trace *t, int64_t event); /* since the first event; at least 0 */
static inline const char *trace_name(const trace *t, int64_t event) {
    const uint32_t name = t->notes[event].name;
    return name ? t->names[name] : "";
}

/* Whether an event makes or frees a block; others say which streams use it, and wait. */
static inline bool trace_is_of_block(const trace *t, int64_t event) {
    return t->events[event].kind <= TN_MEMORY_FREE;
}
/* The event that made the block of one that makes or frees it. */
static inline int64_t trace_made(const trace *t, int64_t event) {
    return t->events[event].kind == TN_MEMORY_FREE ? t->notes[event].partner : event;
}
/* By how many bytes more live behind an event, or, as a difference, fewer. */
static inline uint64_t trace_change(const trace *t, int64_t event) {
    const uint64_t bytes = trace_is_of_block(t, event) ? t->events[trace_made(t, event)].bytes : 0;
    return t->events[event].kind == TN_MEMORY_FREE ? -bytes : bytes;
}

#endif
