/* shown.c: opens what a process shows of its memory, and keeps it in a file. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "io/shown.h"

#include "io/file.h"
#include "memory/account.h"
#include "publish/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t span_bytes = TNI_SHOWN_SPAN;

/* ---- Whether a process lives ----------------------------------------------------------------- */

bool tni_shown_is_elsewhere(const tni_shown_header *h) {
    return h->pid_space != tni_pid_space();
}

bool tni_shown_is_running(const tni_shown_header *h, uint64_t pid) {
    const uint64_t start = tni_process_start(pid);
    return tni_shown_is_elsewhere(h) || (start > 0 && start == h->start);
}

bool tni_shown_is_alive(const tn_published *view) {
    const tni_shown_header *h = view->header;
    return view->span > 0 && !tni_shown_word(&h->complete) && tni_shown_is_running(h, h->pid);
}

/* ---- Opening --------------------------------------------------------------------------------- */

const void *tni_shown_part(tn_published *view, uint64_t at, uint64_t bytes) {
    if (at + bytes > view->bytes && view->span > 0) { /* it may have grown */
        struct stat about;
        const uint64_t now = fstat(view->file, &about) == 0 ? (uint64_t)about.st_size : 0;
        view->bytes = now < view->span ? (size_t)now : view->span;
    }
    const bool is_there = at % 8 == 0 && at < view->bytes && bytes <= view->bytes - at;
    return is_there ? (const char *)view->header + at : NULL;
}

const void *tni_shown_array(tn_published *view, uint64_t at, uint64_t n, size_t bytes_each) {
    int64_t bytes;
    return n <= INT64_MAX && tni_mul((int64_t)n, (int64_t)bytes_each, &bytes)
               ? tni_shown_part(view, at, (uint64_t)bytes)
               : NULL;
}

const void *tni_shown_entry(tn_published *view, const uint64_t *chunks, uint64_t number,
                            size_t entry_bytes) {
    const uint64_t entries = TNI_SHOWN_CHUNK_BYTES / entry_bytes, chunk = number / entries;
    const uint64_t at = chunk < TNI_SHOWN_CHUNKS ? tni_shown_word(&chunks[chunk]) : 0;
    const char *first = at ? tni_shown_part(view, at, TNI_SHOWN_CHUNK_BYTES) : NULL;
    int64_t before;
    return first && tni_mul((int64_t)(number % entries), (int64_t)entry_bytes, &before)
               ? first + before
               : NULL;
}

/* What stands in a header is taken once: a process that is none of ours could change it. */
static bool parts_are_there(tn_published *view) {
    const tni_shown_header *h = view->header;
    const uint64_t capacity = h->event_capacity;
    view->event_capacity = capacity;
    view->pools = tni_shown_array(view, h->pools_at, TNI_SHOWN_POOLS, sizeof *view->pools);
    view->threads = tni_shown_array(view, h->threads_at, TNI_SHOWN_THREADS, sizeof *view->threads);
    view->events = capacity > 0 && (capacity & (capacity - 1)) == 0
                       ? tni_shown_array(view, h->events_at, capacity, sizeof *view->events)
                       : NULL;
    return view->pools && view->threads && view->events;
}

void tni_shown_copy_text(char *to, const char *from, size_t room) {
    for (size_t i = 0; i + 1 < room; i++) {
        const char c = from[i];
        to[i] = (c > 0 && c < ' ') || c == 0x7f ? '?' : c;
    }
}

/* False with an error. */
static bool check(tn_published *view, const char *path) {
    const tni_shown_header *h = view->header;
    if (view->bytes < sizeof h->magic + sizeof h->version ||
        memcmp(h->magic, TNI_SHOWN_MAGIC, sizeof h->magic) != 0) {
        tni_fail(TN_ERR_FORMAT, "%s is nothing that a process of Tenon shows", path);
    } else if (h->version != TNI_SHOWN_VERSION) {
        tni_fail(TN_ERR_FORMAT, "%s is of version %u, this is %d: use the tenon of that program",
                 path, h->version, TNI_SHOWN_VERSION);
    } else if (view->bytes < sizeof *h || h->header_bytes != sizeof *h || !parts_are_there(view)) {
        tni_fail(TN_ERR_FORMAT, "%s is cut off or damaged: it has %zu bytes", path, view->bytes);
    } else {
        tni_shown_copy_text(view->program, h->program, sizeof view->program);
        tni_shown_copy_text(view->recorder, h->recorder, sizeof view->recorder);
        return true;
    }
    return false;
}

static bool map_live(tn_published *view, const char *path) {
    void *span = mmap(NULL, span_bytes, PROT_READ, MAP_SHARED | MAP_NORESERVE, view->file, 0);
    if (span == MAP_FAILED) {
        tni_fail(TN_ERR_IO, "%s cannot be mapped: %s", path, strerror(errno));
        return false;
    }
    view->header = span;
    view->span = span_bytes;
    return true;
}

static bool read_copy(tn_published *view, const char *path) {
    char *copy = tni_host_alloc(view->bytes + sizeof(uint64_t));
    size_t have = 0;
    ssize_t got = 1;
    for (; copy && got > 0 && have<view->bytes; have += got> 0 ? (size_t)got : 0) {
        got = read(view->file, copy + have, view->bytes - have);
    }
    if (got < 0) {
        tni_fail(TN_ERR_IO, "%s cannot be read: %s", path, strerror(errno));
        tni_host_free(copy);
        return false;
    }
    view->header = (const void *)copy;
    view->bytes = have;
    return copy != NULL;
}

/* Whether a file may be looked at: somebody else could have put it there. */
static bool may_be_read(tn_published *view, const char *path, bool is_live) {
    struct stat about;
    if (fstat(view->file, &about) != 0 || !S_ISREG(about.st_mode)) {
        tni_fail(TN_ERR_IO, "%s is no file", path);
    } else if (is_live && about.st_uid != geteuid() && geteuid() != 0) {
        tni_fail(TN_ERR_IO, "%s belongs to another user", path);
    } else {
        view->bytes = (size_t)about.st_size < span_bytes ? (size_t)about.st_size : span_bytes;
        return true;
    }
    return false;
}

static bool open_at(tn_published *view, const char *path, bool is_live) {
    view->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (is_live ? O_NOFOLLOW : 0));
    if (view->file < 0 && is_live && errno == ENOENT) {
        tni_fail(TN_ERR_IO,
                 "no process %s publishes its memory (%s is not there); tenon mem ps "
                 "lists those that do",
                 path + sizeof TNI_SHOWN_PREFIX - 1, path);
        return false;
    }
    if (view->file < 0) {
        tni_fail(TN_ERR_IO, "%s cannot be opened: %s", path, strerror(errno));
        return false;
    }
    if (!may_be_read(view, path, is_live) ||
        !(is_live ? map_live(view, path) : read_copy(view, path))) {
        return false;
    }
    if (!is_live) {
        close(view->file);
        view->file = -1;
    }
    return check(view, path);
}

tn_published *tn_published_open(const char *pid_or_path) {
    TNI_CALL("published_open", ((tn_site){0}));
    tni_shown_place place;
    if (tni_pending()) {
        return NULL;
    }
    if (!pid_or_path) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "got NULL; give the number of a process or a path");
    }
    if (!tni_shown_find(pid_or_path, &place)) {
        return NULL;
    }
    tn_published *view = tni_host_alloc_zeroed(sizeof *view);
    if (view) {
        view->file = -1;
        if (!open_at(view, place.is_live ? place.path : pid_or_path, place.is_live)) {
            tn_published_close(view);
            view = NULL;
        }
    }
    return view;
}

static void free_origins(tn_published *view) {
    for (uint32_t i = 0; i < view->n_origins; i++) {
        tni_host_free((char *)view->origins[i].op); /* with the other texts behind it */
    }
    tni_host_free(view->origins);
}

void tn_published_close(tn_published *view) {
    if (!view) {
        return;
    }
    free_origins(view);
    if (view->span > 0) {
        munmap((void *)view->header, view->span);
    } else {
        tni_host_free((void *)view->header);
    }
    if (view->file >= 0) {
        close(view->file);
    }
    tni_host_free(view);
}

bool tn_published_get_info(const tn_published *view, tn_published_info *out) {
    if (!view || !out) {
        return false;
    }
    const tni_shown_header *h = view->header;
    *out = (tn_published_info){.pid = (int64_t)h->pid,
                               .alive = tni_shown_is_alive(view),
                               .complete = tni_shown_word(&h->complete) != 0,
                               .copy = view->span == 0,
                               .elsewhere = view->span > 0 && tni_shown_is_elsewhere(h),
                               .rank = h->rank,
                               .world = h->world,
                               .wall_ns = h->wall_ns,
                               .time_ns = h->time_ns,
                               .events = tni_shown_word(&h->events),
                               .event_capacity = view->event_capacity,
                               .events_dropped = tni_shown_word(&h->events_dropped),
                               .full = tni_shown_word(&h->is_full) != 0,
                               .program = view->program,
                               .recorder = view->recorder};
    return true;
}

/* ---- Keeping it ------------------------------------------------------------------------------ */

/* Figures, and after them what threads add to these: one that ends hands its own over. */
static void settle_figures(tn_published *view, char *copy) {
    enum { TRIES = 100, WORDS = sizeof(tni_shown_thread[TNI_SHOWN_THREADS]) / (sizeof(uint64_t)) };
    const char *from = (const char *)view->header;
    const int tries = tni_shown_is_alive(view) ? TNI_SHOWN_TRIES : 1;
    const uint64_t *words = (const void *)view->threads;
    tni_shown_pool *pools = (void *)(copy + ((const char *)view->pools - from));
    uint64_t *threads = (void *)(copy + ((const char *)view->threads - from));
    bool same = false;
    for (int k = 0; k < TRIES && !same; k++) {
        for (int i = 0; i < TNI_SHOWN_POOLS; i++) {
            tni_account_copy(&view->pools[i], &pools[i], tries);
        }
        for (int i = 0; i < WORDS; i++) {
            threads[i] = tni_shown_word(&words[i]);
        }
        same = true;
        for (int i = 0; i < TNI_SHOWN_POOLS; i++) {
            same = same && tni_load(&view->pools[i].sequence) == pools[i].sequence;
        }
    }
}

/* A slab with the words of its blocks; none when it became another one meanwhile. */
static void settle_slab(tn_published *view, const tni_shown_slab *slab, char *copy, size_t bytes) {
    const char *from = (const char *)view->header;
    const size_t at = (size_t)((const char *)slab - from);
    const tni_shown_slab now = {.word = tni_shown_word(&slab->word),
                                .address = tni_shown_word(&slab->address),
                                .blocks_at = tni_shown_word(&slab->blocks_at),
                                .block_bytes = tni_shown_word(&slab->block_bytes),
                                .capacity = tni_shown_word(&slab->capacity)};
    const uint64_t *words = tni_shown_slab_words(view, &now);
    const size_t words_at = words ? (size_t)((const char *)words - from) : bytes;
    const bool fits = words_at < bytes && now.capacity <= (bytes - words_at) / sizeof *words;
    if (at >= bytes || sizeof now > bytes - at) {
        return;
    }
    for (uint64_t i = 0; fits && i < now.capacity; i++) {
        ((uint64_t *)(void *)(copy + words_at))[i] = tni_shown_word(&words[i]);
    }
    tni_shown_slab *to = (void *)(copy + at);
    *to = now;
    to->word = fits && tni_load(&slab->word) == now.word ? now.word : 0;
}

/* Names of blocks and events that were copied before. */
static void settle_origins(tn_published *view, char *copy, size_t bytes) {
    tni_shown_header *h = (void *)copy;
    h->n_origins = tni_shown_word(&view->header->n_origins);
    for (int i = 0; i < TNI_SHOWN_CHUNKS; i++) {
        const uint64_t at = tni_shown_word(&view->header->origins_at[i]);
        if (at >= sizeof *h && at < bytes && TNI_SHOWN_CHUNK_BYTES <= bytes - at) {
            h->origins_at[i] = at;
            memcpy(copy + at, (const char *)view->header + at, TNI_SHOWN_CHUNK_BYTES);
        }
    }
}

/* What may change while it is copied is copied anew, each part as a whole. */
static void settle(tn_published *view, char *copy, size_t bytes) {
    const char *from = (const char *)view->header;
    settle_figures(view, copy);
    tn_trace_record *events = (void *)(copy + ((const char *)view->events - from));
    for (uint64_t i = 0; i < view->event_capacity; i++) {
        if (!tni_shown_copy_event(&view->events[i], tni_shown_word(&view->events[i].number),
                                  &events[i])) {
            events[i].number = 0;
        }
    }
    tni_shown_header *h = (void *)copy;
    h->events = tni_shown_word(&view->header->events); /* that were begun when all were copied */
    const uint64_t n_runs = h->n_runs, n_slabs = h->n_slabs;
    for (uint64_t n = 0; n < n_runs && n < TNI_SHOWN_TABLE_MAX; n++) {
        const tni_shown_run *run =
            tni_shown_entry(view, view->header->runs_at, n, sizeof(tni_shown_run));
        const size_t at = run ? (size_t)((const char *)run - from) : bytes;
        if (at < bytes && sizeof *run <= bytes - at) {
            tni_shown_run *to = (void *)(copy + at);
            to->word = tni_shown_copy_run(run, to) ? to->word : 0;
        }
    }
    for (uint64_t n = 0; n < n_slabs && n < TNI_SHOWN_TABLE_MAX; n++) {
        const tni_shown_slab *slab =
            tni_shown_entry(view, view->header->slabs_at, n, sizeof(tni_shown_slab));
        if (slab) {
            settle_slab(view, slab, copy, bytes);
        }
    }
    settle_origins(view, copy, bytes);
    h->bytes = bytes;
}

/* What was found when it was opened: a file may have been cut since. */
static bool parts_are_within(const tn_published *view, size_t bytes) {
    const char *end = (const char *)view->header + bytes;
    return bytes >= sizeof *view->header && (const char *)(view->pools + TNI_SHOWN_POOLS) <= end &&
           (const char *)(view->threads + TNI_SHOWN_THREADS) <= end &&
           (const char *)(view->events + view->event_capacity) <= end;
}

tn_status tn_published_save(tn_published *view, const char *path) {
    TNI_CALL("published_save", ((tn_site){0}));
    if (tni_pending()) {
        return tni_pending();
    }
    if (!view || !path) {
        return tni_fail(TN_ERR_ARGUMENT, "view or path is NULL; give what is open and a file");
    }
    tni_shown_part(view, 0, tni_shown_word(&view->header->bytes)); /* all that there is now */
    const size_t bytes = view->bytes;
    if (!parts_are_within(view, bytes)) {
        return tni_fail(TN_ERR_FORMAT, "the file became shorter since it was opened: %zu bytes",
                        bytes);
    }
    char *copy = tni_host_alloc(bytes);
    if (!copy) {
        return tni_pending();
    }
    memcpy(copy, view->header, bytes);
    settle(view, copy, bytes);
    tni_output out;
    if (tni_output_open(&out, path) && tni_output_write(&out, copy, (int64_t)bytes)) {
        tni_output_commit(&out);
    }
    tni_output_close(&out);
    tni_host_free(copy);
    return tni_pending();
}
