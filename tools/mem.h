/* mem.h: what the subcommands of tenon mem share (cmd_mem.c). */
#ifndef TENON_MEM_H
#define TENON_MEM_H

#include "command.h"
#include "plain_text.h"
#include "trace.h"

/* The option of a request with `int64_t device`, which is MEM_ANY_DEVICE at first. */
#define MEM_DEVICE_OPTION(request)                                                               \
    {                                                                                            \
        "device", "N", "the GPU, where the trace has several (default: with most events)", NULL, \
            OPTION_INT, offsetof(request, device)                                                \
    }
enum { MEM_ANY_DEVICE = -1 };

/* False, with the reason said: not as many operands, a device or a number of rows that cannot be.
 * The exit status is then 2. */
bool mem_check(const command *self, int operands, int wanted, int64_t device, int64_t rows);
/* Reads a trace and says on stderr what it lacks; false with the reason said. Close it in either
 * case. */
bool mem_read(const command *self, const char *path, int64_t device, trace *t);
plain_line mem_file_name(const char *path); /* without its folders, as a title */

#endif
