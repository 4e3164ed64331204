#pragma once
#include <stdint.h>

/// Sets the bit of each hash among `mask + 1` bits, a power of two from 64 on. Several threads may do so at once.
void hash_filter_add(uint64_t *bits, uint64_t mask, const uint64_t *hashes, long count);

/// Copies the hashes whose bits are set to `selected`, which has room for one more than all of them, and returns how many
/// they are.
long hash_filter_select(
    const uint64_t *bits, uint64_t mask, const uint64_t *hashes, long count, uint64_t *selected);
