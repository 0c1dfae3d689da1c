/* fuzz_log.c: the reader of log.jsonl: every step makes progress, up to the last whole line. */
#include "fuzz.h"

FUZZ_TARGET {
    int64_t at = 0, line = 0;
    for (json_t *record; (record = tni_log_record(bytes, size, &at, &line)) != NULL;) {
        if (at > size || bytes[at - 1] != '\n' ||
            !json_string_value(json_object_get(record, "type"))) {
            fuzz_die("a record does not end with its line, or has no type");
        }
        json_decref(record);
    }
    fuzz_settle(tn_ok());
}
