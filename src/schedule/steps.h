/* steps.h: launches of a step are put off, and given as one graph when they are those of an earlier
 * step. A stream knows whose step puts its work off: nobody else has to, but for whoever gives work
 * to the native stream or looks at it (tni_stream_native). */
#ifndef TNI_STEPS_H
#define TNI_STEPS_H

#include "schedule/launch_list.h"

/* Lists that were there before: of steps whose memory takes turns between two places, and of the
 * parts of a step that looks at its results half way. */
enum {
    TNI_STEP_LISTS = 16,
    TNI_STEP_NUMBERS_BYTES = 16 << 10,
    TNI_STEP_HALF_BYTES = 2 * TNI_STEP_NUMBERS_BYTES, /* of the pinned memory */
    TNI_STEP_PINNED_BYTES = 2 * TNI_STEP_HALF_BYTES
};

typedef struct tni_known_list {
    tni_launch_list list;
    void *graph;     /* NULL until the list was there twice */
    bool is_plain;   /* it cannot be a graph */
    uint64_t used;   /* when */
    uint64_t memory; /* how often memory had gone back when the graph was made */
} tni_known_list;

struct tn_steps {
    tn_device device;
    const tni_device_table *table; /* without `graphs`: nothing is put off */
    /* The numbers that move: in device memory, where their graph reads them, and on the host. Given
     * by whoever makes this, with the stamp of the work that used them last. */
    char *block;
    tni_stamp last;
    char numbers[TNI_STEP_NUMBERS_BYTES];
    /* Pinned memory, from which the device fetches them while the host goes on; given likewise, or
     * NULL. One half is filled while the device may still read the other. */
    char *pinned;
    atomic_bool is_open;
    /* Guarded by the stream's `giving`, while it is open. */
    int half;         /* which is filled … */
    size_t half_used; /* … and how far */
    tni_stamp left;   /* of work after all that reads the other one */
    tn_stream *stream;
    pthread_t owner;
    tni_launch_list now;
    tni_known_list known[TNI_STEP_LISTS];
    uint64_t time, replays;
    tn_error error; /* which another thread met; the owner gets it, too */
};

/* This thread's work on its current stream is put off from now on, unless it goes to a graph or
 * another thread's step has the stream. False with an error. */
bool tni_steps_open(tn_steps *steps);
/* What is left of the step is given. False with an error of any of its launches. */
bool tni_steps_close(tn_steps *steps);
/* Drops its graphs and lists; it is closed. */
void tni_steps_clear(tn_steps *steps);

/* Addresses may stand for other memory from now on: graphs, whose copies may be bound to what was
 * there, are made anew. */
void tni_steps_memory_goes(void);
/* Work of a stream that has steps, ordered and under its submit lock: is put off when it is this
 * thread's step, else given. False with an error. */
bool tni_steps_launch(tn_stream *stream, const tni_launch_record *record, tn_kernel *run);
/* Between places of the stream's device. */
bool tni_steps_copy(tn_stream *stream, tni_copy_end to, tni_copy_end from, size_t bytes);

#endif
