/* capture.h: a thread's work that is recorded instead of run.
 *
 * What varies from replay to replay (numbers of random ops, an optimiser's step) is not in the
 * record but in a small block of device memory that it reads: whoever has such numbers asks for a
 * place in it, and is called to fill it before each replay. */
#ifndef TNI_CAPTURE_H
#define TNI_CAPTURE_H

#include "schedule/streams.h"

/* Writes the numbers of the next replay to `place`. */
typedef void tni_moving(void *context, void *place);

enum { TNI_MOVING_BYTES = 16 << 10, TNI_MOVING_PLACES = 64 };

typedef struct tni_capture {
    tn_stream *stream; /* of the capture's own: it records */
    tn_stream *former; /* the thread's, which it has again afterwards */
    /* The storages that the record uses, as launches name them. */
    void (*touch)(struct tni_capture *capture, tni_stamps *stamps, bool written);
    char *block;                    /* the moving numbers in device memory */
    char numbers[TNI_MOVING_BYTES]; /* the same on the host */
    size_t bytes;                   /* of them in use */
    struct {
        tni_moving *fill;
        void *context;
        size_t at;
    } places[TNI_MOVING_PLACES];
    int n_places;
    /* Random ops: where their numbers go on from in each replay. */
    tni_rng_state began; /* at the start */
    uint64_t replays, ordinals;
    const uint64_t *random; /* their place; NULL while there are none */
} tni_capture;

/* That of this thread; NULL when it records nothing. */
extern TNI_THREAD_LOCAL tni_capture *tni_capturing;

/* The capture that work on the device goes to; NULL when it runs. */
static inline tni_capture *tni_capture_of(tn_device device) {
    tni_capture *c = tni_capturing;
    return TNI_UNLIKELY(c != NULL) && tni_same_device(c->stream->device, device) ? c : NULL;
}

/* The thread's work on the stream's device is recorded from now on; false with an error. */
bool tni_capture_begin(tni_capture *capture, tn_stream *stream);
/* Ends it; what was recorded, NULL with an error. */
void *tni_capture_end(tni_capture *capture);

/* A place for `bytes` of numbers, those of the first run in `numbers`: its address in device
 * memory. NULL with an error. */
const void *tni_capture_place(tni_capture *capture, const void *numbers, size_t bytes,
                              tni_moving *fill, void *context);
/* The place of the random ops' numbers: {replays so far, the ordinal that a replay starts at}. */
const uint64_t *tni_capture_random(tni_capture *capture);
/* Fills all places for one more replay. */
void tni_capture_advance(tni_capture *capture);
/* Raises: waiting for a device, or reading from it, cannot be recorded. Always false. */
bool tni_capture_refuses(const char *what);

#endif
