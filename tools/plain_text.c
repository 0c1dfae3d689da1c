/* plain_text.c: text from elsewhere that is shown. */
#include "plain_text.h"

#include <string.h>

int plain_character(const unsigned char *p) {
    const int bytes = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
    if (p[0] < 0x20 || p[0] == 0x7f || p[0] > 0xf4) {
        return 0;
    }
    for (int i = 1; i < bytes; i++) {
        if ((p[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    if (p[0] == 0xc2 && p[1] < 0xa0) { /* controls of eight bits */
        return 0;
    }
    const bool is_long = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xf0 && p[1] < 0x90);
    const bool is_none = (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf4 && p[1] > 0x8f);
    return is_long || is_none ? 0 : bytes;
}

void make_plain(char *text) {
    while (*text) {
        const int bytes = plain_character((const unsigned char *)text);
        *text = bytes ? *text : '?';
        text += bytes ? bytes : 1;
    }
}

plain_line plain_of(const char *text) {
    plain_line line;
    snprintf(line.at, sizeof line.at, "%.255s", text);
    make_plain(line.at);
    return line;
}

void write_plain(const char *text, bool is_json, FILE *out) {
    while (*text) {
        const int bytes = plain_character((const unsigned char *)text);
        if (is_json && (*text == '"' || *text == '\\')) {
            fputc('\\', out);
        }
        fwrite(bytes ? text : "?", 1, bytes ? (size_t)bytes : 1, out);
        text += bytes ? bytes : 1;
    }
}

void print_plain(const char *text, bool is_json) {
    write_plain(text, is_json, stdout);
}

const char *error_reason(const char *message) {
    const char *colon = strstr(message, ": ");
    return colon ? colon + 2 : message;
}
