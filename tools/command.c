/* command.c: parsing by a command's table of options, and the texts made from it. */
#include "command.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* Options have values of their own from FIRST on: only then does getopt_long refuse a beginning
 * that several of them share. */
enum { MAX_OPTIONS = 40, FIRST = 1000 };

char option_letter(const command_option *o) {
    return o->name[1] == ',' ? o->name[0] : 0;
}

const char *option_word(const command_option *o) {
    return o->name + (option_letter(o) ? 2 : 0);
}

/* ---- Parsing --------------------------------------------------------------------------------- */

static bool is_choice(const char *choices, const char *text) {
    const size_t n = strlen(text);
    for (const char *p = choices; p; p = strchr(p, '|') ? strchr(p, '|') + 1 : NULL) {
        if (n > 0 && strncmp(p, text, n) == 0 && (p[n] == '|' || p[n] == 0)) {
            return true;
        }
    }
    return false;
}

static bool store(const command *c, const command_option *o, const char *text, void *options) {
    void *slot = (char *)options + o->offset;
    char *end = NULL;
    errno = 0;
    switch (o->kind) {
    case OPTION_FLAG:
        *(bool *)slot = true;
        return true;
    case OPTION_INT:
        *(int64_t *)slot = strtoll(text, &end, 10);
        break;
    case OPTION_REAL:
        *(double *)slot = strtod(text, &end);
        break;
    default:
        *(const char **)slot = text;
        if (!o->choices || is_choice(o->choices, text)) {
            return true;
        }
        fprintf(stderr, "tenon %s: --%s must be one of %s, got '%s'\n", c->name, option_word(o),
                o->choices, text);
        return false;
    }
    if (errno == 0 && end != text && *end == 0) {
        return true;
    }
    fprintf(stderr, "tenon %s: --%s must be a number, got '%s'\n", c->name, option_word(o), text);
    return false;
}

static bool is_beginning(const command *c, const char *word) {
    const size_t n = strcspn(word, "=");
    for (const command_option *o = c->options; n > 2 && o && o->name; o++) {
        if (strncmp(option_word(o), word + 2, n - 2) == 0) {
            return true;
        }
    }
    return false;
}

/* What getopt_long(3) is to look for. */
typedef struct option_lists {
    struct option longs[MAX_OPTIONS + 2];
    char letters[2 * MAX_OPTIONS + 3];
} option_lists;

static option_lists lists_of(const command *c) {
    option_lists lists = {.longs = {{"help", no_argument, NULL, 'h'}}, .letters = ":h"};
    int n = 0;
    char *end = lists.letters + strlen(lists.letters);
    for (const command_option *o = c->options; o && o->name; o++) {
        const bool is_flag = o->kind == OPTION_FLAG;
        n++;
        lists.longs[n] = (struct option){option_word(o), is_flag ? no_argument : required_argument,
                                         NULL, FIRST + n};
        if (option_letter(o)) {
            *end++ = option_letter(o);
            *end = ':';
            end += !is_flag;
            *end = 0;
        }
    }
    return lists;
}

/* Of what getopt_long found: a letter, or FIRST and more. */
static const command_option *option_found(const command *c, int found) {
    if (found > FIRST) {
        return &c->options[found - FIRST - 1];
    }
    const command_option *o = c->options;
    while (option_letter(o) != found) {
        o++;
    }
    return o;
}

static int refuse(const command *c, bool is_short_of_value, const char *word) {
    const char letter[] = {'-', (char)optopt, 0}; /* of a word that may have several */
    const char *shown = optopt > 0 && optopt < FIRST ? letter : word;
    fprintf(stderr, "tenon %s: %s '%s'; see tenon %s --help\n", c->name,
            is_short_of_value        ? "a value is missing after"
            : is_beginning(c, shown) ? "several options begin with"
                                     : "there is no option",
            shown, c->name);
    return -1;
}

int command_parse(const command *c, int argc, char **argv, void *options) {
    const option_lists lists = lists_of(c);
    opterr = 0;
    optind = 1;
    for (int found; (found = getopt_long(argc, argv, lists.letters, lists.longs, NULL)) != -1;) {
        if (found == 'h') {
            command_help(c, stdout);
            return 0;
        }
        if (found == '?' || found == ':') {
            return refuse(c, found == ':', argv[optind - 1]);
        }
        if (!store(c, option_found(c, found), optarg, options)) {
            return -1;
        }
    }
    return optind;
}

/* ---- Groups ---------------------------------------------------------------------------------- */

const char *command_word(const command *c) {
    const char *space = strrchr(c->name, ' ');
    return space ? space + 1 : c->name;
}

const command *command_find(const command *list, const char *word) {
    for (const command *c = list; c->name; c++) {
        if (strcmp(command_word(c), word) == 0) {
            return c;
        }
    }
    return NULL;
}

int command_run_member(const command *group, int argc, char **argv) {
    const char *word = argc > 1 ? argv[1] : "";
    const bool helps = strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
    if (argc < 2 || helps) {
        command_help(group, helps ? stdout : stderr);
        return helps ? 0 : 2;
    }
    const command *c = command_find(group->members, word);
    if (!c) {
        fprintf(stderr, "tenon %s: there is no command '%s'; see tenon %s --help\n", group->name,
                word, group->name);
        return 2;
    }
    return c->run(c, argc - 1, argv + 1);
}

/* ---- Texts ----------------------------------------------------------------------------------- */

void command_help(const command *c, FILE *out) {
    fprintf(out, "usage: tenon %s%s%s%s\n\n%s.\n%s", c->name, c->options ? " [OPTION]..." : "",
            *c->operands ? " " : "", c->operands, c->summary, c->description);
    fputs(c->members ? "\nCommands:\n" : "", out);
    for (const command *m = c->members; m && m->name; m++) {
        fprintf(out, "  %-12s %s\n", command_word(m), m->summary);
    }
    if (c->members) {
        fprintf(out, "\ntenon %s COMMAND --help says more.\n", c->name);
    }
    fputs(c->options ? "\nOptions:\n" : "", out);
    for (const command_option *o = c->options; o && o->name; o++) {
        char left[64];
        const char letter[] = {'-', option_letter(o), ',', ' ', 0};
        snprintf(left, sizeof left, "%s--%s%s%s", option_letter(o) ? letter : "", option_word(o),
                 o->value ? " " : "", o->value ? o->value : "");
        fprintf(out, "  %-26s %s\n", left, o->help);
    }
    if (c->options) {
        fprintf(out, "  %-26s %s\n", "--help", "print this text");
    }
}

/* roff wants a dash of its own and no line that begins with a dot. */
static void man_text(const char *text, FILE *out) {
    for (const char *p = text; *p; p++) {
        if (*p == '-') {
            fputs("\\-", out);
        } else {
            if ((*p == '.' || *p == '\'') && (p == text || p[-1] == '\n')) {
                fputs("\\&", out);
            }
            fputc(*p, out);
        }
    }
}

/* "mem replay" as "mem\-replay". */
static void man_name(const command *c, FILE *out) {
    for (const char *p = c->name; *p; p++) {
        fputs(*p == ' ' ? "\\-" : (char[]){*p, 0}, out);
    }
}

void command_man(const command *c, FILE *out) {
    fprintf(out, ".TH TENON\\-");
    man_name(c, out);
    fprintf(out, " 1 \"\" \"Tenon " TN_VERSION "\" \"User Commands\"\n.SH NAME\ntenon\\-");
    man_name(c, out);
    fprintf(out, " \\- ");
    man_text(c->summary, out);
    fprintf(out, "\n.SH SYNOPSIS\n.B tenon %s\n%s%s\n.SH DESCRIPTION\n", c->name,
            c->options ? "[OPTION]... " : "", c->operands);
    man_text(c->summary, out);
    fputs(".\n", out);
    man_text(c->description, out);
    fputs(c->members ? ".SH COMMANDS\n" : "", out);
    for (const command *m = c->members; m && m->name; m++) {
        fputs(".TP\n.BR tenon\\-", out);
        man_name(m, out);
        fprintf(out, " (1)\n%s\n", m->summary);
    }
    fputs(c->options ? ".SH OPTIONS\n" : "", out);
    for (const command_option *o = c->options; o && o->name; o++) {
        fputs(".TP\n.B ", out);
        if (option_letter(o)) {
            fprintf(out, "\\-%c, ", option_letter(o));
        }
        fputs("\\-\\-", out);
        man_text(option_word(o), out);
        fprintf(out, "%s%s\n", o->value ? " " : "", o->value ? o->value : "");
        man_text(o->help, out);
        fputc('\n', out);
    }
}

int command_fail(const char *what) {
    tn_error e;
    if (tn_error_take(&e)) {
        fprintf(stderr, "tenon: %s: %s\n", what, e.message);
    }
    return 1;
}
