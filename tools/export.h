/* export.h: records in formats that other programs show (cmd_mem_export.c). */
#ifndef TENON_EXPORT_H
#define TENON_EXPORT_H

#include "trace.h"

#include <stdio.h>

/* Both: false when memory ran out. Whether all was written, `out` says. */
/* export_perfetto.c: JSON of the Trace Event Format, as https://ui.perfetto.dev opens it, written
 * as it goes along the record. */
bool export_perfetto(const trace *t, const char *title, FILE *out);
/* export_snapshot.c: a pickle with the structure of torch.cuda.memory._dump_snapshot, as
 * https://pytorch.org/memory_viz opens it. */
bool export_snapshot(const trace *t, const char *title, FILE *out);

#endif
