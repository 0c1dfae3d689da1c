/* allow.c: what a program or its user lets devices do for speed. The environment is read when
 * somebody first asks and nobody has said: a program's word counts more than its user's. */
#include "core/core.h"

#include <tenon/device.h>

enum { UNKNOWN = -1 };

typedef struct allowance {
    const char *option;
    _Atomic int now;
} allowance;
static allowance tf32 = {"TENON_TF32", UNKNOWN};
static allowance unordered_sums = {"TENON_UNORDERED_SUMS", UNKNOWN};

static bool is_allowed(allowance *a) {
    int now = atomic_load_explicit(&a->now, memory_order_relaxed);
    if (now == UNKNOWN) {
        static const char *const words[] = {"off", "on"};
        int choice = 0;
        tni_env_choice(a->option, words, 2, &choice);
        if (atomic_compare_exchange_strong(&a->now, &now, choice)) {
            now = choice;
        }
    }
    return now != 0;
}

bool tn_allow_tf32(void) {
    return is_allowed(&tf32);
}
void tn_set_allow_tf32(bool allow) {
    atomic_store_explicit(&tf32.now, allow, memory_order_relaxed);
}

bool tn_allow_unordered_sums(void) {
    return is_allowed(&unordered_sums);
}
void tn_set_allow_unordered_sums(bool allow) {
    atomic_store_explicit(&unordered_sums.now, allow, memory_order_relaxed);
}
