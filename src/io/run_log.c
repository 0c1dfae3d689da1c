/* run_log.c: the log of a run, one JSON object a line.
 *
 * Invariant: a record reaches the file with one write that ends in a newline: whatever a kill
 * leaves behind, all lines but the last are whole, and the last is cut off before the log goes
 * on. */
#include <tenon/io.h>

#include "io/file.h"
#include "io/reader.h"
#include "io/stored.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct tn_run_log {
    int fd;
    char *path;
};

/* ---- Text of a record ------------------------------------------------------------------------ */

typedef struct text {
    char *data;
    size_t length, room;
} text;

static bool add(text *t, const char *piece) {
    const size_t length = strlen(piece);
    if (t->length + length >= t->room) {
        const size_t room = t->length + length + 1024;
        char *data = tni_host_realloc(t->data, room);
        if (!data) {
            return false;
        }
        t->data = data;
        t->room = room;
    }
    memcpy(t->data + t->length, piece, length + 1);
    t->length += length;
    return true;
}

static bool add_string(text *t, const char *value) {
    json_t *string = json_string(value);
    char *quoted = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
    const bool done = quoted && add(t, quoted);
    if (!quoted) {
        tni_fail(TN_ERR_ARGUMENT, "'%.200s' is no valid UTF-8", value ? value : "(NULL)");
    }
    free(quoted);
    json_decref(string);
    return done;
}

/* The shortest decimal that reads back as the same double, as a JSON real: "2.0", not "2". */
static void shortest(double value, char *out, size_t bytes) {
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(out, bytes, "%.*g", digits, value);
        if (strtod(out, NULL) == value) {
            break;
        }
    }
    const size_t length = (size_t)tni_plain_number(out);
    if (!strpbrk(out, ".e")) {
        snprintf(out + length, bytes - length, ".0");
    }
}

static bool add_value(text *t, const char *key, tn_value value) {
    char number[64];
    switch (value.kind) {
    case TN_VALUE_INT:
        snprintf(number, sizeof number, "%lld", (long long)value.as.integer);
        return add(t, number);
    case TN_VALUE_FLOAT:
        if (!isfinite(value.as.real)) {
            return add(t, "null");
        }
        shortest(value.as.real, number, sizeof number);
        return add(t, number);
    case TN_VALUE_BOOL:
        return add(t, value.as.boolean ? "true" : "false");
    case TN_VALUE_STRING:
        return add_string(t, value.as.string);
    case TN_VALUE_NONE:
        return add(t, "null");
    default:
        tni_fail(TN_ERR_ARGUMENT, "field '%.200s' is neither number, bool nor string", key);
        return false;
    }
}

/* "version" belongs to the first record. */
static bool check_fields(tn_log_fields fields, bool is_first) {
    for (int64_t i = 0; i < fields.count; i++) {
        const char *key = fields.data[i].key;
        bool again = !key || strcmp(key, "type") == 0 || (is_first && strcmp(key, "version") == 0);
        for (int64_t k = 0; k < i && !again; k++) {
            again = strcmp(fields.data[k].key, key) == 0;
        }
        if (again) {
            tni_fail(TN_ERR_ARGUMENT, "field %lld has no key of its own ('%.200s')", (long long)i,
                     key ? key : "");
            return false;
        }
    }
    return true;
}

static bool add_record(text *t, const char *type, const char *version, tn_log_fields fields) {
    bool done = add(t, "{\"type\":") && add_string(t, type);
    if (done && version) {
        done = add(t, ",\"version\":") && add_string(t, version);
    }
    for (int64_t i = 0; done && i < fields.count; i++) {
        const tn_log_field *f = &fields.data[i];
        done =
            add(t, ",") && add_string(t, f->key) && add(t, ":") && add_value(t, f->key, f->value);
    }
    return done && add(t, "}\n");
}

static bool write_record(const tn_run_log *log, const char *type, const char *version,
                         tn_log_fields fields) {
    text t = {0};
    bool done = check_fields(fields, version != NULL) && add_record(&t, type, version, fields);
    if (done && t.length > TNI_LOG_LINE_MAX) {
        tni_fail(TN_ERR_ARGUMENT, "a record of %zu bytes; a line has at most %d", t.length,
                 TNI_LOG_LINE_MAX);
        done = false;
    }
    done = done && tni_append_write(log->fd, log->path, t.data, (int64_t)t.length);
    tni_host_free(t.data);
    return done;
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* Where an existing log is to be cut: after the last whole record whose step is not past `step`. */
static bool find_cut(const tni_mapping *file, int64_t step, int64_t *cut) {
    int64_t at = 0, line = 0;
    *cut = 0;
    json_t *record;
    while ((record = tni_log_record(file->data, file->bytes, &at, &line)) != NULL) {
        const json_t *number = json_object_get(record, "step");
        const bool past = json_is_integer(number) && json_integer_value(number) > step;
        json_decref(record);
        if (past) {
            return true;
        }
        *cut = at;
    }
    return !tni_pending();
}

static bool cut_of(const tn_run_log_args *args, int64_t *cut) {
    *cut = 0;
    if (!args->resume || !tni_file_exists(args->path)) {
        return !tni_pending();
    }
    tni_mapping *file = tni_map_file(args->path);
    if (!file) {
        return false;
    }
    const bool found = find_cut(file, args->step, cut) || tni_fail_in_file(args->path);
    tni_mapping_drop(file);
    return found;
}

static bool open_log(tn_run_log *log, const tn_run_log_args *args) {
    int64_t cut;
    log->fd = -1;
    log->path = tni_host_text(args->path);
    if (!log->path || !cut_of(args, &cut)) {
        return false;
    }
    log->fd = tni_append_open(args->path, cut);
    return log->fd >= 0 && (cut > 0 || write_record(log, "config", tn_version(), args->config));
}

tn_run_log *tn_log_open_with(const tn_run_log_args *args) {
    TNI_CALL("log_open", args->at);
    tn_run_log *log = tni_path_given(args->path) ? tni_host_alloc_zeroed(sizeof *log) : NULL;
    if (log && !open_log(log, args)) {
        tn_log_close(log);
        return NULL;
    }
    return log;
}

tn_status tn_log_write(tn_run_log *log, const char *type, tn_log_fields fields) {
    TNI_CALL("log_write", ((tn_site){0}));
    if (!tni_pending() && log) {
        write_record(log, type, NULL, fields);
    }
    return tni_pending();
}

void tn_log_close(tn_run_log *log) {
    if (log) {
        if (log->fd >= 0) {
            tni_append_close(log->fd);
        }
        tni_host_free(log->path);
        tni_host_free(log);
    }
}

/* ---- Reading --------------------------------------------------------------------------------- */

struct tn_log_reader {
    tni_mapping *file;
    char *path;
    int64_t at, line;
    json_t *record;
};

tn_log_reader *tn_log_reader_open(const char *path) {
    TNI_CALL("log_reader_open", ((tn_site){0}));
    tn_log_reader *reader = tni_path_given(path) ? tni_host_alloc_zeroed(sizeof *reader) : NULL;
    if (!reader) {
        return NULL;
    }
    reader->path = tni_host_text(path);
    reader->file = reader->path ? tni_map_file(path) : NULL;
    if (!reader->file) {
        tn_log_reader_close(reader);
        return NULL;
    }
    return reader;
}

void tn_log_reader_close(tn_log_reader *reader) {
    if (reader) {
        json_decref(reader->record);
        tni_mapping_drop(reader->file);
        tni_host_free(reader->path);
        tni_host_free(reader);
    }
}

bool tn_log_reader_next(tn_log_reader *reader) {
    TNI_CALL("log_reader_next", ((tn_site){0}));
    if (tni_pending() || !reader) {
        return false;
    }
    json_decref(reader->record);
    reader->record =
        tni_log_record(reader->file->data, reader->file->bytes, &reader->at, &reader->line);
    if (!reader->record) {
        tni_fail_in_file(reader->path);
    }
    return reader->record != NULL;
}

const char *tn_log_reader_type(const tn_log_reader *reader) {
    return tn_log_reader_text(reader, "type");
}

const char *tn_log_reader_text(const tn_log_reader *reader, const char *key) {
    return reader && key ? json_string_value(json_object_get(reader->record, key)) : NULL;
}

bool tn_log_reader_number(const tn_log_reader *reader, const char *key, double *out) {
    const json_t *value = reader && key ? json_object_get(reader->record, key) : NULL;
    if (!json_is_number(value) && !json_is_null(value)) {
        return false;
    }
    *out = json_is_null(value) ? (double)NAN : json_number_value(value);
    return true;
}
