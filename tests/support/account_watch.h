/* account_watch.h: stands between caches and their device, for an account model: it counts calls
 * and what they gave, and has what holds observed at each of them. */
#ifndef TEST_ACCOUNT_WATCH_H
#define TEST_ACCOUNT_WATCH_H

#include "support/account_model.h"

typedef struct account_watch {
    account_model *model;
    bool every_state; /* is walked through; else only what the book has is observed */
    tni_raw_memory real;
} account_watch;

void watch_see(const account_watch *w);
/* What the host has waited for is told by figures: they are asked for, so that what holds is what
 * the caches know. */
void watch_settle(const account_watch *w);
/* The device with the watch in front; as w->real where that has no such call. *w outlives it. */
tni_raw_memory watch_memory(account_watch *w);
/* The block that `attempt` gets from a cache of the model. Where every state is observed and memory
 * runs out, the watch trims the cache beside, which the cache would do by itself: so what holds
 * before and after is seen. NULL when there is none. */
void *watch_alloc(const account_watch *w, tni_cache *cache, void *(*attempt)(void *context),
                  void *context);

#endif
