/* genops.c: writes the typed interface of the op table: include/tenon/ops_gen.h (option structs,
 * prototypes, call macros, C++ overloads) and src/ops/ops_gen.c (argument tables and adapters that
 * box a typed call). The schema column of src/ops/ops.def is the only source.
 *
 * How an argument of a schema becomes C: required ones, and optional ones whose default zero could
 * not stand for, are positional; the rest are members to be named at the call. A bool that is true
 * by default gets a member no_<name>. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ARGS = 20, MAX_RESULTS = 6, NAME_BYTES = 48, TEXT_BYTES = 96 };

/* ---- The table ------------------------------------------------------------------------------- */

enum { IP = 1, OUT = 2 };
enum { CG = 0, RND = 0, LEAF = 0, NONUM = 0, NOCAST = 0, NOBOOL = 0, FAR = 0, UPD = 0 };

typedef struct row {
    const char *id, *schema, *doc;
    int flags;
} row;

static const row rows[] = {
#define OP(name, schema, dtypes, rule, infer, run, gradient, flags, doc) \
    {#name, schema, doc, (flags)},
#include "src/ops/ops.def"
#undef OP
};
enum { ROWS = sizeof rows / sizeof rows[0] };

/* ---- Parsing a schema ------------------------------------------------------------------------ */

typedef enum kind {
    K_TENSOR,
    K_TENSOR_OR_NUMBER,
    K_TENSORS,
    K_NUMBER,
    K_INT,
    K_FLOAT,
    K_BOOL,
    K_INTS,
    K_FLOATS,
    K_STRING,
    K_DTYPE,
    K_DEVICE,
    K_BOOLS,
} kind;

/* X-list of what the schema calls a type, its kind, the C type and the internal name. */
static const struct {
    const char *text;
    kind kind;
    const char *c_type, *constant;
} types[] = {
    {"Tensor|Scalar", K_TENSOR_OR_NUMBER, "tn_value ", "TNI_ARG_TENSOR_OR_NUMBER"},
    {"Tensor?[]", K_TENSORS, "tn_tensors ", "TNI_ARG_TENSORS_OR_NULLS"},
    {"Tensor[]", K_TENSORS, "tn_tensors ", "TNI_ARG_TENSORS"},
    {"Tensor", K_TENSOR, "tn_tensor *", "TNI_ARG_TENSOR"},
    {"ScalarType", K_DTYPE, "tn_dtype ", "TNI_ARG_DTYPE"},
    {"Scalar", K_NUMBER, "tn_value ", "TNI_ARG_NUMBER"},
    {"Device", K_DEVICE, "tn_device ", "TNI_ARG_DEVICE"},
    {"int[]", K_INTS, "tn_ints ", "TNI_ARG_INTS"},
    {"float[]", K_FLOATS, "tn_floats ", "TNI_ARG_FLOATS"},
    {"bool[]", K_BOOLS, "tn_bools ", "TNI_ARG_BOOLS"},
    {"int", K_INT, "int64_t ", "TNI_ARG_INT"},
    {"float", K_FLOAT, "double ", "TNI_ARG_FLOAT"},
    {"bool", K_BOOL, "bool ", "TNI_ARG_BOOL"},
    {"str", K_STRING, "const char *", "TNI_ARG_STRING"},
};

typedef struct arg {
    char name[NAME_BYTES], fallback[TEXT_BYTES];
    int type; /* index into types */
    bool optional, has_default;
} arg;

typedef struct op {
    const row *row;
    char base[NAME_BYTES]; /* the schema's name: "max.dim" */
    char rest[1024];       /* the schema behind the name */
    int n_args, n_results;
    arg args[MAX_ARGS];
    char results[MAX_RESULTS][NAME_BYTES];
    bool list_result, bool_result;
} op;

static void die(const char *what, const char *where) {
    fprintf(stderr, "genops: %s: %s\n", what, where);
    exit(1);
}

static void copy_text(char *out, size_t bytes, const char *from, size_t n, const char *where) {
    if (n >= bytes) {
        die("text too long", where);
    }
    memcpy(out, from, n);
    out[n] = 0;
}

/* Removes alias marks like "(a!)" from a copy of the schema. */
static void strip_aliases(const char *in, char *out, size_t bytes) {
    size_t n = 0;
    for (; *in; in++) {
        if (*in == '(' && islower((unsigned char)in[1]) && (in[2] == ')' || in[2] == '!')) {
            in = strchr(in, ')');
            continue;
        }
        if (n + 1 >= bytes) {
            die("schema too long", in);
        }
        out[n++] = *in;
    }
    out[n] = 0;
}

static int find_type(const char **p, bool *optional, const char *where) {
    char text[TEXT_BYTES];
    size_t n = 0;
    for (; **p && **p != ' ' && (**p != '?' || (*p)[1] == '['); (*p)++) {
        bool digit_in_list = isdigit((unsigned char)**p) != 0; /* int[2] is int[] here */
        if (!digit_in_list && n + 1 < sizeof text) {
            text[n++] = **p;
        }
    }
    text[n] = 0;
    *optional = **p == '?';
    *p += *optional;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(types[i].text, text) == 0) {
            return (int)i;
        }
    }
    die("unknown type in schema", where);
    return -1;
}

static void parse_arg(op *o, const char *text) {
    if (strcmp(text, "*") == 0) {
        return;
    }
    if (o->n_args == MAX_ARGS) {
        die("too many arguments", o->row->schema);
    }
    arg *a = &o->args[o->n_args++];
    const char *p = text;
    a->type = find_type(&p, &a->optional, o->row->schema);
    while (*p == ' ') {
        p++;
    }
    const char *equals = strchr(p, '=');
    copy_text(a->name, sizeof a->name, p, equals ? (size_t)(equals - p) : strlen(p), text);
    a->has_default = equals != NULL;
    if (equals) {
        copy_text(a->fallback, sizeof a->fallback, equals + 1, strlen(equals + 1), text);
    }
}

/* Calls take(o, part) for each part of a list, split at commas outside brackets. */
static void split(op *o, char *list, void (*take)(op *, const char *)) {
    int depth = 0;
    char *start = list;
    for (char *p = list;; p++) {
        depth += (*p == '[') - (*p == ']');
        if (*p == 0 || (*p == ',' && depth == 0)) {
            bool last = *p == 0;
            *p = 0;
            while (*start == ' ') {
                start++;
            }
            if (*start) {
                take(o, start);
            }
            if (last) {
                return;
            }
            start = p + 1;
        }
    }
}

static void parse_result(op *o, const char *text) {
    if (o->n_results == MAX_RESULTS) {
        die("too many results", o->row->schema);
    }
    const char *space = strchr(text, ' ');
    const char *name = space ? space + 1 : "result";
    o->list_result = strncmp(text, "Tensor[]", 8) == 0;
    o->bool_result = strncmp(text, "bool", 4) == 0;
    copy_text(o->results[o->n_results++], NAME_BYTES, name, strlen(name), o->row->schema);
}

static void parse(op *o, const row *r) {
    *o = (op){.row = r};
    char text[1024];
    strip_aliases(r->schema, text, sizeof text);
    char *open = strchr(text, '(');
    char *arrow = strstr(text, ") -> ");
    if (!open || !arrow) {
        die("a schema reads name(args) -> results", r->schema);
    }
    copy_text(o->base, sizeof o->base, text, (size_t)(open - text), r->schema);
    copy_text(o->rest, sizeof o->rest, open, strlen(open), r->schema);
    *arrow = 0;
    split(o, open + 1, parse_arg);
    char *results = arrow + 5;
    size_t n = strlen(results);
    if (results[0] == '(') {
        results[n - 1] = 0;
        results++;
    }
    split(o, results, parse_result);
}

/* ---- How arguments look in C ----------------------------------------------------------------- */

static kind kind_of(const arg *a) {
    return types[a->type].kind;
}

static bool is_zero_default(const arg *a) {
    const char *f = a->fallback;
    return strcmp(f, "None") == 0 || strcmp(f, "0") == 0 || strcmp(f, "0.0") == 0 ||
           strcmp(f, "False") == 0 || strcmp(f, "[]") == 0;
}

static bool is_optional_number(const arg *a) {
    return a->optional && (kind_of(a) == K_INT || kind_of(a) == K_FLOAT || kind_of(a) == K_BOOL);
}

static bool is_value(const arg *a) {
    return kind_of(a) == K_TENSOR_OR_NUMBER || kind_of(a) == K_NUMBER || is_optional_number(a);
}

/* Positional: no default, or a default that zero could not stand for. */
static bool is_positional(const arg *a) {
    if (!a->has_default) {
        return true;
    }
    if (is_zero_default(a) || is_value(a)) {
        return false;
    }
    return kind_of(a) == K_FLOAT || (kind_of(a) == K_INT && strstr(a->name, "dim") != NULL);
}

static bool is_flipped(const arg *a) {
    return kind_of(a) == K_BOOL && !a->optional && strcmp(a->fallback, "True") == 0;
}

static const char *c_type(const arg *a) {
    return is_value(a) ? "tn_value " : types[a->type].c_type;
}

static const char *c_name(const arg *a) {
    static char buffer[NAME_BYTES + 4];
    snprintf(buffer, sizeof buffer, "%s%s", is_flipped(a) ? "no_" : "", a->name);
    return buffer;
}

/* ---- The header ------------------------------------------------------------------------------ */

static bool has_forms(const op *o, int flag) {
    return (o->row->flags & flag) != 0;
}

static const char *result_type(const op *o) {
    static char buffer[NAME_BYTES + 16];
    if (o->list_result) {
        return "tn_tensors ";
    }
    if (o->bool_result) {
        return "bool ";
    }
    if (o->n_results == 1) {
        return "tn_tensor *";
    }
    snprintf(buffer, sizeof buffer, "tn_%s_result ", o->row->id);
    return buffer;
}

static void write_struct(FILE *f, const op *o) {
    const char *id = o->row->id;
    fprintf(f, "typedef struct tn_%s_args {\n", id);
    for (int positional = 1; positional >= 0; positional--) {
        for (int i = 0; i < o->n_args; i++) {
            const arg *a = &o->args[i];
            if (is_positional(a) != (positional == 1)) {
                continue;
            }
            fprintf(f, "    %s%s;", c_type(a), c_name(a));
            fprintf(f, a->has_default ? " /* default: %s */\n" : "\n", a->fallback);
        }
    }
    if (has_forms(o, OUT)) {
        fprintf(f, "    tn_tensor *out; /* of the _into form */\n");
    }
    fprintf(f, "    tn_site at;\n} tn_%s_args;\n", id);
    if (o->n_results > 1) {
        fprintf(f, "typedef struct tn_%s_result {\n    tn_tensor ", id);
        for (int i = 0; i < o->n_results; i++) {
            fprintf(f, "%s*%s", i ? ", " : "", o->results[i]);
        }
        fprintf(f, ";\n} tn_%s_result;\n", id);
    }
}

static void write_macros(FILE *f, const op *o) {
    const char *id = o->row->id;
    fprintf(f, "#ifndef __cplusplus\n#define TN_CALL_%s(function_", id);
    for (int i = 0; i < o->n_args; i++) {
        if (is_positional(&o->args[i])) {
            fprintf(f, ", %s_", o->args[i].name);
        }
    }
    fprintf(f, ", ...) \\\n    function_(&(tn_%s_args){", id);
    for (int i = 0; i < o->n_args; i++) {
        const arg *a = &o->args[i];
        if (is_positional(a)) {
            fprintf(f, is_value(a) ? ".%s = TN_ARG(%s_), " : ".%s = (%s_), ", c_name(a), a->name);
        }
    }
    fprintf(f, "__VA_ARGS__})\n");
    fprintf(f, "#define tn_%s(...) TN_CALL_%s(tn_%s_with, __VA_ARGS__, .at = TN_HERE)\n", id, id,
            id);
    if (has_forms(o, IP)) {
        fprintf(f,
                "#define tn_%s_(...) TN_CALL_%s(tn_%s_inplace_with, __VA_ARGS__, .at = TN_HERE)\n",
                id, id, id);
    }
    if (has_forms(o, OUT)) {
        fprintf(f,
                "#define tn_%s_into(out_, ...) \\\n    TN_CALL_%s(tn_%s_into_with, __VA_ARGS__, "
                ".out = (out_), .at = TN_HERE)\n",
                id, id, id);
    }
    fprintf(f, "#endif\n");
}

static void write_cxx(FILE *f, const op *o, const char *suffix, const char *function) {
    const char *id = o->row->id;
    bool into = strcmp(suffix, "_into") == 0;
    fprintf(f, "inline %stn_%s%s(", result_type(o), id, suffix);
    const char *comma = "";
    if (into) {
        fprintf(f, "tn_tensor *out_");
        comma = ", ";
    }
    for (int i = 0; i < o->n_args; i++) {
        const arg *a = &o->args[i];
        if (is_positional(a)) {
            fprintf(f, "%s%s%s_", comma, is_value(a) ? "tenon_detail::number " : c_type(a),
                    a->name);
            comma = ", ";
        }
    }
    fprintf(f, "%stn_%s_args options_ = tn_%s_args(), tn_site at_ = TN_CALLER) {\n", comma, id, id);
    for (int i = 0; i < o->n_args; i++) {
        const arg *a = &o->args[i];
        if (is_positional(a)) {
            fprintf(f, "    options_.%s = %s_;\n", c_name(a), a->name);
        }
    }
    fprintf(f, into ? "    options_.out = out_;\n" : "");
    fprintf(f, "    options_.at = at_;\n");
    fprintf(f, "    return %s(&options_);\n}\n", function);
}

static void write_prototypes(FILE *f, const op *o) {
    const char *id = o->row->id;
    fprintf(f, "TN_API %stn_%s_with(const tn_%s_args *args);\n", result_type(o), id, id);
    if (has_forms(o, IP)) {
        fprintf(f, "TN_API %stn_%s_inplace_with(const tn_%s_args *args);\n", result_type(o), id,
                id);
    }
    if (has_forms(o, OUT)) {
        fprintf(f, "TN_API %stn_%s_into_with(const tn_%s_args *args);\n", result_type(o), id, id);
    }
}

static const char header_top[] =
    "/* ops_gen.h: the typed calls of every op. Written by tools/genops.c from src/ops/ops.def\n"
    " * (`make regen`); do not edit. Each macro fills a struct of arguments and calls the plain\n"
    " * function that takes it; tn_NAME_ changes its first argument in place, tn_NAME_into writes\n"
    " * to a tensor of the caller. All results belong to the innermost open scope. */\n"
    "#ifndef TENON_OPS_GEN_H\n#define TENON_OPS_GEN_H\n\n#include <tenon/tensor.h>\n\n"
    "/* clang-format off */\n";

static void write_header(FILE *f, const op *ops) {
    fputs(header_top, f);
    for (int i = 0; i < ROWS; i++) {
        const op *o = &ops[i];
        fprintf(f, "\n/* %s\n *\n * %s. */\n", o->row->schema, o->row->doc);
        write_struct(f, o);
        fprintf(f, "#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
        write_prototypes(f, o);
        fprintf(f, "#ifdef __cplusplus\n}\n#endif\n");
        write_macros(f, o);
    }
    fprintf(f, "\n#ifdef __cplusplus\n");
    for (int i = 0; i < ROWS; i++) {
        const op *o = &ops[i];
        char function[2 * NAME_BYTES];
        snprintf(function, sizeof function, "tn_%s_with", o->row->id);
        write_cxx(f, o, "", function);
        if (has_forms(o, IP)) {
            snprintf(function, sizeof function, "tn_%s_inplace_with", o->row->id);
            write_cxx(f, o, "_", function);
        }
        if (has_forms(o, OUT)) {
            snprintf(function, sizeof function, "tn_%s_into_with", o->row->id);
            write_cxx(f, o, "_into", function);
        }
    }
    fprintf(f, "#endif\n\n/* clang-format on */\n#endif\n");
}

/* ---- The adapters ---------------------------------------------------------------------------- */

/* The function of boxing.h that makes a tn_value of an argument. */
static const char *box_of(const arg *a) {
    static const char *const names[] = {
        [K_TENSOR] = "tensor", [K_TENSORS] = "tensors", [K_INT] = "int",       [K_FLOAT] = "float",
        [K_BOOL] = "bool",     [K_INTS] = "ints",       [K_FLOATS] = "floats", [K_BOOLS] = "bools",
        [K_STRING] = "string", [K_DTYPE] = "dtype",     [K_DEVICE] = "device"};
    /* Zero means the default where there is one that is not zero. */
    if (kind_of(a) == K_INT && a->has_default && !is_positional(a) && !is_zero_default(a)) {
        return "int_or_default";
    }
    return kind_of(a) == K_INTS && (a->has_default || a->optional) ? "optional_ints"
                                                                   : names[kind_of(a)];
}

static void write_boxed(FILE *f, const arg *a) {
    if (is_value(a)) {
        fprintf(f, "a->%s", c_name(a));
    } else {
        fprintf(f, "box_%s(%sa->%s)", box_of(a), is_flipped(a) ? "!" : "", c_name(a));
    }
}

static void write_adapter(FILE *f, const op *o, const char *suffix, int position, bool into) {
    const char *id = o->row->id;
    fprintf(f, "%stn_%s%s_with(const tn_%s_args *a) {\n", result_type(o), id, suffix, id);
    fprintf(f, "    const tn_value v[] = {");
    for (int i = 0; i < o->n_args; i++) {
        fprintf(f, i ? ", " : "");
        write_boxed(f, &o->args[i]);
    }
    if (into) {
        fprintf(f, ", box_tensor(a->out)");
    }
    fprintf(f, "};\n");
    int n = o->n_args + into;
    if (o->list_result) {
        fprintf(f, "    return tni_invoke_list(a->at, %d, v, %d);\n}\n", position, n);
    } else if (o->bool_result) {
        fprintf(f, "    return tni_invoke_bool(a->at, %d, v, %d);\n}\n", position, n);
    } else if (o->n_results == 1) {
        fprintf(f, "    return tni_invoke_one(a->at, %d, v, %d);\n}\n", position, n);
    } else {
        fprintf(f, "    tn_tensor *out[%d];\n", o->n_results);
        fprintf(f, "    tni_invoke_many(a->at, %d, v, %d, out, %d);\n", position, n, o->n_results);
        fprintf(f, "    return (tn_%s_result){", id);
        for (int i = 0; i < o->n_results; i++) {
            fprintf(f, "%sout[%d]", i ? ", " : "", i);
        }
        fprintf(f, "};\n}\n");
    }
}

static void write_fallback(FILE *f, const arg *a) {
    const char *t = a->fallback;
    if (!a->has_default || strcmp(t, "None") == 0) {
        fprintf(f, "{0}");
    } else if (strcmp(t, "True") == 0 || strcmp(t, "False") == 0) {
        fprintf(f, "{.kind = TN_VALUE_BOOL, .as.boolean = %s}", t[0] == 'T' ? "true" : "false");
    } else if (kind_of(a) == K_INTS) {
        char list[TEXT_BYTES] = {0};
        int count = 0;
        snprintf(list, sizeof list, "%s", t[0] == '[' ? t + 1 : t);
        list[strcspn(list, "]")] = 0;
        for (const char *p = list; *p; p++) {
            count += *p == ',' || p == list;
        }
        fprintf(f, "{.kind = TN_VALUE_INTS, .count = %d, .as.ints = (const int64_t[]){%s}}", count,
                count ? list : "0");
    } else if (kind_of(a) == K_STRING) {
        fprintf(f, "{.kind = TN_VALUE_STRING, .as.string = \"%.*s\"}", (int)strlen(t) - 2, t + 1);
    } else if (strpbrk(t, ".e")) {
        fprintf(f, "{.kind = TN_VALUE_FLOAT, .as.real = %s}", t);
    } else if (kind_of(a) == K_FLOAT) {
        fprintf(f, "{.kind = TN_VALUE_FLOAT, .as.real = %s.0}", t);
    } else {
        fprintf(f, "{.kind = TN_VALUE_INT, .as.integer = %s}", t);
    }
}

static void write_args(FILE *f, const op *o) {
    fprintf(f, "static const tni_arg args_%s[] = {\n", o->row->id);
    for (int i = 0; i < o->n_args; i++) {
        const arg *a = &o->args[i];
        fprintf(f, "    {\"%s\", %s, %s, %s, ", a->name, types[a->type].constant,
                a->optional ? "true" : "false", a->has_default ? "true" : "false");
        write_fallback(f, a);
        fprintf(f, "},\n");
    }
    fprintf(f, "    {\"out\", TNI_ARG_TENSOR, false, false, {0}},\n};\n");
    fprintf(f, "static const char *const results_%s[] = {", o->row->id);
    for (int i = 0; i < o->n_results; i++) {
        fprintf(f, "%s\"%s\"", i ? ", " : "", o->results[i]);
    }
    fprintf(f, "};\n");
}

static void write_entry(FILE *f, const op *o, int index, const char *suffix, const char *form) {
    bool into = strcmp(suffix, "_into") == 0;
    char base[NAME_BYTES];
    const char *dot = strchr(o->base, '.');
    copy_text(base, sizeof base, o->base, dot ? (size_t)(dot - o->base) : strlen(o->base), o->base);
    /* The form's mark goes before the overload's name: max_into.dim as in ATen's max.dim_max. */
    fprintf(f, "    {\"%s%s%s\", \"%s%s%s", base, suffix, dot ? dot : "", base, suffix,
            dot ? dot : "");
    if (into) {
        const char *end = strstr(o->rest, ") -> ");
        fprintf(f, "%.*s, Tensor out%s", (int)(end - o->rest), o->rest, end);
    } else {
        fprintf(f, "%s", o->rest);
    }
    fprintf(f, "\", &tni_op_rows[%d], args_%s, results_%s, %d, %d, %d, %s, %s, %s},\n", index,
            o->row->id, o->row->id, index, o->n_args + into, o->n_results, form,
            o->list_result ? "true" : "false", o->bool_result ? "true" : "false");
}

static void write_source(FILE *f, const op *ops) {
    fputs(
        "/* ops_gen.c: argument tables and typed adapters of every op. Written by tools/genops.c\n"
        " * from src/ops/ops.def (`make regen`); do not edit. */\n"
        "#include \"ops/boxing.h\"\n\n/* clang-format off */\n\n",
        f);
    for (int i = 0; i < ROWS; i++) {
        write_args(f, &ops[i]);
    }
    fprintf(f, "\nconst tn_op tni_ops[] = {\n");
    for (int i = 0; i < ROWS; i++) {
        write_entry(f, &ops[i], i, "", "TNI_FORM_NEW");
        if (has_forms(&ops[i], IP)) {
            write_entry(f, &ops[i], i, "_", "TNI_FORM_INPLACE");
        }
        if (has_forms(&ops[i], OUT)) {
            write_entry(f, &ops[i], i, "_into", "TNI_FORM_INTO");
        }
    }
    fprintf(f, "};\nconst int tni_n_ops = sizeof tni_ops / sizeof tni_ops[0];\n\n");
    int position = 0;
    for (int i = 0; i < ROWS; i++) {
        write_adapter(f, &ops[i], "", position++, false);
        if (has_forms(&ops[i], IP)) {
            write_adapter(f, &ops[i], "_inplace", position++, false);
        }
        if (has_forms(&ops[i], OUT)) {
            write_adapter(f, &ops[i], "_into", position++, true);
        }
    }
    fprintf(f, "\n/* clang-format on */\n");
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: genops HEADER SOURCE\n");
        return 2;
    }
    static op ops[ROWS];
    for (int i = 0; i < ROWS; i++) {
        parse(&ops[i], &rows[i]);
    }
    FILE *header = fopen(argv[1], "w");
    FILE *source = fopen(argv[2], "w");
    if (!header || !source) {
        die("cannot write", header ? argv[2] : argv[1]);
    }
    write_header(header, ops);
    write_source(source, ops);
    if (fclose(header) != 0 || fclose(source) != 0) {
        die("cannot write", argv[1]);
    }
    return 0;
}
