/* error.c: the pending error of each thread.
 *
 * Invariant: tni_pending_code is TN_OK exactly when no error is pending; the first error is kept
 * until it is taken, because what follows it is mostly its consequence. Raising an error never
 * fails: what it needs is in the texts of the thread. */
#include "core/core.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

TNI_THREAD_LOCAL const tni_frame *tni_frame_top;
TNI_THREAD_LOCAL tn_status tni_pending_code;

static const struct {
    const char *name, *meaning;
} statuses[] = {
#define STATUS_ROW(NAME, code, meaning) [code] = {"TN_" #NAME, meaning},
    TN_STATUSES(STATUS_ROW)
#undef STATUS_ROW
};
enum { STATUS_COUNT = sizeof statuses / sizeof statuses[0] };

static bool is_status(tn_status code) {
    return (unsigned)code < STATUS_COUNT && statuses[code].name != NULL;
}

const char *tn_status_name(tn_status code) {
    return is_status(code) ? statuses[code].name : "TN_ERR_UNKNOWN";
}

const char *tn_status_meaning(tn_status code) {
    return is_status(code) ? statuses[code].meaning : "not a status of this version";
}

bool tn_ok(void) {
    return tni_pending_code == TN_OK;
}

const tn_error *tn_error_pending(void) {
    return tni_pending_code == TN_OK ? NULL : &tni_texts()->pending;
}

bool tn_error_take(tn_error *out) {
    if (tni_pending_code == TN_OK) {
        return false;
    }
    if (out) {
        *out = tni_texts()->pending;
    }
    tni_pending_code = TN_OK;
    return true;
}

void tni_error_restore(const tn_error *error) {
    if (tni_pending_code == TN_OK && error->code != TN_OK) {
        tni_texts()->pending = *error;
        tni_texts()->is_told = false;
        tni_pending_code = error->code;
    }
}

const tni_frame *tni_frame_outermost(void) {
    const tni_frame *frame = tni_frame_top;
    while (frame && frame->outer) {
        frame = frame->outer;
    }
    return frame;
}

/* What the user asked to happen besides keeping the error: TENON_ON_ERROR. */
static void react(const tn_error *error) {
    enum { SILENT, WARN, ABORT, WISHES };
    static const char *const names[WISHES] = {"silent", "warn", "abort"};
    int wish = SILENT;
    if (!tni_env_choice("TENON_ON_ERROR", names, WISHES, &wish) || wish == SILENT) {
        return;
    }
    const char *code = tn_status_name(error->code);
    if (error->site.file) {
        fprintf(stderr, "tenon: error: %s (%s at %s:%d)\n", error->message, code, error->site.file,
                error->site.line);
    } else {
        fprintf(stderr, "tenon: error: %s (%s)\n", error->message, code);
    }
    if (wish == ABORT) {
        abort();
    }
}

static void keep(tn_site at, tn_status code, const char *format, va_list args) {
    assert(code != TN_OK && "an error needs a code");
    if (tni_pending_code != TN_OK) {
        return;
    }
    const tni_frame *frame = tni_frame_outermost();
    tn_error *error = &tni_texts()->pending;
    error->code = code;
    error->op = frame ? frame->name : "";
    error->site = at.file || !frame ? at : frame->at;
    const size_t room = sizeof error->message;
    size_t used = 0;
    if (error->op[0]) {
        const int n = snprintf(error->message, room, "%s: ", error->op);
        used = n < 0 ? 0 : (size_t)n < room ? (size_t)n : room;
    }
    vsnprintf(error->message + used, room - used, format, args);
    tni_texts()->is_told = false;
    tni_pending_code = code;
    if (!frame) {
        tni_error_leaves();
    }
}

/* Errors that the library takes back itself (a file that may be missing, a checkpoint that is
 * damaged) never get here; those of a dry run do when it has ended and passes them on. */
void tni_error_leaves(void) {
    tni_thread_texts *texts = tni_texts();
    if (!texts->is_told && !tni_dry) {
        texts->is_told = true;
        react(&texts->pending);
    }
}

void tni_error_append(const char *format, ...) {
    tn_error *error = &tni_texts()->pending;
    const size_t used = strlen(error->message);
    va_list args;
    va_start(args, format);
    vsnprintf(error->message + used, sizeof error->message - used, format, args);
    va_end(args);
}

tn_status tni_fail(tn_status code, const char *format, ...) {
    va_list args;
    va_start(args, format);
    keep((tn_site){0}, code, format, args);
    va_end(args);
    return code;
}

void tn_raise(tn_site at, tn_status code, const char *format, ...) {
    va_list args;
    va_start(args, format);
    keep(at, is_status(code) && code != TN_OK ? code : TN_ERR_ARGUMENT, format, args);
    va_end(args);
}
