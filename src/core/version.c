/* version.c: which build this is: the release and the commit that it was made from. */
#include "core/core.h"

#include "build_id.h"

#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif
#ifdef __OPTIMIZE__
#define OPTIMIZED "optimized"
#else
#define OPTIMIZED "not optimized"
#endif

const char *tn_version(void) {
    return TNI_BUILD_ID;
}

const char *tn_build(void) {
    return COMPILER ", " OPTIMIZED;
}
