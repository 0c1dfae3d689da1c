/* flame.c: the tree of the paths of names. */
#include "flame.h"

#include "block_groups.h"
#include "block_name.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

/* ---- Nodes ----------------------------------------------------------------------------------- */

static int by_parent_and_text(const void *a, const void *b) {
    const flame_node *x = a, *y = b;
    return x->parent != y->parent ? ((uintptr_t)x->parent > (uintptr_t)y->parent ? 1 : -1)
                                  : strcmp(x->text, y->text);
}

/* A node with its text behind it. */
static flame_node *new_node(flame_node *parent, name_part text) {
    flame_node *node = malloc(sizeof *node + text.bytes + 1);
    if (node) {
        char *copy = (char *)(node + 1);
        memcpy(copy, text.at, text.bytes);
        copy[text.bytes] = 0;
        *node = (flame_node){.parent = parent, .text = copy};
    }
    return node;
}

/* The child of a node; NULL when memory ran out. */
static flame_node *child_of(flame *f, flame_node *parent, name_part text) {
    flame_node *node = new_node(parent, text);
    flame_node **found = node ? tsearch(node, &f->nodes, by_parent_and_text) : NULL;
    if (!found) {
        free(node);
        return NULL;
    }
    if (*found != node) { /* it was there */
        free(node);
        return *found;
    }
    node->next = parent->first;
    parent->first = node;
    return node;
}

static name_part part_of(const char *text) {
    return (name_part){text, strlen(text)};
}

/* What has no name has a place of its own, by sizes. */
static name_path path_of(const block_group *g, const group_text *text) {
    name_path path = {.n = 2, .parts = {part_of("no name"), part_of(text->at)}};
    return *g->name ? name_path_of(g->name) : path;
}

/* To a node and all that it is in. */
static void count(flame_node *node, const block_group *g) {
    for (; node; node = node->parent) {
        node->bytes += g->bytes;
        node->blocks += g->blocks;
    }
}

static bool add_group(flame *f, const block_group *g) {
    const group_text text = block_group_text(g);
    const name_path path = path_of(g, &text);
    flame_node *node = &f->root, *op = child_of(f, &f->ops, path.parts[path.n - 1]);
    for (int i = 0; node && i < path.n; i++) {
        node = child_of(f, node, path.parts[i]);
    }
    if (!node || !op) {
        return false;
    }
    node->op = op;
    if (path.site.bytes > 0) {
        node = child_of(f, node, path.site);
        if (!node) {
            return false;
        }
        node->op = op;
        node->is_site = true;
    }
    count(op, g);
    count(node, g);
    return true;
}

/* ---- Order ----------------------------------------------------------------------------------- */

static bool goes_before(const flame_node *a, const flame_node *b) {
    if (a->bytes != b->bytes) {
        return a->bytes > b->bytes;
    }
    const int order = strverscmp(a->text, b->text); /* layer.2 before layer.10 */
    return order ? order < 0 : strcmp(a->text, b->text) < 0;
}

static flame_node *merge(flame_node *a, flame_node *b) {
    flame_node *first = NULL, **end = &first;
    while (a && b) {
        flame_node **least = goes_before(a, b) ? &a : &b;
        *end = *least;
        end = &(*end)->next;
        *least = (*least)->next;
    }
    *end = a ? a : b;
    return first;
}

static flame_node *sorted(flame_node *list, int64_t n) {
    if (n < 2) {
        return list;
    }
    flame_node *last = list;
    for (int64_t i = 1; i < n / 2; i++) {
        last = last->next;
    }
    flame_node *rest = last->next;
    last->next = NULL;
    return merge(sorted(list, n / 2), sorted(rest, n - n / 2));
}

/* As deep as a path is long. */
static void sort_children(flame_node *parent) {
    int64_t n = 0;
    for (flame_node *c = parent->first; c; c = c->next) {
        sort_children(c);
        n++;
    }
    parent->first = sorted(parent->first, n);
    int number = 0;
    for (flame_node *c = parent->first; c; c = c->next) {
        c->number = number++;
    }
}

/* ---- All ------------------------------------------------------------------------------------- */

bool flame_of(const trace *t, flame *out) {
    uint64_t bytes;
    block_groups groups;
    *out =
        (flame){.root = {.text = "all"}, .ops = {.text = "ops"}, .events = trace_peak(t, &bytes)};
    if (!block_groups_of(t, out->events, &groups)) {
        return false;
    }
    bool fine = true;
    for (int64_t i = 0; fine && i < groups.n; i++) {
        fine = add_group(out, &groups.at[i]);
    }
    block_groups_close(&groups);
    sort_children(&out->root);
    sort_children(&out->ops);
    out->seconds = out->events > 0 ? trace_seconds(t, out->events - 1) : 0;
    return fine;
}

void flame_close(flame *f) {
    tdestroy(f->nodes, free);
}
