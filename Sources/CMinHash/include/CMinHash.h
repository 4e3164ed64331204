#pragma once
#include "HashFilter.h"
#include <stdint.h>

enum { MINHASH_PERMUTATIONS = 128 };

/// Lowers each of the 128 minima to the least of `hash * multiplier + increment` (modulo 2^32) over the hashes.
void minhash_lower(
    const uint32_t *hashes, long count, const uint32_t *multipliers, const uint32_t *increments, uint32_t *minima);

/// How many of 128 bytes are equal in both.
int minhash_equal_bytes(const uint8_t *a, const uint8_t *b);
