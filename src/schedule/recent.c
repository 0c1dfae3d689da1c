/* recent.c: what a device was given last. A fault of a kernel surfaces when somebody waits, far
 * from the call that launched it: the error names the launches that it may come from. */
#include "schedule/launch.h"

#include <stdio.h>

void tni_note_launch(tn_stream *s, const tni_launch_record *r) {
    const tni_frame *call = tni_frame_outermost();
    s->recent[s->n_recent++ % TNI_RECENT] =
        call ? (tni_recent){call->name, call->at} : (tni_recent){r->op, r->at};
}

/* Of one stream, the oldest first; "" when it was given nothing. */
static void describe(const tn_stream *s, char text[TNI_TEXT_BYTES]) {
    const uint32_t n = s->n_recent < TNI_RECENT ? s->n_recent : TNI_RECENT;
    size_t used = 0;
    text[0] = '\0';
    for (uint32_t i = s->n_recent - n; i != s->n_recent && used < TNI_TEXT_BYTES; i++) {
        const tni_recent *r = &s->recent[i % TNI_RECENT];
        const char *op = r->op && r->op[0] ? r->op : "a launch";
        const char *comma = used ? ", " : "";
        const size_t room = TNI_TEXT_BYTES - used;
        used += (size_t)(r->at.file ? snprintf(text + used, room, "%s%s (%s:%d)", comma, op,
                                               r->at.file, r->at.line)
                                    : snprintf(text + used, room, "%s%s", comma, op));
    }
}

/* A stream that is given work right now is left out. */
void tni_tell_recent(tn_device device) {
    char text[TNI_TEXT_BYTES];
    for (uint32_t id = 1; id < TNI_STREAMS_MAX; id++) {
        tn_stream *s = tni_stream_at(id);
        if (!s || s->dry || !tni_same_device(s->device, device) ||
            pthread_mutex_trylock(&s->submit) != 0) {
            continue;
        }
        describe(s, text);
        pthread_mutex_unlock(&s->submit);
        if (text[0]) {
            tni_error_append("; stream %d was given last: %s", (int)id, text);
        }
    }
}
