/* json_text.c: JSON from files, through jansson.
 *
 * Invariant: a text reaches the library only when its nesting is shallow: jansson recurses. The
 * scan looks at quotes and brackets only; what is inside is the library's business. */
#include "io/reader.h"

#include <jansson.h>

/* Deepest nesting of brackets outside strings. */
static int nesting(const char *text, int64_t bytes, int limit) {
    int depth = 0, deepest = 0;
    bool quoted = false;
    for (int64_t i = 0; i < bytes && deepest <= limit; i++) {
        const char c = text[i];
        if (quoted) {
            i += c == '\\';
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            depth++;
            deepest = depth > deepest ? depth : deepest;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return deepest;
}

json_t *tni_json_object(const char *text, int64_t bytes, int depth, const char *what) {
    if (nesting(text, bytes, depth) > depth) {
        return TNI_FAIL_NULL(TN_ERR_FORMAT, "%s is nested deeper than %d levels", what, depth);
    }
    json_error_t error;
    json_t *value = json_loadb(text, (size_t)bytes, JSON_REJECT_DUPLICATES, &error);
    if (!value) {
        const enum json_error_code code = json_error_code(&error);
        return TNI_FAIL_NULL(code == json_error_out_of_memory ? TN_ERR_MEMORY : TN_ERR_FORMAT,
                             "%s is no valid JSON: %s (byte %d)", what, error.text, error.position);
    }
    if (!json_is_object(value)) {
        json_decref(value);
        return TNI_FAIL_NULL(TN_ERR_FORMAT, "%s is no JSON object", what);
    }
    return value;
}
