/* tf32.c: whether f32 may be rounded to TF32. The environment is read when somebody first asks and
 * nobody has said: a program's word counts more than its user's. */
#include "core/core.h"

#include <tenon/device.h>

enum { UNKNOWN = -1 };
static _Atomic int allowed = UNKNOWN;

bool tn_allow_tf32(void) {
    int now = atomic_load_explicit(&allowed, memory_order_relaxed);
    if (now == UNKNOWN) {
        static const char *const words[] = {"off", "on"};
        int choice = 0;
        tni_env_choice("TENON_TF32", words, 2, &choice);
        if (atomic_compare_exchange_strong(&allowed, &now, choice)) {
            now = choice;
        }
    }
    return now != 0;
}

void tn_set_allow_tf32(bool allow) {
    atomic_store_explicit(&allowed, allow, memory_order_relaxed);
}
