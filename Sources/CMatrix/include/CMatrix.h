#pragma once

/// How many columns of weights stand side by side in memory.
enum { MATRIX_PANEL = 16 };

/// output[r][n] = offsets[n] + sum over k of input[r][k] * weights[k][n], for `rows` rows and `panels * 16` columns n.
///
/// Weights are stored in panels of 16 columns: panel p holds, for each k in order, columns 16p ..< 16p + 16. Strides
/// count floats. With `isRectified`, negative results become 0.
///
/// Every result is summed in the order of k, so that it does not depend on the number of rows. The widest vectors that
/// the processor has are used; fused multiply-add rounds once where plain multiplication and addition round twice.
void matrix_product(
    const float *input, long inputStride, long rows, const float *weights, long panelStride, const float *offsets,
    long depth, long panels, int isRectified, float *output, long outputStride);
