// The inner loops of MinHash. They are C because Swift can't compile one function for several processors.
#include "CMinHash.h"

typedef uint32_t vector __attribute__((vector_size(32), aligned(4)));

enum { LANES = 8, TOGETHER = 4 };

/// 32 permutations at a time keep their minima, multipliers and increments in registers.
static inline __attribute__((always_inline)) void lower(
    const uint32_t *hashes, long count, const uint32_t *multipliers, const uint32_t *increments, uint32_t *minima) {
    for (int first = 0; first < MINHASH_PERMUTATIONS; first += LANES * TOGETHER) {
        vector least[TOGETHER], factor[TOGETHER], offset[TOGETHER];
        for (int v = 0; v < TOGETHER; v++) {
            least[v] = *(const vector *)(minima + first + v * LANES);
            factor[v] = *(const vector *)(multipliers + first + v * LANES);
            offset[v] = *(const vector *)(increments + first + v * LANES);
        }
        for (long i = 0; i < count; i++)
            for (int v = 0; v < TOGETHER; v++) {
                vector value = factor[v] * hashes[i] + offset[v];
                least[v] = __builtin_elementwise_min(value, least[v]);
            }
        for (int v = 0; v < TOGETHER; v++) *(vector *)(minima + first + v * LANES) = least[v];
    }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void lower_avx2(
    const uint32_t *hashes, long count, const uint32_t *multipliers, const uint32_t *increments, uint32_t *minima) {
    lower(hashes, count, multipliers, increments, minima);
}
#endif

void minhash_lower(
    const uint32_t *hashes, long count, const uint32_t *multipliers, const uint32_t *increments, uint32_t *minima) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return lower_avx2(hashes, count, multipliers, increments, minima);
#endif
    lower(hashes, count, multipliers, increments, minima);
}

int minhash_equal_bytes(const uint8_t *a, const uint8_t *b) {
    int equal = 0;
    for (int i = 0; i < MINHASH_PERMUTATIONS; i++) equal += a[i] == b[i];
    return equal;
}
