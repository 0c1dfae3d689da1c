/* dry_streams.c: streams of a dry run: they count and mark as others do, and work is left out. */
#include "schedule/streams.h"

uint8_t tni_dry_streams_begin(tni_dry_run *run) {
    return tni_switch_stream(run->device, 0);
}

/* The host knows all of their work to be done: whatever carries their counts is waited for by
 * nobody. */
void tni_dry_streams_end(tni_dry_run *run, uint8_t former) {
    for (uint32_t id = 1; id < TNI_STREAMS_MAX; id++) {
        tn_stream *s = tni_stream_at(id);
        if (s && s->dry == run && s->native) {
            tni_stream_synchronize(s);
            tni_stream_close(s);
        }
    }
    tni_switch_stream(run->device, former);
}

bool tni_stream_is_own(const tn_stream *s) {
    if (tni_is_dry(s->device) && s->dry != tni_dry) {
        tni_fail(TN_ERR_UNSUPPORTED,
                 "the stream of %s is there since before the dry run, in which it would work; make "
                 "it in the step",
                 tni_device_text(s->device));
        return false;
    }
    return true;
}
