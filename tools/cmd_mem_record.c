/* cmd_mem_record.c: tenon mem record: runs a program and records what it, and what it starts,
 * allocates. */
#include "command.h"
#include "plain_text.h"
#include "recorder.h"

typedef struct record_request {
    const char *output;
} record_request;

const command_option mem_record_options[] = {{"o,output", "FILE",
                                              "where the record goes (default memory.trace)", NULL,
                                              OPTION_TEXT, offsetof(record_request, output)},
                                             {0}};

static bool say(const char *path, uint64_t events, uint64_t lost, void *context) {
    (void)context;
    fprintf(stderr, "tenon mem record: %s: %llu events", plain_of(path).at,
            (unsigned long long)events);
    fprintf(stderr, lost ? ", %llu lost\n" : "\n", (unsigned long long)lost);
    return true;
}

int cmd_mem_record(const command *self, int argc, char **argv) {
    record_request request = {.output = "memory.trace"};
    const int next = command_parse(self, argc, argv, &request);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next == argc) {
        fprintf(stderr, "tenon %s: which program? tenon %s -o FILE -- PROGRAM [ARGUMENT]...\n",
                self->name, self->name);
        return 2;
    }
    return record_program(self->name, argv + next, "history", request.output, say, NULL);
}
