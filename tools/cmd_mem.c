/* cmd_mem.c: tenon mem: where memory went. Its subcommands are commands of their own. */
#include "mem.h"

#include <string.h>

const command mem_commands[] = {
    {"mem peak", "Say whose blocks lived when most of them did", "TRACE",
     "Of recorded allocations (see tenon mem replay) those that lived when most bytes did, for "
     "the\n"
     "first time, added up by who asked for them; where the trace does not know, by size.\n",
     mem_groups_options, cmd_mem_peak, NULL},
    {"mem leaks", "Say whose blocks were never freed", "TRACE",
     "Of recorded allocations (see tenon mem replay) those that lived at the end, added up by who\n"
     "asked for them; where the trace does not know, by size.\n",
     mem_groups_options, cmd_mem_leaks, NULL},
    {"mem diff", "Say whose blocks became more or fewer", "BEFORE AFTER",
     "Of two traces (see tenon mem replay) what lived when most of each did, added up by who "
     "asked\n"
     "for it, or by size: the largest changes first.\n",
     mem_diff_options, cmd_mem_diff, NULL},
    {"mem export", "Write recorded allocations for other programs", "TRACE",
     "Formats, for traces of any kind (see tenon mem replay):\n"
     "  perfetto          for https://ui.perfetto.dev: live bytes, in all and by stream, and each\n"
     "                    block as a slice from its making to its free\n"
     "  pytorch-snapshot  for https://pytorch.org/memory_viz: what lives at the end in segments,\n"
     "                    and the history; blocks of CSV, which have no addresses, lie where best\n"
     "                    fit puts them in one range from 0 on\n"
     "The file is there as a whole or not at all.\n",
     mem_export_options, cmd_mem_export, NULL},
    {"mem plot", "Draw a picture of recorded allocations", "TRACE",
     "One file without any other, for light and dark, with texts for the pointer. Traces are "
     "those\n"
     "of tenon mem replay. Kinds:\n"
     "  timeline  the bytes that live: whose, the largest at the peak told apart, the peak marked\n"
     "  flame     what lived at the peak by the parts of its names: in encoder/layer.3/matmul\n"
     "            gpt.c:120 regions, an op and where it was called; widths are bytes\n"
     "  map       where blocks lay at the peak, and what was free between them; blocks of CSV,\n"
     "            which have no addresses, lie where best fit puts them\n",
     mem_plot_options, cmd_mem_plot, NULL},
    {"mem replay", "Play recorded allocations to allocators", "TRACE",
     "Prints for each policy the most bytes that it would have reserved, and how many times the "
     "most\n"
     "that lived at once that is. A trace is CSV with the columns op (alloc or free), id and "
     "bytes,\n"
     "RMM's log, the trace of PyTorch's profiler or a snapshot of its memory. Policies:\n"
     "  ours       Tenon's own, with pages of 2 MiB\n"
     "  pytorch    PyTorch's caching allocator for CUDA as it is by default\n"
     "  first-fit  one range, the lowest gap that is large enough\n"
     "  best-fit   one range, the smallest gap that is large enough\n"
     "  offline    places chosen by who knows all that comes: about the least that could do\n"
     "The exit status is 1 when something does not fit into the capacity.\n",
     mem_replay_options, cmd_mem_replay, NULL},
    {0}};

bool mem_check(const command *self, int operands, int wanted, int64_t device, int64_t rows) {
    if (operands != wanted) {
        fprintf(stderr, "tenon %s: it takes %s, got %d; see tenon %s --help\n", self->name,
                wanted == 1 ? "one trace" : "two traces", operands, self->name);
    } else if (device < MEM_ANY_DEVICE || device >= TRACE_DEVICES_MAX) {
        fprintf(stderr, "tenon %s: --device must be 0 to %d, got %lld\n", self->name,
                TRACE_DEVICES_MAX - 1, (long long)device);
    } else if (rows < 0) {
        fprintf(stderr, "tenon %s: --rows must be 0 or more, got %lld\n", self->name,
                (long long)rows);
    } else {
        return true;
    }
    return false;
}

static void note(const command *self, int64_t count, const char *one, const char *more) {
    if (count > 0) {
        fprintf(stderr, "tenon %s: note: %lld %s\n", self->name, (long long)count,
                count == 1 ? one : more);
    }
}

bool mem_read(const command *self, const char *path, int64_t device, trace *t) {
    if (!trace_read(t, path, (int)device)) {
        fprintf(stderr, "tenon %s: %s\n", self->name, t->problem);
        return false;
    }
    note(self, t->left_out, "free of a block that was made before the record began is left out",
         "frees of blocks that were made before the record began are left out");
    note(self, t->made_twice, "block was made again before it was freed; a free is added",
         "blocks were made again before they were freed; frees are added");
    return true;
}

plain_line mem_file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return plain_of(slash ? slash + 1 : path);
}

int cmd_mem(const command *self, int argc, char **argv) {
    return command_run_member(self, argc, argv);
}
