/* named.h: lists of tensors by name, as modules and optimisers save and load them. */
#ifndef TNI_NAMED_H
#define TNI_NAMED_H

#include <tenon/tensor.h>

#include "core/core.h"

/* The first of that name; NULL when there is none. */
const tn_named *tni_named_find(tn_named_list list, const char *name);
/* False with an error when an entry has no name or no tensor. */
bool tni_named_check(tn_named_list list);
/* What is copied from `given` into `own`, looked at before anything is copied: false with an error
 * when `own` has no partner, or one of another shape, or one without values (on meta). */
bool tni_named_fits(const tn_named *own, tn_named_list given);

#endif
