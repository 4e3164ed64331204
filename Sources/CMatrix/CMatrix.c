// The inner loop of the speech model. It is C because Swift can't compile one function for several processors.
#include "CMatrix.h"

typedef float vector __attribute__((vector_size(32), aligned(4)));

enum { WIDTH = 8, ACROSS = MATRIX_PANEL / WIDTH };

/// `rows` times `panels` panels of the product with all sums in registers; both are constants where it is inlined.
static inline __attribute__((always_inline)) void tile(
    int rows, int panels, const float *input, long inputStride, const float *weights, long panelStride,
    const float *offsets, long depth, int isRectified, float *output, long outputStride) {
    vector sums[8][4][ACROSS];
    for (int r = 0; r < rows; r++)
        for (int p = 0; p < panels; p++)
            for (int v = 0; v < ACROSS; v++)
                sums[r][p][v] = *(const vector *)(offsets + p * MATRIX_PANEL + v * WIDTH);
    for (long k = 0; k < depth; k++)
        for (int p = 0; p < panels; p++) {
            const vector *columns = (const vector *)(weights + p * panelStride + k * MATRIX_PANEL);
            for (int r = 0; r < rows; r++)
                for (int v = 0; v < ACROSS; v++) sums[r][p][v] += columns[v] * input[r * inputStride + k];
        }
    for (int r = 0; r < rows; r++)
        for (int p = 0; p < panels; p++)
            for (int v = 0; v < ACROSS; v++) {
                vector sum = sums[r][p][v];
                if (isRectified) sum = (vector)((sum > 0) & (__typeof__(sum > 0))sum);
                *(vector *)(output + r * outputStride + p * MATRIX_PANEL + v * WIDTH) = sum;
            }
}

/// Tiles of `high` rows by one panel; a single row by four panels, which keeps as many sums on the way.
static inline __attribute__((always_inline)) void product(
    int high, const float *input, long inputStride, long rows, const float *weights, long panelStride,
    const float *offsets, long depth, long panels, int isRectified, float *output, long outputStride) {
    long panel = 0;
    if (rows == 1)
        for (; panel + 4 <= panels; panel += 4)
            tile(
                1, 4, input, inputStride, weights + panel * panelStride, panelStride, offsets + panel * MATRIX_PANEL,
                depth, isRectified, output + panel * MATRIX_PANEL, outputStride);
    for (; panel < panels; panel++) {
        const float *columns = weights + panel * panelStride;
        const float *starts = offsets + panel * MATRIX_PANEL;
        float *target = output + panel * MATRIX_PANEL;
        long row = 0;
        for (; row + high <= rows; row += high)
            tile(
                high, 1, input + row * inputStride, inputStride, columns, panelStride, starts, depth, isRectified,
                target + row * outputStride, outputStride);
        for (; row < rows; row++)
            tile(
                1, 1, input + row * inputStride, inputStride, columns, panelStride, starts, depth, isRectified,
                target + row * outputStride, outputStride);
    }
}

#define ARGUMENTS \
    input, inputStride, rows, weights, panelStride, offsets, depth, panels, isRectified, output, outputStride

#if defined(__x86_64__)
/// Sixteen registers of eight floats.
__attribute__((target("avx2,fma"))) static void product_avx2(
    const float *input, long inputStride, long rows, const float *weights, long panelStride, const float *offsets,
    long depth, long panels, int isRectified, float *output, long outputStride) {
    product(6, ARGUMENTS);
}
#endif

void matrix_product(
    const float *input, long inputStride, long rows, const float *weights, long panelStride, const float *offsets,
    long depth, long panels, int isRectified, float *output, long outputStride) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return product_avx2(ARGUMENTS);
    product(2, ARGUMENTS);
#else
    product(4, ARGUMENTS);
#endif
}
