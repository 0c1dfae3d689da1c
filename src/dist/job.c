/* job.c: tells from the environment how this process was started.
 *
 * Invariant: reads names only; rank and size are MPI's own once it runs. The one decision taken
 * here is whether this is one of several ranks: a process alone does not load MPI. */
#include "dist/group.h"

#include <stdlib.h>

/* The value of a variable as a number, -1 when it is unset or no number. */
static int number_of(const char *(*get)(const char *name), const char *name) {
    const char *text = get(name);
    if (!text || !text[0]) {
        return -1;
    }
    char *end;
    const long number = strtol(text, &end, 10);
    return *end || number < 0 || number > 1 << 24 ? -1 : (int)number;
}

tni_launch tni_launch_detect(const char *(*get)(const char *name), int *own, int *size) {
    /* Slurm's batch script itself has SLURM_NTASKS, but no step: it runs alone. */
    static const struct {
        const char *rank, *size;
    } LAUNCHERS[] = {
        {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
        {"MV2_COMM_WORLD_RANK", "MV2_COMM_WORLD_SIZE"},
        {"PMI_RANK", "PMI_SIZE"},
        {"PMIX_RANK", "SLURM_STEP_NUM_TASKS"},
        {"SLURM_PROCID", "SLURM_STEP_NUM_TASKS"},
    };
    *own = 0;
    *size = 0;
    for (size_t i = 0; i < sizeof LAUNCHERS / sizeof LAUNCHERS[0]; i++) {
        const int rank = number_of(get, LAUNCHERS[i].rank);
        const int ranks = number_of(get, LAUNCHERS[i].size);
        const bool is_slurm = LAUNCHERS[i].rank[0] == 'S';
        if (rank < 0 || (is_slurm && ranks < 0)) {
            continue;
        }
        *own = rank;
        *size = ranks > 0 ? ranks : 0;
        return ranks == 1 ? TNI_LAUNCH_ALONE : TNI_LAUNCH_MPI;
    }
    const int rank = number_of(get, "RANK"), world = number_of(get, "WORLD_SIZE");
    if (rank >= 0 && world > 1) {
        *own = rank;
        *size = world;
        return TNI_LAUNCH_TORCHRUN;
    }
    *size = 1;
    return TNI_LAUNCH_ALONE;
}

static const char *from_environment(const char *name) {
    return getenv(name);
}

tni_launch tni_launch_here(int *own, int *size) {
    return tni_launch_detect(from_environment, own, size);
}

bool tn_dist_launched(int *rank, int *size) {
    int own, ranks;
    const bool is_one_of_several = tni_launch_here(&own, &ranks) != TNI_LAUNCH_ALONE;
    if (rank) {
        *rank = own;
    }
    if (size) {
        *size = ranks;
    }
    return is_one_of_several;
}
