/* device_work.h: what devices did themselves, and when, as events of who profiles this process.
 *
 * A plug-in learns that long after the work was given, perhaps on a thread of its own. So it asks
 * for whom a thread gives work when it gives some, and tells that with what became of it. */
#ifndef TNI_DEVICE_WORK_H
#define TNI_DEVICE_WORK_H

#include "device/device_table.h"
#include "publish/publish.h"

/* An op and a stream, as one number; never 0, for only the host's stream is. */
static inline uint32_t tni_giver_of(uint32_t origin, uint32_t stream) {
    return origin | stream << 16;
}
_Static_assert(TNI_SHOWN_ORIGINS_MAX <= 1 << 16 && TNI_STREAMS_MAX <= 1 << 8, "24 bits hold both");

/* A device, as records name it. */
static inline uint64_t tni_device_number(tn_device device) {
    return (uint64_t)device.type + 256 * (uint64_t)device.index;
}

/* This thread's giver, and how it becomes another one; gives the former. */
uint32_t tni_giver_now(void);
uint32_t tni_giver_set(uint32_t giver);

/* Begins, if somebody profiles this process and there are devices. Where it cannot, that is said
 * once. */
void tni_watch_devices(const tni_device_table *table);
void tni_device_did(const tni_device_work *work);

#endif
