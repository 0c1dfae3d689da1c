/* cmd_mem_snapshot.c: tenon mem snapshot: what a process publishes, kept in a file. */
#include "shown_process.h"

typedef struct snapshot_request {
    const char *output;
} snapshot_request;

const command_option mem_snapshot_options[] = {
    {"o,output", "FILE", "where it goes", NULL, OPTION_TEXT, offsetof(snapshot_request, output)},
    {0}};

int cmd_mem_snapshot(const command *self, int argc, char **argv) {
    snapshot_request request = {.output = NULL};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (argc - next > 1 || !request.output) {
        fprintf(stderr, "tenon %s: it takes one process and -o FILE; see tenon %s --help\n",
                self->name, self->name);
        return 2;
    }
    tn_published *view = shown_open(self, next < argc ? argv[next] : NULL);
    if (!view) {
        return 1;
    }
    const bool saved = tn_published_save(view, request.output) == TN_OK;
    tn_published_close(view);
    return saved ? 0 : command_fail("mem snapshot");
}
