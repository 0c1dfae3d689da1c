/* cmd_mem_explain_oom.c: tenon mem explain-oom: why the last request that was refused did not fit,
 * where memory went, and what would help. */
#include "byte_text.h"
#include "shown_process.h"

enum { EVENTS_AT_ONCE = 256, HOLDERS = 8 };

/* The last refusal that is kept; false when there is none. */
static bool last_failure(tn_published *view, tn_trace_record *out) {
    tn_trace_record events[EVENTS_AT_ONCE];
    uint64_t after = 0, lost = 0;
    bool found = false;
    for (int n; (n = tn_published_events(view, &after, events, EVENTS_AT_ONCE, &lost)) > 0;) {
        for (int i = 0; i < n; i++) {
            if (events[i].kind == TN_TRACE_FAILURE) {
                *out = events[i];
                found = true;
            }
        }
    }
    return found;
}

static void explain_space(const tn_trace_record *failure, const tn_published_pool *pool) {
    const tn_memory_figures *f = &pool->figures;
    const uint64_t asked = failure->bytes;
    const uint64_t stranded = f->rows[TN_MEMORY_INACTIVE_SPLIT_BYTES][TN_MEMORY_ALL].now;
    printf("%s: %s live, %s reserved (%s then), limit %s\n", shown_pool_name(pool).at,
           bytes_of(f->live_bytes).at, bytes_of(f->reserved_bytes).at, bytes_of(failure->value).at,
           f->limit_bytes ? bytes_of(f->limit_bytes).at : "none");
    printf("free: %s, the largest piece %s; %s between live blocks; %s that work may still use\n",
           bytes_of(f->free_bytes).at, bytes_of(f->free_run_bytes_max).at, bytes_of(stranded).at,
           bytes_of(f->waiting_bytes).at);
    puts("\nWhat would help:");
    if (f->free_run_bytes_max >= asked) {
        puts("  it would fit now: memory was freed since");
    } else if (f->limit_bytes > 0 && f->live_bytes + asked > f->limit_bytes) {
        printf("  %s more than the limit allows, whatever the layout: free tensors, use smaller "
               "batches, or raise the limit\n",
               bytes_of(f->live_bytes + asked - f->limit_bytes).at);
    } else if (f->free_bytes >= asked && f->free_run_bytes_max < asked) {
        puts("  free memory would do, but it lies in pieces: allocate what lives long first, or "
             "ask for less at once");
    } else {
        puts("  the device has no more: free tensors or use smaller batches; what other processes "
             "hold, tenon mem ps says");
    }
    if (f->waiting_bytes >= asked) {
        puts("  memory that work may still use would do: tn_synchronize before, or let streams "
             "wait for each other");
    }
}

static int explain(const command *self, tn_published *view) {
    tn_trace_record failure;
    tn_published_pool pool;
    if (!last_failure(view, &failure) || !tn_published_pool_at(view, failure.pool, &pool)) {
        fprintf(stderr,
                "tenon %s: no request was refused for want of memory, as far as events are "
                "kept\n",
                self->name);
        return 1;
    }
    const origin_text who = origin_name(view, failure.origin);
    printf("Refused: %s (%llu bytes) for %s\n", bytes_of(failure.bytes).at,
           (unsigned long long)failure.bytes, *who.at ? who.at : "nobody knows whom");
    explain_space(&failure, &pool);
    shown_groups held;
    if (shown_groups_of(view, "op", &held)) {
        puts("\nWho holds memory now, of all devices:");
        block_groups_print(&held.groups, HOLDERS);
        shown_groups_close(&held);
    }
    return 0;
}

int cmd_mem_explain_oom(const command *self, int argc, char **argv) {
    const int next = command_parse(self, argc, argv, NULL);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (argc - next > 1) {
        fprintf(stderr, "tenon %s: it takes one process or snapshot, got %d; see tenon %s --help\n",
                self->name, argc - next, self->name);
        return 2;
    }
    tn_published *view = shown_open(self, next < argc ? argv[next] : NULL);
    if (!view) {
        return 1;
    }
    const int status = explain(self, view);
    tn_published_close(view);
    return status;
}
