/* hello.c: a process that makes and prints one tensor: the cost of starting. */
#include <tenon/tenon.h>

int main(void) {
    TN_SCOPE(scope);
    tn_print(tn_ones(TN_SHAPE(2, 2)));
    return tn_ok() ? 0 : 1;
}
