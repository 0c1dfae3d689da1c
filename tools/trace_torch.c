/* trace_torch.c: what PyTorch writes about memory: the profiler's trace (export_chrome_trace with
 * profile_memory) and the allocator's history (torch.cuda.memory._dump_snapshot), pickled or as
 * JSON. */
#include "pickle.h"
#include "trace_reader.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool trace_is_torch(trace_text text) {
    size_t i = 0;
    while (i < text.bytes && i < 64 && strchr(" \t\r\n", text.at[i])) {
        i++;
    }
    return i < text.bytes && (text.at[i] == '{' || text.at[i] == '[' || text.at[i] == '\x80');
}

/* A member that is a whole number; 0 and false when it is none. */
static bool member(const json_t *object, const char *name, int64_t *out) {
    const json_t *value = json_object_get(object, name);
    const double real = json_real_value(value);
    const bool is_whole = json_is_real(value) && fabs(real) < 0x1p62 && real == floor(real);
    *out = is_whole ? (int64_t)real : json_integer_value(value);
    return is_whole || json_is_integer(value);
}

static bool is_text(const json_t *object, const char *name, const char *wanted) {
    const char *text = json_string_value(json_object_get(object, name));
    return text && strcmp(text, wanted) == 0;
}

/* ---- The profiler ---------------------------------------------------------------------------- */

enum { DEVICE_HOST, DEVICE_CUDA }; /* of "Device Type" */

typedef struct memory_event {
    double us;
    int64_t number; /* as it stands in the file */
    int64_t block, bytes;
    int64_t device; /* -1: the host */
} memory_event;

/* False when it is none of memory. */
static bool memory_event_of(const json_t *json, int64_t number, memory_event *out) {
    const json_t *args = json_object_get(json, "args");
    int64_t type;
    if (!is_text(json, "name", "[memory]") || !member(args, "Addr", &out->block) ||
        !member(args, "Bytes", &out->bytes) || !member(args, "Device Type", &type)) {
        return false;
    }
    if (!member(args, "Device Id", &out->device) || type == DEVICE_HOST) {
        out->device = -1;
    }
    out->us = json_number_value(json_object_get(json, "ts"));
    out->number = number;
    return type == DEVICE_HOST ||
           (type == DEVICE_CUDA && out->device >= 0 && out->device < TRACE_DEVICES_MAX);
}

static int by_time(const void *a, const void *b) {
    const memory_event *x = a, *y = b;
    return x->us != y->us ? (x->us > y->us) - (x->us < y->us)
                          : (x->number > y->number) - (x->number < y->number);
}

/* The GPU with most events; the host where no GPU has any. */
static int64_t busiest(const memory_event *events, int64_t n) {
    int64_t counts[TRACE_DEVICES_MAX] = {0}, best = -1;
    for (int64_t i = 0; i < n; i++) {
        const int64_t d = events[i].device;
        if (d >= 0 && (++counts[d], best < 0 || counts[d] > counts[best])) {
            best = d;
        }
    }
    return best;
}

static bool add_events(trace *t, memory_event *events, int64_t n, int device) {
    const int64_t wanted = device < 0 ? busiest(events, n) : device, before = t->n;
    qsort(events, (size_t)n, sizeof *events, by_time);
    for (int64_t i = 0; i < n; i++) {
        const memory_event *e = &events[i];
        const double us = e->us - events[0].us;
        const uint64_t time = us < 1e15 ? (uint64_t)(us * 1000) : 0;
        const bool fine = e->device != wanted ? true
                          : e->bytes > 0
                              ? trace_add_alloc(t, &(trace_block){.block = (uint64_t)e->block,
                                                                  .bytes = (uint64_t)e->bytes,
                                                                  .time = time})
                              : trace_add_free(t, (uint64_t)e->block, time);
        if (!fine) {
            return false;
        }
    }
    return t->n > before || device < 0 ||
           trace_fail(t, "it has no events of GPU %d; its memory is most often GPU %lld's", device,
                      (long long)busiest(events, n));
}

static bool read_profile(trace *t, const json_t *list, int device) {
    t->kind = "PyTorch's profiler";
    t->has_addresses = true;
    memory_event *events = malloc((json_array_size(list) + 1) * sizeof *events);
    if (!events) {
        return trace_fail(t, "there is no memory for its events");
    }
    int64_t n = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        n += memory_event_of(json_array_get(list, i), (int64_t)i, &events[n]);
    }
    const bool fine = n > 0 ? add_events(t, events, n, device)
                            : trace_fail(t, "it has no events of memory; profile with "
                                            "profile_memory=True");
    free(events);
    return fine;
}

/* ---- The allocator's history ----------------------------------------------------------------- */

enum { FRAMES_MAX = 64 }; /* the first ones of an action, in which its name is looked for */

/* What tenon mem export wrote, else "forward (model.py:7)" of the innermost frame of Python. */
static const char *name_of(const json_t *action, char *text, size_t room) {
    const char *own = json_string_value(json_object_get(action, "name"));
    if (own) {
        return own;
    }
    const json_t *frames = json_object_get(action, "frames");
    for (size_t i = 0; i < json_array_size(frames) && i < FRAMES_MAX; i++) {
        const json_t *frame = json_array_get(frames, i);
        const char *path = json_string_value(json_object_get(frame, "filename"));
        const char *name = json_string_value(json_object_get(frame, "name"));
        const char *slash = path ? strrchr(path, '/') : NULL, *file = slash ? slash + 1 : path;
        int64_t line;
        if (file && name && strstr(file, ".py") && member(frame, "line", &line)) {
            snprintf(text, room, "%s (%s:%lld)", name, file, (long long)line);
            return text;
        }
    }
    return NULL;
}

static bool add_segment(trace *t, const json_t *json, const char *at, const char *size,
                        segment_change change) {
    int64_t address, bytes;
    return !member(json, at, &address) || !member(json, size, &bytes) || bytes <= 0 ||
           trace_add_segment(t, (uint64_t)address, (uint64_t)bytes, change);
}

/* Segments that grow and shrink by pages are mapped and unmapped. */
static bool add_change(trace *t, const json_t *action) {
    if (is_text(action, "action", "segment_alloc") || is_text(action, "action", "segment_map")) {
        return add_segment(t, action, "addr", "size", SEGMENT_COMES);
    }
    if (is_text(action, "action", "segment_free") || is_text(action, "action", "segment_unmap")) {
        return add_segment(t, action, "addr", "size", SEGMENT_GOES);
    }
    return true; /* when streams were done with a block, or memory ran out */
}

/* What a device had at the end. */
static bool add_last_segments(trace *t, const json_t *segments, int64_t device) {
    for (size_t i = 0; i < json_array_size(segments); i++) {
        const json_t *segment = json_array_get(segments, i);
        int64_t owner;
        if (member(segment, "device", &owner) && owner == device &&
            !add_segment(t, segment, "address", "total_size", SEGMENT_STAYS)) {
            return false;
        }
    }
    return true;
}

static bool add_action(trace *t, const json_t *action) {
    int64_t block, bytes, stream, us;
    const bool allocs = is_text(action, "action", "alloc");
    if (!allocs && !is_text(action, "action", "free_requested")) {
        return add_change(t, action);
    }
    if (!member(action, "addr", &block) || !member(action, "size", &bytes) || bytes < 0) {
        return trace_fail(t, "an action has no addr or no size");
    }
    member(action, "stream", &stream);
    member(action, "time_us", &us);
    char text[256];
    const trace_block made = {.block = (uint64_t)block,
                              .bytes = (uint64_t)bytes,
                              .stream = (uint64_t)stream,
                              .time = us > 0 && us < (int64_t)1e15 ? (uint64_t)us * 1000 : 0,
                              .name = allocs ? name_of(action, text, sizeof text) : NULL};
    return allocs ? trace_add_alloc(t, &made) : trace_add_free(t, made.block, made.time);
}

static bool read_history(trace *t, const json_t *root, int device) {
    const json_t *devices = json_object_get(root, "device_traces");
    t->kind = "PyTorch's memory snapshot";
    t->has_addresses = true;
    if (device >= 0 && (size_t)device >= json_array_size(devices)) {
        return trace_fail(t, "it has %zu devices, numbered from 0, and --device asks for %d",
                          json_array_size(devices), device);
    }
    size_t wanted = device < 0 ? 0 : (size_t)device;
    for (size_t d = 0; device < 0 && d < json_array_size(devices); d++) {
        wanted = json_array_size(json_array_get(devices, d)) >
                         json_array_size(json_array_get(devices, wanted))
                     ? d
                     : wanted;
    }
    const json_t *actions = json_array_get(devices, wanted);
    for (size_t i = 0; i < json_array_size(actions); i++) {
        if (!add_action(t, json_array_get(actions, i))) {
            return false;
        }
    }
    if (json_array_size(actions) == 0) {
        return trace_fail(t, "it has no history; call torch.cuda.memory._record_memory_history "
                             "first");
    }
    return add_last_segments(t, json_object_get(root, "segments"), (int64_t)wanted);
}

/* ---- Either ---------------------------------------------------------------------------------- */

static json_t *parse(trace *t, trace_text text) {
    if (*text.at == '\x80') {
        char problem[200] = "";
        json_t *read = pickle_read(text.at, text.bytes, problem, sizeof problem);
        if (!read) {
            trace_fail(t, "%s", problem);
        }
        return read;
    }
    json_error_t error;
    json_t *read = json_loadb(text.at, text.bytes, 0, &error);
    if (!read) {
        trace_fail(t, "line %d: %s", error.line, error.text);
    }
    return read;
}

bool trace_read_torch(trace *t, trace_text text, int device) {
    json_t *root = parse(t, text);
    if (!root) {
        return false;
    }
    const json_t *devices = json_object_get(root, "device_traces");
    const json_t *events = json_is_array(root) ? root : json_object_get(root, "traceEvents");
    const bool fine = json_is_array(devices) ? read_history(t, root, device)
                      : json_is_array(events)
                          ? read_profile(t, events, device)
                          : trace_fail(t, "it has neither traceEvents nor device_traces");
    json_decref(root);
    return fine;
}
