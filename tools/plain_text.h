/* plain_text.h: text from elsewhere that is shown: valid UTF-8 that moves no cursor. */
#ifndef TENON_PLAIN_TEXT_H
#define TENON_PLAIN_TEXT_H

#include <stdbool.h>
#include <stdio.h>

/* Bytes of the UTF-8 character at p; 0 when it is none, or one that moves the cursor. */
int plain_character(const unsigned char *p);
/* Puts a ? in place of each byte of what is none. */
void make_plain(char *text);
/* A copy of at most a line's length. */
typedef struct plain_line {
    char at[256];
} plain_line;
plain_line plain_of(const char *text);
/* What an error says, without the name of the function before it. */
const char *error_reason(const char *message);
/* To stdout; `is_json`: quotes and backslashes get a backslash, as between the quotes of JSON. */
void print_plain(const char *text, bool is_json);
void write_plain(const char *text, bool is_json, FILE *out);

#endif
