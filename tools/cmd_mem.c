/* cmd_mem.c: tenon mem: where memory went. Its subcommands are commands of their own. */
#include "command.h"

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
    {"mem plot", "Draw a picture of recorded allocations", "TRACE",
     "A timeline of the bytes that live: whose, the largest at the peak told apart, the peak\n"
     "marked. One file without any other, for light and dark, with texts for the pointer. Traces\n"
     "are those of tenon mem replay.\n",
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

int cmd_mem(const command *self, int argc, char **argv) {
    return command_run_member(self, argc, argv);
}
