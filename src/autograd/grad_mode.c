/* grad_mode.c: whether this thread records. */
#include "autograd/tape.h"

bool tn_grad_enabled(void) {
    return tni_grad_mode();
}

bool tn_set_grad_enabled(bool enabled) {
    const bool former = tni_grad_mode();
    tni_set_grad_mode(enabled);
    return former;
}

tn_grad_mode tn_grad_mode_enter(bool enabled) {
    return (tn_grad_mode){.former = tn_set_grad_enabled(enabled), .open = true};
}

void tn_grad_mode_leave(tn_grad_mode *mode) {
    if (mode && mode->open) {
        tni_set_grad_mode(mode->former);
        mode->open = false;
    }
}
