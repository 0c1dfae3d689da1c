/* named.c: looking through lists of tensors by name. Lists are short: a walk a name. */
#include "tensor/named.h"

const tn_named *tni_named_find(tn_named_list list, const char *name) {
    for (int64_t i = 0; name && i < list.count; i++) {
        if (strcmp(list.data[i].name, name) == 0) {
            return &list.data[i];
        }
    }
    return NULL;
}

bool tni_named_check(tn_named_list list) {
    if (list.count > 0 && !list.data) {
        tni_fail(TN_ERR_ARGUMENT, "a list of %lld tensors has no entries (data is NULL)",
                 (long long)list.count);
        return false;
    }
    for (int64_t i = 0; i < list.count; i++) {
        if (!list.data[i].name || !list.data[i].tensor) {
            tni_fail(TN_ERR_ARGUMENT, "entry %lld of the list ('%.200s') has no %s", (long long)i,
                     list.data[i].name ? list.data[i].name : "",
                     list.data[i].name ? "tensor" : "name");
            return false;
        }
    }
    return true;
}

bool tni_named_fits(const tn_named *own, tn_named_list given) {
    const tn_named *partner = tni_named_find(given, own->name);
    if (!partner) {
        tni_fail(TN_ERR_ARGUMENT, "'%s' is missing in what is loaded", own->name);
        return false;
    }
    const tn_ints want = tn_sizes(own->tensor), got = tn_sizes(partner->tensor);
    if (want.count != got.count ||
        memcmp(want.data, got.data, (size_t)want.count * sizeof want.data[0]) != 0) {
        tni_fail(TN_ERR_SHAPE, "'%s' has shape %s, what is loaded %s", own->name,
                 tni_shape_text(want.data, (int)want.count),
                 tni_shape_text(got.data, (int)got.count));
        return false;
    }
    if (tn_device_of(partner->tensor).type == TN_DEVICE_META) {
        tni_fail(TN_ERR_DEVICE, "'%s' is on meta in what is loaded, which holds no values",
                 own->name);
        return false;
    }
    return true;
}
