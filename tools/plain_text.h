/* plain_text.h: text from elsewhere that is shown: valid UTF-8 that moves no cursor. */
#ifndef TENON_PLAIN_TEXT_H
#define TENON_PLAIN_TEXT_H

/* Bytes of the UTF-8 character at p; 0 when it is none, or one that moves the cursor. */
int plain_character(const unsigned char *p);
/* Puts a ? in place of each byte of what is none. */
void make_plain(char *text);

#endif
