/* command.h: what a subcommand is: one table of options makes parsing, --help, the man page and
 * completion. */
#ifndef TENON_COMMAND_H
#define TENON_COMMAND_H

#include <tenon/tenon.h>

#include <stddef.h>
#include <stdio.h>

typedef enum option_kind { OPTION_FLAG, OPTION_INT, OPTION_REAL, OPTION_TEXT } option_kind;

/* One option: --name VALUE, stored at `offset` of the command's own struct (bool, int64_t, double
 * or const char *). "o,output" is -o, too; -h is --help everywhere. */
typedef struct command_option {
    const char *name, *value; /* value: how it is called in help; NULL for flags */
    const char *help;         /* says the default, too */
    const char *choices;      /* "mlp|cnn|gpt": other text is refused; NULL: any */
    option_kind kind;
    size_t offset;
} command_option;

char option_letter(const command_option *o); /* 0: it has none */
const char *option_word(const command_option *o);

typedef struct command {
    const char *name, *summary, *operands; /* operands: "[NAME]" or "" */
    const char *description;
    const command_option *options; /* ended by a NULL name; NULL: none */
    /* Gets the whole argv of the subcommand; returns the exit status. */
    int (*run)(const struct command *self, int argc, char **argv);
    /* Of a group, "mem": its commands, "mem replay", ended by a NULL name; NULL: it is none. */
    const struct command *members;
} command;

/* All subcommands, ended by a NULL name (tenon.c). */
extern const command commands[];

/* Fills *options. Returns the index of the first operand; 0 when the command is done (--help was
 * printed), -1 when the arguments are wrong (said on stderr). */
int command_parse(const command *c, int argc, char **argv, void *options);
const command *command_find(const command *list, const char *word); /* NULL: it has none */
/* Runs the member of a group that argv[1] names; help without one, or with --help. */
int command_run_member(const command *group, int argc, char **argv);
const char *command_word(const command *c); /* the last word of its name */
void command_help(const command *c, FILE *out);
void command_man(const command *c, FILE *out);

/* Prints the pending error to stderr and clears it; returns the exit status 1. */
int command_fail(const char *what);

int cmd_doctor(const command *self, int argc, char **argv);
int cmd_info(const command *self, int argc, char **argv);
int cmd_mem(const command *self, int argc, char **argv);
int cmd_mem_diff(const command *self, int argc, char **argv);
int cmd_mem_export(const command *self, int argc, char **argv);
int cmd_mem_leaks(const command *self, int argc, char **argv);
int cmd_mem_peak(const command *self, int argc, char **argv);
int cmd_mem_plot(const command *self, int argc, char **argv);
int cmd_mem_ps(const command *self, int argc, char **argv);
int cmd_mem_record(const command *self, int argc, char **argv);
int cmd_mem_snapshot(const command *self, int argc, char **argv);
int cmd_mem_summary(const command *self, int argc, char **argv);
int cmd_mem_top(const command *self, int argc, char **argv);
int cmd_mem_watch(const command *self, int argc, char **argv);
int cmd_mem_explain_oom(const command *self, int argc, char **argv);
int cmd_mem_replay(const command *self, int argc, char **argv);
int cmd_ops(const command *self, int argc, char **argv);
int cmd_profile(const command *self, int argc, char **argv);
int cmd_train(const command *self, int argc, char **argv);
int cmd_tune(const command *self, int argc, char **argv);
int cmd_help(const command *self, int argc, char **argv);
int cmd_completion(const command *self, int argc, char **argv);
int cmd_version(const command *self, int argc, char **argv);
extern const command mem_commands[];
extern const command_option doctor_options[], mem_diff_options[], mem_export_options[],
    mem_groups_options[], mem_plot_options[], mem_ps_options[], mem_record_options[],
    mem_replay_options[], mem_snapshot_options[], mem_summary_options[], mem_top_options[],
    mem_watch_options[], profile_options[], train_options[], tune_options[];

#endif
