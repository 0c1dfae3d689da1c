/* cmd_mem_diff.c: tenon mem diff: whose blocks became more or fewer from one record to another. */
#include "block_groups.h"
#include "byte_text.h"
#include "mem.h"

#include <stdlib.h>
#include <string.h>

typedef struct diff_request {
    const char *at;
    int64_t rows, device;
    bool json;
} diff_request;

const command_option mem_diff_options[] = {
    {"at", "MOMENT", "when most lived (peak, the default), or after the last event (end)",
     "peak|end", OPTION_TEXT, offsetof(diff_request, at)},
    {"rows", "N", "print so many rows, 0: all (default 20)", NULL, OPTION_INT,
     offsetof(diff_request, rows)},
    MEM_DEVICE_OPTION(diff_request),
    {"json", NULL, "print an array of objects, all of them, instead of lines", NULL, OPTION_FLAG,
     offsetof(diff_request, json)},
    {0}};

/* ---- Comparing ------------------------------------------------------------------------------- */

/* A group of both records; of the one that lacks it, nothing. */
typedef struct change {
    block_group before, after;
} change;

static int64_t bytes_more(const change *c) {
    return (int64_t)(c->after.bytes - c->before.bytes);
}

/* The largest change first. */
static int by_change(const void *a, const void *b) {
    const int64_t x = llabs(bytes_more(a)), y = llabs(bytes_more(b));
    return x != y ? (x < y) - (x > y)
                  : block_group_compare(&((const change *)a)->before, &((const change *)b)->before);
}

static int by_group(const void *a, const void *b) {
    return block_group_compare(a, b);
}

/* Both, sorted by their keys, side by side; how many there are. */
static int64_t pair(block_groups *before, block_groups *after, change *out) {
    int64_t n = 0, i = 0, k = 0;
    qsort(before->at, (size_t)before->n, sizeof *before->at, by_group);
    qsort(after->at, (size_t)after->n, sizeof *after->at, by_group);
    while (i < before->n || k < after->n) {
        const int order = i == before->n  ? 1
                          : k == after->n ? -1
                                          : block_group_compare(&before->at[i], &after->at[k]);
        change *c = &out[n++];
        *c = (change){{.blocks = 0}, {.blocks = 0}};
        c->before = order <= 0 ? before->at[i++] : after->at[k];
        c->after = order >= 0 ? after->at[k++] : c->before;
        if (order > 0) {
            c->before.bytes = 0;
            c->before.blocks = 0;
        } else if (order < 0) {
            c->after.bytes = 0;
            c->after.blocks = 0;
        }
    }
    qsort(out, (size_t)n, sizeof *out, by_change);
    return n;
}

/* ---- Printing -------------------------------------------------------------------------------- */

static void print_row(uint64_t before, uint64_t after, const char *what) {
    const int64_t more = (int64_t)(after - before);
    char text[32];
    snprintf(text, sizeof text, "%s%s",
             more > 0   ? "+"
             : more < 0 ? "-"
                        : "",
             bytes_of((uint64_t)llabs(more)).at);
    printf("%11s  %11s  %12s  %s\n", bytes_of(before).at, bytes_of(after).at, text, what);
}

static void print_changes(const change *changes, int64_t n, int64_t rows,
                          const block_groups *before, const block_groups *after) {
    uint64_t left_before = before->bytes, left_after = after->bytes;
    printf("%11s  %11s  %12s  %s\n", "before", "after", "change", "by");
    int64_t i = 0;
    for (; i < n && (rows <= 0 || i < rows) && bytes_more(&changes[i]) != 0; i++) {
        const change *c = &changes[i];
        print_row(c->before.bytes, c->after.bytes, block_group_text(&c->before).at);
        left_before -= c->before.bytes;
        left_after -= c->after.bytes;
    }
    if (i < n) {
        char text[32];
        snprintf(text, sizeof text, "%lld other%s", (long long)(n - i), n - i == 1 ? "" : "s");
        print_row(left_before, left_after, text);
    }
    print_row(before->bytes, after->bytes, "all");
}

static void print_json(const change *changes, int64_t n) {
    putchar('[');
    for (int64_t i = 0; i < n; i++) {
        const change *c = &changes[i];
        printf("%s{", i ? ",\n " : "");
        block_group_print_key(&c->before);
        printf(", \"before_bytes\": %llu, \"after_bytes\": %llu, \"before_blocks\": %lld, "
               "\"after_blocks\": %lld}",
               (unsigned long long)c->before.bytes, (unsigned long long)c->after.bytes,
               (long long)c->before.blocks, (long long)c->after.blocks);
    }
    puts("]");
}

/* ---- The command ----------------------------------------------------------------------------- */

static bool groups_at(const trace *t, const char *moment, block_groups *out) {
    uint64_t bytes;
    return block_groups_of(t, strcmp(moment, "end") == 0 ? t->n : trace_peak(t, &bytes), out);
}

static int compare(const command *self, const diff_request *request, const trace t[2]) {
    block_groups before = {0}, after = {0};
    change *changes = NULL;
    int status = 1;
    if (groups_at(&t[0], request->at, &before) && groups_at(&t[1], request->at, &after) &&
        (changes = malloc((size_t)(before.n + after.n + 1) * sizeof *changes)) != NULL) {
        const int64_t n = pair(&before, &after, changes);
        if (request->json) {
            print_json(changes, n);
        } else {
            print_changes(changes, n, request->rows, &before, &after);
        }
        status = 0;
    } else {
        fprintf(stderr, "tenon %s: there is no memory for the blocks\n", self->name);
    }
    free(changes);
    block_groups_close(&before);
    block_groups_close(&after);
    return status;
}

int cmd_mem_diff(const command *self, int argc, char **argv) {
    diff_request request = {.at = "peak", .rows = 20, .device = MEM_ANY_DEVICE};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (!mem_check(self, argc - next, 2, request.device, request.rows)) {
        return 2;
    }
    trace t[2] = {{0}};
    const bool read = mem_read(self, argv[next], request.device, &t[0]) &&
                      mem_read(self, argv[next + 1], request.device, &t[1]);
    const int status = read ? compare(self, &request, t) : 1;
    trace_close(&t[0]);
    trace_close(&t[1]);
    return status;
}
