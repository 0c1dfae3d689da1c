/* version.c: which build this is. The build may say which commit it was made from. */
#include "core/core.h"

#ifdef TN_COMMIT
#define COMMIT_TEXT " (" TN_COMMIT ")"
#else
#define COMMIT_TEXT ""
#endif

const char *tn_version(void) {
    return TN_VERSION COMMIT_TEXT;
}
