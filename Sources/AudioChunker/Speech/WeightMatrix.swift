internal import CMatrix

/// Weights of a linear layer as the matrix product reads them: panels of sixteen outputs side by side.
struct WeightMatrix: Sendable {
    static let panel = Int(MATRIX_PANEL)

    /// Inputs.
    let depth: Int
    /// Outputs, rounded up to whole panels; those beyond the layer's own are 0.
    let width: Int
    private let panels: [Float]
    private let offsets: [Float]

    /// - Parameters:
    ///   - offsets: what is added to each output; none for 0.
    ///   - weight: of an input for an output.
    init(depth: Int, outputs: Int, offsets: [Float] = [], weight: (_ input: Int, _ output: Int) -> Float) {
        self.depth = depth
        width = (outputs + Self.panel - 1) / Self.panel * Self.panel
        var panels = [Float](repeating: 0, count: depth * width)
        for output in 0..<outputs {
            let (panel, column) = output.quotientAndRemainder(dividingBy: Self.panel)
            for input in 0..<depth { panels[(panel * depth + input) * Self.panel + column] = weight(input, output) }
        }
        self.panels = panels
        self.offsets = offsets + [Float](repeating: 0, count: width - offsets.count)
    }

    /// Applies the layer to `rows` rows.
    ///
    /// - Parameters:
    ///   - inputs: which inputs the rows hold; nil for all, fewer where the others are 0.
    ///   - input: the first row; the next starts `inputStride` floats on.
    ///   - addingTo: what stands in for the layer's own offsets, the same for every row.
    ///   - rectified: whether negative outputs become 0.
    ///   - output: the first row of `width` results; the next starts `outputStride` floats on.
    func apply(
        inputs: Range<Int>? = nil, rows: Int, _ input: UnsafePointer<Float>, inputStride: Int = 0,
        addingTo sums: UnsafePointer<Float>? = nil, rectified: Bool = false, output: UnsafeMutablePointer<Float>,
        outputStride: Int = 0
    ) {
        let used = inputs ?? 0..<depth
        panels.withUnsafeBufferPointer { panels in
            offsets.withUnsafeBufferPointer { offsets in
                matrix_product(
                    input, inputStride, rows, panels.baseAddress! + used.lowerBound * Self.panel, depth * Self.panel,
                    sums ?? offsets.baseAddress!, used.count, width / Self.panel, rectified ? 1 : 0, output,
                    outputStride)
            }
        }
    }
}
