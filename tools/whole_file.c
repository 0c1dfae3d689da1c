/* whole_file.c: a file that is there as a whole or not at all. */
#include "whole_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a link leads to; where nothing is yet, the path itself. */
static char *place_of(const char *path) {
    char *place = realpath(path, NULL);
    return place || errno != ENOENT ? place : strdup(path);
}

/* A name beside it, for mkstemp(3). */
static char *beside_of(const char *place) {
    const size_t room = strlen(place) + sizeof ".XXXXXX";
    char *beside = malloc(room);
    if (beside) {
        snprintf(beside, room, "%s.XXXXXX", place);
    }
    return beside;
}

static bool is_replaceable(const char *place) {
    struct stat about;
    if (stat(place, &about) == 0 && !S_ISREG(about.st_mode)) {
        errno = EEXIST;
        return false;
    }
    return true;
}

static void forget(whole_file *file) {
    const int problem = errno;
    free(file->place);
    free(file->beside);
    *file = (whole_file){NULL, NULL, NULL};
    errno = problem;
}

bool whole_file_open(whole_file *file, const char *path) {
    int opened = -1;
    *file = (whole_file){.place = place_of(path)};
    if (file->place && is_replaceable(file->place) &&
        (file->beside = beside_of(file->place)) != NULL) {
        opened = mkstemp(file->beside);
    }
    file->out = opened >= 0 ? fdopen(opened, "w") : NULL;
    if (file->out) {
        return true;
    }
    if (opened >= 0) {
        unlink(file->beside);
        close(opened);
    }
    forget(file);
    return false;
}

/* As open(2) with O_CREAT would have made it; mkstemp lets nobody else read. */
static bool set_mode(FILE *out) {
    const mode_t mask = umask(0);
    umask(mask);
    return fchmod(fileno(out), 0666 & ~mask) == 0;
}

/* Everything that was written has left this process. */
static bool is_written(FILE *out) {
    if (fflush(out) == 0 && ferror(out)) {
        errno = EIO; /* of an earlier write, whose reason is forgotten */
    }
    return !ferror(out);
}

bool whole_file_close(whole_file *file, bool keep) {
    bool fine = keep && is_written(file->out) && set_mode(file->out);
    fine = fclose(file->out) == 0 && fine;
    fine = fine && rename(file->beside, file->place) == 0;
    if (!fine) {
        const int problem = errno;
        unlink(file->beside);
        errno = problem;
    }
    forget(file);
    return fine || !keep;
}
