/* filled.c: tensors with one number in them. */
#include "filled.h"

#include <criterion/criterion.h>

void expect_filled(tn_tensor *t, double value) {
    TN_SCOPE(s);
    cr_assert(t, "%s", tn_ok() ? "" : tn_error_pending()->message);
    tn_tensor *here = tn_to(t, .device = TN_CPU);
    const double least = tn_item(tn_min(here)), most = tn_item(tn_max(here));
    cr_expect(least == value && most == value, "%g to %g, not %g", least, most, value);
}
