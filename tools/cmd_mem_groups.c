/* cmd_mem_groups.c: tenon mem peak and tenon mem leaks: whose blocks live at a moment of a record:
 * when most of it does, and at its end. */
#include "block_groups.h"
#include "byte_text.h"
#include "mem.h"

typedef struct groups_request {
    int64_t rows, device;
    bool json;
} groups_request;

const command_option mem_groups_options[] = {
    {"rows", "N", "print so many rows, 0: all (default 20)", NULL, OPTION_INT,
     offsetof(groups_request, rows)},
    MEM_DEVICE_OPTION(groups_request),
    {"json", NULL, "print an array of objects, all of them, instead of lines", NULL, OPTION_FLAG,
     offsetof(groups_request, json)},
    {0}};

static int print_groups(const command *self, const groups_request *request, const trace *t,
                        int64_t events, const char *head) {
    block_groups groups;
    if (!block_groups_of(t, events, &groups)) {
        fprintf(stderr, "tenon %s: there is no memory for the blocks\n", self->name);
        return 1;
    }
    if (request->json) {
        block_groups_print_json(&groups);
    } else {
        printf("%s%s in %lld block%s, after event %lld of %lld (%.3f s)\n", head,
               bytes_of(groups.bytes).at, (long long)groups.blocks, groups.blocks == 1 ? "" : "s",
               (long long)events, (long long)t->n, events > 0 ? trace_seconds(t, events - 1) : 0);
        if (groups.n > 0) {
            block_groups_print(&groups, request->rows);
        }
    }
    block_groups_close(&groups);
    return 0;
}

/* Reads the trace that the arguments name; the exit status where that fails, else -1. */
static int open_trace(const command *self, int argc, char **argv, groups_request *request,
                      trace *t) {
    *request = (groups_request){.rows = 20, .device = MEM_ANY_DEVICE};
    const int next = command_parse(self, argc, argv, request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (!mem_check(self, argc - next, 1, request->device, request->rows)) {
        return 2;
    }
    if (mem_read(self, argv[next], request->device, t)) {
        return -1;
    }
    trace_close(t);
    return 1;
}

int cmd_mem_peak(const command *self, int argc, char **argv) {
    groups_request request;
    trace t;
    int status = open_trace(self, argc, argv, &request, &t);
    if (status < 0) {
        uint64_t bytes;
        status = print_groups(self, &request, &t, trace_peak(&t, &bytes), "most lived: ");
        trace_close(&t);
    }
    return status;
}

int cmd_mem_leaks(const command *self, int argc, char **argv) {
    groups_request request;
    trace t;
    int status = open_trace(self, argc, argv, &request, &t);
    if (status < 0) {
        status = print_groups(self, &request, &t, t.n, "never freed: ");
        trace_close(&t);
    }
    return status;
}
