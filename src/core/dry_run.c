/* dry_run.c: whether this thread plays a step without memory and without work. */
#include "core/core.h"

TNI_THREAD_LOCAL tni_dry_run *tni_dry;
