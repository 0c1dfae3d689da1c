/* print.c: the text of a tensor, as PyTorch 1.13 writes it (torch/_tensor_str.py), but for names of
 * dtypes, which are ours.
 *
 * Invariant: the text goes out in one pass through a sink that only counts, fills a buffer or
 * writes a stream, so that its length needs no memory of its own and printing makes no tensor. */
#include "device/device_table.h"
#include "memory/allocator.h"
#include "tensor/number_text.h"
#include "tensor/handle.h"

#include <stdio.h>

/* ---- The sink -------------------------------------------------------------------------------- */

typedef struct sink {
    char *buffer; /* NULL: none */
    size_t bytes;
    FILE *stream; /* NULL: none */
    size_t length;
    size_t line_start; /* length when the last line began; 0 on the first line */
} sink;

static void put(sink *s, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (s->length + i + 1 < s->bytes) {
            s->buffer[s->length + i] = text[i];
        }
        if (text[i] == '\n') {
            s->line_start = s->length + i + 1;
        }
    }
    if (s->stream) {
        fwrite(text, 1, length, s->stream);
    }
    s->length += length;
}

static void put_text(sink *s, const char *text) {
    put(s, text, strlen(text));
}

static void put_repeated(sink *s, char c, int64_t times) {
    for (int64_t i = 0; i < times; i++) {
        put(s, &c, 1);
    }
}

/* ---- Elements -------------------------------------------------------------------------------- */

/* A tensor that is being printed: host elements with a geometry. */
typedef struct subject {
    const char *data;
    tn_dtype dtype;
    int ndim;
    const int64_t *sizes, *strides;
    bool summarize;
    tn_print_options options;
    tni_number_format format[2]; /* real numbers and real parts; imaginary parts */
} subject;

/* Whether the middle of dim is left out. */
static bool is_cut(const subject *p, int dim) {
    return p->summarize && p->sizes[dim] > 2 * p->options.edge_items;
}

static int64_t shown(const subject *p, int dim) {
    return is_cut(p, dim) ? 2 * p->options.edge_items : p->sizes[dim];
}

/* Index of the k-th element shown along dim. */
static int64_t index_of(const subject *p, int dim, int64_t k) {
    const bool tail = is_cut(p, dim) && k >= p->options.edge_items;
    return tail ? p->sizes[dim] - 2 * p->options.edge_items + k : k;
}

static const char *child(const subject *p, const char *data, int dim, int64_t k) {
    return data + index_of(p, dim, k) * p->strides[dim] * (int64_t)tn_dtype_bytes(p->dtype);
}

static bool is_complex(const subject *p) {
    return tni_is_complex(p->dtype);
}

/* The number that part 0 or 1 of an element shows. */
static tn_value part_of(const subject *p, const char *element, int part) {
    tn_value v = tni_load_value(element, p->dtype);
    return v.kind == TN_VALUE_COMPLEX ? tn_value_float(part ? v.as.z.im : v.as.z.re) : v;
}

/* ---- The common format ----------------------------------------------------------------------- */

typedef enum look { LOOK_RANGE, LOOK_FIT } look;

static void look_at(subject *p, look what, const char *data, int dim) {
    if (dim < p->ndim) {
        for (int64_t k = 0; k < shown(p, dim); k++) {
            look_at(p, what, child(p, data, dim, k), dim + 1);
        }
        return;
    }
    for (int part = 0; part <= (int)is_complex(p); part++) {
        const tn_value v = part_of(p, data, part);
        if (what == LOOK_FIT) {
            tni_number_format_fit(&p->format[part], v);
        } else if (v.kind == TN_VALUE_FLOAT) {
            tni_number_format_range(&p->format[part], v.as.real);
        }
    }
}

static void find_formats(subject *p) {
    for (int part = 0; part < 2; part++) {
        p->format[part] = tni_number_format_start(p->options.precision);
    }
    look_at(p, LOOK_RANGE, p->data, 0);
    for (int part = 0; part < 2; part++) {
        tni_number_format_choose(&p->format[part]);
    }
    look_at(p, LOOK_FIT, p->data, 0);
}

/* ---- Contents -------------------------------------------------------------------------------- */

static void put_element(sink *s, const subject *p, const char *element) {
    char text[TNI_NUMBER_BYTES];
    tni_number_text(&p->format[0], part_of(p, element, 0), text);
    put_text(s, text);
    if (!is_complex(p)) {
        return;
    }
    tni_number_text(&p->format[1], part_of(p, element, 1), text);
    const char *imaginary = text + strspn(text, " ");
    if (*imaginary != '-') {
        put_text(s, "+");
    }
    put_text(s, imaginary);
    put_text(s, "j");
}

/* Elements that fit on a line, with their commas. */
static int64_t per_line(const subject *p, int indent) {
    const int width = p->format[0].width + 2 + (is_complex(p) ? p->format[1].width + 1 : 0);
    const int room = p->options.line_width - indent;
    return room >= width ? room / width : 1;
}

static void put_vector(sink *s, const subject *p, const char *data, int indent) {
    const int dim = p->ndim - 1;
    const int64_t n = shown(p, dim) + is_cut(p, dim);
    const int64_t line = per_line(p, indent);
    put_text(s, "[");
    for (int64_t i = 0; i < n; i++) {
        if (i > 0 && i % line == 0) {
            put_text(s, ",\n");
            put_repeated(s, ' ', indent + 1);
        } else if (i > 0) {
            put_text(s, ", ");
        }
        const bool past_gap = is_cut(p, dim) && i > p->options.edge_items;
        if (is_cut(p, dim) && i == p->options.edge_items) {
            put_text(s, " ...");
        } else {
            put_element(s, p, child(p, data, dim, i - past_gap));
        }
    }
    put_text(s, "]");
}

static void put_contents(sink *s, const subject *p, const char *data, int dim, int indent) {
    if (p->ndim == 0) {
        put_element(s, p, data);
        return;
    }
    if (dim == p->ndim - 1) {
        put_vector(s, p, data, indent);
        return;
    }
    put_text(s, "[");
    for (int64_t k = 0; k < shown(p, dim); k++) {
        const int gaps = k == 0 ? 0 : is_cut(p, dim) && k == p->options.edge_items ? 2 : 1;
        for (int gap = 0; gap < gaps; gap++) {
            put_text(s, gap ? "...," : ",");
            put_repeated(s, '\n', p->ndim - dim - 1);
            put_repeated(s, ' ', indent + 1);
        }
        put_contents(s, p, child(p, data, dim, k), dim + 1, indent + 1);
    }
    put_text(s, "]");
}

/* ---- Suffixes -------------------------------------------------------------------------------- */

enum { INDENT = 7, SUFFIX_BYTES = 512 }; /* INDENT: the length of "tensor(" */

/* ", suffix" on this line where it fits, else on a line of its own. */
static void put_suffix(sink *s, const tn_print_options *options, size_t *line, const char *suffix) {
    const size_t length = strlen(suffix);
    if (*line + length + 2 > (size_t)options->line_width) {
        put_text(s, ",\n");
        put_repeated(s, ' ', INDENT);
        *line = INDENT + length;
    } else {
        put_text(s, ", ");
        *line += length + 2;
    }
    put_text(s, suffix);
}

/* "size=(2, 3)", as Python writes a tuple. */
static void size_text(const tn_tensor *t, char text[SUFFIX_BYTES]) {
    int n = snprintf(text, SUFFIX_BYTES, "size=(");
    for (int i = 0; i < t->ndim; i++) {
        n += snprintf(text + n, SUFFIX_BYTES - (size_t)n, "%s%lld", i ? ", " : "",
                      (long long)t->sizes[i]);
    }
    snprintf(text + n, SUFFIX_BYTES - (size_t)n, t->ndim == 1 ? ",)" : ")");
}

/* Whether the elements alone show the dtype. */
static bool dtype_shows(const tn_tensor *t) {
    const tn_dtype dtype = (tn_dtype)t->dtype, usual = tn_default_dtype();
    if (t->numel == 0 || t->storage->device.type == TN_DEVICE_META) {
        return dtype == usual;
    }
    return dtype == usual || dtype == tni_complex_of(usual) || dtype == TN_I64 || dtype == TN_BOOL;
}

static void put_suffixes(sink *s, const tn_print_options *options, const tn_tensor *t) {
    char text[SUFFIX_BYTES];
    size_t line = s->length - s->line_start + 2; /* as PyTorch counts */
    const tn_device device = t->storage->device;
    const bool is_meta = device.type == TN_DEVICE_META;
    if (device.type != TN_DEVICE_CPU) {
        snprintf(text, sizeof text, "device='%s'", tni_device_text(device));
        put_suffix(s, options, &line, text);
    }
    if (is_meta || (t->numel == 0 && t->ndim != 1)) {
        size_text(t, text);
        put_suffix(s, options, &line, text);
    }
    if (!dtype_shows(t)) {
        snprintf(text, sizeof text, "dtype=%s", tn_dtype_name((tn_dtype)t->dtype));
        put_suffix(s, options, &line, text);
    }
    const char *node = t->autograd ? tni_autograd.grad_name(t) : NULL;
    if (node) {
        snprintf(text, sizeof text, "grad_fn=<%s>", node);
        put_suffix(s, options, &line, text);
    } else if (t->flags & TNI_REQUIRES_GRAD) {
        put_suffix(s, options, &line, "requires_grad=True");
    }
}

/* ---- The whole ------------------------------------------------------------------------------- */

static tn_print_options with_defaults(const tn_print_options *given) {
    tn_print_options o = given ? *given : (tn_print_options){0};
    o.precision = o.precision == 0 ? 4 : o.precision < 0 ? 0 : o.precision;
    o.precision = o.precision > TNI_PRECISION_MAX ? TNI_PRECISION_MAX : o.precision;
    o.threshold = o.threshold == 0 ? 1000 : o.threshold;
    o.edge_items = o.edge_items <= 0 ? 3 : o.edge_items;
    o.edge_items = o.edge_items > INT32_MAX ? INT32_MAX : o.edge_items;
    o.line_width = o.line_width <= 0 ? 80 : o.line_width;
    return o;
}

static void put_elements(sink *s, const tn_print_options *options, const tn_tensor *t,
                         const char *data, const int64_t *strides) {
    subject p = {.data = data,
                 .dtype = (tn_dtype)t->dtype,
                 .ndim = t->ndim,
                 .sizes = t->sizes,
                 .strides = strides,
                 .summarize = t->numel > options->threshold,
                 .options = *options};
    find_formats(&p);
    put_contents(s, &p, data, 0, INDENT);
}

/* Elements of another device are brought to the host first. */
static void put_staged(sink *s, const tn_print_options *options, const tn_tensor *t) {
    int64_t bytes, strides[TN_MAX_DIMS];
    char *data = tni_bytes(t->numel, (tn_dtype)t->dtype, &bytes)
                     ? tni_device_alloc(TN_CPU, bytes, NULL, NULL)
                     : NULL;
    if (!data || tn_copy_to_host(t, data, (size_t)bytes)) {
        put_text(s, "<unreadable>");
    } else {
        tni_contiguous_strides(t->sizes, t->ndim, strides);
        put_elements(s, options, t, data, strides);
    }
    if (data) {
        tni_device_free(TN_CPU, data, bytes, NULL);
    }
}

static void put_error(sink *s) {
    const tn_error *e = tn_error_pending();
    char text[TN_ERROR_MESSAGE_BYTES + 256];
    if (!e) {
        put_text(s, "tensor(NULL)");
        return;
    }
    snprintf(text, sizeof text, "error %s: %s", tn_status_name(e->code), e->message);
    put_text(s, text);
    if (e->site.file) {
        snprintf(text, sizeof text, " (%.200s:%d)", e->site.file, e->site.line);
        put_text(s, text);
    }
}

static void put_tensor(sink *s, const tn_tensor *t, const tn_print_options *given) {
    if (!t) {
        put_error(s);
        return;
    }
    const tn_print_options options = with_defaults(given);
    put_text(s, "tensor(");
    if (t->storage->device.type == TN_DEVICE_META) {
        put_text(s, "...");
    } else if (t->numel == 0) {
        put_text(s, "[]");
    } else if (t->storage->device.type == TN_DEVICE_CPU) {
        put_elements(s, &options, t, tni_ptr(t), t->strides);
    } else {
        put_staged(s, &options, t);
    }
    put_suffixes(s, &options, t);
    put_text(s, ")");
}

void tn_print(const tn_tensor *t) {
    TNI_CALL("print", ((tn_site){0}));
    sink s = {.stream = stdout};
    put_tensor(&s, t, NULL);
    putc('\n', stdout);
}

size_t tn_to_string(const tn_tensor *t, char *buffer, size_t bytes,
                    const tn_print_options *options) {
    TNI_CALL("to_string", ((tn_site){0}));
    sink s = {.buffer = buffer, .bytes = buffer ? bytes : 0};
    put_tensor(&s, t, options);
    if (s.bytes) {
        s.buffer[s.length < s.bytes ? s.length : s.bytes - 1] = '\0';
    }
    return s.length;
}
