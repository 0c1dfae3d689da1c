/* cuda_kernel_name.c: what kernels are called in a profile: demangled, without what they return and
 * their arguments.
 *
 * Invariant: a name that was given out stays, so that its address stands for it. */
#include "cuda/cuda_activity.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct kernel_name {
    struct kernel_name *next;
    const char *shown; /* in `given`, or behind it */
    char given[];
} kernel_name;

static kernel_name *names[256];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* The C++ library's (Itanium C++ ABI, 3.4): malloc's memory; NULL when it is no such name. Where
 * that library is not, which the plug-in does not need, names stay as they are. */
static char *(*demangle)(const char *mangled, char *room, size_t *bytes, int *status);

static void find_demangle(void) {
    void *library = dlopen("libstdc++.so.6", RTLD_NOW | RTLD_LOCAL);
    *(void **)&demangle = library ? dlsym(library, "__cxa_demangle") : NULL;
}

/* Where the bracket begins that ends at `end`; `text` when there is none. */
static const char *matching(const char *text, const char *end) {
    int depth = 0;
    for (const char *at = end; at > text; at--) {
        depth += (*at == ')' || *at == '>') - (*at == '(' || *at == '<');
        if (depth == 0) {
            return at;
        }
    }
    return text;
}

static void take_out(char *text, const char *part) {
    const size_t n = strlen(part);
    for (char *at; (at = strstr(text, part)) != NULL;) {
        memmove(at, at + n, strlen(at + n) + 1);
    }
}

/* "tn::add<float>" of "void tn::add<float>(float const*, long)": what stands before the last blank
 * that is in no bracket is what is returned. */
static void shorten(char *text) {
    take_out(text, "(anonymous namespace)::");
    char *arguments = strrchr(text, ')');
    if (arguments) {
        arguments = text + (matching(text, arguments) - text);
        *arguments = '\0';
    }
    const char *first = text + strlen(text);
    while (first > text && first[-1] != ' ') {
        const bool is_bracket = first[-1] == '>' || first[-1] == ')';
        first = is_bracket ? matching(text, first - 1) : first - 1;
    }
    memmove(text, first, strlen(first) + 1);
}

static kernel_name *add(const char *given) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_demangle);
    const bool is_mangled = strncmp(given, "_Z", 2) == 0; /* "f" would be a type: float */
    char *plain = is_mangled && demangle ? demangle(given, NULL, NULL, NULL) : NULL;
    if (plain) {
        shorten(plain);
    }
    const size_t n = strlen(given) + 1, n_plain = plain ? strlen(plain) + 1 : 0;
    kernel_name *name = malloc(sizeof *name + n + n_plain);
    if (name) {
        memcpy(name->given, given, n);
        name->shown = name->given;
        if (n_plain > 1) {
            name->shown = memcpy(name->given + n, plain, n_plain);
        }
    }
    free(plain);
    return name;
}

const char *tni_cuda_kernel_name(const char *given) {
    uint32_t hash = 2166136261u;
    for (const char *at = given; *at; at++) {
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    }
    kernel_name **first = &names[hash % (sizeof names / sizeof names[0])];
    pthread_mutex_lock(&lock);
    kernel_name *found = *first;
    while (found && strcmp(found->given, given) != 0) {
        found = found->next;
    }
    if (!found && (found = add(given)) != NULL) {
        found->next = *first;
        *first = found;
    }
    pthread_mutex_unlock(&lock);
    return found ? found->shown : "kernel";
}
