/* cmd_ops.c: tenon ops: the op table. */
#include "command.h"

#include <string.h>

static void print_dtypes(uint32_t set) {
    const char *comma = "";
    for (int d = 1; d < TN_DTYPE_COUNT; d++) {
        if (set >> d & 1) {
            printf("%s%s", comma, tn_dtype_name((tn_dtype)d));
            comma = " ";
        }
    }
    putchar('\n');
}

static void print_op(const tn_op *op) {
    printf("%s\n\n  %s.\n\n  gradient  %s\n  dtypes    ", tn_op_schema(op), tn_op_doc(op),
           tn_op_gradient(op));
    print_dtypes(tn_op_dtypes(op));
}

/* Names that contain what was asked, or share its first three letters. */
static int unknown(const char *name) {
    fprintf(stderr, "tenon ops: there is no op '%s'", name);
    const char *comma = "; did you mean ";
    for (int i = 0, shown = 0; i < tn_op_count() && shown < 6; i++) {
        const char *other = tn_op_name(tn_op_at(i));
        if (strstr(other, name) || (strlen(name) >= 3 && strncmp(other, name, 3) == 0)) {
            fprintf(stderr, "%s%s", comma, other);
            comma = ", ";
            shown++;
        }
    }
    fprintf(stderr, "%s\n", *comma == ',' ? "?" : "; tenon ops lists them");
    return 1;
}

int cmd_ops(const command *self, int argc, char **argv) {
    const int next = command_parse(self, argc, argv, NULL);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    for (int i = next; i < argc; i++) {
        const tn_op *op = tn_op_find(argv[i]);
        if (!op) {
            return unknown(argv[i]);
        }
        print_op(op);
    }
    for (int i = 0; next == argc && i < tn_op_count(); i++) {
        const tn_op *op = tn_op_at(i);
        printf("%-9s %s\n", tn_op_gradient(op), tn_op_schema(op));
    }
    return 0;
}
