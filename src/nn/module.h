/* module.h: the insides of a module. */
#ifndef TNI_MODULE_H
#define TNI_MODULE_H

#include <tenon/nn.h>

#include "core/core.h"
#include "tensor/handle.h"

typedef enum tni_entry_role { TNI_PARAMETER, TNI_BUFFER, TNI_CHILD } tni_entry_role;

typedef struct tni_module_entry {
    char *name;
    tni_entry_role role;
    tn_tensor *tensor; /* kept; parameters and buffers */
    tn_module *child;  /* owned */
} tni_module_entry;

struct tn_module {
    char *kind;
    tn_forward_function *forward;
    tni_module_entry *entries; /* in order of registration */
    int n_entries, capacity;
    bool training;
    void *state;
    size_t state_bytes;
};

#endif
