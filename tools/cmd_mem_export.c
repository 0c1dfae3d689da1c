/* cmd_mem_export.c: tenon mem export: a record for programs that show such. */
#include "export.h"
#include "mem.h"
#include "plain_text.h"
#include "whole_file.h"

#include <errno.h>
#include <string.h>

typedef struct export_request {
    const char *to, *output;
    int64_t device;
} export_request;

const command_option mem_export_options[] = {
    {"to", "FORMAT", "perfetto (JSON) or pytorch-snapshot (a pickle)", "perfetto|pytorch-snapshot",
     OPTION_TEXT, offsetof(export_request, to)},
    {"o,output", "FILE", "where it goes", NULL, OPTION_TEXT, offsetof(export_request, output)},
    MEM_DEVICE_OPTION(export_request),
    {0}};

static int fail(const command *self, const char *path, const char *why) {
    fprintf(stderr, "tenon %s: %s: %s\n", self->name, plain_of(path).at, why);
    return 1;
}

static int write_trace(const command *self, const export_request *request, const trace *t,
                       const char *title) {
    whole_file file;
    if (!whole_file_open(&file, request->output)) {
        return fail(self, request->output,
                    errno == EEXIST ? "there is something that is no file" : strerror(errno));
    }
    const bool is_json = strcmp(request->to, "perfetto") == 0;
    if (!(is_json ? export_perfetto : export_snapshot)(t, title, file.out)) {
        whole_file_close(&file, false);
        return fail(self, request->output, "there is no memory to write it");
    }
    return whole_file_close(&file, true) ? 0 : fail(self, request->output, strerror(errno));
}

int cmd_mem_export(const command *self, int argc, char **argv) {
    export_request request = {.device = MEM_ANY_DEVICE};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (!mem_check(self, argc - next, 1, request.device, 0)) {
        return 2;
    }
    if (!request.to || !request.output || !*request.output) {
        fprintf(stderr, "tenon %s: it needs --to perfetto or pytorch-snapshot, and --output FILE\n",
                self->name);
        return 2;
    }
    trace t;
    const int status = mem_read(self, argv[next], request.device, &t)
                           ? write_trace(self, &request, &t, mem_file_name(argv[next]).at)
                           : 1;
    trace_close(&t);
    return status;
}
