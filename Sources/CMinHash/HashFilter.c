// They are C for the atomic operations and for asking for memory ahead of its use.
#include "HashFilter.h"

enum { AHEAD = 24 };

static inline uint64_t *word_of(uint64_t *bits, uint64_t mask, uint64_t hash) { return bits + ((hash & mask) >> 6); }

void hash_filter_add(uint64_t *bits, uint64_t mask, const uint64_t *hashes, long count) {
    for (long i = 0; i < count + AHEAD; i++) {
        if (i < count) __builtin_prefetch(word_of(bits, mask, hashes[i]), 1);
        if (i < AHEAD) continue;
        uint64_t hash = hashes[i - AHEAD], bit = (uint64_t)1 << (hash & 63), *word = word_of(bits, mask, hash);
        if (!(__atomic_load_n(word, __ATOMIC_RELAXED) & bit)) __atomic_fetch_or(word, bit, __ATOMIC_RELAXED);
    }
}

long hash_filter_select(
    const uint64_t *bits, uint64_t mask, const uint64_t *hashes, long count, uint64_t *selected) {
    long found = 0;
    for (long i = 0; i < count + AHEAD; i++) {
        if (i < count) __builtin_prefetch(word_of((uint64_t *)bits, mask, hashes[i]));
        if (i < AHEAD) continue;
        uint64_t hash = hashes[i - AHEAD];
        selected[found] = hash;
        found += *word_of((uint64_t *)bits, mask, hash) >> (hash & 63) & 1;
    }
    return found;
}
