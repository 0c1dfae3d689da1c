/* transfer.h: bytes from the host to a device, which the host does not wait for. */
#ifndef TNI_TRANSFER_H
#define TNI_TRANSFER_H

#include "schedule/launch.h"

/* As tni_submit_copy, and what is copied from the host has been read when it returns. The host goes
 * on while it travels, unless the source is pinned memory: that is read where it is. */
bool tni_transfer(tni_copy_end to, tni_copy_end from, size_t bytes);

/* A block of pinned memory with its place among those that are given back before the work that uses
 * them is done. */
typedef struct tni_pinned {
    struct tni_pinned *next;
    void *data;
    int64_t bytes;
    tni_stamp last; /* of one that was given back */
} tni_pinned;
/* NULL, without an error unless the host's memory ran out, when there is none. */
tni_pinned *tni_pinned_take(tn_device first, int64_t bytes);
/* The same for one copy: the host waits for the oldest ones when too much is under way. NULL also
 * with an error of the device. */
tni_pinned *tni_pinned_take_in_turn(tn_device first, int64_t bytes);
/* The block is free when the host knows that the work of the stamp is done; it does not wait. */
void tni_pinned_give_behind(tni_pinned *block, const tni_stamp *last);
/* That of a tensor: copies from it were waited for, but where that failed. */
void tni_pinned_give(tni_pinned *block);

#endif
