/* process.c: telling processes apart: numbers come again, and mean others in another namespace. */
#include "publish/publish.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

uint64_t tni_pid_space(void) {
    struct stat about;
    return stat("/proc/self/ns/pid", &about) == 0 ? (uint64_t)about.st_ino : 0;
}

/* The 22nd field, counted from behind the name, which may hold anything. A zombie with threads
 * lives: only its first one has ended. */
uint64_t tni_process_start(uint64_t pid) {
    char text[1024], path[48];
    snprintf(path, sizeof path, "/proc/%llu/stat", (unsigned long long)pid);
    FILE *file = fopen(path, "re");
    const size_t n = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file) {
        fclose(file);
    }
    text[n] = 0;
    enum { STATE = 2, THREADS = 20, START = 22 };
    const char *at = strrchr(text, ')');
    bool lives = at && !(at[1] == ' ' && at[2] == 'Z');
    for (int field = STATE; at && field < START; field++) {
        lives = lives || (field == THREADS && strtoull(at, NULL, 10) > 1);
        at = strchr(at + 1, ' ');
    }
    return at && lives ? strtoull(at, NULL, 10) : 0;
}
