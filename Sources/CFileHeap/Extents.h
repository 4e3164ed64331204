#pragma once
#include <stdbool.h>
#include <stddef.h>

// Which stretches of a range are taken; counted in units. Not for several threads at once.

enum { MOST_FREE_EXTENTS = 1 << 14 };

typedef struct {
    size_t start, count;
} extent;

typedef struct {
    size_t limit;
    /// The last unit that is taken now is before this one.
    size_t end;
    /// Units from this one on were never taken.
    size_t fresh;
    /// Of what lies before the end, by rising start; no two touch.
    extent free[MOST_FREE_EXTENTS];
    size_t free_count;
} extents;

/// Takes the first stretch that is long enough; false when there is none.
bool extents_take(extents *all, size_t count, size_t *start);

/// Gives one back. When there are too many gaps to remember, it stays unused.
void extents_give(extents *all, size_t start, size_t count);
