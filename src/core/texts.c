/* texts.c: the long texts of each thread: its pending error and what messages are made of.
 *
 * They are on the heap, so that the thread-locals of the library stay so few bytes that every
 * program has room for them beside its stack (core.h). Invariant: tni_texts never returns NULL.
 * Threads that get no memory share one block: their texts may mix then, but none is missing. */
#include "core/core.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static TNI_THREAD_LOCAL tni_thread_texts *mine;
static tni_thread_texts shared;
static pthread_key_t key;
static bool has_key;

static void end_thread(void *texts) {
    mine = NULL;
    free(texts);
}

static void make_key(void) {
    has_key = pthread_key_create(&key, end_thread) == 0;
}

/* The main thread ends without its key's destructor. */
__attribute__((destructor)) static void end_main_thread(void) {
    end_thread(mine);
}

/* malloc itself: this is no request that a test may fail, and its failure is no error. */
static tni_thread_texts *open_texts(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_key);
    tni_thread_texts *texts = has_key ? calloc(1, sizeof *texts) : NULL;
    if (texts && pthread_setspecific(key, texts) != 0) {
        free(texts);
        texts = NULL;
    }
    mine = texts;
    return texts ? texts : &shared;
}

tni_thread_texts *tni_texts(void) {
    return TNI_LIKELY(mine != NULL) ? mine : open_texts();
}

char *tni_text_slot(void) {
    tni_thread_texts *texts = tni_texts();
    return texts->slots[texts->next++ % TNI_TEXT_SLOTS];
}

int tni_plain_number(char *text) {
    char *out = text;
    for (const char *p = text; *p; p++) {
        const bool is_plain = (*p >= '0' && *p <= '9') || strchr("+-eE.", *p) != NULL;
        if (is_plain) {
            *out++ = *p;
        } else if (out == text || out[-1] != '.') {
            *out++ = '.'; /* one for all bytes of the locale's */
        }
    }
    *out = '\0';
    return (int)(out - text);
}

const char *tni_bytes_text(uint64_t bytes, char text[TNI_BYTES_TEXT]) {
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    double shown = (double)bytes;
    int unit = 0;
    for (; shown >= 1024 && unit < 4; unit++) {
        shown /= 1024;
    }
    snprintf(text, TNI_BYTES_TEXT, unit ? "%.1f" : "%.0f", shown);
    const int length = tni_plain_number(text);
    snprintf(text + length, (size_t)(TNI_BYTES_TEXT - length), " %s", units[unit]);
    return text;
}
