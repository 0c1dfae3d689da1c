/* tenon.c: the command: the table of subcommands, and those that only read the table. */
#include "command.h"

#include <string.h>

const command commands[] = {
    {"train", "Train a model, alone or under mpirun", "",
     "The same binary under mpirun -n N, under srun or alone; results have the same bits for any\n"
     "number of ranks. SIGUSR1 and SIGTERM save a checkpoint and end the run with status 0.\n",
     train_options, cmd_train, NULL},
    {"mem", "See where memory went", "COMMAND", "", NULL, cmd_mem, mem_commands},
    {"profile", "Run a program and say what it did with its time", "-- PROGRAM [ARGUMENT]...",
     "Ops, kernels, copies, collectives and memory of the program and all that it starts, on one\n"
     "time line (--output, for ui.perfetto.dev), or added up by op: time in kernels, bytes of\n"
     "their operands' memory, and how near that comes to what the memory of this machine, or of\n"
     "the GPU, moves. A GPU's work is timed by its own clock where NVIDIA's CUPTI is installed,\n"
     "else until it was given to its stream. Under mpirun each rank has a file: FILE.RANK. The\n"
     "exit status is the program's.\n",
     profile_options, cmd_profile, NULL},
    {"info", "Print version, devices, libraries and environment options", "", "", NULL, cmd_info,
     NULL},
    {"doctor", "Say what is wrong with this installation and what to do", "",
     "One line a check: ok, note, warning or problem, then what was found; below the latter two,\n"
     "what to do. The exit status is 1 when there is a problem, 0 otherwise.\n",
     doctor_options, cmd_doctor, NULL},
    {"tune", "Measure from which sizes on libraries are faster, and keep it", "",
     "Times Tenon's kernels against the libraries beside them on this machine and writes the "
     "sizes\n"
     "up to which its own serve to ~/.config/tenon/crossovers (TENON_CROSSOVERS), by device "
     "model;\n"
     "programs read it when they start. Nothing else should run meanwhile.\n",
     tune_options, cmd_tune, NULL},
    {"ops", "Print the op table, or one op in full", "[NAME]", "", NULL, cmd_ops, NULL},
    {"help", "Print help", "[--man] [--names] [NAME]...",
     "With --man the manual page of NAME (of tenon itself without NAME) as roff; with --names the\n"
     "names of all subcommands.\n",
     NULL, cmd_help, NULL},
    {"completion", "Print a completion script", "bash", "", NULL, cmd_completion, NULL},
    {"version", "Print the version", "", "", NULL, cmd_version, NULL},
    {0}};

static const command *find(const char *name) {
    return command_find(commands, name);
}

/* Every command and each member of a group. */
static void each_command(void (*action)(const command *)) {
    for (const command *c = commands; c->name; c++) {
        action(c);
        for (const command *m = c->members; m && m->name; m++) {
            action(m);
        }
    }
}

static void overview(FILE *out) {
    fprintf(out,
            "usage: tenon COMMAND [OPTION]...\n\nA tensor runtime for C programs.\n\nCommands:\n");
    for (const command *c = commands; c->name; c++) {
        fprintf(out, "  %-12s %s\n", c->name, c->summary);
    }
    fprintf(out, "\ntenon COMMAND --help says more.\n");
}

static void overview_man(FILE *out) {
    fprintf(out, ".TH TENON 1 \"\" \"Tenon " TN_VERSION "\" \"User Commands\"\n.SH NAME\n"
                 "tenon \\- a tensor runtime for C programs\n.SH SYNOPSIS\n.B tenon\nCOMMAND "
                 "[OPTION]...\n.SH COMMANDS\n");
    for (const command *c = commands; c->name; c++) {
        fprintf(out, ".TP\n.BR tenon\\-%s (1)\n%s\n", c->name, c->summary);
    }
}

static void print_name(const command *c) {
    puts(c->name);
}

/* "mem" after nothing, "replay" after "mem". */
static const command *find_word(const command *about, const char *word) {
    return about && about->members ? command_find(about->members, word) : find(word);
}

int cmd_help(const command *self, int argc, char **argv) {
    bool man = false;
    const command *about = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--names") == 0) {
            each_command(print_name);
            return 0;
        }
        if (strcmp(argv[i], "--man") == 0) {
            man = true;
        } else if (!(about = strcmp(argv[i], "--help") == 0 ? self : find_word(about, argv[i]))) {
            fprintf(stderr, "tenon help: there is no command '%s'; see tenon help\n", argv[i]);
            return 2;
        }
    }
    if (about) {
        (man ? command_man : command_help)(about, stdout);
    } else {
        (man ? overview_man : overview)(stdout);
    }
    return 0;
}

int cmd_version(const command *self, int argc, char **argv) {
    const int next = command_parse(self, argc, argv, NULL);
    if (next > 0) {
        printf("tenon %s\n", tn_version());
    }
    return next < 0 ? 2 : 0;
}

/* The values that an option can have, "mlp|cnn|gpt" as words. */
static void complete_values(const command_option *o) {
    printf("        ");
    if (option_letter(o)) {
        printf("-%c|", option_letter(o));
    }
    printf("--%s) words=\"", option_word(o));
    for (const char *p = o->choices; *p; p++) {
        putchar(*p == '|' ? ' ' : *p);
    }
    printf("\" ;;\n");
}

static void print_words(const command *list) {
    for (const command *c = list; c->name; c++) {
        printf("%s%s", c == list ? "" : " ", command_word(c));
    }
}

static void complete_command(const command *c);

/* The members where one is wanted, then each of them. */
static void complete_group(const command *group) {
    printf("    %s)\n        words=\"--help ", group->name);
    print_words(group->members);
    printf("\"\n        [ \"$COMP_CWORD\" -gt 2 ] && case ${COMP_WORDS[2]} in\n");
    for (const command *m = group->members; m->name; m++) {
        complete_command(m);
    }
    printf("        esac ;;\n");
}

static void complete_command(const command *c) {
    if (c->members) {
        complete_group(c);
        return;
    }
    printf("    %s)\n        words=\"--help", command_word(c));
    for (const command_option *o = c->options; o && o->name; o++) {
        printf(" --%s", option_word(o));
        if (option_letter(o)) {
            printf(" -%c", option_letter(o));
        }
    }
    printf("\"\n        case $before in\n");
    for (const command_option *o = c->options; o && o->name; o++) {
        if (o->choices) {
            complete_values(o);
        }
    }
    if (strcmp(c->name, "ops") == 0) {
        printf("        ops) words=$(tenon ops 2>/dev/null | sed 's/^[^ ]* *//; s/(.*//') ;;\n");
    } else if (strcmp(c->name, "help") == 0) {
        printf("        help) words=\"");
        print_words(commands);
        printf("\" ;;\n");
    }
    printf("        esac ;;\n");
}

int cmd_completion(const command *self, int argc, char **argv) {
    const int next = command_parse(self, argc, argv, NULL);
    if (next <= 0) {
        return next < 0 ? 2 : 0;
    }
    if (next + 1 != argc || strcmp(argv[next], "bash") != 0) {
        fprintf(stderr, "tenon completion: only bash is known; run tenon completion bash\n");
        return 2;
    }
    printf(
        "# bash completion of tenon\n_tenon() {\n    local word=${COMP_WORDS[COMP_CWORD]} words=\n"
        "    local before=${COMP_WORDS[COMP_CWORD - 1]}\n    case ${COMP_WORDS[1]} in\n");
    for (const command *c = commands; c->name; c++) {
        complete_command(c);
    }
    printf("    esac\n    if [ \"$COMP_CWORD\" = 1 ]; then\n        words=\"");
    print_words(commands);
    printf("\"\n    fi\n    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
           "complete -o default -F _tenon tenon\n");
    return 0;
}

int main(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "--help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        overview(argc > 1 ? stdout : stderr);
        return argc > 1 ? 0 : 2;
    }
    const command *c = find(strcmp(name, "--version") == 0 ? "version" : name);
    if (!c) {
        fprintf(stderr, "tenon: there is no command '%s'; see tenon --help\n", name);
        return 2;
    }
    const int status = c->run(c, argc - 1, argv + 1);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "tenon %s: cannot write the output\n", c->name);
        return 1;
    }
    return status;
}
