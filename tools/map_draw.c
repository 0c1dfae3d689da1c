/* map_draw.c: a map of memory as a line of pieces, by their addresses, that is wrapped into rows.
 * Between segments there is a gap, whatever lies there. Pieces that are too small for a box are
 * joined with their neighbours to one of what most of it is. */
#include "map_draw.h"

#include "byte_text.h"
#include "plain_text.h"

#include <math.h>

enum {
    LEFT = 116,
    PLOT_WIDTH = 868,
    WIDTH = LEFT + PLOT_WIDTH + 24,
    TOP = 62,
    ROWS_MAX = 24,
    ROW_HEIGHT = 22,
    ROW_STEP = 27,
    SEGMENT_STEP = 8, /* between segments that begin a row */
    GAP_MOST = 8,     /* pixels between segments */
    FONT = 12,
    LABEL_LEAST = 30, /* pixels of a name that is cut */
    LEGEND_COLUMNS = 3,
    LEGEND_ROW = 22,
    THIN = 2,              /* pixels of a box that an edge of its own would hide */
    WIDE = 8,              /* pixels of a box that tells more to the pointer */
    HOVER_CHARACTERS = 64, /* of its name, and of that of others */
    SHORT_CHARACTERS = 24,
    BOXES_MAX = 6000 /* with the longest texts that there can be they are below 2 MB */
};

/* Classes of boxes: the colours, then these. */
enum { FREE = SVG_COLOURS, HOLE, CLASSES };

/* Neighbours that are too small, in one row. */
typedef struct crowd {
    double begin, end; /* on the line */
    double of[CLASSES];
    uint64_t live, free;
    int64_t n;
    const memory_piece *first;
} crowd;

typedef struct drawing {
    const memory_map *m;
    const map_colours *colours;
    FILE *out; /* NULL: boxes are only counted */
    double row_bytes, gap;
    int64_t segments, segment; /* how many, and in which it is */
    bool begin_rows;           /* each segment begins a row */
    double least;              /* pixels of a box */
    int boxes, rows, labelled_rows;
    crowd crowd;
} drawing;

/* ---- The line -------------------------------------------------------------------------------- */

static double pixels_of(const drawing *d, double bytes) {
    return bytes / d->row_bytes * PLOT_WIDTH;
}

static int row_of(double place) {
    return (int)(place / PLOT_WIDTH);
}

static uint64_t bytes_of_segment(const memory_map *m, int64_t first, int64_t end) {
    return m->pieces[end - 1].address - m->pieces[first].address + m->pieces[end - 1].bytes;
}

/* How many rows it takes when each segment begins one. */
static double rows_of_segments(const drawing *d) {
    double rows = 0;
    for (int64_t i = 0, end; i < d->m->n; i = end) {
        end = memory_map_segment_end(d->m, i);
        rows += ceil((double)bytes_of_segment(d->m, i, end) / d->row_bytes);
    }
    return rows;
}

/* Rows of a power of two bytes, and no more of them than there is room for. */
static void lay_out(drawing *d) {
    const memory_figures f = memory_map_figures(d->m);
    const double bytes = (double)f.live + (double)f.free + (double)f.hole;
    const double room = (double)ROWS_MAX * PLOT_WIDTH, gaps = (double)(f.segments - 1);
    d->segments = f.segments;
    d->gap = gaps > 0 ? fmin(GAP_MOST, room / 8 / gaps) : 0;
    d->row_bytes = 16;
    while (pixels_of(d, bytes) + gaps * d->gap > room) {
        d->row_bytes *= 2;
    }
    d->begin_rows = rows_of_segments(d) <= ROWS_MAX;
}

static int y_of(const drawing *d, int row) {
    return TOP + row * ROW_STEP + (d->begin_rows ? (int)d->segment * SEGMENT_STEP : 0);
}

/* ---- Boxes ----------------------------------------------------------------------------------- */

static int class_of(const drawing *d, const memory_piece *p) {
    return p->state == MEMORY_LIVE   ? map_colour_of(d->colours, p)
           : p->state == MEMORY_FREE ? FREE
                                     : HOLE;
}

/* A name of a block for people, in full or its op alone. */
static plain_line text_of_key(const map_key *key) {
    plain_line text;
    if (key->op.bytes > 0) {
        snprintf(text.at, sizeof text.at, "%.*s", (int)fmin((double)key->op.bytes, 255),
                 key->op.at);
        make_plain(text.at);
    } else {
        snprintf(text.at, sizeof text.at, "blocks of %s", bytes_exactly(key->size).at);
    }
    return text;
}

static void open_box(drawing *d, double begin, double end, int class, bool is_crowd) {
    static const char *const names[CLASSES] = {"b0", "b1", "b2", "b3",   "b4",
                                               "b5", "b6", "b7", "free", "hole"};
    const int row = row_of(begin);
    const char *how = is_crowd ? " crowd" : end - begin < THIN ? " thin" : "";
    fprintf(d->out, "<rect class=\"%s%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>",
            names[class], how, LEFT + begin - (double)row * PLOT_WIDTH, y_of(d, row),
            fmax(end - begin, THIN), ROW_HEIGHT);
}

static void close_box(FILE *out) {
    fputs("</title></rect>\n", out);
}

static void write_hover(const memory_piece *p, double width, FILE *out) {
    const map_key size = {{"", 0}, p->bytes};
    if (p->state != MEMORY_LIVE) {
        fputs(p->state == MEMORY_FREE ? "free" : "hole", out);
    } else {
        svg_cut(*p->name ? p->name : text_of_key(&size).at,
                width < WIDE ? SHORT_CHARACTERS : HOVER_CHARACTERS, out);
    }
    fprintf(out, ": %s at 0x%llx", bytes_of(p->bytes).at, (unsigned long long)p->address);
    if (p->stream != 0) {
        fprintf(out, ", stream %llu", (unsigned long long)p->stream);
    }
}

/* The whole name where it fits, else the op, and the bytes where they fit, too; of what has no name
 * the bytes alone. */
static void write_label(const memory_piece *p, double x, double y, double width, FILE *out) {
    const bool is_named = p->state == MEMORY_LIVE && *p->name;
    const map_key key = map_key_of(p);
    const plain_line op = text_of_key(&key);
    const bytes_text bytes = bytes_of(p->bytes);
    const double room = width - 6;
    const char *text = !is_named ? bytes.at : svg_width(p->name, FONT) <= room ? p->name : op.at;
    const double taken = svg_width(text, FONT);
    if (p->state == MEMORY_HOLE || (taken > room && (!is_named || room < LABEL_LEAST))) {
        return;
    }
    fprintf(out, "<text x=\"%.1f\" y=\"%.0f\">", x + 3, y + 15);
    svg_fit(text, room, FONT, out);
    if (is_named && taken + FONT + svg_width(bytes.at, FONT) <= room) {
        fprintf(out, " <tspan class=\"bytes\">%s</tspan>", bytes.at);
    }
    fputs("</text>\n", out);
}

/* ---- Crowds ---------------------------------------------------------------------------------- */

static void end_crowd(drawing *d) {
    const crowd *c = &d->crowd;
    int most = 0;
    for (int i = 1; i < CLASSES; i++) {
        most = c->of[i] > c->of[most] ? i : most;
    }
    d->boxes += c->n > 0;
    if (c->n > 0 && d->out) {
        open_box(d, c->begin, c->end, most, c->n > 1);
        if (c->n == 1) {
            write_hover(c->first, c->end - c->begin, d->out);
        } else {
            fprintf(d->out, "%lld pieces: %s live, %s free", (long long)c->n, bytes_of(c->live).at,
                    bytes_of(c->free).at);
        }
        close_box(d->out);
    }
    d->crowd = (crowd){.n = 0};
}

static void join_crowd(drawing *d, const memory_piece *p, double begin, double end) {
    crowd *c = &d->crowd;
    if (c->n == 0) {
        c->begin = begin;
        c->first = p;
    }
    c->end = end;
    c->n++;
    c->of[class_of(d, p)] += (double)p->bytes;
    c->live += p->state == MEMORY_LIVE ? p->bytes : 0;
    c->free += p->state == MEMORY_FREE ? p->bytes : 0;
    if (c->end - c->begin >= d->least) {
        end_crowd(d);
    }
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* What lies at its beginning: how far into the only segment, else an address. */
static void label_row(drawing *d, int row, uint64_t address) {
    d->rows = row + 1;
    if (!d->out || row < d->labelled_rows) {
        return;
    }
    d->labelled_rows = row + 1;
    fprintf(d->out, "<text class=\"row\" x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 8,
            y_of(d, row) + 15);
    if (d->segments == 1) {
        fprintf(d->out, "%s</text>\n", bytes_of(address - d->m->pieces[0].address).at);
    } else {
        fprintf(d->out, "0x%llx</text>\n", (unsigned long long)address);
    }
}

/* A part of a piece in one row. */
static void draw_part(drawing *d, const memory_piece *p, double begin, double end, bool labelled) {
    if (end - begin < d->least) {
        join_crowd(d, p, begin, end);
        return;
    }
    end_crowd(d);
    d->boxes++;
    if (!d->out) {
        return;
    }
    const int row = row_of(begin);
    open_box(d, begin, end, class_of(d, p), false);
    write_hover(p, end - begin, d->out);
    close_box(d->out);
    if (labelled) {
        write_label(p, LEFT + begin - (double)row * PLOT_WIDTH, y_of(d, row), end - begin, d->out);
    }
}

/* From a place on the line; its name stands in the first of its longest parts. */
static void draw_piece(drawing *d, const memory_piece *p, double begin) {
    const double end = begin + pixels_of(d, (double)p->bytes);
    const double first = (row_of(begin) + 1.0) * PLOT_WIDTH - begin;
    const double second = fmin(end - begin - first, PLOT_WIDTH);
    bool labelled = false;
    for (double at = begin; at < end;) {
        const int row = row_of(at);
        const double stop = fmin((row + 1.0) * PLOT_WIDTH, end);
        if (stop - at < 1e-6) { /* of rounding */
            at = (row + 1.0) * PLOT_WIDTH;
            continue;
        }
        if (row + 1 > d->rows) {
            end_crowd(d);
            label_row(d, row, p->address + (uint64_t)((at - begin) / PLOT_WIDTH * d->row_bytes));
        }
        const bool here = !labelled && (at > begin || first >= second);
        draw_part(d, p, at, stop, here);
        labelled = labelled || here;
        at = stop;
    }
}

static void draw_rows(drawing *d) {
    double place = 0; /* on the line */
    d->boxes = d->rows = d->labelled_rows = 0;
    d->segment = 0;
    for (int64_t i = 0, end; i < d->m->n; i = end) {
        end = memory_map_segment_end(d->m, i);
        for (int64_t k = i; k < end; k++) {
            const uint64_t before = d->m->pieces[k].address - d->m->pieces[i].address;
            draw_piece(d, &d->m->pieces[k], place + pixels_of(d, (double)before));
        }
        end_crowd(d);
        place += pixels_of(d, (double)bytes_of_segment(d->m, i, end)) + d->gap;
        place = d->begin_rows ? (double)d->rows * PLOT_WIDTH : place;
        d->segment++;
    }
}

/* ---- The picture ----------------------------------------------------------------------------- */

static int legend_entries(const drawing *d, const memory_figures *f) {
    return d->colours->n + (f->free > 0) + (f->hole > 0);
}

static void draw_entry(const drawing *d, int i, const char *class, const char *text,
                       uint64_t bytes) {
    const int column = WIDTH / LEGEND_COLUMNS, x = 24 + i % LEGEND_COLUMNS * column;
    const int y = y_of(d, d->rows) + 24 + i / LEGEND_COLUMNS * LEGEND_ROW;
    fprintf(d->out,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"12\" height=\"12\"/><text x=\"%d\" "
            "y=\"%d\">",
            class, x, y - 11, x + 18, y);
    svg_fit(text, column - 120, FONT, d->out);
    fprintf(d->out, ": %s</text>\n", bytes_of(bytes).at);
}

static void draw_legend(const drawing *d, const memory_figures *f) {
    int n = 0;
    for (; n < d->colours->n; n++) {
        char class[8];
        snprintf(class, sizeof class, "b%d", n);
        draw_entry(d, n, class,
                   n < SVG_COLOURS - 1 ? text_of_key(&d->colours->keys[n]).at : "others",
                   d->colours->bytes[n]);
    }
    if (f->free > 0) {
        draw_entry(d, n++, "free", "free", f->free);
    }
    if (f->hole > 0) {
        draw_entry(d, n, "hole", "holes", f->hole);
    }
}

static void draw_head(const drawing *d, const memory_figures *f, const char *title,
                      const char *moment) {
    const int legend_rows = (legend_entries(d, f) + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
    const svg_head head = {
        .width = WIDTH,
        .height = y_of(d, d->rows) + 20 + legend_rows * LEGEND_ROW,
        .left = 24,
        .label = "What lies where in memory",
        .light = "rect{fill-opacity:.6;stroke:#fff;stroke-width:.6}rect:hover{fill-opacity:.85}"
                 ".thin{fill-opacity:.85;stroke:none}"
                 ".free{fill:url(#hatch);fill-opacity:1;stroke:#b8bcc4}"
                 ".hole{fill:#8a8f98;fill-opacity:.25}#hatch path{stroke:#c4c8d0}"
                 ".crowd{fill-opacity:.45;stroke:none}"
                 "text{font-size:12px;pointer-events:none}.row{font-size:11px;fill-opacity:.75}"
                 ".bytes{fill-opacity:.8}",
        .dark = "rect{fill-opacity:.5;stroke:#16181c}.free{stroke:#5a606c}"
                "#hatch path{stroke:#565c68}.bytes{fill-opacity:.85}",
    };
    svg_begin(&head, title, d->out);
    fputs("<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
          "<path d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\"/></pattern></defs>\n",
          d->out);
    fprintf(d->out,
            "<text x=\"24\" y=\"46\">%s: %s live in %lld block%s, %s free, largest free "
            "piece %s, %lld segment%s; a row is %s</text>\n",
            moment, bytes_of(f->live).at, (long long)f->blocks, f->blocks == 1 ? "" : "s",
            bytes_of(f->free).at, bytes_of(f->largest_free).at, (long long)f->segments,
            f->segments == 1 ? "" : "s", bytes_of((uint64_t)d->row_bytes).at);
}

void map_draw(const memory_map *m, const map_colours *colours, const char *title,
              const char *moment, FILE *out) {
    const memory_figures f = memory_map_figures(m);
    drawing d = {.m = m, .colours = colours, .least = 1.5};
    lay_out(&d);
    for (draw_rows(&d); d.boxes > BOXES_MAX; draw_rows(&d)) {
        d.least *= 1.25;
    }
    d.out = out;
    draw_head(&d, &f, title, moment);
    draw_rows(&d);
    draw_legend(&d, &f);
    svg_end(out);
}
