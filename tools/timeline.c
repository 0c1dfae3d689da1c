/* timeline.c: columns of a record: what lived in each of them when most did. */
#include "timeline.h"

#include "block_groups.h"

#include <stdlib.h>
#include <string.h>

/* ---- Bands ----------------------------------------------------------------------------------- */

/* Which band a block belongs to. */
typedef struct band_map {
    uint8_t *by_name;               /* of named ones */
    uint64_t sizes[TIMELINE_BANDS]; /* of those without a name; 0: the band has one */
    int rest;
} band_map;

/* The number of a name. */
static uint32_t number_of(const trace *t, const char *name) {
    uint32_t number = 1;
    while (t->names[number] != name) {
        number++;
    }
    return number;
}

/* Bands for the largest groups at the peak, and one of the rest. */
static bool make_bands(const trace *t, timeline *line, band_map *map) {
    block_groups groups;
    line->peak_events = trace_peak(t, &line->peak_bytes);
    map->by_name = malloc(t->n_names);
    if (!map->by_name || !block_groups_of(t, line->peak_events, &groups)) {
        return false;
    }
    map->rest = groups.n < TIMELINE_BANDS ? (int)groups.n : TIMELINE_BANDS - 1;
    memset(map->by_name, map->rest, t->n_names);
    line->n_bands = map->rest + 1;
    for (int band = 0; band < map->rest; band++) {
        const block_group *group = &groups.at[band];
        snprintf(line->names[band], sizeof line->names[band], "%.63s", block_group_text(group).at);
        map->sizes[band] = group->size;
        if (*group->name) {
            map->by_name[number_of(t, group->name)] = (uint8_t)band;
        }
    }
    snprintf(line->names[map->rest], sizeof line->names[map->rest], "others");
    block_groups_close(&groups);
    return true;
}

static int band_of(const trace *t, const band_map *map, int64_t event) {
    const uint32_t name = t->notes[event].name;
    if (name) {
        return map->by_name[name];
    }
    for (int band = 0; band < map->rest; band++) {
        if (map->sizes[band] == t->events[event].bytes) {
            return band;
        }
    }
    return map->rest;
}

/* ---- Columns --------------------------------------------------------------------------------- */

typedef struct state {
    uint64_t of[TIMELINE_BANDS], total;
} state;

/* By time, where times tell; they may go back at midnight, columns do not. */
static int column_of(const trace *t, const timeline *line, int64_t event, int last) {
    const double part =
        line->seconds > 0 ? trace_seconds(t, event) / line->seconds : (double)event / (double)t->n;
    const double at = part * TIMELINE_COLUMNS;
    const int column = at < last                     ? last
                       : at < TIMELINE_COLUMNS - 1.0 ? (int)at
                                                     : TIMELINE_COLUMNS - 1;
    return column;
}

static void raise_column(timeline *line, int column, const state *now) {
    if (now->total >= line->total[column]) {
        line->total[column] = now->total;
        memcpy(line->bytes[column], now->of, sizeof now->of);
    }
}

static void count(const trace *t, const band_map *map, int64_t event, state *now) {
    if (trace_is_of_block(t, event)) {
        now->of[band_of(t, map, trace_made(t, event))] += trace_change(t, event);
        now->total += trace_change(t, event);
    }
}

static void fill_columns(const trace *t, const band_map *map, timeline *line) {
    state now = {.total = 0};
    int column = 0;
    for (int64_t i = 0; i < t->n; i++) {
        const int next = column_of(t, line, i, column);
        while (column < next) {
            raise_column(line, ++column, &now); /* what it begins with */
        }
        count(t, map, i, &now);
        raise_column(line, column, &now);
        if (i + 1 == line->peak_events) {
            line->peak_column = column;
            memcpy(line->peak_of, now.of, sizeof now.of);
        }
    }
    while (column + 1 < TIMELINE_COLUMNS) {
        raise_column(line, ++column, &now);
    }
}

/* Nothing may ever have lived in the last band. */
static void drop_empty(timeline *line) {
    bool empty = true;
    for (int c = 0; c < TIMELINE_COLUMNS; c++) {
        empty = empty && line->bytes[c][line->n_bands - 1] == 0;
    }
    line->n_bands -= empty && line->n_bands > 1;
}

bool timeline_of(const trace *t, timeline *out) {
    band_map map = {0};
    *out = (timeline){.events = t->n, .seconds = trace_seconds(t, t->n - 1)};
    const bool made = make_bands(t, out, &map);
    if (made) {
        out->peak_seconds = out->peak_events ? trace_seconds(t, out->peak_events - 1) : 0;
        fill_columns(t, &map, out);
        drop_empty(out);
    }
    free(map.by_name);
    return made;
}
