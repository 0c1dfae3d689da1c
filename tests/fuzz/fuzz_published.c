/* fuzz_published.c: the reader of what processes show of their memory. An input is a list of
 * changes to a small file that is right: a word each, or where the file ends. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "fuzz.h"

#include "publish/layout.h"

#include <tenon/device.h>
#include <tenon/published.h>

#include <sys/mman.h>
#include <unistd.h>

/* Four kinds of changes, by the two upper bits of where: words of the head, which most depends on;
 * words of what tables begin with; any word; the end. */
typedef struct change {
    uint32_t where;
    uint64_t value;
} __attribute__((packed)) change;

enum {
    EVENTS = 64,
    POOLS_AT = (sizeof(tni_shown_header) + 63) / 64 * 64,
    THREADS_AT = POOLS_AT + TNI_SHOWN_POOLS * sizeof(tni_shown_pool),
    EVENTS_AT = THREADS_AT + TNI_SHOWN_THREADS * sizeof(tni_shown_thread),
    RUNS_AT = EVENTS_AT + EVENTS * sizeof(tn_trace_record),
    SLABS_AT = RUNS_AT + TNI_SHOWN_CHUNK_BYTES,
    WORDS_AT = SLABS_AT + TNI_SHOWN_CHUNK_BYTES,
    ORIGINS_AT = WORDS_AT + 4096,
    FILE_BYTES = ORIGINS_AT + TNI_SHOWN_CHUNK_BYTES,
    FEW = 6,          /* entries of each table */
    CHANGES = 64,     /* that are looked at */
    BLOCKS = 20000,   /* that are asked for */
    NUMBER_WORDS = 20 /* of the head, before and behind its texts */
};

static union image {
    char bytes[FILE_BYTES];
    uint64_t words[FILE_BYTES / 8];
} image;
static int file = -1;

static void fill_tables(void) {
    tni_shown_run *runs = (void *)(image.bytes + RUNS_AT);
    tni_shown_slab *slabs = (void *)(image.bytes + SLABS_AT);
    uint64_t *words = (void *)(image.bytes + WORDS_AT);
    tni_shown_origin *origins = (void *)(image.bytes + ORIGINS_AT);
    tn_trace_record *events = (void *)(image.bytes + EVENTS_AT);
    for (int i = 1; i < FEW; i++) {
        runs[i] = (tni_shown_run){.word = (uint64_t)(1 + i % 4),
                                  .address = (uint64_t)i << 20,
                                  .bytes = 1 << 20,
                                  .requested = 1 << 19,
                                  .origin = (uint64_t)i};
        slabs[i] = (tni_shown_slab){.word = TNI_SHOWN_SLAB,
                                    .address = (uint64_t)i << 30,
                                    .blocks_at = WORDS_AT + (uint64_t)i * 64,
                                    .block_bytes = 64,
                                    .capacity = 8};
        words[8 * i] = (uint64_t)50 << 40 | (uint64_t)i;
        origins[i] = (tni_shown_origin){.region = i > 1, .line = i > 1 ? i : -1, .text = "name"};
        events[i] = (tn_trace_record){.number = (uint64_t)i + 1, .kind = TN_TRACE_ALLOC};
    }
}

/* What is right, in a file without a name; each input leaves it as it was. */
static void open_file(void) {
    tni_shown_header *h = (void *)image.bytes;
    *h = (tni_shown_header){.version = TNI_SHOWN_VERSION,
                            .header_bytes = sizeof *h,
                            .bytes = FILE_BYTES,
                            .pid = 1,
                            .program = "program",
                            .n_pools = 2,
                            .n_runs = FEW,
                            .n_slabs = FEW,
                            .n_origins = FEW,
                            .pools_at = POOLS_AT,
                            .threads_at = THREADS_AT,
                            .events_at = EVENTS_AT,
                            .event_capacity = EVENTS,
                            .events = FEW};
    memcpy(h->magic, TNI_SHOWN_MAGIC, sizeof h->magic);
    h->runs_at[0] = RUNS_AT;
    h->slabs_at[0] = SLABS_AT;
    h->origins_at[0] = ORIGINS_AT;
    fill_tables();
    file = memfd_create("published", 0);
    if (file < 0 || write(file, image.bytes, FILE_BYTES) != FILE_BYTES) {
        fuzz_die("there is no file");
    }
}

static size_t offset_of(uint32_t where) {
    static const uint32_t tables[] = {POOLS_AT, THREADS_AT, EVENTS_AT, RUNS_AT,
                                      SLABS_AT, WORDS_AT,   ORIGINS_AT};
    const uint32_t n = where & 0x3fffffff;
    switch (where >> 30) {
    case 0: /* numbers, and the first offsets of each table */
        return n % 4 == 0 ? n / 4 % 13 * 8
               : n % 4 == 1
                   ? offsetof(tni_shown_header, n_pools) + n / 4 % NUMBER_WORDS * 8
                   : offsetof(tni_shown_header, runs_at) +
                         n / 4 % 3 * sizeof((tni_shown_header *)0)->runs_at + n / 16 % 4 * 8;
    case 1:
        return tables[n % 7] + n / 7 % 160 * 8;
    default:
        return n % (FILE_BYTES / 8) * 8;
    }
}

static void look_at_pools(tn_published *view) {
    tn_published_pool pool;
    for (int i = 0; tn_published_pool_at(view, i, &pool); i++) {
        char *text = tn_memory_format(tn_device_name(pool.device), &pool.figures, i % 2 == 0);
        if (!text) {
            fuzz_die("figures without a text");
        }
        free(text);
    }
}

static void look_at_tables(tn_published *view) {
    enum { AT_ONCE = 100 };
    tn_block blocks[AT_ONCE];
    tn_trace_record events[AT_ONCE];
    uint64_t at = 0, after = 0, lost = 0;
    int n, all = 0;
    while (all < BLOCKS && (n = tn_published_blocks(view, &at, blocks, AT_ONCE)) > 0) {
        const tn_origin o = tn_published_origin(view, blocks[n - 1].origin);
        fuzz_touch(o.op, 0, (int64_t)strlen(o.op) + 1);
        fuzz_touch(o.region, 0, (int64_t)strlen(o.region) + 1);
        all += n;
    }
    for (all = 0; (n = tn_published_events(view, &after, events, AT_ONCE, &lost)) > 0; all += n) {
        tn_published_origin(view, events[n - 1].origin);
    }
    if (all > FILE_BYTES) {
        fuzz_die("more events than there is room for");
    }
}

static void look(int64_t end) {
    char path[64];
    tn_published_info info;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    tn_published *view = tn_published_open(path);
    const bool accepted = view != NULL;
    if (view) {
        if (!tn_published_get_info(view, &info) || info.alive ||
            end < (int64_t)sizeof(tni_shown_header)) {
            fuzz_die("it is not what it is taken for");
        }
        look_at_pools(view);
        look_at_tables(view);
        tn_published_close(view);
    }
    fuzz_settle(accepted);
}

FUZZ_TARGET {
    size_t changed[CHANGES];
    int64_t end = FILE_BYTES;
    int n = 0;
    if (file < 0) {
        open_file();
    }
    for (; n < CHANGES && size >= (int64_t)sizeof(change); n++, size -= sizeof(change)) {
        change c;
        memcpy(&c, bytes + n * (int64_t)sizeof c, sizeof c);
        changed[n] = offset_of(c.where);
        if (c.where >> 30 == 3) {
            end = (int64_t)(c.value % FILE_BYTES);
        } else if (pwrite(file, &c.value, sizeof c.value, (off_t)changed[n]) != sizeof c.value) {
            fuzz_die("the file cannot be written to");
        }
    }
    if (end < FILE_BYTES && ftruncate(file, end) != 0) {
        fuzz_die("the file cannot be cut");
    }
    look(end);
    const int64_t gone = FILE_BYTES - end;
    bool fine = gone == 0 || pwrite(file, image.bytes + end, (size_t)gone, end) == gone;
    for (int i = 0; i < n; i++) {
        fine = fine && pwrite(file, &image.words[changed[i] / 8], 8, (off_t)changed[i]) == 8;
    }
    if (!fine) {
        fuzz_die("the file cannot be put back");
    }
}
