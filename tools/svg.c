/* svg.c: what pictures of memory share. */
#include "svg.h"

#include "plain_text.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { TITLE_FONT = 15 };

static const char ELLIPSIS[] = "\u2026";

static void write_character(const char *at, int bytes, FILE *out) {
    switch (*at) {
    case '&':
        fputs("&amp;", out);
        break;
    case '<':
        fputs("&lt;", out);
        break;
    case '>':
        fputs("&gt;", out);
        break;
    case '"':
        fputs("&quot;", out);
        break;
    default:
        fwrite(at, 1, (size_t)bytes, out);
    }
}

/* Bytes of the character at a place; of what is none, one. */
static int bytes_at(const char *at) {
    const int bytes = plain_character((const unsigned char *)at);
    return bytes ? bytes : 1;
}

void svg_escaped(const char *text, FILE *out) {
    for (; *text; text += bytes_at(text)) {
        write_character(text, bytes_at(text), out);
    }
}

static int characters_of(const char *text) {
    int n = 0;
    for (; *text; text += bytes_at(text)) {
        n++;
    }
    return n;
}

void svg_cut(const char *text, int characters, FILE *out) {
    const bool whole = characters_of(text) <= characters;
    for (int i = 0; *text && i < characters - !whole; i++) {
        write_character(text, bytes_at(text), out);
        text += bytes_at(text);
    }
    fputs(whole ? "" : ELLIPSIS, out);
}

/* In ems, of the widest of the usual sans serifs. */
static double width_at(const char *at) {
    if ((unsigned char)*at >= 0x80) {
        return 1;
    }
    return strchr("fijlrt.,:;'|!()[]/- ", *at) ? 0.38
           : strchr("mwMW@%", *at)             ? 0.95
           : isupper((unsigned char)*at) != 0  ? 0.72
                                               : 0.63;
}

double svg_width(const char *text, int font) {
    double ems = 0;
    for (; *text; text += bytes_at(text)) {
        ems += width_at(text);
    }
    return ems * font;
}

/* The number at the end, by which names that begin alike differ. */
static const char *number_of(const char *text) {
    const char *end = text + strlen(text);
    while (end > text && isdigit((unsigned char)end[-1])) {
        end--;
    }
    return end;
}

void svg_fit(const char *text, double width, int font, FILE *out) {
    if (svg_width(text, font) <= width) {
        svg_escaped(text, out);
        return;
    }
    const char *number = number_of(text);
    const double kept = svg_width(number, font) <= width / 2 ? svg_width(number, font) : 0;
    for (double ems = width_at(ELLIPSIS); (ems += width_at(text)) * font + kept <= width;) {
        write_character(text, bytes_at(text), out);
        text += bytes_at(text);
    }
    fputs(ELLIPSIS, out);
    fputs(kept > 0 ? number : "", out);
}

byte_unit svg_unit_of(uint64_t most) {
    static const char *const names[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    int i = 0;
    for (double left = (double)most; left >= 1024 && i < 4; i++) {
        left /= 1024;
    }
    return (byte_unit){ldexp(1, 10 * i), names[i]};
}

static void write_colours(const char *const colours[SVG_COLOURS], FILE *out) {
    for (int i = 0; i < SVG_COLOURS; i++) {
        fprintf(out, ".b%d{fill:%s}", i, colours[i]);
    }
}

/* DejaVu Sans and Verdana are alike, and the widest that svg_width() reckons with. */
void svg_begin(const svg_head *head, const char *title, FILE *out) {
    static const char *const light[SVG_COLOURS] = {"#2f6fb0", "#d9822b", "#4a9a4a", "#c04f4f",
                                                   "#8064a8", "#3a9c9c", "#b8a13a", "#8a8f98"};
    static const char *const dark[SVG_COLOURS] = {"#5b9bd8", "#e8a05a", "#6fbf6f", "#e07a7a",
                                                  "#a78bd0", "#5fc0c0", "#d6c05f", "#777d87"};
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
            "aria-label=\"%s\">\n<style>\n"
            "svg{background:#fff;font:13px DejaVu Sans,Verdana,sans-serif}text{fill:#222}"
            ".title{font-size:%dpx}%s",
            head->width, head->height, head->label, TITLE_FONT, head->light);
    write_colours(light, out);
    fprintf(out, "\n@media(prefers-color-scheme:dark){svg{background:#16181c}text{fill:#e6e6e6}%s",
            head->dark);
    write_colours(dark, out);
    fprintf(out, "}\n</style>\n<text class=\"title\" x=\"%d\" y=\"24\">", head->left);
    svg_fit(title, head->width - 2 * head->left, TITLE_FONT, out);
    fputs("</text>\n", out);
}

void svg_end(FILE *out) {
    fputs("</svg>\n", out);
}
