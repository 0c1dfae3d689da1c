/* dry_table.c: a device for a dry run: it answers as the real one does, and does no work.
 *
 * Which kernels there are, whether graphs are recorded and how copies go is what layers above ask
 * for, so that is kept; calls that give work return at once. What a copy would have brought to the
 * host is zeros. Streams, events and graphs are one address that nobody looks behind. */
#include "schedule/streams.h"

#include "kernels/kernels.h"

static char nobody;

static int run_nothing(const void *params, void *stream) {
    (void)params, (void)stream;
    return 0;
}
static tn_status copy(void *stream, tn_device to, void *dst, tn_device from, const void *src,
                      size_t bytes) {
    (void)stream, (void)from, (void)src;
    if (to.type == TN_DEVICE_CPU) {
        memset(dst, 0, bytes);
    }
    return TN_OK;
}
static tn_status enter(int index) {
    (void)index;
    return TN_OK;
}
static void *new_thing(int index) {
    (void)index;
    return &nobody;
}
static void free_thing(int index, void *thing) {
    (void)index, (void)thing;
}
static tn_status use_thing(int index, void *thing) {
    (void)index, (void)thing;
    return TN_OK;
}
static tn_status use_both(int index, void *thing, void *other) {
    (void)index, (void)thing, (void)other;
    return TN_OK;
}
static void *end_graph(int index, void *stream) {
    (void)index, (void)stream;
    return &nobody;
}

static const tni_graph_calls graphs = {
    .begin = use_thing, .end = end_graph, .launch = use_both, .drop = free_thing};

typedef struct dry_device {
    tni_device_table table;
    tn_kernels kernels;
    bool is_made;
} dry_device;

static void make(dry_device *d, const tni_device_table *real) {
    d->table = *real;
    d->kernels = *real->kernels;
    for (int family = 0; family < TN_K_COUNT; family++) {
        d->kernels.run[family] = d->kernels.run[family] ? run_nothing : NULL;
    }
    d->table.kernels = &d->kernels;
    d->table.copy = copy;
    d->table.synchronize = enter;
    d->table.enter = enter;
    d->table.stream_new = new_thing;
    d->table.stream_free = free_thing;
    d->table.stream_synchronize = use_thing;
    d->table.event_new = new_thing;
    d->table.event_free = free_thing;
    d->table.event_record = use_both;
    d->table.stream_wait = use_both;
    d->table.event_synchronize = use_thing;
    d->table.graphs = real->graphs ? &graphs : NULL;
    d->is_made = true;
}

const tni_device_table *tni_dry_table(const tni_device_table *real, tn_device_type type) {
    static dry_device devices[TN_DEVICE_META + 1];
    static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;
    dry_device *d = &devices[type];
    pthread_mutex_lock(&making);
    if (!d->is_made) {
        make(d, real);
    }
    pthread_mutex_unlock(&making);
    return &d->table;
}
