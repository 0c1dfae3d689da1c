/* export_snapshot.c: a record as a snapshot of PyTorch's memory. What lives at the end is in its
 * segments, which are there from the beginning of the history; everything else is in the history.
 * Blocks whose ids are no addresses lie where best fit puts them (block_places.h). A name is a
 * stack: the op with its call site, below the regions that it was in; the name as it is stands
 * beside it, for trace_torch.c. */
#include "block_name.h"
#include "block_places.h"
#include "export.h"
#include "memory_map.h"
#include "pickle_writer.h"

#include <stdlib.h>
#include <string.h>

/* A list is filled in pieces: readers take each as the arguments of one call. */
enum { ITEMS_AT_ONCE = 1000 };

/* Texts that come again and again. */
typedef enum word {
    WORD_action,
    WORD_addr,
    WORD_size,
    WORD_stream,
    WORD_time_us,
    WORD_frames,
    WORD_name,
    WORD_filename,
    WORD_line,
    WORD_alloc,
    WORD_free_requested,
    WORD_free_completed,
    WORD_segment_alloc,
    WORD_address,
    WORD_requested_size,
    WORD_state,
    WORD_active_allocated,
    WORD_inactive,
    WORD_blocks,
    WORD_device,
    WORD_total_size,
    WORD_allocated_size,
    WORD_active_size,
    WORD_segment_type,
    WORD_large,
    WORD_small,
    WORD_segment_pool_id,
    WORD_is_expandable,
    WORD_segments,
    WORD_device_traces,
    WORDS_N
} word;
static const char *const word_texts[WORDS_N] = {
    [WORD_action] = "action",
    [WORD_addr] = "addr",
    [WORD_size] = "size",
    [WORD_stream] = "stream",
    [WORD_time_us] = "time_us",
    [WORD_frames] = "frames",
    [WORD_name] = "name",
    [WORD_filename] = "filename",
    [WORD_line] = "line",
    [WORD_alloc] = "alloc",
    [WORD_free_requested] = "free_requested",
    [WORD_free_completed] = "free_completed",
    [WORD_segment_alloc] = "segment_alloc",
    [WORD_address] = "address",
    [WORD_requested_size] = "requested_size",
    [WORD_state] = "state",
    [WORD_active_allocated] = "active_allocated",
    [WORD_inactive] = "inactive",
    [WORD_blocks] = "blocks",
    [WORD_device] = "device",
    [WORD_total_size] = "total_size",
    [WORD_allocated_size] = "allocated_size",
    [WORD_active_size] = "active_size",
    [WORD_segment_type] = "segment_type",
    [WORD_large] = "large",
    [WORD_small] = "small",
    [WORD_segment_pool_id] = "segment_pool_id",
    [WORD_is_expandable] = "is_expandable",
    [WORD_segments] = "segments",
    [WORD_device_traces] = "device_traces",
};

typedef struct kept_name {
    uint32_t text, frames;
} kept_name;

/* Numbers are what something is kept as; 0: not yet. */
typedef struct writer {
    pickle_writer p;
    const trace *t;
    uint32_t words[WORDS_N], no_frames;
    kept_name *names;
} writer;

/* ---- Values ---------------------------------------------------------------------------------- */

static void put_word(writer *w, word which) {
    if (w->words[which]) {
        pickle_again(&w->p, w->words[which]);
    } else {
        pickle_text(&w->p, word_texts[which], strlen(word_texts[which]));
        w->words[which] = pickle_keep(&w->p);
    }
}

static void put_number(writer *w, word key, uint64_t value) {
    put_word(w, key);
    pickle_integer(&w->p, value);
}

static void put_choice(writer *w, word key, word value) {
    put_word(w, key);
    put_word(w, value);
}

static void put_frame(writer *w, name_part name, name_part file, uint64_t line) {
    pickle_open_dict(&w->p);
    pickle_begin_items(&w->p);
    put_word(w, WORD_name);
    pickle_text(&w->p, name.at, name.bytes);
    put_word(w, WORD_filename);
    pickle_text(&w->p, file.at, file.bytes);
    put_number(w, WORD_line, line);
    pickle_end_items_of_dict(&w->p);
}

/* The innermost frame first. */
static void put_stack(writer *w, const char *name) {
    const name_path path = name_path_of(name);
    name_part file = {"", 0};
    uint64_t line = 0;
    if (path.site.bytes > 0) {
        const char *colon = memrchr(path.site.at, ':', path.site.bytes);
        file = (name_part){path.site.at, (size_t)(colon - path.site.at)};
        line = strtoull(colon + 1, NULL, 10);
    }
    pickle_open_list(&w->p);
    pickle_begin_items(&w->p);
    for (int i = path.n - 1; i >= 0; i--) {
        put_frame(w, path.parts[i], file, line);
        file.bytes = 0;
        line = 0;
    }
    pickle_end_items_of_list(&w->p);
}

static void put_no_frames(writer *w) {
    put_word(w, WORD_frames);
    if (w->no_frames) {
        pickle_again(&w->p, w->no_frames);
    } else {
        pickle_open_list(&w->p);
        w->no_frames = pickle_keep(&w->p);
    }
}

/* ---- History --------------------------------------------------------------------------------- */

/* What all actions have but their frames. */
static void begin_action(writer *w, word what, uint64_t address, uint64_t bytes, uint64_t stream) {
    pickle_open_dict(&w->p);
    pickle_begin_items(&w->p);
    put_choice(w, WORD_action, what);
    put_number(w, WORD_addr, address);
    put_number(w, WORD_size, bytes);
    put_number(w, WORD_stream, stream);
}

static void put_name_and_frames(writer *w, uint32_t name) {
    if (!name) {
        put_no_frames(w);
        return;
    }
    const char *text = w->t->names[name];
    kept_name *kept = &w->names[name];
    put_word(w, WORD_name);
    if (kept->text) {
        pickle_again(&w->p, kept->text);
    } else {
        pickle_text(&w->p, text, strlen(text));
        kept->text = pickle_keep(&w->p);
    }
    put_word(w, WORD_frames);
    if (kept->frames) {
        pickle_again(&w->p, kept->frames);
    } else {
        put_stack(w, text);
        kept->frames = pickle_keep(&w->p);
    }
}

static void put_event(writer *w, int64_t event, const uint64_t *places) {
    const trace_note *note = &w->t->notes[event];
    const bool frees = w->t->events[event].kind == TN_MEMORY_FREE;
    const int64_t made = trace_made(w->t, event);
    const tn_memory_event *e = &w->t->events[made];
    for (int i = 0; i <= frees && trace_is_of_block(w->t, event); i++) {
        begin_action(w,
                     !frees   ? WORD_alloc
                     : i == 0 ? WORD_free_requested
                              : WORD_free_completed,
                     places[made], e->bytes, w->t->streams[e->stream]);
        put_number(w, WORD_time_us, note->time / 1000);
        put_name_and_frames(w, frees ? 0 : note->name);
        pickle_end_items_of_dict(&w->p);
    }
}

static uint64_t stream_of(const memory_map *m, int64_t first, int64_t end) {
    while (first < end && m->pieces[first].state != MEMORY_LIVE) {
        first++;
    }
    return first < end ? m->pieces[first].stream : 0;
}

static uint64_t bytes_between(const memory_map *m, int64_t first, int64_t end) {
    return m->pieces[end - 1].address + m->pieces[end - 1].bytes - m->pieces[first].address;
}

static void put_history(writer *w, const memory_map *m, const uint64_t *places) {
    int64_t end, n = 0;
    pickle_open_list(&w->p);
    pickle_begin_items(&w->p);
    for (int64_t i = 0; i < m->n; i = end) {
        end = memory_map_segment_end(m, i);
        begin_action(w, WORD_segment_alloc, m->pieces[i].address, bytes_between(m, i, end),
                     stream_of(m, i, end));
        put_number(w, WORD_time_us, w->t->notes[0].time / 1000);
        put_no_frames(w);
        pickle_end_items_of_dict(&w->p);
    }
    for (int64_t i = 0; i < w->t->n; i++) {
        if (++n % ITEMS_AT_ONCE == 0) {
            pickle_end_items_of_list(&w->p);
            pickle_begin_items(&w->p);
        }
        put_event(w, i, places);
    }
    pickle_end_items_of_list(&w->p);
}

/* ---- Segments -------------------------------------------------------------------------------- */

/* A piece, and the hole behind it where it is a block. Returns the piece after them. */
static int64_t put_block(writer *w, const memory_map *m, int64_t i, int64_t end) {
    const memory_piece *piece = &m->pieces[i];
    const bool lives = piece->state == MEMORY_LIVE;
    const bool rounded = lives && i + 1 < end && m->pieces[i + 1].state == MEMORY_HOLE;
    pickle_open_dict(&w->p);
    pickle_begin_items(&w->p);
    put_number(w, WORD_address, piece->address);
    put_number(w, WORD_size, piece->bytes + (rounded ? m->pieces[i + 1].bytes : 0));
    put_number(w, WORD_requested_size, lives ? piece->bytes : 0);
    put_choice(w, WORD_state, lives ? WORD_active_allocated : WORD_inactive);
    if (*piece->name) {
        put_word(w, WORD_frames);
        put_stack(w, piece->name);
    } else {
        put_no_frames(w);
    }
    pickle_end_items_of_dict(&w->p);
    return i + 1 + rounded;
}

static void put_blocks(writer *w, const memory_map *m, int64_t first, int64_t end) {
    put_word(w, WORD_blocks);
    pickle_open_list(&w->p);
    pickle_begin_items(&w->p);
    int64_t n = 0;
    for (int64_t i = first; i < end; i = put_block(w, m, i, end)) {
        if (++n % ITEMS_AT_ONCE == 0) {
            pickle_end_items_of_list(&w->p);
            pickle_begin_items(&w->p);
        }
    }
    pickle_end_items_of_list(&w->p);
}

static void put_segment(writer *w, const memory_map *m, int64_t first, int64_t end) {
    const memory_map segment = {m->pieces + first, end - first};
    const uint64_t bytes = bytes_between(m, first, end);
    const memory_figures f = memory_map_figures(&segment);
    pickle_open_dict(&w->p);
    pickle_begin_items(&w->p);
    put_number(w, WORD_device, 0);
    put_number(w, WORD_address, m->pieces[first].address);
    put_number(w, WORD_total_size, bytes);
    put_number(w, WORD_allocated_size, f.live);
    put_number(w, WORD_active_size, f.live);
    put_number(w, WORD_requested_size, f.live);
    put_number(w, WORD_stream, stream_of(m, first, end));
    put_choice(w, WORD_segment_type, bytes > 2 << 20 ? WORD_large : WORD_small);
    put_word(w, WORD_segment_pool_id);
    pickle_integer(&w->p, 0);
    pickle_integer(&w->p, 0);
    pickle_pair(&w->p);
    put_word(w, WORD_is_expandable);
    pickle_false(&w->p);
    put_no_frames(w);
    put_blocks(w, m, first, end);
    pickle_end_items_of_dict(&w->p);
}

static void put_segments(writer *w, const memory_map *m) {
    int64_t end, n = 0;
    pickle_open_list(&w->p);
    pickle_begin_items(&w->p);
    for (int64_t i = 0; i < m->n; i = end) {
        end = memory_map_segment_end(m, i);
        put_segment(w, m, i, end);
        if (++n % ITEMS_AT_ONCE == 0) {
            pickle_end_items_of_list(&w->p);
            pickle_begin_items(&w->p);
        }
    }
    pickle_end_items_of_list(&w->p);
}

/* ---- All ------------------------------------------------------------------------------------- */

static void put_all(writer *w, const memory_map *m, const uint64_t *places) {
    pickle_open_dict(&w->p);
    pickle_begin_items(&w->p);
    put_word(w, WORD_segments);
    put_segments(w, m);
    put_word(w, WORD_device_traces);
    pickle_open_list(&w->p);
    pickle_begin_items(&w->p);
    put_history(w, m, places);
    pickle_end_items_of_list(&w->p);
    pickle_end_items_of_dict(&w->p);
    pickle_end(&w->p);
}

bool export_snapshot(const trace *t, const char *title, FILE *out) {
    (void)title; /* the format has no place for it */
    memory_map m = {NULL, 0};
    uint64_t *places = block_places_of(t, t->n);
    writer w = {.t = t, .names = calloc(t->n_names, sizeof *w.names)};
    const bool fine = places && w.names && memory_map_of_blocks(t, t->n, &m);
    if (fine) {
        w.p = pickle_begin(out);
        put_all(&w, &m, places);
    }
    memory_map_close(&m);
    free(w.names);
    free(places);
    return fine;
}
