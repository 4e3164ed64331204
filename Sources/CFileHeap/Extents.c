#include "Extents.h"
#include <string.h>

static void remove_at(extents *all, size_t place) {
    all->free_count--;
    memmove(&all->free[place], &all->free[place + 1], (all->free_count - place) * sizeof(extent));
}

bool extents_take(extents *all, size_t count, size_t *start) {
    size_t place = 0;
    while (place < all->free_count && all->free[place].count < count) place++;
    if (place < all->free_count) {
        extent *gap = &all->free[place];
        *start = gap->start;
        gap->start += count;
        gap->count -= count;
        if (gap->count == 0) remove_at(all, place);
    } else {
        if (count > all->limit - all->end) return false;
        *start = all->end;
        all->end += count;
        if (all->end > all->fresh) all->fresh = all->end;
    }
    return true;
}

void extents_give(extents *all, size_t start, size_t count) {
    size_t place = 0;
    while (place < all->free_count && all->free[place].start < start) place++;
    if (place < all->free_count && start + count == all->free[place].start) {
        count += all->free[place].count;
        remove_at(all, place);
    }
    if (place > 0 && all->free[place - 1].start + all->free[place - 1].count == start) {
        place--;
        start = all->free[place].start;
        count += all->free[place].count;
        remove_at(all, place);
    }
    if (start + count == all->end) {
        all->end = start;
    } else if (all->free_count < MOST_FREE_EXTENTS) {
        memmove(&all->free[place + 1], &all->free[place], (all->free_count - place) * sizeof(extent));
        all->free[place] = (extent){start, count};
        all->free_count++;
    }
}
