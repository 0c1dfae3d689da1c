/* rank.c: the group of this process, and the public collectives over it.
 *
 * Invariant: a public collective votes before it moves data, so that a rank with a pending error,
 * a wrong size or another call fails all ranks and leaves none waiting. */
#include "dist/group.h"

#include "device/device_table.h"
#include "publish/publish.h"

#include <tenon/ops.h>

/* One message of a broadcast. */
enum { BROADCAST_BYTES = 1 << 30 };

static tni_vote own_vote;
static tni_group world = {.size = 1, .votes = &own_vote};

tni_group *tni_world(void) {
    return &world;
}

/* ---- Joining and leaving --------------------------------------------------------------------- */

static tn_status join(const tni_comm_table *mpi) {
    const tni_comm_services services = {.raise = tn_raise,
                                        .fail_at = (uint64_t)tni_env_int("TENON_FAIL_MPI"),
                                        .alloc = tni_host_alloc,
                                        .release = tni_host_free};
    int rank = 0, size = 1;
    tn_status status = mpi->init(&services, &rank, &size);
    if (status != TN_OK) {
        return status;
    }
    status = tni_group_open(&world, mpi, rank, size);
    if (status == TN_OK) {
        tni_log_set_rank(rank);
        tni_show_rank(rank, size);
        status = tni_board_open(&world);
        tni_prefer_device(world.local_rank);
    }
    if (status != TN_OK) {
        tni_group_close(&world);
        world.votes = &own_vote;
    }
    return status;
}

static tn_status join_with_mpi(int expected) {
    const char *why = NULL;
    const tni_comm_table *mpi = tni_plugin("mpi", &why);
    if (!mpi) {
        return tni_fail(TN_ERR_LIBRARY,
                        "this process was started as one of several ranks, but MPI cannot be "
                        "loaded: %s; build with MPI (libopenmpi-dev) or start one process alone",
                        why ? why : "libtenon_mpi.so is missing");
    }
    const tn_status status = join(mpi);
    if (status == TN_OK && expected > 1 && world.size == 1) {
        return tni_fail(TN_ERR_COMM,
                        "the launcher started %d ranks, but MPI knows of one; start with the "
                        "mpirun of this MPI (%s), or srun --mpi=pmix",
                        expected, mpi->library());
    }
    return status;
}

tn_status tn_dist_init(void) {
    TNI_CALL("dist_init", ((tn_site){0}));
    if (world.comm || tni_pending()) {
        return tni_pending();
    }
    int rank, size;
    switch (tni_launch_here(&rank, &size)) {
    case TNI_LAUNCH_ALONE:
        return TN_OK;
    case TNI_LAUNCH_MPI:
        return join_with_mpi(size);
    case TNI_LAUNCH_TORCHRUN:
        break;
    }
    return tni_fail(TN_ERR_COMM,
                    "this process was started by torchrun as one of %d; start it with "
                    "`mpirun -n %d` instead",
                    size, size);
}

void tn_dist_finalize(void) {
    const tni_comm_table *comm = world.comm;
    if (!comm) {
        return;
    }
    /* Out of step, MPI_Finalize would wait for ranks that do not come: a rank that leaves with an
     * error while the others go on tells them in their next collective, and waits for nobody. */
    if (!world.out_of_step) {
        TNI_CALL("dist_finalize", ((tn_site){0}));
        tni_group_vote(&world, &(tni_vote){0}, "finalize", 0);
    }
    const bool is_in_step = !world.out_of_step;
    tni_group_close(&world);
    world.votes = &own_vote;
    if (is_in_step) {
        comm->finalize();
    }
}

void tn_dist_abort(int code) {
    if (world.comm) {
        world.comm->abort(code);
    }
}

int tn_dist_rank(void) {
    return world.rank;
}

int tn_dist_size(void) {
    return world.size;
}

int tn_dist_local_rank(void) {
    return world.local_rank;
}

const char *tn_dist_library(void) {
    return world.comm ? world.comm->library() : "none";
}

/* ---- Collectives ----------------------------------------------------------------------------- */

tn_status tn_dist_barrier(void) {
    TNI_CALL("dist_barrier", ((tn_site){0}));
    return tni_group_vote(&world, &(tni_vote){0}, "barrier", 0);
}

tn_status tn_dist_any(bool *flag) {
    TNI_CALL("dist_any", ((tn_site){0}));
    tni_vote mine = {.flag = *flag};
    const tn_status status = tni_group_vote(&world, &mine, "any", 0);
    for (int r = 0; r < world.size && status == TN_OK; r++) {
        *flag |= world.votes[r].flag != 0;
    }
    return status;
}

static tn_status send_pieces(char *data, int64_t bytes, int root) {
    for (int64_t at = 0; at < bytes; at += BROADCAST_BYTES) {
        const int64_t piece = bytes - at < BROADCAST_BYTES ? bytes - at : BROADCAST_BYTES;
        tni_flight flight;
        tni_group_waits(&world, "broadcast of %lld bytes from rank %d", (long long)bytes, root);
        tn_status status = tni_start_broadcast(&world, data + at, piece, root, &flight);
        status = status == TN_OK ? tni_finish(&world, &flight) : status;
        if (status != TN_OK) {
            return status;
        }
    }
    return TN_OK;
}

/* Votes even when the arguments are wrong here: the others are on their way. */
static tn_status broadcast(void *data, int64_t bytes, int root) {
    if (root < 0 || root >= world.size) {
        tni_fail(TN_ERR_ARGUMENT, "root is rank %d; there are ranks 0 to %d", root, world.size - 1);
    } else if (!data && bytes != 0) {
        tni_fail(TN_ERR_ARGUMENT, "the data is NULL; give memory of %lld bytes", (long long)bytes);
    }
    tni_vote mine = {0};
    const tn_status status = tni_group_vote(&world, &mine, "broadcast", (uint64_t)bytes);
    return status != TN_OK || !world.comm ? status : send_pieces(data, bytes, root);
}

tn_status tn_dist_broadcast_bytes(void *data, int64_t bytes, int root) {
    TNI_CALL("dist_broadcast_bytes", ((tn_site){0}));
    return broadcast(data, bytes < 0 ? 0 : bytes, root);
}

/* Whether the tensor can travel; raises for others. */
static bool can_travel(const tn_tensor *t) {
    if (!t) {
        if (!tni_pending()) {
            tni_fail(TN_ERR_ARGUMENT, "the tensor is NULL; give a tensor");
        }
    } else if (tn_device_of(t).type == TN_DEVICE_META) {
        tni_fail(TN_ERR_UNSUPPORTED, "the tensor is on meta and has no data; move it to the CPU");
    } else if (!tn_is_contiguous(t)) {
        tni_fail(TN_ERR_ARGUMENT, "the tensor is not contiguous; use its contiguous copy");
    }
    return tn_ok();
}

static int64_t bytes_of(const tn_tensor *t) {
    int64_t bytes = 0;
    return can_travel(t) && tni_bytes(tn_numel(t), tn_dtype_of(t), &bytes) ? bytes : 0;
}

/* Whether the tensor is a device's; all ranks have the same kind, or all fail. */
static tn_status agree_on_device(const tn_tensor *t, bool *on_device) {
    const bool mine = t && tn_device_of(t).type == TN_DEVICE_CUDA;
    *on_device = mine;
    if (!world.comm) {
        return tni_pending();
    }
    const tn_status status = tni_group_vote(&world, &(tni_vote){.flag = mine}, "device", 0);
    for (int r = 0; r < world.size && status == TN_OK; r++) {
        if ((world.votes[r].flag != 0) != mine) {
            return tni_fail(TN_ERR_COMM,
                            "the tensor of rank %d is on %s and that of rank %d is not; "
                            "all must be on CUDA devices, or all on the CPU",
                            world.rank, tni_device_text(tn_device_of(t)), r);
        }
    }
    return status != TN_OK || !mine ? status : tni_group_open_device(&world, tn_device_of(t));
}

static tn_status broadcast_on_device(tn_tensor *t, int root) {
    if (root < 0 || root >= world.size) {
        tni_fail(TN_ERR_ARGUMENT, "root is rank %d; there are ranks 0 to %d", root, world.size - 1);
    }
    const uint64_t bytes = t ? (uint64_t)bytes_of(t) : 0;
    const tn_status status = tni_group_vote(&world, &(tni_vote){0}, "broadcast", bytes);
    return status != TN_OK || !world.comm || tni_device_broadcast(&world, t, root) ? status
                                                                                   : tni_pending();
}

tn_status tn_dist_broadcast(tn_tensor *t, int root) {
    TNI_CALL("dist_broadcast", ((tn_site){0}));
    const int64_t bytes = bytes_of(t);
    bool on_device;
    const tn_status agreed = agree_on_device(t, &on_device);
    if (agreed != TN_OK || on_device) {
        return agreed != TN_OK ? agreed : broadcast_on_device(t, root);
    }
    const tn_status status = broadcast(t ? tn_data(t) : NULL, bytes, root);
    if (status == TN_OK) {
        tn_mark_changed(t);
    }
    return status;
}

static tn_status all_reduce_on_device(tn_tensor *t) {
    TN_SCOPE(s);
    const int64_t n = tn_numel(t), pieces = n / world.size + 1;
    tn_tensor *room = tn_zeros(TN_SHAPE(2, pieces * world.size), .dtype = tn_dtype_of(t),
                               .device = tn_device_of(t));
    tn_tensor *all = tn_select(room, 0, 0), *wire = tn_select(room, 0, 1);
    tn_tensor *part = tn_narrow(all, 0, 0, n), *flat = tn_reshape(t, TN_SHAPE(-1));
    tn_copy_(part, flat);
    const tn_status status = tni_group_vote(&world, &(tni_vote){0}, "all_reduce", (uint64_t)n);
    if (status == TN_OK && world.comm && tni_device_all_reduce(&world, all, wire)) {
        tn_copy_(flat, part);
    }
    return tni_pending();
}

static tn_status all_reduce_on_host(tn_tensor *t, int64_t bytes) {
    /* Whole pieces for every rank; once more as much for what arrives. */
    const int64_t element = t ? (int64_t)tn_dtype_bytes(tn_dtype_of(t)) : 1;
    const int64_t pieces = bytes / element / world.size + 1;
    int64_t padded = 0, both = 0;
    char *room = NULL;
    if (!tni_mul(pieces * element, world.size, &padded) || !tni_mul(padded, 2, &both) ||
        (world.comm && !(room = tni_host_alloc_zeroed((size_t)both)))) {
        tni_fail(TN_ERR_MEMORY, "no memory for two copies of %lld bytes", (long long)bytes);
    }
    tni_vote mine = {0};
    tn_status status = tni_group_vote(&world, &mine, "all_reduce", (uint64_t)bytes);
    if (status == TN_OK && world.comm && bytes > 0) {
        memcpy(room, tn_data(t), (size_t)bytes);
        tni_group_waits(&world, "all_reduce of %lld bytes", (long long)bytes);
        status = tni_tree_all_reduce(&world, room, room + padded, padded / element, tn_dtype_of(t));
        if (status == TN_OK) {
            memcpy(tn_data(t), room, (size_t)bytes);
            tn_mark_changed(t);
        }
    }
    tni_host_free(room);
    return status;
}

tn_status tn_dist_all_reduce(tn_tensor *t) {
    TNI_CALL("dist_all_reduce", ((tn_site){0}));
    const int64_t bytes = bytes_of(t);
    bool on_device;
    const tn_status agreed = agree_on_device(t, &on_device);
    return agreed != TN_OK ? agreed
           : on_device     ? all_reduce_on_device(t)
                           : all_reduce_on_host(t, bytes);
}
