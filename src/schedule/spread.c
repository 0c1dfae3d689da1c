/* spread.c: which lane of a device an op of a TN_CONCURRENT block goes to.
 *
 * An op that reads what a lane computed, and that no other lane has waited for, goes to that lane,
 * so that it waits for nothing; all others take turns. What is computed does not depend on it. */
#include "schedule/launch.h"

static TNI_THREAD_LOCAL uint8_t is_spread, next_lane;

int tn_spread(int on) {
    const int former = is_spread;
    is_spread = on != 0;
    return former;
}

/* The lane that wrote what the launch reads; of several the one that wrote most of it. */
static tn_stream *lane_of_operands(const tni_launch_record *r, tn_stream *const *lanes) {
    uint32_t wrote[TNI_LANES] = {0};
    int best = -1;
    for (uint32_t i = 0; i < r->n_operands; i++) {
        const tni_stamp written = tni_stamps_written(r->operands[i]);
        for (int lane = 0; lane < TNI_LANES; lane++) {
            const uint64_t count = tni_stamp_count(&written, lanes[lane]->id);
            if (count > tni_clock_at(&tni_host_clock, lanes[lane]->id)) {
                wrote[lane]++;
                best = best < 0 || wrote[lane] > wrote[best] ? lane : best;
            }
        }
    }
    return best < 0 ? NULL : lanes[best];
}

tn_stream *tni_stream_for(const tni_launch_record *r) {
    tn_stream *current = tni_current_stream(r->device);
    if (TNI_LIKELY(!is_spread) || !current || current->role != TNI_COMPUTE_STREAM) {
        return current;
    }
    tn_stream *lanes[TNI_LANES];
    for (int lane = 0; lane < TNI_LANES; lane++) {
        lanes[lane] = tni_stream_of(current->device, TNI_LANE_STREAM + lane);
        if (!lanes[lane]) {
            return NULL;
        }
    }
    tn_stream *near = lane_of_operands(r, lanes);
    return near ? near : lanes[next_lane++ % TNI_LANES];
}
