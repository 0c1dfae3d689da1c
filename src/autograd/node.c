/* node.c: the life of nodes: one allocation each, counted, freed without recursion.
 *
 * A chain of a million nodes is freed by a loop: a node whose count reaches zero is put on a list
 * of the thread, and whoever freed first empties that list. What a node lets go of on the way
 * (saved tensors, leaves, hooks) may put more nodes there. */
#include "autograd/tape.h"

#include <assert.h>

/* ---- Making ---------------------------------------------------------------------------------- */

static size_t room_bytes(const tni_node_room *room) {
    return sizeof(tni_node) + (size_t)room->n_args * sizeof(tn_value) +
           (size_t)room->n_inputs * sizeof(tni_node_input) +
           (size_t)room->n_results * sizeof(tni_node_result) + room->more_bytes;
}

tni_node *tni_node_new(const tni_node_room *room, char **more) {
    const size_t bytes = room_bytes(room);
    tni_node *node = bytes <= UINT32_MAX ? tni_pool_alloc(bytes) : NULL;
    if (!node) {
        return TNI_FAIL_NULL(TN_ERR_MEMORY, "no memory for %zu bytes of history", bytes);
    }
    memset(node, 0, bytes - room->more_bytes);
    atomic_init(&node->refs, 1);
    node->bytes = (uint32_t)bytes;
    node->n_args = (uint16_t)room->n_args;
    node->n_inputs = (uint16_t)room->n_inputs;
    node->n_results = (uint16_t)room->n_results;
    node->inputs = (tni_node_input *)(node + 1);
    node->results = (tni_node_result *)(node->inputs + room->n_inputs);
    node->args = (tn_value *)(node->results + room->n_results);
    *more = (char *)(node->args + room->n_args);
    return node;
}

/* Later than everything that the node leads to, and than what this thread recorded before: nodes
 * made last run first, as in PyTorch, also where graphs of several threads meet. */
void tni_node_number(tni_node *node) {
    static TNI_THREAD_LOCAL uint64_t last;
    uint64_t sequence = last;
    for (int i = 0; i < node->n_inputs; i++) {
        const tni_node *next = node->inputs[i].edge.node;
        if (next && next->sequence > sequence) {
            sequence = next->sequence;
        }
    }
    last = node->sequence = sequence + 1;
}

void tni_geometry_set(tni_geometry *geometry, const tn_tensor *t, char **more) {
    const size_t bytes = tni_geometry_bytes(t);
    memcpy(*more, t->sizes, bytes);
    *geometry = (tni_geometry){
        .sizes = (const int64_t *)(const void *)*more,
        .device = t->storage->device,
        .dtype = t->dtype,
        .ndim = t->ndim,
        .kept = true,
    };
    *more += bytes;
}

tni_meta tni_geometry_meta(const tni_geometry *geometry) {
    tni_meta meta;
    meta.dtype = (tn_dtype)geometry->dtype;
    meta.device = geometry->device;
    meta.shape.ndim = geometry->ndim;
    memcpy(meta.shape.sizes, geometry->sizes, (size_t)geometry->ndim * sizeof(int64_t));
    return meta;
}

/* ---- Counting -------------------------------------------------------------------------------- */

tni_node *tni_node_keep(tni_node *node) {
    if (node) {
        atomic_fetch_add_explicit(&node->refs, 1, memory_order_relaxed);
    }
    return node;
}

void tni_edge_keep(tni_edge edge) {
    tni_node_keep(edge.node);
    if (edge.leaf) {
        tn_keep(edge.leaf);
    }
}

void tni_edge_drop(tni_edge edge) {
    tni_node_drop(edge.node);
    if (edge.leaf) {
        tn_drop(edge.leaf);
    }
}

void tni_node_release_saved(tni_node *node) {
    if (!node->saves) {
        return;
    }
    atomic_store_explicit(&node->released, true, memory_order_relaxed);
    for (int i = 0; i < node->n_inputs; i++) {
        tni_unsave(&node->inputs[i].saved);
    }
    for (int k = 0; k < node->n_results; k++) {
        tni_unsave(&node->results[k].saved);
    }
    if (node->extra_release) {
        node->extra_release(node);
    }
}

static void free_node(tni_node *node) {
    assert(tni_node_is_valid(node));
    for (int i = 0; i < node->n_inputs; i++) {
        tni_unsave(&node->inputs[i].saved);
        tni_edge_drop(node->inputs[i].edge);
    }
    for (int k = 0; k < node->n_results; k++) {
        tni_unsave(&node->results[k].saved);
    }
    if (node->extra_free) {
        node->extra_free(node);
    }
    tni_hooks_drop(atomic_load(&node->hooks));
    tni_pool_free(node, node->bytes);
}

void tni_node_drop(tni_node *node) {
    static TNI_THREAD_LOCAL struct {
        tni_node *first;
        bool emptying;
    } dead;
    if (!node || atomic_fetch_sub_explicit(&node->refs, 1, memory_order_acq_rel) != 1) {
        return;
    }
    node->next_dead = dead.first;
    dead.first = node;
    if (dead.emptying) {
        return;
    }
    dead.emptying = true;
    while (dead.first) {
        tni_node *next = dead.first;
        dead.first = next->next_dead;
        free_node(next);
    }
    dead.emptying = false;
}

bool tni_node_is_valid(const tni_node *node) {
    bool valid = node && node->function && node->bytes >= sizeof *node;
    for (int i = 0; valid && i < node->n_inputs; i++) {
        const tni_edge *edge = &node->inputs[i].edge;
        valid = !(edge->node && edge->leaf) && edge->node != node &&
                (!edge->node || edge->node->sequence < node->sequence || node->sequence == 0);
    }
    return valid;
}
