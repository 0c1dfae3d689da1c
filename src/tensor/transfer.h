/* transfer.h: bytes from the host to a device, which the host does not wait for. */
#ifndef TNI_TRANSFER_H
#define TNI_TRANSFER_H

#include "schedule/launch.h"

/* As tni_submit_copy, and what is copied from the host has been read when it returns. The host goes
 * on while it travels, unless the source is pinned memory: that is read where it is. */
bool tni_transfer(tni_copy_end to, tni_copy_end from, size_t bytes);
/* Frees a tensor's pinned memory: copies from it were waited for, but where that failed. */
void tni_pinned_give(void *data, int64_t bytes);
/* Frees a pinned block when the host knows that the work of the stamp is done, and does not wait
 * for it. False with an error. */
bool tni_pinned_free_behind(void *block, int64_t bytes, const tni_stamp *stamp);

#endif
