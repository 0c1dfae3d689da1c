/* byte_text.c: numbers of bytes as people write and read them. */
#include "byte_text.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char units[] = "KMGT";

bool bytes_parse(const char *text, uint64_t *out) {
    char *end;
    errno = 0;
    const double number = strtod(text, &end);
    if (end == text || errno || !isfinite(number) || number < 0 || isspace((unsigned char)*text)) {
        return false;
    }
    double factor = 1;
    end += end[0] == ' ' && end[1] != 0;
    const char *unit = *end ? strchr(units, toupper((unsigned char)*end)) : NULL;
    if (unit) {
        factor = ldexp(1, 10 * (int)(unit - units + 1));
        end += 1 + (strncasecmp(end + 1, "iB", 2) == 0 ? 2 : 0);
    }
    end += toupper((unsigned char)*end) == 'B' && end[-1] != 'B' && end[-1] != 'b';
    if (*end || number * factor >= 0x1p63) {
        return false;
    }
    *out = (uint64_t)(number * factor);
    return true;
}

bytes_text bytes_of(uint64_t bytes) {
    bytes_text text;
    double shown = (double)bytes;
    int unit = -1;
    for (; shown >= 1024 && unit + 1 < (int)strlen(units); unit++) {
        shown /= 1024;
    }
    if (unit < 0) {
        snprintf(text.at, sizeof text.at, "%d B", (int)bytes);
    } else {
        snprintf(text.at, sizeof text.at, "%.*f %ciB", unit < 2 ? 1 : 3, shown, units[unit]);
    }
    return text;
}

bytes_text bytes_exactly(uint64_t bytes) {
    bytes_text text = bytes_of(bytes);
    uint64_t shown;
    if (!bytes_parse(text.at, &shown) || shown != bytes) {
        snprintf(text.at, sizeof text.at, "%llu B", (unsigned long long)bytes);
    }
    return text;
}
