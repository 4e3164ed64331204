/// A slowly changing value, known every few frames and interpolated in between.
struct KnotCurve: Sendable {
    private let step: Int
    private(set) var knots: [Float]

    /// - Parameters:
    ///   - frames: how many frames it spans.
    ///   - step: frames from knot to knot.
    init(frames: Int, step: Int) {
        self.step = step
        knots = [Float](repeating: 0, count: (frames + step - 1) / step + 1)
    }

    init(step: Int, knots: [Float]) {
        self.step = step
        self.knots = knots
    }

    subscript(frame: Int) -> Float {
        let (knot, rest) = (frame / step, frame % step)
        guard rest > 0 else { return knots[knot] }
        return knots[knot] + (knots[knot + 1] - knots[knot]) * (Float(rest) / Float(step))
    }

    /// Changes the values at the knots.
    mutating func update(_ change: (_ knot: Int, _ value: inout Float) -> Void) {
        for knot in knots.indices { change(knot, &knots[knot]) }
    }
}
