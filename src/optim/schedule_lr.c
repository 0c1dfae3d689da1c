/* schedule_lr.c: the learning rate as a function of the step, and of nothing else: a resumed run
 * goes on where it was. */
#include <tenon/optim.h>

#include <math.h>

double tn_schedule_lr(const tn_schedule *s, int64_t step) {
    if (step < s->warmup) {
        return s->lr * (double)(step + 1) / (double)s->warmup;
    }
    if (s->kind == TN_SCHEDULE_CONSTANT || s->steps <= s->warmup) {
        return s->lr;
    }
    const double done = (double)(step - s->warmup) / (double)(s->steps - s->warmup);
    const double pi = 3.14159265358979323846;
    return s->min_lr + 0.5 * (s->lr - s->min_lr) * (1 + cos(pi * (done < 1 ? done : 1)));
}
