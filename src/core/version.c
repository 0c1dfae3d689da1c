/* version.c: which build this is: the release and the commit that it was made from. */
#include "core/core.h"

#include "build_id.h"

const char *tn_version(void) {
    return TNI_BUILD_ID;
}
