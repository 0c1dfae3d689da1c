/* env.c: the environment options of env.def.
 *
 * Invariant: an option is read once, before its first use, and never changes after that: what
 * `tenon info` prints is what holds. secure_getenv: a privileged program is not steered by its
 * caller's environment. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "core/core.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

static struct {
    const char *name, *fallback, *accepts, *help;
    char *value; /* NULL when unset or empty */
} options[] = {
#define X(NAME, fallback, accepts, help) {#NAME, fallback, accepts, help, NULL},
#include "core/env.def"
#undef X
};
enum { OPTION_COUNT = sizeof options / sizeof options[0] };

static void read_options(void) {
    for (int i = 0; i < OPTION_COUNT; i++) {
        const char *value = secure_getenv(options[i].name);
        options[i].value = value && value[0] ? strdup(value) : NULL;
    }
}

static void read_once(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, read_options);
}

const char *tni_env(const char *name) {
    read_once();
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strcmp(options[i].name, name) == 0) {
            return options[i].value ? options[i].value : options[i].fallback;
        }
    }
    return "";
}

static const char *fallback_of(const char *name) {
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strcmp(options[i].name, name) == 0) {
            return options[i].fallback;
        }
    }
    return "";
}

/* A decimal number with an optional suffix k, m or g (powers of 1024); false when it is none. */
static bool parse_int(const char *text, int64_t *out) {
    char *end;
    errno = 0;
    const long long number = strtoll(text, &end, 10);
    const bool has_digits = end != text;
    static const char suffixes[] = "kKmMgG";
    const char *suffix = *end ? strchr(suffixes, *end) : NULL;
    const int64_t unit = suffix ? (int64_t)1 << (10 * ((suffix - suffixes) / 2 + 1)) : 1;
    end += suffix != NULL;
    return has_digits && *end == 0 && errno == 0 && !__builtin_mul_overflow(number, unit, out);
}

/* No option means something by a negative number. */
static bool is_number(const char *text, int64_t *out) {
    return parse_int(text, out) && *out >= 0;
}

int64_t tni_env_int(const char *name) {
    const char *text = tni_env(name), *fallback = fallback_of(name);
    int64_t number = 0;
    if (text[0] && !is_number(text, &number)) {
        tni_warn_once(name, "%s=%s is not a whole number from 0 on; it is ignored", name, text);
        number = 0;
        parse_int(fallback, &number);
    }
    return number;
}

bool tni_env_choice(const char *name, const char *const *choices, int n, int *out) {
    const char *text = tni_env(name);
    for (int i = 0; i < n; i++) {
        if (strcmp(text, choices[i]) == 0) {
            *out = i;
            return true;
        }
    }
    if (text[0]) {
        tni_warn_once(name, "%s=%s is unknown; it is ignored", name, text);
    }
    return false;
}

/* Whether `words`, "silent|warn|abort", has the text as one of them. */
static bool is_among(const char *words, const char *text) {
    const size_t length = strlen(text);
    for (const char *word = words; word; word = strchr(word, '|') ? strchr(word, '|') + 1 : NULL) {
        if (strcspn(word, "|") == length && strncmp(word, text, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Devices are known above this layer, and folders and files to the system. */
static bool is_ignored(const char *accepts, const char *value) {
    int64_t number;
    if (!value || is_among("DEVICE|FOLDERS|FILE", accepts)) {
        return false;
    }
    return strcmp(accepts, "NUMBER") == 0 ? !is_number(value, &number) : !is_among(accepts, value);
}

bool tn_env_option_at(int i, tn_env_option *out) {
    if (i < 0 || i >= OPTION_COUNT || !out) {
        return false;
    }
    read_once();
    *out = (tn_env_option){.name = options[i].name,
                           .value = options[i].value,
                           .fallback = options[i].fallback,
                           .accepts = options[i].accepts,
                           .is_ignored = is_ignored(options[i].accepts, options[i].value),
                           .help = options[i].help};
    return true;
}
