/* summary.c: figures of memory as a table for people and as JSON. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "core/core.h"

#include <tenon/device.h>
#include <tenon/memory.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* ATen's keys and the words of its table, in its order. */
static const struct metric {
    const char *key, *words;
    bool is_bytes;
} metrics[TN_MEMORY_METRICS] = {
    [TN_MEMORY_ALLOCATED_BYTES] = {"allocated_bytes", "Allocated memory", true},
    [TN_MEMORY_ACTIVE_BYTES] = {"active_bytes", "Active memory", true},
    [TN_MEMORY_REQUESTED_BYTES] = {"requested_bytes", "Requested memory", true},
    [TN_MEMORY_RESERVED_BYTES] = {"reserved_bytes", "Reserved memory", true},
    [TN_MEMORY_INACTIVE_SPLIT_BYTES] = {"inactive_split_bytes", "Non-releasable memory", true},
    [TN_MEMORY_ALLOCATION] = {"allocation", "Allocations", false},
    [TN_MEMORY_ACTIVE] = {"active", "Active allocations", false},
    [TN_MEMORY_SEGMENT] = {"segment", "Reserved segments", false},
    [TN_MEMORY_INACTIVE_SPLIT] = {"inactive_split", "Non-releasable allocations", false},
};
static const char *const side_keys[] = {"all", "large_pool", "small_pool"};
static const char *const call_keys[TN_MEMORY_CALLS] = {
    "raw_alloc", "raw_free", "page_make", "page_drop", "page_map", "page_unmap", "await"};
static const char *const call_words[TN_MEMORY_CALLS] = {
    "allocate", "free", "make pages", "drop pages", "map pages", "unmap pages", "wait for work"};

/* 0.25: a quarter of the free memory is not in its largest piece. */
static double fragmentation(const tn_memory_figures *f) {
    return f->free_bytes > 0 && f->free_run_bytes_max < f->free_bytes
               ? 1 - (double)f->free_run_bytes_max / (double)f->free_bytes
               : 0;
}

/* With a point, whatever the locale. */
static const char *number_text(double value, int digits, char text[TNI_BYTES_TEXT]) {
    snprintf(text, TNI_BYTES_TEXT, "%.*f", digits, value);
    tni_plain_number(text);
    return text;
}

/* ---- For people ------------------------------------------------------------------------------ */

static const char *amount(uint64_t value, bool is_bytes, char text[TNI_BYTES_TEXT]) {
    if (is_bytes) {
        return tni_bytes_text(value, text);
    }
    snprintf(text, TNI_BYTES_TEXT, "%" PRIu64, value);
    return text;
}

static void print_row(FILE *out, const char *words, const tn_memory_row *row, bool is_bytes) {
    char now[TNI_BYTES_TEXT], peak[TNI_BYTES_TEXT], allocated[TNI_BYTES_TEXT],
        freed[TNI_BYTES_TEXT];
    fprintf(out, "%-28s %11s %11s %11s %11s\n", words, amount(row->now, is_bytes, now),
            amount(row->peak, is_bytes, peak), amount(row->allocated, is_bytes, allocated),
            amount(row->freed, is_bytes, freed));
}

static void print_bytes(FILE *out, const char *words, uint64_t bytes) {
    char text[TNI_BYTES_TEXT];
    fprintf(out, "%-28s %11s\n", words, tni_bytes_text(bytes, text));
}

static void print_more(FILE *out, const tn_memory_figures *f) {
    char text[TNI_BYTES_TEXT], most[TNI_BYTES_TEXT];
    const tn_memory_row *allocated = &f->rows[TN_MEMORY_ALLOCATED_BYTES][TN_MEMORY_ALL];
    print_bytes(out, "Lost to rounding", allocated->now - f->live_bytes);
    print_bytes(out, "Free memory", f->free_bytes);
    print_bytes(out, "  largest piece", f->free_run_bytes_max);
    fprintf(out, "%-28s %10s%%\n", "  fragmentation", number_text(100 * fragmentation(f), 1, text));
    print_bytes(out, "  that work may still use", f->waiting_bytes);
    print_bytes(out, "Lent across streams", f->lent_bytes);
    print_bytes(out, "Of captured graphs", f->graph_bytes);
    if (f->limit_bytes > 0) {
        print_bytes(out, "Limit", f->limit_bytes);
    }
    if (f->page_bytes > 0) {
        fprintf(out, "%-28s %11" PRIu64 " mapped, %" PRIu64 " unmapped, of %s\n", "Pages",
                f->pages_mapped, f->pages_unmapped, tni_bytes_text(f->page_bytes, text));
    }
    fprintf(out, "%-28s %11" PRIu64 "\n", "Out of memory", f->failures);
    for (int c = 0; c < TN_MEMORY_CALLS; c++) {
        const tn_memory_call_row *row = &f->calls[c];
        if (row->calls > 0) {
            fprintf(out, "Calls: %-21s %11" PRIu64 " of %s us, at most %s us\n", call_words[c],
                    row->calls, number_text((double)row->ns / (double)row->calls / 1e3, 1, text),
                    number_text((double)row->ns_max / 1e3, 1, most));
        }
    }
}

static void print_text(FILE *out, const char *name, const tn_memory_figures *f) {
    static const char *const sides[] = {"", "  large", "  small"};
    fprintf(out, "%-28.28s %11s %11s %11s %11s\n", name, "now", "peak", "allocated", "freed");
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        for (int side = 0; side < TN_MEMORY_SIDES; side++) {
            print_row(out, side ? sides[side] : metrics[m].words, &f->rows[m][side],
                      metrics[m].is_bytes);
        }
    }
    print_row(out, "Oversize allocations", &f->oversize_allocations, false);
    print_row(out, "Oversize segments", &f->oversize_segments, false);
    print_more(out, f);
}

/* ---- For programs ---------------------------------------------------------------------------- */

static void put_row(FILE *out, const char *key, const tn_memory_row *row) {
    fprintf(out,
            "\"%s\": {\"current\": %" PRIu64 ", \"peak\": %" PRIu64 ", \"allocated\": %" PRIu64
            ", \"freed\": %" PRIu64 "}",
            key, row->now, row->peak, row->allocated, row->freed);
}

static void put_number(FILE *out, const char *key, uint64_t value) {
    fprintf(out, ", \"%s\": %" PRIu64, key, value);
}

static void put_name(FILE *out, const char *name) {
    fputs("{\"device\": \"", out);
    for (; *name; name++) {
        const unsigned char c = (unsigned char)*name;
        if (c == '"' || c == '\\' || c < ' ') {
            fprintf(out, "\\u%04x", c);
        } else {
            fputc(c, out);
        }
    }
    fputc('"', out);
}

static void print_json(FILE *out, const char *name, const tn_memory_figures *f) {
    char text[TNI_BYTES_TEXT];
    put_name(out, name);
    put_number(out, "live_bytes", f->live_bytes);
    put_number(out, "live_bytes_peak", f->live_bytes_peak);
    put_number(out, "free_bytes", f->free_bytes);
    put_number(out, "free_run_bytes_max", f->free_run_bytes_max);
    put_number(out, "waiting_bytes", f->waiting_bytes);
    put_number(out, "lent_bytes", f->lent_bytes);
    put_number(out, "lent_bytes_ever", f->lent_bytes_ever);
    put_number(out, "graph_bytes", f->graph_bytes);
    put_number(out, "limit_bytes", f->limit_bytes);
    put_number(out, "page_bytes", f->page_bytes);
    put_number(out, "pages_mapped", f->pages_mapped);
    put_number(out, "pages_unmapped", f->pages_unmapped);
    put_number(out, "num_ooms", f->failures);
    fprintf(out, ", \"fragmentation\": %s", number_text(fragmentation(f), 6, text));
    for (int m = 0; m < TN_MEMORY_METRICS; m++) {
        fprintf(out, ", \"%s\": {", metrics[m].key);
        for (int side = 0; side < TN_MEMORY_SIDES; side++) {
            fputs(side ? ", " : "", out);
            put_row(out, side_keys[side], &f->rows[m][side]);
        }
        fputc('}', out);
    }
    fputs(", ", out);
    put_row(out, "oversize_allocations", &f->oversize_allocations);
    fputs(", ", out);
    put_row(out, "oversize_segments", &f->oversize_segments);
    fputs(", \"calls\": {", out);
    for (int c = 0; c < TN_MEMORY_CALLS; c++) {
        fprintf(out,
                "%s\"%s\": {\"calls\": %" PRIu64 ", \"ns\": %" PRIu64 ", \"ns_max\": %" PRIu64 "}",
                c ? ", " : "", call_keys[c], f->calls[c].calls, f->calls[c].ns, f->calls[c].ns_max);
    }
    fputs("}}\n", out);
}

/* ---- Public ---------------------------------------------------------------------------------- */

char *tn_memory_format(const char *name, const tn_memory_figures *figures, bool json) {
    TNI_CALL("memory_format", ((tn_site){0}));
    char *text = NULL;
    size_t bytes = 0;
    if (tni_pending()) {
        return NULL;
    }
    if (!name || !figures) {
        return TNI_FAIL_NULL(TN_ERR_ARGUMENT, "%s is NULL; give both a name and figures",
                             name ? "figures" : "name");
    }
    FILE *out = tni_may_allocate(1) ? open_memstream(&text, &bytes) : NULL;
    if (out) {
        (json ? print_json : print_text)(out, name, figures);
    }
    if (!out || fclose(out) != 0) {
        free(text);
        text = NULL;
        if (!tni_pending()) {
            tni_fail(TN_ERR_MEMORY, "there is no memory for the text");
        }
    }
    return text;
}

char *tn_memory_summary(tn_device device, bool json) {
    TNI_CALL("memory_summary", ((tn_site){0}));
    tn_memory_figures figures;
    return tn_memory_stats(device, &figures) == TN_OK
               ? tn_memory_format(tn_device_name(device), &figures, json)
               : NULL;
}
