/* log_parse.c: the records of a log.jsonl.
 *
 * Invariant: a record ends with a newline; what a killed process left without one is no record, so
 * that reader and writer agree on where the log ends. */
#include "io/reader.h"

#include <jansson.h>
#include <stdio.h>

enum { RECORD_DEPTH = 4 };

json_t *tni_log_record(const char *bytes, int64_t size, int64_t *at, int64_t *line) {
    const char *begin = bytes + *at;
    const char *end = *at < size ? memchr(begin, '\n', (size_t)(size - *at)) : NULL;
    if (!end) {
        return NULL;
    }
    ++*line;
    char what[48];
    snprintf(what, sizeof what, "line %lld", (long long)*line);
    if (end - begin > TNI_LOG_LINE_MAX) {
        return TNI_FAIL_NULL(TN_ERR_FORMAT, "%s is longer than %d bytes", what, TNI_LOG_LINE_MAX);
    }
    json_t *record = tni_json_object(begin, end - begin, RECORD_DEPTH, what);
    if (record && !json_is_string(json_object_get(record, "type"))) {
        json_decref(record);
        return TNI_FAIL_NULL(TN_ERR_FORMAT, "%s has no string \"type\"", what);
    }
    *at += end - begin + 1;
    return record;
}
