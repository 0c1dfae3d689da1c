/* origin_name.c: who asked for memory, as records call it. */
#include "origin_name.h"

#include "plain_text.h"

#include <stdio.h>
#include <string.h>

origin_text origin_name_of(const char *region, const char *op, const char *file, int64_t line) {
    const char *slash = strrchr(file, '/');
    origin_text name;
    const int n =
        snprintf(name.at, sizeof name.at, "%.118s%s%.60s", region, *region && *op ? "/" : "", op);
    if (*file && n > 0) {
        snprintf(name.at + n, sizeof name.at - (size_t)n, " %.60s:%lld", slash ? slash + 1 : file,
                 (long long)line);
    }
    make_plain(name.at);
    return name;
}

origin_text origin_name(tn_published *view, uint32_t origin) {
    const tn_origin o = tn_published_origin(view, origin);
    return origin_name_of(o.region, o.op, o.file, o.line);
}
