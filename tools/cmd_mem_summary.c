/* cmd_mem_summary.c: tenon mem summary: all figures of a process or a snapshot, or its live blocks
 * added up. */
#include "block_groups.h"
#include "shown_process.h"

#include <stdlib.h>
#include <string.h>

typedef struct summary_request {
    const char *by;
    int64_t rows;
    bool json;
} summary_request;

const command_option mem_summary_options[] = {
    {"by", "WHAT", "live blocks by stream, pool, tag or op instead of figures",
     "stream|pool|tag|op", OPTION_TEXT, offsetof(summary_request, by)},
    {"rows", "N", "with --by: print so many rows, 0: all (default 20)", NULL, OPTION_INT,
     offsetof(summary_request, rows)},
    {"json", NULL, "print JSON instead of tables", NULL, OPTION_FLAG,
     offsetof(summary_request, json)},
    {0}};

static void print_head(const tn_published_info *info) {
    printf("process %lld, %s", (long long)info->pid, shown_state(info));
    if (info->rank >= 0) {
        printf(", rank %lld of %lld", (long long)info->rank, (long long)info->world);
    }
    printf(": %s\n", plain_of(info->program).at);
    if (info->full) {
        puts("not all blocks are listed: there was no room for them in /dev/shm");
    }
}

static void print_json_head(const tn_published_info *info) {
    printf("{\"pid\": %lld, \"state\": \"%s\", \"rank\": %lld, \"world\": %lld, \"program\": \"",
           (long long)info->pid, shown_state(info), (long long)info->rank, (long long)info->world);
    print_plain(info->program, true);
    printf("\", \"events\": %llu, \"events_dropped\": %llu, \"full\": %s,\n\"pools\": [",
           (unsigned long long)info->events, (unsigned long long)info->events_dropped,
           info->full ? "true" : "false");
}

static int print_figures(tn_published *view, bool json) {
    tn_published_pool pool;
    for (int i = 0; tn_published_pool_at(view, i, &pool); i++) {
        char *text = tn_memory_format(shown_pool_name(&pool).at, &pool.figures, json);
        if (!text) {
            return command_fail("mem summary");
        }
        fputs(json ? (i ? ",\n" : "\n") : "\n", stdout);
        if (pool.recounted) {
            fputs(json ? "" : "(killed during a change: what holds now was counted anew)\n",
                  stdout);
        }
        fwrite(text, 1, strlen(text) - json, stdout); /* of JSON without the end of the line */
        free(text);
    }
    fputs(json ? "]}\n" : "", stdout);
    return 0;
}

static int print_groups(const command *self, const summary_request *request, tn_published *view) {
    shown_groups found;
    if (!shown_groups_of(view, request->by, &found)) {
        fprintf(stderr, "tenon %s: there is no memory for the blocks\n", self->name);
        return 1;
    }
    if (request->json) {
        block_groups_print_json(&found.groups);
    } else {
        block_groups_print(&found.groups, request->rows);
    }
    shown_groups_close(&found);
    return 0;
}

int cmd_mem_summary(const command *self, int argc, char **argv) {
    summary_request request = {.rows = 20};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (argc - next > 1 || request.rows < 0) {
        fprintf(stderr,
                "tenon %s: it takes one process or file, and --rows from 0 on; see tenon "
                "%s --help\n",
                self->name, self->name);
        return 2;
    }
    tn_published *view = shown_open(self, next < argc ? argv[next] : NULL);
    if (!view) {
        return 1;
    }
    tn_published_info info;
    tn_published_get_info(view, &info);
    int status;
    if (request.by) {
        status = print_groups(self, &request, view);
    } else {
        (request.json ? print_json_head : print_head)(&info);
        status = print_figures(view, request.json);
    }
    tn_published_close(view);
    return status;
}
