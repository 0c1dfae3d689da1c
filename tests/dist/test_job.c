/* How a process finds out that it is one of several. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "dist/group.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* The environment of a case: "NAME=value" entries. */
static const char *const *environment;

static const char *look_up(const char *name) {
    const size_t length = strlen(name);
    for (int i = 0; environment[i]; i++) {
        if (strncmp(environment[i], name, length) == 0 && environment[i][length] == '=') {
            return environment[i] + length + 1;
        }
    }
    return NULL;
}

static int own; /* the rank that was found */

#define DETECT(size, ...) \
    (environment = (const char *const[]){__VA_ARGS__, NULL}, tni_launch_detect(look_up, &own, size))

Test(job, no_variables_mean_alone) {
    int size;
    cr_assert_eq(DETECT(&size, "HOME=/root"), TNI_LAUNCH_ALONE);
    cr_assert_eq(size, 1);
}

Test(job, open_mpi_names_its_size) {
    int size;
    cr_assert_eq(DETECT(&size, "OMPI_COMM_WORLD_RANK=1", "OMPI_COMM_WORLD_SIZE=4"), TNI_LAUNCH_MPI);
    cr_assert_eq(own, 1);
    cr_assert_eq(size, 4);
}

Test(job, one_rank_under_mpirun_needs_no_mpi) {
    int size;
    cr_assert_eq(DETECT(&size, "OMPI_COMM_WORLD_RANK=0", "OMPI_COMM_WORLD_SIZE=1"),
                 TNI_LAUNCH_ALONE);
}

Test(job, pmi_names_its_size) {
    int size;
    cr_assert_eq(DETECT(&size, "PMI_RANK=2", "PMI_SIZE=3"), TNI_LAUNCH_MPI);
    cr_assert_eq(own, 2);
    cr_assert_eq(size, 3);
}

Test(job, mvapich_names_its_size) {
    int size;
    cr_assert_eq(DETECT(&size, "MV2_COMM_WORLD_RANK=5", "MV2_COMM_WORLD_SIZE=6"), TNI_LAUNCH_MPI);
    cr_assert_eq(own, 5);
    cr_assert_eq(size, 6);
}

Test(job, pmix_without_a_size_still_means_mpi) {
    int size;
    cr_assert_eq(DETECT(&size, "PMIX_RANK=0"), TNI_LAUNCH_MPI);
    cr_assert_eq(size, 0);
}

Test(job, srun_step_means_mpi) {
    int size;
    cr_assert_eq(DETECT(&size, "SLURM_PROCID=3", "SLURM_NTASKS=8", "SLURM_STEP_NUM_TASKS=8"),
                 TNI_LAUNCH_MPI);
    cr_assert_eq(own, 3);
    cr_assert_eq(size, 8);
}

Test(job, slurm_batch_script_runs_alone) {
    int size;
    cr_assert_eq(DETECT(&size, "SLURM_PROCID=0", "SLURM_NTASKS=8"), TNI_LAUNCH_ALONE);
}

Test(job, torchrun_alone_is_recognised) {
    int size;
    cr_assert_eq(DETECT(&size, "RANK=1", "WORLD_SIZE=2", "LOCAL_RANK=0"), TNI_LAUNCH_TORCHRUN);
    cr_assert_eq(own, 1);
    cr_assert_eq(size, 2);
}

Test(job, mpi_wins_over_torchruns_variables) {
    int size;
    cr_assert_eq(DETECT(&size, "RANK=0", "WORLD_SIZE=2", "PMI_RANK=0", "PMI_SIZE=2"),
                 TNI_LAUNCH_MPI);
}

Test(job, a_rank_that_is_no_number_is_ignored) {
    int size;
    cr_assert_eq(DETECT(&size, "OMPI_COMM_WORLD_RANK=x", "OMPI_COMM_WORLD_SIZE=4"),
                 TNI_LAUNCH_ALONE);
}

Test(job, what_the_launcher_says_is_told_without_joining) {
    int rank = -1, size = -1;
    cr_assert_not(tn_dist_launched(&rank, &size));
    cr_assert_eq(rank, 0);
    cr_assert_eq(size, 1);
    setenv("PMI_RANK", "2", 1);
    setenv("PMI_SIZE", "3", 1);
    cr_assert(tn_dist_launched(NULL, NULL));
    cr_assert(tn_dist_launched(&rank, &size));
    cr_assert_eq(rank, 2);
    cr_assert_eq(size, 3);
    cr_assert_eq(tn_dist_size(), 1);
}

/* ---- The process alone ----------------------------------------------------------------------- */

Test(rank, alone_is_rank_0_of_1) {
    cr_assert_eq(tn_dist_init(), TN_OK);
    cr_assert_eq(tn_dist_rank(), 0);
    cr_assert_eq(tn_dist_size(), 1);
    cr_assert_str_eq(tn_dist_library(), "none");
    tn_dist_finalize();
}

Test(rank, collectives_alone_succeed_and_change_nothing) {
    TN_SCOPE(s);
    const float values[3] = {1, 2, 3};
    tn_tensor *t = tn_from(values, TN_SHAPE(3), TN_F32);
    bool flag = true;
    cr_assert_eq(tn_dist_barrier(), TN_OK);
    cr_assert_eq(tn_dist_broadcast(t, 0), TN_OK);
    cr_assert_eq(tn_dist_all_reduce(t), TN_OK);
    cr_assert_eq(tn_dist_any(&flag), TN_OK);
    cr_assert(flag);
    cr_assert_arr_eq(tn_const_data(t), values, sizeof values);
}

Test(rank, torchrun_without_mpi_is_an_error_that_names_mpirun) {
    setenv("RANK", "0", 1);
    setenv("WORLD_SIZE", "2", 1);
    cr_assert_eq(tn_dist_init(), TN_ERR_COMM);
    cr_assert_not_null(strstr(tn_error_pending()->message, "mpirun -n 2"));
}

Test(rank, several_ranks_without_the_plug_in_is_an_error) {
    setenv("OMPI_COMM_WORLD_RANK", "0", 1);
    setenv("OMPI_COMM_WORLD_SIZE", "2", 1);
    setenv("TENON_PLUGIN_PATH", "/nowhere", 1);
    cr_assert_eq(tn_dist_init(), TN_ERR_LIBRARY);
    cr_assert_not_null(strstr(tn_error_pending()->message, "libtenon_mpi.so"));
}

Test(rank, broadcast_refuses_a_root_that_is_no_rank) {
    char byte = 0;
    cr_assert_eq(tn_dist_broadcast_bytes(&byte, 1, 1), TN_ERR_ARGUMENT);
}

Test(rank, collectives_refuse_null) {
    cr_assert_eq(tn_dist_all_reduce(NULL), TN_ERR_ARGUMENT);
    tn_error_take(NULL);
    cr_assert_eq(tn_dist_broadcast(NULL, 0), TN_ERR_ARGUMENT);
}

Test(rank, collectives_return_a_pending_error) {
    tn_raise(TN_HERE, TN_ERR_SHAPE, "mine");
    cr_assert_eq(tn_dist_barrier(), TN_ERR_SHAPE);
}
