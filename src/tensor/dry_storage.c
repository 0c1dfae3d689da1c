/* dry_storage.c: storages of a dry run.
 *
 * Invariant: each is in the list of its run until one of both ends. What outlives the run, because
 * the step kept it, has no memory any more and becomes meta: its uses raise what those of other
 * meta tensors do. */
#include "memory/dry_memory.h"
#include "tensor/handle.h"

#include "schedule/launch.h"

typedef struct dry_storage {
    tni_storage storage; /* first: what handles hold */
    struct dry_storage *next, *prev;
    tni_dry_storages *list; /* NULL: the run has ended */
    tni_dry_memory *memory;
    size_t struct_bytes;
    _Alignas(16) char data[];
} dry_storage;

static void link_storage(dry_storage *s, tni_dry_storages *list) {
    pthread_mutex_lock(&list->lock);
    s->list = list;
    s->prev = NULL;
    s->next = list->first;
    if (s->next) {
        s->next->prev = s;
    }
    list->first = s;
    pthread_mutex_unlock(&list->lock);
}

static void unlink_storage(dry_storage *s) {
    tni_dry_storages *list = s->list;
    pthread_mutex_lock(&list->lock);
    if (s->next) {
        s->next->prev = s->prev;
    }
    if (s->prev) {
        s->prev->next = s->next;
    } else {
        list->first = s->next;
    }
    pthread_mutex_unlock(&list->lock);
}

tni_storage *tni_dry_storage_new(int kind, tn_device device, int64_t bytes, bool is_small) {
    const size_t struct_bytes = sizeof(dry_storage) + (is_small ? (size_t)bytes : 0);
    dry_storage *s = tni_pool_alloc(struct_bytes);
    if (!s) {
        return NULL;
    }
    tni_storage_init(&s->storage, device, is_small ? s->data : NULL, bytes);
    s->storage.kind = (uint8_t)kind;
    s->storage.is_dry = true;
    s->memory = tni_dry->memory;
    s->struct_bytes = struct_bytes;
    memset(s->data, 0, struct_bytes - sizeof *s);
    if (!is_small && bytes > 0 && !tni_storage_take(&s->storage)) {
        tni_pool_free(s, struct_bytes);
        return NULL;
    }
    link_storage(s, tni_dry->storages);
    return &s->storage;
}

void tni_dry_storage_free(tni_storage *storage) {
    dry_storage *s = (dry_storage *)(void *)storage;
    if (!s->list) {
        tni_meta_gave(storage->bytes);
    } else {
        unlink_storage(s);
        if (storage->data && storage->data != s->data) {
            const tni_stamp last = tni_stamps_last(&storage->stamps);
            tni_dry_memory_free(s->memory, storage->data, storage->bytes, &last);
        }
    }
    tni_pool_free(s, s->struct_bytes);
}

void tni_dry_storages_end(tni_dry_storages *list) {
    for (dry_storage *s = list->first, *next; s; s = next) {
        next = s->next;
        s->list = NULL;
        s->storage.device = (tn_device){.type = TN_DEVICE_META};
        s->storage.kind = TNI_TENSOR_MEMORY;
        s->storage.data = NULL;
        tni_meta_took(s->storage.bytes);
    }
    list->first = NULL;
}

bool tni_may_change(const tn_tensor *t) {
    if (!tni_is_dry(t->storage->device) || t->storage->stamps.is_dry) {
        return true;
    }
    tni_fail(TN_ERR_UNSUPPORTED,
             "a tensor of shape %s on %s is there since before the dry run, which changes nothing; "
             "make it in the step (models and optimisers, too)",
             tni_shape_text(t->sizes, t->ndim), tni_device_text(t->storage->device));
    return false;
}
