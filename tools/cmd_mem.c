/* cmd_mem.c: tenon mem: where memory went. Its subcommands are commands of their own. */
#include "mem.h"

#include <string.h>

const command mem_commands[] = {
    {"mem ps", "List the processes that publish their memory", "",
     "A line for each device's memory: allocated is what tensors asked for; reserved what was "
     "taken\n"
     "from the system or device; stranded the free part of it that cannot be given back; largest\n"
     "the largest piece that is free. Driver is what the process uses: of the host as the kernel\n"
     "says, of GPUs, all together and in the line of the first, as NVIDIA's driver does; "
     "unexplained\n"
     "what of that nobody reserved: code, contexts, other allocators. Oom is how many requests "
     "were\n"
     "refused. A process that was killed is still listed, as it was at its end. Those of other "
     "pid\n"
     "namespaces (containers that share /dev/shm) are foreign: whether they live cannot be told "
     "from\n"
     "here. Where one had the number first, the pid has its namespace behind it.\n",
     mem_ps_options, cmd_mem_ps, NULL},
    {"mem summary", "Print all figures of a process's memory", "[PID|SNAPSHOT]",
     "Those of torch.cuda.memory_summary() and more, or with --by its live blocks added up: by op\n"
     "and place, by the regions that the program named (TN_MEMORY_TAG), by stream or by device.\n"
     "Without an operand of the one process that publishes. The process is not stopped.\n",
     mem_summary_options, cmd_mem_summary, NULL},
    {"mem top", "Watch a process's memory in the terminal", "[PID]",
     "Live blocks added up, and how many bytes lived at the last 60 looks. Keys: o, t, s and p "
     "add\n"
     "up by op, tag, stream and pool; b sorts by bytes, n by number of blocks; q ends it. Where\n"
     "output is no terminal, one picture is printed.\n",
     mem_top_options, cmd_mem_top, NULL},
    {"mem watch", "Print a line of figures every second", "[PID]",
     "Until the process ends, as CSV with a header: time_s, pool, live_bytes, live_bytes_peak,\n"
     "reserved_bytes, free_bytes, largest_free_bytes, allocations, frees, num_ooms.\n",
     mem_watch_options, cmd_mem_watch, NULL},
    {"mem record", "Run a program and record what it allocates", "-- PROGRAM [ARGUMENT]...",
     "Every block with who asked for it, streams and waits, until the program ends; its exit "
     "status\n"
     "is given on. Under mpirun each rank has a file: FILE.RANK. The file is read by mem peak, "
     "leaks,\n"
     "diff, plot, replay and export; include/tenon/memory_trace.h says what is in it.\n",
     mem_record_options, cmd_mem_record, NULL},
    {"mem snapshot", "Keep what a process publishes in a file", "[PID]",
     "Figures, live blocks and the last events, whole; mem summary, peak, plot, diff and "
     "explain-oom\n"
     "read it. The process is not stopped; it may be dead.\n",
     mem_snapshot_options, cmd_mem_snapshot, NULL},
    {"mem explain-oom", "Say why memory ran out", "[PID|SNAPSHOT]",
     "Of the last request that was refused: what was asked for, what there was, where it went, "
     "and\n"
     "what would help. A process that died of it is still there (mem ps).\n",
     NULL, cmd_mem_explain_oom, NULL},
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
     "that lived at once that is. A trace is a file of tenon mem record or snapshot, the number "
     "of\n"
     "a process that publishes, CSV with the columns op (alloc or free), id and bytes, the log of\n"
     "RMM, the trace of PyTorch's profiler or a snapshot of its memory. Policies:\n"
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
