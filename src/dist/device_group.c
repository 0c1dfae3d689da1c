/* device_group.c: collectives among the devices of the ranks, and sums over them in the order of
 * the canonical tree.
 *
 * Invariant: all ranks give the same collectives in one order, because they follow the same votes.
 * Nothing here waits for a device: the communication stream does what it was given in its order,
 * and who reads the result waits for it by its stamps. */
#include "dist/group.h"

#include "device/device_table.h"
#include "schedule/launch.h"
#include "tensor/handle.h"

#include <tenon/ops.h>

/* ---- Joining --------------------------------------------------------------------------------- */

static tn_status send_id(tni_group *group, char id[TNI_COMM_ID_BYTES]) {
    tni_flight flight;
    tni_group_waits(group, "the id of the communicator of devices");
    tn_status status = tni_start_broadcast(group, id, TNI_COMM_ID_BYTES, 0, &flight);
    return status == TN_OK ? tni_finish(group, &flight) : status;
}

/* What carries tensors of `device` between ranks; NULL with an error where this rank has none. */
static const tni_collectives *find_collectives(tn_device device) {
    const tni_device_table *table = tni_device(device);
    const tni_collectives *calls = table ? table->collectives : NULL;
    if (table && !calls) {
        tni_fail(TN_ERR_UNSUPPORTED, "%s tensors cannot travel between ranks; move them to the CPU",
                 tni_device_text(device));
    }
    bool found = false;
    const char *library = calls ? calls->library(&found) : NULL;
    if (calls && !found) {
        tni_fail(TN_ERR_LIBRARY,
                 "ranks with CUDA tensors need NCCL: %s; install it (libnccl2) or set "
                 "TENON_DEVICE=cpu",
                 library);
    }
    return found ? calls : NULL;
}

/* Votes before and after what only some may manage. */
static tn_status join(tni_group *group, tn_device device, const tni_collectives *calls) {
    char id[TNI_COMM_ID_BYTES] = {0};
    if (calls && group->rank == 0 && tni_pending() == TN_OK) {
        calls->make_id(id);
    }
    tn_status status = tni_group_vote(group, &(tni_vote){0}, "join devices", (uint64_t)device.type);
    status = status == TN_OK ? send_id(group, id) : status;
    if (status != TN_OK) {
        return status;
    }
    group->device_comm = calls->open(device.index, id, group->rank, group->size);
    group->collectives = calls;
    group->device = device;
    status = tni_group_vote(group, &(tni_vote){0}, "devices have joined", 0);
    if (status != TN_OK) {
        tni_group_close_device(group);
    }
    return status;
}

tn_status tni_group_open_device(tni_group *group, tn_device device) {
    if (!group->comm || (group->device_comm && tni_same_device(group->device, device))) {
        return tni_pending();
    }
    if (group->device_comm) {
        tni_fail(TN_ERR_DEVICE,
                 "this rank communicates on %s, and the tensors are on %s; a rank has "
                 "one device",
                 tni_device_text(group->device), tni_device_text(device));
    }
    return join(group, device, tni_pending() ? NULL : find_collectives(device));
}

void tni_group_close_device(tni_group *group) {
    if (group->device_comm) {
        group->collectives->close(group->device_comm, !group->out_of_step);
        group->device_comm = NULL;
    }
}

/* ---- Collectives ----------------------------------------------------------------------------- */

static bool submit(tni_group *group, tni_collective_kind kind, tn_tensor *send, tn_tensor *recv,
                   int64_t bytes, int root) {
    const tni_collective c = {.kind = kind,
                              .calls = group->collectives,
                              .comm = group->device_comm,
                              .device = group->device,
                              .send = send ? tni_ptr(send) : NULL,
                              .recv = tni_ptr(recv),
                              .read = send ? &send->storage->stamps : NULL,
                              .written = &recv->storage->stamps,
                              .bytes = bytes,
                              .root = root};
    if (bytes == 0) {
        return true;
    }
    const bool fine = tni_submit_collective(&c);
    group->out_of_step |= !fine;
    tni_bump(recv);
    return fine;
}

static int64_t bytes_of(const tn_tensor *t) {
    return tn_numel(t) * (int64_t)tn_dtype_bytes(tn_dtype_of(t));
}

bool tni_device_broadcast(tni_group *group, tn_tensor *t, int root) {
    return submit(group, TNI_COLLECTIVE_BROADCAST, NULL, t, bytes_of(t), root);
}

bool tni_device_to_all(tni_group *group, tn_tensor *send, tn_tensor *recv) {
    return submit(group, TNI_COLLECTIVE_TO_ALL, send, recv, bytes_of(send) / group->size, 0);
}

bool tni_device_gather(tni_group *group, tn_tensor *send, tn_tensor *recv) {
    return submit(group, TNI_COLLECTIVE_GATHER, send, recv, bytes_of(send), 0);
}

/* ---- Sums ------------------------------------------------------------------------------------ */

bool tni_tree_reduce_tensors(tn_tensor *const *parts, int count) {
    int groups, levels;
    tni_tree_split(count, &groups, &levels);
    const int64_t width = (int64_t)1 << levels;
    TN_SCOPE(s);
    for (int64_t g = 0; g < groups; g++) {
        for (int64_t step = 1; step < width; step *= 2) {
            for (int64_t i = g * width; i < (g + 1) * width; i += 2 * step) {
                tn_add_(parts[i], parts[i + step]);
            }
        }
        if (g > 0) {
            tn_add_(parts[0], parts[g * width]);
        }
    }
    return tn_ok();
}

/* Piece r of what arrived is rank r's share of this rank's sum. */
static tn_tensor *sum_pieces(tni_group *group, tn_tensor *wire) {
    const int64_t n = tn_numel(wire) / group->size;
    for (int r = 0; r < group->size; r++) {
        group->parts[r] = tn_narrow(wire, 0, r * n, n);
    }
    tn_tensor *const *parts = (tn_tensor *const *)group->parts;
    return tn_ok() && tni_tree_reduce_tensors(parts, group->size) ? parts[0] : NULL;
}

/* The sums run where the data arrives, so that no other stream waits for it. */
bool tni_device_all_reduce(tni_group *group, tn_tensor *t, tn_tensor *wire) {
    tn_stream *comm = tni_stream_of(group->device, TNI_COMM_STREAM);
    if (!comm || !tni_device_to_all(group, t, wire)) {
        return false;
    }
    TN_SCOPE(s);
    tn_stream *former = tni_current_stream(group->device);
    tni_use_stream(comm);
    tn_tensor *sum = sum_pieces(group, wire);
    tni_use_stream(former);
    return sum && tni_device_gather(group, sum, t);
}
