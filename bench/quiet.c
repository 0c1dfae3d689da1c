/* quiet.c: whether other work on the machine slows this process down. For each line on stdin, the
 * time of fixed work over the shortest that it ever took: "arithmetic memory", each the largest
 * over the cores. A neighbour on the other half of a core, or on the same memory, shows in them. */
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { WORDS = 4 << 20, CHAINS = 8, TURNS = 150000 };

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Independent chains, so that the core's units are busy, not waiting. */
static uint64_t arithmetic(void) {
    uint64_t x[CHAINS] = {1, 2, 3, 4, 5, 6, 7, 8}, sum = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        for (int k = 0; k < CHAINS; k++) {
            x[k] += (x[k] << 3) ^ (uint64_t)turn;
        }
    }
    for (int k = 0; k < CHAINS; k++) {
        sum += x[k];
    }
    return sum;
}

static uint64_t memory(const uint64_t *data) {
    uint64_t sum[CHAINS] = {0};
    for (int i = 0; i < WORDS; i += CHAINS) {
        for (int k = 0; k < CHAINS; k++) {
            sum[k] += data[i + k];
        }
    }
    return sum[0] + sum[1] + sum[2] + sum[3] + sum[4] + sum[5] + sum[6] + sum[7];
}

/* Seconds over the best so far. */
static double slowness(double took, double *best) {
    if (*best == 0 || took < *best) {
        *best = took;
    }
    return took / *best;
}

int main(void) {
    static uint64_t data[WORDS];
    cpu_set_t usable;
    if (sched_getaffinity(0, sizeof usable, &usable) != 0) {
        return 1;
    }
    memset(data, 1, sizeof data);
    double best[2] = {0};
    volatile uint64_t kept = 0;
    for (int c; (c = getchar()) != EOF;) {
        if (c != '\n') {
            continue;
        }
        double worst[2] = {0};
        for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
            if (!CPU_ISSET(cpu, &usable)) {
                continue;
            }
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
            sched_setaffinity(0, sizeof one, &one);
            const double begin = seconds();
            kept += arithmetic();
            const double middle = seconds();
            kept += memory(data);
            const double slow[2] = {slowness(middle - begin, &best[0]),
                                    slowness(seconds() - middle, &best[1])};
            for (int k = 0; k < 2; k++) {
                worst[k] = slow[k] > worst[k] ? slow[k] : worst[k];
            }
        }
        printf("%.3f %.3f\n", worst[0], worst[1]);
        fflush(stdout);
    }
    return 0;
}
