/* shown.h: what another process shows, opened for reading (include/tenon/published.h):
 * shown_files.c finds it, shown.c checks it, shown_tables.c reads what is in it. Nothing in it is
 * trusted. */
#ifndef TNI_SHOWN_H
#define TNI_SHOWN_H

#include "core/core.h"
#include "publish/layout.h"

#include <tenon/published.h>

#include <pthread.h>

struct tn_published {
    const tni_shown_header *header; /* mapped, or a copy */
    size_t bytes;                   /* of the file that can be read now */
    size_t span;                    /* of the mapping, which may end behind the file; 0: a copy */
    int file;                       /* of a mapping; else -1 */
    const tni_shown_pool *pools;
    const tni_shown_thread *threads;
    const tn_trace_record *events;
    uint64_t event_capacity;
    char program[128], recorder[64];
    tn_origin *origins; /* by number, as far as somebody asked */
    uint32_t n_origins;
};

#define TNI_SHOWN_PREFIX "/dev/shm/tenon."

/* The file that a name means, which is a number, with or without its namespace, or a path. */
typedef struct tni_shown_place {
    char path[64]; /* of a process's file */
    bool is_live;  /* it is that; else another file */
} tni_shown_place;
/* False with an error: it means several. Whether the file is there shows when it is opened. */
bool tni_shown_find(const char *pid_or_path, tni_shown_place *out);

/* Bytes at an offset, which are there and aligned to words; else NULL. */
const void *tni_shown_part(tn_published *view, uint64_t at, uint64_t bytes);
/* The same of n things of so many bytes each. */
const void *tni_shown_array(tn_published *view, uint64_t at, uint64_t n, size_t bytes_each);
/* Entry of a table; NULL when there is none. */
const void *tni_shown_entry(tn_published *view, const uint64_t *chunks, uint64_t number,
                            size_t entry_bytes);
/* A text that nobody vouches for, as it may be printed: room - 1 bytes, zero bytes among them. */
void tni_shown_copy_text(char *to, const char *from, size_t room);
/* Of another pid namespace: its process cannot be looked for, and counts as living. */
bool tni_shown_is_elsewhere(const tni_shown_header *h);
/* By when it started. Of any version, whose heads begin alike. */
bool tni_shown_is_running(const tni_shown_header *h, uint64_t pid);
bool tni_shown_is_alive(const tn_published *view);
/* The words of a slab's blocks, by a copy of its entry; NULL when it is none. */
const uint64_t *tni_shown_slab_words(tn_published *view, const tni_shown_slab *slab);
/* How often figures of a living process are looked at until they do not change: it may have been
 * stopped while they did, or die. */
enum { TNI_SHOWN_TRIES = 1 << 16 };
/* Copies of what may change meanwhile, whole; false when it is not there. */
bool tni_shown_copy_run(const tni_shown_run *run, tni_shown_run *out);
bool tni_shown_copy_event(const tn_trace_record *place, uint64_t number, tn_trace_record *out);

static inline uint64_t tni_shown_word(const uint64_t *word) {
    return __atomic_load_n(word, __ATOMIC_ACQUIRE);
}

#endif
