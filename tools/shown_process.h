/* shown_process.h: what processes publish of their memory, for the subcommands of tenon mem. */
#ifndef TENON_SHOWN_PROCESS_H
#define TENON_SHOWN_PROCESS_H

#include "block_groups.h"
#include "mem.h"
#include "origin_name.h"

#include <tenon/tenon.h>

/* Opens a process or a file; NULL with the reason said. Given no name: the one process that
 * publishes, if there is one. Close it with tn_published_close(). */
tn_published *shown_open(const command *self, const char *pid_or_path);

origin_text shown_pool_name(const tn_published_pool *pool); /* "cuda:0", "pinned" */
/* "running", "ended", "killed", "snapshot"; "foreign": of another pid namespace, it may run */
const char *shown_state(const tn_published_info *info);

/* Live blocks of all pools added up: by "stream", "pool", "tag" or "op", a constant. False when
 * memory ran out. Close it. */
typedef struct shown_groups {
    block_groups groups;
    origin_text *names; /* what the groups are called */
} shown_groups;
bool shown_groups_of(tn_published *view, const char *by, shown_groups *out);
void shown_groups_close(shown_groups *g);

/* What the system says that a process uses of a device: resident memory of the host; of a GPU the
 * driver's number (NVML), where it can be asked. False when nobody says. */
bool shown_driver_bytes(const tn_published_info *info, const tn_published_pool *pool,
                        uint64_t *bytes);

/* nvml.c: what the driver says that a process uses of all GPUs together; false when it does not. */
bool nvml_process_bytes(int64_t pid, uint64_t *bytes);

#endif
