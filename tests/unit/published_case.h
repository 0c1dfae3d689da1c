/* published_case.h: processes that publish, for tests that look at them from outside: what they
 * allocate says by itself whether it was read as it was written. */
#ifndef TEST_PUBLISHED_CASE_H
#define TEST_PUBLISHED_CASE_H

#include <tenon/published.h>

#include <stdbool.h>
#include <sys/types.h>

typedef struct child {
    pid_t pid;
    int go;        /* it begins when a byte comes */
    int ready;     /* gives bytes when it has something to say */
    char path[64]; /* of what it publishes */
    char log[64];  /* of its stderr */
} child;

/* A process that runs `body` once it is told, and ends with what that gives. */
child child_new(int (*body)(void));
void child_go(const child *c);
void child_say(void);                     /* in the child: a byte for its parent … */
void child_await(const child *c);         /* … which waits for it */
void child_stay(void);                    /* in the child: for ever */
tn_published *child_view(const child *c); /* waits until it publishes; NULL: it ended */
tn_status child_remove(const child *c);   /* takes away what it published */
void child_kill(const child *c);          /* and leaves a zombie */
int child_end(const child *c);            /* its wait status; no file, no log is left */
int child_warnings(const child *c);       /* lines that it wrote to stderr */
/* Runs a body, which ends with a status after so many warnings, and leaves no file but with 0. */
void child_expect(int (*body)(void), int status, int warnings);

/* Threads of a child that take and give blocks and tell events as fast as they can. */
enum { CHURN_THREADS = 3 };
int churn(void);
int change_slabs(void); /* the same memory is cut into blocks of one size, then of another */
/* Checks a record of theirs; false: it is half of one, as half_of_record says. */
extern char half_of_record[160];
bool is_whole_block(tn_published *view, const tn_block *b);
bool is_whole_event(tn_published *view, const tn_trace_record *e, uint64_t *last);
bool is_whole_pool(const tn_published_pool *pool);

#endif
